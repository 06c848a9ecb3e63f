package layout_test

import (
	"fmt"
	"strings"
	"testing"

	"vanban/document"
	"vanban/layout"
)

func cell(text string) document.Cell {
	return document.Cell{ColSpan: 1, RowSpan: 1, Blocks: []document.Block{para(document.BangO, text)}}
}

func headCell(text string) document.Cell {
	return document.Cell{ColSpan: 1, RowSpan: 1, Blocks: []document.Block{para(document.BangTieuDe, text)}}
}

// grid is a data table of n rows under a header, two columns.
func grid(n int) *document.Table {
	t := &document.Table{Role: document.BangSoLieu, Columns: []document.EMU{document.MM(15), document.MM(150)}}
	t.Rows = append(t.Rows, document.Row{Header: true, Cells: []document.Cell{headCell("TT"), headCell("Nội dung")}})
	for i := range n {
		t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{cell(fmt.Sprint(i + 1)), cell(fmt.Sprintf("Dòng %d", i+1))}})
	}
	return t
}

func TestHeaderRowsRepeat(t *testing.T) {
	res := pages(t, grid(150))
	if len(res.Pages) < 3 {
		t.Fatalf("150 rows stand on %d pages", len(res.Pages))
	}
	n := 0
	for i := range res.Pages {
		lines := body(&res.Pages[i])
		if lines[0] != "TT" || lines[1] != "Nội dung" {
			t.Errorf("page %d begins with %q, want the header", i+1, lines[:2])
		}
		n += (len(lines) - 2) / 2
	}
	if n != 150 {
		t.Errorf("%d rows are set, want 150", n)
	}
}

func TestHeaderNeverAlone(t *testing.T) {
	for before := 25; before < 45; before++ {
		res := pages(t, append(paras(before), grid(3))...)
		first := body(&res.Pages[0])
		if last := first[len(first)-1]; last == "Nội dung" {
			t.Errorf("%d paragraphs before: the header stands alone at the foot of page 1", before)
		}
	}
}

func TestRowSplitsOverPages(t *testing.T) {
	table := grid(0)
	table.Rows = append(table.Rows, document.Row{Cells: []document.Cell{cell("1"), {
		ColSpan: 1, RowSpan: 1, Blocks: []document.Block{long(document.BangO, 90)},
	}}})
	res := pages(t, append(paras(20), table)...)
	words := 0
	for i := range res.Pages {
		bottom := res.Pages[i].Height - document.MM(20)
		for k := range res.Pages[i].Lines {
			l := &res.Pages[i].Lines[k]
			words += strings.Count(text(l), strings.Repeat("m", 22))
			if l.Y > bottom {
				t.Errorf("page %d: %.10q… stands below the text area", i+1, text(l))
			}
		}
	}
	if words != 90 || len(res.Pages) != 3 {
		t.Errorf("%d of 90 words on %d pages, want all of them on 3", words, len(res.Pages))
	}
}

func TestCantSplitRowMoves(t *testing.T) {
	table := grid(0)
	table.Rows = append(table.Rows, document.Row{CantSplit: true, Cells: []document.Cell{cell("1"), {
		ColSpan: 1, RowSpan: 1, Blocks: []document.Block{long(document.BangO, 20)},
	}}})
	res := pages(t, append(paras(30), table)...)
	if got := len(body(&res.Pages[0])); got != 30 {
		t.Errorf("page 1 holds %d lines, want the 30 paragraphs alone", got)
	}
}

