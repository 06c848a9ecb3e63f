package check_test

import (
	"context"
	"testing"

	"vanban/check"
	"vanban/fonts"
	"vanban/internal/samples"
	"vanban/read"
	"vanban/read/docx"
	"vanban/read/pdf"
	"vanban/thethuc"
)

func newChecker(t testing.TB) *check.Checker {
	t.Helper()
	set, err := fonts.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return check.New(thethuc.ND30(), set)
}

// faulty are the samples whose own text breaks a rule: they show what authors may ask for.
var faulty = map[string]string{
	"features/26-label-override":     "BC-1", // the author's own numbers
	"features/60-salutation-several": "NN-2", // Kính gửi in a kế hoạch
	"features/61-salutation-one":     "NN-2",
	"features/80-end-mark-off":       "ND-2", // the author's choice
}

// TestSamplesAreClean: what this program writes keeps every rule, as a Word file and as a PDF. Suggestions are told.
func TestSamplesAreClean(t *testing.T) {
	c := newChecker(t)
	for _, s := range samples.Documents(t) {
		docxFile, pdfFile, err := samples.Render(s.JSON)
		if err != nil {
			t.Fatalf("%s: %v", s.Path, err)
		}
		for _, f := range []struct {
			kind string
			read func(context.Context, []byte) (*read.Manuscript, error)
			data []byte
		}{{"docx", docx.Read, docxFile}, {"pdf", pdf.Read, pdfFile}} {
			m, err := f.read(t.Context(), f.data)
			if err != nil {
				t.Errorf("%s %s: %v", s.Name, f.kind, err)
				continue
			}
			r, err := c.Check(t.Context(), m)
			if err != nil {
				t.Fatal(err)
			}
			switch got := broken(r); {
			case faulty[s.Name] == "" && r.Clean(), got == faulty[s.Name]:
			default:
				t.Errorf("%s %s: broken %q, want %q", s.Name, f.kind, got, faulty[s.Name])
			}
			inForm(t, r)
			if broken(r) != faulty[s.Name] || testing.Verbose() {
				for i := range r.Results {
					tell(t, s.Name+" "+f.kind, &r.Results[i])
				}
			}
		}
	}
}

func tell(t *testing.T, name string, r *check.Result) {
	t.Helper()
	if r.Status < check.NeedsReview {
		return
	}
	for _, f := range r.Findings {
		t.Logf("%s %s: %s measured %s, allowed %s: %s (paragraph %d, page %d)", name, r.Rule.ID, f.Message, f.Measured, f.Allowed,
			f.Excerpt,
			f.Place.Paragraph, f.Place.Page)
	}
}
