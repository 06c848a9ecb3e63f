package read_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"vanban/read"
	"vanban/templates/contract"
)

func TestCutLabel(t *testing.T) {
	tests := []struct {
		in, text, scheme, rest string
		numbers                []int
		unit                   string
	}{
		{"I. MỤC ĐÍCH", "I.", "I.", "MỤC ĐÍCH", []int{1}, ""},
		{"I.NỘI DUNG", "I.", "I.", "NỘI DUNG", []int{1}, ""},
		{"  II.\tNỘI DUNG", "II.", "I.", "NỘI DUNG", []int{2}, ""},
		{"XIV. KINH PHÍ", "XIV.", "I.", "KINH PHÍ", []int{14}, ""},
		{"I- MỤC ĐÍCH", "I-", "I-", "MỤC ĐÍCH", []int{1}, ""},
		{"I-MỤC ĐÍCH", "I-", "I-", "MỤC ĐÍCH", []int{1}, ""},
		{"ll. NHIỆM VỤ", "ll.", "I.", "NHIỆM VỤ", []int{2}, ""},
		{"V. TIẾN ĐỘ", "V.", "I.", "TIẾN ĐỘ", []int{5}, ""},
		{"1. Mục đích", "1.", "1.", "Mục đích", []int{1}, ""},
		{"1.Mục đích", "1.", "1.", "Mục đích", []int{1}, ""},
		{"1 . Mục đích", "1 .", "1.", "Mục đích", []int{1}, ""},
		{"01. Nguyễn Văn A", "01.", "1.", "Nguyễn Văn A", []int{1}, ""},
		{"1) Mục đích", "1)", "1)", "Mục đích", []int{1}, ""},
		{"1- Mục đích", "1-", "1-", "Mục đích", []int{1}, ""},
		{"2-Tăng cường công tác", "2-", "1-", "Tăng cường công tác", []int{2}, ""},
		{"3 - Tăng cường", "3 -", "1 -", "Tăng cường", []int{3}, ""},
		{"3 – Tăng cường", "3 –", "1 -", "Tăng cường", []int{3}, ""},
		{"1.- Mục đích", "1.-", "1.-", "Mục đích", []int{1}, ""},
		{"1/ Mục đích", "1/", "1/", "Mục đích", []int{1}, ""},
		{"1: Mục đích", "1:", "1:", "Mục đích", []int{1}, ""},
		{"1. 20 trường", "1.", "1.", "20 trường", []int{1}, ""},
		{"1.", "1.", "1.", "", []int{1}, ""},
		{"2.1 Yêu cầu", "2.1", "1.1", "Yêu cầu", []int{2, 1}, ""},
		{"2.1. yêu cầu", "2.1.", "1.1.", "yêu cầu", []int{2, 1}, ""},
		{"1.2.3", "1.2.3", "1.1.1", "", []int{1, 2, 3}, ""},
		{"1.2.3. Bước ba", "1.2.3.", "1.1.1.", "Bước ba", []int{1, 2, 3}, ""},
		{"1.a) Bước ba", "1.a)", "1.a)", "Bước ba", []int{1, 1}, ""},
		{"II.3. Bước ba", "II.3.", "I.1.", "Bước ba", []int{2, 3}, ""},
		{"A.2 Bước hai", "A.2", "A.1", "Bước hai", []int{1, 2}, ""},
		{"A. PHẦN CHUNG", "A.", "A.", "PHẦN CHUNG", []int{1}, ""},
		{"Đ. PHẦN CHUNG", "Đ.", "A.", "PHẦN CHUNG", []int{5}, ""},
		{"A.PHẦN CHUNG", "A.", "A.", "PHẦN CHUNG", []int{1}, ""},
		{"C. PHẦN CHUNG", "C.", "A.", "PHẦN CHUNG", []int{3}, ""},
		{"A. Nguyễn", "A.", "A.", "Nguyễn", []int{1}, ""},
		{"a) Phát huy", "a)", "a)", "Phát huy", []int{1}, ""},
		{"a)Phát huy", "a)", "a)", "Phát huy", []int{1}, ""},
		{"đ) Phát huy", "đ)", "a)", "Phát huy", []int{5}, ""},
		{"y) Phát huy", "y)", "a)", "Phát huy", []int{23}, ""},
		{"b. Phát huy", "b.", "a.", "Phát huy", []int{2}, ""},
		{"b.Phát huy", "b.", "a.", "Phát huy", []int{2}, ""},
		{"b/ Phát huy", "b/", "a/", "Phát huy", []int{2}, ""},
		{"i) Phát huy", "i)", "a)", "Phát huy", []int{9}, ""},
		{"ii) Phát huy", "ii)", "i)", "Phát huy", []int{2}, ""},
		{"l. Phát huy", "l.", "a.", "Phát huy", []int{11}, ""},
		{"(1) Phát triển", "(1)", "(1)", "Phát triển", []int{1}, ""},
		{"(12)Phát triển", "(12)", "(1)", "Phát triển", []int{12}, ""},
		{"(a) Phát triển", "(a)", "(a)", "Phát triển", []int{1}, ""},
		{"(i) Phát triển", "(i)", "(i)", "Phát triển", []int{1}, ""},
		{"(iv) Phát triển", "(iv)", "(i)", "Phát triển", []int{4}, ""},
		{"- Như trên;", "-", "-", "Như trên;", nil, ""},
		{"-Như trên;", "-", "-", "Như trên;", nil, ""},
		{"- 05 trường", "-", "-", "05 trường", nil, ""},
		{"– Như trên", "–", "–", "Như trên", nil, ""},
		{"+ Như trên", "+", "+", "Như trên", nil, ""},
		{"* Lưu ý", "*", "*", "Lưu ý", nil, ""},
		{"• Như trên", "•", "•", "Như trên", nil, ""},
		{"o Tiến hành", "o", "○", "Tiến hành", nil, ""},
		{"\uF0B7 Tiến hành", "\uF0B7", "•", "Tiến hành", nil, ""},
		{"Điều 1. Phạm vi", "Điều 1.", "Điều 1.", "Phạm vi", []int{1}, "Điều"},
		{"Điều 12: Phạm vi", "Điều 12:", "Điều 1:", "Phạm vi", []int{12}, "Điều"},
		{"Điều 3.Phạm vi", "Điều 3.", "Điều 1.", "Phạm vi", []int{3}, "Điều"},
		{"Điều 1", "Điều 1", "Điều 1", "", []int{1}, "Điều"},
		{"ĐIỀU 2. Phạm vi", "ĐIỀU 2.", "ĐIỀU 1.", "Phạm vi", []int{2}, "Điều"},
		{"Chương I", "Chương I", "Chương I", "", []int{1}, "Chương"},
		{"CHƯƠNG IV", "CHƯƠNG IV", "CHƯƠNG I", "", []int{4}, "Chương"},
		{"Chương II QUY ĐỊNH CHUNG", "Chương II", "Chương I", "QUY ĐỊNH CHUNG", []int{2}, "Chương"},
		{"Mục 2. QUY ĐỊNH", "Mục 2.", "Mục 1.", "QUY ĐỊNH", []int{2}, "Mục"},
		{"Tiểu mục 3", "Tiểu mục 3", "Tiểu mục 1", "", []int{3}, "Tiểu mục"},
		{"Mục tiêu 2: Tăng", "Mục tiêu 2:", "Mục tiêu 1:", "Tăng", []int{2}, "Mục tiêu"},
		{"Phần I", "Phần I", "Phần I", "", []int{1}, "Phần"},
		{"Phần B. KẾT QUẢ", "Phần B.", "Phần A.", "KẾT QUẢ", []int{2}, "Phần"},
		{"Phần thứ nhất", "Phần thứ nhất", "Phần thứ nhất", "", []int{1}, "Phần"},
		{"PHẦN THỨ HAI. KẾT QUẢ", "PHẦN THỨ HAI.", "PHẦN THỨ NHẤT.", "KẾT QUẢ", []int{2}, "Phần"},
		{"Phần thứ mười hai", "Phần thứ mười hai", "Phần thứ nhất", "", []int{12}, "Phần"},
	}
	for _, test := range tests {
		t.Run(test.in, func(t *testing.T) {
			label, rest, ok := read.CutLabel(test.in)
			want := read.Label{Text: test.text, Scheme: test.scheme, Numbers: test.numbers, Unit: test.unit}
			if len(test.numbers) > 0 {
				want.Ordinal = test.numbers[len(test.numbers)-1]
			}
			if diff := cmp.Diff(want, label); diff != "" || !ok || rest != test.rest {
				t.Errorf("rest %q, ok %v:\n%s", rest, ok, diff)
			}
		})
	}
}

