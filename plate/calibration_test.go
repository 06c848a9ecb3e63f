package plate

import (
	"strings"
	"testing"

	"vanban/document"
	"vanban/fonts"
)

func TestCrosses(t *testing.T) {
	for _, c := range []struct {
		size  [2]float64
		inset float64
	}{{[2]float64{297, 210}, 30}, {[2]float64{210, 297}, 30}, {[2]float64{420, 297}, 40}, {[2]float64{400, 300}, 45}, {[2]float64{100, 100}, 20}} {
		w, h := mmSize(c.size)
		for n, want := range [][2]float64{1: {c.inset, c.inset}, 2: {c.size[0] - c.inset, c.inset}, 3: {c.inset, c.size[1] - c.inset},
			4: {c.size[0] - c.inset, c.size[1] - c.inset}} {
			if n == 0 {
				continue
			}
			if x, y := Cross(n, w, h); x != document.MM(want[0]) || y != document.MM(want[1]) {
				t.Errorf("%v: cross %d at %g, %g", c.size, n, x.Millimetres(), y.Millimetres())
			}
		}
	}
}

// Text fits its places, places do not overlap, and nothing leaves the page.
func TestCalibrationFits(t *testing.T) {
	set, err := fonts.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range sizes {
		w, h := mmSize(size)
		doc, sheet := Calibration(w, h, set)
		if len(doc.Sections) != 1 || doc.Sections[0].Plate == nil || sheet.Page.Width != w || sheet.Page.Height != h {
			t.Fatalf("%v: %+v", size, doc)
		}
		p := doc.Sections[0].Plate
		for i, b := range p.Boxes {
			if b.X < 0 || b.Y < 0 || b.X+b.Width > w || b.Y+b.Height > h {
				t.Errorf("%v: box %d leaves the page", size, i)
			}
			for _, o := range p.Boxes[:i] {
				if b.X < o.X+o.Width && o.X < b.X+b.Width && b.Y < o.Y+o.Height && o.Y < b.Y+b.Height {
					t.Errorf("%v: box %d overlaps another", size, i)
				}
			}
			lines := 0
			for _, par := range b.Paragraphs {
				if !par.Role.OnPlate() {
					t.Errorf("role %d", par.Role)
				}
				for _, r := range par.Runs {
					if r.Kind == document.LineBreak {
						continue
					}
					lines++
					if set.TextWidth(r.Text, sheet.FaceOf(par.Role, &r), b.Size) > b.Width {
						t.Errorf("%v: %q is wider than its box at %g pt", size, r.Text, b.Size.Points())
					}
				}
			}
			if float64(lines)*1.15*float64(b.Size) > float64(b.Height) || b.Size < document.Pt(5) {
				t.Errorf("%v: box %d has %d lines of %g pt", size, i, lines, b.Size.Points())
			}
		}
		for i, s := range p.Marks {
			places(s.Path, func(x, y float64) {
				if min(x, y, size[0]-x, size[1]-y) < 4.9 {
					t.Fatalf("%v: mark %d at %g, %g is where printers do not print", size, i, x, y)
				}
			})
		}
	}
}

func TestCalibrationSaysWhatToDo(t *testing.T) {
	set, err := fonts.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	doc, _ := Calibration(document.MM(297), document.MM(210), set)
	var b strings.Builder
	for _, box := range doc.Sections[0].Plate.Boxes {
		for i := range box.Paragraphs {
			b.WriteString(box.Paragraphs[i].PlainText() + "\n")
		}
	}
	text := strings.ReplaceAll(b.String(), "\u00a0", " ")
	for _, want := range []string{"TỜ CĂN CHỈNH MÁY IN", "Khổ giấy: 297 × 210 mm.", "100 %", "Mép trái: 267 mm; đo được:", "dài 100 mm", "mép trên"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
}
