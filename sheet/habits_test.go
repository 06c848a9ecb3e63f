package sheet_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"vanban/sheet"
)

// strCell is a cell of text, and inCell one whose text stands in it with what XML it has.
func strCell(at, s string) string { return `<c r="` + at + `" t="str"><v>` + s + `</v></c>` }
func inCell(at, xml string) string {
	return `<c r="` + at + `" t="inlineStr"><is>` + xml + `</is></c>`
}

// fontRuns are the runs of a text: font and words by turns, the font empty where it is that of the cell.
func fontRuns(runs ...string) string {
	var b strings.Builder
	for i := 0; i < len(runs); i += 2 {
		b.WriteString("<r>")
		if runs[i] != "" {
			b.WriteString(`<rPr><rFont val="` + runs[i] + `"/></rPr>`)
		}
		b.WriteString(`<t xml:space="preserve">` + runs[i+1] + `</t></r>`)
	}
	return b.String()
}

// habits are what offices and their programs do that a reader of lists takes for something else.
func habits(t testing.TB) []listCase {
	t.Helper()
	merge := func(f *excelize.File, ranges ...string) {
		for _, r := range ranges {
			from, to, _ := strings.Cut(r, ":")
			must(t, f.MergeCell("Danh sách", from, to))
		}
	}
	format := func(f *excelize.File, at, format string) {
		id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
		must(t, err)
		must(t, f.SetCellStyle("Danh sách", at, at, id))
	}
	xml := func(rows ...string) []byte {
		var b strings.Builder
		b.WriteString(`<row r="1">` + strCell("A1", "TT") + strCell("B1", "Họ và tên") + strCell("C1", "Chức vụ") + strCell("D1", "Đơn vị") + `</row>`)
		for i, row := range rows {
			fmt.Fprintf(&b, `<row r="%d"><c r="A%d"><v>%d</v></c>%s</row>`, i+2, i+2, i+1, row)
		}
		return edit(t, book(t, "x"), map[string]func(string) string{sheet1: is(worksheet(b.String()))})
	}
	// Twelve printed pages, each with the whole header and the numbers of the columns.
	var pages, merged []string
	for n := range 12 {
		top := len(pages) + 1
		pages = append(pages, "STT|Thông tin|||Quyết định||Số bằng", "|Họ và tên|Chức vụ|Đơn vị|Số|Ngày|", "(1)|(2)|(3)|(4)|(5)|(6)|(7)",
			fmt.Sprintf("%d|Nguyễn Văn %c|Chuyên viên|Sở Nội vụ|551/QĐ-SNV|20/12/2024|'%02d", n+1, 'A'+n, n+1))
		merged = append(merged, fmt.Sprintf("A%d:A%d", top, top+1), fmt.Sprintf("B%d:D%d", top, top), fmt.Sprintf("E%d:F%d", top, top), fmt.Sprintf("G%d:G%d", top, top+1))
	}
	mixed := []string{"TT|Họ và tên|Đơn vị"}
	for i := range 9 {
		mixed = append(mixed, fmt.Sprintf("%d|Nguyễn Thị Hương %c|Phòng Nội vụ", i+1, 'A'+i))
	}
	mixed = append(mixed, "10|Lê Hà|Phòng Nội vụ", "11|NguyÔn V¨n §øc|Phßng Tµi chÝnh", "12|TrÇn ThÞ Thñy|Phßng Néi vô", "13|Ph¹m V¨n M¹nh|Phßng Néi vô")
	formats := []string{`#"/QĐ-UBND"`, `General"/QĐ"`, `[$-42A]00`, `[Red]00_)`, `#,##0`, `[$€-2]00`}
	return []listCase{
		{"trang-in", bookWith(t, func(f *excelize.File) { merge(f, merged...) }, pages...), sheet.Hint{}},
		{"cong-thuc-chua-tinh", xml(`<c r="B2" t="str"><v>Nguyễn Văn An</v></c><c r="C2"><f>X()</f></c><c r="D2"><f>Y()</f></c>`,
			strCell("B3", "Lê Thị Bình")+`<c r="C3"><f>X()</f><v></v></c><c r="D3"><f>Y()</f><v/></c>`,
			`<c r="B4"><f>X()</f></c><c r="C4"><f>X()</f></c><c r="D4"><f>Y()</f></c>`,
			strCell("B5", "Lê Văn Cường")+`<c r="C5" t="str"><f>X()</f><v></v></c>`+strCell("D5", "Sở Y tế")), sheet.Hint{}},
		{"ho-tong", book(t, "Họ và tên|Chức vụ|Đơn vị", "Nguyễn Văn An|Hiệu trưởng|THCS A", "Tống Công Minh|Giáo viên|THCS A", "TỐNG SỐ BA|Giáo viên|THCS A", "Công Ba|Giáo viên|THCS A", "Tổng công: 4|4"), sheet.Hint{}},
		{"nhom-khong-dong", book(t, "TT|Tên tập thể|Thành tích", "I|Khối phòng", "'1.1|Phòng Nội vụ", "'1.2|Phòng Tài chính", "II|Khối trường", "'2.1|Trường A|Tốt", "|PHÒNG Y TẾ", "|PHÒNG VĂN HÓA"), sheet.Hint{}},
		{"ho-gia-dinh", book(t, "TT|Họ và tên|Đơn vị|Thành tích", "I|TẬP THỂ", "A|Khối thôn", "1|Thôn 1|Xã A|Tốt", "II|GIÁO VIÊN", "1|Lê Thị Bình|Thôn 2|Tốt", "|TẬP THỂ", "1|Thôn 3|Xã A|Tốt",
			"|HỘ GIA ĐÌNH", "1|Hộ ông Nguyễn Văn Ba|Thôn 2|Tốt", "IV|CÁ NHÂN", "1|Lê Thị Cúc|Thôn 2|Tốt"), sheet.Hint{}},
		{"ho-co-danh-xung", book(t, "TT|Danh xưng|Họ và tên|Chức vụ|Đơn vị", "1|Ông|Nguyễn Văn An|Trưởng thôn|Thôn 1", "2|Hộ gia đình|ông Lê Văn Ba||Thôn 2", "3|Bà|Trần Thị Bình|Bí thư|Thôn 1", "4|Ông|ông Hồ Văn Tư||Thôn 3"), sheet.Hint{}},
		{"csv-ten-tach-cot", []byte("STT,Họ và tên,,Lớp,Thành tích\n1,Nguyễn Văn,An,5A,Giỏi\n2,Trần Thị,Bình,5A,Giỏi\n3,Lê,Cường,5B,Giỏi\n"), sheet.Hint{}},
		{"cot-khong-ten", book(t, "STT|Họ và tên||Lớp", "1|Nguyễn Văn An|Giỏi|5A", "2|Trần Thị Bình|Khá|5A", "3|Lê Văn Cường|Nam|5B"), sheet.Hint{}},
		{"ho-ten-ba-cot", bookWith(t, func(f *excelize.File) { merge(f, "B1:D1") }, "STT|Họ và tên|||Chức vụ", "1|Nguyễn|Văn|An|GV", "2|Trần|Thị|Bình|GV"), sheet.Hint{}},
		{"gop-khong-tt", bookWith(t, func(f *excelize.File) { merge(f, "A1:B1") }, "Họ và tên||Chức vụ|Đơn vị", "Nguyễn Văn|An|Giám đốc|Công ty Hưng Thịnh", "Trần Thị|Bình|Kế toán|Công ty Hưng Thịnh"), sheet.Hint{}},
		{"danh-xung-viet-tat", book(t, "TT|Họ và tên|Đơn vị|Quyết định", "1|ông Nguyễn Văn An|Thôn 1|551", "2|đ/c Trần Văn Bình|Thôn 1|", "3|Ông/Bà Trần Văn Cường|Thôn 1|", "4|Ô. Trần Văn Dũng|Thôn 1|", "5|bà con thôn Ba|Thôn 1|",
			"6|Nguyễn Thị Lan|Thôn 1|", "7|Nguyễn Thị Lân|Thôn 1|", "8|NGUYỄN THỊ LAN|Thôn 1|"), sheet.Hint{}},
		{"tap-the-co-so", book(t, "TT|Họ và tên|Chức vụ|Số sổ vàng", "|PHÒNG NỘI VỤ||'01", "|PHÒNG TÀI CHÍNH||2", "|Nguyễn Văn An|GV|3"), sheet.Hint{}},
		{"cuoi-danh-sach", book(t, "TT|Họ và tên|Chức vụ|Tiền thưởng", "1|Nguyễn Văn An|GV|500000", "Total|||500000", "|Danh sách trên có 15 người./.", "||TUQ. CHỦ TỊCH", "||Lê Văn Cường"), sheet.Hint{}},
		{"gioi-tinh-danh-dau", bookWith(t, func(f *excelize.File) { merge(f, "A1:A2", "B1:B2", "C1:D1", "E1:E2") }, "TT|Họ và tên|Giới tính||Đơn vị", "||Nam|Nữ|", "1|Nguyễn Văn An|x||Sở Y tế", "2|Lê Thị Bình||x|Sở Y tế"), sheet.Hint{}},
		{"tieu-de-giua-trang", book(t, "DANH SÁCH LỚP 5A", "TT|Họ và tên|Lớp|Thành tích", "1|Nguyễn Văn An|5A|Tốt", "", "DANH SÁCH HỌC SINH LỚP 5B", "TT|Họ và tên|Lớp|Thành tích", "1|Lê Thị Bình|5B|Tốt", "DANH SÁCH TẬP THỂ", "1|Tổ 1|5B|Tốt"), sheet.Hint{}},
		{"so-ghi-truoc", book(t, "TT|Họ và tên|Đơn vị", "1|Nguyễn Văn An|THCS A", "2", "3|Trần Thị Bình|THCS A", "4", "5", "Tổng cộng: 2"), sheet.Hint{}},
		{"lan-tcvn3", book(t, mixed...), sheet.Hint{}},
		{"phong-chu-trong-o", xml(inCell("B2", fontRuns(".VnTime", "Lª ", ".VnTime", "Nam"))+strCell("C2", "V¨n th\u00ad së")+strCell("D2", "Phßng Tµi chÝnh"),
			inCell("B3", fontRuns("", "NguyÔn V¨n ", ".VnTime", "§øc"))+strCell("C3", "Tr\u00adëng phßng")+strCell("D3", "Phßng Néi vô"),
			inCell("B4", fontRuns(".VnTime", "TrÇn ", "Times New Roman", "Thị Hà"))+strCell("C4", "V¨n th\u00ad"),
			inCell("B5", fontRuns(".VnTimeH", "lª ", ".VnTime", "Hµ"))+strCell("C5", "V¨n th\u00ad")), sheet.Hint{}},
		{"dang-so", bookWith(t, func(f *excelize.File) {
			for i, s := range formats {
				format(f, fmt.Sprintf("C%d", i+2), s)
			}
		}, "TT|Họ và tên|Số sổ vàng", "1|An Một|5", "2|An Hai|5", "3|An Ba|5", "4|An Bốn|6", "5|An Năm|1234", "6|An Sáu|7"), sheet.Hint{}},
		{"ngay-dao-thang", bookWith(t, func(f *excelize.File) {
			must(t, f.SetCellValue("Danh sách", "C2", time.Date(2024, 5, 6, 0, 0, 0, 0, time.UTC)))
			format(f, "C2", "m/d/yyyy")
		}, "TT|Họ và tên|Ngày quyết định", "1|An Một|", "2|An Hai|20/06/2024"), sheet.Hint{}},
	}
}

