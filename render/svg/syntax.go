package svg

import (
	"strconv"
	"unicode/utf8"

	"vanban/document"
)

// unit is the user unit of the pages, a hundredth of a millimetre: places are then whole numbers, and type is so large in
// it that no browser's least size of type meddles.
const unit = document.Millimetre / 100

func units(e document.EMU) int64 { return document.DivRound(e, unit) }

func appendInt(b []byte, v int64) []byte { return strconv.AppendInt(b, v, 10) }

// appendHundredths writes v/100 without idle digits.
func appendHundredths(b []byte, v int64) []byte {
	return strconv.AppendFloat(b, float64(v)/100, 'f', -1, 64)
}

// appendEscaped writes a text that has not gone through a font, for content and for attribute values in double quotes
// alike. White space stays what it is (XML 1.0, 3.3.3), and what XML cannot hold (2.2) becomes U+FFFD.
func appendEscaped(b []byte, s string) []byte {
	n := 0
	for n < len(s) && s[n] > '\'' && s[n] < 0x7F && s[n] != '<' && s[n] != '>' { // all of most pointers
		n++
	}
	b = append(b, s[:n]...)
	for _, r := range s[n:] {
		switch {
		case r == '&':
			b = append(b, "&amp;"...)
		case r == '<':
			b = append(b, "&lt;"...)
		case r == '>':
			b = append(b, "&gt;"...)
		case r == '"':
			b = append(b, "&#34;"...)
		case r == '\'':
			b = append(b, "&#39;"...)
		case r == '\t' || r == '\n' || r == '\r':
			b = append(appendInt(append(b, "&#"...), int64(r)), ';')
		case r < ' ' || r == 0xFFFE || r == 0xFFFF:
			b = append(b, "\uFFFD"...)
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return b
}

// decode is utf8.DecodeRuneInString, quick for what Vietnamese is made of: two and three bytes.
func decode(s string) (rune, int) {
	if len(s) >= 3 && s[0]&0xF0 == 0xE0 && s[1]&0xC0 == 0x80 && s[2]&0xC0 == 0x80 {
		if r := rune(s[0]&0x0F)<<12 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F); r >= 0x800 && r&0xF800 != 0xD800 {
			return r, 3
		}
	} else if len(s) >= 2 && s[0]&0xE0 == 0xC0 && s[1]&0xC0 == 0x80 {
		if r := rune(s[0]&0x1F)<<6 | rune(s[1]&0x3F); r >= 0x80 {
			return r, 2
		}
	}
	return utf8.DecodeRuneInString(s)
}
