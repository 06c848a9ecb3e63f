// Package read owns the manuscript: what stands in somebody's file, in the order in which a person reads it and in the file's own
// measures, before anybody has said what it is. It knows no law and no parts of a document: those are read/anatomy's and check's.
// The readers are read/docx, read/pdf and read/text.
package read

import "vanban/document"

// Source is the kind of file that a manuscript was read from.
type Source uint8

// The sources.
const (
	Text Source = iota // plain text, also of a scan
	Markdown
	DOCX
	PDF
)

// Manuscript is what stands in one file.
type Manuscript struct {
	Source   Source
	Sections []Section // at least one in DOCX and PDF; none in text
	Blocks   []Block
	Notes    []Note // footnotes and endnotes; a Run of kind NoteMark names one by its index
	Info     Info
	// Embedded is the JSON that this program put into the file when it made it; nil in files of others.
	Embedded []byte
	// Remarks tell what the reader converted, and hold every text that it found and that stands nowhere in Blocks.
	Remarks []Remark
}

// Info is what is known of the file as a whole.
type Info struct {
	Pages int // of a PDF; 0 elsewhere
}

// Section is a run of pages of one size, one set of margins and one numbering.
type Section struct {
	First int // index in Manuscript.Blocks of its first block
	Page  Page
	// Restart tells that the page numbers begin again in this section; Start is the first of them.
	Restart bool
	Start   int
	Number  PageNumber
	// What stands in the margins, page numbers left out: on the first page of the section, and on those after it.
	FirstHeader, Header []Block
	FirstFooter, Footer []Block
}

// Page is the sheet and its margins. Those of a PDF are measured from where the text stands: Bottom is then what is left free on
// the fullest page, and a margin that nothing reaches is 0.
type Page struct {
	Width, Height            document.EMU
	Top, Bottom, Left, Right document.EMU
	Landscape                bool
}

// PageNumber is how the pages of a section are numbered, as it is seen on the pages after the first.
type PageNumber struct {
	Shown   bool // on the pages after the first
	OnFirst bool // on the first page as well
	Footer  bool // below the text instead of above it
	Align   document.Align
	Roman   bool // not in Arabic figures
	Run     Run  // its type
	Place   Place
	// Unknown tells that the file has too few pages to see it: a PDF of one page.
	Unknown bool
}

// Place is where something stands, as exactly as the file can say it.
type Place struct {
	// Part is the part of a DOCX other than its main text: "footnotes", "header1".
	Part string
	// Paragraph is the ordinal of the paragraph in its part, from 1, those in cells and text boxes included: in a DOCX that of the
	// w:p elements in the order of the XML; in a PDF and in text that of the reader. 0 where it is the file as a whole.
	Paragraph int
	Line      int // of a text file, from 1
	Page      int // of a PDF, from 1; in a DOCX, where the word processor last left its marks; 0 where nobody knows
	Box       Box // of a PDF, on the page; zero elsewhere
	// Pointer is the JSON Pointer of the value that made the paragraph, where a document came as JSON.
	Pointer string
}

// Box is a rectangle, measured from the upper left corner of the page.
type Box struct {
	X, Y, Width, Height document.EMU
}

// Block is a *Paragraph, a *Rule or a *Table. The set is closed.
type Block interface{ block() }

func (*Paragraph) block() {}
func (*Rule) block()      {}
func (*Table) block()     {}

// Paragraph is one paragraph of the file. In plain text and PDF it is what the reader joined of lines.
type Paragraph struct {
	Runs []Run
	// Label is the number that the word processor puts before the text by itself; it is not in Runs.
	Label string
	// Style is the name of the paragraph's style in a DOCX; empty where it has none, and elsewhere.
	Style string
	Form  *Form // nil in text and Markdown
	// Lines are the lines as they are set in a PDF; empty elsewhere.
	Lines []Line
	// Heading is the level of a title that the file itself marks as one (Markdown's #, Word's outline), from 1; 0 for text.
	Heading   int
	PageBreak bool // begins a page by a break of the author's
	Frame     *Box // the frame drawn around it in a PDF; nil elsewhere
	Place     Place
}

