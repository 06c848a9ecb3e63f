package broken

import "strings"

const (
	quocHieu = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
	tieuNgu  = "Độc lập - Tự do - Hạnh phúc"
	soNoiVu  = "SỞ NỘI VỤ"
	soKhan   = "Số: 09/KH-SNV"
	ngayKhan = "An Bình, ngày 07 tháng 9 năm 2026"
)

// halfPoints is a size as direct formatting.
func halfPoints(n string) string { return `<w:sz w:val="` + n + `"/><w:szCs w:val="` + n + `"/>` }

const (
	notBold   = `<w:b w:val="0"/><w:bCs w:val="0"/>`
	boldly    = `<w:b/><w:bCs/>`
	notItalic = `<w:i w:val="0"/><w:iCs w:val="0"/>`
	italic    = `<w:i/><w:iCs/>`
)

func headFiles() []File {
	return []File{
		broke("QH-1", "co-11", khan, "Quốc hiệu cỡ 11, định dạng thẳng", "11", letters(quocHieu, halfPoints("22"))),
		broke("QH-1", "chu-thuong", khan, "Quốc hiệu in thường", "", text(quocHieu, "Cộng hòa xã hội chủ nghĩa Việt Nam")),
		broke("QH-1", "sai-chu", khan, "“CỘNG HÒA XÃ HỘI CHỦ NGHIÃ VIỆT NAM”: gõ sai dấu", "",
			text(quocHieu, "CỘNG HÒA XÃ HỘI CHỦ NGHIÃ VIỆT NAM")),
		broke("QH-2", "gach-dai", khan, "Tiêu ngữ dùng gạch dài (–)", "",
			text(tieuNgu, "Độc lập – Tự do – Hạnh phúc"), rule("KeTieuNgu", 1009, 1008)),
		broke("QH-2", "chu-hoa", khan, "“Độc Lập - Tự Do - Hạnh Phúc”", "",
			text(tieuNgu, "Độc Lập - Tự Do - Hạnh Phúc"), rule("KeTieuNgu", 970, 970)),
		broke("QH-2", "khong-dam", khan, "Tiêu ngữ không đậm, kiểu TieuNgu; đường kẻ ngắn theo", "",
			style("TieuNgu", "<w:b/>", ""), rule("KeTieuNgu", 1149, 1150)),
		broke("QH-3", "khong-ke", khan, "bỏ đường kẻ dưới Tiêu ngữ", "", drop(`w:val="KeTieuNgu"`)),
		broke("QH-3", "ngan", khan, "đường kẻ dưới Tiêu ngữ dài 36 mm", "35,8", rule("KeTieuNgu", 1755, 1755)),
		broke("QH-3", "gach-chan", khan, "gạch chân Tiêu ngữ thay cho đường kẻ", "",
			drop(`w:val="KeTieuNgu"`), letters(tieuNgu, `<w:u w:val="single"/>`)),
		broke("QH-4", "xuong-dong", khan, "Quốc hiệu ngắt thành hai dòng", "",
			text(quocHieu, `CỘNG HÒA XÃ HỘI CHỦ NGHĨA</w:t><w:br/><w:t xml:space="preserve">VIỆT NAM`)),
		broke("QH-4", "ben-trai", khan, "Quốc hiệu ở bên trái, tên cơ quan ở bên phải", "", mirrored),
		broke("CQ-1", "khong-dam", khan, "tên cơ quan ban hành không đậm, định dạng thẳng", "", letters(soNoiVu, notBold)),
		broke("CQ-1", "chu-thuong", khan, "tên cơ quan ban hành in thường", "", text(soNoiVu, "Sở Nội vụ"), rule("KeCoQuan", 1681, 1680)),
		broke("CQ-1", "chu-quan-dam", khan, "tên cơ quan chủ quản đậm, định dạng thẳng", "",
			letters("ỦY BAN NHÂN DÂN<", boldly), letters("TỈNH AN BÌNH", boldly)),
		broke("CQ-2", "khong-ke", khan, "bỏ đường kẻ dưới tên cơ quan", "", drop(`w:val="KeCoQuan"`)),
		broke("CQ-2", "dai-bang-ten", khan, "đường kẻ dưới tên cơ quan dài bằng tên", "23,7", rule("KeCoQuan", 1236, 1236)),
		broke("CQ-2", "ngan", khan, "đường kẻ dưới tên cơ quan dài 5 mm", "5", rule("KeCoQuan", 1766, 1767)),
	}
}

