package contract

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// NumberStyle is how a number is written.
type NumberStyle uint8

// The styles of numbers.
const (
	Arabic     NumberStyle = iota // 1, 2, 3
	Roman                         // I, II, III
	LowerRoman                    // i, ii, iii
	Upper                         // A, B, C, D, Đ, E, G
	Lower                         // a, b, c, d, đ, e, g
	Ordinal                       // nhất, hai, ba (after "thứ")
	Bullet                        // no number: Prefix is the mark
)

// Format is one level of a numbering scheme: "I.", "1.1.", "a)", "(1)", "Phần I", "Phần thứ nhất", "Điều 1.", "-".
type Format struct {
	Prefix   string // what stands before the number: "Điều ", "(", "Phần thứ "; the mark itself for bullets
	Style    NumberStyle
	Compound int    // how many numbers of the levels above stand before its own: 1 for "1.1."
	Suffix   string // what stands after the number
}

// Unit returns the word that the number belongs to, in the writing of the law (Phần, Chương, Mục, Tiểu mục, Điều, …), or "".
func (f Format) Unit() string {
	word, _, _ := strings.Cut(f.Prefix, " thứ")
	word, _, _ = strings.Cut(word, " THỨ")
	word = strings.TrimSpace(word)
	for _, u := range units {
		if word == u || word == strings.ToUpper(u) {
			return u
		}
	}
	return ""
}

// units are the words that a numbered part may begin with: those of PL.I-II.6c, and the ones that plans and programmes use.
var units = []string{
	"Phần", "Chương", "Mục tiêu", "Mục", "Tiểu mục", "Điều", "Khoản", "Điểm",
	"Nội dung", "Nhiệm vụ", "Giải pháp", "Tiêu chí", "Nhóm", "Bước", "Bài", "Câu", "Biểu", "Mẫu",
}

var (
	bulletMarks = []string{"-", "+", "–", "—", "•", "*", "·", "●", "○", "▪", "■"}
	suffixes    = []string{".", ")", "", "-", " -", ".-", "/", ":", ".)"}
)

// ParseFormat reads a format from the form of its first number. The number of a level above in a compound ("1.1.", "I.1.",
// "A.1)") only says that there is one: what stands there is the number of the level above as that level writes it.
func ParseFormat(s string) (Format, bool) {
	for _, m := range bulletMarks {
		if s == m {
			return Format{Prefix: m, Style: Bullet}, true
		}
	}
	f := Format{}
	rest, ok := f.cutPrefix(s)
	if !ok {
		return Format{}, false
	}
	if f.Style == Ordinal {
		rest = rest[len("nhất"):]
	} else {
		for {
			style, n, ok := firstNumber(rest)
			if !ok {
				return Format{}, false
			}
			f.Style, rest = style, rest[n:]
			if len(rest) < 2 || rest[0] != '.' {
				break
			}
			if _, _, ok := firstNumber(rest[1:]); !ok {
				break
			}
			f.Compound++
			rest = rest[1:]
		}
	}
	if f.Prefix == "(" && rest != ")" || f.Compound > 8 {
		return Format{}, false
	}
	for _, suffix := range suffixes {
		if rest == suffix {
			f.Suffix = suffix
			return f, true
		}
	}
	return Format{}, false
}

// cutPrefix takes "(", a unit or a unit with "thứ" off the front.
func (f *Format) cutPrefix(s string) (rest string, ok bool) {
	if rest, ok := strings.CutPrefix(s, "("); ok {
		f.Prefix = "("
		return rest, true
	}
	for _, u := range units {
		for _, word := range [...]string{u, strings.ToUpper(u)} {
			rest, ok := strings.CutPrefix(s, word+" ")
			if !ok {
				continue
			}
			th, first := "thứ ", "nhất"
			if word != u {
				th, first = "THỨ ", "NHẤT"
			}
			if number, ok := strings.CutPrefix(rest, th); ok {
				if !strings.HasPrefix(number, first) {
					return "", false
				}
				f.Prefix, f.Style = word+" "+th, Ordinal
				return number, true
			}
			f.Prefix = word + " "
			return rest, true
		}
	}
	return s, true
}

