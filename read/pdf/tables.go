package pdf

import (
	"vanban/document"
	"vanban/read"
)

// appendTable adds a ruled table to the blocks, or to the table before it when it goes on from the page above.
func (d *assembler) appendTable(out []read.Block, g *grid, v *view) []read.Block {
	t := d.table(g, v)
	if n := len(out); n > 0 {
		if last, ok := out[n-1].(*read.Table); ok && last.Bordered && last.Place.Page < v.index+1 && sameColumns(last, t) {
			t.Rows = t.Rows[repeated(last, t):]
			if len(t.Rows) > 0 && goesOver(&last.Rows[len(last.Rows)-1], &t.Rows[0]) {
				joinRows(&last.Rows[len(last.Rows)-1], &t.Rows[0])
				t.Rows = t.Rows[1:]
			}
			last.Rows = append(last.Rows, t.Rows...)
			return out
		}
	}
	return append(out, t)
}

func sameColumns(a, b *read.Table) bool {
	if len(a.Columns) != len(b.Columns) {
		return false
	}
	for i := range a.Columns {
		if abs(float64(a.Columns[i]-b.Columns[i])) > 3*float64(document.Point) {
			return false
		}
	}
	return abs(float64(a.Place.Box.X-b.Place.Box.X)) < 3*float64(document.Point)
}

// repeated counts the rows at the head of the next page's part that say what the table's own first rows say, and marks those as
// header rows.
func repeated(first, next *read.Table) int {
	n := 0
	for n < len(next.Rows) && n < len(first.Rows) {
		own, again := rowText(&first.Rows[n]), rowText(&next.Rows[n])
		if own != again || own == "" {
			break
		}
		n++
	}
	for i := range n {
		first.Rows[i].Header = true
	}
	return n
}

func rowText(r *read.TableRow) string {
	s := ""
	for _, c := range r.Cells {
		for _, b := range c.Blocks {
			if p, ok := b.(*read.Paragraph); ok {
				for _, run := range p.Runs {
					s += run.Text
				}
			}
			s += "\n"
		}
		s += "\t"
	}
	return s
}

func (d *assembler) table(g *grid, v *view) *read.Table {
	t := &read.Table{Bordered: true, Place: d.place(v.index+1, nil)}
	rows, cols := len(g.ys)-1, len(g.xs)-1
	t.Place.Box = (&span4{g.xs[0], g.ys[0], g.xs[cols], g.ys[rows]}).box()
	for c := range cols {
		t.Columns = append(t.Columns, document.Pt(g.xs[c+1]-g.xs[c]))
	}
	t.Rows = make([]read.TableRow, rows)
	pad := g.padding()
	// Cells come by rows, so those that reach down into a row are known before its own.
	type covered struct{ col, cols, rows int }
	var above []covered
	at := 0
	for r := range rows {
		var cells []read.Cell
		var next []covered
		for c := 0; c < cols; {
			if i := indexOf(above, func(k covered) bool { return k.col == c }); i >= 0 {
				k := above[i]
				cells = append(cells, read.Cell{ColSpan: k.cols, RowSpan: 1, Merged: true})
				if k.rows > 1 {
					next = append(next, covered{k.col, k.cols, k.rows - 1})
				}
				c += k.cols
				continue
			}
			if at >= len(g.cells) || g.cells[at].row != r || g.cells[at].col != c {
				break
			}
			cell := &g.cells[at]
			at++
			cells = append(cells, d.cell(g, cell, pad, v))
			if cell.rows > 1 {
				next = append(next, covered{cell.col, cell.cols, cell.rows - 1})
			}
			c += cell.cols
		}
		t.Rows[r].Cells, above = cells, next
	}
	return t
}

func indexOf[T any](v []T, is func(T) bool) int {
	for i := range v {
		if is(v[i]) {
			return i
		}
	}
	return -1
}

func (d *assembler) cell(g *grid, c *gridCell, pad float64, v *view) read.Cell {
	x0, _, x1, _ := g.bounds(c)
	var items []item
	rows := rowsOf(c.pieces)
	tabs(rows, x0, x1)
	for _, r := range rows {
		for len(r.pieces) > 1 {
			r.pieces = append([]*piece{joined(r.pieces[0], r.pieces[1])}, r.pieces[2:]...)
		}
		items = append(items, item{y: r.base, piece: r.pieces[0]})
	}
	return read.Cell{Blocks: d.column(items, area{left: x0 + pad, right: x1 - pad}, v), ColSpan: c.cols, RowSpan: c.rows}
}

// padding is how near to their cells' borders the lines of a table come. One for both sides, so that the middle stays in the middle.
func (g *grid) padding() float64 {
	pad := 8.0
	for i := range g.cells {
		x0, _, x1, _ := g.bounds(&g.cells[i])
		for _, p := range g.cells[i].pieces {
			pad = min(pad, p.x0-x0, x1-p.x1)
		}
	}
	return max(pad, 0)
}

// goesOver tells whether the first row of a page is the rest of the last row of the page before: its number is not said again, and
// a line was full where the page ended.
func goesOver(above, below *read.TableRow) bool {
	if len(above.Cells) != len(below.Cells) || len(above.Cells) < 2 || len(above.Cells[0].Blocks) == 0 || len(below.Cells[0].Blocks) > 0 {
		return false
	}
	full := false
	for i := range above.Cells {
		a, b := &above.Cells[i], &below.Cells[i]
		if a.Merged || b.Merged || a.ColSpan != b.ColSpan || len(b.Blocks) > 0 && len(a.Blocks) == 0 {
			return false
		}
		full = full || unfinished(a, b)
	}
	return full
}

// unfinished tells whether a cell's last paragraph breaks off in a full line that the other cell can go on with.
func unfinished(a, b *read.Cell) bool {
	if len(a.Blocks) == 0 || len(b.Blocks) == 0 {
		return false
	}
	p, ok1 := a.Blocks[len(a.Blocks)-1].(*read.Paragraph)
	q, ok2 := b.Blocks[0].(*read.Paragraph)
	if !ok1 || !ok2 || p.Form.Align == document.AlignCenter || q.Form.Align == document.AlignCenter {
		return false
	}
	right := document.EMU(0)
	for _, l := range append(p.Lines[:len(p.Lines):len(p.Lines)], q.Lines...) {
		right = max(right, l.Box.X+l.Box.Width)
	}
	last := p.Lines[len(p.Lines)-1].Box
	return right-(last.X+last.Width) < 14*document.Point
}

func joinRows(above, below *read.TableRow) {
	for i := range above.Cells {
		a, b := &above.Cells[i], &below.Cells[i]
		blocks := b.Blocks
		if unfinished(a, b) {
			p, q := a.Blocks[len(a.Blocks)-1].(*read.Paragraph), blocks[0].(*read.Paragraph)
			if n := len(p.Runs); n > 0 {
				p.Runs[n-1].Text += " "
			}
			p.Runs, p.Lines = append(p.Runs, q.Runs...), append(p.Lines, q.Lines...)
			blocks = blocks[1:]
		}
		a.Blocks = append(a.Blocks, blocks...)
	}
}
