package contract_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"vanban/document"
	"vanban/templates/contract"
)

func decode(t *testing.T, src string) (*contract.Document, document.Problems) {
	t.Helper()
	doc, ps := contract.Decode([]byte(src), contract.Limits{})
	if doc == nil {
		t.Fatalf("%s: %+v", src, ps)
	}
	return doc, ps
}

func TestHygiene(t *testing.T) {
	for _, c := range []struct{ name, place, body, want, wantBody, codes string }{
		{name: "as it is", place: `Hà Nội “–” … ½`, want: `Hà Nội “–” … ½`},
		{name: "markup", place: `<b>&amp;{{.X}}`, want: `<b>&amp;{{.X}}`},
		{name: "tone marks stay", place: `hoà hòa`, want: `hoà hòa`},
		{name: "NFD", place: "Ha\u0300 No\u0302\u0323i", want: "Hà Nội"},
		{name: "NFD escaped", place: `Tie\u0302\u0301ng`, want: "Tiếng"},
		{name: "singleton", place: "5 \u212b", want: "5 Å"},
		{name: "escapes", place: `a\"b\\c\/\u00e1`, want: `a"b\c/á`},
		{name: "pair", place: `\ud83d\ude00`, want: "😀"},
		{name: "lone surrogate", place: `a\ud83db`, want: "a\ufffdb", codes: "lone_surrogate"},
		{name: "replacement", place: "a\ufffd", want: "a\ufffd", codes: "lost_character"},
		{name: "tab", place: `a\tb`, want: "a b", codes: "tab_in_text"},
		{name: "break in a field", place: `a\nb`, want: "a b", codes: "line_break_in_field"},
		{name: "nul", place: `a\u0000\u001f\u007f\u009fb`, want: "ab", codes: "removed_characters"},
		{name: "invisible", place: "a\u200b\ufeff\u00ad\u202eb\ufffe\U0001ffff\U000e0041", want: "ab", codes: "removed_characters"},
		{name: "composes when the joiner is gone", place: "e\u200d\u0302", want: "ê", codes: "removed_characters"},
		{name: "no-break space stays", place: "a\u00a0b", want: "a\u00a0b"},
		{name: "break in text", body: `a\nb\r\nc\rd`, wantBody: "a\nb\nc\nd", codes: "line_break_in_text"},
		{name: "odd breaks", body: "a\\u000bb\u2028c\\u0085d", wantBody: "a\nb\nc\nd", codes: "line_break_in_text unusual_line_break"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, ps := decode(t, of(`"place":"`+c.place+`","body":["x`+c.body+`"]`))
			codes := []string{}
			for _, p := range ps {
				codes = append(codes, p.Code)
			}
			if doc.Place != c.want || doc.Body[0].Text.Runs[0].Text != "x"+c.wantBody || strings.Join(codes, " ") != c.codes {
				t.Errorf("%q %q %s", doc.Place, doc.Body[0].Text.Runs[0].Text, codes)
			}
		})
	}
	doc, ps := decode(t, of(`"subject":"a\nb","contact":"c\nd","body":[{"table":{"rows":[["e\nf"]],"unit":"g\nh"}}]`))
	if len(ps) != 0 || !slices.Equal(doc.Subject, []string{"a", "b"}) || doc.Contact != "c\nd" || doc.Body[0].Table.Rows[0].Cells[0].Text.Runs[0].Text != "e\nf" {
		t.Errorf("%+v %v", doc, ps)
	}
	_, ps = contract.Decode([]byte(of("\"place\":\"H\xc0\",\"subject\":\"\xff\"")), contract.Limits{})
	if len(ps) != 2 || ps[0].Code != "invalid_utf8" || ps[1].Pointer != "/subject" {
		t.Errorf("%+v", ps)
	}
	_, ps = decode(t, of(`"place":"a\u200b\u200bb\ufeff"`))
	if !strings.Contains(ps[0].Message, "3 ký tự") || !strings.Contains(ps[0].Message, "U+200B, U+FEFF") {
		t.Error(ps[0].Message)
	}
}

