package thethuc

import d "vanban/document"

const (
	nd30    = "Nghị định 30/2020/NĐ-CP"
	chung   = "Phụ lục I, Phần I, Mục I, khoản "
	phanChu = "Phụ lục I, Phần I, Mục II, khoản "
	khac    = "Phụ lục I, Phần I, Mục III, khoản "
	thongLe = "thông lệ trình bày (" + nd30 + " không quy định)"
)

func mucI(s string) string   { return chung + s + ", " + nd30 }
func mucII(s string) string  { return phanChu + s + ", " + nd30 }
func mucIII(s string) string { return khac + s + ", " + nd30 }

func fixed(v d.EMU, cite string) Length { return Length{Min: v, Max: v, Use: v, Cite: cite} }

func mm(lo, hi, use float64, cite string) Length {
	return Length{Min: d.MM(lo), Max: d.MM(hi), Use: d.MM(use), Cite: cite}
}

func sizes(lo, hi, p14, p13 float64, cite string) TypeRule {
	return TypeRule{Min: d.Pt(lo), Max: d.Pt(hi), Use: [ProfileCount]d.EMU{d.Pt(p14), d.Pt(p13)}, Cite: cite}
}

func (t TypeRule) bold() TypeRule   { t.Bold = true; return t }
func (t TypeRule) italic() TypeRule { t.Italic = true; return t }
func (t TypeRule) upper() TypeRule  { t.Upper = true; return t }

// ND30 returns the rules of Nghị định 30/2020/NĐ-CP on công tác văn thư, Phụ lục I, with the house's value for each.
func ND30() *Pack {
	p := &Pack{
		ID: "nd30-2020", Name: nd30 + " về công tác văn thư", From: "2020-03-05",
		Font: "Times New Roman", FontCite: mucI("4"),
		PageWidth: fixed(d.MM(210), mucI("1")), PageHeight: fixed(d.MM(297), mucI("1")),
		MarginTop: mm(20, 25, 20, mucI("3")), MarginBottom: mm(20, 25, 20, mucI("3")),
		MarginLeft: mm(30, 35, 30, mucI("3")), MarginRight: mm(15, 20, 15, mucI("3")),
		FirstLine:    Length{Min: d.MM(10), Max: d.MM(12.7), Use: d.MM(12.7), Only: []d.EMU{d.MM(10), d.MM(12.7)}, Cite: mucII("6, điểm e")},
		SpaceBefore:  Length{Min: d.Pt(6), Max: d.Pt(24), Use: d.Pt(6), OwnMax: true, Cite: mucII("6, điểm e")},
		LineSpacing:  Ratio{Min: 1, Max: 1.5, Use: 1, Cite: mucII("6, điểm e")},
		TieuNguRule:  Ratio{Min: 0.97, Max: 1.03, Use: 1, Cite: mucII("1, điểm b")},
		CoQuanRule:   Ratio{Min: 1.0 / 3, Max: 0.5, Use: 0.42, Cite: mucII("2, điểm b")},
		TrichYeuRule: Ratio{Min: 1.0 / 3, Max: 0.5, Use: 0.42, Cite: mucII("5, điểm b")},

		SignatureRoom: mm(22, 40, 28, thongLe),
		RuleWeight:    Length{Min: d.Pt(0.5), Max: d.Pt(1), Use: d.Pt(0.75), Cite: thongLe},
	}
	p.ShortLine = fixed(d.MM(25), thongLe)
	p.MarkPadding = fixed(d.MM(6), thongLe)
	p.KinhGuiIndent = fixed(d.MM(35), "Phụ lục III, Mẫu 1.5, "+nd30)
	p.SignerShare = Ratio{Min: 0.5, Max: 0.65, Use: 0.55, Cite: thongLe}
	for _, s := range []struct {
		text  string
		width float64
	}{{"HỎA TỐC", 30}, {"THƯỢNG KHẨN", 40}, {"KHẨN", 20}} {
		cite := mucIII("2, điểm b")
		p.Stamps = append(p.Stamps, Stamp{Text: s.text, Width: fixed(d.MM(s.width), cite), Height: fixed(d.MM(8), cite)})
	}
	p.Types = nd30Types()
	return p
}

