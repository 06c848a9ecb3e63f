package law

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"vanban/document"
)

// reading is one PDF while it is measured.
type reading struct {
	*report
	in      *input
	pages   []page
	lines   []*line // all
	body    *flow   // outside the margins and the feet
	metrics metrics
	wants   []want
	left    map[bool]float64 // the text's edges by landscape, as measured
	right   map[bool]float64
	pitch   float64 // of body text as measured, in natural lines; 0 where no paragraph has two lines
}

// measurePDF judges what a PDF shows.
func measurePDF(t *testing.T, in *input, pages []page) *report {
	t.Helper()
	d := &reading{report: newReport("pdf"), in: in, pages: pages, metrics: fontMetrics(t)}
	for i := range pages {
		d.lines = append(d.lines, linesOf(i, &pages[i])...)
	}
	d.markFeet()
	var body []*line
	for _, l := range d.lines {
		if !l.foot && !d.inTopMargin(l) {
			body = append(body, l)
		}
	}
	d.body = newFlow(body)
	d.checkPages()
	d.checkType()
	d.checkNumbers()
	d.checkDocument(in, true, 0)
	d.measureEdges()
	d.checkParagraphs()
	d.checkEdges()
	d.checkMarks()
	return d.report
}

// inTopMargin tells text that the smallest upper margin of the law leaves no room for: page numbers and ô 11.
func (d *reading) inTopMargin(l *line) bool { return l.base < law.MarginTop.Min.Points() }

// markFeet marks the footnotes and the address (ô 13): what stands under a line that begins at the left edge of the text,
// is no grid of a table, and has only small type below it.
func (d *reading) markFeet() {
	small := max(law.Types[document.ChuThich].Max, law.Types[document.DiaChi].Max).Points() + offSize
	for i := range d.pages {
		p := &d.pages[i]
		for _, s := range p.strokes {
			if !s.flat() || s.x0 > law.MarginLeft.Max.Points()+off || p.touched(&s) {
				continue
			}
			below := slices.DeleteFunc(slices.Clone(d.lines), func(l *line) bool { return l.page != i || l.base < s.y0 })
			if slices.ContainsFunc(below, func(l *line) bool { return l.size() > small }) {
				continue
			}
			for _, l := range below {
				l.foot = true
			}
		}
	}
}

// touched tells whether an upright line meets s: then it belongs to a grid or a box.
func (p *page) touched(s *stroke) bool {
	return slices.ContainsFunc(p.strokes, func(o stroke) bool {
		return !o.flat() && o.x0 > s.x0-1 && o.x0 < s.x1+1 && o.y0 < s.y0+1 && o.y1 > s.y0-1
	})
}

// checkPages measures paper and orientation (PAGE-1, PAGE-2).
func (d *reading) checkPages() {
	turned := mayTurn(d.in)
	for i := range d.pages {
		p := &d.pages[i]
		short, long := min(p.width, p.height), max(p.width, p.height)
		place := "page " + strconv.Itoa(i+1)
		d.length("PAGE-1", place+" short side", short, law.PageWidth, off/5)
		d.length("PAGE-1", place+" long side", long, law.PageHeight, off/5)
		d.check(p.width < p.height || turned, "PAGE-2", place, "landscape", "portrait, as nothing asks for landscape", law.PageWidth.Cite)
	}
}

func mayTurn(in *input) bool {
	if in.Orientation == "landscape" {
		return true
	}
	for i := range in.Appendices {
		if in.Appendices[i].Orientation == "landscape" {
			return true
		}
	}
	return slices.ContainsFunc(in.Enclosures, func(e input) bool { return mayTurn(&e) })
}

// family holds the beginnings of the names that the pack's font has in a PDF: its own, and that of its metric twin, which
// stands for it where nobody may embed it. MuPDF cuts names at 31 bytes.
var family = regexp.MustCompile(`^(TimesNewRoman(PS)?(MT)?|LiberationSerif)(-(Regu|Bold|Ital)|,|$)`)

