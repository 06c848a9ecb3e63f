package docx

import (
	"path"
	"strings"

	"vanban/document"
	"vanban/read"
)

// builder reads the parts that hold text and makes the manuscript of them.
type builder struct {
	*parts
	x       *xmlReader
	side    *xmlReader // for a part that is read in the middle of another
	m       *read.Manuscript
	remarks remarks

	// Of the part that is read:
	part     string // as in read.Place
	targets  relations
	ordinal  int
	fallback int // how many mc:Fallback are open: their paragraphs are not counted
	deleted  int // how many w:del and w:moveFrom
	fields   []field
	flow     *flow
	para     *paragraph
	spare    []*paragraph // used ones, for their memory
	number   *pageField   // in headers and footers: what the page number is like

	// Of the body:
	page      int
	rendered  bool // Word has left its marks of pages
	turned    bool // a break has been counted, and no text since
	breakNext bool // the next paragraph begins a page
	section   *section
	sections  []*section

	notes    []noteMark
	comments map[string]read.Place
	above    map[*read.Rule]bool // rules that stand over the text of the paragraph after them
}

// flow is what holds blocks: the body, a cell, a text box, a note, a header.
type flow struct {
	blocks []read.Block
	// width is the room for text. In the body it is known at the end of the section only: open gathers what waits for it.
	width  document.EMU
	open   *[]func(width, margin document.EMU)
	cell   *cellStyle
	before neighbour
}

// neighbour is what the next paragraph must know of the one before it.
type neighbour struct {
	form       *read.Form
	style      string
	contextual bool
	auto       bool
	num        int
}

// cellStyle is what the style of a table says in a cell.
type cellStyle struct {
	para paraProps
	run  runProps
}

func newBuilder(p *parts) *builder {
	return &builder{
		parts: p, x: p.pkg.xml, side: newXMLReader(p.pkg.ctx, p.pkg.budget), m: &read.Manuscript{Source: read.DOCX},
		page: 1, comments: map[string]read.Place{}, above: map[*read.Rule]bool{},
	}
}

// enter begins a part of text.
func (b *builder) enter(name string) error {
	b.part = strings.TrimSuffix(path.Base(name), path.Ext(name))
	if name == b.main {
		b.part = ""
	}
	b.ordinal, b.fallback, b.deleted, b.fields, b.breakNext = 0, 0, 0, b.fields[:0], false
	var err error
	b.targets, err = b.pkg.relations(name)
	return err
}

// target returns the relationship with an id of the part that is read.
func (b *builder) target(id []byte) (relation, bool) {
	r, ok := b.targets.byID[string(id)]
	return r, ok
}

func (b *builder) place() read.Place {
	p := read.Place{Part: b.part, Paragraph: b.ordinal}
	if b.part == "" {
		p.Page = b.page
	}
	return p
}

// remark says something of the place that has been reached.
func (b *builder) remark(code string, text []byte) { b.remarks.add(code, text, b.place()) }

// within runs f with a container of its own and returns its blocks.
func (b *builder) within(inner *flow, f func()) []read.Block {
	outer, para, fields := b.flow, b.para, b.fields
	b.flow, b.para, b.fields = inner, nil, nil
	f()
	b.flow, b.para, b.fields = outer, para, fields
	return inner.blocks
}

// blocks reads the block-level children of the element read last (EG_BlockLevelElts).
func (b *builder) blocks() {
	x := b.x
	for d := x.depth; x.child(d); {
		b.block()
	}
}

func (b *builder) block() {
	x := b.x
	switch x.name {
	case "w:p":
		b.readParagraph()
	case "w:tbl":
		b.readTable()
	case "w:sdt", "w:sdtContent", "w:customXml", "w:smartTag", "w:ins", "w:moveTo", "w:hyperlink":
		b.blocks()
	case "w:del", "w:moveFrom":
		b.deleted++
		b.blocks()
		b.deleted--
	case "mc:AlternateContent":
		b.alternate(b.blocks)
	case "w:sectPr":
		if b.section != nil && b.flow.open != nil {
			b.readSectionProps()
		}
	case "m:oMathPara", "m:oMath", "w:r":
		b.looseRuns()
	case "w:altChunk":
		b.remark("external_chunk", nil)
	default:
		b.ignore()
	}
}

// looseRuns makes a paragraph of runs that stand where paragraphs should: Word writes equations so.
func (b *builder) looseRuns() {
	if err := b.pkg.budget.paragraph(); err != nil {
		b.x.Fail(err)
		return
	}
	b.begin(&noPara)
	b.inline()
	b.para.rest = true // nothing where there is nothing to see
	b.end()
}

// alternate reads the first choice, as a reader does that knows everything; the fallback only where there is no choice.
func (b *builder) alternate(f func()) {
	x := b.x
	chosen := false
	for d := x.depth; x.child(d); {
		switch {
		case chosen:
		case x.name == "mc:Choice":
			chosen = true
			f()
		case x.name == "mc:Fallback":
			b.fallback++
			f()
			b.fallback--
		}
	}
}

// silent are elements that may hold characters, none of which is seen.
var silent = map[string]bool{
	"w:sdtPr": true, "w:sdtEndPr": true, "w:customXmlPr": true, "w:smartTagPr": true, "w:ffData": true, "w:rubyPr": true,
	"w:tblPr": true, "w:tblGrid": true, "w:trPr": true, "w:tcPr": true, "w:tblPrEx": true, "w:pPr": true, "w:rPr": true,
	"w:footnotePr": true, "w:endnotePr": true, "w:fldData": true,
}

// ignore goes past an element that is not known. What it holds of text is kept.
func (b *builder) ignore() {
	x := b.x
	if silent[x.name] || strings.HasPrefix(x.name, "w:bookmark") || strings.HasPrefix(x.name, "w:comment") {
		if x.name == "w:commentRangeStart" || x.name == "w:commentReference" {
			b.commentAt(x.attr("w:id"))
		}
		return
	}
	if text := strings.TrimSpace(string(x.content(nil))); text != "" {
		b.remark("unknown_content", []byte(text))
	}
}

func (b *builder) commentAt(id []byte) {
	if _, ok := b.comments[string(id)]; !ok && len(b.comments) < maxNames {
		b.comments[string(id)] = b.place()
	}
}