// mirrored changes the letterhead's cells about.
func mirrored(p parts) error {
	s := p[mainPart]
	head := s[strings.Index(s, "<w:tbl>"):strings.Index(s, "</w:tbl>")]
	swapped := strings.Replace(head, `<w:gridCol w:w="3816"/><w:gridCol w:w="5538"/>`, `<w:gridCol w:w="5538"/><w:gridCol w:w="3816"/>`, 1)
	for _, row := range strings.SplitAfter(swapped, "</w:tr>") {
		if cells := strings.SplitAfter(row, "</w:tc>"); len(cells) == 3 {
			at := strings.Index(cells[0], "<w:tc>")
			swapped = strings.Replace(swapped, row, cells[0][:at]+cells[1]+cells[0][at:]+cells[2], 1)
		}
	}
	p[mainPart] = strings.Replace(s, head, swapped, 1)
	return nil
}

func codeFiles() []File {
	const ngayP = `<w:p><w:pPr><w:pStyle w:val="DiaDanhThoiGian"/></w:pPr><w:r><w:t xml:space="preserve">` + ngayKhan + `</w:t></w:r></w:p>`
	return []File{
		broke("SO-1", "thieu-so-0", khan, "số nhỏ hơn 10 không có số 0: “Số: 9/KH-SNV”", "9/KH-SNV", text(soKhan, "Số: 9/KH-SNV")),
		broke("SO-1", "khoang-trang", khan, "có khoảng trắng: “Số: 09/KH - SNV”", "", text(soKhan, "Số: 09/KH - SNV")),
		broke("SO-1", "thieu-hai-cham", khan, "thiếu dấu hai chấm: “Số 09/KH-SNV”", "", text(soKhan, "Số 09/KH-SNV")),
		broke("SO-1", "co-14", khan, "số, ký hiệu cỡ 14, kiểu SoKyHieu", "14", style("SoKyHieu", halfPoints("26"), halfPoints("28"))),
		broke("SO-1", "dam", khan, "số, ký hiệu đậm, định dạng thẳng", "", letters(soKhan, boldly)),
		broke("SO-1", "chu-thuong", khan, "ký hiệu cơ quan in thường: “Số: 09/KH-snv”", "", text(soKhan, "Số: 09/KH-snv")),
		broke("SO-1", "gach-cheo-thay-gach-noi", khan, "hai dấu gạch chéo: “Số: 09/KH/SNV”", "", text(soKhan, "Số: 09/KH/SNV")),
		broke("SO-2", "qd-tren-ke-hoach", khan, "kế hoạch mang ký hiệu QĐ", "QĐ", text(soKhan, "Số: 09/QĐ-SNV")),
		broke("SO-2", "cong-van-co-cv", congVan, "công văn mang ký hiệu CV", "CV", text("Số: 318/SNV-VP", "Số: 318/CV-SNV")),
		broke("DD-1", "khong-nghieng", khan, "địa danh, ngày không nghiêng, kiểu DiaDanhThoiGian", "",
			style("DiaDanhThoiGian", "<w:i/>", "")),
		broke("DD-1", "thang-09", khan, "“tháng 09”", "", text(ngayKhan, "An Bình, ngày 07 tháng 09 năm 2026")),
		broke("DD-1", "ngay-7", khan, "“ngày 7 tháng 9”", "", text(ngayKhan, "An Bình, ngày 7 tháng 9 năm 2026")),
		broke("DD-1", "thieu-phay", khan, "thiếu dấu phẩy sau địa danh", "", text(ngayKhan, "An Bình ngày 07 tháng 9 năm 2026")),
		broke("DD-1", "co-12", khan, "địa danh, ngày cỡ 12, định dạng thẳng", "12", letters(ngayKhan, halfPoints("24"))),
		broke("DD-2", "dong-rieng", khan, "địa danh, ngày ở dòng dưới số, ký hiệu", "", text(ngayP, "<w:p/>"),
			text(`</w:tbl><w:p><w:pPr><w:pStyle w:val="TenLoai"/>`, `<w:tr><w:tc><w:tcPr><w:tcW w:w="3816" w:type="dxa"/></w:tcPr><w:p/></w:tc>`+
				`<w:tc><w:tcPr><w:tcW w:w="5538" w:type="dxa"/></w:tcPr>`+ngayP+`</w:tc></w:tr></w:tbl><w:p><w:pPr><w:pStyle w:val="TenLoai"/>`)),
	}
}

