package docx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	d "vanban/document"
	"vanban/render/docx"
	"vanban/thethuc"
)

var keep = flag.String("keep", "", "folder to write the golden trees' files to, for a look with Word or LibreOffice")

// samples are the small trees of the goldens, and the parts that each shows.
func samples(tb testing.TB) map[string]sample {
	return map[string]sample{
		"letterhead": {letterheadTree(), []string{"word/document.xml", "docProps/core.xml"}},
		"text":       {textTree(), []string{"word/document.xml", "word/footnotes.xml"}},
		"table":      {tableTree(), []string{"word/document.xml"}},
		"sections": {sectionsTree(), []string{
			"[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels", "word/settings.xml",
			"word/header1.xml", "word/header2.xml", "word/header3.xml", "word/footer1.xml", "word/footer2.xml",
		}},
		"plate": {adorned(tb), []string{
			"[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml", "word/settings.xml", "word/header1.xml",
		}},
	}
}

type sample struct {
	doc   *d.Document
	parts []string
}

func letterheadTree() *d.Document {
	doc := section(letterhead(), para(d.TenLoai, "KẾ HOẠCH"), para(d.TrichYeu, "Công tác thi đua năm 2023"),
		&d.Rule{Role: d.KeTrichYeu, Length: d.MM(30)}, para(d.LoiVan, "Thực hiện nhiệm vụ./."))
	doc.Info = d.Info{
		Title: "Kế hoạch Công tác <thi đua> & khen thưởng", Author: "Ủy ban nhân dân huyện Đắk Hà", Subject: "Số: 01/KH-UBND",
		Keywords: "thi đua", Language: "vi-VN", Created: "2023-01-05T00:00:00+07:00",
	}
	return doc
}

func textTree() *d.Document {
	keepNext := para(d.LoiVan, "Giữ với đoạn sau.")
	keepNext.KeepNext = true
	marks := 0
	noted := &d.Paragraph{Role: d.NoiDungCap1, Runs: runs("Hai<n> ghi chú<n> ở đây.", &marks)}
	doc := section(
		para(d.MucCap1, "I. MỤC ĐÍCH <nb>không đậm</>"),
		para(d.DieuNoiDung, "<dieu>Điều 1.</> Giao <b>đậm </><i>nghiêng</><u> gạch</> & <lt>w:p> <b><i>cả hai</>."),
		para(d.Dieu, "<dieu>Điều 2.</> Tiêu đề"),
		para(d.TrichYeu, "Dòng một<br>dòng hai<tab>sau tab"),
		keepNext, noted,
		para(d.LoiVan, "Trống\u00a0không  ngắt, non\u2011break, mềm\u00admại, “nháy”, {{giữ chỗ}}"),
		para(d.LoiVan, ""),
	)
	second := note("Đoạn một, <i>nghiêng</>.")
	second.Paragraphs = append(second.Paragraphs, *para(d.ChuThich, "Đoạn hai."))
	doc.Notes = []d.Note{note("Ghi chú một."), second}
	return doc
}

func tableTree() *d.Document {
	head := func(s string, cols, rows int) d.Cell {
		return d.Cell{Blocks: []d.Block{para(d.BangTieuDe, s)}, ColSpan: cols, RowSpan: rows, VAlign: d.VAlignCenter}
	}
	centred := para(d.BangO, "1")
	centred.Align = d.AlignCenter
	merged := d.Cell{ColSpan: 1, Merged: true}
	low := cell(para(d.BangO, "dưới"))
	low.VAlign = d.VAlignBottom
	inner := &d.Table{Role: d.BangKinhGui, Columns: []d.EMU{d.MM(20), d.MM(25)}, Rows: []d.Row{{
		Cells: []d.Cell{cell(para(d.BangO, "trong")), cell(para(d.BangO, "ô"))},
	}}}
	band := head("QUÝ I", 4, 1)
	return section(
		para(d.BangDonVi, "Đơn vị tính: đồng"),
		&d.Table{Role: d.BangSoLieu, Columns: []d.EMU{d.MM(12), d.MM(53), d.MM(50), d.MM(50)}, Pointer: "/body/0/table", Rows: []d.Row{
			{Header: true, CantSplit: true, Cells: []d.Cell{head("TT", 1, 2), head("Nội dung", 1, 2), head("Thời hạn", 2, 1)}},
			{Header: true, CantSplit: true, Cells: []d.Cell{merged, merged, head("Bắt đầu", 1, 1), head("Kết thúc", 1, 1)}},
			{KeepNext: true, Cells: []d.Cell{band}},
			{Cells: []d.Cell{cell(centred), cell(para(d.BangO, "Phát động"), para(d.BangO, "Hai đoạn")), low, cell(inner, para(d.GiuaBang, ""))}},
		}},
		para(d.BangGhiChu, "Ghi chú: không có."),
	)
}

