package law

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"vanban/document"
	"vanban/thethuc"
)

// What the law prescribes word for word (PL.I-II.1).
const (
	quocHieu = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
	tieuNgu  = "Độc lập - Tự do - Hạnh phúc"
)

var (
	soKyHieu = regexp.MustCompile(`^Số: ?(\d{2,}\p{L}*)? ?/[\p{L}\d]+(-[\p{L}\d&]+)*$`)
	diaDanh  = regexp.MustCompile(`^.+, ngày( [0-3]\d)? tháng( (01|02|[3-9]|1[0-2]))? năm( \d{4})?$`)
	looksSo  = regexp.MustCompile(`^Số:`)
	looksDay = regexp.MustCompile(`, ngày .*tháng .*năm`)
)

// style checks size and cut of a line against its role.
func (d *reading) style(rule string, l *line, role document.Role) {
	t := &law.Types[role]
	d.size(rule, l.text, l.size(), role)
	d.cut(rule, l, "bold", (*glyph).bold, t.Bold, t.Cite)
	d.cut(rule, l, "italic", (*glyph).italic, t.Italic, t.Cite)
	d.upper(rule, l.text, role)
}

func (d *reading) cut(rule string, l *line, name string, is func(*glyph) bool, want bool, cite string) {
	ok := want && l.all(is) || !want && l.none(is)
	allowed := "not " + name
	if want {
		allowed = "all " + name
	}
	d.check(ok, rule, l.text, l.glyphs[0].font, allowed, cite)
}

// letterhead measures ô 1 to 4 of a document, from line `from` on. It returns the number of the first line of the flow after
// quốc hiệu, -1 where there is none.
func (d *reading) letterhead(in *input, main bool, from int) int {
	types := &law.Types
	i := slices.IndexFunc(d.body.lines[min(from, len(d.body.lines)):], func(l *line) bool { return isQuocHieu(l.text) })
	if !d.check(i >= 0, "QH-4", quocHieu, "no line of this text", "one unbroken line", types[document.QuocHieu].Cite) {
		return -1
	}
	i += from
	qh := d.body.lines[i]
	d.style("QH-2", qh, document.QuocHieu)
	d.check(qh.x0 > d.pages[qh.page].width/3, "QH-4", qh.text, "at the left", "at the right", types[document.QuocHieu].Cite)
	d.length("PAGE-3", "upper margin of the letterhead", qh.base-(d.metrics.ascent+d.metrics.gap)*qh.size(), law.MarginTop, off)
	tn := d.below(qh, func(l *line) bool { return l.text == tieuNgu })
	if tn == nil {
		d.missing("QH-1", tieuNgu, types[document.TieuNgu].Cite)
	} else {
		d.style("QH-2", tn, document.TieuNgu)
		d.centred("QH-2", tn.text, tn.middle(), qh.middle(), types[document.TieuNgu].Cite)
		d.ratio("QH-2", "pitch of quốc hiệu and tiêu ngữ", (tn.base-qh.base)/(tn.size()*d.metrics.natural()), single, offPitch*5)
		d.rule("QH-3", []*line{tn}, tn, law.TieuNguRule)
	}
	number := d.below(qh, func(l *line) bool { return looksSo.MatchString(l.text) && l.x1 < qh.x0+off })
	middle := d.organLines(in, qh, number)
	if !main {
		d.check(number == nil, "SO-1", "enclosed document", "has a number", "none (Mẫu 1.3)", types[document.SoKyHieu].Cite)
		return i + 1
	}
	if number == nil {
		d.missing("SO-1", "Số:", types[document.SoKyHieu].Cite)
	} else {
		d.style("SO-1", number, document.SoKyHieu)
		d.check(soKyHieu.MatchString(number.text), "SO-1", number.text, "of another form", soKyHieu.String(), types[document.SoKyHieu].Cite)
		if middle > 0 {
			d.centred("SO-1", number.text, number.middle(), middle, types[document.SoKyHieu].Cite)
		}
	}
	date := d.below(qh, func(l *line) bool { return looksDay.MatchString(l.text) && l.x0 > d.pages[l.page].width/3 })
	if date == nil {
		d.missing("DD-1", "…, ngày … tháng … năm …", types[document.DiaDanhThoiGian].Cite)
		return i + 1
	}
	d.style("DD-1", date, document.DiaDanhThoiGian)
	d.check(diaDanh.MatchString(date.text), "DD-1", date.text, "of another form", diaDanh.String(), types[document.DiaDanhThoiGian].Cite)
	d.centred("DD-1", date.text, date.middle(), qh.middle(), types[document.DiaDanhThoiGian].Cite)
	if number != nil {
		// Side by side in a row of the letterhead, 13 pt and 14 pt stand a third of a millimetre apart.
		d.check(near(date.base, number.base, off), "DD-2", date.text, millimetres(date.base-number.base)+" below Số",
			"on one line", types[document.DiaDanhThoiGian].Cite)
	}
	return i + 1
}

