package api

import (
	"encoding"
	"reflect"
	"strings"

	"vanban/check/report"
	"vanban/intake"
	"vanban/templates/schema"
)

// sent are the objects of answers: their components in the OpenAPI document are made from the tags that they are sent by.
var sent = []struct {
	name, title string
	typ         reflect.Type
}{
	{"Report", "Kết quả kiểm tra", reflect.TypeFor[validation]()},
	{"ProblemDetails", "Lỗi theo RFC 9457", reflect.TypeFor[problemJSON]()},
	{"Types", "Các loại văn bản", reflect.TypeFor[typeList]()},
	{"TypeEntry", "Loại văn bản trong danh sách", reflect.TypeFor[typeEntry]()},
	{"Type", "Loại văn bản với JSON Schema và mẫu", reflect.TypeFor[typeDetail]()},
	{"Import", "Văn bản đọc được từ một tệp", reflect.TypeFor[intake.Answer]()},
	{"ImportNote", "Ghi chú khi đọc một tệp", reflect.TypeFor[intake.Note]()},
	{"ImportPlace", "Vị trí trong tệp được đọc", reflect.TypeFor[intake.Place]()},
	{"Change", "Một chỗ đã sửa trong Word", reflect.TypeFor[intake.Change]()},
	{"Check", "Báo cáo kiểm tra thể thức", reflect.TypeFor[report.Check]()},
	{"CheckCounts", "Số quy tắc theo kết quả", reflect.TypeFor[report.Counts]()},
	{"CheckRule", "Một quy tắc và kết quả", reflect.TypeFor[report.Rule]()},
	{"CheckFinding", "Điều thấy ở một chỗ", reflect.TypeFor[report.Finding]()},
	{"CheckPlace", "Vị trí trong tệp được kiểm tra", reflect.TypeFor[report.Place]()},
	{"CheckBox", "Khung chữ nhật trên trang, mm", reflect.TypeFor[report.Box]()},
	{"List", "Danh sách đọc được từ một bảng tính", reflect.TypeFor[listAnswer]()},
	{"ListSheet", "Một trang tính", reflect.TypeFor[listSheet]()},
	{"ListColumn", "Một cột và trường của nó", reflect.TypeFor[listColumn]()},
	{"ListRow", "Một dòng của danh sách", reflect.TypeFor[listRow]()},
	{"Submission", "Một đợt hàng loạt", reflect.TypeFor[submission]()},
	{"SubmissionForm", "Một đợt hàng loạt với danh sách là tệp", reflect.TypeFor[submissionForm]()},
	{"ListOptions", "Cách đọc tệp danh sách", reflect.TypeFor[listOptions]()},
	{"Corrections", "Các dòng cần làm lại", reflect.TypeFor[corrections]()},
	{"Batch", "Một đợt hàng loạt đang ở đâu", reflect.TypeFor[batchStatus]()},
	{"BatchCounts", "Số dòng theo kết quả", reflect.TypeFor[batchCounts]()},
	{"BatchFile", "Một tệp của đợt", reflect.TypeFor[batchFile]()},
	{"BatchWebhook", "Việc báo khi đợt xong", reflect.TypeFor[batchWebhook]()},
	{"Batches", "Các đợt", reflect.TypeFor[batchList]()},
	{"BatchRows", "Các dòng của một đợt", reflect.TypeFor[batchRows]()},
	{"BatchRow", "Kết quả của một dòng", reflect.TypeFor[batchRow]()},
	{"Plates", "Các mẫu khuôn của cơ quan", reflect.TypeFor[plateList]()},
	{"PlateEntry", "Một mẫu khuôn trong danh sách", reflect.TypeFor[plateEntry]()},
	{"Office", "Dữ liệu của cơ quan", reflect.TypeFor[office]()},
	{"OfficeOrgan", "Cơ quan", reflect.TypeFor[officeOrgan]()},
	{"OfficeSigner", "Một người ký", reflect.TypeFor[officeSigner]()},
	{"OfficeOptions", "Tùy chọn trình bày của cơ quan", reflect.TypeFor[officeOptions]()},
	{"OfficeMargins", "Lề trang của cơ quan", reflect.TypeFor[officeMargins]()},
	{"Seal", "Khóa công khai của mã xác thực", reflect.TypeFor[sealAnswer]()},
	{"SealKey", "Một khóa công khai", reflect.TypeFor[sealKey]()},
	{"CheckRemark", "Lưu ý khi đọc tệp được kiểm tra", reflect.TypeFor[report.Remark]()},
}

// plateSchema is the component of a plate as offices keep it.
const plateSchema = "PlateProfile"

// profileSchema is that of a plate as it stands in a document, with its name and pictures.
func profileSchema(components schema.Object) schema.Object {
	plate, _ := components.Get("Plate").(schema.Object)
	props, _ := plate.Get("properties").(schema.Object)
	text := func(doc string) schema.Object { return object("type", "string", "description", doc) }
	return object("description", "Mẫu khuôn của cơ quan", "type", "object", "properties", append(object(
		"name", text("tên mẫu khuôn, như trong địa chỉ"),
		"emblem_image", text("ảnh quốc huy, data:image/png;base64,… hoặc data:image/jpeg;base64,…"),
		"photo", text("ảnh chụp phôi, chỉ hiện khi xem trước"),
	), props...), "required", []string{"name"}, "additionalProperties", false)
}

// structSchema describes what this package itself sends, from the tags that it is sent by.
func structSchema(t reflect.Type, title string) schema.Object {
	props, required := properties(t)
	o := object("description", title, "type", "object", "properties", props) // a title would name the class
	if required != nil {
		o = append(o, object("required", required)...)
	}
	return o
}

func properties(t reflect.Type) (props schema.Object, required []string) {
	props = schema.Object{}
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" || !f.Anonymous && !f.IsExported() {
			continue
		}
		if f.Anonymous {
			more, needed := properties(f.Type)
			props, required = append(props, more...), append(required, needed...)
			continue
		}
		if options != "omitempty" && options != "omitzero" {
			required = append(required, name)
		}
		props = append(props, object(name, append(valueSchema(f.Type), object("description", f.Tag.Get("doc"))...))...)
	}
	return props, required
}

func valueSchema(t reflect.Type) schema.Object {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	for i := range sent {
		if sent[i].typ == t {
			return ref(sent[i].name)
		}
	}
	switch kind := t.Kind(); {
	case t == reflect.TypeFor[remark]():
		return ref("Problem")
	case t == reflect.TypeFor[officeLines]():
		return ref("Lines")
	case t == reflect.TypeFor[formFile]():
		return object("type", "string", "format", "binary")
	case t == reflect.TypeFor[schema.Object](), kind == reflect.Slice && t.Elem().Kind() == reflect.Uint8:
		return object("type", "object")
	case kind == reflect.String, t.Implements(reflect.TypeFor[encoding.TextMarshaler]()):
		return object("type", "string")
	case kind == reflect.Map:
		return object("type", "object", "additionalProperties", valueSchema(t.Elem()))
	case kind == reflect.Slice:
		return object("type", "array", "items", valueSchema(t.Elem()))
	case kind == reflect.Int, kind == reflect.Int64:
		return object("type", "integer")
	case kind == reflect.Float64:
		return object("type", "number")
	case kind == reflect.Bool:
		return object("type", "boolean")
	}
	panic("api: no schema for " + t.String()) // a type of ours that nobody listed: no server starts
}
