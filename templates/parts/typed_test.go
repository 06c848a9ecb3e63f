package parts

import (
	"strings"
	"testing"

	"vanban/templates/contract"
)

func TestTypedMark(t *testing.T) {
	for _, c := range []struct{ label, text, want string }{
		// Numbers.
		{"I.", "I. MỤC ĐÍCH", "I."}, {"1.", "I. MỤC ĐÍCH", "I."}, {"1.", "I. Ý NGHĨA", "I."}, {"V.", "V. Tổ chức thực hiện", "V."},
		{"1.", "I.MỤC ĐÍCH", "I."}, {"1.", "II. Nội dung", "II."}, {"1.", "XIV) Nội dung", "XIV)"}, {"1.", "II/ Nội dung", "II/"},
		{"1.", "III: Nội dung", "III:"}, {"I.", "1. Một", "1."}, {"I.", "1.Một", "1."}, {"1.", "12) Một", "12)"}, {"1.", "1/ Một", "1/"},
		{"1.", "1: Một", "1:"}, {"1.", "01. Ông Nguyễn Văn An", "01."}, {"1.", "1. 05 tập thể", "1."}, {"1.", "1.1. Một", "1.1."},
		{"1.", "1.10.2. Một", "1.10.2."}, {"1.", "1.1) Một", "1.1)"}, {"1.", " \u00a01.\u00a0Một", "1."}, {"1.", "1.\nMột", "1."},
		{"1.", "a) Một", "a)"}, {"1.", "a)Một", "a)"}, {"1.", "đ) năm", "đ)"}, {"1.", "a. Một", "a."}, {"1.", "a/ Một", "a/"}, {"1.", "iv) bốn", "iv)"},
		{"1.", "(1) Một", "(1)"}, {"1.", "(a) Một", "(a)"}, {"1.", "(ii) Hai", "(ii)"}, {"1.", "A) Một", "A)"}, {"1.", "A/ ĐÁNH GIÁ CHUNG", "A/"},
		{"A.", "A. Đánh giá", "A."}, {"Bước 1:", "Bước 1: Rà soát", "Bước 1:"}, {"-", "1. Một", "1."},
		// Marks.
		{"-", "- hai", "-"}, {"1.", "- hai", "-"}, {"-", "– Hai", "–"}, {"+", "+ ba", "+"}, {"-", "- “Tập thể Lao động xuất sắc”", "-"},
		{"-", "- 05 tập thể", "-"}, {"-", "• Hai", "•"}, {"-", "•Hai", "•"}, {"-", "\uf0b7 Hai", "\uf0b7"}, {"-", "* Hai", "*"},
		// Words with a number.
		{"Điều 1.", "Điều 1. Tặng", "Điều 1."}, {"Điều 2.", "ĐIỀU 2: Tặng", "ĐIỀU 2:"}, {"Điều 1.", "Điều 1.Tặng", "Điều 1."}, {"Điều 1.", "Điều  120. Tặng", "Điều  120."},
		{"Điều 1.", "Điều 3. Điều khoản thi hành", "Điều 3."}, {"1.", "Khoản 1. Sửa đổi", "Khoản 1."}, {"1.", "Điểm a) Sửa đổi", "Điểm a)"}, {"1.", "Điểm đ: Sửa đổi", "Điểm đ:"},
		{"Chương I", "Chương I QUY ĐỊNH CHUNG", "Chương I"}, {"I.", "Chương I\nQUY ĐỊNH CHUNG", "Chương I"}, {"Chương I", "Chương I Quy định chung", "Chương I"},
		{"Chương I", "CHƯƠNG I", "CHƯƠNG I"}, {"I.", "Chương II - QUY ĐỊNH CỤ THỂ", "Chương II"}, {"I.", "Phần thứ nhất TÌNH HÌNH CHUNG", "Phần thứ nhất"},
		{"I.", "Phần thứ hai: Tình hình", "Phần thứ hai:"}, {"I.", "PHẦN THỨ BA. KẾT LUẬN", "PHẦN THỨ BA."}, {"I.", "Phần A. Tình hình", "Phần A."}, {"I.", "Mục 1 QUY ĐỊNH", "Mục 1"},
		{"I.", "Mục 1. Quy định", "Mục 1."}, {"I.", "Tiểu mục 2: Quy định", "Tiểu mục 2:"},
		// No numbers.
		{"1.", "", ""}, {"1.", "1", ""}, {"1.", "1.", ""}, {"1.", "1. ", ""}, {"1.", "2026 là năm", ""}, {"1.", "2026. Năm", ""}, {"1.", "3 tháng", ""}, {"1.", "1.000.000 đồng", ""},
		{"1.", "1.000 đồng", ""}, {"1.", "1.5 lít", ""}, {"1.", "1,5 lít", ""}, {"1.", "4.0 là", ""}, {"1.", "4.0. Là", ""}, {"1.", "05 tập thể", ""}, {"1.", "50% cán bộ", ""},
		{"1.", "24/7", ""}, {"1.", "8/3 là ngày", ""}, {"1.", "1/ 3 số người", ""}, {"1.", "01/QĐ-UBND ngày", ""}, {"1.", "05/4/2026: Khai mạc", ""}, {"1.", "30.4.2026. Khai mạc", ""}, {"1.", "7h30: Khai mạc", ""},
		{"1.", "7:30 Khai mạc", ""}, {"1.", "2: 1 là tỷ lệ", ""}, {"1.", "A. Nguyễn Văn B", ""}, {"1.", "C. Mác", ""}, {"1.", "V. I. Lênin", ""}, {"1.", "V.I. Lênin", ""}, {"1.", "I. Newton", ""},
		{"1.", "I.Q của", ""}, {"1.", "V/v khen thưởng", ""}, {"1.", "I", ""}, {"1.", "a", ""}, {"1.", "đ/c Nguyễn Văn A", ""}, {"1.", "p. Trần Phú", ""}, {"1.", "x: số người", ""},
		{"1.", "XIX là thế kỷ", ""}, {"1.", "Ông Nguyễn Văn A", ""}, {"1.", "VII.", ""}, {"1.", "(Kèm theo Kế hoạch)", ""}, {"1.", "(1) + (2)", ""}, {"-", "(1) Tên cơ quan", ""}, {"1.", "(2026) Năm", ""},
		{"-", "- 5 °C", ""}, {"-", "-5 °C", ""}, {"-", "+ 3 điểm", ""}, {"-", "- 0,5 điểm", ""}, {"-", "-", ""}, {"-", "- ", ""}, {"-", "•", ""}, {"-", "*", ""},
		{"Điều 1.", "Điều 5 Luật Thi đua, khen thưởng", ""}, {"Điều 1.", "Điều 5", ""}, {"Điều 1.", "Điều động ông Nguyễn Văn A", ""}, {"1.", "Điểm a) khoản 1 Điều 5", ""}, {"1.", "Khoản 1, khoản 2 Điều 5", ""},
		{"1.", "Khoản 1 Điều 5", ""}, {"1.", "Điều 5: khoản 1 và khoản 2", ""}, {"1.", "Điểm 10: Xuất sắc", ""}, {"1.", "Mục 1 Chương II Nghị định", ""}, {"1.", "Mục 2 QCVN 02:2022/BTC", ""}, {"1.", "Chương I của Quy chế", ""},
		{"1.", "Chương 599: Chi thưởng", ""}, {"1.", "Tiểu mục 6201: Tiền thưởng", ""}, {"1.", "Chương trình 135", ""}, {"I.", "MỤC TIÊU 1: X", ""}, {"1.", "Mục tiêu 1. Một", ""}, {"1.", "Phần thưởng", ""},
		{"1.", "Phần thứ nhất nêu", ""}, {"1.", "Phần lớn. Một", ""}, {"1.", "Bước 1: Rà soát", ""}, {"1.", "Thứ nhất, rà soát", ""}, {"1.", "Một là. Hai", ""}, {"1.", "Mục A. B", ""},
	} {
		s := text(c.text)
		if got := typedMark(headOf(&s, c.label), c.label); got != c.want {
			t.Errorf("%q before %q: %q, want %q", c.label, c.text, got, c.want)
		}
		var split contract.Text // the same in runs of a character
		for _, r := range c.text {
			split.Runs = append(split.Runs, contract.Run{Text: string(r)})
		}
		if got := typedMark(headOf(&split, c.label), c.label); got != c.want {
			t.Errorf("%q before %q in runs: %q, want %q", c.label, c.text, got, c.want)
		}
	}
}

