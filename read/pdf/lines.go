package pdf

import (
	"cmp"
	"slices"
	"strings"
)

// piece is text on one base line without a gap that is wider than a space can be.
type piece struct {
	glyphs       []glyph
	x0, x1, base float64
	size         float64 // of most of its letters
	page         int
	artifact     bool
	frame        *span4
	tabbed       []int // indices of glyphs that stand behind a wide gap in the same line
}

// em parts of the box of a line: the ascent and descent of Times New Roman and its twins.
const (
	ascent  = 0.891
	descent = 0.216
	natural = 1.149 // distance of lines set solid
)

func (p *piece) top() float64    { return p.base - ascent*p.size }
func (p *piece) bottom() float64 { return p.base + descent*p.size }
func (p *piece) middle() float64 { return (p.x0 + p.x1) / 2 }

func (p *piece) text() string {
	var b strings.Builder
	for i := range p.glyphs {
		b.WriteString(p.glyphs[i].text)
	}
	return b.String()
}

// pieces sorts a page's glyphs into lines, whatever order the file draws them in.
func pieces(c *canvas, page int) []*piece {
	rows := baselines(c.glyphs)
	rows = attachShifted(rows)
	spaced := false
	for i := range c.glyphs {
		spaced = spaced || c.glyphs[i].space
	}
	var out []*piece
	for _, row := range rows {
		out = append(out, split(row, page, spaced)...)
	}
	slices.SortStableFunc(out, func(a, b *piece) int { return cmp.Or(cmp.Compare(a.base, b.base), cmp.Compare(a.x0, b.x0)) })
	return out
}

// baselines groups glyphs of one base line, to half a point.
func baselines(glyphs []glyph) [][]glyph {
	sorted := slices.Clone(glyphs)
	slices.SortStableFunc(sorted, func(a, b glyph) int { return cmp.Compare(a.base, b.base) })
	var rows [][]glyph
	for from, i := 0, 1; i <= len(sorted); i++ {
		if i == len(sorted) || sorted[i].base-sorted[i-1].base > 0.5 {
			row := sorted[from:i:i]
			slices.SortStableFunc(row, func(a, b glyph) int { return cmp.Or(cmp.Compare(a.x, b.x), cmp.Compare(a.order, b.order)) })
			rows = append(rows, row)
			from = i
		}
	}
	return rows
}

// attachShifted moves superscripts and subscripts into the line that they stand at.
func attachShifted(rows [][]glyph) [][]glyph {
	for i := range rows {
		for from := 0; from < len(rows[i]); {
			to := from + 1
			for to < len(rows[i]) && near(&rows[i][to-1], &rows[i][to]) {
				to++
			}
			if host, shift := hostOf(rows, i, rows[i][from:to]); host >= 0 {
				for _, g := range rows[i][from:to] {
					g.shift = shift
					rows[host] = append(rows[host], g)
				}
				rows[i] = slices.Delete(rows[i], from, to)
				slices.SortStableFunc(rows[host], func(a, b glyph) int { return cmp.Compare(a.x, b.x) })
				continue
			}
			from = to
		}
	}
	return slices.DeleteFunc(rows, func(r []glyph) bool { return len(r) == 0 })
}

func near(a, b *glyph) bool {
	return abs(a.size-b.size) < 0.5 && b.x-(a.x+a.width) < 0.4*a.size
}

// hostOf finds the line of larger letters that a run of small ones touches.
func hostOf(rows [][]glyph, i int, run []glyph) (host int, shift int8) {
	x0, last, size, base := run[0].x, run[len(run)-1], run[0].size, run[0].base
	x1 := last.x + last.width
	if len(run) > 12 {
		return -1, 0
	}
	for step := -1; step <= 1; step += 2 {
		for j := i + step; j >= 0 && j < len(rows); j += step {
			row := rows[j]
			if len(row) == 0 {
				continue
			}
			if abs(row[0].base-base) > 12 {
				break
			}
			if d := touching(row, x0, x1, size, base); d != 0 {
				return j, d
			}
		}
	}
	return -1, 0
}

// touching tells whether a run of small letters stands directly before or after a larger letter of a line: 1 raised, -1 lowered.
func touching(row []glyph, x0, x1, size, base float64) int8 {
	k, _ := slices.BinarySearchFunc(row, x0, func(g glyph, x float64) int { return cmp.Compare(g.x, x) })
	for i := max(0, k-14); i < min(len(row), k+14); i++ {
		g := &row[i]
		d := g.base - base
		if g.shift != 0 || g.space || g.size < 1.2*size || d > 0.65*g.size || -d > 0.35*g.size || abs(d) < 0.04*g.size {
			continue
		}
		if abs(x0-(g.x+g.width)) < 0.3*g.size || abs(g.x-x1) < 0.3*g.size {
			if d > 0 {
				return 1
			}
			return -1
		}
	}
	return 0
}

