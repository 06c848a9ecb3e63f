package plate

import (
	"fmt"
	"reflect"
	"sync"
	"testing"

	"vanban/document"
	"vanban/thethuc"
)

var sizes = [][2]float64{
	{297, 210}, {210, 297}, {420, 297}, {365, 270}, {400, 300}, {450, 350}, {360, 237},
	{100, 100}, {100, 150}, {600, 100}, {100, 600}, {600, 600}, {253.7, 181.3},
}

func mmSize(s [2]float64) (w, h document.EMU) { return document.MM(s[0]), document.MM(s[1]) }

// places calls f with places along the path that are close enough together to tell where it runs.
func places(path []document.Segment, f func(x, y float64)) {
	var last, start document.XY
	for _, s := range path {
		p := [4]document.XY{last, s.P[0], s.P[1], s.P[2]}
		switch s.Kind {
		case document.MoveTo:
			last, start = p[1], p[1]
			f(last.X.Millimetres(), last.Y.Millimetres())
			continue
		case document.LineTo:
			p = [4]document.XY{last, last, p[1], p[1]}
		case document.Close:
			p = [4]document.XY{last, last, start, start}
		case document.CurveTo:
		}
		for i := 1; i <= 8; i++ {
			t := float64(i) / 8
			b := [4]float64{(1 - t) * (1 - t) * (1 - t), 3 * t * (1 - t) * (1 - t), 3 * t * t * (1 - t), t * t * t}
			var x, y float64
			for j := range p {
				x += b[j] * p[j].X.Millimetres()
				y += b[j] * p[j].Y.Millimetres()
			}
			f(x, y)
		}
		last = p[3]
	}
}

// The frame stays between 7 and 20 mm (at A4) from the nearest edge: what is inside belongs to the text.
func TestBorderLeavesTextAreaFree(t *testing.T) {
	for _, size := range sizes {
		w, h := mmSize(size)
		scale := min(size[0]/297, size[1]/210)
		for i, s := range border(w, h) {
			reach := s.Weight.Millimetres() / 2
			places(s.Path, func(x, y float64) {
				edge := min(x, y, size[0]-x, size[1]-y)
				if edge-reach < 7*scale || edge+reach > 20*scale {
					t.Fatalf("%v: shape %d is at %.2f, %.2f", size, i, x, y)
				}
			})
		}
	}
}

// The design's fields lie inside the frame at every size: an upright sheet brings them nearer to the edge, and the frame with them.
func TestFieldsInsideFrame(t *testing.T) {
	d := thethuc.ND30().Plate()
	for _, size := range sizes {
		x, y := size[0]/d.Width.Millimetres(), size[1]/d.Height.Millimetres()
		frame := (innerLine + 0.7) * min(x, y)
		for k := range thethuc.PlateKeys {
			f := &d.Fields[k]
			left, top := f.X.Millimetres()*x, f.Y.Millimetres()*y
			right, bottom := size[0]-(f.X+f.Width).Millimetres()*x, size[1]-(f.Y+f.Height).Millimetres()*y
			if min(left, top, right, bottom) < frame {
				t.Errorf("%v: %s is %.1f mm from the edge, the frame reaches %.1f", size, k, min(left, top, right, bottom), frame)
			}
		}
	}
}

// Every side is its own mirror image, and so are the corners: the ornament comes out even everywhere.
func TestBorderIsSymmetric(t *testing.T) {
	const grain = document.Millimetre / 100
	for _, size := range sizes {
		w, h := mmSize(size)
		for i, s := range border(w, h) {
			points := map[document.XY]bool{}
			for _, g := range s.Path {
				for _, p := range g.P {
					points[document.XY{X: (p.X + grain/2) / grain, Y: (p.Y + grain/2) / grain}] = true
				}
			}
			delete(points, document.XY{}) // unused places of a segment
			near := func(x, y document.EMU) bool {
				for dx := document.EMU(-2); dx <= 2; dx++ {
					for dy := document.EMU(-2); dy <= 2; dy++ {
						if points[document.XY{X: x + dx, Y: y + dy}] {
							return true
						}
					}
				}
				return false
			}
			for p := range points {
				if !near(w/grain-p.X, p.Y) || !near(p.X, h/grain-p.Y) {
					t.Fatalf("%v: shape %d has no mirror image of %d, %d", size, i, p.X, p.Y)
				}
			}
		}
	}
}

