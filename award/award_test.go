package award_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"vanban/award"
	"vanban/document"
	"vanban/templates/contract"
)

const (
	base = `{
  "type": "giay-khen",
  "citation": "Đã có thành tích xuất sắc trong phong trào thi đua năm 2026",
  "recipient": {"unit": "Sở Nội vụ"}
}`
	decision = `{
  "type": "quyet-dinh",
  "organ": {"parent": "ỦY BAN NHÂN DÂN TỈNH AN BÌNH", "name": "SỞ NỘI VỤ"},
  "code": {"number": "107", "notation": "QĐ-SNV"},
  "place": "An Bình",
  "date": "2026-09-06",
  "authority": "GIÁM ĐỐC SỞ NỘI VỤ",
  "signer": {"position": "GIÁM ĐỐC", "name": "Trần Thị Bình"}
}`
)

// spec is one of the office above; change edits it.
func spec(change func(*award.Spec)) *award.Spec {
	s := &award.Spec{Decision: []byte(decision), By: "Giám đốc Sở Nội vụ"}
	if change != nil {
		change(s)
	}
	return s
}

// rows numbers patches from 1.
func rows(patches ...string) iter.Seq2[int, []byte] {
	return func(yield func(int, []byte) bool) {
		for i, p := range patches {
			if !yield(i+1, []byte(p)) {
				return
			}
		}
	}
}

func person(n int) string {
	return fmt.Sprintf(`{"recipient":{"salutation":"Ông","name":"Nguyễn Văn %03d","position":"Chuyên viên"}}`, n)
}

func group(n int) string {
	return fmt.Sprintf(`{"recipient":{"salutation":"Tập thể","name":"Phòng số %03d"}}`, n)
}

// mixed alternates people and collectives until there are enough of both.
func mixed(groups, people int) (list []string) {
	for i := range max(groups, people) {
		if i < people {
			list = append(list, person(i+1))
		}
		if i < groups {
			list = append(list, group(i+1))
		}
	}
	return list
}

func report(ps document.Problems) (out []string) {
	for _, p := range ps {
		line := p.Pointer + " " + p.Code
		if p.Severity == document.Warning {
			line = "~" + line
		}
		out = append(out, line)
	}
	return out
}

// made plans and makes the decision, and checks that both are the same.
func made(t *testing.T, s *award.Spec, base string, patches ...string) (*award.Planned, *contract.Document) {
	t.Helper()
	planned, ps := award.Plan(s, []byte(base), rows(patches...))
	if ps.Fatal() {
		t.Fatalf("%+v", ps)
	}
	doc, ps := award.Documents(s, planned.Base, planned.All())
	if ps.Fatal() {
		t.Fatalf("%+v", ps)
	}
	if a, b := encode(t, planned.Decision), encode(t, doc); a != b {
		t.Errorf("planned:\n%s\nmade:\n%s", a, b)
	}
	return planned, doc
}

