package fonts

import (
	"encoding/binary"
	"slices"
)

// file puts the subset's tables together. A PDF needs glyf, head, hhea, hmtx, loca and maxp of a TrueType program, and
// cmap when it is a simple font's (ISO 32000-1, 9.9, Table 126 and text below it).
func (s *subset) file(symbols int) []byte {
	list := s.tables()
	if symbols > 0 {
		list = slices.Insert(list, 0, fileTable{"cmap", symbolMap(symbols)})
	}
	return assemble(list)
}

// tables returns the tables that every use of a subset needs, sorted by tag.
func (s *subset) tables() []fileTable {
	f := s.face
	head := slices.Clone(f.tables.head[:54])
	clear(head[8:12])                                // checkSumAdjustment, set below
	binary.BigEndian.PutUint16(head[16:], 1<<0|1<<3) // flags: baseline at y = 0, whole ppem; no instructions
	loca, long := s.loca()
	binary.BigEndian.PutUint16(head[50:], long)
	hhea := slices.Clone(f.tables.hhea[:36])
	binary.BigEndian.PutUint16(hhea[34:], uint16(len(s.old)))
	maxp := slices.Clone(f.tables.maxp)
	binary.BigEndian.PutUint16(maxp[4:], uint16(len(s.old)))
	if len(maxp) >= 32 {
		// No twilight zone, storage, functions, instructions or stack without programs.
		binary.BigEndian.PutUint16(maxp[14:], 1)
		clear(maxp[16:28])
	}
	hmtx := make([]byte, 0, 4*len(s.old))
	for _, g := range s.old {
		hmtx = binary.BigEndian.AppendUint16(hmtx, uint16(f.GlyphAdvance(g)))
		hmtx = binary.BigEndian.AppendUint16(hmtx, f.sideBearing(g))
	}
	return []fileTable{{"glyf", s.glyf}, {"head", head}, {"hhea", hhea}, {"hmtx", hmtx}, {"loca", loca}, {"maxp", maxp}}
}

// loca returns the table in the short format, which counts in twos, where it can reach all of glyf.
func (s *subset) loca() (table []byte, long uint16) {
	if len(s.glyf) > 2*0xFFFF {
		for _, v := range s.starts {
			table = binary.BigEndian.AppendUint32(table, v)
		}
		return table, 1
	}
	for _, v := range s.starts {
		table = binary.BigEndian.AppendUint16(table, uint16(v/2))
	}
	return table, 0
}

func (f *Face) sideBearing(g uint16) uint16 {
	if i := int(g); i >= f.hmetrics {
		return u16(f.tables.hmtx, 4*f.hmetrics+2*(i-f.hmetrics))
	}
	return u16(f.tables.hmtx, 4*int(g)+2)
}

// symbolMap maps codes 1 to n to the glyphs of the same number: a (3,0) subtable in format 4.
func symbolMap(n int) []byte {
	var b []byte
	for _, v := range [...]uint16{
		0, 1, 3, 0, 0, 12, // version, one subtable: platform, encoding, offset
		4, 32, 0, 4, 4, 1, 0, // format, length, language, two segments and what follows from two
		uint16(0xF000 + n), 0xFFFF, 0, 0xF001, 0xFFFF, // ends, padding, starts
		0x1000, 1, 0, 0, // deltas: F001 + 1000 = 1 (modulo 65,536), offsets
	} {
		b = binary.BigEndian.AppendUint16(b, v)
	}
	return b
}

type fileTable struct {
	tag  string
	data []byte
}

// assemble writes the directory and the tables, sorted by tag as they come, with their checksums (OpenType, "Calculating
// checksums").
func assemble(list []fileTable) []byte {
	be := binary.BigEndian
	n := len(list)
	size := 12 + 16*n
	for _, t := range list {
		size += (len(t.data) + 3) &^ 3
	}
	out := make([]byte, 0, size)
	log := 0
	for 2<<log <= n {
		log++
	}
	out = be.AppendUint32(out, 0x00010000)
	for _, v := range [...]int{n, 16 << log, log, 16*n - 16<<log} {
		out = be.AppendUint16(out, uint16(v))
	}
	at, headAt := 12+16*n, 0
	for _, t := range list {
		if t.tag == "head" {
			headAt = at
		}
		out = append(out, t.tag...)
		out = be.AppendUint32(out, checksum(t.data))
		out = be.AppendUint32(out, uint32(at))
		out = be.AppendUint32(out, uint32(len(t.data)))
		at += (len(t.data) + 3) &^ 3
	}
	for _, t := range list {
		out = append(out, t.data...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	be.PutUint32(out[headAt+8:], 0xB1B0AFBA-checksum(out))
	return out
}

func checksum(b []byte) uint32 {
	var sum uint32
	for ; len(b) >= 4; b = b[4:] {
		sum += binary.BigEndian.Uint32(b)
	}
	if len(b) > 0 {
		var last [4]byte
		copy(last[:], b)
		sum += binary.BigEndian.Uint32(last[:])
	}
	return sum
}
