package anatomy

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"vanban/document"
	"vanban/read"
	"vanban/read/viet"
)

// unit is a block of the manuscript, or a stretch of a paragraph, with what can be seen of it at once. Exactly one of para, rule and
// table is set.
type unit struct {
	para  *read.Paragraph
	rule  *read.Rule
	table *read.Table
	cells []*unit // of a table, in reading order

	runs []read.Run
	text string // shown, without blanks around it
	fold string

	order, sub int // place in reading order: the block, and the stretch in it
	row, col   int // in a table
	section    int
	gap        bool // something empty stands before it
	begins     bool // a page or a section begins with it

	formed                      bool // the file knows its formatting
	bold, italic, caps, centred bool
}

// scan makes units of blocks, and keeps what is empty.
type scan struct {
	order  int
	spare  []read.Block
	inCell bool
	row    int
	col    int
}

func (s *scan) blocks(list []read.Block, sections []read.Section) []*unit {
	units := make([]*unit, 0, len(list))
	gap, begins := false, false
	next, section := 0, 0
	for i, b := range list {
		for next < len(sections) && sections[next].First <= i {
			section = next
			begins = begins || next > 0
			next++
		}
		s.order++
		u := &unit{order: s.order, section: section, row: s.row, col: s.col}
		switch b := b.(type) {
		case *read.Paragraph:
			begins = begins || b.PageBreak
			u.para = b
			u.fill(b.Runs)
			u.formed = b.Form != nil
			if b.Form != nil {
				u.centred = b.Form.Align == document.AlignCenter
			}
			if u.text == "" && b.Label == "" && !hasNote(b.Runs) {
				s.spare = append(s.spare, b)
				gap = true
				continue
			}
		case *read.Rule:
			u.rule = b
		case *read.Table:
			u.table = b
			u.cells = s.tableCells(b)
		}
		u.gap, u.begins = gap, begins
		gap, begins = false, false
		units = append(units, u)
	}
	return units
}

func (s *scan) tableCells(t *read.Table) []*unit {
	var out []*unit
	outer, row, col := s.inCell, s.row, s.col
	s.inCell = true
	for r := range t.Rows {
		at := 0
		for c := range t.Rows[r].Cells {
			cell := &t.Rows[r].Cells[c]
			if !outer {
				s.row, s.col = r, at
			}
			for _, u := range s.blocks(cell.Blocks, nil) {
				if u.table != nil {
					out = append(out, u.cells...)
					continue
				}
				out = append(out, u)
			}
			at += max(cell.ColSpan, 1)
		}
	}
	s.inCell, s.row, s.col = outer, row, col
	return out
}

func hasNote(runs []read.Run) bool {
	for i := range runs {
		if runs[i].Kind == read.NoteMark {
			return true
		}
	}
	return false
}

// fill sets what is seen of the runs.
func (u *unit) fill(runs []read.Run) {
	u.runs = runs
	u.text = strings.TrimSpace(shownText(runs))
	u.fold = fold(u.text)
	u.caps = viet.IsUpper(u.text)
	u.bold, u.italic = true, true
	seen := false
	for i := range runs {
		r := &runs[i]
		if r.Kind != read.Chars || strings.TrimSpace(r.Text) == "" {
			continue
		}
		seen = true
		u.bold = u.bold && r.Bold
		u.italic = u.italic && r.Italic
	}
	u.bold, u.italic = u.bold && seen, u.italic && seen
}

// stretch returns the part of a paragraph's unit between two bytes of its raw text.
func (u *unit) stretch(from, to, sub int) *unit {
	v := *u
	v.fill(cutRuns(u.runs, from, to))
	v.sub = u.sub + sub
	if sub > 0 {
		v.gap, v.begins = false, false
	}
	return &v
}

// manyBreaks is more than any part of a document has; columnRoom is more than the columns of a line.
const (
	manyBreaks = 40
	columnRoom = 64
)

// lines returns the stretches between the line breaks of a paragraph, itself where it has none or more than any part has. Empty ones join
// what stands before.
func (u *unit) lines() []*unit {
	if n := breaks(u.runs); u.para == nil || n == 0 || n > manyBreaks {
		return []*unit{u}
	}
	raw := rawText(u.runs)
	var cuts []int
	for i := range len(raw) {
		if raw[i] == '\n' {
			cuts = append(cuts, i+1)
		}
	}
	return u.split(raw, cuts, columnRoom)
}

// split parts a paragraph at bytes of its raw text. What is blank joins the stretch after it, at the end the one before.
func (u *unit) split(raw string, cuts []int, step int) []*unit {
	ends := cuts[:0:0]
	from := 0
	for _, cut := range append(cuts, len(raw)) {
		if strings.TrimSpace(raw[from:cut]) != "" {
			ends = append(ends, cut)
			from = cut
		}
	}
	if len(ends) < 2 {
		return []*unit{u}
	}
	ends[len(ends)-1] = len(raw)
	out := make([]*unit, len(ends))
	from = 0
	for i, end := range ends {
		out[i] = u.stretch(from, end, i*step)
		from = end
	}
	return out
}

func breaks(runs []read.Run) int {
	n := 0
	for i := range runs {
		if runs[i].Kind == read.LineBreak {
			n++
		}
	}
	return n
}

// columns returns the stretches of a paragraph that tabs or at least three blanks part, itself where there is one.
func (u *unit) columns() []*unit {
	if len(u.text) > 400 {
		return []*unit{u} // running text has no columns
	}
	raw := rawText(u.runs)
	return u.split(raw, gaps(raw), 1)
}

// gaps returns where the runs of blanks begin that hold a tab or are three blanks wide.
func gaps(raw string) []int {
	var out []int
	start, tab, wide := -1, false, 0
	for i, r := range raw {
		if r == ' ' || r == '\u00a0' || r == '\t' {
			if start < 0 {
				start, tab, wide = i, false, 0
			}
			wide++
			tab = tab || r == '\t'
			continue
		}
		if start >= 0 && (tab || wide >= 3) {
			out = append(out, start)
		}
		start = -1
	}
	return out
}

// label cuts the number off the head: Word's own, or a typed one.
func (u *unit) label() (l read.Label, rest []read.Run, ok bool) {
	if own := strings.TrimSpace(u.para.Label); own != "" && u.sub == 0 {
		l, _, ok = read.CutLabel(own + " Xy")
		if !ok {
			l = read.Label{Scheme: "•"}
		}
		l.Text = own
		return l, u.runs, true
	}
	if u.text == "" || !mayLabel(u.text) {
		return l, u.runs, false
	}
	raw := rawText(u.runs)
	l, after, ok := read.CutLabel(raw)
	if !ok {
		return l, u.runs, false
	}
	end := len(strings.TrimRightFunc(raw, unicode.IsSpace))
	return l, dropHead(u.runs, end-len(after)), true
}

// mayLabel spares the look at paragraphs that begin like sentences.
func mayLabel(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	if !unicode.IsLetter(r) {
		return true
	}
	next, _ := utf8.DecodeRuneInString(s[size:])
	if !unicode.IsLetter(next) {
		return true
	}
	return unicode.IsUpper(r) || strings.ContainsRune("ivxabcdđlIVX", r)
}

// runes is the length of the shown text.
func (u *unit) runes() int { return utf8.RuneCountInString(u.text) }

// isText reports whether the unit is a paragraph.
func (u *unit) isText() bool { return u.para != nil }
