package badinput

import (
	"strings"
	"unicode/utf16"
)

// bad is a document that is refused, with all that is wrong with it: "pointer code", warnings with a tilde before them.
type bad struct {
	name, json string
	want       string // the lines, separated by "; "
}

func utf16Bytes(s string, big bool) string {
	var b strings.Builder
	for _, u := range append([]uint16{0xfeff}, utf16.Encode([]rune(s))...) {
		hi, lo := byte(u>>8), byte(u)
		if big {
			b.WriteString(string([]byte{hi, lo}))
		} else {
			b.WriteString(string([]byte{lo, hi}))
		}
	}
	return b.String()
}

func badDocuments() []bad {
	nest := func(n int) string {
		return strings.Repeat(`{"item":"x","body":[`, n) + `"y"` + strings.Repeat(`]}`, n)
	}
	return []bad{
		// What is no JSON.
		{"nothing", "", " syntax_error"},
		{"blanks", " \r\n\t", " syntax_error"},
		{"truncated", plan()[:100], "/code syntax_error"},
		{"truncated in a character", `{"subject":"Th` + "\xe1\xbb", "/subject syntax_error"},
		{"UTF-16, little end first", utf16Bytes(plan(), false), " syntax_error"},
		{"UTF-16, big end first", utf16Bytes(plan(), true), " syntax_error"},
		{"two marks of byte order", "\ufeff\ufeff" + plan(), " syntax_error"},
		{"NUL between", plan() + "\x00", " syntax_error"},
		{"NUL in a text", plan("place=\"a\x00b\""), "/place syntax_error"},
		{"a Word file", "PK\x03\x04\x14\x00\x06\x00\x08\x00", " syntax_error"},
		{"a PDF file", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", " syntax_error"},
		{"a web page", "<!DOCTYPE html><html></html>", " syntax_error"},
		{"YAML", "type: ke-hoach\n", " syntax_error"},
		{"comment", "{ // loại\n\"type\":\"ke-hoach\"}", " syntax_error"},
		{"single quotes", "{'type':'ke-hoach'}", " syntax_error"},
		{"quotes of print", "{“type”:“ke-hoach”}", " syntax_error"},
		{"comma after the last", strings.TrimSuffix(plan(), "}") + ",}", " syntax_error"},
		{"NaN", table(`"columns":[{"width":NaN}],"rows":[["a"]]`), "/body/0/table/columns/0/width syntax_error"},
		{"two documents", plan() + plan(), " syntax_error"},
		{"bad escape", plan(`place="\x41"`), "/place syntax_error"},
		{"a word", "null null", " syntax_error"},

		// What is JSON and no document.
		{"null", "null", " wrong_type"},
		{"list", "[" + plan() + "]", " wrong_type"},
		{"text", `"ke-hoach"`, " wrong_type"},
		{"number", "1e999", " wrong_type"},
		{"empty", "{}", "/type missing_key"},

		// The type.
		{"type of another law", plan(`type="thong-tu"`), "/type unknown_type"},
		{"type in capitals", plan(`type="KE-HOACH"`), "/type unknown_type"},
		{"type without a folder", plan(`type="cong-dien"`), "/type unknown_type"},
		{"type blank", plan(`type=" "`), "/type unknown_type"},
		{"type as a number", plan(`type=4`), "/type wrong_type"},

		// Missing parts, found by the builder.
		{"only the type", `{"type":"ke-hoach"}`, "/organ/name required; /code/notation required; /subject required; /body required; /signer/position required; /recipients required; ~/place place_blank"},
		{"only the type of a decision", `{"type":"quyet-dinh"}`, "/organ/name required; /code/notation required; /subject required; /authority required; /bases required; /body required; /signer/position required; /recipients required; ~/place place_blank"},
		{"only the type of a letter", `{"type":"cong-van"}`, "/organ/name required; /code/notation required; /subject required; /salutation required; /body required; /signer/position required; /recipients required; ~/place place_blank"},
		{"only the type of a submission", `{"type":"to-trinh"}`, "/organ/name required; /code/notation required; /subject required; /salutation required; /body required; /signer/position required; /recipients required; ~/place place_blank"},
		{"letter with the parts of others", plan(`type="cong-van"`, `code={"notation":"CV-SNV"}`, `subject="Về việc góp ý"`, `authority="GIÁM ĐỐC"`, `salutation=["Sở Y tế"]`, `recipients=["Sở Y tế","Lưu: VT"]`),
			"/authority not_for_type; ~/code/notation notation_other_type; ~/recipients/0 not_like_above; ~/subject not_v_v"},
		{"empty body", plan(`body=[]`), "/body required"},
		{"null body", plan(`body=null`), "/body required"},
		{"organ without a name", plan(`organ={"parent":"BỘ NỘI VỤ"}`), "/organ/name required"},
		{"organs without a name", plan(`organ=`, `organs=[{"parent":"BỘ NỘI VỤ"}]`), "/organs/0/name required"},
		{"blanks for a subject", plan(`subject=" \n "`), "/subject required"},
		{"second signer without an office", plan(`signer=`, `signers=[{"position":"GIÁM ĐỐC","name":"A"},{"name":"B"}]`), "/signers/1/position required"},
		{"part of another type", plan(`authority="GIÁM ĐỐC"`, `enclosures=[{"type":"ke-hoach","body":["x"]}]`), "/authority not_for_type; /enclosures not_for_type"},

		// Several faults in one document, some found by the decoder and some by the builder. What was given but refused is not
		// called missing.
		{"faults of both kinds", plan(`organ=3`, `date="05/01/2026"`, `subject=`, `body={}`, `recipients=`, `x=1`),
			"/organ wrong_type; /date invalid_date; /body wrong_type; /x unknown_key; /subject required; /recipients required"},
		{"misspelt keys", plan(`subject=`, `trich_yeu="x"`, `recipients=`, `recipents=["Lưu: VT"]`, `organ={"nam":"SỞ"}`),
			"/trich_yeu unknown_key; /recipents unknown_key; /organ/nam unknown_key"},
		{"organs, all refused", plan(`organ=`, `organs=[1,"SỞ"]`), "/organs/0 wrong_type; /organs/1 wrong_type"},
		{"signers as one", plan(`signer=`, `signers={"position":"GIÁM ĐỐC"}`), "/signers wrong_type"},
		{"signer as text", plan(`signer="Nguyễn Văn An"`), "/signer wrong_type"},
		{"wrong notation beside none", plan(`code={"number":15}`), "/code/number wrong_type; /code/notation required"},
		{"decision with everything wrong", decision(`code="1/QĐ"`, `bases="Luật"`, `authority=["A",2]`, `options={"body_size":15,"margins":{"left":20}}`, `recipients=`),
			"/code wrong_type; /bases wrong_type; /authority/1 wrong_type; /options/body_size outside_legal_range; /options/margins/left outside_legal_range; /recipients required"},
		{"table fault and deep nesting", plan(`body=[{"table":{"rows":[["a","b"],["c"]]}},` + nest(6) + `]`),
			"/body/0/table/rows/1 row_too_narrow; /body/1/body/0/body/0/body/0/body/0/body/0 nesting_too_deep"},
		{"bad numbering beside its levels", plan(`numbering=["Phần I","II.","1."]`, `body=[`+nest(3)+`]`), "/numbering/1 unknown_numbering; ~/body/0 not_capitals"},

		// Keys.
		{"unknown keys", plan(`organization={"a":[1,{"b":null}]}`, `a/b~c="x"`), "/organization unknown_key; /a~1b~0c unknown_key"},
		{"key twice", strings.TrimSuffix(plan(), "}") + `,"type":"quyet-dinh","place":""}`, "/type duplicate_key; /place duplicate_key"},
		{"key of another object", plan(`notation="KH-SNV"`, `code={"number":"1"}`), "/notation unknown_key; /code/notation required"},
		{"two of a kind", plan(`organs=[{"name":"BỘ Y TẾ"}]`, `signers=[{"position":"GIÁM ĐỐC","name":"B"}]`), "/organs conflicting_keys; /signers conflicting_keys"},

		// Dates.
		{"30 February", plan(`date="2026-02-30"`), "/date no_such_date"},
		{"29 February of no leap year", plan(`date="2100-02-29"`), "/date no_such_date"},
		{"31 April", plan(`date="2026-04-31"`), "/date no_such_date"},
		{"year 0", plan(`date="0000-01-01"`), "/date invalid_date"},
		{"year 1", plan(`date="0001-01-01"`), "/date date_out_of_range"},
		{"year 9999", plan(`date="9999-12-31"`), "/date date_out_of_range"},
		{"date in words", plan(`date="ngày 05 tháng 01 năm 2026"`), "/date invalid_date"},
		{"date of Unix", plan(`date=1767571200`), "/date wrong_type"},
		{"date with signs", plan(`date="2026-+1-05"`), "/date invalid_date"},
		{"date in wide digits", plan(`date="２０２６"`), "/date invalid_date"},

		// Numbering and levels.
		{"unknown numbering", plan(`numbering=["I.","2.","Bài hai"]`), "/numbering/1 unknown_numbering; /numbering/2 unknown_numbering"},
		{"numbering of a node", body(`{"heading":"A","numbering":["?"],"body":["x"]}`), "/body/0/numbering/0 unknown_numbering"},
		{"six levels", body(nest(6)), strings.Repeat("/body/0", 6) + " nesting_too_deep"},
		{"three dashes", body(`{"bullet":"a","body":[{"bullet":"b","body":[{"bullet":"c"}]}]}`), "/body/0/body/0/body/0 nesting_too_deep"},
		{"4,000 levels", body(nest(4000)), strings.Repeat("/body/0", 6) + " nesting_too_deep; " + strings.Repeat("/body/0", 64) + "/body too_deep"},

		// Nodes.
		{"two forms", body(`{"heading":"A","bullet":"B","table":{}}`), "/body/0/bullet two_forms; /body/0/table two_forms"},
		{"no form", body(`{},{"label":"1."}`), "/body/0 empty_node; /body/1 empty_node"},
		{"nodes of every wrong type", body(`1,null,true,[],1.5e300`), "/body/0 wrong_type; /body/1 wrong_type; /body/2 wrong_type; /body/3 wrong_type; /body/4 wrong_type"},
		{"footnote in a footnote", body(`{"text":[{"text":"a"},{"footnote":[{"text":"b"},{"footnote":"c"}]}]}`), "/body/0/text/1/footnote/1/footnote nested_footnote"},
		{"bytes of TCVN3", plan("subject=\"KÕ ho¹ch \xb9\xa7\""), "/subject invalid_utf8"},

		// Tables.
		{"span outside", table(`"columns":[{},{}],"rows":[["a",{"text":"b","colspan":2}],[{"text":"c","rowspan":9},"d"]]`), "/body/0/table/rows/0/1 span_outside_table; /body/0/table/rows/1/0 span_outside_table"},
		{"gigantic spans", table(`"rows":[[{"text":"a","colspan":9223372036854775807},{"text":"b","rowspan":1e300}]]`), "/body/0/table/rows/0/0/colspan number_out_of_range; /body/0/table/rows/0/1/rowspan number_out_of_range"},
		{"large spans", table(`"rows":[[{"text":"a","colspan":10000},{"text":"b","colspan":10000}]]`), "/body/0/table too_many_columns"},
		{"spans that meet", table(`"rows":[["a",{"text":"b","rowspan":2}],[{"text":"c","colspan":2}]]`), "/body/0/table/rows/1/0 span_overlap"},
		{"negative width", table(`"columns":[{"width":-30},{"width":1e400}],"rows":[["a","b"]]`), "/body/0/table/columns/0/width number_out_of_range; /body/0/table/columns/1/width number_out_of_range"},
		{"64 columns", table(`"rows":[[` + repeat(64, func(int) string { return `"a"` }) + `]]`), "/body/0/table too_many_columns"},
		{"a table of nothing", table(``), "/body/0/table table_without_rows"},

		// Options outside the law: the clause is named.
		{"size of type", plan(`options={"body_size":12}`), "/options/body_size outside_legal_range"},
		{"half sizes", plan(`options={"body_size":13.5}`), "/options/body_size outside_legal_range"},
		{"margins", plan(`options={"margins":{"top":10,"bottom":26,"left":28,"right":40}}`), "/options/margins/top outside_legal_range; /options/margins/bottom outside_legal_range; /options/margins/left outside_legal_range; /options/margins/right outside_legal_range"},
		{"indent, space and lines", plan(`options={"first_line_indent":20,"space_before":3,"line_spacing":2}`), "/options/first_line_indent outside_legal_range; /options/space_before outside_legal_range; /options/line_spacing outside_legal_range"},
		{"options of no sense", plan(`options={"body_size":"14","line_spacing":-1,"margins":[],"font":"Arial"}`), "/options/body_size wrong_type; /options/line_spacing number_out_of_range; /options/margins wrong_type; /options/font unknown_key"},

		// Enclosures and appendices.
		{"enclosure with a number of its own", decision(`enclosures=[{"type":"ke-hoach","code":{"number":"1"},"date":"2026","body":["x"],"options":{"body_size":13}}]`), "/enclosures/0/code not_in_enclosure; /enclosures/0/date not_in_enclosure; /enclosures/0/options not_for_enclosure"},
		{"an address that fills the page", plan(`contact="` + strings.Repeat(`a\n`, 90) + `"`), "/contact contact_too_long"},
		{"enclosures without type or body", decision(`enclosures=[{},{"type":"bai-tho","body":["x"]},7]`), "/enclosures/0/type missing_key; /enclosures/2 wrong_type; /enclosures/0/body required; /enclosures/1/type unknown_type"},

		// Certificates: their keys, and those of others.
		{"keys of a certificate", plan(`award_by="GIÁM ĐỐC"`, `recipient={"name":"A"}`, `citation="B"`, `decision={"number":"1"}`, `register_number="1"`, `options={"plate":{"size":"A4"}}`),
			"/award_by not_for_type; /recipient not_for_type; /citation not_for_type; /decision not_for_type; /register_number not_for_type; /options/plate not_for_type"},
		{"keys of a certificate in an enclosure", decision(`enclosures=[{"type":"danh-sach","body":["x"],"recipient":{"name":"A"},"options":{"plate":{}}}]`),
			"/enclosures/0/recipient not_in_enclosure; /enclosures/0/options not_for_enclosure"},
		{"a certificate as an enclosure", decision(`enclosures=[{"type":"giay-khen","body":["x"]}]`), "/enclosures/0/type unknown_type"},
		{"only the type of a certificate", `{"type":"bang-khen"}`, "/award_by required; /recipient/name required; /citation required; /signer/position required; " +
			"~/decision/number left_blank; ~/decision/date left_blank; ~/register_number left_blank; ~/place left_blank; ~/options/plate emblem_drawn"},
		{"a plan as a certificate", plan(`type="giay-khen"`), "/code not_for_type; /subject not_for_type; /body not_for_type; /recipients not_for_type; /award_by required; " +
			"/recipient/name required; /citation required; ~/decision/number left_blank; ~/decision/date left_blank; ~/register_number left_blank; ~/options/plate emblem_drawn"},
		{"a plate of no sense", certificate(`"size":"A5","blank":1,"fields":{"ten":{},"name":{"x":-1,"color":"đỏ"}}`),
			"/options/plate/size unknown_value; /options/plate/blank wrong_type; /options/plate/fields/ten unknown_key; /options/plate/fields/name/x number_out_of_range; " +
				"/options/plate/fields/name/color invalid_color; ~/options/plate emblem_drawn"},
		{"a tiny sheet", certificate(`"width":100,"height":100,"fields":{"name":{"width":200}}`), "/options/plate/fields/name outside_sheet; ~/options/plate emblem_drawn"},
		{"fields on each other", certificate(`"fields":{"name":{"y":110}}`), "/options/plate/fields/name fields_overlap; /options/plate/fields/name fields_overlap; ~/options/plate emblem_drawn"},
		{"a plate that nobody kept", certificate(`"profile":"phoi","verify":true`), "/options/plate/profile unknown_profile; /options/plate/verify no_seal"},

		{"appendix as text", plan(`appendices=["BẢNG"]`), "/appendices/0 wrong_type; ~/appendices appendix_not_mentioned"},
	}
}
