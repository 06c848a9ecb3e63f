package law

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"vanban/document"
)

// ownLine is what stands alone above the title of phần, chương, mục; then the title is in the middle (PL.I-II.6đ).
var ownLine = regexp.MustCompile(`^(Phần|Chương|Mục|Tiểu mục|PHẦN|CHƯƠNG|MỤC) [\p{L}\d ]+$`)

func (d *reading) inMiddle(w *want) bool {
	return w.role == document.MucCap1 && w.at.lead == 0 && w.at.first > 0 && ownLine.MatchString(d.body.lines[w.at.first-1].text)
}

func (d *reading) landscape(l *line) bool { return d.pages[l.page].width > d.pages[l.page].height }

// measureEdges takes the edges of the text from the paragraphs themselves: where their further lines begin, and where their
// lines but the last one end. The median is not moved by a single wrong line.
func (d *reading) measureEdges() {
	left, right := map[bool][]float64{}, map[bool][]float64{}
	var pitches []float64
	for i := range d.wants {
		w := &d.wants[i]
		if d.inMiddle(w) {
			continue
		}
		lines := d.body.linesOf(w.at)
		for j := 1; j < len(lines); j++ {
			turned := d.landscape(lines[j])
			left[turned] = append(left[turned], lines[j].x0)
			right[d.landscape(lines[j-1])] = append(right[d.landscape(lines[j-1])], lines[j-1].x1)
			if lines[j].page == lines[j-1].page {
				pitches = append(pitches, d.pitchOf(lines[j-1], lines[j]))
			}
		}
	}
	d.left, d.right = map[bool]float64{}, map[bool]float64{}
	for _, turned := range []bool{false, true} {
		if len(left[turned]) > 0 {
			d.left[turned], d.right[turned] = median(left[turned]), median(right[turned])
		}
	}
	if _, known := d.left[false]; !known {
		d.edgesByPlace()
	}
	d.pitch = law.LineSpacing.Min
	if len(pitches) > 0 {
		d.pitch = median(pitches)
	}
}

// edgesByPlace takes the edges from what stands flush and in the middle, where no paragraph has two lines: Nơi nhận and tên
// loại.
func (d *reading) edgesByPlace() {
	label, title := d.exactly("Nơi nhận:", 0), d.exactly(titleOf(d.in.Type), 0)
	if !d.check(label >= 0 && title >= 0, "PAGE-4", "body", "no text to measure the margins by", "some", law.MarginLeft.Cite) {
		return
	}
	d.left[false] = d.body.lines[label].x0
	d.right[false] = 2*d.body.lines[title].middle() - d.left[false]
}

func median(list []float64) float64 {
	slices.Sort(list)
	return list[len(list)/2]
}

// pitchOf is the distance of two lines as a multiple of the font's natural line.
func (d *reading) pitchOf(a, b *line) float64 {
	return (b.base - a.base) / (b.size() * d.metrics.natural())
}

// checkEdges measures the margins (PAGE-3 to PAGE-5): no text or line outside the widest area the law leaves, and the text's
// own edges within both bounds.
func (d *reading) checkEdges() {
	for turned, x := range d.left {
		width := d.pages[0].width
		for i := range d.pages {
			if p := &d.pages[i]; p.width > p.height == turned {
				width = p.width
			}
		}
		d.length("PAGE-4", fmt.Sprintf("left margin (landscape %t)", turned), x, law.MarginLeft, off)
		d.length("PAGE-5", fmt.Sprintf("right margin (landscape %t)", turned), width-d.right[turned], law.MarginRight, off)
	}
	address := squeeze(d.in.Contact)
	for _, l := range d.lines {
		p := &d.pages[l.page]
		d.inside("PAGE-4", l, l.x0, law.MarginLeft.Min.Points(), law.MarginLeft.Cite)
		d.inside("PAGE-5", l, p.width-l.x1, law.MarginRight.Min.Points(), law.MarginRight.Cite)
		if !l.foot || address == "" || !strings.Contains(address, squeeze(l.text)) {
			d.inside("PAGE-3", l, p.height-l.base-d.metrics.descent*l.size(), law.MarginBottom.Min.Points(), law.MarginBottom.Cite)
		}
		if d.inTopMargin(l) {
			at := (p.width + d.left[d.landscape(l)] - (p.width - d.right[d.landscape(l)])) / 2
			if digits.MatchString(l.text) && d.left[d.landscape(l)] > 0 {
				d.centred("NUM-1", "number of page "+l.text, l.middle(), at, law.Types[document.SoTrang].Cite)
			}
		}
	}
	for i := range d.pages {
		for _, s := range d.pages[i].strokes {
			at := &line{page: i, text: "a drawn line of page " + strconv.Itoa(i+1)}
			d.inside("PAGE-4", at, s.x0, law.MarginLeft.Min.Points(), law.MarginLeft.Cite)
			d.inside("PAGE-5", at, d.pages[i].width-s.x1, law.MarginRight.Min.Points(), law.MarginRight.Cite)
		}
	}
}

