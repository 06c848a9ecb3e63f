package report_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"vanban/check"
	"vanban/document"
	"vanban/read"
	"vanban/render"
)

const (
	law    = ", Nghị định 30/2020/NĐ-CP"
	mucI   = "Phụ lục I, Phần I, Mục I, khoản "
	mucII  = "Phụ lục I, Phần I, Mục II, khoản "
	mucIII = "Phụ lục I, Phần I, Mục III, khoản "
)

// ruleTable has a rule a line: ID, title, severity, clause, and what a good file has.
var ruleTable = []struct {
	id, title string
	severity  check.Severity
	cite      string
	measured  string
	allowed   string
}{
	{"PAGE-1", "Khổ giấy", check.Violation, mucI + "1" + law, "210 × 297 mm", "210 × 297 mm"},
	{"PAGE-2", "Hướng giấy", check.Violation, mucI + "2" + law, "đứng", "đứng"},
	{"PAGE-3", "Lề trên, lề dưới", check.Violation, mucI + "3" + law, "20 mm; 20 mm", "20–25 mm"},
	{"PAGE-4", "Lề trái", check.Violation, mucI + "3" + law, "30 mm", "30–35 mm"},
	{"PAGE-5", "Lề phải", check.Violation, mucI + "3" + law, "15 mm", "15–20 mm"},
	{"FONT-1", "Phông chữ", check.Violation, mucI + "4" + law, "Times New Roman", "Times New Roman"},
	{"FONT-2", "Mã ký tự Unicode", check.Violation, mucI + "4" + law, "Unicode dựng sẵn", "Unicode (TCVN 6909:2001)"},
	{"FONT-3", "Màu chữ", check.Violation, mucI + "4" + law, "đen", "đen"},
	{"NUM-1", "Số trang", check.Violation, mucI + "7" + law, "giữa lề trên, cỡ 14", "giữa lề trên, cỡ 13–14"},
	{"QH-1", "Quốc hiệu", check.Violation, mucII + "1, điểm a" + law, "cỡ 13, in hoa, đậm", "cỡ 12–13, in hoa, đậm"},
	{"QH-2", "Tiêu ngữ", check.Violation, mucII + "1, điểm b" + law, "cỡ 14, đậm", "cỡ 13–14, đậm"},
	{"QH-3", "Đường kẻ dưới Tiêu ngữ", check.Violation, mucII + "1, điểm b" + law, "dài 100 %", "97–103 % dòng chữ"},
	{"QH-4", "Vị trí Quốc hiệu", check.Violation, mucII + "1" + law, "bên phải, một dòng", "bên phải, một dòng"},
	{"CQ-1", "Tên cơ quan ban hành", check.Violation, mucII + "2, điểm b" + law, "cỡ 13, in hoa, đậm", "cỡ 12–13, in hoa, đậm"},
	{"CQ-2", "Đường kẻ dưới tên cơ quan", check.Violation, mucII + "2, điểm b" + law, "42 %", "từ 1/3 đến 1/2 dòng chữ"},
	{"SO-1", "Số, ký hiệu", check.Violation, mucII + "3" + law, "Số: 42/KH-SNV, cỡ 13", "cỡ 13, đứng"},
	{"SO-2", "Ký hiệu và tên loại", check.Violation, mucII + "3, điểm b" + law, "KH", "KH"},
	{"DD-1", "Địa danh và thời gian", check.Violation, mucII + "4" + law, "cỡ 14, nghiêng", "cỡ 13–14, nghiêng"},
	{"DD-2", "Địa danh ngang hàng với số", check.Violation, mucII + "4" + law, "cùng hàng", "cùng hàng"},
	{"TL-1", "Tên loại", check.Violation, mucII + "5, điểm b" + law, "cỡ 14, in hoa, đậm", "cỡ 13–14, in hoa, đậm"},
	{"TL-2", "Trích yếu", check.Violation, mucII + "5, điểm b" + law, "cỡ 14, đậm", "cỡ 13–14, đậm"},
	{"TL-3", "Đường kẻ dưới trích yếu", check.Violation, mucII + "5, điểm b" + law, "42 %", "từ 1/3 đến 1/2 dòng chữ"},
	{"VV-1", "Trích yếu công văn", check.Violation, mucII + "5, điểm b" + law, "", ""},
	{"CC-1", "Căn cứ ban hành", check.Violation, mucII + "6, điểm a" + law, "nghiêng, cuối dòng “;”", "nghiêng, “;” … “.”"},
	{"CC-2", "Viện dẫn trong căn cứ", check.Deviation, mucII + "6, điểm b" + law, "đầy đủ", "đầy đủ"},
	{"BC-1", "Bố cục và đánh số", check.Violation, mucII + "6, điểm d" + law, "liên tục", "liên tục"},
	{"ND-1", "Lời văn", check.Violation, mucII + "6, điểm e" + law, "cỡ 14, canh đều", "cỡ 13–14, canh đều, lùi 10 hoặc 12,7 mm"},
	{"ND-2", "Dấu kết thúc nội dung", check.Deviation, "Phụ lục III, Mẫu 1.4" + law, "./.", "./."},
	{"KY-1", "Quyền hạn, chức vụ, họ tên", check.Violation, mucII + "7, điểm đ" + law, "cỡ 14, đậm", "cỡ 13–14, đậm"},
	{"KY-2", "Học hàm, học vị trước họ tên", check.Violation, mucII + "7, điểm c" + law, "không có", "không có"},
	{"NN-1", "Nơi nhận", check.Violation, mucII + "9, điểm d" + law, "cỡ 12; cỡ 11", "cỡ 12; cỡ 11"},
	{"NN-2", "Kính gửi", check.Violation, mucII + "9, điểm a" + law, "", ""},
	{"PL-1", "Phụ lục", check.Violation, mucIII + "1" + law, "", ""},
	{"KH-1", "Dấu chỉ mức độ khẩn", check.Violation, mucIII + "2, điểm b" + law, "", ""},
	{"VH-1", "Viết khoản, điểm khi viện dẫn", check.Suggestion, "Phụ lục II, Mục V" + law, "viết thường", "viết thường"},
	{"VH-2", "Viết Điều, Chương, Mục", check.Suggestion, "Phụ lục II, Mục V" + law, "viết hoa", "viết hoa"},
	{"D2-1", "Tên cấp huyện sau ngày 01/7/2025", check.Deviation, "Luật Tổ chức chính quyền địa phương năm 2025", "không có", "không có"},
	{"KT-1", "Danh sách khen thưởng", check.Violation, "Điều 98, Luật Thi đua, khen thưởng năm 2022", "", ""},
}

