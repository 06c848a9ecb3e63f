package check_test

import (
	"strings"
	"testing"

	"vanban/check"
	"vanban/document"
	"vanban/read"
	"vanban/read/anatomy"
)

// broken lists what a report does not let pass: "QH-1 fail".
func broken(r *check.Report) string {
	var list []string
	for i := range r.Results {
		switch r.Results[i].Status {
		case check.Fail:
			list = append(list, r.Results[i].Rule.ID)
		case check.NeedsReview:
			list = append(list, r.Results[i].Rule.ID+"?")
		case check.NotApplicable, check.NotEvaluated, check.Pass, check.StatusCount:
		}
	}
	return strings.Join(list, " ")
}

// TestOneFault: documents that keep every rule pass, and one fault breaks exactly its own rule.
func TestOneFault(t *testing.T) {
	const twip = document.Twip
	mm, pt := document.MM, document.Pt
	page := func(s *sheet) *read.Page { return &s.Manuscript.Sections[0].Page }
	number := func(s *sheet) *read.PageNumber { return &s.Manuscript.Sections[0].Number }
	head := func(l *anatomy.Line) *read.Run { return &l.Runs[0] }
	for _, c := range []struct {
		name  string
		start func() *sheet
		do    func(*sheet)
		want  string
	}{
		{"a plan", plan, func(*sheet) {}, ""},
		{"a decision", decision, func(*sheet) {}, ""},
		{"a letter", letter, func(*sheet) {}, ""},

		{"paper", plan, func(s *sheet) { page(s).Width, page(s).Height = mm(215.9), mm(279.4) }, "PAGE-1"},
		{"A4 of an old word processor", plan, func(s *sheet) { page(s).Width, page(s).Height = 11907*twip, 16840*twip }, ""},
		{"turned", plan, func(s *sheet) { page(s).Width, page(s).Height, page(s).Landscape = mm(297), mm(210), true }, "PAGE-2"},
		{"upper margin", plan, func(s *sheet) { page(s).Top = mm(19) }, "PAGE-3"},
		{"lower margin", plan, func(s *sheet) { page(s).Bottom = mm(25.4) }, "PAGE-3"},
		{"a twip of rounding", plan, func(s *sheet) { page(s).Top, page(s).Right = 1133*twip, 850*twip }, ""},
		{"left margin", plan, func(s *sheet) { page(s).Left = mm(25) }, "PAGE-4"},
		{"right margin", plan, func(s *sheet) { page(s).Right = mm(10) }, "PAGE-5"},
		{"font", plan, func(s *sheet) { head(s.Body[0].Line).Font = "Arial" }, "FONT-1"},
		{"font of signs", plan, func(s *sheet) { head(s.Body[0].Line).Font = "Wingdings" }, "FONT-1?"},
		{"legacy font", plan, func(s *sheet) { head(s.Body[0].Line).Font = ".VnTime" }, "FONT-2"},
		{"loose marks", plan, func(s *sheet) { head(s.Body[0].Line).Text = "Sơ\u0309 Nội vụ ban hành:" }, "FONT-2"},
		{"colour", plan, func(s *sheet) { head(s.Body[0].Line).Color = "0563C1" }, "FONT-3"},
		{"number below", plan, func(s *sheet) { number(s).Footer = true }, "NUM-1"},
		{"number aside", plan, func(s *sheet) { number(s).Align = document.AlignRight }, "NUM-1"},
		{"number small", plan, func(s *sheet) { number(s).Run.Size = pt(11) }, "NUM-1"},
		{"number on the first page", plan, func(s *sheet) { number(s).OnFirst = true }, "NUM-1"},
		{"no number, length unknown", plan, func(s *sheet) { number(s).Shown = false }, ""},

		{"no quốc hiệu", plan, func(s *sheet) {
			s.QuocHieu, s.TieuNgu, s.KeTieuNgu, s.LetterTable.Rows[0].Cells[1].Blocks = nil, nil, nil, nil
		}, "QH-1"},
		{"quốc hiệu over two lines", plan, func(s *sheet) {
			p := s.QuocHieu.Para
			p.Runs = []read.Run{run("CỘNG HÒA XÃ HỘI", 13, "b"), {Kind: read.LineBreak}, run("CHỦ NGHĨA VIỆT NAM", 13, "b")}
			s.QuocHieu = nil
		}, "QH-4"},
		{"quốc hiệu, old spelling", plan, func(s *sheet) { head(s.QuocHieu).Text = strings.Replace(quocHieu, "HÒA", "HOÀ", 1) }, ""},
		{"quốc hiệu, a word", plan, func(s *sheet) { head(s.QuocHieu).Text = strings.Replace(quocHieu, "CHỦ NGHĨA ", "", 1) }, "QH-1"},
		{"quốc hiệu large", plan, func(s *sheet) { head(s.QuocHieu).Size = pt(14) }, "QH-1"},
		{"quốc hiệu not bold", plan, func(s *sheet) { head(s.QuocHieu).Bold = false }, "QH-1"},
		{"tiêu ngữ with dashes", plan, func(s *sheet) { head(s.TieuNgu).Text = "Độc lập – Tự do – Hạnh phúc" }, "QH-2"},
		{"tiêu ngữ italic", plan, func(s *sheet) { head(s.TieuNgu).Italic = true }, "QH-2"},
		{"tiêu ngữ aside", plan, func(s *sheet) { s.TieuNgu.Para.Form.Align = document.AlignLeft }, "QH-2"},
		{"no rule under tiêu ngữ", plan, func(s *sheet) { s.KeTieuNgu = nil }, "QH-3"},
		{"tiêu ngữ underlined", plan, func(s *sheet) { s.KeTieuNgu, head(s.TieuNgu).Underline = nil, true }, "QH-3"},
		{"rule under tiêu ngữ short", plan, func(s *sheet) { s.KeTieuNgu.Length = mm(50) }, "QH-3"},
		{"quốc hiệu broken", plan, func(s *sheet) { s.LetterTable.Columns[1] = mm(90) }, "QH-4"},
		{"quốc hiệu at the left", plan, func(s *sheet) {
			for i := range s.LetterTable.Rows {
				cells := s.LetterTable.Rows[i].Cells
				cells[0], cells[1] = cells[1], cells[0]
			}
			s.LetterTable.Columns[0] = mm(99)
		}, "QH-4"},

		{"organ in small letters", plan, func(s *sheet) { head(s.CoQuan[0]).Text = "Sở Nội vụ" }, "CQ-1"},
		{"organ in small letters shown as capitals", plan, func(s *sheet) {
			head(s.CoQuan[0]).Text, head(s.CoQuan[0]).Caps = "Sở Nội vụ",
				true
		}, ""},
		{"organ not bold", plan, func(s *sheet) { head(s.CoQuan[0]).Bold = false }, "CQ-1"},
		{"organ above bold", plan, func(s *sheet) { head(s.ChuQuan[0]).Bold = true }, "CQ-1"},
		{"no rule under organ", plan, func(s *sheet) { s.KeCoQuan = nil }, "CQ-2"},
		{"rule under organ long", plan, func(s *sheet) { s.KeCoQuan.Length = mm(24) }, "CQ-2"},

		{"no number", plan, func(s *sheet) { s.SoKyHieu = nil }, "SO-1"},
		{"blank number", plan, func(s *sheet) { head(s.SoKyHieu).Text = "Số:        /KH-SNV" }, ""},
		{"dotted number", plan, func(s *sheet) { head(s.SoKyHieu).Text = "Số: …../KH-SNV" }, ""},
		{"number with a letter", plan, func(s *sheet) { head(s.SoKyHieu).Text = "Số: 17a/KH-SNV-TĐKT" }, ""},
		{"number without nought", plan, func(s *sheet) { head(s.SoKyHieu).Text = "Số: 5/KH-SNV" }, "SO-1"},
		{"number without colon", plan, func(s *sheet) { head(s.SoKyHieu).Text = "Số 42/KH-SNV" }, "SO-1"},
		{"blanks in the code", plan, func(s *sheet) { head(s.SoKyHieu).Text = "Số: 42/KH - SNV" }, "SO-1"},
		{"dash in the code", plan, func(s *sheet) { head(s.SoKyHieu).Text = "Số: 42/KH–SNV" }, "SO-1"},
		{"number bold", plan, func(s *sheet) { head(s.SoKyHieu).Bold = true }, "SO-1"},
		{"number 14", plan, func(s *sheet) { head(s.SoKyHieu).Size = pt(14) }, "SO-1"},
		{"another type's code", plan, func(s *sheet) { head(s.SoKyHieu).Text = "Số: 42/BC-SNV" }, "SO-2"},
		{"code of a letter", letter, func(s *sheet) { head(s.SoKyHieu).Text = "Số: 42/CV-SNV" }, "SO-2"},
		{"TTR", plan, func(s *sheet) { s.Kind, head(s.SoKyHieu).Text = "chuong-trinh", "Số: 42/CTR-SNV" }, "SO-2"},

		{"no date", plan, func(s *sheet) { s.DiaDanh = nil }, "DD-1"},
		{"day without nought", plan, func(s *sheet) { head(s.DiaDanh).Text = "An Bình, ngày 5 tháng 4 năm 2026" }, "DD-1"},
		{"month with nought", plan, func(s *sheet) { head(s.DiaDanh).Text = "An Bình, ngày 05 tháng 04 năm 2026" }, "DD-1"},
		{"January", plan, func(s *sheet) { head(s.DiaDanh).Text = "An Bình, ngày 05 tháng 01 năm 2026" }, ""},
		{"January without nought", plan, func(s *sheet) { head(s.DiaDanh).Text = "An Bình, ngày 05 tháng 1 năm 2026" }, "DD-1"},
		{"no comma", plan, func(s *sheet) { head(s.DiaDanh).Text = "An Bình ngày 05 tháng 4 năm 2026" }, "DD-1"},
		{"blank date", plan, func(s *sheet) { head(s.DiaDanh).Text = "An Bình, ngày      tháng      năm 2026" }, ""},
		{"30 February", plan, func(s *sheet) { head(s.DiaDanh).Text = "An Bình, ngày 30 tháng 02 năm 2026" }, "DD-1"},
		{"date upright", plan, func(s *sheet) { head(s.DiaDanh).Italic = false }, "DD-1"},
		{"date on another row", plan, func(s *sheet) {
			rows := s.LetterTable.Rows
			rows[0].Cells[1].Blocks = append(rows[0].Cells[1].Blocks, s.DiaDanh.Para)
			rows[1].Cells[1].Blocks = nil
		}, "DD-2"},

		{"no tên loại", plan, func(s *sheet) { s.TenLoai, s.TrichYeu = nil, nil }, "TL-1"},
		{"tên loại small", plan, func(s *sheet) { head(s.TenLoai).Text = "Kế hoạch" }, "TL-1"},
		{"tên loại aside", plan, func(s *sheet) { s.TenLoai.Para.Form.Align = document.AlignLeft }, "TL-1"},
		{"trích yếu not bold", plan, func(s *sheet) { head(s.TrichYeu[0]).Bold = false }, "TL-2"},
		{"trích yếu in capitals", plan, func(s *sheet) {
			head(s.TrichYeu[0]).Text, s.KeTrichYeu.Length = "TUYÊN TRUYỀN LUẬT THI ĐUA", mm(36)
		}, "TL-2"},
		{"no rule under trích yếu", plan, func(s *sheet) { s.KeTrichYeu = nil }, "TL-3"},
		{"rule under trích yếu short", plan, func(s *sheet) { s.KeTrichYeu.Length = mm(15) }, "TL-3"},
		{"V/V", letter, func(s *sheet) { head(s.TrichYeuCV[0]).Text = "V/V tuyên truyền" }, "VV-1"},
		{"V/v bold", letter, func(s *sheet) { head(s.TrichYeuCV[0]).Bold = true }, "VV-1"},
		{"V/v too near", letter, func(s *sheet) { s.TrichYeuCV[0].Para.Form.Before = 0 }, "VV-1"},

		{"ground upright", decision, func(s *sheet) { head(s.CanCu[1]).Italic = false }, "CC-1"},
		{"ground without semicolon", decision, func(s *sheet) {
			head(s.CanCu[0]).Text = "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022."
		}, "CC-1"},
		{"last ground with comma", decision, func(s *sheet) { head(s.CanCu[2]).Text = "Theo đề nghị của Chánh Văn phòng Sở," }, "CC-1"},
		{"ground of a law with number", decision, func(s *sheet) {
			head(s.CanCu[0]).Text = "Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15 tháng 6 năm 2022;"
		}, "CC-2"},
		{"ground without date", decision, func(s *sheet) {
			head(s.CanCu[1]).Text = "Căn cứ Nghị định số 30/2020/NĐ-CP của Chính phủ về công tác văn thư;"
		}, "CC-2"},

		{"Điều not bold", decision, func(s *sheet) { s.Body[0].Line.Para.Runs[0].Bold = false }, "BC-1"},
		{"Điều with colon", decision, func(s *sheet) { relabel(s.Body[0], "Điều 1:") }, "BC-1"},
		{"Điều repeated", decision, func(s *sheet) { s.Body[1].Ordinal = 1; relabel(s.Body[1], "Điều 1.") }, "BC-1"},
		{"gap", plan, func(s *sheet) { n := s.Body[1].Children[1]; n.Ordinal = 3; relabel(n, "3.") }, "BC-1"},
		{"letter f", plan, func(s *sheet) { relabel(s.Body[1].Children[0].Children[1], "f)") }, "BC-1"},
		{"letter with stop", plan, func(s *sheet) { relabel(s.Body[1].Children[0].Children[1], "b.") }, "BC-1"},
		{"I not bold", plan, func(s *sheet) { head(s.Body[1].Line).Bold = false }, "BC-1"},

		{"text large", plan, func(s *sheet) { head(s.Body[0].Line).Size = pt(15) }, "ND-1"},
		{"text ragged", plan, func(s *sheet) { s.Body[0].Line.Para.Form.Align = document.AlignLeft }, "ND-1"},
		{"no indent", plan, func(s *sheet) { s.Body[0].Line.Para.Form.FirstLine = 0 }, "ND-1"},
		{"indent 10", plan, func(s *sheet) { s.Body[0].Line.Para.Form.FirstLine = mm(10) }, ""},
		{"hanging number", plan, func(s *sheet) {
			f := s.Body[1].Children[0].Line.Para.Form
			f.Left, f.FirstLine = mm(19), -mm(6.3)
		}, ""},
		{"no space", plan, func(s *sheet) { s.Body[1].Children[1].Line.Para.Form.Before = pt(3) }, "ND-1"},
		{"lines apart", plan, func(s *sheet) { s.Body[0].Line.Para.Form.Spacing.Lines = 2 }, "ND-1"},
		{"exact lines", plan, func(s *sheet) { s.Body[0].Line.Para.Form.Spacing = read.Spacing{Rule: read.Exactly, Height: pt(18)} }, ""},
		{"exact lines too narrow", plan, func(s *sheet) {
			s.Body[0].Line.Para.Form.Spacing = read.Spacing{Rule: read.Exactly,
				Height: pt(14)}
		}, "ND-1"},
		{"no end", plan, func(s *sheet) { head(s.Body[1].Children[1].Line).Text = "Báo cáo kết quả." }, "ND-2"},

		{"no signer", plan, func(s *sheet) { s.Signers = nil }, "KY-1"},
		{"KT without stop", plan, func(s *sheet) { head(s.Signers[0].QuyenHan[0]).Text = "KT GIÁM ĐỐC" }, "KY-1"},
		{"K/T", plan, func(s *sheet) { head(s.Signers[0].QuyenHan[0]).Text = "K/T GIÁM ĐỐC" }, "KY-1"},
		{"Q.", plan, func(s *sheet) { head(s.Signers[0].QuyenHan[0]).Text = "Q. GIÁM ĐỐC" }, ""},
		{"TRƯỞNG PHÒNG", plan, func(s *sheet) { head(s.Signers[0].QuyenHan[0]).Text = "QUYỀN TRƯỞNG" }, ""},
		{"office not bold", plan, func(s *sheet) { head(s.Signers[0].ChucVu[0]).Bold = false }, "KY-1"},
		{"name in capitals", plan, func(s *sheet) { head(s.Signers[0].HoTen).Text = "NGUYỄN VĂN A" }, "KY-1"},
		{"degree", plan, func(s *sheet) { head(s.Signers[0].HoTen).Text = "TS. Nguyễn Văn A" }, "KY-2"},
		{"degree of a school", plan, func(s *sheet) {
			head(s.CoQuan[0]).Text, s.KeCoQuan.Length = "TRƯỜNG CAO ĐẲNG", mm(18)
			head(s.Signers[0].HoTen).Text = "TS. Nguyễn Văn A"
		}, ""},

		{"no Nơi nhận", plan, func(s *sheet) { s.NhanNoiNhan, s.NoiNhan = nil, nil }, "NN-1"},
		{"label upright", plan, func(s *sheet) { head(s.NhanNoiNhan).Italic = false }, "NN-1"},
		{"list 12", plan, func(s *sheet) { head(s.NoiNhan[1]).Size = pt(12) }, "NN-1"},
		{"no semicolon", plan, func(s *sheet) { head(s.NoiNhan[1]).Text = "- Các phòng thuộc Sở" }, "NN-1"},
		{"Lưu without stop", plan, func(s *sheet) { head(s.NoiNhan[2]).Text = "- Lưu: VT, VP" }, "NN-1"},
		{"Lưu with a drafter's sign", plan, func(s *sheet) { head(s.NoiNhan[2]).Text = "- Lưu: VT, VP (02). PL.(300)" }, ""},
		{"Kính gửi in a plan", plan, func(s *sheet) {
			s.KinhGui = line(document.KinhGui, para(document.AlignLeft, run("Kính gửi: Các phòng", 14, "")))
		}, "NN-2"},
		{"not Như trên", letter, func(s *sheet) { head(s.NoiNhan[0]).Text = "- UBND tỉnh;" }, "NN-2"},
		{"no Kính gửi", letter, func(s *sheet) { s.KinhGui = nil }, "NN-2"},
		{"an article that is not there", decision, func(s *sheet) { head(s.NoiNhan[0]).Text = "- Như Điều 3;" }, "NN-2"},

		{"phụ lục with a number", decision, func(s *sheet) { head(s.Appendices[0].Label).Text = "Phụ lục I" }, "PL-1"},
		{"PHỤ LỤC", decision, func(s *sheet) { head(s.Appendices[0].Label).Text = "PHỤ LỤC" }, "PL-1"},
		{"phụ lục 13 pt", decision, func(s *sheet) { head(s.Appendices[0].Label).Size = pt(13) }, "PL-1"},
		{"no kèm theo", decision, func(s *sheet) { s.Appendices[0].KemTheo = nil }, "PL-1"},
		{"pages run on", decision, func(s *sheet) { s.Manuscript.Sections[1].Restart = false }, "PL-1"},
		{"phụ lục not named", decision, func(s *sheet) { head(s.Body[0].Line).Text = "Tặng Giấy khen cho 01 tập thể và 02 cá nhân." },
			"PL-1"},
		{"urgency", plan, stamp("HỎA TỐC", "FF0000"), ""},
		{"urgency, old spelling", plan, stamp("HOẢ TỐC", "FF0000"), ""},
		{"urgency of the old circular", plan, stamp("HỎA TỐC HẸN GIỜ", "FF0000"), "KH-1"},
		{"urgency black", plan, stamp("KHẨN", "000000"), "KH-1"},
		{"urgency of other words", plan, func(s *sheet) {
			stamp("KHẨN CẤP", "FF0000")(s)
			s.Loose, s.DauKhan = s.DauKhan, nil
		}, "KH-1"},
		{"office in small letters", plan, func(s *sheet) {
			l := s.Signers[0].ChucVu[0]
			head(l).Text, s.Signers[0].ChucVu, s.Loose = "Phó Giám đốc", nil, []*anatomy.Line{l}
		}, "KY-1"},

		{"Khoản", plan, say("Thực hiện theo Khoản 2 Điều 5 của Luật."), "VH-1?"},
		{"điều", plan, say("Thực hiện theo khoản 2 điều 5 của Luật."), "VH-2?"},
		{"danh mục 1", plan, say("Thực hiện theo danh mục 1 và hạng mục 2."), ""},
		{"nhân dân", plan, say("Vận động các tầng lớp nhân dân tham gia."), "VH-3?"},
		{"Hội đồng nhân dân", plan, say("Hội đồng nhân dân và ngân sách nhà nước của tỉnh."), ""},
		{"thành phố Hồ Chí Minh", plan, say("Tổ chức tại thành phố Hồ Chí Minh."), "VH-4?"},
		{"ngày 5", plan, say("Hoàn thành trước ngày 5 tháng 6 năm 2026."), "VH-5?"},
		{"tháng 03", plan, say("Hoàn thành trong tháng 03 năm 2026."), "VH-5?"},
		{"law with a number", plan, say("Theo Luật Lưu trữ số 33/2024/QH15."), "VD-1?"},
		{"first citation short", plan, say("Theo Nghị định số 30/2020/NĐ-CP, các đơn vị thực hiện."), "VD-1?"},
		{"two citations in a sentence", plan, say("Theo Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ và Thông tư số 05/2025/TT-BNV."), "VD-1?"},
		{"huyện", plan, func(s *sheet) { head(s.NoiNhan[1]).Text = "- UBND các huyện;" }, "D2-1"},
		{"huyện before", plan, func(s *sheet) { head(s.NoiNhan[1]).Text, s.PlaceDate.Year = "- UBND các huyện;", 2024 }, ""},
		{"sizes of two profiles", plan, func(s *sheet) { head(s.DiaDanh).Size = pt(13) }, "SZ-1"},
		{"the smaller profile", plan, func(s *sheet) {
			head(s.DiaDanh).Size, head(s.TieuNgu).Size, head(s.QuocHieu).Size = pt(13), pt(13), pt(12)
			s.KeTieuNgu.Length = mm(56.1)
		}, ""},
		{"text of two sizes", plan, func(s *sheet) { head(s.Body[0].Line).Size = pt(13) }, "SZ-1"},
		{"counts differ", decision, func(s *sheet) {
			head(s.Body[0].Line).Text = "Tặng Giấy khen cho 01 tập thể và 03 cá nhân (có Danh sách kèm theo)."
		}, "KT-1"},
		{"another decision's number", decision, func(s *sheet) {
			r := head(s.Appendices[0].KemTheo[0])
			r.Text = strings.Replace(r.Text, "42/", "41/", 1)
		}, "KT-1"},
		{"another day", decision, func(s *sheet) {
			r := head(s.Appendices[0].KemTheo[0])
			r.Text = strings.Replace(r.Text, "ngày 15", "ngày 16", 1)
		}, "KT-1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := c.start()
			c.do(s)
			r, err := newChecker(t).Judge(t.Context(), s.Document)
			if err != nil {
				t.Fatal(err)
			}
			if got := broken(r); got != c.want {
				t.Errorf("broken %q, want %q", got, c.want)
				for i := range r.Results {
					log(t, &r.Results[i])
				}
			}
			inForm(t, r)
		})
	}
}

