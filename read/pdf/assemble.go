package pdf

import (
	"cmp"
	"slices"

	"golang.org/x/text/unicode/norm"

	"vanban/document"
	"vanban/read"
)

// assembler makes the manuscript of the pages.
type assembler struct {
	sections []*section
	notes    []openNote
	linked   map[int]bool
	ordinal  int
}

func nfc(s string) string { return norm.NFC.String(s) }

func (d *assembler) place(page int, lines []read.Line) read.Place {
	d.ordinal++
	p := read.Place{Paragraph: d.ordinal, Page: page}
	for i, l := range lines {
		if l.Page != page {
			break
		}
		if i == 0 {
			p.Box = l.Box
			continue
		}
		p.Box = union(p.Box, l.Box)
	}
	return p
}

func union(a, b read.Box) read.Box {
	x, y := min(a.X, b.X), min(a.Y, b.Y)
	return read.Box{X: x, Y: y, Width: max(a.X+a.Width, b.X+b.Width) - x, Height: max(a.Y+a.Height, b.Y+b.Height) - y}
}

// item is something that stands in the text at a height.
type item struct {
	y      float64
	piece  *piece
	zone   *zone
	grid   *grid
	stroke *stroke
}

func (d *assembler) assemble(views []*view, m *read.Manuscript) {
	for _, v := range views {
		v.prepare()
	}
	for _, v := range views {
		v.findNumber()
	}
	takeFurniture(views)
	d.sections = sectionsOf(views)
	for _, s := range d.sections {
		s.measure()
	}
	for i, s := range d.sections {
		for k, v := range s.views {
			if i == 0 && k == 0 {
				v.takeFirst(s.left, s.right)
			}
			v.takeNotes(s.left, s.right, len(d.notes) > 0)
			d.gatherNotes(v)
		}
		s.measure()
		s.vertical()
		sec := s.page(i == 0)
		sec.First = len(m.Blocks)
		for k, v := range s.views {
			d.furniture(&sec, v, k == 0, s)
		}
		m.Sections = append(m.Sections, sec)
		m.Blocks = append(m.Blocks, d.section(s)...)
	}
	if len(d.notes) > 0 {
		d.linked = map[int]bool{}
		d.linkNotes(m.Blocks)
		m.Notes = d.readNotes()
	}
}

// prepare finds grids and frames, and puts the underlines where they belong.
func (v *view) prepare() {
	underline(v.pieces, v.h)
	for _, g := range grids(v.h, v.v) {
		v.pieces = g.cut(v.pieces)
		rest := g.take(v.pieces)
		switch {
		case len(rest) == len(v.pieces) || len(g.cells) == 1 && g.ys[1]-g.ys[0] > 0.5*v.height:
			// An empty grid is a drawing; a frame around the whole page holds nothing that is not text anyway.
		case len(g.cells) == 1 && g.ys[1]-g.ys[0] < 60 && len(rowsOf(g.cells[0].pieces)) <= 2:
			for _, p := range g.cells[0].pieces {
				half := g.weight / 2 // it is measured from outside
				p.frame = &span4{g.xs[0] - half, g.ys[0] - half, g.xs[1] + half, g.ys[1] + half}
			}
		default:
			v.pieces = rest
			v.grids = append(v.grids, g)
		}
	}
}

// underline marks letters with a stroke right under their base line.
func underline(pieces []*piece, h []stroke) {
	for i := range h {
		s := &h[i]
		for _, p := range pieces {
			if d := s.y0 - p.base; d < 0 || d > 0.19*p.size || s.x0 < p.x0-2 || s.x1 > p.x1+2 {
				continue
			}
			s.used = true
			for k := range p.glyphs {
				if g := &p.glyphs[k]; g.x >= s.x0-1 && g.x+g.width <= s.x1+1 {
					g.underline = true
				}
			}
		}
	}
}

// section reads the text of its pages as one flow.
func (d *assembler) section(s *section) []read.Block {
	b := &builder{area: area{left: s.left, right: s.right, indent: s.indent, factor: s.factor}, doc: d}
	for _, v := range s.views {
		for _, it := range d.items(v, s) {
			switch {
			case it.piece != nil:
				b.line(it.piece)
			case it.stroke != nil:
				b.rule(it.stroke, v.index+1)
			case it.zone != nil:
				b.flush()
				b.out = append(b.out, d.zoneTable(it.zone, v, s))
				b.last, b.floor = nil, it.zone.edge()
			default:
				b.flush()
				b.out = d.appendTable(b.out, it.grid, v)
				b.last, b.floor = nil, it.grid.ys[len(it.grid.ys)-1]
			}
		}
		b.last = nil
		if len(b.lines) == 0 {
			b.floor = 0
		}
	}
	b.flush()
	return b.out
}

