package parts

import (
	"strings"

	"vanban/document"
	"vanban/templates/contract"
)

// The marks around the letterhead: urgency under the number, circulation in the top margin, the address at the foot.

// urgency sets the stamp of PL.I-III.2b.
func (b *Builder) urgency() *document.Paragraph {
	p := b.plain(document.DauKhan, b.doc.At+"/urgency", b.doc.Urgency)
	stamp, ok := b.env.Pack.Stamp(b.doc.Urgency)
	if pointer := b.doc.At + "/urgency"; !ok && !b.doc.Faulty(pointer) {
		b.fail(pointer, "unknown_urgency", "Không có mức độ khẩn "+contract.Quote(b.doc.Urgency)+".",
			"Chọn \""+contract.HoaToc+"\", \""+contract.ThuongKhan+"\" hoặc \""+contract.Khan+"\".", citeUrgency)
	}
	p.BoxWidth = stamp.Width.Use
	return p
}

// Circulation sets the mark of ô 11 in the top margin (PL.I-III.2c).
func (b *Builder) Circulation() {
	if b.doc.Circulation == "" {
		return
	}
	p := b.plain(document.LuuHanh, b.doc.At+"/circulation", b.doc.Circulation)
	p.BoxWidth = b.textWidth(b.doc.Circulation, document.LuuHanh) + b.env.Pack.MarkPadding.Use
	p.Align = document.AlignRight // above quốc hiệu
	b.section.TopMarks = []document.Block{p}
}

// Contact sets the organ's address at the foot of the first page (ô 13, PL.I-III.4), under a line of the full width.
func (b *Builder) Contact() {
	if b.doc.Contact == "" {
		return
	}
	b.section.Footer = []document.Block{&document.Rule{Role: document.KeDiaChi, Length: b.width}}
	for line := range strings.SplitSeq(b.doc.Contact, "\n") {
		b.section.Footer = append(b.section.Footer, b.plain(document.DiaChi, b.doc.At+"/contact", line))
	}
}
