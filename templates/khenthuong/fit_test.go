package khenthuong_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"vanban/document"
	"vanban/seal"
	"vanban/templates/catalog"
	"vanban/templates/contract"
	"vanban/templates/parts"
	"vanban/thethuc"
)

// checkPlate asks what a plate promises its writers: lines no wider than their boxes and no more of them than fit, boxes on the sheet and
// texts off each other.
func checkPlate(t *testing.T, b *catalog.Built, how string) {
	t.Helper()
	set, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	p := b.Doc.Sections[0].Plate
	type rect struct{ x, y, right, bottom document.EMU }
	var texts []rect
	for i := range p.Boxes {
		box := &p.Boxes[i]
		para := &box.Paragraphs[0]
		size := box.Size
		if size == 0 {
			size = b.Sheet.Paragraphs[para.Role].Size
		}
		count, widest := document.EMU(1), document.EMU(0)
		for j := range para.Runs {
			r := &para.Runs[j]
			if r.Kind == document.LineBreak {
				count++
				continue
			}
			w := set.TextWidth(r.Text, b.Sheet.FaceOf(para.Role, r), size)
			widest = max(widest, w)
			if w > box.Width {
				t.Errorf("%s: %q is %.1f mm wide in a box of %.1f", how, r.Text, w.Millimetres(), box.Width.Millimetres())
			}
		}
		h := count * document.EMU(float64(size)*1.149)
		if h > box.Height {
			t.Errorf("%s: %d lines of %v pt in a box of %.1f mm", how, count, size.Points(), box.Height.Millimetres())
		}
		if box.X < 0 || box.Y < 0 || box.X+box.Width > p.Width || box.Y+box.Height > p.Height {
			t.Errorf("%s: %q lies outside the sheet", how, para.PlainText())
		}
		r := rect{x: box.X + (box.Width-widest)/2, y: box.Y + (box.Height-h)/2}
		switch b.Sheet.Paragraphs[para.Role].Align {
		case document.AlignLeft:
			r.x = box.X
		case document.AlignRight:
			r.x = box.X + box.Width - widest
		case document.AlignStyle, document.AlignCenter, document.AlignJustify:
		}
		switch box.VAlign {
		case document.VAlignTop:
			r.y = box.Y
		case document.VAlignBottom:
			r.y = box.Y + box.Height - h
		case document.VAlignCenter:
		}
		r.right, r.bottom = r.x+widest, r.y+h
		for j, o := range texts {
			const hair = document.Millimetre / 20
			if r.x+hair < o.right && o.x+hair < r.right && r.y+hair < o.bottom && o.y+hair < r.bottom {
				t.Errorf("%s: %q and %q overlap", how, para.PlainText(), p.Boxes[j].Paragraphs[0].PlainText())
			}
		}
		texts = append(texts, r)
	}
}

func TestSamplesFit(t *testing.T) {
	c := newCatalog(t, catalog.Options{})
	files, err := os.ReadDir("samples")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if data, err := os.ReadFile("samples/" + f.Name()); err == nil && strings.HasSuffix(f.Name(), ".json") {
			checkPlate(t, c.Build(data), f.Name())
		}
	}
}

// nudge returns "fields" with some fields moved by a little in either direction, on a sheet of width × height.
func nudge(r *rand.Rand, width, height float64) string {
	d := thethuc.ND30().Plate()
	x, y := width/d.Width.Millimetres(), height/d.Height.Millimetres()
	by := func() float64 { return (6*r.Float64() - 3) * min(x, y) }
	var moved []string
	for k := range thethuc.PlateKeys {
		if f := &d.Fields[k]; r.IntN(4) == 0 {
			left, top := max(0, f.X.Millimetres()*x+by()), max(0, f.Y.Millimetres()*y+by())
			moved = append(moved, fmt.Sprintf(`"%s":{"x":%.2f,"y":%.2f,"align":"%s"}`, k, left, top, [...]string{"left", "center", "right"}[r.IntN(3)]))
		}
	}
	return `,"fields":{` + strings.Join(moved, ",") + `}`
}

