package web_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"vanban/document"
	"vanban/fonts"
	"vanban/internal/referee"
	"vanban/read"
	"vanban/templates/catalog"
	"vanban/templates/contract"
	"vanban/thethuc"
)

// golden is what the TypeScript tests compare the ports with.
type golden struct {
	Schemes map[string][]string          `json:"schemes"` // of each type
	Numbers map[string]map[string]string `json:"numbers"` // by file and pointer
	Labels  map[string]*label            `json:"labels"`  // null where a text begins with none
	Formats map[string][]string          `json:"formats"` // the first numbers of a form
}

type label struct {
	Text     string `json:"text"`
	Scheme   string `json:"scheme"`
	Ordinal  int    `json:"ordinal"`
	Inserted string `json:"inserted"`
	Rest     string `json:"rest"`
}

// TestGolden writes down, with UPDATE_GOLDEN=1, how Go numbers the samples and reads labels; else it looks whether that is so still.
func TestGolden(t *testing.T) {
	root := referee.Root(t)
	c := newCatalog(t)
	want := golden{Schemes: map[string][]string{}, Numbers: map[string]map[string]string{}, Labels: labels(), Formats: formats()}
	for _, typ := range c.Types() {
		if len(typ.Numbering) > 0 {
			want.Schemes[typ.Slug] = typ.Numbering
		}
	}
	for _, pattern := range []string{"templates/*/samples/*.json", "testdata/features/*.json"} {
		files, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil || len(files) == 0 {
			t.Fatalf("no files %s: %v", pattern, err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			built := c.Build(data)
			name, _ := filepath.Rel(root, file)
			if built.Doc == nil {
				t.Fatalf("%s: %v", name, built.Problems)
			}
			want.Numbers[filepath.ToSlash(name)] = numbers(built.Doc, built.Contract)
		}
	}
	data, err := json.MarshalIndent(want, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	data = append(data, '\n')
	const path = "testdata/golden.json"
	if os.Getenv("UPDATE_GOLDEN") != "" {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	old, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(old, data) {
		t.Errorf("%s is not what Go says now; write it with UPDATE_GOLDEN=1 and then look at the tests of web/src", path)
	}
}

func newCatalog(t *testing.T) *catalog.Catalog {
	t.Helper()
	set, err := fonts.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	c, err := catalog.New(thethuc.ND30(), set, catalog.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// numbers are the labels of all headings, items and bullets by their pointers.
func numbers(tree *document.Document, doc *contract.Document) map[string]string {
	printed := map[string]string{}
	for i := range tree.Sections {
		for _, block := range tree.Sections[i].Blocks {
			if p, ok := block.(*document.Paragraph); ok && p.Pointer != "" {
				if _, seen := printed[p.Pointer]; !seen {
					printed[p.Pointer] = plain(p)
				}
			}
		}
	}
	out := map[string]string{}
	var nodes func(list []contract.Node)
	nodes = func(list []contract.Node) {
		for i := range list {
			n := &list[i]
			switch n.Kind {
			case contract.HeadingNode, contract.ItemNode, contract.BulletNode:
				// Before the text, or alone in its line; what follows the text is the closing mark of the body.
				label, _, _ := strings.Cut(printed[n.At], text(&n.Text))
				out[n.At] = strings.TrimSpace(label)
			case contract.ParagraphNode, contract.TableNode, contract.LabelValueNode:
			}
			nodes(n.Body)
		}
	}
	var whole func(d *contract.Document)
	whole = func(d *contract.Document) {
		nodes(d.Body)
		for i := range d.Appendices {
			nodes(d.Appendices[i].Body)
		}
		for i := range d.Enclosures {
			whole(&d.Enclosures[i])
		}
	}
	whole(doc)
	return out
}

func plain(p *document.Paragraph) string {
	var b strings.Builder
	for i := range p.Runs {
		b.WriteString(p.Runs[i].Text)
	}
	return b.String()
}

func text(t *contract.Text) string {
	var b strings.Builder
	for i := range t.Runs {
		b.WriteString(strings.ReplaceAll(t.Runs[i].Text, "\n", "")) // the tree has breaks as runs of their own
	}
	return b.String()
}

func labels() map[string]*label {
	out := map[string]*label{}
	for _, s := range heads {
		out[s] = nil
		if l, rest, ok := read.CutLabel(s); ok {
			out[s] = &label{l.Text, l.Scheme, l.Ordinal, l.Inserted, rest}
		}
	}
	return out
}

// heads are paragraphs that begin with a number, or only seem to.
var heads = strings.Split(`I. MỤC ĐÍCH
II.YÊU CẦU
1. Mục đích
1.Mục đích
1.1. Nội dung
1.1 Nội dung
1.2.3 Nội dung
2.1.a) Nội dung
a) Tham mưu
a. Tham mưu
đ) Phối hợp
i) Báo cáo
v) Tổng hợp
ii) Theo dõi
f) Ngoài luật
w. Ngoài luật
(1) Một
(a) Một
(i) Một
(1.2) Một
1/ Một
1/2 số phiếu
1: Một
1 - Một
1- Một
1-Một
I - Phần đầu
I- Phần đầu
A. Nguyễn
A.Nguyễn
A. NGUYỄN
Q. GIÁM ĐỐC
C. Mác
Điều 1. Phạm vi
Điều 1
Điều 5 của Luật
Điều 5a. Bổ sung
ĐIỀU 2. ĐỐI TƯỢNG
Điều 3 QUY ĐỊNH CHUNG
Chương I
CHƯƠNG II
Chương II QUY ĐỊNH
Phần thứ nhất
PHẦN THỨ HAI
Phần thứ mười lăm
Phần I. Đánh giá
Mục 1. Tổ chức
Mục tiêu 2: Tăng trưởng
Nhiệm vụ 3. Kiểm tra
1a. Chèn thêm
12b) Chèn thêm
- Gạch đầu dòng
-Gạch đầu dòng
+ Cộng
– Dài
• Chấm
· Chấm
o Vòng
o vòng
* Sao
* * *
-----
-o0o-
-5 độ
2025 là năm
15.5.2016 là ngày
1.000.000 đồng
15/4/2026
3 tháng đầu năm
IV. KINH PHÍ
VIX. SAI
l. Quét sai
ll. Quét sai
IIII. Sai
01. Số không
1.01. Số không
20. Hai mươi
100. Một trăm
1000. Một nghìn
1.- Gạch
1.) Ngoặc
1... Chấm
I.1. Mục
A.1. Mục
B) Mục
  1.   Cách
TM. ỦY BAN
Nội dung 1. Rà soát
Bước 2
Mẫu A. Đơn
Biểu số 1
“1. Trong ngoặc”
x) Chữ x
y) Chữ y`, "\n")

func formats() map[string][]string {
	out := map[string][]string{}
	for _, s := range []string{
		"I.", "i)", "1.", "1)", "(1)", "(a)", "A.", "a)", "a.", "-", "+", "–", "•", "Phần I", "Phần thứ nhất", "PHẦN THỨ NHẤT", "Chương I", "Mục 1",
		"Điều 1.", "ĐIỀU 1.", "Mục tiêu 1:", "1.1.", "1.1.1", "I.1.", "A.1)", "1.-", "1/", "1 -", "Bước 1", "(I", "1]", "I..", "", "Khác 1", "2.", "1.1.1.1.1.1.1.1.1.1.",
	} {
		f, ok := contract.ParseFormat(s)
		if !ok {
			out[s] = nil
			continue
		}
		for _, n := range []int{1, 2, 4, 5, 9, 10, 11, 14, 15, 20, 21, 23, 24, 25, 31, 99, 100, 529, 553} {
			out[s] = append(out[s], f.Label(n, []string{"II", "3"}))
		}
		out[s] = append(out[s], strconv.Quote(f.Unit()))
	}
	return out
}
