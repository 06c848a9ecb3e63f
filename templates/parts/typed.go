package parts

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"vanban/templates/contract"
)

// checkTyped remarks on a number or a dash that stands at the head of a text already, as in text from Word, where the program
// puts its label before it: "I. I. MỤC ĐÍCH".
func (b *Builder) checkTyped(n *contract.Node, label string) {
	mark := typedMark(headOf(&n.Text, label), label)
	if mark == "" {
		return
	}
	what, adds := "số", "đánh số"
	if mark == wordBullet {
		mark = "•" // as Word shows it
	}
	if isMark(mark) {
		what = "dấu"
	}
	if isMark(label) {
		adds = "đặt dấu"
	}
	b.warn(n.At, "number_typed", "Nội dung đã ghi sẵn "+what+" "+contract.Quote(mark)+" ở đầu, chương trình lại "+adds+" "+contract.Quote(label)+" nữa.",
		"Bỏ "+what+" này trong nội dung, hoặc ghi nó vào \"label\".", citeNumbering)
}

// headSize is as much of a text as a number and the two words behind it take.
const headSize = 96

// headOf returns the beginning of t, or nothing where its first bytes say that there is no number.
func headOf(t *contract.Text, label string) string {
	if len(t.Runs) == 0 {
		return ""
	}
	s := strings.TrimLeft(t.Runs[0].Text, blanks)
	if s != "" && !mayBeNumber(s, label) {
		return ""
	}
	if len(t.Runs) > 1 && len(s) < headSize {
		for i := 1; i < len(t.Runs) && len(s) < headSize; i++ {
			next := t.Runs[i].Text
			s += next[:min(len(next), headSize)]
		}
		s = strings.TrimLeft(s, blanks)
	}
	return s[:min(len(s), headSize)]
}

// mayBeNumber looks at two bytes: it is asked of every heading, item and bullet.
func mayBeNumber(s, label string) bool {
	c := s[0]
	switch {
	case c < 'A', len(s) == 1, label != "" && c == label[0]:
		return true
	case c == 0xc4: // Đ: đ) and Điều, not Đẩy mạnh
		return len(s) < 3 || strings.IndexByte("iI.):/", s[2]) >= 0
	case c >= utf8.RuneSelf:
		return c == 0xc2 || c == 0xe2 || c == 0xef // ·, dashes and bullets, those of Word
	}
	switch s[1] {
	case '.', ')', ':', '/':
		return true
	case 'i', 'I', 'v', 'V', 'x', 'X': // numerals, and Tiểu mục
		return strings.IndexByte("IVXTivxt", c) >= 0
	case 'h', 'H': // Phần, Chương, Khoản
		return strings.IndexByte("PCKpck", c) >= 0
	case 0xe1: // Mục
		return c == 'M' || c == 'm'
	}
	return false
}

// typedMark returns the number or mark that s begins with, "" where there is none. A number is only one with a sign behind it
// and then text: "2026 là năm", "3 tháng" and "1.000.000 đồng" have none. Label is what the program would put before it.
func typedMark(s, label string) string {
	if s == "" {
		return ""
	}
	n := markLength(s)
	if n == 0 {
		n = sameLabel(s, label)
	}
	if n == 0 {
		n = unitLength(s, label)
	}
	if n == 0 {
		n = numberLength(s, label)
	}
	return s[:n]
}

// wordBullet is the bullet of Word's own lists, a character of the font Symbol.
const wordBullet = "\uf0b7"

// markLength returns the length of a dash or a bullet at the head of s. Before figures it may be a sign, "- 5 °C", unless
// they have the zero of a count: "- 05 tập thể".
func markLength(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	text := strings.TrimLeft(s[n:], blanks)
	next := firstRune(text)
	switch r {
	case '•', '●', '○', '▪', '■', '·', '\uf0b7':
		if text != "" {
			return n
		}
	case '-', '–', '—', '+', '*':
		count := len(text) > 1 && text[0] == '0' && isDigit(text[1])
		if len(text) < len(s)-n && (count || unicode.IsLetter(next) || next == '“' || next == '"' || next == '(') {
			return n
		}
	}
	return 0
}

