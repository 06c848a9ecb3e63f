package sheet

import (
	"vanban/templates/contract"
)

// table is a sheet with a list in it.
type table struct {
	info    tableInfo
	index   int
	head    header
	byPlace bool // the header names no field: it is one by its place
	cols    []column
	lay     layout
	letters letters
	lines   int   // how many lines it has, with those that are no rows
	from    int   // its first line
	start   place // what was said before it
	next    int   // the line of a header of other columns, where another table begins; 0 for none
	after   place // what was said before that
	fields  *fieldTable
	facts   facts
}

// facts are what is known of the rows of a table as a whole.
type facts struct {
	rows       int
	filled     []int  // by column: in how many rows it has something
	monthFirst []bool // by column: it has a date that only Americans write so
	typed      []bool // by column: it has a date as text whose day can be no month
	late       []bool // by column: it has a day of Excel's that can be no month
	caps       int    // names in capitals
	titled     int    // persons of whom it says how they are addressed
}

// place is where a row stands.
type place struct {
	kind, group string
	unit        string // a group that names a unit
	level       level  // of the group that gave the kind
	above       []int  // columns whose value is that of a merged cell begun further up
}

// leftOut is why a row of the sheet is no row of the list.
type leftOut uint8

const (
	isHidden leftOut = iota
	isTotal
	isSignature
	isRemark
	isHeader
	isExample // of the workbook that we hand out
	isAfter   // behind the signatures
	isGroup   // a group row that no row stands under: perhaps it is one itself
	isBare    // numbered beforehand, and nobody was written into it
	leftOuts
)

// tally keeps which rows were left out, and the first words of some.
type tally [leftOuts]struct {
	lines []int
	words []string
}

func (y *tally) add(why leftOut, l *line) {
	if y == nil {
		return
	}
	y[why].lines = append(y[why].lines, l.number)
	if len(y[why].words) < 3 {
		for i := range l.cells {
			if s := l.cells[i].text; s != "" && !isOrdinal(s) {
				y[why].words = append(y[why].words, contract.Quote(oneLine(s)))
				break
			}
		}
	}
}

// merger gives the rows under a merged cell its value.
type merger struct {
	waiting []rect
	active  []above
	given   int // bytes of text so far
	places  int // and how many cells
}

// above is a merged cell that reaches down to the row.
type above struct {
	rect
	cell cell
}

// merged returns the merged cells of the body that reach over rows.
func (t *table) merged() *merger {
	m := new(merger)
	for _, r := range t.lay.merges {
		if r.bottom > r.top && r.top > t.head.bottom && r.left < maxColumns {
			m.waiting = append(m.waiting, r)
		}
	}
	return m
}

// fill fills a line in, and returns the columns where it did. What that makes of a file is bounded as the file is.
func (m *merger) fill(l *line) (filled []int, err error) {
	keep, size := m.active[:0], 0
	for _, a := range m.active {
		if l.number > a.bottom {
			continue
		}
		keep = append(keep, a)
		if a.cell.kind != blank && l.at(a.left).kind == blank {
			l.put(a.left, a.cell)
			filled = append(filled, a.left)
			size += len(a.cell.text)
		}
	}
	m.active = keep
	m.given += size
	m.places += len(filled)
	switch {
	case size > maxRowText:
		return nil, refuseLongRow(l.number)
	case m.given > maxText:
		return nil, refuseMuchText()
	case m.places > maxPlaces:
		return nil, refuseWide()
	}
	for len(m.waiting) > 0 && m.waiting[0].top <= l.number {
		if r := m.waiting[0]; r.top == l.number {
			m.begin(above{r, *l.at(r.left)})
		}
		m.waiting = m.waiting[1:]
	}
	return filled, nil
}

// begin takes in a merged cell, in place of another that is there: in a good file none lies over another.
func (m *merger) begin(a above) {
	for i := range m.active {
		if m.active[i].left == a.left {
			m.active[i] = a
			return
		}
	}
	m.active = append(m.active, a)
}
