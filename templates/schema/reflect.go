package schema

import (
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"vanban/templates/contract"
)

// field is one key of an object of the contract.
type field struct {
	owner, key string // Organ, parent
	typ        reflect.Type
	tag        reflect.StructTag
	omitempty  bool
}

// fields goes through the keys of a struct in their order.
func fields(t reflect.Type) iter.Seq[field] {
	return func(yield func(field) bool) {
		for i := range t.NumField() {
			f := t.Field(i)
			key, option, _ := strings.Cut(f.Tag.Get("json"), ",")
			if key == "" || key == "-" {
				continue
			}
			if !yield(field{t.Name(), key, f.Type, f.Tag, option == "omitempty"}) {
				return
			}
		}
	}
}

// object is the schema of a struct. The required keys must have a value; all others may be null, which the reader takes for
// absent.
func (b *builder) object(t reflect.Type, required ...string) Object {
	props := Object{}
	for f := range fields(t) {
		value := b.value(f)
		if !slices.Contains(required, f.key) {
			value = nullable(value)
		}
		props = append(props, Member{f.key, append(b.describe(f), value...)})
	}
	return closed(props, required)
}

func closed(props Object, required []string) Object {
	s := Object{{"type", "object"}, {"properties", props}}
	if len(required) > 0 {
		s = s.with("required", list(required...))
	}
	return s.with("additionalProperties", false)
}

// describe says what a property is: its legal term, what the term does not tell, and the clause.
func (b *builder) describe(f field) Object {
	n := noteOf(f.owner + "." + f.key)
	advice := recommended(f.tag)
	text := n.text
	if most := advice.Get("maxLength"); most != nil {
		text += " Dài quá " + strconv.Itoa(most.(int)) + " ký tự thì có cảnh báo."
	}
	s := Object{{"title", sentence(f.tag.Get("doc"))}, {"description", text}}
	if clause := contract.Clause(f.tag.Get("cite")); clause != "" {
		s = s.with("x-clause", clause)
	}
	if n.unit != "" {
		s = s.with("x-unit", n.unit)
	}
	if len(advice) > 0 {
		s = s.with("x-recommended", advice)
	}
	if len(n.examples) > 0 {
		s = s.with("examples", n.examples)
	}
	return s
}

// recommended are the limits that the reader only remarks upon. They stand in a schema of their own under x-recommended: as
// keywords of the property they would refuse what is printed all the same.
func recommended(tag reflect.StructTag) (s Object) {
	for rule := range strings.SplitSeq(tag.Get("validate"), ",") {
		name, arg, _ := strings.Cut(rule, "=")
		switch name {
		case "chars":
			most, err := strconv.Atoi(arg)
			if err != nil {
				panic(err) // a tag of the contract
			}
			s = s.with("maxLength", most)
		case "so":
			s = s.with("pattern", soPattern)
		case "kyhieu":
			s = s.with("pattern", kyHieuPattern)
		case "", "required", "dive":
		default:
			panic("schema: no keyword for the rule " + rule)
		}
	}
	return s
}

// value is the schema of a value that is there.
func (b *builder) value(f field) Object {
	if s := b.special(f.owner + "." + f.key); s != nil {
		return s
	}
	t := f.typ
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch t {
	case reflect.TypeFor[contract.Lines](), reflect.TypeFor[contract.Text](), reflect.TypeFor[contract.Date](),
		reflect.TypeFor[contract.Organ](), reflect.TypeFor[contract.Code](), reflect.TypeFor[contract.Signer](),
		reflect.TypeFor[contract.Options](), reflect.TypeFor[contract.Margins](), reflect.TypeFor[contract.Table](),
		reflect.TypeFor[contract.Recipient](), reflect.TypeFor[contract.Decision](), reflect.TypeFor[contract.Plate](),
		reflect.TypeFor[contract.Offset](), reflect.TypeFor[contract.PlateFields](), reflect.TypeFor[contract.PlateField]():
		return b.ref(t.Name())
	case reflect.TypeFor[[]string]():
		return b.ref("Numbering")
	case reflect.TypeFor[[]contract.Document]():
		return array(b.ref("Enclosure"))
	case reflect.TypeFor[[]contract.TableRow]():
		return array(b.ref("Row"))
	case reflect.TypeFor[[2]contract.Text]():
		return append(array(b.ref("Text")), Member{"minItems", t.Len()}, Member{"maxItems", t.Len()})
	}
	switch t.Kind() {
	case reflect.String:
		return Object{{"type", "string"}}
	case reflect.Bool:
		return Object{{"type", "boolean"}}
	case reflect.Slice:
		return array(b.ref(t.Elem().Name()))
	}
	panic(fmt.Sprintf("schema: no schema for %s of %s.%s", t, f.owner, f.key))
}

// also adds a condition to a reference, or to the properties of an object. It stands under an if that always holds: programs
// that write code from OpenAPI make classes of a bare oneOf, or of properties beside a reference, and leave this alone.
func (o Object) also(condition Object) Object {
	return append(o[:len(o):len(o)], Member{"if", Object{}}, Member{"then", condition})
}

func array(items Object) Object { return Object{{"type", "array"}, {"items", items}} }

// nullable lets null pass besides what s says.
func nullable(s Object) Object {
	if s.Get("type") == nil {
		return Object{{"anyOf", list(s, Object{{"type", "null"}})}}
	}
	out := make(Object, len(s))
	for i, m := range s {
		switch m.Key {
		case "type":
			m.Value = list(m.Value, "null")
		case "enum":
			m.Value = append(append([]any{}, m.Value.([]any)...), nil)
		}
		out[i] = m
	}
	return out
}

// sentence gives s a capital.
func sentence(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
