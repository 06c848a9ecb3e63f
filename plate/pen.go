package plate

import (
	"math"

	"vanban/document"
)

// affine maps x, y to a·x + c·y + e, b·x + d·y + f.
type affine struct{ a, b, c, d, e, f float64 }

// then returns the map that first does m and then n.
func (m affine) then(n affine) affine {
	return affine{
		a: n.a*m.a + n.c*m.b, b: n.b*m.a + n.d*m.b,
		c: n.a*m.c + n.c*m.d, d: n.b*m.c + n.d*m.d,
		e: n.a*m.e + n.c*m.f + n.e, f: n.b*m.e + n.d*m.f + n.f,
	}
}

func moved(x, y float64) affine  { return affine{1, 0, 0, 1, x, y} }
func scaled(x, y float64) affine { return affine{x, 0, 0, y, 0, 0} }
func turned(by float64) affine {
	s, c := math.Sincos(by)
	return affine{c, s, -s, c, 0, 0}
}

// pen draws one path in millimetres as its map places them. Places are kept to a hundredth of a millimetre, finer than any printer,
// so that the numbers in files are short.
type pen struct {
	m    affine
	path []document.Segment
}

func newPen() *pen { return &pen{m: scaled(1, 1)} }

// at returns the same pen's work in other coordinates: what f draws goes through n first.
func (p *pen) at(n affine, f func()) {
	before := p.m
	p.m = n.then(before)
	f()
	p.m = before
}

func (p *pen) xy(x, y float64) document.XY {
	const grain = document.Millimetre / 100
	round := func(v float64) document.EMU { return document.EMU(math.Round(v*100)) * grain }
	return document.XY{X: round(p.m.a*x + p.m.c*y + p.m.e), Y: round(p.m.b*x + p.m.d*y + p.m.f)}
}

func (p *pen) move(x, y float64) {
	p.path = append(p.path, document.Segment{Kind: document.MoveTo, P: [3]document.XY{p.xy(x, y)}})
}

func (p *pen) line(x, y float64) {
	p.path = append(p.path, document.Segment{Kind: document.LineTo, P: [3]document.XY{p.xy(x, y)}})
}

func (p *pen) curve(x1, y1, x2, y2, x, y float64) {
	p.path = append(p.path, document.Segment{Kind: document.CurveTo, P: [3]document.XY{p.xy(x1, y1), p.xy(x2, y2), p.xy(x, y)}})
}

func (p *pen) close() { p.path = append(p.path, document.Segment{Kind: document.Close}) }

// polygon draws x, y, x, y, … and closes.
func (p *pen) polygon(v ...float64) {
	p.move(v[0], v[1])
	for i := 2; i < len(v); i += 2 {
		p.line(v[i], v[i+1])
	}
	p.close()
}

func (p *pen) box(x0, y0, x1, y1 float64) { p.polygon(x0, y0, x1, y0, x1, y1, x0, y1) }

// arc goes on from where the pen is, at angle from, around x, y to angle to; angles grow clockwise on the page.
func (p *pen) arc(x, y, r, from, to float64) {
	n := math.Ceil(math.Abs(to-from)/(math.Pi/2) - 1e-9)
	step := (to - from) / n
	k := 4.0 / 3 * math.Tan(step/4) * r
	for i := range int(n) {
		s0, c0 := math.Sincos(from + float64(i)*step)
		s1, c1 := math.Sincos(from + float64(i+1)*step)
		p.curve(x+r*c0-k*s0, y+r*s0+k*c0, x+r*c1+k*s1, y+r*s1-k*c1, x+r*c1, y+r*s1)
	}
}

func (p *pen) circle(x, y, r float64) {
	p.move(x+r, y)
	p.arc(x, y, r, 0, 2*math.Pi)
	p.close()
}

// petal draws a pointed leaf from the origin to 0, length.
func (p *pen) petal(length, width float64) {
	p.move(0, 0)
	p.curve(-width*0.95, length*0.22, -width*0.62, length*0.68, 0, length)
	p.curve(width*0.62, length*0.68, width*0.95, length*0.22, 0, 0)
	p.close()
}
