package check_test

import (
	"vanban/document"
	"vanban/read"
	"vanban/read/anatomy"
)

// sheet builds a document by hand: what a reader and anatomy make of a Word file that keeps every rule.
type sheet struct {
	*anatomy.Document
}

const (
	quocHieu = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
	tieuNgu  = "Độc lập - Tự do - Hạnh phúc"
)

func run(text string, size float64, cut string) read.Run {
	return read.Run{
		Text: text, Font: "Times New Roman", Size: document.Pt(size), Color: "000000",
		Bold: cut == "b" || cut == "bi", Italic: cut == "i" || cut == "bi",
	}
}

func para(align document.Align, runs ...read.Run) *read.Paragraph {
	return &read.Paragraph{Runs: runs, Form: &read.Form{Align: align, Spacing: read.Spacing{Rule: read.Multiple, Lines: 1}}}
}

func line(role document.Role, p *read.Paragraph) *anatomy.Line {
	return &anatomy.Line{Para: p, Role: role, Runs: p.Runs}
}

func centred(role document.Role, text string, size float64, cut string) *anatomy.Line {
	return line(role, para(document.AlignCenter, run(text, size, cut)))
}

// words is a paragraph of running text; the label stands in a run of its own.
func words(role document.Role, label, text, cut string) *anatomy.Line {
	var runs []read.Run
	if label != "" {
		runs = append(runs, run(label+" ", 14, cut))
	}
	runs = append(runs, run(text, 14, ""))
	p := para(document.AlignJustify, runs...)
	p.Form.FirstLine, p.Form.Before = document.MM(12.7), document.Pt(6)
	l := line(role, p)
	l.Label = label
	if label != "" {
		l.Runs = p.Runs[1:]
	}
	return l
}

func rule(mm float64) *read.Rule {
	return &read.Rule{Kind: read.Border, Length: document.MM(mm), Weight: document.Pt(0.75), Centred: true}
}

func blocks(list ...any) []read.Block {
	var out []read.Block
	for _, b := range list {
		switch b := b.(type) {
		case *anatomy.Line:
			out = append(out, b.Para)
		case read.Block:
			out = append(out, b)
		}
	}
	return out
}

func cell(list ...any) read.Cell { return read.Cell{Blocks: blocks(list...), ColSpan: 1, RowSpan: 1} }

func item(scheme, label, text string, ordinal int, children ...*anatomy.Node) *anatomy.Node {
	cut := ""
	if scheme == "Điều 1." {
		cut = "b"
	}
	return &anatomy.Node{Kind: anatomy.Item, Line: words(document.NoiDungCap1, label, text, cut), Scheme: scheme, Ordinal: ordinal,
		Children: children}
}

