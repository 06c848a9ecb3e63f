package law

import (
	"slices"
	"strings"

	"vanban/document"
	"vanban/thethuc"
)

// titleOf returns tên loại by slug (Điều 7), "" where there is none.
func titleOf(slug string) string {
	kind, _ := thethuc.KindOf(slug)
	return kind.Name
}

// enacting are the words before the articles (Mẫu 1.1, 1.2).
var enacting = map[string]string{"quyet-dinh": "QUYẾT ĐỊNH:", "nghi-quyet": "QUYẾT NGHỊ:"}

// want is a paragraph of the input with its place in the PDF.
type want struct {
	text   *text
	role   document.Role
	rule   string
	at     found
	follow bool // the paragraph before it in the input ends right above it
}

// checkDocument measures a document from line `from` of the flow on, with all that belongs to it, and gathers its
// paragraphs. It returns the line after it.
func (d *reading) checkDocument(in *input, main bool, from int) int {
	if after := d.letterhead(in, main, from); after >= 0 {
		from = after
	}
	if main && in.Type == "cong-van" {
		from = d.about(in, from)
	} else {
		from = d.title(in, main, from)
	}
	from = d.salutation(in, from)
	for _, l := range in.Authority {
		from = d.centredLines("TL-2", l, document.ThamQuyen, from)
	}
	for i := range in.Bases {
		from = d.want(&in.Bases[i], nil, document.CanCu, "CC-1", from)
	}
	if words := enacting[in.Type]; main && words != "" {
		from = d.centredLines("TL-2", words, document.TuBanHanh, from)
	}
	first := len(d.wants)
	from = d.nodes(in.Body, from)
	d.endMark(in, first)
	if main {
		from = d.closing(in, from)
	}
	for i := range in.Appendices {
		from = d.appendix(in, i, from)
	}
	for i := range in.Enclosures {
		e := in.Enclosures[i]
		if e.organs() == nil {
			e.Organ, e.Organs = in.Organ, in.Organs
		}
		from = d.checkDocument(&e, false, from)
	}
	return from
}

// title measures ô 5a: tên loại, trích yếu, and the line under them.
func (d *reading) title(in *input, main bool, from int) int {
	name := titleOf(in.Type)
	at := d.exactly(name, from)
	cite := law.Types[document.TenLoai].Cite
	if name == "" || at < 0 {
		d.missing("TL-1", "tên loại "+in.Type, cite)
		return from
	}
	heading := d.body.lines[at]
	d.style("TL-1", heading, document.TenLoai)
	text, last := []*line{heading}, heading
	from = at + 1
	if len(in.Subject) > 0 {
		place, ok := d.body.find(in.Subject.String(), from)
		if !ok || place.first != from {
			d.missing("TL-2", in.Subject.String(), law.Types[document.TrichYeu].Cite)
			return from
		}
		text = d.body.linesOf(place)
		for _, l := range text {
			d.style("TL-2", l, document.TrichYeu)
			d.centred("TL-2", l.text, l.middle(), heading.middle(), law.Types[document.TrichYeu].Cite)
		}
		last, from = text[len(text)-1], place.last+1
	}
	if in.Subtitle != "" {
		if place, ok := d.body.find(in.Subtitle, from); ok {
			last, from = d.body.lines[place.last], place.last+1
		} else {
			d.missing("TL-2", in.Subtitle, cite)
		}
	}
	if main {
		d.rule("TL-3", text, last, law.TrichYeuRule)
		return from
	}
	return d.attached(from)
}

// exactly returns the number of the line that reads name and nothing else, -1 where there is none.
func (d *reading) exactly(name string, from int) int {
	for i := from; i < len(d.body.lines); i++ {
		if d.body.lines[i].text == name {
			return i
		}
	}
	return -1
}

// attached measures "(Kèm theo …)" with the line under it.
func (d *reading) attached(from int) int {
	cite := law.Types[document.KemTheo].Cite
	if from >= len(d.body.lines) || !strings.HasPrefix(strings.ToLower(d.body.lines[from].text), "(kèm theo") {
		d.missing("PL-1", "(Kèm theo …)", cite)
		return from
	}
	var text []*line
	for ; from < len(d.body.lines); from++ {
		l := d.body.lines[from]
		text = append(text, l)
		d.style("PL-1", l, document.KemTheo)
		d.centred("PL-1", l.text, l.middle(), text[0].middle(), cite)
		if strings.HasSuffix(l.text, ")") {
			break
		}
	}
	d.rule("TL-3", text, text[len(text)-1], law.TrichYeuRule)
	return from + 1
}

