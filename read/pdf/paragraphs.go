package pdf

import (
	"strings"
	"unicode"

	"vanban/document"
	"vanban/read"
)

// area is the column that lines are set in.
type area struct {
	left, right float64
	// centre is the axis of a column whose lines are centred; 0 where that is left to each line.
	centre float64
	// indent is the usual first-line indent; 0 where none is known.
	indent float64
	// factor is the pitch of lines in natural heights.
	factor float64
}

// centred tells whether a line stands in the middle.
func (a *area) centred(p *piece) bool {
	if a.centre > 0 {
		return abs(p.middle()-a.centre) < 3
	}
	l, r := p.x0-a.left, a.right-p.x1
	switch d := abs(l - r); {
	case l < 2 || r < 2:
		return false
	case l < 9:
		return d < 1.5
	case a.indent > 0 && abs(l-a.indent) < 2:
		return d < 0.7 && (p.bold() || p.capitals())
	default:
		return d < 4
	}
}

func (p *piece) bold() bool {
	for i := range p.glyphs {
		if !p.glyphs[i].bold && !p.glyphs[i].space {
			return false
		}
	}
	return true
}

func (p *piece) capitals() bool {
	for i := range p.glyphs {
		for _, r := range p.glyphs[i].text {
			if unicode.IsLower(r) {
				return false
			}
		}
	}
	return true
}

func (p *piece) firstWord() float64 {
	for i := range p.glyphs {
		if p.glyphs[i].space && i > 0 {
			return p.glyphs[i].x - p.x0
		}
	}
	return p.x1 - p.x0
}

// builder makes paragraphs of the lines of one column.
type builder struct {
	area
	doc   *assembler
	out   []read.Block
	lines []*piece
	last  *piece  // the line before the next paragraph, on its page
	floor float64 // the lower edge of a table before it, instead
	above struct {
		last  *piece
		floor float64
	} // the same of the paragraph under way
}

func (b *builder) line(p *piece) {
	if len(b.lines) > 0 && !b.goesOn(p) {
		b.flush()
	}
	if len(b.lines) == 0 {
		b.above.last, b.above.floor = b.last, b.floor
	}
	b.lines = append(b.lines, p)
}

// goesOn tells whether a line continues the paragraph under way.
func (b *builder) goesOn(p *piece) bool {
	first, last := b.lines[0], b.lines[len(b.lines)-1]
	if abs(p.size-last.size) > 0.6 || p.frame != last.frame || b.centred(last) || b.centred(p) {
		return false
	}
	// What would have stood on the line above was put below by the author.
	if last.x1+0.2*p.size+p.firstWord() < b.right-1 {
		return false
	}
	if p.page == last.page && b.apart(p, last) && !b.spread(p) {
		return false
	}
	if len(b.lines) > 1 {
		return abs(p.x0-last.x0) < 2
	}
	bullet := dash(first)
	switch in := p.x0 - first.x0; {
	case in > 2:
		return label.MatchString(head(first)) && in < 60
	case in < -2:
		return p.x0 < b.left+3 || b.indent == 0 || first.x0-p.x0 > 3
	default:
		return b.level(first, p, bullet)
	}
}

// level decides where two lines begin at one place: a paragraph without an indent goes on, one that is indented has ended.
func (b *builder) level(first, p *piece, bullet bool) bool {
	if bullet && dash(p) {
		return false
	}
	if b.indent > 0 && abs(p.x0-b.left-b.indent) < 2 {
		return false
	}
	if label.MatchString(head(p)) && label.MatchString(head(first)) {
		return false
	}
	// A dash or a number at the head of a line belongs to the text only where the line before broke there by chance: at the very edge,
	// and in the middle of a sentence.
	if dash(p) || label.MatchString(head(p)) {
		last := b.lines[len(b.lines)-1]
		return p.x0 < b.left+3 && !strings.ContainsAny(lastSign(last.text()), ".:;")
	}
	return true
}

// apart tells whether there is more space above a line than its paragraph has between lines.
func (b *builder) apart(p, last *piece) bool {
	d := p.base - last.base
	if n := len(b.lines); n > 1 && b.lines[n-2].page == last.page {
		return d > 1.15*(last.base-b.lines[n-2].base)+0.5
	}
	factor := b.factor
	if factor == 0 {
		return d > 1.75*natural*p.size
	}
	return d > 1.12*factor*natural*p.size+1
}

// spread tells whether a line goes on with a paragraph of wider lines than the section has: it begins at the edge, behind a first line
// with the usual indent.
func (b *builder) spread(p *piece) bool {
	first, last := b.lines[0], b.lines[len(b.lines)-1]
	return b.indent > 0 && abs(first.x0-b.left-b.indent) < 2 && abs(p.x0-b.left) < 2 && last.x1 > b.right-40 &&
		p.base-last.base < 2.2*natural*p.size && !label.MatchString(head(p)) && !dash(p)
}

func dash(p *piece) bool {
	t := p.text()
	return strings.HasPrefix(t, "-") || strings.HasPrefix(t, "+") || strings.HasPrefix(t, "–") || strings.HasPrefix(t, "•")
}

// lastSign returns the last byte of a text, spaces left out.
func lastSign(s string) string {
	s = strings.TrimSpace(s)
	return s[max(0, len(s)-1):]
}

// head is the first word of a line.
func head(p *piece) string {
	h, rest, _ := strings.Cut(p.text(), " ")
	if h == "Điều" || h == "Chương" || h == "Mục" || h == "Phần" || h == "Khoản" {
		n, _, _ := strings.Cut(rest, " ")
		return h + " " + n
	}
	return h
}

