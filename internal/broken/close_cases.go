package broken

func closingFiles() []File {
	const ten, luu = "Nguyễn Văn An", "- Lưu: VT, VP."
	return []File{
		broke("KY-1", "kt-khong-cham", khan, "“KT GIÁM ĐỐC”", "KT GIÁM ĐỐC", text("KT. GIÁM ĐỐC", "KT GIÁM ĐỐC")),
		broke("KY-1", "chuc-vu-thuong", khan, "chức vụ in thường: “Phó Giám đốc”", "", text("PHÓ GIÁM ĐỐC", "Phó Giám đốc")),
		broke("KY-1", "khong-dam", khan, "quyền hạn, chức vụ không đậm, kiểu QuyenHan", "", style("QuyenHan", "<w:b/>", "")),
		broke("KY-1", "ten-khong-dam", khan, "họ tên không đậm, định dạng thẳng", "", letters(ten, notBold)),
		broke("KY-1", "ten-in-hoa", khan, "họ tên in hoa", "NGUYỄN VĂN AN", text(ten, "NGUYỄN VĂN AN")),
		broke("KY-2", "tien-si", khan, "“TS. Nguyễn Văn An”", "TS", text(ten, "TS. Nguyễn Văn An")),
		broke("NN-1", "nhan-khong-nghieng", khan, "“Nơi nhận:” không nghiêng, định dạng thẳng", "", letters("Nơi nhận:", notItalic)),
		broke("NN-1", "muc-co-12", khan, "danh sách nơi nhận cỡ 12, kiểu NoiNhan", "12",
			style("NoiNhan", halfPoints("22"), halfPoints("24"))),
		broke("NN-1", "thieu-luu", khan, "không có dòng Lưu", "", text(luu, "- Trang thông tin điện tử của Sở.")),
		broke("NN-1", "thieu-cham-phay", khan, "một nơi nhận không có dấu chấm phẩy", "",
			text("- Các phòng, đơn vị thuộc Sở;", "- Các phòng, đơn vị thuộc Sở")),
		broke("NN-1", "thieu-gach", khan, "một nơi nhận không có gạch đầu dòng", "",
			text("- Các phòng, đơn vị thuộc Sở;", "Các phòng, đơn vị thuộc Sở;")),
		broke("NN-2", "kinh-gui-ke-hoach", khan, "kế hoạch có “Kính gửi”", "", behind(`w:val="KeTrichYeu"`,
			`<w:p><w:pPr><w:pStyle w:val="KinhGui"/><w:spacing w:before="120"/><w:jc w:val="center"/></w:pPr>`+
				`<w:r><w:t xml:space="preserve">Kính gửi: Các phòng, đơn vị thuộc Sở</w:t></w:r></w:p>`)),
		broke("NN-2", "khong-nhu-tren", congVan, "nơi nhận công văn không có “Như trên”", "",
			text("- Như trên;", "- Văn phòng Ủy ban nhân dân tỉnh;")),
	}
}

func annexFiles() []File {
	const lan1 = `w:val="PhuLuc"/></w:pPr><w:r><w:t xml:space="preserve">Phụ lục I<`
	return []File{
		broke("PL-1", "so-a-rap", keHoach, "“Phụ lục 1”, “Phụ lục 2”, cả khi nhắc đến", "Phụ lục 1",
			swap(mainPart, "Phụ lục II", "Phụ lục 2", 2), swap(mainPart, "Phụ lục I", "Phụ lục 1", 2)),
		broke("PL-1", "khong-nhac-den", keHoach, "lời văn không nhắc đến phụ lục", "",
			text("được quy định tại Phụ lục I, biểu mẫu đăng ký thi đua được quy định tại Phụ lục II kèm theo Kế hoạch này.",
				"và mẫu đăng ký thi đua do Văn phòng Sở thông báo đến các phòng, đơn vị.")),
		broke("PL-1", "kem-theo-dung", keHoach, "dòng “(Kèm theo …)” không nghiêng, kiểu KemTheo", "", style("KemTheo", "<w:i/>", "")),
		broke("PL-1", "danh-so-tiep", keHoach, "phụ lục không đánh số trang riêng, bỏ pgNumType", "",
			swap(mainPart, `<w:pgNumType w:start="1"/>`, "", 2)),
		broke("PL-1", "chu-phu-luc-khong-dam", keHoach, "“Phụ lục I” không đậm, định dạng thẳng", "",
			para(lan1, "<w:r>", "<w:r><w:rPr>"+notBold+"</w:rPr>")),
		broke("PL-1", "ten-in-thuong", keHoach, "tên Phụ lục II in thường", "",
			text("NỘI DUNG ĐĂNG KÝ THI ĐUA", "Nội dung đăng ký thi đua")),
		broke("KH-1", "khung-40", khan, "khung HỎA TỐC rộng 40 mm", "40", rule("DauKhan", 794, 794)),
		broke("KH-1", "sai-chu", khan, "“KHẨN CẤP” thay cho “HỎA TỐC”", "", text(">HỎA TỐC<", ">KHẨN CẤP<")),
	}
}
