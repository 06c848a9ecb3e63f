package docx_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	d "vanban/document"
	"vanban/internal/referee"
	"vanban/render/docx"
	"vanban/thethuc"
)

func at(x, y float64) d.XY { return d.XY{X: d.MM(x), Y: d.MM(y)} }

func move(p d.XY) d.Segment     { return d.Segment{Kind: d.MoveTo, P: [3]d.XY{p}} }
func line(p d.XY) d.Segment     { return d.Segment{Kind: d.LineTo, P: [3]d.XY{p}} }
func curve(p ...d.XY) d.Segment { return d.Segment{Kind: d.CurveTo, P: [3]d.XY(p)} }

func rectangle(x, y, w, h float64) []d.Segment {
	return []d.Segment{move(at(x, y)), line(at(x+w, y)), line(at(x+w, y+h)), line(at(x, y+h)), {Kind: d.Close}}
}

// smallDesign is a border with a hole, two shapes of one paint that overlap, and a curve.
func smallDesign() *d.Design {
	return &d.Design{Key: "small", Width: d.MM(297), Height: d.MM(210), Shapes: []d.Shape{
		{Path: append(rectangle(8, 8, 281, 194), rectangle(12, 12, 273, 186)...), Fill: "DA251D", EvenOdd: true},
		{Path: rectangle(20, 20, 10, 10), Fill: "FFCD00"},
		{Path: rectangle(25, 25, 10, 10), Fill: "FFCD00"},
		{Path: []d.Segment{move(at(30, 180)), curve(at(100, 170), at(200, 190), at(267, 180))}, Stroke: "C8A000", Weight: d.Pt(0.75)},
	}}
}

// richDesign has more shapes and segments than real artwork.
var richDesign = sync.OnceValue(func() *d.Design {
	design := smallDesign()
	design.Key = "rich"
	for i := range 600 {
		a := 2 * math.Pi * float64(i) / 600
		x, y := 148.5+130*math.Cos(a), 105+90*math.Sin(a)
		s := d.Shape{Path: []d.Segment{move(at(x, y))}, Stroke: "C8A000", Weight: d.Pt(0.25)}
		for k := range 6 {
			b := a + float64(k)
			s.Path = append(s.Path, curve(at(x+2*math.Cos(b), y+2*math.Sin(b)), at(x+4*math.Sin(b), y-3*math.Cos(b)), at(x+math.Sin(b), y+math.Sin(b))))
		}
		if i%40 == 0 {
			s.Stroke, s.Fill = "DA251D", "FFF3C0"
		}
		design.Shapes = append(design.Shapes, s)
	}
	return design
})

