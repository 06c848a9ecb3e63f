package docx

import (
	"errors"
	"fmt"

	"vanban/document"
)

// cover is a row span that is open at a column: how many rows it still covers, and how many columns.
type cover struct{ rows, cols int }

// table appends t (17.4). Layout is fixed: Word and LibreOffice then take the columns as they are and don't look at the
// text. In compatibilityMode 15 tblInd is the place of the outer edge of the left border; half a border less puts the
// middle of the line on the margin, where the sum of the columns says it is.
func (e *encoder) table(t *document.Table) error {
	if t == nil || t.Role >= document.TableCount {
		return fmt.Errorf("table of an unknown role: %+v", t)
	}
	wrap := func(err error) error { return fmt.Errorf("%s %q: %w", e.sheet.Tables[t.Role].ID, t.Pointer, err) }
	if len(t.Columns) == 0 || len(t.Rows) == 0 {
		return wrap(errors.New("a table without columns or rows"))
	}

	// The state of an outer table stays below: tables can stand in cells.
	base, outer := len(e.columns), e.width
	defer func() { e.columns, e.covers, e.width = e.columns[:base], e.covers[:base], outer }()
	total, err := e.pushColumns(t.Columns)
	if err != nil {
		return wrap(err)
	}
	e.buf = append(e.buf, `<w:tbl><w:tblPr><w:tblStyle w:val="`...)
	e.buf = append(e.buf, e.sheet.Tables[t.Role].ID...)
	e.buf = append(e.buf, `"/><w:tblW`...)
	e.buf = appendNum(e.buf, "w", total)
	e.buf = append(e.buf, ` w:type="dxa"/><w:tblInd`...)
	e.buf = appendNum(e.buf, "w", -(e.sheet.Tables[t.Role].Border.Twips() / 2))
	e.buf = append(e.buf, ` w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`...)
	for _, w := range e.columns[base:] {
		e.buf = append(e.buf, `<w:gridCol`...)
		e.buf = appendNum(e.buf, "w", w)
		e.buf = append(e.buf, `/>`...)
	}
	e.buf = append(e.buf, `</w:tblGrid>`...)

	body := false
	for i := range t.Rows {
		row := &t.Rows[i]
		if row.Header && body {
			return wrap(fmt.Errorf("row %d: a header row below the body of the table", i+1))
		}
		body = !row.Header
		if err := e.row(t.Role, row, base); err != nil {
			return wrap(fmt.Errorf("row %d, %w", i+1, err))
		}
	}
	for i := range e.covers[base:] {
		if e.covers[base+i].rows > 0 {
			return wrap(fmt.Errorf("column %d: a row span reaches below the table", i+1))
		}
	}
	e.buf = append(e.buf, `</w:tbl>`...)
	return nil
}

// pushColumns puts the widths of columns, in twips, on the stack and returns their sum. The edges are rounded, not the
// widths, so that the sum is that of the lengths to a twip.
func (e *encoder) pushColumns(columns []document.EMU) (total int, err error) {
	var edge document.EMU
	for i, c := range columns {
		edge += c
		w := edge.Twips() - total
		if w <= 0 {
			return 0, fmt.Errorf("column %d has no width", i+1)
		}
		total += w
		e.columns = append(e.columns, w)
		e.covers = append(e.covers, cover{})
	}
	return total, nil
}

func (e *encoder) row(role document.TableRole, row *document.Row, base int) error {
	e.buf = append(e.buf, `<w:tr>`...)
	if row.CantSplit || row.Header {
		e.buf = append(e.buf, `<w:trPr>`...)
		if row.CantSplit {
			e.buf = append(e.buf, `<w:cantSplit/>`...)
		}
		if row.Header {
			e.buf = append(e.buf, `<w:tblHeader/>`...)
		}
		e.buf = append(e.buf, `</w:trPr>`...)
	}
	keep := e.keepRow
	e.keepRow = keep || row.KeepNext // WordprocessingML keeps rows by their paragraphs
	col := 0
	for i := range row.Cells {
		cell := &row.Cells[i]
		width, err := e.cover(cell, base, col)
		if err != nil {
			return fmt.Errorf("cell %d: %w", i+1, err)
		}
		if err := e.cell(role, cell, width); err != nil {
			return fmt.Errorf("cell %d: %w", i+1, err)
		}
		col += cell.ColSpan
	}
	e.keepRow = keep
	if columns := len(e.columns) - base; col != columns {
		return fmt.Errorf("the cells span %d columns of %d", col, columns)
	}
	for i := range e.covers[base:] {
		if c := &e.covers[base+i]; c.rows > 0 {
			c.rows--
		}
	}
	e.buf = append(e.buf, `</w:tr>`...)
	return nil
}

