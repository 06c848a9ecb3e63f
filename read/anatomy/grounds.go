package anatomy

import (
	"slices"
	"strings"

	"vanban/document"
)

// grounds reads what stands between the title and the body: Kính gửi, thẩm quyền, căn cứ and "QUYẾT ĐỊNH:", and returns what follows.
func (p *parser) grounds(us []*unit) []*unit {
	d := p.doc
	enacting := findEnacting(us)
	for i := 0; i < len(us); i++ {
		u := us[i]
		switch {
		case u.rule != nil:
			if d.KeTrichYeu == nil && len(d.CanCu) == 0 && d.KinhGui == nil && d.TenLoai != nil {
				d.KeTrichYeu = u.rule
			} else {
				d.Spare = append(d.Spare, u.rule)
			}
		case u.table != nil:
			if d.KinhGui != nil || !p.addressTable(u) {
				return us[i:]
			}
		case d.KinhGui == nil && len(d.CanCu) == 0 && isSalutation(u):
			p.salutation(u)
		case d.Kind == "cong-dien" && len(d.ThamQuyen) == 0 && d.KinhGui == nil && isWiring(u):
			d.ThamQuyen = append(d.ThamQuyen, p.line(u, document.ThamQuyen))
			n := addressees(us[i+1:])
			for _, a := range us[i+1 : i+1+n] {
				d.KinhGuiMuc = append(d.KinhGuiMuc, p.labelled(a, document.KinhGuiMuc))
			}
			i += n
		case p.isAddressee(us, i):
			d.KinhGuiMuc = append(d.KinhGuiMuc, p.labelled(u, document.KinhGuiMuc))
		case i < enacting:
			p.ground(u)
		case i == enacting:
			d.TuBanHanh = p.line(u, document.TuBanHanh)
		case d.TuBanHanh == nil && p.isBase(us, i):
			d.CanCu = append(d.CanCu, p.labelled(u, document.CanCu))
		case d.TuBanHanh == nil && len(d.CanCu) == 0 && p.isAuthority(us, i):
			d.ThamQuyen = append(d.ThamQuyen, p.line(u, document.ThamQuyen))
		case isTypedRule(u.text):
			p.loose(u)
		default:
			return us[i:]
		}
	}
	return nil
}

// findEnacting returns the index of "QUYẾT ĐỊNH:" above the first numbered part, -1 where there is none.
func findEnacting(us []*unit) int {
	for i, u := range us {
		if i > headZone*2 || u.table != nil {
			return -1
		}
		if isEnacting(u) {
			return i
		}
		if u.isText() && !startsAny(u.fold, baseHeads) {
			if l, _, ok := u.label(); ok && !isBullet(&l) || isLead(u) {
				return -1
			}
		}
	}
	return -1
}

// ground gives a line above "QUYẾT ĐỊNH:" its part: in capitals it is thẩm quyền.
func (p *parser) ground(u *unit) {
	d := p.doc
	if u.caps && len(d.CanCu) == 0 {
		d.ThamQuyen = append(d.ThamQuyen, p.line(u, document.ThamQuyen))
		return
	}
	if isTypedRule(u.text) {
		p.loose(u)
		return
	}
	d.CanCu = append(d.CanCu, p.labelled(u, document.CanCu))
}

// isAuthority reports whether a line in capitals is thẩm quyền: grounds or more of it follow.
func (p *parser) isAuthority(us []*unit, i int) bool {
	if p.doc.TenLoai == nil || !us[i].caps || us[i].runes() > 150 || isPart(us[i]) {
		return false
	}
	for _, u := range us[i+1 : min(i+4, len(us))] {
		if u.isText() && startsAny(u.fold, baseHeads) {
			return true
		}
		if !u.isText() || !u.caps {
			return false
		}
	}
	return false
}

// isBase reports whether a paragraph is a ground, and not the sentence that opens the body.
func (p *parser) isBase(us []*unit, i int) bool {
	u := us[i]
	f := u.fold
	if _, rest, ok := u.label(); ok {
		f = fold(shownText(rest))
	}
	if ends(u.text, ":") || isLead(u) {
		return false
	}
	switch {
	case startsAny(f, baseHeads):
		return !isPart(u) && !(p.doc.KinhGui != nil && p.doc.TenLoai == nil && !ends(u.text, ";") && len(p.doc.CanCu) == 0)
	case startsAny(f, seekHeads):
		return ends(u.text, ";") || len(p.doc.CanCu) > 0 && !startsWords(f, "theo") || len(p.doc.CanCu) > 0 && startsWords(f, "theo de nghi")
	case startsAny(f, softBaseHeads):
		return ends(u.text, ";") && (len(p.doc.CanCu) > 0 || i+1 < len(us) && us[i+1].isText() && startsAny(us[i+1].fold, baseHeads))
	}
	return false
}

