package document

// Plate is a page whose parts stand at places of their own: giấy khen, bằng khen. Lengths are EMU from its upper left corner, y
// growing downwards.
type Plate struct {
	Width, Height EMU
	// Design is drawn behind everything and shared by all documents of one look; nil on a pre-printed blank (phôi).
	Design *Design
	// Pictures stand above the design: quốc huy. Photo is that of the blank: only previews show it, no file that is printed.
	Pictures []Placed
	Photo    *Placed
	// Marks are drawn for this document alone: the modules of a QR code.
	Marks []Shape
	Boxes []Box
}

// Box is a place for text. The builder has fitted the text into it: lines are broken with [LineBreak] and are no wider than the box,
// so every writer sets the same lines.
type Box struct {
	X, Y, Width, Height EMU
	VAlign              VAlign
	// Size is that of the type where it was shrunk to fit; 0 is the size of the role's style.
	Size       EMU
	Paragraphs []Paragraph
}

// Design is artwork in vectors. Writers keep what they make of it under its Key, which names nothing else: two designs with one key are
// the same drawing at the same size.
type Design struct {
	Key           string
	Width, Height EMU
	Shapes        []Shape
}

// Shape is a path that is filled, stroked or both. Colours are RRGGBB, empty for none.
type Shape struct {
	Path    []Segment
	Grid    *Grid // instead of a path; it is filled
	Fill    string
	Stroke  string
	Weight  EMU
	EvenOdd bool // fill rule; nonzero otherwise
}

// Outline returns the path, or that around the grid.
func (s *Shape) Outline() []Segment {
	if s.Grid != nil {
		return s.Grid.Outline()
	}
	return s.Path
}

// SegmentKind tells what a Segment adds to its path.
type SegmentKind uint8

// The kinds of segment.
const (
	MoveTo  SegmentKind = iota // to P[0]
	LineTo                     // to P[0]
	CurveTo                    // cubic Bézier: controls P[0] and P[1], to P[2]
	Close
)

// Segment is one step of a path.
type Segment struct {
	Kind SegmentKind
	P    [3]XY
}

// XY is a place on a plate.
type XY struct{ X, Y EMU }

// Picture is a raster image, PNG or JPEG. Writers keep what they make of it under its Key, a hash of its Data.
type Picture struct {
	Key           string
	Media         string // image/png or image/jpeg
	Data          []byte
	Width, Height int // pixels
}

// Placed is a picture at a place on a plate.
type Placed struct {
	Picture             *Picture
	X, Y, Width, Height EMU
}
