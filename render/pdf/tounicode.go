package pdf

import "unicode/utf16"

// toUnicode writes a CMap from character codes to UTF-16 (9.10.3). Codes come in ascending order; those whose characters
// ascend with them share a range, of which a block holds at most 100.
type toUnicode struct {
	width       int // bytes of a code
	first, last int // the range that is open
	runes       [2]rune
	entries     []byte
	n           int
	body        []byte
}

func newToUnicode(width int) *toUnicode { return &toUnicode{width: width, first: -1} }

func (m *toUnicode) add(code int, r rune) {
	// Neither codes nor characters of a range may differ in more than their last byte (9.10.3, after Table 119).
	if m.first >= 0 && code == m.last+1 && r == m.runes[1]+1 && code>>8 == m.first>>8 && r>>8 == m.runes[0]>>8 && r < 0x10000 {
		m.last, m.runes[1] = code, r
		return
	}
	m.closeRange()
	m.first, m.last, m.runes = code, code, [2]rune{r, r}
}

func (m *toUnicode) closeRange() {
	if m.first < 0 {
		return
	}
	m.code(m.first)
	m.code(m.last)
	m.entries = append(m.entries, '<')
	for _, u := range utf16.AppendRune(nil, m.runes[0]) {
		m.entries = appendHexByte(appendHexByte(m.entries, byte(u>>8)), byte(u))
	}
	m.entries = append(m.entries, ">\n"...)
	m.first = -1
	if m.n++; m.n == 100 {
		m.flush()
	}
}

func (m *toUnicode) code(c int) {
	m.entries = append(m.entries, '<')
	if m.width == 2 {
		m.entries = appendHexByte(m.entries, byte(c>>8))
	}
	m.entries = append(appendHexByte(m.entries, byte(c)), '>')
}

func (m *toUnicode) flush() {
	if m.n == 0 {
		return
	}
	m.body = appendInt(m.body, m.n)
	m.body = append(m.body, " beginbfrange\n"...)
	m.body = append(m.body, m.entries...)
	m.body = append(m.body, "endbfrange\n"...)
	m.entries, m.n = m.entries[:0], 0
}

func (m *toUnicode) bytes() []byte {
	m.closeRange()
	m.flush()
	space := "<00><FF>"
	if m.width == 2 {
		space = "<0000><FFFF>"
	}
	b := []byte("/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n" +
		"/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n" + space + "\nendcodespacerange\n")
	b = append(b, m.body...)
	return append(b, "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n"...)
}
