package thethuc

import d "vanban/document"

// styleNames are the names that the clerk meets in Word's style list, with the ids behind them. A comma in a name would
// be Word's separator of aliases.
var styleNames = [d.RoleCount][2]string{
	d.LoiVan: {"LoiVan", "Lời văn"},

	d.QuocHieu: {"QuocHieu", "Quốc hiệu"}, d.TieuNgu: {"TieuNgu", "Tiêu ngữ"}, d.KeTieuNgu: {"KeTieuNgu", "Kẻ dưới tiêu ngữ"},
	d.CoQuanChuQuan: {"CoQuanChuQuan", "Cơ quan chủ quản"}, d.CoQuanBanHanh: {"CoQuanBanHanh", "Cơ quan ban hành"},
	d.KeCoQuan: {"KeCoQuan", "Kẻ dưới tên cơ quan"}, d.SoKyHieu: {"SoKyHieu", "Số và ký hiệu"},
	d.DiaDanhThoiGian: {"DiaDanhThoiGian", "Địa danh và thời gian"}, d.TrichYeuCongVan: {"TrichYeuCongVan", "Trích yếu công văn"},
	d.DauKhan: {"DauKhan", "Dấu mức độ khẩn"}, d.LuuHanh: {"LuuHanh", "Chỉ dẫn phạm vi lưu hành"},

	d.TenLoai: {"TenLoai", "Tên loại văn bản"}, d.TrichYeu: {"TrichYeu", "Trích yếu"}, d.TrichYeuPhu: {"TrichYeuPhu", "Trích yếu (dòng phụ)"},
	d.KeTrichYeu: {"KeTrichYeu", "Kẻ dưới trích yếu"}, d.KemTheo: {"KemTheo", "Kèm theo văn bản"},
	d.KeKemTheo: {"KeKemTheo", "Kẻ dưới dòng kèm theo"}, d.PhuLuc: {"PhuLuc", "Phụ lục"}, d.TenPhuLuc: {"TenPhuLuc", "Tên phụ lục"},

	d.KinhGui: {"KinhGui", "Kính gửi"}, d.KinhGuiMuc: {"KinhGuiMuc", "Kính gửi (từng nơi)"},
	d.ThamQuyen: {"ThamQuyen", "Thẩm quyền ban hành"}, d.CanCu: {"CanCu", "Căn cứ"},
	d.TuBanHanh: {"TuBanHanh", "Từ ban hành"}, d.Chuong: {"Chuong", "Phần và chương"}, d.TenChuong: {"TenChuong", "Tên phần và chương"},
	d.Muc: {"Muc", "Mục và tiểu mục"}, d.TenMuc: {"TenMuc", "Tên mục và tiểu mục"}, d.Dieu: {"Dieu", "Điều (tiêu đề)"},
	d.DieuNoiDung: {"DieuNoiDung", "Điều (nội dung)"},

	d.MucCap1: {"MucCap1", "Mục cấp 1"}, d.MucCap2: {"MucCap2", "Mục cấp 2"}, d.MucCap3: {"MucCap3", "Mục cấp 3"},
	d.MucCap4: {"MucCap4", "Mục cấp 4"}, d.MucCap5: {"MucCap5", "Mục cấp 5"},
	d.NoiDungCap1: {"NoiDungCap1", "Nội dung cấp 1"}, d.NoiDungCap2: {"NoiDungCap2", "Nội dung cấp 2"},
	d.NoiDungCap3: {"NoiDungCap3", "Nội dung cấp 3"}, d.NoiDungCap4: {"NoiDungCap4", "Nội dung cấp 4"},
	d.NoiDungCap5:  {"NoiDungCap5", "Nội dung cấp 5"},
	d.GachDauDong1: {"GachDauDong1", "Gạch đầu dòng 1"}, d.GachDauDong2: {"GachDauDong2", "Gạch đầu dòng 2"},

	d.BangDonVi: {"BangDonVi", "Bảng: đơn vị tính"}, d.BangTieuDe: {"BangTieuDe", "Bảng: tiêu đề cột"}, d.BangSoCot: {"BangSoCot", "Bảng: số cột"},
	d.BangNhom: {"BangNhom", "Bảng: dòng nhóm"}, d.BangO: {"BangO", "Bảng: ô"}, d.BangGhiChu: {"BangGhiChu", "Bảng: ghi chú"},

	d.NhanNoiNhan: {"NhanNoiNhan", "Nơi nhận (nhãn)"}, d.NoiNhan: {"NoiNhan", "Nơi nhận"}, d.KyHieuSoan: {"KyHieuSoan", "Ký hiệu người soạn"},
	d.CoQuanKy: {"CoQuanKy", "Cơ quan người ký"}, d.NgayKy: {"NgayKy", "Ngày ký"}, d.QuyenHan: {"QuyenHan", "Quyền hạn và chức vụ"},
	d.ChucVuKhac: {"ChucVuKhac", "Chức vụ khác"}, d.HoTen: {"HoTen", "Họ và tên"}, d.HoTenDuoi: {"HoTenDuoi", "Họ và tên (dưới chức vụ khác)"},
	d.CuoiVanBan: {"CuoiVanBan", "Cuối văn bản"}, d.ChuThich: {"ChuThich", "Chú thích"}, d.SoTrang: {"SoTrang", "Số trang"},
	d.DiaChi: {"DiaChi", "Địa chỉ cơ quan"}, d.KeDiaChi: {"KeDiaChi", "Kẻ trên địa chỉ"}, d.GiuaBang: {"GiuaBang", "Giữa hai bảng"},
	d.DauVanBan: {"DauVanBan", "Đầu văn bản"},

	d.KhenQuocHieu: {"KhenQuocHieu", "Khen: quốc hiệu"}, d.KhenTieuNgu: {"KhenTieuNgu", "Khen: tiêu ngữ"},
	d.KhenNguoiTang: {"KhenNguoiTang", "Khen: người tặng"}, d.KhenTang: {"KhenTang", "Khen: tặng"},
	d.KhenHinhThuc: {"KhenHinhThuc", "Khen: hình thức"}, d.KhenTen: {"KhenTen", "Khen: đối tượng"},
	d.KhenDonVi: {"KhenDonVi", "Khen: chức vụ và đơn vị"}, d.KhenThanhTich: {"KhenThanhTich", "Khen: thành tích"},
	d.KhenQuyetDinh: {"KhenQuyetDinh", "Khen: quyết định"}, d.KhenSoSo: {"KhenSoSo", "Khen: số sổ"},
	d.KhenNoiNgay: {"KhenNoiNgay", "Khen: địa danh và ngày"}, d.KhenChucVu: {"KhenChucVu", "Khen: chức vụ người ký"},
	d.KhenHoTen: {"KhenHoTen", "Khen: họ tên người ký"},
}