func sectionsTree() *d.Document {
	mark := para(d.LuuHanh, "LƯU HÀNH NỘI BỘ")
	mark.BoxWidth = d.MM(55)
	urgent := para(d.DauKhan, "HỎA TỐC")
	urgent.BoxWidth = d.MM(30)
	return &d.Document{Sections: []d.Section{
		{
			TopMarks: []d.Block{mark},
			Footer:   []d.Block{&d.Rule{Role: d.KeDiaChi, Length: d.MM(165)}, para(d.DiaChi, "Số 1, đường Hùng Vương; ĐT: 0260")},
			Blocks:   []d.Block{urgent, para(d.LoiVan, "Văn bản./.")},
		},
		{
			Landscape: true, Restart: true,
			Blocks: []d.Block{para(d.PhuLuc, "Phụ lục I"), &d.Rule{Role: d.KeKemTheo, Length: d.MM(40)}},
		},
		{Restart: true, Blocks: []d.Block{para(d.PhuLuc, "Phụ lục II"), para(d.LoiVan, "Nội dung./.")}},
	}}
}

// TestGolden compares the parts of each sample with testdata/NAME.txtar, set out one element a line.
func TestGolden(t *testing.T) {
	all := samples(t)
	for name, s := range all {
		t.Run(name, func(t *testing.T) {
			looks := sheet(t)
			if s.doc.Sections[0].Plate != nil {
				looks = plateSheet(t)
			}
			file := writeLooks(t, s.doc, looks)
			if *keep != "" {
				if err := os.WriteFile(filepath.Join(*keep, name+".docx"), file, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			parts := unzip(t, file)
			var got strings.Builder
			for _, p := range s.parts {
				content, ok := parts[p]
				if !ok {
					t.Fatalf("no part %s", p)
				}
				got.WriteString("-- " + p + " --\n")
				got.WriteString(setOut(t, content))
			}
			golden := filepath.Join("testdata", name+".txtar")
			if os.Getenv("UPDATE_GOLDEN") == "1" {
				if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if g, w := strings.Split(got.String(), "\n"), strings.Split(string(want), "\n"); !slices.Equal(g, w) {
				for i := range g {
					if i >= len(w) || g[i] != w[i] {
						t.Fatalf("%s:%d: got %q; UPDATE_GOLDEN=1 rewrites", golden, i+1, g[i])
					}
				}
				t.Fatalf("%s: %d lines, got %d", golden, len(w), len(g))
			}
		})
	}
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if _, ok := all[strings.TrimSuffix(filepath.Base(f), ".txtar")]; !ok {
			t.Errorf("%s belongs to no sample", f)
		}
	}
}

func write(t testing.TB, doc *d.Document) []byte {
	t.Helper()
	return writeLooks(t, doc, sheet(t))
}

func writeLooks(t testing.TB, doc *d.Document, s *thethuc.Sheet) []byte {
	t.Helper()
	b, err := docx.New().Write(doc, s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// unzip returns the parts of a file by name.
func unzip(t testing.TB, file []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if parts[f.Name], err = io.ReadAll(r); err != nil { // the reader checks the sum
			t.Fatal(err)
		}
	}
	return parts
}

// setOut writes XML with an element a line, indented; an element that holds text stays on one.
func setOut(t testing.TB, content []byte) string {
	t.Helper()
	dec := xml.NewDecoder(bytes.NewReader(content))
	var b strings.Builder
	depth, inText, empty := 0, false, false
	for {
		tok, err := dec.RawToken()
		if errors.Is(err, io.EOF) {
			return b.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if empty {
				b.WriteByte('\n')
			}
			b.WriteString(strings.Repeat("  ", depth) + qualified(tok.Name))
			for _, a := range tok.Attr {
				if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" {
					b.WriteString(" " + strings.TrimPrefix(qualified(a.Name), "w:") + "=" + a.Value)
				}
			}
			depth++
			inText, empty = false, true
		case xml.CharData:
			if s := string(tok); strings.TrimSpace(s) != "" || depth > 0 {
				b.WriteString(" “" + s + "”")
				inText = true
			}
		case xml.EndElement:
			depth--
			if empty || inText {
				b.WriteByte('\n')
			}
			inText, empty = false, false
		}
	}
}

func qualified(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}
