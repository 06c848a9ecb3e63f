package schema

import (
	"reflect"

	"vanban/templates/contract"
)

// The definitions whose JSON has forms that a Go type does not show.

var text = Object{{"type", "string"}}

func (b *builder) lines() Object { return Object{{"oneOf", list(text, array(text))}} }

func (b *builder) text() Object { return Object{{"oneOf", list(text, array(b.ref("Run")))}} }

func (b *builder) run() Object {
	return b.object(reflect.TypeFor[contract.Run]()).also(exactlyOne("text", "footnote"))
}

// footnote is text whose runs have no footnotes.
func (b *builder) footnote() Object {
	none := Object{{"footnote", Object{{"type", "null"}}}}
	return b.ref("Text").also(Object{{"items", Object{{"properties", none}}}})
}

func (b *builder) node() Object { return Object{{"oneOf", list(text, b.ref("NodeObject"))}} }

// forms are the keys that say what a node is, and below those that only some nodes have.
var (
	forms = []string{"text", "heading", "item", "bullet", "table", "label_value"}
	below = []string{"body", "numbering", "label", "restart"}
)

func (b *builder) nodeObject() Object {
	s := b.object(reflect.TypeFor[contract.NodeObject]())
	form := exactlyOne(forms...)
	for i, one := range form.Get("oneOf").([]any) {
		switch forms[i] {
		case "text", "table", "label_value":
			props := one.(Object).Get("properties").(Object)
			for _, key := range below {
				props = props.with(key, Object{{"type", "null"}})
			}
			replace(one.(Object), Object{{"properties", props}})
		}
	}
	return s.also(form)
}

// exactlyOne wants a value for one of the keys and none for the others.
func exactlyOne(keys ...string) Object {
	all := []any{}
	for _, given := range keys {
		props := Object{}
		for _, key := range keys {
			s := Object{{"type", "null"}}
			if key == given {
				s = Object{{"not", s}}
			}
			props = append(props, Member{key, s})
		}
		all = append(all, Object{{"properties", props}, {"required", list(given)}})
	}
	return Object{{"oneOf", all}}
}

// replace puts new values for the keys of s that with has.
func replace(s, with Object) {
	for i := range s {
		for _, m := range with {
			if s[i].Key == m.Key {
				s[i].Value = m.Value
			}
		}
	}
}

func (b *builder) row() Object { return Object{{"oneOf", list(array(b.ref("Cell")), b.ref("Band"))}} }

func (b *builder) cell() Object {
	return Object{{"oneOf", list(text, array(b.ref("Run")), b.ref("CellObject"))}}
}