// split cuts a base line where columns or tabs part it.
func split(row []glyph, page int, spaced bool) []*piece {
	row = overprinted(row)
	usual := usualGap(row)
	var out []*piece
	current := make([]glyph, 0, len(row)+8)
	flush := func() {
		if p := newPiece(current[:len(current):len(current)], page); p != nil {
			out = append(out, p)
		}
		current = current[len(current):]
	}
	for _, g := range row {
		if len(current) > 0 {
			last := &current[len(current)-1]
			gap := (g.x - last.x - last.width) / max(g.size, last.size)
			switch {
			case parts(gap, usual, last, &g, spaced):
				flush()
			case gap > 0.15+usual.letter && !last.space && !g.space:
				s := *last
				s.text, s.space, s.shift, s.x, s.width = " ", true, 0, last.x+last.width, g.x-last.x-last.width
				current = append(current, s)
			}
		}
		if len(current) == 0 && g.space {
			continue
		}
		current = append(current, g)
	}
	flush()
	return out
}

// parts tells whether a gap, in ems, is wider than a line's own spaces are: a justified line stretches all of them alike.
func parts(gap float64, usual gaps, last, g *glyph, spaced bool) bool {
	atSpace := last.space || g.space
	switch {
	case gap < 0.25:
		return false
	case last.mark != g.mark && gap > 0.5+usual.word:
		return true
	case !spaced:
		return gap > max(1.5, 2.5*usual.word)
	case atSpace:
		return gap > 0.45+2*usual.word
	}
	return gap > 0.45+usual.letter
}

// gaps are the usual distances in a line, in ems: between letters, and what a space leaves open before the next word.
type gaps struct{ letter, word float64 }

func usualGap(row []glyph) gaps {
	var letters, words []float64
	for i := 1; i < len(row); i++ {
		a, b := &row[i-1], &row[i]
		gap := (b.x - a.x - a.width) / max(a.size, b.size)
		switch {
		case a.space || b.space || gap > 0.15:
			words = append(words, gap)
		default:
			letters = append(letters, gap)
		}
	}
	return gaps{max(0, median(letters)), max(0, median(words))}
}

func median(v []float64) float64 {
	if len(v) == 0 {
		return 0
	}
	slices.Sort(v)
	return v[len(v)/2]
}

// overprinted drops the second print of letters that are printed twice to look bold.
func overprinted(row []glyph) []glyph {
	out := row[:0]
	for _, g := range row {
		if k := doubled(out, &g); k >= 0 {
			bold := *out[k].look
			bold.bold = true
			out[k].look = &bold
			continue
		}
		out = append(out, g)
	}
	return out
}

// doubled returns the index of the letter that g is printed over, among the last of a line; -1 for none.
func doubled(line []glyph, g *glyph) int {
	for k := len(line) - 1; k >= 0 && k >= len(line)-3; k-- {
		if o := &line[k]; abs(o.x-g.x) < 0.08*g.size && !g.space && o.text == g.text {
			return k
		}
	}
	return -1
}

func newPiece(glyphs []glyph, page int) *piece {
	for len(glyphs) > 0 && glyphs[len(glyphs)-1].space {
		glyphs = glyphs[:len(glyphs)-1]
	}
	if len(glyphs) == 0 {
		return nil
	}
	p := &piece{glyphs: glyphs, page: page, x0: glyphs[0].x, artifact: true}
	counts := map[float64]int{}
	best := 0
	for i := range glyphs {
		g := &glyphs[i]
		p.x1 = max(p.x1, g.x+g.width)
		p.artifact = p.artifact && g.artifact
		if g.shift == 0 && !g.space {
			counts[g.size]++
			if counts[g.size] > best {
				best, p.size, p.base = counts[g.size], g.size, g.base
			}
		}
	}
	if best == 0 {
		p.size, p.base = glyphs[0].size, glyphs[0].base
	}
	return p
}

// joined makes one piece of two in a line, with a tab between.
func joined(a, b *piece) *piece {
	p := newPiece(append(slices.Clone(a.glyphs), b.glyphs...), a.page)
	p.tabbed = append(slices.Clone(a.tabbed), len(a.glyphs))
	for _, t := range b.tabbed {
		p.tabbed = append(p.tabbed, t+len(a.glyphs))
	}
	return p
}
