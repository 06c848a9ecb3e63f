package parts

import (
	"strconv"

	"vanban/document"
	"vanban/templates/contract"
)

// table sets a data table with its unit line above and its note under it.
func (b *Builder) table(t *contract.Table) {
	if !empty(&t.Unit) {
		b.add(b.rich(document.BangDonVi, t.Unit.At, "", document.NoChar, &t.Unit))
	}
	n := len(t.Columns)
	shares := make([]float64, n)
	for i := range t.Columns {
		shares[i] = t.Columns[i].Width
	}
	out := &document.Table{Role: document.BangSoLieu, Pointer: t.At, Columns: columnWidths(b.width, shares)}
	out.Rows = make([]document.Row, 0, len(t.Header)+len(t.Rows)+1)

	g := grid{b: b, t: t, columns: out.Columns, cells: make([]document.Cell, 0, (len(t.Header)+len(t.Rows)+1)*n)}
	out.Rows = g.rows(out.Rows, t.Header, true)
	if t.ColumnNumbers {
		out.Rows = append(out.Rows, g.columnNumbers())
	}
	out.Rows = g.rows(out.Rows, t.Rows, false)
	b.addTable(out)
	if !empty(&t.Note) {
		if n := len(out.Rows); n > 0 {
			out.Rows[n-1].KeepNext = true
		}
		b.add(b.rich(document.BangGhiChu, t.Note.At, "", document.NoChar, &t.Note))
	}
}

// grid places the cells of a table: JSON leaves out the cells that a row span covers, the tree has them as Merged.
type grid struct {
	b       *Builder
	t       *contract.Table
	columns []document.EMU
	cells   []document.Cell // arena of all rows
	over    []cover
}

// cover is what a row span from above still covers, from the first column of its cell.
type cover struct{ rows, columns int }

// rows appends the header rows or the rows of the body; no span crosses from one to the other, nor over a band.
func (g *grid) rows(out []document.Row, list []contract.TableRow, header bool) []document.Row {
	n := len(g.t.Columns)
	g.over = make([]cover, n)
	for r := range list {
		row := &list[r]
		if row.Band != nil {
			p := g.b.rich(document.BangNhom, row.At, "", document.NoChar, row.Band)
			cell := document.Cell{Blocks: g.b.one(p), ColSpan: n, RowSpan: 1, VAlign: document.VAlignCenter}
			// A band heads the rows under it.
			out = append(out, document.Row{Cells: g.take([]document.Cell{cell}), KeepNext: r < len(list)-1})
			continue
		}
		room := 1 // rows that a span may cover from here on
		for r+room < len(list) && list[r+room].Band == nil {
			room++
		}
		out = append(out, document.Row{Cells: g.row(row, room, header), Header: header, CantSplit: header})
	}
	return out
}

// row fills one row from left to right.
func (g *grid) row(row *contract.TableRow, room int, header bool) []document.Cell {
	n := len(g.t.Columns)
	start := len(g.cells)
	next := 0
	for col := 0; col < n; {
		if c := &g.over[col]; c.rows > 0 {
			c.rows--
			g.cells = append(g.cells, document.Cell{
				Blocks: g.b.one(g.b.para(document.BangO, "")), ColSpan: c.columns, RowSpan: 1, Merged: true,
			})
			col += c.columns
			continue
		}
		if next >= len(row.Cells) {
			// The decoder reports rows that are too short; an empty cell keeps the grid whole.
			g.cells = append(g.cells, document.Cell{Blocks: g.b.one(g.b.para(document.BangO, "")), ColSpan: 1, RowSpan: 1})
			col++
			continue
		}
		cell := &row.Cells[next]
		next++
		columns := g.span(col, max(cell.ColSpan, 1))
		rows := min(max(cell.RowSpan, 1), room)
		if rows > 1 {
			g.over[col] = cover{rows: rows - 1, columns: columns}
		}
		g.cells = append(g.cells, g.cell(cell, col, columns, rows, header))
		col += columns
	}
	return g.cells[start:len(g.cells):len(g.cells)]
}

// span bounds a column span by the table's edge and by cells that reach down from above.
func (g *grid) span(col, want int) int {
	n := 1
	for n < want && col+n < len(g.over) && g.over[col+n].rows == 0 {
		n++
	}
	return n
}

// cell sets one cell. Titles stand in the middle; in the body the author's alignment holds. In height, a cell of one line
// (số thứ tự, a name) stands in the middle of its row and longer text begins at the top, as clerks set them.
func (g *grid) cell(c *contract.Cell, col, columns, rows int, header bool) document.Cell {
	out := document.Cell{ColSpan: columns, RowSpan: rows}
	var p *document.Paragraph
	if header {
		p = g.b.rich(document.BangTieuDe, c.At, "", document.NoChar, &c.Text)
		p.Align = alignOf(c.Align, document.AlignCenter)
		out.VAlign = document.VAlignCenter
	} else {
		align := c.Align
		if align == "" {
			align = g.t.Columns[col].Align
		}
		p = g.b.rich(document.BangO, c.At, "", document.NoChar, &c.Text)
		p.Align = alignOf(align, document.AlignLeft)
		if g.oneLine(p, col, columns) {
			out.VAlign = document.VAlignCenter
		}
	}
	switch c.VAlign {
	case "top":
		out.VAlign = document.VAlignTop
	case "center":
		out.VAlign = document.VAlignCenter
	case "bottom":
		out.VAlign = document.VAlignBottom
	}
	out.Blocks = g.b.one(p)
	return out
}

// oneLine reports whether a cell's text fits its columns in one line.
func (g *grid) oneLine(p *document.Paragraph, col, columns int) bool {
	st, sheet := &g.b.sheet.Tables[document.BangSoLieu], g.b.sheet
	room := -st.PaddingLeft - st.PaddingRight
	for _, w := range g.columns[col : col+columns] {
		room += w
	}
	for i := range p.Runs {
		r := &p.Runs[i]
		if r.Kind == document.LineBreak {
			return false
		}
		// No text is so narrow that a byte of it takes less than two points on average: long ones need not be measured.
		if document.EMU(len(r.Text))*2*document.Point > room {
			return false
		}
		if room -= g.b.env.Measure.TextWidth(r.Text, sheet.FaceOf(p.Role, r), sheet.SizeOf(p.Role)); room < 0 {
			return false
		}
	}
	return true
}

// columnNumbers returns the row "(1) (2) (3)" under the header.
func (g *grid) columnNumbers() document.Row {
	start := len(g.cells)
	for i := range g.t.Columns {
		p := g.b.plain(document.BangSoCot, "", "("+strconv.Itoa(i+1)+")")
		g.cells = append(g.cells, document.Cell{Blocks: g.b.one(p), ColSpan: 1, RowSpan: 1, VAlign: document.VAlignCenter})
	}
	return document.Row{Cells: g.cells[start:len(g.cells):len(g.cells)], Header: true, CantSplit: true}
}

// take files cells in the arena.
func (g *grid) take(cells []document.Cell) []document.Cell {
	start := len(g.cells)
	g.cells = append(g.cells, cells...)
	return g.cells[start:len(g.cells):len(g.cells)]
}

// alignOf returns the alignment to write: none where it is what the style has anyway.
func alignOf(name string, style document.Align) document.Align {
	a := document.AlignStyle
	switch name {
	case "left":
		a = document.AlignLeft
	case "center":
		a = document.AlignCenter
	case "right":
		a = document.AlignRight
	case "justify":
		a = document.AlignJustify
	}
	if a == style {
		return document.AlignStyle
	}
	return a
}