// checkType looks at the font, size and colour of every character (FONT-1, FONT-3).
func (d *reading) checkType() {
	lo, hi := document.Pt(1000), document.EMU(0)
	for role := document.LoiVan; role < document.RoleCount; role++ {
		switch role {
		case document.KeTieuNgu, document.KeCoQuan, document.KeTrichYeu, document.KeKemTheo, document.KeDiaChi,
			document.CuoiVanBan, document.GiuaBang, document.DauVanBan:
			continue // no text
		}
		lo, hi = min(lo, law.Types[role].Min), max(hi, law.Types[role].Max)
	}
	for _, l := range d.lines {
		for i := range l.glyphs {
			g := &l.glyphs[i]
			if !d.check(family.MatchString(g.font), "FONT-1", l.text, g.font, law.Font+" or Liberation Serif", law.FontCite) {
				break
			}
			if !d.check(g.size >= lo.Points()-offSize && g.size <= hi.Points()+offSize, "FONT-4", l.text,
				strconv.FormatFloat(g.size, 'f', 2, 64)+" pt", "a size of some role", law.FontCite) {
				break
			}
			if !d.check(g.black || d.in.Urgency != "" && l.text == d.in.Urgency, "FONT-3", l.text, "colour", "black", law.FontCite) {
				break
			}
		}
	}
}

var digits = regexp.MustCompile(`^\d+$`)

// checkNumbers looks at the page numbers (NUM-1, PL-1).
func (d *reading) checkNumbers() {
	rule := &law.Types[document.SoTrang]
	due := 0
	for i := range d.pages {
		var number *line
		for _, l := range d.lines {
			if l.page == i && d.inTopMargin(l) && digits.MatchString(l.text) {
				number = l
			}
		}
		place := "page " + strconv.Itoa(i+1)
		if d.opens(i) {
			if i > 0 {
				due = 0 // a phụ lục and an enclosure count their own pages (PL.I-III.1)
			}
			due++
			d.check(number == nil, "NUM-1", place, "a number on the first page", "none", rule.Cite)
			continue
		}
		due++
		if !d.check(number != nil, "NUM-1", place, "no number", strconv.Itoa(due), rule.Cite) {
			continue
		}
		d.check(number.text == strconv.Itoa(due), "NUM-1", place, number.text, strconv.Itoa(due), rule.Cite)
		d.size("NUM-1", place+" number", number.size(), document.SoTrang)
		d.check(number.none((*glyph).bold) && number.none((*glyph).italic), "NUM-1", place, number.glyphs[0].font, "upright", rule.Cite)
	}
}

var phuLuc = regexp.MustCompile(`^Phụ lục( [IVXLC]+)?$`)

// opens tells whether a section begins with page i: the document, a phụ lục, or something enclosed with its letterhead.
func (d *reading) opens(i int) bool {
	top := d.onPage(i)
	return i == 0 || slices.ContainsFunc(top[:min(len(top), 3)], func(l *line) bool {
		return phuLuc.MatchString(l.text) && l.all((*glyph).bold) || isQuocHieu(l.text)
	})
}

// onPage returns the body's lines of a page from the top.
func (d *reading) onPage(i int) []*line {
	var list []*line
	for _, l := range d.body.lines {
		if l.page == i {
			list = append(list, l)
		}
	}
	slices.SortStableFunc(list, func(a, b *line) int { return cmp.Compare(a.base, b.base) })
	return list
}

// ruleUnder returns the horizontal line that stands right below a line of text and nearest to it.
func (d *reading) ruleUnder(l *line) *stroke {
	var best *stroke
	p := &d.pages[l.page]
	for i := range p.strokes {
		s := &p.strokes[i]
		if s.flat() && s.y0 > l.base && s.y0 < l.base+l.size() && s.middle() > l.x0-off && s.middle() < l.x1+off &&
			!p.touched(s) && (best == nil || s.y0 < best.y0) {
			best = s
		}
	}
	return best
}

func isQuocHieu(s string) bool {
	return strings.ReplaceAll(s, "HOÀ", "HÒA") == quocHieu
}
