package contract

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
)

// The keys that the reader has code for are those that the tags declare: each is fed a value of a type that none accepts, so
// that it must be read and refused at its own place.
func TestKeysAreThoseOfTheTags(t *testing.T) {
	s := shapes()
	for _, c := range []struct {
		shape *shape
		wrap  string
		skip  string // keys that something else stands in front of
	}{
		{s.document, `{%s}`, ""},
		{s.organ, `{"organ":{%s}}`, ""},
		{s.code, `{"code":{%s}}`, ""},
		{s.signer, `{"signers":[{%s}]}`, ""},
		{s.appendix, `{"appendices":[{%s}]}`, ""},
		{s.options, `{"options":{%s}}`, ""},
		{s.margins, `{"options":{"margins":{%s}}}`, ""},
		{s.node, `{"body":[{%s}]}`, ""},
		{s.run, `{"bases":[[{%s}]]}`, ""},
		{s.table, `{"body":[{"table":{%s}}]}`, ""},
		{s.column, `{"body":[{"table":{"columns":[{%s}]}}]}`, ""},
		{s.band, `{"body":[{"table":{"rows":[{%s}]}}]}`, ""},
		{s.cell, `{"body":[{"table":{"rows":[[{%s}]]}}]}`, ""},
		{s.recipient, `{"recipient":{%s}}`, ""},
		{s.decision, `{"decision":{%s}}`, ""},
		{s.plate, `{"options":{"plate":{%s}}}`, ""},
		{s.offset, `{"options":{"plate":{"offset":{%s}}}}`, ""},
		{s.measured, `{"options":{"plate":{"measured":[{%s}]}}}`, ""},
		{s.plateFields, `{"options":{"plate":{"fields":{%s}}}}`, ""},
		{s.plateField, `{"options":{"plate":{"fields":{"name":{%s}}}}}`, ""},
	} {
		if len(c.shape.fields) == 0 || len(c.shape.fields) > 32 {
			t.Errorf("%s has %d keys", c.shape.name, len(c.shape.fields))
		}
		for _, f := range c.shape.fields {
			if f.term == "" {
				t.Errorf("%s: %s has no doc", c.shape.name, f.key)
			}
			for _, value := range []string{`[[[0]]]`, `{"?":0}`, `7`, `"\u0000?"`, `true`, `null`} {
				src := strings.Replace(c.wrap, "%s", `"`+f.key+`":`+value, 1)
				_, ps := Decode([]byte(src), Limits{})
				for _, p := range ps {
					if p.Code == "syntax_error" || p.Code == "unknown_key" && !strings.HasSuffix(p.Pointer, "?") {
						t.Errorf("%s: %+v", src, p)
					}
				}
			}
		}
	}
}

// Every field of the types is either a key or known not to be one.
func TestEveryFieldHasATag(t *testing.T) {
	for _, v := range []any{Document{}, Organ{}, Code{}, Run{}, NodeObject{}, Table{}, Column{}, BandObject{}, Cell{}, Signer{}, Appendix{}, Options{}, Margins{},
		Recipient{}, Decision{}, Plate{}, Offset{}, Measured{}, PlateFields{}, PlateField{}, Profile{}} {
		typ := reflect.TypeOf(v)
		for i := range typ.NumField() {
			if typ.Field(i).IsExported() && typ.Field(i).Tag.Get("json") == "" {
				t.Errorf("%s.%s has no json tag", typ.Name(), typ.Field(i).Name)
			}
		}
	}
}

func TestClause(t *testing.T) {
	for short, want := range map[string]string{
		"":            "",
		"Điều 7":      "Điều 7, Nghị định 30/2020/NĐ-CP",
		"PL.VI":       "Phụ lục VI, Nghị định 30/2020/NĐ-CP",
		"PL.III-1.3":  "Phụ lục III, Mẫu 1.3, Nghị định 30/2020/NĐ-CP",
		"PL.I-II.5":   "Phụ lục I, Phần I, Mục II, khoản 5, Nghị định 30/2020/NĐ-CP",
		"PL.I-III.2b": "Phụ lục I, Phần I, Mục III, khoản 2, điểm b, Nghị định 30/2020/NĐ-CP",
	} {
		if got := Clause(short); got != want {
			t.Errorf("%q: %q", short, got)
		}
	}
}

// The quick look must never call tidy what the thorough one would change.
func TestQuickLookAgrees(t *testing.T) {
	for r := rune(1); r < 0x30000; r++ {
		if r >= 0xd800 && r < 0xe000 || r == '"' || r == '\\' {
			continue
		}
		for _, s := range []string{string(r), "a" + string(r) + "ệ", "o" + string(r)} {
			if !isTidy(s, &tidyText) {
				continue
			}
			d := &decoder{shapes: shapes()}
			if got := d.tidyRunes(s, breakLine, true); got != s || len(d.problems) > 0 {
				t.Fatalf("%U: %q", r, got)
			}
			if !isNFC(s) {
				t.Fatalf("%U is not NFC", r)
			}
		}
	}
}

// A document that is not doubtful is one that the validator finds nothing in. This fails for a rule that the decoder does not
// know: teach it to decoder.doubtful, or there will never be a word of it.
func TestDoubtfulKnowsEveryRule(t *testing.T) {
	for _, v := range []any{Document{}, Organ{}, Code{}, Signer{}, Appendix{}, Table{}, Cell{}, Column{}, Run{}, Options{}, Margins{}, Date{},
		Recipient{}, Decision{}, Plate{}, PlateField{}} {
		typ := reflect.TypeOf(v)
		for i := range typ.NumField() {
			f := typ.Field(i)
			for rule := range strings.SplitSeq(f.Tag.Get("validate"), ",") {
				name, _, _ := strings.Cut(rule, "=")
				where := typ.Name() + "." + f.Name
				switch {
				case name == "" || name == "dive":
				case name == "chars" && mostOf(f.Tag) > 0 && (f.Type == reflect.TypeFor[string]() || f.Type == reflect.TypeFor[Lines]()):
				case where == "Document.Type" && name == "required", where == "Code.Number" && name == "so", where == "Code.Notation" && name == "kyhieu":
				default:
					t.Errorf("%s: rule %s", where, rule)
				}
			}
		}
	}
	long := strings.Repeat("ă", 501)
	for _, src := range []string{`{}`, `{"type":""}`, `{"type":"x","enclosures":[{}]}`, `{"type":"x","code":{"number":"1 "}}`, `{"type":"x","code":{"notation":"a b"}}`,
		`{"type":"x","code":{"number":"123456789012"}}`, `{"type":"x","subject":"` + long + `"}`,
		`{"type":"x","organ":{"name":["` + long[:200] + `","` + long[:202] + `"]}}`, `{"type":"x","signers":[{"name":"` + long + `"}]}`} {
		d := &decoder{data: []byte(src), src: src, limits: Limits{}.orDefaults(), shapes: shapes(), rest: new(bytes.Buffer)}
		if d.run(); !d.doubtful {
			t.Errorf("%s is not doubtful", src)
		}
	}
}
