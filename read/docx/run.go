package docx

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"vanban/document"
	"vanban/read"
)

// What Word sets where nothing says anything.
const (
	defaultSize = 10 * document.Point
	defaultFont = "Times New Roman"
)

// inlines reads the children of the element read last that may stand in a paragraph (EG_PContent).
func (b *builder) inlines() {
	x := b.x
	for d := x.depth; x.child(d); {
		b.inline()
	}
}

func (b *builder) inline() {
	x := b.x
	switch x.name {
	case "w:r":
		b.readRunElement()
	case "w:hyperlink", "w:smartTag", "w:customXml", "w:ins", "w:moveTo", "w:dir", "w:bdo", "w:sdt", "w:sdtContent", "w:ruby",
		"w:rubyBase", "w:rt":
		b.inlines()
	case "w:del", "w:moveFrom":
		b.deleted++
		b.inlines()
		b.deleted--
	case "w:fldSimple":
		b.fields = append(b.fields, newField(x.attr("w:instr")))
		b.inlines()
		b.showNumber(&runProps{})
		b.fields = b.fields[:len(b.fields)-1]
	case "mc:AlternateContent":
		b.alternate(b.inlines)
	case "m:oMathPara", "m:oMath":
		b.remark("equation", nil)
		b.math(&runProps{})
	case "w:p":
		// A paragraph in a paragraph is a fault that Word does not forgive; its text is kept.
		b.inlines()
	case "w:subDoc":
		b.remark("linked_content", nil)
	default:
		b.ignore()
	}
}

// math reads the text of an equation.
func (b *builder) math(direct *runProps) {
	x := b.x
	for d := x.depth; x.child(d); {
		switch x.name {
		case "m:t":
			b.readText(direct, true)
		case "w:del", "w:moveFrom":
			b.deleted++
			b.math(direct)
			b.deleted--
		case "m:ctrlPr", "m:rPr", "w:rPr":
		default:
			b.math(direct)
		}
	}
}

// readRunElement reads a w:r.
func (b *builder) readRunElement() {
	var direct runProps
	b.runContent(&direct)
}

func (b *builder) runContent(direct *runProps) {
	x := b.x
	for d := x.depth; x.child(d); {
		b.runChild(direct)
	}
}

func (b *builder) runChild(direct *runProps) {
	x := b.x
	switch x.name {
	case "w:rPr":
		*direct = b.readRun(x)
	case "w:t":
		b.readText(direct, string(x.attr("xml:space")) == "preserve")
	case "w:delText":
		b.deleted++
		b.readText(direct, true)
		b.deleted--
	case "w:tab", "w:ptab":
		b.para.tabs++
		if x.name == "w:ptab" {
			b.para.tabTo = alignOf(string(x.attr("w:alignment")))
		}
		b.mark(read.Tab, 0, direct)
	case "w:cr":
		b.mark(read.LineBreak, 0, direct)
	case "w:br":
		b.readBreak(direct)
	case "w:noBreakHyphen":
		b.put([]byte("\u2011"), direct)
	case "w:sym":
		b.readSymbol(direct)
	case "w:footnoteReference", "w:endnoteReference":
		b.readNoteMark(direct)
	case "w:lastRenderedPageBreak":
		b.renderedBreak()
	case "w:fldChar":
		b.readFieldChar(direct)
	case "w:instrText", "w:delInstrText":
		b.readInstruction()
	case "w:pgNum":
		b.fields = append(b.fields, field{result: true, page: true})
		b.showNumber(direct)
		b.fields = b.fields[:len(b.fields)-1]
	case "w:drawing":
		b.readDrawing()
	case "w:pict":
		b.readPicture()
	case "w:object":
		b.remark("embedded_object", nil)
		b.readPicture()
	case "mc:AlternateContent":
		b.alternate(func() { b.runContent(direct) })
	case "w:ruby":
		b.inlines()
	case "w:softHyphen", "w:footnoteRef", "w:endnoteRef", "w:annotationRef", "w:separator", "w:continuationSeparator":
		// A soft hyphen is seen at the end of a line only, and Word leaves strings of them where a key was held.
	default:
		b.ignore()
	}
}

// readText reads a w:t. Without xml:space="preserve" the blanks at its ends are not text.
func (b *builder) readText(direct *runProps, preserve bool) {
	x := b.x
	depth := x.depth
	first := true
	for {
		switch x.next() {
		case endOfFile:
			return
		case endTag:
			if x.depth < depth {
				return
			}
		case charData:
			text := x.text
			if err := b.pkg.budget.text(len(text)); err != nil {
				x.Fail(err)
				return
			}
			if !preserve {
				if first {
					text = bytes.TrimLeft(text, " \t\r\n")
				}
				if rest := x.Rest(); len(rest) > 0 && rest[0] == '<' {
					text = bytes.TrimRight(text, " \t\r\n")
				}
			}
			first = false
			b.put(text, direct)
		case startTag:
		}
	}
}

