package anatomy

import (
	"strings"

	"vanban/document"
	"vanban/read/viet"
)

// isAppendixLabel reads "Phụ lục", "PHỤ LỤC 01", "Phụ lục số 01: DANH SÁCH", "Biểu 01".
func isAppendixLabel(u *unit) bool {
	if !u.isText() || !startsAny(u.fold, appendixHeads) || u.runes() > 200 {
		return false
	}
	head := u.lines()[0]
	if ends(head.text, ".;,") && len(head.fold) > 16 {
		return false
	}
	rest := appendixRest(head.text)
	return rest == "" || viet.IsUpper(rest) || u.centred || head.bold
}

// appendixAlone reports whether a line says nothing but "Phụ lục" and its number.
func appendixAlone(u *unit) bool { return appendixRest(u.lines()[0].text) == "" }

// appendixRest returns what stands behind "Phụ lục" and its number.
func appendixRest(s string) string {
	words := strings.Fields(s)
	k := min(2, len(words))
	if k < len(words) && fold(words[k]) == "so" {
		k++
	}
	if k < len(words) && !strings.HasSuffix(words[k-1], ":") && isNumberWord(words[k]) {
		k++
	}
	return strings.TrimLeft(strings.Join(words[k:], " "), ":.-– ")
}

func isNumberWord(w string) bool {
	w = strings.Trim(w, ":.-–()")
	if w == "" || len(w) > 6 {
		return false
	}
	digits, roman := true, true
	for _, r := range w {
		digits = digits && (r >= '0' && r <= '9' || len(w) > 1 && r >= 'A' && r <= 'Z')
		roman = roman && strings.ContainsRune("IVXLC", r)
	}
	return digits || roman || len(w) == 1 && w[0] >= 'A' && w[0] <= 'Z'
}

// appendix reads a phụ lục.
func (p *parser) appendix(us []*unit) {
	a := &Appendix{}
	if len(us) > 0 {
		a.Section = us[0].section
	}
	p.doc.Appendices = append(p.doc.Appendices, a)
	i := 0
	for i < len(us) {
		u := us[i]
		if u.rule != nil {
			if a.Rule != nil {
				p.doc.Spare = append(p.doc.Spare, u.rule)
			} else {
				a.Rule = u.rule
			}
			i++
			if a.Label != nil || len(a.Title) > 0 {
				break
			}
			continue
		}
		if u.table != nil || p.endsAppendixHead(a, u) && !(len(a.KemTheo) == 0 && attachedSoon(us, i)) {
			break
		}
		for _, line := range u.lines() {
			p.appendixLine(a, line)
		}
		i++
	}
	a.Body = p.nodes(us[i:])
}

// appendixLine gives a line of the head of a phụ lục its part.
func (p *parser) appendixLine(a *Appendix, u *unit) {
	n := len(a.KemTheo)
	switch {
	case saysAttached(u.fold), n > 0 && isOpen(a.KemTheo[n-1].Text()):
		a.KemTheo = p.merge(a.KemTheo, u, document.KemTheo)
	case isTypedRule(u.text):
		p.loose(u)
	case a.Label == nil && len(a.Title) == 0 && startsAny(u.fold, appendixHeads):
		raw := rawText(u.runs)
		rest := appendixRest(strings.TrimSpace(raw))
		at := len(strings.TrimRight(raw, " \t\n\u00a0")) - len(rest)
		if rest == "" || at <= 0 || !strings.HasSuffix(strings.TrimRight(raw, " \t\n\u00a0"), rest) {
			a.Label = p.line(u, document.PhuLuc)
			return
		}
		a.Label = p.line(u.stretch(0, at, 0), document.PhuLuc)
		a.Title = append(a.Title, p.line(u.stretch(at, len(raw), 1), document.TenPhuLuc))
	case strings.HasPrefix(u.text, "(") && !u.caps:
		a.Title = p.merge(a.Title, u, document.TrichYeuPhu)
	default:
		a.Title = p.merge(a.Title, u, document.TenPhuLuc)
	}
}

// endsAppendixHead reports whether the head of a phụ lục has ended before a line.
func (p *parser) endsAppendixHead(a *Appendix, u *unit) bool {
	if n := len(a.KemTheo); n > 0 {
		return !isOpen(a.KemTheo[n-1].Text()) && !isTypedRule(u.text) && !saysAttached(u.fold)
	}
	if a.Label == nil && len(a.Title) == 0 || saysAttached(u.fold) {
		return false
	}
	if len(a.Title) > titleLines || isUnitLine(u) || isLead(u) {
		return true
	}
	if _, _, ok := u.label(); ok && !strings.HasPrefix(u.text, "(") {
		return true
	}
	if u.formed {
		return !u.centred && !u.bold
	}
	return !u.caps && !(len(a.Title) == 0 && u.runes() < 130 && !ends(u.text, ".;:")) && !strings.HasPrefix(u.text, "(")
}