func picture(tb testing.TB) *d.Picture {
	tb.Helper()
	img := image.NewNRGBA(image.Rect(0, 0, 60, 60))
	for y := range 60 {
		for x := range 60 {
			if (x-30)*(x-30)+(y-30)*(y-30) < 900 {
				img.Set(x, y, color.NRGBA{R: 0xDA, G: uint8(4 * x), B: 0x1D, A: 0xFF})
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		tb.Fatal(err)
	}
	return &d.Picture{Key: "round", Media: "image/png", Data: b.Bytes(), Width: 60, Height: 60}
}

// box is a box whose paragraphs' lines are parted by <br>.
func box(x, y, w, h float64, v d.VAlign, size float64, paras ...*d.Paragraph) d.Box {
	b := d.Box{X: d.MM(x), Y: d.MM(y), Width: d.MM(w), Height: d.MM(h), VAlign: v, Size: d.Pt(size)}
	for _, p := range paras {
		b.Paragraphs = append(b.Paragraphs, *p)
	}
	return b
}

// marks draws the modules of something like a QR code on a white ground.
func marks(x, y float64, modules int) []d.Shape {
	dark := d.Shape{Fill: "000000"}
	for row := range modules {
		for col := range modules {
			if (row*row+col*7+row*col)%3 == 0 {
				dark.Path = append(dark.Path, rectangle(x+0.6*float64(4+col), y+0.6*float64(4+row), 0.6, 0.6)...)
			}
		}
	}
	side := 0.6 * float64(modules+8)
	return []d.Shape{{Path: rectangle(x, y, side, side), Fill: "FFFFFF"}, dark}
}

// plateSheet is a sheet as the builder of certificates makes one.
func plateSheet(tb testing.TB) *thethuc.Sheet {
	tb.Helper()
	s := *sheet(tb)
	for _, r := range []d.Role{d.KhenNguoiTang, d.KhenHinhThuc} {
		s.Paragraphs[r].Color = "DA251D"
	}
	for _, r := range []d.Role{d.KhenQuyetDinh, d.KhenSoSo} {
		s.Paragraphs[r].Align = d.AlignLeft
	}
	return &s
}

func certificate(name string, design *d.Design) *d.Document {
	p := &d.Plate{Width: d.MM(297), Height: d.MM(210), Design: design, Boxes: []d.Box{
		box(40, 40, 217, 8, d.VAlignTop, 0, para(d.KhenQuocHieu, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")),
		box(40, 47, 217, 8, d.VAlignTop, 0, para(d.KhenTieuNgu, "Độc lập - Tự do - Hạnh phúc")),
		box(40, 58, 217, 9, d.VAlignBottom, 0, para(d.KhenNguoiTang, "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ ĐẮK HÀ")),
		box(40, 67, 217, 7, d.VAlignCenter, 0, para(d.KhenTang, "TẶNG")),
		box(40, 75, 217, 20, d.VAlignCenter, 0, para(d.KhenHinhThuc, "GIẤY KHEN")),
		box(40, 97, 217, 11, d.VAlignCenter, 21.5, para(d.KhenTen, name)),
		box(40, 108, 217, 8, d.VAlignCenter, 0, para(d.KhenDonVi, "Trưởng thôn Kon Trang Long Loi, xã Đắk Hà")),
		box(50, 117, 197, 24, d.VAlignCenter, 15, para(d.KhenThanhTich,
			"Đã có thành tích xuất sắc trong phong trào “Toàn dân bảo vệ an ninh Tổ quốc”<br>giai đoạn 2020 - 2025, góp phần giữ vững an ninh trật tự<br>trên địa bàn xã")),
		box(30, 166, 90, 16, d.VAlignBottom, 0, para(d.KhenQuyetDinh, "Quyết định số: 551/QĐ-UBND<br>ngày 02 tháng 9 năm 2025"), para(d.KhenSoSo, "Số sổ vàng: 01")),
		box(160, 145, 110, 7, d.VAlignTop, 0, para(d.KhenNoiNgay, "Đắk Hà, ngày 02 tháng 9 năm 2025")),
		box(160, 152, 110, 14, d.VAlignTop, 0, para(d.KhenChucVu, "KT. CHỦ TỊCH<br>PHÓ CHỦ TỊCH")),
		box(160, 184, 110, 8, d.VAlignBottom, 0, para(d.KhenHoTen, "Trần Thị Bích")),
	}}
	p.Boxes[5].Paragraphs[0].Pointer = "/recipient/name"
	return &d.Document{
		Info:     d.Info{Title: "Giấy khen " + name, Author: "Ủy ban nhân dân xã Đắk Hà", Language: "vi-VN", Created: "2025-09-02T00:00:00+07:00"},
		Sections: []d.Section{{Plate: p}},
	}
}

// adorned is a certificate with everything.
func adorned(tb testing.TB) *d.Document {
	doc := certificate("Ông Ksor H’Nương", smallDesign())
	p := doc.Sections[0].Plate
	pic := picture(tb)
	p.Pictures = []d.Placed{
		{Picture: pic, X: d.MM(136), Y: d.MM(14), Width: d.MM(24), Height: d.MM(24)},
		{Picture: pic, X: d.MM(8), Y: d.MM(182), Width: d.MM(24), Height: d.MM(24)},
	}
	p.Photo = &d.Placed{Picture: &d.Picture{Key: "photo", Media: "image/jpeg", Data: []byte("of a blank")}, Width: p.Width, Height: p.Height}
	p.Marks = marks(125, 168, 9)
	return doc
}

func writeWith(tb testing.TB, doc *d.Document, s *thethuc.Sheet) []byte {
	tb.Helper()
	file, err := docx.New().WriteWith(doc, s, []byte(`{"type":"giay-khen"}`))
	if err != nil {
		tb.Fatal(err)
	}
	return file
}

// textOf returns the characters of an XML part.
func textOf(tb testing.TB, content []byte) string {
	tb.Helper()
	dec := xml.NewDecoder(bytes.NewReader(content))
	var b strings.Builder
	for {
		tok, err := dec.Token()
		if tok == nil {
			return b.String()
		}
		if err != nil {
			tb.Fatal(err)
		}
		if c, ok := tok.(xml.CharData); ok {
			b.Write(c)
		}
	}
}

// TestPlateParts looks at the container: a design and a picture are there once, the photo of the blank never, and only styles that a
// certificate needs.
func TestPlateParts(t *testing.T) {
	parts := unzip(t, writeWith(t, adorned(t), plateSheet(t)))
	var names []string
	for name := range parts {
		names = append(names, name)
	}
	slices.Sort(names)
	want := []string{
		"[Content_Types].xml", "_rels/.rels", "customXml/_rels/item1.xml.rels", "customXml/item1.xml", "customXml/itemProps1.xml",
		"docProps/app.xml", "docProps/core.xml", "word/_rels/document.xml.rels", "word/document.xml", "word/fontTable.xml",
		"word/header1.xml", "word/media/image1.png", "word/settings.xml", "word/styles.xml",
	}
	if !slices.Equal(names, want) {
		t.Errorf("parts %q\nwant  %q", names, want)
	}
	if !bytes.Equal(parts["word/media/image1.png"], picture(t).Data) {
		t.Error("the picture has changed")
	}
	styles := string(parts["word/styles.xml"])
	for r := range d.RoleCount {
		has := strings.Contains(styles, `w:styleId="`+sheet(t).Paragraphs[r].ID+`"`)
		if want := r.OnPlate() || r == d.CuoiVanBan; has != want {
			t.Errorf("style %s: %t", sheet(t).Paragraphs[r].ID, has)
		}
	}
	plain := unzip(t, writeWith(t, certificate("Bà A", nil), plateSheet(t)))
	for _, name := range []string{"word/header1.xml", "word/media/image1.png"} {
		if plain[name] != nil {
			t.Errorf("a blank has %s", name)
		}
	}
	if strings.Contains(string(plain["word/document.xml"]), "headerReference") {
		t.Error("a blank names a header")
	}
}

// TestPlateSheets gives one Writer certificates of many looks: each comes out in its own, and pages in theirs.
func TestPlateSheets(t *testing.T) {
	w := docx.New()
	styles := func(doc *d.Document, s *thethuc.Sheet) string {
		t.Helper()
		file, err := w.Write(doc, s)
		if err != nil {
			t.Fatal(err)
		}
		return string(unzip(t, file)["word/styles.xml"])
	}
	page := section(para(d.LoiVan, "a"))
	want := styles(page, sheet(t))
	for i := range 66 {
		s := plateSheet(t)
		s.Paragraphs[d.KhenTen].Size = d.Pt(20.5 + float64(i))
		if !strings.Contains(styles(certificate("a", nil), s), fmt.Sprintf(`<w:sz w:val="%d"/>`, 41+2*i)) {
			t.Errorf("look %d has the styles of another", i)
		}
		if styles(page, s) != want {
			t.Errorf("look %d changes the styles of pages", i)
		}
	}
}

// TestPlateDesigns gives one Writer several designs, and none: it takes none for another.
func TestPlateDesigns(t *testing.T) {
	w, s := docx.New(), plateSheet(t)
	for _, design := range []*d.Design{smallDesign(), richDesign(), {Key: "none"}, nil, smallDesign()} {
		doc := certificate("a", design)
		got, err := w.Write(doc, s)
		if err != nil {
			t.Fatal(err)
		}
		want, err := docx.New().Write(doc, s)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Error("other bytes with a Writer that knows designs")
		}
	}
}

func TestPlateSameBytes(t *testing.T) {
	w, s, page := docx.New(), plateSheet(t), plan(t)
	names := []string{"Ông Nguyễn Văn A", "Bà Trần Thị B"}
	var want [][]byte
	for _, n := range names {
		want = append(want, writeLooks(t, certificate(n, smallDesign()), s))
	}
	wantPage := write(t, page)
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for range 10 {
				got, err := w.Write(certificate(names[i%2], smallDesign()), s)
				if err != nil || !bytes.Equal(got, want[i%2]) {
					t.Errorf("goroutine %d: other bytes (%v)", i, err)
				}
				if got, err = w.Write(page, sheet(t)); err != nil || !bytes.Equal(got, wantPage) {
					t.Errorf("goroutine %d: another page (%v)", i, err)
				}
			}
		})
	}
	wg.Wait()
}

