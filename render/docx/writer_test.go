package docx_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"sync"
	"testing"

	d "vanban/document"
	"vanban/render/docx"
	"vanban/thethuc"
)

func TestSameBytes(t *testing.T) {
	w, doc := docx.New(), plan(t)
	want := write(t, doc)
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for range 20 {
				// Other documents in between: nothing of theirs may stay in the buffers.
				if _, err := w.Write(tableTree(), sheet(t)); err != nil {
					t.Error(err)
				}
				got, err := w.Write(doc, sheet(t))
				if err != nil {
					t.Error(err)
				} else if !bytes.Equal(got, want) {
					t.Errorf("goroutine %d: other bytes", i)
				}
			}
		})
	}
	wg.Wait()
}

// TestSheets gives one Writer many sheets: each must come out in its own looks.
func TestSheets(t *testing.T) {
	w, doc := docx.New(), section(para(d.LoiVan, "a"))
	write := func(s *thethuc.Sheet) string {
		t.Helper()
		file, err := w.Write(doc, s)
		if err != nil {
			t.Fatal(err)
		}
		return string(unzip(t, file)["word/styles.xml"])
	}
	for pt := range 70 {
		house := thethuc.House{SpaceBefore: d.Pt(6 + float64(pt)/10)}
		s, ps := thethuc.ND30().Sheet(house, "")
		if ps.Fatal() {
			t.Fatal(ps)
		}
		want := fmt.Sprintf(`w:before="%d"`, s.Paragraphs[d.LoiVan].Before.Twips())
		if !strings.Contains(write(s), want) {
			t.Errorf("space before %d: no %s", pt, want)
		}
	}
	// A sheet that was changed by hand has the key of another.
	s := *sheet(t)
	s.Paragraphs[d.LoiVan].Size = d.Pt(11.5)
	write(sheet(t))
	if !strings.Contains(write(&s), `<w:sz w:val="23"/>`) {
		t.Error("the styles are those of the sheet before it was changed")
	}
}

func TestZip(t *testing.T) {
	file := write(t, plan(t))
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	if z.File[0].Name != "[Content_Types].xml" {
		t.Errorf("the first part is %s", z.File[0].Name)
	}
	for _, f := range z.File {
		if got := f.Modified.UTC().Format("2006-01-02 15:04:05"); got != "1980-01-01 00:00:00" {
			t.Errorf("%s is of %s", f.Name, got)
		}
	}
	unzip(t, file)
	if len(file) > 16<<10 {
		t.Errorf("the plan takes %d bytes", len(file))
	}
}