func (d *reading) inside(rule string, l *line, room, least float64, cite string) {
	d.check(room >= least-off, rule, l.text, millimetres(room)+" from the edge", "at least "+millimetres(least), cite)
}

// checkParagraphs measures running text and titles of parts (ND-1, BC-1, CC-1).
func (d *reading) checkParagraphs() {
	for i := range d.wants {
		w := &d.wants[i]
		lines := d.body.linesOf(w.at)
		for _, l := range lines {
			d.size(w.rule, l.text, l.size(), w.role)
		}
		d.faces(w, lines)
		if d.inMiddle(w) {
			d.middleOf(w, lines)
			continue
		}
		d.edges(w, lines)
		if w.follow {
			d.apart(w, d.body.lines[w.at.first-1], lines[0])
		}
	}
}

// edges measures indent, justification and pitch.
func (d *reading) edges(w *want, lines []*line) {
	cite := law.Types[document.LoiVan].Cite
	broken := strings.Contains(w.text.String(), "\n")
	for j, l := range lines {
		left, known := d.left[d.landscape(l)]
		if !known {
			continue
		}
		right := d.right[d.landscape(l)]
		if j == 0 {
			d.length("ND-1", "first line: "+l.text, l.x0-left, law.FirstLine, off)
		} else {
			d.check(near(l.x0, left, off), "ND-1", l.text, "begins "+millimetres(l.x0-left)+" aside", "at the left margin", cite)
		}
		// A line without a space, a piece of a long address, has nothing to stretch.
		if j < len(lines)-1 && !broken && strings.Contains(l.text, " ") {
			d.check(near(l.x1, right, off), "ND-1", l.text, "ends "+millimetres(l.x1-right)+" aside", "at the right margin: justified", cite)
		}
		switch {
		case j > 0 && lines[j-1].page == l.page:
			d.ratio("ND-1", "line pitch: "+l.text, d.pitchOf(lines[j-1], l), law.LineSpacing, offPitch)
		case j > 0:
			// Nothing stands above the line but the margin, and what a wider pitch adds.
			top := l.base - (d.metrics.ascent+d.metrics.gap)*l.size() - (d.pitch-1)*d.metrics.natural()*l.size()
			d.length("PAGE-3", "upper margin over "+l.text, top, law.MarginTop, off)
		}
	}
}

// apart measures the space above a paragraph: the distance to the line before it beyond a line's own pitch.
func (d *reading) apart(w *want, before, l *line) {
	if before.page != l.page || before.foot {
		return
	}
	space := l.base - before.base - d.pitch*d.metrics.natural()*l.size()
	d.length("ND-1", "space above "+l.text, space, law.SpaceBefore, offPitch*d.metrics.natural()*l.size()+offSize)
}

// middleOf measures the title of a phần, chương or mục and the line above it.
func (d *reading) middleOf(w *want, lines []*line) {
	cite := law.Types[document.Chuong].Cite
	head := d.body.lines[w.at.first-1]
	d.style("BC-1", head, document.Chuong)
	left, known := d.left[d.landscape(head)]
	middle := (left + d.right[d.landscape(head)]) / 2
	if !known {
		middle = head.middle()
	}
	d.centred("BC-1", head.text, head.middle(), middle, cite)
	for _, l := range lines {
		d.centred("BC-1", l.text, l.middle(), middle, cite)
	}
}

// faces checks the cut of each character of the text: the role's, or what the author marked. The number in front is not
// looked at here, but for "Điều 1.", which is bold (PL.I-II.6đ).
func (d *reading) faces(w *want, lines []*line) {
	t := &law.Types[w.role]
	var bold, italic []bool // by byte of the squeezed text
	for _, r := range w.text.runs {
		for range len(squeeze(r.Text)) {
			bold, italic = append(bold, t.Bold || r.Bold), append(italic, t.Italic || r.Italic)
		}
	}
	pos := -w.at.lead
	article := strings.HasPrefix(lines[0].text, "Điều ") && w.at.lead > 0
	for _, l := range lines {
		for i := range l.glyphs {
			g := &l.glyphs[i]
			if g.space() {
				continue
			}
			at := pos
			pos += len(g.char)
			switch {
			case at < 0 && article:
				if !d.check(g.bold(), "BC-1", l.text, g.font, "bold number of Điều", law.Types[document.Dieu].Cite) {
					return
				}
			case at >= 0 && at < len(bold):
				ok := g.bold() == bold[at] && g.italic() == italic[at]
				if !d.check(ok, w.rule, l.text, fmt.Sprintf("%q in %s", g.char, g.font),
					fmt.Sprintf("bold %t, italic %t", bold[at], italic[at]), t.Cite) {
					return
				}
			}
		}
	}
}
