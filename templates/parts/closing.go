package parts

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"vanban/document"
	"vanban/templates/contract"
)

// endBody supplies "./." after the last words of a body, as every model of Phụ lục III has it. A full stop that stands
// there becomes its first sign; after another sign the mark stands apart. After a table it follows the note, or stands in a
// paragraph of its own.
func (b *Builder) endBody() {
	n := len(b.section.Blocks)
	if !b.endMark || n == b.bodyStart {
		return
	}
	p, ok := b.section.Blocks[n-1].(*document.Paragraph)
	if !ok {
		b.add(b.plain(document.LoiVan, "", "./."))
		return
	}
	text := tailText(p)
	last, _ := utf8.DecodeLastRuneInString(text)
	switch {
	case strings.HasSuffix(text, "/.") || strings.HasSuffix(text, "./"):
	case last == '.':
		if noteEnds(p) {
			r := tail(p) // the full stop stands before the mark of the note, and its other half with it
			r.Text = strings.TrimRight(r.Text, blanks) + "/."
			return
		}
		appendTail(p, "/.")
	case text == "" || wordEnd(last):
		appendTail(p, "./.")
	default:
		appendTail(p, " ./.")
		if strings.ContainsRune(";,:", last) {
			b.warn(p.Pointer, "end_punctuation", "Nội dung kết thúc bằng dấu “"+string(last)+"”; dấu “./.” đứng sau dấu này.",
				"Kết thúc nội dung bằng dấu chấm.", citeEnd)
		}
	}
}

// wordEnd reports whether the mark may follow directly: after a letter, a number, a closing bracket or a quotation mark.
func wordEnd(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.In(r, unicode.Mn, unicode.Pe, unicode.Pf) || strings.ContainsRune(`"'%`, r)
}

// noteEnds reports whether the mark of a footnote is the last that p shows.
func noteEnds(p *document.Paragraph) bool {
	for i := len(p.Runs) - 1; i >= 0; i-- {
		switch r := &p.Runs[i]; {
		case r.Kind == document.NoteMark:
			return true
		case r.Kind != document.Text || strings.TrimRight(r.Text, blanks) != "":
			return false
		}
	}
	return false
}

// Closing sets Nơi nhận and the signature, bound to the text before: at least two lines of it go with them, so that a
// signature never stands alone on a page.
func (b *Builder) Closing() {
	signers := signersOf(b.doc)
	if len(signers) == 0 && len(b.doc.Recipients) == 0 {
		return
	}
	b.bindEnd()
	if len(signers) > 1 {
		b.signatureGrid(signers)
		return
	}
	var signer *contract.Signer
	if len(signers) > 0 {
		signer = &signers[0]
	}
	b.signatureTable(signer)
}

// bindEnd keeps the last lines of the body with what comes next: the last paragraph, and while that may be a single line
// the one before it.
func (b *Builder) bindEnd() {
	lines := 0
	for i := len(b.section.Blocks) - 1; i >= b.bodyStart && lines < 2; i-- {
		switch block := b.section.Blocks[i].(type) {
		case *document.Paragraph:
			block.KeepNext = true
			lines += b.linesAtLeast(block)
		case *document.Table:
			if n := len(block.Rows); n > 0 {
				block.Rows[n-1].KeepNext = true
			}
			lines = 2
		case *document.Rule:
			return
		}
	}
}

// bindLast keeps a last paragraph of one line with the one before it: "(Danh sách gồm …)" never stands alone on a page. After a table it
// may: LibreOffice lets no last row stay with what follows.
func (b *Builder) bindLast() {
	n := len(b.section.Blocks)
	if n-2 < b.bodyStart {
		return
	}
	last, ok := b.section.Blocks[n-1].(*document.Paragraph)
	before, also := b.section.Blocks[n-2].(*document.Paragraph)
	if ok && also && b.linesAtLeast(last) == 1 {
		before.KeepNext = true
	}
}

// linesAtLeast returns 1 where p may fit on one line of the section, else 2.
func (b *Builder) linesAtLeast(p *document.Paragraph) int {
	st := &b.sheet.Paragraphs[p.Role]
	width := b.width - st.FirstLine
	var w document.EMU
	for i := range p.Runs {
		r := &p.Runs[i]
		if r.Kind == document.LineBreak {
			return 2
		}
		w += b.env.Measure.TextWidth(r.Text, b.sheet.FaceOf(p.Role, r), st.Size)
		if w > width {
			return 2
		}
	}
	return 1
}

// recipientBlocks sets Nơi nhận (ô 9b, PL.I-II.9d) with ký hiệu người soạn và số bản (ô 12, PL.I-III.3): after the file copy,
// "- Lưu: VT, VP. PL.(300).", where that ends the list (the note on ô 9b in the models of Phụ lục III), else on a line of its own.
func (b *Builder) recipientBlocks() []document.Block {
	list := withoutLabel(b.doc.Recipients, "Nơi nhận")
	blocks := make([]document.Block, 0, len(list)+2)
	if len(b.doc.Recipients) > 0 {
		blocks = append(blocks, b.plain(document.NhanNoiNhan, "", "Nơi nhận:"))
	}
	last := lastFilled(list)
	for i := range list {
		blocks = append(blocks, b.listItem(document.NoiNhan, &list[i], i == last))
	}
	if last >= 0 && b.doc.Drafter != "" && isFileCopy(&list[last]) {
		p := blocks[1+last].(*document.Paragraph)
		appendTail(p, " "+b.doc.Drafter)
		endWith(p, ".")
		return blocks
	}
	if b.doc.Drafter != "" {
		blocks = append(blocks, b.plain(document.KyHieuSoan, b.doc.At+"/drafter", b.doc.Drafter))
	}
	if len(blocks) == 0 {
		blocks = append(blocks, b.para(document.NoiNhan, ""))
	}
	return blocks
}

// isFileCopy reports whether an entry of Nơi nhận is "Lưu: VT, …".
func isFileCopy(t *contract.Text) bool {
	return beginsWith(strings.TrimLeft(plainText(t), dashes+blanks), "lưu")
}
