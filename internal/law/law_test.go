// Package law holds the law test: it reads finished PDF and DOCX files back, with MuPDF's tracer and with a reader of its
// own of zip and XML, and measures them against the ranges of thethuc. It has no code of its own and no numbers of the law.
//
// Roles in a PDF are found by its text, its places and the JSON of the sample; in a DOCX by the ids of the styles. Nothing
// here looks at our tree, style sheet or pages.
package law

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"vanban/internal/samples"
)

func itoa(n int) string { return strconv.Itoa(n) }

// TestLaw measures every sample.
func TestLaw(t *testing.T) {
	checks := map[string]int{}
	var failed, pages int
	for _, s := range samples.Documents(t) {
		in := parseInput(t, s)
		docx, pdf := render(t, s)
		traced := trace(t, pdf)
		pages += len(traced)
		shown := measurePDF(t, in, traced)
		written := measureDOCX(t, in, unzip(t, docx), widthsOf(traced))
		for _, r := range []*report{shown, written} {
			for rule, n := range r.checks {
				checks[r.file+" "+rule] += n
			}
			for _, f := range r.findings {
				if f.warning {
					t.Logf("%s: %s", s.Name, f)
					continue
				}
				failed++
				t.Errorf("%s: %s", s.Name, f)
			}
		}
	}
	var b strings.Builder
	for _, rule := range slices.Sorted(maps.Keys(checks)) {
		b.WriteString("\n  " + rule + ": " + itoa(checks[rule]))
	}
	t.Logf("%d pages, %d findings; measurements by rule:%s", pages, failed, b.String())
	for _, rule := range mustMeasure {
		if checks[rule] == 0 {
			t.Errorf("%s was never measured", rule)
		}
	}
}

// mustMeasure are the rules that some sample gives occasion for: if one is never measured, it is the test that broke.
var mustMeasure = strings.Split("pdf PAGE-1|pdf PAGE-2|pdf PAGE-3|pdf PAGE-4|pdf PAGE-5|pdf FONT-1|pdf FONT-3|pdf FONT-4|pdf NUM-1|"+
	"pdf QH-2|pdf QH-3|pdf QH-4|pdf CQ-1|pdf CQ-2|pdf SO-1|pdf DD-1|pdf DD-2|pdf TL-1|pdf TL-2|pdf TL-3|pdf CC-1|pdf BC-1|"+
	"pdf ND-1|pdf ND-2|pdf KY-1|pdf NN-1|pdf NN-2|pdf VV-1|pdf PL-1|pdf KH-1|pdf SOAN|pdf DIACHI|pdf NOTE|"+
	"docx PAGE-1|docx PAGE-2|docx PAGE-3|docx PAGE-4|docx PAGE-5|docx FONT-1|docx FONT-3|docx NUM-1|docx QH-1|docx QH-3|docx CQ-2|"+
	"docx TL-3|docx PL-1|docx ND-1|docx STYLE|docx DIRECT|docx TYPE|docx ALIGN|docx OUTLINE|docx TABLE|docx NOTE|docx LANG", "|")

func parseInput(t *testing.T, s samples.Sample) *input {
	t.Helper()
	in := new(input)
	if err := json.Unmarshal(s.JSON, in); err != nil {
		t.Fatalf("%s: %v", s.Path, err)
	}
	return in
}

func render(t *testing.T, s samples.Sample) (docx, pdf []byte) {
	t.Helper()
	docx, pdf, err := samples.Render(s.JSON)
	if err != nil {
		t.Fatalf("%s: %v", s.Path, err)
	}
	return docx, pdf
}