// cover checks the cell against the row spans from above, enters its own, and returns its width.
func (e *encoder) cover(cell *document.Cell, base, col int) (width int, err error) {
	columns := e.columns[base:]
	if cell.ColSpan < 1 || cell.ColSpan > len(columns)-col {
		return 0, fmt.Errorf("a span of %d columns where %d are left", cell.ColSpan, len(columns)-col)
	}
	for _, w := range columns[col : col+cell.ColSpan] {
		width += w
	}
	covers := e.covers[base+col : base+col+cell.ColSpan]
	if cell.Merged {
		if covers[0].rows == 0 || covers[0].cols != cell.ColSpan {
			return 0, errors.New("merged with no row span above it")
		}
		return width, nil
	}
	for _, c := range covers {
		if c.rows > 0 {
			return 0, errors.New("in the place of a row span from above")
		}
	}
	if cell.RowSpan < 1 {
		return 0, fmt.Errorf("a span of %d rows", cell.RowSpan)
	}
	covers[0] = cover{rows: cell.RowSpan, cols: cell.ColSpan}
	return width, nil
}

// cell appends one cell, its properties in the order of the schema (17.4.69): tcW, gridSpan, vMerge, noWrap, vAlign.
func (e *encoder) cell(role document.TableRole, cell *document.Cell, width int) error {
	e.buf = append(e.buf, `<w:tc><w:tcPr><w:tcW`...)
	e.buf = appendNum(e.buf, "w", width)
	e.buf = append(e.buf, ` w:type="dxa"/>`...)
	if cell.ColSpan > 1 {
		e.buf = appendVal(e.buf, "gridSpan", cell.ColSpan)
	}
	switch {
	case cell.Merged:
		e.buf = append(e.buf, `<w:vMerge/>`...)
	case cell.RowSpan > 1:
		e.buf = append(e.buf, `<w:vMerge w:val="restart"/>`...)
	}
	if holdsQuocHieu(cell) {
		// Fixed layout alone gives the cell its width; this keeps it should the clerk let Word fit the table to its text.
		e.buf = append(e.buf, `<w:noWrap/>`...)
	}
	switch cell.VAlign {
	case document.VAlignTop:
	case document.VAlignCenter:
		e.buf = append(e.buf, `<w:vAlign w:val="center"/>`...)
	case document.VAlignBottom:
		e.buf = append(e.buf, `<w:vAlign w:val="bottom"/>`...)
	default:
		return fmt.Errorf("unknown vertical alignment %d", cell.VAlign)
	}
	e.buf = append(e.buf, `</w:tcPr>`...)

	if cell.Merged && len(cell.Blocks) == 0 {
		e.buf = append(e.buf, e.prep.open[document.BangO]...)
		e.buf = append(e.buf, `</w:pPr></w:p></w:tc>`...)
		return nil
	}
	style := &e.sheet.Tables[role]
	outer := e.width
	e.width = width - style.PaddingLeft.Twips() - style.PaddingRight.Twips()
	if err := e.blocks(cell.Blocks, nil); err != nil {
		return err
	}
	e.width = outer
	e.buf = append(e.buf, `</w:tc>`...)
	return nil
}

func holdsQuocHieu(cell *document.Cell) bool {
	if len(cell.Blocks) == 0 {
		return false
	}
	p, ok := cell.Blocks[0].(*document.Paragraph)
	return ok && p != nil && p.Role == document.QuocHieu
}
