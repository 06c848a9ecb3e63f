package parts

import (
	"strings"
	"testing"

	"vanban/document"
	"vanban/templates/contract"
)

func heading(s string, body ...contract.Node) contract.Node {
	return contract.Node{Kind: contract.HeadingNode, Text: text(s), Body: body}
}

func item(s string, body ...contract.Node) contract.Node {
	return contract.Node{Kind: contract.ItemNode, Text: text(s), Body: body}
}

func bullet(s string, body ...contract.Node) contract.Node {
	return contract.Node{Kind: contract.BulletNode, Text: text(s), Body: body}
}

// body builds a body and returns "role|text" for each paragraph.
func body(t *testing.T, numbering []string, nodes ...contract.Node) ([]string, document.Problems) {
	t.Helper()
	off := false
	b := testBuilder(t, &contract.Document{Numbering: numbering, Body: nodes, Options: contract.Options{EndMark: &off}})
	b.beginSection(false, false)
	b.Body()
	var out []string
	for _, block := range b.section.Blocks {
		p := block.(*document.Paragraph)
		var s strings.Builder
		for i := range p.Runs {
			s.WriteString(p.Runs[i].Text)
		}
		out = append(out, b.sheet.Paragraphs[p.Role].ID+"|"+s.String())
	}
	return out, b.problems
}

