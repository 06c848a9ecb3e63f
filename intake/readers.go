package intake

import (
	"bytes"
	"context"
	"encoding/json"

	"vanban/read"
	"vanban/read/docx"
	"vanban/read/text"
)

// open reads a file by what it begins with.
func open(ctx context.Context, data []byte, markdown bool) (*read.Manuscript, error) {
	switch {
	case bytes.HasPrefix(data, []byte("PK")), bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")): // an old or encrypted Word file
		return docx.Read(ctx, data)
	case bytes.HasPrefix(data, []byte("%PDF")):
		return nil, read.Refuse("pdf_not_imported", "Chương trình không nhập văn bản từ tệp PDF.",
			"Lưu văn bản thành tệp DOCX rồi gửi lại, hoặc dán nội dung văn bản.")
	case bytes.HasPrefix(bytes.TrimSpace(data), []byte("{")) && json.Valid(data):
		return nil, read.Refuse("json_not_imported", "Tệp này đã là JSON, không phải là văn bản để nhập.",
			"Dùng thẳng JSON để tạo văn bản (render), hoặc kiểm tra nó (validate).")
	}
	return openText(ctx, data, markdown)
}

func openText(ctx context.Context, data []byte, markdown bool) (*read.Manuscript, error) {
	if markdown || text.Sniff(data) == read.Markdown {
		return text.Markdown(ctx, data)
	}
	return text.Plain(ctx, data)
}