// centredLines measures a text that stands in the middle on lines of its own.
func (d *reading) centredLines(rule, text string, role document.Role, from int) int {
	at, ok := d.body.find(text, from)
	if !ok {
		d.missing(rule, text, law.Types[role].Cite)
		return from
	}
	for _, l := range d.body.linesOf(at) {
		d.style(rule, l, role)
		d.centred(rule, l.text, l.middle(), d.body.lines[at.first].middle(), law.Types[role].Cite)
	}
	return at.last + 1
}

// appendix measures the head of a phụ lục (PL.I-III.1) and gathers its body.
func (d *reading) appendix(in *input, i, from int) int {
	a := &in.Appendices[i]
	cite := law.Types[document.PhuLuc].Cite
	at := slices.IndexFunc(d.body.lines[from:], func(l *line) bool { return phuLuc.MatchString(l.text) && l.all((*glyph).bold) })
	if at < 0 {
		d.missing("PL-1", "Phụ lục", cite)
		return from
	}
	head := d.body.lines[from+at]
	from += at + 1
	number := "Phụ lục"
	if len(in.Appendices) > 1 {
		number += " " + []string{"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"}[i]
	}
	d.check(head.text == number, "PL-1", head.text, head.text, number, cite)
	d.style("PL-1", head, document.PhuLuc)
	for _, l := range a.Title {
		switch {
		case phuLuc.MatchString(l):
		case strings.HasPrefix(strings.ToLower(l), "(kèm theo"):
		case strings.HasPrefix(l, "("):
			from = d.centredLines("PL-1", l, document.TrichYeuPhu, from)
		default:
			at := from
			from = d.centredLines("PL-1", l, document.TenPhuLuc, from)
			d.centred("PL-1", l, d.body.lines[min(at, from-1)].middle(), head.middle(), cite)
		}
	}
	from = d.attached(from)
	return d.nodes(a.Body, from)
}

// nodes gathers the paragraphs of a body in its order.
func (d *reading) nodes(body []node, from int) int {
	for i := range body {
		n := &body[i]
		switch {
		case n.Heading != nil:
			from = d.want(n.Heading, n.Label, document.MucCap1, "BC-1", from)
		case n.Item != nil:
			from = d.want(n.Item, n.Label, document.NoiDungCap1, "ND-1", from)
		case n.Bullet != nil:
			from = d.want(n.Bullet, n.Label, document.GachDauDong1, "ND-1", from)
		case n.Text != nil:
			from = d.want(n.Text, nil, document.LoiVan, "ND-1", from)
		case len(n.LabelValue) == 2:
			from = d.want(labelled(n.LabelValue), nil, document.LoiVan, "ND-1", from)
		case n.Table != nil:
			from = d.cells(n, from)
		}
		from = d.nodes(n.Body, from)
	}
	return from
}

func labelled(pair []text) *text {
	t := &text{runs: slices.Clone(pair[0].runs)}
	if !strings.HasSuffix(strings.TrimSpace(pair[0].String()), ":") {
		t.runs = append(t.runs, run{Text: ": "})
	}
	t.runs = append(t.runs, pair[1].runs...)
	return t
}

// want looks for a paragraph of the input, with the number that the author gave it himself, if any.
func (d *reading) want(t *text, label *string, role document.Role, rule string, from int) int {
	if strings.TrimSpace(t.String()) == "" {
		return from
	}
	number := ""
	if label != nil {
		number = squeeze(*label)
	}
	at, ok := d.body.find(number+t.String(), from)
	at.lead += len(number)
	if !ok {
		d.missing(rule, t.String(), law.Types[role].Cite)
		return from
	}
	w := want{text: t, role: role, rule: rule, at: at}
	if n := len(d.wants); n > 0 {
		w.follow = d.wants[n-1].at.last+1 == at.first
	}
	d.wants = append(d.wants, w)
	return at.last + 1
}

// cells passes a table: the law sets no form for its text. A cell that is split over pages is not found, and does not matter.
func (d *reading) cells(n *node, from int) int {
	all, err := n.cells()
	if err != nil {
		d.missing("ND-1", err.Error(), "the sample's table")
		return from
	}
	end := from
	for _, t := range all {
		if at, ok := d.body.find(t.String(), from); ok && at.first < end+len(all)*4 {
			end = max(end, at.last+1)
		}
	}
	return end
}
