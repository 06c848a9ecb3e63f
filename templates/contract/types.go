package contract

import "strings"

// Document is one document as users send it (contract v1). Every type of the catalog reads the same shape; which parts a
// type needs is the type's business.
//
// The tags are the source of the JSON Schema: json names the key, doc is the legal term or what the value is, cite the
// clause in the short form of [Clause], validate the limits of the metadata.
type Document struct {
	Type        string   `json:"type" doc:"tên loại" cite:"Điều 7" validate:"required"`
	Organ       *Organ   `json:"organ" doc:"cơ quan ban hành" cite:"PL.I-II.2"`
	Organs      []Organ  `json:"organs" doc:"các cơ quan cùng ban hành" cite:"PL.I-II.2" validate:"dive"`
	Code        Code     `json:"code" doc:"số, ký hiệu" cite:"PL.I-II.3"`
	Place       string   `json:"place" doc:"địa danh" cite:"PL.I-II.4"`
	Date        Date     `json:"date" doc:"ngày tháng năm ban hành" cite:"PL.I-II.4"`
	Subject     Lines    `json:"subject" doc:"trích yếu" cite:"PL.I-II.5" validate:"chars=500"`
	Subtitle    string   `json:"subtitle" doc:"dòng phụ dưới trích yếu"`
	Salutation  []Text   `json:"salutation" doc:"Kính gửi" cite:"PL.I-II.9"`
	Authority   Lines    `json:"authority" doc:"thẩm quyền ban hành" cite:"PL.I-II.6"`
	Bases       []Text   `json:"bases" doc:"căn cứ ban hành" cite:"PL.I-II.6"`
	Orientation string   `json:"orientation" doc:"hướng giấy" cite:"PL.I-I.2"` // portrait or landscape; empty is portrait
	Numbering   []string `json:"numbering" doc:"cách đánh số" cite:"PL.I-II.6"`
	Body        []Node   `json:"body" doc:"nội dung" cite:"PL.I-II.6"`
	Signer      *Signer  `json:"signer" doc:"người ký" cite:"PL.I-II.7"`
	Signers     []Signer `json:"signers" doc:"những người ký" cite:"PL.I-II.7" validate:"dive"`

	// What certificates have, and no other document.
	AwardBy        Lines      `json:"award_by" doc:"chức danh người tặng" validate:"chars=200"`
	Recipient      *Recipient `json:"recipient" doc:"người hoặc tập thể được tặng"`
	Citation       Lines      `json:"citation" doc:"thành tích"`
	Decision       *Decision  `json:"decision" doc:"quyết định khen thưởng"`
	RegisterNumber string     `json:"register_number" doc:"số sổ vàng" validate:"chars=30"`

	Recipients  []Text     `json:"recipients" doc:"Nơi nhận" cite:"PL.I-II.9"`
	Appendices  []Appendix `json:"appendices" doc:"phụ lục" cite:"PL.I-III.1"`
	Enclosures  []Document `json:"enclosures" doc:"văn bản ban hành kèm theo" cite:"PL.III-1.3" validate:"dive"`
	Drafter     string     `json:"drafter" doc:"ký hiệu người soạn thảo và số lượng bản" cite:"PL.I-III.3"`
	Contact     string     `json:"contact" doc:"địa chỉ cơ quan" cite:"PL.I-III.4"`
	Urgency     string     `json:"urgency" doc:"mức độ khẩn" cite:"PL.I-III.2b"`                  // HoaToc, ThuongKhan, Khan or empty
	Circulation string     `json:"circulation" doc:"chỉ dẫn phạm vi lưu hành" cite:"PL.I-III.2c"` // XemXongTraLai, LuuHanhNoiBo or empty
	Options     Options    `json:"options" doc:"tùy chọn trình bày"`

	At string `json:"-"` // JSON Pointer of this object

	faults []string // of the outermost document: where errors are
}

// Faulty reports whether the value at the pointer was given but refused, in whole or in part: it, what it stands in, what
// stands in it, or a key that was misspelt for it has an error. To call such a value missing would be to report one fault
// twice. The pointer is that of the whole input, and the document the outermost one.
func (d *Document) Faulty(pointer string) bool { return faulty(d.faults, pointer) }

