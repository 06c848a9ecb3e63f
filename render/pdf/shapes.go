package pdf

import (
	"encoding/binary"
	"fmt"
	"math/bits"

	"vanban/document"
)

// appendShapes writes the operators of filled and stroked paths (8.5). Each shape is painted by itself, as one lies over the other;
// colours and weights are set where they change. height is that of the page or form, whose y grows upwards.
func appendShapes(b []byte, shapes []document.Shape, height document.EMU) ([]byte, error) {
	p := pathWriter{buf: b, height: height}
	fill, stroke, weight := "", "", document.EMU(-1)
	for i := range shapes {
		s := &shapes[i]
		if s.Fill == "" && s.Stroke == "" || len(s.Path) == 0 && s.Grid == nil {
			continue
		}
		if s.Grid != nil {
			g, err := appendColor(append(p.buf, "q "...), s.Fill, "rg ")
			if err != nil {
				return nil, err
			}
			p.buf = append(appendGrid(g, s.Grid, height), "f\nQ\n"...)
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

// appendGrid writes the runs of filled modules as rectangles, all of one path, so that none shows a seam. Their numbers are modules, which
// makes them a third as long as in points.
func appendGrid(b []byte, g *document.Grid, height document.EMU) []byte {
	unit := document.DivRound(g.Size*1000, document.Point*document.EMU(g.Modules+2*g.Margin))
	b = append(appendThousandths(b, unit), " 0 0 "...)
	b = append(appendThousandths(b, -unit), ' ')
	b = append(appendHundredths(b, document.DivRound(g.X, hundredth)), ' ')
	b = append(appendHundredths(b, document.DivRound(height-g.Y, hundredth)), " cm\n"...)
	// Where a row goes over from filled to empty or back, nobody can foresee: to find the places by their bits costs no wrong guess.
	row := make([]byte, (g.Modules+63)/64*8)
	for y := range g.Modules {
		copy(row, g.Bits[y*g.Stride:y*g.Stride+(g.Modules+7)/8])
		from, last := -1, uint64(0)
		run := func(to int) {
			b = append(appendModules(appendModules(appendModules(b, from+g.Margin), y+g.Margin), to-from), "1 re\n"...)
			from = -1
		}
		for i := 0; i < len(row); i += 8 {
			word := binary.BigEndian.Uint64(row[i:])
			for turns := word ^ (word>>1 | last<<63); turns != 0; {
				n := bits.LeadingZeros64(turns)
				turns &^= 1 << (63 - n)
				if x := 8*i + n; from < 0 {
					from = x
				} else {
					run(x)
				}
			}
			last = word
		}
		if from >= 0 {
			run(g.Modules)
		}
	}
	return b
}

// modules are small numbers as a QR code has thousands of them, each with the space behind it and its length.
var modules = func() (list [256]struct {
	text   [4]byte
	length int
}) {
	for i := range list {
		list[i].length = copy(list[i].text[:], appendInt(nil, i)) + 1
		list[i].text[list[i].length-1] = ' '
	}
	return list
}()

func appendModules(b []byte, n int) []byte {
	if n >= len(modules) {
		return append(appendInt(b, n), ' ')
	}
	m := &modules[n]
	b = append(b, m.text[:]...)
	return b[:len(b)-len(m.text)+m.length]
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
