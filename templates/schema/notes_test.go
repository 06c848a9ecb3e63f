package schema

import (
	"reflect"
	"testing"

	"vanban/document"
	"vanban/templates/contract"
	"vanban/templates/parts"
	"vanban/thethuc"
)

// TestNotes: each definition and each property has its note, and there is no note on anything else.
func TestNotes(t *testing.T) {
	want := map[string]bool{"Problem.severity": true}
	for _, def := range Components(thethuc.ND30(), []*parts.Type{{Kind: parts.Kind{Slug: "x"}}, {Kind: parts.Kind{Slug: "y"}, Certificate: true}}, "") {
		want[def.Key] = true
		if notes[def.Key].title == "" {
			t.Errorf("%s has no title", def.Key)
		}
	}
	for _, typ := range []reflect.Type{
		reflect.TypeFor[contract.Document](), reflect.TypeFor[contract.Organ](), reflect.TypeFor[contract.Code](), reflect.TypeFor[contract.Run](),
		reflect.TypeFor[contract.NodeObject](), reflect.TypeFor[contract.Table](), reflect.TypeFor[contract.Column](), reflect.TypeFor[contract.BandObject](),
		reflect.TypeFor[contract.Cell](), reflect.TypeFor[contract.Signer](), reflect.TypeFor[contract.Appendix](), reflect.TypeFor[contract.Options](),
		reflect.TypeFor[contract.Margins](), reflect.TypeFor[document.Problem](),
		reflect.TypeFor[contract.Recipient](), reflect.TypeFor[contract.Decision](), reflect.TypeFor[contract.Plate](), reflect.TypeFor[contract.Offset](),
		reflect.TypeFor[contract.Measured](), reflect.TypeFor[contract.PlateFields](), reflect.TypeFor[contract.PlateField](),
	} {
		for f := range fields(typ) {
			want[f.owner+"."+f.key] = true
		}
	}
	for name := range want {
		if notes[name].text == "" {
			t.Errorf("no note on %s", name)
		}
	}
	for name := range notes {
		if !want[name] {
			t.Errorf("a note on %s, which is nothing", name)
		}
	}
}
