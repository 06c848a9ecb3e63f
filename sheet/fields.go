package sheet

import (
	"reflect"
	"slices"
	"strings"
	"sync"
	"unicode"

	"vanban/read/viet"
	"vanban/templates/contract"
)

// valueKind is the JSON that a column's cells become.
type valueKind uint8

const (
	asText   valueKind = iota // one line
	asLines                   // a line break stays
	asList                    // a list of strings, one a line
	asDate                    // ISO 8601
	asNumber                  // a JSON number
	asBool
)

// What a column means that is no value of the contract by itself.
const (
	meansOrder    = "order"    // TT
	meansFamily   = "family"   // Họ, Họ và tên đệm
	meansGiven    = "given"    // Tên, beside a column of family names
	meansGender   = "gender"   // Giới tính
	meansGroup    = "group"    // Đối tượng: tập thể, cá nhân
	meansDecision = "decision" // Số, ngày quyết định
	meansForm     = "form"     // Hình thức khen thưởng
	meansPrize    = "prize"    // Mức tiền thưởng
	meansNote     = "note"     // Ghi chú
	meansOther    = "other"    // Ngày sinh, Số điện thoại: nothing that stands in a document
)

// field is what a column may be: a value of the contract by its path, or one of the meanings above.
type field struct {
	path  string
	means string
	title string // the header in the workbooks that we hand out
	kind  valueKind
	words string // other wordings, folded, between bars; those of an award are tried in this order of fields
}

