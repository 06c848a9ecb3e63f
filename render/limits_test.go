package render_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"vanban/render"
)

// plan returns a kế hoạch with the given body, as JSON.
func plan(body string) string {
	return `{"type":"ke-hoach","organ":{"name":"SỞ NỘI VỤ"},"code":{"number":"1","notation":"KH-SNV"},"place":"Hà Nội","date":"2026-01-05",
"subject":"Thử giới hạn","body":` + body + `,"signer":{"position":"GIÁM ĐỐC","name":"Nguyễn Văn A"},"recipients":["Lưu: VT"]}`
}

func repeat(n int, f func(i int) string) string {
	var b strings.Builder
	b.WriteByte('[')
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(f(i))
	}
	b.WriteByte(']')
	return b.String()
}

// TestLimits: what is large or deep becomes a document, or a problem that says so.
func TestLimits(t *testing.T) {
	s := service(t)
	nested := func(n int) string {
		return "[" + strings.Repeat(`{"item":"x","body":[`, n) + `"y"` + strings.Repeat("]}", n) + "]"
	}
	for name, c := range map[string]struct {
		body string
		bad  string // code of the expected problem; empty for a document
	}{
		"10,000 nodes":     {repeat(10000, func(i int) string { return fmt.Sprintf(`{"item":"Mục %d"}`, i) }), ""},
		"1 MB of text":     {`["` + strings.Repeat("văn bản dài ", 70000) + `"]`, ""},
		"one long word":    {`["` + strings.Repeat("ư", 20000) + `"]`, ""},
		"500 rows":         {`[{"table":{"header":[["TT","Tên"]],"rows":` + repeat(500, func(i int) string { return fmt.Sprintf(`["%d","Ông A"]`, i) }) + `}}]`, ""},
		"5 levels":         {nested(5), ""},
		"6 levels":         {nested(6), "nesting_too_deep"},
		"empty body":       {`[]`, "required"},
		"characters":       {`["漢字 và 🙂 và \u0000"]`, ""},
		"like markup":      {`["<w:p/> {{name}} ${x} %s &amp; \\textbf{a}"]`, ""},
		"blank paragraphs": {`["",""," "]`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			res, err := s.Render(context.Background(), []byte(plan(c.body)), render.DOCX, render.PDF)
			if err != nil {
				t.Fatal(err)
			}
			if c.bad == "" {
				if res.Problems.Fatal() || len(res.Files) != 2 {
					t.Errorf("%d files, %.500v", len(res.Files), res.Problems)
				}
				return
			}
			for _, p := range res.Problems {
				if p.Code == c.bad {
					return
				}
			}
			t.Errorf("no problem %s among %.500v", c.bad, res.Problems)
		})
	}
}

// FuzzRender feeds JSON to the whole pipeline: it may refuse, but neither fail nor panic.
func FuzzRender(f *testing.F) {
	for _, file := range samples(f) {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		if len(data) < 8<<10 {
			f.Add(data)
		}
	}
	f.Add([]byte(plan(`[{"table":{"columns":[{"width":1}],"rows":[[{"text":"a","rowspan":2}]]}}]`)))
	s := service(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		res, err := s.Render(context.Background(), data, render.DOCX, render.PDF)
		if err != nil {
			t.Fatal(err)
		}
		if res.Problems.Fatal() != (len(res.Files) == 0) {
			t.Fatalf("%d files with %+v", len(res.Files), res.Problems)
		}
	})
}
