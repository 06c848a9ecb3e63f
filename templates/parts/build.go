// Package parts owns the builders of the parts of a document: from the decoded contract to the tree. What the law fixes —
// order, wording, endings, numbers — is here once, and a type of document is a value that says which parts it has
// (see Type). It knows no sizes of its own and no output format.
package parts

import (
	"slices"

	"vanban/document"
	"vanban/seal"
	"vanban/templates/contract"
	"vanban/thethuc"
)

// Env is what a build takes from outside.
type Env struct {
	Pack    *thethuc.Pack
	Measure document.Measurer
	// Default is the style sheet of a document that sets no options; nil has it made each time.
	Default *thethuc.Sheet
	// Types finds the definition of a type by its slug, for enclosures; nil or a nil result means that it has none.
	Types func(slug string) *Type
	// Profiles finds the plate that an office keeps under a name, nil where it keeps none by that name, and an error where that cannot be
	// told now. A nil func keeps none.
	Profiles func(name string) (*Profile, error)
	// Seal signs what a certificate says and returns the text of its QR code; nil where no key is configured.
	Seal func(seal.Claims) (string, error)
	// Plates keeps what certificates of one look have in common; nil has it made each time.
	Plates *Plates
}

// Builder builds one document. Its methods set one part each and append to the current section; a type whose parts stand in
// an order of its own calls them from Type.Build.
type Builder struct {
	env   Env
	typ   *Type
	doc   *contract.Document
	sheet *thethuc.Sheet

	out       *document.Document
	section   document.Section // the one being filled
	width     document.EMU     // between its margins
	dieu      int              // Điều run on through chương, so their counter is the document's
	bodyStart int              // index in section.Blocks where the body began
	endMark   bool
	problems  document.Problems
	decoded   bool    // without a fault
	issued    *string // see issuer

	// Arenas: a plan is some hundred small values, and one allocation for each would cost more than building it.
	paras  []document.Paragraph
	runs   []document.Run
	blocks []document.Block
}

// Build makes the tree and the style sheet of doc. With a fatal problem both are nil.
func Build(t *Type, doc *contract.Document, env Env) (*document.Document, *thethuc.Sheet, document.Problems) {
	b := newBuilder(t, doc, env)
	b.all()
	if b.problems.Fatal() {
		return nil, nil, b.problems
	}
	return b.out, b.sheet, b.problems
}

// Check reports what Build would find in a document whose decoding found faults already, so that the user hears of all of
// them at once. What the decoder reports is not reported again.
func Check(t *Type, doc *contract.Document, env Env) document.Problems {
	b := newBuilder(t, doc, env)
	b.decoded = false
	b.all()
	return b.problems
}

// all checks and sets the document.
func (b *Builder) all() {
	if b.typ.Certificate {
		c := certificate{Builder: b}
		c.all()
		return
	}
	b.check()
	b.run()
}

func newBuilder(t *Type, doc *contract.Document, env Env) *Builder {
	b := &Builder{env: env, typ: t, doc: doc, out: new(document.Document), decoded: true}
	if t.Certificate {
		return b
	}
	h := house(&doc.Options)
	if h == (thethuc.House{}) {
		b.sheet = env.Default
	}
	if b.sheet == nil {
		b.sheet, b.problems = env.Pack.Sheet(h, doc.At+"/options")
	}
	if b.sheet == nil {
		b.sheet, _ = env.Pack.Sheet(thethuc.House{}, "") // nothing will be written: it serves to go on and find other faults
	}
	b.endMark = doc.Options.EndMark == nil || *doc.Options.EndMark
	return b
}

// house turns the options of the contract into lengths.
func house(o *contract.Options) thethuc.House {
	return thethuc.House{
		Top: document.MM(o.Margins.Top), Bottom: document.MM(o.Margins.Bottom),
		Left: document.MM(o.Margins.Left), Right: document.MM(o.Margins.Right),
		FirstLine:   document.MM(o.FirstLineIndent),
		SpaceBefore: document.Pt(o.SpaceBefore), LineSpacing: o.LineSpacing,
		BodySize: o.BodySize,
	}
}

// run sets the whole document.
func (b *Builder) run() {
	b.beginSection(b.doc.Orientation == "landscape", false)
	if b.typ.Build != nil {
		b.typ.Build(b)
	} else {
		b.Standard()
	}
	b.endSection()
	b.appendices(b.doc, b.typ)
	b.enclosures()
	b.guardLetterhead()
	b.out.Info = b.info()
}

