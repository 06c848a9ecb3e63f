package read

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// numberStyle is how the last part of a number is written.
type numberStyle uint8

const (
	arabic numberStyle = iota
	roman
	lowerRoman
	upperLetter
	lowerLetter
)

// number is a number as scanned: its parts, and the first number of each part's style.
type number struct {
	style  numberStyle
	values []int
	firsts []string
	// foreign tells of a letter that the law does not count with; inserted is the letter of "1a".
	foreign  bool
	inserted string
}

func (n number) label(prefix, unit, text, suffix string) Label {
	return Label{
		Text:    strings.TrimSpace(text),
		Scheme:  prefix + strings.Join(n.firsts, ".") + suffix,
		Ordinal: n.values[len(n.values)-1],
		Numbers: n.values,
		Unit:    unit,

		Inserted: n.inserted,
	}
}

// maxParts is how many numbers a compound may have: the contract's limit.
const maxParts = 9

// scanNumber reads "2", "II", "ii", "B", "đ" and compounds: "2.1", "II.1", "A.1.2", "1.a". The size is 0 where none begins s, or where
// what begins is no number of a label: a year, "1.000.000", "15.5.2016".
func scanNumber(s string) (n number, size int) {
	size = n.scanPart(s, 3)
	if size == 0 {
		return number{}, 0
	}
	for n.style != lowerLetter && n.style != lowerRoman && strings.HasPrefix(s[size:], ".") {
		next := s[size+1:]
		r, _ := utf8.DecodeRuneInString(next)
		if !unicode.IsDigit(r) && !unicode.IsLower(r) {
			break
		}
		part := n.scanPart(next, 2)
		switch {
		case part == 0 && unicode.IsLower(r):
			return n, size
		case part == 0 || len(n.values) > maxParts:
			return number{}, 0
		}
		size += 1 + part
	}
	return n, size
}

// maxWord is more bytes than any number has: the look at a text without a blank is bounded.
const maxWord = 64

// scanPart adds one part and returns its size: Arabic of at most digits figures, Roman, or a letter. In a compound the first part
// alone may be in capitals.
func (n *number) scanPart(s string, digits int) int {
	size := strings.IndexFunc(s[:min(len(s), maxWord)], func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
	switch {
	case size < 0 && len(s) > maxWord:
		return 0
	case size < 0:
		size = len(s)
	}
	word := s[:size]
	switch value := arabicValue(word); {
	case value > 0 && size <= digits && (len(n.values) == 0 || word[0] != '0'):
		n.add(arabic, value, "1")
	case len(n.values) > 0:
		letter := letterOrdinal(word)
		if letter == 0 {
			return 0
		}
		n.add(lowerLetter, letter, "a")
	default:
		if !n.addLetters(word) {
			return 0
		}
	}
	return size
}

func (n *number) add(style numberStyle, value int, first string) {
	n.style, n.values, n.firsts = style, append(n.values, value), append(n.firsts, first)
}

// addLetters reads a word as Roman or as a letter: I, V and X are Roman, all other lone letters letters.
func (n *number) addLetters(word string) bool {
	upper := strings.ToUpper(word)
	single := utf8.RuneCountInString(word) == 1
	if single && word != upper {
		value := letterOrdinal(word)
		if value == 0 {
			value = foreignOrdinal(word)
			n.foreign = true
		}
		if value > 0 {
			n.add(lowerLetter, value, "a")
			return true
		}
		return false
	}
	if !single || strings.ContainsAny(word, "IVX") {
		if value := romanValue(word); value > 0 {
			n.add(roman, value, "I")
			return true
		}
		if value := romanValue(upper); value > 0 && strings.ToLower(word) == word {
			n.add(lowerRoman, value, "i")
			return true
		}
		return false
	}
	if value := letterOrdinal(strings.ToLower(word)); value > 0 {
		n.add(upperLetter, value, "A")
		return true
	}
	return false
}

// scanInserted reads "1a" and "12b".
func scanInserted(s string) (n number, size int) {
	digits := strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	if digits < 1 || digits > 3 || s[0] == '0' {
		return number{}, 0
	}
	letter, width := utf8.DecodeRuneInString(s[digits:])
	size = digits + width
	if after, _ := utf8.DecodeRuneInString(s[size:]); letterOrdinal(string(letter)) == 0 || unicode.IsLetter(after) || unicode.IsDigit(after) {
		return number{}, 0
	}
	n.add(arabic, arabicValue(s[:digits]), "1")
	n.inserted = string(letter)
	return n, size
}

func arabicValue(word string) int {
	value := 0
	for _, c := range []byte(word) {
		if c < '0' || c > '9' || value > 999 {
			return 0
		}
		value = value*10 + int(c-'0')
	}
	return value
}

// letterOrdinal is the place of a small letter in the order of NĐ 30 (PL.I-II.6đ), or 0.
func letterOrdinal(word string) int {
	const order = "abcdđeghiklmnopqrstuvxy"
	at := strings.Index(order, word)
	if at < 0 || utf8.RuneCountInString(word) != 1 {
		return 0
	}
	return utf8.RuneCountInString(order[:at]) + 1
}

// foreignOrdinal is the place that a small letter takes which the law does not count with.
func foreignOrdinal(word string) int {
	switch word {
	case "f":
		return letterOrdinal("e") + 1
	case "j":
		return letterOrdinal("i") + 1
	case "w":
		return letterOrdinal("v") + 1
	case "z":
		return letterOrdinal("y") + 1
	}
	return 0
}

// romanValue reads a Roman number below 90 in its one right writing, or gives 0. Scans write l for I, which is taken in words that
// nothing else could be.
func romanValue(word string) int {
	word = strings.ReplaceAll(word, "l", "I")
	tens := [...]string{"", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX"}
	ones := [...]string{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"}
	for t, ten := range tens {
		rest, ok := strings.CutPrefix(word, ten)
		if !ok {
			continue
		}
		for o, one := range ones {
			if rest == one {
				return t*10 + o
			}
		}
	}
	return 0
}

// scanOrdinal reads what follows "thứ": "nhất", "hai", "mười một" … as far as parts are counted so.
func scanOrdinal(s string) (value, size int) {
	words := [...]string{
		"nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai", "mười ba", "mười bốn", "mười lăm",
		"mười sáu", "mười bảy", "mười tám", "mười chín", "hai mươi",
	}
	lower := strings.ToLower(s)
	if len(lower) != len(s) {
		return 0, 0
	}
	for i, word := range words {
		after, ok := strings.CutPrefix(lower, word)
		if r, _ := utf8.DecodeRuneInString(after); ok && len(word) > size && !unicode.IsLetter(r) {
			value, size = i+1, len(word)
		}
	}
	return value, size
}