// isMark reports whether a label is a dash or a bullet.
func isMark(label string) bool {
	r, n := utf8.DecodeRuneInString(label)
	return n == len(label) && !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// sameLabel returns the length of the very label that will stand before s: "A. Đánh giá" where that is A., "Bước 1: Rà soát".
func sameLabel(s, label string) int {
	rest, ok := strings.CutPrefix(s, label)
	if !ok || label == "" || strings.IndexByte(signs, label[len(label)-1]) < 0 {
		return 0
	}
	if text := strings.TrimLeft(rest, blanks); text == "" || len(text) == len(rest) {
		return 0
	}
	return len(label)
}

// signs end a number.
const signs = ".):/"

// behind returns the sign at s[n], the text after it, and whether a blank parts them; the sign is 0 where there is none.
func behind(s string, n int) (sign byte, text string, apart bool) {
	if n >= len(s) || strings.IndexByte(signs, s[n]) < 0 {
		return 0, "", false
	}
	text = strings.TrimLeft(s[n+1:], blanks)
	return s[n], text, text != "" && len(text) < len(s)-n-1
}

// numberLength returns the length of a number with its sign: 1. 1.1. 1) 1/ (1) II. a) ii) and the like.
func numberLength(s, label string) int {
	if s[0] == '(' {
		digits := span(s[1:], figures)
		if digits > 2 {
			return 0 // (2026)
		}
		n := 1 + max(digits, span(s[1:], "ivx"), min(1, span(s[1:], lowerCase)))
		sign, text, apart := behind(s, n)
		// "- (1) …" is how notes are explained, and printed as meant.
		if n > 1 && n <= 4 && sign == ')' && apart && unicode.IsLetter(firstRune(text)) && !isMark(label) {
			return n + 1
		}
		return 0
	}
	n := arabic(s)
	if n == 0 {
		return letterLength(s)
	}
	if sign, text, apart := behind(s, n); ends(sign, text, apart) || !apart && (sign == '.' || sign == ')') && twoLetters(text) {
		return n + 1
	}
	return 0
}

// ends reports whether sign and text make a number of what stands before them. A stroke or a colon may be of a date, a
// ratio or a document's number instead.
func ends(sign byte, text string, apart bool) bool {
	switch sign {
	case '.', ')':
		return apart
	case ':', '/':
		return apart && startsUpper(text)
	}
	return false
}

// letterLength is numberLength of roman numerals and letters. A single capital with a dot is a name — "A. Nguyễn", "V. I. Lênin"
// — unless it is a numeral before words in capitals.
func letterLength(s string) int {
	n := max(span(s, "IVX"), span(s, "ivx"))
	if n == 0 {
		var r rune
		if r, n = utf8.DecodeRuneInString(s); !unicode.IsLetter(r) {
			return 0
		}
	}
	sign, text, apart := behind(s, n)
	upper, numeral := startsUpper(s), span(s, "IVX") > 0
	single := utf8.RuneCountInString(s[:n]) == 1
	ok := false
	switch {
	case n > 6 || sign == 0:
	case numeral:
		ok = capitals(text) || !single && ends(sign, text, apart)
	case upper:
		ok = sign == ')' && apart || sign == '/' && capitals(text)
	case sign == '.':
		// Of the others p., q., x. are phường, quận, xã.
		ok = apart && unicode.IsLetter(firstRune(text)) && (!single || strings.Contains(firstLetters, s[:n]))
	case sign == ')':
		ok = apart || twoLetters(text)
	case sign == '/':
		ok = apart && startsUpper(text)
	}
	if !ok {
		return 0
	}
	return n + 1
}

// numberedUnits are the words of the law for what is numbered. Those before Điều may do without a sign.
var numberedUnits = [...]string{"phần", "chương", "mục", "tiểu mục", "điều", "khoản", "điểm"}

// unitLength returns the length of a word with its number: "Điều 1.", "Chương I" before capitals. "Điều 5 Luật Thi đua" and
// "điểm a) khoản 1" are citations.
func unitLength(s, label string) int {
	unit, n := unitNumber(s)
	if n == 0 {
		return 0
	}
	if sign, text, apart := behind(s, n); sign != 0 {
		if _, cited := unitNumber(text); sign != '/' && cited == 0 && (apart || twoLetters(text)) {
			return n + 1
		}
		return 0
	}
	text := strings.TrimLeft(s[n:], blanks)
	same := beginsWith(label, unit)
	switch {
	case unit == "điều" || unit == "khoản" || unit == "điểm":
	case text == "" && same, text != "" && same && startsUpper(text), capitals(text):
		return n
	}
	return 0
}

// unitNumber returns the word of the law at the head of s, and the length of it and its number; 0 where there is no number.
func unitNumber(s string) (unit string, n int) {
	for _, unit = range numberedUnits {
		if n = 0; beginsAlike(s, unit) {
			n = wordsAt(s, unit)
		}
		if n > 0 {
			break
		}
	}
	rest := strings.TrimLeft(s[n:], blanks)
	n = len(s) - len(rest)
	if n == 0 || s[:n] == strings.TrimRight(s[:n], blanks) {
		return "", 0
	}
	if m := ordinalLength(rest); m > 0 {
		return unit, n + m
	}
	m := max(arabic(rest), span(rest, "IVX"))
	switch {
	case m == 0 && unit == "phần":
		m = min(1, span(rest, upperCase))
	case unit == "điểm": // Điểm 10 is a mark
		m = 0
		if r, size := utf8.DecodeRuneInString(rest); unicode.IsLower(r) {
			m = size
		}
	case m == 3 && isDigit(rest[0]) && unit != "điều":
		return "", 0 // Chương 599, Khoản 341 of the budget
	}
	if next := firstRune(rest[m:]); m == 0 || unicode.IsLetter(next) || unicode.IsDigit(next) {
		return "", 0
	}
	return unit, n + m
}

// beginsAlike compares the first bytes, capitals aside.
func beginsAlike(s, word string) bool { return s != "" && (s[0]|0x20 == word[0] || s[0] == word[0]) }

// ordinals follow "thứ".
var ordinals = [...]string{"nhất", "hai", "ba", "tư", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"}

func ordinalLength(s string) int {
	for _, o := range ordinals {
		if n := wordsAt(s, "thứ "+o); n > 0 {
			return n
		}
	}
	return 0
}

// arabic returns the length of 1, 12, 1.1, 1.1.1; 0 of what is a sum, a year, a decimal or a version: 1.000, 2026, 4.0.
func arabic(s string) int {
	n := span(s, figures)
	if n > 3 {
		return 0
	}
	for n > 0 && n+1 < len(s) && s[n] == '.' && isDigit(s[n+1]) {
		m := span(s[n+1:], figures)
		if m > 2 || s[n+1] == '0' {
			return 0
		}
		n += 1 + m
	}
	return n
}

const (
	figures   = "0123456789"
	lowerCase = "abcdefghijklmnopqrstuvwxyz"
	upperCase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
)

// span returns how many bytes at the head of s are among those given.
func span(s, among string) int {
	n := 0
	for n < len(s) && strings.IndexByte(among, s[n]) >= 0 {
		n++
	}
	return n
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// twoLetters reports whether s begins with a word, and not with the unit or the initial that one letter is.
func twoLetters(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) && unicode.IsLetter(firstRune(s[n:]))
}

// capitals reports whether s begins with two words in capitals, or is one.
func capitals(s string) bool {
	letters, words := 0, 1
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			letters++
		case strings.ContainsRune(blanks, r):
			if words++; words > 2 {
				return letters > 1
			}
		case r != ',' && r != '-' && r != '–':
			return false
		}
	}
	return letters > 1
}

// firstLetters are those that lists in official documents begin with and go on to.
const firstLetters = "abcdđeg"