func titleFiles() []File {
	const trichYeu, vv = trichYeuKhan, vvText
	return []File{
		broke("TL-1", "chu-thuong", khan, "tên loại in thường", "", text(">KẾ HOẠCH<", ">Kế hoạch<")),
		broke("TL-1", "khong-dam", khan, "tên loại không đậm, định dạng thẳng", "", letters(">KẾ HOẠCH<", notBold)),
		broke("TL-1", "co-16", khan, "tên loại cỡ 16, kiểu TenLoai", "16", style("TenLoai", halfPoints("28"), halfPoints("32"))),
		broke("TL-2", "khong-dam", khan, "trích yếu không đậm, kiểu TrichYeu", "", style("TrichYeu", "<w:b/>", "")),
		broke("TL-2", "chu-hoa", khan, "trích yếu in hoa; đường kẻ dài theo", "",
			text(trichYeu, "BẢO VỆ KHO LƯU TRỮ TRONG MÙA MƯA BÃO"), rule("KeTrichYeu", 3328, 3329)),
		broke("TL-2", "co-12", khan, "trích yếu cỡ 12, định dạng thẳng; đường kẻ ngắn theo", "12",
			letters(trichYeu, halfPoints("24")), rule("KeTrichYeu", 3833, 3834)),
		broke("TL-3", "khong-ke", khan, "bỏ đường kẻ dưới trích yếu", "", drop(`w:val="KeTrichYeu"`)),
		broke("TL-3", "dai", khan, "đường kẻ dưới trích yếu dài bằng trích yếu", "82,7", rule("KeTrichYeu", 2333, 2333)),
		broke("VV-1", "nghieng", congVan, "trích yếu công văn nghiêng, định dạng thẳng", "", letters(vv, italic)),
		broke("VV-1", "dam", congVan, "trích yếu công văn đậm, kiểu TrichYeuCongVan", "",
			style("TrichYeuCongVan", "<w:rPr>", "<w:rPr><w:b/>")),
		broke("VV-1", "ve-viec", congVan, "“Về việc” thay cho “V/v”", "", text(vv, "Về việc góp ý dự thảo Quy chế")),
	}
}

const trichYeuKhan = "Bảo vệ kho lưu trữ trong mùa mưa bão"

const vvText = "V/v góp ý dự thảo Quy chế"

// toCongVan makes a letter of the plan: no tên loại, V/v under the number, Kính gửi above the text (Mẫu 1.5).
func toCongVan() []edit {
	p := func(style, form, text string) string {
		return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/>` + form + `</w:pPr><w:r><w:t xml:space="preserve">` + text + `</w:t></w:r></w:p>`
	}
	return []edit{
		behind("Số: 318/SNV-VP", p("TrichYeuCongVan", "", vvText)),
		behind(">KẾ HOẠCH<", p("KinhGui", `<w:spacing w:before="240" w:after="120"/><w:ind w:left="1985"/>`,
			"Kính gửi: Văn phòng Ủy ban nhân dân tỉnh An Bình")),
		drop(">KẾ HOẠCH<"), drop(`w:val="TrichYeu"`), drop(`w:val="KeTrichYeu"`),
	}
}
