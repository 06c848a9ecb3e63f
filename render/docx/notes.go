package docx

import (
	"errors"
	"fmt"

	"vanban/document"
)

const notesTail = `</w:footnotes>`

// appendSeparators begins word/footnotes.xml (ECMA-376 Part 1, 17.11.10) with the two notes that stand for the line above
// the notes of a page. Word reserves a line of their paragraph's style for them, so they have that of the notes.
func appendSeparators(b []byte, p *prepared) []byte {
	b = append(b, `<w:footnotes `+nsMain+`>`...)
	for _, s := range [...]struct{ id, kind string }{{"-1", "separator"}, {"0", "continuationSeparator"}} {
		b = append(b, `<w:footnote w:type="`...)
		b = append(b, s.kind...)
		b = append(b, `" w:id="`...)
		b = append(b, s.id...)
		b = append(b, `">`...)
		b = append(b, p.open[document.ChuThich]...)
		b = append(b, `</w:pPr><w:r><w:`...)
		b = append(b, s.kind...)
		b = append(b, `/></w:r></w:p></w:footnote>`...)
	}
	return b
}

// addNotes adds the footnotes. A note without its mark, or marks in another order than their notes, would be numbered
// otherwise by Word than by layout.
func (e *encoder) addNotes() error {
	if e.marks != len(e.doc.Notes) {
		return fmt.Errorf("%s: %d notes for %d marks", partNotes, len(e.doc.Notes), e.marks)
	}
	if len(e.doc.Notes) == 0 {
		return e.zip.addPacked(e.prep.notes)
	}
	return e.addPart(partNotes, e.appendNotes)
}

func (e *encoder) appendNotes() error {
	e.noMarks = true
	defer func() { e.noMarks = false }()
	e.buf = appendSeparators(e.buf, e.prep)
	for i := range e.doc.Notes {
		note := &e.doc.Notes[i]
		if len(note.Paragraphs) == 0 {
			return fmt.Errorf("note %d: %w", i+1, errNoParagraph)
		}
		e.buf = append(e.buf, `<w:footnote w:id="`...)
		e.buf = appendInt(e.buf, i+1)
		e.buf = append(e.buf, `">`...)
		for k := range note.Paragraphs {
			lead := ""
			if k == 0 {
				lead = e.prep.noteLead
			}
			if err := e.paragraph(&note.Paragraphs[k], lead, nil); err != nil {
				return fmt.Errorf("note %d: %w", i+1, err)
			}
		}
		e.buf = append(e.buf, `</w:footnote>`...)
	}
	e.buf = append(e.buf, notesTail...)
	return nil
}

var errNoParagraph = errors.New("there is no paragraph in it")
