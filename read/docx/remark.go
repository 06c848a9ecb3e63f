package docx

import "vanban/read"

// remarks gathers what is to be said of a file: one for each kind and paragraph.
type remarks struct {
	all []remark
}

type remark struct {
	read.Remark
	text []byte
}

// maxBare is how many remarks without a text are kept: a file of a million pictures needs no million of them.
const maxBare = 1000

// messages are the sentences of the codes.
var messages = map[string]string{
	"comment":            "Tệp có ý kiến bên lề (comment); nội dung ý kiến không thuộc văn bản.",
	"deleted_text":       "Tệp có chữ đã xóa nhưng còn lưu vết sửa (track changes); chữ này không được đưa vào văn bản.",
	"hidden_text":        "Tệp có chữ ẩn; chữ này không được đưa vào văn bản.",
	"picture":            "Tệp có hình ảnh; hình ảnh không được đọc.",
	"linked_content":     "Tệp có nội dung liên kết ra ngoài; liên kết không được mở.",
	"linked_template":    "Tệp dùng mẫu (template) ở ngoài; mẫu không được mở.",
	"equation":           "Tệp có công thức toán; chỉ đọc được chữ, không đọc được cách trình bày.",
	"chart":              "Tệp có biểu đồ; chỉ đọc được chữ trong đó.",
	"diagram":            "Tệp có sơ đồ SmartArt; chỉ đọc được chữ trong đó.",
	"drawing_text":       "Tệp có chữ trong hình vẽ.",
	"embedded_object":    "Tệp có đối tượng nhúng (OLE); nội dung của nó không được đọc.",
	"external_chunk":     "Tệp có phần nội dung nhúng ở định dạng khác (altChunk); phần này không được đọc.",
	"unknown_content":    "Tệp có nội dung ở dạng không nhận ra; chữ được giữ lại ở đây.",
	"field_code":         "Tệp có chữ nằm trong mã trường (field); chữ này không hiện trên trang.",
	"merged_cell_text":   "Bảng có chữ nằm trong ô bị gộp; chữ này không hiện trên trang.",
	"unreferenced_note":  "Tệp có chú thích không được đánh dấu trong văn bản.",
	"text_box":           "Tệp có chữ trong khung (text box); chữ được đọc như đoạn văn đặt sau đoạn có khung.",
	"even_header":        "Trang chẵn có tiêu đề hoặc chân trang riêng.",
	"decomposed_letters": "Tệp có chữ Unicode tổ hợp; đã chuyển thành Unicode dựng sẵn.",
}

// add says something of a place; what was said of the same paragraph before is continued.
func (r *remarks) add(code string, text []byte, place read.Place) {
	for i := len(r.all) - 1; i >= 0 && i >= len(r.all)-16; i-- {
		m := &r.all[i]
		if m.Place.Paragraph != place.Paragraph || m.Place.Part != place.Part {
			break
		}
		if m.Code == code {
			m.text = append(m.text, text...)
			return
		}
	}
	if len(text) == 0 && len(r.all) >= maxBare {
		return
	}
	r.all = append(r.all, remark{read.Remark{Code: code, Message: messages[code], Place: place}, append([]byte(nil), text...)})
}

func (r *remarks) list() []read.Remark {
	if len(r.all) == 0 {
		return nil
	}
	out := make([]read.Remark, len(r.all))
	for i := range r.all {
		out[i] = r.all[i].Remark
		out[i].Text = nfc(string(r.all[i].text))
	}
	return out
}
