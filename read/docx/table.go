package docx

import (
	"vanban/document"
	"vanban/read"
)

// table is a w:tbl that is read.
type table struct {
	out     *read.Table
	props   tableProps
	style   *style
	columns []document.EMU
	rows    [][]cell
}

// cell is a w:tc with what decides its spans and lines.
type cell struct {
	read.Cell
	column  int
	join    bool // w:vMerge, going on
	borders [6]border
	width   document.EMU
}

// maxColumns bounds what a span may say; Word has 63 columns.
const maxColumns = 100

// readTable reads a w:tbl.
func (b *builder) readTable() {
	t := &table{out: &read.Table{Place: b.place()}}
	t.out.Place.Paragraph = b.ordinal + 1
	b.inTable(t)
	if len(t.rows) == 0 {
		return
	}
	t.finish(b)
	b.flow.blocks = append(b.flow.blocks, t.out)
	b.flow.before = neighbour{}
}

// inTable reads the children of a w:tbl, or of what holds some of its rows.
func (b *builder) inTable(t *table) {
	x := b.x
	for d := x.depth; x.child(d); {
		switch x.name {
		case "w:tblPr":
			direct := readTableProps(x)
			t.style = b.parts.style(direct.style, "table")
			if t.style != nil {
				t.props = t.style.table
			}
			t.props.look = look{}
			t.props.apply(&direct)
		case "w:tblGrid":
			for d := x.depth; x.child(d); {
				if v, ok := twips(x.attr("w:w")); x.name == "w:gridCol" && len(t.columns) < maxColumns {
					if !ok {
						v = 0
					}
					t.columns = append(t.columns, max(v, 0))
				}
			}
		case "w:tr":
			b.readRow(t)
		case "w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo":
			b.inTable(t)
		case "w:del", "w:moveFrom":
			b.deleted++
			b.inTable(t)
			b.deleted--
		case "mc:AlternateContent":
			b.alternate(func() { b.inTable(t) })
		default:
			b.ignore()
		}
	}
}

// tableRow is a w:tr that is read.
type tableRow struct {
	cells  []cell
	column int
	header bool
	after  int
}

func (b *builder) readRow(t *table) {
	r := &tableRow{}
	outer := b.deleted
	b.inRow(t, r)
	r.pad(r.after)
	b.deleted = outer
	if len(r.cells) > 0 {
		t.rows = append(t.rows, r.cells)
		t.out.Rows = append(t.out.Rows, read.TableRow{Header: r.header})
	}
}

// pad puts an empty cell where the row has none.
func (r *tableRow) pad(columns int) {
	if columns > 0 && r.column+columns <= maxColumns {
		r.cells = append(r.cells, cell{Cell: read.Cell{ColSpan: columns, RowSpan: 1}, column: r.column})
		r.column += columns
	}
}

func (b *builder) inRow(t *table, r *tableRow) {
	x := b.x
	for d := x.depth; x.child(d); {
		switch x.name {
		case "w:trPr":
			for d := x.depth; x.child(d); {
				val := x.attr("w:val")
				switch x.name {
				case "w:tblHeader":
					r.header = on(val)
				case "w:gridBefore":
					r.pad(number(val, 0, maxColumns, 0))
				case "w:gridAfter":
					r.after = number(val, 0, maxColumns, 0)
				case "w:del":
					b.deleted++ // the row is deleted; readRow takes it back
				}
			}
		case "w:tc":
			b.readCell(t, r)
		case "w:sdt", "w:sdtContent", "w:customXml":
			b.inRow(t, r)
		case "mc:AlternateContent":
			b.alternate(func() { b.inRow(t, r) })
		default:
			b.ignore()
		}
	}
}

