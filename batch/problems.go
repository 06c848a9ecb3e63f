package batch

import (
	"fmt"

	"vanban/document"
	"vanban/templates/contract"
)

func patchTooLarge(size int) document.Problem {
	return document.Problem{
		Code:    "row_too_large",
		Message: fmt.Sprintf("Dòng này dài %d KB, quá mức %d KB của một dòng.", size>>10, MaxPatch>>10),
		Hint:    "Đưa phần chung của các văn bản vào văn bản gốc; mỗi dòng chỉ ghi phần khác nhau.",
	}
}

func patchSyntax(patch []byte, err error) document.Problem {
	pointer, twice := syntaxAt(err)
	if twice {
		return document.Problem{
			Pointer: pointer, Code: "duplicate_key",
			Message: "Trong dòng này một trường được ghi hai lần.",
			Hint:    "Chỉ giữ lại một giá trị.",
		}
	}
	// The reader of documents tells a clerk where the fault is.
	if _, ps := contract.Decode(patch, contract.Limits{}); len(ps) == 1 && ps[0].Code == "syntax_error" {
		return ps[0]
	}
	return document.Problem{
		Pointer: pointer, Code: "syntax_error",
		Message: "Dữ liệu của dòng này sai cú pháp JSON.",
		Hint:    "Mỗi dòng là một đối tượng JSON, ví dụ {\"recipient\": {\"name\": \"Nguyễn Văn An\"}}.",
	}
}

func patchNotObject() document.Problem {
	return document.Problem{
		Code:    "wrong_type",
		Message: "Dòng này không phải là một đối tượng JSON.",
		Hint:    "Mỗi dòng là một đối tượng JSON, ví dụ {\"recipient\": {\"name\": \"Nguyễn Văn An\"}}.",
	}
}

func typeChanged(kind string) document.Problem {
	return document.Problem{
		Pointer: "/type", Code: "type_changed",
		Message: "Dòng này đổi loại văn bản; cả lô chỉ có một loại là " + contract.Quote(kind) + ".",
		Hint:    "Bỏ trường “type” ở dòng này, hoặc làm một lô riêng cho loại kia.",
	}
}

// Crashed is the problem of a row that could not be made through no fault of the user's.
func Crashed() document.Problem {
	return document.Problem{
		Code:    "row_crashed",
		Message: "Chương trình gặp lỗi khi làm dòng này; các dòng khác không bị ảnh hưởng.",
		Hint:    "Thử phát hành lại riêng dòng này; nếu vẫn lỗi, báo cho người quản trị.",
	}
}