// TestInserted reads numbers put in later, and letters that the law does not count with.
func TestInserted(t *testing.T) {
	for in, want := range map[string]read.Label{
		"1a. Phát huy":     {Text: "1a.", Scheme: "1.", Ordinal: 1, Numbers: []int{1}, Inserted: "a"},
		"12đ) Phát huy":    {Text: "12đ)", Scheme: "1)", Ordinal: 12, Numbers: []int{12}, Inserted: "đ"},
		"Điều 5a. Phạm vi": {Text: "Điều 5a.", Scheme: "Điều 1.", Ordinal: 5, Numbers: []int{5}, Unit: "Điều", Inserted: "a"},
		"f) Phát huy":      {Text: "f)", Scheme: "a)", Ordinal: 7, Numbers: []int{7}},
		"z) Phát huy":      {Text: "z)", Scheme: "a)", Ordinal: 24, Numbers: []int{24}},
	} {
		label, rest, ok := read.CutLabel(in)
		if diff := cmp.Diff(want, label); diff != "" || !ok || !strings.HasPrefix(rest, "Ph") {
			t.Errorf("%s: rest %q, ok %v:\n%s", in, rest, ok, diff)
		}
	}
}

func TestCutLabelLeavesText(t *testing.T) {
	for _, in := range []string{
		"", " ", "2020 - 2025", "12/2023", "1.000.000 đồng", "2.500 học sinh", "3 trụ cột", "I love", "1,5", "1.5 triệu đồng", "12.5%",
		"15/5/2016", "15.5.2016", "V/v đôn đốc", "K/T CHỦ TỊCH", "T/M BAN THƯỜNG VỤ", "KT. GIÁM ĐỐC", "TM. ỦY BAN NHÂN DÂN", "v.v...", "1...",
		"V.I. Lênin", "I-ốt", "e-mail", "E-mail: a@b", "34-CT/TW", "10/QĐ-UBND", "10 - 15 người", "7:30", "7: 30", "f. Phát huy", "w. A", "1a.Phát huy", "1A. Phát huy",
		"-----", "- - -", "* * *", "***", "**Đậm**", "-o0o-", "-5 độ", "+84 123", "o tiến hành", "Thứ nhất, về", "Một là, tăng", "0. X",
		"Điều 5 của Luật này", "Điều 5, Điều 6", "Khoản 2 Điều 3", "Điều lệ", "Mục tiêu cụ thể", "Phần lớn", "Phần thứ", "Chương trình số 1",
		"(gọi chung là cơ quan)", "(2020)", "(a", "Điểm a khoản 1", "VII", "Điều 12a của Luật", "IIII. X", "P.6, Q.3", "Điều I.5m X",
	} {
		if label, rest, ok := read.CutLabel(in); ok {
			t.Errorf("%q gives label %+v and %q", in, label, rest)
		}
	}
}