func TestDecodedValues(t *testing.T) {
	doc, ps := decode(t, "\xef\xbb\xbf"+of(`"urgency":"hoả tốc","circulation":"luu-hanh-noi-bo","date":"2024-02-29","organ":null,
		"organs":[{"name":["A","B"]},{"name":"C"}],"numbering":["Phần thứ nhất","I."],
		"options":{"body_size":13,"end_mark":false,"margins":{"left":3e1}},
		"body":["x",{"heading":[{"text":"h","bold":true},{"footnote":"n"}],"label":"","restart":true,"body":[{"bullet":"b"}]},
			{"label_value":["k","v"]},
			{"table":{"columns":[{"align":"center"},{"width":30},{"width":10}],"header":[[{"text":"a","rowspan":2},{"text":"b","colspan":2}],["c","d"]],
				"rows":[["1",{"text":"","rowspan":2.0},"z"],["2","y"],{"band":"B"},[{"text":"w","colspan":3}]]}}]`))
	if len(ps) != 0 {
		t.Fatal(ps)
	}
	table := doc.Body[3].Table
	for _, ok := range []bool{
		doc.Urgency == contract.HoaToc, doc.Circulation == contract.LuuHanhNoiBo, doc.Date == contract.Date{Year: 2024, Month: 2, Day: 29},
		doc.Organ == nil, len(doc.Organs) == 2, doc.Organs[1].At == "/organs/1",
		doc.Options.BodySize == 13, !*doc.Options.EndMark, doc.Options.Margins.Left == 30,
		*doc.Body[1].Label == "", doc.Body[1].Restart, doc.Body[1].Text.Runs[1].Footnote.At == "/body/1/heading/1/footnote",
		doc.Body[1].Body[0].Kind == contract.BulletNode, doc.Body[1].Body[0].At == "/body/1/body/0",
		doc.Body[2].Name.Runs[0].Text == "k", doc.Body[2].Text.At == "/body/2/label_value/1",
		table.Columns[0].Width == 20, table.Rows[0].Cells[1].RowSpan == 2, table.Rows[2].Band.At == "/body/3/table/rows/2/band",
		table.Rows[3].Cells[0].ColSpan == 3, table.Rows[3].Cells[0].At == "/body/3/table/rows/3/0", table.Rows[0].Cells[0].RowSpan == 1,
	} {
		if !ok {
			t.Errorf("%+v", doc)
		}
	}
	doc, _ = decode(t, table2)
	if c := doc.Body[0].Table.Columns; len(c) != 3 || c[2].Width != 1 {
		t.Errorf("%+v", c)
	}
}

const table2 = `{"type":"x","body":[{"table":{"header":[["a",{"text":"b","colspan":2}]],"rows":[["1","2","3"]]}}]}`

// Every text of the samples comes by, once, in the order of the page, at a pointer that leads to it.
func TestEachText(t *testing.T) {
	files, err := filepath.Glob("../*/samples/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		doc, ps := decode(t, string(src))
		if len(ps) != 0 {
			t.Errorf("%s: %+v", file, ps)
		}
		var value any
		if err := json.Unmarshal(src, &value); err != nil {
			t.Fatal(err)
		}
		seen := 0
		doc.EachText(func(pointer string, s *string) {
			seen += len(*s)
			if at := lookup(value, pointer); !strings.Contains(at, *s) {
				t.Errorf("%s%s: %q is not in %q", file, pointer, *s, at)
			}
		})
		if want := texts(value); seen != want {
			t.Errorf("%s: %d bytes of text, %d seen", file, want, seen)
		}
	}
	doc, _ := decode(t, of(`"recipients":["z"],"subject":["b","c"],"organ":{"parent":"1","name":"a"},"signer":{"name":"y","position":"x"},"body":[{"item":"d","label":"L"}]`))
	var order []string
	doc.EachText(func(_ string, s *string) { order = append(order, *s) })
	if got := strings.Join(order, ""); got != "1abcLdxyz" {
		t.Error(got)
	}
}

