package layout

import (
	"fmt"

	"vanban/document"
)

// tableBox is a table whose cells are set in lines and whose rows are measured.
type tableBox struct {
	node     int32
	edges    []twip // x of the grid's lines from the container's left edge, one more than there are columns
	border   twip
	top      twip // padding
	bottom   twip
	rows     []rowBox
	headers  int  // leading rows that are repeated
	spanning bool // a cell covers more than one row
}

// rowBox is a measured row.
type rowBox struct {
	node      int32
	cells     []cellBox
	height    twip // border above included
	cantSplit bool
	keepNext  bool
}

// cellBox is a cell: its text, and the part of the grid that it covers.
type cellBox struct {
	node     int32
	from, to int // grid columns
	rows     int // how many rows it spans
	merged   bool
	valign   document.VAlign
	x        twip // of the text, from the container's left edge
	paras    []*para
	content  twip // height of the text
}

// keepNext tells that the whole table stays with what follows: all its rows ask for it.
func (t *tableBox) keepNext() bool {
	for i := range t.rows {
		if !t.rows[i].keepNext {
			return false
		}
	}
	return true
}

// prepareTable sets the cells in lines and measures the rows. The middle of the outer lines stands on the text's edges;
// as in LibreOffice each row holds the border above it, and text keeps its padding from the middle of the grid's lines.
func (f *flow) prepareTable(t *document.Table, width twip, parent int32) (*tableBox, error) {
	if t.Role >= document.TableCount {
		return nil, fmt.Errorf("layout: unknown table role %d", t.Role)
	}
	st := &f.sheet.Tables[t.Role]
	b := toTwips(st.Border)
	box := &tableBox{
		node:   f.node(Node{Kind: TableNode, Parent: parent, Table: t.Role, Pointer: t.Pointer}),
		border: b, top: toTwips(st.PaddingTop), bottom: toTwips(st.PaddingBottom),
		edges: make([]twip, len(t.Columns)+1),
		rows:  make([]rowBox, len(t.Rows)),
	}
	x := 0
	for i, w := range t.Columns {
		box.edges[i] = x
		x += toTwips(w)
	}
	box.edges[len(t.Columns)] = x
	left, right := max(toTwips(st.PaddingLeft), b/2), max(toTwips(st.PaddingRight), b/2)
	for r := range t.Rows {
		src, row := &t.Rows[r], &box.rows[r]
		row.cantSplit, row.keepNext = src.CantSplit, src.KeepNext
		row.node = f.node(Node{Kind: RowNode, Parent: box.node, Header: src.Header})
		if src.Header && box.headers == r {
			box.headers++
		}
		if err := f.prepareRow(src, row, box, left, right); err != nil {
			return nil, fmt.Errorf("row %d: %w", r+1, err)
		}
	}
	box.measure()
	return box, nil
}

func (f *flow) prepareRow(src *document.Row, row *rowBox, box *tableBox, left, right twip) error {
	row.cells = make([]cellBox, len(src.Cells))
	col := 0
	for c := range src.Cells {
		s, cell := &src.Cells[c], &row.cells[c]
		cell.from, cell.to = col, col+s.ColSpan
		col = cell.to
		if s.ColSpan < 1 || col >= len(box.edges) {
			return fmt.Errorf("layout: cell %d reaches over the table's columns", c+1)
		}
		cell.rows, cell.merged, cell.valign = max(s.RowSpan, 1), s.Merged, s.VAlign
		box.spanning = box.spanning || cell.rows > 1
		cell.x = box.edges[cell.from] + left
		if s.Merged {
			continue
		}
		cell.node = f.node(Node{Kind: CellNode, Parent: row.node, Header: src.Header, ColSpan: int32(s.ColSpan), RowSpan: int32(cell.rows)})
		width := box.edges[cell.to] - box.edges[cell.from] - left - right
		cell.paras = make([]*para, 0, len(s.Blocks))
		for _, b := range s.Blocks {
			p, err := f.prepareText(b, width, cell.node)
			if err != nil {
				return err
			}
			cell.paras = append(cell.paras, p)
		}
		cell.content = contentHeight(cell.paras)
	}
	if col != len(box.edges)-1 {
		return fmt.Errorf("layout: the cells cover %d of %d columns", col, len(box.edges)-1)
	}
	return nil
}

// least is the height of what must stand on one page of row r: the whole of a repeated row and of one that is not split, and
// one line of each cell of any other.
func (t *tableBox) least(r int) twip {
	row := &t.rows[r]
	if r < t.headers || row.cantSplit {
		return row.height
	}
	line := 0
	for c := range row.cells {
		for _, p := range row.cells[c].paras[:min(1, len(row.cells[c].paras))] {
			line = max(line, p.before+p.frame()+p.height(0, min(1, len(p.lines))))
		}
	}
	return min(row.height, t.border+t.top+line+t.bottom)
}

// contentHeight is the height of a cell's text: unlike on a page, the space before its first paragraph and after its last
// one counts, and so does what proportional spacing puts under the last line.
func contentHeight(paras []*para) twip {
	h, after, extra := 0, 0, 0
	for _, p := range paras {
		h += p.gap(after, extra) + p.frame() + p.height(0, len(p.lines))
		after, extra = p.after, p.extra
	}
	return h + after + extra
}

// measure gives every row its height. A cell that spans rows and needs more than they have makes the last of them grow.
func (t *tableBox) measure() {
	around := t.border + t.top + t.bottom
	for r := range t.rows {
		row := &t.rows[r]
		for c := range row.cells {
			if cell := &row.cells[c]; cell.rows == 1 && !cell.merged {
				row.height = max(row.height, around+cell.content)
			}
		}
		row.height = max(row.height, around)
	}
	for r := range t.rows {
		for c := range t.rows[r].cells {
			cell := &t.rows[r].cells[c]
			if cell.rows == 1 || cell.merged {
				continue
			}
			end := min(r+cell.rows, len(t.rows))
			have := 0
			for k := r; k < end; k++ {
				have += t.rows[k].height
			}
			if need := around + cell.content; need > have {
				t.rows[end-1].height += need - have
			}
		}
	}
}

// frame is the height that a paragraph's own border adds: the rule on its upper edge, or a box above and below.
func (p *para) frame() twip {
	if p.box > 0 {
		return 2 * p.inset()
	}
	return p.inset()
}

// inset is the part of the frame above the text.
func (p *para) inset() twip {
	if p.rule > 0 || p.box > 0 {
		return toTwips(p.weight + p.padding)
	}
	return 0
}
