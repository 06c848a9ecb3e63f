// Package layout turns a document tree and its style sheet into pages of placed lines and strokes. It owns line breaking,
// page breaking, tables and footnotes; it knows no output format. Where the legal text is silent it does what Word and
// LibreOffice do, so that the pages agree with the DOCX of the same tree.
package layout

import "vanban/document"

// Result is a laid-out document.
type Result struct {
	Pages []Page
	// Nodes is the logical structure, in reading order; a Line names its node by index. Nodes[0] is the document.
	Nodes []Node
	// Outline is the tree of headings for bookmarks, in order.
	Outline []OutlineItem

	// What the pages are cut from.
	lines   []Line
	spans   []Span
	strokes []Stroke
}

// Page is one sheet. Coordinates are EMU from its upper left corner, y growing downwards.
type Page struct {
	Width, Height document.EMU
	// Number is the page's number within its numbering; Section its section's index.
	Number, Section int
	Lines           []Line
	Strokes         []Stroke
	// Plate is what writers draw behind the text of a page that holds one: design, pictures, marks. Its boxes are in Lines already.
	Plate *document.Plate
}

// Line is a line of text, or the part of one in a table cell. Spans follow each other from X to the right.
type Line struct {
	X, Y document.EMU // Y is the baseline
	// Node is the paragraph it belongs to, an index into Result.Nodes; lines of page furniture have the artifact node.
	Node  int32
	Role  document.Role
	Spans []Span
	// SpaceAfter tells that the text goes on after this line with a space, which text extraction must find.
	SpaceAfter bool
}

// Span is a stretch of a line in one face and size. Every U+0020 in Text is Word wider than its own advance: that is how
// lines are justified.
type Span struct {
	Text      string
	Face      document.Face
	Size      document.EMU
	X         document.EMU // from the line's X
	Width     document.EMU // with the stretched spaces
	Word      document.EMU
	Rise      document.EMU // of the baseline, for marks
	Color     string       // RRGGBB; empty is black
	Underline bool         // the stroke under it is among the page's Strokes
}

// Stroke is a straight line, always horizontal or vertical: rules, table grids, underlines, boxes. It is an artifact.
type Stroke struct {
	X1, Y1, X2, Y2 document.EMU // the middle of the line
	Weight         document.EMU
	Color          string
}

// NodeKind tells what a Node is.
type NodeKind uint8

// The kinds of node.
const (
	DocumentNode NodeKind = iota
	SectionNode
	ParagraphNode
	TableNode
	RowNode
	CellNode
	NoteNode
	ArtifactNode
)

// Node is one element of the logical structure.
type Node struct {
	Parent  int32
	Kind    NodeKind
	Role    document.Role      // of a paragraph
	Table   document.TableRole // of a table
	Header  bool               // of a row
	ColSpan int32
	RowSpan int32
	Note    int32  // of a NoteNode: its index
	Pointer string // JSON Pointer of the source
}

// OutlineItem is a bookmark.
type OutlineItem struct {
	Title string
	Level int // from 1
	Page  int // index into Result.Pages
	Y     document.EMU
}
