package contract_test

import (
	"strconv"
	"strings"
	"testing"

	"vanban/templates/contract"
)

// report decodes and lists "pointer code" for each problem; warnings carry a tilde.
func report(t *testing.T, src string, limits contract.Limits) []string {
	t.Helper()
	doc, ps := contract.Decode([]byte(src), limits)
	if doc == nil && !ps.Fatal() {
		t.Error("neither a document nor an error")
	}
	out := []string{}
	for _, p := range ps {
		line := p.Pointer + " " + p.Code
		if p.Severity != 0 {
			line = "~" + line
		}
		out = append(out, line)
		if p.Message == "" || p.Hint == "" || strings.Contains(p.Message, "  ") {
			t.Errorf("poor wording: %+v", p)
		}
	}
	return out
}

// of completes a document from some members; body from some nodes; table from some of its members.
func of(members string) string  { return `{"type":"ke-hoach",` + members + `}` }
func body(nodes string) string  { return of(`"body":[` + nodes + `]`) }
func table(rest string) string  { return body(`{"table":{` + rest + `}}`) }
func signer(rest string) string { return of(`"signer":{` + rest + `}`) }

type badCase struct {
	name, src string
	want      []string
}

// badCases are the table of TestBadInput and seeds of FuzzDecode.
func badCases() []badCase {
	long := func(n int) string { return strings.Repeat("ă", n) }
	return []badCase{
		{"empty", ``, []string{" syntax_error"}},
		{"blanks", " \n ", []string{" syntax_error"}},
		{"cut", `{"type":"ke-hoach","body":["a`, []string{"/body/0 syntax_error"}},
		{"comma too many", "{\"type\":\"ke-hoach\",\n\"body\":[\"a\",]}", []string{"/body syntax_error"}},
		{"comma before brace", `{"type":"ke-hoach",}`, []string{" syntax_error"}},
		{"comma missing", `{"type":"ke-hoach" "place":"Hà Nội"}`, []string{" syntax_error"}},
		{"raw line break", "{\"type\":\"ke\nhoach\"}", []string{"/type syntax_error"}},
		{"bad escape", `{"type":"ke\hoach"}`, []string{"/type syntax_error"}},
		{"trailing", `{"type":"ke-hoach"} {}`, []string{" syntax_error"}},
		{"utf-16", "\xff\xfe{\x00}\x00", []string{" syntax_error"}},
		{"bad literal", of(`"options":{"end_mark":ture}`), []string{"/options/end_mark syntax_error"}},
		{"syntax hides the rest", `{"typ":"ke-hoach","x":}`, []string{"/x syntax_error"}},

		{"not an object", `[]`, []string{" wrong_type"}},
		{"null", `null`, []string{" wrong_type"}},
		{"nothing", `{}`, []string{"/type missing_key"}},
		{"type null", `{"type":null}`, []string{"/type missing_key"}},
		{"type wrong", `{"type":3}`, []string{"/type wrong_type"}},
		{"unknown key", of(`"subjct":"x"`), []string{"/subjct unknown_key"}},
		{"unknown key, escaped", of(`"a/b~c":"x"`), []string{"/a~1b~0c unknown_key"}},
		{"unknown key, long", of(`"` + long(200) + `":1`), []string{" unknown_key"}},
		{"unknown twice", of(`"a":{"b":[1,2]},"c":null`), []string{"/a unknown_key", "/c unknown_key"}},
		{"duplicate", of(`"place":"a","place":"b"`), []string{"/place duplicate_key"}},
		{"duplicate, escaped", of(`"place":"a","pl\u0061ce":"b"`), []string{"/place duplicate_key"}},
		{"wrong types", of(`"place":1,"subject":{},"bases":"x","body":{},"options":[]`),
			[]string{"/place wrong_type", "/subject wrong_type", "/bases wrong_type", "/body wrong_type", "/options wrong_type"}},
		{"lines", of(`"subject":["a",1,null,["b"]]`), []string{"/subject/1 wrong_type", "/subject/2 wrong_type", "/subject/3 wrong_type"}},
		{"number as number", of(`"code":{"number":551,"notation":true}`), []string{"/code/number wrong_type", "/code/notation wrong_type"}},
		{"organ and organs", of(`"organ":{"name":"A"},"organs":[{"name":"B"}]`), []string{"/organs conflicting_keys"}},
		{"signers and signer", of(`"signers":[],"signer":{}`), []string{"/signer conflicting_keys"}},
		{"organ of old", of(`"organ":"UBND"`), []string{"/organ wrong_type"}},
		{"within organs", of(`"organs":[{"name":"A"},{"nam":"B"},3]`), []string{"/organs/1/nam unknown_key", "/organs/2 wrong_type"}},

		{"date day first", of(`"date":"05/01/2023"`), []string{"/date invalid_date"}},
		{"date not there", of(`"date":"2023-02-30"`), []string{"/date no_such_date"}},
		{"month 13", of(`"date":"2023-13"`), []string{"/date no_such_date"}},
		{"month 0", of(`"date":"2023-00"`), []string{"/date no_such_date"}},
		{"day 0", of(`"date":"2023-01-00"`), []string{"/date no_such_date"}},
		{"year 1944", of(`"date":"1944-12-31"`), []string{"/date date_out_of_range"}},
		{"year 2101", of(`"date":"2101"`), []string{"/date date_out_of_range"}},
		{"date with time", of(`"date":"2023-01-05T00:00:00Z"`), []string{"/date invalid_date"}},
		{"date as number", signer(`"date":20230105`), []string{"/signer/date wrong_type"}},
		{"urgency", of(`"urgency":"gấp"`), []string{"/urgency unknown_value"}},
		{"circulation", of(`"circulation":"MẬT"`), []string{"/circulation unknown_value"}},
		{"orientation", of(`"orientation":"Landscape","appendices":[{"orientation":"ngang"}]`),
			[]string{"/orientation unknown_value", "/appendices/0/orientation unknown_value"}},
		{"numbering", of(`"numbering":["I.","II.","f)",1]`), []string{"/numbering/1 unknown_numbering", "/numbering/2 unknown_numbering", "/numbering/3 wrong_type"}},
		{"numbering empty", of(`"numbering":[]`), []string{"/numbering empty_list"}},
		{"numbering text", of(`"numbering":"I."`), []string{"/numbering wrong_type"}},

		{"options", of(`"options":{"body_size":"13","first_line_indent":-1,"space_before":0,"line_spacing":1e99,"end_mark":"no","margins":{"top":1e-9,"inner":3}}`),
			[]string{"/options/body_size wrong_type", "/options/first_line_indent number_out_of_range", "/options/space_before number_out_of_range",
				"/options/line_spacing number_out_of_range", "/options/end_mark wrong_type", "/options/margins/top number_out_of_range", "/options/margins/inner unknown_key"}},

		{"node forms", body(`{"heading":"A","item":"B"}`), []string{"/body/0/item two_forms"}},
		{"node empty", body(`{}`), []string{"/body/0 empty_node"}},
		{"node only body", body(`{"body":["x"]}`), []string{"/body/0 empty_node"}},
		{"node misspelt", body(`{"headin":"A"},{"text":[{"txt":"a"}]}`), []string{"/body/0/headin unknown_key", "/body/1/text/0/txt unknown_key"}},
		{"node null form", body(`{"heading":null}`), []string{"/body/0 empty_node"}},
		{"node types", body(`1,null,["x"],true`), []string{"/body/0 wrong_type", "/body/1 wrong_type", "/body/2 wrong_type", "/body/3 wrong_type"}},
		{"paragraph with body", body(`{"text":"x","body":["y"],"label":"1."}`), []string{"/body/0/body key_not_for_form", "/body/0/label key_not_for_form"}},
		{"label value", body(`{"label_value":["a"]},{"label_value":["a","b","c"]},{"label_value":"a"}`),
			[]string{"/body/0/label_value not_a_pair", "/body/1/label_value not_a_pair", "/body/2/label_value wrong_type"}},
		{"empty texts", body(`"",{"heading":""},{"item":[]},{"bullet":[{"text":""}]}`),
			[]string{"~/body/0 empty_text", "~/body/1/heading empty_text", "~/body/2/item empty_text", "~/body/3/bullet empty_text"}},
		{"empty in lists", of(`"bases":["x",""],"recipients":[[]]`), []string{"~/bases/1 empty_text", "~/recipients/0 empty_text"}},
		{"runs", body(`{"text":["a",{"text":"b","bold":1,"size":14},{},{"bold":true}]}`),
			[]string{"/body/0/text/0 wrong_type", "/body/0/text/1/bold wrong_type", "/body/0/text/1/size unknown_key", "/body/0/text/2 empty_run", "/body/0/text/3 empty_run"}},
		{"run and note", body(`{"text":[{"text":"a","footnote":"b"}]}`), []string{"/body/0/text/0/footnote conflicting_keys"}},
		{"note in note", body(`{"text":[{"footnote":[{"text":"a"},{"footnote":"b"}]}]}`), []string{"/body/0/text/0/footnote/1/footnote nested_footnote"}},
		{"deep", body(strings.Repeat(`{"heading":"A","body":[`, 64) + `"x"` + strings.Repeat(`]}`, 64)), []string{strings.Repeat("/body/0", 64) + "/body too_deep"}},

		{"table empty", table(``), []string{"/body/0/table table_without_rows"}},
		{"table header only", table(`"header":[["a","b"]]`), []string{"/body/0/table table_without_rows"}},
		{"table bands only", table(`"rows":[{"band":"QUÝ I"}]`), []string{"/body/0/table table_without_columns"}},
		{"table without cells", table(`"columns":[],"rows":[["a"]]`), []string{"/body/0/table/columns table_without_columns"}},
		{"columns", table(`"columns":[{"width":0},{"width":-3,"align":"middle"},{"width":"2"},5],"rows":[["a"]]`),
			[]string{"/body/0/table/columns/0/width number_out_of_range", "/body/0/table/columns/1/width number_out_of_range",
				"/body/0/table/columns/1/align unknown_value", "/body/0/table/columns/2/width wrong_type", "/body/0/table/columns/3 wrong_type"}},
		{"row too short", table(`"columns":[{},{},{}],"rows":[["a","b","c"],["a","b"],[]]`),
			[]string{"/body/0/table/rows/1 row_too_narrow", "/body/0/table/rows/2 row_too_narrow"}},
		{"row too long", table(`"rows":[["a","b"],["a","b","c"]]`), []string{"/body/0/table/rows/1 row_too_wide"}},
		{"header against rows", table(`"header":[["a",{"text":"b","colspan":2}]],"rows":[["a","b"]]`), []string{"/body/0/table/rows/0 row_too_narrow"}},
		{"colspan outside", table(`"columns":[{},{}],"rows":[["a",{"text":"b","colspan":2}]]`), []string{"/body/0/table/rows/0/1 span_outside_table"}},
		{"rowspan outside", table(`"rows":[["a","b"],[{"text":"b","rowspan":2},"c"]]`), []string{"/body/0/table/rows/1/0 span_outside_table"}},
		{"rowspan leaves header", table(`"header":[[{"text":"a","rowspan":2}]],"rows":[["a"]]`), []string{"/body/0/table/header/0/0 span_outside_table"}},
		{"overlap", table(`"rows":[["a",{"text":"b","rowspan":2},"c"],[{"text":"d","colspan":2},"e"]]`), []string{"/body/0/table/rows/1/0 span_overlap"}},
		{"rowspan then full row", table(`"rows":[["a",{"text":"b","rowspan":2}],["c","d"]]`), []string{"/body/0/table/rows/1 row_too_wide"}},
		{"band in span", table(`"rows":[[{"text":"a","rowspan":2},"b"],{"band":"x"},["c","d"]]`), []string{"/body/0/table/rows/1 span_overlap"}},
		{"spans", table(`"rows":[[{"text":"a","colspan":0},{"text":"a","colspan":1.5},{"text":"a","rowspan":-1},{"text":"a","rowspan":1e30},{"text":"a","colspan":"2"}]]`),
			[]string{"/body/0/table/rows/0/0/colspan number_out_of_range", "/body/0/table/rows/0/1/colspan not_whole_number", "/body/0/table/rows/0/2/rowspan number_out_of_range",
				"/body/0/table/rows/0/3/rowspan number_out_of_range", "/body/0/table/rows/0/4/colspan wrong_type"}},
		{"cells", table(`"rows":[[1,null,{"txt":"a"},{"valign":"middle"}]]`),
			[]string{"/body/0/table/rows/0/0 wrong_type", "/body/0/table/rows/0/1 wrong_type", "/body/0/table/rows/0/2/txt unknown_key", "/body/0/table/rows/0/3/valign unknown_value"}},
		{"rows", table(`"rows":["a",{"bnd":"x"},{},{"band":3}]`),
			[]string{"/body/0/table/rows/0 wrong_type", "/body/0/table/rows/1/bnd unknown_key", "/body/0/table/rows/2 empty_row", "/body/0/table/rows/3/band wrong_type"}},
		{"band in header", table(`"header":[{"band":"x"}],"rows":[["a"]]`), []string{"/body/0/table/header/0 wrong_type"}},
		{"wide", table(`"rows":[[{"text":"a","colspan":64}]]`), []string{"/body/0/table too_many_columns"}},
		{"text fault and grid fault", table(`"rows":[["a",2],["b"]]`), []string{"/body/0/table/rows/0/1 wrong_type", "/body/0/table/rows/1 row_too_narrow"}},

		{"enclosure", of(`"enclosures":[{"type":"ke-hoach","code":{"number":1},"signer":{},"enclosures":[]},{}]`),
			[]string{"/enclosures/0/code not_in_enclosure", "/enclosures/0/signer not_in_enclosure", "/enclosures/0/enclosures not_in_enclosure", "/enclosures/1/type missing_key"}},

		{"metadata", of(`"code":{"number":"551/QĐ","notation":"QĐ - UBND"},"subject":"` + long(501) + `","signer":{"position":["` + long(50) + `","` + long(50) + `"],"name":"` + long(51) + `"}`),
			[]string{"~/code/number unusual_number", "~/code/notation unusual_notation", "~/subject too_long", "~/signer/position too_long", "~/signer/name too_long"}},
		{"metadata in lists", of(`"signers":[{"name":"A"},{"name":"` + long(51) + `"}],"enclosures":[{"type":"x","subject":"` + long(501) + `"}]`),
			[]string{"~/signers/1/name too_long", "~/enclosures/0/subject too_long"}},
		{"long number", of(`"code":{"number":"123456789012","notation":"` + strings.Repeat("A", 31) + `"}`), []string{"~/code/number too_long", "~/code/notation too_long"}},

		{"order", `{"subject":"` + long(501) + `","x":1,"code":{"number":"a b"},"body":[{}],"place":2}`,
			[]string{"/type missing_key", "~/subject too_long", "/x unknown_key", "~/code/number unusual_number", "/body/0 empty_node", "/place wrong_type"}},
	}
}