func TestHabits(t *testing.T) {
	for _, c := range habits(t) {
		t.Run(c.name, func(t *testing.T) {
			l, err := sheet.Read(c.file, c.hint)
			if err != nil {
				t.Fatalf("%v (%s)", err, codeOf(err))
			}
			golden(t, c.name, dump(l))
		})
	}
}

// TestMappingAsWritten: columns and sheets are the same however their names are typed; two ways to name one column are no accident.
func TestMappingAsWritten(t *testing.T) {
	file := book(t, "TT|Họ và tên|Nơi làm", "1|Nguyễn Văn An|Sở Y tế")
	for key, code := range map[string]string{"c": "", "C": "", "danh sách!c": "", "Danh sa\u0301ch!C": "", "Khác!C": "mapping_unknown"} {
		l, err := sheet.Read(file, sheet.Hint{Mapping: map[string]string{key: "recipient.unit"}})
		if codeOf(err) != code {
			t.Errorf("%s: %v, want %q", key, err, code)
		}
		if err == nil && !strings.Contains(string(l.Rows[0].Patch), `"unit":"Sở Y tế"`) {
			t.Errorf("%s: %s", key, l.Rows[0].Patch)
		}
	}
}

// TestNameInTwoMapped: the caller may give one field to columns that stand beside each other behind the header, or where there is none.
func TestNameInTwoMapped(t *testing.T) {
	hint := sheet.Hint{Mapping: map[string]string{"B": "recipient.name", "C": "recipient.name"}}
	for _, file := range []string{"1,Nguyễn Văn,An\n2,Trần Thị,Bình\n", "Đơn vị\nSở Y tế,Nguyễn Văn,An\n"} {
		l, err := sheet.Read([]byte(file), hint)
		must(t, err)
		if got := string(l.Rows[0].Patch); !strings.Contains(got, `"name":"Nguyễn Văn An"`) {
			t.Error(got)
		}
	}
}

// BenchmarkThousandUnits reads a header of a thousand columns that are all called alike.
func BenchmarkThousandUnits(t *testing.B) {
	var b strings.Builder
	b.WriteString(`<row r="1">`)
	for i := range 1000 {
		at, err := excelize.CoordinatesToCellName(i+1, 1)
		must(t, err)
		b.WriteString(strCell(at, fmt.Sprintf("Đơn vị (%s%d)", strings.Repeat("aáộ", 40), i)))
	}
	b.WriteString(`</row><row r="2">` + strCell("A2", "x") + `</row>`)
	file := edit(t, book(t, "x"), map[string]func(string) string{sheet1: is(worksheet(b.String()))})
	for t.Loop() {
		if _, err := sheet.Open(file, sheet.Hint{}); err != nil {
			t.Fatal(err)
		}
	}
}
