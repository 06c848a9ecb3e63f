package award

import (
	"bytes"
	"iter"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/go-json-experiment/json"
	"golang.org/x/text/unicode/norm"

	"vanban/document"
)

// certificate is what the papers share, read off the JSON of a certificate.
type certificate struct {
	Type      lines    `json:"type"`
	By        lines    `json:"award_by"`
	Recipient identity `json:"recipient"`
	Citation  lines    `json:"citation"`
	Decision  struct {
		Number   lines `json:"number"`
		Notation lines `json:"notation"`
		Date     lines `json:"date"`
	} `json:"decision"`
	Register lines `json:"register_number"`
	Place    lines `json:"place"`
	Date     lines `json:"date"`
	Signer   struct {
		Competence lines `json:"competence"`
		Position   lines `json:"position"`
		Name       lines `json:"name"`
	} `json:"signer"`
}

type identity struct {
	Salutation lines `json:"salutation"`
	Name       lines `json:"name"`
	Position   lines `json:"position"`
	Unit       lines `json:"unit"`
}

// recipient is a row of the list with what the base says of all.
type recipient struct {
	index    int // in the list, from 1
	patch    []byte
	numbered bool // the row gives a register number itself
	kind     kind
	guessed  bool // nothing says which it is but the name
	certificate
}

// merge reads the certificate that a patch makes of the base (RFC 7396): absent members stay, null ones go. Of a value that the contract
// refuses nothing is taken: the row fails by itself.
func merge(base certificate, patch []byte) certificate {
	_ = json.Unmarshal(patch, &base, lenient)
	return base
}

// recipients reads the rows, at most one more than the limit.
func recipients(base certificate, rows iter.Seq2[int, []byte], limit int) []recipient {
	var list []recipient
	for index, patch := range rows {
		r := recipient{index: index, patch: patch, certificate: merge(base, patch)}
		r.numbered = merge(certificate{}, patch).Register.String() != ""
		r.kind, r.guessed = r.sort()
		if list = append(list, r); len(list) > limit {
			break
		}
	}
	return list
}

// The words that salutations of collectives begin with, and those that names begin with
// where there is no salutation: fewer, because Ban, Đoàn, Hội, Tổ and Khoa begin names of people as well.
var (
	collectives = []string{
		"tập thể", "đơn vị", "cơ quan", "tổ chức", "cán bộ và nhân dân", "nhân dân", "quân và dân", "chi bộ", "đảng bộ", "đảng ủy",
		"chi đoàn", "đoàn", "công đoàn", "hội", "chi hội", "ban", "phòng", "khoa", "tổ", "đội", "nhóm", "lớp", "trường", "thôn", "xóm", "ấp", "bản", "buôn", "làng",
		"khu phố", "khu dân cư", "xã", "phường", "công ty", "tổng công ty", "doanh nghiệp", "hợp tác xã", "câu lạc bộ", "ủy ban", "uỷ ban", "văn phòng", "trung tâm",
	}
	collectiveNames = []string{
		"tập thể", "đơn vị", "nhân dân", "nhân dân và cán bộ", "cán bộ và nhân dân", "chi bộ", "đảng bộ", "đảng ủy", "chi đoàn", "công đoàn", "chi hội",
		"phòng", "trường", "ủy ban", "uỷ ban", "ubnd", "hđnd", "hội đồng", "văn phòng", "trung tâm", "sở", "tòa án", "toà án", "tand", "viện kiểm sát", "công an",
		"công ty", "tổng công ty", "doanh nghiệp", "hợp tác xã", "câu lạc bộ", "tổ dân phố", "khu phố", "khu dân cư", "ban chỉ huy", "ban quản lý", "ban chỉ đạo",
		"hội nông dân", "hội liên hiệp", "hội cựu chiến binh", "hội chữ thập đỏ", "đoàn thanh niên", "bệnh viện", "trạm", "bộ phận", "đội",
		"ban giám hiệu", "ban giám đốc", "ban chấp hành", "ban nhân dân", "ban công tác", "ban vận động", "ban đại diện", "liên đội", "liên đoàn", "lớp", "nhà trường",
		"thôn", "xóm", "ấp", "xã", "phường", "thị trấn", "đặc khu", "cục", "chi cục", "viện nghiên cứu", "học viện", "nhà máy", "xí nghiệp", "ngân hàng", "kho bạc", "đồn",
		"tiểu đội", "trung đội", "đại đội", "tiểu đoàn", "trung đoàn", "hạt kiểm lâm",
	}
)

// The words that households begin with, in a salutation and in a name: Hộ is also a family name.
var (
	households     = []string{"hộ", "gia đình", "đại gia đình"}
	householdNames = []string{"hộ ông", "hộ bà", "hộ anh", "hộ chị", "hộ gia đình", "hộ kinh doanh", "gia đình", "đại gia đình"}
)

// ofOne is somebody of a collective, in words that begin as the collective does: Đoàn viên, Tổ trưởng, Công an viên.
var ofOne = regexp.MustCompile(`(?i)^(\S+ (trưởng|phó|viên|sĩ)|công an viên|\S+ đội (trưởng|phó))( |:|$)`)

