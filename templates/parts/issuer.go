package parts

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"vanban/templates/contract"
)

// issuer returns who issued the document as running text names him, for "(Kèm theo … của …)". The letterhead and thẩm quyền
// are in capitals, and from capitals the writing of PL.II can only be told for words that are known: a name with others is
// returned in its capitals, which is right if not handsome, and remarked upon.
func (b *Builder) issuer() string {
	if b.issued == nil {
		name := b.findIssuer()
		b.issued = &name
	}
	return *b.issued
}

func (b *Builder) findIssuer() string {
	name, pointer := joinLines(b.doc.Authority), "/authority"
	if name == "" {
		name, pointer = organName(b.doc), "/organ"
	}
	if name == "" || hasLower(name) {
		return name
	}
	text, ok := SentenceCase(name)
	if ok {
		return text
	}
	b.warn(b.doc.At+pointer, "issuer_in_capitals",
		"Không suy ra được cách viết hoa của "+contract.Quote(name)+" trong dòng “(Kèm theo …)”; tên được giữ nguyên chữ in hoa.",
		"Ghi sẵn dòng “(Kèm theo …)” trong tên phụ lục nếu cần viết khác.", citeCapitals)
	return name
}

// SentenceCase writes a name in capitals as PL.II has it: "Ủy ban nhân dân tỉnh Cao Bằng". It reports false when a word is
// not known to it.
func SentenceCase(name string) (string, bool) {
	words := strings.Fields(name)
	out := make([]string, 0, len(words))
	proper := false // inside the name of a place, where every syllable is capital (PL.II-II.1)
	first := false  // the next word begins such a name, whatever else it may mean: XÃ BAN CÔNG
	for i := 0; i < len(words); {
		if dash(words[i]) {
			out = append(out, words[i])
			i++
			continue
		}
		n, text, place := phraseAt(words[i:])
		if proper && n == 1 && !place && text != "và" {
			n = 0 // one syllable of a name may look like an organ: TỈNH SƠN LA, XÃ TRÀ BỘ
		}
		switch {
		case n > 0 && !first:
			if place && i+n < len(words) && capitalPlace(text, words[i+n:]) {
				text = capital(text)
			}
			out, proper, first = append(out, text), place, place
			i += n
		case proper:
			out, first = append(out, capital(strings.ToLower(words[i]))), false
			i++
		default:
			return "", false
		}
	}
	s := strings.Join(out, " ")
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:], true
}

// capitalPlace reports whether a common noun of a place is capital itself: Thành phố Hồ Chí Minh, Thủ đô Hà Nội, Quận 1,
// Phường Điện Biên Phủ (PL.II-III.1b, c). Only what is certain is listed.
func capitalPlace(noun string, rest []string) bool {
	if rest[0][0] >= '0' && rest[0][0] <= '9' {
		return noun == "quận" || noun == "phường"
	}
	return noun == "thành phố" && len(rest) >= 3 && rest[0] == "HỒ" && rest[1] == "CHÍ" && rest[2] == "MINH"
}

func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// phraseAt returns the longest known phrase at the head of words: its length in words, its writing, and whether a proper
// name follows it.
func phraseAt(words []string) (n int, text string, place bool) {
	for n = min(len(words), 8); n > 0; n-- {
		key := foldName(strings.Join(words[:n], " "))
		if t, ok := places[key]; ok {
			return n, keepTone(t, words[:n]), true
		}
		if t, ok := phrases[key]; ok {
			return n, keepTone(t, words[:n]), false
		}
	}
	return 0, "", false
}

// foldName makes UỶ and ỦY one key; keepTone gives the author's writing back: the pattern only says which letters are capital.
func foldName(s string) string {
	return strings.NewReplacer("OÀ", "ÒA", "OẢ", "ỎA", "OÁ", "ÓA", "UỶ", "ỦY", "UỴ", "ỤY", "UỲ", "ÙY").Replace(strings.ToUpper(s))
}

func keepTone(pattern string, words []string) string {
	syllables := strings.Fields(pattern)
	if len(syllables) != len(words) {
		return pattern
	}
	out := make([]string, len(words))
	for i, w := range words {
		lower := strings.ToLower(w)
		switch first, _ := utf8.DecodeRuneInString(syllables[i]); {
		case syllables[i] == strings.ToUpper(syllables[i]) && utf8.RuneCountInString(w) > 1:
			out[i] = w
		case unicode.IsUpper(first):
			out[i] = capital(lower)
		default:
			out[i] = lower
		}
	}
	return strings.Join(out, " ")
}

