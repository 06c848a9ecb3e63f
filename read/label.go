package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"vanban/read/viet"
)

// Label is the number or mark at the head of a paragraph, as somebody typed it.
type Label struct {
	Text string // as printed: "I.", "Điều 1.", "a)", "-", "1.1.", "1 ."
	// Scheme is the form of the first number of its kind as the contract's `numbering` takes it: "I.", "Điều 1.", "a)", "1.1.". Marks
	// that it has no sign for get the one next to them: "o" is "○", the private signs of the Symbol font are "•" and "-".
	Scheme  string
	Ordinal int   // the last number, from 1; letters count as in the law: a b c d đ e g h i k l …; 0 for bullets
	Numbers []int // all numbers, outermost first: 2.1 is [2 1]; nil for bullets
	Unit    string
	// Inserted is the letter of a number that was put in later: "a" in "1a." and "Điều 5a."; its Ordinal is that of the number before.
	Inserted string
}

// CutLabel takes the number off the head of a paragraph; blanks before it and after it belong to neither. It looks at this one
// paragraph only, so it gives the plain reading of what stands there, and leaves it to the paragraphs around to say otherwise:
//
//   - "i)", "v)", "x)" are letters, but "(i)" and "I." are Roman; "ii)" is Roman. Readings gives the others.
//   - "l." is the letter, though a scan may mean 1 or I; "ll." can only be Roman.
//   - "A. Nguyễn", "Q. GIÁM ĐỐC" and "C. Mác" begin with a letter and a stop, so they have a label.
//   - "f)", "j)", "w)" and "z)", which the law does not count with, come after the letter that stands before them elsewhere.
//   - "1a." and "Điều 5a." are numbers put in later.
//   - "Điều 5 của Luật" cites; "Điều 1" has a label where nothing follows, or a stop, or a title in capitals.
func CutLabel(s string) (label Label, rest string, ok bool) {
	s = strings.TrimSpace(s)
	if label, rest, ok = cutBullet(s); ok {
		return label, rest, true
	}
	if label, rest, ok = cutUnit(s); ok {
		return label, rest, true
	}
	if strings.HasPrefix(s, "(") {
		return cutBracketed(s)
	}
	return cutNumber(s)
}

// cutBracketed reads "(1)", "(a)" and "(i)".
func cutBracketed(s string) (Label, string, bool) {
	n, size := scanNumber(s[1:])
	after := 1 + size
	if size == 0 || len(n.values) > 1 || !strings.HasPrefix(s[after:], ")") {
		return Label{}, "", false
	}
	if r, ok := romanLetter(s[1:after]); ok {
		n = number{style: lowerRoman, values: []int{r}, firsts: []string{"i"}}
	}
	return n.label("(", "", s[:after+1], ")"), strings.TrimSpace(s[after+1:]), true
}

// cutNumber reads a number that stands for itself: "I.", "1.1", "a)", "2-".
func cutNumber(s string) (Label, string, bool) {
	n, size := scanNumber(s)
	if size == 0 {
		n, size = scanInserted(s)
	}
	if size == 0 {
		return Label{}, "", false
	}
	suffix, end := cutSuffix(s, size)
	rest := strings.TrimSpace(s[end:])
	if !n.mayEnd(suffix, s[size:end], s[end:], rest) {
		return Label{}, "", false
	}
	return n.label("", "", s[:end], suffix), rest, true
}

