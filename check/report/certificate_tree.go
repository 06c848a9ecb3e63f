package report

import (
	"fmt"
	"strings"

	"vanban/check"
	d "vanban/document"
	"vanban/templates/catalog"
	"vanban/thethuc"
)

// Texts of others that go on one page are cut to a length: that of two or three lines of their column.
const (
	longLine = 240 // beside a label
	longCell = 90  // in a column of the table
	longList = 600 // the IDs in a band
)

// The columns of the tables, as wide as the text: of what is open, and of what passed, two rules side by side.
var (
	openColumns   = []d.EMU{d.MM(14), d.MM(38), d.MM(19), d.MM(39), d.MM(34), d.MM(36)}
	passedColumns = []d.EMU{d.MM(14), d.MM(38), d.MM(38), d.MM(14), d.MM(38), d.MM(38)}
)

// form is how much of the report the tables have: the first rows of c.open, whether the rules that passed have rows too, and the size
// of the type in points.
type form struct {
	rows   int
	passed bool
	size   float64
}

// tableSizes are the sizes that tables with all rules are tried in, the best to read first.
var tableSizes = []float64{9, 8.5, 8}

// gatheredSize is that of tables without the rules that passed.
const gatheredSize = 9

// build makes the tree in a form.
func (c *certificate) build(f form) *catalog.Built {
	s := certificateSheet(f.size)
	width := s.Page.TextWidth(false)
	blocks := []d.Block{
		text(d.TenLoai, "PHIẾU KIỂM TRA THỂ THỨC"),
		text(d.TrichYeuPhu, "(Đối chiếu với "+packName(c.report.Pack)+")"),
		&d.Rule{Role: d.KeTrichYeu, Length: d.MM(50)},
		c.facts(width),
		text(d.GiuaBang, ""),
		&d.Table{Role: d.BangSoLieu, Columns: []d.EMU{width}, Rows: []d.Row{row(
			text(d.QuyenHan, strings.ToUpper(verdict(c.report))), text(d.BangGhiChu, c.counts()),
		)}},
		text(d.GiuaBang, ""),
	}
	blocks = append(blocks, c.tables(f)...)
	blocks = append(blocks,
		text(d.BangGhiChu, c.footnote()),
		signatures(width),
		text(d.CuoiVanBan, ""),
	)
	return &catalog.Built{Sheet: s, Doc: &d.Document{
		Info: d.Info{
			Title: "Phiếu kiểm tra thể thức: " + clip(c.meta.File, longLine), Subject: c.report.Code, Language: language,
			Created: c.meta.Checked.Format("2006-01-02T15:04:05-07:00"),
		},
		Sections: []d.Section{{
			Blocks: blocks,
			Footer: []d.Block{text(d.DiaChi,
				"Phiếu do chương trình vanban lập từ tệp có mã SHA-256 ghi ở trên; tệp sửa dù một chữ là có mã khác.")},
		}},
	}}
}

// certificateSheet is the decree's sheet in small type: a certificate is no văn bản hành chính, and has to stand on one page.
func certificateSheet(table float64) *thethuc.Sheet {
	s, _ := thethuc.ND30().Sheet(thethuc.House{}, "")
	s.Page.Top, s.Page.Bottom, s.Page.Left, s.Page.Right = d.MM(15), d.MM(15), d.MM(15), d.MM(15)
	size := func(pt float64, roles ...d.Role) {
		for _, r := range roles {
			s.Paragraphs[r].Size = d.Pt(pt)
		}
	}
	size(11, d.TrichYeuPhu, d.NoiNhan, d.NgayKy)
	size(12, d.QuyenHan)
	size(table, d.BangO, d.BangTieuDe)
	size(9, d.DiaChi, d.BangGhiChu)
	s.Paragraphs[d.TenLoai].Before = 0
	s.Paragraphs[d.HoTen].Before = s.Pack.SignatureRoom.Min
	s.Paragraphs[d.BangGhiChu].Align = d.AlignCenter
	s.Paragraphs[d.BangGhiChu].Before = d.Pt(1)
	data := &s.Tables[d.BangSoLieu]
	data.PaddingLeft, data.PaddingRight, data.PaddingTop, data.PaddingBottom = d.MM(1), d.MM(1), d.Pt(0.5), d.Pt(0.5)
	return s
}

