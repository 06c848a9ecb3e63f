package contract

import "strconv"

// grid checks that the cells of a table fill it without gap or overlap, and completes its columns. The table's object has
// just been closed, so the path is that of the table.
func (d *decoder) grid(t *Table) {
	if len(t.Rows) == 0 {
		d.report(noRows(len(t.Header) > 0))
		return
	}
	n := len(t.Columns)
	if n == 0 {
		n = width(t)
	}
	switch {
	case n == 0:
		d.report(noColumns())
		return
	case n > MaxColumns:
		d.report(tooManyColumns(n))
		return
	}
	d.part(t.Header, "header", n)
	d.part(t.Rows, "rows", n)
	complete(t, n)
}

// complete brings the columns to n, each with a width.
func complete(t *Table, n int) {
	switch {
	case n < len(t.Columns):
		t.Columns = t.Columns[:n]
	case n > len(t.Columns):
		t.Columns = append(t.Columns, make([]Column, n-len(t.Columns))...)
	}
	spread(t.Columns)
}

// width is the number of columns of the first row that has cells.
func width(t *Table) int {
	for _, rows := range [...][]TableRow{t.Header, t.Rows} {
		for i := range rows {
			n := 0
			for j := range rows[i].Cells {
				n += rows[i].Cells[j].ColSpan
			}
			if n > 0 {
				return n
			}
		}
	}
	return 0
}

// spread gives the columns without a width the mean of the others, so that widths are shares in any case.
func spread(cols []Column) {
	sum, n := 0.0, 0
	for i := range cols {
		if cols[i].Width > 0 {
			sum += cols[i].Width
			n++
		}
	}
	mean := 1.0
	if n > 0 {
		mean = sum / float64(n)
	}
	for i := range cols {
		if cols[i].Width == 0 {
			cols[i].Width = mean
		}
	}
}

// part lays the cells of header or rows into n columns. Row spans end with their part.
func (d *decoder) part(rows []TableRow, key string, n int) {
	var open [MaxColumns]int // rows that a cell from above still covers
	base := len(d.path)
	for i := range rows {
		d.path = strconv.AppendInt(append(append(append(d.path[:base], '/'), key...), '/'), int64(i), 10)
		d.gridRow(&rows[i], open[:n], i, len(rows), key == "header")
	}
	d.path = d.path[:base]
}

func (d *decoder) gridRow(r *TableRow, open []int, i, rows int, header bool) {
	n := len(open)
	if r.Band != nil {
		for c := range open {
			if open[c] > 0 {
				d.report(bandInSpan(i+1, c+1))
				break
			}
		}
		clear(open)
		return
	}
	covered := 0
	for c := range open {
		if open[c] > 0 {
			covered++
		}
	}
	row := len(d.path)
	c, wide := 0, 0 // next column; columns that found no place
	for j := range r.Cells {
		cell := &r.Cells[j]
		d.path = strconv.AppendInt(append(d.path[:row], '/'), int64(j), 10)
		for c < n && open[c] > 0 {
			c++
		}
		span := cell.ColSpan
		free := 0
		for free < span && c+free < n && open[c+free] == 0 {
			free++
		}
		down := cell.RowSpan
		if i+down > rows {
			d.report(rowSpanOutside(i+1, j+1, down, rows-i, header))
			down = rows - i
		}
		switch {
		case free == span:
		case c+free < n && c+span <= n:
			d.report(spanOverlap(i+1, j+1, c+free+1, header))
		case span > 1 && free > 0:
			d.report(colSpanOutside(i+1, j+1, c+1, span, n, header))
		default:
			wide += span
		}
		for k := c; k < c+free; k++ {
			open[k] = -down // negative: begins in this row
		}
		c += free
	}
	d.path = d.path[:row]
	filled, missing := 0, 0
	for k := range open {
		switch {
		case open[k] > 0:
			filled++
			open[k]--
		case open[k] < 0:
			filled++
			open[k] = -open[k] - 1
		default:
			missing++
		}
	}
	switch {
	case wide > 0:
		d.report(rowTooWide(i+1, filled+wide, n, covered, header))
	case missing > 0:
		d.report(rowTooNarrow(i+1, filled, n, covered, header))
	}
}