// mayEnd tells whether a bare number with this suffix is a label and not the beginning of a sentence, a date or a sum. Typed is
// the suffix as it stands there, after is what follows it, and rest the same without the blanks.
func (n number) mayEnd(suffix, typed, after, rest string) bool {
	glued := after == rest && rest != ""
	first, size := utf8.DecodeRuneInString(rest)
	opens := unicode.IsUpper(first) || strings.ContainsRune("“\"(‘'", first)
	compound := len(n.values) > 1
	switch {
	case n.foreign:
		return suffix == ")"
	case n.inserted != "":
		return (suffix == "." || suffix == ")") && !glued
	}
	switch suffix {
	case "":
		return compound && n.style != lowerLetter && !glued && (rest == "" || opens || len(n.values) > 2)
	case ")", ".)":
		return true
	case ".":
		if !glued {
			return true
		}
		second, _ := utf8.DecodeRuneInString(rest[size:])
		switch n.style {
		case upperLetter:
			return opens && unicode.IsUpper(second)
		case roman, lowerLetter:
			return opens && second != '.'
		}
		return opens
	case "/":
		return !glued && !unicode.IsDigit(first)
	case ":":
		return !glued && !unicode.IsDigit(first) && (n.style == arabic || n.style == roman)
	case ".-":
		return !unicode.IsDigit(first)
	}
	if compound || unicode.IsDigit(first) {
		return false
	}
	if spaced := len(typed) > 1; spaced {
		return n.style != lowerLetter && !glued && opens
	}
	word, _, _ := strings.Cut(rest, " ")
	return !glued || opens && (n.style == arabic || n.style == roman) && !strings.ContainsAny(word, "/-–0123456789")
}

// cutSuffix reads what ends a number at s[at:], blanks before it included, and returns it as the schemes write it.
func cutSuffix(s string, at int) (suffix string, end int) {
	bare := strings.TrimLeftFunc(s[at:], unicode.IsSpace)
	blanks := len(s) - at - len(bare)
	for _, suffix := range [...]string{".-", ".)", ".", ")", "/", ":", "-", "–"} {
		if !strings.HasPrefix(bare, suffix) {
			continue
		}
		end := at + blanks + len(suffix)
		if strings.HasPrefix(s[end:], ".") {
			return "", at
		}
		if suffix == "–" {
			suffix = "-"
		}
		if suffix == "-" && blanks > 0 {
			suffix = " -"
		}
		return suffix, end
	}
	return "", at
}

// The words that a number belongs to, in the writing of the law and in capitals; the longer before what it begins with.
var unitWords = [...][2]string{
	{"Phần", "PHẦN"}, {"Chương", "CHƯƠNG"}, {"Mục tiêu", "MỤC TIÊU"}, {"Mục", "MỤC"}, {"Tiểu mục", "TIỂU MỤC"}, {"Điều", "ĐIỀU"},
	{"Khoản", "KHOẢN"}, {"Điểm", "ĐIỂM"}, {"Nội dung", "NỘI DUNG"}, {"Nhiệm vụ", "NHIỆM VỤ"}, {"Giải pháp", "GIẢI PHÁP"},
	{"Tiêu chí", "TIÊU CHÍ"}, {"Nhóm", "NHÓM"}, {"Bước", "BƯỚC"}, {"Bài", "BÀI"}, {"Câu", "CÂU"}, {"Biểu", "BIỂU"}, {"Mẫu", "MẪU"},
}

// cutUnit reads "Điều 1.", "CHƯƠNG II" and "Phần thứ nhất".
func cutUnit(s string) (Label, string, bool) {
	for _, unit := range unitWords {
		for i, word := range unit {
			after, ok := strings.CutPrefix(s, word)
			if !ok {
				continue
			}
			bare := strings.TrimLeftFunc(after, unicode.IsSpace)
			at := len(s) - len(bare)
			n, size, prefix := unitNumber(bare, i > 0)
			if size == 0 || len(bare) == len(after) && n.style != arabic {
				continue
			}
			suffix, end := cutSuffix(s, at+size)
			if n.mayEndUnit(suffix, s[end:]) {
				return n.label(word+" "+prefix, unit[0], s[:end], suffix), strings.TrimSpace(s[end:]), true
			}
		}
	}
	return Label{}, "", false
}

// mayEndUnit is mayEnd for a number after a unit; after is what follows it.
func (n number) mayEndUnit(suffix, after string) bool {
	rest := strings.TrimSpace(after)
	glued := after == rest && rest != ""
	first, _ := utf8.DecodeRuneInString(rest)
	switch suffix {
	case "":
		if glued && (unicode.IsLetter(first) || unicode.IsDigit(first)) {
			return false
		}
		return n.style != lowerLetter && (rest == "" || viet.IsUpper(rest))
	case "-", "/":
		return !glued && !unicode.IsDigit(first)
	}
	return !glued || !unicode.IsDigit(first) && !unicode.IsLower(first)
}