// put adds characters where they belong: to the paragraph, or to what is said of it.
func (b *builder) put(text []byte, direct *runProps) {
	if len(text) == 0 {
		return
	}
	switch {
	case b.deleted > 0:
		b.remark("deleted_text", text)
		return
	case b.inInstruction():
		b.remark("field_code", text)
		return
	case b.showNumber(direct):
		return
	}
	r := b.resolve(direct)
	if r.on&vanish != 0 {
		b.remark("hidden_text", text)
		return
	}
	b.seen()
	if r.ascii == r.hAnsi {
		b.append(text, r.ascii, r)
		return
	}
	for len(text) > 0 {
		n := 0
		for n < len(text) && (text[n] < utf8.RuneSelf) == (text[0] < utf8.RuneSelf) {
			n++
		}
		font := r.ascii
		if text[0] >= utf8.RuneSelf {
			font = r.hAnsi
		}
		b.append(text[:n], font, r)
		text = text[n:]
	}
}

// append adds characters of one font.
func (b *builder) append(text []byte, font string, r *runProps) {
	p := b.para
	from := len(p.text)
	if table := symbols[font]; table != nil {
		p.text = append(p.text, mapSymbols(font, string(text))...)
	} else {
		p.text = append(p.text, text...)
	}
	shown := show(r, font)
	if n := len(p.runs); n > 0 && p.runs[n-1].Run == shown {
		p.runs[n-1].to = len(p.text)
		return
	}
	p.add(b, run{shown, from, len(p.text)})
}

func (p *paragraph) add(b *builder, r run) {
	if err := b.pkg.budget.run(); err != nil {
		b.x.Fail(err)
		return
	}
	p.runs = append(p.runs, r)
}

// seen notes that something is seen from here on: what begins a page before it has begun.
func (b *builder) seen() {
	p := b.para
	if b.breakNext && b.part == "" {
		p.breaks, b.breakNext = true, false
	}
	if !p.seen {
		p.seen = true
		p.place.Page = b.place().Page
	}
	b.turned = false
}

// mark adds a run without characters.
func (b *builder) mark(kind read.RunKind, note int, direct *runProps) {
	if b.deleted > 0 || b.inInstruction() || b.para == nil {
		return
	}
	r := b.resolve(direct)
	if r.on&vanish != 0 && kind != read.NoteMark {
		return
	}
	b.seen()
	shown := show(r, r.ascii)
	shown.Kind, shown.Note = kind, note
	b.para.add(b, run{shown, len(b.para.text), len(b.para.text)})
}

// show returns a run as it looks.
func show(r *runProps, font string) read.Run {
	return read.Run{
		Font: font, Size: r.size, Color: r.color, Bold: r.on&bold != 0, Italic: r.on&italic != 0, Underline: r.underline > 0,
		Strike: r.on&(strike|doubleStrike) != 0, Caps: r.on&(caps|smallCaps) != 0, Raised: r.vertical == 2, Lowered: r.vertical == 3,
	}
}

// resolve returns the properties of a run with everything laid under them.
func (b *builder) resolve(direct *runProps) *runProps {
	p := b.para
	if p.valid && p.direct == *direct {
		return &p.resolved
	}
	r := b.runOf(b.cellRun(), p.styleRun(), direct)
	if r.ascii == "" {
		if r.ascii = r.hAnsi; r.ascii == "" {
			r.ascii = defaultFont
		}
	}
	if r.hAnsi == "" {
		r.hAnsi = r.ascii
	}
	if r.size == 0 {
		r.size = defaultSize
	}
	if r.color == "" {
		r.color = black
	}
	p.direct, p.resolved, p.valid = *direct, r, true
	return &p.resolved
}

// readBreak reads a w:br. One that ends a page splits the paragraph where more follows.
func (b *builder) readBreak(direct *runProps) {
	switch string(b.x.attr("w:type")) {
	case "page", "column":
		if b.deleted > 0 || b.inInstruction() || b.part != "" {
			return
		}
		b.turnPage()
		if len(b.para.runs) > 0 {
			b.split()
		}
		b.breakNext = true
	default:
		b.mark(read.LineBreak, 0, direct)
	}
}

// split ends the paragraph here and goes on with another of the same kind.
func (b *builder) split() {
	p := b.para
	b.flow.blocks = append(b.flow.blocks, p.head...)
	p.head = nil
	b.emit()
	p.text, p.runs, p.label, p.seen, p.breaks = p.text[:0], p.runs[:0], "", false, false
	p.props.borders = [4]border{}
	p.rest = true
}

func (b *builder) turnPage() {
	b.page++
	b.turned = true
}

// renderedBreak is where Word broke the page when it last wrote the file. It marks the breaks of the author as well.
func (b *builder) renderedBreak() {
	if b.part != "" || b.deleted > 0 || b.fallback > 0 {
		return
	}
	b.rendered = true
	if !b.turned {
		b.page++
	}
	b.turned = false
}

// readSymbol reads a w:sym: a character of a font by its number (17.3.3.30).
func (b *builder) readSymbol(direct *runProps) {
	code, err := strconv.ParseUint(string(b.x.attr("w:char")), 16, 32)
	if err != nil || !utf8.ValidRune(rune(code)) || code < ' ' {
		return
	}
	font := b.intern(b.x.attr("w:font"))
	r := *direct
	r.ascii, r.hAnsi = font, font
	b.put(utf8.AppendRune(nil, rune(code)), &r)
}
