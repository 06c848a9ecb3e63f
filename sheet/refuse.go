package sheet

import (
	"strconv"

	"vanban/read"
)

const (
	hintSaveAs = "Hãy mở tệp bằng Excel và lưu lại dạng .xlsx (Save As, Excel Workbook)."
	hintAgain  = "Hãy lấy lại tệp từ nơi gửi, hoặc mở bằng Excel và lưu lại dạng .xlsx."
	hintValues = "Hãy chép danh sách sang một bảng tính mới bằng Paste Special, Values rồi gửi bảng mới."
)

func refuse(code, message, hint string) error { return read.Refuse(code, message, hint) }

func refuseUnknown(message string) error { return refuse("file_unknown", message, hintSaveAs) }

func refuseDamaged(what string) error {
	return refuse("file_truncated", "Tệp bảng tính bị hỏng: "+what+".", hintAgain)
}

func refuseParts() error {
	return refuse("file_too_many_parts", "Tệp có hơn "+strconv.Itoa(maxParts)+" phần bên trong.", hintAgain)
}

func refuseBomb() error {
	return refuse("file_bomb", "Tệp nén một cách bất thường: giải nén ra lớn hơn nhiều lần so với một danh sách.", hintAgain)
}

func refuseLarge(what string) error {
	return refuse("file_too_large", "Tệp quá lớn: "+what+".", "Hãy chia danh sách thành nhiều tệp, xóa các dòng và cột không dùng.")
}

// refuseLongRow refuses a row that no document could be made of.
func refuseLongRow(row int) error {
	return refuseLarge("dòng " + strconv.Itoa(row) + " có hơn " + strconv.Itoa(maxRowText>>10) + " kB chữ")
}

func refuseMuchText() error {
	return refuseLarge("có hơn " + strconv.Itoa(maxText>>20) + " MB chữ")
}

func refuseWide() error {
	return refuseLarge("có hơn " + strconv.Itoa(maxPlaces) + " ô, kể cả ô trống")
}

func refuseName(name string) error {
	return refuse("file_unsafe_name", "Tệp có một phần bên trong mang tên không an toàn: "+strconv.QuoteToASCII(name[:min(len(name), 80)])+".", hintAgain)
}

func refuseMacros() error {
	return refuse("file_macros", "Bảng tính có chứa macro.", "Hãy lưu lại dạng .xlsx (không macro) rồi gửi lại.")
}

func refuseExternal(what string) error {
	return refuse("file_external", "Bảng tính lấy số liệu từ bên ngoài: "+what+".", hintValues)
}

func refuseDTD() error {
	return refuse("file_dtd", "Tệp có phần khai báo DTD, không có trong bảng tính bình thường.", hintAgain)
}