// TestNothingToMeasure: of a scan nothing is said, not even that it is clean; of plain text only what its words show.
func TestNothingToMeasure(t *testing.T) {
	c := newChecker(t)
	scan := &anatomy.Document{Manuscript: &read.Manuscript{Source: read.PDF, Sections: []read.Section{{}}, Info: read.Info{Pages: 2}}}
	r, err := c.Judge(t.Context(), scan)
	if err != nil {
		t.Fatal(err)
	}
	if n := r.Counts(); n[check.NotEvaluated] != len(r.Results) || len(r.Remarks) != 1 || r.Clean() {
		t.Errorf("a scan: %v, remarks %v", n, r.Remarks)
	}

	s := decision()
	s.Manuscript.Source, s.Manuscript.Sections = read.Text, nil
	for _, p := range paragraphs(s.Manuscript.Blocks) {
		p.Form = nil
		for i := range p.Runs {
			p.Runs[i] = read.Run{Text: p.Runs[i].Text}
		}
	}
	s.KeTieuNgu, s.KeCoQuan, s.KeTrichYeu = nil, nil, nil
	if r, err = c.Judge(t.Context(), s.Document); err != nil {
		t.Fatal(err)
	}
	if got := broken(r); got != "" {
		t.Errorf("plain text: broken %q", got)
	}
	s.SoKyHieu.Runs[0].Text = "Số: 5/QĐ-SNV"
	if r, err = c.Judge(t.Context(), s.Document); err != nil {
		t.Fatal(err)
	}
	if got := broken(r); got != "SO-1" {
		t.Errorf("plain text with a wrong number: broken %q", got)
	}
}

