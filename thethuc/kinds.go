package thethuc

// Kind is a kind of document: one of the 29 of Điều 7, or one that only comes with a decision.
type Kind struct {
	Slug         string // ke-hoach
	Name         string // KẾ HOẠCH, as it stands above trích yếu
	Title        string // Kế hoạch, as it stands in running text
	Abbreviation string // KH, in số, ký hiệu; empty where the law gives none
	Cite         string
}

const (
	kindsCite    = "Điều 7 và Phụ lục III, Mục I, " + nd30
	enclosedCite = "Phụ lục III, Mục II, Mẫu 1.3, " + nd30
)

// kinds are in the order of the law.
var kinds = [...]Kind{
	{"nghi-quyet", "NGHỊ QUYẾT", "Nghị quyết", "NQ", kindsCite},
	{"quyet-dinh", "QUYẾT ĐỊNH", "Quyết định", "QĐ", kindsCite},
	{"chi-thi", "CHỈ THỊ", "Chỉ thị", "CT", kindsCite},
	{"quy-che", "QUY CHẾ", "Quy chế", "QC", kindsCite},
	{"quy-dinh", "QUY ĐỊNH", "Quy định", "QyĐ", kindsCite},
	{"thong-cao", "THÔNG CÁO", "Thông cáo", "TC", kindsCite},
	{"thong-bao", "THÔNG BÁO", "Thông báo", "TB", kindsCite},
	{"huong-dan", "HƯỚNG DẪN", "Hướng dẫn", "HD", kindsCite},
	{"chuong-trinh", "CHƯƠNG TRÌNH", "Chương trình", "CTr", kindsCite},
	{"ke-hoach", "KẾ HOẠCH", "Kế hoạch", "KH", kindsCite},
	{"phuong-an", "PHƯƠNG ÁN", "Phương án", "PA", kindsCite},
	{"de-an", "ĐỀ ÁN", "Đề án", "ĐA", kindsCite},
	{"du-an", "DỰ ÁN", "Dự án", "DA", kindsCite},
	{"bao-cao", "BÁO CÁO", "Báo cáo", "BC", kindsCite},
	{"bien-ban", "BIÊN BẢN", "Biên bản", "BB", kindsCite},
	{"to-trinh", "TỜ TRÌNH", "Tờ trình", "TTr", kindsCite},
	{"hop-dong", "HỢP ĐỒNG", "Hợp đồng", "HĐ", kindsCite},
	{"cong-van", "CÔNG VĂN", "Công văn", "", kindsCite},
	{"cong-dien", "CÔNG ĐIỆN", "Công điện", "CĐ", kindsCite},
	{"ban-ghi-nho", "BẢN GHI NHỚ", "Bản ghi nhớ", "BGN", kindsCite},
	{"ban-thoa-thuan", "BẢN THỎA THUẬN", "Bản thỏa thuận", "BTT", kindsCite},
	{"giay-uy-quyen", "GIẤY ỦY QUYỀN", "Giấy ủy quyền", "GUQ", kindsCite},
	{"giay-moi", "GIẤY MỜI", "Giấy mời", "GM", kindsCite},
	{"giay-gioi-thieu", "GIẤY GIỚI THIỆU", "Giấy giới thiệu", "GGT", kindsCite},
	{"giay-nghi-phep", "GIẤY NGHỈ PHÉP", "Giấy nghỉ phép", "GNP", kindsCite},
	{"phieu-gui", "PHIẾU GỬI", "Phiếu gửi", "PG", kindsCite},
	{"phieu-chuyen", "PHIẾU CHUYỂN", "Phiếu chuyển", "PC", kindsCite},
	{"phieu-bao", "PHIẾU BÁO", "Phiếu báo", "PB", kindsCite},
	{"thu-cong", "THƯ CÔNG", "Thư công", "", kindsCite},
}

// enclosedKinds are lists and statutes: not documents in their own right, but issued "kèm theo" every day.
var enclosedKinds = [...]Kind{
	{"danh-sach", "DANH SÁCH", "Danh sách", "", enclosedCite},
	{"danh-muc", "DANH MỤC", "Danh mục", "", enclosedCite},
	{"dieu-le", "ĐIỀU LỆ", "Điều lệ", "", enclosedCite},
	{"noi-quy", "NỘI QUY", "Nội quy", "", enclosedCite},
	{"quy-trinh", "QUY TRÌNH", "Quy trình", "", enclosedCite},
	{"tieu-chi", "TIÊU CHÍ", "Tiêu chí", "", enclosedCite},
	{"de-cuong", "ĐỀ CƯƠNG", "Đề cương", "", enclosedCite},
}

// awardKinds are no văn bản hành chính of Điều 7: hiện vật khen thưởng (Luật Thi đua, khen thưởng, Điều 12).
var awardKinds = [...]Kind{
	{"giay-khen", "GIẤY KHEN", "Giấy khen", "", "Điều 75, " + luatThiDua},
	{"bang-khen", "BẰNG KHEN", "Bằng khen", "", "Điều 72–74, " + luatThiDua},
}

// AwardKinds returns the kinds of certificates.
func AwardKinds() []Kind { return append([]Kind(nil), awardKinds[:]...) }

// Kinds returns the 29 kinds in the order of the law.
func Kinds() []Kind { return append([]Kind(nil), kinds[:]...) }

// EnclosedKinds returns the kinds that only an enclosure can have.
func EnclosedKinds() []Kind { return append([]Kind(nil), enclosedKinds[:]...) }

// KindOf returns the kind with a slug, of either list; false where there is none.
func KindOf(slug string) (Kind, bool) {
	for _, list := range [...][]Kind{kinds[:], enclosedKinds[:]} {
		for i := range list {
			if list[i].Slug == slug {
				return list[i], true
			}
		}
	}
	return Kind{}, false
}
