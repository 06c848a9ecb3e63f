package layout

import (
	"vanban/document"
	"vanban/thethuc"
)

// endLine makes the line of chunks i to j and returns the chunk after it. The blanks at its end hang: they are not drawn.
func (l *filler) endLine(i, j int, first bool) int {
	chunks, segs := l.scan.chunks, l.scan.segments
	c := &chunks[j]
	line := textLine{spaceAfter: c.end > c.blanks}
	if from := l.noteFrom; c.notes > from {
		start := len(l.f.marks)
		l.f.marks = append(l.f.marks, l.scan.notes[from:c.notes]...)
		line.notes = l.f.marks[start:len(l.f.marks):len(l.f.marks)]
		l.noteFrom = c.notes
	}
	start := len(l.f.spans)
	blanks := l.spans(segs[chunks[i].words:c.blanks], &line)
	line.spans = l.f.spans[start:len(l.f.spans):len(l.f.spans)]
	if len(line.spans) == 0 {
		line.height, line.ascent = l.style.markHeight, l.style.markAscent
	}
	l.spacing(&line)
	l.place(&line, first, c.bound == hard || c.bound == last, blanks)
	l.f.lines = append(l.f.lines, line)
	return j + 1
}

// spans joins segments of the same run into spans and returns how many blanks they hold.
func (l *filler) spans(segs []segment, line *textLine) int {
	var x document.EMU
	total := 0
	for k := 0; k < len(segs); {
		s := segs[k]
		blanks := s.blanks
		units := s.units
		for k++; k < len(segs) && segs[k].run == s.run; k++ {
			s.to = segs[k].to
			units += segs[k].units
			blanks += segs[k].blanks
		}
		m := l.scan.metrics[s.run]
		r := &l.runs[s.run]
		span := Span{
			Text: l.scan.texts[s.run][s.from:s.to], Face: m.face, Size: m.size,
			X: x, Width: m.width(int(units)), Color: l.style.color, Underline: r.Underline,
		}
		if r.Kind == document.Tab {
			span.Text, span.Width = " ", toEMU(int(s.px)/pxPerTwip)
		}
		if r.Kind == document.NoteMark || l.f.sheet.Chars[r.Style].Superscript {
			// The top of a superscript stands level with the text's, and the line is as high as without it.
			text := l.f.metrics(m.face, l.f.sheet.Paragraphs[l.role].Size)
			span.Rise = toEMU(text.ascent - m.ascent)
			m = text
		}
		down := max(line.height-line.ascent, m.height-m.ascent)
		line.ascent = max(line.ascent, m.ascent)
		line.height = line.ascent + down
		x += span.Width
		total += int(blanks)
		l.f.spans = append(l.f.spans, span)
	}
	return total
}

// spacing applies the line rule. Proportional spacing leaves the line's box alone: its extra stands under the line and is
// the flow's business.
func (l *filler) spacing(line *textLine) {
	switch v := l.style.spacing.Value; l.style.spacing.Rule {
	case thethuc.LineExact:
		line.height = v
		line.ascent = v * 4 / 5 // LibreOffice: the baseline at four fifths, whatever the font
	case thethuc.LineAtLeast:
		if d := v - line.height; d > 0 {
			line.height += d
			line.ascent += d
		}
	case thethuc.LineMultiple:
	}
}

// place aligns the line: its offset, and the stretch of its blanks when it is justified and more text follows.
func (l *filler) place(line *textLine, first, end bool, blanks int) {
	left := l.style.left
	if first {
		left += l.style.first
	}
	line.offset = toEMU(left)
	n := len(line.spans)
	if n == 0 {
		return
	}
	free := toEMU(l.room(first)) - line.spans[n-1].X - line.spans[n-1].Width
	switch l.style.align {
	case document.AlignCenter:
		line.offset += free / 2
	case document.AlignRight:
		line.offset += free
	case document.AlignJustify:
		if !end && blanks > 0 && free > 0 {
			stretch(line.spans, free, blanks)
		}
	case document.AlignLeft, document.AlignStyle:
	}
}

// stretch spreads free over the blanks.
func stretch(spans []Span, free document.EMU, blanks int) {
	word := free / document.EMU(blanks)
	var shift document.EMU
	for i := range spans {
		s := &spans[i]
		s.X += shift
		n := countBlanks(s.Text)
		s.Word = word
		s.Width += word * document.EMU(n)
		shift += word * document.EMU(n)
	}
}

func countBlanks(text string) int {
	n := 0
	for i := 0; i < len(text); i++ {
		if text[i] == ' ' {
			n++
		}
	}
	return n
}