// hostile are texts that must come out as they are.
var hostile = []string{`]]>`, `<w:p/>`, `&amp;`, `"'`, `--><!-- a`, `</w:txbxContent>`, "{{ten}}", "\u200bẢo"}

func TestPlateHostile(t *testing.T) {
	for _, s := range hostile {
		doc := certificate("", nil)
		doc.Sections[0].Plate.Boxes[5].Paragraphs[0].Runs = []d.Run{{Text: s}}
		doc.Info.Title = s
		text := textOf(t, unzip(t, writeLooks(t, doc, plateSheet(t)))["word/document.xml"])
		if !strings.Contains(text, s) {
			t.Errorf("%q is not in %q", s, text)
		}
	}
}

func TestPlateErrors(t *testing.T) {
	change := func(change func(p *d.Plate)) *d.Document {
		doc := certificate("A", smallDesign())
		change(doc.Sections[0].Plate)
		return doc
	}
	segments := func(s ...d.Segment) *d.Document {
		return change(func(p *d.Plate) { p.Marks = []d.Shape{{Path: s, Fill: "000000"}} })
	}
	beside := certificate("A", nil)
	beside.Sections[0].Blocks = []d.Block{para(d.LoiVan, "a")}
	two := certificate("A", nil)
	two.Sections = append(two.Sections, two.Sections[0])
	bad := certificate("A", &d.Design{Key: "bad", Shapes: []d.Shape{{Fill: `"/><x`, Path: rectangle(0, 0, 1, 1)}}})
	for name, c := range map[string]struct {
		doc  *d.Document
		want string
	}{
		"beside pages":      {beside, "of its own"},
		"two plates":        {two, "of its own"},
		"plate's role":      {section(para(d.KhenTen, "A")), `KhenTen ""`},
		"page's role":       {change(func(p *d.Plate) { p.Boxes[1].Paragraphs[0].Role = d.LoiVan }), "box 2: role 0 does not"},
		"second paragraph":  {change(func(p *d.Plate) { p.Boxes[8].Paragraphs[1].Role = d.LoiVan }), "box 9: LoiVan"},
		"empty box":         {change(func(p *d.Plate) { p.Boxes[0].Paragraphs = nil }), "box 1: there is no paragraph"},
		"negative box":      {change(func(p *d.Plate) { p.Boxes[0].Height = -1 }), "an area of"},
		"valign":            {change(func(p *d.Plate) { p.Boxes[0].VAlign = 7 }), "vertical alignment"},
		"character style":   {change(func(p *d.Plate) { p.Boxes[0].Paragraphs[0].Runs[0].Style = d.SoDieu }), "character style"},
		"note":              {change(func(p *d.Plate) { p.Boxes[0].Paragraphs[0].Runs[0].Kind = d.NoteMark }), "footnote mark"},
		"control":           {change(func(p *d.Plate) { p.Boxes[5].Paragraphs[0].Runs[0].Text = "a\x01" }), `"/recipient/name": run 1`},
		"colour":            {bad, "not RRGGBB"},
		"no MoveTo":         {segments(line(at(0, 0))), "MoveTo"},
		"unknown segment":   {segments(move(at(0, 0)), d.Segment{Kind: 9}), "kind of segment 9"},
		"picture of no art": {change(func(p *d.Plate) { p.Pictures = []d.Placed{{}} }), "no PNG or JPEG"},
		"GIF": {change(func(p *d.Plate) {
			p.Pictures = []d.Placed{{Picture: &d.Picture{Media: "image/gif"}}}
		}), "no PNG or JPEG"},
	} {
		t.Run(name, func(t *testing.T) {
			file, err := docx.New().Write(c.doc, plateSheet(t))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got error %v, want one with %q", err, c.want)
			}
			if file != nil {
				t.Error("there is a file beside the error")
			}
		})
	}
}

