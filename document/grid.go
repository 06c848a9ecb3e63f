package document

// Grid is a pattern of equal squares, the modules of a QR code. It is kept as bits, and each writer draws it in the way that suits its
// format: a path around its areas has thousands of segments.
type Grid struct {
	X, Y, Size EMU // the square that holds pattern and margin
	Margin     int // on each side, in modules
	Modules    int // on a side of the pattern
	// Bits are the rows from above, Stride bytes each, from the left and the high bit first. Set ones are filled; what is
	// left of a row's last byte is zero.
	Bits   []byte
	Stride int
}

// Filled reports whether a module is filled. Beyond the pattern none is.
func (g *Grid) Filled(x, y int) bool {
	return x >= 0 && y >= 0 && x < g.Modules && y < g.Modules && g.Bits[y*g.Stride+x>>3]&(0x80>>(x&7)) != 0
}

// Outline returns the path around the filled areas: that is a quarter shorter than rectangles for runs, and leaves no seams where areas
// would touch.
func (g *Grid) Outline() []Segment {
	t := tracer{Grid: g, seen: make([]bool, g.Modules*(g.Modules+1))}
	for y := range g.Modules {
		for x := range g.Modules {
			if g.Filled(x, y) && !g.Filled(x, y-1) && !t.seen[y*g.Modules+x] {
				t.trace(x, y)
			}
		}
	}
	return t.path
}

// tracer walks around filled areas with them on its right hand, so that holes run the other way round and stay empty.
type tracer struct {
	*Grid
	seen []bool // upper edges of filled modules that were walked along; every outline has one
	path []Segment
}

// trace walks once around from the upper edge of module x, y. Filled modules that only touch at a corner are outlined apart.
func (t *tracer) trace(x, y int) {
	px, py, dx, dy := x, y, 1, 0
	t.corner(MoveTo, px, py)
	for {
		if dx == 1 {
			if t.seen[py*t.Modules+px] {
				break
			}
			t.seen[py*t.Modules+px] = true
		}
		px, py = px+dx, py+dy
		// The modules ahead on the right and on the left of the way.
		rx, ry := px+min(dx, 0)+min(-dy, 0), py+min(dy, 0)+min(dx, 0)
		lx, ly := px+min(dx, 0)+min(dy, 0), py+min(dy, 0)+min(-dx, 0)
		switch {
		case !t.Filled(rx, ry):
			dx, dy = -dy, dx
		case t.Filled(lx, ly):
			dx, dy = dy, -dx
		default:
			continue
		}
		if px != x || py != y || dx != 1 {
			t.corner(LineTo, px, py)
		}
	}
	t.path = append(t.path, Segment{Kind: Close})
}

func (t *tracer) corner(kind SegmentKind, x, y int) {
	edge := func(from EMU, i int) EMU { return from + t.Size*EMU(i+t.Margin)/EMU(t.Modules+2*t.Margin) }
	t.path = append(t.path, Segment{Kind: kind, P: [3]XY{{X: edge(t.X, x), Y: edge(t.Y, y)}}})
}
