package referee

import (
	"slices"
	"strings"
	"testing"
)

// word places a word of a font size by its left end and baseline, as wide as
// half an em per letter.
func word(page int, x, base, size float64, text string) Word {
	h := size * boxEm
	return Word{
		Page: page, Text: text, PageWidth: 595.3, PageHeight: 841.9,
		XMin: x, XMax: x + 0.5*size*float64(len([]rune(text))),
		YMin: base + descent*h - h, YMax: base + descent*h,
	}
}

// sentence places words on a baseline with one space width between them.
func sentence(page int, x, base, size, space float64, text string) []Word {
	var words []Word
	for _, s := range strings.Fields(text) {
		w := word(page, x, base, size, s)
		words = append(words, w)
		x = w.XMax + space
	}
	return words
}

func TestLines(t *testing.T) {
	tests := []struct {
		name  string
		words []Word
		want  []string
	}{
		{"baselines apart", slices.Concat(sentence(1, 85, 116, 14, 3.5, "dòng hai"), sentence(1, 85, 100, 14, 3.5, "dòng một")),
			[]string{"dòng một", "dòng hai"}},
		{"a justified line stays whole", sentence(1, 85, 100, 14, 12, "các cơ quan"), []string{"các cơ quan"}},
		{"cells are lines of their own",
			slices.Concat(sentence(1, 85, 100, 13, 3, "Quý I"), sentence(1, 160, 100, 13, 3, "Phòng Nội vụ"), sentence(1, 85, 115, 13, 3, "Quý II")),
			[]string{"Quý I", "Phòng Nội vụ", "Quý II"}},
		{"letterhead halves read from the left",
			slices.Concat(sentence(1, 250, 99.4, 13, 3, "CỘNG HÒA"), sentence(1, 85, 100.6, 12, 3, "ỦY BAN")),
			[]string{"ỦY BAN", "CỘNG HÒA"}},
		{"sizes share a baseline", slices.Concat(sentence(1, 85, 100, 14, 3, "Số:"), sentence(1, 110, 100, 10, 3, "36/KH-TĐKT")),
			[]string{"Số: 36/KH-TĐKT"}},
		{"mark after a word", slices.Concat(sentence(1, 85, 100, 14, 4, "tiên tiến"), []Word{word(1, 145, 95.4, 8.1, "1")}, sentence(1, 153.1, 100, 14, 4, "được tặng")),
			[]string{"tiên tiến1 được tặng"}},
		{"mark before a note", slices.Concat([]Word{word(1, 85, 696.7, 5.8, "1")}, sentence(1, 90.4, 700, 10, 2.5, "Luật Thi đua")),
			[]string{"1 Luật Thi đua"}},
		{"pages in order", slices.Concat(sentence(2, 85, 100, 14, 3, "hai"), sentence(1, 85, 700, 14, 3, "một")), []string{"một", "hai"}},
		{"nothing", nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, l := range Lines(tt.words) {
				got = append(got, l.Text)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func line(page int, x, y float64, text string) Line {
	return Line{Page: page, Text: text, X: x, Right: x + 100, Y: y}
}

func TestCompare(t *testing.T) {
	base := []Line{line(1, 85, 100, "một"), line(1, 85, 120, "hai"), line(1, 85, 140, "ba"), line(2, 85, 100, "bốn")}
	mm := pointsPerMM
	tests := []struct {
		name   string
		ours   []Line
		equal  int
		dx, dy float64
		diffs  []string
	}{
		{"the same", base, 4, 0, 0, nil},
		{"shifted", []Line{line(1, 85+0.5*mm, 100, "một"), base[1], line(1, 85, 140-0.25*mm, "ba"), base[3]}, 4, 0.5, 0.25, nil},
		{"other word", []Line{base[0], line(1, 85, 120.5, "HAI"), base[2], base[3]}, 3, 0, 0, []string{`page 1: ours "HAI", theirs "hai"`}},
		{"one line more", []Line{base[0], base[1], base[2], line(1, 85, 160, "thêm"), base[3]}, 4, 0, 0, []string{`page 1: only ours: "thêm"`}},
		{"one line less", []Line{base[0], base[2], base[3]}, 3, 0, 0, []string{`page 1: only theirs: "hai"`}},
		{"line on the next page", []Line{base[0], base[1], line(2, 85, 80, "ba"), base[3]}, 3, 0, 0, []string{`on page 2 ours, on page 1 theirs: "ba"`}},
		{"other order at one place", []Line{line(1, 85, 120, "hai"), line(1, 85, 100, "một"), base[2], base[3]}, 4, 0, 0, nil},
		{"split at a gap", []Line{base[0], {1, "ha", 85, 110, 120}, base[2], base[3]}, 3, 0, 0, []string{`page 1: ours "ha", theirs "hai"`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := Compare(tt.ours, base)
			var diffs []string
			for _, d := range p.Diffs {
				diffs = append(diffs, d.String())
			}
			if p.Equal != tt.equal || p.Lines != tt.equal+len(tt.diffs) || !slices.Equal(diffs, tt.diffs) {
				t.Errorf("equal %d of %d, diffs %q; want %d, %q", p.Equal, p.Lines, diffs, tt.equal, tt.diffs)
			}
			if p.MaxDX < tt.dx-1e-6 || p.MaxDX > tt.dx+1e-6 || p.MaxDY < tt.dy-1e-6 || p.MaxDY > tt.dy+1e-6 {
				t.Errorf("dx %.3f mm, dy %.3f mm; want %.3f, %.3f", p.MaxDX, p.MaxDY, tt.dx, tt.dy)
			}
		})
	}
}

func TestCompareJoinsRows(t *testing.T) {
	whole := []Line{{1, "Quý I Phòng Nội vụ", 85, 300, 100}}
	parts := []Line{{1, "Quý I", 85, 120, 100}, {1, "Phòng Nội vụ", 132, 300, 100}}
	for _, p := range []Parity{Compare(whole, parts), Compare(parts, whole)} {
		if p.Equal != 1 || p.Lines != 1 || p.MaxDX != 0 {
			t.Errorf("got %+v, want one equal line", p)
		}
	}
}

// Equal texts pair with the nearest, or one line more in a table would look
// like a shift of everything below.
func TestCompareRepeatedTexts(t *testing.T) {
	theirs := []Line{line(1, 85, 100, "1"), line(1, 85, 120, "1"), line(1, 85, 140, "1")}
	p := Compare([]Line{line(1, 85, 120, "1"), line(1, 85, 140, "1")}, theirs)
	if p.Equal != 2 || p.MaxDY != 0 || len(p.Diffs) != 1 || p.Diffs[0].PageOurs != 0 {
		t.Errorf("got %+v", p)
	}
}

func TestPercentOfNothing(t *testing.T) {
	if got := Compare(nil, nil).Percent(); got != 0 {
		t.Errorf("nothing compared is %g %%, want 0", got)
	}
}