// TestPlateReferees has others read certificates: Microsoft's schemas, and LibreOffice, which must show one page with all the text.
func TestPlateReferees(t *testing.T) {
	wild := certificate("", nil)
	all := &wild.Sections[0].Plate.Boxes[7]
	all.Paragraphs[0].Runs = nil
	for _, s := range hostile[:7] {
		all.Paragraphs[0].Runs = append(all.Paragraphs[0].Runs, d.Run{Text: s}, d.Run{Kind: d.LineBreak})
	}
	all.Height = d.MM(60)
	rich := certificate("Bà Đinh Thị Y", richDesign())
	rich.Sections[0].Plate.Width, rich.Sections[0].Plate.Height = d.MM(320), d.MM(420.5)
	docs := map[string]*d.Document{
		"adorned": adorned(t), "blank": certificate("Tập thể thôn 1", nil), "rich": rich, "hostile": wild,
	}
	files := map[string][]byte{}
	for name, doc := range docs {
		files[name] = writeWith(t, doc, plateSheet(t))
	}
	t.Run("ooxml", func(t *testing.T) {
		// The first schemas with these shapes; package parity asks later ones.
		for name, errs := range referee.OOXML(t, referee.Office2010, files) {
			for _, e := range errs {
				t.Errorf("%s: %s", name, e)
			}
		}
	})
	t.Run("office", func(t *testing.T) {
		pdfs := referee.OfficePDF(t, files)
		for what, c := range map[string]struct {
			x, y float64
			want color.NRGBA
		}{
			"border": {10, 100, red}, "inside of the border": {20, 100, white}, "shapes that overlap": {27.5, 27.5, gold}, "picture": {145, 30, orange},
			"picture on the border": {18.5, 192.5, orange}, "ground of the marks": {126, 169, white},
		} {
			if got := pixel(t, pdfs["adorned"], c.x, c.y); far(got, c.want) {
				t.Errorf("%s: %v, want %v", what, got, c.want)
			}
		}
		for name, pdf := range pdfs {
			p := docs[name].Sections[0].Plate
			info := referee.Info(t, pdf)
			if info.Pages != 1 {
				t.Errorf("%s: %d pages", name, info.Pages)
			}
			size := fmt.Sprintf("%.0f x %.0f", p.Width.Points(), p.Height.Points())
			var w, h float64
			if _, err := fmt.Sscanf(info.Fields["Page size"], "%f x %f pts", &w, &h); err != nil || fmt.Sprintf("%.0f x %.0f", w, h) != size {
				t.Errorf("%s: page size %s, want %s", name, info.Fields["Page size"], size)
			}
			text := strings.Join(strings.Fields(referee.Text(t, pdf)), " ")
			for i := range p.Boxes {
				for k := range p.Boxes[i].Paragraphs {
					for _, r := range p.Boxes[i].Paragraphs[k].Runs {
						if !strings.Contains(text, r.Text) {
							t.Errorf("%s: no %q in %q", name, r.Text, text)
						}
					}
				}
			}
		}
	})
}

