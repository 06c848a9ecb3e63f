package batch_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"vanban/batch"
)

// TestSharedWarnings: what the base alone is warned of is told once, unless rows differ; what is a row's own stays with it.
func TestSharedWarnings(t *testing.T) {
	const base = `{"type":"giay-khen","award_by":"GIÁM ĐỐC SỞ NỘI VỤ","citation":"Đã có thành tích","signer":{"position":"GIÁM ĐỐC","name":"Trần B"},"date":"2026-09-06",` +
		`"decision":{"number":"1","notation":"QĐ-SNV","date":"2026-09-06"}}`
	long := `{"recipient":{"name":"` + strings.Repeat("Nguyễn ", 20) + `An"},"register_number":"01"}`
	placed := `{"recipient":{"name":"Lê B"},"place":"An Bình","register_number":"02"}`
	broken := `{"recipient":{"nme":"Lê B"}}`
	codes := func(list []batch.Remark) (out []string) {
		for _, r := range list {
			out = append(out, r.Code+" "+r.Pointer)
		}
		slices.Sort(out)
		return out
	}
	const emblem, place, register, shrunk = "emblem_drawn /options/plate", "left_blank /place", "left_blank /register_number", "shrunk /recipient/name"
	for name, c := range map[string]struct {
		rows  []string
		all   []string
		items [][]string
	}{
		"alike":        {[]string{long, long}, []string{emblem, place}, [][]string{{shrunk}, {shrunk}}},
		"one":          {[]string{long}, []string{emblem, place}, [][]string{{shrunk}}},
		"some differ":  {[]string{long, placed}, []string{emblem}, [][]string{{place, shrunk}, nil}},
		"one failed":   {[]string{placed, broken}, []string{emblem}, [][]string{nil, {place, register}}},
		"no registers": {[]string{`{"recipient":{"name":"A"}}`}, []string{emblem, place, register}, [][]string{nil}},
	} {
		job, ps, err := maker(t).Prepare(&batch.Spec{Base: []byte(base), Files: batch.Files{Merged: true}})
		if err != nil || job == nil {
			t.Fatal(ps, err)
		}
		sink := new(folder)
		m, err := batch.Run(t.Context(), job, list(c.rows...), sink, nil)
		if err != nil {
			t.Fatal(err)
		}
		var full batch.Manifest
		if err := json.Unmarshal(sink.files["manifest.json"], &full); err != nil {
			t.Fatal(err)
		}
		if got := codes(full.Warnings); !slices.Equal(got, c.all) || !slices.Equal(codes(m.Warnings), c.all) {
			t.Errorf("%s: the batch is told %q, not %q", name, got, c.all)
		}
		for i, e := range full.Items {
			if got := codes(e.Warnings); !slices.Equal(got, c.items[i]) {
				t.Errorf("%s: row %d is told %q, not %q", name, i+1, got, c.items[i])
			}
		}
	}
}
