package render

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"vanban/document"
)

// The bounds of a file name: Windows wants the whole path under 260 characters, and Linux a name under 256 bytes, three of
// which a Vietnamese letter may take.
const (
	maxNameRunes = 120
	maxNameBytes = 200
)

// FileName returns the name under which an office files a document, with the format's extension: số and ký hiệu, tên loại and
// trích yếu, as in "42-KH-SNV Kế hoạch Tổ chức phong trào thi đua năm 2026.pdf". It is valid on Windows, macOS and Linux and
// holds no sign of a path, whatever the document says.
func FileName(info document.Info, f Format) string {
	code := strings.Trim(strings.ReplaceAll(info.Subject, "/", "-"), "- ")
	name := tame(code + " " + info.Title)
	if name == "" {
		name = "van-ban"
	}
	return name + "." + f.String()
}

// tame makes words of what a file system takes, and ends in time.
func tame(s string) string {
	var b strings.Builder
	runes := 0
	for word := range strings.FieldsFuncSeq(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) {
		word = strings.Map(func(r rune) rune {
			switch {
			case strings.ContainsRune(`/\|`, r):
				return '-'
			case strings.ContainsRune(`<>:"?*`, r), r == utf8.RuneError, !unicode.IsGraphic(r):
				return -1
			}
			return r
		}, word)
		if b.Len() == 0 {
			word = strings.TrimLeft(word, ".-")
		}
		n := utf8.RuneCountInString(word)
		if runes+n+1 > maxNameRunes || b.Len()+len(word)+1 > maxNameBytes {
			break
		}
		if word == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(word)
		runes += n + 1
	}
	return strings.TrimRight(b.String(), ". -;,")
}

// ASCIIFileName returns the name in letters that every client and every mail gateway takes: marks are dropped, đ is d, a space
// is a hyphen and anything else foreign an underscore.
func ASCIIFileName(name string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(name) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'đ':
			b.WriteByte('d')
		case r == 'Đ':
			b.WriteByte('D')
		case r == ' ', r == '–', r == '—':
			b.WriteByte('-')
		case r == '.', r == '-', r == '_', r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b.WriteRune(r)
		case r < utf8.RuneSelf:
		default:
			b.WriteByte('_')
		}
	}
	return b.String()
}