// Line is a set line: its box from the first letter to the last, spaces at the ends left out.
type Line struct {
	Page int
	Box  Box
	Base document.EMU // from the upper edge of the page to the base line
	Text string
}

// Form is how a paragraph is set, everything resolved: styles, defaults, and what stands in the paragraph itself.
type Form struct {
	Align                  document.Align // never AlignStyle
	Left, Right, FirstLine document.EMU   // FirstLine is negative where it hangs
	Before, After          document.EMU   // as they come into effect
	Spacing                Spacing
	BorderTop, BorderBelow bool
}

// SpacingRule tells how the height of lines is given.
type SpacingRule uint8

// The rules. Measured is the distance of base lines in a PDF.
const (
	Multiple SpacingRule = iota
	AtLeast
	Exactly
	Measured
)

// Spacing is the height of lines: Lines for Multiple, Height for the others.
type Spacing struct {
	Rule   SpacingRule
	Lines  float64
	Height document.EMU
}

// RunKind tells what a run is.
type RunKind uint8

// The kinds of run.
const (
	Chars     RunKind = iota // characters
	LineBreak                // a new line inside the paragraph
	Tab
	NoteMark // the mark of Manuscript.Notes[Note]
)

// Run is a stretch of a paragraph with one formatting. Text is in NFC and as it stands in the file; Caps tells that it is shown in
// capitals. Size 0, Font "" and Color "" are unknown, as in text files.
type Run struct {
	Kind                                  RunKind
	Text                                  string
	Note                                  int
	Font                                  string
	Size                                  document.EMU
	Bold, Italic, Underline, Strike, Caps bool
	Raised, Lowered                       bool   // superscript, subscript
	Color                                 string // "000000"
}

// RuleKind tells how a rule is made.
type RuleKind uint8

// The kinds of rule.
const (
	Drawn  RuleKind = iota // a drawing, or a stroke of a PDF
	Border                 // the border of an empty paragraph
)

// Rule is a drawn horizontal line that stands below the block before it. Typed dashes and underscores are paragraphs.
type Rule struct {
	Kind   RuleKind
	Length document.EMU
	Weight document.EMU
	// Left is where it begins, from the left edge of the text or the cell that it stands in; Centred that it stands in the middle,
	// to a millimetre.
	Left    document.EMU
	Centred bool
	Place   Place
}

// Table is a grid of cells. As in WordprocessingML, a cell covered by a row span from above is present with Merged set, and the
// ColSpan of a row add up to the number of columns.
type Table struct {
	Columns []document.EMU
	Rows    []TableRow
	// Bordered tells a table of data from one that only sets things side by side. Text side by side in a PDF is a table without
	// borders.
	Bordered bool
	Place    Place
}

// TableRow is one row of a table; Header rows are repeated on every page.
type TableRow struct {
	Header bool
	Cells  []Cell
}

// Cell is one cell.
type Cell struct {
	Blocks  []Block
	ColSpan int // at least 1
	RowSpan int // at least 1
	Merged  bool
}

// Note is a footnote or endnote.
type Note struct {
	Blocks []Block
}

// Remark is something that the reader of a file has to say of it. Text is what stood in the file and stands nowhere else.
type Remark struct {
	Code    string // stable, snake_case ASCII
	Message string // Vietnamese, a full sentence
	Text    string
	Place   Place
}

// Refusal is the reason why a file is not read at all: an error of whoever sent it.
type Refusal struct {
	document.Problem
}

// Error returns the message.
func (r *Refusal) Error() string { return r.Message }

// Refuse returns a refusal.
func Refuse(code, message, hint string) *Refusal {
	return &Refusal{document.Problem{Severity: document.Error, Code: code, Message: message, Hint: hint}}
}
