package docx

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// What a byte is in text, as bits of a table.
const (
	continued = 1 << 0 // continues a character
	one       = 1 << 1 // begins one of two bytes
	two       = 3 << 1 // begins one of three
	careful   = 1 << 7 // markup, a control character, or the beginning of what needs a closer look
)

var kinds = func() (t [256]uint8) {
	for c := range t {
		switch {
		case c < ' ' || c == '&' || c == '<' || c == '>':
			t[c] = careful
		case c < 0x80:
		case c < 0xC0:
			t[c] = continued
		case c >= 0xC2 && c <= 0xDF:
			t[c] = one
		case c >= 0xE1 && c <= 0xEC || c == 0xEE:
			t[c] = two // any two bytes may follow; E0, ED and EF are choosier, EF begins U+FFFE and U+FFFF
		default:
			t[c] = careful
		}
	}
	return t
}()

// isPlain reports whether s is UTF-8 that stands for itself in XML. It has no branch within the loop: in Vietnamese text every
// third character or so has several bytes, and a branch on that is guessed wrong as often.
func isPlain(s string) bool {
	var bad, due uint8 // the low bits of due: which of the next bytes must continue a character
	for i := range len(s) {
		k := kinds[s[i]]
		bad |= (due^k)&continued | k&careful
		due = due>>1 | k>>1&3
	}
	return bad == 0 && due == 0
}

// appendText appends s as XML character data. XML 1.0 has no way at all to write most control characters, and Word calls
// a file with one unreadable; a tab or a line feed it would take for a space. All of them are errors here, as is what is
// not UTF-8: the tree has runs for tabs and line breaks.
func appendText(b []byte, s string) ([]byte, error) {
	if isPlain(s) {
		return append(b, s...), nil
	}
	for i, r := range s {
		switch {
		case r == '&':
			b = append(b, "&amp;"...)
		case r == '<':
			b = append(b, "&lt;"...)
		case r == '>':
			b = append(b, "&gt;"...)
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD"):
			return b, fmt.Errorf("text %.40q is not UTF-8", s)
		case r < ' ' || r == 0xFFFE || r == 0xFFFF:
			return b, fmt.Errorf("text %.40q has the character %U, which XML can't hold", s, r)
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return b, nil
}

// appendAttr appends s, which comes from a style sheet, as the value of an attribute in double quotes.
func appendAttr(b []byte, s string) []byte {
	for i := range len(s) {
		switch c := s[i]; c {
		case '&':
			b = append(b, "&amp;"...)
		case '<':
			b = append(b, "&lt;"...)
		case '"':
			b = append(b, "&quot;"...)
		default:
			b = append(b, c)
		}
	}
	return b
}

func appendInt(b []byte, v int) []byte { return strconv.AppendInt(b, int64(v), 10) }

// appendVal appends an element with one number: <w:name w:val="v"/>.
func appendVal(b []byte, name string, v int) []byte {
	b = append(b, "<w:"...)
	b = append(b, name...)
	b = append(b, ` w:val="`...)
	b = appendInt(b, v)
	return append(b, `"/>`...)
}

// appendNum appends an attribute with a number, and the space before it.
func appendNum(b []byte, name string, v int) []byte {
	b = append(b, ` w:`...)
	b = append(b, name...)
	b = append(b, `="`...)
	b = appendInt(b, v)
	return append(b, '"')
}
