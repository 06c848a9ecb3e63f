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

	g := grid{b: b, t: t, columns: out.Columns, over: make([]cover, n), cells: make([]document.Cell, 0, (len(t.Header)+len(t.Rows)+1)*n)}
	out.Rows = g.rows(out.Rows, t.Header, true)
	if t.ColumnNumbers {
		out.Rows = append(out.Rows, g.columnNumbers())
	}
	out.Rows = g.rows(out.Rows, t.Rows, false)
	b.spaceTable()
	b.add(out)
	if !empty(&t.Note) {
		if n := len(out.Rows); n > 0 {
			out.Rows[n-1].KeepNext = true
		}
		b.add(b.rich(document.BangGhiChu, t.Note.At, "", document.NoChar, &t.Note))
	}
}

// spaceTable keeps a data table off the text above it; the unit line and rules have their own space below.
func (b *Builder) spaceTable() {
	n := len(b.section.Blocks)
	if n == 0 {
		return
	}
	switch last := b.section.Blocks[n-1].(type) {
	case *document.Rule:
		return
	case *document.Paragraph:
		if last.Role == document.BangDonVi {
			return
		}
	}
	b.add(b.gap())
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
	clear(g.over)
	for r := range list {
		row := &list[r]
		if row.Band != nil {
			p := g.b.rich(document.BangNhom, row.At, "", document.NoChar, row.Band)
			start := len(g.cells)
			g.cells = append(g.cells, document.Cell{Blocks: g.b.one(p), ColSpan: n, RowSpan: 1, VAlign: document.VAlignCenter})
			cells := g.cells[start:len(g.cells):len(g.cells)]
			// A band heads the rows under it.
			out = append(out, document.Row{Cells: cells, CantSplit: g.short(cells), KeepNext: r < len(list)-1})
			continue
		}
		room := 1 // rows that a span may cover from here on
		for r+room < len(list) && list[r+room].Band == nil {
			room++
		}
		cells := g.row(row, room, header)
		out = append(out, document.Row{Cells: cells, Header: header, CantSplit: header || g.short(cells)})
	}
	if n := len(list); !header && n > 1 && sums(&list[n-1]) {
		out[len(out)-2].KeepNext = true // a total never stands alone at the head of a page
	}
	return out
}

// sums reports whether a last row is a total: its first cell runs over several columns, and others follow.
func sums(row *contract.TableRow) bool {
	return row.Band == nil && len(row.Cells) > 1 && row.Cells[0].ColSpan > 1
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
			g.cells = append(g.cells, cell(g.b.one(g.b.para(document.BangO, ""))))
			col++
			continue
		}
		c := &row.Cells[next]
		next++
		columns := g.span(col, max(c.ColSpan, 1))
		rows := min(max(c.RowSpan, 1), room)
		if rows > 1 {
			g.over[col] = cover{rows: rows - 1, columns: columns}
		}
		g.cells = append(g.cells, g.cell(c, col, columns, rows, header))
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

// cell sets one cell. Titles stand in the middle; in the body the author's alignment holds. In height all stand in the
// middle of their row, unless the author says otherwise.
func (g *grid) cell(c *contract.Cell, col, columns, rows int, header bool) document.Cell {
	out := document.Cell{ColSpan: columns, RowSpan: rows, VAlign: document.VAlignCenter}
	var p *document.Paragraph
	if header {
		p = g.b.rich(document.BangTieuDe, c.At, "", document.NoChar, &c.Text)
		p.Align = alignOf(c.Align, document.AlignCenter)
	} else {
		align := c.Align
		if align == "" {
			align = g.t.Columns[col].Align
		}
		p = g.b.rich(document.BangO, c.At, "", document.NoChar, &c.Text)
		p.Align = alignOf(align, document.AlignLeft)
	}
	switch c.VAlign {
	case "top":
		out.VAlign = document.VAlignTop
	case "bottom":
		out.VAlign = document.VAlignBottom
	}
	out.Blocks = g.b.one(p)
	return out
}

// wholeLines is how many lines a row may have for it to stay on one page: a longer one would leave a hole at the foot of
// the page that it does not fit.
const wholeLines = 10

// short reports whether a row has about wholeLines lines at most. Cells over several rows are no part of any.
func (g *grid) short(cells []document.Cell) bool {
	st := &g.b.sheet.Tables[document.BangSoLieu]
	col := 0
	for i := range cells {
		c := &cells[i]
		room := -st.PaddingLeft - st.PaddingRight
		for _, w := range g.columns[col : col+c.ColSpan] {
			room += w
		}
		col += c.ColSpan
		if p, ok := c.Blocks[0].(*document.Paragraph); ok && c.RowSpan == 1 && !g.fits(p, max(room, 1)) {
			return false
		}
	}
	return true
}

// fits reports whether a paragraph takes about wholeLines lines at most.
func (g *grid) fits(p *document.Paragraph, width document.EMU) bool {
	size := g.b.sheet.SizeOf(p.Role)
	lines, bytes := 1, 0
	for i := range p.Runs {
		if p.Runs[i].Kind == document.LineBreak {
			lines++
		}
		bytes += len(p.Runs[i].Text)
	}
	// A byte takes half the size at most, on average: most cells need not be measured.
	if lines+int(document.EMU(bytes)*size/2/width) <= wholeLines {
		return true
	}
	var text document.EMU
	for i := range p.Runs {
		r := &p.Runs[i]
		text += g.b.env.Measure.TextWidth(r.Text, g.b.sheet.FaceOf(p.Role, r), size)
	}
	return lines+int(text/width) <= wholeLines
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
