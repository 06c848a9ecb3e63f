package broken

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// The bases.
const (
	keHoach    = "ke-hoach"    // a plan of several pages with grounds, all levels and two phụ lục
	khan       = "khan"        // a plan of one page with an urgency mark
	khenThuong = "khen-thuong" // a decision of commendation with its list
	quyChe     = "quy-che"     // a decision with the regulation that it issues
	congVan    = "cong-van"    // a letter, made of a plan by XML edits
)

func broke(rule, what, base, did, measured string, edits ...edit) File {
	return File{Rule: rule, What: what, Base: base, Did: did, Measured: measured, edits: edits}
}

// alsoOffice are the files that are there as LibreOffice's PDF too.
var alsoOffice = []string{
	"OK-ke-hoach", "OK-cong-van", "PAGE-4-le-trai-25", "FONT-3-xanh", "NUM-1-canh-phai", "QH-2-gach-dai", "QH-3-ngan", "SO-1-thieu-so-0",
	"DD-1-thang-09", "DD-2-dong-rieng", "TL-3-khong-ke", "VV-1-nghieng", "ND-1-canh-trai", "KH-1-khung-40",
}

func soundFiles() []File {
	return []File{
		broke(Sound, keHoach, keHoach, "không sửa gì", ""),
		broke(Sound, khan, khan, "không sửa gì", ""),
		broke(Sound, khenThuong, khenThuong, "không sửa gì", ""),
		broke(Sound, quyChe, quyChe, "không sửa gì", ""),
		broke(Sound, congVan, congVan, "đổi kế hoạch thành công văn, không trái quy tắc nào", ""),
		broke(Sound, "dinh-dang-truc-tiep", khan, "mọi đoạn mang kiểu Normal, định dạng đúng viết thẳng vào đoạn", "", asDirect()),
		{Rule: Sound, What: quyChe, Base: quyChe, Did: "không sửa gì", Maker: Drawn},
	}
}

func margins(old, with string, times int) edit { return swap(mainPart, old, with, times) }

// lastMargins changes the section properties that stand at the end of the document.
func lastMargins(old, with string) edit {
	return func(p parts) (err error) {
		at := strings.LastIndex(p[mainPart], "<w:sectPr>")
		last, err := once(p[mainPart][at:], old, with)
		p[mainPart] = p[mainPart][:at] + last
		return err
	}
}

func pageFiles() []File {
	return []File{
		broke("PAGE-1", "kho-letter", khan, "khổ giấy Letter, sectPr", "215,9",
			margins(`<w:pgSz w:w="11906" w:h="16838"/>`, `<w:pgSz w:w="12240" w:h="15840"/>`, 1), rule("KeTrichYeu", 3860, 3860)),
		broke("PAGE-1", "kho-f4", khan, "khổ giấy F4 210 × 330 mm, sectPr", "330",
			margins(`<w:pgSz w:w="11906" w:h="16838"/>`, `<w:pgSz w:w="11906" w:h="18709"/>`, 1)),
		broke("PAGE-2", "xoay-ngang", khan, "trang nằm ngang dù không có bảng biểu", "",
			margins(`<w:pgSz w:w="11906" w:h="16838"/>`, `<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>`, 1),
			rule("KeTrichYeu", 6159, 6159), rule("KeTieuNgu", 3521, 3521),
			swap(mainPart, `w:w="5538"`, `w:w="10470"`, 3), swap(mainPart, `w:w="9354"`, `w:w="14286"`, 2),
			swap(mainPart, `w:w="5145"`, `w:w="10077"`, 2)),
		broke("PAGE-3", "le-tren-30", keHoach, "lề trên 30 mm, mọi sectPr", "30", margins(`w:top="1134"`, `w:top="1701"`, 3)),
		broke("PAGE-3", "le-tren-15", khan, "lề trên 15 mm, đầu trang cách mép 5 mm", "15",
			margins(`w:top="1134"`, `w:top="850"`, 1), margins(`w:header="567"`, `w:header="284"`, 1)),
		broke("PAGE-3", "le-duoi-125", khan, "lề dưới 12,5 mm, sectPr", "12,5", margins(`w:bottom="1134"`, `w:bottom="709"`, 1)),
		broke("PAGE-4", "le-trai-25", keHoach, "lề trái 25 mm, mọi sectPr", "25", margins(`w:left="1701"`, `w:left="1417"`, 3)),
		broke("PAGE-4", "gay-sach-6", khan, "lề trái 30 mm cộng gáy 6 mm, sectPr", "36", margins(`w:gutter="0"`, `w:gutter="340"`, 1)),
		broke("PAGE-4", "le-trai-254-phu-luc", keHoach, "lề trái 25,4 mm ở phần phụ lục cuối", "25,4",
			lastMargins(`w:left="1701"`, `w:left="1440"`)),
		broke("PAGE-5", "le-phai-10", khan, "lề phải 10 mm, sectPr", "10", margins(`w:right="850"`, `w:right="567"`, 1)),
		broke("PAGE-5", "le-phai-30", khan, "lề phải 30 mm, sectPr; các bảng thu hẹp theo", "30",
			margins(`w:right="850"`, `w:right="1701"`, 1), rule("KeTrichYeu", 3267, 3268), rule("KeCoQuan", 1200, 1201), rule("DauKhan", 652, 652),
			swap(mainPart, `w:w="3816"`, `w:w="2965"`, 3), swap(mainPart, `w:w="4209"`, `w:w="3358"`, 2),
			swap(mainPart, `w:w="9354"`, `w:w="8503"`, 2)),
	}
}