// TestRowSpan: the text of a cell over three rows is set once, in the middle when asked, and its rows have no line across it.
func TestRowSpan(t *testing.T) {
	tall := cell("Cả ba")
	tall.RowSpan, tall.VAlign = 3, document.VAlignCenter
	merged := document.Cell{ColSpan: 1, RowSpan: 1, Merged: true}
	table := &document.Table{Role: document.BangSoLieu, Columns: []document.EMU{document.MM(40), document.MM(125)}, Rows: []document.Row{
		{Cells: []document.Cell{tall, cell("một")}},
		{Cells: []document.Cell{merged, cell("hai")}},
		{Cells: []document.Cell{merged, cell("ba")}},
	}}
	res := pages(t, table)
	p := &res.Pages[0]
	at := map[string]document.EMU{}
	for i := range p.Lines {
		at[text(&p.Lines[i])] = p.Lines[i].Y
	}
	if len(p.Lines) != 4 || at["Cả ba"] != at["hai"] {
		t.Errorf("the lines stand at %v; the text over three rows belongs level with the middle one", at)
	}
	across := 0
	for _, s := range p.Strokes {
		if s.Y1 == s.Y2 && s.X1 < document.MM(60) && s.X2 > document.MM(60) {
			across++
		}
	}
	if across != 2 {
		t.Errorf("%d lines run across the first column, want its upper and lower edge", across)
	}
}

// TestRowSpanGrows: a text higher than the rows it spans makes the last of them grow.
func TestRowSpanGrows(t *testing.T) {
	tall := document.Cell{ColSpan: 1, RowSpan: 2, Blocks: []document.Block{long(document.BangO, 8)}}
	merged := document.Cell{ColSpan: 1, RowSpan: 1, Merged: true}
	table := &document.Table{Role: document.BangSoLieu, Columns: []document.EMU{document.MM(80), document.MM(85)}, Rows: []document.Row{
		{Cells: []document.Cell{tall, cell("một")}},
		{Cells: []document.Cell{merged, cell("hai")}},
		{Cells: []document.Cell{cell("sau"), cell("sau")}},
	}}
	res := pages(t, table)
	last, after := document.EMU(0), document.EMU(0)
	for i := range res.Pages[0].Lines {
		l := &res.Pages[0].Lines[i]
		switch s := text(l); {
		case s == "sau":
			after = l.Y
		case strings.HasPrefix(s, "mmm"):
			last = max(last, l.Y)
		}
	}
	if after <= last {
		t.Errorf("the row after stands at %.1f mm, over the long text that ends at %.1f mm", after.Millimetres(), last.Millimetres())
	}
}

func TestBandStaysWithItsRows(t *testing.T) {
	for before := 25; before < 45; before++ {
		table := grid(2)
		table.Rows = append(table.Rows,
			document.Row{KeepNext: true, Cells: []document.Cell{{ColSpan: 2, RowSpan: 1, Blocks: []document.Block{para(document.BangNhom, "QUÝ IV")}}}},
			document.Row{Cells: []document.Cell{cell("1"), cell("Việc của quý")}})
		res := pages(t, append(paras(before), table)...)
		for i := range res.Pages {
			lines := body(&res.Pages[i])
			if len(lines) > 0 && lines[len(lines)-1] == "QUÝ IV" {
				t.Errorf("%d paragraphs before: the band stands alone at the foot of page %d", before, i+1)
			}
		}
	}
}

func TestNodesFollowTheTree(t *testing.T) {
	res := pages(t, para(document.LoiVan, "trước"), grid(2))
	var b strings.Builder
	for i := range res.Nodes {
		n := &res.Nodes[i]
		if n.Kind == layout.RowNode || n.Kind == layout.TableNode {
			fmt.Fprintf(&b, "%d<%d ", n.Kind, res.Nodes[n.Parent].Kind)
		}
	}
	if got := strings.TrimSpace(b.String()); got != "3<1 4<3 4<3 4<3" {
		t.Errorf("the table's nodes are %s", got)
	}
	for i := range res.Pages[0].Lines {
		l := &res.Pages[0].Lines[i]
		if k := res.Nodes[l.Node].Kind; k != layout.ParagraphNode {
			t.Errorf("%q belongs to a node of kind %d", text(l), k)
		}
	}
}

