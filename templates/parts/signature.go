package parts

import (
	"strings"

	"vanban/document"
	"vanban/templates/contract"
)

// gridColumns is how many signers stand side by side at most.
const gridColumns = 3

// signersOf returns the signers of either key.
func signersOf(d *contract.Document) []contract.Signer {
	if len(d.Signers) > 0 {
		return d.Signers
	}
	if d.Signer != nil {
		return []contract.Signer{*d.Signer}
	}
	return nil
}

// signatureTable sets Nơi nhận on the left and the one signer on the right, on one page (ô 9b and 7); nil where none is
// named. The table stays with the empty paragraph that Word wants behind it: alone, that would make an empty page.
func (b *Builder) signatureTable(s *contract.Signer) {
	// The right column begins near the middle of the page (sơ đồ ô, 7a) and gives way to long titles.
	shares := b.env.Pack.SignerShare
	share := scale(b.width, shares.Use)
	if s != nil {
		share = max(share, min(b.signerWidth(s)+slack, scale(b.width, shares.Max)))
	}
	right := document.EMU(share.Twips()) * document.Twip
	left := document.EMU(b.width.Twips())*document.Twip - right
	b.addTable(&document.Table{
		Role: document.BangChuKy, Columns: []document.EMU{left, right},
		Rows: []document.Row{{CantSplit: true, KeepNext: true, Cells: []document.Cell{
			cell(b.recipientBlocks()), cell(b.signerBlocks(s, right-tight)),
		}}},
	})
}

func (b *Builder) signerBlocks(s *contract.Signer, width document.EMU) []document.Block {
	if s == nil {
		return b.one(b.para(document.QuyenHan, ""))
	}
	blocks := make([]document.Block, 0, 4)
	for _, part := range b.signerHead(s, width) {
		blocks = append(blocks, part...)
	}
	return append(blocks, b.signerName(s, width)...)
}

// signatureGrid sets several signers side by side, up to three in a row. Dates, organs, offices and names are rows of their
// own, so that they are level however many lines each has.
func (b *Builder) signatureGrid(signers []contract.Signer) {
	columns := min(len(signers), gridColumns)
	if len(signers) == 4 {
		columns = 2
	}
	t := &document.Table{Role: document.BangNhieuChuKy, Columns: equalColumns(b.width, columns)}
	for len(signers) > 0 {
		n := min(columns, len(signers))
		b.signatureRows(t, signers[:n])
		signers = signers[n:]
	}
	// Nơi nhận comes below, over the full width: a row of the table, so that it stays with the signatures.
	if len(b.doc.Recipients) > 0 || b.doc.Drafter != "" {
		b.airRow(t)
		all := cell(b.recipientBlocks())
		all.ColSpan = columns
		t.Rows = append(t.Rows, document.Row{CantSplit: true, KeepNext: true, Cells: []document.Cell{all}})
	}
	t.Rows[len(t.Rows)-1].KeepNext = false
	b.addTable(t)
}

// signatureRows appends the rows of signers who stand side by side; a row that none of them has is left out.
func (b *Builder) signatureRows(t *document.Table, signers []contract.Signer) {
	columns := len(t.Columns)
	var heads [signParts][]document.Cell
	var used [signParts]bool
	names := make([]document.Cell, columns)
	for i := range columns {
		var parts [signParts][]document.Block
		name := b.one(b.para(document.QuyenHan, ""))
		if i < len(signers) {
			parts = b.signerHead(&signers[i], t.Columns[i]-slack)
			name = b.signerName(&signers[i], t.Columns[i]-slack)
		}
		for k, blocks := range parts {
			used[k] = used[k] || len(blocks) > 0
			if len(blocks) == 0 {
				blocks = b.one(b.para(document.QuyenHan, ""))
			}
			heads[k] = append(heads[k], cell(blocks))
		}
		names[i] = cell(name)
		names[i].VAlign = document.VAlignBottom
	}
	if len(t.Rows) > 0 {
		b.airRow(t) // twice as far from the signatures above as from text
	}
	b.airRow(t)
	for k, cells := range heads {
		if used[k] {
			t.Rows = append(t.Rows, document.Row{CantSplit: true, KeepNext: true, Cells: cells})
		}
	}
	t.Rows = append(t.Rows, document.Row{CantSplit: true, KeepNext: true, Cells: names})
}

