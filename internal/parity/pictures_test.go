package parity

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"strings"
	"testing"

	"vanban/internal/referee"
)

// TestPictures compares certificates as pictures, because most of what is on them is no text: in every square of some millimetres our
// PDF has the colours of LibreOffice's of the DOCX.
func TestPictures(t *testing.T) {
	files := map[string][]byte{}
	ours := map[string][]byte{}
	for _, r := range good(t) {
		if strings.HasPrefix(r.Name, "khenthuong/") {
			files[r.Name], ours[r.Name] = r.docx, r.pdf
		}
	}
	if len(files) == 0 {
		t.Fatal("no sample is a certificate")
	}
	for name, theirs := range referee.OfficePDF(t, files) {
		got, want := squares(t, ours[name]), squares(t, theirs)
		if len(got) != len(want) {
			t.Errorf("%s: %d squares, LibreOffice has %d", name, len(got), len(want))
			continue
		}
		worst, at, sum := 0.0, image.Point{}, 0.0
		for p, c := range want {
			off := 0.0
			for i := range c {
				off = max(off, math.Abs(c[i]-got[p][i]))
			}
			if sum += off; off > worst {
				worst, at = off, p
			}
		}
		t.Logf("%-44s differs by %.4f, at most %.3f in %v", name, sum/float64(len(want)), worst, at)
		if worst > 0.12 || sum/float64(len(want)) > 0.02 {
			t.Errorf("%s: the pictures differ", name)
		}
	}
}

// squares returns the mean colour of each square of page 1, from 0 to 1.
func squares(t *testing.T, pdf []byte) map[image.Point][3]float64 {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(referee.PNG(t, pdf, 144)[0]))
	if err != nil {
		t.Fatal(err)
	}
	const side = 16 // pixels, 2.8 mm
	m := map[image.Point][3]float64{}
	b := img.Bounds()
	for y := 0; y < b.Dy()/side*side; y++ {
		for x := 0; x < b.Dx()/side*side; x++ {
			c := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
			at := image.Pt(x/side, y/side)
			s := m[at]
			for i, v := range [...]uint8{c.R, c.G, c.B} {
				s[i] += float64(v) / 255 / (side * side)
			}
			m[at] = s
		}
	}
	return m
}
