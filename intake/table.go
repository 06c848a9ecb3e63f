package intake

import (
	"math"
	"strconv"
	"strings"

	"vanban/document"
	"vanban/read"
	"vanban/read/anatomy"
	"vanban/templates/contract"
)

// tablePart makes a table; one that the contract can't hold becomes its paragraphs.
func (m *mapper) tablePart(n *anatomy.Node) *part {
	t := n.Table
	p := &part{place: t.Place}
	columns := columnCount(t)
	header := headerRows(t)
	if columns == 0 || columns > contract.MaxColumns || header >= len(t.Rows) && header > 1 {
		m.note("table_as_text", "Bảng này được ghi thành đoạn văn vì dữ liệu không nhận bảng như vậy.", "", t.Place)
		p.node.Text = contract.Plain(blocksText([]read.Block{t}))
		if len(p.node.Text.Runs) == 0 {
			return nil
		}
		return p
	}
	if header == len(t.Rows) {
		header = 0 // a table of nothing but a title has rows, and no title
	}
	out := &contract.Table{Columns: make([]contract.Column, columns)}
	for i := range out.Columns {
		if i < len(t.Columns) {
			out.Columns[i].Width = math.Round(t.Columns[i].Millimetres()*10) / 10
		}
	}
	g := gridReader{m: m, t: t, columns: columns}
	out.Header = g.rows(0, header, true)
	first := header
	if n := len(out.Header); n > 0 && isColumnNumbers(out.Header[n-1], columns) {
		out.Header, out.ColumnNumbers = out.Header[:n-1], true
	} else if header > 0 && header < len(t.Rows)-1 {
		if row := g.rows(header, header+1, false); isColumnNumbers(row[0], columns) {
			out.ColumnNumbers = true
			first++
		}
	}
	if len(out.Header) == 0 {
		out.Header = nil
	}
	out.Rows = g.rows(first, len(t.Rows), false)
	alignColumns(out)
	if n.Unit != nil {
		out.Unit = m.line(n.Unit, document.BangDonVi)
	}
	if n.Note != nil {
		out.Note = m.line(n.Note, document.BangGhiChu)
	}
	p.node = contract.Node{Kind: contract.TableNode, Table: out}
	return p
}

func columnCount(t *read.Table) int {
	n := 0
	for i := range t.Rows {
		n = max(n, width(&t.Rows[i]))
	}
	return n
}

func width(r *read.TableRow) int {
	n := 0
	for i := range r.Cells {
		n += max(r.Cells[i].ColSpan, 1)
	}
	return n
}

// headerRows returns how many rows at the top are titles: those that the file repeats on each page, or the first where its text is bold or
// begins with TT or STT, and as many more as its cells reach down.
func headerRows(t *read.Table) int {
	n := 0
	for n < len(t.Rows) && t.Rows[n].Header {
		n++
	}
	if n > 0 || len(t.Rows) < 2 || !titles(&t.Rows[0]) {
		return n
	}
	n = 1
	for i := 0; i < n; i++ {
		for j := range t.Rows[i].Cells {
			if rows := i + t.Rows[i].Cells[j].RowSpan; !t.Rows[i].Cells[j].Merged && rows < len(t.Rows) {
				n = max(n, rows)
			}
		}
	}
	return n
}

func titles(r *read.TableRow) bool {
	if len(r.Cells) < 2 {
		return false
	}
	if read.CountsRows(blocksText(r.Cells[0].Blocks)) {
		return true
	}
	bold, text := true, 0
	for i := range r.Cells {
		eachParagraph(r.Cells[i].Blocks, func(p *read.Paragraph) {
			for j := range p.Runs {
				if c := &p.Runs[j]; c.Kind == read.Chars && strings.TrimSpace(c.Text) != "" {
					bold = bold && c.Bold
					text++
				}
			}
		})
	}
	return bold && text > 1
}

// isColumnNumbers reports whether a row is "(1) (2) (3)", which the form makes by itself.
func isColumnNumbers(r contract.TableRow, columns int) bool {
	if len(r.Cells) != columns {
		return false
	}
	for i := range r.Cells {
		if plain(&r.Cells[i].Text) != "("+strconv.Itoa(i+1)+")" {
			return false
		}
	}
	return true
}

// gridReader reads the cells of a table. A cell reaches down as far as merged cells of its width stand below it.
type gridReader struct {
	m       *mapper
	t       *read.Table
	columns int
}

// rows reads the rows from first up to end. Spans end with their part, and with a band.
func (g *gridReader) rows(first, end int, header bool) []contract.TableRow {
	out := make([]contract.TableRow, 0, end-first)
	for r := first; r < end; r++ {
		if !header && g.isBand(r, first, end) {
			band := g.text(&g.t.Rows[r].Cells[0], document.BangNhom)
			out = append(out, contract.TableRow{Band: &band})
			continue
		}
		out = append(out, contract.TableRow{Cells: g.row(r, first, end, header)})
	}
	return out
}

