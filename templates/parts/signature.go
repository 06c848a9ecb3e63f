package parts

import (
	"strings"

	"vanban/document"
	"vanban/templates/contract"
)

// The right column of the signature block begins near the middle of the page (sơ đồ ô, 7a) and gives way to long titles.
const (
	signShare    = 0.55
	signShareMax = 0.65
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

// signatureTable sets Nơi nhận on the left and one signer on the right, on one page (ô 9b and 7).
func (b *Builder) signatureTable(signers []contract.Signer) {
	var right []document.Block
	var widest document.EMU
	if len(signers) > 0 {
		right = b.signerHead(&signers[0])
		right = append(right, b.signerName(&signers[0])...)
		for _, block := range right {
			if p, ok := block.(*document.Paragraph); ok && len(p.Runs) > 0 {
				widest = max(widest, b.textWidth(p.PlainText(), p.Role))
			}
		}
	} else {
		right = b.one(b.para(document.QuyenHan, ""))
	}
	total := document.EMU(b.width.Twips())
	share := max(scale(b.width, signShare), min(widest+slack, scale(b.width, signShareMax)))
	r := document.EMU(share.Twips())
	b.addTable(&document.Table{
		Role: document.BangChuKy, Columns: []document.EMU{(total - r) * document.Twip, r * document.Twip},
		Rows: []document.Row{{CantSplit: true, Cells: []document.Cell{
			{Blocks: b.recipientBlocks(), ColSpan: 1, RowSpan: 1},
			{Blocks: right, ColSpan: 1, RowSpan: 1},
		}}},
	})
}

// signatureGrid sets several signers side by side, up to three in a row. Titles and names are rows of their own, so that
// the names are level however many lines the titles have.
func (b *Builder) signatureGrid(signers []contract.Signer) {
	columns := min(len(signers), gridColumns)
	if len(signers) == 4 {
		columns = 2
	}
	t := &document.Table{Role: document.BangChuKy, Columns: equalColumns(b.width, columns)}
	for len(signers) > 0 {
		n := min(columns, len(signers))
		heads := document.Row{CantSplit: true, KeepNext: true}
		names := document.Row{CantSplit: true, KeepNext: true}
		for i := range columns {
			head, name := b.one(b.para(document.QuyenHan, "")), b.one(b.para(document.HoTen, ""))
			if i < n {
				head, name = b.signerHead(&signers[i]), b.signerName(&signers[i])
			}
			heads.Cells = append(heads.Cells, document.Cell{Blocks: head, ColSpan: 1, RowSpan: 1})
			names.Cells = append(names.Cells, document.Cell{Blocks: name, ColSpan: 1, RowSpan: 1, VAlign: document.VAlignBottom})
		}
		t.Rows = append(t.Rows, heads, names)
		signers = signers[n:]
	}
	// Nơi nhận comes below, over the full width: a row of the table, so that it stays with the signatures.
	if len(b.doc.Recipients) > 0 || b.doc.Drafter != "" {
		t.Rows = append(t.Rows, document.Row{CantSplit: true, Cells: []document.Cell{
			{Blocks: b.recipientBlocks(), ColSpan: columns, RowSpan: 1},
		}})
	}
	t.Rows[len(t.Rows)-1].KeepNext = false
	b.addTable(t)
}

// signerHead sets what stands above the signature: the signer's own place and date and organ, where several sign; then
// TM., KT., TL., TUQ., Q. and chức vụ, a paragraph for each line (PL.I-II.7a).
func (b *Builder) signerHead(s *contract.Signer) []document.Block {
	blocks := make([]document.Block, 0, 4)
	if s.Date != nil || s.Place != "" {
		var d contract.Date
		if s.Date != nil {
			d = *s.Date
		}
		text := dateText(d)
		if s.Place != "" {
			text = s.Place + ", " + text
		} else {
			text = "N" + strings.TrimPrefix(text, "n")
		}
		blocks = append(blocks, b.plain(document.NgayKy, s.At+"/date", text))
	}
	lines := func(role document.Role, lines contract.Lines, key string) {
		for _, line := range lines {
			blocks = append(blocks, b.plain(role, s.At+key, line))
		}
	}
	lines(document.CoQuanKy, s.Organ, "/organ")
	lines(document.QuyenHan, s.Competence, "/competence")
	lines(document.QuyenHan, s.Position, "/position")
	if len(blocks) == 0 {
		blocks = append(blocks, b.para(document.QuyenHan, ""))
	}
	return blocks
}

// signerName sets what stands under the room for the signature: another office, where there is one, and the name. Without
// a name the paragraph is there all the same and keeps the room.
func (b *Builder) signerName(s *contract.Signer) []document.Block {
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
	title := b.plain(document.ChucVuKhac, s.At+"/other_title", strings.Join(s.OtherTitle, "\n"))
	return []document.Block{title, name(document.HoTenDuoi)}
}

// equalColumns divides width into n columns of whole twips; the last takes what is left over.
func equalColumns(width document.EMU, n int) []document.EMU {
	shares := make([]float64, n)
	for i := range shares {
		shares[i] = 1
	}
	return columnWidths(width, shares)
}

// columnWidths divides width by shares into whole twips, so that Word's grid and ours are one; the last column takes what
// rounding leaves. A share that is not positive counts as the average of the others.
func columnWidths(width document.EMU, shares []float64) []document.EMU {
	sum, given := 0.0, 0
	for _, s := range shares {
		if s > 0 {
			sum += s
			given++
		}
	}
	average := 1.0
	if given > 0 {
		average = sum / float64(given)
	}
	sum += average * float64(len(shares)-given)
	total := width.Twips()
	out := make([]document.EMU, len(shares))
	rest := total
	for i, s := range shares {
		if s <= 0 {
			s = average
		}
		w := int(float64(total)*s/sum + 0.5)
		// However wide the others are, each column keeps a hair's breadth: Word refuses a column of no width.
		w = max(1, min(w, rest-(len(shares)-1-i)))
		if i == len(shares)-1 {
			w = rest
		}
		out[i] = document.EMU(w) * document.Twip
		rest -= w
	}
	return out
}