func (d *assembler) items(v *view, s *section) []item {
	rows := rowsOf(v.pieces)
	tabs(rows, s.left, s.right)
	found, at := zones(rows, s.left, s.right)
	var out []item
	for i, z := 0, 0; i < len(rows); i++ {
		if z < len(found) && at[z] == i {
			out = append(out, item{y: found[z].top, zone: &found[z]})
			i += len(found[z].rows) - 1
			z++
			continue
		}
		for _, p := range rows[i].pieces {
			out = append(out, item{y: p.base - p.size, piece: p})
		}
	}
	for _, g := range v.grids {
		out = append(out, item{y: g.ys[0], grid: g})
	}
	for i := range v.h {
		if st := &v.h[i]; !st.used && st.length() >= 8 && !inZone(found, st) {
			out = append(out, item{y: st.y0 - 2, stroke: st})
		}
	}
	slices.SortStableFunc(out, func(a, b item) int { return cmp.Compare(a.y, b.y) })
	return out
}

func inZone(found []zone, s *stroke) bool {
	for i := range found {
		if z := &found[i]; s.y0 > z.top && s.y0 < z.bottom+8 {
			for _, c := range z.columns {
				if s.x0 > c.from-20 && s.x1 < c.to+20 {
					return true
				}
			}
		}
	}
	return false
}

// zoneTable makes a table without borders of what stands side by side.
func (d *assembler) zoneTable(z *zone, v *view, s *section) *read.Table {
	t := &read.Table{Place: d.place(v.index+1, nil)}
	edges := z.edges(s.left, s.right)
	cells := make([]read.Cell, len(z.columns))
	for c := range z.columns {
		t.Columns = append(t.Columns, document.Pt(edges[c+1]-edges[c]))
		var items []item
		a := area{left: z.columns[c].from, right: z.columns[c].to}
		var own []*piece
		for _, r := range z.rows {
			for _, p := range r.pieces {
				if p.middle() > edges[c] && p.middle() <= edges[c+1] {
					own = append(own, p)
					items = append(items, item{y: p.base - p.size, piece: p})
				}
			}
		}
		a.centre = axis(own)
		for i := range v.h {
			st := &v.h[i]
			if m := (st.x0 + st.x1) / 2; !st.used && m > edges[c] && m <= edges[c+1] && st.y0 > z.top && st.y0 < z.bottom+8 && st.length() >= 8 {
				st.used = true
				items = append(items, item{y: st.y0 - 2, stroke: st})
			}
		}
		cells[c] = read.Cell{Blocks: d.column(items, a, v), ColSpan: 1, RowSpan: 1}
	}
	t.Rows = []read.TableRow{{Cells: cells}}
	t.Place.Box = read.Box{X: document.Pt(edges[0]), Y: document.Pt(z.top), Width: document.Pt(edges[len(edges)-1] - edges[0]),
		Height: document.Pt(z.bottom - z.top)}
	return t
}

// axis returns where the lines of a column have their middle, if they are centred: most of them on one axis, and not because
// they begin at one place.
func axis(pieces []*piece) float64 {
	var middles, lefts []float64
	for _, p := range pieces {
		middles, lefts = append(middles, p.middle()), append(lefts, p.x0)
	}
	m, n := crowded(middles, 4)
	_, l := crowded(lefts, 2)
	if n*10 >= len(pieces)*6 && (n > l || len(pieces) == 1) {
		return m
	}
	return 0
}

// column reads what stands in one column or cell.
func (d *assembler) column(items []item, a area, v *view) []read.Block {
	slices.SortStableFunc(items, func(a, b item) int { return cmp.Compare(a.y, b.y) })
	b := &builder{area: a, doc: d}
	for _, it := range items {
		if it.stroke != nil {
			b.rule(it.stroke, v.index+1)
		} else {
			b.line(it.piece)
		}
	}
	b.flush()
	return b.out
}

func (d *assembler) furniture(sec *read.Section, v *view, first bool, s *section) {
	add := func(into *[]read.Block, pieces []*piece) {
		if len(pieces) == 0 || len(*into) > 0 {
			return
		}
		var items []item
		for _, p := range pieces {
			items = append(items, item{y: p.base, piece: p})
		}
		*into = d.column(items, area{left: s.left, right: s.right}, v)
	}
	if first {
		add(&sec.FirstHeader, v.head)
		add(&sec.FirstFooter, v.foot)
		return
	}
	add(&sec.Header, v.head)
	add(&sec.Footer, v.foot)
}
