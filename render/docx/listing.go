package docx

import d "vanban/document"

// listing is how Word offers a style to the clerk: priority orders its list, and the gallery in the ribbon shows some.
type listing struct {
	priority int
	gallery  bool
}

// listingOf returns the listing of a role's style: first what a clerk types, then what a document has once, last the
// furniture. The paragraphs that only carry a rule or keep tables apart stay out of the gallery: a clerk who picks one
// types in letters of two points.
func listingOf(r d.Role) listing {
	switch r {
	case d.LoiVan:
		return listing{1, true}
	case d.Dieu, d.DieuNoiDung, d.Chuong, d.TenChuong, d.Muc, d.TenMuc,
		d.MucCap1, d.MucCap2, d.MucCap3, d.MucCap4, d.MucCap5:
		return listing{10 + int(r-d.Chuong), true}
	case d.NoiDungCap1, d.NoiDungCap2, d.NoiDungCap3, d.NoiDungCap4, d.NoiDungCap5, d.GachDauDong1, d.GachDauDong2:
		return listing{30 + int(r-d.NoiDungCap1), true}
	case d.KeTieuNgu, d.KeCoQuan, d.KeTrichYeu, d.KeKemTheo, d.KeDiaChi, d.DauVanBan, d.CuoiVanBan, d.GiuaBang, d.SoTrang:
		return listing{90, false}
	default:
		return listing{50, true}
	}
}

// next is the role that usually follows: what Word gives to the paragraph after Enter. A role that is not here is
// followed by itself.
var next = map[d.Role]d.Role{
	d.QuocHieu: d.TieuNgu, d.TieuNgu: d.DiaDanhThoiGian, d.CoQuanChuQuan: d.CoQuanBanHanh, d.CoQuanBanHanh: d.SoKyHieu,
	d.KeTieuNgu: d.DiaDanhThoiGian, d.KeCoQuan: d.SoKyHieu, d.SoKyHieu: d.TrichYeuCongVan,

	d.TenLoai: d.TrichYeu, d.KeTrichYeu: d.LoiVan, d.KeKemTheo: d.LoiVan,
	d.KemTheo: d.LoiVan, d.PhuLuc: d.TenPhuLuc, d.TenPhuLuc: d.KemTheo,
	d.ThamQuyen: d.CanCu, d.TuBanHanh: d.DieuNoiDung,

	d.Chuong: d.TenChuong, d.TenChuong: d.LoiVan, d.Muc: d.TenMuc, d.TenMuc: d.LoiVan, d.Dieu: d.LoiVan,
	d.MucCap1: d.LoiVan, d.MucCap2: d.LoiVan, d.MucCap3: d.LoiVan, d.MucCap4: d.LoiVan, d.MucCap5: d.LoiVan,

	d.BangDonVi: d.LoiVan, d.BangGhiChu: d.LoiVan, d.CuoiVanBan: d.LoiVan, d.GiuaBang: d.LoiVan,
	d.NhanNoiNhan: d.NoiNhan, d.QuyenHan: d.HoTen, d.ChucVuKhac: d.HoTenDuoi, d.KeDiaChi: d.DiaChi,
}

func nextOf(r d.Role) d.Role {
	if n, ok := next[r]; ok {
		return n
	}
	return r
}
