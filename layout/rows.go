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
	g     *pager
	t     *tableBox
	open  []twip // per edge: where its vertical line begins on this page, -1 for none
	spans []span
	fresh bool // the next row is the part's first below the head: a cell from above has a line over it
	first int  // where the part's lines begin among those placed
	tail  twip
	kept  int // row up to which the rows are known to stay together
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
	row.eachLine(func(l *textLine) { notes.want(p.g, l.notes) })
	return y+row.height+p.t.border+notes.height() <= p.g.body
}

func (r *rowBox) eachLine(visit func(*textLine)) {
	for c := range r.cells {
		for _, para := range r.cells[c].paras {
			for i := range para.lines {
				visit(&para.lines[i])
			}
		}
	}
}

// placeRow places row r; what does not fit goes on on the next page.
func (p *tablePart) placeRow(r int) error {
	g, row := p.g, &p.t.rows[r]
	top := g.first // nothing but repeated header rows stands above on this page
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

// limit is how far down text may reach in a row at y that is cut by the page's end.
func (p *tablePart) limit() twip { return p.g.body - p.g.notes.height() - p.t.border - p.t.bottom }

// splittable tells whether every cell of the row that has text can put a line on the page. A row that is as high as it is for
// the sake of a cell from above can be cut anywhere.
func (p *tablePart) splittable(row *rowBox, y twip) bool {
	start := y + p.t.border + p.t.top
	if start > p.limit() {
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
		at, _ := p.run(cell, cursor{}, start, p.limit(), false)
		if at == (cursor{}) {
			return false
		}
		some = true
	}
	return some
}

// splitRow draws the row over two or more pages, each cell filled line by line on its own.
func (p *tablePart) splitRow(r int) error {
	g, row := p.g, &p.t.rows[r]
	at := make([]cursor, len(row.cells))
	around := p.t.border + p.t.top + p.t.bottom
	p.beginSpans(row)
	for rest := row.height; ; {
		next, height := p.fill(row, at)
		if slices.Equal(next, at) && !row.finished(at) {
			next, height = p.force(row, at), rest
		}
		room := p.limit() + p.t.bottom - g.y
		if row.finished(next) && rest <= room {
			p.drawRow(row, max(height+around, rest), at)
			p.endSpans()
			return nil
		}
		h := max(height+around, room)
		p.drawRow(row, h, at)
		at = next
		rest = max(rest-(h-around), around)
		if err := p.turn(r + 1); err != nil {
			return err
		}
	}
}

// fill tries how far each cell of a row comes on the open page, and how high its text is there.
func (p *tablePart) fill(row *rowBox, at []cursor) (next []cursor, height twip) {
	start := p.g.y + p.t.border + p.t.top
	next = slices.Clone(at)
	for c := range row.cells {
		cell := &row.cells[c]
		if cell.merged || cell.rows > 1 {
			continue
		}
		to, end := p.run(cell, at[c], start, p.limit(), false)
		next[c] = to
		height = max(height, end-start)
	}
	return next, height
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

// force moves every cell on by one line, on a page that is too small for any.
func (p *tablePart) force(row *rowBox, at []cursor) []cursor {
	next := make([]cursor, len(at))
	for c := range row.cells {
		cell := &row.cells[c]
		next[c] = at[c]
		if at[c].para < len(cell.paras) {
			next[c].line++
			if next[c].line >= len(cell.paras[at[c].para].lines) {
				next[c] = cursor{para: at[c].para + 1}
			}
		}
	}
	return next
}

// run goes through a cell's text from a cursor, the first line at y, as long as lines end above limit. It returns where it
// stopped and the end of the last line; with draw it puts the lines on the page.
func (p *tablePart) run(cell *cellBox, at cursor, y, limit twip, draw bool) (cursor, twip) {
	g := p.g
	after, extra := 0, 0
	fresh := at != (cursor{}) // the space before a paragraph is dropped where a page begins
	for at.para < len(cell.paras) {
		para := cell.paras[at.para]
		if at.line == 0 {
			if !fresh {
				y += para.gap(after, extra)
			}
			y += para.inset()
		}
		fresh = false
		for at.line < len(para.lines) {
			line := &para.lines[at.line]
			if y+line.height > limit {
				return at, y
			}
			if draw {
				if at.line == 0 {
					g.f.drawFrame(para, g.left+cell.x, g.top+y)
				}
				g.f.emit(line, para, g.left+cell.x, g.top+y)
				g.notes.settle(g, line.notes, g.body-y-line.height, true)
			}
			y += line.height
			if at.line++; at.line < len(para.lines) {
				y += para.extra
			}
		}
		y += para.frame() - para.inset()
		after, extra = para.after, para.extra
		at = cursor{para: at.para + 1}
	}
	return at, y + after + extra
}
