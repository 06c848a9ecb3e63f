package pdf

import "vanban/read"

// reason is why a file is refused.
type reason uint8

const (
	empty reason = iota
	unknown
	tooLarge
	tooLong
	bombed
	tooMany
	tooDeep
	truncated
	encrypted
)

var reasons = [...][3]string{
	empty:     {"file_empty", "Tệp không có nội dung.", "Kiểm tra lại tệp rồi gửi lại."},
	unknown:   {"file_unknown", "Tệp không phải là PDF.", "Gửi tệp PDF, DOCX hoặc văn bản thuần."},
	tooLarge:  {"file_too_large", "Tệp PDF lớn hơn 32 MiB.", "Giảm dung lượng hình ảnh hoặc chia tệp."},
	tooLong:   {"file_too_large", "Tệp PDF có hơn 1.000 trang.", "Chia tệp thành nhiều phần."},
	bombed:    {"file_bomb", "Tệp PDF bung ra quá lớn so với dung lượng của nó.", "Xuất lại PDF từ phần mềm soạn thảo."},
	tooMany:   {"file_too_many_parts", "Tệp PDF có quá nhiều thành phần.", "Xuất lại PDF từ phần mềm soạn thảo."},
	tooDeep:   {"file_too_deep", "Cấu trúc của tệp PDF lồng nhau quá sâu.", "Xuất lại PDF từ phần mềm soạn thảo."},
	truncated: {"file_truncated", "Tệp PDF bị hỏng hoặc thiếu phần cuối.", "Tải lại tệp hoặc xuất lại PDF."},
	encrypted: {"file_encrypted", "Tệp PDF được bảo vệ bằng mật khẩu.", "Bỏ mật khẩu rồi gửi lại."},
}

// refusal returns the refusal for a reason. Deep inside parsers it is thrown and caught again in Read.
func refusal(r reason) *read.Refusal {
	return read.Refuse(reasons[r][0], reasons[r][1], reasons[r][2])
}