// TestAnyTextFits: whatever the length of texts and the size of the sheet, and wherever fields are nudged to, a certificate is either
// right or refused, and no word is lost.
func TestAnyTextFits(t *testing.T) {
	c := newCatalog(t, catalog.Options{})
	r := rand.New(rand.NewPCG(6, 1))
	words := strings.Fields("Nguyễn Văn Đoàn Kết - Thượng úy, phường của xuất sắc trong 79 năm (2024 - 2025) nghiêng WWW Trưởng phòng Thi đua thực hiện nhiệm vụ a")
	text := func(most int) string {
		list := make([]string, 1+r.IntN(most))
		for i := range list {
			list[i] = words[r.IntN(len(words))]
		}
		return strings.Join(list, " ")
	}
	quoted := func(s string) string { data, _ := json.Marshal(s); return string(data) }
	fine, refused := 0, 0
	nudged, collided := 0, 0
	for n := range 3000 {
		width, height := [...]int{420, 297, 100 + r.IntN(459)}, [...]int{297, 210, 100 + r.IntN(459)}
		which := r.IntN(3)
		size := [...]string{`"size":"A3"`, `"size":"A4"`, fmt.Sprintf(`"width":%d,"height":%d`, width[2], height[2])}[which]
		small := n%2 == 1 // nudges
		if small {
			size += nudge(r, float64(width[which]), float64(height[which]))
		}
		recipient := fmt.Sprintf(`recipient={"salutation":"Tập thể","name":%s,"position":%s,"unit":%s}`, quoted(text(44)), quoted(text(16)), quoted(text(16)))
		citation := text(110)
		src := with(recipient, "citation="+quoted(citation), "signer="+fmt.Sprintf(`{"position":%s,"name":%s}`, quoted(text(12)), quoted(text(6))), plate(size))
		b := c.Build(src)
		if b.Doc == nil {
			refused++
			if slices.ContainsFunc(b.Problems, func(p document.Problem) bool { return p.Code == "fields_overlap" }) {
				collided++
			}
			for _, p := range b.Problems {
				if p.Severity == document.Error && p.Code != "does_not_fit" && !(small && (p.Code == "fields_overlap" || p.Code == "outside_sheet")) {
					t.Errorf("%d: %+v", n, p)
				}
			}
			continue
		}
		fine++
		if small {
			nudged++
		}
		checkPlate(t, b, fmt.Sprint(n))
		if got := strings.ReplaceAll(lines(b, document.KhenThanhTich), "|", " "); got != citation {
			t.Errorf("%d: %q came out as %q", n, citation, got)
		}
	}
	if fine < 500 || refused < 100 || nudged < 100 || collided < 100 {
		t.Errorf("%d fine, %d of them nudged; %d refused, %d for texts on each other: the lots try nothing", fine, nudged, refused, collided)
	}
}

