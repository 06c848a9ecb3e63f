package pdf

import (
	"cmp"
	"regexp"
	"slices"
)

// row is what stands side by side at one height.
type row struct {
	pieces []*piece
	base   float64
	size   float64
}

func (r *row) x0() float64 { return r.pieces[0].x0 }
func (r *row) x1() float64 { return r.pieces[len(r.pieces)-1].x1 }

// maxColumns is how many pieces may stand side by side; a timetable has 40.
const maxColumns = 100

// rowsOf groups pieces whose base lines differ by less than half a letter: 11 and 14 points of one row do.
func rowsOf(pieces []*piece) []row {
	var out []row
	for _, p := range pieces {
		if n := len(out); n > 0 {
			last := &out[n-1]
			if p.base-last.base < 0.45*min(p.size, last.size) && len(last.pieces) < maxColumns && !overlaps(last.pieces, p) {
				last.pieces = append(last.pieces, p)
				continue
			}
		}
		out = append(out, row{pieces: []*piece{p}, base: p.base, size: p.size})
	}
	for i := range out {
		slices.SortFunc(out[i].pieces, func(a, b *piece) int { return cmp.Compare(a.x0, b.x0) })
	}
	return out
}

func overlaps(pieces []*piece, p *piece) bool {
	for _, q := range pieces {
		if p.x0 < q.x1-1 && q.x0 < p.x1-1 {
			return true
		}
	}
	return false
}

// zone is a run of rows that stand in columns.
type zone struct {
	rows    []row
	columns []span
	top     float64
	bottom  float64
}

type span struct{ from, to float64 }

var label = regexp.MustCompile(`^([-–—+*•·▪●○o]|\(?(\d{1,3}|[a-zđA-Z]|[ivxIVXLC]{1,7})[.):]|\d{1,2}(\.\d{1,2}){1,4}\.?|(Điều|Khoản|Chương|Mục|Phần) \S{1,6})$`)

// tabs joins the pieces of rows that are one line with a tab in it: a number before its text, and a wide gap in a line of
// running text.
func tabs(rows []row, left, right float64) {
	for i := range rows {
		r := &rows[i]
		for len(r.pieces) > 1 {
			a, b := r.pieces[0], r.pieces[1]
			head := b.x0-a.x1 < 60 && label.MatchString(a.text()) && a.size-b.size < 1 && b.size-a.size < 1
			if !head && !(len(r.pieces) == 2 && inText(rows, i, left, right)) {
				break
			}
			r.pieces = append([]*piece{joined(a, b)}, r.pieces[2:]...)
		}
	}
}

// inText tells that a row of two is a line of a paragraph: as wide as the text, with such a line close above or below.
func inText(rows []row, i int, left, right float64) bool {
	a, b := rows[i].pieces[0], rows[i].pieces[1]
	if b.x0-a.x1 > 3*a.size || a.x0 > left+60 || b.x1 < right-3 || abs(a.base-b.base) > 0.5 {
		return false
	}
	for _, j := range []int{i - 1, i + 1} {
		if j < 0 || j >= len(rows) || len(rows[j].pieces) != 1 {
			continue
		}
		n := rows[j].pieces[0]
		if abs(n.base-a.base) < 1.9*a.size && abs(n.size-a.size) < 0.6 && n.x0 < a.x1 && n.x1 > b.x0 && n.x0 < left+60 {
			return true
		}
	}
	return false
}

// zones finds the runs of rows in columns. Rows before, between and after them are single pieces.
func zones(rows []row, left, right float64) (out []zone, at []int) {
	for i := 0; i < len(rows); i++ {
		if len(rows[i].pieces) < 2 {
			continue
		}
		z := zone{rows: []row{rows[i]}, columns: spansOf(rows[i].pieces)}
		from := i
		floor := 0
		if n := len(at); n > 0 {
			floor = at[n-1] + len(out[n-1].rows)
		}
		// Above, only what stands on the right belongs to it: the end of a paragraph stands on the left.
		for from > floor && rightOnly(&rows[from-1], z.columns, left, right) && rows[from].base-rows[from-1].base < 4*rows[from].size {
			from--
			z.rows = append([]row{rows[from]}, z.rows...)
		}
		to := i + 1
		for to < len(rows) {
			n := reach(rows[to:], &z, left, right)
			if n == 0 {
				break
			}
			z.rows = append(z.rows, rows[to:to+n]...)
			for _, r := range rows[to : to+n] {
				for _, p := range r.pieces {
					z.columns = widened(z.columns, p)
				}
			}
			to += n
		}
		z.top, z.bottom = rows[from].base-rows[from].size, rows[to-1].base+rows[to-1].size
		out, at = append(out, z), append(at, from)
		i = to - 1
	}
	return out, at
}