// plan is a kế hoạch.
func plan() *sheet {
	d := &anatomy.Document{Kind: "ke-hoach", Layout: anatomy.SideBySide}
	d.QuocHieu = centred(document.QuocHieu, quocHieu, 13, "b")
	d.TieuNgu = centred(document.TieuNgu, tieuNgu, 14, "b")
	d.KeTieuNgu = rule(60.5)
	d.ChuQuan = []*anatomy.Line{centred(document.CoQuanChuQuan, "UBND TỈNH AN BÌNH", 13, "")}
	d.CoQuan = []*anatomy.Line{centred(document.CoQuanBanHanh, "SỞ NỘI VỤ", 13, "b")}
	d.KeCoQuan = rule(10.5)
	d.SoKyHieu = centred(document.SoKyHieu, "Số: 42/KH-SNV", 13, "")
	d.Number = anatomy.Code{Number: "42", Notation: "KH-SNV"}
	d.DiaDanh = centred(document.DiaDanhThoiGian, "An Bình, ngày 15 tháng 4 năm 2026", 14, "i")
	d.PlaceDate = anatomy.PlaceDate{Place: "An Bình", Day: 15, Month: 4, Year: 2026}
	head := &read.Table{Columns: []document.EMU{document.MM(66), document.MM(99)}, Rows: []read.TableRow{
		{Cells: []read.Cell{cell(d.ChuQuan[0], d.CoQuan[0], d.KeCoQuan), cell(d.QuocHieu, d.TieuNgu, d.KeTieuNgu)}},
		{Cells: []read.Cell{cell(d.SoKyHieu), cell(d.DiaDanh)}},
	}}
	d.LetterTable = head
	d.TenLoai = centred(document.TenLoai, "KẾ HOẠCH", 14, "b")
	d.TrichYeu = []*anatomy.Line{centred(document.TrichYeu, "Tuyên truyền Luật Thi đua, khen thưởng", 14, "b")}
	d.KeTrichYeu = rule(40)
	title := words(document.MucCap1, "I.", "NỘI DUNG", "b")
	title.Runs[0].Bold = true
	d.Body = []*anatomy.Node{
		{Kind: anatomy.Paragraph, Line: words(document.LoiVan, "", "Sở Nội vụ ban hành Kế hoạch như sau:", "")},
		{Kind: anatomy.Heading, Line: title, Scheme: "I.", Ordinal: 1, Children: []*anatomy.Node{
			item("1.", "1.", "Phổ biến Luật Thi đua, khen thưởng;", 1,
				item("a)", "a)", "Trên trang thông tin điện tử;", 1), item("a)", "b)", "Tại hội nghị.", 2)),
			item("1.", "2.", "Báo cáo kết quả trước ngày 20 tháng 11 năm 2026./.", 2),
		}},
	}
	d.NhanNoiNhan = line(document.NhanNoiNhan, para(document.AlignLeft, run("Nơi nhận:", 12, "bi")))
	for _, s := range []string{"- UBND tỉnh (để b/c);", "- Các phòng thuộc Sở;", "- Lưu: VT, VP."} {
		d.NoiNhan = append(d.NoiNhan, line(document.NoiNhan, para(document.AlignLeft, run(s, 11, ""))))
	}
	d.Signers = []*anatomy.Signer{{
		QuyenHan: []*anatomy.Line{centred(document.QuyenHan, "KT. GIÁM ĐỐC", 14, "b")},
		ChucVu:   []*anatomy.Line{centred(document.QuyenHan, "PHÓ GIÁM ĐỐC", 14, "b")},
		HoTen:    centred(document.HoTen, "Nguyễn Văn A", 14, "b"),
	}}
	return (&sheet{Document: d}).lay()
}

// lay puts the parts into the manuscript.
func (s *sheet) lay() *sheet {
	d := s.Document
	list := []read.Block{d.LetterTable}
	add := func(l *anatomy.Line) {
		if l != nil {
			list = append(list, l.Para)
		}
	}
	add(d.TenLoai)
	for _, l := range d.TrichYeu {
		add(l)
	}
	if d.KeTrichYeu != nil {
		list = append(list, d.KeTrichYeu)
	}
	add(d.KinhGui)
	for _, l := range d.CanCu {
		add(l)
	}
	var body func([]*anatomy.Node)
	body = func(nodes []*anatomy.Node) {
		for _, n := range nodes {
			add(n.Line)
			for _, l := range n.Title {
				add(l)
			}
			if n.Table != nil {
				list = append(list, n.Table)
			}
			body(n.Children)
		}
	}
	body(d.Body)
	left := read.Cell{ColSpan: 1, RowSpan: 1}
	right := left
	left.Blocks = append(left.Blocks, d.NhanNoiNhan.Para)
	for _, l := range d.NoiNhan {
		left.Blocks = append(left.Blocks, l.Para)
	}
	for _, signer := range d.Signers {
		for _, l := range append(append([]*anatomy.Line{}, signer.QuyenHan...), signer.ChucVu...) {
			right.Blocks = append(right.Blocks, l.Para)
		}
		right.Blocks = append(right.Blocks, signer.HoTen.Para)
	}
	d.SignTable = &read.Table{Columns: []document.EMU{document.MM(70), document.MM(95)}, Rows: []read.TableRow{{Cells: []read.Cell{left,
		right}}}}
	list = append(list, d.SignTable)
	m := &read.Manuscript{Source: read.DOCX}
	page := read.Page{Width: document.MM(210), Height: document.MM(297), Top: document.MM(20), Bottom: document.MM(20),
		Left: document.MM(30), Right: document.MM(15)}
	number := read.PageNumber{Shown: true, Align: document.AlignCenter, Run: run("2", 14, "")}
	m.Sections = []read.Section{{Page: page, Number: number}}
	for _, a := range d.Appendices {
		a.Section = len(m.Sections)
		m.Sections = append(m.Sections, read.Section{First: len(list), Page: page, Number: number, Restart: true, Start: 1})
		add(a.Label)
		for _, l := range a.Title {
			add(l)
		}
		for _, l := range a.KemTheo {
			add(l)
		}
		body(a.Body)
	}
	m.Blocks = list
	d.Manuscript = m
	return s
}

