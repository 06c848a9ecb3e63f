package pdf

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"math"
	"testing"

	"vanban/document"
	"vanban/fonts"
	"vanban/layout"
	"vanban/thethuc"
)

// The certificates of these tests are placed by hand, so that they hold whatever the builder does.

var names = []string{"Nguyễn Thị Thanh Hương", "Y Byă", "Trần Quốc Bảo", "Tập thể nhân dân và cán bộ thôn Đắk Rơ Wang"}

func place(x, y, w, h float64, v document.VAlign, ps ...document.Paragraph) document.Box {
	return document.Box{X: document.MM(x), Y: document.MM(y), Width: document.MM(w), Height: document.MM(h), VAlign: v, Paragraphs: ps}
}

func centred(role document.Role, lines ...string) document.Paragraph {
	p := document.Paragraph{Role: role, Align: document.AlignCenter}
	for i, t := range lines {
		if i > 0 {
			p.Runs = append(p.Runs, document.Run{Kind: document.LineBreak})
		}
		p.Runs = append(p.Runs, document.Run{Text: t})
	}
	return p
}

// certificate is the i-th of a list.
func certificate(i int, design *document.Design) *document.Document {
	name := fmt.Sprintf("%s %d", names[i%len(names)], i+1)
	return &document.Document{
		Info: document.Info{Title: "Giấy khen " + name, Author: "ỦY BAN NHÂN DÂN XÃ ĐẮK HÀ", Language: "vi-VN", Created: "2025-07-05T00:00:00+07:00"},
		Sections: []document.Section{{Plate: &document.Plate{
			Width: document.MM(297), Height: document.MM(210), Design: design,
			Boxes: []document.Box{
				place(60, 26, 177, 8, 0, centred(document.KhenQuocHieu, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")),
				place(60, 34, 177, 8, 0, centred(document.KhenTieuNgu, "Độc lập - Tự do - Hạnh phúc")),
				place(40, 66, 217, 8, 0, centred(document.KhenNguoiTang, "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ ĐẮK HÀ, TỈNH QUẢNG NGÃI")),
				place(40, 76, 217, 8, 0, centred(document.KhenTang, "TẶNG")),
				place(40, 84, 217, 20, 1, centred(document.KhenHinhThuc, "GIẤY KHEN")),
				place(40, 105, 217, 12, 1, centred(document.KhenTen, name)),
				place(40, 117, 217, 8, 0, centred(document.KhenDonVi, "Công chức Văn hóa - Xã hội, Ủy ban nhân dân xã Đắk Hà")),
				place(40, 126, 217, 20, 1, centred(document.KhenThanhTich,
					"Đã hoàn thành xuất sắc nhiệm vụ được giao trong phong trào thi đua", "“Cả nước chung sức xây dựng nông thôn mới” năm 2025")),
				place(40, 158, 90, 6, 0, document.Paragraph{Role: document.KhenQuyetDinh, Runs: []document.Run{{Text: "Quyết định số 125/QĐ-UBND"}}}),
				place(40, 164, 90, 6, 0, document.Paragraph{Role: document.KhenSoSo, Runs: []document.Run{{Text: fmt.Sprintf("Số sổ vàng: %02d", i+1)}}}),
				place(160, 150, 100, 7, 0, centred(document.KhenNoiNgay, "Đắk Hà, ngày 05 tháng 7 năm 2025")),
				place(160, 157, 100, 7, 0, centred(document.KhenChucVu, "CHỦ TỊCH")),
				place(160, 185, 100, 7, 0, centred(document.KhenHoTen, "Nguyễn Văn Thắng")),
			},
		}}},
	}
}

// border is a drawing with some thousand segments.
func border() *document.Design {
	d := &document.Design{Key: "test border", Width: document.MM(297), Height: document.MM(210)}
	frame := func(inset float64) document.Shape {
		x1, y1, x2, y2 := document.MM(inset), document.MM(inset), d.Width-document.MM(inset), d.Height-document.MM(inset)
		return document.Shape{Stroke: "C8102E", Weight: document.Pt(2), Path: []document.Segment{
			{P: [3]document.XY{{X: x1, Y: y1}}}, {Kind: document.LineTo, P: [3]document.XY{{X: x2, Y: y1}}},
			{Kind: document.LineTo, P: [3]document.XY{{X: x2, Y: y2}}}, {Kind: document.LineTo, P: [3]document.XY{{X: x1, Y: y2}}}, {Kind: document.Close},
		}}
	}
	d.Shapes = append(d.Shapes, frame(8), frame(11))
	for i := range 200 {
		a := float64(i) / 200 * 2 * math.Pi
		at := func(r, turn float64) document.XY {
			return document.XY{X: document.MM(148.5 + 130*math.Cos(a) + r*math.Cos(a+turn)), Y: document.MM(105 + 88*math.Sin(a) + r*math.Sin(a+turn))}
		}
		d.Shapes = append(d.Shapes, document.Shape{Fill: "F2C94C", EvenOdd: i%2 == 0, Path: []document.Segment{
			{P: [3]document.XY{at(4, 0)}}, {Kind: document.CurveTo, P: [3]document.XY{at(4, 1), at(4, 2), at(4, 3)}},
			{Kind: document.CurveTo, P: [3]document.XY{at(2, 4), at(2, 5), at(4, 0)}}, {Kind: document.Close},
		}})
	}
	return d
}

// printer lays out and writes.
type printer struct {
	engine *layout.Engine
	sheet  *thethuc.Sheet
	w      *Writer
}

func newPrinter(tb testing.TB) *printer {
	tb.Helper()
	set, err := fonts.Embedded()
	if err != nil {
		tb.Fatal(err)
	}
	sheet, problems := thethuc.ND30().Sheet(thethuc.House{}, "")
	if problems.Fatal() {
		tb.Fatal(problems)
	}
	for role := document.KhenNguoiTang; role <= document.KhenTen; role++ {
		sheet.Paragraphs[role].Color = "C8102E"
	}
	return &printer{engine: layout.New(set), sheet: sheet, w: newWriter(tb)}
}

func (p *printer) layout(tb testing.TB, doc *document.Document) *layout.Result {
	tb.Helper()
	res, err := p.engine.Layout(context.Background(), doc, p.sheet)
	if err != nil {
		tb.Fatal(err)
	}
	return res
}

func (p *printer) part(tb testing.TB, doc *document.Document) *Part {
	tb.Helper()
	res := p.layout(tb, doc)
	defer p.engine.Release(res)
	part, err := p.w.Part(res, doc.Info)
	if err != nil {
		tb.Fatal(err)
	}
	return part
}

// bind binds parts, each under its title.
func (p *printer) bind(tb testing.TB, parts ...*Part) []byte {
	tb.Helper()
	var out bytes.Buffer
	b := p.w.Bind(&out, document.Info{Title: "Giấy khen", Language: "vi-VN"})
	for _, part := range parts {
		if err := b.Add(part, part.Info.Title); err != nil {
			tb.Fatal(err)
		}
	}
	if err := b.Close(); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

func pngPicture(key string, img image.Image) *document.Picture {
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err)
	}
	return &document.Picture{Key: key, Media: "image/png", Data: b.Bytes(), Width: img.Bounds().Dx(), Height: img.Bounds().Dy()}
}

func jpegPicture(key string, img image.Image) *document.Picture {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		panic(err)
	}
	return &document.Picture{Key: key, Media: "image/jpeg", Data: b.Bytes(), Width: img.Bounds().Dx(), Height: img.Bounds().Dy()}
}

