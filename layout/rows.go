package layout

import "slices"

// cursor is a place in a cell's text.
type cursor struct{ para, line int }

// span is a cell over several rows whose text is drawn when its last row on the page is known.
type span struct {
	cell *cellBox
	left int // rows still to come, this one included
	y    twip
	at   cursor
}

// tablePart is the part of a table that stands on one page.
type tablePart struct {
	g      *pager
	t      *tableBox
	open   []twip // per edge: where its vertical line begins on this page, -1 for none
	spans  []span
	fresh  bool // the next row is the part's first below the head: a cell from above has a line over it
	first  int  // where the part's lines begin among those placed
	tail   twip
	marked []int32 // notes marked by what is drawn, to be settled with the row
	kept   int     // row up to which the rows are known to stay together
}

// placeTable places a table, over as many pages as it takes. Its header rows are repeated and never stand alone.
// tail is the height that has to stand below its last row on the same page.
func (g *pager) placeTable(t *tableBox, tail twip) error {
	p := &tablePart{g: g, t: t, tail: tail, open: make([]twip, len(t.edges))}
	g.y += g.tableGap(g.after, g.extra, g.y)
	g.after, g.extra = 0, 0
	if t.headHeight() > g.height/2 {
		t.headers = 0 // a head that leaves no room for what it heads is set once, like any row
	}
	p.begin()
	for r := 0; r < len(t.rows); r++ {
		if r == 0 && t.headers > 0 && t.headers < len(t.rows) && !g.first && !p.fitsWithHeader() {
			if err := p.turn(0); err != nil {
				return err
			}
		}
		if err := p.keepRows(r); err != nil {
			return err
		}
		if err := p.placeRow(r); err != nil {
			return err
		}
	}
	p.end()
	return nil
}

// keepRows turns the page when rows that stay with the next do not fit together with the beginning of the row after them.
func (p *tablePart) keepRows(r int) error {
	t, g := p.t, p.g
	if r < p.kept || !t.rows[r].keepNext || t.keepNext() {
		return nil
	}
	y := g.y
	for p.kept = r; p.kept < len(t.rows) && t.rows[p.kept].keepNext; p.kept++ {
		y += t.rows[p.kept].height
	}
	fits := y+t.border+p.tail <= g.body-g.notes.height()
	if p.kept < len(t.rows) {
		row := &t.rows[p.kept]
		fits = p.fits(row, y) || !row.cantSplit && p.splittable(row, y)
	}
	if fits || g.first {
		return nil
	}
	return p.turn(r)
}

// fitsWithHeader tells whether the header rows and the beginning of the first row below them fit on the page.
func (p *tablePart) fitsWithHeader() bool {
	row := &p.t.rows[p.t.headers]
	y := p.g.y + p.t.headHeight() + p.t.border
	return p.fits(row, y) || !row.cantSplit && p.splittable(row, y)
}

// headHeight is that of the rows that are repeated.
func (t *tableBox) headHeight() twip {
	h := 0
	for r := range t.rows[:t.headers] {
		h += t.rows[r].height
	}
	return h
}

// fits tells whether a whole row fits at y, with what its marks need at the foot.
func (p *tablePart) fits(row *rowBox, y twip) bool {
	notes := p.g.notes
	for c := range row.cells {
		notes.wantCell(p.g, &row.cells[c])
	}
	return y+p.heightOf(row, y)+p.t.border+notes.height() <= p.g.body
}

// wantCell asks for the notes that a cell marks.
func (n *noteArea) wantCell(g *pager, cell *cellBox) {
	for _, para := range cell.paras {
		for i := range para.lines {
			n.want(g, para.lines[i].notes)
		}
	}
}

// heightOf is a row's height at y. It is what was measured, unless a cell that ends with the row has more text left than was
// to be expected, since a page's end came between.
func (p *tablePart) heightOf(row *rowBox, y twip) twip {
	h := row.height
	for i := range p.spans {
		if s := &p.spans[i]; s.left == 1 {
			_, end := p.run(s.cell, s.at, s.y+p.t.border+p.t.top, p.whole(s.cell), nil)
			h = max(h, end+p.t.bottom-y)
		}
	}
	return h
}

// whole is the end of a cell's text, for run.
func (p *tablePart) whole(cell *cellBox) goal {
	return goal{to: cursor{para: len(cell.paras)}, limit: unlimited}
}

// placeRow places row r; what does not fit goes on on the next page.
func (p *tablePart) placeRow(r int) error {
	g, row := p.g, &p.t.rows[r]
	top := g.empty() // nothing but repeated header rows stands on this page
	if p.fits(row, g.y) {
		p.drawWhole(row)
		return nil
	}
	if r >= p.t.headers && (!row.cantSplit || top) && p.splittable(row, g.y) {
		return p.splitRow(r)
	}
	if !top {
		if err := p.turn(r); err != nil {
			return err
		}
		return p.placeRow(r)
	}
	// An empty page cannot hold it and it cannot be split: it stands there all the same.
	p.drawWhole(row)
	return nil
}

// limit is how far down text may reach in a row that is cut by the page's end, above the notes.
func (p *tablePart) limit(notes *noteArea) twip {
	return p.g.body - notes.height() - p.t.border - p.t.bottom
}