// TestNudged: boxes may reach into each other a little as long as no text does.
func TestNudged(t *testing.T) {
	c := newCatalog(t, catalog.Options{Seal: func(seal.Claims) (string, error) { return "VB1.ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", nil }})
	const (
		short = `recipient={"salutation":"Ông","name":"Nguyễn Văn A","position":"Thư ký","unit":"Tòa án nhân dân khu vực 2"}`
		long  = `recipient={"salutation":"Tập thể","name":"Ban Chỉ huy Quân sự và Công an cùng Nhân dân thôn Thượng - Đơn vị Quyết thắng, lá cờ đầu của tỉnh An Bình trong năm 2025"}`
		both  = `recipient={"salutation":"Tập thể","name":"Ban Chỉ huy Quân sự và Công an cùng Nhân dân thôn Thượng - Đơn vị Quyết thắng, lá cờ đầu của tỉnh An Bình trong năm 2025",` +
			`"position":"Lá cờ đầu phong trào thi đua yêu nước của khối các cơ quan, đơn vị, doanh nghiệp và trường học","unit":"Ủy ban nhân dân xã Tân Phú Thượng, tỉnh An Bình, khu vực miền núi phía Bắc và Tây Bắc"}`
		name, position = "tên người hoặc tập thể được tặng", "chức vụ, đơn vị"
		at             = "/options/plate/fields/"
	)
	for _, tc := range []struct{ fields, recipient, at, a, b string }{
		{`"name":{"y":94.8}`, short, "", "", ""},
		{`"name":{"y":96.3}`, short, "", "", ""},
		{`"name":{"y":93.8}`, short, "", "", ""},
		{`"name":{"y":92.3}`, short, "name", "hình thức khen", name}, // whose line is as high as its box
		{`"name":{"y":94.8}`, long, "", "", ""},
		{`"name":{"y":96.3}`, long, "", "", ""}, // nothing stands in the field below
		{`"name":{"y":94.8}`, both, "name", name, position},
		{`"name":{"y":96.3}`, both, "name", name, position},
		{`"position":{"y":107.2}`, both, "position", name, position},
		{`"name":{"y":98.3}`, short, "name", name, position},                 // deeper than any text excuses
		{`"name":{"y":96.3},"position":{"visible":false}`, both, "", "", ""}, // that is not printed
		{`"award_word":{"y":72.8,"size":10}`, short, "", "", ""},             // fixed words, and room for them
		{`"nation":{"y":45.8}`, short, "nation", "quốc hiệu", "tiêu ngữ"},    // and none
		{`"emblem":{"y":23.1}`, short, "emblem", "quốc hiệu", "quốc huy"},    // a picture is all of its box
		{`"qr":{"y":148.5}`, short, "", "", ""},                              // over the free room of a box that is filled from its foot
		{`"qr":{"y":148.5},"decision":{"valign":"top"}`, short, "decision", "số quyết định", "mã QR"},
		{`"decision":{"width":133}`, short, "", "", ""}, // beside each other, in different heights
	} {
		b := c.Build(with(tc.recipient, plate(`"verify":true,"fields":{`+tc.fields+`}`)))
		var found document.Problems
		for _, p := range b.Problems {
			if p.Severity == document.Error {
				found = append(found, p)
			}
		}
		switch {
		case tc.at == "" && b.Doc != nil:
			checkPlate(t, b, tc.fields)
		case tc.at == "" || len(found) != 1:
			t.Errorf("%s: %+v", tc.fields, found)
		case found[0].Code != "fields_overlap" || found[0].Pointer != at+tc.at || !strings.Contains(found[0].Message, "ô "+tc.b) ||
			!strings.Contains(found[0].Message, "ô "+tc.a+" và") && !strings.Contains(found[0].Message, "Ô "+tc.a+" và"):
			t.Errorf("%s: %+v", tc.fields, found)
		}
	}
	// What is alike in all certificates is known when the plate is kept, and what is not is no fault of the plate.
	y := 45.8
	if ps := c.CheckPlate(&contract.Plate{Fields: contract.PlateFields{Nation: &contract.PlateField{Y: &y}}}); !slices.Contains(codes(ps), "/fields/nation fields_overlap") {
		t.Errorf("%+v", ps)
	}
	y = 96.3
	if ps := c.CheckPlate(&contract.Plate{Fields: contract.PlateFields{Name: &contract.PlateField{Y: &y}}}); ps.Fatal() {
		t.Errorf("%+v", ps)
	}
}