// facts says which file was checked, and when.
func (c *certificate) facts(width d.EMU) *d.Table {
	r, label := c.report, d.MM(30)
	t := &d.Table{Role: d.BangKinhGui, Columns: []d.EMU{label, width - label}}
	for _, f := range [][2]string{
		{"Tệp:", clip(c.meta.File, longLine/2)},
		{"Mã SHA-256:", c.meta.SHA256},
		{"Kiểm tra lúc:", c.meta.Checked.Format("15:04:05, ngày 02/01/2006 (UTC-07:00)")},
		{"Văn bản:", clip(or(r.Title, "không nhận ra tên loại"), longLine)},
		{"Số, ký hiệu:", clip(or(r.Code, "không có"), longLine/2)},
	} {
		r := d.Row{Cells: []d.Cell{cell(1, text(d.NoiNhan, f[0])), cell(1, text(d.NoiNhan, f[1]))}}
		r.Cells[0].VAlign = d.VAlignTop
		t.Rows = append(t.Rows, r)
	}
	return t
}

func (c *certificate) counts() string {
	t := count(c.report)
	return fmt.Sprintf("Đạt %d  ·  sai %d  ·  cần xem lại %d  ·  gợi ý %d  ·  không áp dụng %d  ·  không đánh giá được %d",
		t.pass, t.fail, t.review, t.hint, t.notApplicable, t.notEvaluated)
}

// footnote explains the table of what is open; of a good file there is nothing to explain.
func (c *certificate) footnote() string {
	if len(c.open) == 0 {
		return ""
	}
	return "Căn cứ ghi “Mục …, khoản …” thuộc Phụ lục I, Phần I. Chỗ sai cụ thể và cách sửa: xem báo cáo đầy đủ."
}

// tables are that of what is open and that of the rest; either may have nothing to show.
func (c *certificate) tables(f form) []d.Block {
	var blocks []d.Block
	if t := c.openTable(f.rows); len(t.Rows) > 0 {
		blocks = append(blocks, t, text(d.GiuaBang, ""))
	}
	if t := c.restTable(f.passed); len(t.Rows) > 0 {
		blocks = append(blocks, t)
	}
	return blocks
}

// openTable has a row for the first rules that are open, and the IDs of the others.
func (c *certificate) openTable(rows int) *d.Table {
	t := &d.Table{Role: d.BangSoLieu, Columns: openColumns}
	if rows > 0 {
		t.Rows = append(t.Rows, head("Mã", "Nội dung", "Kết quả", "Đo được", "Cho phép", "Căn cứ"))
	}
	for _, res := range c.open[:rows] {
		t.Rows = append(t.Rows, c.rule(res))
	}
	if more := len(c.open) - rows; more > 0 {
		rest := make([]string, 0, more)
		for _, res := range c.open[rows:] {
			rest = append(rest, res.Rule.ID)
		}
		lead := "Và " + number(more) + " điểm khác, xem báo cáo đầy đủ: "
		if rows == 0 {
			lead = number(more) + " điểm sai hoặc cần xem lại, xem báo cáo đầy đủ: "
		}
		t.Rows = append(t.Rows, band(lead, rest))
	}
	return t
}

// restTable has the rules that ask for nothing: those that passed with what was measured, down the left half and then the right, and
// the others by their IDs.
func (c *certificate) restTable(passed bool) *d.Table {
	t := &d.Table{Role: d.BangSoLieu, Columns: passedColumns}
	gathered := []check.Status{check.Pass, check.NotApplicable, check.NotEvaluated}
	if passed && len(c.passed) > 0 {
		gathered = gathered[1:]
		t.Rows = append(t.Rows, head("Mã", "Nội dung đạt", "Đo được", "Mã", "Nội dung đạt", "Đo được"))
		half := (len(c.passed) + 1) / 2
		for i := range half {
			r := d.Row{CantSplit: true, Cells: passedCells(c.passed[i])}
			if i+half < len(c.passed) {
				r.Cells = append(r.Cells, passedCells(c.passed[i+half])...)
			} else {
				r.Cells = append(r.Cells, cell(len(passedColumns)/2, text(d.BangO, "")))
			}
			t.Rows = append(t.Rows, r)
		}
	}
	for _, s := range gathered {
		if list := ids(c.report, s); len(list) > 0 {
			t.Rows = append(t.Rows, band(statusNames[s]+": ", list))
		}
	}
	return t
}

