package check

import (
	d "vanban/document"
	"vanban/thethuc"
)

// Rules returns every rule, in the order of the law.
func Rules() []*Rule { return rulesOf(thethuc.ND30()) }

func rulesOf(p *thethuc.Pack) []*Rule {
	l := p.Limits()
	cite := func(r d.Role) string { return p.Types[r].Cite }
	capitals := func(s string) string { return "Phụ lục II, Mục " + s + ", " + p.Short() }
	form := "Phụ lục III, " + p.Short()
	return []*Rule{
		{"PAGE-1", "Khổ giấy A4", Violation, p.PageWidth.Cite, khoGiay},
		{"PAGE-2", "Hướng giấy", Violation, l.TurnCite, huongGiay},
		{"PAGE-3", "Lề trên, lề dưới", Violation, p.MarginTop.Cite, leTrenDuoi},
		{"PAGE-4", "Lề trái", Violation, p.MarginLeft.Cite, leTrai},
		{"PAGE-5", "Lề phải", Violation, p.MarginRight.Cite, lePhai},
		{"FONT-1", "Phông chữ Times New Roman", Violation, p.FontCite, phongChu},
		{"FONT-2", "Bộ mã ký tự Unicode", Violation, p.FontCite, maChu},
		{"FONT-3", "Chữ màu đen", Violation, p.FontCite, mauChu},
		{"NUM-1", "Số trang", Violation, cite(d.SoTrang), soTrang},
		{"QH-1", "Quốc hiệu", Violation, cite(d.QuocHieu), quocHieu},
		{"QH-2", "Tiêu ngữ", Violation, cite(d.TieuNgu), tieuNgu},
		{"QH-3", "Đường kẻ dưới Tiêu ngữ", Violation, p.TieuNguRule.Cite, keTieuNgu},
		{"QH-4", "Vị trí Quốc hiệu", Deviation, cite(d.QuocHieu), viTriQuocHieu},
		{"CQ-1", "Tên cơ quan, tổ chức ban hành", Violation, cite(d.CoQuanBanHanh), coQuan},
		{"CQ-2", "Đường kẻ dưới tên cơ quan", Violation, p.CoQuanRule.Cite, keCoQuan},
		{"SO-1", "Số, ký hiệu", Violation, cite(d.SoKyHieu), soKyHieu},
		{"SO-2", "Ký hiệu đúng tên loại", Violation, l.CodeCite, kyHieuLoai},
		{"DD-1", "Địa danh, thời gian", Violation, cite(d.DiaDanhThoiGian), diaDanh},
		{"DD-2", "Địa danh cùng dòng với số", Violation, cite(d.DiaDanhThoiGian), cungDong},
		{"TL-1", "Tên loại văn bản", Violation, cite(d.TenLoai), tenLoai},
		{"TL-2", "Trích yếu", Violation, cite(d.TrichYeu), trichYeu},
		{"TL-3", "Đường kẻ dưới trích yếu", Violation, p.TrichYeuRule.Cite, keTrichYeu},
		{"VV-1", "Trích yếu công văn", Violation, cite(d.TrichYeuCongVan), trichYeuCongVan},
		{"CC-1", "Căn cứ ban hành", Violation, cite(d.CanCu), canCu},
		{"CC-2", "Viện dẫn đầy đủ trong căn cứ", Deviation, cite(d.CanCu), vienDanCanCu},
		{"BC-1", "Bố cục, số thứ tự", Violation, cite(d.Chuong), boCuc},
		{"ND-1", "Trình bày lời văn", Violation, cite(d.LoiVan), loiVan},
		{"ND-2", "Dấu kết thúc nội dung", Deviation, form, ketThuc},
		{"KY-1", "Quyền hạn, chức vụ, họ tên người ký", Violation, cite(d.QuyenHan), kyTen},
		{"KY-2", "Học hàm, học vị trước họ tên", Violation, l.DegreesCite, hocHam},
		{"NN-1", "Nơi nhận", Violation, cite(d.NoiNhan), noiNhan},
		{"NN-2", "Kính gửi và dòng đầu Nơi nhận", Violation, cite(d.KinhGui), kinhGui},
		{"PL-1", "Phụ lục", Violation, cite(d.PhuLuc), phuLuc},
		{"KH-1", "Dấu chỉ mức độ khẩn, phạm vi lưu hành", Violation, cite(d.DauKhan), dauKhan},
		{"VH-1", "Viết thường “khoản”, “điểm” khi viện dẫn", Suggestion, capitals("V, khoản 7"), vietThuong},
		{"VH-2", "Viết hoa “Điều”, “Chương”, “Mục”, “Phần” khi viện dẫn", Suggestion, capitals("V, khoản 7"), vietHoa},
		{"VH-3", "Viết hoa Nhân dân, Nhà nước", Suggestion, capitals("V, khoản 1"), nhanDan},
		{"VH-4", "Viết hoa địa danh đặc biệt", Suggestion, capitals("III, khoản 1"), tenDiaDanh},
		{"VH-5", "Viết ngày, tháng trong văn bản", Suggestion, cite(d.DiaDanhThoiGian), ngayThang},
		{"VD-1", "Viện dẫn văn bản", Suggestion, l.ReferCite, vienDan},
		{"D2-1", "Tên đơn vị cấp huyện sau 01/7/2025", Deviation, l.NoDistrictsCite, capHuyen},
		{"SZ-1", "Cỡ chữ thống nhất", Deviation, l.CoupledCite, coChu},
		{"KT-1", "Quyết định khen thưởng", Violation, l.AwardCite, khenThuong},
	}
}
