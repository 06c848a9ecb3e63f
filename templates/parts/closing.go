package parts

import (
	"strings"

	"vanban/document"
	"vanban/templates/contract"
)

// endBody supplies "./." after the last words of a body, as every model of Phụ lục III has it. A full stop that stands
// there becomes its first sign. After a table it follows the note, or stands in a paragraph of its own.
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
	switch text := tailText(p); {
	case strings.HasSuffix(text, "./."):
	case strings.HasSuffix(text, "."):
		appendTail(p, "/.")
	default:
		appendTail(p, "./.")
	}
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

// recipientBlocks sets Nơi nhận (ô 9b, PL.I-II.9d) and the drafter's sign under it (ô 12, PL.I-III.3).
func (b *Builder) recipientBlocks() []document.Block {
	list := b.doc.Recipients
	blocks := make([]document.Block, 0, len(list)+2)
	if len(list) > 0 {
		blocks = append(blocks, b.plain(document.NhanNoiNhan, "", "Nơi nhận:"))
	}
	for i := range list {
		blocks = append(blocks, b.listItem(document.NoiNhan, &list[i], i == len(list)-1))
	}
	blocks = b.drafter(blocks)
	if len(blocks) == 0 {
		blocks = append(blocks, b.para(document.NoiNhan, ""))
	}
	return blocks
}

// drafter adds ký hiệu người soạn và số bản (ô 12): after the file copy, "- Lưu: VT, VP. PL.(300).", where that ends the list
// (the note on ô 9b in the models of Phụ lục III), else on a line of its own.
func (b *Builder) drafter(blocks []document.Block) []document.Block {
	sign := b.doc.Drafter
	if sign == "" {
		return blocks
	}
	if n := len(b.doc.Recipients); n > 0 && hasPrefixFold(strings.TrimLeft(plainText(&b.doc.Recipients[n-1]), "-–+•"+blanks), "lưu") {
		p := blocks[len(blocks)-1].(*document.Paragraph)
		appendTail(p, " "+sign)
		endWith(p, ".")
		return blocks
	}
	return append(blocks, b.plain(document.KyHieuSoan, b.doc.At+"/drafter", sign))
}
