package pdf

import (
	"strings"
	"unicode/utf16"
)

const (
	maxMapped = 1 << 16 // codes of a font
	// maxAllMapped bounds the codes and widths of all fonts of a file. A Vietnamese text needs 200 a font.
	maxAllMapped = 1 << 18
)

// allowance counts the entries of tables, also those that are written over.
type allowance int

func (a *allowance) spend() {
	if *a++; *a > maxAllMapped {
		panic(refusal(tooMany))
	}
}

// cmap is what ToUnicode and the encodings of Type 0 fonts hold (9.7.5, 9.10.3): from codes to text, and to CIDs.
type cmap struct {
	text   map[uint32]string
	cids   map[uint32]uint32
	wide   bool // codes of two bytes
	narrow bool // codes of one byte
	spent  *allowance
}

func (f *pdfFile) cmap(data []byte) *cmap {
	m := &cmap{text: map[uint32]string{}, cids: map[uint32]uint32{}, spent: &f.mapped}
	l := lexer{data: data}
	var args []any
	for {
		o, ok := l.next()
		if !ok {
			return m
		}
		op, isOp := o.(operator)
		if !isOp {
			if len(args) < 1<<17 {
				args = append(args, o)
			}
			continue
		}
		switch op {
		case "endcodespacerange":
			for i := 0; i+1 < len(args); i += 2 {
				if s, ok := args[i].(str); ok {
					m.wide, m.narrow = m.wide || len(s) == 2, m.narrow || len(s) == 1
				}
			}
		case "endbfchar":
			for i := 0; i+1 < len(args); i += 2 {
				m.char(args[i], args[i+1])
			}
		case "endbfrange":
			for i := 0; i+2 < len(args); i += 3 {
				m.span(args[i], args[i+1], args[i+2])
			}
		case "endcidrange":
			for i := 0; i+2 < len(args); i += 3 {
				m.cidRange(args[i], args[i+1], args[i+2])
			}
		case "endcidchar":
			for i := 0; i+1 < len(args); i += 2 {
				m.cidRange(args[i], args[i], args[i+1])
			}
		}
		args, l.held = args[:0], 0
	}
}

func code(o any) (uint32, bool) {
	s, ok := o.(str)
	if !ok || len(s) > 4 {
		return 0, false
	}
	v := uint32(0)
	for i := range len(s) {
		v = v<<8 | uint32(s[i])
	}
	return v, true
}

func (m *cmap) put(c uint32, text string) {
	m.spent.spend()
	if len(m.text) < maxMapped {
		m.text[c] = text
	}
}

func (m *cmap) char(from, to any) {
	c, ok := code(from)
	if !ok {
		return
	}
	switch to := to.(type) {
	case str:
		m.put(c, utf16Text(to))
	case name:
		if t := glyphText(string(to)); t != "" {
			m.put(c, t)
		}
	}
}

func (m *cmap) span(from, last, to any) {
	a, ok1 := code(from)
	b, ok2 := code(last)
	if !ok1 || !ok2 || b < a || b-a >= maxMapped {
		return
	}
	switch to := to.(type) {
	case str:
		units := utf16Units(to)
		if len(units) == 0 {
			return
		}
		for i := range b - a + 1 {
			m.put(a+i, string(utf16.Decode(units)))
			units[len(units)-1]++
		}
	case array:
		for i, o := range to {
			if s, ok := o.(str); ok && a+uint32(i) <= b { //nolint:gosec // at most 65,536
				m.put(a+uint32(i), utf16Text(s)) //nolint:gosec // likewise
			}
		}
	}
}

func (m *cmap) cidRange(from, last, to any) {
	a, ok1 := code(from)
	b, ok2 := code(last)
	cid, ok3 := to.(int)
	if !ok1 || !ok2 || !ok3 || b < a || b-a >= maxMapped || cid < 0 || cid >= maxMapped {
		return
	}
	for i := range b - a + 1 {
		m.spent.spend()
		if len(m.cids) < maxMapped {
			m.cids[a+i] = uint32(cid) + i //nolint:gosec // checked above
		}
	}
}

func utf16Units(s str) []uint16 {
	if len(s) == 1 {
		return []uint16{uint16(s[0])}
	}
	u := make([]uint16, 0, len(s)/2)
	for i := 0; i+1 < len(s) && i < 64; i += 2 {
		u = append(u, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return u
}

func utf16Text(s str) string { return strings.TrimRight(string(utf16.Decode(utf16Units(s))), "\x00") }

// textString reads a text string outside of content (7.9.2.2): UTF-16, UTF-8 or what is near to Latin 1.
func textString(s str) string {
	switch {
	case strings.HasPrefix(string(s), "\xFE\xFF"):
		u := make([]uint16, 0, len(s)/2)
		for i := 2; i+1 < len(s); i += 2 {
			u = append(u, uint16(s[i])<<8|uint16(s[i+1]))
		}
		return string(utf16.Decode(u))
	case strings.HasPrefix(string(s), "\xEF\xBB\xBF"):
		return strings.ToValidUTF8(string(s[3:]), "�")
	}
	r := make([]rune, len(s))
	for i := range len(s) {
		r[i] = rune(s[i])
	}
	return string(r)
}
