package parts

import (
	"strings"

	"vanban/document"
	"vanban/templates/contract"
)

// appendices sets the phụ lục of a document, each in a section with its own page numbers (PL.I-III.1, Mẫu 2.1).
func (b *Builder) appendices(d *contract.Document, t *Type) {
	for i := range d.Appendices {
		a := &d.Appendices[i]
		number := ""
		if len(d.Appendices) > 1 {
			number = romanNumber.Number(i + 1)
		}
		b.beginSection(a.Orientation == "landscape", true)
		b.appendixHead(a, number, func() string { return b.attached(d, t) })
		b.bodyStart = len(b.section.Blocks)
		scheme := b.schemeOf(a.Numbering, a.At, appendixScheme(d, t, b))
		b.nodes(a.Body, level{scheme: scheme, title: 1})
		b.endBody()
		b.bindLast()
		b.endSection()
	}
}

var romanNumber, _ = contract.ParseFormat("I")

// appendixScheme is the scheme of the document that the appendix belongs to, but never one in Điều: what follows a decision
// is a list or a plan, and its parts are numbered as such.
func appendixScheme(d *contract.Document, t *Type, b *Builder) []format {
	scheme := b.schemeOf(d.Numbering, d.At, t.scheme)
	for i := range scheme {
		if scheme[i].unit == "Điều" {
			return defaultScheme
		}
	}
	return scheme
}

var defaultScheme, _ = parseScheme(sectionScheme)

// appendixHead sets "Phụ lục I", the title, "(Kèm theo …)" and the rule. An author whose title says "Phụ lục" or "(Kèm theo"
// already is taken at his word; only a bare "Phụ lục" among several gets its number.
func (b *Builder) appendixHead(a *contract.Appendix, number string, supplied func() string) {
	title := a.Title
	pointer := a.At + "/title"
	if len(title) > 0 && beginsWith(title[0], "phụ lục") {
		head := title[0]
		if number != "" && strings.EqualFold(oneSpaced(head), "phụ lục") {
			head = strings.Trim(head, blanks) + " " + number
		}
		b.add(b.plain(document.PhuLuc, pointer, head))
		title = title[1:]
	} else {
		head := "Phụ lục"
		if number != "" {
			head += " " + number
		}
		b.add(b.plain(document.PhuLuc, "", head))
	}
	lines := make([]headLine, 0, len(title))
	for _, line := range title {
		role := document.TenPhuLuc
		if strings.HasPrefix(line, "(") && hasLower(line) {
			role = document.TrichYeuPhu // an extra line in brackets
		}
		lines = append(lines, headLine{role, pointer, line})
	}
	b.headLines(lines, supplied)
}

// attached returns "(Kèm theo Quyết định số 125/QĐ-SKHCN ngày 09 tháng 3 năm 2026 của Giám đốc Sở …)". What is blank in
// the document is blank here.
func (b *Builder) attached(d *contract.Document, t *Type) string {
	what := t.Title
	if d != b.doc {
		what += " ban hành kèm theo " + b.typ.Title // a phụ lục of an enclosure
	}
	text := "(Kèm theo " + what + " số"
	if b.doc.Code.Number != "" {
		text += " "
	}
	text += codeText(b.doc.Code, slantedRoom) + " " + dateText(b.doc.Date)
	if by := b.issuer(); by != "" {
		text += " của " + by
	}
	return text + ")"
}

// enclosures sets what the decision issues (Mẫu 1.3): a document with the organ's letterhead, but without number, place,
// date and signature, which are the decision's.
func (b *Builder) enclosures() {
	for i := range b.doc.Enclosures {
		b.enclosure(&b.doc.Enclosures[i])
	}
}

func (b *Builder) enclosure(d *contract.Document) {
	t := b.enclosureType(d.Type)
	if t == nil {
		return // reported by checkEnclosures
	}
	b.beginSection(d.Orientation == "landscape", true)
	b.enclosureHead(d)
	b.enclosureTitle(t, d)
	b.grounds(d.Bases)
	b.bodyStart = len(b.section.Blocks)
	b.nodes(d.Body, level{scheme: b.schemeOf(d.Numbering, d.At, t.scheme), title: 1, capitals: true})
	b.endBody()
	b.bindLast()
	b.endSection()
	b.appendices(d, t)
}

// enclosureTitle sets tên loại, trích yếu, the extra line and "(Kèm theo …)", which the author may have written among them.
func (b *Builder) enclosureTitle(t *Type, d *contract.Document) {
	b.checkSubject(t, d)
	b.add(b.plain(document.TenLoai, "", t.Name))
	lines := make([]headLine, 0, len(d.Subject)+1)
	for _, line := range d.Subject {
		lines = append(lines, headLine{document.TrichYeu, d.At + "/subject", line})
	}
	if d.Subtitle != "" {
		lines = append(lines, headLine{document.TrichYeuPhu, d.At + "/subtitle", d.Subtitle})
	}
	b.headLines(lines, func() string { return b.attached(b.doc, b.typ) })
}

// enclosureHead sets the first row of the letterhead, with the decision's organ where the enclosure names none.
func (b *Builder) enclosureHead(d *contract.Document) {
	parent := b.doc
	if organsOf(d) != nil {
		b.doc = d
	} else {
		// The same organ, but not the decision's urgency and number.
		inherited := contract.Document{Organ: parent.Organ, Organs: parent.Organs, At: parent.At}
		b.doc = &inherited
	}
	b.Letterhead(false)
	b.doc = parent
}

func (b *Builder) enclosureType(slug string) *Type {
	if b.env.Types != nil {
		if t := b.env.Types(slug); t != nil && !t.Certificate {
			return t
		}
	}
	return enclosedType(slug)
}

// schemeOf returns the author's scheme, or the one given.
func (b *Builder) schemeOf(list []string, at string, otherwise []format) []format {
	if len(list) == 0 {
		return otherwise
	}
	return b.scheme(list, at)
}
