package docx

import (
	"errors"
	"fmt"

	"vanban/document"
)

// appendBody appends word/document.xml.
func (e *encoder) appendBody(f furniture) error {
	if len(e.doc.Sections) == 0 {
		return errors.New("the document has no section")
	}
	e.buf = append(e.buf, `<w:document `+nsMain+` `+nsRel+`><w:body>`...)
	last := len(e.doc.Sections) - 1
	for i := range e.doc.Sections {
		s := &e.doc.Sections[i]
		e.width = e.textWidth(s.Landscape)
		e.sect = e.appendSection(e.sect[:0], s, &f)
		// The properties of a section hang on its last paragraph, those of the last one on the body (17.6.17, 17.6.18).
		var end []byte
		if i < last {
			end = e.sect
		}
		if err := e.blocks(s.Blocks, end); err != nil {
			return fmt.Errorf("section %d, %w", i+1, err)
		}
	}
	e.buf = append(e.buf, e.sect...)
	e.buf = append(e.buf, `</w:body></w:document>`...)
	return nil
}

// blocks appends the content of a section, a cell, a header or a footer. end goes into the properties of its last
// paragraph. Word takes a container that ends with a table, or is empty, for a damaged file, and makes one table of two
// that touch; the tree has roles for the paragraphs that prevent it.
func (e *encoder) blocks(list []document.Block, end []byte) error {
	if len(list) == 0 {
		return errNoParagraph
	}
	wasTable := false
	for i, b := range list {
		var last []byte
		if i == len(list)-1 {
			last = end
		}
		var err error
		isTable := false
		switch b := b.(type) {
		case *document.Paragraph:
			err = e.paragraph(b, "", last)
		case *document.Rule:
			if err = e.rule(b); len(last) > 0 {
				// LibreOffice drops an empty paragraph that carries the properties of a section, and its border with it.
				e.buf = append(e.buf, e.prep.open[document.CuoiVanBan]...)
				e.buf = append(e.buf, last...)
				e.buf = append(e.buf, `</w:pPr></w:p>`...)
			}
		case *document.Table:
			isTable = true
			if wasTable {
				err = errors.New("two tables touch")
			} else {
				err = e.table(b)
			}
		default:
			err = fmt.Errorf("unknown kind %T", b)
		}
		if err != nil {
			return fmt.Errorf("block %d: %w", i+1, err)
		}
		wasTable = isTable
	}
	if wasTable {
		return fmt.Errorf("block %d: a table has no paragraph after it", len(list))
	}
	return nil
}

// paragraph appends p: lead is XML before its runs, end XML at the end of its properties. The properties that are not the
// style's stand in the order of the schema (17.3.1.26): keepNext, ind, jc.
func (e *encoder) paragraph(p *document.Paragraph, lead string, end []byte) error {
	if p == nil || p.Role >= document.RoleCount {
		return fmt.Errorf("paragraph of an unknown role: %+v", p)
	}
	if p.Role.OnPlate() != e.onPlate {
		return fmt.Errorf("%s %q: certificates have paragraphs of their own, which stand nowhere else", e.sheet.Paragraphs[p.Role].ID, p.Pointer)
	}
	style := &e.sheet.Paragraphs[p.Role]
	e.buf = append(e.buf, e.prep.open[p.Role]...)
	if (p.KeepNext || e.keepRow) && !style.KeepNext {
		e.buf = append(e.buf, `<w:keepNext/>`...)
	}
	if style.BoxWeight > 0 {
		if err := e.indentBox(p, style.BoxWeight); err != nil {
			return fmt.Errorf("%s %q: %w", style.ID, p.Pointer, err)
		}
	}
	if p.Align != document.AlignStyle && p.Align != style.Align && style.BoxWeight == 0 {
		jc, err := alignment(p.Align)
		if err != nil {
			return fmt.Errorf("%s %q: %w", style.ID, p.Pointer, err)
		}
		e.buf = append(e.buf, `<w:jc w:val="`...)
		e.buf = append(e.buf, jc...)
		e.buf = append(e.buf, `"/>`...)
	}
	e.buf = append(e.buf, end...)
	e.buf = append(e.buf, `</w:pPr>`...)
	e.buf = append(e.buf, lead...)
	if err := e.runs(p); err != nil {
		return fmt.Errorf("%s %q: %w", style.ID, p.Pointer, err)
	}
	e.buf = append(e.buf, `</w:p>`...)
	return nil
}

// rule appends a rule line: an empty paragraph whose style has a border on its upper edge. Such a border runs from the
// left to the right indent exactly, so that the indents give its length, to a twip, and centre it.
func (e *encoder) rule(r *document.Rule) error {
	if r == nil || r.Role >= document.RoleCount {
		return fmt.Errorf("rule of an unknown role: %+v", r)
	}
	style := &e.sheet.Paragraphs[r.Role]
	if style.RuleWeight <= 0 {
		return fmt.Errorf("%s: the style draws no rule", style.ID)
	}
	e.buf = append(e.buf, e.prep.open[r.Role]...)
	if e.keepRow && !style.KeepNext {
		e.buf = append(e.buf, `<w:keepNext/>`...)
	}
	length := r.Length.Twips()
	room := e.width - length
	if length <= 0 || room < -1 {
		return fmt.Errorf("%s: a rule of %d twips in a width of %d", style.ID, length, e.width)
	}
	room = max(room, 0)
	e.indent(room/2, room-room/2)
	e.buf = append(e.buf, `</w:pPr></w:p>`...)
	return nil
}

// indentBox gives the direct indents of a paragraph in a box. Word and LibreOffice draw the borders at its sides outside the
// indents, so that these are the inner edges of the box. Word has no frame that is as wide as its text: the tree must say
// the width. The paragraph's alignment is the box's place; the text in it stands as the style says.
func (e *encoder) indentBox(p *document.Paragraph, weight document.EMU) error {
	edge := weight.Twips()
	room := e.width - p.BoxWidth.Twips()
	if p.BoxWidth.Twips() <= 2*edge || room < 0 {
		return fmt.Errorf("a box of %d twips in a width of %d", p.BoxWidth.Twips(), e.width)
	}
	left := room / 2
	switch p.Align {
	case document.AlignLeft:
		left = 0
	case document.AlignRight:
		left = room
	case document.AlignStyle, document.AlignCenter, document.AlignJustify:
	}
	e.indent(left+edge, room-left+edge)
	return nil
}

// indent appends indents in twips.
func (e *encoder) indent(left, right int) {
	e.buf = append(e.buf, `<w:ind`...)
	e.buf = appendNum(e.buf, "left", left)
	e.buf = appendNum(e.buf, "right", right)
	e.buf = append(e.buf, `/>`...)
}

// alignment returns the value of w:jc (17.18.44).
func alignment(a document.Align) (string, error) {
	switch a {
	case document.AlignLeft:
		return "left", nil
	case document.AlignCenter:
		return "center", nil
	case document.AlignRight:
		return "right", nil
	case document.AlignJustify:
		return "both", nil
	case document.AlignStyle:
	}
	return "", fmt.Errorf("unknown alignment %d", a)
}
