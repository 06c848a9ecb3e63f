package law

import (
	"vanban/document"
	"vanban/thethuc"
)

// widthsOf returns the width of each line of a PDF for type of one point, by its squeezed text: other people's measure of
// the same text, which Word's rules are judged by.
func widthsOf(pages []page) map[string]float64 {
	widths := map[string]float64{}
	for i := range pages {
		for _, l := range linesOf(i, &pages[i]) {
			key := l.glyphs[0].font + " " + squeeze(l.text)
			widths[key] = max(widths[key], l.width()/l.size())
		}
	}
	return widths
}

// bars are the roles of rules, with what they may measure.
var bars = map[document.Role]struct {
	id      string
	allowed thethuc.Ratio
	under   []document.Role // what they measure themselves by
}{
	document.KeTieuNgu:  {"QH-3", law.TieuNguRule, []document.Role{document.TieuNgu}},
	document.KeCoQuan:   {"CQ-2", law.CoQuanRule, []document.Role{document.CoQuanBanHanh}},
	document.KeTrichYeu: {"TL-3", law.TrichYeuRule, []document.Role{document.TrichYeu, document.TenLoai}},
	document.KeKemTheo:  {"TL-3", law.TrichYeuRule, []document.Role{document.KemTheo}},
}

// checkRules measures the rule lines: what the indents leave of their column, against the width of the text above.
func (w *word) checkRules() {
	sections := w.body().find("sectPr")
	next := 0
	column := func() float64 {
		s := sections[min(next, len(sections)-1)]
		m := s.kid("pgMar")
		return s.kid("pgSz").twips("w") - m.twips("left") - m.twips("right") - m.twips("gutter")
	}
	w.bars(w.body(), column, 0, func() { next++ })
}

func (w *word) bars(e *element, column func() float64, cell float64, section func()) {
	var above []*element
	var text []document.Role
	for _, k := range e.kids {
		switch k.name {
		case "p":
			role, known := roles[k.path("pPr", "pStyle").val()]
			if bar, is := bars[role]; known && is {
				width := column()
				if cell > 0 {
					width = cell
				}
				w.bar(k, bar.id, bar.allowed, width, textAbove(above, text, bar.under))
			}
			above, text = append(above, k), append(text, role)
			if k.path("pPr", "sectPr") != nil {
				section()
			}
		case "tbl":
			left, right := w.padding(k)
			for _, tc := range k.find("tc") {
				w.bars(tc, column, tc.path("tcPr", "tcW").twips("w")-left-right, section)
			}
			above, text = nil, nil
		}
	}
}

// textAbove returns the nearest paragraphs above of the first of the roles that stands there, in order.
func textAbove(above []*element, text []document.Role, under []document.Role) []*element {
	for _, role := range under {
		var list []*element
		for i := len(text) - 1; i >= 0; i-- {
			if text[i] == role {
				list = append([]*element{above[i]}, list...)
			} else if len(list) > 0 {
				break
			}
		}
		if len(list) > 0 {
			return list
		}
	}
	return nil
}

func (w *word) bar(p *element, id string, allowed thethuc.Ratio, column float64, text []*element) {
	got, err := w.styles.paragraph(p.kid("pPr"))
	if !w.check(err == nil && len(text) > 0 && got.rule > 0, id, p.path("pPr", "pStyle").val(), "no rule, or no text above", "a rule under text", allowed.Cite) {
		return
	}
	length := column - got.left - got.right
	var last, longest float64
	for _, t := range text {
		style, err := w.styles.paragraph(t.kid("pPr"))
		if err != nil {
			return // reported with its paragraph
		}
		for _, l := range plain(t) {
			for _, part := range w.shown(l, style) {
				last = part * style.size
				longest = max(longest, last)
			}
		}
	}
	place := "the line under " + trimmed(text[len(text)-1])
	if !w.check(last > 0, id, place, "text that the PDF does not show", "one text", allowed.Cite) {
		return
	}
	v := length / last
	if other := length / longest; v > allowed.Max && other >= allowed.Min {
		v = other
	}
	w.ratio(id, place, v, allowed, offRatio)
	w.check(near(got.left, got.right, 2*document.Twip.Points()), id, place, "off the middle", "centred", allowed.Cite)
	w.length(id, "weight of "+place, got.rule, law.RuleWeight, offSize)
}

// shown returns the widths of the lines that a text is set in, at one point: all of it on one line, or broken as the PDF
// breaks it.
func (w *word) shown(text string, style props) []float64 {
	face := map[[2]bool]string{{false, false}: "", {true, false}: "-Bold", {false, true}: "-Italic"}[[2]bool{style.bold, style.italic}]
	rest := squeeze(text)
	var list []float64
	for rest != "" {
		n := len(rest)
		for ; n > 0; n-- {
			if v, ok := w.widths["LiberationSerif"+face+" "+rest[:n]]; ok {
				list = append(list, v)
				break
			}
		}
		if n == 0 {
			return nil
		}
		rest = rest[n:]
	}
	return list
}

// padding returns the cell margins of a table's style.
func (w *word) padding(table *element) (left, right float64) {
	list, err := w.styles.chain(table.path("tblPr", "tblStyle").val())
	w.check(err == nil, "STYLE", "table", "no style", "a named style", "no direct formatting")
	for _, s := range list {
		if m := s.path("tblPr", "tblCellMar"); m != nil {
			if l := m.kid("left"); l != nil {
				left = l.twips("w")
			}
			if r := m.kid("right"); r != nil {
				right = r.twips("w")
			}
		}
	}
	return left, right
}
