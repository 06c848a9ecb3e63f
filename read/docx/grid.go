package docx

import (
	"slices"

	"vanban/document"
	"vanban/read"
)

// finish makes the grid whole: every row as wide, spans counted, lines looked for.
func (t *table) finish(b *builder) {
	width := len(t.columns)
	for _, row := range t.rows {
		last := &row[len(row)-1]
		width = max(width, last.column+last.ColSpan)
	}
	for i, row := range t.rows {
		last := &row[len(row)-1]
		r := tableRow{cells: row, column: last.column + last.ColSpan}
		r.pad(width - r.column)
		t.rows[i] = r.cells
	}
	t.measure(b, width)
	t.span(b, width)
	t.raise(b)
	t.out.Bordered = t.bordered(width)
	for i, row := range t.rows {
		cells := make([]read.Cell, len(row))
		for j := range row {
			cells[j] = row[j].Cell
		}
		t.out.Rows[i].Cells = cells
	}
}

// measure gives the columns their widths: of the grid, else of cells that fill one column, else equal parts.
func (t *table) measure(b *builder, width int) {
	columns := make([]document.EMU, width)
	copy(columns, t.columns)
	for _, row := range t.rows {
		for i := range row {
			if c := &row[i]; c.ColSpan == 1 && columns[c.column] == 0 {
				columns[c.column] = max(c.width, 0)
			}
		}
	}
	t.out.Columns = columns
	for _, w := range columns {
		if w != 0 {
			return
		}
	}
	b.settle(func(room, _ document.EMU) {
		if t.props.width > 0 {
			room = t.props.width
		} else if t.props.percent > 0 {
			room = room * document.EMU(t.props.percent) / 5000
		}
		for i := range columns {
			columns[i] = room / document.EMU(width)
		}
	})
}

// span counts the rows that cells reach over. A cell that goes on from none is one of its own.
func (t *table) span(b *builder, width int) {
	above := make([]*cell, width) // the cell that a column's next w:vMerge goes on
	for _, row := range t.rows {
		for i := range row {
			c := &row[i]
			head := above[c.column]
			if c.join && head != nil && head.column == c.column && head.ColSpan == c.ColSpan {
				head.RowSpan++
				c.Merged = true
				b.hide(&c.Cell)
				continue
			}
			for j := range c.ColSpan {
				above[c.column+j] = c
			}
		}
	}
}

// raise puts a line that stands over the first text of a cell where it is seen: under the text of the cell above.
func (t *table) raise(b *builder) {
	for i := 1; i < len(t.rows); i++ {
		for j := range t.rows[i] {
			c := &t.rows[i][j]
			for len(c.Blocks) > 0 {
				r, ok := c.Blocks[0].(*read.Rule)
				if !ok || !b.above[r] {
					break
				}
				over := t.over(i, c)
				if over == nil {
					break
				}
				over.Blocks = append(over.Blocks[:len(over.Blocks):len(over.Blocks)], r)
				c.Blocks = c.Blocks[1:]
			}
		}
	}
}

// over returns the cell of the same columns above c, nil where the columns are others.
func (t *table) over(row int, c *cell) *cell {
	for i := row - 1; i >= 0; i-- {
		at := slices.IndexFunc(t.rows[i], func(o cell) bool { return o.column == c.column && o.ColSpan == c.ColSpan })
		if at < 0 {
			return nil
		}
		if !t.rows[i][at].Merged {
			return &t.rows[i][at]
		}
	}
	return nil
}

// bordered reports whether any line of the table is seen.
func (t *table) bordered(width int) bool {
	for i, row := range t.rows {
		for j := range row {
			c := &row[j]
			lines := t.props.borders
			if i > 0 {
				lines[top] = lines[insideH]
			}
			if i < len(t.rows)-1 {
				lines[bottom] = lines[insideH]
			}
			if c.column > 0 {
				lines[left] = lines[insideV]
			}
			if c.column+c.ColSpan < width {
				lines[right] = lines[insideV]
			}
			for side := top; side <= right; side++ {
				if c.borders[side].said {
					lines[side] = c.borders[side]
				}
				if lines[side].visible {
					return true
				}
			}
		}
	}
	return false
}
