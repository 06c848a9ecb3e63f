package main

import (
	"flag"
	"path/filepath"
	"strings"

	"vanban/render"
	"vanban/sheet"
)

const batchHelp = `vanban batch — tạo hàng loạt văn bản, giấy khen từ một danh sách.

  vanban batch DANH_SÁCH.xlsx --base giay-khen.json -o THƯ_MỤC
  vanban batch DANH_SÁCH.xlsx --base giay-khen.json --award quyet-dinh.json -o THƯ_MỤC
  vanban batch --template giay-khen -o mau.xlsx           bảng mẫu để điền danh sách (.csv cũng được)

  --base TỆP      JSON của phần chung mọi bản; mỗi dòng của danh sách ghi đè lên đó
  --award TỆP     làm cả Quyết định khen thưởng và Danh sách kèm theo: JSON của quyết định, hoặc của cả đợt khen
                  thưởng (decision, by, citation, articles, prize, list, register_from); số lượng, số quyết định, ngày,
                  người ký và số sổ chạy suốt ba loại giấy tờ
  -o THƯ_MỤC      nơi ghi kết quả; tệp cùng tên chỉ bị thay khi cả lô đã xong
  --format ĐD     merged (một PDF gộp), pdf (ZIP từng tệp PDF), docx (ZIP từng tệp Word), cách nhau bằng dấu phẩy;
                  không ghi là merged
  --rows 3,17-20  chỉ làm những dòng này (số thứ tự trong danh sách), như khi cấp lại; quyết định không làm lại
  --map C=TRƯỜNG  cột C là trường nào, như recipient.unit; “C=” là bỏ cột; ghi được nhiều lần
  --sheet TÊN     chỉ đọc trang tính này
  --plate TỆP     mẫu khuôn (phôi) của cơ quan
  --seal KHÓA     khóa ký mã xác thực, do vanban key --seal tạo; --page ĐỊA_CHỈ là trang kiểm tra ghi trong mã
  --title TÊN     tên của các tệp kết quả
  --fonts THƯ_MỤC dùng phông Times New Roman của cơ quan thay cho phông có sẵn
  --json          in manifest (mỗi dòng: tên, tệp, mã băm, lỗi, cảnh báo) ra đầu ra chuẩn

Danh sách là .xlsx, .csv, hoặc JSON: một mảng, hay mỗi dòng một đối tượng. Dòng có lỗi không cản các dòng khác. Ctrl-C thì dừng và không ghi gì.
Mã kết thúc: 0 tốt; 1 dòng hoặc danh sách có lỗi, cảnh báo; 2 dùng sai lệnh, dữ liệu chung có lỗi, hoặc không ghi được.
`

// batchOptions are the flags of batch.
type batchOptions struct {
	look
	base, award, out, format, rows, sheet, title, fonts, template string
	mapping                                                       list
	json                                                          bool
}

func (a *app) batch(args []string) int {
	set := flag.NewFlagSet("batch", flag.ContinueOnError)
	o := &batchOptions{}
	for name, value := range map[string]*string{
		"base": &o.base, "award": &o.award, "o": &o.out, "format": &o.format, "rows": &o.rows, "sheet": &o.sheet,
		"title": &o.title, "fonts": &o.fonts, "template": &o.template,
	} {
		set.StringVar(value, name, "", "")
	}
	o.look.flags(set)
	set.Var(&o.mapping, "map", "")
	set.BoolVar(&o.json, "json", false, "")
	operands, code, ok := a.flags(set, batchHelp, args)
	if !ok {
		return code
	}
	switch {
	case o.out == "" || o.out == "-" && o.template == "":
		return a.misuse("chưa cho biết ghi kết quả vào thư mục nào; thêm -o THƯ_MỤC")
	case o.template != "":
		return a.template(o, operands)
	case len(operands) != 1:
		return a.misuse("cần đúng một danh sách, nhận được %d; xem: vanban help batch", len(operands))
	case o.base == "":
		return a.misuse("cần phần chung của các bản: --base TỆP.json")
	case o.base == "-" && operands[0] == "-":
		return a.misuse("đầu vào chuẩn không thể vừa là danh sách vừa là phần chung")
	}
	return a.runBatch(o, operands[0])
}

// template writes the workbook that a list is filled into.
func (a *app) template(o *batchOptions, operands []string) int {
	if len(operands) > 0 {
		return a.misuse("--template không nhận danh sách")
	}
	service, err := newService("", render.Options{})
	if err != nil {
		return a.misuse("%v", err)
	}
	if service.Catalog().Get(o.template) == nil {
		return a.misuse("không có loại văn bản “%s”; xem: vanban types", o.template)
	}
	made := sheet.Template
	switch strings.ToLower(filepath.Ext(o.out)) {
	case ".csv":
		made = sheet.TemplateCSV
	case ".xlsx":
	default:
		if o.out != "-" {
			return a.misuse("không rõ dạng của %s; đặt đuôi tên là .xlsx hoặc .csv", o.out)
		}
	}
	data, err := made(o.template, nil)
	if err != nil {
		return a.misuse("lỗi của chương trình: %v", err)
	}
	if err := a.write([]string{o.out}, [][]byte{data}); err != nil {
		return a.misuse("không ghi được kết quả: %v", err)
	}
	return exitGood
}
