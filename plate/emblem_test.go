package plate

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"vanban/document"
)

func TestEmblemStaysInItsSquare(t *testing.T) {
	for _, size := range []float64{12, 24, 34, 80} {
		at := Square{X: document.MM(50), Y: document.MM(20), Size: document.MM(size)}
		check := func(name string, shapes []document.Shape, wide float64) {
			for i, s := range shapes {
				reach := s.Weight.Millimetres() / 2
				places(s.Path, func(x, y float64) {
					dx, dy := x-50-size/2, y-20-size/2
					if max(dx, -dx)+reach > wide*size/2+0.02 || max(dy, -dy)+reach > size/2+0.02 {
						t.Errorf("%s of %g mm: shape %d is at %.2f, %.2f from its middle", name, size, i, dx, dy)
					}
				})
			}
		}
		check("emblem", Emblem(at), 1)
		check("flags", Flags(at), 2)
	}
}

// What descriptions count is there: 54 grains in each sheaf, a star of five points.
func TestEmblemHasItsParts(t *testing.T) {
	grains := 0
	for _, e := range ears {
		grains += e.grains
	}
	if grains != 54 {
		t.Errorf("%d grains in a sheaf", grains)
	}
	shapes := Emblem(Square{Size: document.MM(100)})
	kinds := func(s document.Shape, k document.SegmentKind) (n int) {
		for _, g := range s.Path {
			if g.Kind == k {
				n++
			}
		}
		return n
	}
	if shapes[2].Fill != ripe || kinds(shapes[2], document.Close) != 108 {
		t.Errorf("%d grains are drawn", kinds(shapes[2], document.Close))
	}
	if shapes[3].Fill != bright || len(shapes[3].Path) != 11 {
		t.Errorf("the star has %d segments", len(shapes[3].Path))
	}
}

// Every letter of the words can be drawn, and every glyph is well written.
func TestLettersAreComplete(t *testing.T) {
	for _, r := range norm.NFD.String(ribbonFirst + ribbonSecond + "0123456789") {
		if _, ok := glyphs[r]; !ok {
			t.Errorf("no glyph for %q", r)
		}
	}
	args := map[byte]int{'M': 2, 'L': 2, 'C': 6}
	for r, g := range glyphs {
		var command byte
		left := 0
		for _, word := range strings.Fields(g.strokes) {
			if word[0] >= 'A' {
				if left != 0 {
					t.Errorf("%q: %c lacks %d numbers", r, command, left)
				}
				command, word = word[0], word[1:]
				left = args[command]
			}
			if strings.Trim(word, "-.0123456789") != "" || word == "" {
				t.Errorf("%q: %q", r, word)
			}
			left--
		}
		if left != 0 {
			t.Errorf("%q: %d numbers are missing", r, left)
		}
	}
}