func TestBadInput(t *testing.T) {
	for _, c := range badCases() {
		t.Run(c.name, func(t *testing.T) {
			got := report(t, c.src, contract.Limits{})
			if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
				t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(c.want, "\n\t"))
			}
		})
	}
}

// Beside errors there is still the document, and it knows which of its values were refused.
func TestDocumentBesideErrors(t *testing.T) {
	for _, c := range []struct{ src, faulty, absent string }{
		{`{"type":"ke-hoach","organ":3}`, "/organ /organ/name", "/code /organs"},
		{of(`"organs":[{"nam":"x"}]`), "/organs /organs/0 /organs/0/name", "/organ/name /organs/1"},
		{of(`"code":{"number":5}`), "/code /code/number", "/code/notation"},
		{of(`"subjct":"x","x":1,"recipents":[]`), "/subject /recipients", "/subtitle /bases"},
		{of(`"signer":{"chức vụ":"x"}`), "/signer/position", "/signer/name"},
		{of(`"` + strings.Repeat("x", 200) + `":1`), "", "/organ /body"},
		{`[]`, "/organ /body", ""},
		{body(`"x",{"table":{"rows":[["a"],["b","c"]]}}`), "/body /body/1 /body/1/table/rows/1", "/body/0 /body/1/table/rows/0 /body/10"},
		{of(`"body":["\t"]`), "", "/body"},
	} {
		doc, _ := contract.Decode([]byte(c.src), contract.Limits{})
		if doc == nil {
			t.Errorf("%s: no document", c.src)
			continue
		}
		checkPromises(t, doc)
		for _, p := range strings.Fields(c.faulty) {
			if !doc.Faulty(p) {
				t.Errorf("%s: %s is not called faulty", c.src, p)
			}
		}
		for _, p := range strings.Fields(c.absent) {
			if doc.Faulty(p) {
				t.Errorf("%s: %s is called faulty", c.src, p)
			}
		}
	}
	doc, ps := contract.Decode([]byte(of(`"place":3,"subject":"b","numbering":["I.","x",2],"organ":{"name":"A","x":1},"body":["a",{"heading":4,"body":["c"]}]`)), contract.Limits{})
	if len(ps) != 5 || doc.Place != "" || doc.Subject[0] != "b" || doc.Organ.Name[0] != "A" || len(doc.Numbering) != 3 || doc.Body[1].Body[0].Text.Runs[0].Text != "c" {
		t.Errorf("%+v %v", doc, ps)
	}
	for _, src := range []string{``, `{"type":"ke-hoach"`, `{"type":"ke-hoach","x":` + strings.Repeat("[", 20000) + `}`, strings.Repeat(" ", 17<<20)} {
		if doc, ps := contract.Decode([]byte(src), contract.Limits{}); doc != nil || !ps.Fatal() {
			t.Errorf("%.30s: %v %v", src, doc, ps)
		}
	}
}

