package contract_test

import (
	"reflect"
	"slices"
	"testing"

	"vanban/templates/contract"
	"vanban/thethuc"
)

// certificate says everything that one can say, with the values that only absence is told from.
const certificate = `{"type":"giay-khen","award_by":["CHỦ TỊCH","ỦY BAN NHÂN DÂN XÃ"],"recipient":{"salutation":"Ông","name":"A","position":"B","unit":"C"},
"citation":"Đã có thành tích","decision":{"number":"5","notation":"QĐ-UBND","date":"2026-01"},"register_number":"01",
"options":{"plate":{"profile":"a","size":"A3","blank":false,"verify":true,"register":"Vào sổ số","decision":"QĐ số","offset":{"x":-1.5,"y":0.25},
"measured":[{"cross":2,"x":0,"y":558}],"fields":{"name":{"x":0,"y":0,"width":1,"height":2.5,"size":26,"min_size":4,"bold":false,"italic":true,
"color":"c00000","align":"left","valign":"bottom","visible":false},"qr":{}}}}}`

func TestCertificateRoundTrip(t *testing.T) {
	for _, src := range []string{certificate, `{"type":"giay-khen","options":{"plate":{}},"recipient":{},"decision":{}}`,
		`{"type":"giay-khen","options":{"plate":{"width":100,"height":558.0,"measured":[]}}}`} {
		doc, ps := contract.Decode([]byte(src), contract.Limits{})
		if len(ps) > 0 {
			t.Fatal(ps)
		}
		checkRoundTrip(t, doc)
	}
}

func TestBadPlates(t *testing.T) {
	plate := func(s string) string { return `{"type":"giay-khen","options":{"plate":{` + s + `}}}` }
	field := func(s string) string { return plate(`"fields":{"name":{` + s + `}}`) }
	const at = "/options/plate"
	for _, c := range []struct {
		src  string
		want []string
	}{
		{`{"type":"giay-khen","recipient":"Ông A","decision":"5/QĐ","citation":{},"register_number":1}`,
			[]string{"/recipient wrong_type", "/decision wrong_type", "/citation wrong_type", "/register_number wrong_type"}},
		{`{"type":"giay-khen","decision":{"date":"5/1/2026"},"recipient":{"nam":"x"}}`, []string{"/decision/date invalid_date", "/recipient/nam unknown_key"}},
		{`{"type":"ke-hoach","enclosures":[{"type":"danh-sach","recipient":{},"award_by":"X"}]}`,
			[]string{"/enclosures/0/recipient not_in_enclosure", "/enclosures/0/award_by not_in_enclosure"}},
		{plate(`"size":"A5"`), []string{at + "/size unknown_value"}},
		{plate(`"width":300`), []string{at + "/height missing_key"}},
		{plate(`"width":99.9,"height":601`), []string{at + "/width number_out_of_range", at + "/height number_out_of_range"}},
		{plate(`"size":"A4","width":300,"height":200`), []string{at + "/width conflicting_keys"}},
		{plate(`"width":300,"height":200,"size":"A4"`), []string{at + "/size conflicting_keys"}},
		{plate(`"blank":"có","verify":1,"profile":{}`), []string{at + "/blank wrong_type", at + "/verify wrong_type", at + "/profile wrong_type"}},
		{plate(`"offset":{"x":51,"y":-1e9}`), []string{at + "/offset/x number_out_of_range", at + "/offset/y number_out_of_range"}},
		{plate(`"measured":[{"cross":5,"x":1,"y":1},{"x":-1}]`), []string{at + "/measured/0/cross number_out_of_range",
			at + "/measured/1/cross missing_key", at + "/measured/1/y missing_key", at + "/measured/1/x number_out_of_range"}},
		{plate(`"fields":{"ten":{},"name":[]}`), []string{at + "/fields/ten unknown_key", at + "/fields/name wrong_type"}},
		{field(`"x":-1,"y":601,"width":0,"height":1e400,"size":3,"min_size":201`), []string{at + "/fields/name/x number_out_of_range", at + "/fields/name/y number_out_of_range",
			at + "/fields/name/width number_out_of_range", at + "/fields/name/height number_out_of_range", at + "/fields/name/size number_out_of_range",
			at + "/fields/name/min_size number_out_of_range"}},
		{field(`"color":"red","align":"justify","valign":"middle","upper":true`), []string{at + "/fields/name/color invalid_color", at + "/fields/name/align unknown_value",
			at + "/fields/name/valign unknown_value", at + "/fields/name/upper unknown_key"}},
	} {
		if got := report(t, c.src, contract.Limits{}); !slices.Equal(got, c.want) {
			t.Errorf("%s\n got %q\nwant %q", c.src, got, c.want)
		}
	}
}

func TestDecodeProfile(t *testing.T) {
	p, ps := contract.DecodeProfile([]byte(`{"name":"phoi-2026","size":"A3","blank":true,"fields":{"name":{"y":90}},"emblem_image":"quoc-huy.png","photo":"phoi.jpg"}`), contract.Limits{})
	if len(ps) > 0 || p.Name != "phoi-2026" || p.EmblemImage != "quoc-huy.png" || p.Photo != "phoi.jpg" || p.Plate.Size != "A3" || !*p.Plate.Blank || *p.Plate.Fields.Name.Y != 90 {
		t.Errorf("%+v %v", p, ps)
	}
	for src, want := range map[string]string{
		`{}`: "/name missing_key", `{"name":"a","profile":"b"}`: "/profile unknown_key", `{"name":"a","width":200}`: "/height missing_key",
		`[]`: " wrong_type", `{"name":"a"} x`: " syntax_error", `{"name":"a","photo":7}`: "/photo wrong_type",
	} {
		_, ps := contract.DecodeProfile([]byte(src), contract.Limits{})
		if len(ps) == 0 || ps[0].Pointer+" "+ps[0].Code != want {
			t.Errorf("%s: %v, want %s", src, ps, want)
		}
	}
}

// Every field of a plate has its key, in the order of thethuc.
func TestPlateFieldsAreThoseOfTheDesign(t *testing.T) {
	typ := reflect.TypeFor[contract.PlateFields]()
	if typ.NumField() != int(thethuc.PlateKeys) {
		t.Fatalf("%d fields, %d in the design", typ.NumField(), thethuc.PlateKeys)
	}
	for k := range thethuc.PlateKeys {
		if got := typ.Field(int(k)).Tag.Get("json"); got != k.String() {
			t.Errorf("%s stands where %s should", got, k)
		}
		var f contract.PlateFields
		one := new(contract.PlateField)
		reflect.ValueOf(&f).Elem().Field(int(k)).Set(reflect.ValueOf(one))
		if f.Field(k) != one {
			t.Errorf("%s is not found", k)
		}
	}
}
