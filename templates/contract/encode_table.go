package contract

import "strconv"

func (e *encoder) table(t *Table) {
	e.open('{')
	e.columns(t)
	e.rows("header", t.Header)
	e.rows("rows", t.Rows)
	e.truth("column_numbers", t.ColumnNumbers)
	e.someText("unit", &t.Unit)
	e.someText("note", &t.Note)
	e.close('}')
}

// columns leaves out what reading fills in: all widths where every one is 1, the share of columns that are all alike; and the
// whole list where then nothing stands in it and the rows tell how many there are.
func (e *encoder) columns(t *Table) {
	alike, aligned := true, false
	for i := range t.Columns {
		c := &t.Columns[i]
		alike = alike && (c.Width == 0 || c.Width == 1)
		aligned = aligned || c.Align != ""
	}
	if len(t.Columns) == 0 || alike && !aligned && len(t.Columns) == width(t) {
		return
	}
	e.key("columns")
	e.open('[')
	for i := range t.Columns {
		e.element()
		e.open('{')
		if !alike {
			e.number("width", t.Columns[i].Width)
		}
		e.word("align", t.Columns[i].Align)
		e.close('}')
	}
	e.close(']')
}

func (e *encoder) rows(key string, list []TableRow) {
	if len(list) > 0 {
		elements(e, key, list, e.row)
	}
}

func (e *encoder) row(r *TableRow) {
	switch {
	case r.Band == nil:
		e.open('[')
		for i := range r.Cells {
			e.element()
			e.cell(&r.Cells[i])
		}
		e.close(']')
	case len(r.Cells) > 0:
		e.fail("a row has cells or is a band")
	default:
		e.open('{')
		e.key("band")
		e.text(r.Band)
		e.close('}')
	}
}

func (e *encoder) cell(c *Cell) {
	if !spans(c.ColSpan) && !spans(c.RowSpan) && c.Align == "" && c.VAlign == "" {
		e.text(&c.Text)
		return
	}
	e.open('{')
	e.someText("text", &c.Text)
	e.span("colspan", c.ColSpan)
	e.span("rowspan", c.RowSpan)
	e.word("align", c.Align)
	e.word("valign", c.VAlign)
	e.close('}')
}

// spans reports whether a number of columns or rows needs saying: it is one otherwise, and zero in a cell made in Go.
func spans(n int) bool { return n != 0 && n != 1 }

func (e *encoder) span(key string, n int) {
	if spans(n) {
		e.key(key)
		e.buf = strconv.AppendInt(e.buf, int64(n), 10)
	}
}
