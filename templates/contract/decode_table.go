package contract

import "github.com/go-json-experiment/json/jsontext"

// The bounds of tables that hold for every document, whatever the limits.
const (
	MaxColumns = 63     // of a table, as in Word
	MaxSpan    = 10_000 // of colspan and rowspan, before the grid is known
	MinNumber  = 1e-3   // of any number that is not whole: less is nothing in EMU, and as wrong as zero
	MaxWidth   = 2000   // of a column, in mm
)

func (d *decoder) table(t *Table) {
	t.At = d.at()
	o, ok := d.open(d.shapes.table, wantObject)
	if !ok {
		return
	}
	errors := d.errors - d.textErrors
	for key := range d.each(&o) {
		switch key {
		case "columns":
			t.Columns = objects(d, d.column)
			if len(t.Columns) == 0 {
				d.report(noColumns())
			}
		case "header":
			t.Header = d.rows(true)
		case "rows":
			t.Rows = d.rows(false)
		case "column_numbers":
			t.ColumnNumbers = d.bool()
		case "unit":
			t.Unit = d.text(breakLine)
		case "note":
			t.Note = d.text(breakLine)
		default:
			d.unread(key)
		}
	}
	// A grid made of what was left after a fault of structure would be reported as a fault of its own.
	if d.errors-d.textErrors == errors {
		d.grid(t)
	}
	if d.errors-d.textErrors != errors {
		complete(t, min(max(len(t.Columns), width(t), 1), MaxColumns))
	}
}

func (d *decoder) column(c *Column) {
	for key := range d.keys(d.shapes.column) {
		switch key {
		case "width":
			c.Width = d.number(MaxWidth)
		case "align":
			c.Align = d.choice("left", "center", "right", "justify")
		default:
			d.unread(key)
		}
	}
}

func (d *decoder) rows(header bool) []TableRow {
	l, ok := d.openList(wantRows)
	if !ok {
		return nil
	}
	var out []TableRow
	for d.more(&l) {
		if out == nil {
			out = make([]TableRow, 0, 8)
		}
		out = append(out, TableRow{})
		d.row(&out[len(out)-1], header)
	}
	return out
}

func (d *decoder) row(r *TableRow, header bool) {
	r.At = d.at()
	if d.peek() == jsontext.KindBeginObject && !header {
		d.band(r)
		return
	}
	wanted := wantRow
	if header {
		wanted = wantHeaderRow
	}
	l, ok := d.openList(wanted)
	if !ok {
		return
	}
	var buf [16]Cell
	out := buf[:0]
	for d.more(&l) {
		out = append(out, d.cell())
	}
	r.Cells = d.cells.keep(out)
}

func (d *decoder) band(r *TableRow) {
	o, _ := d.open(d.shapes.band, wantRow)
	for key := range d.each(&o) {
		if key != "band" {
			d.unread(key)
		}
		t := d.filled(breakLine)
		r.Band = &t
	}
	if r.Band == nil && !o.unknown {
		d.report(emptyRow(d.where()))
	}
}

func (d *decoder) cell() Cell {
	c := Cell{ColSpan: 1, RowSpan: 1, At: d.at()}
	if d.peek() != jsontext.KindBeginObject {
		c.Text = d.textAt(breakLine, c.At, false)
		return c
	}
	o, _ := d.open(d.shapes.cell, wantCell)
	c.Text.At = c.At
	for key := range d.each(&o) {
		switch key {
		case "text":
			c.Text = d.text(breakLine)
		case "colspan":
			c.ColSpan = d.whole(MaxSpan)
		case "rowspan":
			c.RowSpan = d.whole(MaxSpan)
		case "align":
			c.Align = d.choice("left", "center", "right", "justify")
		case "valign":
			c.VAlign = d.choice("top", "center", "bottom")
		default:
			d.unread(key)
		}
	}
	return c
}
