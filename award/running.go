package award

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"vanban/templates/parts"
)

// running returns a name in capitals as running text writes it (PL.II); false where that cannot be told. What parts does not know is taken
// apart here: the kinds of organs whose heads commend, and the names of schools.
func running(name string) (string, bool) {
	if hasSmall(name) {
		return name, true
	}
	if text, ok := parts.SentenceCase(name); ok {
		return text, true
	}
	words := strings.Fields(name)
	var out []string
	for i := 0; i < len(words); {
		text, n := segment(words[i:])
		if n == 0 {
			return "", false
		}
		out = append(out, text)
		i += n
	}
	return upper(strings.Join(out, " ")), true
}

// segment returns the writing of the head of words, and how many it takes; none where nobody knows.
func segment(words []string) (text string, n int) {
	if text, n := organAt(words); n > 0 {
		if named := properAfter(text, words[n:]); named > 0 {
			return text + " " + proper(words[n:n+named]), n + named
		}
		return text, n
	}
	n = 1
	for n < len(words) {
		if _, own := organAt(words[n:]); own > 0 {
			break
		}
		n++
	}
	// Behind a word that is known: at the head of a name the first letter would be capital whatever it is.
	const known = "Sở "
	text, ok := parts.SentenceCase(strings.ToUpper(known) + strings.Join(words[:n], " "))
	if !ok {
		return "", 0
	}
	return strings.TrimPrefix(text, known), n
}

// organAt returns the longest name of a kind of organ at the head of words.
func organAt(words []string) (text string, n int) {
	for n = min(len(words), longestOrgan); n > 0; n-- {
		head := strings.Join(words[:n], " ")
		bare := strings.TrimSuffix(head, ",")
		if t, ok := organs[oneTone.Replace(bare)]; ok {
			return t + head[len(bare):], n
		}
	}
	return "", 0
}

// oneTone takes the tone marks to where the names below have them.
var oneTone = strings.NewReplacer("UỶ", "ỦY", "TOÀ", "TÒA", "HOÀ", "HÒA", "HOÁ", "HÓA", "THUỶ", "THỦY", "KHOẺ", "KHỎE")

// organs are the kinds of organs and what goes with them, in the writing of PL.II-IV.1 by their capitals. Only what has one writing is
// listed: offices write Công ty cổ phần and Công ty Cổ phần.
var organs, longestOrgan = func() (map[string]string, int) {
	m, longest := map[string]string{}, 0
	for _, s := range slices.Concat(namedOrgans, learned, otherOrgans, provinces) {
		m[strings.ToUpper(s)] = s
		longest = max(longest, len(strings.Fields(s)))
	}
	return m, longest
}()

// namedOrgans have a proper name behind them, of whatever words.
var namedOrgans = []string{
	"Trường Mầm non", "Trường Mẫu giáo", "Trường Tiểu học", "Trường Trung học cơ sở", "Trường THCS", "Trường Trung học phổ thông", "Trường THPT",
	"Trường Tiểu học và Trung học cơ sở", "Trường Tiểu học và THCS", "Trường Trung học cơ sở và Trung học phổ thông", "Trường THCS và THPT",
	"Trường Trung học phổ thông chuyên", "Trường THPT chuyên", "Hợp tác xã Nông nghiệp",
}

// learned have the name of a person behind them, or words that say what they teach.
var learned = []string{"Trường Đại học", "Trường Cao đẳng", "Trường Trung cấp", "Trường Chính trị", "Học viện", "Đại học"}

var otherOrgans = []string{
	"Bệnh viện Đa khoa", "Bệnh viện Nhi", "Bệnh viện Phụ sản", "Bệnh viện Sản - Nhi", "Bệnh viện Mắt", "Bệnh viện Phổi", "Bệnh viện Tâm thần",
	"Bệnh viện Da liễu", "Bệnh viện Ung bướu", "Bệnh viện Y học cổ truyền", "Bệnh viện Phục hồi chức năng", "Trung tâm Kiểm soát bệnh tật",
	"Trạm Y tế", "Trưởng Trạm", "Trưởng trạm",
	"Trung tâm Giáo dục thường xuyên", "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên",
	"Trường Đại học Sư phạm", "Trường Đại học Bách khoa", "Trường Đại học Luật", "Trường Đại học Y", "Trường Đại học Y Dược", "Trường Đại học Kinh tế",
	"Trường Đại học Xây dựng", "Trường Đại học Thủy lợi", "Trường Đại học Ngoại thương", "Trường Đại học Thương mại", "Trường Đại học Ngoại ngữ",
	"Trường Đại học Công nghiệp", "Trường Cao đẳng Sư phạm", "Trường Cao đẳng Y tế", "Đại học Quốc gia",
	"Hội Chữ thập đỏ", "Hội Người cao tuổi", "Hội Khuyến học", "Hội Luật gia", "Hội Nhà báo", "Hội Đông y", "Hội Người mù", "Hội Cựu giáo chức",
	"Hội Cựu thanh niên xung phong", "Hội Liên hiệp Thanh niên", "Tổng Liên đoàn Lao động", "Công đoàn", "Liên minh Hợp tác xã",
	"Đoàn Thanh niên Cộng sản Hồ Chí Minh", "Ban Chấp hành", "Ban Thường vụ", "Bí thư", "Phó Bí thư", "Đảng ủy", "Trưởng Công an",
	"Tập đoàn Điện lực", "Tổng công ty Điện lực", "Công ty Điện lực", "Việt Nam", "Trung ương",
}

