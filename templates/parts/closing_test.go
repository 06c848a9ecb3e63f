package parts

import (
	"strings"
	"testing"

	"vanban/document"
	"vanban/templates/contract"
)

func texts(list ...string) []contract.Text {
	out := make([]contract.Text, len(list))
	for i, s := range list {
		out[i] = text(s)
	}
	return out
}

// plainBlocks writes paragraphs as lines, with / for their line breaks.
func plainBlocks(blocks []document.Block) string {
	var lines []string
	for _, block := range blocks {
		p, ok := block.(*document.Paragraph)
		if !ok {
			continue
		}
		var s strings.Builder
		for i := range p.Runs {
			if p.Runs[i].Kind == document.LineBreak {
				s.WriteByte('/')
			}
			s.WriteString(p.Runs[i].Text)
		}
		lines = append(lines, s.String())
	}
	return strings.Join(lines, "|")
}

// TestDrafter: ô 12 goes on the line of the file copy, and stops are not doubled.
func TestDrafter(t *testing.T) {
	for _, c := range []struct {
		recipients []string
		drafter    string
		want       string
	}{
		{[]string{"Như trên", "Lưu: VT, VP"}, "PL.(300)", "Nơi nhận:|- Như trên;|- Lưu: VT, VP. PL.(300)."},
		{[]string{"- Lưu: VT, VP."}, "PL.(300).", "Nơi nhận:|- Lưu: VT, VP. PL.(300)."},
		{[]string{"Lưu: VT", "Như trên"}, "PL.(300)", "Nơi nhận:|- Lưu: VT;|- Như trên.|PL.(300)"},
		{nil, "PL.(300)", "PL.(300)"},
	} {
		b := testBuilder(t, &contract.Document{Recipients: texts(c.recipients...), Drafter: c.drafter})
		if got := plainBlocks(b.recipientBlocks()); got != c.want {
			t.Errorf("%q and %q = %q, want %q", c.recipients, c.drafter, got, c.want)
		}
	}
}

// TestSignerLines: what is wider than the signer's column breaks where a clerk would break it.
func TestSignerLines(t *testing.T) {
	b := testBuilder(t, &contract.Document{})
	s := contract.Signer{
		Organ:      contract.Lines{"BỘ CHỈ HUY QUÂN SỰ TỈNH"},
		Competence: contract.Lines{"KT. CHỦ TỊCH"},
		Position:   contract.Lines{"PHÓ CHỦ TỊCH HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG"},
	}
	want := [signParts]string{signOrgan: "BỘ CHỈ HUY/QUÂN SỰ TỈNH", signOffice: "KT. CHỦ TỊCH|PHÓ CHỦ TỊCH/HỘI ĐỒNG/THI ĐUA -/KHEN THƯỞNG"}
	for i, blocks := range b.signerHead(&s, document.MM(50)) {
		if got := plainBlocks(blocks); got != want[i] {
			t.Errorf("part %d = %q, want %q", i, got, want[i])
		}
	}
}

// TestNameLines: the author's lines stand where they fit; where one does not, the name is broken anew and evenly.
func TestNameLines(t *testing.T) {
	b := testBuilder(t, &contract.Document{})
	name := contract.Lines{"BAN QUẢN LÝ DỰ ÁN", "ĐẦU TƯ XÂY DỰNG CÔNG TRÌNH", "THỦY LỢI VÀ PHÁT TRIỂN NÔNG THÔN"}
	for width, want := range map[float64]string{
		95: "BAN QUẢN LÝ DỰ ÁN|ĐẦU TƯ XÂY DỰNG CÔNG TRÌNH|THỦY LỢI VÀ PHÁT TRIỂN NÔNG THÔN",
		67: "BAN QUẢN LÝ DỰ ÁN|ĐẦU TƯ XÂY DỰNG|CÔNG TRÌNH THỦY LỢI|VÀ PHÁT TRIỂN NÔNG THÔN",
	} {
		if got := strings.Join(b.nameLines(document.CoQuanBanHanh, name, document.MM(width)), "|"); got != want {
			t.Errorf("in %g mm: %q, want %q", width, got, want)
		}
	}
}

// TestTableRows: short rows stay whole and long ones may split; the table stands off the text above it.
func TestTableRows(t *testing.T) {
	row := func(s string) contract.TableRow { return contract.TableRow{Cells: []contract.Cell{{Text: text(s)}}} }
	table := &contract.Table{
		Columns: []contract.Column{{Width: 10}},
		Rows:    []contract.TableRow{row("một dòng"), row(strings.Repeat("rất dài ", 400)), row(strings.Repeat("dòng\n", 9) + "dòng")},
	}
	b := testBuilder(t, &contract.Document{})
	b.beginSection(false, false)
	b.nodes([]contract.Node{
		{Kind: contract.ParagraphNode, Text: text("Như bảng sau:")}, {Kind: contract.TableNode, Table: table},
	}, level{title: 1})
	if len(b.section.Blocks) != 3 {
		t.Fatalf("%d blocks, want text, gap and table", len(b.section.Blocks))
	}
	for i, role := range []document.Role{document.LoiVan, document.GiuaBang} {
		if p := b.section.Blocks[i].(*document.Paragraph); p.Role != role || !p.KeepNext {
			t.Errorf("block %d has role %d and keeps with the next: %t", i, p.Role, p.KeepNext)
		}
	}
	for i, whole := range []bool{true, false, true} {
		if r := &b.section.Blocks[2].(*document.Table).Rows[i]; r.CantSplit != whole || r.Cells[0].VAlign != document.VAlignCenter {
			t.Errorf("row %d: whole %t, vertical alignment %d", i, r.CantSplit, r.Cells[0].VAlign)
		}
	}
}
