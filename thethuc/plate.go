package thethuc

import "vanban/document"

// PlateKey is one field of a certificate's plate.
type PlateKey uint8

// The fields, from top to bottom.
const (
	PlateNation PlateKey = iota
	PlateMotto
	PlateAwardBy
	PlateAwardWord
	PlateTitle
	PlateName
	PlatePosition
	PlateCitation
	PlateDecision
	PlateRegister
	PlatePlaceDate
	PlateSignerTitle
	PlateSignerName
	PlateQR
	PlateEmblem
	PlateKeys // how many there are
)

var plateKeys = [PlateKeys]string{
	PlateNation: "nation", PlateMotto: "motto", PlateAwardBy: "award_by", PlateAwardWord: "award_word", PlateTitle: "title", PlateName: "name",
	PlatePosition: "position", PlateCitation: "citation", PlateDecision: "decision", PlateRegister: "register", PlatePlaceDate: "place_date",
	PlateSignerTitle: "signer_title", PlateSignerName: "signer_name", PlateQR: "qr", PlateEmblem: "emblem",
}

// String returns the field's key in the JSON.
func (k PlateKey) String() string { return plateKeys[k] }

// PlateKeyOf returns the field with a key; false where there is none.
func PlateKeyOf(key string) (PlateKey, bool) {
	for k := range plateKeys {
		if plateKeys[k] == key {
			return PlateKey(k), true
		}
	}
	return 0, false
}

// PlateField is the place and the looks of one field at A4.
type PlateField struct {
	Term                string // what it is, in a sentence
	Role                document.Role
	X, Y, Width, Height document.EMU
	// Size and MinSize bound the type, Lines how many lines it may be wrapped into. Wraps tells that it wraps at its full size before it
	// shrinks, as running text does; the others shrink first.
	Size, MinSize document.EMU
	Lines         int
	Wraps         bool
	Bold, Italic  bool
	Color         string // RRGGBB
	Align         document.Align
	VAlign        document.VAlign
	// Printed tells that a pre-printed blank has the field already.
	Printed bool
}

// Text reports whether the field holds text: the others are pictures.
func (k PlateKey) Text() bool { return k != PlateQR && k != PlateEmblem }

// PlateDesign is the house's certificate: an A4 sheet on its side. No text in force was found that fixes it (see [plateCite]), so that
// an office may move everything.
type PlateDesign struct {
	Width, Height document.EMU
	Fields        [PlateKeys]PlateField
	// Rule is what stands under tiêu ngữ: how far below its line, and how thick.
	RuleGap, RuleWeight document.EMU
	// MinQR is the least side of a code that a telephone reads off paper.
	MinQR document.EMU
	// Reach is how far boxes may reach into each other where no text does. A box has room for the longest text: one line leaves about
	// 2 mm free above and below, and an office moves a field by about as much to meet the dotted line of its blank. Deeper than that a
	// field stands in the wrong place, whatever it holds.
	Reach document.EMU
	// Line is the distance of lines over the size of type: the natural single line of the font.
	Line float64
	// Slack is what a line is narrower than its box, for others' rounding of widths.
	Slack document.EMU
	// Register and Decision are the labels before the two numbers.
	Register, Decision, AwardWord string
	Cite                          string
}

const plateRed = "C00000"

