package sheet

import (
	"strings"

	"vanban/read/viet"
)

// sampleSize is how much text tells the encoding of a table.
const sampleSize = 32 << 10

// letters knows how the text of a table is encoded: as its fonts say, or as its letters look.
type letters struct {
	sample    []byte
	fonts     [4]struct{ old, unicode int } // by encoding: cells in such a font, with and without letters that only Unicode has
	detected  viet.Encoding
	trusted   [4]bool
	mixed     bool          // most of what no font tells of is surely in Unicode
	converted int           // cells
	from      viet.Encoding // of the last that was converted
	composed  int           // cells whose letters and marks were apart
}

// see looks at a cell before anything is decided.
func (l *letters) see(c *cell) {
	if c.kind != text || isASCII(c.text) || c.decoded != viet.Unicode {
		return
	}
	unicode := inUnicode(c.text)
	if unicode {
		l.fonts[c.font].unicode++
		return
	}
	l.fonts[c.font].old++
	if len(l.sample) < sampleSize && c.font == viet.Unicode {
		l.sample = append(append(l.sample, c.text...), ' ')
	}
}

// decide makes up the mind. A font that is full of Unicode says nothing: Excel shows its letters in another.
func (l *letters) decide() {
	l.detected = viet.Detect(string(l.sample))
	for e := range l.fonts {
		l.trusted[e] = viet.Encoding(e) != viet.Unicode && l.fonts[e].old > l.fonts[e].unicode
	}
	l.mixed = l.fonts[viet.Unicode].unicode > l.fonts[viet.Unicode].old
}

// convert rewrites a cell of an old encoding in Unicode.
func (l *letters) convert(c *cell) {
	if c.composed {
		l.composed++
	}
	if c.decoded != viet.Unicode {
		l.converted++
		l.from = c.decoded
		return
	}
	if c.kind != text || isASCII(c.text) || inUnicode(c.text) {
		return
	}
	e := l.detected
	if l.trusted[c.font] {
		e = c.font
	} else if e != viet.Unicode && l.mixed && isSpelled(c.text) { // rows pasted from an old list: “Lê” beside them is no Lờ
		return
	}
	if e == viet.Unicode {
		return
	}
	s := e.Decode(c.text)
	if s == c.text {
		return
	}
	c.text = s
	l.converted++
	l.from = e
}

// isSpelled reports whether text is Vietnamese as it stands.
func isSpelled(s string) bool {
	spelled, words := viet.Spelled(s)
	return spelled == words
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// inUnicode reports whether text has letters that no old encoding can show: it is in Unicode, whatever its font says.
func inUnicode(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool {
		switch r {
		case 'ă', 'Ă', 'đ', 'Đ', 'ĩ', 'Ĩ', 'ũ', 'Ũ', 'ơ', 'Ơ', 'ư', 'Ư':
			return true
		}
		return r >= 0x1ea0 && r <= 0x1ef9
	}) >= 0
}
