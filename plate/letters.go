package plate

import (
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// glyph is a letter made of strokes, in tenths of the height of a capital, y upwards from the line it stands on. Marks have no width and
// are centred above or below the letter before them.
type glyph struct {
	width   float64
	strokes string // M x y, L x y, C x y x y x y
}

// glyphs are the letters of the ribbon and the figures of rulers.
var glyphs = map[rune]glyph{
	' ': {3.4, ""},
	'A': {7.4, "M.2 0 L3.7 10 M3.7 10 L7.2 0 M1.3 3.4 L6.1 3.4"},
	'C': {7, "M7 7.6 C6.2 9.4 5.2 10 4 10 C1.6 10 .4 8 .4 5 C.4 2 1.6 0 4 0 C5.2 0 6.2 .6 7 2.4"},
	'E': {6, "M5.6 10 L.7 10 L.7 0 L5.8 0 M.7 5.3 L5 5.3"},
	'G': {7.4, "M7 7.6 C6.2 9.4 5.2 10 4 10 C1.6 10 .4 8 .4 5 C.4 2 1.6 0 4 0 C5.4 0 6.6 .5 7.1 1.3 L7.1 4.6 L4.6 4.6"},
	'H': {7, "M.6 0 L.6 10 M6.4 0 L6.4 10 M.6 5.2 L6.4 5.2"},
	'I': {1.6, "M.8 0 L.8 10"},
	'M': {8.8, "M.7 0 L.7 10 M.9 10 L4.4 2 M4.4 2 L7.9 10 M8.1 10 L8.1 0"},
	'N': {7, "M.6 0 L.6 10 M.8 10 L6.2 0 M6.4 0 L6.4 10"},
	'O': {8, "M4 10 C6.4 10 7.6 8 7.6 5 C7.6 2 6.4 0 4 0 C1.6 0 .4 2 .4 5 C.4 8 1.6 10 4 10"},
	'T': {7, "M.1 10 L6.9 10 M3.5 10 L3.5 0"},
	'U': {7.2, "M.6 10 L.6 3.4 C.6 1 1.8 0 3.6 0 C5.4 0 6.6 1 6.6 3.4 L6.6 10"},
	'V': {7.2, "M.1 10 L3.6 0 M3.6 0 L7.1 10"},
	'X': {7, "M.2 0 L6.8 10 M.2 10 L6.8 0"},

	'\u0300': {0, "M-1.5 13.8 L.8 11.6"},
	'\u0302': {0, "M-2 11.5 L0 13.6 L2 11.5"},
	'\u0303': {0, "M-2.2 12 C-1.2 13.9 -.6 13.2 0 12.7 C.6 12.2 1.2 11.5 2.2 13.4"},
	'\u0309': {0, "M-1 13.9 C-.2 15 1.5 14.4 1.1 13.1 C.9 12.4 0 12.4 0 11.4"},
	'\u0323': {0, "M-.7 -2.2 L.7 -2.2"},

	'0': {6, "M3 10 C5 10 5.6 7.6 5.6 5 C5.6 2.4 5 0 3 0 C1 0 .4 2.4 .4 5 C.4 7.6 1 10 3 10"},
	'1': {6, "M1 8 L3.4 10 L3.4 0"},
	'2': {6, "M.6 7.4 C.8 9.2 1.8 10 3.1 10 C4.6 10 5.4 9 5.4 7.6 C5.4 5.4 2.4 3.4 .5 0 L5.7 0"},
	'3': {6, "M.7 8.2 C1.1 9.4 1.9 10 3 10 C4.4 10 5.2 9.1 5.2 7.8 C5.2 6.3 4.2 5.4 2.4 5.4 C4.4 5.4 5.5 4.4 5.5 2.8 C5.5 1.1 4.4 0 2.9 0 C1.6 0 .7 .7 .4 2.1"},
	'4': {6, "M4.4 0 L4.4 10 L.3 3 L5.9 3"},
	'5': {6, "M5.1 10 L1.4 10 L1 5.5 C1.6 6.1 2.3 6.4 3.1 6.4 C4.6 6.4 5.6 5.2 5.6 3.3 C5.6 1.3 4.5 0 2.9 0 C1.7 0 .8 .7 .4 1.9"},
	'6': {6, "M4.8 9.9 C2 8.6 .5 6.2 .5 3.3 C.5 1.3 1.4 0 3 0 C4.5 0 5.5 1.2 5.5 3 C5.5 4.9 4.5 6 3.1 6 C1.7 6 .6 4.9 .5 3.2"},
	'7': {6, "M.5 10 L5.6 10 L2.2 0"},
	'8': {6, "M3 5.4 C1.5 5.7 .8 6.6 .8 7.8 C.8 9.1 1.7 10 3 10 C4.3 10 5.2 9.1 5.2 7.8 C5.2 6.6 4.5 5.7 3 5.4 C1.3 5 .4 4.1 .4 2.7 C.4 1 1.4 0 3 0 C4.6 0 5.6 1 5.6 2.7 C5.6 4.1 4.7 5 3 5.4"},
	'9': {6, "M1.2 .1 C4 1.4 5.5 3.8 5.5 6.7 C5.5 8.7 4.6 10 3 10 C1.5 10 .5 8.8 .5 7 C.5 5.1 1.5 4 2.9 4 C4.3 4 5.4 5.1 5.5 6.8"},
}

// tracking is the space between letters.
const tracking = 2.2

// letters draws text with capitals of the height. The line's middle is at the origin; place puts a glyph there by how far its own
// middle is from that.
func (p *pen) letters(text string, height float64, place func(along float64) affine) {
	runes := []rune(norm.NFD.String(text))
	total := -tracking
	for _, r := range runes {
		if g := glyphs[r]; g.width > 0 {
			total += g.width + tracking
		}
	}
	k := height / 10
	x, middle := -total/2, 0.0
	for _, r := range runes {
		g := glyphs[r]
		origin := 0.0
		if g.width > 0 {
			middle = x + g.width/2
			origin = -g.width / 2
			x += g.width + tracking
		}
		p.at(moved(origin, 0).then(scaled(k, -k)).then(place(middle*k)), func() { p.strokes(g.strokes) })
	}
}

// strokes draws the notation of a glyph.
func (p *pen) strokes(notation string) {
	var v []float64
	var command byte
	flush := func() {
		switch command {
		case 'M':
			p.move(v[0], v[1])
		case 'L':
			p.line(v[0], v[1])
		case 'C':
			p.curve(v[0], v[1], v[2], v[3], v[4], v[5])
		}
		v = v[:0]
	}
	for _, word := range strings.Fields(notation) {
		if word[0] >= 'A' {
			flush()
			command, word = word[0], word[1:]
		}
		f, _ := strconv.ParseFloat(word, 64) // a test reads every glyph
		v = append(v, f)
	}
	flush()
}
