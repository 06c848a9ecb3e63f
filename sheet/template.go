package sheet

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// guideName is the sheet of the workbooks that we hand out that is no list.
const guideName = "Hướng dẫn"

// exampleMark stands in the column TT of a row that shows how to fill in the others; such rows are never read as part of a list.
const exampleMark = "Ví dụ"

// The columns of the workbooks that we hand out, where the caller names none.
var (
	awardColumns    = []string{"recipient.salutation", "recipient.name", "recipient.position", "recipient.unit", "citation", "register_number"}
	documentColumns = []string{"code.number", "date", "subject", "recipients", "signer.position", "signer.name"}
	// letterColumns are those of documents that go to somebody: who that is makes most of their rows.
	letterColumns = []string{"salutation", "code.number", "date", "subject", "recipients", "signer.position", "signer.name"}
)

// addressed are the types that have Kính gửi (PL.I-II.9).
var addressed = []string{"cong-van", "to-trinh", "bao-cao", "giay-moi"}

// Columns returns the paths of the columns that the workbook of a type has by default.
func Columns(slug string) []string {
	switch {
	case isAward(slug):
		return slices.Clone(awardColumns)
	case slices.Contains(addressed, slug):
		return slices.Clone(letterColumns)
	}
	return slices.Clone(documentColumns)
}

// looks are the widths, choices, examples and advice of columns, by path.
var looks = map[string]struct {
	width    float64
	choices  []string
	examples [2]string
	advice   string
}{
	"recipient.salutation": {12, []string{"Ông", "Bà", "Tập thể", "Đồng chí", "Anh", "Chị", "Em", "Cháu", "Gia đình"}, [2]string{"Ông", "Tập thể"}, "Chọn trong danh sách hoặc ghi khác. Ghi “Tập thể” nếu tặng cho tập thể."},
	"recipient.name":       {30, nil, [2]string{"Nguyễn Văn An", "Phòng Kế hoạch - Tài chính"}, "Bắt buộc. Họ và tên, hoặc tên tập thể; được in đúng như đã ghi."},
	"recipient.position":   {28, nil, [2]string{"Phó Trưởng phòng", ""}, "Chức vụ; có thể ghi cả đơn vị, ví dụ “Trưởng phòng, Phòng Nội vụ”. Để trống với tập thể."},
	"recipient.unit":       {32, nil, [2]string{"Phòng Kế hoạch - Tài chính", ""}, "Đơn vị công tác."},
	"citation":             {48, nil, [2]string{"Đã hoàn thành xuất sắc nhiệm vụ công tác năm 2024", "Đã hoàn thành xuất sắc nhiệm vụ công tác năm 2024"}, "Thành tích, ghi trọn câu; xuống dòng bằng Alt + Enter. Để trống nếu mọi bản giống nhau."},
	"register_number":      {14, nil, [2]string{"01", "02"}, "Số vào sổ; cột định dạng chữ (Text) nên giữ được số 0 ở đầu."},
	"decision.number":      {14, nil, [2]string{"551", "551"}, "Số quyết định; có thể ghi cả ký hiệu, ví dụ 551/QĐ-UBND."},
	"decision.notation":    {16, nil, [2]string{"QĐ-UBND", "QĐ-UBND"}, "Ký hiệu quyết định."},
	"decision.date":        {16, nil, [2]string{"20/12/2024", "20/12/2024"}, "Ghi ngày/tháng/năm."},
	"salutation":           {36, nil, [2]string{"Ông Nguyễn Văn An, Trưởng phòng Nội vụ", "Ủy ban nhân dân xã Tân Phú"}, "Kính gửi ai, mỗi dòng một nơi (Alt + Enter); không ghi chữ “Kính gửi”."},
	"date":                 {16, nil, [2]string{"20/12/2024", "20/12/2024"}, "Ghi ngày/tháng/năm."},
	"signer.position":      {24, nil, [2]string{"CHỦ TỊCH", "CHỦ TỊCH"}, "Chức vụ người ký."},
	"code.number":          {10, nil, [2]string{"15", "16"}, "Số của văn bản."},
	"subject":              {48, nil, [2]string{"Về việc tổ chức hội nghị tổng kết năm 2024", "Về việc tổ chức hội nghị tổng kết năm 2024"}, "Trích yếu nội dung."},
	"recipients":           {36, nil, [2]string{"Như trên\nLưu: VT", "Như trên\nLưu: VT"}, "Nơi nhận, mỗi dòng một nơi (Alt + Enter)."},
	"signer.name":          {26, nil, [2]string{"Nguyễn Văn An", "Nguyễn Văn An"}, "Họ và tên người ký."},
}

