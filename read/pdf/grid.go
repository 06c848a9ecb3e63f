package pdf

import (
	"cmp"
	"slices"
)

// grid is a ruled table on a page, or the frame around a line.
type grid struct {
	xs, ys []float64
	cells  []gridCell
	before [][]bool // before[r][c]: a line runs at the left of cell (r, c)
	weight float64  // of its heaviest line
}

type gridCell struct {
	row, col, rows, cols int
	pieces               []*piece
}

const (
	touch = 2.5 // points that the lines of a grid may miss each other by
	// maxLines is how many lines a page may have in either direction: those of a table of fifty rows are a few hundred. What has more
	// is a drawing, of which nothing is read.
	maxLines = 1_000
	maxCells = 20_000
)

// merge joins strokes that continue each other, as borders drawn cell by cell do, and drops doubles.
func merge(strokes []stroke) (h, v []stroke) {
	for _, s := range strokes {
		if s.horizontal() {
			h = append(h, s)
		} else {
			v = append(v, s)
		}
	}
	h = mergeAlong(h, func(s *stroke) (at, from, to *float64) { return &s.y0, &s.x0, &s.x1 })
	v = mergeAlong(v, func(s *stroke) (at, from, to *float64) { return &s.x0, &s.y0, &s.y1 })
	if len(h) > maxLines || len(v) > maxLines {
		return nil, nil
	}
	return h, v
}

func mergeAlong(lines []stroke, axis func(*stroke) (at, from, to *float64)) []stroke {
	slices.SortFunc(lines, func(a, b stroke) int {
		at, from, _ := axis(&a)
		bt, brom, _ := axis(&b)
		return cmp.Or(cmp.Compare(int(*at*2), int(*bt*2)), cmp.Compare(*from, *brom))
	})
	var out []stroke
	for i := range lines {
		if n := len(out); n > 0 {
			at, _, to := axis(&out[n-1])
			bt, brom, b := axis(&lines[i])
			if abs(*at-*bt) < 0.8 && *brom <= *to+1.2 {
				*to = max(*to, *b)
				out[n-1].weight = max(out[n-1].weight, lines[i].weight)
				continue
			}
		}
		out = append(out, lines[i])
	}
	return out
}