func lookup(v any, pointer string) string {
	for step := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
		switch x := v.(type) {
		case map[string]any:
			v = x[step]
		case []any:
			i := 0
			for _, c := range step {
				i = 10*i + int(c-'0')
			}
			v = x[i]
		}
	}
	var all strings.Builder
	gather(v, "", func(s string) { all.WriteString(s + "\x00") })
	return all.String()
}

func texts(v any) (n int) {
	gather(v, "", func(s string) { n += len(s) })
	return n
}

func gather(v any, key string, f func(string)) {
	switch x := v.(type) {
	case string:
		if !slices.Contains([]string{"type", "date", "align", "valign", "orientation", "urgency", "circulation", "numbering",
			"size", "color", "profile"}, key) {
			f(x)
		}
	case []any:
		for _, e := range x {
			gather(e, key, f)
		}
	case map[string]any:
		for k, e := range x {
			gather(e, k, f)
		}
	}
}

func FuzzDecode(f *testing.F) {
	files, _ := filepath.Glob("../*/samples/*.json")
	for _, file := range files {
		if src, err := os.ReadFile(file); err == nil {
			f.Add(src)
		}
	}
	for _, s := range []string{table2, of(`"x":[{"a/b":1}]`), of(`"place":"\ud800\u0301"`), body(`{"text":[{"footnote":[{"footnote":"a"}]}]}`), `{"type":"x","type":1,}`,
		table(`"rows":[[{"text":"a","rowspan":2,"colspan":3}],{"band":"b"},[]]`)} {
		f.Add([]byte(s))
	}
	for _, c := range badCases() {
		f.Add([]byte(c.src))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		limits := contract.Limits{Depth: 8, Nodes: 2000}
		doc, ps := contract.Decode(data, limits)
		again, same := contract.Decode(data, limits)
		if !reflect.DeepEqual(doc, again) || !reflect.DeepEqual(ps, same) {
			t.Fatal("two readings differ")
		}
		if doc == nil && !ps.Fatal() {
			t.Fatal("neither a document nor an error")
		}
		for _, p := range ps {
			if p.Code == "" || p.Message == "" || p.Pointer != "" && p.Pointer[0] != '/' {
				t.Fatalf("%+v", p)
			}
			if p.Code == "syntax_error" && json.Valid(trimBOM(data)) {
				t.Fatalf("%+v", p)
			}
		}
		if doc != nil {
			if !json.Valid(trimBOM(data)) {
				t.Fatal("a document out of broken JSON")
			}
			checkPromises(t, doc)
			doc.EachText(func(pointer string, s *string) {
				if strings.ContainsAny(*s, "\x00\t\r\u200b\ufeff\u202e") {
					t.Fatalf("%s: %q", pointer, *s)
				}
			})
		}
	})
}

// checkPromises looks for what a builder relies on, beside errors too.
func checkPromises(t *testing.T, doc *contract.Document) {
	schemes := func(list []string) {
		for _, s := range list {
			if _, ok := contract.ParseFormat(s); !ok {
				t.Fatalf("format %q", s)
			}
		}
	}
	var nodes func(list []contract.Node)
	nodes = func(list []contract.Node) {
		for i := range list {
			n := &list[i]
			schemes(n.Numbering)
			nodes(n.Body)
			if (n.Kind == contract.TableNode) != (n.Table != nil) {
				t.Fatalf("%s: kind %d, table %v", n.At, n.Kind, n.Table)
			}
			if n.Table == nil {
				continue
			}
			if c := len(n.Table.Columns); c < 1 || c > 63 {
				t.Fatalf("%s: %d columns", n.At, c)
			}
			for _, c := range n.Table.Columns {
				if !(c.Width > 0) {
					t.Fatalf("%s: width %v", n.At, c.Width)
				}
			}
		}
	}
	schemes(doc.Numbering)
	nodes(doc.Body)
	for i := range doc.Appendices {
		schemes(doc.Appendices[i].Numbering)
		nodes(doc.Appendices[i].Body)
	}
	for i := range doc.Enclosures {
		checkPromises(t, &doc.Enclosures[i])
	}
}

func trimBOM(data []byte) []byte { return []byte(strings.TrimPrefix(string(data), "\xef\xbb\xbf")) }
