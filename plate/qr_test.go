package plate

import (
	"math/rand/v2"
	"testing"

	"vanban/document"
)

// inside tells by the nonzero rule whether a place is in the path of straight lines.
func inside(path []document.Segment, x, y document.EMU) bool {
	winding := 0
	var last, start document.XY
	edge := func(a, b document.XY) {
		if a.X == b.X && x < a.X {
			switch {
			case a.Y <= y && y < b.Y:
				winding++
			case b.Y <= y && y < a.Y:
				winding--
			}
		}
	}
	for _, s := range path {
		switch s.Kind {
		case document.MoveTo:
			start = s.P[0]
		case document.LineTo:
			edge(last, s.P[0])
		case document.Close:
			edge(last, start)
			last = start
			continue
		}
		last = s.P[0]
	}
	return winding != 0
}

// What is drawn is the matrix, module for module, with four white ones around it.
func TestQRIsItsMatrix(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{1, 2, 3, 21, 45} {
		bits := make([]bool, n*n)
		dark := 0
		for i := range bits {
			bits[i] = r.IntN(2) == 0
			if bits[i] {
				dark++
			}
		}
		at := Square{X: document.MM(10), Y: document.MM(20), Size: document.MM(30)}
		stride := n/8 + 1
		packed := make([]byte, n*stride)
		for i, dark := range bits {
			if dark {
				packed[i/n*stride+i%n/8] |= 0x80 >> (i % n % 8)
			}
		}
		shapes := QR(packed, stride, n, at)
		if len(shapes) != 2 || shapes[0].Fill != "FFFFFF" || shapes[1].Fill != "000000" || shapes[1].EvenOdd {
			t.Fatalf("%d: shapes %+v", n, shapes)
		}
		outline := shapes[1].Outline()
		for y := -4; y < n+4; y++ {
			for x := -4; x < n+4; x++ {
				middle := func(from document.EMU, i int) document.EMU {
					return from + at.Size*document.EMU(2*(i+4)+1)/document.EMU(2*(n+8))
				}
				want := x >= 0 && y >= 0 && x < n && y < n && bits[y*n+x]
				if got := inside(outline, middle(at.X, x), middle(at.Y, y)); got != want {
					t.Errorf("%d modules: %d, %d is dark %t", n, x, y, got)
				}
			}
		}
		if n == 45 && len(outline) >= 5*dark/2 {
			t.Errorf("%d segments for %d dark modules", len(outline), dark)
		}
	}
}