// Template makes the workbook that an office fills in for documents of a type: a header, two rows that show how, and a sheet of
// instructions. Columns are paths of the contract; none takes the usual ones. The same columns always make the same bytes.
func Template(slug string, columns []string) ([]byte, error) {
	list, guide, err := template(slug, columns)
	if err != nil {
		return nil, err
	}
	guide = append(guide,
		[]string{"Dòng ví dụ", "", "Hai dòng có chữ “" + exampleMark + "” ở cột TT chỉ để xem; chương trình không lấy. Ghi danh sách từ dòng dưới."},
		[]string{"Nhóm", "", "Có thể chia nhóm bằng một dòng “I. TẬP THỂ”, “II. CÁ NHÂN” trong danh sách."},
		[]string{"Dòng và cột ẩn", "", "Không được lấy."},
		[]string{"Cột khác", "", "Có thể thêm cột riêng (ghi chú, số điện thoại…); chương trình báo là không dùng."})
	var b bytes.Buffer
	err = Write(&b, list, Table{
		Name: guideName, Title: strings.ToUpper(guideName),
		Columns: []Head{{Title: "Mục", Width: 24}, {Title: "Trường", Width: 24}, {Title: "Cách ghi", Width: 80}},
		Rows:    slices.Values(guide),
	})
	if err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// TemplateCSV is the list of [Template] as CSV, which has no second sheet for instructions.
func TemplateCSV(slug string, columns []string) ([]byte, error) {
	list, _, err := template(slug, columns)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := WriteCSV(&b, list); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// template makes the list to be filled in, and a line of instruction for each column.
func template(slug string, columns []string) (list Table, guide [][]string, err error) {
	fields := fieldsOf(slug)
	if len(columns) == 0 {
		columns = Columns(slug)
	}
	list = Table{Name: "Danh sách", Title: "DANH SÁCH", Columns: []Head{{Title: "TT", Width: 8, Count: true}}}
	if fields.award {
		list.Title = "DANH SÁCH KHEN THƯỞNG"
	}
	examples := [2][]string{{exampleMark}, {exampleMark}}
	for _, path := range columns {
		i, ok := fields.paths[pathOf(path)]
		if !ok {
			return Table{}, nil, fmt.Errorf("sheet: no field %q for a column", path)
		}
		f := &fields.fields[i]
		look := looks[f.path]
		title := f.title
		if title == "" || fields.match(title).field != f {
			title = f.path // a legal term that several fields have
		}
		head := Head{Title: title, Width: look.width, Choices: look.choices}
		if head.Width == 0 {
			head.Width = 24
		}
		if look.advice == "" {
			look.advice = adviceOf(f)
		}
		list.Columns = append(list.Columns, head)
		guide = append(guide, []string{title, f.path, look.advice})
		for n := range examples {
			examples[n] = append(examples[n], look.examples[n])
		}
	}
	list.Rows = slices.Values([][]string{examples[0], examples[1]})
	return list, guide, nil
}

// adviceOf tells how a cell of a kind is filled in.
func adviceOf(f *field) string {
	switch f.kind {
	case asDate:
		return "Ghi ngày/tháng/năm."
	case asList:
		return "Mỗi mục một dòng (Alt + Enter)."
	case asLines:
		return "Xuống dòng bằng Alt + Enter nếu cần ngắt dòng."
	case asNumber:
		return "Ghi bằng chữ số."
	case asBool:
		return "Ghi “có” hoặc “không”."
	}
	return "Được in đúng như đã ghi."
}
