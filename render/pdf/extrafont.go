package pdf

import (
	"fmt"

	"vanban/document"
	"vanban/fonts"
)

// extraChar is a character that the code page lacks, in one face: Greek, arrows, a Lao name. They are few, and most documents have
// none. Their numbers sort by face, then by character.
type extraChar uint32

const runeBits = 21

func extraOf(f document.Face, r rune) extraChar { return extraChar(f)<<runeBits | extraChar(r) }

func (e extraChar) face() document.Face { return document.Face(e >> runeBits) }
func (e extraChar) char() rune          { return rune(e & (1<<runeBits - 1)) }

// cid is the character's code in its font: what it has in Unicode within its plane. So codes mean the same in every file, and content
// that was written for one can be bound into another.
func (e extraChar) cid() uint16 { return uint16(e) }

// font is the extra font that holds the character.
func (e extraChar) font() extraFont { return extraFont(int(e.char()>>16)*baseFaces + int(e.face())) }

// extraFont is a Type 0 font with two-byte codes (9.7): one for each face and plane of Unicode, of which hardly more than the first
// is ever used.
type extraFont int

func (x extraFont) face() document.Face { return document.Face(int(x) % baseFaces) }
func (x extraFont) plane() int          { return int(x) / baseFaces }

func (x extraFont) key() fontKey { return fontKey(1 + baseFaces + int(x)) }

func (x extraFont) appendName(b []byte) []byte {
	b = append(b, '/', 'X', '0'+byte(x.face()))
	if p := x.plane(); p > 0 {
		b = appendInt(append(b, 'P'), p)
	}
	return b
}

// writeExtraFont writes the font of some characters of one face and plane, in order, and returns the number of its object. Its
// program has their glyphs from 1 in the same order.
func (b *Binder) writeExtraFont(chars []extraChar) (int, error) {
	f := b.w.set.Face(chars[0].face())
	glyphs := make([]uint16, len(chars))
	toGlyph := make([]byte, 2*(int(chars[len(chars)-1].cid())+1))
	cmap := newToUnicode(2)
	for i, e := range chars {
		glyphs[i], _ = f.Glyph(e.char())
		toGlyph[2*int(e.cid())], toGlyph[2*int(e.cid())+1] = byte((i+1)>>8), byte(i+1)
		cmap.add(int(e.cid()), e.char())
	}
	file, err := f.Subset(glyphs, 0)
	if err != nil {
		return 0, fmt.Errorf("pdf: %w", err)
	}
	name := subsetName(f, file)
	program := b.stream(appendFontFile(nil, file, b.deflate))
	unicode := b.stream(appendFlateStream([]byte("<<"), b.deflate.pack(nil, cmap.bytes())))
	glyphMap := b.stream(appendFlateStream([]byte("<<"), b.deflate.pack(nil, toGlyph)))

	descriptor := b.begin(b.alloc())
	s := &b.objects
	s.body = appendDescriptor(s.body, f, name, program)

	font := b.begin(b.alloc())
	s.body = append(s.body, "<</Type/Font/Subtype/CIDFontType2/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap "...)
	s.body = append(appendRef(s.body, glyphMap), "/BaseFont/"...)
	s.body = append(append(s.body, name...), "/FontDescriptor "...)
	s.body = append(appendRef(s.body, descriptor), "/W["...)
	s.body = append(appendCIDWidths(s.body, f, chars, glyphs), "]>>"...)

	composite := b.begin(b.alloc())
	s.body = append(s.body, "<</Type/Font/Subtype/Type0/Encoding/Identity-H/BaseFont/"...)
	s.body = append(append(s.body, name...), "/DescendantFonts["...)
	s.body = append(appendRef(s.body, font), "]/ToUnicode "...)
	s.body = append(appendRef(s.body, unicode), ">>"...)
	return composite, nil
}

// appendCIDWidths writes the widths of codes that follow each other in one array (9.7.4.3).
func appendCIDWidths(b []byte, f *fonts.Face, chars []extraChar, glyphs []uint16) []byte {
	for i, e := range chars {
		switch {
		case i > 0 && e == chars[i-1]+1:
			b = append(b, ' ')
		case i > 0:
			b = append(appendInt(append(b, ']'), int(e.cid())), '[')
		default:
			b = append(appendInt(b, int(e.cid())), '[')
		}
		b = appendWidth(b, f, glyphs[i])
	}
	return append(b, ']')
}
