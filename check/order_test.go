package check_test

import (
	"reflect"
	"strings"
	"sync"
	"testing"

	"vanban/check"
)

// order is the list of rules as reports have it.
const order = "PAGE-1 PAGE-2 PAGE-3 PAGE-4 PAGE-5 FONT-1 FONT-2 FONT-3 NUM-1 QH-1 QH-2 QH-3 QH-4 CQ-1 CQ-2 SO-1 SO-2 DD-1 DD-2 TL-1 TL-2 TL-3 " +
	"VV-1 CC-1 CC-2 BC-1 ND-1 ND-2 KY-1 KY-2 NN-1 NN-2 PL-1 KH-1 VH-1 VH-2 VH-3 VH-4 VH-5 VD-1 D2-1 SZ-1 KT-1"

// TestOrder: the ids are stable, and in the order of the law.
func TestOrder(t *testing.T) {
	var ids []string
	for _, r := range check.Rules() {
		ids = append(ids, r.ID)
	}
	if got := strings.Join(ids, " "); got != order {
		t.Errorf("rules are %s, want %s", got, order)
	}
}

// TestSameReport: one document gives one report, from any goroutine, and is not changed by it.
func TestSameReport(t *testing.T) {
	c, d := newChecker(t), decision().Document
	d.TieuNgu.Runs[0].Italic = true
	reports := make([]*check.Report, 8)
	var wait sync.WaitGroup
	for i := range reports {
		wait.Go(func() {
			r, err := c.Judge(t.Context(), d)
			if err != nil {
				t.Error(err)
			}
			reports[i] = r
		})
	}
	wait.Wait()
	for _, r := range reports[1:] {
		for i := range r.Results {
			a, b := r.Results[i], reports[0].Results[i]
			if a.Rule != b.Rule || a.Status != b.Status || a.Places != b.Places || !reflect.DeepEqual(a.Findings, b.Findings) {
				t.Errorf("%s: %+v and %+v", a.Rule.ID, a, b)
			}
		}
	}
}
