package main

import (
	"flag"
	"path/filepath"
	"slices"
	"strings"

	"vanban/render"
)

const renderHelp = `vanban render — tạo tệp Word và PDF từ JSON của một văn bản.

  vanban render TỆP.json -o KẾT_QUẢ.docx -o KẾT_QUẢ.pdf
  vanban render - -o - --format pdf < TỆP.json > KẾT_QUẢ.pdf

  -o TỆP          tệp kết quả; đuôi tên chọn định dạng (.docx, .pdf, .svg); ghi được nhiều lần
  -o -            ghi ra đầu ra chuẩn (cần --format)
  --format ĐD     docx, pdf hoặc svg, cho đầu ra chuẩn
  --plate TỆP     mẫu khuôn (phôi) của cơ quan, để in giấy khen, bằng khen
  --seal KHÓA     khóa ký mã xác thực, do vanban key --seal tạo; --page ĐỊA_CHỈ là trang kiểm tra ghi trong mã
  --fonts THƯ_MỤC dùng phông Times New Roman của cơ quan thay cho phông có sẵn
  --json          in lỗi và cảnh báo dạng JSON

Dữ liệu có lỗi thì không tệp nào được ghi, và mọi lỗi được báo cùng một lần.
`

// list is an option that may be given several times.
type list []string

func (l *list) String() string     { return strings.Join(*l, ", ") }
func (l *list) Set(v string) error { *l = append(*l, v); return nil }

// output is one file to be written.
type output struct {
	path   string // "-" for standard output
	format render.Format
}

func (a *app) render(args []string) int {
	set := flag.NewFlagSet("render", flag.ContinueOnError)
	var outs list
	set.Var(&outs, "o", "")
	format := set.String("format", "", "")
	folder := set.String("fonts", "", "")
	var on look
	on.flags(set)
	asJSON := set.Bool("json", false, "")
	operands, code, ok := a.flags(set, renderHelp, args)
	if !ok {
		return code
	}
	if len(operands) != 1 {
		return a.misuse("cần đúng một tệp JSON, nhận được %d; xem: vanban help render", len(operands))
	}
	outputs, code := a.outputs(outs, *format)
	if outputs == nil {
		return code
	}
	data, err := a.read(operands[0])
	if err != nil {
		return a.misuse("không đọc được %s: %v", operands[0], err)
	}
	service, data, code := a.service(*folder, &on, data)
	if service == nil {
		return code
	}
	return a.files(service, operands[0], data, outputs, *asJSON)
}

// files makes the files of one document.
func (a *app) files(service *render.Service, name string, data []byte, outputs []output, asJSON bool) int {
	formats, paths := make([]render.Format, len(outputs)), make([]string, len(outputs))
	for i := range outputs {
		formats[i], paths[i] = outputs[i].format, outputs[i].path
	}
	res, err := service.Render(a.ctx, data, formats...)
	if err != nil {
		return a.misuse("lỗi của chương trình: %v", err)
	}
	a.report(a.stderr, name, res.Problems, asJSON)
	if res.Problems.Fatal() {
		return exitBad
	}
	if err := a.write(paths, res.Files); err != nil {
		return a.misuse("không ghi được kết quả: %v", err)
	}
	return exitGood
}

// outputs reads the -o and --format options; nil with the exit code when they make no sense.
func (a *app) outputs(outs list, format string) ([]output, int) {
	wanted, known := render.ParseFormat(format)
	if format != "" && !known {
		return nil, a.misuse("không có định dạng “%s”; chọn docx, pdf hoặc svg", format)
	}
	if len(outs) == 0 {
		if !known {
			return nil, a.misuse("chưa cho biết ghi kết quả vào đâu; thêm -o TỆP.docx hoặc -o TỆP.pdf")
		}
		outs = list{"-"}
	}
	if known && !slices.Contains(outs, "-") {
		return nil, a.misuse("--format chỉ dùng khi ghi ra đầu ra chuẩn (-o -); tệp có đuôi tên của nó")
	}
	seen := map[string]bool{}
	outputs := make([]output, 0, len(outs))
	for _, path := range outs {
		if seen[filepath.Clean(path)] {
			return nil, a.misuse("tệp kết quả %s được ghi hai lần", path)
		}
		seen[filepath.Clean(path)] = true
		f := wanted
		if path == "-" {
			if !known {
				return nil, a.misuse("ghi ra đầu ra chuẩn thì cần --format docx, pdf hoặc svg")
			}
		} else {
			var ok bool
			if f, ok = render.ParseFormat(strings.ToLower(strings.TrimPrefix(filepath.Ext(path), "."))); !ok {
				return nil, a.misuse("không rõ định dạng của %s; đặt đuôi tên là .docx, .pdf hoặc .svg", path)
			}
		}
		outputs = append(outputs, output{path: path, format: f})
	}
	return outputs, exitGood
}