func TestReadings(t *testing.T) {
	tests := []struct {
		in   string
		want []string
	}{
		{"i) X", []string{"a)", "i)"}},
		{"(v) X", []string{"(i)", "(a)"}},
		{"I. X", []string{"I.", "A.", "1."}},
		{"l. X", []string{"a.", "1.", "I."}},
		{"ll. X", []string{"I.", "1."}},
		{"a) X", []string{"a)"}},
		{"1. X", []string{"1."}},
		{"- X", []string{"-"}},
		{"Phần I", []string{"Phần I"}},
	}
	for _, test := range tests {
		label, _, _ := read.CutLabel(test.in)
		var got []string
		for _, r := range label.Readings() {
			got = append(got, r.Scheme)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%q reads as %q, want %q", test.in, got, test.want)
		}
	}
}

func FuzzCutLabel(f *testing.F) {
	for _, s := range []string{"I. A", "1.1. b", "Điều 1. X", "Phần thứ nhất", "(i) x", "- X", "1.a) Y", "I.a", "Điều 1.1.1.1.1.1.1.1.1.1 X"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		label, rest, ok := read.CutLabel(s)
		if !ok {
			return
		}
		bare := func(s string) string {
			return strings.Map(func(r rune) rune {
				if unicode.IsSpace(r) {
					return -1
				}
				return r
			}, s)
		}
		if bare(label.Text+rest) != bare(s) {
			t.Fatalf("%q is cut into %q and %q", s, label.Text, rest)
		}
		for _, r := range label.Readings() {
			if _, ok := contract.ParseFormat(r.Scheme); !ok {
				t.Fatalf("%q has the scheme %q, which numbering does not take", s, r.Scheme)
			}
		}
		if (label.Ordinal > 0) != (len(label.Numbers) > 0) {
			t.Fatalf("%q: ordinal %d, numbers %v", s, label.Ordinal, label.Numbers)
		}
	})
}
