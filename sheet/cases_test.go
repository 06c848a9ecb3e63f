package sheet_test

import (
	"encoding/binary"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"

	"vanban/sheet"
)

type listCase struct {
	name string
	file []byte
	hint sheet.Hint
}

func lists(t testing.TB) []listCase {
	t.Helper()
	merge := func(f *excelize.File, ranges ...string) {
		for _, r := range ranges {
			from, to, _ := strings.Cut(r, ":")
			must(t, f.MergeCell("Danh sách", from, to))
		}
	}
	style := func(f *excelize.File, cells string, s *excelize.Style) {
		id, err := f.NewStyle(s)
		must(t, err)
		from, to, _ := strings.Cut(cells, ":")
		must(t, f.SetCellStyle("Danh sách", from, to, id))
	}
	custom := func(format string) *excelize.Style { return &excelize.Style{CustomNumFmt: &format} }
	certificates := []string{
		"UBND XÃ ĐẮK HÀ|||CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
		"",
		"DANH SÁCH ĐỀ NGHỊ TẶNG GIẤY KHEN NĂM 2024",
		"(Kèm theo Tờ trình số 12/TTr-UBND ngày 02 tháng 12 năm 2024)",
		"",
		"TT|Họ và tên|Chức vụ, đơn vị|Thành tích|Ghi chú",
		"(1)|(2)|(3)|(4)|(5)",
		"I|TẬP THỂ",
		"1|Phòng Kế hoạch - Tài chính||Đã hoàn thành xuất sắc nhiệm vụ năm 2024",
		"2|Trường Tiểu học Kim Đồng||Đã hoàn thành xuất sắc nhiệm vụ năm 2024",
		"II|CÁ NHÂN",
		"1|Ông Nguyễn Văn An|Trưởng phòng Nội vụ|Đã có thành tích trong công tác cải cách hành chính|Mới",
		"2|Bà: Trần Thị Bình|Văn thư|Đã có thành tích trong công tác văn thư",
		"|Tổng cộng: 02 tập thể, 02 cá nhân",
		"",
		"||||Đắk Hà, ngày 02 tháng 12 năm 2024",
		"|NGƯỜI LẬP BIỂU|||CHỦ TỊCH",
		"|(Ký, ghi rõ họ tên)",
		"",
		"|Lê Văn Cường|||Phạm Thị Dung",
	}
	plain := []string{"TT|Họ và tên|Chức vụ|Đơn vị|Thành tích|Số sổ vàng", "1|Nguyễn Văn An|Chuyên viên|Phòng Nội vụ|Đã có thành tích A|'01", "2|Trần Thị Bình|Văn thư|Văn phòng|Đã có thành tích B|'02"}
	csv := strings.Join([]string{
		"STT;Danh xưng;Họ tên;Chức danh;Đơn vị công tác;Nội dung khen",
		"1;Ông;Nguyễn Văn Đức;Giám đốc;Công ty Hưng Thịnh;\"Đã có đóng góp; ủng hộ quỹ\"",
		"2;Bà;Lê Thị Thủy;Kế toán trưởng;Công ty Hưng Thịnh;Đã có thành tích xuất sắc",
		"3;Ông;Phạm Quốc Dũng;Tổ trưởng;Tổ dân phố 5;Đã tích cực tham gia",
	}, "\r\n")
	return []listCase{
		{"tieu-de-gop", bookWith(t, func(f *excelize.File) {
			merge(f, "A1:C1", "D1:E1", "A3:E3", "A4:E4", "B14:E14", "B8:E8", "B11:E11")
		}, certificates...), sheet.Hint{Type: "giay-khen"}},
		{"tieu-de-hai-dong", bookWith(t, func(f *excelize.File) { merge(f, "A1:G1", "A3:A4", "B3:D3", "E3:F3", "G3:G4") },
			"DANH SÁCH KHEN THƯỞNG", "",
			"STT|Thông tin|||Quyết định||Số bằng",
			"|Họ và tên|Chức vụ|Đơn vị|Số|Ngày|",
			"1|Nguyễn Văn An|Chuyên viên|Sở Nội vụ|551/QĐ-SNV|20/12/2024|'001",
			"2|Trần Thị Bình|Văn thư|Sở Nội vụ|551/QĐ-SNV|20 tháng 12 năm 2024|'002"), sheet.Hint{Type: "giay-khen"}},
		{"ho-va-ten-chia-hai-cot", bookWith(t, func(f *excelize.File) { merge(f, "B1:C1") },
			"STT|Họ và tên||Lớp|Trường|Giới tính|Thành tích", "1|Nguyễn Văn|An|5A|TH Kim Đồng|Nam|Đạt giải Nhất", "2|Trần Thị|Bình|5B|TH Kim Đồng|Nữ|Đạt giải Nhì"), sheet.Hint{}},
		{"ho-dem-va-ten", book(t, "STT|Họ và tên đệm|Tên|Giới tính|Chức vụ", "1|Nguyễn Văn|An|Nam|Giáo viên", "2|Trần Thị|Bình|Nữ|Giáo viên", "3|Lê|Cường|Nam|"), sheet.Hint{}},
		{"don-vi-gop-o", bookWith(t, func(f *excelize.File) { merge(f, "D2:D4", "E2:E5") },
			"TT|Họ và tên|Chức vụ|Đơn vị|Lý do khen thưởng", "1|Nguyễn Văn An|Trưởng khoa|Khoa Nội|Đã hoàn thành tốt nhiệm vụ", "2|Trần Thị Bình|Bác sĩ", "3|Lê Văn Cường|Điều dưỡng", "4|Phạm Thị Dung|Bác sĩ|Khoa Ngoại"), sheet.Hint{}},
		{"nhieu-trang-tinh", bookWith(t, func(f *excelize.File) {
			grid(t, f, "Tập thể", "TT|Tên đơn vị|Thành tích", "1|Phòng Nội vụ|Đã hoàn thành xuất sắc", "2|Ban Dân tộc|Đã hoàn thành xuất sắc")
			grid(t, f, "Cá nhân", "TT|Danh xưng|Họ và tên|Chức vụ|Thành tích", "1|Ông|Nguyễn Văn An|Trưởng phòng|Đã hoàn thành xuất sắc", "2||Trần Thị Bình|Phó ban|Đã hoàn thành xuất sắc")
			grid(t, f, "Nháp", "Ghi linh tinh ở đây", "xong")
			grid(t, f, "Cũ", plain...)
			must(t, f.SetSheetVisible("Cũ", false))
		}), sheet.Hint{}},
		{"dong-cot-an", bookWith(t, func(f *excelize.File) {
			must(t, f.SetRowVisible("Danh sách", 3, false))
			must(t, f.SetColVisible("Danh sách", "F", false))
		}, plain...), sheet.Hint{}},
		{"cong-thuc-va-loi", bookWith(t, func(f *excelize.File) {
			must(t, f.SetCellValue("Danh sách", "C2", "#REF!"))
			must(t, f.SetCellFormula("Danh sách", "G2", "VLOOKUP(A3,B:C,2,0)"))
			must(t, f.SetCellFormula("Danh sách", "B4", "VLOOKUP(A3,B:C,2,0)"))
			must(t, f.SetCellValue("Danh sách", "G1", "Danh xưng"))
		}, append(plain, "3||Nhân viên|Phòng Nội vụ|Đã có thành tích C|'03")...), sheet.Hint{}},
		{"ngay-va-so", bookWith(t, func(f *excelize.File) {
			must(t, f.SetCellValue("Danh sách", "C2", time.Date(2024, 12, 20, 0, 0, 0, 0, time.UTC)))
			style(f, "C2:C2", custom("dd/mm/yyyy"))
			style(f, "D2:D9", custom("000"))
			style(f, "E2:E9", custom(`"GK-"00`))
		}, "TT|Họ và tên|Ngày quyết định|Số quyết định|Số sổ vàng|Tiền thưởng", "1|An Một||5|1|1500000.0", "2|An Hai|45646|5|2|1500000", "3|An Ba|20/12/24|5|3", "4|An Bốn|12/20/2024|5|4", "5|An Năm|05/06/2024|5|5",
			"6|An Sáu|hôm qua|5|6", "7|An Bảy|Ngày 20 tháng 12 năm 2024|5|7", "8|An Tám|2024-12-20|5.5|8"), sheet.Hint{}},
		{"lich-1904", bookWith(t, func(f *excelize.File) {
			yes := true
			must(t, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}))
			style(f, "B2:B2", &excelize.Style{NumFmt: 14})
		}, "Họ và tên|Ngày quyết định", "Nguyễn Văn An|44184"), sheet.Hint{}},
		{"khong-dau-viet-hoa", book(t, "STT|HO VA TEN|CHUC VU|DON VI CONG TAC|LY DO KHEN THUONG", "1|NGUYEN VAN AN|NHAN VIEN|PHONG KY THUAT|HOAN THANH TOT"), sheet.Hint{}},
		{"go-sai-tieu-de", book(t, "STT|Họ vá tên|Chức vụu|Đơn vị công tácc|Thanh tíhc|Mã thẻ", "1|Nguyễn Văn An|Nhân viên|Phòng Kỹ thuật|Hoàn thành tốt|X12"), sheet.Hint{}},
		{"unicode-to-hop", book(t, norm.NFD.String("TT|Họ và tên|Chức vụ"), norm.NFD.String("1|Nguyễn Thị Tuyết|Trưởng phòng")), sheet.Hint{}},
		{"font-vntime", bookWith(t, func(f *excelize.File) { style(f, "A1:D3", &excelize.Style{Font: &excelize.Font{Family: ".VnTime"}}) },
			"TT|Hä vµ tªn|Chøc vô|§¬n vÞ", "1|NguyÔn V¨n §øc|Tr\u00adëng phßng|Phßng Tµi chÝnh", "2|TrÇn ThÞ Thñy|Phã phßng|Phßng Néi vô"), sheet.Hint{}},
		{"tcvn3-khong-font", book(t, "TT|Hä vµ tªn|Chøc vô|§¬n vÞ", "1|NguyÔn V¨n §øc|Tr\u00adëng phßng|Phßng Tµi chÝnh", "2|TrÇn ThÞ Thñy|Phã phßng|Phßng Néi vô"), sheet.Hint{}},
		{"csv-tcvn3", latin1("STT,Hä vµ tªn,Chøc vô,§¬n vÞ\n1,NguyÔn V¨n §øc,Tr\u00adëng phßng,Phßng Tµi chÝnh\n2,TrÇn ThÞ Thñy,Phã phßng,Phßng Néi vô\n"), sheet.Hint{}},
		{"csv-vni", latin1("STT\tHoï vaø teân\tChöùc vuï\tÑôn vò\n1\tNguyeãn Vaên Ñöùc\tTröôûng phoøng\tPhoøng Taøi chính\n2\tTraàn Thò Thuûy\tPhoù phoøng\tPhoøng Noäi vuï\n"), sheet.Hint{}},
		{"csv-1258", windows1258(t, "TT,Họ và tên,Chức vụ\n1,Nguyễn Văn Đức,Trưởng phòng\n2,Trần Thị Thủy,Phó phòng\n"), sheet.Hint{}},
		{"csv-cham-phay", []byte("\ufeff" + csv), sheet.Hint{Type: "bang-khen"}},
		{"csv-utf16", utf16le(strings.ReplaceAll(csv, ";", "\t")), sheet.Hint{}},
		{"csv-gach-dung", []byte("Họ và tên|Đơn vị|Thành tích\nNguyễn Văn An|Sở Y tế|Đạt giải\n"), sheet.Hint{}},
		{"csv-sep", []byte("sep=|\nHọ và tên|Đơn vị\n\"Nguyễn Văn An\"|\"Sở\nY tế\"\n\n'=cmd|'+84 912\n"), sheet.Hint{}},
		{"khong-tieu-de", []byte("1,Nguyễn Văn An,Trưởng phòng\n2,Trần Thị Bình,Văn thư\n"), sheet.Hint{Mapping: map[string]string{"B": "recipient.name", "C": "recipient.position"}}},
		{"tieu-de-la", []byte("Danh sách dự thi 2024\nMSSV,Sinh viên,Niên khóa 2024,Xưng\nA1,Nguyễn Văn An,K15,Ông\nA2,Trần Thị Bình,K16,Bà\n"),
			sheet.Hint{Mapping: map[string]string{"B": "recipient.name", "C": "recipient.unit", "D": "recipient.salutation"}}},
		{"chon-cot", book(t, plain...), sheet.Hint{Mapping: map[string]string{"C": "recipient.unit", "D": "", "Danh sách!F": "decision.number"}}},
		{"kiem-tra-dong", book(t, "TT|Danh xưng|Họ và tên|Giới tính|Chức vụ|Đơn vị|Số sổ vàng",
			"1|Ông|Nguyễn Văn An|Nam|Chuyên viên|Sở Y tế|'01",
			"2|Bà|Nguyễn Văn An|Nam|Chuyên viên|Sở Y tế|'01",
			"3||Lê Văn Cường|||Sở Y tế|'03",
			"4|Bà|PHẠM THỊ DUNG|Nữ|Chuyên viên|Sở Y tế|'04",
			"5|Ông|vũ văn Em|Nam|Chuyên viên|Sở  Y tế|'05",
			"6|Bà|Đỗ Thị G1ang|Nữ|Chuyên viên|Sở Y tế|",
			"7|Ông||Nam|Chuyên viên|Sở Y tế|'07",
			"8|Ông|NGUYỄN Văn Hùng|Nam|Chuyên\\nviên|Sở Y tế|'08"), sheet.Hint{}},
		{"danh-xung-trong-ten", book(t, "TT|Họ và tên|Chức vụ", "1|Ông Nguyễn Văn An|Trưởng thôn", "2|Bà: Lê Thị Bé|Chi hội trưởng", "3|Ông Ích Khiêm|Công dân", "4|Đồng chí Trần Văn Cường|Bí thư", "5|Em Phạm Dung|Học sinh", "6|Bà Rịa Hưng|Hội viên", "7|Tập thể lớp 5A|"), sheet.Hint{}},
		{"nhom-don-vi", bookWith(t, func(f *excelize.File) { merge(f, "A2:D2", "A5:D5", "A7:D7") },
			"STT|Họ và tên|Thành tích|Hình thức khen thưởng",
			"A. Khối phòng ban", "1|Nguyễn Văn An|Hoàn thành tốt|Giấy khen", "2|Trần Thị Bình|Hoàn thành tốt|Giấy khen",
			"B. Trường THCS Chu Văn An", "1|Lê Văn Cường|Hoàn thành tốt|Giấy khen",
			"Công ty TNHH Hoa Mai", "1|Phạm Thị Dung|Hoàn thành tốt|Giấy khen"), sheet.Hint{}},
		{"hai-bang-mot-trang", book(t, "DANH SÁCH", "", "I. TẬP THỂ", "STT|Tên tập thể|Thành tích", "1|Phòng Nội vụ|Hoàn thành tốt", "2|Ban Dân tộc|Hoàn thành tốt", "Cộng|2", "II. CÁ NHÂN", "STT|Danh xưng|Họ và tên|Chức vụ|Thành tích", "1|Ông|Nguyễn Văn An|Chuyên viên|Hoàn thành tốt", "Cộng||1", "", "|||HIỆU TRƯỞNG", "", "|||Lê Văn Cường"), sheet.Hint{}},
		{"dau-trang-va-nhom", bookWith(t, func(f *excelize.File) { merge(f, "A1:B1", "C1:F1", "A2:B2", "C2:F2", "A4:F4", "B10:B11", "A10:A11") },
			"PHÒNG GD&ĐT THỊ XÃ||CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "TRƯỜNG TIỂU HỌC LÊ LỢI||Độc lập - Tự do - Hạnh phúc", "", "DANH SÁCH HỌC SINH ĐƯỢC KHEN THƯỞNG",
			"Đơn vị: Trường Tiểu học Lê Lợi", "TT|Họ và tên học sinh|Ngày sinh|Lớp|Danh hiệu|Lý do", "I|KHỐI LỚP 4|||25", "1|Nguyễn Minh Anh|01/02/2014|4A|HS Xuất sắc|Hoàn thành xuất sắc", "II|KHỐI LỚP 5|||30", "2|Trần Gia Bảo|03/04/2013|5B|HS Xuất sắc|Hoàn thành xuất sắc", "|||5B|HS Xuất sắc|Đạt giải Nhất Olympic"), sheet.Hint{}},
		{"khong-tt", book(t, "Họ và tên|Chức vụ|Đơn vị", "Nguyễn Văn An|Hiệu trưởng|THCS A", "Trần Thị Bình|Giáo viên|THCS A", "Tổng số: 2 người", "Hà Nội, ngày    tháng    năm 2024", "NGƯỜI LẬP||HIỆU TRƯỞNG", "Lê Thị C||Nguyễn Văn An"), sheet.Hint{}},
		{"mot-cot", book(t, "Họ và tên", "Nguyễn Văn An", "Trần Thị Bình"), sheet.Hint{}},
		{"tieu-de-lap-lai", book(t, "TT|Họ và tên|Đơn vị", "1|Nguyễn Văn An|Sở Y tế", "TT|Họ và tên|Đơn vị", "2|Trần Thị Bình|Sở Y tế", "|Cộng||2", "Ghi chú: danh sách theo thứ tự chữ cái", "|Tổng công ty Hoa Sen|Hà Nội"), sheet.Hint{}},
		{"so-ngay-quyet-dinh", book(t, "TT|Họ và tên|Số, ngày quyết định|Số sổ vàng", "1|Nguyễn Văn An|Số 551/QĐ-UBND ngày 20/12/2024|7", "2|Trần Thị Bình|QĐ miệng|8"), sheet.Hint{}},
		{"thu-moi", book(t, "STT|Số|code.number|Trích yếu|Nơi nhận|signer.name|/organ/name|Địa danh|Ngày tháng năm ban hành|Họ hàng",
			`1|1|'05|Về việc mời họp|Như trên\nLưu: VT|Nguyễn Văn An|SỞ NỘI VỤ|Hà Nội|05/01/2025|x`), sheet.Hint{Type: "cong-van"}},
		{"cot-la", book(t, "TT|Họ và tên|Chức vụ|Màu áo||Mức tiền thưởng", "1|Nguyễn Văn An|Giáo viên|Xanh|lẻ|500000"), sheet.Hint{}},
		{"ten-nguoi-va-to-chuc", book(t, "TT|Tên tập thể, cá nhân|Ông/Bà|Chức vụ/Đơn vị|Vào sổ số", "1|UBND xã Đắk Hà|Tập thể||1", "2|Nguyễn Văn An|Ông|Phó Chủ tịch UBND xã|2"), sheet.Hint{}},
	}
}

func latin1(s string) []byte {
	var b []byte
	for _, r := range s {
		b = append(b, byte(r))
	}
	return b
}

// windows1258 writes letters with a tone as letter and tone, which is all that this encoding has.
func windows1258(t testing.TB, s string) []byte {
	t.Helper()
	var b strings.Builder
	for _, r := range s {
		parts := []rune(norm.NFD.String(string(r)))
		if n := len(parts) - 1; n > 0 && strings.ContainsRune("\u0300\u0301\u0303\u0309\u0323", parts[n]) {
			b.WriteString(norm.NFC.String(string(parts[:n])) + string(parts[n]))
			continue
		} else if n == 2 { // a circumflex behind a dot below
			b.WriteString(norm.NFC.String(string([]rune{parts[0], parts[2]})) + string(parts[1]))
			continue
		}
		b.WriteRune(r)
	}
	out, err := charmap.Windows1258.NewEncoder().String(b.String())
	must(t, err)
	return []byte(out)
}

func utf16le(s string) []byte {
	b := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return b
}