// about measures ô 5b: the trích yếu of a công văn, 6 points under its number. It returns the number of the line after the
// letterhead, which the date ends.
func (d *reading) about(in *input, from int) int {
	cite := law.Types[document.TrichYeuCongVan].Cite
	text := in.Subject.String()
	if !strings.HasPrefix(text, "V/v ") {
		text = "V/v " + text
	}
	at, ok := d.body.find(text, from)
	if !ok || at.first == 0 || !looksSo.MatchString(d.body.lines[at.first-1].text) {
		d.missing("VV-1", text, cite)
		return from
	}
	number, lines := d.body.lines[at.first-1], d.body.linesOf(at)
	for _, l := range lines {
		d.style("VV-1", l, document.TrichYeuCongVan)
		d.centred("VV-1", l.text, l.middle(), number.middle(), cite)
	}
	first := lines[0]
	apart := first.base - first.size()*(d.metrics.ascent+d.metrics.gap) - number.base - number.size()*d.metrics.descent
	six := thethuc.Length{Min: law.SpaceBefore.Min, Max: law.SpaceBefore.Min, Cite: cite}
	d.length("VV-1", "space between number and "+first.text, apart, six, off)
	date := slices.IndexFunc(d.body.lines[at.last:], func(l *line) bool { return looksDay.MatchString(l.text) })
	return at.last + date + 1
}

// single is dòng đơn as the law asks of the letterhead; the bound itself is that of body text.
var single = thethuc.Ratio{Min: law.LineSpacing.Min, Max: law.LineSpacing.Min, Cite: law.Types[document.TieuNgu].Cite}

// below returns the first line on l's page under it that fits.
func (d *reading) below(l *line, fits func(*line) bool) *line {
	for _, o := range d.onPage(l.page) {
		if o.base > l.base+1 && fits(o) {
			return o
		}
	}
	return nil
}

// rule measures the line under `under` against its text, whose lines are given. Where there are several the law does not
// say which counts: the last (as a ruler is held) or the longest will do.
func (d *reading) rule(id string, text []*line, under *line, allowed thethuc.Ratio) {
	s := d.ruleUnder(under)
	if !d.check(s != nil, id, under.text, "no line under it", "a line", allowed.Cite) {
		return
	}
	longest := text[0]
	for _, l := range text {
		if l.width() > longest.width() {
			longest = l
		}
	}
	v := s.length() / text[len(text)-1].width()
	if other := s.length() / longest.width(); v > allowed.Max && other >= allowed.Min {
		v = other
	}
	d.ratio(id, under.text, v, allowed, offRatio)
	d.centred(id, "the line under "+under.text, s.middle(), under.middle(), allowed.Cite)
	d.length(id, "weight of the line under "+under.text, s.weight, law.RuleWeight, offSize)
}

// organLines measures ô 2: the lines left of quốc hiệu. It returns the middle of the column, 0 where they are not found.
func (d *reading) organLines(in *input, qh, number *line) float64 {
	type part struct {
		text string
		role document.Role
	}
	var parts []part
	above := ""
	for _, o := range in.organs() {
		if len(o.Parent) > 0 && o.Parent.String() != above { // organs of one parent name it once
			above = o.Parent.String()
			parts = append(parts, part{squeeze(o.Parent.String()), document.CoQuanChuQuan})
		}
		parts = append(parts, part{squeeze(o.Name.String()), document.CoQuanBanHanh})
	}
	var issuer []*line
	var last *line
	for _, l := range d.onPage(qh.page) {
		if l.x1 > qh.x0+off || l.base < qh.base-1 || number != nil && l.base >= number.base || len(parts) == 0 {
			continue
		}
		got := squeeze(strings.TrimSuffix(l.text, "-")) // a dash joins the organs of one document
		if got == "" {
			last = l
			continue
		}
		if !d.check(strings.HasPrefix(parts[0].text, got), "CQ-1", l.text, "not the organ's name", parts[0].text, law.Types[parts[0].role].Cite) {
			return 0
		}
		d.style("CQ-1", l, parts[0].role)
		if last != nil {
			d.centred("CQ-1", l.text, l.middle(), last.middle(), law.Types[parts[0].role].Cite)
			d.ratio("CQ-1", "pitch above "+l.text, (l.base-last.base)/(l.size()*d.metrics.natural()), single, offPitch*5)
		}
		if parts[0].role == document.CoQuanChuQuan {
			issuer = nil
		} else {
			issuer = append(issuer, l)
		}
		last = l
		if parts[0].text = parts[0].text[len(got):]; parts[0].text == "" {
			parts = parts[1:]
		}
	}
	if len(parts) > 0 || last == nil {
		d.missing("CQ-1", fmt.Sprint(parts), law.Types[document.CoQuanBanHanh].Cite)
		return 0
	}
	d.rule("CQ-2", issuer, last, law.CoQuanRule)
	return last.middle()
}
