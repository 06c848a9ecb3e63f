package text

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"vanban/read/viet"
)

// wrap is how the lines of a file were broken: hard, at a width, or not at all, one paragraph on each line.
type wrap struct {
	hard  bool
	width int // of a full line, as setWidth measures it
	gap   int // empty lines between the lines of one paragraph
}

const (
	// A line longer than maxLetters was not broken by hand or by a page.
	maxLetters = 160
	// firstIndent is how far the first line of a paragraph is set in: 1.27 cm at 14 pt.
	firstIndent = 2570
)

// setWidth estimates how wide s is set in Times, in thousandths of an em: letters alone are counted too coarsely where a line has many
// capitals.
func setWidth(s string) int {
	width := 0
	for _, r := range s {
		switch {
		case r == ' ':
			width += 250
		case strings.ContainsRune("iíìỉĩịljtfr.,;:'()/-I", r):
			width += 310
		case unicode.IsUpper(r):
			width += 680
		case r == 'm':
			width += 770
		case unicode.Is(unicode.Mn, r):
		default:
			width += 475
		}
	}
	return width
}

// measure tells how a file was broken from the lines that must go on, because the next begins with a small letter.
func measure(lines []line) wrap {
	var lengths, widths, gaps, all []int
	apart := 0 // lines with an empty one before them
	for i := range lines {
		if l := &lines[i]; !l.sideBySide() && !viet.IsUpper(l.text) {
			all = append(all, l.length)
			apart += min(l.gap, 1)
		}
	}
	open := 0 // long lines that end no sentence
	for i := 1; i < len(lines); i++ {
		prev, next := &lines[i-1], &lines[i]
		if prev.sideBySide() || next.sideBySide() || viet.IsUpper(next.text) || viet.IsUpper(prev.text) || prev.length < 30 || ended(prev.text) {
			continue
		}
		open++
		if _, _, ok := labelled(next.text); ok || !mustGoOn(prev, next, apart*3 > len(all)*2) {
			continue
		}
		lengths, gaps = append(lengths, prev.length), append(gaps, next.gap)
		widths = append(widths, setWidth(prev.text))
	}
	if len(lengths) < 2 {
		return wrap{}
	}
	slices.Sort(lengths)
	slices.Sort(widths)
	slices.Sort(gaps)
	slices.Sort(all)
	most := len(lengths) * 95 / 100
	// A short text has few lines that must go on; then it is telling that none is longer, and that most of the open ones go on.
	short := all[len(all)-1] <= lengths[most]*115/100 && len(lengths)*2 >= open
	if lengths[most] > maxLetters || len(lengths)*6 < len(all) && !short {
		return wrap{}
	}
	return wrap{hard: true, width: widths[most], gap: gaps[len(gaps)/2]}
}

// mustGoOn tells that next can't begin a paragraph: it begins with a small letter, is set in less than the line before it, or follows
// directly where empty lines stand between paragraphs.
func mustGoOn(prev, next *line, apart bool) bool {
	switch {
	case lowerStart(next.text):
		return true
	case isHead(next.text, false):
		return false
	}
	return prev.lead >= next.lead+minGap && prev.length >= 45 || apart && prev.gap > 0 && next.gap == 0 && prev.length >= 45
}

// para is a paragraph in the making.
type para struct {
	text  []byte
	first string // its first line
	last  line   // its last line
	no    int
	lines int
	note  bool
	page  bool // begins a page by a form feed in a text that is not broken at a width
}

// join makes paragraphs of lines without tables.
func (w wrap) join(lines []line) []*para {
	var paras []*para
	for _, l := range lines {
		if n := len(paras); n > 0 && w.goesOn(paras[n-1], l) {
			paras[n-1].add(l.text)
			paras[n-1].last = l
			continue
		}
		paras = append(paras, &para{
			text: []byte(l.text), first: l.text, last: l, no: l.no, lines: 1, note: l.note, page: l.newPage && !w.hard,
		})
	}
	return paras
}

