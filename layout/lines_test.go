package layout_test

import (
	"strings"
	"testing"

	"vanban/document"
	"vanban/layout"
)

// TestBreakOpportunities sets a text in a cell so narrow that a line ends wherever it may. The expectations are what
// LibreOffice 7.4 does; | marks the ends of lines.
func TestBreakOpportunities(t *testing.T) {
	for _, want := range []string{
		"hai từ|ba",
		"36/KH-|TĐKT",
		"12-|13",
		"2020-|2025",
		"2020 -|2025",
		"29/12/2022",
		"1.000.000",
		"a–|b",
		"a—|b",
		"(a)|(b)",
		"a…|b",
		"a!|b",
		"“a”b",
		"a-“b”",
		"a@b.vn",
		"hai\u00a0từ",
		"5-|7%",
		"NĐ-|CP;",
		"TĐ--|KT",
		"10%",
	} {
		text := strings.ReplaceAll(want, "|", "")
		if i := strings.Index(want, " -|"); i >= 0 {
			text = strings.Replace(want, "|", " ", 1)
		}
		if strings.HasPrefix(want, "hai từ|") {
			text = "hai từ ba"
		}
		// Room for the longest part and not for more.
		longest := document.EMU(0)
		for _, part := range strings.Split(want, "|") {
			longest = max(longest, width(t, part))
		}
		got := strings.Join(narrow(t, text, longest+document.Pt(1.5)), "|")
		if got != want {
			t.Errorf("%q is set as %q, want %q", text, got, want)
		}
	}
}

// TestLongWords cuts what no line can hold, and leaves nothing out.
func TestLongWords(t *testing.T) {
	word := strings.Repeat("Nguyễn", 60)
	for _, s := range []string{word, "Ông " + word + " và bà", word + "-" + word, "Tên: " + strings.Repeat(".", 400)} {
		lines := narrow(t, s, document.MM(40))
		if got := strings.ReplaceAll(strings.Join(lines, ""), " ", ""); got != strings.ReplaceAll(s, " ", "") {
			t.Errorf("%.20q… loses text: %q", s, lines)
		}
		for _, l := range lines {
			if w := width(t, l); w > document.MM(40) {
				t.Errorf("%.20q…: the line %q is %.1f mm wide", s, l, w.Millimetres())
			}
		}
	}
}

func width(t *testing.T, s string) document.EMU {
	t.Helper()
	res := pages(t, &document.Paragraph{Role: document.NoiNhan, Runs: []document.Run{{Text: s}}})
	l := &res.Pages[0].Lines[0]
	last := &l.Spans[len(l.Spans)-1]
	return last.X + last.Width
}

// narrow sets a text in a column without padding and returns its lines.
func narrow(t *testing.T, s string, w document.EMU) []string {
	t.Helper()
	table := &document.Table{Role: document.BangDauVanBan, Columns: []document.EMU{w}, Rows: []document.Row{{Cells: []document.Cell{{
		ColSpan: 1, RowSpan: 1, Blocks: []document.Block{para(document.NoiNhan, s)},
	}}}}}
	res := pages(t, table)
	var out []string
	for i := range res.Pages {
		out = append(out, body(&res.Pages[i])...)
	}
	return out
}

// TestJustified: every line but the last reaches the right margin, a line that the author ended does not.
func TestJustified(t *testing.T) {
	words := strings.TrimSpace(strings.Repeat("thi đua khen thưởng ", 20))
	p := &document.Paragraph{Role: document.LoiVan, Runs: []document.Run{
		{Text: words}, {Kind: document.LineBreak}, {Text: words, Bold: document.On}, {Text: " và " + words},
	}}
	res := pages(t, p)
	lines := res.Pages[0].Lines
	right := document.MM(210 - 15)
	short := 0
	for i := range lines {
		l := &lines[i]
		last := &l.Spans[len(l.Spans)-1]
		gap := right - (l.X + last.X + last.Width)
		if gap < -document.Pt(0.2) {
			t.Errorf("line %d passes the margin by %.2f mm", i+1, -gap.Millimetres())
		}
		if gap > document.Pt(0.2) {
			short++
			if !strings.HasSuffix(text(l), "thưởng") {
				t.Errorf("line %d ends short of the margin: %q", i+1, text(l))
			}
		}
	}
	if short > 2 {
		t.Errorf("%d lines end short of the margin, want the one before the break and the last", short)
	}
	if got := joined(lines); got != words+" "+words+" và "+words {
		t.Errorf("the lines read %q", got)
	}
}

func joined(lines []layout.Line) string {
	var b strings.Builder
	for i := range lines {
		b.WriteString(text(&lines[i]))
		if lines[i].SpaceAfter {
			b.WriteByte(' ')
		} else if i+1 < len(lines) {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// TestMissingGlyphs: what the font cannot show is a square, never nothing, and no text around it is lost.
func TestMissingGlyphs(t *testing.T) {
	for in, want := range map[string]string{
		"trước ✓ sau":  "trước □ sau",
		"😀":            "□",
		"một ☐☐ hai 汉": "một □□ hai □",
	} {
		if got := strings.Join(narrow(t, in, document.MM(100)), "|"); got != want {
			t.Errorf("%q is set as %q, want %q", in, got, want)
		}
	}
}
