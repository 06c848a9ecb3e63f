package pdf

import (
	"strconv"
	"unicode/utf16"

	"vanban/document"
)

// hundredth is a hundredth of a point, 0.0035 mm: the grain of coordinates.
const hundredth = document.Point / 100

func appendInt(b []byte, v int) []byte { return strconv.AppendInt(b, int64(v), 10) }

// appendHundredths writes v/100 without idle digits. Pages consist of such numbers: those of a sheet are written by hand.
func appendHundredths(b []byte, v int64) []byte {
	if v < 0 {
		b = append(b, '-')
		v = -v
	}
	switch n := v / 100; {
	case n < 10:
		b = append(b, byte('0'+n))
	case n < 100:
		b = append(b, byte('0'+n/10), byte('0'+n%10))
	case n < 1000:
		b = append(b, byte('0'+n/100), byte('0'+n/10%10), byte('0'+n%10))
	default:
		b = strconv.AppendInt(b, n, 10)
	}
	if f := v % 100; f != 0 {
		b = append(b, '.', byte('0'+f/10))
		if f%10 != 0 {
			b = append(b, byte('0'+f%10))
		}
	}
	return b
}

// appendThousandths writes v/1000 without idle digits.
func appendThousandths(b []byte, v int64) []byte {
	if v%10 == 0 {
		return appendHundredths(b, v/10)
	}
	if v < 0 {
		b = append(b, '-')
		v = -v
	}
	b = strconv.AppendInt(b, v/1000, 10)
	f := v % 1000
	return append(b, '.', byte('0'+f/100), byte('0'+f/10%10), byte('0'+f%10))
}

const hexDigits = "0123456789ABCDEF"

func appendHexByte(b []byte, v byte) []byte { return append(b, hexDigits[v>>4], hexDigits[v&15]) }

// escapes are what follows the backslash for the bytes that a literal string cannot hold as they are (7.3.4.2): brackets
// and the backslash itself, and line ends, which readers take for one LF. Byte 0, which no text has, is marked too.
var escapes = [256]byte{0: '0', '(': '(', ')': ')', '\\': '\\', '\r': 'r', '\n': 'n'}

func appendStringByte(b []byte, c byte) []byte {
	if e := escapes[c]; e != 0 && c != 0 {
		return append(b, '\\', e)
	}
	return append(b, c)
}

// appendTextString writes a text string (7.9.2.2): ASCII as it is, which PDFDocEncoding shares, and all else in UTF-16BE
// behind a byte order mark. Control characters come out as spaces.
func appendTextString(b []byte, s string) []byte {
	b = append(b, '(')
	ascii := true
	for i := range len(s) {
		if s[i] >= 0x7f {
			ascii = false
			break
		}
	}
	if !ascii {
		b = append(b, "\xFE\xFF"...)
	}
	for _, r := range s {
		if r < ' ' {
			r = ' '
		}
		switch {
		case ascii:
			b = appendStringByte(b, byte(r))
		case r > 0xFFFF:
			hi, lo := utf16.EncodeRune(r)
			b = appendUnit(appendUnit(b, uint16(hi)), uint16(lo))
		default:
			b = appendUnit(b, uint16(r))
		}
	}
	return append(b, ')')
}

func appendUnit(b []byte, u uint16) []byte {
	return appendStringByte(appendStringByte(b, byte(u>>8)), byte(u))
}

func appendRef(b []byte, num int) []byte { return append(appendInt(b, num), " 0 R"...) }
