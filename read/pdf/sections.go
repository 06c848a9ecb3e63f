package pdf

import (
	"cmp"
	"slices"

	"vanban/document"
	"vanban/read"
)

// section is a run of pages of one size and one numbering.
type section struct {
	views       []*view
	left, right float64
	indent      float64
	factor      float64
	top, bottom float64
}

// sectionsOf parts the pages: by size, and where the numbers begin again. The first page of a section shows none.
func sectionsOf(views []*view) []*section {
	var out []*section
	var current *section
	for i, v := range views {
		if i == 0 || v.width != views[i-1].width || v.height != views[i-1].height || restarts(views, i, len(current.views)) {
			current = &section{}
			out = append(out, current)
		}
		current.views = append(current.views, v)
	}
	return out
}

func restarts(views []*view, i, before int) bool {
	v, last := views[i], views[i-1]
	next := 0
	if i+1 < len(views) {
		next = views[i+1].value
	}
	switch {
	case v.value > 0 && last.value > 0:
		return v.value != last.value+1 && v.value == 1
	case v.value > 0:
		// The page before hides its number; it was the first of its section.
		return before > 1 && v.value == 1
	case last.value > 0:
		return next == 2 || next == 0 && !last.full() || next > 0 && next != last.value+2 && !last.full()
	case next == 2:
		return true
	}
	return next == 0 && !last.full()
}

// full tells whether a page ends because the text has filled it.
func (v *view) full() bool {
	bottom := 0.0
	for _, p := range v.pieces {
		bottom = max(bottom, p.base)
	}
	for _, g := range v.grids {
		bottom = max(bottom, g.ys[len(g.ys)-1])
	}
	if v.noteTop > 0 {
		bottom = max(bottom, v.height-margin)
	}
	return bottom > v.height-57-3*20
}

// measure finds the edges of the text, the usual indent and the pitch of lines.
func (s *section) measure() {
	var x0, x1, ends, indents, factors []float64
	for _, v := range s.views {
		for i, p := range v.pieces {
			x0, x1 = append(x0, p.x0), append(x1, p.x1)
			if v.alone(i) {
				ends = append(ends, p.x1)
			}
			if i > 0 {
				if q := v.pieces[i-1]; abs(q.x1-p.x1) < 60 && q.x0 < p.x0+80 && abs(q.size-p.size) < 0.3 {
					factors = append(factors, (p.base-q.base)/(natural*p.size))
				}
			}
		}
	}
	if len(x0) == 0 {
		for _, v := range s.views {
			for _, g := range v.grids {
				x0, x1 = append(x0, g.xs[0]), append(x1, g.xs[len(g.xs)-1])
			}
		}
		if len(x0) == 0 {
			s.right = s.views[0].width
			return
		}
	}
	if len(ends) < 3 {
		ends = x1
	}
	s.left, s.right = slices.Min(x0), rightEdge(ends)
	// A letterhead or a list of recipients may stand out to the left of the text: lines that fill the column tell where it begins.
	var begins []float64
	for i := range x0 {
		if x1[i] > s.right-2 && x0[i] < s.right-200 {
			begins = append(begins, x0[i])
		}
	}
	if e, n := crowded(begins, 1); n >= 3 && e-s.left < 30 {
		s.left = e
	}
	for _, v := range s.views {
		for _, p := range v.pieces {
			if in := p.x0 - s.left; in > 14 && in < 62 && p.x1 > s.right-40 {
				indents = append(indents, in)
			}
		}
	}
	if e, n := crowded(indents, 1); n >= 2 {
		s.indent = e
	}
	if e, n := crowded(factors, 0.02); n >= 3 && e >= 0.8 && e < 2.2 {
		s.factor = e
	}
}

// rightEdge returns where full lines end: at the longest but for punctuation that hangs over what most of them reach. Ragged lines that
// end near each other do so by chance.
func rightEdge(ends []float64) float64 {
	last := slices.Max(ends)
	if e, n := crowded(ends, 1); n >= 3 && last-e < 3 {
		return e
	}
	return last
}

