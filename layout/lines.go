package layout

import (
	"slices"
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

// filler sets the pieces of one paragraph into lines. Greedy, as Word and LibreOffice do: a line takes what fits.
type filler struct {
	f     *flow
	scan  scanner
	style lineStyle
	role  document.Role
	runs  []document.Run

	// How far the line being filled has come. Runs that are complete count with their rounded width, the open one to the
	// pixel, as in LibreOffice.
	start twip // from the container's left edge
	room  twip
	done  twip
	run   int32 // the open run, -1 for none
	px    int
	limit int // what px may grow to
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
	for i, n := 0, 0; i < len(l.scan.pieces) && (n == 0 || !l.f.givesUp()); n++ { // a word that is cut may make one more piece
		i = l.fillLine(i, n == 0)
	}
	return l.f.lines[start:len(l.f.lines):len(l.f.lines)]
}

// maxPageLines is more lines than a page of the smallest type holds, in as many columns as a table of ordinary words has.
const maxPageLines = 300

// givesUp reports whether no more lines are worth setting: they would never find a page, or nobody waits for them any more. The
// reason is in f.stopped.
func (f *flow) givesUp() bool {
	switch n := len(f.lines); {
	case f.stopped != nil:
	case f.maxPages > 0 && n > f.maxPages*maxPageLines:
		f.stopped = ErrTooManyPages
	case n%1024 == 0:
		f.stopped = f.ctx.Err()
	}
	return f.stopped != nil
}

// lineRoom is the width that a line has for text.
func (l *filler) lineRoom(first bool) twip {
	w := l.style.width - l.style.left - l.style.right
	if first {
		w -= l.style.first
	}
	return w
}

// fillLine sets one line from piece i on and returns the piece that the next line begins with.
func (l *filler) fillLine(i int, first bool) int {
	pieces := l.scan.pieces
	l.room, l.done, l.run, l.px, l.limit = l.lineRoom(first), 0, -1, 0, 0
	l.start = l.style.left
	if first {
		l.start += l.style.first
	}
	end, blank := -1, -1 // pieces after which the line may end: the last, and the last with a blank
	for j := i; ; j++ {
		p := &pieces[j]
		if p.run != l.run {
			l.open(p)
		}
		l.px += int(p.px)
		if l.px > l.limit && p.px > 0 {
			if end < 0 {
				return l.cut(i, j, first)
			}
			if pieces[end].bound == stop && blank >= 0 && l.near(blank, end) {
				// LibreOffice would rather leave a whole address to the next line than end one after a slash.
				end = blank
			}
			return l.endLine(i, end, first)
		}
		if p.bound >= hard {
			return l.endLine(i, j, first)
		}
		l.px += int(p.blankPx)
		if p.bound >= soft || p.bound == weak && l.px > l.limit {
			end = j
			if p.to > p.mid {
				blank = j
			}
		}
	}
}

// open begins a run on the line. Italics keep their overhang free at their end, as LibreOffice has them in Word documents.
func (l *filler) open(p *piece) {
	l.done += (l.px + pxPerTwip/2) / pxPerTwip
	l.run, l.px = p.run, 0
	if p.run < 0 {
		return
	}
	l.limit = (l.room - l.done - l.scan.metrics[p.run].overhang) * pxPerTwip
	if l.runs[p.run].Kind == document.Tab {
		p.px = int32((defaultTab - (l.start+l.done)%defaultTab) * pxPerTwip)
	}
}

// defaultTab is settings.xml's defaultTabStop.
const defaultTab twip = 720

// slashReach is how many characters before a slash LibreOffice looks for a blank.
const slashReach = 66

// near tells whether there are few enough characters between two pieces.
func (l *filler) near(from, to int) bool {
	n := 0
	for _, p := range l.scan.pieces[from+1 : to+1] {
		n += utf8.RuneCountInString(l.scan.texts[p.run][p.from:p.to])
	}
	return n < slashReach
}

// cut breaks a word that is longer than its line inside piece j, at the last character that fits; where none does, before
// the piece, or after its first character when the line has nothing else.
func (l *filler) cut(i, j int, first bool) int {
	p := l.scan.pieces[j]
	m, text := l.scan.metrics[p.run], l.scan.texts[p.run]
	head := piece{run: p.run, from: p.from, bound: soft}
	px, o := l.px-int(p.px), int(p.from)
	for o < int(p.mid) {
		c, n := utf8.DecodeRuneInString(text[o:])
		w := m.of(c)
		if px+int(w.px) > l.limit && (j > i || o > int(p.from)) {
			break
		}
		px += int(w.px)
		head.px += int32(w.px)
		head.units += int32(w.units)
		o += n
	}
	if o == int(p.from) {
		return l.endLine(i, j-1, first)
	}
	if o == int(p.mid) {
		return l.endLine(i, j, first)
	}
	head.mid, head.to = int32(o), int32(o)
	p.from, p.px, p.units = int32(o), p.px-head.px, p.units-head.units
	if i == 0 {
		l.scan.pieces = slices.Insert(l.scan.pieces, 0, piece{})
		i, j = 1, j+1
	}
	// The line before is made, so that the head finds room there: what stands on the line moves up by one.
	pieces := l.scan.pieces
	copy(pieces[i-1:], pieces[i:j])
	pieces[j-1], pieces[j] = head, p
	return l.endLine(i-1, j-1, first)
}