// add appends text. After a hyphen or a stroke that stands at a letter there was no blank to begin with.
func (p *para) add(text string) {
	text = strings.TrimLeft(text, "\t")
	if n := len(p.text); n < 2 || strings.IndexByte("-/", p.text[n-1]) < 0 || p.text[n-2] == ' ' {
		p.text = append(p.text, ' ')
	}
	p.text = append(p.text, text...)
	p.lines++
}

// goesOn tells whether the next line belongs to the paragraph.
func (w wrap) goesOn(p *para, next line) bool {
	prev := p.last
	if next.note || prev.sideBySide() || next.sideBySide() {
		return false
	}
	if leftBlank(prev.text, next.text) {
		return true
	}
	if p.note && (!w.hard || next.gap > 0 || next.newPage) {
		return false
	}
	lower := lowerStart(next.text)
	if label, rest, ok := labelled(next.text); ok {
		return next.gap <= w.gap+1 && w.insideSentence(p, label.Text, rest)
	}
	if !w.hard {
		return lower && !ended(prev.text) && (prev.length >= 100 || prev.pageEnd)
	}
	full := w.full(p, next.text, 92)
	if isHead(next.text, full && !ended(prev.text) && next.gap <= w.gap) {
		_, _, numbered := labelled(p.first)
		return full && numbered && viet.IsUpper(prev.text) && viet.IsUpper(next.text) && next.gap <= w.gap+1
	}
	if viet.IsUpper(prev.text) && !lower && prev.length > 3 {
		return false
	}
	if next.gap > w.gap+1 && !prev.pageEnd && !next.newPage && !(lower && full && !ended(prev.text)) {
		return false
	}
	if !ended(prev.text) {
		return lower || full
	}
	return w.runsOver(p, next, lower)
}

// leftBlank tells a number or date whose blanks, to be filled in by hand, a PDF has torn apart: "Số:" / "/KH-UBND", "X, ngày" / "tháng 9".
func leftBlank(prev, next string) bool {
	if utf8.RuneCountInString(prev) > 60 || utf8.RuneCountInString(next) > 40 {
		return false
	}
	for _, pair := range [...][2]string{{"số:", "/"}, {"ngày", "tháng"}, {"tháng", "năm"}} {
		if strings.HasSuffix(strings.ToLower(prev), pair[0]) && strings.HasPrefix(next, pair[1]) {
			return true
		}
	}
	return false
}

// full tells whether the first word of the next line had no room on the last line of p. The width is taken at so many hundredths,
// since setWidth is an estimate.
func (w wrap) full(p *para, next string, percent int) bool {
	word, _, _ := strings.Cut(next, " ")
	width := setWidth(p.last.text) + setWidth(" "+word)
	if p.lines == 1 {
		width += firstIndent
	}
	return width*100 >= w.width*percent
}

// runsOver tells whether a sentence or clause that ends at the end of a line has another after it in the same paragraph.
func (w wrap) runsOver(p *para, next line, lower bool) bool {
	switch prev := p.last; {
	case strings.HasSuffix(prev.text, "./."), strings.HasSuffix(prev.text, ":") && !lower:
		return false
	case next.gap > w.gap, next.indent && !prev.indent:
		return lower && w.full(p, next.text, 92)
	}
	return w.full(p, next.text, 100)
}

// insideSentence tells a mark at the head of a line that is no label: a dash within a term ("kinh tế / - xã hội"), a point that is
// cited ("tại điểm / a) khoản 1"), the next of a list within the sentence ("(1) …; (2) …").
func (w wrap) insideSentence(p *para, label, rest string) bool {
	if !w.hard {
		return false
	}
	if strings.HasPrefix(label, "(") {
		n, err := strconv.Atoi(strings.Trim(label, "()"))
		return err == nil && n > 1 && bytes.Index(p.text, []byte("("+strconv.Itoa(n-1)+")")) > 0
	}
	if ended(p.last.text) || !w.full(p, label, 92) {
		return false
	}
	if label == "-" || label == "–" {
		return lowerStart(rest)
	}
	words := strings.Fields(viet.Fold(p.last.text))
	return slices.Contains([]string{"diem", "khoan", "dieu", "muc", "so", "ngay"}, words[len(words)-1])
}
