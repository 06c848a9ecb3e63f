package contract

import (
	"slices"
	"time"
)

// Day returns a date. A zero day, or month and day, leaves blanks to be filled in by hand. A time.Time t is Day(t.Date()).
func Day(year int, month time.Month, day int) Date {
	return Date{Year: year, Month: int(month), Day: day}
}

// Plain returns a text without formatting. Nothing in s is markup.
func Plain(s string) Text {
	if s == "" {
		return Text{}
	}
	return Text{Runs: []Run{{Text: s}}}
}

// PlainList returns texts without formatting: grounds, Kính gửi, Nơi nhận.
func PlainList(list ...string) []Text {
	out := make([]Text, len(list))
	for i, s := range list {
		out[i] = Plain(s)
	}
	return out
}

// Rich returns a text made of runs, some formatted, some a [Footnote]. It is for the Text of a node, a cell or a list.
func Rich(runs ...Run) Text { return Text{Runs: runs} }

// Footnote returns the run that is the mark of a footnote and holds it.
func Footnote(s string) Run {
	t := Plain(s)
	return Run{Footnote: &t}
}

// Paragraph returns lời văn.
func Paragraph(s string) Node { return Node{Text: Plain(s)} }

// Heading returns a numbered title with the nodes below it.
func Heading(s string, body ...Node) Node {
	return Node{Kind: HeadingNode, Text: Plain(s), Body: body}
}

// Item returns a numbered paragraph with the nodes below it.
func Item(s string, body ...Node) Node { return Node{Kind: ItemNode, Text: Plain(s), Body: body} }

// BulletPoint returns a gạch đầu dòng with the nodes below it.
func BulletPoint(s string, body ...Node) Node {
	return Node{Kind: BulletNode, Text: Plain(s), Body: body}
}

// LabelValue returns “label: value”. The colon is supplied.
func LabelValue(label, value string) Node {
	return Node{Kind: LabelValueNode, Name: Plain(label), Text: Plain(value)}
}

// TableOf returns the node that holds a table. As a decoded one, it has a Column with a width for each column of its rows.
func TableOf(t Table) Node {
	t.Columns = slices.Clone(t.Columns)
	complete(&t, max(len(t.Columns), width(&t)))
	return Node{Kind: TableNode, Table: &t}
}

// Row returns a row of unformatted cells without spans.
func Row(cells ...string) TableRow {
	out := make([]Cell, len(cells))
	for i, s := range cells {
		out[i] = Cell{Text: Plain(s), ColSpan: 1, RowSpan: 1}
	}
	return TableRow{Cells: out}
}

// Band returns a row of one text over the full width.
func Band(s string) TableRow {
	t := Plain(s)
	return TableRow{Band: &t}
}