func expect(t *testing.T, got []string, want ...string) {
	t.Helper()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestNumberingByLevel(t *testing.T) {
	got, _ := body(t, nil,
		heading("A", heading("x", item("p"), item("q"), bullet("r", bullet("s"))), heading("y", item("z", item("deep", item("deeper"))))),
		heading("B", item("one")))
	expect(t, got,
		"MucCap1|I. A", "MucCap2|1. x", "NoiDungCap3|a) p", "NoiDungCap3|b) q", "GachDauDong1|- r", "GachDauDong2|+ s",
		"MucCap2|2. y", "NoiDungCap3|a) z", "GachDauDong1|- deep", "GachDauDong2|+ deeper",
		"MucCap1|II. B", "NoiDungCap2|1. one")
}

func TestArticlesRunOn(t *testing.T) {
	scheme := []string{"Chương I", "Mục 1", "Điều 1.", "1."}
	got, _ := body(t, scheme,
		heading("CHUNG", heading("MỘT", heading("Phạm vi", item("k")), item("chữ"))),
		heading("RIÊNG", heading("HAI", item("nữa"))))
	expect(t, got,
		"Chuong|Chương I", "TenChuong|CHUNG", "Muc|Mục 1", "TenMuc|MỘT", "Dieu|Điều 1. Phạm vi", "NoiDungCap4|1. k", "DieuNoiDung|Điều 2. chữ",
		"Chuong|Chương II", "TenChuong|RIÊNG", "Muc|Mục 1", "TenMuc|HAI", "DieuNoiDung|Điều 3. nữa")
}

func TestLabelsAndRestart(t *testing.T) {
	none, own := "", "1a."
	unnumbered, labelled, again := item("không số"), item("riêng"), item("lại")
	unnumbered.Label, labelled.Label, again.Restart = &none, &own, true
	got, _ := body(t, []string{"1."}, item("a"), unnumbered, labelled, item("b"), again, item("c"))
	expect(t, got,
		"NoiDungCap1|1. a", "NoiDungCap1|không số", "NoiDungCap1|1a. riêng", "NoiDungCap1|3. b", "NoiDungCap1|1. lại", "NoiDungCap1|2. c")
}

func TestCompoundNumbers(t *testing.T) {
	got, _ := body(t, []string{"I.", "1.", "1.1.", "1.1.1."},
		heading("A", heading("b", heading("c", item("d"), item("e")))), heading("F", heading("g", item("h"))))
	expect(t, got,
		"MucCap1|I. A", "MucCap2|1. b", "MucCap3|1.1. c", "NoiDungCap4|1.1.1. d", "NoiDungCap4|1.1.2. e",
		"MucCap1|II. F", "MucCap2|1. g", "NoiDungCap3|1.1. h")
}

func TestNumberingBelowANode(t *testing.T) {
	node := heading("TIẾN ĐỘ", item("một"), item("hai"))
	node.Numbering = []string{"a)"}
	got, _ := body(t, nil, node, heading("SAU", item("ba")))
	expect(t, got, "MucCap1|I. TIẾN ĐỘ", "NoiDungCap2|a) một", "NoiDungCap2|b) hai", "MucCap1|II. SAU", "NoiDungCap2|1. ba")
}

func TestTooDeep(t *testing.T) {
	_, problems := body(t, []string{"1."}, item("a", item("-", item("+", item("deep")))))
	if len(problems) != 1 || problems[0].Code != "nesting_too_deep" {
		t.Errorf("items: %+v", problems)
	}
	_, problems = body(t, nil, bullet("-", bullet("+", bullet("deep"))))
	if len(problems) != 1 || problems[0].Code != "nesting_too_deep" {
		t.Errorf("bullets: %+v", problems)
	}
}

func TestLabelValue(t *testing.T) {
	lv := func(name, value string) contract.Node {
		return contract.Node{Kind: contract.LabelValueNode, Name: text(name), Text: text(value)}
	}
	got, _ := body(t, nil, lv("Thời gian", "01 ngày"), lv("Địa điểm:", "Hà Nội"), lv("Ghi chú", ""))
	expect(t, got, "LoiVan|Thời gian: 01 ngày", "LoiVan|Địa điểm: Hà Nội", "LoiVan|Ghi chú:")
}

// TestTableGrid: the cells of every row, spans included, add up to the columns.
func TestTableGrid(t *testing.T) {
	cell := func(s string, columns, rows int) contract.Cell {
		return contract.Cell{Text: text(s), ColSpan: columns, RowSpan: rows}
	}
	band := text("QUÝ I")
	for name, rows := range map[string][]contract.TableRow{
		"spans":     {{Cells: []contract.Cell{cell("a", 2, 2), cell("b", 1, 1)}}, {Cells: []contract.Cell{cell("c", 1, 1)}}},
		"too long":  {{Cells: []contract.Cell{cell("a", 9, 9)}}},
		"too short": {{}},
		"over band": {{Cells: []contract.Cell{cell("a", 1, 3), cell("b", 1, 1), cell("c", 1, 1)}}, {Band: &band}, {Cells: []contract.Cell{cell("d", 3, 1)}}},
		"collision": {{Cells: []contract.Cell{cell("a", 1, 1), cell("b", 1, 2), cell("c", 1, 1)}}, {Cells: []contract.Cell{cell("d", 3, 1), cell("e", 1, 1)}}},
	} {
		b := testBuilder(t, &contract.Document{})
		b.beginSection(false, false)
		b.table(&contract.Table{Columns: make([]contract.Column, 3), Rows: rows, ColumnNumbers: true})
		table := b.section.Blocks[0].(*document.Table)
		open := make([]int, 3) // rows that a span from above still covers
		for i, row := range table.Rows {
			at := 0
			for _, c := range row.Cells {
				if c.ColSpan < 1 || c.RowSpan < 1 || len(c.Blocks) == 0 {
					t.Errorf("%s: row %d has a bad cell %+v", name, i, c)
				}
				if c.Merged != (open[at] > 0) {
					t.Errorf("%s: row %d column %d: merged %v under %d open rows", name, i, at, c.Merged, open[at])
				}
				for j := at; j < at+c.ColSpan && j < 3; j++ {
					if c.Merged {
						open[j]--
					} else {
						open[j] = c.RowSpan - 1
					}
				}
				at += c.ColSpan
			}
			if at != 3 {
				t.Errorf("%s: row %d spans %d columns", name, i, at)
			}
		}
		for j, n := range open {
			if n > 0 {
				t.Errorf("%s: a span reaches %d rows below the table in column %d", name, n, j)
			}
		}
	}
}