func faulty(faults []string, pointer string) bool {
	for _, f := range faults {
		if leads(f, pointer) || leads(pointer, f) {
			return true
		}
	}
	return false
}

// leads reports whether a pointer is the other or leads to what is around it.
func leads(outer, inner string) bool {
	rest, ok := strings.CutPrefix(inner, outer)
	return ok && (rest == "" || rest[0] == '/')
}

// Organ is cơ quan chủ quản and cơ quan ban hành (ô 2).
type Organ struct {
	Parent Lines  `json:"parent" doc:"cơ quan chủ quản" cite:"PL.I-II.2" validate:"chars=200"`
	Name   Lines  `json:"name" doc:"tên cơ quan ban hành" cite:"PL.I-II.2" validate:"chars=200"`
	At     string `json:"-"`
}

// Lines is a string, or a list of lines where the author wants the breaks. A newline in a string breaks as well: no element
// contains one. Nil where absent or "".
type Lines []string

// Code is số, ký hiệu (ô 3). An empty number leaves the room that văn thư fills in.
type Code struct {
	Number   string `json:"number" doc:"số của văn bản" cite:"PL.I-II.3" validate:"chars=11,so"`
	Notation string `json:"notation" doc:"ký hiệu" cite:"PL.I-II.3" validate:"chars=30,kyhieu"`
}

// Date is an ISO 8601 calendar date, perhaps of reduced precision: 2023-01-05, 2023-01, 2023 or empty.
type Date struct {
	Year, Month, Day int // 0 where left blank
}

// Text is literal text: a string or a list of runs. Empty text has no runs.
type Text struct {
	Runs []Run
	At   string
}

// Run is a stretch of Text with one formatting, or a footnote.
type Run struct {
	Text      string `json:"text" doc:"chữ"`
	Bold      bool   `json:"bold" doc:"chữ đậm"`
	Italic    bool   `json:"italic" doc:"chữ nghiêng"`
	Underline bool   `json:"underline" doc:"gạch chân"`
	Footnote  *Text  `json:"footnote" doc:"chú thích cuối trang"` // content of the note; then Text is empty
}

// NodeKind tells which of its forms a body node has.
type NodeKind uint8

// The forms of a body node.
const (
	ParagraphNode NodeKind = iota // a string, or {"text": …}
	HeadingNode
	ItemNode
	BulletNode
	TableNode
	LabelValueNode
)

// Node is one node of the body. Its JSON is a string or a [NodeObject].
type Node struct {
	Kind      NodeKind
	Text      Text   // of all kinds but tables; the value of a label_value
	Name      Text   // the label of a label_value
	Body      []Node // of headings, items and bullets
	Table     *Table
	Numbering []string // scheme for the levels below this node
	Label     *string  // overrides the number; "" means none
	Restart   bool
	At        string
}

// NodeObject is the JSON object of a body node: exactly one of the first six keys. It exists for its tags.
type NodeObject struct {
	Text       Text     `json:"text" doc:"đoạn văn"`
	Heading    Text     `json:"heading" doc:"tiêu đề"`
	Item       Text     `json:"item" doc:"khoản, điểm hoặc điều có đánh số"`
	Bullet     Text     `json:"bullet" doc:"gạch đầu dòng"`
	Table      *Table   `json:"table" doc:"bảng"`
	LabelValue [2]Text  `json:"label_value" doc:"cặp tên mục và nội dung"`
	Body       []Node   `json:"body" doc:"nội dung bên trong"`
	Numbering  []string `json:"numbering" doc:"cách đánh số"`
	Label      *string  `json:"label" doc:"số ghi riêng"`
	Restart    bool     `json:"restart" doc:"đánh số lại từ đầu"`
}