// TestNumberTyped: what gets a label from the program is looked at, and only that; the text stays as it is.
func TestNumberTyped(t *testing.T) {
	none, own := "", "1."
	unnumbered, labelled := item("1. Một"), item("1. Một")
	unnumbered.Label, labelled.Label = &none, &own
	got, problems := body(t, nil,
		heading("I. MỤC ĐÍCH", item("1. Một", bullet("- hai", bullet("+ ba")))),
		unnumbered, labelled, contract.Node{Kind: contract.ParagraphNode, Text: text("1. Đoạn")})
	expect(t, got, "MucCap1|I. I. MỤC ĐÍCH", "NoiDungCap2|1. 1. Một", "GachDauDong1|- - hai", "GachDauDong2|+ + ba",
		"NoiDungCap1|1. Một", "NoiDungCap1|1. 1. Một", "LoiVan|1. Đoạn")
	var messages []string
	for _, p := range problems {
		if p.Code != "number_typed" || p.Severity == 0 || !strings.HasPrefix(p.Cite, "Phụ lục I, Phần I, Mục II, khoản 6, điểm đ") {
			t.Errorf("%+v", p)
		}
		messages = append(messages, p.Message+"|"+p.Hint)
	}
	expect(t, messages,
		`Nội dung đã ghi sẵn số “I.” ở đầu, chương trình lại đánh số “I.” nữa.|Bỏ số này trong nội dung, hoặc ghi nó vào "label".`,
		`Nội dung đã ghi sẵn số “1.” ở đầu, chương trình lại đánh số “1.” nữa.|Bỏ số này trong nội dung, hoặc ghi nó vào "label".`,
		`Nội dung đã ghi sẵn dấu “-” ở đầu, chương trình lại đặt dấu “-” nữa.|Bỏ dấu này trong nội dung, hoặc ghi nó vào "label".`,
		`Nội dung đã ghi sẵn dấu “+” ở đầu, chương trình lại đặt dấu “+” nữa.|Bỏ dấu này trong nội dung, hoặc ghi nó vào "label".`)

	_, problems = body(t, []string{"Phần I", "1."}, heading("PHẦN I TÌNH HÌNH", item("a", item("- deep"))))
	if len(problems) != 2 || problems[0].Code != "number_typed" || problems[1].Code != "number_typed" {
		t.Errorf("division and below the scheme: %+v", problems)
	}
}

func BenchmarkCheckTyped(b *testing.B) {
	builder := testBuilder(b, &contract.Document{})
	nodes := []contract.Node{
		item("Tăng cường kỷ luật, kỷ cương hành chính"), item("Phối hợp với các đơn vị"), item("Kiểm tra"), item("Đẩy mạnh tuyên truyền"),
		{Kind: contract.ItemNode, Text: contract.Text{Runs: []contract.Run{{Text: "Thời gian:", Bold: true}, {Text: " 01 ngày"}}}},
	}
	b.ReportAllocs()
	for b.Loop() {
		for i := range nodes {
			builder.checkTyped(&nodes[i], "1.")
		}
	}
}
