package parts

import (
	"strings"

	"vanban/document"
	"vanban/templates/contract"
)

// The fixed words of ô 1 (PL.I-II.1).
const (
	quocHieu = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
	tieuNgu  = "Độc lập - Tự do - Hạnh phúc"
)

// slack is what a column of the letterhead is wider than its text, so that the two do not touch. Where the names need the
// room, tight is enough for others' rounding of widths not to make a line wrap.
const (
	slack = 2 * document.Millimetre
	tight = document.Millimetre / 2
)

// Letterhead sets ô 1 to 4 as a table without borders: the organ on the left, quốc hiệu on the right; below, level with each
// other, số ký hiệu and place and date. An enclosure has only the first row (Mẫu 1.3).
func (b *Builder) Letterhead(numbered bool) {
	place := ""
	if numbered {
		place = placeAndDate(b.doc.Place, b.doc.Date)
	}
	left, right := b.letterheadColumns(place)

	if numbered {
		b.checkNumberRow(left, right, place)
	}
	rows := make([]document.Row, 1, 2)
	rows[0] = document.Row{CantSplit: true, Cells: []document.Cell{
		cell(b.organBlocks(left)),
		cell(b.mottoBlocks()),
	}}
	if numbered {
		rows = append(rows, document.Row{CantSplit: true, Cells: []document.Cell{
			cell(b.numberBlocks(left)),
			cell(b.one(b.plain(document.DiaDanhThoiGian, b.doc.At+"/place", place))),
		}})
	}
	b.addTable(&document.Table{Role: document.BangDauVanBan, Columns: []document.EMU{left, right}, Rows: rows})
}

// checkNumberRow remarks when số ký hiệu, or place and date, are wider than the page lets them be side by side.
func (b *Builder) checkNumberRow(left, right document.EMU, place string) {
	number := b.textWidth("Số: "+codeText(b.doc.Code, numberRoom), document.SoKyHieu)
	if number <= left && b.textWidth(place, document.DiaDanhThoiGian) <= right {
		return
	}
	b.warn(b.doc.At+"/code", "number_row_too_wide", "Số, ký hiệu và địa danh, ngày tháng không vừa trên một dòng.",
		"Chọn cỡ chữ 13 (options.body_size) hoặc lề hẹp hơn trong khoảng cho phép.", citePlace)
}

// placeAndDate returns "Hà Nội, ngày 05 tháng 01 năm 2026" (PL.I-II.4).
func placeAndDate(place string, d contract.Date) string {
	if place = barePlace(place); place == "" {
		place = placeRoom
	}
	return place + ", " + dateText(d)
}

// barePlace returns a place without the comma that is supplied after it.
func barePlace(place string) string {
	return strings.TrimRight(strings.TrimLeft(place, blanks), ","+blanks)
}

// letterheadColumns divides the text width: the right column holds quốc hiệu, and place and date, on one line each
// (PL.I-II.1a, 4b); the left has the rest. Where that would part a name like "THÀNH PHỐ HỒ CHÍ MINH", both give up some of
// their slack; what is beyond that breaks in the organ's name, and only a word that fits nowhere pushes into the right.
func (b *Builder) letterheadColumns(place string) (left, right document.EMU) {
	motto := max(b.textWidth(quocHieu, document.QuocHieu), b.textWidth(tieuNgu, document.TieuNgu))
	text := motto
	if place != "" {
		text = max(text, b.textWidth(place, document.DiaDanhThoiGian))
	}
	right = text + slack
	units, word := b.organNeeds(b.width-right-slack, b.width-text-2*tight)
	if b.width-right < units+slack {
		right = max(text+tight, b.width-units-slack)
	}
	if b.width-right < word+tight {
		right = max(motto+tight, b.width-word-tight)
	}
	r := (right + document.Twip - 1) / document.Twip
	return (document.EMU(b.width.Twips()) - r) * document.Twip, r * document.Twip
}

// mottoBlocks sets quốc hiệu and tiêu ngữ with its rule, as long as the text (PL.I-II.1b).
func (b *Builder) mottoBlocks() []document.Block {
	length := scale(b.textWidth(tieuNgu, document.TieuNgu), b.env.Pack.TieuNguRule.Use)
	return []document.Block{
		b.plain(document.QuocHieu, "", quocHieu),
		b.plain(document.TieuNgu, "", tieuNgu),
		&document.Rule{Role: document.KeTieuNgu, Length: length},
	}
}

// numberBlocks sets số ký hiệu, and under it the trích yếu of a công văn (ô 5b) and the urgency (ô 10b).
func (b *Builder) numberBlocks(column document.EMU) []document.Block {
	number := b.plain(document.SoKyHieu, b.doc.At+"/code", "Số: "+codeText(b.doc.Code, numberRoom))
	if b.doc.Code.Number == "" {
		// The room belongs to the label: "Số:" and the blank stay on one line.
		number.Runs[0].Text = "Số:" + codeText(b.doc.Code, numberRoom)
	}
	blocks := b.one(number)
	if b.typ.Untitled && !blankLines(b.doc.Subject) {
		blocks = append(blocks, b.about(column))
	}
	if b.doc.Urgency != "" {
		blocks = append(blocks, b.urgency())
	}
	return blocks
}
