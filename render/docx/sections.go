package docx

import (
	"fmt"
	"strconv"

	"vanban/document"
)

// furniture tells which headers and footers a document has beyond the two that all have: one header for each section with
// marks in its top margin, one footer for each with a foot on its first page. An empty footer is needed where one section
// has a foot and another none, because a section without a footer of its own takes that of the section before (17.10.5).
type furniture struct {
	headers, footers int
	emptyFooter      bool
	data             bool // it carries its JSON

	// nextHeader and nextFooter count the sections' parts while the body is written.
	nextHeader, nextFooter int
}

func planFurniture(doc *document.Document) (f furniture) {
	for i := range doc.Sections {
		if len(doc.Sections[i].TopMarks) > 0 {
			f.headers++
		}
		if len(doc.Sections[i].Footer) > 0 {
			f.footers++
		}
	}
	f.emptyFooter = f.footers > 0 && f.footers < len(doc.Sections)
	return f
}

// count returns the number of parts: headers, footers, and the empty footer as the last.
func (f furniture) count() int {
	n := f.headers + f.footers
	if f.emptyFooter {
		n++
	}
	return n
}

// variant is the index of the lists of parts that are made beforehand.
func (f furniture) variant() int {
	if f.data {
		return 1
	}
	return 0
}

func (f furniture) kind(i int) string {
	if i < f.headers {
		return "header"
	}
	return "footer"
}

func (f furniture) name(i int) string {
	if i < f.headers {
		return "header" + strconv.Itoa(i+3)
	}
	return "footer" + strconv.Itoa(i-f.headers+1)
}

// parts returns all that the main document has relationships with.
func (f furniture) parts() []part {
	list := fixedParts[:len(fixedParts):len(fixedParts)]
	for i := range f.count() {
		list = append(list, part{f.name(i), f.kind(i)})
	}
	return list
}

func (e *encoder) addTypes(f furniture) error {
	if f.count() == 0 {
		return e.zip.addPacked(e.prep.types[f.variant()])
	}
	return e.addPart(partTypes, func() error { e.buf = appendTypes(e.buf, f.parts(), f.data, false); return nil })
}

func (e *encoder) addRels(f furniture) error {
	if f.count() == 0 {
		return e.zip.addPacked(e.prep.rels[f.variant()])
	}
	return e.addPart(partRels, func() error { e.buf = appendRels(e.buf, f.parts(), f.data, nil); return nil })
}

// addFurniture adds the headers and footers that planFurniture counted.
func (e *encoder) addFurniture(f furniture) error {
	if f.count() == 0 {
		return nil
	}
	e.noMarks = true
	defer func() { e.noMarks = false }()
	n := 0
	add := func(root string, s *document.Section, list []document.Block) error {
		if len(list) == 0 {
			return nil
		}
		e.width = e.textWidth(s.Landscape)
		err := e.addPart("word/"+f.name(n)+".xml", func() error {
			e.buf = append(e.buf, `<w:`+root+` `+nsMain+`>`...)
			err := e.blocks(list, nil)
			e.buf = append(e.buf, `</w:`+root+`>`...)
			return err
		})
		n++
		return err
	}
	for i := range e.doc.Sections {
		if err := add("hdr", &e.doc.Sections[i], e.doc.Sections[i].TopMarks); err != nil {
			return fmt.Errorf("section %d, %w", i+1, err)
		}
	}
	for i := range e.doc.Sections {
		if err := add("ftr", &e.doc.Sections[i], e.doc.Sections[i].Footer); err != nil {
			return fmt.Errorf("section %d, %w", i+1, err)
		}
	}
	if f.emptyFooter {
		return e.addPart("word/"+f.name(n)+".xml", func() error {
			e.buf = appendEmpty(e.buf, e.prep, "ftr", document.DiaChi)
			return nil
		})
	}
	return nil
}

// appendSection appends the properties of a section (17.6.17). titlePg gives every first page a header of its own, which
// is how the number on it is hidden (PL.I-I.7); it is empty, or holds the marks of the top margin.
func (e *encoder) appendSection(b []byte, s *document.Section, f *furniture) []byte {
	b = append(b, `<w:sectPr>`...)
	b = appendReference(b, "header", "default", relNumber)
	first := relEmpty
	if len(s.TopMarks) > 0 {
		first = relExtra + f.nextHeader
		f.nextHeader++
	}
	b = appendReference(b, "header", "first", first)
	switch {
	case len(s.Footer) > 0:
		b = appendReference(b, "footer", "first", relExtra+f.headers+f.nextFooter)
		f.nextFooter++
	case f.emptyFooter:
		b = appendReference(b, "footer", "first", relExtra+f.headers+f.footers)
	}
	page := &e.sheet.Page
	w, h := page.Size(s.Landscape)
	b = append(b, `<w:type w:val="nextPage"/><w:pgSz`...)
	b = appendNum(b, "w", w.Twips())
	b = appendNum(b, "h", h.Twips())
	if s.Landscape {
		b = append(b, ` w:orient="landscape"`...)
	}
	b = append(b, `/><w:pgMar`...)
	b = appendNum(b, "top", page.Top.Twips())
	b = appendNum(b, "right", page.Right.Twips())
	b = appendNum(b, "bottom", page.Bottom.Twips())
	b = appendNum(b, "left", page.Left.Twips())
	b = appendNum(b, "header", page.Header.Twips())
	b = appendNum(b, "footer", page.Footer.Twips())
	b = append(b, ` w:gutter="0"/>`...)
	if s.Restart {
		b = append(b, `<w:pgNumType w:start="1"/>`...)
	}
	return append(b, `<w:cols w:space="720"/><w:titlePg/></w:sectPr>`...)
}

func appendReference(b []byte, kind, page string, rel int) []byte {
	b = append(b, `<w:`...)
	b = append(b, kind...)
	b = append(b, `Reference w:type="`...)
	b = append(b, page...)
	b = append(b, `" r:id="rId`...)
	b = appendInt(b, rel)
	return append(b, `"/>`...)
}

// textWidth returns the width between the margins in twips, as the reader of the file will reckon it.
func (e *encoder) textWidth(landscape bool) int {
	page := &e.sheet.Page
	w, _ := page.Size(landscape)
	return w.Twips() - page.Left.Twips() - page.Right.Twips()
}

// appendNumber appends the header of all pages but the first: the page number as a field (17.16.4.1 PAGE). A field without
// a result that is already there makes Word call the file damaged.
func appendNumber(b []byte, p *prepared) []byte {
	b = append(b, `<w:hdr `+nsMain+`>`...)
	b = append(b, p.open[document.SoTrang]...)
	return append(b, `</w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r>`+
		`<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>`+
		`<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r>`+
		`<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>`...)
}

// appendEmpty appends a header or footer with nothing in it but the paragraph that must be there.
func appendEmpty(b []byte, p *prepared, root string, role document.Role) []byte {
	b = append(b, `<w:`+root+` `+nsMain+`>`...)
	b = append(b, p.open[role]...)
	return append(b, `</w:pPr></w:p></w:`+root+`>`...)
}