func TestErrors(t *testing.T) {
	table := func(cells ...d.Cell) *d.Table {
		return &d.Table{Role: d.BangSoLieu, Columns: []d.EMU{d.MM(50), d.MM(50)}, Rows: []d.Row{{Cells: cells}}}
	}
	a := func() d.Cell { return cell(para(d.BangO, "a")) }
	change := func(change func(c *d.Cell)) d.Cell { c := a(); change(&c); return c }
	text := func(s string) *d.Document {
		return section(&d.Paragraph{Role: d.LoiVan, Runs: []d.Run{{Text: s}}, Pointer: "/body/3"})
	}
	run := func(r d.Run) *d.Document { return section(&d.Paragraph{Runs: []d.Run{r}}) }
	boxed := para(d.DauKhan, "KHẨN")
	noted := section(para(d.LoiVan, "a<n>"))
	noted.Notes = []d.Note{{}}
	inNote := section(para(d.LoiVan, "a<n>"))
	inNote.Notes = []d.Note{note("b<n>")}
	late := table(a(), a())
	late.Rows = append(late.Rows, d.Row{Header: true, Cells: []d.Cell{a(), a()}})
	dated := section(para(d.LoiVan, "a"))
	dated.Info.Created = "2023-01"
	titled := section(para(d.LoiVan, "a"))
	titled.Info.Title = "a\x00"

	for name, c := range map[string]struct {
		doc  *d.Document
		want string
	}{
		"no section":         {&d.Document{}, "no section"},
		"empty section":      {section(), "no paragraph"},
		"unknown block":      {section(nil), "unknown kind"},
		"nil paragraph":      {section((*d.Paragraph)(nil)), "unknown role"},
		"unknown role":       {section(&d.Paragraph{Role: d.RoleCount}), "unknown role"},
		"unknown run":        {run(d.Run{Kind: 9}), "unknown kind 9"},
		"unknown char style": {run(d.Run{Style: d.CharCount}), "unknown character style"},
		"unknown align":      {section(&d.Paragraph{Align: 9}), "unknown alignment"},
		"control":            {text("a\x01b"), `"/body/3": run 1: text "a\x01b" has the character U+0001`},
		"tab in text":        {text("a\tb"), "U+0009"},
		"newline in text":    {text("a\nb"), "U+000A"},
		"noncharacter":       {text("a\uffff"), "U+FFFF"},
		"not UTF-8":          {text("a\xc4"), "not UTF-8"},
		"surrogate":          {text("a\xed\xa0\x80b"), "not UTF-8"},
		"overlong":           {text("a\xe0\x80\x80b"), "not UTF-8"},
		"rule of no rule":    {section(&d.Rule{Role: d.LoiVan, Length: d.MM(10)}), "draws no rule"},
		"long rule":          {section(&d.Rule{Role: d.KeTrichYeu, Length: d.MM(200)}), "a rule of"},
		"no rule":            {section(&d.Rule{Role: d.KeTrichYeu}), "a rule of 0"},
		"box without width":  {section(boxed), "a box of 0"},
		"table at the end":   {section(table(a(), a())), "no paragraph after it"},
		"tables touch":       {section(table(a(), a()), table(a(), a()), para(d.LoiVan, "")), "two tables touch"},
		"unknown table":      {section(&d.Table{Role: d.TableCount}), "unknown role"},
		"no columns":         {section(&d.Table{}), "without columns"},
		"short row":          {section(table(a()), para(d.LoiVan, "")), "span 1 columns of 2"},
		"long row":           {section(table(a(), a(), a()), para(d.LoiVan, "")), "a span of 1 columns where 0 are left"},
		"no span":            {section(table(change(func(c *d.Cell) { c.ColSpan = 0 })), para(d.LoiVan, "")), "a span of 0 columns"},
		"no row span":        {section(table(change(func(c *d.Cell) { c.RowSpan = 0 })), para(d.LoiVan, "")), "a span of 0 rows"},
		"empty cell":         {section(table(cell(), a()), para(d.LoiVan, "")), "no paragraph"},
		"cell ends in table": {section(table(cell(table(a(), a())), a()), para(d.LoiVan, "")), "no paragraph after it"},
		"merged with none":   {section(table(change(func(c *d.Cell) { c.Merged = true }), a()), para(d.LoiVan, "")), "merged with no"},
		"span below":         {section(table(change(func(c *d.Cell) { c.RowSpan = 2 }), a()), para(d.LoiVan, "")), "below the table"},
		"unknown valign":     {section(table(change(func(c *d.Cell) { c.VAlign = 9 }), a()), para(d.LoiVan, "")), "vertical alignment"},
		"header below body":  {section(late, para(d.LoiVan, "")), "header row below"},
		"mark of no note":    {section(para(d.LoiVan, "a<n>")), "mark of note 1 where note 1 of 0 is due"},
		"note of no mark":    {&d.Document{Sections: []d.Section{{Blocks: []d.Block{para(d.LoiVan, "a")}}}, Notes: []d.Note{note("b")}}, "1 notes for 0 marks"},
		"empty note":         {noted, "note 1: there is no paragraph"},
		"mark in a note":     {inNote, "can't stand in a note"},
		"creation date":      {dated, "creation date"},
		"title":              {titled, "dc:title"},
	} {
		t.Run(name, func(t *testing.T) {
			file, err := docx.New().Write(c.doc, sheet(t))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got error %v, want one with %q", err, c.want)
			}
			if file != nil {
				t.Error("there is a file beside the error")
			}
		})
	}
	if _, err := docx.New().Write(nil, sheet(t)); err == nil {
		t.Error("no document: no error")
	}
	for name, change := range map[string]func(s *thethuc.Sheet){
		"two styles with one id": func(s *thethuc.Sheet) { s.Paragraphs[d.TenLoai].ID = s.Paragraphs[d.LoiVan].ID },
		"style without id":       func(s *thethuc.Sheet) { s.Tables[d.BangChuKy].ID = "" },
		"id with a space":        func(s *thethuc.Sheet) { s.Chars[d.SoDieu].ID = "So Dieu" },
		"name with a comma":      func(s *thethuc.Sheet) { s.Paragraphs[d.SoKyHieu].Name = "Số, ký hiệu" },
		"no font":                func(s *thethuc.Sheet) { s.Font = "" },
	} {
		bad := *sheet(t)
		change(&bad)
		if _, err := docx.New().Write(section(para(d.LoiVan, "a")), &bad); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