// TestLastRowStaysWithSignature: a last row that stays with the next brings itself along when what follows turns the page.
func TestLastRowStaysWithSignature(t *testing.T) {
	signature := &document.Table{Role: document.BangChuKy, Columns: []document.EMU{document.MM(165)}, Rows: []document.Row{{
		CantSplit: true, Cells: []document.Cell{{ColSpan: 1, RowSpan: 1, Blocks: []document.Block{
			para(document.QuyenHan, "GIÁM ĐỐC"), para(document.HoTen, "Nguyễn Văn A"),
		}}},
	}}}
	for n := 20; n < 45; n++ {
		table := grid(n)
		table.Rows[n].KeepNext = true
		last := para(document.LoiVan, "Câu cuối./.")
		last.KeepNext = true
		res := pages(t, table, last, signature)
		lines := body(&res.Pages[len(res.Pages)-1])
		if len(lines) < 2+2+1+2 { // the repeated header, a row, the sentence, the signer
			t.Errorf("%d rows: the last page holds %q", n, lines)
		}
	}
}

// TestHugeCells: whatever a cell holds reaches the pages, above the lower margin: in a row, across rows, in the header.
func TestHugeCells(t *testing.T) {
	merged := document.Cell{ColSpan: 1, RowSpan: 1, Merged: true}
	huge := func(rows int) document.Cell {
		return document.Cell{ColSpan: 1, RowSpan: rows, Blocks: []document.Block{long(document.BangO, 200)}}
	}
	columns := []document.EMU{document.MM(90), document.MM(75)}
	for name, rows := range map[string][]document.Row{
		"in a row":         {{Cells: []document.Cell{huge(1), cell("một")}}},
		"that can't split": {{CantSplit: true, Cells: []document.Cell{huge(1), cell("một")}}},
		"across rows": {
			{Cells: []document.Cell{huge(3), cell("một")}}, {Cells: []document.Cell{merged, cell("hai")}}, {Cells: []document.Cell{merged, cell("ba")}},
		},
		"in the header": {{Header: true, CantSplit: true, Cells: []document.Cell{huge(1), cell("một")}}, {Cells: []document.Cell{cell("a"), cell("b")}}},
	} {
		table := &document.Table{Role: document.BangSoLieu, Columns: columns, Rows: rows}
		res := pages(t, append(paras(10), table, para(document.LoiVan, "sau bảng"))...)
		words, after := 0, false
		for i := range res.Pages {
			for k := range res.Pages[i].Lines {
				l := &res.Pages[i].Lines[k]
				words += strings.Count(text(l), strings.Repeat("m", 22))
				after = after || text(l) == "sau bảng"
				if l.Y > res.Pages[i].Height-document.MM(20) {
					t.Fatalf("huge cell %s: page %d: %.10q… stands below the text area", name, i+1, text(l))
				}
			}
		}
		if words != 200 || !after {
			t.Errorf("huge cell %s: %d of 200 words on %d pages, the text after it: %v", name, words, len(res.Pages), after)
		}
	}
}

// TestRowSpanUnderRepeatedHeader: rows of a repeated head do not count for a cell that reaches over the page's end.
func TestRowSpanUnderRepeatedHeader(t *testing.T) {
	merged := document.Cell{ColSpan: 1, RowSpan: 1, Merged: true}
	for before := 30; before < 40; before++ {
		table := grid(0)
		tall := cell("cụm")
		tall.RowSpan = 8
		for i := range 8 {
			first := merged
			if i == 0 {
				first = tall
			}
			table.Rows = append(table.Rows, document.Row{Cells: []document.Cell{first, cell(fmt.Sprintf("Dòng %d", i+1))}})
		}
		table.Rows = append(table.Rows, document.Row{Cells: []document.Cell{cell("sau"), cell("Dòng 9")}})
		res := pages(t, append(paras(before), table)...)
		for i := range res.Pages {
			p := &res.Pages[i]
			for k := range p.Lines {
				if text(&p.Lines[k]) != "sau" {
					continue
				}
				// The line above the row after the span runs over both columns, and none above it inside the span does.
				across := 0
				for _, s := range p.Strokes {
					if s.Y1 == s.Y2 && s.X1 < document.MM(31) && s.X2 > document.MM(190) && s.Y1 < p.Lines[k].Y {
						across++
					}
				}
				want := 2 // above the head, above the row
				if strings.Contains(strings.Join(body(p), "|"), "Dòng 8") {
					want = 3 // and above the span or its rest
				}
				if across != want {
					t.Errorf("%d paragraphs before: %d lines run over both columns above the last row, want %d", before, across, want)
				}
			}
		}
	}
}