// Old encodings, as they stand in files of the nineties that were never converted.
const (
	luuHanhTCVN3 = "2. V¨n phßng Së b¶o ®¶m kinh phÝ vµ ph\u00ad¬ng tiÖn ®Ó thùc hiÖn KÕ ho¹ch nµy"
	kiemTraVNI   = "1. Kieåm tra maùi, cöûa, heä thoáng thoaùt nöôùc vaø heä thoáng ñieän cuûa kho löu tröõ tröôùc moãi ñôït möa lôùn."
)

const (
	kiemTra  = "1. Kiểm tra mái, cửa, hệ thống thoát nước và hệ thống điện của kho lưu trữ trước mỗi đợt mưa lớn."
	chuanBi  = "2. Chuẩn bị phương tiện, phân công người trực và phương án di chuyển tài liệu quý, hiếm."
	baoDam   = "2. Văn phòng Sở bảo đảm kinh phí và phương tiện để thực hiện Kế hoạch này"
	phanCong = "1. Trung tâm Lưu trữ phân công trực, báo cáo Giám đốc Sở ngay khi có sự cố."
)

func family(name string) string {
	return `<w:rFonts w:ascii="` + name + `" w:hAnsi="` + name + `" w:cs="` + name + `"/>`
}

func fontFiles() []File {
	return []File{
		broke("FONT-1", "arial-mot-doan", khan, "một khoản chữ Arial, định dạng thẳng", "Arial", letters(chuanBi, family("Arial"))),
		broke("FONT-1", "calibri-kieu", khan, "kiểu NoiDungCap2 đặt phông Calibri", "Calibri",
			style("NoiDungCap2", `<w:rPr>`, `<w:rPr>`+family("Calibri"))),
		broke("FONT-1", "so-trang-cambria", keHoach, "số trang chữ Cambria", "Cambria", pageNumber(family("Cambria"))),
		broke("FONT-1", "bang-tahoma", khenThuong, "ô bảng danh sách chữ Tahoma, kiểu BangO", "Tahoma",
			style("BangO", `<w:rPr>`, `<w:rPr>`+family("Tahoma"))),
		broke("FONT-2", "tcvn3", khan, "một khoản gõ mã TCVN3, phông .VnTime", "",
			text(baoDam, luuHanhTCVN3), letters(luuHanhTCVN3, family(".VnTime"))),
		broke("FONT-2", "vni", khan, "một khoản gõ mã VNI, phông VNI-Times", "",
			text(kiemTra, kiemTraVNI), letters(kiemTraVNI, family("VNI-Times"))),
		broke("FONT-2", "to-hop", khan, "một khoản gõ Unicode tổ hợp", "", text(chuanBi, norm.NFD.String(chuanBi))),
		broke("FONT-3", "xanh", khan, "một khoản chữ xanh 0070C0, định dạng thẳng", "0070C0",
			letters(chuanBi, `<w:color w:val="0070C0"/>`)),
		broke("FONT-3", "do-kieu", khan, "trích yếu chữ đỏ, kiểu TrichYeu", "C00000",
			style("TrichYeu", `<w:b/>`, `<w:b/><w:color w:val="C00000"/>`)),
	}
}

