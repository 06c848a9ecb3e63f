package law

import (
	"regexp"
	"slices"
	"strings"

	"vanban/document"
)

var competence = regexp.MustCompile(`^(TM|KT|TL|TUQ|Q)\b`)

// linesWithSignature is how many lines of text go with the signature onto its page: the house's number, not the law's.
const linesWithSignature = 2

// closing measures ô 7 and 9b: the signers, Nơi nhận, and that they do not stand alone on a page.
func (d *reading) closing(in *input, from int) int {
	top, end := (*line)(nil), from
	note := func(l *line) {
		if top == nil || l.page < top.page || l.page == top.page && l.base < top.base {
			top = l
		}
	}
	if len(in.Recipients) > 0 {
		end = max(end, d.recipients(in, from, note))
	}
	for _, s := range in.signers() {
		end = max(end, d.signer(&s, from, note))
	}
	if top == nil {
		return end
	}
	for _, l := range d.body.lines[from:end] {
		d.check(l.page == top.page, "KY-1", l.text, "on a page of its own", "on the page of Nơi nhận and signer", "the house's rule")
	}
	above := map[float64]bool{}
	for _, l := range d.onPage(top.page) {
		if l.base < top.base-1 {
			above[l.base] = true
		}
	}
	d.check(len(above) >= linesWithSignature, "KY-1", top.text, "alone on its page but for "+itoa(len(above))+" lines",
		"at least "+itoa(linesWithSignature)+" lines of text above", "the house's rule")
	return end
}

func (d *reading) recipients(in *input, from int, note func(*line)) int {
	cite := law.Types[document.NoiNhan].Cite
	at := d.exactly("Nơi nhận:", from)
	if at < 0 {
		d.missing("NN-1", "Nơi nhận:", cite)
		return from
	}
	label := d.body.lines[at]
	d.style("NN-1", label, document.NhanNoiNhan)
	note(label)
	end := at + 1
	for i := range in.Recipients {
		text := strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(in.Recipients[i].String()), "-–"))
		text = strings.TrimRight(text, ".;")
		place, ok := d.body.find(text, at+1)
		if !ok && i == len(in.Recipients)-1 && in.Drafter != "" {
			place, ok = d.body.find(text+"."+strings.TrimRight(in.Drafter, "."), at+1)
		}
		if !ok {
			d.missing("NN-1", text, cite)
			continue
		}
		items := d.body.linesOf(place)
		for _, l := range items {
			d.style("NN-1", l, document.NoiNhan)
		}
		d.check(strings.HasPrefix(items[0].text, "-"), "NN-1", items[0].text, "no dash", "- …;", cite)
		d.check(near(items[0].x0, label.x0, off), "NN-1", items[0].text, millimetres(items[0].x0-label.x0)+" aside", "flush with Nơi nhận", cite)
		mark := ";"
		if i == len(in.Recipients)-1 {
			mark = "."
		}
		d.check(strings.HasSuffix(items[len(items)-1].text, mark), "NN-1", text, "another ending", mark, cite)
		end = max(end, place.last+1)
	}
	return end
}

func (d *reading) signer(s *signer, from int, note func(*line)) int {
	end := from
	// Where several sign their lines stand beside each other: each is looked for by itself, near the one above it.
	var column *line
	find := func(text string, role document.Role) []*line {
		if text == "" {
			return nil
		}
		lines := d.inColumn(text, from, column)
		if lines == nil {
			d.missing("KY-1", text, law.Types[role].Cite)
			return nil
		}
		for _, l := range lines {
			d.style("KY-1", l, role)
			if column != nil {
				d.centred("KY-1", l.text, l.middle(), column.middle(), law.Types[role].Cite)
			}
			note(l)
			end = max(end, slices.Index(d.body.lines, l)+1)
			column = l
		}
		return lines
	}
	find(s.Organ.String(), document.CoQuanKy)
	for _, l := range s.Competence {
		if competence.MatchString(l) {
			d.check(competence.MatchString(l) && l[competence.FindStringIndex(l)[1]] == '.', "KY-1", l, "no full stop", "TM. KT. TL. TUQ. Q.",
				law.Types[document.QuyenHan].Cite)
		}
		find(l, document.QuyenHan)
	}
	find(s.Position.String(), document.QuyenHan)
	above := column
	named := find(s.OtherTitle.String(), document.ChucVuKhac)
	named = append(named, find(s.Name, document.HoTen)...)
	if len(named) > 0 && above != nil {
		room := named[0].base - named[0].size()*(d.metrics.ascent+d.metrics.gap) - above.base - above.size()*d.metrics.descent
		d.length("KY-1", "room for the signature of "+s.Name, room, law.SignatureRoom, off)
	}
	return end
}

// inColumn finds a text whose lines stand under each other, below the line given and centred with it.
func (d *reading) inColumn(text string, from int, under *line) []*line {
	all := d.body.lines[from:]
	for i, l := range all {
		rest, ok := strings.CutPrefix(squeeze(text), squeeze(l.text))
		if !ok || under != nil && (l.page != under.page || l.base <= under.base || !near(l.middle(), under.middle(), 5*off)) {
			continue
		}
		lines := []*line{l}
		for _, next := range all[i+1:] {
			if rest == "" {
				break
			}
			if next.page != l.page || !near(next.middle(), l.middle(), 5*off) {
				continue
			}
			if rest, ok = strings.CutPrefix(rest, squeeze(next.text)); !ok {
				break
			}
			lines = append(lines, next)
		}
		if rest == "" {
			return lines
		}
	}
	return nil
}

// endMark looks for "./.", a habit of every Mẫu and no rule of the law: a warning (ND-2). After a table it stands alone.
func (d *reading) endMark(in *input, first int) {
	if len(d.wants) == first || !in.endMark() {
		return
	}
	at := d.wants[len(d.wants)-1].at
	l := d.body.lines[at.last]
	d.warn(strings.HasSuffix(l.text, "./.") || d.exactly("./.", at.last) >= 0, "ND-2", l.text, "without ./.", "./.", "Phụ lục III, "+law.Name)
}