// reach tells how many of the next rows continue a zone: rows that keep clear of its gutter, up to the last that has to do
// with the columns for certain.
func reach(next []row, z *zone, left, right float64) int {
	columns := slices.Clone(z.columns)
	sure := 0
	last := z.rows[len(z.rows)-1]
	leftLine := lastIn(z, 0)
	for i := range next {
		r := &next[i]
		if r.base-last.base > 110 {
			break
		}
		for _, p := range r.pieces {
			columns = widened(columns, p)
		}
		if len(columns) < len(z.columns) || len(columns) < 2 {
			break
		}
		p := r.pieces[0]
		switch {
		case len(r.pieces) > 1, rightOnly(r, z.columns, left, right):
			if r.base-last.base > 5*r.size && len(r.pieces) > 1 && r.x0() < z.columns[0].from-20 {
				return sure
			}
			sure = i + 1
		case i == sure && leftLine != nil && follows(leftLine, p, z.columns[0]):
			sure = i + 1
			leftLine = p
		}
		if len(r.pieces) > 1 && r.pieces[0].x0 < z.columns[0].to {
			leftLine = r.pieces[0]
		}
		last = *r
	}
	return sure
}

// follows tells whether a line on the left alone goes on with the left column.
func follows(above, p *piece, column span) bool {
	if p.base-above.base > 1.75*natural*max(p.size, above.size) {
		return false
	}
	centred := abs(p.middle()-above.middle()) < 4
	return centred || p.base-above.base < 1.5*natural*p.size && abs(p.size-above.size) < 0.6 && p.x1 < column.to+40
}

func lastIn(z *zone, column int) *piece {
	for i := len(z.rows) - 1; i >= 0; i-- {
		for _, p := range z.rows[i].pieces {
			if p.middle() < z.columns[column].to+1 {
				return p
			}
		}
	}
	return nil
}

// rightOnly tells whether a row stands in the columns on the right and nowhere else. A short title in the middle of the text
// may keep clear of the left column too.
func rightOnly(r *row, columns []span, left, right float64) bool {
	last := columns[len(columns)-1]
	middle := (r.x0() + r.x1()) / 2
	if abs(middle-(left+right)/2) < 6 && abs(middle-(last.from+last.to)/2) > 6 {
		return false
	}
	return r.x0() > columns[0].to+2 && r.x0() > left+(right-left)/4 && r.x0() > last.from-60
}

func spansOf(pieces []*piece) []span {
	var out []span
	for _, p := range pieces {
		out = widened(out, p)
	}
	return out
}

// widened adds a piece to columns and joins those that it bridges. Columns part by 2 points at least.
func widened(columns []span, p *piece) []span {
	n := span{p.x0, p.x1}
	out := make([]span, 0, len(columns)+1)
	for _, c := range columns {
		if c.to < n.from-2 || c.from > n.to+2 {
			out = append(out, c)
			continue
		}
		n.from, n.to = min(n.from, c.from), max(n.to, c.to)
	}
	out = append(out, n)
	slices.SortFunc(out, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	return out
}

// edge is the lower edge of a zone's last line.
func (z *zone) edge() float64 {
	last := z.rows[len(z.rows)-1]
	return last.base + descent*last.size
}

// edges returns the borders of a zone's columns: the middle of each gutter.
func (z *zone) edges(left, right float64) []float64 {
	e := []float64{min(left, z.columns[0].from)}
	for i := 1; i < len(z.columns); i++ {
		e = append(e, (z.columns[i-1].to+z.columns[i].from)/2)
	}
	return append(e, max(right, z.columns[len(z.columns)-1].to))
}
