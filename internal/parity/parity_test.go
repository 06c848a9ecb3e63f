// Package parity holds the tests over all samples that read the finished files
// with other people's tools: our PDF against LibreOffice's of our DOCX, the
// referees' verdicts, and every word of the input. It has no code of its own.
package parity

import (
	"sync"
	"testing"

	"vanban/internal/referee"
	"vanban/internal/samples"
)

const (
	minEqual = 99.5 // per cent of lines, over all samples
	maxShift = 1.0  // mm between equal lines
)

// difference is a line that is known to differ, with the reason why that is
// right or not to be helped.
type difference struct {
	sample, text string // referee.Diff.Text: LibreOffice's line, or ours where it has none
	reason       string
}

// known lists every remaining difference. One that is not here fails the test,
// and so does one here that no longer occurs.
var known = []difference{}

// rendered is a sample with both of our files.
type rendered struct {
	samples.Sample
	docx, pdf []byte
}

var (
	renderOnce sync.Once
	goodOnes   []rendered
	notGood    int
)

// good renders all samples, once for all tests, and returns those that render.
// The others fail every test that asks, with their errors in the first.
func good(t *testing.T) []rendered {
	t.Helper()
	renderOnce.Do(func() {
		for _, s := range samples.All(t) {
			docx, pdf, err := samples.Render(s.JSON)
			if err != nil {
				t.Logf("%s: %v", s.Path, err)
				notGood++
				continue
			}
			goodOnes = append(goodOnes, rendered{s, docx, pdf})
		}
	})
	if notGood > 0 {
		t.Errorf("%d samples could not be rendered", notGood)
	}
	if len(goodOnes) == 0 {
		t.Fatal("no sample was rendered")
	}
	return goodOnes
}

func docxOf(all []rendered) map[string][]byte {
	m := make(map[string][]byte, len(all))
	for _, r := range all {
		m[r.Name] = r.docx
	}
	return m
}

func TestParity(t *testing.T) {
	all := good(t)
	office := referee.OfficePDF(t, docxOf(all))
	seen := map[[2]string]bool{}
	reasons := map[[2]string]string{}
	for _, k := range known {
		if k.reason == "" {
			t.Errorf("known difference %q of %s has no reason", k.text, k.sample)
		}
		reasons[[2]string{k.sample, k.text}] = k.reason
	}
	var lines, equal int
	t.Logf("%-44s %9s %6s %6s %8s %7s %7s", "sample", "pages", "lines", "equal", "%", "dx mm", "dy mm")
	for _, r := range all {
		theirs := office[r.Name]
		p := referee.Compare(referee.Lines(referee.Words(t, r.pdf)), referee.Lines(officeWords(t, theirs)))
		// Counted by pdfinfo, because an empty last page has no lines.
		p.PagesOurs, p.PagesTheirs = referee.Info(t, r.pdf).Pages, referee.Info(t, theirs).Pages
		t.Logf("%-44s %4d/%-4d %6d %6d %8.2f %7.2f %7.2f",
			r.Name, p.PagesOurs, p.PagesTheirs, p.Lines, p.Equal, p.Percent(), p.MaxDX, p.MaxDY)
		lines, equal = lines+p.Lines, equal+p.Equal

		if p.PagesOurs != p.PagesTheirs {
			t.Errorf("%s: %d pages, LibreOffice has %d", r.Name, p.PagesOurs, p.PagesTheirs)
		}
		if p.Lines == 0 {
			t.Errorf("%s: no line of text in either PDF", r.Name)
		}
		if p.MaxDX >= maxShift || p.MaxDY >= maxShift {
			t.Errorf("%s: equal lines are up to %.2f mm (x) and %.2f mm (y) apart; %g is the limit", r.Name, p.MaxDX, p.MaxDY, maxShift)
		}
		for _, d := range p.Diffs {
			key := [2]string{r.Name, d.Text()}
			seen[key] = true
			if reason := reasons[key]; reason != "" {
				t.Logf("  known: %s: %s", d, reason)
			} else {
				t.Errorf("%s: %s", r.Name, d)
			}
		}
	}
	for _, k := range known {
		if !seen[[2]string{k.sample, k.text}] {
			t.Errorf("known difference %q of %s no longer occurs; take it off the list", k.text, k.sample)
		}
	}
	share := referee.Parity{Lines: lines, Equal: equal}.Percent()
	t.Logf("%d of %d lines equal: %.2f %%", equal, lines, share)
	if share < minEqual {
		t.Errorf("%.2f %% of lines are equal; at least %g %% are needed", share, minEqual)
	}
}

// officeWords returns the words of LibreOffice's PDF in boxes like ours. LibreOffice writes an ascent and a descent of zero for its
// fonts; poppler then draws a box of 0.95 em above and 0.35 em below the baseline, which would put large type, as certificates have,
// two millimetres off.
func officeWords(t *testing.T, pdf []byte) []referee.Word {
	t.Helper()
	words := referee.Words(t, pdf)
	for i := range words {
		w := &words[i]
		em := (w.YMax - w.YMin) / 1.3
		base := w.YMax - 0.35*em
		w.YMin, w.YMax = base-0.891*em, base+0.216*em
	}
	return words
}

func TestReferees(t *testing.T) {
	all := good(t)
	t.Run("qpdf", func(t *testing.T) {
		for _, r := range all {
			if err := referee.QPDFCheck(t, r.pdf); err != nil {
				t.Errorf("%s: %v", r.Name, err)
			}
		}
	})
	t.Run("fonts", func(t *testing.T) {
		for _, r := range all {
			fonts := referee.Fonts(t, r.pdf)
			if len(fonts) == 0 {
				t.Errorf("%s: the PDF has no fonts", r.Name)
			}
			for _, f := range fonts {
				if !f.Embedded || !f.ToUnicode {
					t.Errorf("%s: font %s: embedded %t, with a map to Unicode %t; both are needed", r.Name, f.Name, f.Embedded, f.ToUnicode)
				}
			}
		}
	})
	t.Run("ooxml", func(t *testing.T) {
		// The older schemas refuse markup that only newer Word understands.
		for name, errs := range referee.OOXML(t, referee.Office2019, docxOf(all)) {
			for _, e := range errs {
				t.Errorf("%s: %s", name, e)
			}
		}
	})
}
