package contract

import (
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"vanban/document"
)

// isMaxDepth recognises jsontext's own bound of 10,000 levels, whose error is not exported.
func isMaxDepth(err error) bool {
	var syntactic *jsontext.SyntacticError
	return errors.As(err, &syntactic) && syntactic.Err != nil && syntactic.Err.Error() == "exceeded max depth"
}

// syntaxProblem says where the JSON is broken, in lines and columns as editors count them. Pos is where the reading stopped,
// for the case that jsontext sees nothing wrong.
func syntaxProblem(src string, pos int) document.Problem {
	dec := jsontext.NewDecoder(strings.NewReader(src), lenient...)
	err := dec.SkipValue()
	trailing := false
	if err == nil {
		pos = int(dec.InputOffset())
		_, err = dec.ReadToken()
		trailing = !errors.Is(err, io.EOF)
	}
	offset, pointer := min(pos, len(src)), ""
	var syntactic *jsontext.SyntacticError
	if errors.As(err, &syntactic) && !trailing {
		offset = min(int(syntactic.ByteOffset), len(src))
		if p := string(syntactic.JSONPointer); len(p) <= 10*maxKey && utf8.ValidString(p) {
			pointer = p
		}
	}
	for offset < len(src) && strings.IndexByte(" \t\r\n", src[offset]) >= 0 {
		offset++
	}
	line, column := lineColumn(src, offset)
	place := "dòng " + strconv.Itoa(line) + ", cột " + strconv.Itoa(column)
	p := fault("syntax_error", "Dữ liệu sai cú pháp JSON ở "+place+".", "Kiểm tra dấu phẩy, dấu ngoặc và dấu nháy kép quanh vị trí này.")
	p.Pointer = pointer
	switch {
	case strings.HasPrefix(src, "\xff\xfe") || strings.HasPrefix(src, "\xfe\xff"):
		p.Message = "Dữ liệu dùng bảng mã UTF-16, không đọc được ngay từ dòng 1, cột 1."
		p.Hint = "Lưu lại dữ liệu bằng bảng mã UTF-8."
	case strings.TrimLeft(src, " \t\r\n") == "":
		p.Message = "Dữ liệu trống, không có gì từ dòng 1, cột 1."
		p.Hint = "Gửi văn bản dạng JSON: { \"type\": \"…\", … }."
	case trailing:
		p.Message = "Sau khi văn bản kết thúc vẫn còn dữ liệu thừa ở " + place + "."
		p.Hint = "Mỗi lần chỉ gửi một văn bản; xóa phần thừa."
	case errors.Is(err, io.ErrUnexpectedEOF) || offset == len(src):
		p.Message = "Dữ liệu bị cắt ngang ở " + place + "."
		p.Hint = "Kiểm tra xem đã đủ dấu đóng }, ] và dấu nháy kép chưa, hoặc gửi lại toàn bộ dữ liệu."
	case src[offset] == '\n' || src[offset] == '\r' || src[offset] == '\t' || insideString(src, offset):
		p.Hint = "Trong dấu nháy kép, chỗ xuống dòng phải ghi là \\n, dấu tab ghi là \\t, dấu nháy kép ghi là \\\" và dấu \\ ghi là \\\\."
	case src[offset] == '}' || src[offset] == ']':
		p.Hint = "Bỏ dấu phẩy thừa trước dấu đóng, hoặc kiểm tra xem dấu đóng có khớp với dấu mở không."
	case src[offset] == '"':
		p.Hint = "Có thể thiếu dấu phẩy hoặc dấu hai chấm ngay trước vị trí này."
	case src[offset] == '\'' || strings.HasPrefix(src[offset:], "“") || strings.HasPrefix(src[offset:], "”"):
		p.Hint = "Dùng dấu nháy kép thẳng (\")."
	}
	return p
}

// insideString reports whether the offset lies in a string that began on the same line: an odd number of quotes before it.
func insideString(src string, offset int) bool {
	line := src[strings.LastIndexByte(src[:offset], '\n')+1 : offset]
	quotes := 0
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '"':
			quotes++
		}
	}
	return quotes%2 == 1
}

func lineColumn(src string, offset int) (line, column int) {
	before := src[:offset]
	line = strings.Count(before, "\n") + 1
	return line, utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1
}
