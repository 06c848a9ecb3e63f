// Package pdf owns reading PDF files of strangers: what stands on their pages, as paragraphs, tables and rules with the measures
// that can be seen. It knows no law and no parts of a document.
package pdf

import (
	"context"
	"errors"
	"fmt"
	"runtime"

	"vanban/read"
)

// maxFile is the largest file that is read, in bytes.
const maxFile = 32 << 20

// Read reads a PDF. A file that is not read at all is refused with *read.Refusal (file_empty, file_unknown, file_too_large,
// file_bomb, file_too_many_parts, file_too_deep, file_truncated, file_encrypted); any other error is the context's. Pages without
// a letter, as scanners make them, are no refusal but the remark no_text.
func Read(ctx context.Context, file []byte) (m *read.Manuscript, err error) {
	defer func() {
		switch p := recover().(type) {
		case nil:
		case *read.Refusal:
			m, err = nil, p
		case runtime.Error:
			// Damage that nobody has thought of is damage all the same.
			m, err = nil, refusal(truncated)
		case error:
			m, err = nil, p
		default:
			panic(p)
		}
	}()
	return unguarded(ctx, file)
}

// unguarded is Read without the net: it panics on damage that nobody has thought of, and with refusals from deep inside.
func unguarded(ctx context.Context, file []byte) (*read.Manuscript, error) {
	switch {
	case len(file) == 0:
		return nil, refusal(empty)
	case len(file) > maxFile:
		return nil, refusal(tooLarge)
	}
	f, err := open(ctx, file)
	if err != nil {
		return nil, err
	}
	sheets, err := f.sheets()
	if err != nil {
		return nil, err
	}
	if len(sheets) == 0 {
		return nil, refusal(truncated)
	}
	m := &read.Manuscript{Source: read.PDF, Info: read.Info{Pages: len(sheets)}}
	if err := f.read(sheets, m); err != nil {
		return nil, err
	}
	return m, nil
}

func (f *pdfFile) read(sheets []sheet, m *read.Manuscript) error {
	total := 0
	p := painter{file: f, fonts: map[int]*font{}, total: &total}
	views := make([]*view, len(sheets))
	letters, count := 0, 0
	for i := range sheets {
		if err := f.ctx.Err(); err != nil {
			return fmt.Errorf("read/pdf: %w", err)
		}
		if err := p.page(&sheets[i]); err != nil {
			var r *read.Refusal
			if errors.As(err, &r) {
				return r
			}
			return fmt.Errorf("read/pdf: page %d: %w", i+1, err)
		}
		v := &view{index: i, width: sheets[i].width, height: sheets[i].height, pieces: pieces(p.out, i+1)}
		count += len(v.pieces)
		for _, piece := range v.pieces {
			letters += len(piece.glyphs)
		}
		if letters > maxLetters || count > maxPieces {
			return refusal(tooMany)
		}
		v.h, v.v = merge(p.out.strokes)
		views[i] = v
		remarks(m, p.out, i+1)
	}
	if letters == 0 {
		m.Remarks = append([]read.Remark{{Code: "no_text", Message: "Tệp PDF chỉ có hình ảnh, không có chữ để đọc."}}, m.Remarks...)
	}
	(&assembler{}).assemble(views, m)
	return nil
}

// The bounds of the text of a file, with which it takes less than 100 MB: 200 full pages have half a million letters, and 1,000 pages
// of tables 100,000 lines and cells.
const (
	maxLetters = 500_000
	maxPieces  = 150_000
)

// remarks keeps what stands on a page and in no block.
func remarks(m *read.Manuscript, c *canvas, page int) {
	place := read.Place{Page: page}
	if len(c.hidden) > 0 {
		m.Remarks = append(m.Remarks, read.Remark{Code: "hidden_text", Message: "Trang có chữ ẩn, thường là kết quả nhận dạng của máy quét.",
			Text: nfc(string(c.hidden)), Place: place})
	}
	if len(c.turned) > 0 {
		m.Remarks = append(m.Remarks, read.Remark{Code: "turned_text", Message: "Trang có chữ không nằm ngang.",
			Text: nfc(string(c.turned)), Place: place})
	}
	if c.lost > 0 {
		m.Remarks = append(m.Remarks, read.Remark{Code: "lost_letters",
			Message: fmt.Sprintf("Có %d ký tự mà tệp không cho biết là chữ gì.", c.lost), Place: place})
	}
}
