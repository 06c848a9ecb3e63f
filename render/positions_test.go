package render_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vanban/layout"
)

// TestPositions holds the pages of the main samples to golden files: one line of text each, with its page, the place of its
// first letter and its size in points, to a tenth. UPDATE_GOLDEN=1 rewrites; a missing or an orphan golden fails.
func TestPositions(t *testing.T) {
	s := service(t)
	files, err := filepath.Glob("../templates/*/samples/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	wanted := map[string]bool{}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".json")
		golden := filepath.Join("testdata", name+".positions")
		wanted[golden] = true
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			pages, err := s.Pages(context.Background(), s.Catalog().Build(data))
			if err != nil {
				t.Fatal(err)
			}
			got := positions(pages)
			if os.Getenv("UPDATE_GOLDEN") != "" {
				if err := os.MkdirAll("testdata", 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatalf("%v (UPDATE_GOLDEN=1 writes it)", err)
			}
			a, b := strings.Split(string(want), "\n"), strings.Split(got, "\n")
			for i := range min(len(a), len(b)) {
				if a[i] != b[i] {
					t.Fatalf("line %d is\n%s\nwant\n%s", i+1, b[i], a[i])
				}
			}
			if len(a) != len(b) {
				t.Errorf("%d lines, want %d", len(b), len(a))
			}
		})
	}
	have, err := filepath.Glob("testdata/*.positions")
	if err != nil {
		t.Fatal(err)
	}
	for _, golden := range have {
		if !wanted[golden] {
			t.Errorf("%s belongs to no sample", golden)
		}
	}
}

// positions writes the lines and strokes of every page.
func positions(res *layout.Result) string {
	var b strings.Builder
	for i := range res.Pages {
		p := &res.Pages[i]
		fmt.Fprintf(&b, "page %d: section %d, number %d, %.0f × %.0f mm, %d strokes\n",
			i+1, p.Section+1, p.Number, p.Width.Millimetres(), p.Height.Millimetres(), len(p.Strokes))
		for k := range p.Lines {
			l := &p.Lines[k]
			size := 0.0
			var text strings.Builder
			for j := range l.Spans {
				size = max(size, l.Spans[j].Size.Points())
				text.WriteString(l.Spans[j].Text)
			}
			fmt.Fprintf(&b, "%6.1f %6.1f %4.1f %s\n", l.X.Points(), l.Y.Points(), size, text.String())
		}
	}
	return b.String()
}
