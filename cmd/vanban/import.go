package main

import (
	"errors"
	"flag"
	"fmt"
	"strings"

	"vanban/document"
	"vanban/intake"
	"vanban/read"
	"vanban/render"
)

const importHelp = `vanban import — đọc văn bản có sẵn thành JSON, để sửa rồi tạo lại bằng render.

  vanban import KẾ_HOẠCH_NĂM_TRƯỚC.docx -o ke-hoach.json
  vanban import VĂN_BẢN.txt > van-ban.json               (“-” là đầu vào chuẩn)

  -o TỆP.json     ghi JSON vào tệp thay cho đầu ra chuẩn
  --type LOẠI     tên loại, như ke-hoach, khi tệp không cho biết
  --markdown      tệp chữ là Markdown (tệp .md thì tự nhận ra)
  --json          in JSON, các ghi chú và những gì đã sửa trong Word thành một giá trị

Nhận tệp Word (.docx), văn bản thuần (cả bản quét OCR, bảng mã TCVN3 hoặc VNI) và Markdown. Không chữ nào bị bỏ: chữ chưa có chỗ
trong JSON được in ra ở ghi chú. Tệp Word do vanban tạo thì mang sẵn JSON của nó, và chỉ những chỗ đã sửa được đọc lại.
Mã kết thúc: 0 tốt; 1 có ghi chú nên xem; 2 dùng sai lệnh hoặc tệp không đọc được.
`

func (a *app) importFile(args []string) int {
	frugal()
	set := flag.NewFlagSet("import", flag.ContinueOnError)
	out := set.String("o", "-", "")
	hint := intake.Hint{}
	set.StringVar(&hint.Type, "type", "", "")
	set.BoolVar(&hint.Markdown, "markdown", false, "")
	whole := set.Bool("json", false, "")
	operands, code, ok := a.flags(set, importHelp, args)
	if !ok {
		return code
	}
	if len(operands) != 1 {
		return a.misuse("cần đúng một tệp, nhận được %d; xem: vanban help import", len(operands))
	}
	name := operands[0]
	hint.Markdown = hint.Markdown || strings.HasSuffix(strings.ToLower(name), ".md")
	data, err := a.readFile(name)
	if err != nil {
		return a.misuse("không đọc được %s: %v", name, err)
	}
	service, err := newService("", render.Options{})
	if err != nil {
		return a.misuse("%v", err)
	}
	importer, err := intake.New(service)
	if err != nil {
		return a.misuse("%v", err)
	}
	res, err := importer.Import(a.ctx, data, hint)
	if refusal := (*read.Refusal)(nil); errors.As(err, &refusal) {
		a.report(a.stderr, name, document.Problems{refusal.Problem}, *whole)
		return exitBad
	}
	if err != nil {
		return a.misuse("lỗi của chương trình: %v", err)
	}
	made := res.JSON
	if *whole {
		if made, err = indented(res); err != nil {
			return a.misuse("lỗi của chương trình: %v", err)
		}
	} else {
		a.remarks(res.Notes, res.Changes)
	}
	if err := a.write([]string{*out}, [][]byte{made}); err != nil {
		return a.misuse("không ghi được kết quả: %v", err)
	}
	if len(res.Notes) > 0 {
		return exitFindings
	}
	return exitGood
}

// remarks prints what a person has to know of an import.
func (a *app) remarks(notes []intake.Note, changes []intake.Change) {
	for i := range notes {
		n := &notes[i]
		a.print(a.stderr, "Ghi chú%s: %s\n", where(n), n.Message)
		if n.Text != "" {
			a.print(a.stderr, "    “%s”\n", strings.TrimSpace(n.Text))
		}
	}
	for _, c := range changes {
		switch c.Kind {
		case intake.Added:
			a.print(a.stderr, "Thêm %s: “%s”\n", c.Pointer, c.After)
		case intake.Removed:
			a.print(a.stderr, "Bỏ %s: “%s”\n", c.Pointer, c.Before)
		case intake.Changed:
			a.print(a.stderr, "Sửa %s: “%s” → “%s”\n", c.Pointer, c.Before, c.After)
		}
	}
}

// where is the place of a note, with a space before it.
func where(n *intake.Note) string {
	var place string
	switch p := n.Place; {
	case p != nil && p.Line > 0:
		place = fmt.Sprintf(" dòng %d", p.Line)
	case p != nil && p.Paragraph > 0:
		place = fmt.Sprintf(" đoạn %d", p.Paragraph)
	}
	if n.Pointer != "" {
		place += " " + n.Pointer
	}
	return place
}