func TestWording(t *testing.T) {
	for _, c := range []struct{ src, message, hint string }{
		{"{\n  \"type\": \"ke-hoach\"\n  \"place\": \"Hà Nội\"\n}", "Dữ liệu sai cú pháp JSON ở dòng 3, cột 3.", "Có thể thiếu dấu phẩy hoặc dấu hai chấm ngay trước vị trí này."},
		{"{\"subject\": \"Về việc \\q\"}", "Dữ liệu sai cú pháp JSON ở dòng 1, cột 22.", ""},
		{of(`"trich_yeu":"x"`), "Trong văn bản không có trường “trich_yeu”.", "Có phải là “subject” (trích yếu)?"},
		{of(`"recipents":[]`), "Trong văn bản không có trường “recipents”.", "Có phải là “recipients” (Nơi nhận)?"},
		{of(`"notation":"x"`), "Trong văn bản không có trường “notation”.", "Đặt “notation” bên trong “code” (số, ký hiệu)."},
		{table(`"rows":[[{"colSpan":2}]]`), "Trong ô của bảng không có trường “colSpan”.", "Có phải là “colspan” (số cột gộp)?"},
		{of(`"code":{"number":551}`), "Số của văn bản phải là chữ, nhưng ở đây lại là số.", "Ghi \"551\" (đặt trong dấu nháy kép)."},
		{of(`"date":"5/1/2023"`), "Ngày tháng năm ban hành “5/1/2023” không đúng dạng năm-tháng-ngày.", "Ghi 2023-01-05."},
		{table(`"rows":[["a","b","c"],["a",7,{}],["a",{"text":"b","colspan":"x"}]]`), "Ô thứ 2, hàng thứ 2 của bảng phải là chữ hoặc danh sách các đoạn chữ, nhưng ở đây lại là số.", "Ghi \"7\" (đặt trong dấu nháy kép)."},
		{table(`"columns":[{},{},{}],"rows":[["a","b"]]`), "Hàng thứ 1 của bảng chỉ chiếm 2 trong 3 cột.", ""},
		{of(`"signers":[{"position":"A"},7]`), "Mục thứ 2 của những người ký phải là nhóm thông tin đặt trong { }, nhưng ở đây lại là số.", ""},
		{of(`"organ":"SỞ NỘI VỤ"`), "Cơ quan ban hành phải là nhóm thông tin đặt trong { }, nhưng ở đây lại là chữ.", "Ghi các trường trong cặp dấu { }."},
		{body(`"a", [ {"text":"b","bold":true}]`), "Mục thứ 2 của nội dung phải là đoạn văn hoặc một mục nội dung đặt trong { }, nhưng ở đây lại là danh sách [ ].",
			"Đoạn có định dạng hoặc chú thích ghi {\"text\": [ … ]}."},
		{body(`["a"]`), "Mục thứ 1 của nội dung phải là đoạn văn hoặc một mục nội dung đặt trong { }, nhưng ở đây lại là danh sách [ ].",
			"Ghi \"…\", hoặc một trong text, heading, item, bullet, table, label_value đặt trong { }."},
		{body(`"a",{"heading":"A","body":[{}]}`), "Mục thứ 1 của nội dung bên trong không có nội dung.", ""},
	} {
		_, ps := contract.Decode([]byte(c.src), contract.Limits{})
		if len(ps) == 0 {
			t.Errorf("%s: no problem", c.src)
			continue
		}
		if ps[0].Message != c.message || c.hint != "" && ps[0].Hint != c.hint {
			t.Errorf("%s\n\t%s\n\t%s", c.src, ps[0].Message, ps[0].Hint)
		}
	}
}

