package schema

import (
	"maps"
	"reflect"
	"slices"

	"vanban/templates/contract"
	"vanban/templates/parts"
)

// needs is what types say of the keys of a document.
type needs map[string]parts.Need

func needsOf(t *parts.Type) needs {
	n, all := &t.Needs, needs{}
	for _, key := range parts.ForeignKeys(t) {
		all[key] = parts.Refused
	}
	if t.Certificate {
		return all
	}
	maps.Copy(all, needs{
		"type": parts.Required, "organ": parts.Required,
		"code": n.Notation, "place": n.Place, "subject": n.Subject, "salutation": n.Salutation, "authority": n.Authority,
		"bases": n.Bases, "body": n.Body, "signer": n.Signer, "signers": n.Signer, "recipients": n.Recipients,
		"appendices": n.Appendices, "enclosures": n.Enclosures,
	})
	return all
}

// common is what all types agree on.
func common(types []*parts.Type) needs {
	all := needsOf(types[0])
	for _, t := range types[1:] {
		one := needsOf(t)
		for _, list := range [...]needs{all, one} {
			for key := range list {
				if all[key] != one[key] {
					all[key] = parts.Optional
				}
			}
		}
	}
	return all
}

// document is the schema of a document that is of one of the types.
func (b *builder) document(types []*parts.Type) Object {
	n := common(types)
	props, required := Object{}, []string{}
	for f := range fields(reflect.TypeFor[contract.Document]()) {
		need := n[f.key]
		if need == parts.Refused {
			continue
		}
		s := b.describe(f)
		if need == parts.Unusual && len(types) == 1 {
			s[1].Value = s[1].Value.(string) + " Loại văn bản này thường không có phần này; có thì chương trình ghi cảnh báo."
			s = s.with("x-unusual", true)
		}
		switch {
		case f.key == "type":
			s = append(s, slugs(types)...)
			required = append(required, f.key)
		case f.key == "organ" && need == parts.Required:
			s = append(s, nullable(b.namedOrgan())...)
		case f.key == "organs" && n["organ"] == parts.Required:
			s = append(s, nullable(array(b.namedOrgan()))...)
		case need == parts.Required && f.key == "signer":
			s = append(s, nullable(b.officer())...)
		case need == parts.Required && f.key == "signers":
			s = append(s, nullable(array(b.officer()))...)
		case need == parts.Required:
			s = append(s, b.filled(f)...)
			required = append(required, f.key)
		case f.key == "options" && len(types) == 1:
			s = append(s, nullable(b.ref("Options").also(without(parts.ForeignOptions(types[0]))))...)
		default:
			s = append(s, nullable(b.value(f))...)
		}
		if f.key == "numbering" && len(types) == 1 {
			s = s.with("default", list(types[0].Numbering...))
		}
		props = append(props, Member{f.key, s})
	}
	if len(types) == 1 && types[0].Certificate {
		return closed(props, required).also(certificate())
	}
	rules := []any{choose("organ", "organs", n["organ"] == parts.Required)}
	if n["signer"] != parts.Refused {
		rules = append(rules, choose("signer", "signers", n["signer"] == parts.Required))
	}
	return closed(props, required).also(Object{{"allOf", rules}})
}

// without lets none of the keys have a value, but for an object without one.
func without(keys []string) Object {
	props := Object{}
	for _, key := range keys {
		none := Object{{"type", "null"}}
		if key == "margins" {
			none = Object{{"properties", Object{}}}
			for f := range fields(reflect.TypeFor[contract.Margins]()) {
				none[0].Value = none[0].Value.(Object).with(f.key, Object{{"type", "null"}})
			}
		}
		props = append(props, Member{key, none})
	}
	return Object{{"properties", props}}
}

func slugs(types []*parts.Type) Object {
	if len(types) == 1 {
		return Object{{"const", types[0].Slug}}
	}
	all := []any{}
	for _, t := range types {
		all = append(all, t.Slug)
	}
	return Object{{"type", "string"}, {"enum", all}}
}

// visible is a character that is not blank.
const visible = `\S`

// filledLines asks for a line that is not blank: of a string with the one keyword, of a list with the other.
var filledLines = Object{{"pattern", visible}, {"contains", Object{{"pattern", visible}}}}

// filled is the value of a property that must be there and not blank.
func (b *builder) filled(f field) Object {
	s := b.value(f)
	switch f.typ {
	case reflect.TypeFor[string]():
		return s.with("pattern", visible)
	case reflect.TypeFor[contract.Lines]():
		return s.also(filledLines)
	case reflect.TypeFor[contract.Code]():
		return s.also(present("notation"))
	}
	return s.with("minItems", 1)
}

// present asks for a key whose string or lines are not blank.
func present(key string) Object {
	s := append(Object{{"type", list("string", "array")}}, filledLines...)
	return Object{{"properties", Object{{key, s}}}, {"required", list(key)}}
}

// namedOrgan is an organ with its name, which the issuing one must have and one of an enclosure inherits.
func (b *builder) namedOrgan() Object { return b.ref("Organ").also(present("name")) }

// officer is a signer with an office: the name may wait, the office may not.
func (b *builder) officer() Object {
	return b.ref("Signer").also(Object{{"anyOf", list(present("position"), present("competence"))}})
}

// choose allows one of two keys, of which the second is the list of the first; must asks for one.
func choose(one, many string, must bool) Object {
	null := Object{{"type", "null"}}
	if !must {
		return Object{{"anyOf", list(Object{{"properties", Object{{one, null}}}}, Object{{"properties", Object{{many, null}}}})}}
	}
	some := Object{{"type", "array"}, {"minItems", 1}}
	return Object{{"oneOf", list(
		Object{{"properties", Object{{one, Object{{"type", "object"}}}, {many, null}}}, {"required", list(one)}},
		Object{{"properties", Object{{one, null}, {many, some}}}, {"required", list(many)}},
	)}}
}

// own are the keys that an enclosure has for itself (Mẫu 1.3); the rest belongs to the issuing document alone.
var own = []string{"type", "organ", "organs", "subject", "subtitle", "bases", "orientation", "numbering", "body", "appendices"}

func (b *builder) enclosure() Object {
	props := Object{}
	for f := range fields(reflect.TypeFor[contract.Document]()) {
		if !slices.Contains(own, f.key) {
			continue
		}
		s := b.describe(f)
		switch f.key {
		case "type":
			all := []any{}
			for _, k := range append(parts.Kinds(), parts.EnclosedKinds()...) {
				all = append(all, k.Slug)
			}
			s = append(s, Object{{"type", "string"}, {"enum", all}}...)
		case "body":
			s = append(s, b.filled(f)...)
		default:
			s = append(s, nullable(b.value(f))...)
		}
		props = append(props, Member{f.key, s})
	}
	return closed(props, []string{"type", "body"}).also(choose("organ", "organs", false))
}
