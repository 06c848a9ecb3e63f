package docx

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"vanban/document"
	"vanban/read"
)

// paragraph is a w:p that is open.
type paragraph struct {
	props  paraProps
	style  *style
	place  read.Place
	label  string
	breaks bool // begins a page

	text  []byte
	runs  []run
	head  []read.Block // rules over its text
	tail  []read.Block // what is anchored here: rules and the paragraphs of text boxes
	seen  bool         // has text, breaks or marks that are seen
	shape bool         // has a drawing
	rest  bool         // what follows a page break inside the paragraph
	tabs  int          // how many tabs there have been, and where the last w:ptab goes
	tabTo document.Align

	// The last run's properties, resolved: most runs of a paragraph say the same.
	direct, resolved runProps
	valid            bool
}

// run is a run whose text is text[from:to] of its paragraph.
type run struct {
	read.Run
	from, to int
}

// readParagraph reads a w:p.
func (b *builder) readParagraph() {
	x := b.x
	if b.fallback == 0 {
		b.ordinal++
	}
	if err := b.pkg.budget.paragraph(); err != nil {
		x.Fail(err)
		return
	}
	begun, ends := false, false
	for d := x.depth; x.child(d); {
		if x.name == "w:pPr" && !begun {
			begun = true
			props := b.readPara(x, func(name string) {
				if name == "w:sectPr" && b.section != nil && b.flow.open != nil {
					ends = true
					b.readSectionProps()
				}
			})
			b.begin(&props)
			continue
		}
		if !begun {
			begun = true
			b.begin(&noPara)
		}
		b.inline()
	}
	if !begun {
		b.begin(&noPara)
	}
	b.end()
	if ends {
		b.endSection()
	}
}

// begin opens a paragraph with what its properties say.
func (b *builder) begin(direct *paraProps) {
	p := b.fresh()
	p.style = b.parts.style(direct.style, "paragraph")
	p.props = b.styles.defaults.para
	if b.flow.cell != nil {
		p.props.apply(&b.flow.cell.para)
	}
	if p.style != nil {
		p.props.apply(&p.style.para)
	}
	num, level := p.props.num, p.props.level
	if direct.said&saidNum != 0 {
		num, level = direct.num, 0
	}
	if direct.said&saidLevel != 0 {
		level = direct.level
	}
	if lvl := b.numbering.level(num, level); lvl != nil && direct.said&(saidNum|saidLevel) != 0 {
		p.props.apply(&lvl.para)
	}
	p.props.apply(direct)
	p.props.num, p.props.level = num, level
	if direct.style == "" && p.style != nil {
		p.props.style = p.style.id
	}
	if num != 0 && b.deleted == 0 {
		p.label = nfc(b.numbering.count(num, level))
		if err := b.pkg.budget.text(len(p.label)); err != nil {
			b.x.Fail(err)
		}
	}
	if p.props.pageBreak && b.part == "" {
		b.turnPage()
		p.breaks = true
	}
	p.breaks = p.breaks || b.breakNext
	b.breakNext = false
	p.place = b.place()
	b.para = p
}

// end closes the paragraph: it becomes a paragraph or, where it is nothing but a line, a rule.
func (b *builder) end() {
	p := b.para
	b.flow.blocks = append(b.flow.blocks, p.head...)
	if !p.rest || len(p.runs) > 0 {
		b.emit()
	}
	b.flow.blocks = append(b.flow.blocks, p.tail...)
	p.head, p.tail = nil, nil
	b.spare = append(b.spare, p)
	b.para = nil
}

// fresh returns a paragraph with the memory of one that has ended.
func (b *builder) fresh() *paragraph {
	n := len(b.spare)
	if n == 0 {
		return &paragraph{}
	}
	p := b.spare[n-1]
	b.spare = b.spare[:n-1]
	*p = paragraph{text: p.text[:0], runs: p.runs[:0]}
	return p
}

// emit appends what the paragraph holds so far.
func (b *builder) emit() {
	p := b.para
	if len(p.runs) == 0 && p.label == "" && !p.shape && b.number == nil {
		if side, ok := p.ruled(); ok {
			b.addBorderRule(side)
			return
		}
	}
	if b.number != nil && p.blank() {
		return // what is left of a line that only held the page number says nothing
	}
	out := &read.Paragraph{Runs: p.finish(b), Label: p.label, PageBreak: p.breaks, Place: p.place}
	if p.props.said&saidOutline != 0 && p.props.outline < 9 {
		out.Heading = p.props.outline + 1
	}
	if p.style != nil {
		out.Style = p.style.name
	}
	out.Form = b.form()
	b.flow.blocks = append(b.flow.blocks, out)
}

