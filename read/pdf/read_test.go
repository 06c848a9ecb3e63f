package pdf

import (
	"context"
	"reflect"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"vanban/document"
	"vanban/internal/referee"
	"vanban/internal/samples"
	"vanban/read"
)

const plan = "kehoach/ubnd-dak-ha-2023"

func sample(t testing.TB, name string) []byte {
	t.Helper()
	for _, s := range samples.All(t) {
		if s.Name == name {
			_, pdf, err := samples.Render(s.JSON)
			if err != nil {
				t.Fatal(err)
			}
			return pdf
		}
	}
	t.Fatalf("no sample %s", name)
	return nil
}

func mustRead(t testing.TB, file []byte) *read.Manuscript {
	t.Helper()
	m, err := Read(context.Background(), file)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// within tells whether lengths agree to so many tenths of a millimetre.
func within(a, b document.EMU, tenths int64) bool {
	return abs(float64(a-b)) <= float64(tenths)*float64(document.Millimetre)/10
}

// The measures of one plan as its style sheet asks for them.
func TestPlan(t *testing.T) {
	m := mustRead(t, sample(t, plan))
	s := m.Sections[0]
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"top", mm(s.Page.Top), 20}, {"bottom", mm(s.Page.Bottom), 20}, {"left", mm(s.Page.Left), 30}, {"right", mm(s.Page.Right), 15},
		{"width", mm(s.Page.Width), 210}, {"height", mm(s.Page.Height), 297},
	} {
		if abs(c.got-c.want) > 0.3 {
			t.Errorf("%s is %.2f mm, want %.0f", c.name, c.got, c.want)
		}
	}
	if n := s.Number; !n.Shown || n.OnFirst || n.Footer || n.Align != document.AlignCenter || n.Run.Size != 14*document.Point {
		t.Errorf("page number %+v", n)
	}
	letterhead, ok := m.Blocks[0].(*read.Table)
	if !ok || letterhead.Bordered || len(letterhead.Rows) != 1 || len(letterhead.Rows[0].Cells) != 2 {
		t.Fatalf("the letterhead is %+v", m.Blocks[0])
	}
	rule, ok := letterhead.Rows[0].Cells[1].Blocks[2].(*read.Rule)
	if !ok || !rule.Centred || !within(rule.Length, document.MM(60.5), 2) {
		t.Errorf("the rule of tiêu ngữ is %+v", letterhead.Rows[0].Cells[1].Blocks[2])
	}
	body := m.Blocks[6].(*read.Paragraph) // the second of căn cứ
	if f := body.Form; f.Align != document.AlignJustify || !within(f.FirstLine, document.MM(12.7), 2) || !within(f.Before, document.Pt(6), 1) ||
		!within(f.Spacing.Height, document.Pt(natural*14), 1) {
		t.Errorf("body %+v", f)
	}
	if r := body.Runs[0]; r.Font != "Liberation Serif" || !r.Italic || r.Bold || r.Size != 14*document.Point || r.Color != "000000" {
		t.Errorf("run %+v", r)
	}
	if len(m.Notes) != 1 {
		t.Errorf("%d notes", len(m.Notes))
	}
}

// Each sample has as many sections, notes and ruled tables as its tree.
func TestShapeOfSamples(t *testing.T) {
	for _, s := range samples.All(t) {
		t.Run(s.Name, func(t *testing.T) {
			_, file, err := samples.Render(s.JSON)
			if err != nil {
				t.Fatal(err)
			}
			doc := tree(t, s.JSON)
			m := mustRead(t, file)
			if len(m.Sections) != len(doc.Sections) {
				t.Errorf("%d sections, want %d", len(m.Sections), len(doc.Sections))
			}
			if len(m.Notes) != len(doc.Notes) {
				t.Errorf("%d notes, want %d", len(m.Notes), len(doc.Notes))
			}
			if marks := countMarks(m.Blocks); marks != len(doc.Notes) {
				t.Errorf("%d marks of notes, want %d", marks, len(doc.Notes))
			}
			want, got := 0, 0
			for i := range doc.Sections {
				for _, b := range doc.Sections[i].Blocks {
					if tb, ok := b.(*document.Table); ok && tb.Role == document.BangSoLieu {
						want++
					}
				}
			}
			for _, b := range m.Blocks {
				if tb, ok := b.(*read.Table); ok && tb.Bordered {
					got++
				}
			}
			if got != want {
				t.Errorf("%d ruled tables, want %d", got, want)
			}
		})
	}
}

func countMarks(blocks []read.Block) int {
	n := 0
	for _, b := range blocks {
		switch b := b.(type) {
		case *read.Paragraph:
			for _, r := range b.Runs {
				if r.Kind == read.NoteMark {
					n++
				}
			}
		case *read.Table:
			for _, r := range b.Rows {
				for _, c := range r.Cells {
					n += countMarks(c.Blocks)
				}
			}
		}
	}
	return n
}