// TestMarkClauses: a word that is no mức độ khẩn and no circulation mark is refused with the clause.
func TestMarkClauses(t *testing.T) {
	_, ps := contract.Decode([]byte(of(`"urgency":"GẤP","circulation":"MẬT"`)), contract.Limits{})
	if len(ps) != 2 || ps[0].Cite != contract.Clause("PL.I-III.2b") || ps[1].Cite != contract.Clause("PL.I-III.2c") {
		t.Errorf("%+v", ps)
	}
}

func TestLimits(t *testing.T) {
	small := contract.Limits{Bytes: 1000, Depth: 2, Nodes: 10, TextBytes: 50}
	for _, c := range []struct {
		name, src string
		limits    contract.Limits
		want      string
	}{
		{"bytes", of(`"place":"` + strings.Repeat("x", 1000) + `"`), small, " input_too_large"},
		{"text", of(`"place":"` + strings.Repeat("x", 51) + `"`), small, "/place text_too_long"},
		{"depth", body(`{"item":"a","body":[{"item":"b","body":[{"item":"c"}]}]}`), small, "/body/0/body/0/body too_deep"},
		{"nodes", body(strings.Repeat(`"x",`, 10) + `"x"`), small, "/body too_many_parts"},
		{"bomb of brackets", of(`"x":` + strings.Repeat("[", 1_000_000)), contract.Limits{}, "/x unknown_key; /x too_deep"},
		{"bomb of nodes", body(strings.Repeat(`"",`, 1_000_000) + `""`), contract.Limits{}, ""},
		{"bomb of keys", `{` + strings.Repeat(`"a":0,`, 1_000_000) + `"a":0}`, contract.Limits{}, ""},
		{"long number", table(`"columns":[{"width":` + strings.Repeat("9", 10_000_000) + `}],"rows":[["a"]]`), contract.Limits{}, "/body/0/table/columns/0/width number_out_of_range"},
		{"huge input", strings.Repeat("1", 100_000_000), contract.Limits{}, " input_too_large"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := report(t, c.src, c.limits)
			if n := len(got); n > 1002 {
				t.Errorf("%d problems", n)
			}
			if c.want != "" && strings.Join(got, "; ") != c.want {
				t.Errorf("got %q", got)
			}
		})
	}
	for _, c := range []struct{ name, src string }{
		{"10,000 nodes", body(strings.Repeat(`{"item":"x"},`, 9_999) + `"x"`)},
		{"1 MB of text", body(`"` + strings.Repeat("ệ ", 1<<18) + `"`)},
		{"64 nested", body(strings.Repeat(`{"heading":"A","body":[`, 63) + `"x"` + strings.Repeat(`]}`, 63))},
		{"500 rows", table(`"rows":[` + strings.Repeat(`["a","b","c","d"],`, 499) + `["a","b","c","d"]]`)},
		{"empty body", body(``)},
	} {
		if got := report(t, c.src, contract.Limits{}); len(got) != 0 {
			t.Errorf("%s: %q", c.name, got[:min(3, len(got))])
		}
	}
	warnings := report(t, body(strings.Repeat(`"a\tb",`, 600)+`"x"`), contract.Limits{})
	if len(warnings) != 501 || warnings[500] != "~ more_warnings" {
		t.Error(len(warnings), warnings[len(warnings)-1], strconv.Itoa(len(warnings)))
	}
}
