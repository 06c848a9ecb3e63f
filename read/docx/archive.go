package docx

import (
	"bytes"
	"context"
	"io"
	"strconv"

	"vanban/read/opc"
)

// openArchive opens the container, if it is one of a document.
func openArchive(file []byte, b *budget) (*opc.Archive, error) {
	if err := checkKind(file); err != nil {
		return nil, err
	}
	if len(file) > b.File {
		return nil, refuseLarge("hơn " + strconv.Itoa(b.File>>20) + " MB")
	}
	// A directory may be as long as the file: Parts already says how much there is to keep of it.
	limits := opc.Limits{Parts: b.Parts, Directory: int64(len(file)), Unpacked: b.Unpacked, Ratio: b.Ratio}
	return opc.Open(file, limits, words, checkPart)
}

// checkKind tells a ZIP file from others that people take for DOCX.
func checkKind(file []byte) error {
	switch opc.Sniff(file) {
	case opc.Container:
		return nil
	case opc.Empty:
		return refuse("file_empty", "Tệp rỗng.", "Hãy gửi tệp .docx có nội dung.")
	case opc.Encrypted:
		return refuse("file_encrypted", "Tệp Word được đặt mật khẩu.", "Hãy mở bằng Word, bỏ mật khẩu rồi lưu lại.")
	case opc.Compound:
		return refuseUnknown("Tệp là Word 97-2003 (.doc), không phải .docx.")
	}
	switch {
	case bytes.HasPrefix(file, []byte("%PDF-")):
		return refuse("file_unknown", "Tệp là PDF, không phải .docx.", "Hãy gửi tệp với đuôi .pdf.")
	case bytes.HasPrefix(file, []byte(`{\rtf`)):
		return refuseUnknown("Tệp là RTF, không phải .docx.")
	}
	return refuseUnknown("Tệp không phải là tệp Word (.docx).")
}

func checkPart(name string) error {
	if opc.HasMacros(name) {
		return refuseMacros()
	}
	return nil
}

// partReader counts what is unpacked against the budget of the file: parts may be opened more than once.
type partReader struct {
	io.ReadCloser
	ctx    context.Context
	budget *budget
}

func (p *partReader) Read(b []byte) (int, error) {
	if p.ctx.Err() != nil {
		return 0, context.Cause(p.ctx)
	}
	n, err := p.ReadCloser.Read(b)
	if over := p.budget.unpack(n); over != nil {
		return 0, over
	}
	return n, err
}