func firstNumber(s string) (style NumberStyle, n int, ok bool) {
	if s == "" {
		return 0, 0, false
	}
	switch s[0] {
	case '1':
		style = Arabic
	case 'I':
		style = Roman
	case 'i':
		style = LowerRoman
	case 'A':
		style = Upper
	case 'a':
		style = Lower
	default:
		return 0, 0, false
	}
	if r, _ := utf8.DecodeRuneInString(s[1:]); unicode.IsLetter(r) || unicode.IsDigit(r) {
		return 0, 0, false
	}
	return style, 1, true
}

// Number returns n, counted from one, as the format writes it and without anything around it: what the levels below take as
// a parent. Bullets have none.
func (f Format) Number(n int) string {
	switch f.Style {
	case Roman:
		return roman(n)
	case LowerRoman:
		return strings.ToLower(roman(n))
	case Upper:
		return letters(n, upperLetters)
	case Lower:
		return letters(n, lowerLetters)
	case Ordinal:
		if strings.HasSuffix(f.Prefix, "THỨ ") {
			return strings.ToUpper(ordinal(n))
		}
		return ordinal(n)
	case Bullet:
		return ""
	}
	return strconv.Itoa(n)
}

// Label returns the whole label of number n. Parents are the bare numbers of the levels above, outermost first; a compound
// takes as many of the last of them as it wants and there are.
func (f Format) Label(n int, parents []string) string {
	if f.Style == Bullet {
		return f.Prefix
	}
	if f.Compound == 0 {
		return f.Prefix + f.Number(n) + f.Suffix
	}
	var b strings.Builder
	b.WriteString(f.Prefix)
	for _, p := range parents[max(0, len(parents)-f.Compound):] {
		b.WriteString(p)
		b.WriteByte('.')
	}
	b.WriteString(f.Number(n))
	b.WriteString(f.Suffix)
	return b.String()
}

// The letters of điểm, after the alphabet as the decrees use it: with đ, without f, j, w, z and the letters with marks
// (PL.I-II.6đ, and NĐ 30's own text).
var (
	lowerLetters = []rune("abcdđeghiklmnopqrstuvxy")
	upperLetters = []rune("ABCDĐEGHIKLMNOPQRSTUVXY")
)

// letters counts a … y, then aa, ab, … ay, ba, … as spreadsheets do: no decree goes so far, so nothing is prescribed.
func letters(n int, alphabet []rune) string {
	if n < 1 {
		return strconv.Itoa(n)
	}
	var buf [16]rune
	i := len(buf)
	for n > 0 {
		n--
		i--
		buf[i] = alphabet[n%len(alphabet)]
		n /= len(alphabet)
	}
	return string(buf[i:])
}

// roman writes 1 to 3999, and anything else in digits.
func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	values := [...]int{1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1}
	signs := [...]string{"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"}
	var b strings.Builder
	for i, v := range values {
		for n >= v {
			b.WriteString(signs[i])
			n -= v
		}
	}
	return b.String()
}

// ordinal writes what follows "thứ", for 1 to 99, and anything else in digits.
func ordinal(n int) string {
	ones := [...]string{"", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"}
	switch {
	case n < 1 || n > 99:
		return strconv.Itoa(n)
	case n == 1:
		return "nhất"
	case n == 4:
		return "tư"
	case n < 10:
		return ones[n]
	}
	tens, one := n/10, n%10
	s := "mười"
	if tens > 1 {
		s = ones[tens] + " mươi"
	}
	switch {
	case one == 0:
		return s
	case one == 1 && tens > 1:
		return s + " mốt"
	case one == 4 && tens > 1:
		return s + " tư"
	case one == 5:
		return s + " lăm"
	}
	return s + " " + ones[one]
}
