package document

// Role is the part that a paragraph or rule plays in the thể thức of a document. The style sheet has one style for each.
type Role uint8

// The roles, in the order of a page. Legal terms are after NĐ 30/2020/NĐ-CP, Phụ lục I.
const (
	LoiVan Role = iota // running text (II.6e), and what a paragraph is when nothing else is said

	QuocHieu        // CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
	TieuNgu         // Độc lập - Tự do - Hạnh phúc
	KeTieuNgu       // the rule under it
	CoQuanChuQuan   // the organ above
	CoQuanBanHanh   // the issuing organ
	KeCoQuan        // the rule under it
	SoKyHieu        // Số: …/…
	DiaDanhThoiGian // place and date
	TrichYeuCongVan // V/v …
	DauKhan         // urgency stamp
	LuuHanh         // circulation mark

	TenLoai     // KẾ HOẠCH
	TrichYeu    // what the document is about
	TrichYeuPhu // an extra italic line under it
	KeTrichYeu  // the rule under it
	KemTheo     // (Kèm theo Quyết định số …)
	KeKemTheo   // the rule under it
	PhuLuc      // Phụ lục I
	TenPhuLuc   // the title of a phụ lục

	KinhGui     // Kính gửi: …
	KinhGuiMuc  // - …; where it has several addressees
	ThamQuyen   // THẨM QUYỀN BAN HÀNH
	CanCu       // grounds
	TuBanHanh   // QUYẾT ĐỊNH:
	Chuong      // Phần I, Chương I
	TenChuong   // its title on the next line
	Muc         // Mục 1, Tiểu mục 1
	TenMuc      // its title
	Dieu        // Điều 1. with a title
	DieuNoiDung // Điều 1. with running text

	MucCap1 // numbered titles by level
	MucCap2
	MucCap3
	MucCap4
	MucCap5
	NoiDungCap1 // numbered paragraphs by level
	NoiDungCap2
	NoiDungCap3
	NoiDungCap4
	NoiDungCap5
	GachDauDong1 // - …
	GachDauDong2 // + …

	BangDonVi  // the unit line above a table
	BangTieuDe // a cell of the header
	BangSoCot  // the row of column numbers
	BangNhom   // a full-width band
	BangO      // a cell
	BangGhiChu // the note under a table

	NhanNoiNhan // Nơi nhận:
	NoiNhan     // - …;
	KyHieuSoan  // ký hiệu người soạn thảo và số lượng bản (ô 12)
	CoQuanKy    // the signer's organ, where several sign
	NgayKy      // the signer's own date line, where several sign
	QuyenHan    // TM., KT., TL., TUQ., Q. lines and chức vụ
	ChucVuKhac  // a second office above the name
	HoTen       // the signer's name under the room for the signature
	HoTenDuoi   // the signer's name under ChucVuKhac
	CuoiVanBan  // the empty paragraph that WordprocessingML wants after a closing table
	ChuThich    // footnote text
	SoTrang     // page number
	DiaChi      // address of the organ at the foot of page 1
	KeDiaChi    // the full-width rule above it
	GiuaBang    // the empty paragraph that keeps two tables apart
	DauVanBan   // the empty paragraph before the letterhead of a document with footnotes

	KhenQuocHieu  // the parts of a certificate, see [Role.OnPlate]: quốc hiệu
	KhenTieuNgu   // tiêu ngữ
	KhenNguoiTang // chức danh người tặng
	KhenTang      // TẶNG
	KhenHinhThuc  // GIẤY KHEN
	KhenTen       // whom it is given to
	KhenDonVi     // their office and unit
	KhenThanhTich // what for
	KhenQuyetDinh // Quyết định số …
	KhenSoSo      // Số sổ vàng: …
	KhenNoiNgay   // place and date
	KhenChucVu    // quyền hạn and chức vụ of the signer
	KhenHoTen     // the signer's name

	RoleCount // how many roles there are
)

// OnPlate reports whether the role is a part of a certificate: such roles stand in the boxes of a [Plate] and nowhere else, all others
// never do.
func (r Role) OnPlate() bool { return r >= KhenQuocHieu && r < RoleCount }

// CharRole is a character style.
type CharRole uint8

// The character styles.
const (
	NoChar    CharRole = iota
	SoDieu             // "Điều 1." at the head of its text: bold (II.6đ)
	DauGhiChu          // the mark of a footnote
	CharCount
)

// TableRole is what a table is for: it decides borders, padding and place.
type TableRole uint8

// The table roles.
const (
	BangSoLieu     TableRole = iota // data, with a grid
	BangDauVanBan                   // the letterhead: ô 1–4
	BangChuKy                       // Nơi nhận and signature: ô 7 and 9b
	BangNhieuChuKy                  // the signatures of several, with Nơi nhận below them
	BangKinhGui                     // Kính gửi and its list
	TableCount
)
