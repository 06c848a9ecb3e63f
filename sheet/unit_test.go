package sheet_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"vanban/sheet"
)

// What the caller says of a list is held against it.
func TestHints(t *testing.T) {
	file := bookWith(t, func(f *excelize.File) {
		grid(t, f, "Ẩn", "TT|Họ và tên", "1|Lê Văn Cường")
		must(t, f.SetSheetVisible("Ẩn", false))
	}, "TT|Họ và tên|Chức vụ", "1|Nguyễn Văn An|Văn thư")
	for _, c := range []struct {
		name, code string
		hint       sheet.Hint
		rows       string // names
	}{
		{"nothing", "", sheet.Hint{}, "Nguyễn Văn An"},
		{"a hidden sheet", "", sheet.Hint{Sheet: "ẩn"}, "Lê Văn Cường"},
		{"no such sheet", "sheet_unknown", sheet.Hint{Sheet: "Khác"}, ""},
		{"no such column", "mapping_unknown", sheet.Hint{Mapping: map[string]string{"1C": "recipient.name"}}, ""},
		{"no such field", "mapping_unknown", sheet.Hint{Mapping: map[string]string{"C": "recipient.nam"}}, ""},
		{"two columns of one field", "", sheet.Hint{Mapping: map[string]string{"B": "recipient.name", "C": "/recipient/name"}}, "Nguyễn Văn An Văn thư"},
		{"name left out", "", sheet.Hint{Mapping: map[string]string{"B": ""}}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			l, err := sheet.Read(file, c.hint)
			if codeOf(err) != c.code {
				t.Fatalf("got %v, want %q", err, c.code)
			}
			if err != nil {
				return
			}
			if got := string(l.Rows[0].Patch); !strings.Contains(got, c.rows) {
				t.Errorf("got %s, want %s", got, c.rows)
			}
			if failed := l.Rows[0].Problems.Fatal(); failed != (c.rows == "") {
				t.Errorf("problems %v", l.Rows[0].Problems)
			}
		})
	}
}

// Headers are found by every usual wording; the same words never mean two things.
func TestHeaders(t *testing.T) {
	for header, want := range map[string]string{
		"Họ và tên": "recipient.name", "HỌ VÀ TÊN": "recipient.name", "Ho ten": "recipient.name", "Tên tập thể, cá nhân": "recipient.name", "Họ và tên (viết hoa)": "recipient.name",
		"Tập thể/ cá nhân": "recipient.name", "Họ và tên người được khen thưởng": "recipient.name", "Danh xưng": "recipient.salutation", "Ông/Bà": "recipient.salutation",
		"Ông (Bà)": "recipient.salutation", "Giới tính": "gender", "Chức vụ, đơn vị": "recipient.position", "Chức danh": "recipient.position", "Đơn vị công tác": "recipient.unit",
		"Phòng ban": "recipient.unit", "Phòng/Ban": "recipient.unit", "Lớp/Trường": "recipient.unit", "Lớp": "recipient.unit", "Thành tích": "citation", "Nội dung khen": "citation",
		"Lý do khen thưởng": "citation", "Số QĐ": "decision.number", "Ngày QĐ": "decision.date", "Số sổ vàng": "register_number", "Vào sổ số": "register_number", "Số bằng": "register_number",
		"STT": "order", "TT": "order", "Ghi chú": "note", "Hình thức khen thưởng": "form", "Mức tiền thưởng": "prize", "Thành tích đạt được trong năm học": "citation",
		"Đơn vị\nđề nghị": "other", "Ngày sinh": "other", "recipient.name": "recipient.name", "/decision/date": "decision.date", "Signer.Name": "signer.name", "Màu áo": "", "Họ và tên cha": "other",
		"Số lượng": "other", "Số sổ": "register_number", "Trang": "other", "Tình trạng": "other", "Tên": "recipient.name",
	} {
		l, err := sheet.Read(book(t, "X|recipient.unit|"+strings.ReplaceAll(header, "\n", `\n`)+"|award_by", "a|b|c|d"), sheet.Hint{})
		if err != nil {
			t.Errorf("%s: %v", header, err)
			continue
		}
		got := ""
		for _, c := range l.Columns {
			if c.Letter == "C" {
				got = c.Field + c.Means
			}
		}
		if got != want && !(want == "recipient.unit" && got == "") { // B is one already, by its path
			t.Errorf("%q is %q, want %q", header, got, want)
		}
	}
}

// TestNamesOfAll: who is addressed as what where the name has it, and that no name of a people of the country is taken for a slip.
func TestNamesOfAll(t *testing.T) {
	for name, want := range map[string]string{
		"Bà H’Hen Niê": `"Bà","H’Hen Niê"`, "Ông K'Brêu": `"Ông","K'Brêu"`, "Ông A Lăng Bhuốch": `"Ông","A Lăng Bhuốch"`, "Bà Ksor H’Vân": `"Bà","Ksor H’Vân"`, "Ông Y Bhăm Êban": `"Ông","Y Bhăm Êban"`,
		"Hộ ông Nguyễn Văn Ba": `"","Hộ ông Nguyễn Văn Ba"`, "Gia đình bà Lê Thị Tư": `"","Gia đình bà Lê Thị Tư"`, "H’Hen Niê Ksơr": `"","H’Hen Niê Ksơr"`,
	} {
		l, err := sheet.Read(book(t, "TT|Họ và tên|Đơn vị", "1|"+name+"|Thôn 1"), sheet.Hint{})
		must(t, err)
		var patch struct {
			Recipient struct{ Salutation, Name string }
		}
		must(t, json.Unmarshal(l.Rows[0].Patch, &patch))
		if got := fmt.Sprintf("%q,%q", patch.Recipient.Salutation, patch.Recipient.Name); got != want || len(l.Rows[0].Problems) > 0 {
			t.Errorf("%s: %s %v", name, got, l.Rows[0].Problems)
		}
	}
}
