package docx

import (
	"vanban/document"
	"vanban/read"
)

// settle gives a rule its place across when the width of what it stands in is known: at once, or at the end of the section.
func (b *builder) settle(f func(width, margin document.EMU)) {
	if b.flow.open != nil {
		*b.flow.open = append(*b.flow.open, f)
		return
	}
	f(b.flow.width, 0)
}

// centred tells whether a line stands in the middle, to a millimetre.
func centred(from, length, width document.EMU) bool {
	off := 2*from + length - width
	return max(off, -off) <= 2*document.Millimetre
}

// addBorderRule makes a rule of an empty paragraph with a border, which runs from indent to indent. Our own writer makes them so.
func (b *builder) addBorderRule(side int) {
	q := &b.para.props
	r := &read.Rule{Kind: read.Border, Weight: q.borders[side].weight, Place: b.para.place}
	from, to, frame := q.left+min(q.first, 0), q.right, q.frame.width
	b.settle(func(width, _ document.EMU) {
		if frame > 0 {
			width = frame
		}
		r.Left, r.Length = from, max(width-from-to, 0)
		r.Centred = centred(r.Left, r.Length, width)
	})
	b.flow.blocks = append(b.flow.blocks, r)
	b.flow.before = neighbour{}
}

// stroke is a drawn line as a drawing or VML gives it.
type stroke struct {
	inline         bool
	length, weight document.EMU
	offset         document.EMU   // from what from says
	from           string         // "page", else the column
	align          document.Align // in place of the offset
	full           bool           // as long as the text is wide
	above          bool           // over the text of its paragraph
}

// The narrowest line that is one, and how far from level it may be.
const (
	minStroke = 3 * document.Millimetre
	maxSlope  = 2 * document.Point
	maxBar    = 3 * document.Point // a rectangle that is no higher is drawn as a line
	maxAbove  = 6 * document.Point // a line that is no lower than this in its paragraph stands over the letters
)

// level reports whether a line is a horizontal one.
func (s *stroke) level(height document.EMU) bool {
	return s.length >= minStroke && (height <= maxSlope || height*40 <= s.length)
}

// addStroke makes a rule of a drawn line, below the paragraph that it is anchored in; or above it, when it stands over its text: half
// of the offices anchor the line under tiêu ngữ in the date below it.
func (b *builder) addStroke(s stroke) {
	if b.deleted > 0 || b.para == nil {
		return
	}
	p := b.para
	p.shape = true
	r := &read.Rule{Length: s.length, Weight: s.weight, Place: p.place}
	align := s.align
	from, to := document.EMU(0), document.EMU(0)
	if s.inline {
		align, from, to = p.props.align, p.props.left+p.props.first, p.props.right
		if align == document.AlignStyle || align == document.AlignJustify || len(p.runs) > 0 {
			align = document.AlignLeft
		}
		s.offset = from
	}
	b.settle(func(width, margin document.EMU) {
		if s.full {
			s.length, r.Length = width, width
		}
		switch {
		case align == document.AlignCenter:
			r.Left = from + (width-from-to-s.length)/2
		case align == document.AlignRight:
			r.Left = width - to - s.length
		case s.from == "page":
			r.Left = s.offset - margin
		default:
			r.Left = s.offset
		}
		r.Centred = centred(r.Left, r.Length, width)
	})
	if s.above {
		p.head = append(p.head, r)
		b.above[r] = true
		return
	}
	p.tail = append(p.tail, r)
}
