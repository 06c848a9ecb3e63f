package anatomy

import (
	"strconv"
	"strings"

	"vanban/document"
	"vanban/read"
)

// table places a table with the unit line above it and the note below, and returns how many parts after it were taken.
func (b *builder) table(i int) int {
	q := &b.parts[i]
	n := &Node{Kind: Table, Table: q.table}
	if i > 0 && b.parts[i-1].para != nil && !b.parts[i-1].number && isUnitLine(b.parts[i-1].unit) && i-1 < b.closing && i-1 > b.taken {
		n.Unit = b.p.line(b.parts[i-1].unit, document.BangDonVi)
	}
	for len(b.stack) > 0 && b.stack[len(b.stack)-1].bullet && !ends(b.own(&b.stack[len(b.stack)-1]), ":") {
		b.stack = b.stack[:len(b.stack)-1]
	}
	if i >= b.closing {
		b.stack = b.stack[:0]
	}
	n.Rows = b.p.cells(q.unit)
	b.put(n)
	if i+1 < len(b.parts) && b.parts[i+1].para != nil && startsNote(b.parts[i+1].unit) {
		n.Note = b.p.line(b.parts[i+1].unit, document.BangGhiChu)
		return 1
	}
	return 0
}

func isUnitLine(u *unit) bool {
	for _, w := range unitHeads {
		if strings.HasPrefix(u.fold, w) {
			return u.runes() < 60
		}
	}
	return false
}

func startsNote(u *unit) bool {
	for _, w := range noteHeads {
		if strings.HasPrefix(u.fold, w) {
			return true
		}
	}
	return false
}

// cells gives the paragraphs of a table their roles.
func (p *parser) cells(t *unit) [][][]*Line {
	rows := make([][][]*Line, len(t.table.Rows))
	next := 0
	header := true
	for r := range t.table.Rows {
		row := &t.table.Rows[r]
		from := next
		for next < len(t.cells) && t.cells[next].row <= r {
			next++
		}
		us := t.cells[from:next]
		role := rowRole(row, us, header, r)
		header = header && (role == document.BangTieuDe || role == document.BangSoCot)
		rows[r] = make([][]*Line, len(row.Cells))
		at, k := 0, 0
		for c := range row.Cells {
			for k < len(us) && us[k].col <= at {
				switch u := us[k]; {
				case u.rule != nil:
					p.doc.Spare = append(p.doc.Spare, u.rule)
				default:
					rows[r][c] = append(rows[r][c], p.line(u, role))
				}
				k++
			}
			at += max(row.Cells[c].ColSpan, 1)
		}
		for ; k < len(us); k++ {
			p.plain(us[k], role)
		}
	}
	return rows
}

// rowRole tells a row of titles, of column numbers and of a group from the others. Header tells that none of the rows above is one of
// data.
func rowRole(row *read.TableRow, us []*unit, header bool, index int) document.Role {
	filled := 0
	for _, u := range us {
		if u.para != nil {
			filled++
		}
	}
	if filled > 1 && header && index > 0 && isColumnNumbers(us) {
		return document.BangSoCot
	}
	if isBand(row, us, filled) && (index > 0 || !row.Header) {
		return document.BangNhom
	}
	if row.Header {
		return document.BangTieuDe
	}
	if header && index < 4 && isTitleRow(us, index) {
		return document.BangTieuDe
	}
	return document.BangO
}

// isBand reports whether a row names a group: one cell over the columns, or the first filled alone.
func isBand(row *read.TableRow, us []*unit, filled int) bool {
	if filled != 1 || us[0].para == nil || us[0].col != 0 {
		return false
	}
	for c := range row.Cells {
		if row.Cells[c].Merged {
			return false
		}
	}
	return row.Cells[0].ColSpan > 1 || len(row.Cells) > 2 && us[0].runes() > 3
}

func isColumnNumbers(us []*unit) bool {
	want := 1
	for _, u := range us {
		if u.para == nil {
			continue
		}
		n, ok := columnNumber(strings.TrimSpace(u.text))
		if !ok || n != want {
			return false
		}
		want++
	}
	return want > 2
}

// isTitleRow reports whether a row that the file does not mark is one of titles: bold as a whole, or the first with the word for the
// counting column. A bold row under the titles that begins with a short number is a group's.
func isTitleRow(us []*unit, index int) bool {
	bold, texts, numbers := true, 0, 0
	var first *unit
	for _, u := range us {
		if u.para == nil {
			continue
		}
		if first == nil {
			first = u
		}
		texts++
		bold = bold && u.bold
		if _, ok := columnNumber(u.text); ok {
			numbers++
		}
	}
	if texts < 2 && (index == 0 || !bold) || first == nil {
		return false
	}
	word := strings.Trim(first.fold, ". ")
	if bold {
		return index == 0 || first.col > 0 || len(word) > 3 && numbers == 0
	}
	return index == 0 && numbers == 0 && read.CountsRows(first.text)
}

// columnNumber reads "(3)" and "3".
func columnNumber(s string) (int, bool) {
	if n := len(s); n > 2 && s[0] == '(' && s[n-1] == ')' {
		s = s[1 : n-1]
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}
