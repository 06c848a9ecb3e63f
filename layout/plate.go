package layout

import (
	"fmt"
	"strings"

	"vanban/document"
)

// plate lays out a section that is one page of placed boxes. Nothing is broken or shrunk here: the builder has fitted the text, and
// each run of a line becomes a span. It measures straight from the fonts: type is shrunk to any size, and a table of metrics for each
// would cost more than the page.
func (f *flow) plate(index int, s *document.Section, number int) (int, error) {
	if len(s.Blocks)+len(s.TopMarks)+len(s.Footer) > 0 {
		return 0, fmt.Errorf("layout: section %d holds a plate and other blocks", index+1)
	}
	if err := f.ctx.Err(); err != nil {
		return 0, fmt.Errorf("layout: page %d: %w", len(f.res.Pages)+1, err)
	}
	if f.maxPages > 0 && len(f.res.Pages) == f.maxPages {
		return 0, ErrTooManyPages
	}
	number++
	firstLine, firstStroke := len(f.placed), len(f.strokes)
	node := f.node(Node{Kind: SectionNode})
	for i := range s.Plate.Boxes {
		if err := f.box(&s.Plate.Boxes[i], node); err != nil {
			return 0, fmt.Errorf("layout: section %d, box %d: %w", index+1, i+1, err)
		}
	}
	f.res.Pages = append(f.res.Pages, Page{
		Width: s.Plate.Width, Height: s.Plate.Height, Number: number, Section: index, Plate: s.Plate,
		Lines:   f.placed[firstLine:len(f.placed):len(f.placed)],
		Strokes: f.strokes[firstStroke:len(f.strokes):len(f.strokes)],
	})
	return number, nil
}

// box sets the lines of a box from its upper edge and then moves them to where its alignment wants them.
func (f *flow) box(b *document.Box, section int32) error {
	firstLine, firstStroke := len(f.placed), len(f.strokes)
	var height twip
	for i := range b.Paragraphs {
		p := &b.Paragraphs[i]
		if !p.Role.OnPlate() {
			return fmt.Errorf("role %d does not stand on a plate", p.Role)
		}
		node := f.node(Node{Kind: ParagraphNode, Parent: section, Role: p.Role, Pointer: p.Pointer})
		for from := 0; from <= len(p.Runs); {
			to := from
			for to < len(p.Runs) && p.Runs[to].Kind == document.Text {
				to++
			}
			if to < len(p.Runs) && p.Runs[to].Kind != document.LineBreak {
				return fmt.Errorf("a run of kind %d", p.Runs[to].Kind)
			}
			height += f.boxLine(b, p, from, to, node, height)
			from = to + 1
		}
	}
	var shift document.EMU
	switch free := b.Height - toEMU(height); b.VAlign {
	case document.VAlignCenter:
		shift = free / 2
	case document.VAlignBottom:
		shift = free
	case document.VAlignTop:
	}
	for i := range f.placed[firstLine:] {
		f.placed[firstLine+i].Y += shift
	}
	for i := range f.strokes[firstStroke:] {
		s := &f.strokes[firstStroke+i]
		s.Y1, s.Y2 = s.Y1+shift, s.Y2+shift
	}
	return nil
}

// boxLine places the line of runs from to to at y below the box's edge and returns its height. Each line is as high as the font's
// natural one, an empty one too.
func (f *flow) boxLine(b *document.Box, p *document.Paragraph, from, to int, node int32, y twip) twip {
	st := &f.sheet.Paragraphs[p.Role]
	size := b.Size
	if size == 0 {
		size = st.Size
	}
	ascent, height := lineBox(f.cache.fonts.Face(st.Face()), size)
	below := height - ascent
	start := len(f.spans)
	var width document.EMU
	for i := from; i < to; i++ {
		r := &p.Runs[i]
		text := r.Text
		if i == to-1 {
			text = strings.TrimRight(text, " ") // what a line break has swallowed
		}
		if text == "" {
			continue
		}
		face := f.sheet.FaceOf(p.Role, r)
		if face != st.Face() {
			a, h := lineBox(f.cache.fonts.Face(face), size)
			ascent, below = max(ascent, a), max(below, h-a)
		}
		text, units := f.shown(text, face)
		s := Span{
			Text: text, Face: face, Size: size, Color: st.Color, Underline: r.Underline,
			X: width, Width: f.cache.fonts.Face(face).Scale(units, size),
		}
		width += s.Width
		f.spans = append(f.spans, s)
	}
	height = ascent + below
	if len(f.spans) == start {
		return height
	}
	l := Line{
		X: b.X, Y: b.Y + toEMU(y+ascent), Node: node, Role: p.Role,
		Spans: f.spans[start:len(f.spans):len(f.spans)], SpaceAfter: to < len(p.Runs),
	}
	align := p.Align
	if align == document.AlignStyle {
		align = st.Align
	}
	switch align {
	case document.AlignCenter:
		l.X += (b.Width - width) / 2
	case document.AlignRight:
		l.X += b.Width - width
	case document.AlignLeft, document.AlignJustify, document.AlignStyle:
	}
	f.placed = append(f.placed, l)
	for i := range l.Spans {
		if l.Spans[i].Underline {
			f.underline(&l, &l.Spans[i])
		}
	}
	return height
}

// shown returns the text with what the font has no glyph for replaced, and its width in font units.
func (f *flow) shown(text string, face document.Face) (string, int) {
	font := f.cache.fonts.Face(face)
	units := 0
	for o := 0; o < len(text); {
		c, n := rune(text[o]), 1
		if c >= 0x80 {
			c, n = decode(text, o)
		}
		w, ok := font.Advance(c)
		if !ok {
			return f.shown(substituted(font, text, o), face)
		}
		units += w
		o += n
	}
	return text, units
}
