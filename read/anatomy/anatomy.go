// Package anatomy owns the judgement which part of a document each paragraph of a manuscript is: letterhead, title, grounds, numbered
// parts, Nơi nhận, signature, phụ lục. It guesses as a clerk would, by wording, place and order, and by type only where wording says
// too little, since faulty form is what check looks for. It changes no letter, and every block of the manuscript is in exactly one place
// of the result.
package anatomy

import (
	"vanban/document"
	"vanban/read"
)

// Document is a manuscript, or the part of one that is a document of its own, taken apart.
type Document struct {
	Manuscript *read.Manuscript
	// Kind is the slug of tên loại ("ke-hoach", "cong-van"); "" where nothing tells it.
	Kind string

	// The letterhead, ô 1 to 4.
	QuocHieu, TieuNgu *Line
	KeTieuNgu         *read.Rule
	ChuQuan, CoQuan   []*Line // ô 2: the organ above, and the issuing organ, a line each
	KeCoQuan          *read.Rule
	// Organs are the further organs of a joint document, with their lines and, where they have one, an organ above.
	Organs      []Organ
	SoKyHieu    *Line // ô 3, "Số: 12/KH-UBND" in whole
	Number      Code
	DiaDanh     *Line // ô 4, "Đắk Hà, ngày 05 tháng 01 năm 2023" in whole
	PlaceDate   PlaceDate
	TrichYeuCV  []*Line // ô 5b, "V/v …"
	DauKhan     []*Line // ô 10b
	LuuHanh     []*Line // ô 11
	Layout      Layout  // how the letterhead is set
	LetterTable *read.Table

	// The title, ô 5a.
	TenLoai    *Line
	TrichYeu   []*Line
	Subtitle   []*Line // "(Kèm theo …)" is KemTheo, any other line in brackets is here
	KemTheo    []*Line
	KeTrichYeu *read.Rule

	KinhGui    *Line   // "Kính gửi:", with the addressee where it has one
	KinhGuiMuc []*Line // its list
	ThamQuyen  []*Line
	CanCu      []*Line
	TuBanHanh  *Line // "QUYẾT ĐỊNH:"

	Body []*Node

	// The end.
	NhanNoiNhan *Line // "Nơi nhận:"
	NoiNhan     []*Line
	Signers     []*Signer
	Drafter     *Line // ô 12
	DiaChi      []*Line
	SignTable   *read.Table // what holds Nơi nhận and the signers, when a table does

	Appendices []*Appendix
	Enclosures []*Document

	// Loose is what found no place: page furniture of web pages, remarks of a scanner, lines after the end.
	Loose []*Line
	// Spare are the rules that belong to nothing above, and the empty paragraphs.
	Spare []read.Block
	// Remarks tell what was guessed, and how sure it is.
	Remarks []read.Remark

	// DuThao is a mark of a draft: "(Dự thảo)".
	DuThao []*Line
	// DauDen are the lines of a stamp that says when the document was received. They are no part of it, and not among Lines.
	DauDen []*Line
	// GuessedOrgan is the name of the organ as running text says it, where there is no letterhead.
	GuessedOrgan string

	lines []*Line // in reading order, those of Appendices and Enclosures included
}

// Layout is how two parts of a page that belong side by side are set.
type Layout uint8

// The layouts.
const (
	Sequence   Layout = iota // one after the other, as in pasted text
	SideBySide               // in a table without borders, or so seen in a PDF
	Tabbed                   // in one paragraph, with tabs or spaces between
)

// Line is a paragraph in its part, or the stretch of one that plays the part.
type Line struct {
	Para *read.Paragraph
	Role document.Role
	// Label is the number before the text, as it is printed: "I.", "Điều 1.", "a)", "-". Runs are the text after it.
	Label string
	Runs  []read.Run
	// Level is the depth of a numbered part, from 1; 0 for others.
	Level int

	order, sub int // place in reading order
}

// Organ is one more organ of a joint document.
type Organ struct {
	ChuQuan, Name []*Line
	// Dash is the line between the organs.
	Dash *Line
}

// Code is the parts of số, ký hiệu. An empty Number was left blank to be filled in.
type Code struct {
	Number, Notation string
}

// PlaceDate is the parts of địa danh, thời gian. A part of the date that was left blank is 0.
type PlaceDate struct {
	Place            string
	Day, Month, Year int
}

// NodeKind tells which form a node of the body has.
type NodeKind uint8

// The forms.
const (
	Paragraph NodeKind = iota
	Heading
	Item
	Bullet
	Table
	LabelValue
)

// Node is one node of the body.
type Node struct {
	Kind NodeKind
	Line *Line // nil for tables
	// Title is the second line of a part whose number stands on a line of its own (Chương I / QUY ĐỊNH CHUNG).
	Title    []*Line
	Scheme   string // the form of its number in the first place: "I.", "1.", "1.1.", "a)", "Điều 1.", "-", …
	Ordinal  int    // which one it is, from its own number; 0 where it has none
	Children []*Node

	// Of a table: itself, the unit line above it and the note below.
	Table      *read.Table
	Unit, Note *Line
	// Rows are the lines of its cells, row by row and cell by cell.
	Rows [][][]*Line
}

// Signer is one signature.
type Signer struct {
	Organ []*Line // where several sign
	Date  *Line   // the signer's own place and date
	// PlaceDate is what Date says.
	PlaceDate PlaceDate
	QuyenHan  []*Line // the lines TM., KT., TL., TUQ., Q.
	ChucVu    []*Line
	Other     []*Line // another office above the name
	HoTen     *Line
	Marks     []*Line // "(Đã ký)", "(Ký, đóng dấu)"
}

// Appendix is a phụ lục.
type Appendix struct {
	Label   *Line // "Phụ lục I"
	Title   []*Line
	KemTheo []*Line
	Rule    *read.Rule
	Body    []*Node
	// Section is the index of the manuscript's section that it begins in.
	Section int
}