// airRow appends 12 points of white over the full width.
func (b *Builder) airRow(t *document.Table) {
	air := cell([]document.Block{b.gap(), b.gap()})
	air.ColSpan = len(t.Columns)
	t.Rows = append(t.Rows, document.Row{CantSplit: true, KeepNext: true, Cells: []document.Cell{air}})
}

// The parts above a signature.
const (
	signDate   = iota // the signer's own place and date
	signOrgan         // his organ; both where several sign
	signOffice        // quyền hạn and chức vụ
	signParts
)

// signerHead sets what stands above the signature: the signer's own place and date and organ, where several sign; then
// TM., KT., TL., TUQ., Q. and chức vụ, a paragraph for each of the author's lines (PL.I-II.7a). What is wider than width is
// broken.
func (b *Builder) signerHead(s *contract.Signer, width document.EMU) (parts [signParts][]document.Block) {
	if date := signerDate(s); date != "" {
		lines := breakText(b.face(document.NgayKy), date, width, &titleCosts, titleGaps)
		parts[signDate] = b.one(b.plain(document.NgayKy, s.At+"/date", strings.Join(lines, "\n")))
	}
	add := func(part int, role document.Role, lines contract.Lines, key string) {
		for i := range lines {
			parts[part] = append(parts[part], b.plain(role, s.At+key, b.broken(role, lines[i:i+1], width)))
		}
	}
	add(signOrgan, document.CoQuanKy, s.Organ, "/organ")
	add(signOffice, document.QuyenHan, s.Competence, "/competence")
	add(signOffice, document.QuyenHan, s.Position, "/position")
	return parts
}

// signerDate returns the signer's own place and date, "" where he has none.
func signerDate(s *contract.Signer) string {
	if s.Date == nil && s.Place == "" {
		return ""
	}
	var d contract.Date
	if s.Date != nil {
		d = *s.Date
	}
	place := barePlace(s.Place)
	if place == "" {
		return "N" + strings.TrimPrefix(dateText(d), "n")
	}
	return place + ", " + dateText(d)
}

// signerName sets what stands under the room for the signature: another office, where there is one, and the name. Without
// a name the paragraph is there all the same and keeps the room.
func (b *Builder) signerName(s *contract.Signer, width document.EMU) []document.Block {
	name := func(role document.Role) *document.Paragraph {
		if s.Name == "" {
			return b.para(role, s.At+"/name")
		}
		return b.plain(role, s.At+"/name", s.Name)
	}
	if len(s.OtherTitle) == 0 {
		return b.one(name(document.HoTen))
	}
	// One paragraph with line breaks: the room for the signature is the space before it, and must come once.
	title := b.plain(document.ChucVuKhac, s.At+"/other_title", b.broken(document.ChucVuKhac, s.OtherTitle, width))
	return []document.Block{title, name(document.HoTenDuoi)}
}

// signerWidth returns the width of the signer's widest line.
func (b *Builder) signerWidth(s *contract.Signer) document.EMU {
	widest := max(b.textWidth(signerDate(s), document.NgayKy), b.textWidth(s.Name, document.HoTen))
	for _, lines := range [...]contract.Lines{s.Organ, s.Competence, s.Position, s.OtherTitle} {
		for _, line := range lines {
			widest = max(widest, b.textWidth(line, document.QuyenHan)) // all are set in one type
		}
	}
	return widest
}

// broken joins lines by newlines, each broken where it is wider than width.
func (b *Builder) broken(role document.Role, lines contract.Lines, width document.EMU) string {
	if len(lines) == 1 && b.textWidth(lines[0], role) <= width {
		return lines[0]
	}
	f := b.face(role)
	out := make([]string, 0, len(lines)+1)
	for _, line := range lines {
		out = append(out, organLines(f, line, width)...)
	}
	return strings.Join(out, "\n")
}