// awardFields are the columns of lists of commendation, the usual ones first.
var awardFields = []field{
	{path: "recipient.name", title: "Họ và tên", words: "ho va ten|ho ten|ho ten ca nhan|ten ca nhan|ho va ten ca nhan|ten tap the ca nhan|ten ca nhan tap the|tap the ca nhan|ca nhan tap the|" +
		"ten tap the|ho va ten ten tap the|ho ten ten tap the|ho va ten ca nhan ten tap the|ho va ten hoac ten tap the|ten tap the ho va ten ca nhan|ho va ten tap the|" +
		"ho va ten nguoi duoc khen thuong|nguoi duoc khen thuong|ten doi tuong|ten nguoi duoc khen|ho ten hoc sinh|ten hoc sinh|ten can bo|ho ten can bo|ho ten nhan vien|ten nhan vien|" +
		"don vi duoc khen thuong|tap the duoc khen thuong|ca nhan duoc khen thuong|full name|name|ten tap the ca nhan duoc khen thuong|ho va ten ca nhan tap the|ten don vi ca nhan|ten tap the gia dinh|ho ten ca nhan tap the|ten ho gia dinh|chu ho|ten doanh nghiep"},
	{path: "recipient.salutation", title: "Danh xưng", words: "danh xung|ong ba|ong hoac ba|xung danh|quy danh|xung ho|cach xung ho|ong ba tap the|ong ba em|salutation|title"},
	{path: "recipient.position", title: "Chức vụ", words: "chuc vu|chuc danh|chuc vu chuc danh|chuc danh chuc vu|chuc vu don vi|chuc vu don vi cong tac|chuc vu noi cong tac|chuc danh don vi|chuc danh don vi cong tac|" +
		"chuc vu co quan|chuc vu phong ban|chuc vu dia chi|nghe nghiep|cong viec|vi tri|vi tri viec lam|vi tri cong tac|chuc vu chinh quyen|cap bac chuc vu|cap bac|position"},
	{path: "recipient.unit", title: "Đơn vị", words: "don vi|don vi cong tac|noi cong tac|co quan|co quan don vi|co quan cong tac|phong ban|phong|ban|khoa phong|phong khoa|khoa|to|to bo mon|bo phan|lop|truong|lop truong|truong lop|" +
		"ten truong|ten lop|lop hoc|truong hoc|dia chi|dia chi don vi|noi o|thon|thon xom|to dan pho|xa|xa phuong|chi bo|chi doan|thuoc don vi|don vi truc thuoc|ten don vi|ten co quan|cong ty|department|unit"},
	{path: "citation", title: "Thành tích", kind: asLines, words: "thanh tich|noi dung khen|noi dung khen thuong|ly do khen thuong|ly do khen|ly do|thanh tich dat duoc|thanh tich khen thuong|noi dung thanh tich|" +
		"tom tat thanh tich|da co thanh tich|thanh tich noi bat|noi dung thanh tich khen thuong|noi dung|citation"},
	{path: "register_number", title: "Số sổ vàng", words: "so so vang|so so|so vang|vao so so|so vao so|vao so|so bang|so giay khen|so bang khen|so hieu bang|so hieu|so dang ky|so vao so khen thuong|so vao so vang|so vao so cap|register number"},
	{path: "decision.number", title: "Số quyết định", words: "so quyet dinh|so qd|quyet dinh so|qd so|so quyet dinh khen thuong|quyet dinh khen thuong so|so cua quyet dinh|so qdkt|so qd khen thuong"},
	{path: "decision.notation", title: "Ký hiệu quyết định", words: "ky hieu quyet dinh|ky hieu qd|quyet dinh ky hieu|ky hieu"},
	{path: "decision.date", title: "Ngày quyết định", kind: asDate, words: "ngay quyet dinh|ngay qd|quyet dinh ngay|qd ngay|ngay ky quyet dinh|ngay ra quyet dinh|ngay thang quyet dinh|ngay quyet dinh khen thuong|quyet dinh khen thuong ngay|ngay thang nam quyet dinh|ngay ban hanh quyet dinh"},
	{means: meansDecision, title: "Số, ngày quyết định", words: "so ngay quyet dinh|so ngay qd|so va ngay quyet dinh|quyet dinh|quyet dinh khen thuong|so quyet dinh ngay quyet dinh|so ngay thang quyet dinh|so ngay thang nam quyet dinh|quyet dinh so ngay"},
	{path: "date", title: "Ngày cấp", kind: asDate, words: "ngay cap|ngay ky|ngay thang nam|ngay ban hanh|ngay cap giay khen|ngay cap bang|ngay trao"},
	{path: "place", title: "Địa danh", words: "dia danh|noi cap"},
	{path: "award_by", title: "Chức danh người tặng", kind: asLines, words: "chuc danh nguoi tang|cap khen thuong|cap khen|nguoi tang|co quan khen thuong|cap quyet dinh khen thuong"},
	{path: "signer.competence", title: "Quyền hạn người ký", kind: asLines, words: "quyen han nguoi ky"},
	{path: "signer.position", title: "Chức vụ người ký", kind: asLines, words: "chuc vu nguoi ky|nguoi ky chuc vu"},
	{path: "signer.name", title: "Người ký", words: "nguoi ky|ho ten nguoi ky|ho va ten nguoi ky|ten nguoi ky|nguoi ky ho va ten"},
	{path: "organ.parent", kind: asLines, words: "co quan chu quan"},
	{path: "organ.name", kind: asLines, words: "co quan ban hanh|ten co quan ban hanh"},
	{means: meansOrder, title: "TT", words: "tt|stt|so tt|so thu tu|thu tu|s tt|no|sott"},
	{means: meansFamily, words: "ho|ho va|ho va ten dem|ho dem|ho va dem|ho lot|ho va chu lot|ho chu lot|ho ten dem|ho va ten lot|ten dem|chu lot|dem|ho va chu dem"},
	{means: meansGiven, words: "ten|ten goi"},
	{means: meansGender, words: "gioi tinh|gioi|nam nu|phai|gt|gender"},
	{means: meansGroup, words: "doi tuong|loai|loai doi tuong|doi tuong khen thuong|tap the hay ca nhan|loai hinh|doi tuong duoc khen thuong"},
	{means: meansForm, words: "hinh thuc khen thuong|hinh thuc|hinh thuc khen|danh hieu|danh hieu thi dua|danh hieu hinh thuc khen thuong|danh hieu thi dua hinh thuc khen thuong|de nghi khen thuong|hinh thuc de nghi khen thuong|muc khen thuong|xep loai|ket qua|giai|dat giai"},
	{means: meansPrize, words: "muc tien thuong|tien thuong|muc thuong|so tien|so tien thuong|kinh phi|muc tien|tien thuong dong|muc chi|thanh tien|gia tri"},
	{means: meansNote, words: "ghi chu|chu thich|ghi chu khac|note|y kien|ghi chu them"},
	{means: meansOther, words: "ngay sinh|nam sinh|ngay thang nam sinh|que quan|dan toc|ton giao|so dien thoai|dien thoai|sdt|email|thu dien tu|cccd|so cccd|cmnd|so cmnd|so cmt|can cuoc|so can cuoc|ma so|ma nhan vien|ma hoc sinh|ma can bo|" +
		"ky nhan|ky ten|chu ky|trinh do|trinh do chuyen mon|ho ten cha|ho ten me|ho va ten cha|ho va ten me|ho va ten bo|ho ten bo|ho ten phu huynh|ho va ten phu huynh|phu huynh|ho va ten cha me|giao vien chu nhiem|gvcn|so tai khoan|" +
		"tai khoan|ngan hang|dang vien|ngay vao dang|ngay vao doan|tuoi|so luong|don vi tinh|dvt|diem|diem trung binh|diem tong ket|hoc luc|hanh kiem|nam cong tac|tham nien|don vi de nghi|so nam|trang|so trang|tinh trang|trang thai"},
}

