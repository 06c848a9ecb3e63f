package svg_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"strings"
	"sync"
	"testing"

	"vanban/document"
)

func at(x, y float64) document.XY { return document.XY{X: document.MM(x), Y: document.MM(y)} }

func step(kind document.SegmentKind, p ...document.XY) document.Segment {
	s := document.Segment{Kind: kind}
	copy(s.P[:], p)
	return s
}

func rectangle(x, y, w, h float64) []document.Segment {
	return []document.Segment{
		step(document.MoveTo, at(x, y)), step(document.LineTo, at(x+w, y)), step(document.LineTo, at(x+w, y+h)),
		step(document.LineTo, at(x, y+h)), step(document.Close),
	}
}

func picture(rgb color.NRGBA) *document.Picture {
	img := image.NewNRGBA(image.Rect(0, 0, 4, 4))
	for i := range 16 {
		img.SetNRGBA(i%4, i/4, rgb)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err) // a buffer takes everything
	}
	return &document.Picture{Key: fmt.Sprint(rgb), Media: "image/png", Data: b.Bytes(), Width: 4, Height: 4}
}

// plate is what stands behind the text of a small certificate.
func plate() *document.Plate {
	triangle := []document.Segment{
		step(document.MoveTo, at(60, 20)), step(document.LineTo, at(70, 40)), step(document.CurveTo, at(65, 45), at(60, 35), at(50.001, 40)),
		step(document.Close),
	}
	return &document.Plate{
		Width: document.MM(210), Height: document.MM(297),
		Photo: &document.Placed{Picture: picture(color.NRGBA{R: 0xEE, G: 0xEE, B: 0xCC, A: 0xFF}), Width: document.MM(210), Height: document.MM(297)},
		Design: &document.Design{Key: "small", Width: document.MM(210), Height: document.MM(297), Shapes: []document.Shape{
			{Path: append(rectangle(8, 8, 194, 281), rectangle(12, 12, 186, 273)...), Fill: "DA251D", EvenOdd: true},
			{Path: rectangle(20, 20, 10, 10), Fill: "FFCD00"},
			{Path: rectangle(25, 25, 10, 10), Fill: "FFCD00"},
			{Path: triangle, Fill: "FFFFFF", Stroke: "C8A000", Weight: document.Pt(0.75)},
		}},
		Pictures: []document.Placed{{
			Picture: picture(color.NRGBA{R: 0xDA, A: 0xFF}), X: document.MM(93), Y: document.MM(20), Width: document.MM(24), Height: document.MM(24),
		}},
		Marks: []document.Shape{{Path: rectangle(20, 240, 25, 25), Fill: "FFFFFF"}, {Path: rectangle(22, 242, 5, 5), Fill: "000000"}},
	}
}

// TestPlatePictures reads the pictures back: photo first, then the others, before any text.
func TestPlatePictures(t *testing.T) {
	s := newSheet(t)
	p := s.page()
	p.Plate = plate()
	s.put(p, 30, 80, s.span(0, "chữ", document.Bold, 14))
	out := write(t, &s.res, document.Info{}, 1)
	images := parse(t, out).all("image")
	want := []*document.Picture{p.Plate.Photo.Picture, p.Plate.Pictures[0].Picture}
	if len(images) != len(want) {
		t.Fatalf("%d images", len(images))
	}
	for i, e := range images {
		if e.attr["href"] != "data:image/png;base64,"+base64.StdEncoding.EncodeToString(want[i].Data) {
			t.Errorf("image %d is another", i+1)
		}
	}
	if bytes.LastIndex(out, []byte("<path")) > bytes.Index(out, []byte("<text")) {
		t.Error("a shape stands above text")
	}
}

// TestPlateDesigns gives one Writer many designs at once: each page has its own.
func TestPlateDesigns(t *testing.T) {
	w := newWriter(t)
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			for k := range 10 {
				s := newSheet(t)
				p := plate()
				fill := fmt.Sprintf("%06X", i+8*k)
				p.Design.Key, p.Design.Shapes[0].Fill = fill, fill
				s.page().Plate = p
				out, err := w.Write(&s.res, document.Info{}, 1)
				if err != nil || !strings.Contains(string(out), `fill="#`+fill) {
					t.Errorf("design %s: not drawn (%v)", fill, err)
				}
			}
		})
	}
	group.Wait()
}

// BenchmarkPlate is a preview of a certificate with artwork of some thousand curves.
func BenchmarkPlate(b *testing.B) {
	s := newSheet(b)
	p := s.page()
	p.Plate = plate()
	for i := range 600 {
		a := 2 * math.Pi * float64(i) / 600
		x, y := 105+90*math.Cos(a), 148+130*math.Sin(a)
		shape := document.Shape{Path: []document.Segment{step(document.MoveTo, at(x, y))}, Stroke: "C8A000", Weight: document.Pt(0.25)}
		for k := range 6 {
			c := a + float64(k)
			shape.Path = append(shape.Path, step(document.CurveTo,
				at(x+2*math.Cos(c), y+2*math.Sin(c)), at(x+4*math.Sin(c), y-3*math.Cos(c)), at(x+math.Sin(c), y+math.Sin(c))))
		}
		p.Plate.Design.Shapes = append(p.Plate.Design.Shapes, shape)
	}
	p.Plate.Design.Key = "rich"
	s.put(p, 30, 80, s.span(0, "GIẤY KHEN", document.Bold, 44))
	w := newWriter(b)
	b.ReportAllocs()
	size := 0
	for b.Loop() {
		out, err := w.Write(&s.res, document.Info{}, 1)
		if err != nil {
			b.Fatal(err)
		}
		size = len(out)
	}
	b.ReportMetric(float64(size), "bytes/file")
}
