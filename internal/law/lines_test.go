package law

import (
	"math"
	"strings"
	"unicode"
)

// line is a run of characters that stand on one baseline without a gap, as a reader sees it. A raised mark belongs to the
// line but is not in its text.
type line struct {
	page   int // index
	glyphs []glyph
	raised []glyph
	x0, x1 float64 // without the spaces at its ends
	base   float64
	text   string
	foot   bool // footnote, or the address at the foot of page 1
}

func near(a, b, tolerance float64) bool { return math.Abs(a-b) <= tolerance }

func (l *line) middle() float64 { return (l.x0 + l.x1) / 2 }
func (l *line) width() float64  { return l.x1 - l.x0 }

// size is the size of the line's largest character: its smaller ones are judged on their own.
func (l *line) size() float64 {
	var s float64
	for i := range l.glyphs {
		s = max(s, l.glyphs[i].size)
	}
	return s
}

// maxWordGap bounds what word spacing adds to one space of a justified line: much, where a long address follows. No line of a
// column ends with a space.
const maxWordGap = 300

// linesOf groups the characters of a page in the order of the file.
func linesOf(index int, p *page) []*line {
	var all []*line
	var cur *line
	for _, g := range p.glyphs {
		if cur != nil {
			last := &cur.glyphs[len(cur.glyphs)-1]
			end := last.end
			if n := len(cur.raised); n > 0 && cur.raised[n-1].x >= last.x {
				end = cur.raised[n-1].end
			}
			gap, rise := g.x-end, cur.base-g.base
			switch {
			case near(rise, 0, 0.05) && gap > -0.6 && (gap < 0.6 || last.space() && gap < maxWordGap):
				cur.glyphs = append(cur.glyphs, g)
				continue
			case rise > 0.05 && rise < 0.5*last.size && g.size < last.size && near(gap, 0, 1):
				cur.raised = append(cur.raised, g)
				continue
			case cur.marks() && near(gap, 0, 1) && rise < -0.05 && rise > -0.5*g.size && g.size > last.size:
				// The line began with a raised mark: a footnote.
				cur.raised, cur.glyphs, cur.base = cur.glyphs, []glyph{g}, g.base
				continue
			}
		}
		cur = &line{page: index, glyphs: []glyph{g}, base: g.base}
		all = append(all, cur)
	}
	kept := all[:0]
	for _, l := range all {
		if l.finish() {
			kept = append(kept, l)
		}
	}
	return kept
}

// marks tells whether the line is nothing but figures as yet: it may be the mark of a footnote.
func (l *line) marks() bool {
	return len(l.raised) == 0 && l.all(func(g *glyph) bool { return digits.MatchString(g.char) })
}

func (l *line) finish() bool {
	var b strings.Builder
	first := true
	for i := range l.glyphs {
		g := &l.glyphs[i]
		b.WriteString(g.char)
		if g.space() {
			continue
		}
		if first {
			l.x0, first = g.x, false
		}
		l.x1 = g.end
	}
	if n := len(l.raised); n > 0 && !first {
		l.x0, l.x1 = min(l.x0, l.raised[0].x), max(l.x1, l.raised[n-1].end)
	}
	l.text = strings.Join(strings.Fields(b.String()), " ")
	return !first
}

// all tells whether every letter and figure of the line is so.
func (l *line) all(is func(*glyph) bool) bool {
	for i := range l.glyphs {
		if g := &l.glyphs[i]; !g.space() && !is(g) {
			return false
		}
	}
	return true
}

func (l *line) none(is func(*glyph) bool) bool {
	return l.all(func(g *glyph) bool { return !is(g) })
}

// squeeze leaves out all white space, which lines break at.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// flow is the text of a document in reading order, without what stands in the margins and at the foot of pages.
type flow struct {
	lines []*line
	at    []int // where each line begins in text
	text  string
}

func newFlow(lines []*line) *flow {
	f := new(flow)
	var b strings.Builder
	for _, l := range lines {
		f.lines = append(f.lines, l)
		f.at = append(f.at, b.Len())
		b.WriteString(squeeze(l.text))
	}
	f.text = b.String()
	return f
}

// found is where a text stands in a flow: lines first to last, and the byte offset of the text in the squeezed first line.
type found struct {
	first, last int
	lead        int
	tail        string // what follows the text on its last line: a supplied "./." or ";"
}

func (f *flow) linesOf(at found) []*line { return f.lines[at.first : at.last+1] }

// leadMax is the longest number in front of a text, in bytes without spaces: "Nhiệm vụ 12:" and the like.
const leadMax = 32

// find looks for a text from line `from` on. It must begin its line, but for a number in front, and end its line, but for
// supplied punctuation.
func (f *flow) find(text string, from int) (found, bool) {
	want := squeeze(text)
	if want == "" || from >= len(f.lines) {
		return found{}, false
	}
	for pos := f.at[from]; ; {
		i := strings.Index(f.text[pos:], want)
		if i < 0 {
			return found{}, false
		}
		pos += i
		at := found{first: f.lineAt(pos), last: f.lineAt(pos + len(want) - 1)}
		at.lead = pos - f.at[at.first]
		at.tail = f.text[pos+len(want) : f.endOf(at.last)]
		lead := f.text[f.at[at.first]:pos]
		if isLead(lead) && strings.Trim(at.tail, "./;,") == "" {
			return at, true
		}
		pos++
	}
}

// isLead tells a number, a dash or a supplied word from running text.
func isLead(s string) bool {
	if len(s) > leadMax {
		return false
	}
	if s == "" || s == "Căncứ" {
		return true
	}
	return strings.ContainsAny(s[len(s)-1:], ".):-+/") || strings.ContainsAny(s, "0123456789IVX")
}

func (f *flow) endOf(i int) int {
	if i+1 < len(f.at) {
		return f.at[i+1]
	}
	return len(f.text)
}

func (f *flow) lineAt(pos int) int {
	lo, hi := 0, len(f.at)
	for lo+1 < hi {
		if mid := (lo + hi) / 2; f.at[mid] <= pos {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
}
