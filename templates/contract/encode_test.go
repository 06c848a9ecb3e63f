package contract_test

import (
	"bytes"
	"encoding/json"
	"math"
	"strings"
	"testing"

	jsonexp "github.com/go-json-experiment/json"

	"vanban/templates/contract"
)

// Each value has its shortest form, and keys stand in the order of the tags.
func TestEncodeForms(t *testing.T) {
	for _, c := range []struct{ in, want string }{ // members of a document; where want is empty, they come back as they are
		{`"organ":{}`, ``},
		{`"organs":[]`, ``},
		{`"organs":[{"parent":"A","name":["B","C"]}]`, ``},
		{`"organ":null,"place":null`, `-`},
		{`"code":{"number":"","notation":""},"date":"","place":"","subject":"","options":{"margins":{}},"body":[],"bases":[]`, `-`},
		{`"place":"A","code":{"notation":"KH","number":"1"}`, `"code":{"number":"1","notation":"KH"},"place":"A"`},
		{`"date":"2024-02-29"`, ``}, {`"date":"2024-02"`, ``}, {`"date":"2024"`, ``},
		{`"subject":["A"]`, `"subject":"A"`}, {`"subject":"A\nB"`, `"subject":["A","B"]`}, {`"subject":[""]`, ``}, {`"subject":["","A"]`, ``},
		{`"bases":["",[{"text":"a","bold":false}],[{"text":""},{"text":"b"}]]`, `"bases":["","a","b"]`},
		{`"bases":[[{"text":"a"},{"text":"b"}]]`, ``},
		{`"bases":[[{"text":"a","bold":true,"italic":true,"underline":true},{"bold":true,"footnote":[{"text":"n","italic":true}]},{"footnote":""}]]`, ``},
		{`"place":"<b>&amp;\"\\ \u0001 é \ud83d\ude00"`, `"place":"<b>&amp;\"\\  é 😀"`},
		{`"contact":"a\nb"`, ``},
		{`"urgency":"hoa toc","circulation":"xem-xong-tra-lai"`, `"urgency":"HỎA TỐC","circulation":"XEM XONG TRẢ LẠI"`},
		{`"options":{"body_size":1.3e1,"margins":{"left":30.50},"line_spacing":1.15,"end_mark":false}`, `"options":{"body_size":13,"margins":{"left":30.5},"line_spacing":1.15,"end_mark":false}`},
		{`"options":{"end_mark":true}`, ``},
		{`"signer":{"date":"","name":"A"}`, ``}, {`"signers":[{"date":"2025-01-02","position":["A","B"]},{}]`, ``}, {`"signer":{}`, ``},
		{`"body":[{"text":"a"},{"text":[{"text":"b"}]},{"text":[{"text":"c","bold":true}]},""]`, `"body":["a","b",{"text":[{"text":"c","bold":true}]},""]`},
		{`"body":[{"label":"","restart":false,"numbering":["1."],"body":["x"],"item":"i"}]`, `"body":[{"item":"i","body":["x"],"numbering":["1."],"label":""}]`},
		{`"body":[{"heading":"h","label":"1a.","restart":true},{"bullet":[{"text":"b","italic":true}],"body":[{"bullet":""}]},{"label_value":["k",""]}]`, ``},
		{`"enclosures":[{"type":"quy-che","body":["a"]}],"appendices":[{"title":"T","orientation":"landscape","numbering":["1."],"body":["a"]},{}]`,
			`"appendices":[{"title":"T","orientation":"landscape","numbering":["1."],"body":["a"]},{}],"enclosures":[{"type":"quy-che","body":["a"]}]`},
	} {
		want := c.want
		switch want {
		case "":
			want = "," + c.in
		case "-":
			want = ""
		default:
			want = "," + want
		}
		doc, _ := decode(t, of(c.in))
		if got := string(checkRoundTrip(t, doc)); got != `{"type":"ke-hoach"`+want+`}` {
			t.Errorf("%s\nis %s", c.in, got)
		}
	}
}

