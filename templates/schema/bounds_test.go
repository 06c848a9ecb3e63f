package schema_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"vanban/templates/contract"
	"vanban/templates/parts"
	"vanban/templates/schema"
	"vanban/thethuc"
)

// Patterns and bounds are the reader's own, written a second time. Here each is held to it.

// accepts compares the schema with the catalog on a value that is put into a document of each of two kinds.
func accepts(t *testing.T, frame string, values []string) {
	t.Helper()
	c := newCatalog(t)
	all := validators(t, c)
	passed := 0
	for _, v := range values {
		data := []byte(strings.Replace(frame, "%s", v, 1))
		doc := decode(t, data)
		built := c.Build(data)
		err := all[typeOf(doc)].Validate(doc)
		if (err == nil) != !built.Problems.Fatal() {
			t.Errorf("%s: schema %v, catalog %+v", v, err, built.Problems)
		}
		if err == nil {
			passed++
		}
	}
	if passed == 0 || passed == len(values) {
		t.Errorf("%d of %d values pass: the bound is not among them", passed, len(values))
	}
}

// plan is a kế hoạch with room for one key, decision a quyết định with room for one enclosure.
const (
	plan = `{"type":"ke-hoach","organ":{"name":"SỞ NỘI VỤ"},"code":{"notation":"KH-SNV"},"subject":"X","body":["x"],` +
		`"signer":{"position":"GIÁM ĐỐC"},"recipients":["Lưu: VT"],%s}`
	decision = `{"type":"quyet-dinh","organ":{"name":"SỞ NỘI VỤ"},"code":{"notation":"QĐ-SNV"},"subject":"X","authority":"GIÁM ĐỐC","bases":["x"],"body":["x"],` +
		`"signer":{"position":"GIÁM ĐỐC"},"recipients":["Lưu: VT"],"enclosures":[%s]}`
)

func in(frame, key string) string { return strings.Replace(frame, "%s", key, 1) }

func quoted(values ...string) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = `"` + v + `"`
	}
	return out
}

func TestDates(t *testing.T) {
	var values []string
	for year := range 10_000 {
		if year%100 > 1 && (year < 1900 || year > 2200) {
			continue
		}
		values = append(values, fmt.Sprintf("%04d", year))
	}
	for month := range 20 {
		values = append(values, fmt.Sprintf("2024-%02d", month))
		for _, day := range []int{0, 1, 9, 10, 19, 20, 28, 32, 40} {
			values = append(values, fmt.Sprintf("2024-%02d-%02d", month, day))
		}
	}
	values = append(values, "", "2024-1", "2024-01-1", "24", "2024/01/01", "2024-01-", "2024-", "x", " 2024", "2024-01-01T00:00", "20240101")
	accepts(t, in(plan, `"date":%s`), quoted(values...))
}

// TestNumbering: what stands around a number is known to the pattern, whatever single character or pair it is.
func TestNumbering(t *testing.T) {
	formats := schema.Components(thethuc.ND30(), newCatalog(t).Types(), "").Get("Numbering").(schema.Object).Get("items").(schema.Object)
	pattern := regexp.MustCompile(formats.Get("pattern").(string))
	numbers := []string{"1", "I", "i", "A", "a", "2", "b", "1.1", "I.1", "A.1.1", "1.1.1.1.1.1.1.1.1", "1.1.1.1.1.1.1.1.1.1"}
	prefixes := []string{"", "(", "Phần ", "CHƯƠNG ", "Mục tiêu ", "Điều", "( "}
	suffixes := []string{""}
	const marks = ` .)-/:;,]}"'`
	for _, a := range marks {
		suffixes = append(suffixes, string(a))
		for _, b := range marks {
			suffixes = append(suffixes, string(a)+string(b), string(a)+string(b)+".")
		}
	}
	var heads []string
	for _, p := range prefixes {
		for _, n := range numbers {
			heads = append(heads, p+n)
		}
	}
	heads = append(heads, "Phần thứ nhất", "PHẦN THỨ NHẤT", "Nội dung thứ nhất", "thứ nhất", "nhất", "Phần thứ", "Phần nhất", "Phầnthứ nhất")
	try := func(s string) {
		if _, ok := contract.ParseFormat(s); ok != pattern.MatchString(s) {
			t.Errorf("%q: reader %t", s, ok)
		}
	}
	for _, h := range heads {
		for _, s := range suffixes {
			try(h + s)
		}
	}
	for r := rune(' '); r < 0x10000; r++ {
		try(string(r))
		try(string(r) + "1")
		try("1" + string(r))
		try("1." + string(r))
	}
}

func TestMarks(t *testing.T) {
	accepts(t, in(plan, `"urgency":%s`), quoted("", "HỎA TỐC", "hoả tốc", "hoa-toc", "Hoa_Toc", "HỎA  TỐC!", "h.o.a.t.o.c", "THƯỢNG KHẨN", "thuongkhan", "khẩn",
		"Kha\u0302\u0309n", "—", "hỏa", "khẩn 1", "xyz", "tốc hỏa", "1"))
	accepts(t, in(plan, `"circulation":%s`), quoted("", "XEM XONG TRẢ LẠI", "xem-xong-tra-lai", "Lưu hành nội bộ", "luuhanhnoibo", "LƯU HÀNH", "HỎA TỐC", "mật"))
}

