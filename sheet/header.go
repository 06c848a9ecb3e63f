package sheet

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"vanban/read/viet"
)

// headLines is in how many lines that hold something the header is looked for.
const headLines = 60

// maxHeaderRows is how many rows a header may have.
const maxHeaderRows = 4

// header is the block of rows that names the columns.
type header struct {
	top, bottom int // 0 where there is none
	texts       []string
	spans       []int // by column: how many columns the merged cell that names it has; 1 where it is not merged
}

// finder looks for the header in the first lines of a table.
type finder struct {
	head   []line
	merges []rect
	table  *fieldTable
}

// lineAt returns the line of that number, nil where it holds nothing.
func (f *finder) lineAt(number int) *line {
	i, ok := slices.BinarySearchFunc(f.head, number, func(l line, n int) int { return cmp.Compare(l.number, n) })
	if !ok {
		return nil
	}
	return &f.head[i]
}

// merge returns the merged cell that covers a place.
func (f *finder) merge(row, column int) (rect, bool) {
	for _, m := range f.merges {
		if row >= m.top && row <= m.bottom && column >= m.left && column <= m.right {
			return m, true
		}
	}
	return rect{row, row, column, column}, false
}

// text returns what a person sees at a place, merged cells included.
func (f *finder) text(row, column int) string {
	m, _ := f.merge(row, column)
	if l := f.lineAt(m.top); l != nil {
		return l.at(m.left).text
	}
	return ""
}

// known counts the different fields that a row names; sure are those that it names in so many words.
func (f *finder) known(l *line) (all, sure int) {
	var seen []*field
	for i := range l.cells {
		if l.cells[i].kind != text {
			continue
		}
		m := f.table.match(oneLine(l.cells[i].text))
		if !m.known() || slices.Contains(seen, m.field) {
			continue
		}
		seen = append(seen, m.field)
		all++
		if m.how == ByName || m.how == ByPath {
			sure++
		}
	}
	return all, sure
}

// find returns the header, with the rows that belong to it: the first row that names two fields and little else, or else the row that names
// the most. Another header may come further down, over a table of its own.
func (f *finder) find() header {
	best, most, surest := -1, 0, 0
	for i := range f.head {
		l := &f.head[i]
		all, sure := f.known(l)
		if sure == 0 || all == 1 && len(f.texts(l)) > 1 && (most > 0 || i > 4) {
			continue
		}
		if all > most || all == most && sure > surest {
			best, most, surest = i, all, sure
		}
		if sure >= 2 && all*2 >= len(f.texts(l)) {
			best = i
			break
		}
	}
	if best < 0 {
		return header{}
	}
	h := header{top: f.head[best].number, bottom: f.head[best].number}
	f.extend(&h)
	f.name(&h)
	return h
}

