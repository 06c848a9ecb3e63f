package anatomy

import (
	"strings"

	"vanban/document"
	"vanban/read/viet"
)

// titleLines is how many lines trích yếu may have.
const titleLines = 7

// title reads tên loại, trích yếu and the lines in brackets (ô 5a), and returns what follows.
func (p *parser) title(us []*unit) []*unit {
	at := -1
	for i := 0; i < len(us) && i < 12; i++ {
		u := us[i]
		if u.table != nil || u.isText() && (startsAny(u.fold, baseHeads) || startsAny(u.fold, salutations)) {
			break
		}
		if u.isText() && u.opensTitle() {
			at = i
			break
		}
		if u.isText() && (u.runes() > 120 || ends(u.text, ";:")) {
			break
		}
	}
	if at < 0 {
		return us
	}
	p.looseAll(us[:at])
	u := us[at]
	k, rest, _ := u.lines()[0].kindOf()
	if k == nil {
		k, rest, _ = u.kindOf()
	}
	p.doc.Kind = k.slug
	p.titleHead(u, rest)
	return p.subject(us[at+1:])
}

// titleHead gives the line of tên loại its part, and trích yếu what stands after it on the line.
func (p *parser) titleHead(u *unit, rest int) {
	lines := u.lines()
	head := lines[0]
	raw := rawText(head.runs)
	lead := len(raw) - len(strings.TrimLeft(raw, " \t\n\u00a0"))
	if rest+lead < len(strings.TrimRight(raw, " \t\n\u00a0")) && len(raw) == len(shownText(head.runs)) {
		p.doc.TenLoai = p.line(head.stretch(0, rest+lead, 0), document.TenLoai)
		p.doc.TrichYeu = append(p.doc.TrichYeu, p.line(head.stretch(rest+lead, len(raw), 1), document.TrichYeu))
	} else {
		p.doc.TenLoai = p.line(head, document.TenLoai)
	}
	for _, line := range lines[1:] {
		p.titleLine(line)
	}
}

// subject reads trích yếu.
func (p *parser) subject(us []*unit) []*unit {
	d := p.doc
	for i, u := range us {
		switch {
		case u.rule != nil:
			if d.KeTrichYeu == nil {
				d.KeTrichYeu = u.rule
				return p.afterRule(us[i+1:])
			}
			return us[i:]
		case u.table != nil:
			return us[i:]
		case isTypedRule(u.text):
			p.loose(u)
			return p.afterRule(us[i+1:])
		case p.endsSubject(us, i):
			return us[i:]
		}
		for _, line := range u.lines() {
			p.titleLine(line)
		}
	}
	return nil
}

// afterRule reads what may stand under the rule: "(Kèm theo …)" and other lines in brackets.
func (p *parser) afterRule(us []*unit) []*unit {
	for i, u := range us {
		switch {
		case u.rule != nil && i == 0:
			p.doc.Spare = append(p.doc.Spare, u.rule)
		case u.isText() && strings.HasPrefix(u.text, "(") && isBracketed(u):
			p.titleLine(u)
		case u.isText() && isTypedRule(u.text):
			p.loose(u)
		default:
			return us[i:]
		}
	}
	return nil
}

// isBracketed reports whether the whole of a line is in brackets and no label stands in them: "(1) …".
func isBracketed(u *unit) bool {
	_, _, labelled := u.label()
	return !labelled && (ends(u.text, ")") || saysAttached(u.fold))
}

// titleLine gives one line below tên loại its part.
func (p *parser) titleLine(u *unit) {
	d := p.doc
	n := len(d.KemTheo)
	switch {
	case saysAttached(u.fold), n > 0 && isOpen(d.KemTheo[n-1].Text()):
		d.KemTheo = p.merge(d.KemTheo, u, document.KemTheo)
	case startsAny(u.fold, draftMarks) && len(u.fold) < 30:
		d.DuThao = append(d.DuThao, p.line(u, document.LoiVan))
	case len(d.Subtitle) > 0 && isOpen(d.Subtitle[len(d.Subtitle)-1].Text()):
		d.Subtitle = p.merge(d.Subtitle, u, document.TrichYeuPhu)
	case strings.HasPrefix(u.text, "(") && len(d.TrichYeu) > 0 && !isOpen(d.TrichYeu[len(d.TrichYeu)-1].Text()),
		u.italic && !u.bold && len(d.TrichYeu) > 0 && p.boldTitle():
		d.Subtitle = p.merge(d.Subtitle, u, document.TrichYeuPhu)
	default:
		d.TrichYeu = p.merge(d.TrichYeu, u, document.TrichYeu)
	}
}

