package pdf

import (
	"strings"

	"vanban/document"
	"vanban/fonts"
)

// Text goes out in one byte per character: the common characters of package fonts are 255, which is what a simple font
// holds. So justification is one Tw for each line, which works on code 32 of simple fonts only (9.3.3), and content streams
// are half as long as with two-byte codes. ASCII keeps its codes; the others fill 1 to 31 and 127 to 255 in the order of
// Unicode, which makes long ranges of the ToUnicode CMap.

// codes is one past the last code of a base font; code 0 stays .notdef.
const codes = 256

// encodeEnd bounds the table from character to code.
const encodeEnd = 0x2300

// codePage is the encoding that the base fonts of one set share.
type codePage struct {
	runes  [codes]rune // 0 where the code is free
	encode [encodeEnd]byte
}

// newCodePage lays out the codes. A sign that one of the faces lacks gets none, and is looked for in that face as any rare
// character is.
func newCodePage(set *fonts.Set) *codePage {
	p := new(codePage)
	code := 1
	for _, r := range set.Common() {
		if r >= ' ' && r <= '~' {
			p.runes[r] = r
			p.encode[r] = byte(r)
			continue
		}
		if code == ' ' {
			code = '~' + 1
		}
		p.runes[code] = r
		p.encode[r] = byte(code)
		code++
	}
	return p
}

// glyphs returns the glyph of each code from 1, for Face.Subset; a free code has .notdef, and with only so has the code of
// every character that is not in it.
func (p *codePage) glyphs(f *fonts.Face, only string) []uint16 {
	list := make([]uint16, codes-1)
	for i, r := range p.runes[1:] {
		if r != 0 && (only == "" || strings.ContainsRune(only, r)) {
			list[i], _ = f.Glyph(r)
		}
	}
	return list
}

// toUnicode returns the CMap from codes to text. The no-break space is told as a plain one: readers search for "Điều 1"
// with the space bar.
func (p *codePage) toUnicode() []byte {
	m := newToUnicode(1)
	for code, r := range p.runes {
		switch r {
		case 0:
			continue
		case '\u00a0':
			r = ' '
		}
		m.add(code, r)
	}
	return m.bytes()
}

// baseFace says which faces the base fonts stand for, in order of their resource names F0 to F3.
const baseFaces = int(document.FaceCount)
