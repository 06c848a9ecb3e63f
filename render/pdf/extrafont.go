package pdf

import (
	"fmt"

	"vanban/document"
	"vanban/fonts"
)

// extraFonts holds the characters of one document that the code page lacks, a composite font for each face: Greek,
// arrows, a Lao name. They are few, and most documents have none.
type extraFonts struct {
	set   *fonts.Set
	faces [document.FaceCount]extraFont
}

// extraFont is a Type 0 font with two-byte codes (9.7). Codes are CIDs and glyph numbers of the subset, from 1 in the order
// in which the characters first come up.
type extraFont struct {
	cids   map[rune]uint16
	runes  []rune
	glyphs []uint16
}

// The objects of an extra font, from its first object's number.
const (
	extraType0 = iota
	extraCIDFont
	extraDescriptor
	extraFile
	extraToUnicode
	objectsPerExtra
)

func (x *extraFonts) reset() {
	for i := range x.faces {
		f := &x.faces[i]
		clear(f.cids)
		f.runes, f.glyphs = f.runes[:0], f.glyphs[:0]
	}
}

// cid returns the code of r in the face's extra font, a new one if need be; false when the face has no such glyph.
func (x *extraFonts) cid(face document.Face, r rune) (uint16, bool) {
	f := &x.faces[face]
	if id, ok := f.cids[r]; ok {
		return id, true
	}
	g, ok := x.set.Face(face).Glyph(r)
	if !ok || r < ' ' || r == 0x7f {
		return 0, false
	}
	if f.cids == nil {
		f.cids = make(map[rune]uint16)
	}
	f.runes, f.glyphs = append(f.runes, r), append(f.glyphs, g)
	id := uint16(len(f.runes))
	f.cids[r] = id
	return id, true
}

// count returns how many extra fonts the document has.
func (x *extraFonts) count() int {
	n := 0
	for i := range x.faces {
		if len(x.faces[i].runes) > 0 {
			n++
		}
	}
	return n
}

// dictionaries adds a face's dictionaries to the object stream and returns its two streams, the font program and the CMap.
func (x *extraFonts) dictionaries(face document.Face, first int, s *objectStream, deflate *deflater) (program, cmap []byte, err error) {
	e, f := &x.faces[face], x.set.Face(face)
	file, err := f.Subset(e.glyphs, 0)
	if err != nil {
		return nil, nil, fmt.Errorf("pdf: %w", err)
	}
	name := subsetName(f, file)

	s.begin(first + extraType0)
	s.body = append(s.body, "<</Type/Font/Subtype/Type0/Encoding/Identity-H/BaseFont/"...)
	s.body = append(s.body, name...)
	s.body = append(s.body, "/DescendantFonts["...)
	s.body = appendRef(s.body, first+extraCIDFont)
	s.body = append(s.body, "]/ToUnicode "...)
	s.body = append(appendRef(s.body, first+extraToUnicode), ">>"...)

	s.begin(first + extraCIDFont)
	s.body = append(s.body, "<</Type/Font/Subtype/CIDFontType2/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity/BaseFont/"...)
	s.body = append(s.body, name...)
	s.body = append(s.body, "/FontDescriptor "...)
	s.body = appendRef(s.body, first+extraDescriptor)
	s.body = append(s.body, "/W[1["...)
	cm := newToUnicode(2)
	for i, g := range e.glyphs {
		if i > 0 {
			s.body = append(s.body, ' ')
		}
		s.body = appendWidth(s.body, f, g)
		cm.add(i+1, e.runes[i])
	}
	s.body = append(s.body, "]]>>"...)

	s.begin(first + extraDescriptor)
	s.body = appendDescriptor(s.body, f, name, first+extraFile)
	program = appendFontFile(nil, file, deflate)
	cmap = appendFlateStream([]byte("<<"), deflate.pack(nil, cm.bytes()))
	return program, cmap, nil
}