// alone tells whether nothing stands beside a piece. What stands in columns, as a letterhead does, may reach farther than the text.
func (v *view) alone(i int) bool {
	p := v.pieces[i]
	beside := func(k int) bool {
		return k >= 0 && k < len(v.pieces) && abs(v.pieces[k].base-p.base) < 0.45*p.size
	}
	return !beside(i-1) && !beside(i+1)
}

// crowded returns the middle of the values that lie closest together, within tol, and how many they are; the largest of equals.
func crowded(v []float64, tol float64) (float64, int) {
	v = slices.Clone(v)
	slices.Sort(v)
	best, count := 0.0, 0
	for i, j := 0, 0; i < len(v); i++ {
		for v[i]-v[j] > tol {
			j++
		}
		if n := i - j + 1; n >= count {
			best, count = (v[i]+v[j])/2, n
		}
	}
	return best, count
}

// page gives the section as the manuscript has it.
func (s *section) page(first bool) read.Section {
	v := s.views[0]
	out := read.Section{Page: read.Page{Width: document.Pt(v.width), Height: document.Pt(v.height), Landscape: v.width > v.height,
		Left: document.Pt(s.left), Top: document.Pt(max(0, s.top)), Bottom: document.Pt(max(0, s.bottom))}}
	if s.right > s.left {
		out.Page.Right = document.Pt(v.width - s.right)
	}
	out.Restart, out.Start = true, 1
	s.number(&out, first)
	return out
}

func (s *section) number(out *read.Section, first bool) {
	n := &out.Number
	n.OnFirst = s.views[0].number != nil
	n.Unknown = len(s.views) == 1
	shown := s.views[0]
	for i, v := range s.views {
		if v.number == nil {
			continue
		}
		out.Start = v.value - i
		out.Restart = first || out.Start == 1
		shown = v
		if i > 0 {
			n.Shown = true
			break
		}
	}
	p := shown.number
	if p == nil {
		return
	}
	n.Footer, n.Roman = shown.footer, shown.roman
	n.Place = read.Place{Page: shown.index + 1, Box: p.box()}
	if runs := (&assembler{}).runs([]*piece{p}); len(runs) > 0 {
		n.Run = runs[0]
	}
	// The text's own axis counts, and the sheet's, which some writers take.
	switch m := p.middle(); {
	case abs(m-(s.left+s.right)/2) < 6 || abs(m-shown.width/2) < 6:
		n.Align = document.AlignCenter
	case m > shown.width/2:
		n.Align = document.AlignRight
	default:
		n.Align = document.AlignLeft
	}
}

// vertical measures the margins above and below: above on the pages after the first where there are such, below on the fullest,
// if a page is full at all.
func (s *section) vertical() {
	var tops []float64
	for i, v := range s.views {
		top, bottom := v.extent()
		if top < v.height && (i > 0 || len(s.views) == 1) {
			tops = append(tops, top)
		}
		if i+1 < len(s.views) && bottom > 0 {
			if free := v.height - bottom; s.views[i+1].tooTall(free) && (s.bottom == 0 || free < s.bottom) {
				s.bottom = free
			}
		}
	}
	if len(tops) > 0 {
		s.top = slices.MinFunc(tops, cmp.Compare[float64])
	}
}

// widest is more than what a lower margin may be, with the space that a paragraph has above it: 25 mm and 6 points.
const widest = 25*72/25.4 + 6

// tooTall tells whether the first line of a page would not have fitted into what was free on the page before, whatever its margin: an
// author who begins a new page leaves more.
func (v *view) tooTall(free float64) bool {
	if len(v.pieces) == 0 {
		return len(v.grids) > 0 && free < 2*widest
	}
	return free-natural*v.pieces[0].size <= widest
}

func (v *view) extent() (top, bottom float64) {
	top = v.height
	for _, list := range [][]*piece{v.pieces, v.notes} {
		for _, p := range list {
			top, bottom = min(top, p.top()), max(bottom, p.bottom())
		}
	}
	for _, g := range v.grids {
		top, bottom = min(top, g.ys[0]), max(bottom, g.ys[len(g.ys)-1])
	}
	return top, bottom
}