// unitNumber reads the number after a unit; prefix is "thứ " where it is written as a word.
func unitNumber(s string, capitals bool) (n number, size int, prefix string) {
	word, after, _ := strings.Cut(s, " ")
	if strings.EqualFold(word, "thứ") {
		if value, size := scanOrdinal(after); size > 0 {
			n := number{style: arabic, values: []int{value}, firsts: []string{"nhất"}}
			if capitals {
				n.firsts[0] = "NHẤT"
				return n, len(word) + 1 + size, "THỨ "
			}
			return n, len(word) + 1 + size, "thứ "
		}
		return number{}, 0, ""
	}
	if n, size = scanNumber(s); size == 0 {
		n, size = scanInserted(s)
	}
	return n, size, ""
}

// cutBullet reads a mark without a number. A mark before no letter and no figure is an ornament: "* * *", "-----", "-o0o-".
func cutBullet(s string) (Label, string, bool) {
	mark, size := utf8.DecodeRuneInString(s)
	scheme := bulletScheme(mark)
	if scheme == "" {
		return Label{}, "", false
	}
	rest := strings.TrimSpace(s[size:])
	first, _ := utf8.DecodeRuneInString(rest)
	glued := len(rest) == len(s)-size
	switch {
	case bulletScheme(first) != "" && first != 'o' || strings.HasPrefix(rest, "o0o"):
		return Label{}, "", false
	case !strings.ContainsFunc(rest, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }):
		return Label{}, "", false
	case mark == 'o' && (glued || !unicode.IsUpper(first)):
		return Label{}, "", false
	case glued && !unicode.IsLetter(first) && !strings.ContainsRune("“\"([‘'", first):
		return Label{}, "", false
	}
	return Label{Text: s[:size], Scheme: scheme}, rest, true
}

// bulletScheme is the mark as the contract writes it, or "". The private signs are those of the fonts Symbol and Wingdings, which
// Word uses for its own bullets and leaves in text that is copied.
func bulletScheme(mark rune) string {
	switch mark {
	case '-', '+', '–', '—', '•', '*', '·', '●', '○', '▪', '■':
		return string(mark)
	case '\u2010', '\u2011', '\u2212', '\u2043', '\uF02D':
		return "-"
	case '\uF0B7', '‣', '∙', '➢', '✓', '❖', '►', '\uF0D8', '\uF0FC':
		return "•"
	case 'o', '◦':
		return "○"
	case '\uF0A7':
		return "▪"
	}
	return ""
}

// Readings gives all that the label may mean, the plain reading first: a lone "i" is a letter or Roman, and "l" is also what a scan
// makes of 1 and I.
func (l Label) Readings() []Label {
	readings := []Label{l}
	if len(l.Numbers) != 1 || l.Unit != "" {
		return readings
	}
	word := strings.TrimFunc(l.Text, func(r rune) bool { return !unicode.IsLetter(r) })
	first := strings.TrimFunc(l.Scheme, func(r rune) bool { return !unicode.IsLetter(r) })
	other := func(sign string, value int) {
		if sign != first {
			scheme := strings.Replace(l.Scheme, first, sign, 1)
			readings = append(readings, Label{Text: l.Text, Scheme: scheme, Ordinal: value, Numbers: []int{value}})
		}
	}
	lower := strings.ToLower(word)
	if value, ok := romanLetter(lower); ok {
		letter, small, big := letterOrdinal(lower), "a", "i"
		if lower != word {
			small, big = "A", "I"
		}
		other(small, letter)
		other(big, value)
	}
	switch word {
	case "l":
		other("1", 1)
		other("I", 1)
	case "I":
		other("1", 1)
	case "ll":
		other("1", 11)
	}
	return readings
}

func romanLetter(word string) (int, bool) {
	switch word {
	case "i":
		return 1, true
	case "v":
		return 5, true
	case "x":
		return 10, true
	}
	return 0, false
}
