package contract

import (
	"errors"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/go-playground/validator/v10"

	"vanban/document"
)

// validators holds the one validator of the contract, with the rules that its struct tags name. Its messages are our own:
// translations/vi knows fields by name only, and an office by their legal term.
var validators = sync.OnceValue(func() *validator.Validate {
	v := validator.New(validator.WithRequiredStructEnabled())
	v.RegisterTagNameFunc(func(f reflect.StructField) string { return f.Tag.Get("json") })
	rules := map[string]validator.Func{
		"chars": func(fl validator.FieldLevel) bool {
			most, err := strconv.Atoi(fl.Param())
			return err == nil && characters(fl.Field()) <= most
		},
		"so":     func(fl validator.FieldLevel) bool { s := fl.Field().String(); return s == "" || so.MatchString(s) },
		"kyhieu": func(fl validator.FieldLevel) bool { s := fl.Field().String(); return s == "" || kyHieu.MatchString(s) },
	}
	for tag, rule := range rules {
		if err := v.RegisterValidation(tag, rule); err != nil {
			panic(err)
		}
	}
	return v
})

var (
	// so is a number as văn thư gives it: digits, with a letter where one was fitted in later (17a, 3176B).
	so = regexp.MustCompile(`^[0-9]+\p{L}?$`)
	// kyHieu is groups of letters and digits joined by hyphens (PL.I-II.3c); the Party joins the last by a stroke (KH/TU).
	kyHieu = regexp.MustCompile(`^[\p{L}0-9&]+([-/][\p{L}0-9&]+)*$`)
)

// characters counts a string, or lines with one for each break between them.
func characters(v reflect.Value) int {
	if v.Kind() == reflect.String {
		return utf8.RuneCountInString(v.String())
	}
	n := max(0, v.Len()-1)
	for i := range v.Len() {
		n += utf8.RuneCountInString(v.Index(i).String())
	}
	return n
}

// validate applies the rules of the struct tags. A value that already has a problem is left at that.
func (d *decoder) validate(doc *Document) {
	var found validator.ValidationErrors
	if !errors.As(validators().Struct(doc), &found) {
		return
	}
	for _, fe := range found {
		pointer, f := resolve(fe.Namespace())
		if faulty(d.faults, pointer) {
			continue
		}
		var p document.Problem
		switch fe.Tag() {
		case "required":
			p = fault("missing_key", "Văn bản thiếu "+f.term+".", "Ghi “"+f.key+"”, ví dụ \"ke-hoach\" hoặc \"quyet-dinh\".")
			p.Cite = f.cite
		case "chars":
			n := characters(reflect.ValueOf(fe.Value()))
			p = remark("too_long", sentence(f.term)+" dài "+strconv.Itoa(n)+" ký tự, quá mức "+fe.Param()+" ký tự của dữ liệu quản lý văn bản.",
				"Rút gọn còn nhiều nhất "+fe.Param()+" ký tự để hệ thống quản lý văn bản nhận được đầy đủ.")
			p.Cite = Clause("PL.VI")
		case "so":
			p = remark("unusual_number", "Số "+Quote(fe.Value().(string))+" không phải là chữ số Ả Rập.", "Chỉ ghi số, ví dụ 15 hoặc 17a; phần sau dấu gạch chéo ghi ở “notation”.")
			p.Cite = f.cite
		case "kyhieu":
			p = remark("unusual_notation", "Ký hiệu "+Quote(fe.Value().(string))+" có dấu cách hoặc dấu không dùng trong ký hiệu.", "Ghi các nhóm chữ viết tắt nối với nhau bằng dấu gạch nối, không có dấu cách, ví dụ KH-UBND.")
			p.Cite = Clause("PL.I-II.3c")
		}
		p.Pointer = pointer
		d.report(p)
	}
}

// resolve turns a validator namespace ("Document.enclosures[0].code.number") into the pointer and the field.
func resolve(namespace string) (pointer string, f *field) {
	_, path, _ := strings.Cut(namespace, ".")
	t := reflect.TypeFor[Document]()
	f = &field{}
	for part := range strings.SplitSeq(path, ".") {
		key, index, indexed := strings.Cut(part, "[")
		for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
			t = t.Elem()
		}
		for i := range t.NumField() {
			if sf := t.Field(i); sf.Tag.Get("json") == key {
				f = &field{key: key, term: sf.Tag.Get("doc"), cite: Clause(sf.Tag.Get("cite")), typ: sf.Type}
				t = sf.Type
				break
			}
		}
		pointer += "/" + key
		if indexed {
			pointer += "/" + strings.TrimSuffix(index, "]")
		}
	}
	return pointer, f
}
