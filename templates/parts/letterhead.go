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
		{Blocks: b.organBlocks(left), ColSpan: 1, RowSpan: 1},
		{Blocks: b.mottoBlocks(), ColSpan: 1, RowSpan: 1},
	}}
	if numbered {
		rows = append(rows, document.Row{CantSplit: true, Cells: []document.Cell{
			{Blocks: b.numberBlocks(), ColSpan: 1, RowSpan: 1},
			{Blocks: b.one(b.plain(document.DiaDanhThoiGian, b.doc.At+"/place", place)), ColSpan: 1, RowSpan: 1},
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
	if place = strings.TrimSpace(place); place == "" {
		place = placeRoom
	}
	return place + ", " + dateText(d)
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

// organNeeds returns the widest part of the organ's names that should not be broken, and the widest that cannot be: a word.
// Lines that fit the room there is anyway are whole; so are the author's, as far as the most room goes.
func (b *Builder) organNeeds(room, most document.EMU) (unit, word document.EMU) {
	look := func(lines contract.Lines, role document.Role) {
		f := b.face(role)
		for _, line := range lines {
			whole := f.width(line)
			if whole <= room || len(lines) > 1 && whole <= most {
				unit = max(unit, whole)
				continue
			}
			unit = max(unit, organNeeds(f, line))
			for w := range strings.FieldsSeq(line) {
				word = max(word, f.width(w))
			}
		}
	}
	for _, o := range organsOf(b.doc) {
		look(o.Parent, document.CoQuanChuQuan)
		look(o.Name, document.CoQuanBanHanh)
	}
	return max(unit, word), word
}

// organsOf returns the issuing organs, the presiding one first.
func organsOf(d *contract.Document) []contract.Organ {
	if len(d.Organs) > 0 {
		return d.Organs
	}
	if d.Organ != nil {
		return []contract.Organ{*d.Organ}
	}
	return nil
}

// organBlocks sets cơ quan chủ quản, cơ quan ban hành and the rule under it, one paragraph for each line, as clerks have it.
// Organs that issue together stand one under the other, a dash at the end of each but the last; a parent that all have in
// common is named once.
func (b *Builder) organBlocks(column document.EMU) []document.Block {
	organs := organsOf(b.doc)
	blocks := make([]document.Block, 0, 6)
	var widths []document.EMU
	oneParent := len(organs) > 1
	for i := range organs {
		oneParent = oneParent && joinLines(organs[i].Parent) == joinLines(organs[0].Parent)
	}
	for i := range organs {
		o := &organs[i]
		if i == 0 || !oneParent {
			blocks, _ = b.organParagraphs(blocks, nil, document.CoQuanChuQuan, o.Parent, o.At+"/parent", column, "")
		}
		between := ""
		if i < len(organs)-1 {
			between = " -"
		}
		blocks, widths = b.organParagraphs(blocks, widths, document.CoQuanBanHanh, o.Name, o.At+"/name", column, between)
	}
	return append(blocks, &document.Rule{Role: document.KeCoQuan, Length: ruleLength(b.env.Pack.CoQuanRule, widths)})
}

// organParagraphs appends the lines of one name. A line of several that the author gave is broken only where it cannot be
// printed; a name in one piece is also kept off the motto.
func (b *Builder) organParagraphs(
	blocks []document.Block, widths []document.EMU, role document.Role, lines contract.Lines, pointer string,
	column document.EMU, last string,
) ([]document.Block, []document.EMU) {
	f := b.face(role)
	width := column - slack
	if len(lines) > 1 {
		width = column - tight
	}
	for i, line := range lines {
		if i == len(lines)-1 {
			line += last
		}
		for _, l := range organLines(f, line, width) {
			blocks = append(blocks, b.plain(role, pointer, l))
			widths = append(widths, f.width(l))
		}
	}
	return blocks, widths
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

// numberBlocks sets số ký hiệu, and under it the urgency (ô 10b).
func (b *Builder) numberBlocks() []document.Block {
	number := b.plain(document.SoKyHieu, b.doc.At+"/code", "Số: "+codeText(b.doc.Code, numberRoom))
	if b.doc.Code.Number == "" {
		// The room belongs to the label: "Số:" and the blank stay on one line.
		number.Runs[0].Text = "Số:" + codeText(b.doc.Code, numberRoom)
	}
	if b.doc.Urgency == "" {
		return b.one(number)
	}
	return []document.Block{number, b.urgency()}
}

// urgency sets the stamp of PL.I-III.2b: HỎA TỐC 30 × 8 mm, THƯỢNG KHẨN 40 × 8, KHẨN 20 × 8.
func (b *Builder) urgency() *document.Paragraph {
	p := b.plain(document.DauKhan, b.doc.At+"/urgency", b.doc.Urgency)
	switch b.doc.Urgency {
	case contract.HoaToc:
		p.BoxWidth = document.MM(30)
	case contract.ThuongKhan:
		p.BoxWidth = document.MM(40)
	case contract.Khan:
		p.BoxWidth = document.MM(20)
	}
	return p
}

// markPadding is what the frame of a circulation mark is wider than its words; the law fixes only that there is a frame.
const markPadding = 6 * document.Millimetre

// Circulation sets the mark of ô 11 in the top margin (PL.I-III.2c).
func (b *Builder) Circulation() {
	if b.doc.Circulation == "" {
		return
	}
	p := b.plain(document.LuuHanh, b.doc.At+"/circulation", b.doc.Circulation)
	p.BoxWidth = b.textWidth(b.doc.Circulation, document.LuuHanh) + markPadding
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

// organName returns the issuing organ on one line.
func organName(d *contract.Document) string {
	organs := organsOf(d)
	if len(organs) == 1 {
		return joinLines(organs[0].Name)
	}
	names := make([]string, len(organs))
	for i := range organs {
		names[i] = joinLines(organs[i].Name)
	}
	return strings.Join(names, " - ")
}