func nd30Types() [d.RoleCount]TypeRule {
	body := sizes(13, 14, 14, 13, mucII("6, điểm e"))
	heading := sizes(13, 14, 14, 13, mucII("6, điểm đ")).bold()
	title := sizes(13, 14, 14, 14, mucII("5, điểm b")).bold()
	organ := sizes(12, 13, 13, 12, mucII("2, điểm b")).upper()
	signer := sizes(13, 14, 14, 13, mucII("7, điểm đ")).bold()
	annex := mucIII("1, điểm b")
	cell := sizes(10, 14, 13, 12, thongLe)
	// Rules have no type of their own: their paragraphs are as small as Word can set them.
	rule := sizes(1, 14, 2, 2, thongLe)

	return [d.RoleCount]TypeRule{
		d.LoiVan:          body,
		d.QuocHieu:        sizes(12, 13, 13, 12, mucII("1, điểm a")).bold().upper(),
		d.TieuNgu:         sizes(13, 14, 14, 13, mucII("1, điểm b")).bold(),
		d.KeTieuNgu:       rule,
		d.CoQuanChuQuan:   organ,
		d.CoQuanBanHanh:   organ.bold(),
		d.KeCoQuan:        rule,
		d.SoKyHieu:        sizes(13, 13, 13, 13, mucII("3, điểm c")),
		d.DiaDanhThoiGian: sizes(13, 14, 14, 13, mucII("4, điểm c")).italic(),
		d.TrichYeuCongVan: sizes(12, 13, 12, 12, mucII("5, điểm b")),
		d.DauKhan:         sizes(13, 14, 13, 13, mucIII("2, điểm b")).bold().upper(),
		d.LuuHanh:         sizes(13, 14, 13, 13, mucIII("2, điểm c")).bold().upper(),

		d.TenLoai:     title.upper(),
		d.TrichYeu:    title,
		d.TrichYeuPhu: sizes(13, 14, 14, 13, thongLe).italic(),
		d.KeTrichYeu:  rule,
		d.KemTheo:     sizes(13, 14, 13, 13, annex).italic(),
		d.KeKemTheo:   rule,
		d.PhuLuc:      sizes(14, 14, 14, 14, annex).bold(),
		d.TenPhuLuc:   sizes(13, 14, 14, 13, annex).bold().upper(),

		d.KinhGui:     sizes(13, 14, 14, 13, mucII("9, điểm d")),
		d.KinhGuiMuc:  sizes(13, 14, 14, 13, mucII("9, điểm d")),
		d.ThamQuyen:   sizes(13, 14, 14, 13, "Phụ lục III, Mẫu 1.2, "+nd30).bold().upper(),
		d.CanCu:       sizes(13, 14, 14, 13, mucII("6, điểm a")).italic(),
		d.TuBanHanh:   sizes(13, 14, 14, 13, "Phụ lục III, Mẫu 1.2, "+nd30).bold().upper(),
		d.Chuong:      heading,
		d.TenChuong:   heading.upper(),
		d.Muc:         heading,
		d.TenMuc:      heading.upper(),
		d.Dieu:        heading,
		d.DieuNoiDung: body,

		d.MucCap1: heading, d.MucCap2: heading, d.MucCap3: heading, d.MucCap4: heading, d.MucCap5: heading,
		d.NoiDungCap1: body, d.NoiDungCap2: body, d.NoiDungCap3: body, d.NoiDungCap4: body, d.NoiDungCap5: body,
		d.GachDauDong1: body, d.GachDauDong2: body,

		d.BangDonVi: cell.italic(), d.BangTieuDe: cell.bold(), d.BangSoCot: cell.italic(), d.BangNhom: cell.bold(), d.BangO: cell,
		d.BangGhiChu: cell.italic(),

		d.NhanNoiNhan: sizes(12, 12, 12, 12, mucII("9, điểm d")).bold().italic(),
		d.NoiNhan:     sizes(11, 11, 11, 11, mucII("9, điểm d")),
		d.KyHieuSoan:  sizes(11, 11, 11, 11, mucIII("3")),
		d.CoQuanKy:    signer, d.NgayKy: sizes(13, 14, 14, 13, mucII("4, điểm c")).italic(),
		d.QuyenHan: signer.upper(), d.ChucVuKhac: signer, d.HoTen: signer, d.HoTenDuoi: signer,
		d.CuoiVanBan: rule, d.GiuaBang: rule, d.DauVanBan: rule,
		d.ChuThich: sizes(10, 12, 10, 10, thongLe),
		d.SoTrang:  sizes(13, 14, 14, 13, mucI("7")),
		d.DiaChi:   sizes(11, 12, 11, 11, mucIII("4")), d.KeDiaChi: rule,

		d.KhenQuocHieu: sizes(8, 60, 15, 15, plateCite).bold().upper(), d.KhenTieuNgu: sizes(8, 60, 15, 15, plateCite).bold(),
		d.KhenNguoiTang: sizes(8, 60, 17, 17, plateCite).bold().upper(), d.KhenTang: sizes(8, 60, 15, 15, plateCite).bold().upper(),
		d.KhenHinhThuc: sizes(8, 90, 40, 40, plateCite).bold().upper(), d.KhenTen: sizes(8, 60, 24, 24, plateCite).bold(),
		d.KhenDonVi: sizes(8, 60, 16, 16, plateCite), d.KhenThanhTich: sizes(8, 60, 16, 16, plateCite),
		d.KhenQuyetDinh: sizes(8, 60, 12, 12, plateCite), d.KhenSoSo: sizes(8, 60, 12, 12, plateCite),
		d.KhenNoiNgay: sizes(8, 60, 14, 14, plateCite).italic(), d.KhenChucVu: sizes(8, 60, 14, 14, plateCite).bold().upper(),
		d.KhenHoTen: sizes(8, 60, 14, 14, plateCite).bold(),
	}
}

// plateCite says where the parts of a certificate and their order come from. No text in force was found that states sizes of type:
// they are this house's, and an office changes them freely.
const plateCite = "Theo Điều 28, Nghị định 50/2006/NĐ-CP (đã hết hiệu lực; cỡ chữ là thông lệ)"
