package main

import (
	"errors"
	"flag"
	"path/filepath"
	"strings"
	"time"

	"vanban/render"
	"vanban/review"
)

const checkHelp = `vanban check — kiểm tra thể thức của một văn bản theo Nghị định 30/2020/NĐ-CP.

  vanban check TỆP.docx                        (DOCX, PDF, hoặc JSON của văn bản; “-” là đầu vào chuẩn)
  vanban check TỆP.docx -o GÓP_Ý.docx -o PHIẾU.pdf
  vanban check TỆP.docx --fix ĐÚNG_THỂ_THỨC.docx

  -o TỆP          ghi báo cáo vào tệp; đuôi tên chọn dạng; ghi được nhiều lần:
                  .txt cho người đọc, .json, .sarif, .xml (JUnit), .pdf phiếu kiểm tra một trang,
                  .docx chính văn bản đó kèm nhận xét của Word tại từng chỗ
  --format DẠNG   text, json, sarif, junit, pdf hoặc docx, in ra đầu ra chuẩn thay cho text
  --fix TỆP.docx  dựng lại văn bản đúng thể thức, giữ nguyên chữ, và cho biết đã đổi những gì

Mỗi quy tắc có kết quả: đạt, sai, cần xem lại, không áp dụng, hoặc không đánh giá được; có số đo, khoảng cho phép và điều khoản.
Mã kết thúc: 0 đúng thể thức; 1 có điểm sai hoặc cần xem lại; 2 dùng sai lệnh hoặc tệp không đọc được.
`

// reportFile is one report to be written.
type reportFile struct {
	path string // "-" for standard output
	form review.Form
}

func (a *app) check(args []string) int {
	frugal()
	set := flag.NewFlagSet("check", flag.ContinueOnError)
	var outs list
	set.Var(&outs, "o", "")
	format := set.String("format", "", "")
	fix := set.String("fix", "", "")
	operands, code, ok := a.flags(set, checkHelp, args)
	if !ok {
		return code
	}
	if len(operands) != 1 {
		return a.misuse("cần đúng một tệp, nhận được %d; xem: vanban help check", len(operands))
	}
	name := operands[0]
	reports, code := a.reportFiles(outs, *format, *fix)
	if reports == nil {
		return code
	}
	file, err := a.readFile(name)
	if err != nil {
		return a.misuse("không đọc được %s: %v", name, err)
	}
	service, err := newService("", render.Options{})
	if err != nil {
		return a.misuse("%v", err)
	}
	reviewer, err := review.New(service)
	if err != nil {
		return a.misuse("%v", err)
	}
	res, err := reviewer.Check(a.ctx, file)
	if err != nil {
		return a.misuse("lỗi của chương trình: %v", err)
	}
	a.report(a.stderr, name, res.Problems, false)
	if res.Report == nil {
		return exitBad
	}
	if *fix != "" && res.Format == review.JSON {
		return a.misuse("%s là JSON, render tạo văn bản đúng thể thức từ nó; --fix dành cho tệp Word", name)
	}
	paths, files := make([]string, len(reports)), make([][]byte, len(reports))
	about := review.About{Name: filepath.Base(name), Checked: time.Now(), Version: version()}
	for i, r := range reports {
		paths[i] = r.path
		files[i], err = reviewer.Write(a.ctx, res, r.form, about)
		switch {
		case errors.Is(err, review.ErrNoComments):
			return a.misuse("tệp PDF không mang nhận xét của Word được; chọn dạng khác cho %s", r.path)
		case err != nil:
			return a.misuse("lỗi của chương trình: %v", err)
		}
	}
	if err := a.write(paths, files); err != nil {
		return a.misuse("không ghi được kết quả: %v", err)
	}
	if *fix != "" {
		if code := a.fix(service, reviewer, name, file, *fix); code != exitGood {
			return code
		}
	}
	if !res.Report.Clean() {
		return exitFindings
	}
	return exitGood
}

// reportFiles reads the -o and --format options; nil with the exit code when they make no sense. Without any, the text is printed.
func (a *app) reportFiles(outs list, format, fix string) ([]reportFile, int) {
	printed := review.AsText
	if format != "" {
		var known bool
		if printed, known = review.ParseForm(format); !known {
			return nil, a.misuse("không có dạng báo cáo “%s”; chọn text, json, sarif, junit, pdf hoặc docx", format)
		}
	}
	var reports []reportFile
	if len(outs) == 0 || format != "" {
		reports = append(reports, reportFile{"-", printed})
	}
	seen := map[string]bool{}
	if fix != "" {
		seen[filepath.Clean(fix)] = true
		if !strings.EqualFold(filepath.Ext(fix), ".docx") {
			return nil, a.misuse("văn bản dựng lại là tệp Word; đặt đuôi tên của %s là .docx", fix)
		}
	}
	for _, path := range outs {
		if seen[filepath.Clean(path)] {
			return nil, a.misuse("tệp kết quả %s được ghi hai lần", path)
		}
		seen[filepath.Clean(path)] = true
		form, ok := review.FormOf(filepath.Ext(path))
		if !ok {
			return nil, a.misuse("không rõ dạng báo cáo của %s; đặt đuôi tên là .txt, .json, .sarif, .xml, .pdf hoặc .docx", path)
		}
		reports = append(reports, reportFile{path, form})
	}
	return reports, exitGood
}
