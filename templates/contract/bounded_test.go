package contract_test

import (
	"testing"

	"vanban/document"
	"vanban/templates/contract"
)

func TestBounded(t *testing.T) {
	var ps document.Problems
	for range 700 {
		ps = append(ps, document.Problem{Severity: document.Warning, Code: "no_glyph"}, document.Problem{Code: "nesting_too_deep"})
	}
	got := contract.Bounded(ps)
	if len(got) != 1002 || !got.Fatal() || got[1000].Code != "too_many_problems" || got[1001].Code != "more_warnings" {
		t.Errorf("%d of %d problems are kept, the last %q", len(got), len(ps), got[len(got)-1].Code)
	}
	if few := ps[:20]; len(contract.Bounded(few)) != 20 {
		t.Error("a short list is changed")
	}
}
