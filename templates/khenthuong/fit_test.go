package khenthuong_test

import (
	"encoding/json"
	"errors"
	"fmt"
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
)

// checkPlate asks what a plate promises its writers: lines no wider than their boxes and no more of them than fit, boxes on the sheet and
// off each other.
func checkPlate(t *testing.T, b *catalog.Built, how string) {
	t.Helper()
	set, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	p := b.Doc.Sections[0].Plate
	for i := range p.Boxes {
		box := &p.Boxes[i]
		para := &box.Paragraphs[0]
		size := box.Size
		if size == 0 {
			size = b.Sheet.Paragraphs[para.Role].Size
		}
		count := document.EMU(1)
		for j := range para.Runs {
			r := &para.Runs[j]
			if r.Kind == document.LineBreak {
				count++
			} else if w := set.TextWidth(r.Text, b.Sheet.FaceOf(para.Role, r), size); w > box.Width {
				t.Errorf("%s: %q is %.1f mm wide in a box of %.1f", how, r.Text, w.Millimetres(), box.Width.Millimetres())
			}
		}
		if h := count * document.EMU(float64(size)*1.149); h > box.Height {
			t.Errorf("%s: %d lines of %v pt in a box of %.1f mm", how, count, size.Points(), box.Height.Millimetres())
		}
		if box.X < 0 || box.Y < 0 || box.X+box.Width > p.Width || box.Y+box.Height > p.Height {
			t.Errorf("%s: %q lies outside the sheet", how, para.PlainText())
		}
		for j := range i {
			o := &p.Boxes[j]
			const hair = document.Millimetre / 20
			if box.X+hair < o.X+o.Width && o.X+hair < box.X+box.Width && box.Y+hair < o.Y+o.Height && o.Y+hair < box.Y+box.Height {
				t.Errorf("%s: %q and %q overlap", how, para.PlainText(), o.Paragraphs[0].PlainText())
			}
		}
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

// TestAnyTextFits: whatever the length of texts and the size of the sheet, a certificate is either right or refused, and no word is lost.
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
	for n := range 3000 {
		size := [...]string{`"size":"A3"`, `"size":"A4"`, fmt.Sprintf(`"width":%d,"height":%d`, 100+r.IntN(459), 100+r.IntN(459))}[r.IntN(3)]
		recipient := fmt.Sprintf(`recipient={"salutation":"Tập thể","name":%s,"position":%s,"unit":%s}`, quoted(text(44)), quoted(text(16)), quoted(text(16)))
		citation := text(110)
		src := with(recipient, "citation="+quoted(citation), "signer="+fmt.Sprintf(`{"position":%s,"name":%s}`, quoted(text(12)), quoted(text(6))), plate(size))
		b := c.Build(src)
		if b.Doc == nil {
			refused++
			for _, p := range b.Problems {
				if p.Severity == document.Error && p.Code != "does_not_fit" {
					t.Errorf("%d: %+v", n, p)
				}
			}
			continue
		}
		fine++
		checkPlate(t, b, fmt.Sprint(n))
		if got := strings.ReplaceAll(lines(b, document.KhenThanhTich), "|", " "); got != citation {
			t.Errorf("%d: %q came out as %q", n, citation, got)
		}
	}
	if fine < 500 || refused < 100 {
		t.Errorf("%d fine, %d refused: the lots try nothing", fine, refused)
	}
}

func TestShrinkAndWrap(t *testing.T) {
	c := newCatalog(t, catalog.Options{})
	name := func(s string) []byte { return with(`recipient={"salutation":"Tập thể","name":"` + s + `"}`) }
	for _, tc := range []struct{ name, lines, codes, says string }{
		{"Phòng Hành chính", "Tập thể Phòng Hành chính", "", ""},
		{"Phòng Hành chính, tổ chức và thi đua khen thưởng Sở Nội vụ tỉnh An Bình",
			"Tập thể Phòng Hành chính, tổ chức và thi đua khen thưởng Sở Nội vụ tỉnh An Bình", "shrunk", "từ cỡ chữ 24 xuống 1"},
		{"Ban Chỉ huy Quân sự và Công an cùng Nhân dân thôn Thượng - Đơn vị Quyết thắng, lá cờ đầu của tỉnh An Bình trong năm 2025",
			"Tập thể Ban Chỉ huy Quân sự và Công an cùng Nhân dân thôn Thượng|- Đơn vị Quyết thắng, lá cờ đầu của tỉnh An Bình trong năm 2025", "shrunk", "thành 2 dòng"},
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
	picture := []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x02\x00\x00\x00\x01\x08\x02\x00\x00\x00\x7b\x40\xe8\xdd")
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
	c := newCatalog(t, catalog.Options{Profiles: func(name string) (*parts.Profile, bool) { return profile, name == "a" }})
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
		!strings.Contains(ps[0].Message, "name") || !strings.Contains(ps[0].Message, "position") {
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
