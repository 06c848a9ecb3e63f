// Package document owns the tree of a document: sections, paragraphs, runs, tables and notes, each with the role it plays
// in the thể thức. It holds no sizes of type and no output format: how a role looks is the style sheet's business
// (thethuc), where it lands is layout's, and how it is written down is the renderers'. The shapes follow
// WordprocessingML closely enough that a reader of a Word file can build the same tree.
package document

// Document is one finished tree, ready for layout and for every renderer.
type Document struct {
	Info     Info
	Sections []Section
	// Notes holds the footnotes in the order of their marks; a Run of kind NoteMark names one by its index.
	Notes []Note
}

// Info is what the file says of itself outside its pages: DOCX core properties, PDF Info and XMP.
type Info struct {
	Title    string // tên loại and trích yếu on one line
	Author   string // the issuing organ (PL.I-II.2)
	Subject  string // số, ký hiệu
	Keywords string
	Language string // BCP 47; vi-VN
	// Created is the moment written as creation date, in RFC 3339, taken from the document's own date so that the same
	// input gives the same bytes; empty when the date is not complete.
	Created string
}

// Section is a run of pages with one orientation and one numbering (ECMA-376 Part 1, 17.6). Every section starts on a new
// page, and the number on its first page is hidden (PL.I-I.7).
type Section struct {
	Landscape bool
	// Restart makes the page numbers begin again at one, as each phụ lục has its own (PL.I-III.1).
	Restart bool
	// TopMarks stand in the top margin of the section's first page (ô 11); Footer stands at its foot under a full-width
	// line (ô 13). Both are empty in most documents.
	TopMarks []Block
	Footer   []Block
	Blocks   []Block
	// Plate makes the section one page of placed parts, of the plate's own size; everything else of the section is then empty.
	Plate *Plate
}

// Note is the content of a footnote, one or more paragraphs. The mark is supplied by the writers.
type Note struct {
	Paragraphs []Paragraph
}

// Block is a paragraph, a rule or a table. The set is closed: writers switch over it and fail on anything else.
type Block interface{ block() }

// Paragraph is text of one role. Everything about its looks comes from the role's style but for Align.
type Paragraph struct {
	Role Role
	Runs []Run
	// Align overrides the style's alignment where the author may choose, in table cells, and places a frame.
	Align Align
	// KeepNext holds the paragraph's end together with what follows, besides what the style asks for.
	KeepNext bool
	// BoxWidth is the outer width of the frame around the paragraph, for the roles whose style draws one (DauKhan,
	// LuuHanh); Word has no frame that is as wide as its text. Align is then the frame's place.
	BoxWidth EMU
	// Pointer is the JSON Pointer of the value that the paragraph came from; empty for fixed wording.
	Pointer string
}

// Rule is a centred horizontal line of a given length under the block before it: under tiêu ngữ, the organ's name, trích
// yếu and "(Kèm theo …)". In Word it is an empty paragraph with a border, so that it stays where it is when text is edited.
type Rule struct {
	Role   Role
	Length EMU
}

func (*Paragraph) block() {}
func (*Rule) block()      {}
func (*Table) block()     {}

// RunKind tells what a run is.
type RunKind uint8

// The kinds of run.
const (
	Text      RunKind = iota // characters
	LineBreak                // a new line inside the paragraph
	Tab                      // to the next tab stop of the style
	NoteMark                 // the mark of Document.Notes[Note]
)

// Run is a stretch of a paragraph with one formatting. Text is in NFC and has no control characters.
type Run struct {
	Kind RunKind
	Text string
	// Bold and Italic say what the author marked; Inherit leaves it to the role's style.
	Bold, Italic Toggle
	Underline    bool
	// Style is a character style: how parts of a paragraph look by law, such as the bold "Điều 1.".
	Style CharRole
	Note  int
}

// Toggle is a property that may be left to the style.
type Toggle int8

// The values of a Toggle.
const (
	Inherit Toggle = 0
	On      Toggle = 1
	Off     Toggle = -1
)

// Align is the alignment of a paragraph's lines.
type Align uint8

// The alignments. AlignStyle leaves it to the role's style.
const (
	AlignStyle Align = iota
	AlignLeft
	AlignCenter
	AlignRight
	AlignJustify
)

// Table is a grid of cells (ECMA-376 Part 1, 17.4). Columns are the widths of the grid's columns, padding included.
type Table struct {
	Role    TableRole
	Columns []EMU
	Rows    []Row
	Pointer string
}

// Row is one row of a Table. The ColSpan of its cells add up to the number of columns: a cell that is covered by a
// row span from above is present with Merged set, as in WordprocessingML.
type Row struct {
	Cells []Cell
	// Header rows stand at the top of the table and are repeated on every page it reaches.
	Header bool
	// CantSplit keeps the row on one page when a page can hold it.
	CantSplit bool
	// KeepNext keeps the row on the page of the next row's beginning.
	KeepNext bool
}

// Cell is one cell; its content is at least one paragraph.
type Cell struct {
	Blocks  []Block
	ColSpan int // at least 1
	// RowSpan is how many rows the cell covers, itself included; 1 for most. Merged marks the cells it covers.
	RowSpan int
	Merged  bool
	VAlign  VAlign
}

// VAlign is the vertical place of a cell's content.
type VAlign uint8

// The vertical alignments.
const (
	VAlignTop VAlign = iota
	VAlignCenter
	VAlignBottom
)

// Face is one of the four cuts of the document's type.
type Face uint8

// The faces.
const (
	Regular Face = iota
	Bold
	Italic
	BoldItalic
	FaceCount
)

// FaceOf returns the face that is bold or italic or both.
func FaceOf(bold, italic bool) Face {
	f := Regular
	if bold {
		f |= Bold
	}
	if italic {
		f |= Italic
	}
	return f
}

// Measurer tells the width of text set solid on one line. Builders use it for what the law states in terms of a text's
// width: the length of rules, and where a long organ name must break.
type Measurer interface {
	TextWidth(text string, face Face, size EMU) EMU
}

// PlainText returns the paragraph's characters without formatting; breaks and tabs come out as one space, marks as nothing.
func (p *Paragraph) PlainText() string {
	n := 0
	for i := range p.Runs {
		n += len(p.Runs[i].Text) + 1
	}
	b := make([]byte, 0, n)
	for i := range p.Runs {
		switch p.Runs[i].Kind {
		case Text:
			b = append(b, p.Runs[i].Text...)
		case LineBreak, Tab:
			b = append(b, ' ')
		case NoteMark:
		}
	}
	return string(b)
}
