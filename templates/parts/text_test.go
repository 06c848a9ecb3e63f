package parts

import (
	"strings"
	"testing"

	"vanban/document"
	"vanban/templates/contract"
)

func TestNumberAndDate(t *testing.T) {
	for _, c := range []struct {
		code contract.Code
		want string
	}{
		{contract.Code{Number: "9", Notation: "KH-TANDTC-TĐKT"}, "09/KH-TANDTC-TĐKT"},
		{contract.Code{Number: "05", Notation: "KH-UBND"}, "05/KH-UBND"},
		{contract.Code{Number: "551", Notation: "QĐ-TANDTC"}, "551/QĐ-TANDTC"},
		{contract.Code{Number: "3176B", Notation: "QĐ-SYT"}, "3176B/QĐ-SYT"},
		{contract.Code{Number: "7a", Notation: "QĐ-SYT"}, "7a/QĐ-SYT"},
		{contract.Code{Number: "0", Notation: "X"}, "00/X"},
		{contract.Code{Notation: "KH-UBND"}, "__/KH-UBND"},
	} {
		if got := codeText(c.code, "__"); got != c.want {
			t.Errorf("codeText(%+v) = %q, want %q", c.code, got, c.want)
		}
	}
	for _, c := range []struct {
		date contract.Date
		want string
	}{
		{contract.Date{Year: 2026, Month: 1, Day: 5}, "ngày 05 tháng 01 năm 2026"},
		{contract.Date{Year: 2026, Month: 3, Day: 5}, "ngày 05 tháng 3 năm 2026"},
		{contract.Date{Year: 2026, Month: 10, Day: 15}, "ngày 15 tháng 10 năm 2026"},
		{contract.Date{Year: 2019, Month: 6, Day: 29}, "ngày 29 tháng 6 năm 2019"},
		{contract.Date{Year: 2023, Month: 1}, "ngày" + dayRoom + "tháng 01 năm 2023"},
		{contract.Date{Year: 2023}, "ngày" + dayRoom + "tháng" + dayRoom + "năm 2023"},
		{contract.Date{}, "ngày" + dayRoom + "tháng" + dayRoom + "năm" + yearRoom},
	} {
		if got := dateText(c.date); got != c.want {
			t.Errorf("dateText(%+v) = %q, want %q", c.date, got, c.want)
		}
	}
	if got := isoDate(contract.Date{Year: 326, Month: 1, Day: 9}); got != "0326-01-09" {
		t.Errorf("isoDate = %q", got)
	}
}

func text(s string) contract.Text { return contract.Text{Runs: []contract.Run{{Text: s}}} }

// printed returns what a builder of a list makes of its entries, one for each.
func printed(t *testing.T, build func(b *Builder, list []contract.Text, i int) *document.Paragraph, entries ...string) []string {
	t.Helper()
	b := testBuilder(t, &contract.Document{})
	list := make([]contract.Text, len(entries))
	for i, e := range entries {
		list[i] = text(e)
	}
	out := make([]string, len(list))
	for i := range list {
		out[i] = build(b, list, i).PlainText()
		out[i] = strings.TrimSuffix(out[i], " ")
	}
	return out
}

// TestEndings: what is supplied is never doubled, and an ending that the author chose stands.
func TestEndings(t *testing.T) {
	same := func(name string, got []string, want ...string) {
		t.Helper()
		if strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	// Two runs meet without a space in PlainText's eyes only if there is none in the text.
	ground := func(b *Builder, list []contract.Text, i int) *document.Paragraph {
		return b.ground(&list[i], i == len(list)-1)
	}
	same("grounds", printed(t, ground, "Luật A", "Căn cứ Luật B;", "căn cứ Luật C,", "Xét đề nghị của D.", "Theo đề nghị của E"),
		"Căn cứ Luật A;", "Căn cứ Luật B;", "căn cứ Luật C,", "Xét đề nghị của D.", "Theo đề nghị của E.")
	same("theories", printed(t, ground, "Theorem"), "Căn cứ Theorem.")
	item := func(b *Builder, list []contract.Text, i int) *document.Paragraph {
		return b.listItem(document.NoiNhan, &list[i], i == len(list)-1)
	}
	same("recipients", printed(t, item, "Như Điều 3", "- Sở A;", "+ Sở B", "Lưu: VT, …"), "- Như Điều 3;", "- Sở A;", "+ Sở B;", "- Lưu: VT, ….")
	same("last with semicolon", printed(t, item, "Lưu: VT;"), "- Lưu: VT;")
	same("blank at the end", printed(t, item, "Sở A ", "Lưu: VT "), "- Sở A;", "- Lưu: VT.")
}

func TestEndMark(t *testing.T) {
	for in, want := range map[string]string{
		"thi hành":       "thi hành./.",
		"thi hành.":      "thi hành./.",
		"thi hành./.":    "thi hành./.",
		"thi hành./. ":   "thi hành./. ",
		"thi hành;":      "thi hành; ./.",
		"như sau: ":      "như sau: ./.",
		"và các mục…":    "và các mục… ./.",
		"thi hành/.":     "thi hành/.",
		"thi hành./":     "thi hành./",
		"“thi đua”":      "“thi đua”./.",
		"đạt 100%":       "đạt 100%./.",
		"năm 2026":       "năm 2026./.",
		"thi hành. ":     "thi hành./.",
		"(có danh sách)": "(có danh sách)./.",
		"v.v...":         "v.v.../.",
	} {
		b := testBuilder(t, &contract.Document{Body: []contract.Node{{Text: text(in)}}})
		b.beginSection(false, false)
		b.Body()
		if got := b.lastParagraph().Runs[0].Text; got != want {
			t.Errorf("%q ends as %q, want %q", in, got, want)
		}
	}
	note := text("nguồn")
	b := testBuilder(t, &contract.Document{Body: []contract.Node{{Text: contract.Text{
		Runs: []contract.Run{{Text: "theo quy định"}, {Footnote: &note}},
	}}}})
	b.beginSection(false, false)
	b.Body()
	if p := b.lastParagraph(); p.PlainText() != "theo quy định./." && p.Runs[2].Text != "./." {
		t.Errorf("after a mark: %+v", p.Runs)
	}
	off := false
	b = testBuilder(t, &contract.Document{Body: []contract.Node{{Text: text("hết")}}, Options: contract.Options{EndMark: &off}})
	b.beginSection(false, false)
	b.Body()
	if got := b.lastParagraph().PlainText(); strings.TrimSpace(got) != "hết" {
		t.Errorf("end_mark false: %q", got)
	}
}
