package parts

import (
	"strings"

	"vanban/document"
	"vanban/templates/contract"
)

// Salutation sets Kính gửi (ô 9a, PL.I-II.9d): one addressee on the line of the label; several under it, each with a dash
// that stands under the colon.
func (b *Builder) Salutation() {
	if len(b.doc.Salutation) == 0 {
		return
	}
	list := withoutLabel(b.doc.Salutation, "Kính gửi")
	switch len(list) {
	case 0:
		p := b.plain(document.KinhGui, b.doc.At+"/salutation", "Kính gửi:")
		p.Align = document.AlignCenter
		b.add(p)
		return
	case 1:
		p := b.rich(document.KinhGui, list[0].At, "Kính gửi: ", document.NoChar, &list[0])
		p.Align = document.AlignCenter
		b.add(p)
		return
	}
	// The label's colon hangs over the edge of the second column.
	left := document.EMU((b.env.Pack.KinhGuiIndent.Use + b.textWidth("Kính gửi", document.KinhGui)).Twips()) * document.Twip
	label := b.plain(document.KinhGui, "", "Kính gửi:")
	label.Align = document.AlignRight
	items := make([]document.Block, len(list))
	last := lastFilled(list)
	for i := range list {
		items[i] = b.listItem(document.KinhGuiMuc, &list[i], i == last)
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
	if text := strings.TrimLeft(plainText(t), blanks); text == "" || strings.ContainsRune(dashes, firstRune(text)) {
		label = ""
	}
	p := b.rich(role, t.At, label, document.NoChar, t)
	cite := citeRecipients
	if role == document.KinhGuiMuc {
		cite = citeSalutation
	}
	b.endEntry(p, last, cite)
	return p
}

// endEntry supplies the semicolon of a list's entry or the full stop of its last, and remarks on the author's where it is the
// other of the two.
func (b *Builder) endEntry(p *document.Paragraph, last bool, cite string) {
	want, other := ";", "."
	if last {
		want, other = ".", ";"
	}
	endWith(p, want)
	// "v.v." and "…." end in a stop of their own.
	if text := tailText(p); strings.HasSuffix(text, other) && !strings.HasSuffix(text, "….") && !strings.HasSuffix(text, "..") &&
		!strings.HasSuffix(text, "v.v.") {
		b.warn(p.Pointer, "list_ending", contract.Quote(p.PlainText())+" kết thúc bằng dấu “"+other+"”.",
			map[bool]string{true: "Dòng cuối kết thúc bằng dấu chấm.", false: "Dòng chưa phải cuối cùng kết thúc bằng dấu chấm phẩy."}[last], cite)
	}
}

// dashes are the signs that an entry of a list may begin with.
const dashes = "-–—+•*·"

// withoutLabel returns the list without its own label, "Kính gửi:", at the head of the first entry: the label is set anyway.
// An entry that says nothing else is left out.
func withoutLabel(list []contract.Text, label string) []contract.Text {
	if len(list) == 0 {
		return nil
	}
	s := plainText(&list[0])
	n := wordsAt(s, label)
	if n == 0 {
		return list
	}
	rest := strings.TrimLeft(s[n:], blanks)
	colon := strings.HasPrefix(rest, ":")
	if !colon && rest != "" {
		return list
	}
	rest = strings.TrimLeft(strings.TrimPrefix(rest, ":"), blanks)
	first := cutHead(&list[0], len(s)-len(rest))
	if empty(&first) {
		return list[1:]
	}
	out := append([]contract.Text(nil), list...)
	out[0] = first
	return out
}

// cutHead returns t without the first n bytes of its text.
func cutHead(t *contract.Text, n int) contract.Text {
	out := contract.Text{At: t.At, Runs: make([]contract.Run, 0, len(t.Runs))}
	for _, r := range t.Runs {
		cut := min(n, len(r.Text))
		n -= cut
		if r.Text = r.Text[cut:]; r.Text != "" || r.Footnote != nil {
			out.Runs = append(out.Runs, r)
		}
	}
	return out
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}
