package main

import "flag"

const validateHelp = `vanban validate — kiểm tra JSON của một văn bản, không tạo tệp.

  vanban validate TỆP.json      (“-” là đầu vào chuẩn)

  --plate TỆP     mẫu khuôn (phôi) của cơ quan, để kiểm tra giấy khen, bằng khen
  --seal KHÓA     khóa ký mã xác thực, do vanban key --seal tạo; --page ĐỊA_CHỈ là trang kiểm tra ghi trong mã
  --json          in kết quả dạng JSON

Mã kết thúc: 0 không có gì phải sửa; 1 chỉ có cảnh báo; 2 có lỗi.
`

func (a *app) validate(args []string) int {
	set := flag.NewFlagSet("validate", flag.ContinueOnError)
	asJSON := set.Bool("json", false, "")
	var on look
	on.flags(set)
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
	service, data, code := a.service("", &on, data)
	if service == nil {
		return code
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
