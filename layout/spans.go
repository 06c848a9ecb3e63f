package layout

import (
	"strings"

	"vanban/document"
	"vanban/thethuc"
)

// endLine makes the line of pieces i to j and returns the piece after it. The blanks at its end hang: they are not drawn.
func (l *filler) endLine(i, j int, first bool) int {
	pieces := l.scan.pieces
	end := pieces[j].bound >= hard
	next := j + 1
	line := textLine{spaceAfter: pieces[j].to > pieces[j].mid}
	for j > i && pieces[j].mid == pieces[j].from {
		j-- // blanks alone, in a run of their own
	}
	start := len(l.f.spans)
	blanks := l.spans(i, j, &line)
	line.spans = l.f.spans[start:len(l.f.spans):len(l.f.spans)]
	if len(line.spans) == 0 {
		line.height, line.ascent = l.style.markHeight, l.style.markAscent
	}
	l.spacing(&line)
	l.place(&line, first, end, blanks)
	l.f.lines = append(l.f.lines, line)
	return next
}

// spans joins the pieces of the same run into spans and returns how many blanks they hold.
func (l *filler) spans(i, j int, line *textLine) int {
	pieces := l.scan.pieces
	var x document.EMU
	total := 0
	for k := i; k <= j; {
		p := pieces[k]
		units, blanks, to := p.units, p.to-p.mid, p.mid
		for k++; k <= j && pieces[k].run == p.run; k++ {
			q := &pieces[k]
			units += pieces[k-1].blankUnits + q.units
			blanks += q.to - q.mid
			to = q.mid
		}
		if q := &pieces[k-1]; k <= j {
			units += q.blankUnits // the run ends in blanks, and the line goes on
			to = q.to
		} else {
			blanks -= q.to - q.mid
		}
		if to == p.from {
			continue
		}
		span := l.span(p.run, p.from, to, int(units), line)
		span.X = x
		x += span.Width
		total += int(blanks)
		l.f.spans = append(l.f.spans, span)
	}
	return total
}

// span makes the span of one run's text on a line, and the line as high as it needs.
func (l *filler) span(run, from, to int32, units int, line *textLine) Span {
	m, r := l.scan.metrics[run], &l.runs[run]
	s := Span{
		Text: l.scan.texts[run][from:to], Face: m.face, Size: m.size,
		Width: m.width(units), Color: l.style.color, Underline: r.Underline,
	}
	switch {
	case r.Kind == document.Tab:
		s.Text, s.Width = " ", l.tabWidth(run)
	case r.Kind == document.NoteMark || l.f.sheet.Chars[r.Style].Superscript:
		// The top of a superscript stands level with the text's, and the line is as high as without it.
		text := l.f.metrics(m.face, l.f.sheet.Paragraphs[l.role].Size)
		s.Rise = toEMU(text.ascent - m.ascent)
		m = text
		if r.Kind == document.NoteMark && from == 0 {
			l.note(int32(r.Note), line)
		}
	}
	down := max(line.height-line.ascent, m.height-m.ascent)
	line.ascent = max(line.ascent, m.ascent)
	line.height = line.ascent + down
	return s
}

// note files a mark with its line. The line's notes are the last of the flow's.
func (l *filler) note(n int32, line *textLine) {
	start := len(l.f.marks) - len(line.notes)
	l.f.marks = append(l.f.marks, n)
	line.notes = l.f.marks[start:len(l.f.marks):len(l.f.marks)]
}

func (l *filler) tabWidth(run int32) document.EMU {
	for i := range l.scan.pieces {
		if p := &l.scan.pieces[i]; p.run == run {
			return toEMU(int(p.px) / pxPerTwip)
		}
	}
	return 0
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
	free := toEMU(l.room) - line.spans[n-1].X - line.spans[n-1].Width
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
		s.Word = word
		if len(spans) == 1 {
			s.Width += free
			return
		}
		wider := word * document.EMU(strings.Count(s.Text, " "))
		s.Width += wider
		shift += wider
	}
}