// fill resolves every style. Sizes and cuts come from the pack; what remains here is alignment, indents and spacing.
func (s *Sheet) fill(first, before d.EMU, line LineSpacing) {
	for r := d.LoiVan; r < d.RoleCount; r++ {
		t := &s.Pack.Types[r]
		s.Paragraphs[r] = ParagraphStyle{
			ID: styleNames[r][0], Name: styleNames[r][1],
			Size: t.Use[s.Profile], Bold: t.Bold, Italic: t.Italic,
			Align: d.AlignCenter, Line: Single,
		}
	}
	s.fillText(first, before, line)
	s.fillHeadings(first, before, line)
	s.fillOpening()
	s.fillClosing()
	s.fillTables()
	s.fillRules()
	s.Chars = [d.CharCount]CharStyle{
		d.SoDieu:    {ID: "SoDieu", Name: "Số điều", Bold: true},
		d.DauGhiChu: {ID: "DauGhiChu", Name: "Dấu ghi chú", Superscript: true},
	}
}

// fillText sets running text: justified, indented, apart (PL.I-II.6e).
func (s *Sheet) fillText(first, before d.EMU, line LineSpacing) {
	for _, r := range []d.Role{
		d.LoiVan, d.CanCu, d.DieuNoiDung, d.GachDauDong1, d.GachDauDong2,
		d.NoiDungCap1, d.NoiDungCap2, d.NoiDungCap3, d.NoiDungCap4, d.NoiDungCap5,
	} {
		p := &s.Paragraphs[r]
		p.Align, p.FirstLine, p.Before, p.Line = d.AlignJustify, first, before, line
	}
	s.Paragraphs[d.DieuNoiDung].Outline = 4

	note := &s.Paragraphs[d.ChuThich]
	note.Align = d.AlignJustify
}

// fillHeadings sets the titles of parts (PL.I-II.6đ): phần to mục in the middle on lines of their own, the rest indented
// like text. A title stays in one piece, with what it heads.
func (s *Sheet) fillHeadings(first, before d.EMU, line LineSpacing) {
	centred := []struct {
		role    d.Role
		before  d.EMU
		outline int
	}{{d.Chuong, 2 * before, 2}, {d.TenChuong, 0, 0}, {d.Muc, 2 * before, 3}, {d.TenMuc, 0, 0}}
	for _, c := range centred {
		p := &s.Paragraphs[c.role]
		p.Before, p.Outline, p.KeepNext, p.KeepLines = c.before, c.outline, true, true
	}
	indented := []struct {
		role    d.Role
		outline int
	}{{d.Dieu, 4}, {d.MucCap1, 2}, {d.MucCap2, 3}, {d.MucCap3, 4}, {d.MucCap4, 5}, {d.MucCap5, 6}}
	for _, c := range indented {
		p := &s.Paragraphs[c.role]
		p.Align, p.FirstLine, p.Before, p.Line = d.AlignJustify, first, before, line
		p.Outline, p.KeepNext, p.KeepLines = c.outline, true, true
	}
}

