package docx

import (
	"bytes"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// unescape appends raw to b with its entities replaced: the five of XML, and numbers. A file may not declare others.
func unescape(b, raw []byte) ([]byte, bool) {
	for {
		i := bytes.IndexByte(raw, '&')
		if i < 0 {
			return append(b, raw...), true
		}
		b = append(b, raw[:i]...)
		raw = raw[i+1:]
		end := bytes.IndexByte(raw, ';')
		if end < 0 || end > 10 {
			return b, false
		}
		r, ok := entity(raw[:end])
		if !ok {
			return b, false
		}
		b = utf8.AppendRune(b, r)
		raw = raw[end+1:]
	}
}

func entity(name []byte) (rune, bool) {
	switch string(name) {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	digits, ok := bytes.CutPrefix(name, []byte("#"))
	if !ok {
		return 0, false
	}
	base := 10
	if hex, isHex := bytes.CutPrefix(digits, []byte("x")); isHex {
		base, digits = 16, hex
	}
	n, err := strconv.ParseUint(string(digits), base, 32)
	if err != nil || n > utf8.MaxRune || !utf8.ValidRune(rune(n)) || n < ' ' && !isSpace(byte(n)) {
		return 0, false
	}
	return rune(n), true
}

// clean reports whether b is UTF-8 without characters that XML 1.0 forbids.
func clean(b []byte) bool {
	for _, c := range b {
		if c < ' ' && !isSpace(c) {
			return false
		}
	}
	return utf8.Valid(b)
}

// decode looks at the first bytes of a part: a mark of order, or the zero bytes of UTF-16; and at the encoding that the part says it
// has. Word reads UTF-8 and UTF-16.
func (x *xmlReader) decode() {
	for x.size < 64 && x.fill() {
		continue
	}
	b := x.buf[:x.size]
	wide := false
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		x.pos = 3
	case len(b) >= 2 && (b[0] == 0xff && b[1] == 0xfe || b[0] == '<' && b[1] == 0):
		x.recode(unicode.LittleEndian)
		wide = true
	case len(b) >= 2 && (b[0] == 0xfe && b[1] == 0xff || b[0] == 0 && b[1] == '<'):
		x.recode(unicode.BigEndian)
		wide = true
	}
	declared := strings.ToLower(declaredEncoding(x.buf[x.pos:min(x.size, x.pos+256)]))
	switch {
	case declared == "" || declared == "utf-8" || declared == "utf8" || declared == "us-ascii":
	case wide && strings.HasPrefix(declared, "utf-16"):
	default:
		x.damaged("có bảng mã lạ")
	}
}

func (x *xmlReader) recode(order unicode.Endianness) {
	head := bytes.Clone(x.buf[:x.size])
	src := io.MultiReader(bytes.NewReader(head), x.src)
	if x.eof {
		src = bytes.NewReader(head)
	}
	x.src = transform.NewReader(src, unicode.UTF16(order, unicode.UseBOM).NewDecoder())
	x.pos, x.size, x.eof = 0, 0, false
	for x.size < 64 && x.fill() {
		continue
	}
	if bytes.HasPrefix(x.buf[:x.size], []byte("\xef\xbb\xbf")) {
		x.pos = 3
	}
}

// declaredEncoding returns the encoding in the XML declaration at the head of b.
func declaredEncoding(b []byte) string {
	if !bytes.HasPrefix(b, []byte("<?xml")) {
		return ""
	}
	end := bytes.Index(b, []byte("?>"))
	if end < 0 {
		return ""
	}
	_, rest, ok := bytes.Cut(b[:end], []byte("encoding"))
	if !ok {
		return ""
	}
	rest = bytes.TrimLeft(rest, "= \t\r\n")
	if len(rest) == 0 {
		return ""
	}
	value, _, _ := bytes.Cut(rest[1:], rest[:1])
	return string(value)
}
