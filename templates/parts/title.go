package parts

import (
	"strings"

	"vanban/document"
	"vanban/templates/contract"
)

// Title sets tên loại and trích yếu with the rule under them (ô 5a, PL.I-II.5b). A công văn has neither: there 12 points of
// white part the letterhead from Kính gửi (Mẫu 1.5).
func (b *Builder) Title() {
	if b.typ.Untitled {
		b.add(b.gap())
		b.add(b.gap())
		return
	}
	widths := b.title(b.typ, b.doc)
	b.add(&document.Rule{Role: document.KeTrichYeu, Length: ruleLength(b.env.Pack, b.env.Pack.TrichYeuRule, widths)})
}

// title sets tên loại, trích yếu — the author's lines as paragraphs — and the extra line. It returns the widths of the lines
// that the rule goes by: those of trích yếu, or of tên loại where there is no other.
func (b *Builder) title(t *Type, d *contract.Document) []document.EMU {
	b.checkSubject(t, d)
	b.add(b.plain(document.TenLoai, "", t.Name))
	widths := make([]document.EMU, 0, 8)
	var p *document.Paragraph
	for _, line := range d.Subject {
		p, widths = b.titleLine(document.TrichYeu, d.At+"/subject", line, widths)
		b.add(p)
	}
	if d.Subtitle != "" {
		p, _ = b.titleLine(document.TrichYeuPhu, d.At+"/subtitle", d.Subtitle, nil)
		b.add(p)
	}
	if len(widths) == 0 {
		widths = append(widths, b.textWidth(t.Name, document.TenLoai))
	}
	return widths
}

// Authority sets thẩm quyền ban hành: CHÁNH ÁN TÒA ÁN NHÂN DÂN TỐI CAO (Mẫu 1.1–1.3).
func (b *Builder) Authority() {
	if len(b.doc.Authority) > 0 {
		b.add(b.plain(document.ThamQuyen, b.doc.At+"/authority", b.broken(document.ThamQuyen, b.doc.Authority, b.width)))
	}
}

// Enacting sets the line before the articles: "QUYẾT ĐỊNH:".
func (b *Builder) Enacting() {
	if b.typ.Enacting != "" {
		b.add(b.plain(document.TuBanHanh, "", b.typ.Enacting))
	}
}

// groundWords begin a ground of themselves; before anything else "Căn cứ " is supplied (PL.I-II.6a).
var groundWords = []string{
	"căn cứ", "theo", "xét", "thực hiện", "sau khi", "trên cơ sở", "dựa trên", "để", "nhằm", "tiếp tục", "được sự", "qua", "chấp hành",
	"xuất phát", "trước", "tại",
}

// Bases sets the grounds, each a paragraph that ends with a semicolon and the last with a full stop (PL.I-II.6a).
func (b *Builder) Bases() { b.grounds(b.doc.Bases) }

func (b *Builder) grounds(list []contract.Text) {
	last := lastFilled(list)
	for i := range list {
		b.add(b.ground(&list[i], i == last))
	}
}

func (b *Builder) ground(t *contract.Text, last bool) *document.Paragraph {
	label := ""
	if !empty(t) && !leads(plainText(t)) {
		label = "Căn cứ "
	}
	p := b.rich(document.CanCu, t.At, label, document.NoChar, t)
	if !empty(t) {
		b.endEntry(p, last, citeBases)
	}
	return p
}

// leads reports whether a ground stands without "Căn cứ ". One that begins with a dash belongs to the one above it.
func leads(text string) bool {
	if strings.ContainsRune(dashes, firstRune(strings.TrimLeft(text, blanks))) {
		return true
	}
	for _, w := range groundWords {
		if beginsWith(text, w) {
			return true
		}
	}
	return false
}
