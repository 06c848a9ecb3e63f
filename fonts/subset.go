package fonts

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// maxParts bounds what a composite glyph may take in, against files in which glyphs contain each other.
const maxParts = 4096

// Subset returns a TrueType file with .notdef as glyph 0, the given glyphs as glyphs 1, 2, … in their order, and behind
// them the parts that composite ones are made of. A glyph that is given twice is there twice. Hinting is left out: it
// would double the size, and viewers smooth outlines by themselves. With a positive symbols the file has the cmap of a
// symbolic font: codes 1 to symbols stand for glyphs 1 to symbols, in the Microsoft symbol range F000 (ISO 32000-1,
// 9.6.6.4; ISO 19005-2, 6.2.11.6). The same call returns the same bytes.
func (f *Face) Subset(glyphs []uint16, symbols int) ([]byte, error) {
	if symbols > 255 || symbols > len(glyphs) {
		return nil, fmt.Errorf("fonts: %d symbols for %d glyphs", symbols, len(glyphs))
	}
	s, err := f.subset(glyphs)
	if err != nil {
		return nil, err
	}
	return s.file(symbols), nil
}

// subset gathers the outlines of glyphs and of their parts.
func (f *Face) subset(glyphs []uint16) (*subset, error) {
	s := &subset{face: f, old: make([]uint16, 1, len(glyphs)+64), index: make(map[uint16]uint16, 64)}
	s.old = append(s.old, glyphs...)
	for i, g := range s.old {
		if int(g) >= f.glyphs {
			return nil, fmt.Errorf("fonts: %s has no glyph %d", f.PostScriptName, g)
		}
		if _, ok := s.index[g]; !ok {
			s.index[g] = uint16(i)
		}
	}
	if err := s.copyOutlines(); err != nil {
		return nil, fmt.Errorf("fonts: %s: %w", f.PostScriptName, err)
	}
	return s, nil
}

type subset struct {
	face   *Face
	old    []uint16          // the face's glyph for each of the subset
	index  map[uint16]uint16 // the other way round
	glyf   []byte
	starts []uint32 // where each glyph begins in glyf, and the end of the last
}

// outline returns a glyph's bytes in glyf; none for a blank one.
func (f *Face) outline(g uint16) ([]byte, error) {
	var from, to uint64
	if f.longLoca {
		from, to = uint64(u32(f.tables.loca, 4*int(g))), uint64(u32(f.tables.loca, 4*int(g)+4))
	} else {
		from, to = 2*uint64(u16(f.tables.loca, 2*int(g))), 2*uint64(u16(f.tables.loca, 2*int(g)+2))
	}
	if from > to || to > uint64(len(f.tables.glyf)) {
		return nil, fmt.Errorf("glyph %d lies outside glyf", g)
	}
	return f.tables.glyf[from:to], nil
}

// copyOutlines fills glyf and starts; s.old grows behind the loop when composites bring in their parts.
func (s *subset) copyOutlines() error {
	for i := 0; i < len(s.old); i++ {
		s.starts = append(s.starts, uint32(len(s.glyf)))
		data, err := s.face.outline(s.old[i])
		if err != nil {
			return err
		}
		switch {
		case len(data) < 2:
			continue
		case i16(data, 0) == 0: // no contours: as blank as no data
			continue
		case len(data) < 12:
			return fmt.Errorf("glyph %d is cut short", s.old[i])
		case i16(data, 0) < 0:
			err = s.copyComposite(data)
		default:
			err = s.copySimple(data)
		}
		if err != nil {
			return fmt.Errorf("glyph %d: %w", s.old[i], err)
		}
		if len(s.glyf)%2 != 0 {
			s.glyf = append(s.glyf, 0)
		}
	}
	s.starts = append(s.starts, uint32(len(s.glyf)))
	return nil
}

// copySimple copies a simple glyph without its instructions (OpenType, glyf, "Simple glyph description").
func (s *subset) copySimple(data []byte) error {
	ends := 10 + 2*i16(data, 0)
	if len(data) < ends+2 {
		return errors.New("cut short")
	}
	rest := ends + 2 + int(u16(data, ends))
	if rest > len(data) {
		return errors.New("instructions reach beyond the end")
	}
	points := int(u16(data, ends-2)) + 1
	size, ok := pointBytes(data[rest:], points)
	if !ok {
		return errors.New("points reach beyond the end")
	}
	s.glyf = append(s.glyf, data[:ends]...)
	s.glyf = append(s.glyf, 0, 0)
	s.glyf = append(s.glyf, data[rest:rest+size]...)
	return nil
}

// Flags of a point of a simple glyph.
const (
	xIsByte  = 0x02
	yIsByte  = 0x04
	repeated = 0x08
	xIsSame  = 0x10 // or, of a byte: positive
	yIsSame  = 0x20
)

// pointBytes returns how many bytes of data the flags and coordinates of n points take: files pad glyphs behind them.
func pointBytes(data []byte, n int) (size int, ok bool) {
	at, coords := 0, 0
	for n > 0 {
		if at >= len(data) {
			return 0, false
		}
		flag, times := data[at], 1
		at++
		if flag&repeated != 0 {
			if at >= len(data) {
				return 0, false
			}
			times += int(data[at])
			at++
		}
		each := 0
		if flag&xIsByte != 0 {
			each++
		} else if flag&xIsSame == 0 {
			each += 2
		}
		if flag&yIsByte != 0 {
			each++
		} else if flag&yIsSame == 0 {
			each += 2
		}
		times = min(times, n)
		n -= times
		coords += times * each
	}
	return at + coords, at+coords <= len(data)
}

// Flags of a part of a composite glyph (OpenType, glyf, "Composite glyph description").
const (
	argsAreWords     = 0x0001
	weHaveAScale     = 0x0008
	moreComponents   = 0x0020
	weHaveXAndYScale = 0x0040
	weHaveATwoByTwo  = 0x0080
	weHaveCode       = 0x0100
)

// copyComposite copies a composite glyph with its parts renumbered and without instructions.
func (s *subset) copyComposite(data []byte) error {
	s.glyf = append(s.glyf, data[:10]...)
	for at := 10; ; {
		if at+4 > len(data) {
			return errors.New("cut short")
		}
		flags, part := u16(data, at), u16(data, at+2)
		size := 6
		if flags&argsAreWords != 0 {
			size += 2
		}
		switch {
		case flags&weHaveAScale != 0:
			size += 2
		case flags&weHaveXAndYScale != 0:
			size += 4
		case flags&weHaveATwoByTwo != 0:
			size += 8
		}
		if at+size > len(data) {
			return errors.New("cut short")
		}
		fresh, err := s.part(part)
		if err != nil {
			return err
		}
		s.glyf = binary.BigEndian.AppendUint16(s.glyf, flags&^weHaveCode)
		s.glyf = binary.BigEndian.AppendUint16(s.glyf, fresh)
		s.glyf = append(s.glyf, data[at+4:at+size]...)
		if flags&moreComponents == 0 {
			return nil
		}
		at += size
	}
}

func (s *subset) part(g uint16) (uint16, error) {
	if i, ok := s.index[g]; ok {
		return i, nil
	}
	if int(g) >= s.face.glyphs || len(s.old) > 0xFFF0 || len(s.index) > 0xFFFF-maxParts {
		return 0, fmt.Errorf("part %d does not exist", g)
	}
	i := uint16(len(s.old))
	s.index[g] = i
	s.old = append(s.old, g)
	return i, nil
}
