package anatomy

import (
	"context"
	"testing"

	"vanban/read"
)

func lineOf(s string) *unit {
	u := &unit{para: &read.Paragraph{Runs: []read.Run{{Text: s}}}}
	u.fill(u.para.Runs)
	return u
}

func TestMarks(t *testing.T) {
	for text, want := range map[string]mark{
		"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM":       markQuocHieu,
		"CỘNG HOÀ XÃ HỘI CHỦ NGHIA VIỆT NAM.":      markQuocHieu,
		"Cộng hòa xã hội chủ nghĩa Việt Nam":       markQuocHieu,
		"ĐẢNG CỘNG SẢN VIỆT NAM":                   markQuocHieu,
		"Độc lập – Tự do – Hạnh phúc":              markTieuNgu,
		"Số:        /QĐ-SCT":                       markNumber,
		"Số 36-HD/VPTW":                            markNumber,
		"Số: 10./QĐ- MN":                           markNumber,
		"Sổ: 45/2014/QĐTA-TĐKT":                    markNumber,
		"Sở Nội vụ/Sở Tài chính phối hợp":          noMark,
		"Số lượng: 12 người":                       noMark,
		"Tỉnh X, ngày      tháng 5 năm 2026":       markDate,
		"Hà Nội, ngày ... tháng ... năm 20...":     markDate,
		"Họp ngày 05 tháng 01 năm 2026 tại trụ sở": noMark,
		"Căn cứ Luật ngày 26 tháng 11 năm 2003;":   noMark,
		"V/v đôn đốc":                              markSubject,
		"HỎA TỐC":                                  markUrgency,
		"Khẩn":                                     noMark,
		"LƯU HÀNH NỘI BỘ":                          markCirculation,
		"(Dự thảo)":                                markDraft,
		"----- o0o -----":                          markTyped,
		"*":                                        markTyped,
		"Đoạn văn bình thường, không phải phần nào ở trên": noMark,
	} {
		if got := lineOf(text).markOf(); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

func TestCodes(t *testing.T) {
	for text, want := range map[string]Code{
		"Số: 12/KH-UBND":         {"12", "KH-UBND"},
		"Số:          /QĐ-SCT":   {"", "QĐ-SCT"},
		"Số: ....../TB-VP":       {"", "TB-VP"},
		"Số 36-HD/VPTW":          {"36", "HD/VPTW"},
		"Số: 45/2014/QĐTA-TĐKT":  {"45", "2014/QĐTA-TĐKT"},
		"Số: 3176B/QĐ-SYT":       {"3176B", "QĐ-SYT"},
		"Số: 29 /TTr - SCT":      {"29", "TTr - SCT"},
		"Số: 2004/KH-SYT-CĐN":    {"2004", "KH-SYT-CĐN"},
		"Số: 15":                 {"15", ""},
		"Số : 230/KH-THPT.PB":    {"230", "KH-THPT.PB"},
		"Số: 04/QĐ-BCĐ138":       {"04", "QĐ-BCĐ138"},
		"SỐ: 7/NQ-HĐND":          {"7", "NQ-HĐND"},
		"Số:\u00a0\u00a0/BC-PNV": {"", "BC-PNV"},
	} {
		if got := parseCode(text); got != want {
			t.Errorf("%q: %+v, want %+v", text, got, want)
		}
	}
}

func TestPlaceDates(t *testing.T) {
	for text, want := range map[string]PlaceDate{
		"Đắk Hà, ngày 05 tháng 01 năm 2023":                   {"Đắk Hà", 5, 1, 2023},
		"Đắk Hà, ngày tháng 01 năm 2023.":                     {"Đắk Hà", 0, 1, 2023},
		"Tỉnh X, ngày\u00a0\u00a0\u00a0 tháng     năm 2026":   {"Tỉnh X", 0, 0, 2026},
		"Thành phố Hồ Chí Minh, ngày 31 tháng 12 năm 2026":    {"Thành phố Hồ Chí Minh", 31, 12, 2026},
		"Hà Nội, ngày 4/8/2020":                               {"Hà Nội", 4, 8, 2020},
		"Ngày 45 tháng 13 năm 2026":                           {"", 0, 0, 2026},
		"....., ngày ..... tháng ..... năm 20.....":           {"", 0, 0, 0},
		"Phường Điện Biên Phủ, ngày 01 tháng 7 năm 2026     ": {"Phường Điện Biên Phủ", 1, 7, 2026},
	} {
		if got := parseDate(text); got != want {
			t.Errorf("%q: %+v, want %+v", text, got, want)
		}
	}
}

func TestNames(t *testing.T) {
	for text, want := range map[string]bool{
		"ThS. NGUYỄN VĂN A": true, "Đại tá, NGUYỄN VĂN A": true,
		"Trần Sĩ Thành": true, "Hà Tiến": true, "TS. Trần Văn N": true, "Đại tá Nguyễn Văn A": true, "NGUYỄN VĂN A": true, "Nguyễn Thị Minh Khai": true,
		"GIÁM ĐỐC": false, "Phòng tổ chức": false, "Nguyễn Văn A, Giám đốc": false, "TRƯỞNG PHÒNG": false, "A": false, "Sở Y tế": false, "Lưu: VT": false,
	} {
		if got := isName(lineOf(text)); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestKinds(t *testing.T) {
	for text, want := range map[string]string{
		"KẾ HOẠCH": "ke-hoach", "K Ế  H O Ạ C H": "ke-hoach", "KÉ HOẠCH": "ke-hoach", "THÔNG BÁO": "thong-bao", "THÔNG CÁO": "thong-cao",
		"GIẤY MỜI HỌP": "giay-moi", "KẾ HOẠCH Tuyên truyền": "ke-hoach", "QUYẾT ĐỊNH:": "quyet-dinh", "ĐIỀU LỆ": "dieu-le",
		"Kế hoạch thực hiện công tác năm 2024": "", "ỦY BAN NHÂN DÂN": "", "NGHỊ ĐỊNH": "",
	} {
		k, _, ok := lineOf(text).kindOf()
		got := ""
		if ok {
			got = k.slug
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// Markdown's titles go by its own levels, with numbers or without.
func TestMarkdownTitles(t *testing.T) {
	m := &read.Manuscript{Source: read.Markdown}
	for _, l := range []struct {
		heading int
		text    string
	}{{1, "KẾ HOẠCH"}, {0, "Kiểm tra năm 2026"}, {2, "I. MỤC ĐÍCH"}, {0, "Một."}, {2, "Nội dung"}, {3, "Việc thứ nhất"}, {0, "Hai."}, {2, "Kết luận"}} {
		m.Blocks = append(m.Blocks, &read.Paragraph{Heading: l.heading, Runs: []read.Run{{Text: l.text}}})
	}
	d, err := Analyze(context.Background(), m)
	if err != nil {
		t.Fatal(err)
	}
	if d.Kind != "ke-hoach" || len(d.Body) != 3 || len(d.Body[1].Children) != 1 || d.Body[1].Children[0].Kind != Heading {
		t.Errorf("kind %q, %d parts", d.Kind, len(d.Body))
	}
}

func TestAnalyzeStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Analyze(ctx, &read.Manuscript{}); err == nil {
		t.Error("a context that has ended is not noticed")
	}
}
