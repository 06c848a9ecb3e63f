package badinput

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sort"
	"testing"

	"vanban/internal/referee"
	"vanban/render"
)

// samples are the documents that mutations begin with.
func samples(t testing.TB) []any {
	t.Helper()
	var out []any
	add := func(src string) {
		var v any
		if err := json.Unmarshal([]byte(src), &v); err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	root := referee.Root(t)
	for _, pattern := range []string{"templates/*/samples/*.json", "testdata/features/*.json"} {
		files, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(pattern)))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			add(string(src))
		}
	}
	add(decision(`enclosures=[{"type":"ke-hoach","subject":"x","body":[{"heading":"a","body":["b"]}]}]`, `appendices=[{"title":"A","body":["x"]}]`))
	return out
}

// odd values take the place of good ones.
var odd = []string{
	`null`, `""`, `" "`, `"\n"`, `0`, `-1`, `1e308`, `true`, `[]`, `{}`, `[[]]`, `[null]`, `["",""]`, `{"text":""}`, `{"x":1}`, `"ke-hoach"`, `"quyet-dinh"`, `"quy-che"`,
	`["Điều 1.","1.1."]`, `["x"]`, `"2026-02-30"`, `63`, `{"band":"x"}`, `[{"footnote":"x"}]`, `{"text":"x","colspan":3,"rowspan":3}`, `"\ud800"`, `"a\u0301\u0000\u202e"`,
	`{"table":{"rows":[["a",{"text":"b","rowspan":2}],["c"]]}}`, `{"heading":"x","body":["y"],"numbering":["Chương I"],"label":""}`, `[{"name":"A"},{"name":""}]`,
}

// mutate changes v in n places: a value is replaced, dropped, doubled, or taken from elsewhere.
func mutate(r *rand.Rand, v any, n int) any {
	for range n {
		var places []func(any) // each puts a value into a place; nil drops it
		var values []any
		var visit func(v any)
		visit = func(v any) {
			values = append(values, v)
			switch v := v.(type) {
			case map[string]any:
				keys := make([]string, 0, len(v))
				for k := range v {
					keys = append(keys, k)
				}
				sort.Strings(keys)
				for _, k := range keys {
					places = append(places, func(x any) {
						if x == nil {
							delete(v, k)
						} else {
							v[k] = x
						}
					})
					visit(v[k])
				}
			case []any:
				for i := range v {
					places = append(places, func(x any) { v[i] = x })
					visit(v[i])
				}
			}
		}
		visit(v)
		if len(places) == 0 {
			return v
		}
		var x any
		switch r.IntN(4) {
		case 0:
		case 1:
			x = clone(values[r.IntN(len(values))])
		default:
			_ = json.Unmarshal([]byte(odd[r.IntN(len(odd))]), &x)
		}
		places[r.IntN(len(places))](x)
	}
	return v
}

func clone(v any) any {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	var out any
	if err := json.Unmarshal(b, &out); err != nil {
		panic(err)
	}
	return out
}

// mutant is the JSON that comes of the seed.
func mutant(list []any, seed uint64) []byte {
	r := rand.New(rand.NewPCG(seed, 30))
	b, err := json.Marshal(mutate(r, clone(list[r.IntN(len(list))]), 1+r.IntN(6)))
	if err != nil {
		panic(err)
	}
	return b
}

// pipeline wants files or problems of every input, without a fault twice at one place.
func pipeline(t *testing.T, s *render.Service, data []byte) {
	t.Helper()
	res, err := s.Render(context.Background(), data, render.DOCX, render.PDF)
	if err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	if res.Problems.Fatal() != (len(res.Files) == 0) {
		t.Fatalf("%d files beside %v\n%s", len(res.Files), lines(res.Problems), data)
	}
	given := map[string]string{} // code of the error at a pointer
	for _, p := range res.Problems {
		if p.Severity != 0 {
			continue
		}
		switch before := given[p.Pointer]; {
		case before == "":
			given[p.Pointer] = p.Code
		case p.Code == "required" || p.Code == "missing_key" || before == "required" || before == "missing_key":
			t.Fatalf("%s is %s and %s\n%s", p.Pointer, before, p.Code, data)
		}
	}
}

// TestMutations takes samples apart in ways that are the same at every run; FuzzMutations goes on from there.
func TestMutations(t *testing.T) {
	s, list := service(t), samples(t)
	for seed := range uint64(3000) {
		pipeline(t, s, mutant(list, seed))
	}
}

func FuzzMutations(f *testing.F) {
	s, list := service(f), samples(f)
	f.Add(uint64(0))
	f.Fuzz(func(t *testing.T, seed uint64) { pipeline(t, s, mutant(list, seed)) })
}

// FuzzPipeline feeds bytes, beginning with the bad documents of the table.
func FuzzPipeline(f *testing.F) {
	for _, c := range badDocuments() {
		f.Add([]byte(c.json))
	}
	s := service(f)
	f.Fuzz(func(t *testing.T, data []byte) { pipeline(t, s, data) })
}