// guardLetterhead puts an empty paragraph of a point's height before the letterhead of a document with footnotes: opening
// one that begins with a table, LibreOffice adds a whole empty line there.
func (b *Builder) guardLetterhead() {
	if len(b.out.Notes) == 0 || len(b.out.Sections) == 0 {
		return
	}
	s := &b.out.Sections[0]
	s.Blocks = slices.Insert(s.Blocks, 0, document.Block(b.para(document.DauVanBan, "")))
}

// Standard sets the parts in the order of Mẫu 1.1 to 1.5: letterhead, title, salutation, authority, grounds, body, closing.
func (b *Builder) Standard() {
	b.Circulation()
	b.Letterhead(true)
	b.Title()
	b.Salutation()
	b.Authority()
	b.Bases()
	b.Enacting()
	b.Body()
	b.Closing()
	b.Contact()
}

// beginSection starts a section; endSection files it.
func (b *Builder) beginSection(landscape, restart bool) {
	b.section = document.Section{Landscape: landscape, Restart: restart, Blocks: make([]document.Block, 0, 64)}
	b.width = b.sheet.Page.TextWidth(landscape)
	b.dieu = 0
	b.bodyStart = 0
}

func (b *Builder) endSection() {
	// WordprocessingML wants a paragraph after the last table of a section.
	if b.endsInTable() {
		b.add(b.para(document.CuoiVanBan, ""))
	}
	b.out.Sections = append(b.out.Sections, b.section)
}

func (b *Builder) add(block document.Block) { b.section.Blocks = append(b.section.Blocks, block) }

// addTable appends a table, kept apart from one right before it: Word joins tables that touch.
func (b *Builder) addTable(t *document.Table) {
	if b.endsInTable() {
		b.add(b.gap())
	}
	b.add(t)
}

// gap returns the empty paragraph of 6 points that keeps a table off what stands above it, and on the same page.
func (b *Builder) gap() *document.Paragraph {
	p := b.para(document.GiuaBang, "")
	p.KeepNext = true
	return p
}

// cell makes a cell of one row and column.
func cell(blocks []document.Block) document.Cell {
	return document.Cell{Blocks: blocks, ColSpan: 1, RowSpan: 1}
}

func (b *Builder) endsInTable() bool {
	n := len(b.section.Blocks)
	if n == 0 {
		return false
	}
	_, ok := b.section.Blocks[n-1].(*document.Table)
	return ok
}

// para takes a paragraph from the arena.
func (b *Builder) para(role document.Role, pointer string) *document.Paragraph {
	if len(b.paras) == cap(b.paras) {
		b.paras = make([]document.Paragraph, 0, 64)
	}
	b.paras = append(b.paras, document.Paragraph{Role: role, Pointer: pointer})
	return &b.paras[len(b.paras)-1]
}

// reserve makes room for n runs in the arena and returns an empty slice of that capacity.
func (b *Builder) reserve(n int) []document.Run {
	if cap(b.runs)-len(b.runs) < n {
		b.runs = make([]document.Run, 0, max(n, 96))
	}
	at := len(b.runs)
	b.runs = b.runs[:at+n]
	return b.runs[at : at : at+n]
}

// one returns a list of the one block.
func (b *Builder) one(block document.Block) []document.Block {
	if len(b.blocks) == cap(b.blocks) {
		b.blocks = make([]document.Block, 0, 64)
	}
	b.blocks = append(b.blocks, block)
	n := len(b.blocks)
	return b.blocks[n-1 : n : n]
}

// info is what the file says of itself.
func (b *Builder) info() document.Info {
	d := b.doc
	title := b.typ.Title
	if subject := joinLines(d.Subject); subject != "" {
		if b.typ.Untitled {
			subject = inSentence(subject)
		}
		title += " " + subject
	}
	info := document.Info{Title: title, Author: organName(d), Language: "vi-VN"}
	if d.Code.Notation != "" {
		info.Subject = codeText(d.Code, "")
	}
	if d.Date.Year != 0 && d.Date.Month != 0 && d.Date.Day != 0 {
		info.Created = isoDate(d.Date) + "T00:00:00+07:00"
	}
	return info
}
