package parts

import "sync"

// Kind is one of the kinds of document that the law names (Điều 7) with its abbreviation (Phụ lục III, Mục I).
type Kind struct {
	Slug         string // ke-hoach
	Name         string // KẾ HOẠCH, as it stands above the subject
	Title        string // Kế hoạch, as it stands in running text
	Abbreviation string // KH; empty where the law gives none
}

// kinds is the table of the 29 in the order of the law.
var kinds = [...]Kind{
	{"nghi-quyet", "NGHỊ QUYẾT", "Nghị quyết", "NQ"},
	{"quyet-dinh", "QUYẾT ĐỊNH", "Quyết định", "QĐ"},
	{"chi-thi", "CHỈ THỊ", "Chỉ thị", "CT"},
	{"quy-che", "QUY CHẾ", "Quy chế", "QC"},
	{"quy-dinh", "QUY ĐỊNH", "Quy định", "QyĐ"},
	{"thong-cao", "THÔNG CÁO", "Thông cáo", "TC"},
	{"thong-bao", "THÔNG BÁO", "Thông báo", "TB"},
	{"huong-dan", "HƯỚNG DẪN", "Hướng dẫn", "HD"},
	{"chuong-trinh", "CHƯƠNG TRÌNH", "Chương trình", "CTr"},
	{"ke-hoach", "KẾ HOẠCH", "Kế hoạch", "KH"},
	{"phuong-an", "PHƯƠNG ÁN", "Phương án", "PA"},
	{"de-an", "ĐỀ ÁN", "Đề án", "ĐA"},
	{"du-an", "DỰ ÁN", "Dự án", "DA"},
	{"bao-cao", "BÁO CÁO", "Báo cáo", "BC"},
	{"bien-ban", "BIÊN BẢN", "Biên bản", "BB"},
	{"to-trinh", "TỜ TRÌNH", "Tờ trình", "TTr"},
	{"hop-dong", "HỢP ĐỒNG", "Hợp đồng", "HĐ"},
	{"cong-van", "CÔNG VĂN", "Công văn", ""},
	{"cong-dien", "CÔNG ĐIỆN", "Công điện", "CĐ"},
	{"ban-ghi-nho", "BẢN GHI NHỚ", "Bản ghi nhớ", "BGN"},
	{"ban-thoa-thuan", "BẢN THỎA THUẬN", "Bản thỏa thuận", "BTT"},
	{"giay-uy-quyen", "GIẤY ỦY QUYỀN", "Giấy ủy quyền", "GUQ"},
	{"giay-moi", "GIẤY MỜI", "Giấy mời", "GM"},
	{"giay-gioi-thieu", "GIẤY GIỚI THIỆU", "Giấy giới thiệu", "GGT"},
	{"giay-nghi-phep", "GIẤY NGHỈ PHÉP", "Giấy nghỉ phép", "GNP"},
	{"phieu-gui", "PHIẾU GỬI", "Phiếu gửi", "PG"},
	{"phieu-chuyen", "PHIẾU CHUYỂN", "Phiếu chuyển", "PC"},
	{"phieu-bao", "PHIẾU BÁO", "Phiếu báo", "PB"},
	{"thu-cong", "THƯ CÔNG", "Thư công", ""},
}

// enclosed lists what a decision issues besides the kinds of Điều 7: lists and statutes are not documents in their own
// right, but they come "kèm theo" every day.
var enclosed = [...]Kind{
	{"danh-sach", "DANH SÁCH", "Danh sách", ""},
	{"danh-muc", "DANH MỤC", "Danh mục", ""},
	{"dieu-le", "ĐIỀU LỆ", "Điều lệ", ""},
	{"noi-quy", "NỘI QUY", "Nội quy", ""},
	{"quy-trinh", "QUY TRÌNH", "Quy trình", ""},
	{"tieu-chi", "TIÊU CHÍ", "Tiêu chí", ""},
	{"de-cuong", "ĐỀ CƯƠNG", "Đề cương", ""},
}

// KindOf returns the kind with a slug: one of the 29 of the law.
func KindOf(slug string) (Kind, bool) { return find(kinds[:], slug) }

// Kinds returns the 29 kinds in the order of the law.
func Kinds() []Kind { return append([]Kind(nil), kinds[:]...) }

// EnclosedKinds returns the kinds that only an enclosure can have.
func EnclosedKinds() []Kind { return append([]Kind(nil), enclosed[:]...) }

func find(list []Kind, slug string) (Kind, bool) {
	for i := range list {
		if list[i].Slug == slug {
			return list[i], true
		}
	}
	return Kind{}, false
}

// The schemes of the body: by phần to điểm for texts in Điều, by mục to điểm for all others (PL.I-II.6đ), and the dashes of
// practice below them.
var (
	sectionScheme = []string{"I.", "1.", "a)", "-", "+"}
	articleScheme = []string{"Điều 1.", "1.", "a)", "-", "+"}
	chapterScheme = []string{"Chương I", "Điều 1.", "1.", "a)", "-", "+"}
)

// SectionScheme is the scheme of texts in mục: kế hoạch, báo cáo, hướng dẫn.
func SectionScheme() []string { return sectionScheme }

// ArticleScheme is the scheme of short texts in Điều: quyết định, nghị quyết.
func ArticleScheme() []string { return articleScheme }

// enclosedType returns the definition of an enclosure of a kind that has no folder of its own, nil where there is no such kind: as
// an enclosure it needs only its name and its scheme (Mẫu 1.3).
func enclosedType(slug string) *Type { return enclosedTypes()[slug] }

// enclosedTypes are made once: a decision may have thousands of enclosures.
var enclosedTypes = sync.OnceValue(func() map[string]*Type {
	types := map[string]*Type{}
	for _, k := range append(Kinds(), EnclosedKinds()...) {
		t := &Type{Kind: k, Form: "Mẫu 1.3", Numbering: sectionScheme}
		switch k.Slug {
		case "quy-che", "quy-dinh", "dieu-le":
			t.Numbering = chapterScheme
		}
		t.scheme, _ = parseScheme(t.Numbering)
		types[k.Slug] = t
	}
	return types
})
