package plate

import (
	"math"

	"vanban/document"
)

// The paints of the emblem: bright red, bright yellow, and the deep yellow of ripe rice.
const (
	fieldRed   = "DA1219"
	foldRed    = "A50D13"
	bright     = "FFDE2E"
	ripe       = "F2A900"
	emblemLine = "8A4B06"
)

const deg = math.Pi / 180

// Emblem draws the quốc huy into the square by what the law says in words: a round field of bright red with a bright yellow star of five
// points; around it two bent sheaves of ripe rice in deep yellow on a bright yellow ground; at the foot half a cogwheel, and a red ribbon
// with yellow words that winds around wheel and sheaves (Hiến pháp 2013, Điều 13; Điều lệ 973-TTg năm 1956, phần I). Five ears and 54
// grains in a sheaf, ten teeth and the two lines of the words are how the emblem is usually described; the law's words do not count
// them. It is no tracing of the model drawing that the State keeps: an office that has that prints it as a picture instead.
func Emblem(at Square) []document.Shape {
	size := at.Size.Millimetres()
	unit := size / 200
	place := scaled(unit, unit).then(moved(at.X.Millimetres()+size/2, at.Y.Millimetres()+size/2))
	var shapes []document.Shape
	draw := func(fill, stroke string, line float64, f func(p *pen)) {
		p := newPen()
		p.at(place, func() { f(p) })
		s := document.Shape{Path: p.path, Fill: fill, Stroke: stroke}
		if stroke != "" {
			s.Weight = document.MM(line * unit)
		}
		shapes = append(shapes, s)
	}
	both := func(p *pen, f func()) {
		f()
		p.at(scaled(-1, 1), f)
	}

	draw(fieldRed, "", 0, func(p *pen) { p.circle(0, 0, 86) })
	draw(bright, emblemLine, 0.7, func(p *pen) { both(p, func() { sheafGround(p) }) })
	draw(ripe, emblemLine, 0.7, func(p *pen) {
		both(p, func() {
			for _, e := range ears {
				e.draw(p)
			}
		})
	})
	draw(bright, "", 0, func(p *pen) { star(p, 0, -19, 37, 37*0.381966, 5) })
	wheel(draw)
	ribbon(draw, both)
	return shapes
}

// ear is one ear of the right sheaf, from its stalk to its tip in degrees from the top; radius is its distance from the middle at the
// stalk, end that at its tip.
type ear struct {
	stalk, tip, radius, end float64
	grains                  int
}

// ears of one sheaf: 54 grains.
var ears = [5]ear{
	{stalk: 143, tip: 98, radius: 90.5, end: 90.5, grains: 11},
	{stalk: 97, tip: 53, radius: 90.5, end: 90.5, grains: 11},
	{stalk: 49.5, tip: 3, radius: 90.5, end: 89, grains: 11},
	{stalk: 117, tip: 71, radius: 75, end: 75, grains: 10},
	{stalk: 68, tip: 18, radius: 75, end: 79, grains: 11},
}

func polar(r, phi float64) (x, y float64) {
	s, c := math.Sincos(phi * deg)
	return r * s, -r * c
}

// sheafGround draws the crescent behind the ears, which narrows to the top.
func sheafGround(p *pen) {
	const end, step = 150, 5
	for phi := 0.0; phi <= end; phi += step {
		x, y := polar(98.5-7*max(0, 1-phi/30)*max(0, 1-phi/30), phi)
		if phi == 0 {
			p.move(x, y)
		} else {
			p.line(x, y)
		}
	}
	for phi := float64(end); phi >= 0; phi -= step {
		x, y := polar(67+8.5*(1+math.Cos(min(1, phi/75)*math.Pi)), phi)
		p.line(x, y)
	}
	p.close()
}

// draw draws the ear's grains in pairs along it, and one at its tip where their number is odd.
func (e ear) draw(p *pen) {
	const length, width = 13.4, 4.9
	step := (e.stalk - e.tip) / (float64(e.grains)/2 + 0.1)
	for i := range e.grains {
		pair, splay, out := float64(i/2), 27.0, 1.0
		if i%2 == 1 {
			splay, out = -splay, -out
		}
		if i == e.grains-1 && i%2 == 0 {
			splay, out, pair = 0, 0, pair-0.1
		}
		phi := e.stalk - step*pair
		x, y := polar(e.radius+(e.end-e.radius)*(e.stalk-phi)/(e.stalk-e.tip)+out, phi)
		p.at(turned((phi+90+splay)*deg).then(moved(x, y)), func() { p.petal(length, width) })
	}
}

// wheel draws the half cogwheel; the ribbon covers its lower half.
func wheel(draw func(fill, stroke string, line float64, f func(p *pen))) {
	const x, y, teeth = 0.0, 63.0, 10
	draw(bright, emblemLine, 0.8, func(p *pen) {
		const root, tip = 29.5, 36.5
		p.move(x-root, y)
		for i := range teeth {
			mid := (float64(i)+0.5)/teeth*180 - 90
			for j, s := range []float64{-0.32, -0.2, 0.2, 0.32} {
				r := root
				if j == 1 || j == 2 {
					r = tip
				}
				dx, dy := polar(r, mid+s*180/teeth)
				p.line(x+dx, y+dy)
			}
		}
		p.line(x+root, y)
		p.close()
	})
	draw(fieldRed, emblemLine, 0.8, func(p *pen) { p.circle(x, y, 22) })
	draw(bright, emblemLine, 0.8, func(p *pen) { p.circle(x, y, 13) })
}

// The words in their two lines.
const (
	ribbonFirst  = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"
	ribbonSecond = "VIỆT NAM"
)

// ribbon draws the band with the words, its ends that are folded back, and the turns of it around the ears.
func ribbon(draw func(fill, stroke string, line float64, f func(p *pen)), both func(p *pen, f func())) {
	const inner, outer, end = 66.0, 98.5, 50.0
	// sector is a piece of the band between two angles from the bottom, slanted by so much at its outer edge.
	sector := func(p *pen, r0, r1, from, to, slant float64) {
		x, y := polar(r0, 180-from)
		p.move(x, y)
		p.arc(0, 0, r0, (90-from)*deg, (90-to)*deg)
		x, y = polar(r1, 180-to-slant)
		p.line(x, y)
		p.arc(0, 0, r1, (90-to-slant)*deg, (90-from-slant)*deg)
		p.close()
	}
	draw(foldRed, bright, 1.2, func(p *pen) { both(p, func() { sector(p, 67.5, 98, end-6, end+10, 3) }) })
	draw(fieldRed, bright, 1.2, func(p *pen) {
		both(p, func() {
			sector(p, 67, 99, end+5, end+15, 10)
			sector(p, 67, 99, end+21, end+31, 10)
		})
	})
	draw(fieldRed, bright, 1.6, func(p *pen) {
		x, y := polar(inner, 180-end)
		p.move(x, y)
		p.arc(0, 0, inner, (90-end)*deg, (90+end)*deg)
		x, y = polar(outer, 180+end)
		p.line(x, y)
		p.arc(0, 0, outer, (90+end)*deg, (90-end)*deg)
		p.close()
	})
	draw("", bright, 1.2, func(p *pen) {
		words := func(text string, height, r float64) {
			p.letters(text, height, func(along float64) affine { return moved(0, r).then(turned(-along / (r - height/2))) })
		}
		words(ribbonFirst, 5.8, 78.4)
		words(ribbonSecond, 8, 94.2)
	})
}
