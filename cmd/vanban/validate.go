package main

import (
	"flag"

	"vanban/render"
)

const validateHelp = `vanban validate — kiểm tra JSON của một văn bản, không tạo tệp.

  vanban validate TỆP.json      (“-” là đầu vào chuẩn)

  --json          in kết quả dạng JSON

Mã kết thúc: 0 không có gì phải sửa; 1 chỉ có cảnh báo; 2 có lỗi.
`

func (a *app) validate(args []string) int {
	set := flag.NewFlagSet("validate", flag.ContinueOnError)
	asJSON := set.Bool("json", false, "")
	operands, code, ok := a.flags(set, validateHelp, args)
	if !ok {
		return code
	}
	if len(operands) != 1 {
		return a.misuse("cần đúng một tệp JSON, nhận được %d; xem: vanban help validate", len(operands))
	}
	data, err := a.read(operands[0])
	if err != nil {
		return a.misuse("không đọc được %s: %v", operands[0], err)
	}
	service, err := newService("", render.Options{})
	if err != nil {
		return a.misuse("%v", err)
	}
	problems := service.Catalog().Build(data).Problems
	if len(problems) == 0 && !*asJSON {
		a.print(a.stdout, "%s: không có gì phải sửa.\n", operands[0])
	} else {
		a.report(a.stdout, operands[0], problems, *asJSON)
	}
	switch {
	case problems.Fatal():
		return exitBad
	case len(problems) > 0:
		return exitFindings
	}
	return exitGood
}