func (b *builder) flush() {
	if len(b.lines) == 0 {
		return
	}
	p := &read.Paragraph{Runs: b.doc.runs(b.lines), Form: b.form()}
	for _, l := range b.lines {
		p.Lines = append(p.Lines, read.Line{Page: l.page, Box: l.box(), Base: document.Pt(l.base), Text: l.text()})
	}
	if f := b.lines[0].frame; f != nil {
		box := f.box()
		p.Frame = &box
	}
	p.Place = b.doc.place(b.lines[0].page, p.Lines)
	b.out = append(b.out, p)
	b.last, b.floor = b.lines[len(b.lines)-1], 0
	b.lines = nil
}

func (p *piece) box() read.Box {
	return read.Box{X: document.Pt(p.x0), Y: document.Pt(p.top()), Width: document.Pt(p.x1 - p.x0), Height: document.Pt(p.bottom() - p.top())}
}

type span4 struct{ x0, y0, x1, y1 float64 }

func (s *span4) box() read.Box {
	return read.Box{X: document.Pt(s.x0), Y: document.Pt(s.y0), Width: document.Pt(s.x1 - s.x0), Height: document.Pt(s.y1 - s.y0)}
}

// form measures how the paragraph under way is set.
func (b *builder) form() *read.Form {
	f := &read.Form{Align: document.AlignLeft, Spacing: read.Spacing{Rule: read.Measured}}
	first := b.lines[0]
	pitch := b.pitch()
	if len(b.lines) > 1 {
		f.Spacing.Height = document.Pt(pitch)
	}
	switch {
	case b.above.last != nil && b.above.last.page == first.page:
		f.Before = document.Pt(max(0, first.base-b.above.last.base-pitch))
	case b.above.floor > 0:
		f.Before = document.Pt(max(0, first.top()-b.above.floor))
	}
	if b.centred(first) {
		f.Align = document.AlignCenter
		return f
	}
	if len(b.lines) == 1 {
		if l, r := first.x0-b.left, b.right-first.x1; r < 1.5 && l > 60 {
			f.Align = document.AlignRight
		} else {
			f.FirstLine = document.Pt(l)
		}
		return f
	}
	left := b.lines[1].x0
	f.FirstLine, f.Left = document.Pt(first.x0-left), document.Pt(left-b.left)
	// Half a millimetre is what justified lines of bad writers miss the margin by.
	f.Align = document.AlignJustify
	for _, l := range b.lines[:len(b.lines)-1] {
		if b.right-l.x1 > 1.42 {
			f.Align = document.AlignLeft
		}
	}
	return f
}

// pitch is the distance of the base lines of the paragraph under way, or what that of one more line would be.
func (b *builder) pitch() float64 {
	var d []float64
	for i := 1; i < len(b.lines); i++ {
		if b.lines[i].page == b.lines[i-1].page {
			d = append(d, b.lines[i].base-b.lines[i-1].base)
		}
	}
	if len(d) > 0 {
		return median(d)
	}
	return max(b.factor, 1) * natural * b.lines[0].size
}

// rule puts a stroke after the paragraph above it.
func (b *builder) rule(s *stroke, page int) {
	b.flush()
	r := &read.Rule{Kind: read.Drawn, Length: document.Pt(s.length()), Weight: document.Pt(s.weight), Left: document.Pt(s.x0 - b.left)}
	middle := (b.left + b.right) / 2
	if b.centre > 0 {
		middle = b.centre
	}
	r.Centred = abs((s.x0+s.x1)/2-middle) < 2.84
	r.Place = b.doc.place(page, nil)
	r.Place.Box = read.Box{X: document.Pt(s.x0), Y: document.Pt(s.y0 - s.weight/2), Width: r.Length, Height: r.Weight}
	b.out = append(b.out, r)
}

// runs makes the runs of a paragraph of its lines.
func (d *assembler) runs(lines []*piece) []read.Run {
	w := runWriter{}
	for i, l := range lines {
		if i > 0 {
			w.blank()
		}
		tabs := l.tabbed
		for k := range l.glyphs {
			if len(tabs) > 0 && tabs[0] == k {
				w.end()
				w.out = append(w.out, read.Run{Kind: read.Tab})
				tabs = tabs[1:]
			}
			w.glyph(&l.glyphs[k])
		}
	}
	w.end()
	return w.out
}

// runWriter gathers glyphs of one look into runs.
type runWriter struct {
	out  []read.Run
	run  read.Run // the open one, without its text
	text []byte   // empty where none is open
}

func (w *runWriter) glyph(g *glyph) {
	r := read.Run{Font: g.font.family, Size: sizeOf(g.size), Bold: g.bold, Italic: g.italic, Underline: g.underline,
		Raised: g.shift > 0, Lowered: g.shift < 0, Color: g.color}
	if len(w.text) == 0 || w.run != r && !(g.space && w.run.Raised == r.Raised) {
		w.end()
		w.run = r
	}
	w.text = append(w.text, g.text...)
}

// blank parts two lines.
func (w *runWriter) blank() {
	if n := len(w.text); n > 0 && w.text[n-1] != ' ' {
		w.text = append(w.text, ' ')
	}
}

func (w *runWriter) end() {
	if len(w.text) > 0 {
		w.run.Text = nfc(string(w.text))
		w.out = append(w.out, w.run)
		w.text = w.text[:0]
	}
}

// sizeOf rounds a size to a tenth of a point: writers scale their text by matrices that do not come out even.
func sizeOf(points float64) document.EMU {
	return document.EMU(int64(points*10+0.5)) * (document.Point / 10)
}
