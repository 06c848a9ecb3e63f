package plate

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"vanban/document"
)

// Transform maps the place where something shall land on the paper to the place that must be sent to the printer. The zero Transform
// changes nothing: a scale of 0 stands for 1.
type Transform struct {
	OffsetX, OffsetY document.EMU
	ScaleX, ScaleY   float64
}

// Apply returns what must be sent so that it lands at x, y.
func (t Transform) Apply(x, y document.EMU) (document.EMU, document.EMU) {
	return along(x, t.OffsetX, t.ScaleX), along(y, t.OffsetY, t.ScaleY)
}

func along(v, offset document.EMU, scale float64) document.EMU {
	if scale == 0 || scale == 1 {
		return v + offset
	}
	return offset + document.EMU(math.Round(float64(v)*scale))
}

// move maps the shapes in place.
func (t Transform) move(shapes []document.Shape) {
	if t == (Transform{}) {
		return
	}
	for i := range shapes {
		for j := range shapes[i].Path {
			for k := range shapes[i].Path[j].P {
				p := &shapes[i].Path[j].P[k]
				p.X, p.Y = t.Apply(p.X, p.Y)
			}
		}
	}
}

// Measured is where the clerk found a cross of the calibration sheet: the distances of its middle from the left and the upper edge of
// the paper.
type Measured struct {
	Cross int // 1 to 4, as printed beside it
	X, Y  document.EMU
}

// What a printer can be off by. Beyond that the clerk misread the ruler, or the sheet was not printed at 100 %.
const (
	maxOff     = 15 * document.Millimetre
	maxStretch = 0.03
	// maxSkew is how far a cross may lie from where the others say: more is paper that was fed askew or a slip of the pen.
	maxSkew = 1.5 // mm
)

// Solve finds the transform from what was measured on the printed [Calibration] sheet, by least squares on each axis. Crosses that all
// stand in one column tell no stretch across, those of one row none along; nothing measured is the zero Transform. Faults come as
// problems with pointers below base, the place of the list in the user's JSON; with an error among them the transform is zero.
func Solve(width, height document.EMU, measured []Measured, base string) (Transform, document.Problems) {
	var ps document.Problems
	var xs, ys axis
	first := map[int]int{}
	for i, m := range measured {
		at := base + "/" + strconv.Itoa(i)
		if m.Cross < 1 || m.Cross > Crosses {
			ps = append(ps, document.Problem{Pointer: at + "/cross", Code: "unknown_cross",
				Message: fmt.Sprintf("Tờ căn chỉnh không có dấu cộng số %d.", m.Cross),
				Hint:    "Ghi số từ 1 đến 4, đúng như số in cạnh dấu cộng đã đo."})
			continue
		}
		if before, ok := first[m.Cross]; ok {
			ps = append(ps, document.Problem{Pointer: at + "/cross", Code: "duplicate_cross",
				Message: fmt.Sprintf("Dấu cộng số %d được ghi hai lần (mục thứ %d và mục thứ %d).", m.Cross, before+1, i+1),
				Hint:    "Giữ lại một lần đo cho mỗi dấu cộng."})
			continue
		}
		first[m.Cross] = i
		x, y := Cross(m.Cross, width, height)
		ps = append(ps, xs.add(m.Cross, x, m.X, at+"/x", "mép trái")...)
		ps = append(ps, ys.add(m.Cross, y, m.Y, at+"/y", "mép trên")...)
	}
	if ps.Fatal() || len(first) == 0 {
		return Transform{}, ps
	}
	var t Transform
	t.OffsetX, t.ScaleX = xs.solve(base, "ngang", &ps)
	t.OffsetY, t.ScaleY = ys.solve(base, "dọc", &ps)
	if ps.Fatal() {
		return Transform{}, ps
	}
	return t, ps
}

// axis gathers where crosses should be and where they are, in mm.
type axis struct {
	want, got []float64
	pointers  []string
	crosses   []int
}

func (a *axis) add(cross int, want, got document.EMU, pointer, edge string) document.Problems {
	if off := got - want; off > maxOff || off < -maxOff {
		return document.Problems{{Pointer: pointer, Code: "implausible_measure",
			Message: fmt.Sprintf("Dấu cộng số %d cách %s %s mm, trong khi đúng ra là %s mm: lệch quá %s mm.",
				cross, edge, comma(got.Millimetres()), comma(want.Millimetres()), comma(maxOff.Millimetres())),
			Hint: "Đo lại từ mép giấy đến giữa dấu cộng, tính bằng mm; kiểm tra khổ giấy và in tờ căn chỉnh ở tỷ lệ 100 %."}}
	}
	a.want, a.got = append(a.want, want.Millimetres()), append(a.got, got.Millimetres())
	a.pointers, a.crosses = append(a.pointers, pointer), append(a.crosses, cross)
	return nil
}

// solve fits got = shift + stretch·want and returns the inverse of it.
func (a *axis) solve(base, name string, ps *document.Problems) (document.EMU, float64) {
	n := float64(len(a.want))
	var mw, mg, sww, swg float64
	for i := range a.want {
		mw, mg = mw+a.want[i]/n, mg+a.got[i]/n
	}
	for i := range a.want {
		sww += (a.want[i] - mw) * (a.want[i] - mw)
		swg += (a.want[i] - mw) * (a.got[i] - mg)
	}
	stretch := 1.0
	if sww > 0 {
		stretch = swg / sww
	}
	if math.Abs(stretch-1) > maxStretch {
		*ps = append(*ps, document.Problem{Pointer: base, Code: "implausible_stretch",
			Message: fmt.Sprintf("Theo số đo, bản in theo chiều %s bằng %s %% kích thước thật; máy in thường chỉ lệch trong khoảng %s–%s %%.",
				name, comma(stretch*100), comma(100-maxStretch*100), comma(100+maxStretch*100)),
			Hint: "In lại tờ căn chỉnh ở tỷ lệ 100 % (“Actual size”, không chọn “Fit to page”), kiểm tra đoạn thẳng in kèm số đo rồi đo lại."})
		return 0, 0
	}
	shift := mg - stretch*mw
	for i := range a.want {
		if off := a.got[i] - shift - stretch*a.want[i]; math.Abs(off) > maxSkew {
			*ps = append(*ps, document.Problem{Severity: document.Warning, Pointer: a.pointers[i], Code: "uneven_measure",
				Message: fmt.Sprintf("Số đo theo chiều %s của dấu cộng số %d lệch %s mm so với các dấu cộng còn lại.",
					name, a.crosses[i], comma(math.Abs(off))),
				Hint: "Đo lại dấu cộng này; nếu số đo đúng thì giấy bị kéo lệch khi in, nên chỉnh thanh chặn giấy rồi in lại."})
		}
	}
	return document.MM(-shift / stretch), 1 / stretch
}

// comma writes v, to a hundredth, with the Vietnamese decimal comma.
func comma(v float64) string {
	return strings.Replace(strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64), ".", ",", 1)
}
