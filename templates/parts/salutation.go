package parts

import (
	"strings"

	"vanban/document"
	"vanban/templates/contract"
)

// Salutation sets Kính gửi (ô 9a, PL.I-II.9d): one addressee on the line of the label; several under it, each with a dash
// that stands under the colon.
func (b *Builder) Salutation() {
	list := b.doc.Salutation
	switch len(list) {
	case 0:
		return
	case 1:
		p := b.rich(document.KinhGui, list[0].At, "Kính gửi: ", document.NoChar, &list[0])
		p.Align = document.AlignCenter
		b.add(p)
		return
	}
	// The label's place is that of Mẫu 1.5, 35 mm from the margin; its colon hangs over the edge of the second column.
	const indent = 35 * document.Millimetre
	left := document.EMU((indent + b.textWidth("Kính gửi", document.KinhGui)).Twips()) * document.Twip
	label := b.plain(document.KinhGui, "", "Kính gửi:")
	label.Align = document.AlignRight
	items := make([]document.Block, len(list))
	for i := range list {
		items[i] = b.listItem(document.KinhGuiMuc, &list[i], i == len(list)-1)
	}
	blank := func() []document.Block { return b.one(b.para(document.KinhGui, "")) }
	b.add(b.gap())
	b.add(&document.Table{
		Role: document.BangKinhGui, Pointer: b.doc.At + "/salutation",
		Columns: []document.EMU{left, document.EMU(b.width.Twips())*document.Twip - left},
		Rows: []document.Row{
			{CantSplit: true, KeepNext: true, Cells: []document.Cell{cell(b.one(label)), cell(blank())}},
			{Cells: []document.Cell{cell(blank()), cell(items)}},
		},
	})
}

// listItem sets an entry of Kính gửi or Nơi nhận: the dash before it and the ending after it are supplied when missing.
func (b *Builder) listItem(role document.Role, t *contract.Text, last bool) *document.Paragraph {
	label := "- "
	if text := strings.TrimLeft(plainText(t), blanks); text == "" || strings.ContainsRune("-–+•", firstRune(text)) {
		label = ""
	}
	p := b.rich(role, t.At, label, document.NoChar, t)
	if last {
		endWith(p, ".")
	} else {
		endWith(p, ";")
	}
	return p
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}