// sort tells what kind of recipient this is; guessed where nothing says so but the name.
func (r *recipient) sort() (k kind, guessed bool) {
	salutation, name := r.Recipient.Salutation.String(), r.Recipient.Name.String()
	// What begins the name of a collective without doubt begins its salutation as well.
	group := (begins(salutation, collectives) || begins(salutation, collectiveNames)) && !ofOne.MatchString(salutation)
	switch {
	case begins(salutation, households), begins(name, householdNames) && (salutation == "" || group):
		return household, false
	case group:
		return collective, false
	case salutation == "" && begins(name, collectiveNames) && !ofOne.MatchString(name):
		k = collective
	default:
		k = person
	}
	return k, salutation == "" && !begins(name, []string{"ông", "bà", "tập thể"})
}

// begins reports whether s begins with one of the words, whatever their capitals.
func begins(s string, words []string) bool {
	s = strings.ToLower(norm.NFC.String(s))
	for _, w := range words {
		if rest, ok := strings.CutPrefix(s, w); ok && (rest == "" || !unicode.IsLetter([]rune(rest)[0])) {
			return true
		}
	}
	return false
}

// name returns whom the list names: “Ông Nguyễn Văn A”, “Phòng Tổ chức”. That a collective is one the group above it says.
func (r *recipient) name() string {
	s := strings.TrimRight(r.Recipient.Salutation.String(), ": ")
	name := r.Recipient.Name.String()
	switch strings.ToLower(norm.NFC.String(s)) {
	case "", "tập thể", "đơn vị":
		return name
	}
	return s + " " + name
}

// addresses are the salutations that are small within a sentence. A rank or degree before a name keeps its capital: Thượng tá Trần Văn B,
// Giáo sư Tôn Thất Tùng (PL.II-V.3).
var addresses = []string{"ông", "bà", "anh", "chị", "em", "cháu", "cô", "chú", "bác", "cụ", "bạn", "đồng chí", "tập thể", "đơn vị"}

// inText returns whom a sentence names: “ông Nguyễn Văn A, Trưởng phòng, Sở Nội vụ”.
func (r *recipient) inText() string {
	s := strings.TrimRight(r.Recipient.Salutation.String(), ": ")
	name := r.Recipient.Name.String()
	switch {
	case r.kind == household && !begins(s, households): // its name says what it is, whatever stands before it
		s, name = "", lower(name)
	case s == "" && begins(name, []string{"ông", "bà", "tập thể"}):
		name = lower(name)
	case begins(s, addresses), begins(s, households):
		if hasSmall(s) {
			s = lower(s)
		} else {
			s = strings.ToLower(s)
		}
	case r.kind != person:
		s = lower(s)
	}
	return join(", ", join(" ", s, name), r.office())
}

// office is chức vụ, đơn vị.
func (r *recipient) office() string {
	return join(", ", strings.TrimRight(r.Recipient.Position.String(), ", "), r.Recipient.Unit.String())
}

func join(sep string, parts ...string) string {
	out := ""
	for _, p := range parts {
		if p != "" && out != "" {
			out += sep
		}
		out += p
	}
	return out
}

// number is a register number: digits, and what follows them in all of them (“/GK”).
type number struct {
	value  int
	digits int // width with zeros; 0 where it is no number
	suffix string
}

// maxDigits keeps the number an int.
const maxDigits = 12

func firstNumber(s string) number {
	s = strings.TrimSpace(s)
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	if n == 0 || n > maxDigits {
		return number{}
	}
	v, _ := strconv.Atoi(s[:n])
	return number{v, n, s[n:]}
}

func (n number) String() string {
	s := strconv.Itoa(n.value)
	return strings.Repeat("0", max(0, n.digits-len(s))) + s + n.suffix
}

// register gives a number to every row that has none, in their order, passing over those that are given. It remarks on numbers
// that two rows were given.
func register(list []recipient, from string) (ps document.Problems) {
	type key struct {
		value  int
		suffix string
	}
	taken := map[key]*recipient{}
	for i := range list {
		r := &list[i]
		said := r.Register.String()
		if said == "" || !r.numbered && from != "" {
			continue
		}
		k := key{-1, said} // GK-01 is another's no less than 01
		if given := firstNumber(said); given.digits > 0 {
			k = key{given.value, given.suffix}
		}
		if other := taken[k]; other != nil {
			if other.index > r.index { // the list is in groups by now
				other, r = r, other
			}
			ps = append(ps, document.Problem{Severity: document.Warning, Pointer: at(r, "register_number"), Code: "register_twice",
				Message: "Số sổ " + said + " đã ghi cho dòng " + strconv.Itoa(other.index) + " của danh sách.", Hint: "Mỗi giấy có một số riêng; sửa một trong hai."})
			continue
		}
		taken[k] = r
	}
	next := firstNumber(from)
	if next.digits == 0 {
		return ps
	}
	for i := range list {
		r := &list[i]
		if r.numbered {
			continue
		}
		for taken[key{next.value, next.suffix}] != nil {
			next.value++
		}
		row, ok := members(r.patch)
		if !ok {
			continue // no object: the row fails by itself, and its number is the next one's
		}
		r.Register = lines{next.String()}
		r.patch = bytes.Clone(object(put(row, "register_number", text(next.String()))))
		r.numbered = true
		next.value++
	}
	return ps
}

// at is the pointer of a value of a row.
func at(r *recipient, path string) string {
	return "/items/" + strconv.Itoa(r.index-1) + "/" + path
}