// TestAdvice: what x-recommended says is what the reader remarks upon.
func TestAdvice(t *testing.T) {
	code := schema.Components(thethuc.ND30(), newCatalog(t).Types(), "").Get("Code").(schema.Object)
	values := []string{"", "1", "17a", "3176B", "12Đ", "1 ", "x", "1/2", "1aa", "KH", "KH-UBND", "QĐ-TĐKT", "KH-TU/2", "A&B", "A-", "-A", "A B", "KH--U", "KH.U", "nghị"}
	for key, remark := range map[string]string{"number": "unusual_number", "notation": "unusual_notation"} {
		p := code.Get("properties").(schema.Object).Get(key).(schema.Object)
		advice := p.Get("x-recommended").(schema.Object)
		pattern := regexp.MustCompile(advice.Get("pattern").(string))
		most := advice.Get("maxLength").(int)
		for _, v := range append(values, strings.Repeat("1", most), strings.Repeat("1", most+1)) {
			_, problems := contract.Decode([]byte(`{"type":"x","code":{"`+key+`":"`+v+`"}}`), contract.Limits{})
			has := map[string]bool{}
			for _, p := range problems {
				has[p.Code] = true
			}
			if has[remark] == pattern.MatchString(v) || has["too_long"] != (len([]rune(v)) > most) {
				t.Errorf("%s %q: %v", key, v, problems)
			}
		}
	}
}

func TestChoices(t *testing.T) {
	words := quoted("", "portrait", "landscape", "left", "center", "right", "justify", "top", "bottom", "middle", "Left")
	accepts(t, in(plan, `"orientation":%s`), words)
	accepts(t, in(plan, `"appendices":[{"orientation":%s}]`), words)
	for _, table := range []string{`"columns":[{"align":%s}],"rows":[["x"]]`, `"rows":[[{"align":%s}]]`, `"rows":[[{"valign":%s}]]`} {
		accepts(t, in(plan, `"appendices":[{"body":[{"table":{`+table+`}}]}]`), words)
	}
}

func TestNumbers(t *testing.T) {
	cells := func(n int) string { return "[" + strings.TrimSuffix(strings.Repeat(`"x",`, n), ",") + "]" }
	table := func(inner string) string { return in(plan, `"appendices":[{"body":[{"table":{`+inner+`}}]}]`) }
	accepts(t, table(`"rows":[["x"]],"columns":[{"width":%s}]`), []string{"0", "0.0009", "0.001", "12", "2000", "2000.1", "1e3", "-1", `"12"`})
	accepts(t, table(`"rows":[["x"]],"columns":%s`), []string{"[]", "[{}]", "null", "{}"})
	wide := func(n int) string {
		return `"columns":[` + strings.TrimSuffix(strings.Repeat("{},", n), ",") + `],"rows":[` + cells(n) + `]`
	}
	accepts(t, table("%s"), []string{wide(1), wide(63), wide(64)})
	span := func(n int) string { return fmt.Sprintf(`"rows":[[{"colspan":%d}]]`, n) }
	accepts(t, table("%s"), []string{span(0), span(1), span(63), span(64)})
	down := func(n string) string {
		return `"rows":[[{"rowspan":` + n + `}]` + strings.Repeat(",[]", 9_999) + `]`
	}
	accepts(t, table("%s"), []string{down("0"), down("10000"), down("10001"), down("1.5"), down("1.0e4")})
	option := func(key string) string { return in(plan, `"options":{`+key+`}`) }
	accepts(t, option(`"body_size":%s`), []string{"12", "13", "13.5", "14", "15"})
	accepts(t, option(`"first_line_indent":%s`), []string{"9.5", "10", "11", "12.7", "13"})
	accepts(t, option(`"space_before":%s`), []string{"5", "6", "12.5", "24", "25"})
	accepts(t, option(`"line_spacing":%s`), []string{"0.9", "1", "1.15", "1.5", "1.6"})
	accepts(t, option(`"margins":{"top":%s}`), []string{"19", "20", "25", "26"})
	accepts(t, option(`"margins":{"bottom":%s}`), []string{"19", "20", "25", "26"})
	accepts(t, option(`"margins":{"left":%s}`), []string{"29", "30", "35", "36"})
	accepts(t, option(`"margins":{"right":%s}`), []string{"14", "15", "20", "21"})
}

// TestEnclosures: an enclosure has the keys and the kinds that the catalog lets it have.
func TestEnclosures(t *testing.T) {
	var values []string
	for key, value := range map[string]string{
		"organ": `{"name":"SỞ"}`, "organs": `[{"name":"SỞ"}]`, "code": `{"number":"1"}`, "place": `"X"`, "date": `"2026"`, "subject": `"X"`, "subtitle": `"x"`,
		"salutation": `["x"]`, "authority": `"X"`, "bases": `["x"]`, "orientation": `"landscape"`, "numbering": `["1."]`, "signer": `{"position":"X"}`,
		"signers": `[{"position":"X"}]`, "recipients": `["x"]`, "appendices": `[{"title":"X"}]`, "enclosures": `[{"type":"quy-che","body":["x"]}]`,
		"drafter": `"X"`, "contact": `"x"`, "urgency": `"KHẨN"`, "circulation": `"XEM XONG TRẢ LẠI"`, "options": `{"end_mark":false}`,
		"award_by": `"X"`, "recipient": `{"name":"X"}`, "citation": `"X"`, "decision": `{"number":"1"}`, "register_number": `"1"`,
	} {
		values = append(values, `{"type":"quy-che","body":["x"],"`+key+`":`+value+`}`)
	}
	if want := objects["Document"].NumField() - 2 - 2; len(values) != want { // all but type and body, At and what is not exported
		t.Errorf("%d keys, want %d", len(values), want)
	}
	slices.Sort(values)
	for _, k := range append(parts.Kinds(), parts.EnclosedKinds()...) {
		values = append(values, `{"type":"`+k.Slug+`","body":["x"]}`)
	}
	accepts(t, decision, append(values, `{"type":"xyz","body":["x"]}`, `{"body":["x"]}`, `{"type":"quy-che"}`))
}
