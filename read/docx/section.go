package docx

import (
	"vanban/document"
	"vanban/read"
)

// section is a w:sectPr: it comes at the end of what it holds for.
type section struct {
	first          int
	page           read.Page
	columns        int
	gap            document.EMU
	titled         bool
	restart, roman bool
	start          int
	continuous     bool
	refs           [refKinds]string // r:id of the headers and footers
	open           []func(width, margin document.EMU)
}

// The kinds of reference to a header or footer.
const (
	headerDefault = iota
	headerFirst
	headerEven
	footerDefault
	footerFirst
	footerEven
	refKinds
)

// width returns the width of a column of text.
func (s *section) width() document.EMU {
	w := s.page.Width - s.page.Left - s.page.Right
	if s.columns > 1 {
		w = (w - document.EMU(s.columns-1)*s.gap) / document.EMU(s.columns)
	}
	return max(w, 0)
}

// Letter with an inch all round is what Word takes where the section does not say (17.6.11, 17.6.13).
func newSection(first int) *section {
	const inch = 914400
	page := read.Page{Width: 8.5 * inch, Height: 11 * inch, Top: inch, Bottom: inch, Left: inch, Right: inch}
	return &section{first: first, columns: 1, page: page}
}

// readMain reads the main part.
func (b *builder) readMain() error {
	if err := b.enter(b.main); err != nil {
		return err
	}
	for _, r := range b.relations.list {
		if r.external && r.kind != "hyperlink" {
			b.remark("linked_content", nil)
		}
	}
	if err := b.checkTemplate(); err != nil {
		return err
	}
	return b.pkg.parse(b.main, func(x *xmlReader) {
		if x.name != "w:document" {
			x.Fail(refuseUnknown("Tệp nén này không phải là tệp Word (.docx)."))
			return
		}
		b.section = newSection(0)
		b.flow = &flow{open: &b.section.open}
		for d := x.depth; x.child(d); {
			if x.name == "w:body" {
				b.blocks()
			}
		}
		b.m.Blocks = b.flow.blocks
		b.endSection()
		b.section = nil
	})
}

// checkTemplate says that a template is attached; every fourth office has one somewhere on a disk of its own.
func (b *builder) checkTemplate() error {
	name := b.pkg.related(b.relations, "settings")
	if b.settings.template == "" || name == "" {
		return nil
	}
	list, err := b.pkg.relations(name)
	if list.byID[b.settings.template].external {
		b.remark("linked_template", nil)
	}
	return err
}

func (b *builder) readSectionProps() {
	x, s := b.x, b.section
	gutter := document.EMU(0)
	for d := x.depth; x.child(d); {
		val := x.attr("w:val")
		switch x.name {
		case "w:headerReference":
			s.refer(headerDefault, string(x.attr("w:type")), string(x.attr("r:id")))
		case "w:footerReference":
			s.refer(footerDefault, string(x.attr("w:type")), string(x.attr("r:id")))
		case "w:type":
			s.continuous = string(val) == "continuous"
		case "w:pgSz":
			setTwips(&s.page.Width, x.attr("w:w"))
			setTwips(&s.page.Height, x.attr("w:h"))
			s.page.Landscape = string(x.attr("w:orient")) == "landscape"
		case "w:pgMar":
			setTwips(&s.page.Left, x.attr("w:left"))
			setTwips(&s.page.Right, x.attr("w:right"))
			setTwips(&s.page.Top, x.attr("w:top"))
			setTwips(&s.page.Bottom, x.attr("w:bottom"))
			setTwips(&gutter, x.attr("w:gutter"))
		case "w:cols":
			s.columns = number(x.attr("w:num"), 1, 45, 1)
			s.gap = 720 * document.Twip
			setTwips(&s.gap, x.attr("w:space"))
		case "w:titlePg":
			s.titled = on(val)
		case "w:pgNumType":
			if v := x.attr("w:start"); v != nil {
				s.restart, s.start = true, number(v, 0, 1<<20, 1)
			}
			format := string(x.attr("w:fmt"))
			s.roman = format == "upperRoman" || format == "lowerRoman"
		}
	}
	// A negative margin holds the text there even when the header is higher.
	s.page.Top, s.page.Bottom = max(s.page.Top, -s.page.Top), max(s.page.Bottom, -s.page.Bottom)
	s.page.Left += gutter
}

func (s *section) refer(base int, kind, id string) {
	switch kind {
	case "first":
		base++
	case "even":
		base += 2
	}
	s.refs[base] = id
}

func setTwips(dst *document.EMU, val []byte) {
	if v, ok := twips(val); ok {
		*dst = v
	}
}

// endSection closes the section that is read: its width is known now.
func (b *builder) endSection() {
	s := b.section
	if err := b.pkg.budget.paragraph(); err != nil {
		b.x.Fail(err)
		return
	}
	end := len(b.flow.blocks)
	for _, f := range s.open {
		f(s.width(), s.page.Left)
	}
	s.open = nil
	if n := len(b.sections); n > 0 {
		for i, id := range s.refs {
			if id == "" {
				s.refs[i] = b.sections[n-1].refs[i]
			}
		}
	}
	b.sections = append(b.sections, s)
	b.section = newSection(end)
	b.flow.open = &b.section.open
}

// joins reports whether a section only goes on with the pages of the one before: Word makes such ones for columns.
func (s *section) joins(before *section) bool {
	return s.continuous && s.page == before.page && !s.restart
}

// finishPages takes the pages out of the places where Word left no marks of them: nobody has counted them then.
func (b *builder) finishPages() {
	if b.rendered {
		return
	}
	clearPages(b.m.Blocks)
	for i := range b.remarks.all {
		b.remarks.all[i].Place.Page = 0
	}
}

func clearPages(blocks []read.Block) {
	for _, block := range blocks {
		switch v := block.(type) {
		case *read.Paragraph:
			v.Place.Page = 0
		case *read.Rule:
			v.Place.Page = 0
		case *read.Table:
			v.Place.Page = 0
			for i := range v.Rows {
				for j := range v.Rows[i].Cells {
					clearPages(v.Rows[i].Cells[j].Blocks)
				}
			}
		}
	}
}