func TestShrinkAndWrap(t *testing.T) {
	c := newCatalog(t, catalog.Options{})
	name := func(s string) []byte { return with(`recipient={"salutation":"Tập thể","name":"` + s + `"}`) }
	for _, tc := range []struct{ name, lines, codes, says string }{
		{"Phòng Hành chính", "Tập thể Phòng Hành chính", "", ""},
		{"Phòng Hành chính, tổ chức và thi đua khen thưởng Sở Nội vụ tỉnh An Bình",
			"Tập thể Phòng Hành chính, tổ chức|và thi đua khen thưởng Sở Nội vụ tỉnh An Bình", "", ""},
		{"Ban Chỉ huy Quân sự và Công an cùng Nhân dân thôn Thượng - Đơn vị Quyết thắng, lá cờ đầu của tỉnh An Bình trong năm 2025",
			"Tập thể Ban Chỉ huy Quân sự và Công an cùng Nhân dân thôn Thượng|- Đơn vị Quyết thắng, lá cờ đầu của tỉnh An Bình trong năm 2025", "shrunk", "từ cỡ chữ 24 xuống 2"},
	} {
		b := c.Build(name(tc.name))
		if b.Doc == nil {
			t.Errorf("%s: %v", tc.name, b.Problems)
			continue
		}
		code, message := "", ""
		for _, p := range ours(b.Problems) {
			code, message = p.Code, p.Message
		}
		if got := lines(b, document.KhenTen); got != tc.lines || code != tc.codes || !strings.Contains(message, tc.says) {
			t.Errorf("%s: %q %s %s", tc.name, got, code, message)
		}
		checkPlate(t, b, tc.name)
	}
	for by, want := range map[string]string{ // a giver is broken as the name of an organ is, before his type becomes smaller
		"HIỆU TRƯỞNG TRƯỜNG TIỂU HỌC TÂN PHÚ":                                                      "HIỆU TRƯỞNG TRƯỜNG TIỂU HỌC TÂN PHÚ",
		"GIÁM ĐỐC BỆNH VIỆN ĐA KHOA KHU VỰC PHÍA NAM TỈNH AN BÌNH TRỰC THUỘC SỞ Y TẾ TỈNH AN BÌNH": "GIÁM ĐỐC BỆNH VIỆN ĐA KHOA KHU VỰC PHÍA NAM|TỈNH AN BÌNH TRỰC THUỘC SỞ Y TẾ TỈNH AN BÌNH",
	} {
		b := c.Build(with(`award_by="` + by + `"`))
		if b.Doc == nil || lines(b, document.KhenNguoiTang) != want {
			t.Errorf("%s: %v", by, b.Problems)
		}
	}
	flood := c.Build(with(`citation="`+strings.Repeat("xuất sắc ", 100_000)+`"`, `award_by="`+strings.Repeat("Á", 900_000)+`"`))
	if got := codes(flood.Problems); !slices.Contains(got, "/citation does_not_fit") || !slices.Contains(got, "/award_by does_not_fit") {
		t.Errorf("%q", got)
	}
	long := strings.Repeat("Nguyễn Thị Hương Giang ", 9)
	for _, p := range c.Build(name(long)).Problems {
		if p.Severity == document.Error && (p.Code != "does_not_fit" || !strings.Contains(p.Hint, "Chỉ vừa đến “Tập thể Nguyễn Thị") || !strings.Contains(p.Message, "cỡ chữ 16 và 2 dòng")) {
			t.Errorf("%+v", p)
		}
		rest, _, _ := strings.Cut(strings.SplitAfter(p.Hint+"”", "Tập thể ")[len(strings.SplitAfter(p.Hint+"”", "Tập thể "))-1], "”")
		if p.Code == "does_not_fit" && c.Build(name(rest)).Doc == nil {
			t.Errorf("%q is said to fit and does not", rest)
		}
	}
}