func passedCells(res *check.Result) []d.Cell {
	return []d.Cell{
		cell(1, text(d.BangO, res.Rule.ID)), cell(1, text(d.BangO, clip(res.Rule.Title, longCell))),
		cell(1, text(d.BangO, clip(worst(res).Measured, longCell))),
	}
}

// rule is the row of a rule that is open.
func (c *certificate) rule(res *check.Result) d.Row {
	f := worst(res)
	measured := clip(or(f.Measured, f.Message), longCell)
	if n := len(res.Findings) - 1; n > 0 {
		measured += " (và " + number(n) + " chỗ khác)"
	}
	outcome := text(d.BangO, outcomeName(res))
	if res.Status == check.Fail {
		outcome.Runs[0].Bold = d.On
	}
	return d.Row{CantSplit: true, Cells: []d.Cell{
		cell(1, text(d.BangO, res.Rule.ID)), cell(1, text(d.BangO, clip(res.Rule.Title, longCell))), cell(1, outcome),
		cell(1, text(d.BangO, measured)), cell(1, text(d.BangO, clip(f.Allowed, longCell))),
		cell(1, text(d.BangO, clip(shortCite(res.Rule.Cite, c.report.Pack), longCell))),
	}}
}

func outcomeName(res *check.Result) string {
	if res.Status == check.NeedsReview && res.Rule.Severity == check.Suggestion {
		return "Gợi ý"
	}
	return statusNames[res.Status]
}

// worst is the finding that decided a rule.
func worst(res *check.Result) check.Finding {
	for i := range res.Findings {
		if res.Findings[i].Status == res.Status {
			return res.Findings[i]
		}
	}
	return check.Finding{}
}

// shortCite leaves out what the head and the foot of the table say of all clauses.
func shortCite(cite, pack string) string {
	law, _, _ := strings.Cut(packName(pack), " về ")
	return strings.TrimPrefix(strings.ReplaceAll(cite, ", "+law, ""), "Phụ lục I, Phần I, ")
}

// signatures leaves room for who checked and who answers for it.
func signatures(width d.EMU) *d.Table {
	t := &d.Table{Role: d.BangChuKy, Columns: []d.EMU{width / 2, width - width/2}}
	t.Rows = []d.Row{{CantSplit: true, Cells: []d.Cell{
		cell(1, text(d.QuyenHan, "Người kiểm tra"), text(d.NgayKy, "(Ký, ghi rõ họ tên)"), text(d.HoTen, "")),
		cell(1, text(d.QuyenHan, "Thủ trưởng đơn vị"), text(d.NgayKy, "(Ký, ghi rõ họ tên)"), text(d.HoTen, "")),
	}}}
	return t
}

func head(titles ...string) d.Row {
	r := d.Row{Header: true, CantSplit: true}
	for _, s := range titles {
		r.Cells = append(r.Cells, cell(1, text(d.BangTieuDe, s)))
	}
	return r
}

// band is a row over all columns, its lead in bold. No ID is parted at its hyphen.
func band(lead string, list []string) d.Row {
	p := text(d.BangO, strings.ReplaceAll(clip(strings.Join(list, ", "), longList), "-", "\u2011"))
	p.Runs = append([]d.Run{{Text: lead, Bold: d.On}}, p.Runs...)
	return d.Row{CantSplit: true, Cells: []d.Cell{cell(len(openColumns), p)}}
}

func row(blocks ...d.Block) d.Row { return d.Row{CantSplit: true, Cells: []d.Cell{cell(1, blocks...)}} }

func cell(columns int, blocks ...d.Block) d.Cell {
	return d.Cell{Blocks: blocks, ColSpan: columns, RowSpan: 1, VAlign: d.VAlignCenter}
}

func text(role d.Role, s string) *d.Paragraph {
	return &d.Paragraph{Role: role, Runs: []d.Run{{Text: plain(s)}}}
}