// readCell reads a w:tc. Its properties come first, as the schema has it.
func (b *builder) readCell(t *table, r *tableRow) {
	x := b.x
	if err := b.pkg.budget.paragraph(); err != nil {
		x.Fail(err)
		return
	}
	c := cell{Cell: read.Cell{ColSpan: 1, RowSpan: 1}, column: r.column}
	merge := ""
	margin := t.margins()
	var inner *flow
	start := func() {
		if inner == nil {
			room := max(t.room(&c)-margin[0]-margin[1], 0)
			inner = &flow{width: room, cell: t.styleAt(len(t.rows), &c)}
		}
	}
	for d := x.depth; x.child(d); {
		if x.name != "w:tcPr" {
			start()
			b.within(inner, b.block)
			continue
		}
		for d := x.depth; x.child(d); {
			val := x.attr("w:val")
			switch x.name {
			case "w:gridSpan":
				c.ColSpan = number(val, 1, max(maxColumns-r.column, 1), 1)
			case "w:vMerge":
				c.join = string(val) != "restart"
			case "w:hMerge":
				if merge = "restart"; string(val) != "restart" {
					merge = "continue"
				}
			case "w:tcW":
				c.width, _ = twips(x.attr("w:w"))
			case "w:tcBorders":
				readBorders(x, c.borders[:])
			case "w:tcMar":
				var own tableProps
				own.readMargins(x)
				for i := range own.margin {
					if own.marginSaid[i] {
						margin[i] = own.margin[i]
					}
				}
			}
		}
	}
	if inner != nil {
		c.Blocks = inner.blocks
	}
	if r.column+c.ColSpan > maxColumns {
		b.hide(&c.Cell)
		return
	}
	r.column += c.ColSpan
	if n := len(r.cells); merge == "continue" && n > 0 {
		b.hide(&c.Cell)
		r.cells[n-1].ColSpan += c.ColSpan
		return
	}
	r.cells = append(r.cells, c)
}

// hide keeps the text of a cell that is not seen.
func (b *builder) hide(c *read.Cell) {
	if text := plain(nil, c.Blocks); len(text) > 0 {
		b.remark("merged_cell_text", text)
	}
	c.Blocks = nil
}

// margins returns the room at the left and the right of the text in a cell (17.4.41).
func (t *table) margins() [2]document.EMU {
	m := [2]document.EMU{115 * document.Twip, 115 * document.Twip}
	for i := range m {
		if t.props.marginSaid[i] {
			m[i] = t.props.margin[i]
		}
	}
	return m
}

// room returns the width of a cell: that of its columns, else what it says itself.
func (t *table) room(c *cell) document.EMU {
	w := document.EMU(0)
	for i := c.column; i < c.column+c.ColSpan && i < len(t.columns); i++ {
		w += t.columns[i]
	}
	if w == 0 {
		w = max(c.width, 0)
	}
	return w
}

// styleAt returns what the table's style says in a cell. The last row is not known before it has been read; its formatting is left out.
func (t *table) styleAt(row int, c *cell) *cellStyle {
	if t.style == nil {
		return nil
	}
	s := &cellStyle{t.style.para, t.style.run}
	lay := func(name string, applies bool) {
		if part := t.style.parts[name]; part != nil && applies {
			s.para.apply(&part.para)
			s.run.apply(&part.run)
			for i := range part.borders {
				if part.borders[i].said && !c.borders[i].said {
					c.borders[i] = part.borders[i]
				}
			}
		}
	}
	l := &t.props.look
	first, last := c.column == 0, c.column+c.ColSpan >= len(t.columns)
	band := row
	if l.firstRow {
		band--
	}
	lay("band1Vert", !l.noColumns && c.column%2 == 0)
	lay("band2Vert", !l.noColumns && c.column%2 == 1)
	lay("band1Horz", !l.noRows && band >= 0 && band%2 == 0)
	lay("band2Horz", !l.noRows && band >= 0 && band%2 == 1)
	lay("firstCol", l.firstColumn && first)
	lay("lastCol", l.lastColumn && last)
	lay("firstRow", l.firstRow && row == 0)
	lay("nwCell", l.firstRow && row == 0 && l.firstColumn && first)
	lay("neCell", l.firstRow && row == 0 && l.lastColumn && last)
	return s
}