// clean returns the report on a good file: every rule passes, but those of parts that it does not have.
func clean(source read.Source) *check.Report {
	r := &check.Report{
		Source: source, Kind: "ke-hoach", Title: "Kế hoạch Công tác thi đua, khen thưởng năm 2026 của Sở Nội vụ tỉnh X",
		Code: "42/KH-SNV", Pack: "nd30-2020",
	}
	for i := range ruleTable {
		t := &ruleTable[i]
		res := check.Result{
			Rule:   &check.Rule{ID: t.id, Title: t.title, Severity: t.severity, Cite: t.cite},
			Status: check.Pass, Places: 1,
			Findings: []check.Finding{{Status: check.Pass, Measured: t.measured, Allowed: t.allowed}},
		}
		if t.measured == "" {
			res.Status, res.Findings, res.Places = check.NotApplicable, nil, 0
		}
		r.Results = append(r.Results, res)
	}
	return r
}

// put gives a rule of a report findings, and the worst of them as its outcome.
func put(r *check.Report, id string, findings ...check.Finding) {
	for i := range r.Results {
		res := &r.Results[i]
		if res.Rule.ID != id {
			continue
		}
		res.Status, res.Findings, res.Places = check.NotApplicable, findings, len(findings)
		for _, f := range findings {
			res.Status = max(res.Status, f.Status)
		}
		return
	}
	panic("no rule " + id)
}

// faulty returns the report on a Word file with faults of every kind.
func faulty() *check.Report {
	r := clean(read.DOCX)
	put(r, "PAGE-4", check.Finding{
		Status: check.Fail, Measured: "25 mm", Allowed: "30–35 mm", Message: "Lề trái hẹp hơn quy định.",
		Hint: "Vào Layout → Margins, đặt lề trái 30 mm.",
	})
	put(r, "QH-1", check.Finding{
		Status: check.Fail, Measured: "“CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM”, cỡ 13", Allowed: "“CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM”, cỡ 12–13",
		Message: "Quốc hiệu viết khác quy định.", Hint: "Đặt dấu huyền trên chữ O.", Excerpt: "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",
		Place: read.Place{Paragraph: 4, Page: 1},
	})
	var lines []check.Finding
	for i := range 8 {
		lines = append(lines, check.Finding{
			Status: check.Fail, Measured: "canh trái", Allowed: "canh đều hai lề", Message: "Lời văn phải được canh đều cả hai lề.",
			Hint: "Chọn các đoạn rồi nhấn Ctrl+J.", Excerpt: fmt.Sprintf("Nội dung thứ %d của kế hoạch, <giữ nguyên> & \"đủ\"", i+1),
			Place: read.Place{Paragraph: 12 + i, Page: 1 + i/5},
		})
	}
	lines = append(lines, check.Finding{
		Status: check.NeedsReview, Message: "Đoạn này có thể là một tiêu đề.", Excerpt: "Tổ chức thực hiện", Place: read.Place{Paragraph: 30, Page: 2},
	})
	put(r, "ND-1", lines...)
	put(r, "NUM-1", check.Finding{
		Status: check.NotEvaluated, Message: "Tệp chỉ có một trang.",
	})
	put(r, "CC-2", check.Finding{
		Status: check.Fail, Measured: "thiếu cơ quan ban hành", Allowed: "tên loại, số, ký hiệu, ngày, cơ quan, trích yếu",
		Message: "Căn cứ chưa ghi đủ.", Hint: "Ghi thêm tên cơ quan ban hành.", Excerpt: "Căn cứ Nghị định số 98/2023/NĐ-CP;",
		Place: read.Place{Paragraph: 9, Page: 1},
	})
	put(r, "KY-2", check.Finding{
		Status: check.NeedsReview, Measured: "“TS.”", Allowed: "không có", Message: "Trước họ tên có học vị; chỉ một số ngành được ghi.",
		Hint: "Bỏ học vị nếu cơ quan không thuộc diện được ghi.", Excerpt: "TS. Nguyễn Văn A", Place: read.Place{Paragraph: 2, Part: "footer1"},
	})
	put(r, "VH-1", check.Finding{
		Status: check.NeedsReview, Measured: "Khoản 2", Allowed: "khoản 2", Message: "Chữ “khoản” khi viện dẫn thường viết thường.",
		Excerpt: "theo Khoản 2 Điều 5", Place: read.Place{Paragraph: 14, Page: 1},
	})
	r.Remarks = []read.Remark{
		{Code: "linked_image", Message: "Tệp có một hình liên kết từ ngoài; hình không được đọc.", Place: read.Place{Paragraph: 3}},
		{Code: "hidden_text", Message: "Tệp có chữ ẩn.", Text: "ghi chú nội bộ", Place: read.Place{Part: "header1", Paragraph: 1}},
	}
	return r
}