// texts are the different texts of a line.
func (f *finder) texts(l *line) []string {
	var out []string
	for i := range l.cells {
		if s := l.cells[i].text; s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// extend takes in the rows around that belong to the header: those that a merged cell of it reaches, those under a merged cell that names
// several columns, and those above that do so.
func (f *finder) extend(h *header) {
	for _, m := range f.merges {
		if m.top <= h.top && m.bottom >= h.top && m.bottom-m.top < maxHeaderRows && f.lineAt(m.top) != nil {
			h.top, h.bottom = min(h.top, m.top), max(h.bottom, m.bottom)
		}
	}
	if next := f.lineAt(h.bottom + 1); next != nil && h.bottom-h.top < maxHeaderRows-1 && f.continues(h.bottom, next) {
		h.bottom++
	}
	if above := f.lineAt(h.top - 1); above != nil && h.bottom-h.top < maxHeaderRows-1 && f.groups(above) {
		h.top--
	}
}

// continues reports whether a row names columns under the merged cells of the row above, or goes on naming where that left gaps.
func (f *finder) continues(above int, next *line) bool {
	all, sure := f.known(next)
	under := 0
	for i := range next.cells {
		if next.cells[i].kind == blank {
			continue
		}
		if next.cells[i].kind != text || isOrdinal(next.cells[i].text) {
			return false
		}
		if m, ok := f.merge(above, i); ok && m.right > m.left {
			under++
		} else if f.text(above, i) != "" && sure < 2 { // named already, wherever the merged cells stand: a row of the list
			return false
		}
	}
	return under > 0 && all > 0 || sure >= 2
}

// groups reports whether a row above a header names groups of its columns, and is no title.
func (f *finder) groups(l *line) bool {
	if _, sure := f.known(l); sure > 0 {
		return true
	}
	width := 0
	for i := range f.head {
		width = max(width, len(f.head[i].cells))
	}
	found := false
	for i := range l.cells {
		s := l.cells[i].text
		if s == "" {
			continue
		}
		m, ok := f.merge(l.number, i)
		if !ok || m.bottom > m.top || m.right-m.left+1 >= width-1 || len([]rune(s)) > 40 || strings.ContainsAny(s, "0123456789:…") {
			return false
		}
		found = true
	}
	return found
}

// name gives each column its text: that of all its rows, what several of them share said once.
func (f *finder) name(h *header) {
	width := 0
	for n := h.top; n <= h.bottom; n++ {
		if l := f.lineAt(n); l != nil {
			width = max(width, len(l.cells))
		}
	}
	for _, m := range f.merges {
		if m.top >= h.top && m.bottom <= h.bottom {
			width = max(width, min(m.right+1, maxColumns))
		}
	}
	h.texts, h.spans = make([]string, width), make([]int, width)
	for column := range width {
		var parts []string
		span := 1
		for n := h.top; n <= h.bottom; n++ {
			s := clip(oneLine(f.text(n, column)))
			if s == "" || len(parts) > 0 && parts[len(parts)-1] == s {
				continue
			}
			parts = append(parts, s)
			m, _ := f.merge(n, column)
			span = m.right - m.left + 1
		}
		h.texts[column], h.spans[column] = strings.Join(parts, " / "), span
	}
}

// place finds a header that names no field, where the caller says which columns are which: it is the first row that is filled in those
// columns, unless that has a number, a date or somebody's name, as rows of a list do.
func (f *finder) place(h *header, mapped func(column int) bool) bool {
	columns := 0
	for i := range maxColumns {
		if mapped(i) {
			columns++
		}
	}
	if columns == 0 {
		return false
	}
	for i := range f.head {
		l := &f.head[i]
		filled := 0
		for j := range l.cells {
			if mapped(j) && l.cells[j].kind != blank {
				filled++
			}
		}
		if filled < min(columns, 2) {
			continue // a title
		}
		for j := range l.cells {
			c := &l.cells[j]
			if c.kind != blank && c.kind != text || c.kind == text && (isOrdinal(c.text) || looksLikeName(c.text)) {
				return false
			}
		}
		h.top, h.bottom = l.number, l.number
		f.name(h)
		return true
	}
	return false
}

// looksLikeName reports whether a cell is surely somebody's name: words with capitals, the first of them a family's.
func looksLikeName(s string) bool {
	_, s, _ = cutSalutation(s)
	words := strings.Fields(s)
	if len(words) < 2 || !surnames[viet.Fold(words[0])] || strings.Contains(" "+headerWords(s)+" ", " ten ") {
		return false
	}
	return !slices.ContainsFunc(words, func(w string) bool { return !titled(w) })
}

func nonEmpty(texts []string) (out []string) {
	for _, s := range texts {
		if s != "" {
			out = append(out, "“"+s+"”")
		}
	}
	return out
}

// isColumnNumbers reports whether a row under the header only counts the columns: 1 2 3, (1) (2) (3), A B 1 2.
func isColumnNumbers(l *line) bool {
	n, last := 0, 0
	for i := range l.cells {
		if l.cells[i].kind == blank {
			continue
		}
		s := strings.Trim(l.cells[i].text, "()[] .")
		v, err := strconv.Atoi(s)
		switch {
		case err == nil && v > last && v <= i+2:
			last = v
		case err != nil && len(s) == 1 && s[0]|0x20 >= 'a' && s[0]|0x20 <= 'h' && last == 0:
		default:
			return false
		}
		n++
	}
	return n >= 2 && last > 0
}

// oneLine joins the lines of a header.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// clip ends a text of more than maxLabel bytes.
func clip(s string) string {
	if len(s) <= maxLabel {
		return s
	}
	return strings.ToValidUTF8(s[:maxLabel], "") + "…"
}

// isOrdinal reports whether a cell of the column TT counts a row: 1, 01, 1., (1).
func isOrdinal(s string) bool {
	s = strings.Trim(s, "(). /-")
	if s == "" || len(s) > 6 {
		return false
	}
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// isRepeated reports whether a row is the header once more, as at the head of a printed page.
func (h *header) isRepeated(l *line) bool {
	same, filled := 0, 0
	for i := range l.cells {
		if l.cells[i].kind == blank {
			continue
		}
		filled++
		if i < len(h.texts) && hasPart(h.texts[i], l.cells[i].text) {
			same++
		}
	}
	return same >= 2 && same*2 > filled
}

// hasPart reports whether a cell says again what one of the rows of a header says of its column. What nobody has computed says nothing.
func hasPart(header, s string) bool {
	if s == "" || header == "" {
		return false
	}
	if strings.ContainsAny(s, "\n\t") || strings.Contains(s, "  ") {
		s = oneLine(s)
	}
	s = clip(s)
	for part := range strings.SplitSeq(header, " / ") {
		if part == s {
			return true
		}
	}
	return header == s
}