// disc is red with a soft edge on nothing.
func disc(n int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, n, n))
	for y := range n {
		for x := range n {
			d := math.Hypot(float64(x-n/2), float64(y-n/2)) / float64(n/2)
			img.Set(x, y, color.NRGBA{200, 16, 46, uint8(255 * max(0, min(1, 4*(1-d))))})
		}
	}
	return img
}

// BenchmarkCertificates is a thousand certificates of one design, from their trees to one file.
func BenchmarkCertificates(b *testing.B) {
	const n = 1000
	p, design := newPrinter(b), border()
	docs := make([]*document.Document, n)
	for i := range docs {
		docs[i] = certificate(i, design)
	}
	size := 0
	b.ReportAllocs()
	for b.Loop() {
		out := &counter{}
		bind := p.w.Bind(out, document.Info{Title: "Giấy khen"})
		for _, d := range docs {
			if err := bind.Add(p.part(b, d), d.Info.Title); err != nil {
				b.Fatal(err)
			}
		}
		if err := bind.Close(); err != nil {
			b.Fatal(err)
		}
		size = out.n
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/n, "µs/certificate")
	b.ReportMetric(float64(size)/n, "bytes/certificate")
}

// counter is a file of which nobody keeps anything.
type counter struct{ n int }

func (c *counter) Write(p []byte) (int, error) {
	c.n += len(p)
	return len(p), nil
}

var _ io.Writer = (*counter)(nil)
