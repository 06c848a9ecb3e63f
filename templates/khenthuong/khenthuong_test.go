package khenthuong_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"vanban/document"
	"vanban/fonts"
	"vanban/templates/catalog"
	"vanban/templates/contract"
	"vanban/templates/parts"
	"vanban/thethuc"
)

var embedded = sync.OnceValues(fonts.Embedded)

// kept finds plates by their names; the one called “xa” is away.
func kept(plates map[string]*parts.Profile) func(string) (*parts.Profile, error) {
	return func(name string) (*parts.Profile, error) {
		if name == "xa" {
			return nil, errors.New("away")
		}
		return plates[name], nil
	}
}

func newCatalog(t testing.TB, o catalog.Options) *catalog.Catalog {
	t.Helper()
	set, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	c, err := catalog.New(thethuc.ND30(), set, o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// good are the members of a complete giấy khen.
var good = map[string]string{
	"type": `"giay-khen"`, "place": `"An Bình"`, "date": `"2024-12-20"`, "award_by": `"CHÁNH ÁN TÒA ÁN NHÂN DÂN TỈNH AN BÌNH"`,
	"signer": `{"position":"CHÁNH ÁN","name":"Trần Thị B"}`, "citation": `"Đã có thành tích xuất sắc"`, "register_number": `"01"`,
	"recipient": `{"salutation":"Ông","name":"Nguyễn Văn A","position":"Thư ký","unit":"Tòa án nhân dân khu vực 2"}`,
	"decision":  `{"number":"5","notation":"QĐ-TAAB","date":"2024-12-20"}`,
}

// with is a good giấy khen but for the members given: "key=value" replaces or adds one, "key=" takes it out.
func with(members ...string) []byte {
	all := map[string]json.RawMessage{}
	for k, v := range good {
		all[k] = json.RawMessage(v)
	}
	for _, m := range members {
		k, v, _ := strings.Cut(m, "=")
		delete(all, k)
		if v != "" {
			all[k] = json.RawMessage(v)
		}
	}
	data, err := json.Marshal(all)
	if err != nil {
		panic(err)
	}
	return data
}

func plate(members string) string { return `options={"plate":{` + members + `}}` }

func codes(ps document.Problems) []string {
	out := []string{}
	for _, p := range ps {
		mark := ""
		if p.Severity == document.Warning {
			mark = "~"
		}
		out = append(out, mark+p.Pointer+" "+p.Code)
	}
	slices.Sort(out)
	return out
}

// lines returns what stands in the box of a role.
func lines(b *catalog.Built, role document.Role) string {
	for _, box := range b.Doc.Sections[0].Plate.Boxes {
		if box.Paragraphs[0].Role != role {
			continue
		}
		var out strings.Builder
		for _, r := range box.Paragraphs[0].Runs {
			if r.Kind == document.LineBreak {
				out.WriteByte('|')
			}
			out.WriteString(r.Text)
		}
		return strings.ReplaceAll(out.String(), "\u00a0", "·")
	}
	return "-"
}

func TestWording(t *testing.T) {
	c := newCatalog(t, catalog.Options{})
	for _, tc := range []struct {
		members []string
		role    document.Role
		want    string
	}{
		{nil, document.KhenTen, "Ông Nguyễn Văn A"},
		{[]string{`recipient={"name":" Trần B "}`}, document.KhenTen, "Trần B"},
		{[]string{`recipient={"salutation":"Bà:","name":"Trần B"}`}, document.KhenTen, "Bà: Trần B"},
		{nil, document.KhenDonVi, "Thư ký, Tòa án nhân dân khu vực 2"},
		{[]string{`recipient={"name":"B","position":"Thư ký,","unit":"Tòa"}`}, document.KhenDonVi, "Thư ký, Tòa"},
		{[]string{`recipient={"name":"B","unit":"Tòa"}`}, document.KhenDonVi, "Tòa"},
		{[]string{`recipient={"name":"B"}`}, document.KhenDonVi, "-"},
		{nil, document.KhenQuyetDinh, "Quyết định số 05/QĐ-TAAB ngày 20 tháng 12 năm 2024"},
		{[]string{`decision={"notation":"QĐ-TAAB","date":"2024"}`}, document.KhenQuyetDinh, "Quyết định số:········/QĐ-TAAB ngày      tháng      năm 2024"},
		{[]string{`decision=`}, document.KhenQuyetDinh, "Quyết định số:········ ngày      tháng      năm        "},
		{[]string{`decision=`, plate(`"blank":true`)}, document.KhenQuyetDinh, "-"},
		{[]string{plate(`"decision":"Số quyết định:"`)}, document.KhenQuyetDinh, "Số quyết định: 05/QĐ-TAAB ngày 20 tháng 12 năm 2024"},
		{nil, document.KhenSoSo, "Số sổ vàng: 01"},
		{[]string{plate(`"register":"Vào sổ số:"`)}, document.KhenSoSo, "Vào sổ số: 01"},
		{[]string{`register_number=`}, document.KhenSoSo, "Số sổ vàng:········"},
		{[]string{`register_number=`, plate(`"blank":true`)}, document.KhenSoSo, "-"},
		{nil, document.KhenNoiNgay, "An Bình, ngày 20 tháng 12 năm 2024"},
		{[]string{`place="An Bình,"`, `date="2024-02-05"`}, document.KhenNoiNgay, "An Bình, ngày 05 tháng 02 năm 2024"},
		{[]string{`place=`, `date=`, plate(`"blank":true`)}, document.KhenNoiNgay, "-"},
		{[]string{`signer={"competence":"KT. CHÁNH ÁN","position":["PHÓ CHÁNH ÁN"],"name":"B"}`}, document.KhenChucVu, "KT. CHÁNH ÁN|PHÓ CHÁNH ÁN"},
		{[]string{`signer={"competence":"KT. CHÁNH ÁN","position":["PHÓ CHÁNH ÁN","THƯỜNG TRỰC"],"name":"B"}`}, document.KhenChucVu, "KT. CHÁNH ÁN|PHÓ CHÁNH ÁN|THƯỜNG TRỰC"},
		{[]string{`award_by="CHÁNH ÁN\nTÒA ÁN NHÂN DÂN TỈNH AN BÌNH"`}, document.KhenNguoiTang, "CHÁNH ÁN|TÒA ÁN NHÂN DÂN TỈNH AN BÌNH"},
		{nil, document.KhenHinhThuc, "GIẤY KHEN"},
		{[]string{`type="bang-khen"`, `award_by="BỘ TRƯỞNG BỘ NỘI VỤ"`}, document.KhenHinhThuc, "BẰNG KHEN"},
		{[]string{plate(`"blank":true`)}, document.KhenHinhThuc, "-"},
		{[]string{plate(`"blank":true`)}, document.KhenNguoiTang, "-"},
		{[]string{plate(`"blank":true,"fields":{"title":{"visible":true},"award_by":{"visible":true}}`)}, document.KhenNguoiTang, "CHÁNH ÁN TÒA ÁN NHÂN DÂN TỈNH AN BÌNH"},
	} {
		b := c.Build(with(tc.members...))
		if b.Doc == nil {
			t.Errorf("%v: %v", tc.members, b.Problems)
		} else if got := lines(b, tc.role); got != tc.want {
			t.Errorf("%v:\n got %q\nwant %q", tc.members, got, tc.want)
		}
	}
}

func TestProblems(t *testing.T) {
	c := newCatalog(t, catalog.Options{})
	const at = "/options/plate"
	for _, tc := range []struct {
		members []string
		want    []string
	}{
		{nil, nil},
		{[]string{"award_by=", "recipient=", "citation=", "signer=", "decision=", "register_number=", "place="}, []string{"/award_by required", "/citation required",
			"/recipient/name required", "/signer/position required", "~/decision/date left_blank", "~/decision/number left_blank", "~/place left_blank",
			"~/register_number left_blank"}},
		{[]string{"award_by=", "signer=", "decision=", "place=", plate(`"blank":true`)}, nil},
		{[]string{"award_by=", plate(`"blank":true,"fields":{"award_by":{"visible":true}}`)}, []string{"/award_by required"}},
		{[]string{"citation=", plate(`"fields":{"citation":{"visible":false}}`)}, nil},
		{[]string{`recipient={"name":7}`, `citation=`}, []string{"/citation required", "/recipient/name wrong_type"}},
		{[]string{`body=["x"]`, `subject="x"`, `recipients=["x"]`, `code={"number":"1"}`, `signer={"position":"CHÁNH ÁN","place":"X"}`, `options={"body_size":14}`},
			[]string{"/body not_for_type", "/code not_for_type", "/options/body_size not_for_type", "/recipients not_for_type", "/signer/place not_for_type",
				"/subject not_for_type"}},
		{[]string{plate(`"fields":{"name":{"height":20}}`)}, []string{at + "/fields/name fields_overlap"}},
		{[]string{plate(`"fields":{"position":{"y":100}}`)}, []string{at + "/fields/position fields_overlap"}},
		{[]string{plate(`"fields":{"register":{"y":205}}`)}, []string{at + "/fields/register outside_sheet"}},
		{[]string{plate(`"profile":"abc"`)}, []string{at + "/profile unknown_profile"}},
		{[]string{plate(`"verify":true`)}, []string{at + "/verify no_seal"}},
		{[]string{plate(`"offset":{"x":5}`)}, nil},
		{[]string{`type="bang-khen"`}, []string{"/award_by no_competence"}},
		{[]string{`award_by="CHỦ TỊCH UỶ BAN NHÂN DÂN XÃ TÂN PHÚ"`, `signer={"position":"CHỦ TỊCH"}`}, nil},
		{[]string{`award_by="TRƯỞNG BAN"`, `signer={"position":"TRƯỞNG BAN"}`}, []string{"~/award_by competence_unsure"}},
		{[]string{`award_by="ỦY BAN NHÂN DÂN XÃ TÂN PHÚ"`, `signer={"competence":"TM. ỦY BAN NHÂN DÂN","position":"CHỦ TỊCH"}`}, []string{"~/award_by giver_is_organ"}},
		{[]string{`award_by="CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ TÂN PHÚ"`, `signer={"competence":["TM. ỦY BAN NHÂN DÂN","KT. CHỦ TỊCH"],"position":"PHÓ CHỦ TỊCH"}`},
			[]string{"~/signer/competence signer_not_giver"}},
		{[]string{`award_by="BAN THƯỜNG VỤ ĐOÀN XÃ TÂN PHÚ"`, `signer={"competence":"TM. BAN THƯỜNG VỤ","position":"BÍ THƯ"}`}, []string{"~/award_by competence_unsure"}},
		{[]string{`award_by="TRƯỞNG PHÒNG GIÁO DỤC"`, `signer={"position":"TRƯỞNG PHÒNG"}`}, nil},
		{[]string{`signer={"position":"GIÁM ĐỐC"}`}, []string{"~/signer/position signer_not_giver"}},
		{[]string{`signer={"competence":"KT. CHÁNH ÁN","position":"PHÓ CHÁNH ÁN"}`}, nil},
		{[]string{`award_by="Chánh án Tòa án nhân dân tỉnh An Bình"`}, []string{"~/award_by not_capitals"}},
		{[]string{`award_by="CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN A"`, `date="2025-08-01"`, `signer={"position":"CHỦ TỊCH"}`},
			[]string{"~/award_by competence_unsure", "~/award_by district_level"}},
		{[]string{`recipient={"name":"` + strings.Repeat("Nguyễn ", 60) + `"}`}, []string{"/recipient/name does_not_fit", "~/recipient/name too_long"}},
	} {
		got := codes(ours(c.Build(with(tc.members...)).Problems))
		if !slices.Equal(got, tc.want) && len(got)+len(tc.want) > 0 {
			t.Errorf("%v\n got %q\nwant %q", tc.members, got, tc.want)
		}
	}
}

// ours leaves out that quốc huy is our drawing: TestEmblemDrawn has that.
func ours(problems document.Problems) document.Problems {
	return slices.DeleteFunc(slices.Clone(problems), func(p document.Problem) bool { return p.Code == "emblem_drawn" })
}

// TestEmblemDrawn: a full certificate without the office's picture says so; a blank, a hidden emblem and a picture of the office do not.
func TestEmblemDrawn(t *testing.T) {
	picture := &parts.Profile{Name: "anh", Emblem: &document.Picture{Key: "x", Media: "image/png", Width: 1, Height: 1}}
	none := &parts.Profile{Name: "khong"}
	c := newCatalog(t, catalog.Options{Profiles: kept(map[string]*parts.Profile{"anh": picture, "khong": none})})
	for members, want := range map[string]bool{
		"": true, plate(`"size":"A3"`): true, plate(`"profile":"khong"`): true, plate(`"profile":"anh"`): false, plate(`"blank":true`): false,
		plate(`"fields":{"emblem":{"visible":false}}`): false, plate(`"profile":"ai biết"`): false,
	} {
		got := slices.Contains(codes(c.Build(with(members)).Problems), "~/options/plate emblem_drawn")
		if got != want {
			t.Errorf("%s: %v", members, got)
		}
	}
	if ps := c.CheckProfile(none); len(ps) != 1 || ps[0].Pointer != "/emblem_image" || ps.Fatal() {
		t.Errorf("%+v", ps)
	}
	if ps := c.CheckProfile(picture); len(ps) != 0 {
		t.Errorf("%+v", ps)
	}
}

// TestSizeNotOfProfile: a document on another sheet than the plate's is warned, and what was measured on that stays as it was measured.
func TestSizeNotOfProfile(t *testing.T) {
	office := &parts.Profile{Name: "a", Plate: contract.Plate{Width: 320, Height: 230, Measured: []contract.Measured{{Cross: 2, X: 286, Y: 35}}}}
	c := newCatalog(t, catalog.Options{Profiles: kept(map[string]*parts.Profile{"a": office})})
	for members, want := range map[string][]string{
		plate(`"profile":"a"`): nil, plate(`"profile":"a","width":320,"height":230`): nil, plate(`"profile":"a","size":"A4"`): {"~/options/plate size_not_of_profile"},
	} {
		if got := codes(ours(c.Build(with(members)).Problems)); !slices.Equal(got, want) {
			t.Errorf("%s: %q", members, got)
		}
	}
}
