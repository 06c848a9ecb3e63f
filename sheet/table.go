package sheet

import (
	"cmp"

	"vanban/read/viet"
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
	caps       int    // names in capitals
	titled     int    // persons of whom it says how they are addressed
}

// place is where a row stands.
type place struct {
	kind, group string
	unit        string // a group that names a unit
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

// each hands on the rows of the list with where they stand, and keeps in the tally what it leaves out.
func (t *table) each(src source, y *tally, visit func(*line, place) bool) error {
	at := t.start
	ended := noEnding
	over := t.merged()
	var full error
	err := src.scan(t.index, nil, func(l *line) bool {
		if l.number <= t.head.bottom || l.number < t.from {
			return true
		}
		for i := range l.cells {
			t.letters.convert(&l.cells[i])
		}
		if at.above, full = over.fill(l); full != nil {
			return false
		}
		switch {
		case l.hidden:
			y.add(isHidden, l)
			return true
		case l.number <= t.head.bottom+2 && t.head.bottom > 0 && isColumnNumbers(l):
			return true
		case t.isExample(l):
			y.add(isExample, l)
			return true
		case t.head.bottom > 0 && t.head.isRepeated(l):
			y.add(isHeader, l)
			return true
		case t.head.bottom > 0 && t.isOther(l):
			t.next, t.after = l.number, at
			return false
		}
		switch e := t.ends(l); e {
		case remark:
			y.add(isRemark, l)
			return true
		case total:
			y.add(isTotal, l)
			ended = max(ended, total)
			return true
		case signature:
			y.add(isSignature, l)
			ended = signature
			return true
		}
		if words, ok := t.group(l); ok && ended != signature {
			t.enter(&at, words)
			return true
		}
		if ended != noEnding {
			if !t.goesOn(l, ended) {
				y.add(isAfter, l)
				return true
			}
			ended = noEnding
		}
		return visit(l, at)
	})
	return cmp.Or(err, full)
}

// isExample reports whether a row shows how the workbook that we hand out is filled in.
func (t *table) isExample(l *line) bool {
	order := t.meaning(meansOrder)
	return order != nil && viet.Fold(l.at(order.index).text) == viet.Fold(exampleMark)
}

// isOther reports whether a row is a header of other columns.
func (t *table) isOther(l *line) bool {
	if order := t.meaning(meansOrder); order != nil && isOrdinal(l.at(order.index).text) {
		return false
	}
	filled, known := 0, 0
	var last *field
	for i := range l.cells {
		if c := &l.cells[i]; c.kind == text {
			filled++
			if len(c.text) > maxHeader {
				continue
			}
			if m := t.fields.name(c.text); m.known() && m.field != last {
				known++
				last = m.field
			}
		} else if c.kind != blank {
			return false
		}
	}
	return known >= 2 && known*3 >= filled*2
}

// enter keeps what a group row says: whom the rows below are about, until another group says so, and where they belong.
func (t *table) enter(at *place, words string) {
	at.group, at.unit = words, ""
	rest := words
	if label, after, ok := cutLabel(words); ok && label != "" {
		rest = after
	}
	if kind := kindOfGroup(rest); kind != "" {
		at.kind = kind
	} else if isUnit(rest) {
		at.unit = rest
	}
}

// goesOn reports whether a row behind a total or the signatures belongs to the list after all: it is counted on, or is filled like one.
func (t *table) goesOn(l *line, ended ending) bool {
	names := t.columnsOf("recipient.name")
	named := len(names) == 0
	for _, c := range names {
		named = named || l.at(c.index).kind != blank
	}
	if !named {
		return false
	}
	if order := t.meaning(meansOrder); order != nil {
		if isOrdinal(l.at(order.index).text) {
			return true
		}
		if ended == signature {
			return false
		}
	}
	filled := 0
	for i := range t.cols {
		if f := t.cols[i].field; f != nil && f.path != "" && l.at(i).kind != blank {
			filled++
		}
	}
	return filled >= 2 && (ended != signature || filled >= 3)
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
