package api

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"vanban/batch"
	"vanban/batch/queue"
)

// TestRowsWithMuchToSay: no answer is longer than a few megabytes, whatever limit says, and all rows come in the end, once each and with their patches.
func TestRowsWithMuchToSay(t *testing.T) {
	st := open(t, withBatches(t))
	for name, c := range map[string]struct {
		rows int
		more string
	}{
		"hundreds of problems": {120, `"bases":[` + strings.Repeat("7,", 600) + "7]"},
		"a long patch":         {30, `"x":` + quoted(strings.Repeat("a", 240<<10))},
	} {
		t.Run(name, func(t *testing.T) {
			items := make([]string, c.rows)
			for i := range items {
				items[i] = fmt.Sprintf(`{"recipient":{"name":"%d"},%s}`, i+1, c.more)
			}
			b := into[batchStatus](t, st.ask(post(batchesPath, submit("", items...))), 202)
			if end := st.finished(b.ID); end.State != "done" || end.Counts.Failed != c.rows {
				t.Fatalf("%+v", end)
			}
			pages, row := 0, 0
			for after := 0; pages == 0 || after > 0; pages++ {
				r := st.ask(get(fmt.Sprintf("%s/rows?limit=1000&after=%d", b.URL, after)))
				if len(r.data) > 6<<20 {
					t.Errorf("%d bytes in one answer", len(r.data))
				}
				page := into[batchRows](t, r, 200)
				for _, got := range page.Rows {
					if row++; got.Row != row || got.Name != fmt.Sprint(row) || got.Patch == nil || len(got.Problems) == 0 {
						t.Fatalf("row %d (%s) where %d is due, %d bytes of patch, %d problems", got.Row, got.Name, row, len(got.Patch), len(got.Problems))
					}
				}
				after = page.Next
			}
			if row != c.rows || pages < 2 {
				t.Errorf("%d rows on %d pages", row, pages)
			}
		})
	}
}

// TestHostileRows: whatever stands in a row is the fault of that row, and the others are made.
func TestHostileRows(t *testing.T) {
	st := open(t, withBatches(t))
	items := []string{person("A"), `{"` + "\xff" + `":1}`, `{"a` + "\xff" + `":{"b":1,"b":2}}`, `{"recipient":{"` + "\xff" + `":"` + "\xff" + `"}}`, `{"recipient":{"name":"a\u0000b\ud800"}}`,
		`{"recipient":{"name":"` + strings.Repeat("dài ", 20_000) + `"}}`, person("a\u0001\ufffe\u202e=1+1"), `{"$problems":7}`, person("B")}
	b := into[batchStatus](t, st.ask(post(batchesPath, submit("", items...))), 202)
	end := st.finished(b.ID)
	if end.State != "done" || end.Counts.Done < 2 || end.Counts.Done+end.Counts.Failed != len(items) || len(end.Files) < 3 {
		t.Fatalf("%+v", end)
	}
	rows := into[batchRows](t, st.ask(get(b.URL+"/rows")), 200)
	for i, r := range rows.Rows {
		if good := i == 0 || i == len(items)-1; r.Row != i+1 || good != (r.Status == string(batch.Done)) && i != 6 {
			t.Errorf("%+v", r)
		}
		for _, p := range r.Problems {
			if !utf8.ValidString(p.Pointer) || p.Message == "" {
				t.Errorf("%+v", p)
			}
		}
	}
}

// TestFullIsTold: whoever watches a batch hears that it waits for room.
func TestFullIsTold(t *testing.T) {
	st := open(t, withBatches(t, func(c *queue.Config) { c.MaxBytes = 600 << 10 }))
	items := make([]string, 600)
	for i := range items {
		items[i] = person(fmt.Sprintf("Trần Văn %d", i))
	}
	b := into[batchStatus](t, st.ask(post(batchesPath, submit("", items...))), 202)
	waits := false
	last := ""
	st.events(b.ID, func(name string, now batchStatus) {
		if now.State == "waiting" && !waits {
			waits = true
			if name != "progress" || now.Reason == "" {
				t.Errorf("%s %+v", name, now)
			}
			if r := st.ask(request("DELETE", b.URL, "")); r.StatusCode != 202 {
				t.Errorf("%d %s", r.StatusCode, r.data)
			}
		}
		last = name + " " + now.State
	})
	if !waits || last != "end cancelled" {
		t.Errorf("waits: %v; at last %s", waits, last)
	}
}