var (
	red    = color.NRGBA{R: 0xDA, G: 0x25, B: 0x1D}
	gold   = color.NRGBA{R: 0xFF, G: 0xCD}
	orange = color.NRGBA{R: 0xDA, G: 0x70, B: 0x1D}
	white  = color.NRGBA{R: 0xFF, G: 0xFF, B: 0xFF}
)

// pixel is the colour of page 1 at a place in millimetres.
func pixel(t *testing.T, pdf []byte, x, y float64) color.Color {
	t.Helper()
	const dpi = 100
	img, err := png.Decode(bytes.NewReader(referee.PNG(t, pdf, dpi)[0]))
	if err != nil {
		t.Fatal(err)
	}
	return img.At(int(x*dpi/25.4), int(y*dpi/25.4))
}

func far(got color.Color, want color.NRGBA) bool {
	r, g, b, _ := got.RGBA()
	off := func(have uint32, want uint8) bool { return math.Abs(float64(have>>8)-float64(want)) > 24 }
	return off(r, want.R) || off(g, want.G) || off(b, want.B)
}

func BenchmarkPlate(b *testing.B) {
	w, s := docx.New(), plateSheet(b)
	doc := certificate("Ông Nguyễn Văn A", richDesign())
	doc.Sections[0].Plate.Marks = marks(125, 168, 29)
	data := bytes.Repeat([]byte(`{"type":"giay-khen"}`), 60)
	b.ReportAllocs()
	size := 0
	for b.Loop() {
		file, err := w.WriteWith(doc, s, data)
		if err != nil {
			b.Fatal(err)
		}
		size = len(file)
	}
	b.ReportMetric(float64(size), "bytes/file")
}

// BenchmarkPlateDesign is what the first certificate of a look pays.
func BenchmarkPlateDesign(b *testing.B) {
	doc, s := certificate("Ông Nguyễn Văn A", richDesign()), plateSheet(b)
	for b.Loop() {
		if _, err := docx.New().Write(doc, s); err != nil {
			b.Fatal(err)
		}
	}
}