// TestProfiles: what the document says wins over the office's plate, and that over the design; the emblem takes the drawing's place.
func TestProfiles(t *testing.T) {
	src := []byte(`{"name":"a","size":"A3","register":"Vào sổ số","fields":{"name":{"color":"0000FF","size":30},"register":{"align":"right"}},
"emblem_image":"huy.png","photo":"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="}`)
	file, ps := contract.DecodeProfile(src, contract.Limits{})
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	var encoded bytes.Buffer
	if err := png.Encode(&encoded, image.NewRGBA(image.Rect(0, 0, 2, 1))); err != nil {
		t.Fatal(err)
	}
	picture := encoded.Bytes()
	profile, ps := parts.NewProfile(file, func(name string) ([]byte, error) {
		if name != "huy.png" {
			return nil, errors.New("không có tệp " + name)
		}
		return picture, nil
	})
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	if _, ps := parts.NewProfile(file, nil); len(ps) != 1 || ps[0].Pointer != "/emblem_image" {
		t.Errorf("a path without files: %+v", ps)
	}
	c := newCatalog(t, catalog.Options{Profiles: kept(map[string]*parts.Profile{"a": profile})})
	if ps := c.Build(with(plate(`"profile":"xa"`))).Problems; !ps.Has("profile_unavailable") || ps.Has("unknown_profile") {
		t.Errorf("a plate that is away: %v", codes(ps))
	}
	b := c.Build(with(plate(`"profile":"a","fields":{"name":{"size":28}}`)))
	if b.Doc == nil {
		t.Fatal(b.Problems)
	}
	p, st := b.Doc.Sections[0].Plate, &b.Sheet.Paragraphs[document.KhenTen]
	if p.Width != document.MM(420) || st.Color != "0000FF" || st.Size != document.Pt(28) || lines(b, document.KhenSoSo) != "Vào sổ số: 01" ||
		b.Sheet.Paragraphs[document.KhenSoSo].Align != document.AlignRight {
		t.Errorf("%v %+v %s", p.Width.Millimetres(), st, lines(b, document.KhenSoSo))
	}
	if len(p.Pictures) != 1 || p.Pictures[0].Width != 2*p.Pictures[0].Height || p.Photo == nil || p.Photo.Width != p.Width || strings.Contains(p.Design.Key, "huy") {
		t.Errorf("%+v %+v %s", p.Pictures, p.Photo, p.Design.Key)
	}
	if ps := c.CheckPlate(&contract.Plate{Fields: contract.PlateFields{Name: &contract.PlateField{Height: 40}}}); len(ps) == 0 || ps[0].Code != "fields_overlap" ||
		ps[0].Message != "Ô tên người hoặc tập thể được tặng và ô chức vụ, đơn vị chồng lên nhau." {
		t.Errorf("%+v", ps)
	}
}

// TestBrokenPictures: a good head is not enough, or the first certificate would fail.
func TestBrokenPictures(t *testing.T) {
	picture := image.NewRGBA(image.Rect(0, 0, 64, 64))
	var asPNG, asJPEG bytes.Buffer
	if err := errors.Join(png.Encode(&asPNG, picture), jpeg.Encode(&asJPEG, picture, nil)); err != nil {
		t.Fatal(err)
	}
	flipped := bytes.Clone(asPNG.Bytes())
	flipped[len(flipped)/2] ^= 0xff
	for name, data := range map[string][]byte{
		"PNG": asPNG.Bytes()[:asPNG.Len()/2], "JPEG": asJPEG.Bytes()[:asJPEG.Len()-40], "checksum": flipped,
		"head": []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x02\x00\x00\x00\x01\x08\x02\x00\x00\x00\x7b\x40\xe8\xdd"),
	} {
		for _, p := range []contract.Profile{{Name: "a", EmblemImage: "x"}, {Name: "a", Photo: "x"}} {
			_, ps := parts.NewProfile(&p, func(string) ([]byte, error) { return data, nil })
			if len(ps) != 1 || ps[0].Code != "bad_picture" {
				t.Errorf("%s: %+v", name, ps)
			}
		}
	}
	if _, ps := parts.NewProfile(&contract.Profile{Name: "a", EmblemImage: "x"}, func(string) ([]byte, error) { return asJPEG.Bytes(), nil }); len(ps) > 0 {
		t.Errorf("%+v", ps)
	}
}