// Plate returns the house's design of certificates.
func (p *Pack) Plate() *PlateDesign {
	const centre, left, middle = document.AlignCenter, document.AlignLeft, document.VAlignCenter
	field := func(term string, role document.Role, x, y, w, h, least float64, lines int) PlateField {
		t := &p.Types[role]
		return PlateField{
			Term: term, Role: role, X: document.MM(x), Y: document.MM(y), Width: document.MM(w), Height: document.MM(h),
			Size: t.Use[Profile14], MinSize: document.Pt(least), Lines: lines, Bold: t.Bold, Italic: t.Italic,
			Color: "000000", Align: centre, VAlign: middle,
		}
	}
	design := &PlateDesign{
		Width: document.MM(297), Height: document.MM(210),
		RuleGap: document.MM(0.6), RuleWeight: document.Pt(0.75), MinQR: document.MM(22), Reach: document.MM(3), Line: 1.15, Slack: document.MM(0.5),
		Register: "Số sổ vàng", Decision: "Quyết định số", AwardWord: "TẶNG", Cite: plateCite,
	}
	f := &design.Fields
	f[PlateNation] = field("quốc hiệu", document.KhenQuocHieu, 38, 43.3, 221, 6.3, 10, 1)
	f[PlateMotto] = field("tiêu ngữ", document.KhenTieuNgu, 38, 49.6, 221, 7.1, 10, 1)
	f[PlateAwardBy] = field("chức danh người tặng", document.KhenNguoiTang, 28, 57.9, 241, 13.8, 12, 2)
	f[PlateAwardWord] = field("chữ “TẶNG”", document.KhenTang, 98, 71.8, 101, 6.2, 10, 1)
	f[PlateTitle] = field("hình thức khen", document.KhenHinhThuc, 28, 78, 241, 16.3, 24, 1)
	f[PlateName] = field("tên người hoặc tập thể được tặng", document.KhenTen, 28, 94.3, 241, 13.4, 16, 2)
	f[PlatePosition] = field("chức vụ, đơn vị", document.KhenDonVi, 28, 107.7, 241, 9.9, 12, 2)
	f[PlateCitation] = field("thành tích", document.KhenThanhTich, 37, 117.6, 223, 20.3, 12, 4)
	f[PlatePlaceDate] = field("địa danh và ngày tháng", document.KhenNoiNgay, 156, 138.5, 117, 5.8, 10, 1)
	f[PlateSignerTitle] = field("chức vụ người ký", document.KhenChucVu, 156, 144.3, 117, 17.3, 10, 3)
	f[PlateSignerName] = field("họ tên người ký", document.KhenHoTen, 156, 181.8, 117, 6.2, 10, 1)
	f[PlateDecision] = field("số quyết định", document.KhenQuyetDinh, 24, 172.6, 130, 9.9, 9, 2)
	f[PlateRegister] = field("số sổ vàng", document.KhenSoSo, 24, 182.6, 130, 5.4, 9, 1)
	f[PlateQR] = PlateField{Term: "mã QR", X: document.MM(24), Y: document.MM(146), Width: document.MM(25), Height: document.MM(25)}
	f[PlateEmblem] = PlateField{Term: "quốc huy", X: document.MM(137.5), Y: document.MM(20.6), Width: document.MM(22), Height: document.MM(22), Printed: true}
	f[PlateAwardBy].Color, f[PlateTitle].Color = plateRed, plateRed
	f[PlateMotto].VAlign, f[PlateSignerTitle].VAlign = document.VAlignTop, document.VAlignTop
	f[PlateCitation].VAlign = document.VAlignTop
	f[PlateDecision].VAlign = document.VAlignBottom
	f[PlateDecision].Align, f[PlateRegister].Align = left, left
	f[PlateCitation].Wraps, f[PlateAwardBy].Wraps = true, true // a giver in small type on one line looks less than his office
	for _, k := range []PlateKey{PlateNation, PlateMotto, PlateAwardBy, PlateAwardWord, PlateTitle} {
		f[k].Printed = true
	}
	return design
}

var plateSizes = [...]struct {
	name          string
	width, height float64
}{{"A4", 297, 210}, {"A3", 420, 297}}

// PlateSizes returns the names of the sheets that have one.
func PlateSizes() []string {
	names := make([]string, len(plateSizes))
	for i := range plateSizes {
		names[i] = plateSizes[i].name
	}
	return names
}

// PlateSize returns the size of the sheet with a name; of A4 where there is none.
func PlateSize(name string) (width, height document.EMU) {
	at := 0
	for i := range plateSizes {
		if plateSizes[i].name == name {
			at = i
		}
	}
	return document.MM(plateSizes[at].width), document.MM(plateSizes[at].height)
}
