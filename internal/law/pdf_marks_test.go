package law

import (
	"strings"

	"vanban/document"
)

// salutation measures Kính gửi (ô 9a).
func (d *reading) salutation(in *input, from int) int {
	if len(in.Salutation) == 0 {
		return from
	}
	cite := law.Types[document.KinhGui].Cite
	if from >= len(d.body.lines) || !strings.HasPrefix(d.body.lines[from].text, "Kính gửi:") {
		d.missing("NN-2", "Kính gửi:", cite)
		return from
	}
	d.style("NN-2", d.body.lines[from], document.KinhGui)
	for i := range in.Salutation {
		at, ok := d.body.find(strings.TrimRight(in.Salutation[i].String(), ".;"), from)
		if !ok {
			d.missing("NN-2", in.Salutation[i].String(), cite)
			continue
		}
		for _, l := range d.body.linesOf(at) {
			d.style("NN-2", l, document.KinhGui)
		}
		if i > 0 {
			l, above := d.body.lines[at.first], d.body.lines[from]
			d.check(near(l.x0, above.x0, off), "NN-2", l.text, millimetres(l.x0-above.x0)+" aside", "dashes under each other", cite)
		}
		from = at.first
		if i == len(in.Salutation)-1 {
			from = at.last + 1
		}
	}
	return from
}

// checkMarks measures what stands in the margins or beside the text: urgency (ô 10b), circulation (ô 11), the drafter's sign
// (ô 12), the address (ô 13), and footnotes.
func (d *reading) checkMarks() {
	d.mark("KH-1", d.in.Urgency, document.DauKhan)
	d.mark("KH-1", d.in.Circulation, document.LuuHanh)
	d.mark("SOAN", d.in.Drafter, document.KyHieuSoan)
	address := squeeze(d.in.Contact)
	var first *line
	for _, l := range d.lines {
		if !l.foot {
			continue
		}
		if address == "" || !strings.Contains(address, squeeze(l.text)) {
			d.size("NOTE", l.text, l.size(), document.ChuThich)
			continue
		}
		d.style("DIACHI", l, document.DiaChi)
		d.check(l.page == 0, "DIACHI", l.text, "on page "+itoa(l.page+1), "on page 1", law.Types[document.DiaChi].Cite)
		if first == nil {
			first = l
		}
	}
	if address == "" {
		return
	}
	if first == nil {
		d.missing("DIACHI", d.in.Contact, law.Types[document.DiaChi].Cite)
		return
	}
	whole := false
	for _, s := range d.pages[0].strokes {
		whole = whole || s.flat() && s.y0 < first.base && s.y0 > first.base-2*first.size() &&
			near(s.x0, d.left[false], off) && near(s.x1, d.right[false], off)
	}
	d.check(whole, "DIACHI", first.text, "no line over it", "a line as wide as the text", law.Types[document.DiaChi].Cite)
}

func (d *reading) mark(rule, text string, role document.Role) {
	if text == "" {
		return
	}
	for _, l := range d.lines {
		// The drafter's sign may follow the last of Nơi nhận on its line (Mẫu 1.4, note 10).
		if l.text == text || role == document.KyHieuSoan && strings.HasSuffix(strings.TrimRight(l.text, "."), " "+strings.TrimRight(text, ".")) {
			d.style(rule, l, role)
			return
		}
	}
	d.missing(rule, text, law.Types[role].Cite)
}
