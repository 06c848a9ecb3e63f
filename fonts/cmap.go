package fonts

import "errors"

// readCharacters fills the character tables from the best Unicode subtable of cmap: a full one (format 12) before one of
// the basic plane (format 4).
func (f *Face) readCharacters() error {
	cmap := f.tables.cmap
	if len(cmap) < 4 || len(cmap) < 4+8*int(u16(cmap, 2)) {
		return errors.New("cmap is cut short")
	}
	f.missing.advance = uint16(f.GlyphAdvance(0))
	for i := range f.dense {
		f.dense[i] = f.missing
	}
	f.sparse = make(map[rune]entry)
	var basic, full []byte
	for i := range int(u16(cmap, 2)) {
		platform, encoding, off := u16(cmap, 4+8*i), u16(cmap, 6+8*i), int(u32(cmap, 8+8*i))
		if off+4 > len(cmap) || platform != 0 && (platform != 3 || encoding != 1 && encoding != 10) {
			continue
		}
		switch sub := cmap[off:]; u16(sub, 0) {
		case 4:
			basic = sub
		case 12:
			full = sub
		}
	}
	switch {
	case full != nil:
		f.readFormat12(full)
	case basic != nil:
		f.readFormat4(basic)
	default:
		return errors.New("cmap has no Unicode subtable that can be read")
	}
	// Not every font names the characters that only forbid a break; they look like their plain fellows.
	f.alias(0xA0, ' ')
	f.alias(0x2011, 0x2010)
	f.alias(0x2011, '-')
	return nil
}

// alias lets r, below denseEnd, look like another character when the font has no glyph for it.
func (f *Face) alias(r, like rune) {
	if f.dense[r].glyph == 0 {
		f.dense[r] = f.dense[like]
	}
}

func (f *Face) addCharacter(r rune, glyph int) {
	if glyph == 0 || glyph >= f.glyphs {
		return
	}
	e := entry{uint16(glyph), uint16(f.GlyphAdvance(uint16(glyph)))}
	if uint32(r) < denseEnd {
		f.dense[r] = e
	} else {
		f.sparse[r] = e
	}
}

func (f *Face) readFormat12(sub []byte) {
	if len(sub) < 16 {
		return
	}
	for i := range min(int(u32(sub, 12)), (len(sub)-16)/12) {
		g := sub[16+12*i:]
		first, last, glyph := u32(g, 0), u32(g, 4), u32(g, 8)
		if last > 0x10FFFF || glyph > 0xFFFF {
			continue
		}
		for c := first; c <= last && glyph < uint32(f.glyphs); c++ {
			f.addCharacter(rune(c), int(glyph))
			glyph++
		}
	}
}

func (f *Face) readFormat4(sub []byte) {
	if len(sub) < 16 {
		return
	}
	n := int(u16(sub, 6)) / 2
	if len(sub) < 16+8*n {
		return
	}
	ends, starts, deltas, offsets := 14, 16+2*n, 16+4*n, 16+6*n
	for i := range n {
		first, last := int(u16(sub, starts+2*i)), int(u16(sub, ends+2*i))
		delta, offset := int(u16(sub, deltas+2*i)), int(u16(sub, offsets+2*i))
		for c := first; c <= last && c < 0xFFFF; c++ {
			glyph := c
			if offset != 0 {
				at := offsets + 2*i + offset + 2*(c-first)
				if at+2 > len(sub) {
					break
				}
				if glyph = int(u16(sub, at)); glyph == 0 {
					continue
				}
			}
			f.addCharacter(rune(c), (glyph+delta)&0xFFFF)
		}
	}
}