// Table is a data table. Once decoded it has one Column for each column of its rows, though the JSON may leave columns out.
type Table struct {
	Columns       []Column   `json:"columns" doc:"các cột"`
	Header        []TableRow `json:"header" doc:"tiêu đề bảng"`
	Rows          []TableRow `json:"rows" doc:"các hàng"`
	ColumnNumbers bool       `json:"column_numbers" doc:"hàng số thứ tự cột"`
	Unit          Text       `json:"unit" doc:"đơn vị tính"`
	Note          Text       `json:"note" doc:"ghi chú dưới bảng"`
	At            string     `json:"-"`
}

// Column is a column's share of the width and the alignment of its cells.
type Column struct {
	Width float64 `json:"width" doc:"bề rộng cột"` // mm, taken as a share; filled in where absent, so always above 0
	Align string  `json:"align" doc:"canh chữ"`    // left, center, right, justify; empty is left
}

// TableRow is a row of cells, or a band over the full width. Its JSON is a list of cells or a [BandObject].
type TableRow struct {
	Band  *Text
	Cells []Cell
	At    string
}

// BandObject is the JSON object of a band. It exists for its tags.
type BandObject struct {
	Band Text `json:"band" doc:"hàng nhóm"`
}

// Cell is one cell: a string, a list of runs, or an object with spans.
type Cell struct {
	Text    Text   `json:"text" doc:"chữ trong ô"`
	ColSpan int    `json:"colspan" doc:"số cột gộp"`  // at least 1
	RowSpan int    `json:"rowspan" doc:"số hàng gộp"` // at least 1
	Align   string `json:"align" doc:"canh chữ"`
	VAlign  string `json:"valign" doc:"canh chữ theo chiều đứng"` // top, center, bottom; empty is the table's habit
	At      string `json:"-"`
}

// Signer is quyền hạn, chức vụ and họ tên of one signer (ô 7).
type Signer struct {
	Organ      Lines  `json:"organ" doc:"cơ quan của người ký" validate:"chars=200"` // where several sign
	Place      string `json:"place" doc:"địa danh"`
	Date       *Date  `json:"date" doc:"ngày ký"`
	Competence Lines  `json:"competence" doc:"quyền hạn" cite:"PL.I-II.7"`
	Position   Lines  `json:"position" doc:"chức vụ" cite:"PL.I-II.7" validate:"chars=100"`
	OtherTitle Lines  `json:"other_title" doc:"chức vụ khác" cite:"PL.I-II.7" validate:"chars=100"`
	Name       string `json:"name" doc:"họ và tên" cite:"PL.I-II.7" validate:"chars=50"`
	At         string `json:"-"`
}

// Appendix is a phụ lục.
type Appendix struct {
	Title       Lines    `json:"title" doc:"tên phụ lục" cite:"PL.I-III.1"`
	Orientation string   `json:"orientation" doc:"hướng giấy"` // portrait or landscape; empty is portrait
	Numbering   []string `json:"numbering" doc:"cách đánh số"`
	Body        []Node   `json:"body" doc:"nội dung phụ lục"`
	At          string   `json:"-"`
}

// Options are the house's choices inside the legal ranges. Zero values mean not chosen; an explicit zero is refused.
type Options struct {
	BodySize        float64 `json:"body_size" doc:"cỡ chữ lời văn" cite:"PL.I-II.6e"` // pt
	Margins         Margins `json:"margins" doc:"lề trang" cite:"PL.I-I.3"`
	FirstLineIndent float64 `json:"first_line_indent" doc:"lùi đầu dòng" cite:"PL.I-II.6e"` // mm
	SpaceBefore     float64 `json:"space_before" doc:"khoảng cách đoạn" cite:"PL.I-II.6e"`  // pt
	LineSpacing     float64 `json:"line_spacing" doc:"khoảng cách dòng" cite:"PL.I-II.6e"`  // lines
	EndMark         *bool   `json:"end_mark" doc:"dấu kết thúc ./."`
	Plate           *Plate  `json:"plate" doc:"khuôn giấy khen, bằng khen"`
	At              string  `json:"-"`
}

// Margins are in mm.
type Margins struct {
	Top    float64 `json:"top" doc:"lề trên"`
	Bottom float64 `json:"bottom" doc:"lề dưới"`
	Left   float64 `json:"left" doc:"lề trái"`
	Right  float64 `json:"right" doc:"lề phải"`
}
