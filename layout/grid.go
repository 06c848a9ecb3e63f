package layout

import (
	"slices"

	"vanban/document"
)

// unlimited is a page's end that no line reaches.
const unlimited twip = 1 << 40

// begin starts the table's part on the open page.
func (p *tablePart) begin() {
	for e := range p.open {
		p.open[e] = -1
	}
	for i := range p.spans {
		p.spans[i].y = p.g.y
	}
	p.first = len(p.g.f.placed)
	p.fresh = true
}

// turn ends the part, turns the page and repeats the header rows; r is the row that comes next.
func (p *tablePart) turn(r int) error {
	if r > 0 {
		p.end()
	}
	for {
		if err := p.g.turn(); err != nil {
			return err
		}
		// Notes that go on from the page before may leave no room for the head and a row: the table waits for them.
		if p.g.notes.used == 0 || p.t.headHeight()+p.t.least(min(r, len(p.t.rows)-1))+p.t.border <= p.g.body-p.g.notes.height() {
			break
		}
	}
	p.begin()
	if r >= p.t.headers {
		open := p.spans // they go on below the head, and are no rows of it
		p.spans, p.g.f.repeating = nil, true
		for h := range p.t.rows[:p.t.headers] {
			p.drawWhole(&p.t.rows[h])
		}
		p.spans, p.g.f.repeating, p.fresh = open, false, true
		p.g.first = true // a row that does not fit below them never will on a page of its own
	}
	for i := range p.spans {
		p.spans[i].y = p.g.y
	}
	return nil
}

// end closes the part: the texts of cells that reach over its last row, its vertical lines and the line below.
func (p *tablePart) end() {
	g, t := p.g, p.t
	kept := p.spans[:0]
	for _, s := range p.spans {
		s.at = p.drawSpan(&s, g.y, g.y-t.bottom)
		if s.left > 0 {
			kept = append(kept, s)
		}
	}
	p.spans = kept
	p.settle()
	if t.spanning {
		// Texts over several rows were drawn when their last row was known: back into the order of reading.
		slices.SortStableFunc(g.f.placed[p.first:], func(a, b Line) int { return int(a.Node) - int(b.Node) })
	}
	if t.border == 0 {
		return
	}
	for e := range p.open {
		p.closeVertical(e, g.y)
	}
	p.horizontal(0, len(t.edges)-1, g.y)
	g.y += t.border
}

// drawWhole draws a row in one piece.
func (p *tablePart) drawWhole(row *rowBox) {
	h := p.heightOf(row, p.g.y)
	p.beginSpans(row)
	p.drawRow(row, h, nil, nil)
	p.endSpans()
}

// beginSpans takes in the cells that reach down from the row. What their notes want is kept free until they are drawn.
func (p *tablePart) beginSpans(row *rowBox) {
	for c := range row.cells {
		if cell := &row.cells[c]; cell.rows > 1 && !cell.merged {
			p.spans = append(p.spans, span{cell: cell, left: cell.rows, y: p.g.y})
			if !p.g.f.repeating {
				p.g.notes.wantCell(p.g, cell)
			}
		}
	}
}

// drawRow draws a row, h high with its upper border: whole, or the part of it between two cursors of each cell.
func (p *tablePart) drawRow(row *rowBox, h twip, from, to []cursor) {
	g, t := p.g, p.t
	p.drawGrid(row, g.y)
	inner := h - t.border - t.top - t.bottom
	for c := range row.cells {
		cell := &row.cells[c]
		if cell.merged || cell.rows > 1 {
			continue
		}
		top := g.y + t.border + t.top
		if to != nil {
			p.draw(cell, from[c], top, goal{to: to[c], limit: unlimited})
		} else {
			p.draw(cell, cursor{}, top+shift(cell.valign, inner-cell.content), p.whole(cell))
		}
	}
	g.y += h
	g.first = false
	p.settle()
}