// fieldTable finds fields by the words of a header.
type fieldTable struct {
	fields []field
	award  bool
	paths  map[string]int
	words  map[string]int
	list   []wording
}

type wording struct {
	words   string
	field   int
	letters letterCount
}

// isAward reports whether documents of the type are certificates; nothing said means that they are.
func isAward(slug string) bool { return slug == "" || slug == "giay-khen" || slug == "bang-khen" }

var (
	awardTable    = sync.OnceValue(func() *fieldTable { return newTable(true) })
	documentTable = sync.OnceValue(func() *fieldTable { return newTable(false) })
)

// fieldsOf returns the fields of a type of document.
func fieldsOf(slug string) *fieldTable {
	if isAward(slug) {
		return awardTable()
	}
	return documentTable()
}

// newTable joins the fields that people name in their own words with all that the contract has, by path and by legal term.
func newTable(award bool) *fieldTable {
	t := &fieldTable{award: award, paths: map[string]int{}, words: map[string]int{}}
	add := func(f field) int {
		if i, ok := t.paths[f.path]; ok && f.path != "" {
			return i
		}
		t.fields = append(t.fields, f)
		i := len(t.fields) - 1
		if f.path != "" {
			t.paths[f.path] = i
		}
		return i
	}
	wordings := func(i int, all string) {
		for w := range strings.SplitSeq(all, "|") {
			if w = headerWords(w); w == "" {
				continue
			}
			if _, taken := t.words[w]; !taken {
				t.words[w] = i
				t.list = append(t.list, wording{w, i, lettersOf(w)})
			}
		}
	}
	for _, f := range awardFields {
		if award || f.means == meansOrder || f.means == meansNote || strings.HasPrefix(f.path, "signer.") {
			wordings(add(f), f.words+"|"+f.title)
		}
	}
	contractFields(reflect.TypeFor[contract.Document](), award, "", "", 0, func(f field, term, whole string) {
		i := add(f)
		switch {
		case award:
		case strings.HasPrefix(f.path, "signer."): // a column of names is not that of the signer
			wordings(i, whole)
		default:
			wordings(i, term+"|"+whole)
		}
	})
	return t
}

// ofCertificates are the keys that no other document has.
var ofCertificates = []string{"award_by", "recipient", "citation", "decision", "register_number"}

// contractFields goes through what a document can hold that one cell can say, outermost first.
func contractFields(t reflect.Type, award bool, path, around string, depth int, visit func(f field, term, whole string)) {
	type inner struct {
		typ          reflect.Type
		path, around string
	}
	var within []inner
	for i := range t.NumField() {
		f := t.Field(i)
		key, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if key == "" || key == "-" || path == "" && (key == "type" || !award && slices.Contains(ofCertificates, key)) {
			continue
		}
		term := f.Tag.Get("doc")
		whole := strings.TrimSpace(around + " " + term)
		typ := f.Type
		if typ.Kind() == reflect.Pointer {
			typ = typ.Elem()
		}
		kind, ok := kindOf(typ)
		switch {
		case ok:
			visit(field{path: path + key, title: sentence(term), kind: kind}, term, whole)
		case typ.Kind() == reflect.Struct && depth < 3:
			within = append(within, inner{typ, path + key + ".", whole})
		}
	}
	for _, in := range within {
		contractFields(in.typ, award, in.path, in.around, depth+1, visit)
	}
}

// kindOf tells what a cell becomes that is to be a value of the type; lists of objects are none.
func kindOf(t reflect.Type) (valueKind, bool) {
	switch t {
	case reflect.TypeFor[contract.Lines]():
		return asLines, true
	case reflect.TypeFor[contract.Date]():
		return asDate, true
	case reflect.TypeFor[contract.Text]():
		return asText, true
	case reflect.TypeFor[[]contract.Text](), reflect.TypeFor[[]contract.Node](), reflect.TypeFor[[]string]():
		return asList, true
	}
	switch t.Kind() {
	case reflect.String:
		return asText, true
	case reflect.Bool:
		return asBool, true
	case reflect.Float64, reflect.Int:
		return asNumber, true
	}
	return 0, false
}

func sentence(s string) string {
	for i, r := range s {
		return string(unicode.ToUpper(r)) + s[i+len(string(r)):]
	}
	return s
}

// headerWords is a header as it is compared: folded, letters and figures only.
func headerWords(s string) string {
	var b strings.Builder
	for _, r := range viet.Fold(s) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), " "):
			b.WriteByte(' ')
		}
	}
	return strings.TrimSuffix(b.String(), " ")
}