// Every paragraph of a sample's tree is a paragraph here, the centred ones as many as they have lines.
func TestParagraphsOfSamples(t *testing.T) {
	for _, s := range samples.All(t) {
		t.Run(s.Name, func(t *testing.T) {
			_, file, err := samples.Render(s.JSON)
			if err != nil {
				t.Fatal(err)
			}
			m := mustRead(t, file)
			var b strings.Builder
			text(&b, m.Blocks)
			b.WriteString(headers(m))
			have := map[string]int{}
			for _, l := range strings.Split(b.String(), "\n") {
				have[squeezed(l)]++
			}
			all := squeezed(b.String())
			doc := tree(t, s.JSON)
			missing := 0
			for i := range doc.Sections {
				treeParagraphs(doc.Sections[i].Blocks, func(p string) {
					if have[p] == 0 {
						missing++
						if !strings.Contains(all, p) {
							t.Errorf("not in order: %q", p)
						} else if utf8.RuneCountInString(p) > 160 {
							t.Errorf("no paragraph of its own: %q", p)
						}
					}
					have[p]--
				})
			}
		})
	}
}

// squeezed takes all white space out, and the text of a run that only marks a note has none.
func squeezed(s string) string { return strings.Join(strings.Fields(s), "") }

func treeParagraphs(blocks []document.Block, yield func(string)) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *document.Paragraph:
			s := ""
			for _, r := range b.Runs {
				s += r.Text
			}
			if s = squeezed(s); s != "" {
				yield(s)
			}
		case *document.Table:
			for _, r := range b.Rows {
				for _, c := range r.Cells {
					treeParagraphs(c.Blocks, yield)
				}
			}
		}
	}
}

// What LibreOffice makes of our DOCX reads as what we make ourselves.
func TestThroughLibreOffice(t *testing.T) {
	files := map[string][]byte{}
	own := map[string]string{}
	for _, s := range samples.All(t) {
		if strings.HasPrefix(s.Name, "features/") {
			continue
		}
		docx, file, err := samples.Render(s.JSON)
		if err != nil {
			t.Fatal(err)
		}
		files[s.Name] = docx
		var b strings.Builder
		text(&b, mustRead(t, file).Blocks)
		own[s.Name] = b.String()
	}
	for name, file := range referee.OfficePDF(t, files) {
		var b strings.Builder
		text(&b, mustRead(t, file).Blocks)
		ours, theirs := strings.Split(own[name], "\n"), strings.Split(strings.ReplaceAll(b.String(), "\u00A0", " "), "\n")
		for i := range min(len(ours), len(theirs)) {
			if ours[i] != theirs[i] {
				t.Errorf("%s: paragraph %d is\n%q, ours\n%q", name, i, theirs[i], ours[i])
				break
			}
		}
		if len(ours) != len(theirs) {
			t.Errorf("%s: %d paragraphs, ours %d", name, len(theirs), len(ours))
		}
	}
}

func TestReadParallel(t *testing.T) {
	file := sample(t, plan)
	want := mustRead(t, file)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			m, err := Read(context.Background(), file)
			if err != nil || !reflect.DeepEqual(m, want) {
				t.Errorf("another manuscript, error %v", err)
			}
		})
	}
	wg.Wait()
}

func TestFontName(t *testing.T) {
	for _, c := range []struct {
		base, family string
		bold, italic bool
	}{
		{"TimesNewRomanPSMT", "Times New Roman", false, false},
		{"ABCDEE+TimesNewRomanPS-BoldItalicMT", "Times New Roman", true, true},
		{"BCDFEE+Times New Roman,Bold", "Times New Roman", true, false},
		{"AAAAAA+LiberationSerif-Bold", "Liberation Serif", true, false},
		{"LiberationSerif", "Liberation Serif", false, false},
		{"Tinos-Italic", "Tinos", false, true},
		{"Times-Roman", "Times", false, false},
		{".VnTime", ".VnTime", false, false},
		{"VNI-Times", "VNI-Times", false, false},
		{"ArialMT", "Arial", false, false},
	} {
		if f, b, i := fontName(c.base); f != c.family || b != c.bold || i != c.italic {
			t.Errorf("%s is %q %v %v", c.base, f, b, i)
		}
	}
}

func TestGlyphText(t *testing.T) {
	for n, want := range map[string]string{"a": "a", "acircumflexhookabove": "ẩ", "Uhorndotbelow": "Ự", "dcroat": "đ", "uni1EA1": "ạ", "u1EC7": "ệ",
		"abreve": "ă", "g123": "", "f_i": "", "one.alt": "1"} {
		if got := glyphText(n); got != want {
			t.Errorf("%s is %q, want %q", n, got, want)
		}
	}
}

func TestNoText(t *testing.T) {
	m := mustRead(t, onePage("0 0 100 100 re f", ""))
	if len(m.Remarks) != 1 || m.Remarks[0].Code != "no_text" {
		t.Errorf("remarks %+v", m.Remarks)
	}
}

func BenchmarkRead(b *testing.B) {
	file := sample(b, plan)
	b.ReportAllocs()
	for b.Loop() {
		mustRead(b, file)
	}
}

func mm(e document.EMU) float64 { return e.Millimetres() }
