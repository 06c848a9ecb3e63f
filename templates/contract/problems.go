package contract

import (
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"vanban/document"
)

// What a value should have been.
const (
	wantText      = "chữ"
	wantBool      = "có hoặc không (true hoặc false)"
	wantNumber    = "số"
	wantWhole     = "số nguyên"
	wantDate      = "ngày viết bằng chữ, dạng năm-tháng-ngày"
	wantLines     = "chữ hoặc danh sách các dòng chữ"
	wantTexts     = "danh sách"
	wantRuns      = "chữ hoặc danh sách các đoạn chữ"
	wantObject    = "nhóm thông tin đặt trong { }"
	wantObjects   = "danh sách các nhóm thông tin { }"
	wantRun       = "đoạn chữ dạng {\"text\": \"…\"} hoặc {\"footnote\": \"…\"}"
	wantNodes     = "danh sách các mục nội dung"
	wantNode      = "đoạn văn hoặc một mục nội dung đặt trong { }"
	wantPair      = "danh sách đúng hai phần: tên mục và nội dung"
	wantFormats   = "danh sách cách đánh số, mỗi cấp một dòng"
	wantRows      = "danh sách các hàng"
	wantRow       = "danh sách các ô hoặc {\"band\": \"…\"}"
	wantHeaderRow = "danh sách các ô"
	wantCell      = "chữ, danh sách các đoạn chữ hoặc một ô đặt trong { }"
)

func fault(code, message, hint string) document.Problem {
	return document.Problem{Severity: document.Error, Code: code, Message: message, Hint: hint}
}

func remark(code, message, hint string) document.Problem {
	return document.Problem{Severity: document.Warning, Code: code, Message: message, Hint: hint}
}

var kindNames = map[jsontext.Kind]string{
	jsontext.KindNull: "giá trị trống (null)", jsontext.KindTrue: "true", jsontext.KindFalse: "false",
	jsontext.KindString: "chữ", jsontext.KindNumber: "số",
	jsontext.KindBeginObject: "nhóm thông tin { }", jsontext.KindBeginArray: "danh sách [ ]",
}

var typeHints = map[string]string{
	wantText:      "Đặt giá trị trong dấu nháy kép, ví dụ \"…\".",
	wantBool:      "Ghi true hoặc false, không đặt trong dấu nháy kép.",
	wantNumber:    "Ghi số không đặt trong dấu nháy kép, phần thập phân sau dấu chấm, ví dụ 12.7.",
	wantWhole:     "Ghi số nguyên không đặt trong dấu nháy kép, ví dụ 2.",
	wantDate:      "Ghi \"2026-01-05\"; khi chưa có ngày thì ghi \"2026-01\", \"2026\" hoặc \"\".",
	wantLines:     "Ghi \"…\" hoặc [\"dòng 1\", \"dòng 2\"].",
	wantTexts:     "Đặt các mục trong [ ], ví dụ [\"…\", \"…\"].",
	wantRuns:      "Ghi \"…\" hoặc [{\"text\": \"…\", \"bold\": true}].",
	wantObject:    "Ghi các trường trong cặp dấu { }.",
	wantObjects:   "Ghi dạng [{…}, {…}].",
	wantRun:       "Ghi {\"text\": \"…\"} hoặc {\"footnote\": \"…\"}.",
	wantNodes:     "Ghi dạng [\"đoạn văn\", {\"heading\": \"…\", \"body\": […]}].",
	wantNode:      "Ghi \"…\", hoặc một trong text, heading, item, bullet, table, label_value đặt trong { }.",
	wantPair:      "Ghi dạng [\"Thời gian\", \"…\"].",
	wantFormats:   "Ghi dạng [\"I.\", \"1.\", \"a)\"].",
	wantRows:      "Ghi dạng [[\"…\", \"…\"], [\"…\", \"…\"]].",
	wantRow:       "Ghi [\"ô 1\", \"ô 2\"] hoặc {\"band\": \"…\"}.",
	wantHeaderRow: "Ghi [\"ô 1\", \"ô 2\"]; tiêu đề rộng nhiều cột thì dùng colspan.",
	wantCell:      "Ghi \"…\" hoặc {\"text\": \"…\", \"colspan\": 2}.",
}

// wrongType reports the next value, which is not what was wanted, and skips it.
func (d *decoder) wrongType(wanted string) {
	kind := d.peek()
	p := fault("wrong_type", sentence(d.where())+" phải là "+wanted+", nhưng ở đây lại là "+kindNames[kind]+".", typeHints[wanted])
	if kind == jsontext.KindNumber {
		if s := d.skip(); len(s) <= 20 && (wanted == wantText || wanted == wantLines || wanted == wantRuns) {
			p.Hint = "Ghi \"" + s + "\" (đặt trong dấu nháy kép)."
		}
		d.report(p)
		return
	}
	if wanted == wantNode && kind == jsontext.KindBeginArray && d.atRuns() {
		p.Hint = "Đoạn có định dạng hoặc chú thích ghi {\"text\": [ … ]}."
	}
	d.report(p)
	d.skip()
}

// atRuns reports whether the list at the position of the decoder begins with an object, as one of runs does.
func (d *decoder) atRuns() bool {
	return strings.HasPrefix(strings.TrimLeft(d.src[d.pos+1:], " \t\r\n"), "{")
}

