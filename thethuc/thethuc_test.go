package thethuc_test

import (
	"strings"
	"testing"

	"vanban/document"
	"vanban/thethuc"
)

// TestStyles: every role has a style whose size is inside the law in both profiles, with an id and a name of its own.
func TestStyles(t *testing.T) {
	pack := thethuc.ND30()
	for _, body := range []float64{13, 14} {
		sheet, problems := pack.Sheet(thethuc.House{BodySize: body}, "/options")
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		ids, names := map[string]bool{}, map[string]bool{}
		for r := document.LoiVan; r < document.RoleCount; r++ {
			p, rule := &sheet.Paragraphs[r], &pack.Types[r]
			if p.ID == "" || p.Name == "" || ids[p.ID] || names[p.Name] {
				t.Errorf("role %d: style id %q and name %q must be there, once", r, p.ID, p.Name)
			}
			if strings.Contains(p.Name, ",") {
				t.Errorf("style %q: a comma parts aliases in Word", p.Name)
			}
			ids[p.ID], names[p.Name] = true, true
			if p.Size < rule.Min || p.Size > rule.Max || p.Size%document.HalfPoint != 0 {
				t.Errorf("%s: %v pt is outside %v–%v", p.ID, p.Size.Points(), rule.Min.Points(), rule.Max.Points())
			}
			if rule.Cite == "" {
				t.Errorf("%s: the sizes have no clause", p.ID)
			}
			if p.Line.Rule == thethuc.LineMultiple && !pack.LineSpacing.Allows(float64(p.Line.Value)/240) {
				t.Errorf("%s: line spacing %d/240", p.ID, p.Line.Value)
			}
			if p.FirstLine > 0 && !pack.FirstLine.Allows(p.FirstLine) {
				t.Errorf("%s: first line %.1f mm", p.ID, p.FirstLine.Millimetres())
			}
		}
		if w := sheet.Page.TextWidth(false).Millimetres(); w < 155 || w > 165 {
			t.Errorf("the text is %.1f mm wide", w)
		}
	}
}

// TestHouse: a choice inside the law moves the value, one outside is a problem that names place and clause; all at once.
func TestHouse(t *testing.T) {
	mm, pt := document.MM, document.Pt
	good := thethuc.House{
		BodySize: 13, Top: mm(25), Bottom: mm(20), Left: mm(35), Right: mm(20),
		FirstLine: mm(10), SpaceBefore: pt(8), LineSpacing: 1.15,
	}
	sheet, problems := thethuc.ND30().Sheet(good, "/options")
	if len(problems) > 0 {
		t.Fatalf("a lawful choice is refused: %v", problems)
	}
	text := &sheet.Paragraphs[document.LoiVan]
	if sheet.Page.Top != mm(25) || text.FirstLine != mm(10) || text.Before != pt(8) || text.Size != pt(13) || text.Line.Value != 276 {
		t.Errorf("the choice is not followed: %+v %+v", sheet.Page, text)
	}

	bad := thethuc.House{
		BodySize: 12, Top: mm(19), Bottom: mm(26), Left: mm(25), Right: mm(21),
		FirstLine: mm(11), SpaceBefore: pt(5), LineSpacing: 1.6,
	}
	sheet, problems = thethuc.ND30().Sheet(bad, "/options")
	if sheet != nil {
		t.Error("a sheet outside the law was made")
	}
	want := "/margins/top /margins/bottom /margins/left /margins/right /first_line_indent /space_before /line_spacing /body_size"
	var got, messages []string
	for _, p := range problems {
		got = append(got, strings.TrimPrefix(p.Pointer, "/options"))
		messages = append(messages, p.Message)
		if p.Code != "outside_legal_range" || p.Hint == "" || !strings.Contains(p.Cite, "30/2020/NĐ-CP") {
			t.Errorf("incomplete problem: %+v", p)
		}
	}
	if s := strings.Join(got, " "); s != want {
		t.Errorf("problems at %s, want %s", s, want)
	}
	told := `Lề trên 19 mm nằm ngoài khoảng pháp luật cho phép (20–25 mm).
Lề dưới 26 mm nằm ngoài khoảng pháp luật cho phép (20–25 mm).
Lề trái 25 mm nằm ngoài khoảng pháp luật cho phép (30–35 mm).
Lề phải 21 mm nằm ngoài khoảng pháp luật cho phép (15–20 mm).
Lùi đầu dòng 11 mm nằm ngoài khoảng pháp luật cho phép (10 hoặc 12,7 mm).
Khoảng cách đoạn 5 pt nằm ngoài khoảng pháp luật cho phép (từ 6 pt trở lên).
Khoảng cách dòng 1,6 dòng nằm ngoài khoảng pháp luật cho phép (1–1,5 dòng).
Cỡ chữ lời văn 12 pt nằm ngoài khoảng pháp luật cho phép (13 hoặc 14 pt).`
	if s := strings.Join(messages, "\n"); s != told {
		t.Errorf("messages\n%s\nwant\n%s", s, told)
	}
}

// TestOddChoices: values are told to the thousandth and with a comma, and what no clause forbids is not called unlawful.
func TestOddChoices(t *testing.T) {
	_, problems := thethuc.ND30().Sheet(thethuc.House{BodySize: 13.5, Left: document.MM(29.12345), SpaceBefore: document.Pt(24.5)}, "")
	want := []string{
		"Lề trái 29,123 mm nằm ngoài khoảng pháp luật cho phép (30–35 mm).",
		"Khoảng cách đoạn 24,5 pt lớn quá mức 24 pt mà chương trình nhận (pháp luật không quy định mức tối đa).",
		"Cỡ chữ lời văn 13,5 pt nằm ngoài khoảng pháp luật cho phép (13 hoặc 14 pt).",
	}
	for i, p := range problems {
		if len(problems) != len(want) || p.Message != want[i] {
			t.Errorf("problem %d of %d: %s", i, len(problems), p.Message)
		}
	}
}

// TestEdges: the bounds themselves are lawful, to the twip that a Word file can say.
func TestEdges(t *testing.T) {
	p := thethuc.ND30()
	for name, l := range map[string]thethuc.Length{
		"top": p.MarginTop, "left": p.MarginLeft, "right": p.MarginRight, "first line": p.FirstLine, "before": p.SpaceBefore,
	} {
		if !l.Allows(l.Min) || !l.Allows(l.Max) || !l.Allows(l.Use) || l.Allows(l.Min-document.Point) || l.Allows(l.Max+document.Point) {
			t.Errorf("%s: the bounds %v–%v are not kept", name, l.Min, l.Max)
		}
	}
	for name, r := range map[string]thethuc.Ratio{"tiêu ngữ": p.TieuNguRule, "organ": p.CoQuanRule, "trích yếu": p.TrichYeuRule} {
		if !r.Allows(r.Use) || r.Allows(r.Min-0.01) || r.Allows(r.Max+0.01) {
			t.Errorf("%s: the bounds %v–%v are not kept", name, r.Min, r.Max)
		}
	}
}