// places are followed by a proper name; phrases are whole. Keys are the capitals of the values (PL.II-III, IV).
var (
	places = keyed(
		"tỉnh", "thành phố", "TP", "TP.", "huyện", "quận", "thị xã", "thị trấn", "xã", "phường", "đặc khu", "khu vực",
	)
	phrases = keyed(
		// organs
		"Chính phủ", "Quốc hội", "Ủy ban nhân dân", "UBND", "Hội đồng nhân dân", "HĐND", "Tòa án nhân dân", "TAND", "Viện kiểm sát nhân dân",
		"tối cao", "cấp cao", "Bộ", "Sở", "Ban", "Cục", "Vụ", "Chi cục", "Tổng cục", "Phòng", "Văn phòng", "Thanh tra", "Trung tâm", "Trường",
		"Học viện", "Viện", "Bệnh viện", "Công an", "Công ty", "Hội đồng", "Ban Chỉ đạo", "Ban Quản lý", "Ban Dân tộc", "Ban Tổ chức",
		"Đại học", "Trường Đại học", "Trường Cao đẳng", "Trường Trung học phổ thông", "Trường THPT", "Trường Trung học cơ sở", "Trường THCS",
		"Trường Tiểu học", "Trường Mầm non", "Văn phòng Chính phủ", "Thanh tra Chính phủ", "Kiểm toán nhà nước", "Kho bạc Nhà nước",
		"Ngân hàng Nhà nước Việt Nam", "Bảo hiểm xã hội", "Bảo hiểm xã hội Việt Nam", "Ủy ban Mặt trận Tổ quốc Việt Nam", "Liên đoàn Lao động",
		"Văn phòng Ủy ban nhân dân", "Hội Nông dân", "Hội Liên hiệp Phụ nữ", "Hội Cựu chiến binh",
		// fields
		"và", "Giáo dục và Đào tạo", "Khoa học và Công nghệ", "Nông nghiệp và Môi trường", "Nông nghiệp và Phát triển nông thôn",
		"Tài nguyên và Môi trường", "Kế hoạch và Đầu tư", "Kế hoạch - Tài chính", "Tài chính - Kế hoạch", "Thông tin và Truyền thông", "Văn hóa và Thông tin",
		"Văn hóa, Thể thao và Du lịch", "Văn hóa - Xã hội", "Lao động - Thương binh và Xã hội", "Giao thông vận tải",
		"Công Thương", "Tư pháp", "Nội vụ", "Tài chính", "Xây dựng", "Y tế", "Ngoại giao", "Quốc phòng", "Công an", "Kinh tế", "Kinh tế - Hạ tầng",
		"Kinh tế và Hạ tầng", "Du lịch", "Ngoại vụ", "Dân tộc", "Dân tộc và Tôn giáo", "Thi đua - Khen thưởng", "Thi đua, khen thưởng",
		"Tổ chức cán bộ", "Tổ chức - Cán bộ", "Pháp chế", "Quy hoạch - Kiến trúc", "Tổng hợp", "Quản lý thị trường", "Giáo dục", "Đào tạo", "Thuế", "Hải quan",
		"Thi hành án dân sự", "Hành chính công", "Phục vụ hành chính công",
		// offices
		"Thủ tướng", "Phó Thủ tướng", "Bộ trưởng", "Thứ trưởng", "Chủ tịch", "Phó Chủ tịch", "Chánh án", "Phó Chánh án", "Viện trưởng", "Phó Viện trưởng",
		"Giám đốc", "Phó Giám đốc", "Tổng Giám đốc", "Cục trưởng", "Vụ trưởng", "Chi cục trưởng", "Tổng cục trưởng", "Trưởng phòng", "Trưởng ban", "Chánh Văn phòng",
		"Chánh Thanh tra", "Hiệu trưởng", "Phó Hiệu trưởng", "Chủ nhiệm", "Tổng Thanh tra",
	)
)

func keyed(list ...string) map[string]string {
	m := make(map[string]string, len(list))
	for _, s := range list {
		m[strings.ToUpper(s)] = s
	}
	return m
}

func hasLower(s string) bool {
	for _, r := range s {
		if unicode.IsLower(r) {
			return true
		}
	}
	return false
}
