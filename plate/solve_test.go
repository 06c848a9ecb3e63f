package plate

import (
	"math"
	"strings"
	"testing"

	"vanban/document"
)

func TestSolve(t *testing.T) {
	w, h := document.MM(297), document.MM(210)
	// printed tells where a printer with the shift and stretch puts a cross of the sheet, in mm.
	printed := func(dx, sx, dy, sy float64, crosses ...int) []Measured {
		var list []Measured
		for _, n := range crosses {
			x, y := Cross(n, w, h)
			list = append(list, Measured{n, document.MM(dx + sx*x.Millimetres()), document.MM(dy + sy*y.Millimetres())})
		}
		return list
	}
	for _, c := range []struct {
		name           string
		measured       []Measured
		sx, sy, ox, oy float64 // as the printer is; the answer undoes it
	}{
		{"nothing measured", nil, 1, 1, 0, 0},
		{"exact", printed(0, 1, 0, 1, 1, 2, 3, 4), 1, 1, 0, 0},
		{"shifted", printed(2.5, 1, -1.5, 1, 1, 2, 3, 4), 1, 1, 2.5, -1.5},
		{"one cross tells the shift alone", printed(2, 1, 3, 1, 4), 1, 1, 2, 3},
		{"two in a column tell no stretch across", printed(2, 1, 3, 0.99, 1, 3), 1, 0.99, 2, 3},
		{"two in a row tell no stretch along", printed(2, 1.01, 3, 1, 3, 4), 1.01, 1, 2, 3},
		{"two across tell all", printed(-1, 0.985, 4, 1.02, 2, 3), 0.985, 1.02, -1, 4},
		{"fit to page", printed(4.45, 0.97+1e-6, 3.15, 0.97+1e-6, 1, 2, 3, 4), 0.97, 0.97, 4.45, 3.15},
	} {
		tr, ps := Solve(w, h, c.measured, "/options/plate/measured")
		if len(ps) > 0 {
			t.Errorf("%s: %+v", c.name, ps)
		}
		for _, p := range [][2]float64{{30, 30}, {148, 100}, {267, 180}} {
			x, y := tr.Apply(document.MM(p[0]), document.MM(p[1]))
			gx, gy := c.ox+c.sx*x.Millimetres(), c.oy+c.sy*y.Millimetres()
			if math.Abs(gx-p[0]) > 0.002 || math.Abs(gy-p[1]) > 0.002 {
				t.Errorf("%s: %v lands at %g, %g", c.name, p, gx, gy)
			}
		}
	}
	// Errors of reading even out: half a millimetre each way leaves a quarter.
	m := printed(1, 1, 1, 1, 1, 2, 3, 4)
	m[0].X += document.MM(0.5)
	m[2].X -= document.MM(0.5)
	if tr, ps := Solve(w, h, m, ""); len(ps) > 0 || tr.OffsetX != document.MM(-1) || tr.ScaleX != 1 {
		t.Errorf("least squares: %+v, %+v", tr, ps)
	}
}

func TestSolveRefusesNonsense(t *testing.T) {
	w, h := document.MM(297), document.MM(210)
	m := func(n int, x, y float64) Measured { return Measured{n, document.MM(x), document.MM(y)} }
	for _, c := range []struct {
		name     string
		measured []Measured
		want     string // pointer code, of each problem
		fatal    bool
	}{
		{"no such cross", []Measured{m(5, 30, 30)}, "/m/0/cross unknown_cross", true},
		{"cross 0", []Measured{m(0, 30, 30)}, "/m/0/cross unknown_cross", true},
		{"twice", []Measured{m(1, 30, 30), m(2, 267, 30), m(1, 31, 30)}, "/m/2/cross duplicate_cross", true},
		{"cm for mm", []Measured{m(1, 3, 3)}, "/m/0/x implausible_measure, /m/0/y implausible_measure", true},
		{"from the other edge", []Measured{m(2, 30, 30)}, "/m/0/x implausible_measure", true},
		{"stretch across", []Measured{m(1, 30, 30), m(2, 256, 30)}, "/m implausible_stretch", true},
		{"stretch along", []Measured{m(1, 30, 30), m(3, 30, 186)}, "/m implausible_stretch", true},
		{"askew", []Measured{m(1, 30, 30), m(2, 267, 30), m(3, 34, 180), m(4, 271, 180)},
			"/m/0/x uneven_measure, /m/1/x uneven_measure, /m/2/x uneven_measure, /m/3/x uneven_measure", false},
	} {
		tr, ps := Solve(w, h, c.measured, "/m")
		var got []string
		for _, p := range ps {
			got = append(got, p.Pointer+" "+p.Code)
			if p.Message == "" || p.Hint == "" || !strings.HasSuffix(p.Message, ".") || !strings.HasSuffix(p.Hint, ".") {
				t.Errorf("%s: %+v", c.name, p)
			}
		}
		if s := strings.Join(got, ", "); s != c.want || ps.Fatal() != c.fatal {
			t.Errorf("%s: %s", c.name, s)
		}
		if c.fatal != (tr == Transform{}) {
			t.Errorf("%s: %+v", c.name, tr)
		}
	}
}

func TestSolveMessages(t *testing.T) {
	_, ps := Solve(document.MM(297), document.MM(210), []Measured{{2, document.MM(30), document.MM(30.5)}}, "")
	const want = "Dấu cộng số 2 cách mép trái 30 mm, trong khi đúng ra là 267 mm: lệch quá 15 mm."
	if len(ps) != 1 || ps[0].Message != want {
		t.Errorf("%+v", ps)
	}
}
