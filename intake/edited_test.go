package intake_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"regexp"
	"strings"
	"testing"

	"vanban/intake"
	"vanban/render"
	"vanban/templates/contract"
)

// edit returns a DOCX with its main part changed.
func edit(t testing.TB, file []byte, change func(string) string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == "word/document.xml" {
			now := change(string(content))
			if now == string(content) {
				t.Fatal("the edit changes nothing")
			}
			content = []byte(now)
		}
		p, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func replace(old, new string) func(string) string {
	return func(s string) string { return strings.Replace(s, old, new, 1) }
}

var paragraphs = regexp.MustCompile(`<w:p>.*?</w:p>`)

// onParagraph changes the first paragraph that contains some text.
func onParagraph(text string, change func(string) string) func(string) string {
	return func(s string) string {
		for _, at := range paragraphs.FindAllStringIndex(s, -1) {
			if p := s[at[0]:at[1]]; strings.Contains(p, text) {
				return s[:at[0]] + change(p) + s[at[1]:]
			}
		}
		return s
	}
}

var rows = regexp.MustCompile(`<w:tr>.*?</w:tr>`)

// onRow changes the first table row that contains some text.
func onRow(text string, change func(string) string) func(string) string {
	return func(s string) string {
		for _, at := range rows.FindAllStringIndex(s, -1) {
			if r := s[at[0]:at[1]]; strings.Contains(r, text) {
				return s[:at[0]] + change(r) + s[at[1]:]
			}
		}
		return s
	}
}

// TestEdited edits files as a clerk would in Word: what was edited is found, and all else is as it was.
func TestEdited(t *testing.T) {
	const plan, decision, table = "ubnd-dak-ha-2023", "quyet-dinh-truc-tiep", "40-table-widths-aligns"
	for _, c := range []struct {
		name, sample string
		edit         func(string) string
		want         []intake.Change
		apply        func(*contract.Document) // the same edit in the JSON
	}{
		{
			"word", decision, replace("tự giải thể sau khi", "tự giải tán sau khi"),
			[]intake.Change{{Pointer: "/body/1/body/2", Kind: intake.Changed}},
			func(d *contract.Document) {
				text := &d.Body[1].Body[2].Text.Runs[0].Text
				*text = strings.Replace(*text, "tự giải thể", "tự giải tán", 1)
			},
		},
		{
			"number and date", plan, func(s string) string {
				s = regexp.MustCompile(`Số:[^<]*/KH-UBND`).ReplaceAllString(s, "Số: 15/KH-UBND")
				return regexp.MustCompile(`Đắk Hà, ngày[^<]*tháng 01 năm 2023`).ReplaceAllString(s, "Đắk Hà, ngày 12 tháng 01 năm 2023")
			},
			[]intake.Change{{Pointer: "/code/number", Kind: intake.Added}, {Pointer: "/date", Kind: intake.Changed}},
			func(d *contract.Document) { d.Code.Number, d.Date.Day = "15", 12 },
		},
		{
			"paragraph deleted", plan, onParagraph("phong trào thi đua phải có sức lan tỏa", func(string) string { return "" }),
			[]intake.Change{{Pointer: "/body/1/body/1/body/0", Kind: intake.Removed}},
			func(d *contract.Document) {
				list := &d.Body[1].Body[1].Body
				*list = (*list)[1:]
			},
		},
		{
			"paragraph inserted", plan, onParagraph("xây dựng Kế hoạch triển khai công tác", func(p string) string {
				return p + regexp.MustCompile(`<w:t [^>]*>[^<]*</w:t>`).ReplaceAllString(p, "<w:t>Đoạn mới thêm vào kế hoạch.</w:t>")
			}),
			[]intake.Change{{Pointer: "/body/1", Kind: intake.Added}},
			func(d *contract.Document) {
				rest := append([]contract.Node{contract.Paragraph("Đoạn mới thêm vào kế hoạch.")}, d.Body[1:]...)
				d.Body = append(d.Body[:1:1], rest...)
			},
		},
		{
			"recipient", decision, replace("- Như Điều 5;", "- Như Điều 5 (để thực hiện);"),
			[]intake.Change{{Pointer: "/recipients/0", Kind: intake.Changed}},
			func(d *contract.Document) { d.Recipients[0] = contract.Plain("Như Điều 5 (để thực hiện)") },
		},
		{
			"signer", decision, replace("Ngô Văn K", "Ngô Văn L"),
			[]intake.Change{{Pointer: "/signer/name", Kind: intake.Changed}},
			func(d *contract.Document) { d.Signer.Name = "Ngô Văn L" },
		},
		{
			"table cell", table, replace("12.500.000", "13.500.000"),
			[]intake.Change{{Pointer: "/body/0/body/1/table/rows/1/3", Kind: intake.Changed}},
			func(d *contract.Document) {
				d.Body[0].Body[1].Table.Rows[1].Cells[3].Text = contract.Plain("13.500.000")
			},
		},
		{
			"table row deleted", table, onRow("Kiểm tra công vụ đột xuất", func(string) string { return "" }),
			[]intake.Change{{Pointer: "/body/0/body/1/table/rows/1", Kind: intake.Removed}},
			func(d *contract.Document) {
				rows := &d.Body[0].Body[1].Table.Rows
				*rows = append((*rows)[:1:1], (*rows)[2:]...)
			},
		},
		{
			"last paragraph", plan, replace("Trên đây là Kế hoạch công tác thi đua", "Trên đây là toàn bộ Kế hoạch công tác thi đua"),
			[]intake.Change{{Pointer: "/body/5", Kind: intake.Changed}},
			func(d *contract.Document) {
				d.Body[5] = contract.Paragraph("Trên đây là toàn bộ Kế hoạch công tác thi đua, khen thưởng năm 2023 trên địa bàn huyện Đắk Hà./.")
			},
		},
		{
			"item deleted", decision, onParagraph("Tham mưu xây dựng và theo dõi", func(string) string { return "" }),
			[]intake.Change{
				{Pointer: "/body/1/body/0/body/1", Kind: intake.Removed},
				{Pointer: "/body/1/body/0/body/1/label", Kind: intake.Added},
				{Pointer: "/body/1/body/0/body/2/label", Kind: intake.Added},
			},
			func(d *contract.Document) { // the numbers that were typed below it still stand there
				list := &d.Body[1].Body[0].Body
				*list = append((*list)[:1:1], (*list)[2:]...)
				c, e := "c)", "d)"
				(*list)[1].Label, (*list)[2].Label = &c, &e
			},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			data := samples(t)[c.sample]
			_, r := service(t)
			made, err := r.Render(context.Background(), data, render.DOCX)
			if err != nil {
				t.Fatal(err)
			}
			res := importFile(t, edit(t, made.Files[0], c.edit), intake.Hint{})
			if res.Embedded != intake.Edited {
				t.Errorf("%s", res.Embedded)
			}
			for i, got := range res.Changes {
				if i >= len(c.want) || got.Pointer != c.want[i].Pointer || got.Kind != c.want[i].Kind {
					t.Errorf("change %+v", got)
				}
			}
			if len(res.Changes) != len(c.want) {
				t.Errorf("%d changes", len(res.Changes))
			}
			for _, n := range res.Notes {
				if n.Lost || n.Code == "merged_by_recognition" || n.Code == "problem" {
					t.Errorf("note %+v", n)
				}
			}
			want := decode(t, data)
			c.apply(want)
			text, err := contract.EncodeIndent(want)
			if err != nil {
				t.Fatal(err)
			}
			if string(res.JSON) != string(text) {
				t.Errorf("the JSON differs:%s", firstDifference(strings.Split(string(text), "\n"), strings.Split(string(res.JSON), "\n")))
			}
		})
	}
}