// splittable tells whether every cell of the row that has text can put a line on the page. A row that is as high as it is for
// the sake of a cell from above can be cut anywhere.
func (p *tablePart) splittable(row *rowBox, y twip) bool {
	notes := p.g.notes
	start := y + p.t.border + p.t.top
	if start > p.limit(&notes) {
		return false
	}
	some := false
	for c := range row.cells {
		cell := &row.cells[c]
		if cell.merged || cell.rows > 1 {
			some = true
			continue
		}
		if len(cell.paras) == 0 {
			continue
		}
		at, _ := p.run(cell, cursor{}, start, p.asFits(cell, &notes), nil)
		if at == (cursor{}) {
			return false
		}
		some = true
	}
	return some
}

// asFits is as far as a cell's text comes on the page, its notes at the foot taken into account.
func (p *tablePart) asFits(cell *cellBox, notes *noteArea) goal {
	return goal{to: cursor{para: len(cell.paras)}, limit: p.limit(notes), notes: notes}
}

// splitRow draws the row over two or more pages, each cell filled line by line on its own.
func (p *tablePart) splitRow(r int) error {
	g, row := p.g, &p.t.rows[r]
	at := make([]cursor, len(row.cells))
	around := p.t.border + p.t.top + p.t.bottom
	rest := p.heightOf(row, g.y)
	p.beginSpans(row)
	for {
		next, height, notes := p.fill(row, at)
		if slices.Equal(next, at) && !row.finished(at) {
			if !g.empty() {
				if err := p.turn(r + 1); err != nil {
					return err
				}
				continue
			}
			next, height = p.force(row, at)
		}
		room := p.limit(&notes) + p.t.bottom - g.y
		if need := max(height+around, rest, p.heightOf(&rowBox{}, g.y)); row.finished(next) && need <= max(room, height+around) {
			p.drawRow(row, need, at, next)
			p.endSpans()
			return nil
		}
		h := max(height+around, room)
		p.drawRow(row, h, at, next)
		at = next
		rest = max(rest-(h-around), around)
		if err := p.turn(r + 1); err != nil {
			return err
		}
	}
}

// fill tries how far each cell of a row comes on the open page, how high its text is there, and what it needs at the foot.
func (p *tablePart) fill(row *rowBox, at []cursor) (next []cursor, height twip, notes noteArea) {
	notes = p.g.notes
	start := p.g.y + p.t.border + p.t.top
	next = slices.Clone(at)
	for c := range row.cells {
		cell := &row.cells[c]
		if cell.merged || cell.rows > 1 {
			continue
		}
		to, end := p.run(cell, at[c], start, p.asFits(cell, &notes), nil)
		next[c] = to
		height = max(height, end-start)
	}
	return next, height, notes
}

// finished tells whether all text of the row's own cells is set.
func (r *rowBox) finished(at []cursor) bool {
	for c := range r.cells {
		cell := &r.cells[c]
		if !cell.merged && cell.rows == 1 && at[c].para < len(cell.paras) {
			return false
		}
	}
	return true
}

// force moves every cell on by one line, on a page that is too small for any, and returns the height of the highest.
func (p *tablePart) force(row *rowBox, at []cursor) (next []cursor, height twip) {
	next = slices.Clone(at)
	for c := range row.cells {
		cell := &row.cells[c]
		if cell.merged || cell.rows > 1 || at[c].para >= len(cell.paras) {
			continue
		}
		para := cell.paras[at[c].para]
		height = max(height, para.before+para.frame()+para.lines[at[c].line].height)
		if next[c].line++; next[c].line >= len(para.lines) {
			next[c] = cursor{para: at[c].para + 1}
		}
	}
	return next, height
}

// goal is how far a cell's text is to be set: up to a cursor, as long as lines end above a limit. With notes the limit rises by
// what the lines on the way want at the foot.
type goal struct {
	to    cursor
	limit twip
	notes *noteArea
}

// run goes through a cell's text from a cursor, the first line at y. It returns where it stopped and the end of the last line;
// with draw every line is handed to it with its paragraph and its place.
func (p *tablePart) run(cell *cellBox, at cursor, y twip, to goal, draw func(para *para, line int, y twip)) (cursor, twip) {
	after, extra := 0, 0
	fresh := at != (cursor{}) // the space before a paragraph is dropped where a page begins
	for at.para < len(cell.paras) && at != to.to {
		para := cell.paras[at.para]
		if at.line == 0 {
			if !fresh {
				y += para.gap(after, extra)
			}
			y += para.inset()
		}
		fresh = false
		for at.line < len(para.lines) && at != to.to {
			line := &para.lines[at.line]
			limit := to.limit
			if to.notes != nil && len(line.notes) > 0 {
				notes := *to.notes
				notes.want(p.g, line.notes)
				if limit = p.limit(&notes); y+line.height <= limit {
					*to.notes, to.limit = notes, limit
				}
			}
			if y+line.height > limit {
				return at, y
			}
			if draw != nil {
				draw(para, at.line, y)
			}
			y += line.height
			if at.line++; at.line < len(para.lines) {
				y += para.extra
			}
		}
		if at.line < len(para.lines) {
			return at, y
		}
		y += para.frame() - para.inset()
		after, extra = para.after, para.extra
		at = cursor{para: at.para + 1}
	}
	return at, y + after + extra
}
