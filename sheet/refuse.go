package sheet

import (
	"strconv"

	"vanban/read"
	"vanban/read/opc"
)

const (
	hintSaveAs = "Hãy mở tệp bằng Excel và lưu lại dạng .xlsx (Save As, Excel Workbook)."
	hintAgain  = "Hãy lấy lại tệp từ nơi gửi, hoặc mở bằng Excel và lưu lại dạng .xlsx."
	hintValues = "Hãy chép danh sách sang một bảng tính mới bằng Paste Special, Values rồi gửi bảng mới."
)

// words are what is said of a container that is a workbook.
var words = opc.Words{File: "Tệp bảng tính", Than: "một danh sách", Again: hintAgain}

func refuse(code, message, hint string) error { return read.Refuse(code, message, hint) }

func refuseUnknown(message string) error { return refuse("file_unknown", message, hintSaveAs) }

func refuseDamaged(what string) error { return words.Damaged(what) }

func refuseLongCell() error { return refuseDamaged("có một ô hoặc một thẻ quá dài") }

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

func refuseMacros() error {
	return refuse("file_macros", "Bảng tính có chứa macro.", "Hãy lưu lại dạng .xlsx (không macro) rồi gửi lại.")
}

func refuseExternal(what string) error {
	return refuse("file_external", "Bảng tính lấy số liệu từ bên ngoài: "+what+".", hintValues)
}

func refuseDTD() error {
	return refuse("file_dtd", "Tệp có phần khai báo DTD, không có trong bảng tính bình thường.", hintAgain)
}
