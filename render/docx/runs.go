package docx

import (
	"fmt"

	"vanban/document"
)

// format is what a run says beyond its paragraph's style.
type format struct {
	bold, italic document.Toggle
	underline    bool
	style        document.CharRole
	size         int // in half-points; 0 is the style's
}

// formatOf returns the format that gives r the face that the style sheet gives it.
//
// Bold is a toggle property (17.7.3): Word takes a bold character style in a bold paragraph style for NOT bold, where
// LibreOffice and the sheet take it for bold. Formatting on the run itself is absolute in all of them.
func (e *encoder) formatOf(role document.Role, r *document.Run) format {
	f := format{bold: r.Bold, italic: r.Italic, underline: r.Underline, style: r.Style, size: e.size}
	if r.Kind == document.NoteMark {
		f.style = document.DauGhiChu
	}
	if f.bold == document.Inherit && e.sheet.Chars[f.style].Bold && e.sheet.Paragraphs[role].Bold {
		f.bold = document.On
	}
	return f
}

// runs appends the runs of p. Neighbours of one format become one run of Word's and their characters one text, as Word
// itself would save them: whoever searches the file finds the words whole.
func (e *encoder) runs(p *document.Paragraph) error {
	var last format
	open, text := false, false // in a run, behind a text
	for i := range p.Runs {
		r := &p.Runs[i]
		if r.Style >= document.CharCount || e.onPlate && r.Style != document.NoChar {
			return fmt.Errorf("run %d: unknown character style %d", i+1, r.Style)
		}
		f := e.formatOf(p.Role, r)
		if open && f != last {
			e.buf = append(e.buf, `</w:r>`...)
			open, text = false, false
		}
		if !open {
			e.buf = append(e.buf, `<w:r>`...)
			if f != (format{}) {
				e.appendFormat(f)
			}
			last, open = f, true
		}
		if r.Kind == document.Text && text {
			e.buf = e.buf[:len(e.buf)-len(textEnd)]
		} else if r.Kind == document.Text {
			e.buf = append(e.buf, textStart...)
		}
		if err := e.run(r); err != nil {
			return fmt.Errorf("run %d: %w", i+1, err)
		}
		text = r.Kind == document.Text
	}
	if open {
		e.buf = append(e.buf, `</w:r>`...)
	}
	return nil
}

// A text keeps its spaces at both ends only if it says so.
const (
	textStart = `<w:t xml:space="preserve">`
	textEnd   = `</w:t>`
)

// run appends the content of one run (17.3.3), a text without its start. Breaks and tabs are elements beside w:t: inside it Word finds the file
// damaged.
func (e *encoder) run(r *document.Run) error {
	switch r.Kind {
	case document.Text:
		var err error
		if e.buf, err = appendText(e.buf, r.Text); err != nil {
			return err
		}
		e.buf = append(e.buf, textEnd...)
	case document.LineBreak:
		e.buf = append(e.buf, `<w:br/>`...)
	case document.Tab:
		e.buf = append(e.buf, `<w:tab/>`...)
	case document.NoteMark:
		if e.noMarks {
			return fmt.Errorf("a footnote mark can't stand in a note, a header or a footer")
		}
		if r.Note != e.marks || r.Note >= len(e.doc.Notes) {
			return fmt.Errorf("mark of note %d where note %d of %d is due", r.Note+1, e.marks+1, len(e.doc.Notes))
		}
		e.marks++
		e.buf = append(e.buf, `<w:footnoteReference w:id="`...)
		e.buf = appendInt(e.buf, r.Note+1)
		e.buf = append(e.buf, `"/>`...)
	default:
		return fmt.Errorf("unknown kind %d", r.Kind)
	}
	return nil
}

// appendFormat appends w:rPr, its children in the order of the schema (17.3.2.28).
func (e *encoder) appendFormat(f format) {
	e.buf = append(e.buf, `<w:rPr>`...)
	if f.style != document.NoChar {
		e.buf = append(e.buf, `<w:rStyle w:val="`...)
		e.buf = append(e.buf, e.sheet.Chars[f.style].ID...)
		e.buf = append(e.buf, `"/>`...)
	}
	e.buf = appendToggle(e.buf, "b", f.bold)
	e.buf = appendToggle(e.buf, "i", f.italic)
	if f.size > 0 {
		e.buf = appendHalfPoints(e.buf, f.size)
	}
	if f.underline {
		e.buf = append(e.buf, `<w:u w:val="single"/>`...)
	}
	e.buf = append(e.buf, `</w:rPr>`...)
}

func appendToggle(b []byte, name string, t document.Toggle) []byte {
	if t == document.Inherit {
		return b
	}
	b = append(b, "<w:"...)
	b = append(b, name...)
	if t == document.Off {
		b = append(b, ` w:val="0"`...)
	}
	return append(b, "/>"...)
}