// isBand reports whether a row is one cell with text over the full width.
func (g *gridReader) isBand(r, first, end int) bool {
	row := &g.t.Rows[r]
	if g.columns < 2 || len(row.Cells) != 1 || row.Cells[0].Merged || row.Cells[0].ColSpan != g.columns || g.reach(r, 0, 0, end) > 1 {
		return false
	}
	return strings.TrimSpace(blocksText(row.Cells[0].Blocks)) != ""
}

func (g *gridReader) row(r, first, end int, header bool) []contract.Cell {
	row := &g.t.Rows[r]
	cells := make([]contract.Cell, 0, len(row.Cells))
	col := 0
	for i := range row.Cells {
		c := &row.Cells[i]
		span := min(max(c.ColSpan, 1), g.columns-col)
		if c.Merged && r > first && g.covered(r, col, span, first) {
			col += span
			continue
		}
		cell := contract.Cell{ColSpan: span, RowSpan: g.reach(r, col, i, end)}
		role := document.BangO
		if header {
			role = document.BangTieuDe
		}
		cell.Text = g.text(c, role)
		cell.Align = alignName(c, header)
		cells = append(cells, cell)
		col += span
	}
	for ; col < g.columns; col++ { // a row that the file leaves short
		cells = append(cells, contract.Cell{ColSpan: 1, RowSpan: 1})
	}
	return cells
}

// reach returns how many rows the i-th cell of a row covers.
func (g *gridReader) reach(r, col, i, end int) int {
	span := max(g.t.Rows[r].Cells[i].ColSpan, 1)
	n := 1
	for r+n < end {
		c := g.at(r+n, col)
		if c == nil || !c.Merged || max(c.ColSpan, 1) != span {
			break
		}
		n++
	}
	return n
}

// covered reports whether a cell above reaches down to this place.
func (g *gridReader) covered(r, col, span, first int) bool {
	for r--; r >= first; r-- {
		c := g.at(r, col)
		if c == nil || max(c.ColSpan, 1) != span {
			return false
		}
		if !c.Merged {
			return true
		}
	}
	return false
}

// at returns the cell that begins at a column.
func (g *gridReader) at(r, col int) *read.Cell {
	at := 0
	row := &g.t.Rows[r]
	for i := range row.Cells {
		if at == col {
			return &row.Cells[i]
		}
		at += max(row.Cells[i].ColSpan, 1)
	}
	return nil
}

// text makes one text of the paragraphs of a cell.
func (g *gridReader) text(c *read.Cell, role document.Role) contract.Text {
	var out contract.Text
	eachParagraph(c.Blocks, func(p *read.Paragraph) {
		runs := p.Runs
		if p.Label != "" {
			runs = append([]read.Run{{Text: p.Label + " "}}, runs...)
		}
		t := g.m.text(runs, role)
		if len(t.Runs) == 0 {
			return
		}
		if len(out.Runs) > 0 {
			out.Runs = append(out.Runs, contract.Run{Text: "\n"})
		}
		out.Runs = append(out.Runs, t.Runs...)
		g.m.effects(p.Runs, p.Place)
	})
	out.Runs = merged(out.Runs)
	return out
}

// alignName returns how the text of a cell stands, "" where it is as the form sets it: titles in the middle, others at the left.
func alignName(c *read.Cell, header bool) string {
	align := document.AlignStyle
	eachParagraph(c.Blocks, func(p *read.Paragraph) {
		if p.Form != nil && align == document.AlignStyle && len(p.Runs) > 0 {
			align = p.Form.Align
		}
	})
	switch align {
	case document.AlignCenter:
		if !header {
			return "center"
		}
	case document.AlignRight:
		return "right"
	case document.AlignJustify:
		return "justify"
	case document.AlignLeft:
		if header {
			return "left"
		}
	case document.AlignStyle:
	}
	return ""
}

// alignColumns moves the alignment that most cells of a column have to the column; the others keep theirs.
func alignColumns(t *contract.Table) {
	eachCell := func(visit func(col int, c *contract.Cell)) {
		var open [contract.MaxColumns]int
		for r := range t.Rows {
			if t.Rows[r].Band != nil {
				clear(open[:])
				continue
			}
			col := 0
			for i := range t.Rows[r].Cells {
				c := &t.Rows[r].Cells[i]
				for col < len(t.Columns) && open[col] > 0 {
					col++
				}
				visit(col, c)
				for k := col; k < min(col+c.ColSpan, len(t.Columns)); k++ {
					open[k] = c.RowSpan
				}
				col += c.ColSpan
			}
			for k := range open {
				open[k] = max(open[k]-1, 0)
			}
		}
	}
	votes := make([]map[string]int, len(t.Columns))
	eachCell(func(col int, c *contract.Cell) {
		if col < len(votes) && len(c.Text.Runs) > 0 {
			if votes[col] == nil {
				votes[col] = map[string]int{}
			}
			votes[col][c.Align]++
		}
	})
	for i, v := range votes {
		t.Columns[i].Align = mostOf(v)
	}
	eachCell(func(col int, c *contract.Cell) {
		switch {
		case col >= len(votes):
		case c.Align == t.Columns[col].Align:
			c.Align = ""
		case c.Align == "" && len(c.Text.Runs) > 0:
			c.Align = "left"
		}
	})
}
