package layout

import (
	"fmt"

	"vanban/document"
	"vanban/thethuc"
)

// para is a paragraph or rule that is set in lines and waits for its place.
type para struct {
	role            document.Role
	node            int32
	lines           []textLine
	before, after   twip
	extra           twip // what proportional spacing puts under a line, when another line follows
	keepNext        bool
	keepLines       bool
	rule            document.EMU // length of the rule on the upper edge
	weight, padding document.EMU
	box             document.EMU   // width of the frame
	align           document.Align // of the frame
	width           twip           // of the container
	outline         int
	src             *document.Paragraph
}

// block is one element of the body: a paragraph, or a table.
type block struct {
	para  *para
	table *tableBox
}

func (b *block) keepNext() bool {
	if b.table != nil {
		return b.table.keepNext()
	}
	return b.para.keepNext
}

// prepare sets the blocks of a container of the given width in lines.
func (f *flow) prepare(blocks []document.Block, width twip, parent int32) ([]block, error) {
	out := make([]block, 0, len(blocks))
	for _, b := range blocks {
		if err := f.ctx.Err(); err != nil {
			return nil, fmt.Errorf("layout: %w", err)
		}
		switch b := b.(type) {
		case *document.Table:
			t, err := f.prepareTable(b, width, parent)
			if err != nil {
				return nil, err
			}
			out = append(out, block{table: t})
		default:
			p, err := f.prepareText(b, width, parent)
			if err != nil {
				return nil, err
			}
			out = append(out, block{para: p})
		}
		if f.stopped != nil {
			return nil, fmt.Errorf("layout: %w", f.stopped)
		}
	}
	return out, nil
}

// prepareText sets a paragraph or a rule.
func (f *flow) prepareText(b document.Block, width twip, parent int32) (*para, error) {
	switch b := b.(type) {
	case *document.Paragraph:
		return f.prepareParagraph(b, width, parent)
	case *document.Rule:
		p := f.newPara(b.Role, width)
		p.node, p.rule, p.weight = f.artifact, b.Length, f.sheet.Paragraphs[b.Role].RuleWeight
		f.fillLines(p, &document.Paragraph{Role: b.Role})
		return p, nil
	}
	return nil, badBlock(b)
}

func (f *flow) prepareParagraph(b *document.Paragraph, width twip, parent int32) (*para, error) {
	if b.Role >= document.RoleCount {
		return nil, fmt.Errorf("layout: unknown role %d", b.Role)
	}
	p := f.newPara(b.Role, width)
	p.src = b
	p.node = f.node(Node{Kind: ParagraphNode, Parent: parent, Role: b.Role, Pointer: b.Pointer})
	p.keepNext = p.keepNext || b.KeepNext
	if st := &f.sheet.Paragraphs[b.Role]; st.BoxWeight > 0 && b.BoxWidth > 0 {
		p.box, p.weight, p.padding = b.BoxWidth, st.BoxWeight, st.BoxPadding
	}
	for i := range b.Runs {
		if r := &b.Runs[i]; r.Kind == document.NoteMark {
			if r.Note < 0 || r.Note >= len(f.doc.Notes) {
				return nil, fmt.Errorf("layout: a mark names note %d of %d", r.Note, len(f.doc.Notes))
			}
			f.noteNode[r.Note] = p.node
		}
	}
	f.fillLines(p, b)
	return p, nil
}

// newPara takes from the style what does not depend on the text.
func (f *flow) newPara(role document.Role, width twip) *para {
	st := &f.sheet.Paragraphs[role]
	f.paras = append(f.paras, para{
		role: role, before: toTwips(st.Before), after: toTwips(st.After), width: width,
		keepNext: st.KeepNext, keepLines: st.KeepLines, outline: st.Outline,
	})
	return &f.paras[len(f.paras)-1]
}

// fillLines breaks the paragraph into lines.
func (f *flow) fillLines(p *para, b *document.Paragraph) {
	st := &f.sheet.Paragraphs[b.Role]
	l := &f.fill
	mark := f.metrics(st.Face(), st.Size)
	l.role, l.runs = b.Role, b.Runs
	l.style = lineStyle{
		width: p.width, left: toTwips(st.Left), right: toTwips(st.Right), first: toTwips(st.FirstLine),
		align: st.Align, spacing: st.Line, color: st.Color,
		markHeight: mark.height, markAscent: mark.ascent,
	}
	if b.Align != document.AlignStyle {
		l.style.align = b.Align
	}
	if p.box > 0 {
		// The frame stands where the paragraph's alignment puts it; the text is centred inside.
		free := p.width - toTwips(p.box)
		p.align = b.Align
		switch b.Align {
		case document.AlignRight:
			l.style.left = free
		case document.AlignLeft:
			l.style.right = free
		default:
			l.style.left, l.style.right = free/2, free-free/2
		}
		l.style.align = st.Align
	}
	l.scan.scan(f, b.Role, b.Runs)
	p.lines = l.fill()
	if st.Line.Rule == thethuc.LineMultiple {
		percent := (st.Line.Value*100 + 120) / 240 // LibreOffice keeps whole per cents
		p.extra = mark.height*percent/100 - mark.height
	}
}

// gap is the distance to the paragraph above: spacing after and before do not add up in LibreOffice, the larger counts.
func (p *para) gap(after, extra twip) twip { return max(after, p.before) + extra }

// height is that of the lines from to to, without what stands around them.
func (p *para) height(from, to int) twip {
	h := 0
	for i := from; i < to; i++ {
		h += p.lines[i].height
		if i+1 < to {
			h += p.extra
		}
	}
	return h
}
