package anatomy

import (
	"slices"
	"strings"

	"vanban/document"
	"vanban/read"
)

// headZone is how many blocks the opening of a document is looked for in.
const headZone = 40

// letterhead reads ô 1 to 4 and the marks around them from the head of the units, and returns what follows.
func (p *parser) letterhead(us []*unit) []*unit {
	us = p.skipForeign(us)
	end, marks := p.headEnd(us)
	if marks == 0 && (end >= len(us) || !us[end].opensTitle()) {
		return us
	}
	h := heading{p: p, marks: marks}
	for _, u := range us[:end] {
		h.unit(u)
	}
	h.close()
	return append(h.after, us[end:]...)
}

// skipForeign passes over the lines of others above a letterhead: an address, a note of who sent the file.
func (p *parser) skipForeign(us []*unit) []*unit {
	for skip := 0; skip < len(us) && skip < 4; skip++ {
		if _, marks := p.headEnd(us[skip:]); marks > 0 {
			p.looseAll(us[:skip])
			return us[skip:]
		}
		if u := us[skip]; !u.isText() || u.caps || u.opensTitle() || isPart(u) || startsAny(u.fold, baseHeads) || isSalutation(u) {
			break
		}
	}
	return us
}

// opensTitle reports whether tên loại stands here.
func (u *unit) opensTitle() bool {
	_, _, ok := u.kindOf()
	return ok
}

// headEnd returns where the letterhead ends, and how many of its marks it holds.
func (p *parser) headEnd(us []*unit) (end, marks int) {
	last := noMark
	for i := 0; i < len(us) && i < headZone; i++ {
		u := us[i]
		switch {
		case u.rule != nil:
			if marks > 0 {
				end = i + 1
			}
			continue
		case u.table != nil:
			n := u.letterheadMarks()
			if n == 0 {
				return end, marks
			}
			marks += n
			end, last = i+1, markNumber
			if slices.ContainsFunc(u.cells, (*unit).opensTitle) {
				return end, marks
			}
			continue
		}
		if u.opensTitle() || startsAny(u.fold, salutations) {
			return i, marks
		}
		found := 0
		for _, part := range u.parts() {
			if m := part.markOf(); m != noMark {
				last = m
				if m != markTyped {
					found++
				}
			}
		}
		if found > 0 {
			marks += found
			end = i + 1
			continue
		}
		_, _, numbered := u.label()
		switch {
		case isTypedRule(u.text), u.text == "-" || u.text == "–":
		case last == markSubject && !u.gap && u.runes() < 120 && !ends(u.text, ".;:") && !numbered:
			end = i + 1
		case startsAny(u.fold, baseHeads), numbered && !u.caps:
			return end, marks
		case u.caps && u.runes() < 120:
		case u.runes() > 120 || ends(u.text, ".;:"):
			return end, marks
		}
	}
	return end, marks
}

// letterheadMarks counts the marks of a letterhead in a table; 0 where it is none.
func (u *unit) letterheadMarks() int {
	n, strong := 0, false
	for _, c := range u.cells {
		if c.para == nil {
			continue
		}
		for _, part := range c.parts() {
			switch part.markOf() {
			case markQuocHieu, markTieuNgu, markNumber:
				n++
				strong = true
			case markDate, markSubject:
				n++
			}
		}
		if startsWords(c.fold, recipients) {
			return 0
		}
	}
	if !strong && n < 2 {
		return 0
	}
	return n
}

// parts returns the stretches of a paragraph that may have parts of their own: between line breaks, and side by side where one of the
// columns is a mark.
func (u *unit) parts() []*unit {
	if u.para == nil {
		return nil
	}
	var out []*unit
	for _, line := range u.lines() {
		columns := line.columns()
		if len(columns) == 1 {
			out = append(out, line)
			continue
		}
		out = append(out, joinColumns(line, columns)...)
	}
	return out
}

// joinColumns puts the columns together again that belong to one part: the blanks for a number or a day part nothing.
func joinColumns(line *unit, columns []*unit) []*unit {
	for split := 1; split < len(columns); split++ {
		right := columns[split]
		switch right.markOf() {
		case markQuocHieu, markTieuNgu:
		default:
			tail := line.between(columns, split, len(columns))
			if tail.markOf() != markDate || strings.HasPrefix(tail.text, "/") || startsAny(tail.fold, []string{"thang", "nam"}) {
				continue
			}
		}
		left, tail := line.between(columns, 0, split), line.between(columns, split, len(columns))
		return []*unit{left, tail}
	}
	return []*unit{line}
}

// between joins columns from to before to into one stretch.
func (u *unit) between(columns []*unit, from, to int) *unit {
	if to-from == 1 {
		return columns[from]
	}
	v := *columns[from]
	var runs []read.Run
	for _, c := range columns[from:to] {
		runs = append(runs, c.runs...)
	}
	v.fill(runs)
	return &v
}

