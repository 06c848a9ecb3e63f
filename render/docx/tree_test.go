package docx_test

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"testing"

	d "vanban/document"
	"vanban/thethuc"
)

// keHoach is the plan of UBND huyện Đắk Hà: one block a line, its role before the tab.
//
//go:embed testdata/ke-hoach.txt
var keHoach string

func sheet(t testing.TB) *thethuc.Sheet {
	t.Helper()
	s, ps := thethuc.ND30().Sheet(thethuc.House{}, "")
	if ps.Fatal() {
		t.Fatalf("sheet: %+v", ps)
	}
	return s
}

// runs reads a little markup: <b>, <i>, <u>, <dieu> and their ends, <br>, <tab>, <n> for the next footnote mark.
func runs(s string, marks *int) (list []d.Run) {
	var f d.Run
	for s != "" {
		at := strings.IndexByte(s, '<')
		if at != 0 {
			if at < 0 {
				at = len(s)
			}
			r := f
			r.Text = s[:at]
			list, s = append(list, r), s[at:]
			continue
		}
		end := strings.IndexByte(s, '>')
		switch s[1:end] {
		case "b":
			f.Bold = d.On
		case "nb":
			f.Bold = d.Off
		case "i":
			f.Italic = d.On
		case "u":
			f.Underline = true
		case "dieu":
			f.Style = d.SoDieu
		case "/":
			f = d.Run{}
		case "br":
			r := f
			r.Kind = d.LineBreak
			list = append(list, r)
		case "tab":
			r := f
			r.Kind = d.Tab
			list = append(list, r)
		case "n":
			list = append(list, d.Run{Kind: d.NoteMark, Note: *marks})
			*marks++
		case "lt":
			r := f
			r.Text = "<"
			list = append(list, r)
		default:
			panic("markup " + s)
		}
		s = s[end+1:]
	}
	return list
}

func para(role d.Role, text string) *d.Paragraph {
	marks := 0
	return &d.Paragraph{Role: role, Runs: runs(text, &marks)}
}

func cell(blocks ...d.Block) d.Cell { return d.Cell{Blocks: blocks, ColSpan: 1, RowSpan: 1} }

func note(text string) d.Note { return d.Note{Paragraphs: []d.Paragraph{*para(d.ChuThich, text)}} }

func section(blocks ...d.Block) *d.Document {
	return &d.Document{Sections: []d.Section{{Blocks: blocks}}}
}

func letterhead() *d.Table {
	return &d.Table{Role: d.BangDauVanBan, Columns: []d.EMU{d.MM(65), d.MM(100)}, Rows: []d.Row{
		{Cells: []d.Cell{
			cell(para(d.CoQuanBanHanh, "ỦY BAN NHÂN DÂN<br>HUYỆN ĐẮK HÀ"), &d.Rule{Role: d.KeCoQuan, Length: d.MM(18)}),
			cell(para(d.QuocHieu, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), para(d.TieuNgu, "Độc lập - Tự do - Hạnh phúc"),
				&d.Rule{Role: d.KeTieuNgu, Length: d.MM(60.5)}),
		}},
		{Cells: []d.Cell{
			cell(para(d.SoKyHieu, "Số:        /KH-UBND")),
			cell(para(d.DiaDanhThoiGian, "Đắk Hà, ngày      tháng 01 năm 2023")),
		}},
	}}
}

// plan builds the tree of keHoach.
func plan(t testing.TB) *d.Document {
	t.Helper()
	roles := map[string]d.Role{}
	for r, st := range sheet(t).Paragraphs {
		roles[st.ID] = d.Role(r)
	}
	doc := &d.Document{Info: d.Info{
		Title:  "Kế hoạch triển khai thực hiện công tác thi đua, khen thưởng trên địa bàn huyện Đắk Hà năm 2023",
		Author: "Ủy ban nhân dân huyện Đắk Hà", Subject: "/KH-UBND", Language: "vi-VN", Created: "2023-01-05T00:00:00+07:00",
	}}
	blocks := []d.Block{letterhead()}
	table := &d.Table{Role: d.BangSoLieu, Columns: []d.EMU{d.MM(12), d.MM(88), d.MM(65)}}
	recipients := []d.Block{para(d.NhanNoiNhan, "Nơi nhận:")}
	marks := 0
	for line := range strings.Lines(keHoach) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		for i := range f {
			f[i] = strings.ReplaceAll(f[i], "</i>", "</>")
		}
		switch f[0] {
		case "KeTrichYeu":
			mm, _ := strconv.Atoi(f[1])
			blocks = append(blocks, &d.Rule{Role: d.KeTrichYeu, Length: d.MM(float64(mm))})
		case "header", "row":
			role := d.BangO
			if f[0] == "header" {
				role = d.BangTieuDe
				blocks = append(blocks, table)
			}
			row := d.Row{Header: f[0] == "header", CantSplit: f[0] == "header"}
			for i, c := range f[1:] {
				p := para(role, c)
				if i == 0 {
					p.Align = d.AlignCenter
				}
				row.Cells = append(row.Cells, cell(p))
			}
			table.Rows = append(table.Rows, row)
		case "band":
			c := cell(para(d.BangNhom, f[1]))
			c.ColSpan = 3
			table.Rows = append(table.Rows, d.Row{Cells: []d.Cell{c}, KeepNext: true, CantSplit: true})
		case "note":
			doc.Notes = append(doc.Notes, note(f[1]))
		case "nhan":
			recipients = append(recipients, para(d.NoiNhan, f[1]))
		default:
			role, ok := roles[f[0]]
			if !ok {
				t.Fatalf("role %q", f[0])
			}
			blocks = append(blocks, &d.Paragraph{Role: role, Runs: runs(f[1], &marks), Pointer: fmt.Sprintf("/body/%d", len(blocks))})
		}
	}
	blocks = append(blocks, &d.Table{Role: d.BangChuKy, Columns: []d.EMU{d.MM(82.5), d.MM(82.5)}, Rows: []d.Row{{
		CantSplit: true,
		Cells: []d.Cell{
			cell(recipients...),
			cell(para(d.QuyenHan, "TM. ỦY BAN NHÂN DÂN"), para(d.QuyenHan, "CHỦ TỊCH"), para(d.HoTen, "Hà Tiến")),
		},
	}}}, para(d.CuoiVanBan, ""))
	doc.Sections = []d.Section{{Blocks: blocks}}
	return doc
}