// fillOpening sets everything above the body: letterhead, title, grounds, and the heads of phụ lục.
func (s *Sheet) fillOpening() {
	set := func(r d.Role, before, after float64, keep bool) *ParagraphStyle {
		p := &s.Paragraphs[r]
		p.Before, p.After, p.KeepNext, p.KeepLines = d.Pt(before), d.Pt(after), keep, keep
		return p
	}
	set(d.SoKyHieu, 6, 0, false)
	set(d.DiaDanhThoiGian, 6, 0, false)
	set(d.TrichYeuCongVan, 6, 0, false) // cách 6pt (II.5b)
	set(d.TenLoai, 18, 0, true).Outline = 1
	set(d.TrichYeu, 0, 0, true)
	set(d.TrichYeuPhu, 0, 0, true)
	set(d.KemTheo, 0, 0, true)
	set(d.PhuLuc, 0, 0, true).Outline = 1
	set(d.TenPhuLuc, 0, 0, true)
	set(d.ThamQuyen, 6, 0, true)
	set(d.TuBanHanh, 12, 0, true)

	kinhGui := set(d.KinhGui, 0, 0, false)
	kinhGui.Align = d.AlignLeft
	addressee := set(d.KinhGuiMuc, 0, 0, false)
	addressee.Align = d.AlignLeft
	addressee.Left = addressee.Size * 7 / 12 // the width of "- ": what wraps hangs under the text
	addressee.FirstLine = -addressee.Left

	urgent := set(d.DauKhan, 6, 0, false)
	urgent.Color, urgent.BoxHeight, urgent.BoxWeight, urgent.BoxPadding = "FF0000", s.Pack.Stamps[0].Height.Use, d.Pt(1), d.Pt(3)
	circulation := set(d.LuuHanh, 0, 0, false)
	circulation.BoxHeight, circulation.BoxWeight, circulation.BoxPadding = urgent.BoxHeight, urgent.BoxWeight, urgent.BoxPadding

	set(d.SoTrang, 0, 0, false)
	set(d.DiaChi, 0, 0, false)
}

// fillClosing sets Nơi nhận and the signer.
func (s *Sheet) fillClosing() {
	s.Paragraphs[d.NhanNoiNhan].Align = d.AlignLeft
	s.Paragraphs[d.NoiNhan].Align = d.AlignLeft
	s.Paragraphs[d.KyHieuSoan].Align = d.AlignRight
	s.Paragraphs[d.NgayKy].After = d.Pt(6)
	room := s.Pack.SignatureRoom.Use
	s.Paragraphs[d.HoTen].Before = room
	s.Paragraphs[d.ChucVuKhac].Before = room
}

// fillTables sets cells and the tables around them.
func (s *Sheet) fillTables() {
	s.Paragraphs[d.BangO].Align = d.AlignLeft
	unit := &s.Paragraphs[d.BangDonVi]
	unit.Align, unit.Before, unit.After, unit.KeepNext = d.AlignRight, d.Pt(6), d.Pt(3), true
	note := &s.Paragraphs[d.BangGhiChu]
	note.Align, note.Before = d.AlignJustify, d.Pt(3)

	s.Tables = [d.TableCount]TableStyle{
		d.BangSoLieu: {
			ID: "BangSoLieu", Name: "Bảng số liệu", Border: d.Pt(0.5),
			PaddingLeft: d.MM(1.5), PaddingRight: d.MM(1.5), PaddingTop: d.Pt(2), PaddingBottom: d.Pt(2),
		},
		d.BangDauVanBan:  {ID: "BangDauVanBan", Name: "Bảng đầu văn bản"},
		d.BangChuKy:      {ID: "BangChuKy", Name: "Bảng nơi nhận và chữ ký", PaddingTop: d.Pt(12)},
		d.BangNhieuChuKy: {ID: "BangNhieuChuKy", Name: "Bảng nhiều chữ ký"},
		d.BangKinhGui:    {ID: "BangKinhGui", Name: "Bảng kính gửi"},
	}
}

// fillRules sets the paragraphs that carry a rule: the line on their upper edge, and what stands free below it as the
// paragraph's own height, since spacing after and before would not add up everywhere.
func (s *Sheet) fillRules() {
	rule := func(r d.Role, before, height float64, keep bool) {
		p := &s.Paragraphs[r]
		p.Before, p.Line = d.Pt(before), LineSpacing{Rule: LineExact, Value: d.Pt(height).Twips()}
		p.RuleWeight, p.KeepNext = s.Pack.RuleWeight.Use, keep
	}
	rule(d.KeTieuNgu, 2.5, 3, false)
	rule(d.KeCoQuan, 2.5, 3, false)
	rule(d.KeTrichYeu, 3, 9, true)
	rule(d.KeKemTheo, 3, 9, true)
	rule(d.KeDiaChi, 0, 2, false)
	for _, r := range []d.Role{d.CuoiVanBan, d.GiuaBang, d.DauVanBan} {
		p := &s.Paragraphs[r]
		p.Align, p.Line = d.AlignLeft, LineSpacing{Rule: LineExact, Value: d.Point.Twips()}
	}
	s.Paragraphs[d.GiuaBang].Line.Value = d.Pt(6).Twips()
	for _, r := range []d.Role{d.DauKhan, d.LuuHanh} {
		p := &s.Paragraphs[r]
		p.Line = LineSpacing{Rule: LineExact, Value: (p.BoxHeight - 2*p.BoxWeight - 2*p.BoxPadding).Twips()}
	}
}
