package anatomy

import (
	"context"
	"iter"
	"slices"
	"sort"
	"strings"

	"vanban/document"
	"vanban/read"
)

// parser takes one document apart: the manuscript's own, or an enclosure.
type parser struct {
	ctx context.Context
	m   *read.Manuscript
	doc *Document
	// boldTitles tells that some numbered title is bold as a whole, so that the others may be expected to be.
	boldTitles bool
}

// Analyze takes a manuscript apart. It fails only when the context ends.
func Analyze(ctx context.Context, m *read.Manuscript) (*Document, error) {
	s := &scan{}
	p := &parser{ctx: ctx, m: m, doc: &Document{Manuscript: m}}
	p.margins(s)
	units := s.blocks(m.Blocks, m.Sections)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	units = p.received(units)
	p.boldTitles = hasBoldTitle(units)
	p.whole(units)
	p.notes(s)
	p.doc.Spare = append(p.doc.Spare, s.spare...)
	p.doc.order()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return p.doc, nil
}

// hasBoldTitle reports whether some numbered paragraph is bold from its number to its end.
func hasBoldTitle(us []*unit) bool {
	for _, u := range us {
		if u.para == nil || !u.bold {
			continue
		}
		if l, _, ok := u.label(); ok && !isBullet(&l) {
			return true
		}
	}
	return false
}

// Lines yields every paragraph that has a part, in the order in which they are read: those of cells, notes, phụ lục and enclosures
// included, those of Loose not.
func (d *Document) Lines() iter.Seq[*Line] { return slices.Values(d.lines) }

// order puts the lines into reading order.
func (d *Document) order() {
	sort.SliceStable(d.lines, func(i, j int) bool {
		a, b := d.lines[i], d.lines[j]
		return a.order < b.order || a.order == b.order && a.sub < b.sub
	})
}

// Text returns the characters of the line without its label, as they are seen: in capitals where the type is. Breaks and tabs are one
// space.
func (l *Line) Text() string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return ' '
		}
		return r
	}, shownText(l.Runs)))
}

// Shown returns the line as it is seen, with its label.
func (l *Line) Shown() string {
	text := l.Text()
	switch {
	case l.Label == "":
		return text
	case text == "":
		return l.Label
	}
	return l.Label + " " + text
}

// line makes a line of a unit and keeps it.
func (p *parser) line(u *unit, role document.Role) *Line {
	l := newLine(u, role)
	p.doc.lines = append(p.doc.lines, l)
	return l
}

func newLine(u *unit, role document.Role) *Line {
	l := &Line{Para: u.para, Role: role, Runs: u.runs, order: u.order, sub: u.sub}
	if u.sub == 0 {
		l.Label = strings.TrimSpace(u.para.Label)
	}
	return l
}

// labelled makes a line whose typed label is cut off.
func (p *parser) labelled(u *unit, role document.Role) *Line {
	l := p.line(u, role)
	if label, rest, ok := u.label(); ok {
		l.Label, l.Runs = label.Text, rest
	}
	return l
}

// merge appends a line to a list; a stretch goes on with the line of the same paragraph before it.
func (p *parser) merge(list []*Line, u *unit, role document.Role) []*Line {
	if n := len(list); n > 0 && list[n-1].Para == u.para && list[n-1].Role == role {
		last := list[n-1]
		last.Runs = append(last.Runs[:len(last.Runs):len(last.Runs)], u.runs...)
		return list
	}
	return append(list, p.line(u, role))
}

// loose keeps what found no place.
func (p *parser) loose(u *unit) {
	switch {
	case u.para != nil:
		p.doc.Loose = append(p.doc.Loose, newLine(u, document.LoiVan))
	case u.rule != nil:
		p.doc.Spare = append(p.doc.Spare, u.rule)
	default:
		for _, c := range u.cells {
			p.loose(c)
		}
	}
}

func (p *parser) looseAll(units []*unit) {
	for _, u := range units {
		p.loose(u)
	}
}

func (p *parser) remark(code, message string, u *unit) {
	r := read.Remark{Code: code, Message: message}
	if u != nil && u.para != nil {
		r.Place = u.para.Place
	}
	p.doc.Remarks = append(p.doc.Remarks, r)
}

// notes gives the footnotes their role.
func (p *parser) notes(s *scan) {
	for i := range p.m.Notes {
		for _, u := range s.blocks(p.m.Notes[i].Blocks, nil) {
			p.plain(u, document.ChuThich)
		}
	}
}

// plain gives all that a unit holds one role.
func (p *parser) plain(u *unit, role document.Role) {
	switch {
	case u.para != nil:
		p.line(u, role)
	case u.rule != nil:
		p.doc.Spare = append(p.doc.Spare, u.rule)
	default:
		for _, c := range u.cells {
			p.plain(c, role)
		}
	}
}

// margins reads what stands in the margins: marks above the first page (ô 11), the address at its foot (ô 13).
func (p *parser) margins(s *scan) {
	seen := map[*read.Block]bool{} // sections share the headers of those before them
	again := func(blocks []read.Block) bool {
		if len(blocks) == 0 || seen[&blocks[0]] {
			return true
		}
		seen[&blocks[0]] = true
		return false
	}
	for i := range p.m.Sections {
		sec := &p.m.Sections[i]
		for _, above := range [...][]read.Block{sec.FirstHeader, sec.Header} {
			if again(above) {
				continue
			}
			for _, u := range s.blocks(above, nil) {
				if u.para != nil && u.markOf() == markCirculation {
					p.doc.LuuHanh = append(p.doc.LuuHanh, p.line(u, document.LuuHanh))
					continue
				}
				p.loose(u)
			}
		}
		for k, below := range [...][]read.Block{sec.FirstFooter, sec.Footer} {
			if again(below) {
				continue
			}
			for _, u := range s.blocks(below, nil) {
				if u.para == nil || i > 0 || k > 0 && !startsAny(u.fold, addressHeads) {
					p.loose(u)
					continue
				}
				p.address(u)
			}
		}
	}
}

// address keeps a line of ô 13. It stands at the foot of the first page, but is read after all else, as the tree of a document has it.
func (p *parser) address(u *unit) {
	v := *u
	v.order += footOrder
	p.doc.DiaChi = append(p.doc.DiaChi, p.line(&v, document.DiaChi))
}

const footOrder = 1 << 40
