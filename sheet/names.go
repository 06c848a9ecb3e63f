package sheet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"vanban/read/viet"
)

// surnames are the usual family names, folded: what follows “Ông” or “Bà” where that is a way to address somebody and no name itself, as
// in Ông Ích Khiêm, who bears the family name Ông.
var surnames = wordSet("a alang arat bling blup briu coor hvi kpa kpuih ksor nay poloong puih rah rcham rcom romah siu zoram nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly an anh au bach bang banh be ca cai cam cao cat chau che chu chung " +
	"cu cung da dam dan dao dau dien dinh diep doan doai duong giang gia giap ha han hau hien hinh hoa hua hung huu kha khang khieu khong khuat khuc khuong kieu kim " +
	"la lai lam lang lo loc long lu lua luc luong luu ma mac mach mai man mao mong mua nghiem nghe ngac ngan ngoc nham nhan nhu ninh nong o ong phi pho phu phung phuong quach quan " +
	"quang que rmah ro sam sung son su ta tang tao than thach thai thang thanh thao thi thieu tho thoi tieu to ton tong tra tram trang trieu trinh truong trung tu tuong ty ung " +
	"uong van vang vi viem vien vinh vong vu vuong vy xa xong xuan y yen")

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// salutations are the words that people write before names, folded.
var salutations = []string{"ong ba", "dong chi", "tap the", "ho ong", "ho ba", "ho gia dinh", "gia dinh", "ong", "ba", "anh", "chi", "em", "chau", "co", "thay", "d/c"}

// household has those that say whose household it is: “Hộ ông Nguyễn Văn Ba” is a name in itself.
var household = map[string]bool{"ho ong": true, "ho ba": true, "ho gia dinh": true, "gia dinh": true}

// ofHousehold are the salutations, folded, whose name goes on with whose it is: “Hộ gia đình” and “ông Sùng A Dế”.
var ofHousehold = map[string]bool{"ho": true, "ho gia dinh": true, "gia dinh": true, "dai gia dinh": true, "ho kinh doanh": true}

// opens has the first words of salutations.
var opens = wordSet("ong ba dong tap ho gia anh chi em chau co thay d/c")

// unclear has what is no way to address one person, and short forms that no certificate should print.
var unclear = wordSet("ong/ba ong(ba) o. b. o/b")

// usualName reports whether words begin with a usual family name and another word.
func usualName(words []string) bool {
	return len(words) >= 2 && surnames[viet.Fold(strings.Trim(words[0], ".,"))] && titled(words[0]) && titled(words[1])
}

// cutSalutation takes “Ông”, “Bà:”, “Đồng chí” off the head of a name. It is sure where a colon follows, or a family name and another word;
// not sure means that something is there that may be part of the name.
func cutSalutation(name string) (salutation, rest string, sure bool) {
	first, behind, _ := strings.Cut(name, " ")
	if len(first) <= 12 && unclear[viet.Fold(first)] && usualName(strings.Fields(behind)) {
		return first, strings.TrimSpace(behind), false
	}
	if len(first) > 12 || !opens[strings.TrimSuffix(viet.Fold(first), ":")] {
		return "", name, true
	}
	words := strings.Fields(name)
	for _, s := range salutations {
		n := strings.Count(s, " ") + 1
		if len(words) < n {
			continue
		}
		head := strings.Join(words[:n], " ")
		bare, colon := strings.CutSuffix(head, ":")
		if viet.Fold(bare) != s {
			continue
		}
		after := words[n:]
		if !colon && len(after) > 0 && after[0] == ":" {
			colon, after = true, after[1:]
		}
		if len(after) == 0 {
			return "", name, true // the word is all there is
		}
		at := strings.LastIndex(name, strings.Join(after, " "))
		if at < 0 { // blanks inside, which stay
			at = strings.Index(name, after[0])
		}
		rest = name[at:]
		usual := usualName(after)
		if !titled(bare) { // “ông Nguyễn Văn An” is a slip; “bà con thôn 3” are people
			if usual {
				return bare, rest, false
			}
			return "", name, true
		}
		if colon {
			return bare, rest, true
		}
		if s == "tap the" || household[s] {
			return bare, rest, false
		}
		if mark := strings.IndexAny(after[0], "'’‘ʼ"); mark == 1 && titled(after[0]) { // H’Hen, K’Brêu: no family is called Bà H’Hen
			return bare, rest, true
		}
		return bare, rest, usual
	}
	return "", name, true
}

// titled reports whether a word begins with a capital.
func titled(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

// genderOf tells Nam from Nữ.
func genderOf(s string) string {
	switch viet.Fold(s) {
	case "nam", "m", "male":
		return "Nam"
	case "nu", "f", "female":
		return "Nữ"
	}
	return ""
}

// genderOfSalutation is what a way to address tells of whom it addresses.
func genderOfSalutation(s string) string {
	switch viet.Fold(s) {
	case "ong", "anh", "thay", "bac trai":
		return "Nam"
	case "ba", "chi", "co":
		return "Nữ"
	}
	return ""
}

// nameLook is how the capitals of a name stand.
type nameLook uint8

const (
	lookUsual nameLook = iota // Nguyễn Văn A
	lookCaps                  // NGUYỄN VĂN A
	lookSmall                 // nguyễn văn A
	lookMixed                 // NGUYỄN Văn a, NguyễN
)

// lookOf looks at each word of a person's name.
func lookOf(name string) nameLook {
	if viet.IsUpper(name) && utf8.RuneCountInString(name) > 2 {
		return lookCaps
	}
	look := lookUsual
	for word := range strings.FieldsFuncSeq(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) // H’Hen: two words
	}) {
		rest := word[runeSize(word):]
		switch {
		case strings.ContainsFunc(rest, unicode.IsUpper):
			return lookMixed
		case !titled(word):
			look = lookSmall
		}
	}
	return look
}

func runeSize(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	return n
}
