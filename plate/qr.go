package plate

import "vanban/document"

// quiet is the white margin that readers need around a QR code, in modules (ISO/IEC 18004, 9.1).
const quiet = 4

// QR draws a QR code of so many modules a side into the square: a white ground with the quiet zone inside the square, so that it can be
// read on a coloured page, and the dark modules as one black shape above it. The shape follows the outlines of dark areas: that is a
// quarter shorter than rectangles for runs, and leaves no seams where areas would touch.
func QR(dark func(x, y int) bool, modules int, at Square) []document.Shape {
	t := tracer{dark: dark, modules: modules, at: at, seen: make([]bool, modules*(modules+1))}
	for y := range modules {
		for x := range modules {
			if t.is(x, y) && !t.is(x, y-1) && !t.seen[y*modules+x] {
				t.trace(x, y)
			}
		}
	}
	return []document.Shape{
		{Path: rectangle(at.X, at.Y, at.X+at.Size, at.Y+at.Size), Fill: white},
		{Path: t.path, Fill: black},
	}
}

// tracer walks around dark areas with the dark on its right hand, so that holes run the other way round and stay white.
type tracer struct {
	dark    func(x, y int) bool
	modules int
	at      Square
	seen    []bool // upper edges of dark modules that were walked along; every outline has one
	path    []document.Segment
}

func (t *tracer) is(x, y int) bool {
	return x >= 0 && y >= 0 && x < t.modules && y < t.modules && t.dark(x, y)
}

// trace walks once around from the upper edge of module x, y. Dark modules that only touch at a corner are outlined apart.
func (t *tracer) trace(x, y int) {
	px, py, dx, dy := x, y, 1, 0
	kind := document.MoveTo
	t.corner(kind, px, py)
	for {
		if dx == 1 {
			if t.seen[py*t.modules+px] {
				break
			}
			t.seen[py*t.modules+px] = true
		}
		px, py = px+dx, py+dy
		// The modules ahead on the right and on the left of the way.
		rx, ry := px+min(dx, 0)+min(-dy, 0), py+min(dy, 0)+min(dx, 0)
		lx, ly := px+min(dx, 0)+min(dy, 0), py+min(dy, 0)+min(-dx, 0)
		switch {
		case !t.is(rx, ry):
			dx, dy = -dy, dx
		case t.is(lx, ly):
			dx, dy = dy, -dx
		default:
			continue
		}
		if px != x || py != y || dx != 1 {
			t.corner(document.LineTo, px, py)
		}
	}
	t.path = append(t.path, document.Segment{Kind: document.Close})
}

func (t *tracer) corner(kind document.SegmentKind, x, y int) {
	edge := func(from document.EMU, i int) document.EMU {
		return from + t.at.Size*document.EMU(i+quiet)/document.EMU(t.modules+2*quiet)
	}
	t.path = append(t.path, document.Segment{Kind: kind, P: [3]document.XY{{X: edge(t.at.X, x), Y: edge(t.at.Y, y)}}})
}

func rectangle(x0, y0, x1, y1 document.EMU) []document.Segment {
	to := func(kind document.SegmentKind, x, y document.EMU) document.Segment {
		return document.Segment{Kind: kind, P: [3]document.XY{{X: x, Y: y}}}
	}
	return []document.Segment{
		to(document.MoveTo, x0, y0), to(document.LineTo, x1, y0), to(document.LineTo, x1, y1), to(document.LineTo, x0, y1),
		{Kind: document.Close},
	}
}
