package sheet

import (
	"cmp"
	"slices"

	"vanban/read/viet"
)

// each hands on the rows of the list with where they stand, and keeps in the tally what it leaves out.
func (t *table) each(src source, y *tally, visit func(*line, place) bool) error {
	w := walk{t: t, tally: y, visit: visit, at: t.start, headed: t.head.bottom, over: t.merged()}
	err := src.scan(t.index, nil, w.line)
	for i := range w.bare {
		y.add(isBare, &w.bare[i].line)
	}
	if w.empty != nil {
		y.add(isGroup, w.empty)
	}
	return cmp.Or(err, w.full)
}

// walk goes down a table, row by row.
type walk struct {
	t     *table
	tally *tally
	visit func(*line, place) bool

	at     place
	ended  ending
	headed int       // the header read last: the first one, or one that stands there again
	open   []level   // the groups around, outermost first
	empty  *line     // the last of them while no row stands under it
	bare   []bareRow // the rows read last, while they are that
	over   *merger
	full   error // the merged cells are too much
}

// line takes the next row of the sheet. It returns false where the table ends, or nobody wants more of it.
func (w *walk) line(l *line) bool {
	t := w.t
	if l.number <= t.head.bottom || l.number < t.from {
		return true
	}
	for i := range l.cells {
		t.letters.convert(&l.cells[i])
	}
	if w.at.above, w.full = w.over.fill(l); w.full != nil {
		return false
	}
	if w.isApart(l) {
		return true
	}
	if t.head.bottom > 0 && t.isOther(l) {
		t.next, t.after, w.empty = l.number, w.at, nil
		return false
	}
	if w.ends(l) || w.group(l) {
		return true
	}
	if w.ended != noEnding {
		if !t.goesOn(l, w.ended) {
			w.tally.add(isAfter, l)
			return true
		}
		w.ended = noEnding
	}
	return w.row(l)
}

// isApart leaves out what stands among the rows and is none of them.
func (w *walk) isApart(l *line) bool {
	t := w.t
	switch {
	case l.hidden:
		w.tally.add(isHidden, l)
	case l.number <= w.headed+2 && w.headed > 0 && isColumnNumbers(l):
	case t.isExample(l):
		w.tally.add(isExample, l)
	case t.head.bottom > 0 && t.head.isRepeated(l):
		w.tally.add(isHeader, l)
		w.headed = l.number
	default:
		return false
	}
	return true
}

// ends leaves out what stands at the end of a list, and keeps that it has ended.
func (w *walk) ends(l *line) bool {
	switch w.t.ends(l) {
	case remark:
		w.tally.add(isRemark, l)
	case total:
		w.tally.add(isTotal, l)
		w.ended = max(w.ended, total)
	case signature:
		w.tally.add(isSignature, l)
		w.ended = signature
	default:
		return false
	}
	return true
}

// group takes a row that stands over others.
func (w *walk) group(l *line) bool {
	words, label, ok := w.t.group(l)
	if !ok || w.ended == signature {
		return false
	}
	of := levelOf(label)
	if i := slices.Index(w.open, of); i >= 0 { // one beside it ends a group; without numbers, units may stand under “TẬP THỂ”
		if w.empty != nil && (of != noLevel || kindOfGroup(w.at.group) == "") {
			w.tally.add(isGroup, w.empty)
		}
		w.open = w.open[:i]
	}
	w.open = append(w.open, of)
	w.at.enter(words, of)
	w.empty = &line{number: l.number, cells: []cell{{kind: text, text: words}}}
	return true
}

// row hands on a row of the list, and before it those that had their number alone: somebody was forgotten.
func (w *walk) row(l *line) bool {
	if len(w.bare) < maxBare && w.t.isBare(l) {
		w.bare = append(w.bare, bareRow{line{number: l.number, cells: slices.Clone(l.cells)}, w.at})
		return true
	}
	for i := range w.bare {
		if !w.visit(&w.bare[i].line, w.bare[i].place) {
			return false
		}
	}
	w.bare, w.empty = w.bare[:0], nil
	return w.visit(l, w.at)
}

// bareRow is a row that has its number alone. Offices number the rows of a form beforehand: the last of them that are so are none of the list.
type bareRow struct {
	line
	place
}

// maxBare is how many rows are numbered beforehand at most.
const maxBare = 1000

func (t *table) isBare(l *line) bool {
	order := t.meaning(meansOrder)
	if order == nil || !isOrdinal(l.at(order.index).text) {
		return false
	}
	filled, _ := l.filled()
	return filled == 1
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

// enter keeps what a group row says: whom the rows below are about, and where they belong. Whom holds until another group says so, or one
// begins that stands beside it: after “I. TẬP THỂ” come the rows of “II. HỌC SINH”, and those of “A. Khối phòng” belong to it.
func (at *place) enter(words string, of level) {
	at.group, at.unit = words, ""
	rest := words
	if _, after, ok := cutLabel(words); ok {
		rest = after
	}
	switch kind := kindOfGroup(rest); {
	case kind != "":
		at.kind, at.level = kind, of
		return
	case of != noLevel && of == at.level, people[headerWords(rest)]:
		at.kind, at.level = "", noLevel
	}
	if isUnit(rest) {
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
