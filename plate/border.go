package plate

import (
	"math"

	"vanban/document"
)

// The paints of the border.
const (
	red   = "C4161C"
	gold  = "FAD873"
	amber = "E8951E"
	white = "FFFFFF"
	black = "000000"
)

// Measures of the border at A4, in mm from the edge of the paper; other sizes scale them.
const (
	outerLine  = 8.0
	bandOuter  = 9.0
	bandInner  = 18.4
	innerLine  = 19.3
	bandMiddle = (bandOuter + bandInner) / 2
	cornerRoom = 5.6 // from the middle of a corner to where the scroll begins
	lobeLength = 17.6
	toothPitch = 2.6
	toothDepth = 1.0
)

// border draws the frame of a page: a red line, a gold band on which lotuses hang in the waves of a scroll between two rows of saw teeth,
// as on the drums of Đông Sơn, a drum's sun in each corner, and a thin line inside.
func border(width, height document.EMU) []document.Shape {
	w, h := width.Millimetres(), height.Millimetres()
	s := min(w/297, h/210) // as type is scaled: on a sheet that stands upright fields come nearer to the edge
	ground, teeth, lines, hair := newPen(), newPen(), newPen(), newPen()
	ring := func(p *pen, in float64) { p.box(in*s, in*s, w-in*s, h-in*s) }
	ring(ground, bandOuter)
	ring(ground, bandInner)
	ring(lines, outerLine)
	ring(hair, innerLine)
	ring(hair, bandOuter)
	ring(hair, bandInner)

	b := &band{scroll: newPen(), leaves: newPen(), back: newPen(), mid: newPen(), front: newPen()}
	for side := range 4 {
		// Along a side u runs clockwise from corner to corner, v outwards from the middle of the band.
		length := w
		if side%2 == 1 {
			length = h
		}
		m := bandMiddle * s
		place := moved(0, -h/2+m)
		if side%2 == 1 {
			place = moved(0, -w/2+m)
		}
		place = scaled(1, -1).then(place).then(turned(float64(side) * math.Pi / 2)).then(moved(w/2, h/2))
		place = scaled(s, s).then(place)
		run := length/s - 2*bandMiddle
		sawRow(teeth, place, run+2*(bandMiddle-bandOuter), bandMiddle-bandOuter, -1)
		sawRow(teeth, place, run-2*(bandInner-bandMiddle), bandMiddle-bandInner, 1)
		b.side(place, run-2*cornerRoom)
	}
	shapes := []document.Shape{
		{Path: ground.path, Fill: gold, EvenOdd: true},
		{Path: lines.path, Stroke: red, Weight: weight(0.55 * s)},
		{Path: hair.path, Stroke: red, Weight: weight(0.2 * s)},
		{Path: teeth.path, Fill: red},
		{Path: b.scroll.path, Stroke: red, Weight: weight(0.46 * s)},
		{Path: b.leaves.path, Fill: red},
		{Path: b.back.path, Fill: amber, Stroke: red, Weight: weight(0.12 * s)},
		{Path: b.mid.path, Fill: red, Stroke: gold, Weight: weight(0.2 * s)},
		{Path: b.front.path, Fill: red, Stroke: gold, Weight: weight(0.2 * s)},
	}
	return append(shapes, corners(w, h, s)...)
}

func weight(mm float64) document.EMU { return document.MM(math.Round(mm*100) / 100) }

// sawRow draws the teeth of one side, a whole number of them, along v with their points towards dir.
func sawRow(p *pen, place affine, run, v, dir float64) {
	n := max(1, math.Round(run/toothPitch))
	pitch := run / n
	p.at(place, func() {
		p.move(-run/2, v)
		for i := range int(n) {
			x := -run/2 + float64(i)*pitch
			p.line(x+pitch/2, v+dir*toothDepth)
			p.line(x+pitch, v)
		}
		p.close()
	})
}

// band is the ornament between the teeth, in layers of equal paint.
type band struct{ scroll, leaves, back, mid, front *pen }

// side draws an odd number of lobes, so that the side is its own mirror image.
func (b *band) side(place affine, run float64) {
	n := lobes(run)
	length := run / float64(n)
	for i := range n {
		up := 1.0
		if i%2 == 1 {
			up = -1
		}
		m := scaled(1, up).then(moved(-run/2+(float64(i)+0.5)*length, 0)).then(place)
		for _, p := range []*pen{b.scroll, b.leaves, b.back, b.mid, b.front} {
			p.m = m
		}
		b.lobe(length)
	}
}

// lobes is how many waves a run takes.
func lobes(run float64) int { return max(1, 2*int(math.Round((run/lobeLength-1)/2))+1) }

// lobe draws one wave with its crest at v > 0 and the flower that hangs from it.
func (b *band) lobe(length float64) {
	const crest = 2.75
	l := length / 2
	b.scroll.move(-l, 0)
	b.scroll.curve(-l*0.66, crest*1.3333, l*0.66, crest*1.3333, l, 0)
	for _, side := range []float64{-1, 1} {
		p := b.scroll
		// A tendril leaves the wave and curls beside the flower.
		p.move(side*l, 0)
		p.curve(side*l*0.88, -2.2, side*l*0.5, -3.7, side*l*0.43, -1.6)
		p.curve(side*l*0.4, -0.1, side*l*0.66, 0.25, side*l*0.68, -0.95)
		bead(b.leaves, side*l*0.615, -1.15, 0.5)
	}
	flower := func(p *pen, turn, length, width float64) {
		p.at(turned(math.Pi+turn).then(moved(0, crest-0.2)), func() { p.petal(length, width) })
	}
	for _, side := range []float64{-1, 1} {
		flower(b.back, side*66*deg, 4.4, 1.5)
		flower(b.mid, side*35*deg, 5.3, 1.65)
	}
	flower(b.front, 0, 5.9, 1.8)
}

// bead is a dot of two curves: a hair off the circle, and half as long in a file.
func bead(p *pen, x, y, r float64) {
	p.move(x+r, y)
	p.curve(x+r, y+r*1.3333, x-r, y+r*1.3333, x-r, y)
	p.curve(x-r, y-r*1.3333, x+r, y-r*1.3333, x+r, y)
	p.close()
}

// corners draws the sun of a drum in each corner.
func corners(w, h, s float64) []document.Shape {
	disc, rim, sun := newPen(), newPen(), newPen()
	m := bandMiddle * s
	for _, x := range []float64{m, w - m} {
		for _, y := range []float64{m, h - m} {
			at := scaled(s, s).then(moved(x, y))
			disc.at(at, func() { disc.circle(0, 0, 5) })
			rim.at(at, func() { rim.circle(0, 0, 4.4); rim.circle(0, 0, 3.7) })
			sun.at(at, func() { star(sun, 0, 0, 3.4, 1.35, 14) })
		}
	}
	return []document.Shape{
		{Path: disc.path, Fill: red, Stroke: gold, Weight: weight(0.3 * s)},
		{Path: rim.path, Stroke: gold, Weight: weight(0.2 * s)},
		{Path: sun.path, Fill: gold},
	}
}

// star draws a star with its first point upwards.
func star(p *pen, x, y, outer, inner float64, points int) {
	v := make([]float64, 0, 4*points)
	for i := range 2 * points {
		r := outer
		if i%2 == 1 {
			r = inner
		}
		sin, cos := math.Sincos(float64(i) * math.Pi / float64(points))
		v = append(v, x+r*sin, y-r*cos)
	}
	p.polygon(v...)
}
