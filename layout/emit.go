package layout

import (
	"strings"

	"vanban/document"
)

// emit puts a line on the open page; x and y are the left edge of its container and the top of its box.
func (f *flow) emit(line *textLine, p *para, x, y twip) {
	if len(line.spans) == 0 {
		return
	}
	node := p.node
	if f.repeating {
		node = f.artifact
	}
	l := Line{
		X: toEMU(x) + line.offset, Y: toEMU(y + line.ascent),
		Node: node, Role: p.role, Spans: line.spans, SpaceAfter: line.spaceAfter,
	}
	f.placed = append(f.placed, l)
	for i := range line.spans {
		if line.spans[i].Underline {
			f.underline(&l, &line.spans[i])
		}
	}
}

// underline draws the line under a span where the font wants it.
func (f *flow) underline(l *Line, s *Span) {
	font := f.cache.fonts.Face(s.Face)
	thick := font.Scale(font.UnderlineWeight, s.Size)
	y := l.Y - font.Scale(font.UnderlinePosition, s.Size)
	f.strokes = append(f.strokes, Stroke{
		X1: l.X + s.X, Y1: y, X2: l.X + s.X + s.Width, Y2: y, Weight: thick, Color: s.Color,
	})
}

// drawFrame draws the rule on a paragraph's upper edge, or the box around it; y is where its text begins.
func (f *flow) drawFrame(p *para, x, y twip) {
	if p.rule == 0 && p.box == 0 {
		return
	}
	half := p.weight / 2
	width := p.rule + p.box
	left := toEMU(x)
	switch free := toEMU(p.width) - width; p.align {
	case document.AlignRight:
		left += free
	case document.AlignLeft:
	default:
		left += free / 2
	}
	right, top := left+width, toEMU(y)-p.padding-half
	color := f.sheet.Paragraphs[p.role].Color
	stroke := func(x1, y1, x2, y2 document.EMU) {
		f.strokes = append(f.strokes, Stroke{X1: x1, Y1: y1, X2: x2, Y2: y2, Weight: p.weight, Color: color})
	}
	stroke(left, top, right, top)
	if p.box > 0 {
		bottom := toEMU(y+p.height(0, len(p.lines))) + p.padding + half
		stroke(left, bottom, right, bottom)
		stroke(left+half, top, left+half, bottom)
		stroke(right-half, top, right-half, bottom)
	}
}

// outlineRunes bounds a bookmark: a whole paragraph may be one (Điều with running text).
const outlineRunes = 100

// outlineTitle is the paragraph's text for a bookmark, cut at a word when it is long.
func outlineTitle(p *document.Paragraph) string {
	text := ""
	if len(p.Runs) == 1 && p.Runs[0].Kind == document.Text {
		text = p.Runs[0].Text
	} else {
		text = p.PlainText()
	}
	n := 0
	for i := range text {
		if n++; n > outlineRunes {
			cut := text[:i]
			if k := strings.LastIndexByte(cut, ' '); k > 0 {
				cut = cut[:k]
			}
			return cut + "…"
		}
	}
	return text
}