// pageNumber adds direct formatting to the runs of the page number.
func pageNumber(properties string) edit {
	return func(p parts) (err error) {
		p[headerPart], err = lettersOf(p[headerPart], properties)
		return err
	}
}

func numberFiles() []File {
	const byDefault = `<w:headerReference w:type="default" r:id="rId5"/>`
	return []File{
		broke("NUM-1", "khong-so", keHoach, "bỏ đầu trang có số, mọi sectPr; Word đã ghi dấu ngắt trang", "",
			swap(mainPart, byDefault, "", 3),
			text(`<w:t xml:space="preserve">2. Việc bình xét`, `<w:lastRenderedPageBreak/><w:t xml:space="preserve">2. Việc bình xét`)),
		broke("NUM-1", "chan-trang", keHoach, "số trang ở chân trang", "",
			swap(mainPart, byDefault, `<w:footerReference w:type="default" r:id="rId5"/>`, 3), swap(headerPart, "w:hdr", "w:ftr", 2),
			swap(relsPart, `relationships/header" Target="header1.xml"`, `relationships/footer" Target="header1.xml"`, 1),
			swap(typesPart, `/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"`,
				`/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"`, 1)),
		broke("NUM-1", "canh-phai", keHoach, "số trang canh phải, kiểu SoTrang", "",
			style("SoTrang", `<w:jc w:val="center"/>`, `<w:jc w:val="right"/>`)),
		broke("NUM-1", "hien-trang-nhat", keHoach, "bỏ titlePg: trang thứ nhất hiện số", "", swap(mainPart, "<w:titlePg/>", "", 3)),
		broke("NUM-1", "co-12", keHoach, "số trang cỡ 12, định dạng thẳng", "12", pageNumber(`<w:sz w:val="24"/><w:szCs w:val="24"/>`)),
		broke("NUM-1", "la-ma", keHoach, "số trang La Mã, sectPr đầu", "",
			swap(mainPart, `w:gutter="0"/><w:cols`, `w:gutter="0"/><w:pgNumType w:fmt="upperRoman"/><w:cols`, 1)),
	}
}

// asDirect takes every paragraph's style away and writes what the style says into the paragraph and its runs, as LibreOffice and many
// offices do.
func asDirect() edit {
	return func(p parts) error {
		for _, s := range strings.SplitAfter(p[stylesPart], "</w:style>") {
			_, id, ok := strings.Cut(s, `w:type="paragraph" w:customStyle="1" w:styleId="`)
			if !ok {
				continue
			}
			id, _, _ = strings.Cut(id, `"`)
			p[mainPart] = direct(p[mainPart], id, between(s, "<w:pPr>", "</w:pPr>"), between(s, "<w:rPr>", "</w:rPr>"))
		}
		return nil
	}
}

func between(s, open, end string) string {
	_, s, _ = strings.Cut(s, open)
	s, _, ok := strings.Cut(s, end)
	if !ok {
		return ""
	}
	return s
}

// direct writes the properties of a style into the paragraphs of one document that have it. Those of a paragraph's own come later in the
// schema's order than the style's in all but one kind, the indents of rules, which replace the style's.
func direct(doc, id, paragraph, run string) string {
	const keepNext, ind = "<w:keepNext/>", "<w:ind "
	pieces := strings.SplitAfter(doc, "</w:p>")
	for i, s := range pieces {
		named := `<w:pPr><w:pStyle w:val="` + id + `"/>`
		at := strings.Index(s, named)
		if at < 0 {
			continue
		}
		own, rest, _ := strings.Cut(s[at+len(named):], "</w:pPr>")
		properties := paragraph
		if strings.HasPrefix(own, keepNext) && !strings.HasPrefix(properties, keepNext) {
			properties = keepNext + properties
		}
		own = strings.TrimPrefix(own, keepNext)
		if strings.HasPrefix(own, ind) {
			properties = strings.Replace(properties, "<w:jc ", own+"<w:jc ", 1)
			own = ""
		}
		rest = strings.ReplaceAll(rest, "<w:r><w:t", "<w:r><w:rPr>"+run+"</w:rPr><w:t")
		pieces[i] = s[:at] + "<w:pPr>" + properties + own + "</w:pPr>" + rest
	}
	return strings.Join(pieces, "")
}