// heading gathers the letterhead.
type heading struct {
	p      *parser
	marks  int
	organs []*unit // lines of names, dashes between organs among them
	last   mark    // the mark before
	column int     // the column of the last mark
	motto  bool    // the last line was quốc hiệu or tiêu ngữ
	after  []*unit // what a table holds behind the letterhead: a PDF's columns may take in the title
}

func (h *heading) unit(u *unit) {
	d := h.p.doc
	switch {
	case u.rule != nil:
		h.rule(u)
	case u.table != nil:
		d.LetterTable, d.Layout = u.table, SideBySide
		for i, c := range u.cells {
			if c.rule != nil {
				h.rule(c)
				continue
			}
			if c.opensTitle() {
				h.after = append(h.after, u.cells[i:]...)
				break
			}
			h.para(c)
		}
		h.last = noMark
	default:
		h.para(u)
	}
}

func (h *heading) rule(u *unit) {
	d := h.p.doc
	switch {
	case h.motto && d.KeTieuNgu == nil:
		d.KeTieuNgu = u.rule
	case len(h.organs) > 0 && d.KeCoQuan == nil && !h.motto:
		d.KeCoQuan = u.rule
	case len(h.organs) > 0 && d.KeCoQuan == nil && d.KeTieuNgu != nil:
		d.KeCoQuan = u.rule
	default:
		d.Spare = append(d.Spare, u.rule)
	}
}

func (h *heading) para(u *unit) {
	parts := u.parts()
	if len(parts) > 1 && parts[0].order == parts[1].order && h.p.doc.LetterTable == nil && len(u.lines()) < len(parts) {
		h.p.doc.Layout = Tabbed
	}
	for _, part := range parts {
		h.stretch(part)
	}
}

func (h *heading) stretch(u *unit) {
	p, d := h.p, h.p.doc
	m := u.markOf()
	was, wasColumn := h.last, h.column
	h.motto = m == markQuocHieu || m == markTieuNgu
	if m != noMark {
		h.last, h.column = m, u.col
	}
	switch m {
	case markQuocHieu:
		if d.QuocHieu == nil {
			d.QuocHieu = p.line(u, document.QuocHieu)
			return
		}
	case markTieuNgu:
		if d.TieuNgu == nil {
			d.TieuNgu = p.line(u, document.TieuNgu)
			return
		}
	case markNumber:
		if d.SoKyHieu == nil {
			d.SoKyHieu = p.line(u, document.SoKyHieu)
			d.Number = parseCode(u.text)
			return
		}
	case markDate:
		if d.DiaDanh == nil {
			d.DiaDanh = p.line(u, document.DiaDanhThoiGian)
			d.PlaceDate = parseDate(u.text)
			return
		}
	case markSubject:
		d.TrichYeuCV = p.merge(d.TrichYeuCV, u, document.TrichYeuCongVan)
		return
	case markUrgency:
		d.DauKhan = append(d.DauKhan, p.line(u, document.DauKhan))
		return
	case markCirculation:
		d.LuuHanh = append(d.LuuHanh, p.line(u, document.LuuHanh))
		return
	case markDraft:
		d.DuThao = append(d.DuThao, p.line(u, document.LoiVan))
		return
	case noMark:
		if was == markSubject && wasColumn == u.col && len(d.TrichYeuCV) > 0 {
			d.TrichYeuCV = p.merge(d.TrichYeuCV, u, document.TrichYeuCongVan)
			return
		}
		if d.SoKyHieu == nil && h.organ(u) {
			h.organs = append(h.organs, u.columns()...) // blanks that push the rest to the next line
			return
		}
	case markTyped:
	}
	p.loose(u)
}

// organ reports whether a line of the letterhead may be one of the organs' names.
func (h *heading) organ(u *unit) bool {
	if u.text == "-" || u.text == "–" || u.text == "—" {
		return len(h.organs) > 0
	}
	if !u.caps && !(u.row >= 0 && h.p.doc.LetterTable != nil) {
		// "Chi bộ …" in small letters is a name too, where a table says that it stands at the left.
		return false
	}
	return u.caps && (h.marks > 0 || startsAny(u.fold, organHeads) || len(h.organs) > 0) ||
		h.p.doc.LetterTable != nil && u.col == 0 && startsAny(u.fold, organHeads)
}

// close gives the names of organs to ô 2.
func (h *heading) close() {
	d := h.p.doc
	groups, dashes := splitOrgans(h.organs)
	for i, g := range groups {
		parent, name := partOrgans(g)
		var o Organ
		if i > 0 && i-1 < len(dashes) && dashes[i-1] != nil {
			o.Dash = h.p.line(dashes[i-1], document.CoQuanBanHanh)
		}
		for _, u := range parent {
			o.ChuQuan = append(o.ChuQuan, h.p.line(u, document.CoQuanChuQuan))
		}
		for _, u := range name {
			o.Name = append(o.Name, h.p.line(u, document.CoQuanBanHanh))
		}
		if i == 0 {
			d.ChuQuan, d.CoQuan = o.ChuQuan, o.Name
			continue
		}
		d.Organs = append(d.Organs, o)
	}
}
