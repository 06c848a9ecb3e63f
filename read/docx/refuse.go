package docx

import (
	"vanban/read"
	"vanban/read/opc"
)

const (
	hintSaveAs = "Hãy mở tệp bằng Word và lưu lại dạng .docx (Save As, Word Document)."
	hintAgain  = "Hãy lấy lại tệp từ nơi gửi, hoặc mở bằng Word và lưu lại dạng .docx."
)

// words are what is said of a container that is a Word file.
var words = opc.Words{File: "Tệp Word", Than: "văn bản", Again: hintAgain}

func refuse(code, message, hint string) error { return read.Refuse(code, message, hint) }

func refuseUnknown(message string) error { return refuse("file_unknown", message, hintSaveAs) }

func refuseDamaged(what string) error { return words.Damaged(what) }

func refuseMacros() error {
	return refuse("file_macros", "Tệp Word có chứa macro.", "Hãy lưu lại dạng .docx (không macro) rồi gửi lại.")
}

func refuseLarge(what string) error {
	return refuse("file_too_large", "Tệp quá lớn: "+what+".", "Hãy chia văn bản thành nhiều tệp, bỏ bớt hình ảnh.")
}
