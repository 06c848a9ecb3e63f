package anatomy

import "strings"

// partKind tells what a stretch of the manuscript is.
type partKind uint8

const (
	mainPart partKind = iota
	appendixPart
	enclosurePart
)

// span is a stretch of the manuscript that is a document, a phụ lục or an enclosure.
type span struct {
	kind  partKind
	units []*unit
}

// whole takes the manuscript apart: the document, and what comes behind it.
func (p *parser) whole(us []*unit) {
	spans := p.split(us)
	p.main(spans[0].units)
	owner := p
	for _, s := range spans[1:] {
		if s.kind == appendixPart {
			owner.appendix(s.units)
			continue
		}
		sub := &parser{ctx: p.ctx, m: p.m, doc: &Document{Manuscript: p.m}, boldTitles: p.boldTitles}
		sub.main(s.units)
		p.doc.Enclosures = append(p.doc.Enclosures, sub.doc)
		owner = sub
	}
	for _, e := range p.doc.Enclosures {
		e.order()
		p.doc.lines = append(p.doc.lines, e.lines...)
	}
}

// main reads a document of its own.
func (p *parser) main(us []*unit) {
	if p.isArticle(us) {
		p.article(us)
		return
	}
	rest := p.letterhead(us)
	rest = p.title(rest)
	titled := p.doc.TenLoai != nil
	at := p.findClosing(rest)
	end := rest[at:]
	rest = p.grounds(rest[:at])
	if p.doc.Kind == "" && !titled && (len(p.doc.TrichYeuCV) > 0 || p.doc.KinhGui != nil && p.doc.SoKyHieu != nil) {
		p.doc.Kind = "cong-van"
	}
	p.doc.Body = p.nodes(rest)
	p.closing(end)
}

// split finds where phụ lục and enclosures begin.
func (p *parser) split(us []*unit) []span {
	spans := []span{{mainPart, nil}}
	from := 0
	began, closed := false, false // the main title or a part of the body was seen; the signature was
	for i := 0; i < len(us); i++ {
		u := us[i]
		if i > from && began {
			if kind, ok := p.opens(us, i, closed); ok {
				at := i
				if kind == enclosurePart {
					at = backToOrgans(us, i, from)
				}
				spans[len(spans)-1].units = us[from:at]
				spans = append(spans, span{kind, nil})
				from = at
				i = p.afterHead(us, i)
				continue
			}
		}
		switch {
		case u.para == nil:
			closed = closed || u.table != nil && u.isSignTable()
			began = began || u.table != nil
		default:
			closed = closed || isRecipientsLabel(u) || isCompetence(u)
			began = began || u.opensTitle() || startsAny(u.fold, baseHeads) || u.runes() > 100 && i > 3
			if !began {
				_, _, began = u.label()
			}
		}
	}
	spans[len(spans)-1].units = us[from:]
	return spans
}

// afterHead returns the last unit of the head that begins at i, so that its own title does not begin another.
func (p *parser) afterHead(us []*unit, i int) int {
	if us[i].table != nil {
		for k := i + 1; k < len(us) && k < i+8; k++ {
			if us[k].isText() && us[k].opensTitle() {
				return k
			}
		}
		return i
	}
	for k := i; k < len(us) && k < i+10; k++ {
		if us[k].isText() && saysAttached(us[k].fold) {
			return k
		}
		if us[k].table != nil || us[k].isText() && us[k].runes() > 200 {
			break
		}
	}
	for k := i; k < len(us) && k < i+10 && us[k].isText() && us[k].markOf() != noMark; k++ {
		i = k
	}
	return i
}

// opens reports whether a phụ lục or an enclosure begins at a block.
func (p *parser) opens(us []*unit, i int, closed bool) (partKind, bool) {
	u := us[i]
	switch {
	case u.rule != nil:
		return 0, false
	case u.table != nil:
		if u.hasMotto() {
			return enclosurePart, true
		}
		return 0, false
	}
	if m := u.parts(); m[len(m)-1].markOf() == markQuocHieu {
		return enclosurePart, true
	}
	if isAppendixLabel(u) && (closed || u.begins || u.centred || attachedSoon(us, i) || appendixAlone(u)) {
		return appendixPart, true
	}
	if k, _, ok := u.kindOf(); ok && u.caps && (closed || u.begins || u.centred) && attachedSoon(us, i) {
		if k.slug == "danh-sach" || k.slug == "danh-muc" || k.slug == "" {
			return appendixPart, true
		}
		return enclosurePart, true
	}
	apart := u.begins || u.bold || u.centred || !u.formed
	if u.caps && apart && (closed || u.begins) && attachedSoon(us, i) && !mottoSoon(us, i) && !isName(u) && !isCompetence(u) &&
		!startsAny(u.fold, officeHeads) && !startsAny(u.fold, organHeads) {
		return appendixPart, true
	}
	if closed && u.begins && u.caps && (u.bold || u.centred) && !isPart(u) && !startsAny(u.fold, officeHeads) && !isCompetence(u) {
		return appendixPart, true
	}
	return 0, false
}

// mottoSoon reports whether quốc hiệu stands among the next lines: what begins at i is then a letterhead.
func mottoSoon(us []*unit, i int) bool {
	for _, u := range us[i:min(i+8, len(us))] {
		if u.table != nil {
			return u.hasMotto()
		}
		if u.isText() && u.markOf() == markQuocHieu {
			return true
		}
	}
	return false
}

// hasMotto reports whether a table is a letterhead with quốc hiệu.
func (u *unit) hasMotto() bool {
	for _, c := range u.cells {
		if c.para == nil {
			continue
		}
		for _, line := range c.lines() {
			if m := line.markOf(); m == markQuocHieu || m == markTieuNgu {
				return true
			}
		}
	}
	return false
}

// backToOrgans returns where the letterhead begins whose quốc hiệu stands at i: the organ's lines may come before it.
func backToOrgans(us []*unit, i, from int) int {
	if us[i].table != nil || us[i].begins {
		return i
	}
	for at := i; at > from+1 && at > i-6; at-- {
		prev := us[at-1]
		if !prev.isText() || !prev.caps || isCompetence(prev) || startsAny(prev.fold, officeHeads) {
			return at
		}
		if prev.begins {
			return at - 1
		}
	}
	return i
}

// attachedSoon reports whether "(Kèm theo …)" stands in the lines of a title that begins at i.
func attachedSoon(us []*unit, i int) bool {
	for k := i; k < len(us) && k < i+8; k++ {
		u := us[k]
		if u.table != nil || u.isText() && u.runes() > 300 {
			return false
		}
		if !u.isText() {
			continue
		}
		for _, line := range u.lines() {
			if saysAttached(line.fold) && (strings.HasPrefix(line.text, "(") || line.runes() < 200) {
				return true
			}
		}
		if k > i && isPart(u) && !u.caps {
			return false
		}
	}
	return false
}
