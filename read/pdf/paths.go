package pdf

import "slices"

// thin is how many points a filled rectangle may be across to count as a stroke.
const thin = 4

type point struct{ x, y float64 }

// path is the path under construction (8.5), as far as strokes need it: the straight subpaths.
type path struct {
	points []point
	starts []int // index of the first point of each subpath
	closed []bool
	curved bool
}

// maxPoints bounds a path; maps and logos have more points than a grid, and nobody needs them.
const maxPoints = 8_000

func (q *path) move(x, y float64) {
	if len(q.points) < maxPoints {
		q.starts, q.closed = append(q.starts, len(q.points)), append(q.closed, false)
		q.points = append(q.points, point{x, y})
	}
}

func (q *path) line(x, y float64) {
	if n := len(q.points); n > 0 && n < maxPoints {
		q.points = append(q.points, point{x, y})
	}
}

func (q *path) close() {
	if n := len(q.closed); n > 0 {
		q.closed[n-1] = true
	}
}

// paint does the operators of paths; false for any other.
func (p *painter) paint(op operator) bool {
	at := func(i int) (float64, float64) { return p.g.ctm.at(p.num(i), p.num(i+1)) }
	switch op {
	case "m":
		p.path.move(at(0))
	case "l":
		p.path.line(at(0))
	case "c":
		p.path.curved = true
		p.path.line(at(4))
	case "v", "y":
		p.path.curved = true
		p.path.line(at(2))
	case "h":
		p.path.close()
	case "re":
		x, y, w, h := p.num(0), p.num(1), p.num(2), p.num(3)
		p.path.move(p.g.ctm.at(x, y))
		p.path.line(p.g.ctm.at(x+w, y))
		p.path.line(p.g.ctm.at(x+w, y+h))
		p.path.line(p.g.ctm.at(x, y+h))
		p.path.close()
	case "S":
		p.strokePath()
	case "s":
		p.path.close()
		p.strokePath()
	case "f", "F", "f*":
		p.fillPath()
	case "B", "B*":
		p.strokePath()
	case "b", "b*":
		p.path.close()
		p.strokePath()
	case "n", "W", "W*":
	default:
		return false
	}
	switch op {
	case "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n":
		p.path = path{points: p.path.points[:0], starts: p.path.starts[:0], closed: p.path.closed[:0]}
	}
	return true
}

func (p *painter) addStroke(s stroke) {
	if len(p.out.strokes) >= maxStrokes || !(s.length() >= 1 && abs(s.x0)+abs(s.y0)+s.length() < 1e6) {
		return
	}
	s.artifact = p.artifact()
	p.out.strokes = append(p.out.strokes, s)
}

func (q *path) subpaths(yield func([]point, bool) bool) {
	for i, from := range q.starts {
		to := len(q.points)
		if i+1 < len(q.starts) {
			to = q.starts[i+1]
		}
		if !yield(q.points[from:to], q.closed[i]) {
			return
		}
	}
}

func (p *painter) strokePath() {
	if isWhite(p.g.stroke) {
		return
	}
	weight := p.g.width * length(p.g.ctm[0], p.g.ctm[1])
	for points, closed := range p.path.subpaths {
		if closed && len(points) > 1 && points[0] != points[len(points)-1] {
			p.segment(points[len(points)-1], points[0], weight)
		}
		for i := 1; i < len(points); i++ {
			p.segment(points[i-1], points[i], weight)
		}
	}
}

// segment keeps a line that runs along an axis.
func (p *painter) segment(a, b point, weight float64) {
	s := stroke{x0: min(a.x, b.x), y0: min(a.y, b.y), x1: max(a.x, b.x), y1: max(a.y, b.y), weight: weight}
	if s.x1-s.x0 < 0.5 || s.y1-s.y0 < 0.5 {
		p.addStroke(s)
	}
}

// fillPath keeps filled rectangles that are thin enough to be lines.
func (p *painter) fillPath() {
	if isWhite(p.g.fill) || p.path.curved {
		return
	}
	for points := range p.path.subpaths {
		if len(points) < 4 || len(points) > 5 {
			continue
		}
		xs, ys := make([]float64, len(points)), make([]float64, len(points))
		for i, q := range points {
			xs[i], ys[i] = q.x, q.y
		}
		x0, x1, y0, y1 := slices.Min(xs), slices.Max(xs), slices.Min(ys), slices.Max(ys)
		switch w, h := x1-x0, y1-y0; {
		case h <= thin && w > 2*h:
			p.addStroke(stroke{x0: x0, x1: x1, y0: (y0 + y1) / 2, y1: (y0 + y1) / 2, weight: h})
		case w <= thin && h > 2*w:
			p.addStroke(stroke{x0: (x0 + x1) / 2, x1: (x0 + x1) / 2, y0: y0, y1: y1, weight: w})
		}
	}
}