func isSalutation(u *unit) bool {
	return startsAny(u.fold, salutations) && u.runes() < 300
}

// isWiring reads "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH X điện:" of a công điện (Mẫu 1.6).
func isWiring(u *unit) bool {
	return u.isText() && u.runes() < 200 && strings.HasSuffix(strings.TrimRight(u.fold, " :"), " dien") && ends(u.text, ":")
}

// addressees counts the entries of a list with dashes at the head of us.
func addressees(us []*unit) int {
	for i, u := range us {
		if !u.isText() {
			return i
		}
		if l, _, ok := u.label(); !ok || !isBullet(&l) {
			return i
		}
	}
	return len(us)
}

// salutation reads "Kính gửi:", with a list where it stands in the same paragraph.
func (p *parser) salutation(u *unit) {
	d := p.doc
	for i, line := range u.lines() {
		if columns := line.columns(); i == 0 && len(columns) > 1 && strings.HasSuffix(columns[0].text, ":") {
			d.KinhGui = p.line(columns[0], document.KinhGui)
			for _, c := range columns[1:] {
				d.KinhGuiMuc = append(d.KinhGuiMuc, p.labelled(c, document.KinhGuiMuc))
			}
			continue
		}
		if i == 0 {
			d.KinhGui = p.line(line, document.KinhGui)
			continue
		}
		d.KinhGuiMuc = append(d.KinhGuiMuc, p.labelled(line, document.KinhGuiMuc))
	}
}

// isAddressee reports whether a paragraph is in the list under "Kính gửi:".
func (p *parser) isAddressee(us []*unit, i int) bool {
	d, u := p.doc, us[i]
	if d.KinhGui == nil || len(d.CanCu) > 0 || d.TuBanHanh != nil || u.caps {
		return false
	}
	l, _, labelled := u.label()
	if labelled {
		return isBullet(&l)
	}
	if n := len(d.KinhGuiMuc); n > 0 {
		return ends(d.KinhGuiMuc[n-1].Text(), ";") && u.runes() < 150 && ends(u.text, ";.")
	}
	return ends(d.KinhGui.Text(), ":;") && u.runes() < 150 && (ends(u.text, ";") || !ends(u.text, ".:") && !isLead(u))
}

// addressTable reads Kính gửi set as a table without borders.
func (p *parser) addressTable(t *unit) bool {
	at := -1
	for i, c := range t.cells {
		if c.isText() && c.text != "" {
			at = i
			break
		}
	}
	if at < 0 || !isSalutation(t.cells[at]) {
		return false
	}
	d := p.doc
	for _, c := range t.cells {
		switch {
		case c.rule != nil:
			d.Spare = append(d.Spare, c.rule)
		case d.KinhGui == nil:
			p.salutation(c)
		default:
			for _, line := range c.lines() {
				d.KinhGuiMuc = append(d.KinhGuiMuc, p.labelled(line, document.KinhGuiMuc))
			}
		}
	}
	return true
}

// isCompetence reads TM., KT., TL., TUQ. and Q. before a name in capitals.
func isCompetence(u *unit) bool {
	if !u.isText() || !u.caps || len(u.fold) > 160 {
		return false
	}
	word, rest, ok := strings.Cut(u.fold, " ")
	if dot := strings.IndexByte(u.fold, '.'); !ok || dot > 0 && dot < len(word) && dot < len(word)-1 {
		// "TM.ỦY BAN", "T.M. ỦY BAN"
		head := strings.TrimRight(u.fold, " ")
		i := strings.LastIndexByte(head[:min(len(head), 7)], '.')
		if i < 0 {
			return false
		}
		word, rest = head[:i], head[i+1:]
	}
	word = strings.Trim(word, ".: ")
	if strings.TrimSpace(rest) == "" {
		return false
	}
	return slices.Contains(competences, word)
}
