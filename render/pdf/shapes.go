package pdf

import (
	"fmt"

	"vanban/document"
)

// appendShapes writes the operators of filled and stroked paths (8.5). Each shape is painted by itself, as one lies over the other;
// colours and weights are set where they change. height is that of the page or form, whose y grows upwards.
func appendShapes(b []byte, shapes []document.Shape, height document.EMU) ([]byte, error) {
	p := pathWriter{buf: b, height: height}
	fill, stroke, weight := "", "", document.EMU(-1)
	for i := range shapes {
		s := &shapes[i]
		if s.Fill == "" && s.Stroke == "" || len(s.Path) == 0 {
			continue
		}
		var err error
		if s.Fill != "" && s.Fill != fill {
			if p.buf, err = appendColor(p.buf, s.Fill, "rg\n"); err != nil {
				return nil, err
			}
			fill = s.Fill
		}
		if s.Stroke != "" {
			if s.Stroke != stroke {
				if p.buf, err = appendColor(p.buf, s.Stroke, "RG\n"); err != nil {
					return nil, err
				}
				stroke = s.Stroke
			}
			if s.Weight != weight {
				p.buf = append(appendHundredths(p.buf, document.DivRound(s.Weight, hundredth)), " w\n"...)
				weight = s.Weight
			}
		}
		if err := p.path(s.Path); err != nil {
			return nil, err
		}
		p.buf = append(p.buf, painting(s)...)
	}
	return p.buf, nil
}

// painting is the operator that paints a shape's path (Table 60).
func painting(s *document.Shape) string {
	switch {
	case s.Fill == "":
		return "S\n"
	case s.Stroke == "" && s.EvenOdd:
		return "f*\n"
	case s.Stroke == "":
		return "f\n"
	case s.EvenOdd:
		return "B*\n"
	}
	return "B\n"
}

// pathWriter writes paths.
type pathWriter struct {
	buf    []byte
	height document.EMU
}

func (p *pathWriter) path(path []document.Segment) error {
	for i := 0; i < len(path); i++ {
		if a, b, ok := rectangleAt(path[i:]); ok {
			p.rectangle(a, b)
			i += rectangleSegments - 1
			continue
		}
		s := &path[i]
		switch s.Kind {
		case document.MoveTo:
			p.point(s.P[0], " m\n")
		case document.LineTo:
			p.point(s.P[0], " l\n")
		case document.CurveTo:
			p.point(s.P[0], " ")
			p.point(s.P[1], " ")
			p.point(s.P[2], " c\n")
		case document.Close:
			p.buf = append(p.buf, "h\n"...)
		default:
			return fmt.Errorf("a path has a segment of kind %d", s.Kind)
		}
	}
	return nil
}

func (p *pathWriter) point(at document.XY, op string) {
	p.buf = append(appendHundredths(p.buf, document.DivRound(at.X, hundredth)), ' ')
	p.buf = append(appendHundredths(p.buf, document.DivRound(p.height-at.Y, hundredth)), op...)
}

// rectangle writes the rectangle between two corners. Its edges are rounded, not its extents, so that neighbours meet; the extents keep
// their signs, since the fill rule depends on the direction of a path.
func (p *pathWriter) rectangle(a, b document.XY) {
	x1, x2 := document.DivRound(a.X, hundredth), document.DivRound(b.X, hundredth)
	y1, y2 := document.DivRound(p.height-a.Y, hundredth), document.DivRound(p.height-b.Y, hundredth)
	for _, v := range [...]int64{x1, y1, x2 - x1, y2 - y1} {
		p.buf = append(appendHundredths(p.buf, v), ' ')
	}
	p.buf = append(p.buf, "re\n"...)
}

// rectangleSegments is how many segments a rectangle has: its corners and the end.
const rectangleSegments = 5

// rectangleAt tells whether a path begins with a rectangle, and returns two opposite corners, from the first of which it runs
// horizontally: that is the way of the operator re.
func rectangleAt(path []document.Segment) (from, to document.XY, ok bool) {
	if len(path) < rectangleSegments || path[0].Kind != document.MoveTo || path[1].Kind != document.LineTo ||
		path[2].Kind != document.LineTo || path[3].Kind != document.LineTo || path[4].Kind != document.Close {
		return from, to, false
	}
	a, b, c, d := path[0].P[0], path[1].P[0], path[2].P[0], path[3].P[0]
	if a.X == b.X {
		a, b, c, d = b, c, d, a
	}
	return a, c, a.Y == b.Y && b.X == c.X && c.Y == d.Y && d.X == a.X
}
