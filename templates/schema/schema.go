// Package schema owns the JSON Schema (draft 2020-12) of the contract: made by reflection from the types of
// templates/contract and their tags, with the notes that no tag can hold. It judges no documents itself.
//
// A schema says what the reader says, as far as a schema can: what it refuses the reader refuses, and what it lets pass has no
// fault of structure. README.md lists where the two differ.
package schema

import (
	"reflect"

	"vanban/document"
	"vanban/templates/contract"
	"vanban/templates/parts"
	"vanban/thethuc"
)

const draft = "https://json-schema.org/draft/2020-12/schema"

// ForType returns the self-contained schema of the documents of one type under a pack's ranges: parts that the type must
// have are required, parts that it cannot have are no properties.
func ForType(pack *thethuc.Pack, t *parts.Type) Object {
	b := newBuilder(pack, "#/$defs/")
	s := Object{
		{"$schema", draft},
		{"$id", "urn:vanban:schema:v1:" + t.Slug},
		{"title", t.Title},
		{"description", t.Title + " theo " + t.Form + ": nội dung văn bản, từ đó chương trình trình bày đúng thể thức."},
		{"x-clause", t.Cite},
	}
	s = append(s, b.document([]*parts.Type{t})...)
	return s.with("$defs", b.drain())
}

// Components returns the schemas of the contract for the components of an OpenAPI 3.1 document, under a prefix for references
// such as "#/components/schemas/". Document is any document of the types: it requires what they all require and
// has a property for what any of them may have, because a class for each type would give programs as many copies of the same
// tree. Problem is one entry of the list of problems.
func Components(pack *thethuc.Pack, types []*parts.Type, prefix string) Object {
	b := newBuilder(pack, prefix)
	doc := append(b.head("Document"), b.document(types)...)
	out := append(Object{{"Document", doc}}, b.drain()...)
	return append(out, Member{"Problem", b.problem()}).forGenerators()
}

// builder makes definitions as they are asked for.
type builder struct {
	pack   *thethuc.Pack
	prefix string // of references
	asked  map[string]bool
	queue  []string
}

func newBuilder(pack *thethuc.Pack, prefix string) *builder {
	return &builder{pack: pack, prefix: prefix, asked: map[string]bool{}}
}

// ref refers to a definition, and asks for it.
func (b *builder) ref(name string) Object {
	if !b.asked[name] {
		b.asked[name] = true
		b.queue = append(b.queue, name)
	}
	return Object{{"$ref", b.prefix + name}}
}

// drain makes the definitions that were asked for, and those that they ask for, in the order of the asking.
func (b *builder) drain() Object {
	defs := Object{}
	for len(b.queue) > 0 {
		name := b.queue[0]
		b.queue = b.queue[1:]
		defs = append(defs, Member{name, append(b.head(name), b.define(name)...)})
	}
	return defs
}

// head begins a definition.
func (b *builder) head(name string) Object {
	n := noteOf(name)
	head := Object{{"title", n.title}, {"description", n.text}}
	if len(n.examples) > 0 {
		head = head.with("examples", n.examples)
	}
	return head
}

func (b *builder) define(name string) Object {
	switch name {
	case "Enclosure":
		return b.enclosure()
	case "Lines":
		return b.lines()
	case "Text":
		return b.text()
	case "Run":
		return b.run()
	case "Date":
		return date()
	case "Numbering":
		return numbering()
	case "Node":
		return b.node()
	case "NodeObject":
		return b.nodeObject()
	case "Row":
		return b.row()
	case "Cell":
		return b.cell()
	case "CellObject":
		return b.object(reflect.TypeFor[contract.Cell]())
	case "Band":
		return b.object(reflect.TypeFor[contract.BandObject](), "band")
	case "Table":
		return b.object(reflect.TypeFor[contract.Table](), "rows")
	case "Column":
		return b.object(reflect.TypeFor[contract.Column]())
	case "Organ":
		return b.object(reflect.TypeFor[contract.Organ]())
	case "Code":
		return b.object(reflect.TypeFor[contract.Code]())
	case "Signer":
		return b.object(reflect.TypeFor[contract.Signer]())
	case "Appendix":
		return b.object(reflect.TypeFor[contract.Appendix]())
	case "Options":
		return b.object(reflect.TypeFor[contract.Options]())
	case "Margins":
		return b.object(reflect.TypeFor[contract.Margins]())
	case "Recipient":
		return b.object(reflect.TypeFor[contract.Recipient]())
	case "Decision":
		return b.object(reflect.TypeFor[contract.Decision]())
	case "Plate":
		return b.plate()
	case "Offset":
		return b.object(reflect.TypeFor[contract.Offset]())
	case "Measured":
		return b.object(reflect.TypeFor[contract.Measured](), "cross", "x", "y")
	case "PlateFields":
		return b.object(reflect.TypeFor[contract.PlateFields]())
	case "PlateField":
		return b.object(reflect.TypeFor[contract.PlateField]())
	}
	panic("schema: no definition of " + name)
}

// problem is made from the tags of document.Problem. Severity, which has none, comes with the name that reports give it.
func (b *builder) problem() Object {
	s := b.head("Problem").with("type", "object")
	severity := noteOf("Problem.severity")
	props := Object{{"severity", Object{{"title", severity.title}, {"description", severity.text}, {"type", "string"}, {"enum", list("error", "warning")}}}}
	required := list("severity")
	for f := range fields(reflect.TypeFor[document.Problem]()) {
		n := noteOf("Problem." + f.key)
		props = append(props, Member{f.key, Object{{"title", n.title}, {"description", n.text}, {"type", "string"}}})
		if !f.omitempty {
			required = append(required, f.key)
		}
	}
	return append(s, Member{"properties", props}, Member{"required", required})
}