// draw puts a part of a cell's text on the page. Its notes are settled when the row is drawn, and what room is left is known.
func (p *tablePart) draw(cell *cellBox, at cursor, y twip, to goal) cursor {
	g := p.g
	at, _ = p.run(cell, at, y, to, func(para *para, line int, y twip) {
		if line == 0 {
			g.f.drawFrame(para, g.left+cell.x, g.top+y)
		}
		g.f.emit(&para.lines[line], para, g.left+cell.x, g.top+y)
		if !g.f.repeating { // a repeated head marks its notes again, and they stand where they stood first
			p.marked = append(p.marked, para.lines[line].notes...)
		}
	})
	return at
}

// settle sets the notes that were marked by what has been drawn.
func (p *tablePart) settle() {
	if len(p.marked) > 0 {
		p.g.notes.settle(p.g, p.marked, p.g.body-p.g.y-p.t.border, true)
		p.marked = p.marked[:0]
	}
}

// shift is how far a cell's text moves down in the room left over.
func shift(v document.VAlign, free twip) twip {
	if free <= 0 {
		return 0
	}
	switch v {
	case document.VAlignCenter:
		return free / 2
	case document.VAlignBottom:
		return free
	case document.VAlignTop:
	}
	return 0
}

// endSpans counts a row down and draws the cells that end with it, above the place where the table has come.
func (p *tablePart) endSpans() {
	kept := p.spans[:0]
	for _, s := range p.spans {
		if s.left--; s.left > 0 {
			kept = append(kept, s)
			continue
		}
		p.drawSpan(&s, p.g.y, unlimited)
	}
	p.spans = kept
	p.settle()
}

// drawSpan draws the text of a cell over several rows between its top and bottom, as much as ends above limit.
func (p *tablePart) drawSpan(s *span, bottom, limit twip) cursor {
	t := p.t
	top := s.y + t.border + t.top
	if s.at == (cursor{}) && s.left == 0 {
		top += shift(s.cell.valign, bottom-top-t.bottom-s.cell.content)
	}
	return p.draw(s.cell, s.at, top, goal{to: cursor{para: len(s.cell.paras)}, limit: limit})
}

// drawGrid draws the line above a row and carries the vertical lines on. Merged cells have no line above them, but where
// the part begins.
func (p *tablePart) drawGrid(row *rowBox, y twip) {
	if p.t.border == 0 {
		return
	}
	fresh := p.fresh
	p.fresh = false
	from := -1
	for c := range row.cells {
		cell := &row.cells[c]
		if cell.merged && !fresh {
			if from >= 0 {
				p.horizontal(from, cell.from, y)
			}
			from = -1
		} else if from < 0 {
			from = cell.from
		}
	}
	if from >= 0 {
		p.horizontal(from, len(p.t.edges)-1, y)
	}
	c := 0
	for e := range p.open {
		for c < len(row.cells) && row.cells[c].to < e {
			c++
		}
		inside := c < len(row.cells) && row.cells[c].from < e && e < row.cells[c].to
		switch {
		case inside:
			p.closeVertical(e, y)
		case p.open[e] < 0:
			p.open[e] = y
		}
	}
}

// horizontal draws a line along the upper edge at y between two edges of the grid, out to the outer side of the verticals.
func (p *tablePart) horizontal(from, to int, y twip) {
	half := toEMU(p.t.border) / 2
	line := toEMU(p.g.top+y) + half
	p.g.f.strokes = append(p.g.f.strokes, Stroke{
		X1: toEMU(p.g.left+p.t.edges[from]) - half, X2: toEMU(p.g.left+p.t.edges[to]) + half,
		Y1: line, Y2: line, Weight: toEMU(p.t.border),
	})
}

// closeVertical draws the line that was carried along an edge, down to y.
func (p *tablePart) closeVertical(e int, y twip) {
	if p.open[e] < 0 {
		return
	}
	x := toEMU(p.g.left + p.t.edges[e])
	p.g.f.strokes = append(p.g.f.strokes, Stroke{
		X1: x, X2: x, Y1: toEMU(p.g.top + p.open[e]), Y2: toEMU(p.g.top+y) + toEMU(p.t.border), Weight: toEMU(p.t.border),
	})
	p.open[e] = -1
}
