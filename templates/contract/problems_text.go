package contract

import (
	"strconv"

	"vanban/document"
)

func invalidUTF8(where string) document.Problem {
	return fault("invalid_utf8", sentence(where)+" có ký tự không phải mã Unicode UTF-8.", "Lưu lại dữ liệu bằng bảng mã UTF-8; chữ gõ bằng TCVN3 (ABC) hoặc VNI phải đổi sang Unicode trước.")
}

func loneSurrogate(where string) document.Problem {
	return remark("lone_surrogate", sentence(where)+" có nửa ký tự bị hỏng (mã \\uD800–\\uDFFF đứng một mình), đã thay bằng U+FFFD.", "Gõ lại ký tự ở chỗ có dấu “�” (bản PDF hiện “□”).")
}

func lostCharacter(where string) document.Problem {
	return remark("lost_character", sentence(where)+" có ký tự “�” (U+FFFD), dấu hiệu chữ bị mất khi chuyển mã.", "Gõ lại ký tự ở chỗ có dấu “�” (bản PDF hiện “□”).")
}

func removedCharacters(where string, n int, list []rune) document.Problem {
	return remark("removed_characters", "Đã bỏ "+strconv.Itoa(n)+" ký tự không in được ("+codePoints(list)+") trong "+where+".", "Xóa các ký tự này ở nguồn nếu không muốn thấy cảnh báo này.")
}

func tabInText(where string, n int) document.Problem {
	return remark("tab_in_text", "Đã thay "+strconv.Itoa(n)+" dấu tab trong "+where+" bằng dấu cách.", "Dùng bảng khi cần xếp chữ theo cột.")
}

func lineBreakInText(where string, n int) document.Problem {
	return remark("line_break_in_text", sentence(where)+" có "+strconv.Itoa(n)+" chỗ xuống dòng; văn bản sẽ xuống dòng ở đó trong cùng một đoạn.", "Tách thành nhiều đoạn nếu mỗi dòng là một đoạn.")
}

func lineBreakInWord(where string) document.Problem {
	return remark("line_break_in_field", sentence(where)+" chỉ có một dòng, nên chỗ xuống dòng được thay bằng dấu cách.", "Ghi trên một dòng.")
}

func oddLineBreak(where string, list []rune) document.Problem {
	return remark("unusual_line_break", "Ký tự "+codePoints(list)+" trong "+where+" được hiểu là chỗ xuống dòng.", "Dùng \\n để xuống dòng.")
}

func textTooLong(where string, n, limit int) document.Problem {
	return fault("text_too_long", sentence(where)+" dài "+size(n)+", quá mức "+size(limit)+" cho một đoạn chữ.", "Chia thành nhiều đoạn.")
}

func tooLarge(n, limit int) document.Problem {
	return fault("input_too_large", "Dữ liệu lớn "+size(n)+", quá mức "+size(limit)+".", "Chia thành nhiều văn bản.")
}

func tooDeep(limit int) document.Problem {
	return fault("too_deep", "Nội dung lồng nhau quá "+strconv.Itoa(limit)+" cấp.", "Giảm số cấp lồng nhau.")
}

func tooManyNodes(limit int) document.Problem {
	return fault("too_many_parts", "Văn bản có quá "+strconv.Itoa(limit)+" mục, ô và dòng; phần còn lại chưa được đọc.", "Chia thành nhiều văn bản.")
}

func tooManyProblems() document.Problem {
	return fault("too_many_problems", "Có quá nhiều lỗi; phần còn lại của văn bản chưa được kiểm tra.", "Sửa các lỗi đã nêu rồi kiểm tra lại.")
}

func moreWarnings(n int) document.Problem {
	return remark("more_warnings", "Còn "+strconv.Itoa(n)+" cảnh báo tương tự không liệt kê ở đây.", "Sửa các cảnh báo đã nêu rồi kiểm tra lại.")
}

// size writes a number of bytes for people.
func size(n int) string {
	switch {
	case n >= 1<<20:
		return number(float64(n*10>>20)/10) + " MB"
	case n >= 1<<10:
		return number(float64(n*10>>10)/10) + " kB"
	}
	return strconv.Itoa(n) + " byte"
}
