package layout

import (
	"unicode/utf8"

	"vanban/document"
	"vanban/thethuc"
)

// textLine is a line of a paragraph before it has a place on a page.
type textLine struct {
	spans      []Span
	offset     document.EMU // from the container's left edge to the text
	height     twip         // without the extra that proportional spacing puts under it
	ascent     twip
	notes      []int32 // the footnotes marked on it
	spaceAfter bool
}

// filler sets the chunks of one paragraph into lines. Greedy, as Word and LibreOffice do: a line takes what fits.
type filler struct {
	f     *flow
	scan  scanner
	style lineStyle
	role  document.Role
	runs  []document.Run

	// The line being filled: segments[from:to], and how far the portion at its end has come.
	done     twip  // rounded widths of the portions that are complete
	run      int32 // run of the open portion, -1 for none
	px       int32
	noteFrom int32
}

// lineStyle is what of a paragraph's style its lines need.
type lineStyle struct {
	width       twip // of the container
	left, right twip
	first       twip
	align       document.Align
	spacing     thethuc.LineSpacing
	color       string
	markHeight  twip // of an empty line
	markAscent  twip
}

// fill cuts the scanned paragraph into lines and appends them to the flow's.
func (l *filler) fill() []textLine {
	start := len(l.f.lines)
	chunks := l.scan.chunks
	l.noteFrom = 0
	for i, n := 0, 0; i < len(chunks); n++ {
		i = l.fillLine(i, n == 0)
	}
	return l.f.lines[start:len(l.f.lines):len(l.f.lines)]
}

// room is the width that a line has for text.
func (l *filler) room(first bool) twip {
	w := l.style.width - l.style.left - l.style.right
	if first {
		w -= l.style.first
	}
	return w
}

// fillLine sets one line from chunk i on and returns the chunk that the next line begins with.
func (l *filler) fillLine(i int, first bool) int {
	chunks, segs := l.scan.chunks, l.scan.segments
	room := l.room(first)
	l.done, l.run, l.px = 0, -1, 0
	end, blank := -1, -1 // chunks after which the line may end: the last, and the last with a blank
	for j := i; ; j++ {
		c := &chunks[j]
		if !l.add(segs[c.words:c.blanks], room) {
			if end < 0 {
				return l.cut(i, j, room, first)
			}
			if chunks[end].bound == stop && blank >= 0 && l.near(blank, end) {
				// LibreOffice would rather leave a whole address to the next line than end one after a slash.
				end = blank
			}
			return l.endLine(i, end, first)
		}
		if c.bound == hard || c.bound == last {
			return l.endLine(i, j, first)
		}
		fits := l.add(segs[c.blanks:c.end], room)
		if c.bound != weak || !fits {
			end = j
			if c.end > c.blanks {
				blank = j
			}
		}
	}
}

// slashReach is how many characters before a slash LibreOffice looks for a blank.
const slashReach = 66

// near tells whether there are few enough characters between two chunks.
func (l *filler) near(from, to int) bool {
	n := 0
	for _, s := range l.scan.segments[l.scan.chunks[from].end:l.scan.chunks[to].end] {
		n += utf8.RuneCountInString(l.scan.texts[s.run][s.from:s.to])
	}
	return n < slashReach
}

// add puts segments on the line and reports whether all of them fit. Portions that are complete count with their rounded
// width, the open one to the pixel, as LibreOffice does; italics keep their overhang free.
func (l *filler) add(segs []segment, room twip) bool {
	for k := range segs {
		s := &segs[k]
		if s.run != l.run {
			l.done += int(l.px+pxPerTwip/2) / pxPerTwip
			l.run, l.px = s.run, 0
		}
		px := s.px
		m := l.scan.metrics[s.run]
		if s.units == 0 && l.runs[s.run].Kind == document.Tab {
			px = l.tab()
			s.px = px
		}
		l.px += px
		if int(l.px) > (room-l.done-m.overhang)*pxPerTwip {
			return false
		}
	}
	return true
}

// defaultTab is settings.xml's defaultTabStop.
const defaultTab twip = 720

func (l *filler) tab() int32 {
	at := l.done + int(l.px)/pxPerTwip
	return int32((defaultTab - at%defaultTab) * pxPerTwip)
}

// cut breaks a word that is longer than its line at the last character that fits, at least one. The chunk is split in two.
func (l *filler) cut(i, j int, room twip, first bool) int {
	l.done, l.run, l.px = 0, -1, 0
	for k := i; k < j; k++ {
		c := &l.scan.chunks[k]
		l.add(l.scan.segments[c.words:c.end], room)
	}
	c := l.scan.chunks[j]
	for k := c.words; k < c.blanks; k++ {
		s := l.scan.segments[k]
		if l.add(l.scan.segments[k:k+1], room) {
			continue
		}
		l.px -= s.px // take the segment back: add has opened its portion
		head, tail := l.split(s, room, k == c.words && i == j)
		if head.to == head.from && k == c.words {
			// Not even one character fits after what stands on the line: end it before the word.
			return l.endLine(i, j-1, first)
		}
		l.replace(j, int(k), head, tail)
		return l.endLine(i, j, first)
	}
	return l.endLine(i, j, first)
}

// split divides a segment where the line is full. With force at least one character goes into the head.
func (l *filler) split(s segment, room twip, force bool) (head, tail segment) {
	m := l.scan.metrics[s.run]
	text := l.scan.texts[s.run]
	limit := int32((room - l.done - m.overhang) * pxPerTwip)
	head = segment{run: s.run, from: s.from, to: s.from}
	px := l.px
	for o := int(s.from); o < int(s.to); {
		c, n := utf8.DecodeRuneInString(text[o:])
		w := m.of(c)
		if px+int32(w.px) > limit && (!force || head.to > head.from) {
			break
		}
		px += int32(w.px)
		head.px += int32(w.px)
		head.units += int32(w.units)
		o += n
		head.to = int32(o)
	}
	tail = segment{run: s.run, from: head.to, to: s.to, px: s.px - head.px, units: s.units - head.units}
	return head, tail
}

// replace splits chunk j after head: what comes behind becomes a chunk of its own.
func (l *filler) replace(j, k int, head, tail segment) {
	c := l.scan.chunks[j]
	segs := l.scan.segments
	if tail.to > tail.from && head.to > head.from {
		segs = append(segs, segment{})
		copy(segs[k+1:], segs[k:])
		segs[k], segs[k+1] = head, tail
		l.scan.segments = segs
		for n := j; n < len(l.scan.chunks); n++ {
			x := &l.scan.chunks[n]
			if n > j {
				x.words++
			}
			x.blanks++
			x.end++
		}
		c = l.scan.chunks[j]
		k++
	}
	at := int32(k)
	rest := chunk{words: at, blanks: c.blanks, end: c.end, bound: c.bound, notes: c.notes}
	l.scan.chunks[j] = chunk{words: c.words, blanks: at, end: at, bound: soft, notes: c.notes}
	if len(l.scan.notes) > 0 {
		l.scan.chunks[j].notes = l.notesUpTo(at)
	}
	l.scan.chunks = append(l.scan.chunks, chunk{})
	copy(l.scan.chunks[j+2:], l.scan.chunks[j+1:])
	l.scan.chunks[j+1] = rest
}

// notesUpTo counts the marks among the first n segments.
func (l *filler) notesUpTo(n int32) int32 {
	count, seen := int32(0), int32(-1)
	for _, s := range l.scan.segments[:n] {
		if l.runs[s.run].Kind == document.NoteMark && s.run != seen {
			count, seen = count+1, s.run
		}
	}
	return count
}
