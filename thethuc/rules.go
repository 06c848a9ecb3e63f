// Package thethuc owns every number of form: what the law allows, what this house uses, and the clause of each. From a rule
// pack and the house's choices it makes the style sheet that DOCX, layout and checker all read. It owns no text of
// documents and no drawing.
package thethuc

import "vanban/document"

// Length is a length that the law bounds: at least Min, at most Max, and Use where the author chooses nothing.
// Only, when not empty, lists the single values that are allowed between the two. OwnMax tells that the law states no Max, and
// that it is ours, against slips of the hand.
type Length struct {
	Min, Max, Use document.EMU
	Only          []document.EMU
	OwnMax        bool
	Cite          string
}

// Allows reports whether v is within the law, to a twip, which is as exact as a Word file can say it.
func (l Length) Allows(v document.EMU) bool {
	if len(l.Only) > 0 {
		for _, o := range l.Only {
			if near(v, o) {
				return true
			}
		}
		return false
	}
	return v >= l.Min-document.Twip && v <= l.Max+document.Twip
}

func near(a, b document.EMU) bool { return a-b <= document.Twip && b-a <= document.Twip }

// Ratio is a number without unit that the law bounds.
type Ratio struct {
	Min, Max, Use float64
	Cite          string
}

// Allows reports whether v is within the law.
func (r Ratio) Allows(v float64) bool { return v >= r.Min-1e-9 && v <= r.Max+1e-9 }

// Profile is one of the two sets of type sizes that belong together (chú thích Mục II of Phụ lục I: sizes in one document
// grow and shrink alike).
type Profile uint8

// The profiles, named after the size of their running text in points.
const (
	Profile14 Profile = iota
	Profile13
	ProfileCount
)

// TypeRule is how the law sets the type of one role: its sizes and its cut.
type TypeRule struct {
	Min, Max document.EMU
	Use      [ProfileCount]document.EMU
	Bold     bool
	Italic   bool
	Upper    bool // the law asks for capitals; the text is checked, never changed
	Cite     string
}

// Pack is one legal text's numbers. A new decree is a new Pack; documents made under the old one stay reproducible.
type Pack struct {
	ID   string // nd30-2020
	Name string
	// From and To bound the time in force, ISO 8601; To is empty while it is.
	From, To string

	Font                                             string
	FontCite                                         string
	PageWidth, PageHeight                            Length
	MarginTop, MarginBottom, MarginLeft, MarginRight Length
	FirstLine                                        Length // indent of a paragraph's first line
	SpaceBefore                                      Length // between paragraphs
	LineSpacing                                      Ratio  // as a multiple of single
	TieuNguRule                                      Ratio  // length of the rule over the width of its text
	CoQuanRule                                       Ratio
	TrichYeuRule                                     Ratio
	Types                                            [document.RoleCount]TypeRule

	// Stamps are the marks of urgency with the sizes of their frames.
	Stamps []Stamp

	// What no clause sets, and practice does: see the [T] and [M] remarks of the law's digest.
	SignatureRoom Length // between chức vụ and họ tên
	RuleWeight    Length // thickness of rule lines
	ShortLine     Length // a last line shorter than this is no measure for the rule under it
	MarkPadding   Length // what the frame of a circulation mark is wider than its words
	KinhGuiIndent Length // from the margin to "Kính gửi:" above a list
	SignerShare   Ratio  // of the text's width that the signer's column takes; Max is where long titles may push it
}

// Stamp is a mark of urgency: its words and the outer size of its frame.
type Stamp struct {
	Text          string
	Width, Height Length
}

// Stamp returns the stamp with the words; false where the law has none.
func (p *Pack) Stamp(text string) (Stamp, bool) {
	for _, s := range p.Stamps {
		if s.Text == text {
			return s, true
		}
	}
	return Stamp{}, false
}