func paragraphs(blocks []read.Block) (list []*read.Paragraph) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *read.Paragraph:
			list = append(list, b)
		case *read.Table:
			for i := range b.Rows {
				for j := range b.Rows[i].Cells {
					list = append(list, paragraphs(b.Rows[i].Cells[j].Blocks)...)
				}
			}
		case *read.Rule:
		}
	}
	return list
}

// TestAgain: a fault that comes again is one finding with a count, and no rule tells more than a reader can use.
func TestAgain(t *testing.T) {
	s := plan()
	for _, n := range s.Body[1].Children {
		n.Line.Para.Form.Align = document.AlignLeft
	}
	r, err := newChecker(t).Judge(t.Context(), s.Document)
	if err != nil {
		t.Fatal(err)
	}
	for i := range r.Results {
		if res := &r.Results[i]; res.Rule.ID == "ND-1" {
			if len(res.Findings) != 1 || !strings.Contains(res.Findings[0].Message, "(và 1 chỗ khác)") {
				t.Errorf("%+v", res.Findings)
			}
		}
	}
}

func relabel(n *anatomy.Node, label string) {
	n.Line.Label, n.Line.Para.Runs[0].Text = label, label+" "
}

func stamp(words, color string) func(*sheet) {
	return func(s *sheet) {
		l := centred(document.DauKhan, words, 13, "b")
		l.Runs[0].Color = color
		s.DauKhan = []*anatomy.Line{l}
		left := &s.LetterTable.Rows[1].Cells[0]
		left.Blocks = append(left.Blocks, l.Para)
	}
}

func say(text string) func(*sheet) {
	return func(s *sheet) { s.Body[0].Line.Runs[0].Text = text }
}

func log(t *testing.T, r *check.Result) {
	t.Helper()
	if r.Status < check.NeedsReview {
		return
	}
	for _, f := range r.Findings {
		t.Logf("%s: %s measured %s, allowed %s: %s", r.Rule.ID, f.Message, f.Measured, f.Allowed, f.Excerpt)
	}
}

// inForm checks what every report owes its reader.
func inForm(t *testing.T, r *check.Report) {
	t.Helper()
	for i := range r.Results {
		res := &r.Results[i]
		if res.Rule.Cite == "" || res.Rule.Title == "" {
			t.Errorf("%s has no title or clause", res.Rule.ID)
		}
		for _, f := range res.Findings {
			if f.Status == check.Fail && (f.Message == "" || f.Measured == "" || f.Allowed == "" || f.Hint == "") {
				t.Errorf("%s: incomplete finding %+v", res.Rule.ID, f)
			}
		}
	}
}
