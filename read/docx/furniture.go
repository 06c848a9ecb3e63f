package docx

import (
	"vanban/document"
	"vanban/read"
)

// furniture is a header or footer, read once whoever uses it.
type furniture struct {
	blocks []read.Block
	number pageField
}

// readFurniture reads the headers and footers that are seen, and makes the sections of the manuscript.
func (b *builder) readFurniture() error {
	cache := map[string]*furniture{}
	var kept []*section
	for i, s := range b.sections {
		if i > 0 && s.joins(b.sections[i-1]) {
			continue
		}
		kept = append(kept, s)
	}
	for _, s := range kept {
		out := read.Section{First: s.first, Page: s.page, Restart: s.restart, Start: s.start}
		var parts [refKinds]*furniture
		for kind := range parts {
			if kind%3 == 1 && !s.titled || kind%3 == 2 && !b.settings.evenAndOdd {
				continue
			}
			f, err := b.furnitureOf(s.refs[kind], s.width(), cache)
			if err != nil {
				return err
			}
			parts[kind] = f
		}
		b.fillSection(&out, s, &parts)
		b.m.Sections = append(b.m.Sections, out)
	}
	return nil
}

var nothing = &furniture{}

// furnitureOf returns a header or footer by the id of its relationship.
func (b *builder) furnitureOf(id string, width document.EMU, cache map[string]*furniture) (*furniture, error) {
	if id == "" {
		return nothing, nil
	}
	if f := cache[id]; f != nil {
		return f, nil
	}
	f := &furniture{}
	cache[id] = f
	r := b.relations.byID[id]
	if r.external || !b.pkg.has(r.target) {
		return f, nil
	}
	if err := b.enter(r.target); err != nil {
		return nil, err
	}
	b.number = &f.number
	err := b.pkg.parse(r.target, func(*xmlReader) {
		f.blocks = b.within(&flow{width: width}, b.blocks)
	})
	b.number = nil
	return f, err
}

// fillSection says what is seen in the margins of a section.
func (b *builder) fillSection(out *read.Section, s *section, parts *[refKinds]*furniture) {
	for kind, f := range parts {
		if f == nil {
			parts[kind] = nothing
		}
	}
	out.Header, out.Footer = parts[headerDefault].blocks, parts[footerDefault].blocks
	out.FirstHeader, out.FirstFooter = out.Header, out.Footer
	header, footer := parts[headerDefault], parts[footerDefault]
	if s.titled {
		header, footer = parts[headerFirst], parts[footerFirst]
		out.FirstHeader, out.FirstFooter = header.blocks, footer.blocks
	}
	n := &out.Number
	n.Shown = parts[headerDefault].number.found || parts[footerDefault].number.found
	n.OnFirst = header.number.found || footer.number.found
	for _, f := range []*furniture{parts[headerDefault], parts[footerDefault], header, footer} {
		if !f.number.found {
			continue
		}
		n.Footer = f == parts[footerDefault] || f == footer
		n.Align, n.Roman = f.number.align, f.number.roman || s.roman
		n.Run, n.Place = f.number.run, f.number.place
		break
	}
	for _, kind := range []int{headerEven, footerEven} {
		if text := plain(nil, parts[kind].blocks); len(text) > 0 {
			b.part = "settings"
			b.ordinal = 0
			b.remark("even_header", text)
		}
	}
}

// plain appends the characters of blocks, a blank between paragraphs.
func plain(text []byte, blocks []read.Block) []byte {
	for _, block := range blocks {
		switch v := block.(type) {
		case *read.Paragraph:
			if len(text) > 0 {
				text = append(text, ' ')
			}
			text = append(text, v.Label...)
			for i := range v.Runs {
				text = append(text, v.Runs[i].Text...)
			}
		case *read.Table:
			for i := range v.Rows {
				for j := range v.Rows[i].Cells {
					text = plain(text, v.Rows[i].Cells[j].Blocks)
				}
			}
		}
	}
	return text
}