// provinces may stand without “tỉnh”: Trường Đại học Sư phạm Hà Nội. They are those before and after 01/7/2025.
var provinces = []string{
	"An Giang", "Bà Rịa - Vũng Tàu", "Bạc Liêu", "Bắc Giang", "Bắc Kạn", "Bắc Ninh", "Bến Tre", "Bình Dương", "Bình Định", "Bình Phước", "Bình Thuận",
	"Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Đắk Nông", "Điện Biên", "Đồng Nai", "Đồng Tháp", "Gia Lai", "Hà Giang", "Hà Nam", "Hà Nội",
	"Hà Tĩnh", "Hải Dương", "Hải Phòng", "Hậu Giang", "Hòa Bình", "Huế", "Hưng Yên", "Khánh Hòa", "Kiên Giang", "Kon Tum", "Lai Châu", "Lạng Sơn",
	"Lào Cai", "Lâm Đồng", "Long An", "Nam Định", "Nghệ An", "Ninh Bình", "Ninh Thuận", "Phú Thọ", "Phú Yên", "Quảng Bình", "Quảng Nam", "Quảng Ngãi",
	"Quảng Ninh", "Quảng Trị", "Sóc Trăng", "Sơn La", "Tây Ninh", "Thái Bình", "Thái Nguyên", "Thanh Hóa", "Thừa Thiên Huế", "Tiền Giang", "Trà Vinh",
	"Tuyên Quang", "Vĩnh Long", "Vĩnh Phúc", "Yên Bái",
}

// properAfter returns how many of words are the proper name of an organ; none where they may say what it is or does.
func properAfter(organ string, words []string) int {
	n := 0
	for n < len(words) && !placeAt(words[n:]) {
		if n++; strings.HasSuffix(words[n-1], ",") {
			break
		}
	}
	name := words[:n]
	person := n >= 3 && n <= 4 && slices.Contains(families, words[0])
	switch {
	case n == 0 || n > 4 || slices.ContainsFunc(name, strange) || describes(name):
		return 0
	case slices.Contains(namedOrgans, organ), slices.Contains(learned, organ) && person:
		return n
	}
	return 0
}

// placeAt reports whether words begin with the common noun of a place.
func placeAt(words []string) bool {
	two := strings.Join(words[:min(2, len(words))], " ")
	return slices.Contains([]string{"TỈNH", "XÃ", "PHƯỜNG", "HUYỆN", "QUẬN", "THUỘC"}, words[0]) ||
		slices.Contains([]string{"THÀNH PHỐ", "THỊ XÃ", "THỊ TRẤN", "ĐẶC KHU", "KHU VỰC"}, two)
}

// strange reports whether a word is not a plain syllable, so that its writing is not known: 19-5, H’HEN, XI, which is a number as well.
// A roman two to four is one, and so is a single letter: Trường Tiểu học Tân Phú II.
func strange(word string) bool {
	word = strings.TrimSuffix(word, ",")
	if word == "II" || word == "III" || word == "IV" {
		return false
	}
	plain := strings.IndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
	return !plain || utf8.RuneCountInString(word) > 1 && strings.Trim(word, "IVX") == ""
}

// describes reports whether words say of what kind a school is: how those are written differs.
func describes(words []string) bool {
	for i, w := range words {
		if slices.Contains([]string{"CHUYÊN", "VÀ", "SỐ", "THÁNG"}, w) || i > 0 && slices.Contains(descriptions, words[i-1]+" "+w) {
			return true
		}
	}
	return false
}

var descriptions = []string{
	"DÂN TỘC", "NỘI TRÚ", "BÁN TRÚ", "TƯ THỤC", "DÂN LẬP", "CÔNG LẬP", "QUỐC TẾ", "THỰC NGHIỆM", "THỰC HÀNH", "NĂNG KHIẾU", "SƯ PHẠM", "CHẤT LƯỢNG",
	"SONG NGỮ", "NGOẠI NGỮ", "LIÊN CẤP", "CHUYÊN BIỆT", "KHUYẾT TẬT", "TRẺ EM", "PHỔ THÔNG", "TRUNG HỌC", "TIỂU HỌC", "MẦM NON", "CƠ SỞ", "ĐẠI HỌC",
	"CAO ĐẲNG", "GIÁO DỤC", "KHOA HỌC", "CÔNG NGHỆ", "DỊCH VỤ", "TỔNG HỢP", "CHĂN NUÔI", "THỦY SẢN", "HỮU CƠ", "CÔNG NGHIỆP", "NÔNG NGHIỆP", "KỸ THUẬT",
	"NGHỆ THUẬT", "THỂ THAO", "BỔ TÚC", "VÙNG CAO", "DẠY NGHỀ", "HÒA NHẬP",
}

var families = []string{
	"NGUYỄN", "TRẦN", "LÊ", "PHẠM", "HOÀNG", "HUỲNH", "PHAN", "VŨ", "VÕ", "ĐẶNG", "BÙI", "ĐỖ", "HỒ", "NGÔ", "DƯƠNG", "LÝ", "TÔN", "TRƯƠNG", "ĐINH", "LƯƠNG", "CHU",
}

// proper writes every syllable of a proper name with a capital (PL.II-II.1); roman numbers stay.
func proper(words []string) string {
	out := make([]string, len(words))
	for i, w := range words {
		if out[i] = upper(strings.ToLower(w)); strings.Trim(w, "IV,") == "" {
			out[i] = w
		}
	}
	return strings.Join(out, " ")
}
