package render_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"vanban/render"
	"vanban/templates/contract"
)

// TestPages: single pages are those there are, and the number of pages is told for every format where it is bounded.
func TestPages(t *testing.T) {
	data, err := os.ReadFile("../templates/kehoach/samples/ubnd-dak-ha-2023.json")
	if err != nil {
		t.Fatal(err)
	}
	s, err := render.New(render.Options{MaxPages: 5})
	if err != nil {
		t.Fatal(err)
	}
	built := s.Catalog().Build(data)
	for page, files := range map[int]int{1: 1, 5: 1, 6: 0} {
		res, err := s.Page(context.Background(), built, page)
		if err != nil {
			t.Fatal(err)
		}
		if len(res.Files) != files || res.Pages != 5 {
			t.Errorf("page %d of %d: %d files", page, res.Pages, len(res.Files))
		}
		if files == 1 && !bytes.Contains(res.Files[0], fmt.Appendf(nil, `id="page-%d"`, page)) {
			t.Errorf("page %d is another", page)
		}
	}
	res, err := s.Files(context.Background(), built, render.DOCX)
	if err != nil || res.Pages != 5 {
		t.Errorf("a DOCX of %d pages: %v", res.Pages, err)
	}
}

// TestLimitsOfTheService: what is beyond the limits that a service was made with is refused with a problem.
func TestLimitsOfTheService(t *testing.T) {
	s, err := render.New(render.Options{MaxPages: 2, Limits: contract.Limits{Nodes: 200, Depth: 2}})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ body, code string }{
		{repeat(150, func(int) string { return `"Đoạn văn này dài vừa một dòng."` }), "too_many_pages"},
		{repeat(300, func(int) string { return `"a"` }), "too_many_parts"},
		{`[{"table":{"rows":[["` + strings.Repeat(`a\n`, 300) + `"]]}}]`, "too_many_parts"},
		{`["` + strings.Repeat("a ", 1<<20) + `"]`, "too_many_pages"},
		{`[{"table":{"rows":[["` + strings.Repeat("a ", 1<<20) + `","b"]]}}]`, "too_many_pages"},
		{`["a",{"text":[{"text":"a"},{"footnote":"` + strings.Repeat("a ", 1<<20) + `"}]}]`, "too_many_pages"},
		{`[{"item":"a","body":[{"item":"b","body":[{"item":"c"}]}]}]`, "too_deep"},
	} {
		for _, f := range []render.Format{render.DOCX, render.PDF, render.SVG} {
			res, err := s.Render(context.Background(), []byte(plan(c.body)), f)
			if err != nil {
				t.Fatal(err)
			}
			if !res.Problems.Fatal() || len(res.Files) > 0 || res.Problems[len(res.Problems)-1].Code != c.code {
				t.Errorf("%s as %s: %d files, %+v", c.code, f, len(res.Files), res.Problems)
			}
		}
	}
}

// TestStops: work ends with its context, whatever it has come to.
func TestStops(t *testing.T) {
	s := service(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, f := range []render.Format{render.DOCX, render.PDF, render.SVG} {
		if res, err := s.Render(ctx, []byte(plan(`["a"]`)), f); err == nil {
			t.Errorf("%s: %d files after the end", f, len(res.Files))
		}
	}
}
