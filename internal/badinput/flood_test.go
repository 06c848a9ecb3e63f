package badinput

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"vanban/document"
)

// flood is a document made to cost: refused for what it is, without much memory.
type flood struct {
	name   string
	json   func() string
	want   string // code of one of its problems
	budget uint64 // MB that may be allocated in all until it is refused
}

func floods() []flood {
	million := func(s string) string { return strings.Repeat(s+",", 1_000_000) + s }
	return []flood{
		{"100 MB of text", func() string { return plan(`subject="` + strings.Repeat("a", 100<<20) + `"`) }, "input_too_large", 1},
		{"100 MB of blanks", func() string { return strings.Repeat(" ", 100<<20) }, "input_too_large", 1},
		{"100 MB of brackets", func() string { return strings.Repeat("[", 100<<20) }, "input_too_large", 1},
		{"10 MB of brackets", func() string { return plan(`x=` + strings.Repeat("[", 10<<20)) }, "too_deep", 64},
		{"10 MB of braces", func() string { return strings.Repeat(`{"a":`, 2<<20) }, "too_deep", 64},
		{"3 MB in one text", func() string { return plan(`subject="` + strings.Repeat("a", 3<<20) + `"`) }, "text_too_long", 16},
		{"a million nodes", func() string { return body(million(`""`)) }, "too_many_parts", 128},
		{"a million headings", func() string { return body(million(`{"heading":[]}`)) }, "too_many_parts", 160},
		{"a million columns", func() string { return table(`"columns":[` + million(`{}`) + `],"rows":[["a"]]`) }, "too_many_parts", 64},
		{"90,000 columns", func() string {
			return table(`"columns":[` + strings.Repeat(`{},`, 90_000) + `{}],"rows":[["a"]]`)
		}, "too_many_columns", 64},
		{"a million cells in a row", func() string { return table(`"rows":[[` + million(`{"colspan":9}`) + `]]`) }, "too_many_parts", 128},
		{"a million runs", func() string { return body(`{"text":[` + million(`{"text":"a"}`) + `]}`) }, "too_many_parts", 128},
		{"a million keys", func() string { return plan(`x=1`)[:1] + million(`"a":0`) + "}" }, "too_many_problems", 64},
		{"a million times one key", func() string { return plan()[:len(plan())-1] + strings.Repeat(`,"place":0`, 1_000_000) + "}" }, "too_many_problems", 64},
		{"a key of 10 MB", func() string { return plan(strings.Repeat("k", 10<<20) + `=1`) }, "unknown_key", 64},
		{"a number of 10 MB", func() string { return plan(`options={"body_size":` + strings.Repeat("9", 10<<20) + `}`) }, "number_out_of_range", 64},
		{"a date of 1 MB", func() string { return plan(`date="` + strings.Repeat("1", 1<<20) + `"`) }, "invalid_date", 16},
		{"a type of 1 MB", func() string { return plan(`type="` + strings.Repeat("x", 1<<20) + `"`) }, "unknown_type", 16},
		{"a format of 1 MB", func() string { return plan(`numbering=["` + strings.Repeat("1.", 1<<19) + `"]`) }, "unknown_numbering", 16},
		{"a million wrong types", func() string { return plan(`bases=[` + million(`1`) + `]`) }, "too_many_problems", 32},
		{"a million wrong spans", func() string {
			return table(`"rows":[` + strings.Repeat(`["a",{"text":"b","rowspan":9}],`, 30_000) + `["a"]]`)
		}, "too_many_problems", 64},
		{"wide and deep", func() string {
			return body(strings.Repeat(`{"item":"x","body":[`+strings.Repeat(`1,`, 20), 60) + `1` + strings.Repeat(`]}`, 60))
		}, "too_many_problems", 64},
	}
}

// TestFloods measures memory and not time: what is refused early is refused fast.
func TestFloods(t *testing.T) {
	catalog := service(t).Catalog()
	for _, c := range floods() {
		t.Run(c.name, func(t *testing.T) {
			src := []byte(c.json())
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			built := catalog.Build(src)
			runtime.ReadMemStats(&after)
			mb := (after.TotalAlloc - before.TotalAlloc) >> 20
			t.Logf("%d MB of JSON, %d MB allocated, %d problems", len(src)>>20, mb, len(built.Problems))
			if mb > c.budget {
				t.Errorf("%d MB allocated, more than %d", mb, c.budget)
			}
			if built.Doc != nil || !has(built.Problems, c.want) {
				t.Errorf("no %s among %.5q …", c.want, lines(built.Problems)[:min(5, len(built.Problems))])
			}
			if len(built.Problems) > 1200 {
				t.Errorf("%d problems", len(built.Problems))
			}
			for _, p := range built.Problems {
				worded(t, p)
				if len(p.Pointer) > 4000 {
					t.Errorf("a pointer of %d bytes", len(p.Pointer))
				}
			}
		})
	}
}

func has(ps document.Problems, code string) bool {
	for _, p := range ps {
		if p.Code == code {
			return true
		}
	}
	return false
}

// TestProgramStopsReading: a file that is far too large is not read to its end.
func TestProgramStopsReading(t *testing.T) {
	dir := t.TempDir()
	file, err := os.Create(filepath.Join(dir, "bad.json"))
	if err != nil {
		t.Fatal(err)
	}
	// A hole: 8 GB that take no room on the disk, and would take all of the memory.
	if err := file.Truncate(8 << 30); err != nil {
		t.Skip(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	stderr := string(refused(t, program(t), dir, "render", "bad.json", "-o", "x.docx", "-o", "x.pdf"))
	if !strings.Contains(stderr, "[input_too_large]") {
		t.Error(stderr)
	}
}
