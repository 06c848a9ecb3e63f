package fonts

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"

	"vanban/document"
)

// WebFont returns a WOFF file (version 1, W3C) with the glyphs of the given characters, which browsers find by their cmap.
// It calls itself by family, in ASCII, so that a page can tell it from an installed font; whose work it is and under which
// licence stays in it. It has no kerning and no ligatures, as layout knows none. With packed it is half as long and takes some
// milliseconds: for fonts that are made once. A character that the face lacks is an error. The same call returns the same
// bytes.
func (f *Face) WebFont(characters []rune, family string, packed bool) ([]byte, error) {
	list := slices.Clone(characters)
	slices.Sort(list)
	list = slices.Compact(list)
	glyphs := make([]uint16, len(list))
	for i, r := range list {
		g, ok := f.Glyph(r)
		if !ok {
			return nil, fmt.Errorf("fonts: %s has no glyph for %U", f.PostScriptName, r)
		}
		glyphs[i] = g
	}
	s, err := f.subset(glyphs)
	if err != nil {
		return nil, err
	}
	tables := append(s.tables(),
		fileTable{"OS/2", f.os2For(list)}, fileTable{"cmap", unicodeMap(list)}, fileTable{"gasp", smoothing()},
		fileTable{"name", f.namesFor(family)}, fileTable{"post", f.postFor()},
	)
	slices.SortFunc(tables, func(a, b fileTable) int { return strings.Compare(a.tag, b.tag) })
	if !packed {
		return woff(assemble(tables), nil), nil
	}
	return woff(assemble(tables), newDeflater()), nil
}

// unicodeMap maps the characters, in order, to the glyphs from 1: a (3,1) subtable in format 4, and where one lies beyond
// the basic plane a (3,10) subtable in format 12 in its place (OpenType, cmap).
func unicodeMap(list []rune) []byte {
	type segment struct{ first, last, glyph int }
	var segments []segment
	for i, r := range list {
		if n := len(segments); n > 0 && segments[n-1].last+1 == int(r) {
			segments[n-1].last++
			continue
		}
		segments = append(segments, segment{int(r), int(r), i + 1})
	}
	be := binary.BigEndian
	var b []byte
	add := func(values ...int) {
		for _, v := range values {
			b = be.AppendUint16(b, uint16(v))
		}
	}
	add(0, 1, 3)
	if n := len(list); n > 0 && list[n-1] >= 0xFFFF {
		add(10, 0, 12, 12, 0)
		for _, v := range [...]int{16 + 12*len(segments), 0, len(segments)} {
			b = be.AppendUint32(b, uint32(v))
		}
		for _, s := range segments {
			for _, v := range [...]int{s.first, s.last, s.glyph} {
				b = be.AppendUint32(b, uint32(v))
			}
		}
		return b
	}
	segments = append(segments, segment{0xFFFF, 0xFFFF, 0x10000}) // the required last one leads to glyph 0
	n, log := len(segments), 0
	for 2<<log <= n {
		log++
	}
	add(1, 0, 12, 4, 16+8*n, 0, 2*n, 2<<log, log, 2*n-2<<log)
	for _, s := range segments {
		add(s.last)
	}
	add(0)
	for _, s := range segments {
		add(s.first)
	}
	for _, s := range segments {
		add(s.glyph - s.first)
	}
	for range segments {
		add(0)
	}
	return b
}

// os2For returns OS/2 with the range of the characters; a face without one gets the least that says what it is.
func (f *Face) os2For(list []rune) []byte {
	be := binary.BigEndian
	os2 := slices.Clone(f.tables.os2)
	if len(os2) < 78 {
		os2 = make([]byte, 78)
		for at, v := range map[int]int{
			4: f.Weight, 6: 5, 26: f.StrikeWeight, 28: f.StrikePosition, 62: int(f.selection),
			68: f.TypoAscent, 70: f.TypoDescent, 72: f.TypoLineGap, 74: f.WinAscent, 76: f.WinDescent,
		} {
			be.PutUint16(os2[at:], uint16(v))
		}
	}
	if len(list) > 0 {
		be.PutUint16(os2[64:], uint16(min(list[0], 0xFFFF)))
		be.PutUint16(os2[66:], uint16(min(list[len(list)-1], 0xFFFF)))
	}
	return os2
}

// smoothing is a gasp table that asks for smooth outlines at every size: there are no instructions to fit them to a grid.
func smoothing() []byte {
	return []byte{0, 1, 0, 1, 0xFF, 0xFF, 0, 0x0A}
}

// postFor returns the font's post table without names of glyphs (version 3).
func (f *Face) postFor() []byte {
	post := make([]byte, 32)
	copy(post, f.tables.post)
	clear(post[16:]) // how much memory a printer needs: unknown
	binary.BigEndian.PutUint32(post, 0x00030000)
	return post
}

// namesFor returns a name table with the new family and the font's own copyright, licence and place of the licence
// (ids 0, 13 and 14).
func (f *Face) namesFor(family string) []byte {
	style := faceNames[document.FaceOf(f.Bold, f.Italic)]
	records := []struct {
		id   int
		text string
	}{
		{0, f.nameRecord(0)}, {1, family}, {2, style}, {3, family + " " + style}, {4, family + " " + style}, {5, "Version 1"},
		{6, family}, {13, f.nameRecord(13)}, {14, f.nameRecord(14)},
	}
	be := binary.BigEndian
	var head, text []byte
	n := 0
	for _, r := range records {
		if r.text == "" {
			continue
		}
		start := len(text)
		for _, u := range utf16.Encode([]rune(r.text)) {
			text = be.AppendUint16(text, u)
		}
		for _, v := range [...]int{3, 1, 0x0409, r.id, len(text) - start, start} {
			head = be.AppendUint16(head, uint16(v))
		}
		n++
	}
	var b []byte
	for _, v := range [...]int{0, n, 6 + 12*n} {
		b = be.AppendUint16(b, uint16(v))
	}
	return append(append(b, head...), text...)
}
