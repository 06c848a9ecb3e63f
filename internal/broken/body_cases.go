package broken

const (
	canCuLuat  = "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"
	canCuND    = "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ"
	theoDeNghi = "Theo đề nghị của Chánh Văn phòng Sở"
	dieu2      = `<w:rPr><w:rStyle w:val="SoDieu"/></w:rPr><w:t xml:space="preserve">Điều 2. `
	ketKeHoach = "Trong quá trình thực hiện, nếu có vướng mắc"
)

func openingFiles() []File {
	return []File{
		broke("CC-1", "khong-nghieng", keHoach, "căn cứ không nghiêng, kiểu CanCu", "", style("CanCu", "<w:i/>", "")),
		broke("CC-1", "mot-can-cu-dung", keHoach, "căn cứ thứ nhất không nghiêng, định dạng thẳng", "", letters(canCuLuat, notItalic)),
		broke("CC-1", "cuoi-cham-phay", keHoach, "căn cứ cuối kết thúc bằng dấu chấm phẩy", "", text(theoDeNghi+".", theoDeNghi+";")),
		broke("CC-1", "giua-dau-cham", keHoach, "căn cứ thứ nhất kết thúc bằng dấu chấm", "", text(canCuLuat+";", canCuLuat+".")),
		broke("CC-2", "thieu-ngay", keHoach, "căn cứ Nghị định không ghi ngày", "",
			text(canCuND, "Căn cứ Nghị định số 152/2025/NĐ-CP của Chính phủ")),
		broke("CC-2", "luat-co-so", keHoach, "căn cứ Luật có số", "",
			text(canCuLuat, "Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15 tháng 6 năm 2022")),
	}
}

func partFiles() []File {
	return []File{
		broke("BC-1", "nhay-so", keHoach, "mục 2 đánh số 3", "3.", text(">2. Yêu cầu", ">3. Yêu cầu")),
		broke("BC-1", "chu-f", keHoach, "điểm thứ sáu ghi f) thay cho e)", "f)", text(">e) Tham gia", ">f) Tham gia")),
		broke("BC-1", "thieu-chu", keHoach, "các điểm bỏ qua đ): a, b, c, d, e, g, h", "",
			text(">đ) Thực hành", ">e) Thực hành"), text(">e) Tham gia", ">g) Tham gia"), text(">g) Xây dựng", ">h) Xây dựng")),
		broke("BC-1", "dieu-khong-dam", khenThuong, "“Điều 2.” không đậm, bỏ kiểu chữ SoDieu", "",
			text(dieu2, `<w:t xml:space="preserve">Điều 2. `)),
		broke("BC-1", "dieu-hai-cham", khenThuong, "“Điều 2:” thay cho “Điều 2.”", "Điều 2:", text(">Điều 2. <", ">Điều 2: <")),
		broke("BC-1", "dieu-nhay-so", quyChe, "Điều 4 của Quy chế đánh số 5", "Điều 5", text(">Điều 4. Quan hệ", ">Điều 5. Quan hệ")),
		broke("BC-1", "chuong-a-rap", quyChe, "“Chương 2” thay cho “Chương II”", "Chương 2", text(">Chương II<", ">Chương 2<")),
		broke("BC-1", "muc-khong-dam", khan, "tiêu đề mục I không đậm, định dạng thẳng", "", letters(">I. NỘI DUNG", notBold)),
		broke("BC-1", "ten-chuong-thuong", quyChe, "tên Chương I in thường", "", text(">QUY ĐỊNH CHUNG<", ">Quy định chung<")),
	}
}

