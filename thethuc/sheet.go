package thethuc

import "vanban/document"

// Sheet is the style sheet of one document: every role's style with its numbers resolved. It is read-only once made and
// may be shared between goroutines.
type Sheet struct {
	Pack    *Pack
	House   House
	Profile Profile
	Font    string // family of all text
	Page    Page

	Paragraphs [document.RoleCount]ParagraphStyle
	Chars      [document.CharCount]CharStyle
	Tables     [document.TableCount]TableStyle
}

// Page is the sheet of paper and its margins as stated for portrait. Header is the distance of the page number's line from
// the upper edge, Footer that of the footer's last line from the lower one.
type Page struct {
	Width, Height            document.EMU
	Top, Bottom, Left, Right document.EMU
	Header, Footer           document.EMU
}

// Size returns the width and height of a page: margins stay with the edges as read (PL.I-I.3), so only these turn.
func (p Page) Size(landscape bool) (width, height document.EMU) {
	if landscape {
		return p.Height, p.Width
	}
	return p.Width, p.Height
}

// TextWidth returns the width between the margins.
func (p Page) TextWidth(landscape bool) document.EMU {
	w, _ := p.Size(landscape)
	return w - p.Left - p.Right
}

// LineRule tells how Spacing.Value is meant (ECMA-376 Part 1, 17.18.48).
type LineRule uint8

// The line rules.
const (
	LineMultiple LineRule = iota // Value is in 240ths of a single line
	LineExact                    // Value is in twips
	LineAtLeast                  // Value is in twips
)

// LineSpacing is the distance of lines.
type LineSpacing struct {
	Rule  LineRule
	Value int
}

// Single is the natural line of the font.
var Single = LineSpacing{Rule: LineMultiple, Value: 240}

// ParagraphStyle is how a role looks. Lengths are EMU.
type ParagraphStyle struct {
	ID   string // style id in WordprocessingML, ASCII
	Name string // what the clerk reads in Word's style list

	Size         document.EMU
	Bold, Italic bool
	Color        string // RRGGBB; empty is black

	Align         document.Align
	FirstLine     document.EMU // negative for a hanging indent
	Left, Right   document.EMU
	Before, After document.EMU
	Line          LineSpacing
	KeepNext      bool
	KeepLines     bool
	// Outline is the level in the navigation pane and the bookmarks, from 1; 0 for none.
	Outline int
	// RuleWeight, when not zero, draws the paragraph's rule: a line of this thickness on its upper edge.
	RuleWeight document.EMU
	// BoxHeight and BoxWeight, when not zero, frame the paragraph in a box of that outer height and line thickness: urgency
	// and circulation marks. The box's width is the paragraph's (document.Paragraph.BoxWidth); BoxPadding lies between its
	// lines and the text above and below.
	BoxHeight, BoxWeight, BoxPadding document.EMU
}

// Face returns the style's cut of the font.
func (s *ParagraphStyle) Face() document.Face { return document.FaceOf(s.Bold, s.Italic) }

// CharStyle is how a part of a paragraph looks.
type CharStyle struct {
	ID, Name    string
	Bold        bool
	Superscript bool
}

// TableStyle is how a table looks. Padding lies inside the cell's edges; Border is the thickness of its grid, 0 for none.
type TableStyle struct {
	ID, Name                                             string
	PaddingTop, PaddingBottom, PaddingLeft, PaddingRight document.EMU
	Border                                               document.EMU
}

// SizeOf returns the size of a run: a superscript is set at the paragraph's size and scaled by the writers.
func (s *Sheet) SizeOf(r document.Role) document.EMU { return s.Paragraphs[r].Size }

// FaceOf returns the face of a run in a paragraph of the role: the style's cut unless the run or its character style says
// otherwise.
func (s *Sheet) FaceOf(role document.Role, r *document.Run) document.Face {
	st := &s.Paragraphs[role]
	bold, italic := st.Bold, st.Italic
	if s.Chars[r.Style].Bold {
		bold = true
	}
	if r.Bold != document.Inherit {
		bold = r.Bold == document.On
	}
	if r.Italic != document.Inherit {
		italic = r.Italic == document.On
	}
	return document.FaceOf(bold, italic)
}
