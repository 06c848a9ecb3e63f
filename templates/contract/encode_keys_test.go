package contract

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
)

// fill gives every field that can be one a value: whatever it holds, every key must come out of it.
func fill(v reflect.Value, depth int) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("x")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(12)
	case reflect.Float64:
		v.SetFloat(12)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), depth)
	case reflect.Slice:
		if depth > 0 {
			v.Set(reflect.MakeSlice(v.Type(), 2, 2))
			fill(v.Index(0), depth-1)
			fill(v.Index(1), depth-1)
		}
	case reflect.Struct:
		switch v.Type() {
		case reflect.TypeFor[Text]():
			v.Set(reflect.ValueOf(Plain("x")))
		case reflect.TypeFor[Node]():
			v.Set(reflect.ValueOf(Paragraph("x")))
		case reflect.TypeFor[TableRow]():
			v.Set(reflect.ValueOf(Row("x", "y")))
		default:
			for i := range v.NumField() {
				if v.Type().Field(i).IsExported() {
					fill(v.Field(i), depth)
				}
			}
		}
	}
}

func filled[T any]() *T {
	v := new(T)
	fill(reflect.ValueOf(v).Elem(), 2)
	return v
}

// The keys that the writer has code for are those of the tags, in their order.
func TestEncodesKeysOfTheTags(t *testing.T) {
	s, label := shapes(), "x"
	for _, c := range []struct {
		shape *shape
		write func(e *encoder)
		not   string // keys that exclude others
	}{
		{s.document, func(e *encoder) { e.document(filled[Document]()) }, ""},
		{s.organ, func(e *encoder) { e.organ(filled[Organ]()) }, ""},
		{s.signer, func(e *encoder) { e.signer(filled[Signer]()) }, ""},
		{s.appendix, func(e *encoder) { e.appendix(filled[Appendix]()) }, ""},
		{s.table, func(e *encoder) { e.table(filled[Table]()) }, ""},
		{s.cell, func(e *encoder) { e.cell(filled[Cell]()) }, ""},
		{s.recipient, func(e *encoder) { e.recipient(filled[Recipient]()) }, ""},
		{s.decision, func(e *encoder) { e.decision(filled[Decision]()) }, ""},
		{s.plate, func(e *encoder) { e.plate(filled[Plate]()) }, ""},
		{s.measured, func(e *encoder) { e.measured(filled[Measured]()) }, ""},
		{s.plateField, func(e *encoder) { e.plateField(filled[PlateField]()) }, ""},
		{s.run, func(e *encoder) { e.run(&Run{Text: "x", Bold: true, Italic: true, Underline: true}) }, "footnote"},
		{s.run, func(e *encoder) {
			r := Footnote("x")
			r.Bold, r.Italic, r.Underline = true, true, true
			e.run(&r)
		}, "text"},
		{s.node, func(e *encoder) {
			e.node(&Node{Kind: ItemNode, Text: Plain("x"), Body: []Node{{}}, Numbering: []string{"1."}, Label: &label, Restart: true})
		}, "text heading bullet table label_value"},
	} {
		var e encoder
		c.write(&e)
		var want []string
		for _, f := range c.shape.fields {
			if !slices.Contains(strings.Fields(c.not), f.key) {
				want = append(want, f.key)
			}
		}
		if got := topKeys(t, e.buf); e.err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %v\n%v\nfor %v", c.shape.name, e.err, got, want)
		}
	}
	// The objects that are written inside others.
	all, err := Encode(filled[Document]())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		shape   *shape
		pointer jsontext.Pointer
	}{{s.code, "/code"}, {s.options, "/options"}, {s.margins, "/options/margins"}, {s.offset, "/options/plate/offset"},
		{s.plateFields, "/options/plate/fields"}} {
		var want []string
		for _, f := range c.shape.fields {
			want = append(want, f.key)
		}
		if got := topKeys(t, valueAt(t, all, c.pointer)); !slices.Equal(got, want) {
			t.Errorf("%s: %v\nfor %v", c.shape.name, got, want)
		}
	}
}

func topKeys(t *testing.T, src []byte) (keys []string) {
	t.Helper()
	dec := jsontext.NewDecoder(bytes.NewReader(src))
	if _, err := dec.ReadToken(); err != nil {
		t.Fatal(err, string(src))
	}
	for dec.PeekKind() == jsontext.KindString {
		name, err := dec.ReadToken()
		if err != nil {
			t.Fatal(err)
		}
		keys = append(keys, name.String())
		if err := dec.SkipValue(); err != nil {
			t.Fatal(err)
		}
	}
	return keys
}

func valueAt(t *testing.T, src []byte, pointer jsontext.Pointer) []byte {
	t.Helper()
	dec := jsontext.NewDecoder(bytes.NewReader(src))
	for {
		if _, err := dec.ReadToken(); err != nil {
			t.Fatal(pointer, err)
		}
		if k := dec.PeekKind(); dec.StackPointer() == pointer && (k == jsontext.KindBeginObject) {
			v, err := dec.ReadValue()
			if err != nil {
				t.Fatal(err)
			}
			return v
		}
	}
}