func encode(t *testing.T, doc *contract.Document) string {
	t.Helper()
	data, err := contract.EncodeIndent(doc)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func plain(t contract.Text) (s string) {
	for _, r := range t.Runs {
		s += r.Text
	}
	return s
}

// TestGolden shows whole decisions. UPDATE_GOLDEN=1 rewrites.
func TestGolden(t *testing.T) {
	five := []string{
		`{"recipient":{"salutation":"Ông","name":"Nguyễn Văn An","position":"Chuyên viên Văn phòng"}}`,
		`{"recipient":{"salutation":"Tập thể","name":"Văn phòng Sở","unit":null}}`,
		`{"recipient":{"salutation":"Bà","name":"H’Hen Niê Ksơr","position":"Kế toán"},"register_number":"02"}`,
		`{"recipient":{"salutation":"Hộ gia đình","name":"ông Y Bhăm Êban","unit":"Buôn Ako Dhông"}}`,
		`{"recipient":{"salutation":"Bà:","name":"Đặng Thị Quỳnh","position":null,"unit":"Trung tâm Lưu trữ\nlịch sử"}}`,
	}
	wanted := map[string]bool{}
	for name, c := range map[string]struct {
		change  func(*award.Spec)
		patches []string
	}{
		"table": {func(s *award.Spec) { s.RegisterFrom = "01" }, five},
		"prizes": {func(s *award.Spec) {
			s.Prize = &award.Prize{Collective: 2_000_000, Household: 1_500_000, Person: 1_000_000}
			s.List.Columns = []string{"prize"}
		}, five},
		"lines": {func(s *award.Spec) {
			s.List = award.List{Form: "lines", Numbering: "continuous"}
			s.Articles = []byte(`[{"item":"Chánh Văn phòng Sở và các tập thể, cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này."}]`)
		}, five},
		"one person": {func(s *award.Spec) {
			s.Prize = &award.Prize{Person: 500_000, Fund: "Quỹ thi đua, khen thưởng của Sở Nội vụ"}
		}, five[:1]},
		"one collective":  {nil, five[1:2]},
		"people in lines": {func(s *award.Spec) { s.List.Form = "lines" }, []string{five[0], five[2], five[4]}},
		"own citations in lines": {func(s *award.Spec) { s.List.Form = "lines" }, []string{
			`{"recipient":{"salutation":"Bà","name":"Lê Thị B"},"citation":["Đã có thành tích","trong cải cách hành chính."]}`,
			`{"recipient":{"salutation":"Ông","name":"Trần C"},"citation":"Hoàn thành nhiệm vụ"}`,
			`{"recipient":{"salutation":"Tập thể","name":"Văn phòng Sở","unit":null},"citation":null}`,
		}},
		"own citations": {nil, []string{
			`{"recipient":{"salutation":"Bà","name":"Lê Thị B"},"citation":["Đã có thành tích","trong cải cách hành chính"]}`,
			`{"recipient":{"salutation":"Ông","name":"Trần C"},"citation":"Đã có sáng kiến"}`,
		}},
	} {
		t.Run(name, func(t *testing.T) {
			planned, doc := made(t, spec(c.change), base, c.patches...)
			var got strings.Builder
			got.WriteString(encode(t, doc))
			fmt.Fprintf(&got, "base: %s\n", compact(t, planned.Base))
			for _, r := range planned.Rows {
				fmt.Fprintf(&got, "row %d: %s\n", r.Index, compact(t, r.Patch))
			}
			golden := filepath.Join("testdata", strings.ReplaceAll(name, " ", "-")+".txt")
			wanted[golden] = true
			if os.Getenv("UPDATE_GOLDEN") != "" {
				if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatalf("%v (UPDATE_GOLDEN=1 writes it)", err)
			}
			if got.String() != string(want) {
				t.Errorf("got:\n%s\nwant:\n%s", got.String(), want)
			}
		})
	}
	have, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, golden := range have {
		if !wanted[golden] {
			t.Errorf("%s has no case", golden)
		}
	}
}

func compact(t *testing.T, data []byte) string {
	t.Helper()
	var b bytes.Buffer
	if err := json.Compact(&b, data); err != nil {
		t.Fatalf("%v: %s", err, data)
	}
	return b.String()
}

// TestCounts: Điều 1, the rows of the list and its last line say the same number, padded below ten.
func TestCounts(t *testing.T) {
	for _, c := range []struct {
		groups, people int
		want           string
	}{
		{2, 0, "02 tập thể"}, {0, 2, "02 cá nhân"}, {1, 1, "01 tập thể và 01 cá nhân"}, {5, 12, "05 tập thể và 12 cá nhân"},
		{9, 10, "09 tập thể và 10 cá nhân"}, {10, 9, "10 tập thể và 09 cá nhân"}, {0, 800, "800 cá nhân"}, {100, 700, "100 tập thể và 700 cá nhân"},
	} {
		for _, form := range []string{"table", "lines"} {
			_, doc := made(t, spec(func(s *award.Spec) { s.List.Form = form }), base, mixed(c.groups, c.people)...)
			first := "Tặng Giấy khen của Giám đốc Sở Nội vụ cho " + c.want + " (có danh sách kèm theo) đã có thành tích xuất sắc trong phong trào thi đua năm 2026."
			if got := plain(doc.Body[0].Text); got != first {
				t.Errorf("Điều 1: %s", got)
			}
			list := doc.Enclosures[0]
			if got := plain(list.Body[len(list.Body)-1].Text); got != "(Danh sách gồm "+c.want+")" {
				t.Errorf("end of the list: %s", got)
			}
			if n := entries(list.Body); n != c.groups+c.people {
				t.Errorf("%s %d and %d: %d entries", form, c.groups, c.people, n)
			}
		}
	}
}

func entries(nodes []contract.Node) (n int) {
	for _, node := range nodes {
		switch node.Kind {
		case contract.ItemNode:
			n++
		case contract.TableNode:
			n += len(slices.DeleteFunc(slices.Clone(node.Table.Rows), func(r contract.TableRow) bool { return r.Band != nil }))
		}
		n += entries(node.Body)
	}
	return n
}

// TestOrder: certificates come as the list does, collectives first unless the list's own order is wanted, and numbers run with them.
func TestOrder(t *testing.T) {
	patches := []string{person(1), group(1), `{"recipient":{"salutation":"Bà","name":"B"},"register_number":"2"}`, group(2), person(2)}
	for _, c := range []struct {
		order string
		want  string
	}{
		{"", "2:01 4:03 1:04 3:2 5:05"},
		{"list", "1:01 2:03 3:2 4:04 5:05"},
	} {
		planned, doc := made(t, spec(func(s *award.Spec) { s.List.Order, s.RegisterFrom = c.order, "01" }), base, patches...)
		var got []string
		for _, r := range planned.Rows {
			var row struct {
				Register string `json:"register_number"`
			}
			if err := json.Unmarshal(r.Patch, &row); err != nil {
				t.Fatal(err)
			}
			got = append(got, fmt.Sprintf("%d:%s", r.Index, row.Register))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%q: %s, want %s", c.order, s, c.want)
		}
		var list []string
		for _, r := range doc.Enclosures[0].Body[0].Table.Rows {
			if r.Band == nil {
				list = append(list, plain(r.Cells[3].Text))
			}
		}
		want := strings.Fields(c.want)
		for i := range want {
			if _, register, _ := strings.Cut(want[i], ":"); list[i] != register {
				t.Errorf("%q: the list has register numbers %v", c.order, list)
			}
		}
		again, ps := award.Plan(spec(func(s *award.Spec) { s.List.Order, s.RegisterFrom = c.order, "01" }), planned.Base, planned.All())
		if ps.Fatal() || !slices.EqualFunc(again.Rows, planned.Rows, func(a, b award.Row) bool { return string(a.Patch) == string(b.Patch) }) {
			t.Errorf("%q: planned twice it differs: %+v", c.order, ps)
		}
	}
}

func TestRegisterNumbers(t *testing.T) {
	for from, want := range map[string][]string{
		"01": {"01", "02", "03"}, "9": {"9", "10", "11"}, "099": {"099", "100", "101"}, "08/GK-2026": {"08/GK-2026", "09/GK-2026", "10/GK-2026"},
	} {
		planned, _ := made(t, spec(func(s *award.Spec) { s.RegisterFrom = from }), strings.Replace(base, `"type"`, `"register_number":"77","type"`, 1), person(1), `{"register_number":null}`, `{"register_number":""}`)
		for i, r := range planned.Rows {
			if !strings.Contains(string(r.Patch), `"register_number":"`+want[i]+`"`) || strings.Count(string(r.Patch), "register_number") != 1 {
				t.Errorf("%s: row %d: %s", from, i+1, r.Patch)
			}
		}
	}
}

// TestKinds: what is counted as which.
func TestKinds(t *testing.T) {
	const collective, household, person1 = "02 tập thể", "01 hộ gia đình", "02 cá nhân"
	for recipient, want := range map[string]string{
		`"salutation":"Tập thể","name":"Lan"`: collective, `"salutation":"ĐƠN VỊ:","name":"x"`: collective, `"salutation":"Ta\u0323\u0302p the\u0302\u0309","name":"x"`: collective,
		`"salutation":"Hộ gia đình","name":"ông A"`: household, `"salutation":"Hộ ông","name":"A"`: household, `"salutation":"Gia đình bà","name":"A"`: household,
		`"name":"Hộ ông Nguyễn Văn Ba"`: household, `"name":"Gia đình ông Năm và bà Sáu"`: household, `"salutation":"Tập thể","name":"Gia đình ông A"`: household,
		`"name":"Hộ Văn An"`: person1, `"salutation":"Ông","name":"Hộ Văn An"`: person1,
		`"salutation":"Ông","name":"Phòng Văn A"`: person1, `"salutation":"Bạn","name":"A"`: person1, `"salutation":"Thượng tá","name":"A"`: person1,
		`"name":"Nguyễn Văn A"`: person1, `"name":"Đoàn Văn Hậu"`: person1, `"name":"Tổ Thị B"`: person1, `"name":"Phòng Nội vụ"`: collective, `"name":"UBND xã X"`: collective,
		`"name":"Hội Nông dân xã"`: collective, `"name":"Trương Thị C"`: person1, `"salutation":"Hồ","name":"x"`: person1, `"name":"Nhân dân thôn Đông"`: collective,
		`"name":"Chi cục Thuế X"`: collective, `"name":"Lớp 5A"`: collective, `"name":"Liên đội Trường Y"`: collective, `"name":"Thôn Đông"`: collective, `"name":"Ban Giám hiệu"`: collective,
		`"name":"Trạm Khuyến nông"`: collective, `"salutation":"Bệnh viện","name":"Đa khoa X"`: collective, `"salutation":"Ban:","name":"Văn hóa"`: collective,
		`"salutation":"Đoàn viên","name":"A"`: person1, `"salutation":"HỘI VIÊN:","name":"A"`: person1, `"salutation":"Tổ phó","name":"A"`: person1, `"name":"Công an viên A"`: person1,
		`"name":"Đội trưởng A"`: person1, `"salutation":"Viện sĩ","name":"A"`: person1, `"name":"Thôn đội trưởng A"`: person1,
	} {
		_, doc := made(t, spec(nil), base, `{"recipient":{`+recipient+`}}`, group(1), person(1))
		if got := plain(doc.Body[0].Text); !strings.Contains(got, want) {
			t.Errorf("%s is not of the %s: %s", recipient, want, got)
		}
	}
}

// TestBase: what the decision says runs into the certificates, and what both say agrees.
func TestBase(t *testing.T) {
	planned, _ := made(t, spec(nil), `{"type":"giay-khen","citation":"Đã có thành tích","decision":{"number":"0107","notation":"qđ-snv"},"options":{"plate":{"x":1.50}},"date":""}`, person(1), person(2))
	want := `{"type":"giay-khen","citation":"Đã có thành tích","decision":{"number":"107","notation":"QĐ-SNV","date":"2026-09-06"},"options":{"plate":{"x":1.50}},"date":"2026-09-06",` +
		`"award_by":"GIÁM ĐỐC SỞ NỘI VỤ","place":"An Bình","signer":{"position":"GIÁM ĐỐC","name":"Trần Thị Bình"},"organ":{"name":"SỞ NỘI VỤ"}}`
	if got := compact(t, planned.Base); got != want {
		t.Errorf("base\n%s\nwant\n%s", got, want)
	}
}

// TestProblems: one line for each fault; a tilde before warnings.
func TestProblems(t *testing.T) {
	quiet := func(s *award.Spec) {
		s.Decision = []byte(strings.Replace(decision, `"authority"`, `"bases":["x"],"authority"`, 1))
	}
	with := func(changes ...func(*award.Spec)) *award.Spec {
		return spec(func(s *award.Spec) {
			quiet(s)
			for _, c := range changes {
				c(s)
			}
		})
	}
	replaced := func(old, with string) func(*award.Spec) {
		return func(s *award.Spec) { s.Decision = []byte(strings.Replace(string(s.Decision), old, with, 1)) }
	}
	two := []string{person(1), group(1)}
	for name, c := range map[string]struct {
		spec    *award.Spec
		base    string
		patches []string
		want    string
	}{
		"good":                {with(), base, two, ""},
		"no rows":             {with(), base, nil, "/items no_recipients"},
		"base no object":      {with(), `[]`, two, "/base wrong_type"},
		"base with a mark":    {with(), "\ufeff" + base, two, ""},
		"base no certificate": {with(), `{"type":"ke-hoach"}`, two, "/base/type not_a_certificate"},
		"no decision":         {with(replaced(`"quyet-dinh"`, `"ke-hoach"`)), base, two, "/award/decision/type not_a_decision"},
		"decision broken":     {with(replaced(`"organ":`, `"organ"`)), base, two, "/award/decision/organ syntax_error"},
		"decision misspelt":   {with(replaced(`"place"`, `"plce"`)), base, two, "/award/decision/plce unknown_key"},
		"number":              {with(), `{"type":"giay-khen","decision":{"number":"108"}}`, two, "/base/decision/number decision_conflict"},
		"number with zero":    {with(), `{"type":"giay-khen","decision":{"number":"0107"}}`, two, ""},
		"date":                {with(), `{"type":"giay-khen","decision":{"date":"2026-09-07"},"date":"2026-09-07"}`, two, "/base/decision/date decision_conflict, ~/base/date decision_conflict"},
		"giver":               {with(), `{"type":"giay-khen","award_by":["GIÁM ĐỐC","SỞ NỘI VỤ"]}`, two, ""},
		"other giver":         {with(), `{"type":"giay-khen","award_by":"GIÁM ĐỐC SỞ Y TẾ"}`, two, "/base/award_by decision_conflict"},
		"other signer":        {with(), `{"type":"giay-khen","signer":{"position":"PHÓ GIÁM ĐỐC"}}`, two, "~/base/signer decision_conflict"},
		"row of another":      {with(), base, []string{person(1), `{"decision":{"number":"9"},"recipient":{"salutation":"Ông","name":"A"}}`}, "/items/1/decision/number decision_conflict"},
		"row respells": {with(), base, []string{person(1), `{"decision":{"number":"0107","notation":"qđ-snv"},"recipient":{"salutation":"Ông","name":"A"}}`},
			"/items/1/decision/number decision_conflict, /items/1/decision/notation decision_conflict"},
		"row without number": {with(), base, []string{person(1), `{"decision":{"number":null},"recipient":{"salutation":"Ông","name":"A"}}`}, "/items/1/decision/number decision_conflict"},
		"row of another day": {with(), base, []string{person(1), `{"date":"2026-10-01","place":"X","signer":{"name":"Y"},"recipient":{"salutation":"Ông","name":"A"}}`},
			"~/items/1/place decision_conflict, ~/items/1/date decision_conflict, ~/items/1/signer decision_conflict"},
		"row of another type": {with(), base, []string{person(1), `{"type":"bang-khen","recipient":{"salutation":"Ông","name":"A"}}`}, "/items/1/type decision_conflict"},
		"not competent":       {with(), `{"type":"bang-khen"}`, two, "/award/decision/authority no_competence"},
		"other award":         {with(replaced(`"authority"`, `"subject":"Về việc tặng Bằng khen","authority"`)), base, two, "/award/decision/subject decision_conflict"},
		"grounds supplied":    {spec(nil), base, two, "~/award/decision/bases bases_supplied"},
		"giver in capitals":   {with(func(s *award.Spec) { s.By = "" }, replaced("GIÁM ĐỐC SỞ NỘI VỤ", "GIÁM ĐỐC XYZ")), base, two, "~/award/by giver_in_capitals"},
		"giver of subject":    {with(func(s *award.Spec) { s.By = "" }, replaced(`"authority"`, `"subject":["Về việc tặng Giấy khen","của Giám đốc XYZ"],"authority"`)), base, two, ""},
		"own counts":          {with(replaced(`"authority"`, `"body":[{"item":"Tặng 01 tập thể và 1 (một) cá nhân; năm trước 12 cá nhân"}],"authority"`)), base, two, ""},
		"own wrong counts":    {with(replaced(`"authority"`, `"body":[{"heading":"x","body":[{"item":"Tặng 02 Tập thể và 01 cá nhân"}]}],"authority"`)), base, two, "/award/decision/body/0/body/0 counts_disagree"},
		"own wrong count in brackets": {with(replaced(`"authority"`, `"body":["Tặng năm (05) cá nhân và 1.001 tập thể"],"authority"`)), base, two,
			"/award/decision/body/0 counts_disagree, /award/decision/body/0 counts_disagree"},
		"own thousands":       {with(replaced(`"authority"`, `"body":["Tặng 1.001 cá nhân"],"authority"`)), base, slices.Repeat(two[:1], 1001), ""},
		"own count of one":    {with(replaced(`"authority"`, `"body":["Tặng 01 cá nhân và Phòng số 001"],"authority"`)), base, two, "~/award/decision/body counts_disagree"},
		"own body of another": {with(replaced(`"authority"`, `"body":[{"item":"Tặng Bằng  khen cho các ông, bà"}],"authority"`)), base, two, "/award/decision/body/0 decision_conflict"},
		"own body with prize": {with(replaced(`"authority"`, `"body":["x"],"authority"`), func(s *award.Spec) { s.Prize = &award.Prize{Person: 1} }), base, two, "/award/prize/collective prize_missing"},
		"like no article":     {with(replaced(`"authority"`, `"recipients":["Như trên","- Như Điều 3","Lưu: VT"],"authority"`)), base, two, "~/award/decision/recipients/1 counts_disagree"},
		"like an article":     {with(replaced(`"authority"`, `"recipients":["Như Điều 3","Lưu: VT"],"authority"`), func(s *award.Spec) { s.Prize = &award.Prize{Collective: 2, Person: 1} }), base, two, ""},
		"column of no prize":  {with(func(s *award.Spec) { s.List.Columns = []string{"prize"} }), base, two, "~/award/list/columns prize_missing"},
		"body and articles": {with(replaced(`"authority"`, `"body":["x"],"authority"`), func(s *award.Spec) { s.Articles = []byte(`["y"]`) }), base, two,
			"/award/articles conflicting_keys"},
		"articles misspelt": {with(func(s *award.Spec) { s.Articles = []byte(`[{"itm":"y"}]`) }), base, two, "/award/articles/0/itm unknown_key"},
		"list given": {with(replaced(`"authority"`, `"enclosures":[{"type":"danh-sach","body":["x"]}],"authority"`)), base, two,
			"/award/decision/enclosures/0 list_given"},
		"prize missing":      {with(func(s *award.Spec) { s.Prize = &award.Prize{Person: 1} }), base, two, "/award/prize/collective prize_missing"},
		"prize of none":      {with(func(s *award.Spec) { s.Prize = &award.Prize{Person: 1} }), base, two[:1], ""},
		"prize negative":     {with(func(s *award.Spec) { s.Prize = &award.Prize{Person: -1} }), base, two, "/award/prize/person out_of_range"},
		"form":               {with(func(s *award.Spec) { s.List.Form = "tables" }), base, two, "/award/list/form unknown_value"},
		"register":           {with(func(s *award.Spec) { s.RegisterFrom = "A1" }), base, two, "/award/register_from not_a_number"},
		"register twice":     {with(), base, []string{`{"register_number":"1"}`, `{"register_number":"01"}`}, "~/items kind_guessed, ~/items/1/register_number register_twice"},
		"same words twice":   {with(), base, []string{`{"register_number":"GK-A","recipient":{"salutation":"Bà"}}`, `{"register_number":"GK-A","recipient":{"salutation":"Bà"}}`}, "~/items/1/register_number register_twice"},
		"no salutation":      {with(), base, []string{person(1), `{"recipient":{"name":"Phòng X"}}`}, "~/items kind_guessed"},
		"row is no object":   {with(func(s *award.Spec) { s.RegisterFrom = "1" }), base, []string{person(1), `[]`}, "~/items kind_guessed"},
		"too many":           {with(), base, slices.Repeat([]string{person(1)}, award.MaxRecipients+1), "/items too_many_recipients"},
		"long table":         {with(), base, slices.Repeat([]string{person(1)}, 2001), "~/award/list/form list_long"},
		"long lines":         {with(func(s *award.Spec) { s.List.Form = "lines" }), base, slices.Repeat([]string{person(1)}, 2001), ""},
		"base with register": {with(), `{"type":"giay-khen","register_number":"7"}`, two, "~/items/1/register_number register_twice"},
	} {
		t.Run(name, func(t *testing.T) {
			planned, ps := award.Plan(c.spec, []byte(c.base), rows(c.patches...))
			if got := strings.Join(report(ps), ", "); got != c.want {
				t.Errorf("%s, want %s\n%+v", got, c.want, ps)
			}
			if (planned == nil) != ps.Fatal() {
				t.Error("a plan beside errors, or none without")
			}
			for _, p := range ps {
				if p.Message == "" || p.Hint == "" || strings.Contains(p.Message+p.Hint, "  ") {
					t.Errorf("poor wording: %+v", p)
				}
			}
		})
	}
}

func TestParse(t *testing.T) {
	for in, want := range map[string]string{
		decision:                              "",
		`{"decision":` + decision + `}`:       "",
		`{"decision":{},"list":{"form":"x"}}`: "/award/list/form unknown_value",
		`{"decison":{}}`:                      "/award/decison unknown_key",
		`{"prize":{"person":"1"}}`:            "/award/prize/person wrong_type",
		`{"prize":{"person":1.5}}`:            "/award/prize/person wrong_type",
		`{"list":{"columns":["seal"]}}`:       "/award/list/columns unknown_value",
		`[]`:                                  "/award wrong_type",
		`{`:                                   "/award syntax_error",
		``:                                    "/award syntax_error",
	} {
		s, ps := award.Parse([]byte(in))
		if got := strings.Join(report(ps), ", "); got != want || (s == nil) != (want != "") {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
	var s award.Spec
	in := `{"decision":{"type":"quyet-dinh"},"by":"b","articles":["x"],"prize":{"person":5},"list":{"form":"lines"},"register_from":"01"}`
	if err := json.Unmarshal([]byte(in), &s); err != nil {
		t.Fatal(err)
	}
	if out, err := json.Marshal(&s); err != nil || string(out) != in {
		t.Errorf("%v: %s", err, out)
	}
}

// TestGrounds: the library is dated.
func TestGrounds(t *testing.T) {
	for date, want := range map[string]string{
		"2023-12-31": "",
		"2024-03-01": "98/2023",
		"2025-06-30": "98/2023",
		"2025-06":    "98/2023",
		"2025-07-01": "152/2025",
		"2026":       "152/2025",
		"":           "152/2025",
	} {
		s := spec(func(s *award.Spec) { s.Decision = []byte(strings.Replace(decision, "2026-09-06", date, 1)) })
		planned, ps := award.Plan(s, []byte(base), rows(person(1), person(2)))
		if ps.Fatal() {
			t.Fatalf("%s: %+v", date, ps)
		}
		grounds := ""
		for _, g := range planned.Decision.Bases {
			grounds += plain(g) + "\n"
		}
		if (want == "") != (grounds == "") || !strings.Contains(grounds, want) || want != "" && strings.Count(grounds, "Nghị định số") != 1 {
			t.Errorf("%q: %s", date, grounds)
		}
		if want != "" && !strings.Contains(fmt.Sprint(ps), "Chưa đối chiếu được") {
			t.Errorf("%q: nothing of what is unverified: %+v", date, ps)
		}
	}
}
