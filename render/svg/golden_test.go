package svg_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"vanban/document"
	"vanban/layout"
)

// pages are small documents, each for one matter of the writer.
var pages = map[string]func(s *sheet){
	"plain": func(s *sheet) {
		s.put(s.page(), 30, 20, s.span(0, "Kế hoạch (năm 2023)", document.Regular, 14))
	},
	// Spans of one line are in one element, those of another face or size with a class of their own.
	"spans": func(s *sheet) {
		p := s.page()
		s.put(p, 30, 20, s.span(0, "Điều 1. ", document.Bold, 14), s.span(0, "Ban hành", document.Regular, 14))
		s.put(p, 30, 27, s.span(0, "a)", document.Regular, 14), s.span(document.MM(5), "tab", document.Italic, 13.5))
	},
	// The break of a line is a space in its text; a no-break space is as wide as ever.
	"justified": func(s *sheet) {
		p := s.page()
		s.put(p, 30, 20, s.stretched("một hai ba", 1.2345)).SpaceAfter = true
		s.put(p, 30, 27, s.stretched("Điều\u00a05 hai", -0.01)).SpaceAfter = true
		s.put(p, 30, 34, s.span(0, "Điều\u00a05.", document.Regular, 14))
	},
	// A footnote mark is smaller and raised; the baseline is said where it changes.
	"mark": func(s *sheet) {
		mark := s.span(0, "1", document.Regular, 8.12)
		mark.Rise = document.Pt(4.62)
		s.put(s.page(), 30, 20, s.span(0, "chữ", document.Regular, 14), mark, s.span(0, " tiếp", document.Regular, 14))
	},
	// Rare characters come from a font of the document, and what follows them has a place of its own.
	"rare": func(s *sheet) {
		p := s.page()
		s.put(p, 30, 20, s.stretched("ΔΩ → π là", 2)).SpaceAfter = true
		s.put(p, 30, 27, s.span(0, "ΩΔ", document.Bold, 14))
	},
	// Page furniture and fixed wording have no pointer; each line of furniture is by itself.
	"pointers": func(s *sheet) {
		p := s.page()
		s.put(p, 105, 15, s.span(0, "2", document.Regular, 14)).Node = 2
		s.put(p, 30, 20, s.span(0, "TT", document.Bold, 14)).Node = 2
		s.put(p, 30, 27, s.span(0, "cố định", document.Regular, 14)).Node = 3
		s.put(p, 30, 34, s.span(0, "chữ", document.Regular, 14))
	},
	"strokes": func(s *sheet) {
		p := s.page()
		for i := range 3 {
			y := document.MM(40 + float64(i))
			p.Strokes = append(p.Strokes, layout.Stroke{X1: document.MM(30), Y1: y, X2: document.MM(90), Y2: y, Weight: document.Pt(0.5 + float64(i/2))})
		}
		p.Strokes = append(p.Strokes,
			layout.Stroke{X1: document.MM(30), Y1: 0, X2: document.MM(30), Y2: document.MM(297), Weight: document.Pt(1.5)},
			layout.Stroke{X1: 0, Y1: 0, X2: document.MM(90), Y2: 0, Weight: document.Pt(1.5), Color: "da251d"},
			layout.Stroke{X1: 0, Y1: 0, X2: document.MM(9), Y2: document.MM(9), Weight: document.Pt(1.5), Color: "da251d"})
	},
	"colours": func(s *sheet) {
		red := s.span(0, "đỏ", document.Regular, 14)
		red.Color = "DA251D"
		s.put(s.page(), 30, 30, red, s.span(0, "đen", document.Regular, 14))
	},
	// “Nơi nhận:” alone is a font of its letters.
	"label": func(s *sheet) { s.put(s.page(), 30, 30, s.span(0, "Nơi nhận:", document.BoldItalic, 12)) },
	// A page in landscape stands in the middle of the others, or they in its.
	"two pages": func(s *sheet) {
		s.put(s.page(), 30, 30, s.span(0, "dọc", document.Regular, 14))
		p := s.page()
		p.Width, p.Height = p.Height, p.Width
		s.put(p, 30, 30, s.span(0, "ngang", document.Regular, 14))
	},
	"empty": func(s *sheet) { s.page() },
	// What stands behind a certificate's text, from the photo of the blank up to the marks.
	"plate": func(s *sheet) {
		p := s.page()
		p.Plate = plate()
		red := s.span(0, "GIẤY KHEN", document.Bold, 44)
		red.Color = "DA251D"
		s.put(p, 30, 80, red)
	},
}

// fontData is what differs with every version of the packer.
var fontData = regexp.MustCompile(`base64,[A-Za-z0-9+/=]+`)

func TestGolden(t *testing.T) {
	w := newWriter(t)
	files, err := filepath.Glob("testdata/*.svg")
	if err != nil {
		t.Fatal(err)
	}
	for name, build := range pages {
		s := newSheet(t)
		build(s)
		one := 0
		if len(s.res.Pages) == 1 {
			one = 1
		}
		out, err := w.Write(&s.res, document.Info{Title: name}, one)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		parse(t, out)
		got := string(fontData.ReplaceAll(out, []byte("base64,")))
		file := filepath.Join("testdata", strings.ReplaceAll(name, " ", "-")+".svg")
		files = slices.DeleteFunc(files, func(f string) bool { return f == file })
		if os.Getenv("UPDATE_GOLDEN") == "1" {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Errorf("%s: %v; UPDATE_GOLDEN=1 writes it", name, err)
			continue
		}
		if got != string(want) {
			t.Errorf("%s:\n%s\nwant:\n%s", name, got, want)
		}
	}
	if len(files) > 0 {
		t.Errorf("goldens without a page: %v", files)
	}
}