// grids finds the strokes that belong together. Those in a grid are marked as used.
func grids(h, v []stroke) []*grid {
	if len(v) < 2 {
		return nil
	}
	parent := make([]int, len(h)+len(v))
	for i := range parent {
		parent[i] = i
	}
	find := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	for i := range h {
		for j := range v {
			if v[j].x0 >= h[i].x0-touch && v[j].x0 <= h[i].x1+touch && h[i].y0 >= v[j].y0-touch && h[i].y0 <= v[j].y1+touch {
				parent[find(i)] = find(len(h) + j)
			}
		}
	}
	members := map[int][2][]*stroke{}
	var order []int
	add := func(root, kind int, s *stroke) {
		m, ok := members[root]
		if !ok {
			order = append(order, root)
		}
		m[kind] = append(m[kind], s)
		members[root] = m
	}
	for i := range h {
		add(find(i), 0, &h[i])
	}
	for j := range v {
		add(find(len(h)+j), 1, &v[j])
	}
	var out []*grid
	for _, root := range order {
		m := members[root]
		if len(m[0]) >= 2 && len(m[1]) >= 2 {
			if g := newGrid(m[0], m[1]); g != nil {
				out = append(out, g)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b *grid) int { return cmp.Compare(a.ys[0], b.ys[0]) })
	return out
}

func newGrid(h, v []*stroke) *grid {
	g := &grid{}
	for _, s := range v {
		g.xs = append(g.xs, s.x0)
	}
	for _, s := range h {
		g.ys = append(g.ys, s.y0)
	}
	g.xs, g.ys = clustered(g.xs), clustered(g.ys)
	rows, cols := len(g.ys)-1, len(g.xs)-1
	if rows < 1 || cols < 1 || rows*cols > maxCells {
		return nil
	}
	// over[r][c] tells that a line runs above cell (r, c), before[r][c] that one runs at its left.
	over, before := matrixOf(rows+1, cols), matrixOf(rows, cols+1)
	for _, s := range h {
		s.used = true
		g.weight = max(g.weight, s.weight)
		r := nearest(g.ys, s.y0)
		for c := range cols {
			if m := (g.xs[c] + g.xs[c+1]) / 2; s.x0 <= m && m <= s.x1 {
				over[r][c] = true
			}
		}
	}
	for _, s := range v {
		s.used = true
		c := nearest(g.xs, s.x0)
		for r := range rows {
			if m := (g.ys[r] + g.ys[r+1]) / 2; s.y0 <= m && m <= s.y1 {
				before[r][c] = true
			}
		}
	}
	g.before = before
	g.spans(over, before)
	return g
}

// spans makes the cells: each grows to the right and then down as far as no line stops it.
func (g *grid) spans(over, before [][]bool) {
	rows, cols := len(g.ys)-1, len(g.xs)-1
	taken := matrixOf(rows, cols)
	for r := range rows {
		for c := range cols {
			if taken[r][c] {
				continue
			}
			w := 1
			for c+w < cols && !before[r][c+w] && !taken[r][c+w] {
				w++
			}
			n := 1
			for r+n < rows && openBelow(over[r+n], before[r+n], taken[r+n], c, w) {
				n++
			}
			for i := r; i < r+n; i++ {
				for j := c; j < c+w; j++ {
					taken[i][j] = true
				}
			}
			g.cells = append(g.cells, gridCell{row: r, col: c, rows: n, cols: w})
		}
	}
}

func openBelow(over, before, taken []bool, c, w int) bool {
	for j := c; j < c+w; j++ {
		if over[j] || taken[j] || j > c && before[j] {
			return false
		}
	}
	return true
}

func matrixOf(rows, cols int) [][]bool {
	m := make([][]bool, rows)
	flat := make([]bool, rows*cols)
	for i := range m {
		m[i] = flat[i*cols : (i+1)*cols]
	}
	return m
}

// clustered sorts positions and makes one of those that differ by the width of a line.
func clustered(v []float64) []float64 {
	slices.Sort(v)
	out := v[:0:0]
	for _, x := range v {
		if n := len(out); n == 0 || x-out[n-1] > touch {
			out = append(out, x)
		}
	}
	return out
}

func nearest(v []float64, x float64) int {
	best := 0
	for i := range v {
		if abs(v[i]-x) < abs(v[best]-x) {
			best = i
		}
	}
	return best
}

// cut parts the pieces that run across a line between two cells: narrow cells stand closer than words.
func (g *grid) cut(all []*piece) []*piece {
	rows := len(g.ys) - 1
	var out []*piece
	for _, p := range all {
		y := p.base - 0.3*p.size
		if y < g.ys[0] || y > g.ys[rows] {
			out = append(out, p)
			continue
		}
		r, _ := slices.BinarySearch(g.ys, y)
		from := 0
		for c, x := range g.xs {
			if x <= p.x0+1 || x >= p.x1-1 || !g.before[max(r-1, 0)][c] {
				continue
			}
			to := from
			for to < len(p.glyphs) && p.glyphs[to].x+p.glyphs[to].width/2 < x {
				to++
			}
			if q := newPiece(p.glyphs[from:to:to], p.page); q != nil {
				out = append(out, q)
			}
			from = to
		}
		if from == 0 {
			out = append(out, p)
			continue
		}
		for from < len(p.glyphs) && p.glyphs[from].space {
			from++
		}
		if q := newPiece(p.glyphs[from:], p.page); q != nil {
			out = append(out, q)
		}
	}
	return out
}

// take puts the pieces that stand in the grid into its cells and returns the others.
func (g *grid) take(all []*piece) []*piece {
	rows, cols := len(g.ys)-1, len(g.xs)-1
	owner := make([]int, rows*cols)
	for i := range g.cells {
		c := &g.cells[i]
		for r := c.row; r < c.row+c.rows; r++ {
			for k := c.col; k < c.col+c.cols; k++ {
				owner[r*cols+k] = i
			}
		}
	}
	rest := all[:0:0]
	for _, p := range all {
		y := p.base - 0.3*p.size
		if y < g.ys[0] || y > g.ys[rows] || p.middle() < g.xs[0] || p.middle() > g.xs[cols] {
			rest = append(rest, p)
			continue
		}
		r, _ := slices.BinarySearch(g.ys, y)
		c, _ := slices.BinarySearch(g.xs, p.middle())
		i := owner[max(r-1, 0)*cols+max(c-1, 0)]
		g.cells[i].pieces = append(g.cells[i].pieces, p)
	}
	return rest
}

func (g *grid) bounds(c *gridCell) (x0, y0, x1, y1 float64) {
	return g.xs[c.col], g.ys[c.row], g.xs[c.col+c.cols], g.ys[c.row+c.rows]
}