func unknownKey(s *shape, name string) document.Problem {
	return fault("unknown_key", "Trong "+s.name+" không có trường "+Quote(name)+".", keyHint(s, name))
}

func duplicateKey(s *shape, f *field) document.Problem {
	return fault("duplicate_key", "Trường “"+f.key+"” ("+f.term+") được ghi nhiều lần trong "+s.name+".", "Chỉ giữ lại một lần “"+f.key+"”.")
}

func conflictingKeys(f *field, other string) document.Problem {
	return fault("conflicting_keys", "“"+f.key+"” ("+f.term+") và “"+other+"” không được dùng cùng lúc.", "Bỏ “"+f.key+"” hoặc bỏ “"+other+"”.")
}

func notInEnclosure(f *field) document.Problem {
	p := fault("not_in_enclosure", "Văn bản ban hành kèm theo không có "+f.term+" riêng.", "Bỏ “"+f.key+"” ở văn bản kèm theo; thông tin này lấy từ văn bản ban hành.")
	p.Cite = Clause("PL.III-1.3")
	return p
}

func unknownValue(where, s string, words []string) document.Problem {
	return fault("unknown_value", "Giá trị "+Quote(s)+" không dùng được cho "+where+".", "Chọn một trong các giá trị: "+strings.Join(words, ", ")+".")
}

func number(v float64) string {
	return strings.Replace(strconv.FormatFloat(v, 'f', -1, 64), ".", ",", 1)
}

func numberRange(where, s string, hi float64) document.Problem {
	return fault("number_out_of_range", sentence(where)+" là "+Quote(s)+", ngoài khoảng dùng được.", "Ghi số lớn hơn 0 và không quá "+number(hi)+".")
}

func wholeRange(where, s string, hi int) document.Problem {
	return fault("number_out_of_range", sentence(where)+" là "+Quote(s)+", ngoài khoảng dùng được.", "Ghi số nguyên từ 1 đến "+strconv.Itoa(hi)+".")
}

func notWhole(where, s string) document.Problem {
	return fault("not_whole_number", sentence(where)+" phải là số nguyên, nhưng ở đây là "+Quote(s)+".", "Ghi số nguyên từ 1 trở lên.")
}

func dateForm(where, s string) document.Problem {
	hint := "Ghi theo thứ tự năm-tháng-ngày, ví dụ 2026-01-05; khi chưa có ngày thì ghi 2026-01, 2026 hoặc để trống."
	if m := dayFirst.FindStringSubmatch(s); m != nil {
		pad := func(s string) string { return strings.Repeat("0", 2-len(s)) + s }
		hint = "Ghi " + m[3] + "-" + pad(m[2]) + "-" + pad(m[1]) + "."
	}
	return fault("invalid_date", sentence(where)+" "+Quote(s)+" không đúng dạng năm-tháng-ngày.", hint)
}

func dateNotThere(where, s string) document.Problem {
	return fault("no_such_date", sentence(where)+" "+Quote(s)+" không có trong lịch.", "Kiểm tra lại ngày và tháng.")
}

func dateRange(where, s string) document.Problem {
	return fault("date_out_of_range", sentence(where)+" "+Quote(s)+" nằm ngoài khoảng năm 1945 đến 2100.", "Kiểm tra lại năm.")
}

func unknownNumbering(s string) document.Problem {
	p := fault("unknown_numbering", "Cách đánh số "+Quote(s)+" không dùng được.",
		"Ghi dạng của số đầu tiên, ví dụ: I.  A.  1.  1.1.  a)  (1)  -  +  Phần I  Phần thứ nhất  Chương I  Mục 1  Tiểu mục 1  Điều 1.")
	p.Cite = Clause("PL.I-II.6")
	return p
}

func emptyNumbering() document.Problem {
	return fault("empty_list", "Cách đánh số không có cấp nào.", "Ghi ít nhất một cấp, ví dụ [\"I.\", \"1.\", \"a)\"], hoặc bỏ “numbering” để dùng cách đánh số của loại văn bản.")
}

func emptyText(where string) document.Problem {
	return remark("empty_text", sentence(where)+" không có chữ nào.", "Ghi nội dung hoặc bỏ mục này.")
}

func emptyRun(where string) document.Problem {
	return fault("empty_run", sentence(where)+" không có chữ cũng không có chú thích.", "Ghi \"text\" hoặc \"footnote\".")
}

func nestedFootnote() document.Problem {
	return fault("nested_footnote", "Trong chú thích cuối trang không được có chú thích khác.", "Gộp hai chú thích làm một.")
}

func emptyNode(where string) document.Problem {
	return fault("empty_node", sentence(where)+" không có nội dung.", "Ghi một trong: text, heading, item, bullet, table, label_value.")
}

func twoForms(first, second string) document.Problem {
	return fault("two_forms", "Một mục nội dung không được vừa là “"+first+"” vừa là “"+second+"”.", "Tách thành hai mục hoặc bỏ “"+second+"”.")
}

func keyNotForForm(key, form string) document.Problem {
	return fault("key_not_for_form", "“"+key+"” không dùng được cho mục nội dung dạng “"+form+"”.", "Bỏ “"+key+"”, hoặc dùng heading, item hay bullet thay cho “"+form+"”.")
}

func notAPair(n int) document.Problem {
	return fault("not_a_pair", "Cặp tên mục và nội dung có "+strconv.Itoa(n)+" phần thay vì hai.", typeHints[wantPair])
}