// decision is a quyết định that gives awards, with its list.
func decision() *sheet {
	s := plan()
	d := s.Document
	d.Kind = "quyet-dinh"
	d.SoKyHieu.Runs[0].Text, d.Number.Notation = "Số: 42/QĐ-SNV", "QĐ-SNV"
	d.TenLoai.Runs[0].Text, d.TrichYeu[0].Runs[0].Text = "QUYẾT ĐỊNH", "Về việc tặng Giấy khen của Giám đốc Sở"
	d.KeTrichYeu = rule(38)
	d.ThamQuyen = []*anatomy.Line{centred(document.ThamQuyen, "GIÁM ĐỐC SỞ NỘI VỤ", 14, "b")}
	for _, t := range []string{
		"Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
		"Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;",
		"Theo đề nghị của Chánh Văn phòng Sở.",
	} {
		l := words(document.CanCu, "", t, "")
		l.Runs[0].Italic = true
		d.CanCu = append(d.CanCu, l)
	}
	d.TuBanHanh = centred(document.TuBanHanh, "QUYẾT ĐỊNH:", 14, "b")
	d.Body = []*anatomy.Node{
		item("Điều 1.", "Điều 1.", "Tặng Giấy khen cho 01 tập thể và 02 cá nhân (có Danh sách kèm theo).", 1),
		item("Điều 1.", "Điều 2.", "Các cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.", 2),
	}
	d.NoiNhan[0].Runs[0].Text = "- Như Điều 2;"
	d.Appendices = []*anatomy.Appendix{{
		Label:   centred(document.PhuLuc, "Phụ lục", 14, "b"),
		Title:   []*anatomy.Line{centred(document.TenPhuLuc, "DANH SÁCH ĐƯỢC TẶNG GIẤY KHEN", 14, "b")},
		KemTheo: []*anatomy.Line{centred(document.KemTheo, "(Kèm theo Quyết định số 42/QĐ-SNV ngày 15 tháng 4 năm 2026 của Giám đốc Sở Nội vụ)", 13, "i")},
		Body: []*anatomy.Node{
			{Kind: anatomy.Heading, Line: roman("I.", "TẬP THỂ"), Scheme: "I.", Ordinal: 1, Children: []*anatomy.Node{item("1.", "1.",
				"Văn phòng Sở.", 1)}},
			{Kind: anatomy.Heading, Line: roman("II.", "CÁ NHÂN"), Scheme: "I.", Ordinal: 2, Children: []*anatomy.Node{
				item("1.", "1.", "Ông Nguyễn Văn A;", 1), item("1.", "2.", "Bà Trần Thị B.", 2),
			}},
		},
	}}
	return s.lay()
}

func roman(label, text string) *anatomy.Line {
	l := words(document.MucCap1, label, text, "b")
	l.Runs[0].Bold = true
	return l
}

// letter is a công văn.
func letter() *sheet {
	s := plan()
	d := s.Document
	d.Kind, d.TenLoai, d.TrichYeu, d.KeTrichYeu = "cong-van", nil, nil, nil
	d.SoKyHieu.Runs[0].Text, d.Number.Notation = "Số: 42/SNV-VP", "SNV-VP"
	about := centred(document.TrichYeuCongVan, "V/v tuyên truyền Luật Thi đua, khen thưởng", 12, "")
	about.Para.Form.Before = document.Pt(6)
	d.TrichYeuCV = []*anatomy.Line{about}
	left := &d.LetterTable.Rows[1].Cells[0]
	left.Blocks = append(left.Blocks, about.Para)
	d.KinhGui = line(document.KinhGui, para(document.AlignLeft, run("Kính gửi: Ủy ban nhân dân tỉnh An Bình", 14, "")))
	d.NoiNhan[0].Runs[0].Text = "- Như trên;"
	return s.lay()
}
