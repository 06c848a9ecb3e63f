package fonts

import (
	"errors"
	"fmt"

	"vanban/document"
)

// denseEnd bounds the table that is indexed by character: it takes in ASCII, all Vietnamese letters (up to U+1EF9) and
// general punctuation, so that almost no character of a document is looked up in a map.
const denseEnd = 0x2100

type entry struct{ glyph, advance uint16 }

// Face is one cut of type. Lengths are in font units, UnitsPerEm to the em, y upwards.
type Face struct {
	PostScriptName string
	Family, Style  string // name table, ids 1 and 2

	UnitsPerEm int
	// Ascent, Descent (negative) and LineGap are hhea's.
	Ascent, Descent, LineGap int
	// WinAscent and WinDescent (positive) are OS/2's clipping limits: what Word and LibreOffice take as line height.
	WinAscent, WinDescent int
	// TypoAscent, TypoDescent (negative) and TypoLineGap are OS/2's typographic ones; UseTypoMetrics is fsSelection bit 7.
	TypoAscent, TypoDescent, TypoLineGap int
	UseTypoMetrics                       bool

	XMin, YMin, XMax, YMax              int     // head: the box that holds every glyph
	ItalicAngle                         float64 // degrees, counter-clockwise from the vertical: negative for italics
	CapHeight, XHeight                  int
	StemV                               int // estimated from the weight: TrueType files do not state it
	Weight                              int // usWeightClass
	UnderlinePosition, UnderlineWeight  int // post: the middle of the line, below the baseline when negative
	StrikePosition, StrikeWeight        int
	Bold, Italic, FixedPitch, NoSubsets bool

	dense   [denseEnd]entry
	sparse  map[rune]entry
	missing entry

	tables    tables
	glyphs    int // how many the file holds
	hmetrics  int // numberOfHMetrics
	longLoca  bool
	fsType    uint16
	macStyle  uint16
	selection uint16
}

// Glyph returns the glyph of r; false and glyph 0 when the face has none.
func (f *Face) Glyph(r rune) (uint16, bool) {
	if uint32(r) < denseEnd {
		g := f.dense[r].glyph
		return g, g != 0
	}
	e, ok := f.sparse[r]
	return e.glyph, ok
}

// Advance returns how far r moves the pen, in font units; false and the advance of .notdef when the face has no r.
func (f *Face) Advance(r rune) (int, bool) {
	if uint32(r) < denseEnd {
		e := &f.dense[r]
		return int(e.advance), e.glyph != 0
	}
	return f.advanceSparse(r)
}

func (f *Face) advanceSparse(r rune) (int, bool) {
	if e, ok := f.sparse[r]; ok {
		return int(e.advance), true
	}
	return int(f.missing.advance), false
}

// Scale turns font units into a length at a size, rounded half away from zero.
func (f *Face) Scale(units int, size document.EMU) document.EMU {
	em := document.EMU(f.UnitsPerEm)
	v := document.EMU(units) * size
	if v < 0 {
		return -((-v + em/2) / em)
	}
	return (v + em/2) / em
}

// GlyphAdvance returns the advance of a glyph by its index, in font units (OpenType, hmtx).
func (f *Face) GlyphAdvance(glyph uint16) int {
	i := min(int(glyph), f.hmetrics-1)
	return int(u16(f.tables.hmtx, 4*i))
}

// parseFace reads a TrueType file. The data is kept, for subsets.
func parseFace(data []byte) (*Face, error) {
	t, err := readTables(data)
	if err != nil {
		return nil, err
	}
	f := &Face{tables: t}
	if err := f.readHeaders(); err != nil {
		return nil, err
	}
	f.readNames()
	if err := f.readCharacters(); err != nil {
		return nil, err
	}
	f.estimate()
	return f, nil
}

// readHeaders reads the fixed-size tables: head, hhea, maxp, OS/2 and post.
func (f *Face) readHeaders() error {
	head, hhea, maxp := f.tables.head, f.tables.hhea, f.tables.maxp
	if len(head) < 54 || len(hhea) < 36 || len(maxp) < 6 {
		return errors.New("head, hhea or maxp is cut short")
	}
	f.UnitsPerEm = int(u16(head, 18))
	if f.UnitsPerEm < 16 || f.UnitsPerEm > 16384 {
		return fmt.Errorf("unitsPerEm is %d", f.UnitsPerEm)
	}
	f.XMin, f.YMin, f.XMax, f.YMax = i16(head, 36), i16(head, 38), i16(head, 40), i16(head, 42)
	f.macStyle = u16(head, 44)
	f.longLoca = u16(head, 50) != 0
	f.Ascent, f.Descent, f.LineGap = i16(hhea, 4), i16(hhea, 6), i16(hhea, 8)
	f.hmetrics = int(u16(hhea, 34))
	f.glyphs = int(u16(maxp, 4))
	if f.glyphs == 0 || f.hmetrics == 0 || f.hmetrics > f.glyphs || len(f.tables.hmtx) < 4*f.hmetrics+2*(f.glyphs-f.hmetrics) {
		return errors.New("hmtx does not fit maxp and hhea")
	}
	entrySize := 2
	if f.longLoca {
		entrySize = 4
	}
	if len(f.tables.loca) < entrySize*(f.glyphs+1) {
		return errors.New("loca does not fit maxp")
	}
	f.readOS2()
	if post := f.tables.post; len(post) >= 16 {
		f.ItalicAngle = float64(int32(u32(post, 4))) / 65536
		f.UnderlinePosition, f.UnderlineWeight = i16(post, 8), i16(post, 10)
		f.FixedPitch = u32(post, 12) != 0
	}
	return nil
}

// readOS2 reads OS/2 and falls back on hhea and head, since the table is not required by every maker.
func (f *Face) readOS2() {
	f.Weight = 400
	f.Bold, f.Italic = f.macStyle&1 != 0, f.macStyle&2 != 0
	if f.Bold {
		f.Weight = 700
	}
	f.TypoAscent, f.TypoDescent, f.TypoLineGap = f.Ascent, f.Descent, f.LineGap
	f.WinAscent, f.WinDescent = f.Ascent, -f.Descent
	os2 := f.tables.os2
	if len(os2) < 78 {
		return
	}
	f.Weight = int(u16(os2, 4))
	f.fsType = u16(os2, 8)
	f.NoSubsets = f.fsType&0x0100 != 0
	f.StrikeWeight, f.StrikePosition = i16(os2, 26), i16(os2, 28)
	f.selection = u16(os2, 62)
	f.Bold = f.Bold || f.selection&(1<<5) != 0
	f.Italic = f.Italic || f.selection&1 != 0
	f.UseTypoMetrics = f.selection&(1<<7) != 0
	f.TypoAscent, f.TypoDescent, f.TypoLineGap = i16(os2, 68), i16(os2, 70), i16(os2, 72)
	f.WinAscent, f.WinDescent = int(u16(os2, 74)), int(u16(os2, 76))
	if u16(os2, 0) >= 2 && len(os2) >= 90 {
		f.XHeight, f.CapHeight = i16(os2, 86), i16(os2, 88)
	}
}
