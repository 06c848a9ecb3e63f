package text

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	xunicode "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"

	"vanban/read"
	"vanban/read/viet"
)

// decode returns the text of a file in NFC without control characters, with a remark where its encoding was an old one.
func decode(data []byte) (string, []read.Remark, error) {
	if len(data) > maxBytes {
		return "", nil, tooLarge()
	}
	if hint := otherFormat(data); hint != "" {
		return "", nil, unknown(hint)
	}
	s, from, err := toUTF8(data)
	if err != nil {
		return "", nil, err
	}
	if e := viet.Detect(s); from == "" && e != viet.Unicode {
		s, from = e.Decode(s), e.String()
	}
	if !norm.NFC.IsNormalString(s) {
		s = norm.NFC.String(s)
		if from == "" {
			from = "Unicode tổ hợp"
		}
	}
	s = strings.Map(visible, s)
	if strings.TrimSpace(s) == "" {
		return "", nil, read.Refuse("file_empty", "Tệp không có chữ nào.", "Hãy chọn tệp có nội dung văn bản.")
	}
	if from == "" {
		return s, nil, nil
	}
	return s, []read.Remark{{
		Code:    "converted_encoding",
		Message: fmt.Sprintf("Chữ trong tệp theo bảng mã %s đã được đổi sang Unicode dựng sẵn.", from),
	}}, nil
}

// visible drops control characters, and the marks of width zero that pages of the web and messengers leave in copied text.
func visible(r rune) rune {
	switch r {
	case '\t', '\n', '\f':
		return r
	case '\r', '\v', '\u0085', '\u2028', '\u2029':
		return '\n'
	}
	if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
		return -1
	}
	return r
}

func otherFormat(data []byte) string {
	for _, format := range [...]struct{ magic, hint string }{
		{"%PDF-", "Đây là tệp PDF; hãy gửi với đuôi .pdf."},
		{"PK\x03\x04", "Đây là tệp Word hoặc tệp nén; hãy gửi với đuôi .docx."},
		{"\xD0\xCF\x11\xE0", "Đây là tệp Word cũ; hãy mở bằng Word và lưu lại dạng .docx."},
		{"{\\rtf", "Đây là tệp RTF; hãy mở bằng Word và lưu lại dạng .docx."},
	} {
		if bytes.HasPrefix(data, []byte(format.magic)) {
			return format.hint
		}
	}
	return ""
}

func unknown(hint string) error {
	return read.Refuse("file_unknown", "Tệp không phải là văn bản thuần.", hint)
}

// toUTF8 finds the encoding of the bytes; from names it where it is not Unicode. Line ends come out as \n.
func toUTF8(data []byte) (s, from string, err error) {
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}), bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		data, err = xunicode.UTF16(xunicode.LittleEndian, xunicode.ExpectBOM).NewDecoder().Bytes(data)
		if err != nil || bytes.IndexByte(data, 0) >= 0 {
			return "", "", unknown("Hãy lưu tệp với bảng mã UTF-8.")
		}
	case binary(data):
		return "", "", unknown("Hãy gửi tệp .txt hoặc .md được lưu với bảng mã UTF-8.")
	case !utf8.Valid(data):
		if s, from = oldEncoding(data); from == "" {
			return "", "", unknown("Không nhận ra bảng mã của tệp; hãy lưu tệp với bảng mã UTF-8.")
		}
		return lineEnds(s), from, nil
	}
	return lineEnds(string(data)), "", nil
}

func lineEnds(s string) string {
	if strings.IndexByte(s, '\r') < 0 {
		return s
	}
	return strings.ReplaceAll(s, "\r\n", "\n")
}

// binary tells data of a program from text: a zero byte, or more control characters than stray ones.
func binary(data []byte) bool {
	control := 0
	for _, c := range data {
		if c == 0 {
			return true
		}
		if c < 0x20 && !bytes.ContainsRune([]byte("\t\n\v\f\r"), rune(c)) {
			control++
		}
	}
	return control > 8 && control*50 > len(data)
}

// oldEncoding reads bytes as windows-1258, TCVN3 or VNI, whichever makes Vietnamese of them.
func oldEncoding(data []byte) (s, name string) {
	west, err := charmap.Windows1252.NewDecoder().Bytes(data)
	if err != nil {
		return "", ""
	}
	if e := viet.Detect(string(west)); e != viet.Unicode {
		return e.Decode(string(west)), e.String()
	}
	viets, err := charmap.Windows1258.NewDecoder().Bytes(data)
	if err != nil {
		return "", ""
	}
	s = norm.NFC.String(string(viets))
	if spelled, words := viet.Spelled(s); words > 0 && spelled*10 >= words*7 {
		return s, "windows-1258"
	}
	return "", ""
}