// faultyPDF returns the report on a PDF: places are boxes, and some rules cannot be tried.
func faultyPDF() *check.Report {
	r := clean(read.PDF)
	put(r, "QH-3", check.Finding{
		Status: check.Fail, Measured: "dài 62 %", Allowed: "97–103 % dòng chữ", Message: "Đường kẻ dưới Tiêu ngữ ngắn hơn dòng chữ.",
		Excerpt: "Độc lập - Tự do - Hạnh phúc",
		Place: read.Place{Paragraph: 3, Page: 1, Box: read.Box{
			X: document.MM(112.04), Y: document.MM(33.96), Width: document.MM(50), Height: document.MM(0.26),
		}},
	})
	put(r, "BC-1", check.Finding{Status: check.NotEvaluated, Message: "Tệp PDF không có thẻ cấu trúc."})
	put(r, "ND-2", check.Finding{Status: check.NotEvaluated})
	return r
}

// plainText returns the report on a text without any form, of an unknown type, under a pack that nobody knows.
func plainText() *check.Report {
	r := &check.Report{Source: read.Text, Pack: "nd30-2031"}
	for _, res := range clean(read.Text).Results {
		if strings.HasPrefix(res.Rule.ID, "VH") {
			r.Results = append(r.Results, res)
			continue
		}
		res.Status, res.Findings, res.Places = check.NotEvaluated, nil, 0
		r.Results = append(r.Results, res)
	}
	put(r, "VH-2", check.Finding{
		Status: check.NeedsReview, Measured: "điều 5", Allowed: "Điều 5", Excerpt: "theo điều 5", Place: read.Place{Paragraph: 2, Line: 7},
	})
	return r
}

var service = sync.OnceValues(func() (*render.Service, error) { return render.New(render.Options{}) })

func renderer(t testing.TB) *render.Service {
	t.Helper()
	s, err := service()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// goldens are the reports of the golden files by name, with the names of the files checked.
func goldens() map[string]struct {
	file   string
	report *check.Report
} {
	type sample = struct {
		file   string
		report *check.Report
	}
	return map[string]sample{
		"clean":  {"ke-hoach.docx", clean(read.DOCX)},
		"faulty": {"Kế hoạch: bản 2.docx", faulty()},
		"pdf":    {"42-KH-SNV Kế hoạch.pdf", faultyPDF()},
		"text":   {"ghi-chu.txt", plainText()},
	}
}

// golden compares every sample's form with testdata/NAME.EXT. UPDATE_GOLDEN=1 rewrites; a missing or an orphan golden fails.
func golden(t *testing.T, ext string, form func(file string, r *check.Report) ([]byte, error)) {
	t.Helper()
	all := goldens()
	for name, s := range all {
		t.Run(name, func(t *testing.T) {
			got, err := form(s.file, s.report)
			if err != nil {
				t.Fatal(err)
			}
			again, err := form(s.file, s.report)
			if err != nil || string(again) != string(got) {
				t.Fatalf("the same report gives two forms (%v)", err)
			}
			path := filepath.Join("testdata", name+ext)
			if os.Getenv("UPDATE_GOLDEN") != "" {
				if err := os.WriteFile(path, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatalf("%v; UPDATE_GOLDEN=1 writes it", err)
			}
			g, w := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
			for i := range max(len(g), len(w)) {
				if i >= len(g) || i >= len(w) || g[i] != w[i] {
					t.Fatalf("%s:%d differs (%d lines, got %d); UPDATE_GOLDEN=1 rewrites it", path, i+1, len(w), len(g))
				}
			}
		})
	}
	files, err := filepath.Glob("testdata/*" + ext)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if _, ok := all[strings.TrimSuffix(filepath.Base(f), ext)]; !ok {
			t.Errorf("%s belongs to no sample", f)
		}
	}
}
