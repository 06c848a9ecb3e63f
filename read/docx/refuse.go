package docx

import "vanban/read"

const (
	hintSaveAs = "Hãy mở tệp bằng Word và lưu lại dạng .docx (Save As, Word Document)."
	hintAgain  = "Hãy lấy lại tệp từ nơi gửi, hoặc mở bằng Word và lưu lại dạng .docx."
)

func refuse(code, message, hint string) error { return read.Refuse(code, message, hint) }

func refuseUnknown(message string) error { return refuse("file_unknown", message, hintSaveAs) }

func refuseDamaged(what string) error {
	return refuse("file_truncated", "Tệp Word bị hỏng: "+what+".", hintAgain)
}

func refuseBomb() error {
	return refuse("file_bomb", "Tệp nén một cách bất thường: giải nén ra lớn hơn nhiều lần so với văn bản.", hintAgain)
}

func refuseLarge(what string) error {
	return refuse("file_too_large", "Tệp quá lớn: "+what+".", "Hãy chia văn bản thành nhiều tệp, bỏ bớt hình ảnh.")
}