func (p *parser) boldTitle() bool {
	for _, r := range p.doc.TrichYeu[0].Runs {
		if !r.Bold && strings.TrimSpace(r.Text) != "" {
			return false
		}
	}
	return true
}

// saysAttached reports whether a line is "(Kèm theo …)".
func saysAttached(f string) bool {
	f = strings.TrimLeft(f, "( ")
	return startsAny(f, attached)
}

// isOpen reports whether a bracket is still open at the end of s.
func isOpen(s string) bool { return strings.Count(s, "(") > strings.Count(s, ")") }

// endsSubject reports whether trích yếu has ended before a paragraph.
func (p *parser) endsSubject(us []*unit, i int) bool {
	d, u := p.doc, us[i]
	n := len(d.TrichYeu)
	if k := len(d.KemTheo); k > 0 && isOpen(d.KemTheo[k-1].Text()) {
		return false
	}
	switch {
	case saysAttached(u.fold):
		return false
	case len(d.KemTheo) > 0, n+len(d.Subtitle) >= titleLines, u.begins,
		startsAny(u.fold, baseHeads), startsAny(u.fold, salutations), startsWords(u.fold, recipients), isCompetence(u), invites(u),
		isEnacting(u), isLead(u), isPart(u):
		return true
	}
	if _, _, ok := u.label(); ok && !strings.HasPrefix(u.text, "(") {
		return true
	}
	if n == 0 {
		// A long title is still a title when it is bold or in the middle.
		marked := u.bold || u.centred || startsAny(u.fold, subjectHeads)
		return !marked && (ends(u.text, ";:") || ends(u.text, ".") && u.runes() > 120) || u.runes() > 400
	}
	if u.formed && d.TrichYeu[0].Para.Form != nil {
		return !p.looksLikeSubject(u)
	}
	if u.caps && !viet.IsUpper(d.TrichYeu[n-1].Text()) {
		return true // thẩm quyền
	}
	if isBold(d.TrichYeu[0]) {
		return !u.bold && !strings.HasPrefix(u.text, "(")
	}
	if strings.HasPrefix(u.text, "(") || isOpen(d.TrichYeu[n-1].Text()) {
		return u.runes() > 200
	}
	return ends(u.text, ".;:") || u.runes() > 130 || p.opensBody(us, i)
}

// opensBody reports, for text without type, whether a short line without a stop is the first of a body, and not of trích yếu.
func (p *parser) opensBody(us []*unit, i int) bool {
	u := us[i]
	if startsAny(u.fold, labelWords) && strings.Contains(u.text, ":") {
		return true
	}
	return len(p.doc.TrichYeu) >= 5
}

func isBold(l *Line) bool {
	seen := false
	for i := range l.Runs {
		if strings.TrimSpace(l.Runs[i].Text) == "" {
			continue
		}
		if !l.Runs[i].Bold {
			return false
		}
		seen = true
	}
	return seen
}

// looksLikeSubject compares a line with the first of trích yếu, in type and in place.
func (p *parser) looksLikeSubject(u *unit) bool {
	first := p.doc.TrichYeu[0]
	bold := isBold(first)
	centred := first.Para.Form.Align == document.AlignCenter
	if u.caps && !viet.IsUpper(first.Text()) {
		return false
	}
	if strings.HasPrefix(u.text, "(") && u.centred {
		return true
	}
	if u.centred && centred {
		return u.bold == bold || u.italic
	}
	return u.bold && bold && !centred && u.runes() < 200
}

// invites reads "Sở Nội vụ trân trọng kính mời: …", which opens a giấy mời.
func invites(u *unit) bool {
	return containsAny(u.fold, invitations) && !u.bold && !u.caps
}

// isLead reports whether a paragraph opens a body: it announces what follows.
func isLead(u *unit) bool {
	t := strings.TrimRight(u.text, " .:;")
	if len(t) > 80 {
		t = t[len(t)-40:]
	}
	f := fold(t)
	for _, w := range leadEnds {
		if strings.HasSuffix(f, w) && ends(u.text, ":.;") {
			return true
		}
	}
	return false
}

// isPart reports whether a line begins a numbered part of a text: Chương I, Điều 1.
func isPart(u *unit) bool {
	l, _, ok := u.label()
	return ok && !isBullet(&l)
}

// isEnacting reads "QUYẾT ĐỊNH:".
func isEnacting(u *unit) bool {
	if !u.isText() || !u.caps || len(u.fold) > 40 {
		return false
	}
	f := strings.TrimRight(u.fold, " :.;")
	s := squash(f)
	for _, w := range enactings {
		if near(s, squash(w), 1) {
			return true
		}
	}
	return false
}