// TestSeal: the code is drawn in its field, and says what is printed.
func TestSeal(t *testing.T) {
	var claims seal.Claims
	c := newCatalog(t, catalog.Options{Seal: func(cl seal.Claims) (string, error) { claims = cl; return "VB1.ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", nil }})
	b := c.Build(with(plate(`"verify":true`)))
	if b.Doc == nil {
		t.Fatal(b.Problems)
	}
	want := seal.Claims{Type: "giay-khen", Name: "Ông Nguyễn Văn A", Unit: "Thư ký, Tòa án nhân dân khu vực 2", Organ: "CHÁNH ÁN TÒA ÁN NHÂN DÂN TỈNH AN BÌNH",
		Decision: "05/QĐ-TAAB", Date: "2024-12-20", Register: "01"}
	if claims != want {
		t.Errorf("%+v", claims)
	}
	marks := b.Doc.Sections[0].Plate.Marks
	if len(marks) < 3 || len(c.Build(with()).Doc.Sections[0].Plate.Marks) != 1 {
		t.Errorf("%d marks", len(marks))
	}
	c = newCatalog(t, catalog.Options{Seal: func(seal.Claims) (string, error) { return "", errors.New("khóa hỏng") }})
	if ps := ours(c.Build(with(plate(`"verify":true`))).Problems); len(ps) != 1 || ps[0].Code != "not_sealed" {
		t.Errorf("%+v", ps)
	}
}

// TestCalibration: what was measured moves every box and mark, the design too, and leaves the sheet.
func TestCalibration(t *testing.T) {
	c := newCatalog(t, catalog.Options{})
	plain := c.Build(with()).Doc.Sections[0].Plate
	moved := c.Build(with(plate(`"offset":{"x":2,"y":-1}`))).Doc.Sections[0].Plate
	for i := range plain.Boxes {
		a, b := &plain.Boxes[i], &moved.Boxes[i]
		if b.X-a.X != document.MM(2) || b.Y-a.Y != document.MM(-1) || a.Width != b.Width || a.Height != b.Height {
			t.Errorf("box %d: %+v, was %+v", i, b, a)
		}
	}
	if moved.Marks[0].Path[0].P[0].X-plain.Marks[0].Path[0].P[0].X != document.MM(2) || moved.Design.Key == plain.Design.Key || moved.Width != plain.Width {
		t.Error("rule, design or sheet")
	}
	if ps := ours(c.Build(with(plate(`"measured":[{"cross":1,"x":5,"y":5}]`))).Problems); !ps.Fatal() || !strings.HasPrefix(ps[0].Pointer, "/options/plate/measured/0") {
		t.Errorf("%+v", ps)
	}
}

// TestConcurrent: certificates of many looks at once, each as alone.
func TestConcurrent(t *testing.T) {
	c := newCatalog(t, catalog.Options{})
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			for i := range 200 {
				b := c.Build(with(fmt.Sprintf(`register_number="%d-%d"`, g, i), plate(fmt.Sprintf(`"width":%d,"height":210`, 290+i%10))))
				if b.Doc == nil || lines(b, document.KhenSoSo) != fmt.Sprintf("Số sổ vàng: %d-%d", g, i) {
					t.Errorf("%d %d: %v", g, i, b.Problems)
				}
			}
		})
	}
	wg.Wait()
}

// BenchmarkBuild is one certificate of a batch: decoded and built.
func BenchmarkBuild(b *testing.B) {
	data, err := os.ReadFile("samples/giay-khen-tand-tinh.json")
	if err != nil {
		b.Fatal(err)
	}
	c := newCatalog(b, catalog.Options{})
	b.ReportAllocs()
	for b.Loop() {
		if c.Build(data).Doc == nil {
			b.Fatal("no document")
		}
	}
}