// blank reports whether there is nothing to see but white space.
func (p *paragraph) blank() bool {
	for i := range p.runs {
		if p.runs[i].Kind == read.NoteMark {
			return false
		}
	}
	return p.label == "" && len(bytes.TrimSpace(p.text)) == 0
}

// ruled reports which single border makes a rule of an empty paragraph.
func (p *paragraph) ruled() (side int, ok bool) {
	if p.props.borders[left].visible || p.props.borders[right].visible {
		return 0, false
	}
	switch {
	case p.props.borders[top].visible:
		return top, true
	case p.props.borders[bottom].visible:
		return bottom, true
	}
	return 0, false
}

// autoSpace is what Word sets for w:beforeAutospacing, as browsers do.
const autoSpace = 14 * document.Point

// form resolves how the paragraph is set. The space between two paragraphs may be taken away from the one before as well.
func (b *builder) form() *read.Form {
	p := b.para
	q := &p.props
	f := &read.Form{
		Align: q.align, Left: q.left, Right: q.right, FirstLine: q.first, Before: q.before, After: q.after, Spacing: q.line,
		BorderTop: q.borders[top].visible, BorderBelow: q.borders[bottom].visible,
	}
	if f.Align == document.AlignStyle {
		f.Align = document.AlignLeft
	}
	if q.said&saidLine == 0 {
		f.Spacing.Lines = 1
	}
	if q.leftChars|q.rightChars|q.firstChars != 0 {
		em := b.runOf(b.cellRun(), p.styleRun(), &noRun).size
		if em == 0 {
			em = defaultSize
		}
		for _, c := range [...]struct {
			chars int
			dst   *document.EMU
		}{{q.leftChars, &f.Left}, {q.rightChars, &f.Right}, {q.firstChars, &f.FirstLine}} {
			if c.chars != 0 {
				*c.dst = em * document.EMU(c.chars) / 100
			}
		}
	}
	prev := &b.flow.before
	if q.autoBefore {
		f.Before = autoSpace
		if prev.form == nil || q.num != 0 && prev.num == q.num && prev.auto {
			f.Before = 0
		}
	}
	if q.autoAfter {
		f.After = autoSpace
	}
	if prev.form != nil && prev.style == q.style {
		if q.contextual {
			f.Before = 0
		}
		if prev.contextual {
			prev.form.After = 0
		}
	}
	if prev.form != nil && prev.auto && q.num != 0 && prev.num == q.num {
		prev.form.After = 0
	}
	b.flow.before = neighbour{form: f, style: q.style, contextual: q.contextual, auto: q.autoAfter, num: q.num}
	return f
}

// What says nothing.
var (
	noRun  runProps
	noPara paraProps
)

func (p *paragraph) styleRun() *runProps {
	if p.style != nil {
		return &p.style.run
	}
	return &noRun
}

func (b *builder) cellRun() *runProps {
	if b.flow.cell != nil {
		return &b.flow.cell.run
	}
	return &noRun
}

// finish makes the runs: one string for all of them, and a mark that belongs on the last letter of the run before put there.
func (p *paragraph) finish(b *builder) []read.Run {
	if len(p.runs) == 0 {
		return nil
	}
	out := make([]read.Run, 0, len(p.runs))
	all := string(p.text)
	for i := range p.runs {
		r := p.runs[i].Run
		if r.Kind == read.Chars {
			raw := all[p.runs[i].from:p.runs[i].to]
			r.Text = nfc(raw)
			composed := false
			if n := len(out); n > 0 && out[n-1].Kind == read.Chars {
				if marks := leadingMarks(r.Text); marks > 0 {
					out[n-1].Text = nfc(out[n-1].Text + r.Text[:marks])
					r.Text = r.Text[marks:]
					composed = true
				}
			}
			if composed || r.Text != raw && !norm.NFC.IsNormalString(raw) {
				b.remarks.add("decomposed_letters", nil, p.place)
			}
			if r.Text == "" {
				continue
			}
		}
		out = append(out, r)
	}
	return out
}

// leadingMarks returns how many bytes of s are combining marks at its head.
func leadingMarks(s string) int {
	n := 0
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		if r < 0x300 || !unicode.Is(unicode.Mn, r) {
			break
		}
		n += size
	}
	return n
}