func textFiles() []File {
	return []File{
		broke("ND-1", "co-12", khan, "một khoản cỡ 12, định dạng thẳng", "12", letters(chuanBi, halfPoints("24"))),
		broke("ND-1", "co-15-kieu", keHoach, "lời văn cỡ 15, kiểu LoiVan", "15", style("LoiVan", halfPoints("28"), halfPoints("30"))),
		broke("ND-1", "canh-trai", khan, "các khoản canh trái, kiểu NoiDungCap2", "",
			style("NoiDungCap2", `<w:jc w:val="both"/>`, `<w:jc w:val="left"/>`)),
		broke("ND-1", "khong-lui", khan, "một khoản không lùi đầu dòng, định dạng thẳng", "0", form(kiemTra, `<w:ind w:firstLine="0"/>`)),
		broke("ND-1", "lui-15", khan, "các khoản lùi đầu dòng 15 mm, kiểu NoiDungCap2", "15",
			style("NoiDungCap2", `w:firstLine="720"`, `w:firstLine="850"`)),
		broke("ND-1", "cach-doan-0", khan, "các khoản cách đoạn 0 pt, kiểu NoiDungCap2", "0",
			style("NoiDungCap2", `w:before="120"`, `w:before="0"`)),
		broke("ND-1", "dong-2", khan, "các khoản giãn dòng 2,0, kiểu NoiDungCap2", "2",
			style("NoiDungCap2", `w:line="240"`, `w:line="480"`)),
		broke("ND-1", "dong-12pt", khan, "các khoản giãn dòng Exactly 12 pt, kiểu NoiDungCap2", "12",
			style("NoiDungCap2", `w:line="240" w:lineRule="auto"`, `w:line="240" w:lineRule="exact"`)),
		broke("ND-2", "thieu", khan, "bỏ “./.” ở cuối, còn dấu chấm", "", text(baoDam+"./.", baoDam+".")),
		broke("SZ-1", "dia-danh-13", khan, "địa danh, ngày cỡ 13 khi Quốc hiệu 13, Tiêu ngữ 14", "13",
			style("DiaDanhThoiGian", halfPoints("28"), halfPoints("26"))),
		broke("SZ-1", "tieu-ngu-13", khan, "Tiêu ngữ cỡ 13 khi Quốc hiệu 13, địa danh 14; đường kẻ ngắn theo", "13",
			letters(tieuNgu, halfPoints("26")), rule("KeTieuNgu", 1178, 1177)),
		broke("SZ-1", "mot-khoan-13", khan, "một khoản cỡ 13 giữa lời văn cỡ 14, định dạng thẳng", "13",
			letters(chuanBi, halfPoints("26"))),
	}
}

func wordingFiles() []File {
	const quyCheThiDua = "điểm b khoản 1 Điều 5 và Chương II của"
	return []File{
		broke("VH-1", "khoan-hoa", keHoach, "“điểm b Khoản 1 Điều 5”", "Khoản",
			text(quyCheThiDua, "điểm b Khoản 1 Điều 5 và Chương II của")),
		broke("VH-2", "dieu-thuong", keHoach, "“khoản 1 điều 5”", "điều", text(quyCheThiDua, "điểm b khoản 1 điều 5 và Chương II của")),
		broke("VH-3", "nhan-dan", keHoach, "“phục vụ nhân dân”", "nhân dân", text("phục vụ Nhân dân và", "phục vụ nhân dân và")),
		broke("VH-4", "tp-hcm", khan, "“thành phố Hồ Chí Minh”", "",
			text(kiemTra, "1. Học tập kinh nghiệm của thành phố Hồ Chí Minh và các tỉnh về bảo vệ kho lưu trữ trong mùa mưa bão.")),
		broke("VH-5", "ngay-5", keHoach, "“ngày 5 tháng 12” trong lời văn", "",
			text("trước ngày 05 tháng 12 năm 2026", "trước ngày 5 tháng 12 năm 2026")),
		broke("VH-5", "thang-03", congVan, "“tháng 08” trong lời văn", "",
			text("trước ngày 25 tháng 8 năm 2026", "trước ngày 25 tháng 08 năm 2026")),
		broke("VD-1", "luat-co-so", khan, "viện dẫn Luật có số", "", text(kiemTra,
			"1. Kiểm tra kho lưu trữ theo quy định của Luật Lưu trữ số 33/2024/QH15 trước mỗi đợt mưa lớn.")),
		broke("VD-1", "lan-sau-day-du", keHoach, "viện dẫn lại đầy đủ một văn bản đã viện dẫn", "", text(ketKeHoach,
			"Việc khen thưởng thực hiện theo Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định về phân cấp, "+
				"phân quyền trong lĩnh vực thi đua, khen thưởng. Nếu có vướng mắc")),
		broke("D2-1", "noi-nhan-huyen", khan, "Nơi nhận có “Ủy ban nhân dân các huyện” sau 01/7/2025", "huyện",
			text("- Các phòng, đơn vị thuộc Sở;", "- Ủy ban nhân dân các huyện;")),
		broke("D2-1", "tieu-de-huyen", khan, "tên cơ quan chủ quản là Ủy ban nhân dân huyện sau 01/7/2025", "HUYỆN",
			text("TỈNH AN BÌNH", "HUYỆN AN BÌNH")),
		broke("KT-1", "so-tap-the", khenThuong, "quyết định ghi 03 tập thể, danh sách có 02", "", text("cho 02 tập thể", "cho 03 tập thể")),
		broke("KT-1", "khac-so", khenThuong, "danh sách ghi quyết định số 170, quyết định số 107", "170",
			text("(Kèm theo Quyết định số 107/QĐ-SNV", "(Kèm theo Quyết định số 170/QĐ-SNV")),
		broke("KT-1", "khac-ngay", khenThuong, "danh sách ghi ngày 08, quyết định ngày 06", "08",
			text("ngày 06 tháng 10 năm 2026 của Giám đốc", "ngày 08 tháng 10 năm 2026 của Giám đốc")),
	}
}