func TestLobesAreOdd(t *testing.T) {
	for run := 1.0; run < 1500; run += 0.7 {
		n := lobes(run)
		if n < 1 || n%2 == 0 {
			t.Fatalf("%g mm: %d lobes", run, n)
		}
		if length := run / float64(n); n > 5 && (length < 0.8*lobeLength || length > 1.2*lobeLength) {
			t.Errorf("%g mm: lobes of %g mm", run, length)
		}
	}
}

// A design is small, so that files with it are.
func TestDesignIsCompact(t *testing.T) {
	for _, c := range []struct {
		size [2]float64
		max  int
	}{{[2]float64{297, 210}, 40_000}, {[2]float64{420, 297}, 40_000}, {[2]float64{400, 300}, 42_000}, {[2]float64{600, 100}, 110_000}} {
		w, h := mmSize(c.size)
		shapes := border(w, h)
		bytes := 0
		for _, s := range shapes {
			bytes += len(pathText(s.Path))
		}
		if bytes > c.max || len(shapes) > 12 {
			t.Errorf("%v: %d bytes in %d shapes", c.size, bytes, len(shapes))
		}
	}
}

func TestDesignIsTheSameEveryTime(t *testing.T) {
	w, h := mmSize(sizes[0])
	looks := []Look{
		{Width: w, Height: h}, {Width: h, Height: w},
		{Width: w, Height: h, Emblem: Square{w / 2, h / 8, w / 12}},
		{Width: w, Height: h, Emblem: Square{w / 2, h / 8, w / 12}, Flags: true},
		{Width: w, Height: h, Place: Transform{OffsetX: document.MM(2)}},
		{Width: w, Height: h, Place: Transform{ScaleX: 1.002, ScaleY: 1}},
	}
	keys := map[string]bool{}
	for _, l := range looks {
		a, b := Design(l), Design(l)
		if !reflect.DeepEqual(a, b) || a.Key != l.Key() || a.Width != l.Width || a.Height != l.Height {
			t.Errorf("%+v: drawn differently", l)
		}
		keys[a.Key] = true
	}
	if len(keys) != len(looks) {
		t.Errorf("keys %v", keys)
	}
}

func TestDesignMovesWithPlace(t *testing.T) {
	w, h := mmSize(sizes[0])
	plain, moved := Design(Look{Width: w, Height: h}), Design(Look{Width: w, Height: h, Place: Transform{OffsetX: 360, OffsetY: -720}})
	for i, s := range plain.Shapes {
		for j, g := range s.Path {
			if g.Kind == document.Close {
				continue
			}
			if p, q := g.P[0], moved.Shapes[i].Path[j].P[0]; q.X-p.X != 360 || q.Y-p.Y != -720 {
				t.Fatalf("%v went to %v", p, q)
			}
		}
	}
}

func TestStudioKeepsDesigns(t *testing.T) {
	var s Studio
	look := func(i int) Look { return Look{Width: document.MM(float64(100 + i)), Height: document.MM(100)} }
	first := s.Design(look(0))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if s.Design(look(0)) != first {
				t.Error("drawn again")
			}
		})
	}
	wg.Wait()
	for i := range studioSize + 1 {
		if d := s.Design(look(i)); d.Key != look(i).Key() {
			t.Errorf("design %s", d.Key)
		}
	}
	if len(s.kept) != studioSize || len(s.order) != studioSize {
		t.Errorf("%d kept", len(s.kept))
	}
	if s.Design(look(0)) == first {
		t.Error("the oldest stayed")
	}
}

func BenchmarkDesign(b *testing.B) {
	for _, size := range sizes[:3] {
		w, h := mmSize(size)
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Design(Look{Width: w, Height: h, Emblem: Square{w / 2, h / 8, w / 12}, Flags: true})
			}
		})
	}
}
