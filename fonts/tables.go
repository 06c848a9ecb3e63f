package fonts

import (
	"errors"
	"fmt"
)

// tables are the parts of a TrueType file that are read here, each bounded by its own length.
type tables struct {
	head, hhea, maxp, hmtx, loca, glyf, cmap, name, os2, post []byte
}

// readTables reads the table directory (OpenType 1.9, "Organization of an OpenType Font").
func readTables(data []byte) (tables, error) {
	var t tables
	if len(data) < 12 {
		return t, errors.New("not a TrueType file: too short")
	}
	switch tag := string(data[:4]); tag {
	case "\x00\x01\x00\x00", "true":
	case "OTTO":
		return t, errors.New("an OpenType file with CFF outlines; only TrueType outlines can be embedded")
	case "ttcf":
		return t, errors.New("a font collection (TTC); save the cut as a file of its own")
	default:
		return t, errors.New("not a TrueType file")
	}
	n := int(u16(data, 4))
	if len(data) < 12+16*n {
		return t, errors.New("the table directory is cut short")
	}
	for i := range n {
		rec := data[12+16*i : 28+16*i]
		off, size := uint64(u32(rec, 8)), uint64(u32(rec, 12))
		slot := t.slot(string(rec[:4]))
		if slot == nil {
			continue
		}
		if off+size > uint64(len(data)) {
			return t, fmt.Errorf("table %q reaches beyond the end of the file", rec[:4])
		}
		*slot = data[off : off+size : off+size]
	}
	for _, tag := range [...]string{"head", "hhea", "maxp", "hmtx", "loca", "glyf", "cmap"} {
		if len(*t.slot(tag)) == 0 {
			return t, fmt.Errorf("table %q is missing", tag)
		}
	}
	return t, nil
}

func (t *tables) slot(tag string) *[]byte {
	switch tag {
	case "head":
		return &t.head
	case "hhea":
		return &t.hhea
	case "maxp":
		return &t.maxp
	case "hmtx":
		return &t.hmtx
	case "loca":
		return &t.loca
	case "glyf":
		return &t.glyf
	case "cmap":
		return &t.cmap
	case "name":
		return &t.name
	case "OS/2":
		return &t.os2
	case "post":
		return &t.post
	}
	return nil
}

// The readers take an offset that the caller has checked.
func u16(b []byte, i int) uint16 { return uint16(b[i])<<8 | uint16(b[i+1]) }
func i16(b []byte, i int) int    { return int(int16(u16(b, i))) }
func u32(b []byte, i int) uint32 { return uint32(u16(b, i))<<16 | uint32(u16(b, i+2)) }
