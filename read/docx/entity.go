package docx

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"vanban/read/opc"
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
		r, ok := opc.Entity(raw[:end])
		if !ok {
			return b, false
		}
		b = utf8.AppendRune(b, r)
		raw = raw[end+1:]
	}
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
	for len(x.Rest()) < 64 && x.Fill() {
		continue
	}
	b := x.Rest()
	wide := false
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		x.Skip(3)
	case len(b) >= 2 && (b[0] == 0xff && b[1] == 0xfe || b[0] == '<' && b[1] == 0):
		x.recode(unicode.LittleEndian)
		wide = true
	case len(b) >= 2 && (b[0] == 0xfe && b[1] == 0xff || b[0] == 0 && b[1] == '<'):
		x.recode(unicode.BigEndian)
		wide = true
	}
	head := x.Rest()
	declared := strings.ToLower(declaredEncoding(head[:min(len(head), 256)]))
	switch {
	case declared == "" || declared == "utf-8" || declared == "utf8" || declared == "us-ascii":
	case wide && strings.HasPrefix(declared, "utf-16"):
	default:
		x.damaged("có bảng mã lạ")
	}
}

func (x *xmlReader) recode(order unicode.Endianness) {
	x.Recode(func(src io.Reader) io.Reader {
		return transform.NewReader(src, unicode.UTF16(order, unicode.UseBOM).NewDecoder())
	})
	for len(x.Rest()) < 64 && x.Fill() {
		continue
	}
	if bytes.HasPrefix(x.Rest(), []byte("\xef\xbb\xbf")) {
		x.Skip(3)
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
