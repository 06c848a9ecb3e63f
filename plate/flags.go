package plate

import "vanban/document"

// Flags draws a row of red flags on both sides of the emblem in the square, each half hidden by the one before it. With the emblem they
// are two of its sizes wide and no higher than it is.
func Flags(at Square) []document.Shape {
	const count = 5
	size := at.Size.Millimetres()
	unit := size / 200
	place := scaled(unit, unit).then(moved(at.X.Millimetres()+size/2, at.Y.Millimetres()+size/2))
	var shapes []document.Shape
	for i := count - 1; i >= 0; i-- { // the outermost first
		cloth, pole := newPen(), newPen()
		f := float64(i)
		for _, side := range []float64{1, -1} {
			// The pole leans outwards from the foot; the cloth waves outwards from its upper half. In the pole's own
			// coordinates its foot is the origin and its top at 0, -height.
			height := 166 - 9*f
			m := turned((10 + 9.5*f) * deg).then(moved(46+4*f, 74)).then(scaled(side, 1)).then(place)
			pole.at(m, func() {
				pole.box(-1.1, -height, 1.1, 0)
				pole.polygon(0, -height-9, 2.6, -height-3, 0, -height+1, -2.6, -height-3)
			})
			cloth.at(m, func() {
				top, low := -height+3, -height+57
				cloth.move(1, top)
				cloth.curve(16, top-9, 26, top+13, 44, top+12)
				cloth.curve(50, top+12, 54, top+11, 58, top+9)
				cloth.line(62, low+12)
				cloth.curve(56, low+15, 50, low+16, 44, low+14)
				cloth.curve(26, low+14, 16, low-6, 1, low)
				cloth.close()
			})
		}
		shapes = append(shapes,
			document.Shape{Path: cloth.path, Fill: fieldRed, Stroke: bright, Weight: document.MM(1.3 * unit)},
			document.Shape{Path: pole.path, Fill: ripe, Stroke: emblemLine, Weight: document.MM(0.5 * unit)})
	}
	return shapes
}