func TestEncodeTables(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{`"rows":[["a","b"]]`, ``},
		{`"columns":[{},{}],"rows":[["a","b"]]`, `"rows":[["a","b"]]`},
		{`"columns":[{"width":1},{"width":1}],"rows":[["a","b"]]`, `"rows":[["a","b"]]`},
		{`"columns":[{"align":"center"},{"width":1}],"rows":[["a","b"]]`, `"columns":[{"align":"center"},{}],"rows":[["a","b"]]`},
		{`"columns":[{},{"width":5},{"width":10}],"rows":[["a","b","c"]]`, `"columns":[{"width":7.5},{"width":5},{"width":10}],"rows":[["a","b","c"]]`},
		{`"columns":[{},{}],"rows":[{"band":"a"}]`, ``},
		{`"header":[["a",{"text":"b","colspan":2}],[{"colspan":3}]],"rows":[[{"text":"c","rowspan":2},"","d"],["e",{"text":[{"text":"f","bold":true}],"align":"right","valign":"top"}]]`, ``},
		{`"rows":[[{"text":"a","rowspan":2,"colspan":1,"align":""}],[],[[{"text":"b","bold":true}]]],"column_numbers":true,"unit":"u","note":[{"text":"n","italic":true}]`,
			`"rows":[[{"text":"a","rowspan":2}],[],[[{"text":"b","bold":true}]]],"column_numbers":true,"unit":"u","note":[{"text":"n","italic":true}]`},
		{`"rows":[[{"text":"a"}]],"unit":"","note":[],"column_numbers":false`, `"rows":[["a"]]`},
	} {
		if c.want == "" {
			c.want = c.in
		}
		doc, _ := decode(t, table(c.in))
		if got := string(checkRoundTrip(t, doc)); got != table(c.want) {
			t.Errorf("%s\nis %s", c.in, got)
		}
	}
}

// Nothing is lost in silence: what has no JSON is an error with its pointer.
func TestEncodeFails(t *testing.T) {
	node := func(n contract.Node) contract.Document {
		return contract.Document{Body: []contract.Node{contract.Heading("A", contract.Paragraph("b"), n)}}
	}
	label, note := "1.", contract.Plain("n")
	for _, c := range []struct {
		doc  contract.Document
		want string
	}{
		{contract.Document{Place: "H\xc0"}, "/place"},
		{contract.Document{Organ: &contract.Organ{Name: contract.Lines{"a", "\xff"}}}, "/organ/name/1"},
		{contract.Document{Date: contract.Date{Year: 2024, Day: 1}}, "/date"},
		{contract.Document{Date: contract.Date{Month: 1}}, "/date"},
		{contract.Document{Date: contract.Date{Year: 20245}}, "/date"},
		{contract.Document{Date: contract.Date{Year: 2024, Month: -1}}, "/date"},
		{contract.Document{Options: contract.Options{Margins: contract.Margins{Left: math.NaN()}}}, "/options/margins/left"},
		{contract.Document{Options: contract.Options{BodySize: math.Inf(1)}}, "/options/body_size"},
		{contract.Document{Bases: []contract.Text{{}, contract.Rich(contract.Run{Text: "a", Footnote: &note})}}, "/bases/1/0"},
		{node(contract.Node{Kind: 17}), "/body/0/body/1"},
		{node(contract.Node{Body: []contract.Node{{}}}), "/body/0/body/1"},
		{node(contract.Node{Label: &label}), "/body/0/body/1"},
		{node(contract.Node{Kind: contract.LabelValueNode, Restart: true}), "/body/0/body/1"},
		{node(contract.Node{Kind: contract.TableNode}), "/body/0/body/1"},
		{node(contract.Node{Table: &contract.Table{}}), "/body/0/body/1"},
		{node(contract.Node{Kind: contract.TableNode, Table: &contract.Table{}, Text: note}), "/body/0/body/1"},
		{node(contract.Node{Name: note}), "/body/0/body/1"},
		{node(contract.TableOf(contract.Table{Rows: []contract.TableRow{{Band: &note, Cells: make([]contract.Cell, 1)}}})), "/body/0/body/1/table/rows/0"},
	} {
		for _, encode := range []func(*contract.Document) ([]byte, error){contract.Encode, contract.EncodeIndent} {
			if got, err := encode(&c.doc); err == nil || got != nil || !strings.Contains(err.Error(), `"`+c.want+`"`) {
				t.Errorf("%s: %v %s", c.want, err, got)
			}
		}
	}
}

// The JSON packages write a document, by value and by pointer, as Encode does.
func TestMarshal(t *testing.T) {
	doc := contract.Document{Type: "ke-hoach", Subject: contract.Lines{"A & B"}}
	const want = `{"document":{"type":"ke-hoach","subject":"A & B"},"pointer":{"type":"ke-hoach","subject":"A & B"}}`
	wrapped := struct {
		Document contract.Document  `json:"document"`
		Pointer  *contract.Document `json:"pointer"`
	}{doc, &doc}
	got, err := jsonexp.Marshal(wrapped)
	if err != nil || string(got) != want {
		t.Errorf("%s %v", got, err)
	}
	got, err = json.Marshal(wrapped)
	if err != nil || string(got) != strings.ReplaceAll(want, "&", `\u0026`) {
		t.Errorf("%s %v", got, err)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(wrapped); err != nil || b.String() != want+"\n" {
		t.Errorf("%s %v", &b, err)
	}
	if _, err := json.Marshal(contract.Document{Place: "\xff"}); err == nil {
		t.Error("no error")
	}
}
