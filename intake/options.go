package intake

import (
	"math"
	"strconv"
	"strings"

	"vanban/document"
	"vanban/read"
	"vanban/read/anatomy"
	"vanban/templates/contract"
	"vanban/thethuc"
)

// options takes over what the file chooses inside the law's ranges: the value that most of the text has. What is outside, the form
// replaces, and a note says so.
func (m *mapper) options(a *anatomy.Document, d *contract.Document) {
	if m.unend {
		no := false
		d.Options.EndMark = &no
	}
	if m.src.Source != read.DOCX || len(m.src.Sections) == 0 {
		return
	}
	v := usual(a.Body)
	pack := m.sheet.Pack
	page := &m.src.Sections[0].Page
	o := &d.Options
	mm, pt := unit{float64(document.Millimetre), 10, " mm"}, unit{float64(document.Point), 10, " pt"}
	m.choose(&o.Margins.Top, "Lề trên", page.Top, pack.MarginTop, mm)
	m.choose(&o.Margins.Bottom, "Lề dưới", page.Bottom, pack.MarginBottom, mm)
	m.choose(&o.Margins.Left, "Lề trái", page.Left, pack.MarginLeft, mm)
	m.choose(&o.Margins.Right, "Lề phải", page.Right, pack.MarginRight, mm)
	if !v.found {
		return
	}
	m.choose(&o.FirstLineIndent, "Lùi đầu dòng", v.first, pack.FirstLine, mm)
	m.choose(&o.SpaceBefore, "Khoảng cách đoạn", v.space, pack.SpaceBefore, pt)
	switch sizes := &pack.Types[document.LoiVan].Use; v.size {
	case 0, sizes[thethuc.Profile14]: // what is set where nobody chooses
	case sizes[thethuc.Profile13]:
		o.BodySize = v.size.Points()
	default:
		m.notKept("Cỡ chữ lời văn", number(v.size.Points())+" pt")
	}
	switch lines := math.Round(v.spacing.Lines*100) / 100; {
	case v.spacing.Rule != read.Multiple:
		m.notKept("Khoảng cách dòng", number(v.spacing.Height.Points())+" pt")
	case lines == pack.LineSpacing.Use:
	case pack.LineSpacing.Allows(lines):
		o.LineSpacing = lines
	default:
		m.notKept("Khoảng cách dòng", number(lines)+" dòng")
	}
}

type unit struct {
	size, parts float64 // a value is rounded to so many parts of a unit
	name        string
}

// choose sets a length that the law allows and that is not the one set anyway. Files hold lengths in twips: what is nearest to a choice
// of ours is meant as that.
func (m *mapper) choose(to *float64, name string, v document.EMU, l thethuc.Length, u unit) {
	rounded := math.Round(float64(v)/u.size*u.parts) / u.parts
	switch emu := document.EMU(math.Round(rounded * u.size)); {
	case near(v, l.Use, document.Millimetre/10):
	case len(l.Only) > 0:
		for _, only := range l.Only {
			if near(v, only, document.Millimetre/2) {
				if only != l.Use {
					*to = float64(only) / u.size
				}
				return
			}
		}
		m.notKept(name, number(rounded)+u.name)
	case l.Allows(emu):
		*to = rounded
	default:
		m.notKept(name, number(rounded)+u.name)
	}
}

func near(a, b, most document.EMU) bool { return max(a-b, b-a) <= most }

func (m *mapper) notKept(name, value string) {
	m.note("option_not_kept", name+" "+value+" của tệp nằm ngoài những giá trị dùng được; văn bản lấy giá trị mặc định.", "", read.Place{})
}

func number(v float64) string {
	return strings.Replace(strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64), ".", ",", 1)
}

// looks is how the text of a body is set.
type looks struct {
	found        bool
	size         document.EMU
	first, space document.EMU
	spacing      read.Spacing
}

// usual returns of each value the one that the most characters of the body's text have.
func usual(list []*anatomy.Node) (v looks) {
	sizes, firsts, spaces := map[document.EMU]int{}, map[document.EMU]int{}, map[document.EMU]int{}
	spacings := map[read.Spacing]int{}
	var visit func([]*anatomy.Node)
	visit = func(list []*anatomy.Node) {
		for _, n := range list {
			visit(n.Children)
			if n.Line == nil || n.Line.Para == nil || n.Line.Para.Form == nil || n.Kind == anatomy.Heading {
				continue
			}
			f := n.Line.Para.Form
			weight := 1
			for i := range n.Line.Runs {
				r := &n.Line.Runs[i]
				sizes[r.Size] += len(r.Text)
				weight += len(r.Text)
			}
			firsts[f.FirstLine] += weight
			spaces[max(f.Before, f.After)] += weight
			spacings[f.Spacing] += weight
		}
	}
	visit(list)
	if len(firsts) == 0 {
		return v
	}
	byLength := func(votes map[document.EMU]int) document.EMU {
		return mostUsed(votes, func(a, b document.EMU) bool { return a < b })
	}
	v = looks{found: true, size: byLength(sizes), first: byLength(firsts), space: byLength(spaces)}
	v.spacing = mostUsed(spacings, func(a, b read.Spacing) bool {
		if a.Rule != b.Rule {
			return a.Rule < b.Rule
		}
		return a.Lines < b.Lines || a.Lines == b.Lines && a.Height < b.Height
	})
	return v
}

// mostUsed returns the key with the highest count, of equals the least.
func mostUsed[K comparable](votes map[K]int, less func(a, b K) bool) (best K) {
	most := 0
	for k, n := range votes {
		if n > most || n == most && less(k, best) {
			best, most = k, n
		}
	}
	return best
}
