package check_test

import (
	"strings"
	"testing"

	"vanban/check"
	"vanban/document"
	"vanban/read"
	"vanban/read/anatomy"
)

// TestOfficeFaults: what offices get wrong in ways that read right at first sight, and what they rightly do that looks wrong.
func TestOfficeFaults(t *testing.T) {
	const long = "Các cơ quan, đơn vị căn cứ chức năng, nhiệm vụ được giao chủ động thực hiện và báo cáo kết quả đúng thời hạn quy định."
	set := func(l func(*sheet) *anatomy.Line, text string) func(*sheet) {
		return func(s *sheet) { l(s).Runs[0].Text = text }
	}
	number := func(s *sheet) *anatomy.Line { return s.SoKyHieu }
	place := func(s *sheet) *anatomy.Line { return s.DiaDanh }
	about := func(s *sheet) *anatomy.Line { return s.TrichYeu[0] }
	body := func(s *sheet) *anatomy.Line { return s.Body[0].Line }
	name := func(s *sheet) *anatomy.Line { return s.Signers[0].HoTen }
	capacity := func(s *sheet) *anatomy.Line { return s.Signers[0].QuyenHan[0] }
	attached := func(s *sheet) *anatomy.Line { return s.Appendices[0].KemTheo[0] }
	for _, c := range []struct {
		name  string
		start func() *sheet
		do    func(*sheet)
		want  string
	}{
		{"a full stop after the notation", plan, set(number, "Số: 42/KH-SNV."), "SO-1"},
		{"a nought too many", plan, set(number, "Số: 042/KH-SNV"), "SO-1"},
		{"hyphen and slash exchanged", plan, set(number, "Số: 42-KH/SNV"), "SO-1"},
		{"small letters of a title", plan, set(number, "Số: 42/KH-TTg"), ""},
		{"an organ in small letters", plan, set(number, "Số: 42/KH-Snv"), "SO-1"},
		{"place in capitals", plan, set(place, "AN BÌNH, ngày 15 tháng 4 năm 2026"), "DD-1"},
		{"place half small", plan, set(place, "An bình, ngày 15 tháng 4 năm 2026"), "DD-1"},
		{"place cut short", plan, set(place, "TP. An Bình, ngày 15 tháng 4 năm 2026"), "DD-1"},
		{"a full stop after the date", plan, set(place, "An Bình, ngày 15 tháng 4 năm 2026."), "DD-1"},
		{"a year only begun", plan, set(place, "An Bình, ngày … tháng … năm 20…"), ""},
		{"a commune's place", plan, set(place, "Phường Điện Biên Phủ, ngày 15 tháng 4 năm 2026"), ""},
		{"colon after tên loại", plan, func(s *sheet) { s.TenLoai.Runs[0].Text = "KẾ HOẠCH:" }, "TL-1"},
		{"full stop after trích yếu", plan, set(about, "Tuyên truyền Luật Thi đua, khen thưởng."), "TL-2"},
		{"V/v under tên loại", plan, set(about, "V/v tuyên truyền Luật Thi đua, khen thưởng"), "TL-2"},
		{"trích yếu of a letter aside", letter, func(s *sheet) { s.TrichYeuCV[0].Para.Form.Align = document.AlignLeft }, "VV-1"},
		{"a dash before a ground", decision, func(s *sheet) { s.CanCu[1].Label = "-" }, "CC-1"},
		{"a law cited by its number alone", decision, func(s *sheet) {
			s.CanCu[0].Runs[0].Text = "Căn cứ Luật số 06/2022/QH15 ngày 15 tháng 6 năm 2022;"
		}, "CC-2"},
		{"a title with a Roman number in small letters", plan, func(s *sheet) { s.Body[1].Line.Runs[0].Text = "Nội dung" }, "BC-1"},
		{"a paragraph all italic", plan, func(s *sheet) { r := &body(s).Runs[0]; r.Text, r.Italic = long, true }, "ND-1"},
		{"a paragraph all bold", plan, func(s *sheet) { r := &body(s).Runs[0]; r.Text, r.Bold = long, true }, "ND-1"},
		{"a quotation all italic", plan, func(s *sheet) { r := &body(s).Runs[0]; r.Text, r.Italic = "“"+long+"”", true }, ""},
		{"a remark in brackets all italic", plan, func(s *sheet) { r := &body(s).Runs[0]; r.Text, r.Italic = "("+long+")", true }, ""},
		{"a long paragraph in the middle", plan, func(s *sheet) {
			body(s).Runs[0].Text, body(s).Para.Form.Align = long+" "+long, document.AlignCenter
		}, "ND-1"},
		{"text short of the right margin", plan, func(s *sheet) { body(s).Para.Form.Right = document.MM(10) }, "ND-1"},
		{"a colon after KT", plan, set(capacity, "KT: GIÁM ĐỐC"), "KY-1"},
		{"a full stop inside TM", plan, set(capacity, "T.M ỦY BAN NHÂN DÂN"), "KY-1"},
		{"KT. without the deputy's office", plan, func(s *sheet) { s.Signers[0].ChucVu = nil }, "KY-1"},
		{"name aside", plan, func(s *sheet) { name(s).Para.Form.Align = document.AlignLeft }, "KY-1"},
		{"Ths", plan, set(name, "Ths. Nguyễn Văn A"), "KY-2"},
		{"Nơi nhận in the middle", plan, func(s *sheet) { s.NhanNoiNhan.Para.Form.Align = document.AlignCenter }, "NN-1"},
		{"Nơi nhận underlined", plan, func(s *sheet) { s.NhanNoiNhan.Runs[0].Underline = true }, "NN-1"},
		{"Như trên of a decision", decision, func(s *sheet) { s.NoiNhan[0].Runs[0].Text = "- Như trên;" }, "NN-2"},
		{"Như trên of a plan", plan, func(s *sheet) { s.NoiNhan[0].Runs[0].Text = "- Như trên;" }, "NN-2"},
		{"Phụ lục aside", decision, func(s *sheet) { s.Appendices[0].Label.Para.Form.Align = document.AlignLeft }, "PL-1"},
		{"Kèm theo without brackets", decision, func(s *sheet) {
			attached(s).Runs[0].Text = strings.Trim(attached(s).Runs[0].Text, "()")
		}, "PL-1"},
		{"another type in Kèm theo", decision, func(s *sheet) {
			attached(s).Runs[0].Text = strings.Replace(attached(s).Runs[0].Text, "Quyết định", "Kế hoạch", 1)
		}, "KT-1"},
		{"bằng khen of a sở", decision, set(about, "Về việc tặng Bằng khen của Giám đốc Sở"), "KT-1"},
		{"organs of two sizes", plan, func(s *sheet) { s.ChuQuan[0].Runs[0].Size = document.Pt(12) }, "SZ-1"},
		{"grounds smaller than the text", decision, func(s *sheet) { s.CanCu[1].Runs[0].Size = document.Pt(13) }, "SZ-1"},
		{"cited without số", plan, set(body, "Thực hiện Nghị định 30/2020/NĐ-CP về công tác văn thư:"), "VD-1?"},
		{"words beside the page number", plan, func(s *sheet) {
			p := para(document.AlignCenter, run("Trang ", 14, ""))
			p.Place = read.Place{Part: "header1", Paragraph: 1}
			sec := &s.Manuscript.Sections[0]
			sec.Header, sec.Number.Place = []read.Block{p}, p.Place
		}, "NUM-1"},
		{"rules anchored in any order", plan, func(s *sheet) {
			s.Layout = anatomy.Tabbed
			s.KeCoQuan, s.KeTieuNgu = s.KeTieuNgu, s.KeCoQuan
			s.KeCoQuan.Left, s.KeTieuNgu.Left = document.MM(86), document.MM(26)
		}, ""},
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
			}
		})
	}
}

// TestPassedMeasures: what a rule that is kept says of the document is never the wording of its fault.
func TestPassedMeasures(t *testing.T) {
	for _, s := range []*sheet{plan(), decision(), letter()} {
		r, err := newChecker(t).Judge(t.Context(), s.Document)
		if err != nil {
			t.Fatal(err)
		}
		for _, res := range r.Results {
			if res.Status != check.Pass {
				continue
			}
			for _, wrong := range []string{"không ở", "không có ngày", "có số, ký hiệu;", "thiếu", "nối tiếp", "không nhắc", "“”", "“-”"} {
				if got := res.Findings[0].Measured; strings.Contains(got, wrong) {
					t.Errorf("%s: passed and says %q", res.Rule.ID, got)
				}
			}
		}
	}
}
