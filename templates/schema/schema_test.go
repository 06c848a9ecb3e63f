package schema_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"vanban/document"
	"vanban/fonts"
	"vanban/templates/catalog"
	"vanban/templates/contract"
	"vanban/templates/parts"
	"vanban/templates/schema"
	"vanban/thethuc"
)

func newCatalog(t testing.TB) *catalog.Catalog {
	t.Helper()
	set, err := fonts.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	c, err := catalog.New(thethuc.ND30(), set, catalog.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// compile turns a schema into the referee's, which looks at it with the metaschema of the draft first.
func compile(t testing.TB, s schema.Object, root string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	if err := c.AddResource("urn:test", decode(t, encode(t, s))); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("urn:test" + root)
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

// validators are the compiled schemas of the types by slug, and that of any document under "".
func validators(t testing.TB, c *catalog.Catalog) map[string]*jsonschema.Schema {
	t.Helper()
	all := map[string]*jsonschema.Schema{"": compile(t, components(c), "#/components/schemas/Document")}
	for _, typ := range c.Types() {
		all[typ.Slug] = compile(t, schema.ForType(thethuc.ND30(), typ), "")
	}
	return all
}

func components(c *catalog.Catalog) schema.Object {
	schemas := schema.Components(thethuc.ND30(), c.Types(), "#/components/schemas/")
	return schema.Object{{Key: "components", Value: schema.Object{{Key: "schemas", Value: schemas}}}}
}

func encode(t testing.TB, v any) []byte {
	t.Helper()
	var data bytes.Buffer
	enc := json.NewEncoder(&data)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		t.Fatal(err)
	}
	return bytes.TrimSpace(data.Bytes())
}

// decode reads JSON as the referee wants it, with numbers as they are written.
func decode(t testing.TB, data []byte) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// samples are all documents of the repository, and some with every key of the contract between them.
func samples(t testing.TB) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	for _, pattern := range []string{"testdata/*.json", "../*/samples/*.json", "../../testdata/features/*.json"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(files), err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			all[file] = data
		}
	}
	return all
}

func typeOf(v any) string {
	doc, _ := v.(map[string]any)
	slug, _ := doc["type"].(string)
	return slug
}

func TestSamplesAreValid(t *testing.T) {
	c := newCatalog(t)
	all := validators(t, c)
	for file, data := range samples(t) {
		v := decode(t, data)
		for _, slug := range []string{typeOf(v), ""} {
			if err := all[slug].Validate(v); err != nil {
				t.Errorf("%s, schema %q: %v", file, slug, err)
			}
		}
		if b := c.Build(data); b.Problems.Fatal() {
			t.Errorf("%s does not build: %+v", file, b.Problems)
		}
	}
}

func TestSchemasAreOfTheDraft(t *testing.T) {
	c := newCatalog(t)
	meta, err := jsonschema.NewCompiler().Compile("https://json-schema.org/draft/2020-12/schema")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]any{}
	for _, typ := range c.Types() {
		all[typ.Slug] = decode(t, encode(t, schema.ForType(thethuc.ND30(), typ)))
	}
	schemas := decode(t, encode(t, components(c))).(map[string]any)["components"].(map[string]any)["schemas"]
	for name, s := range schemas.(map[string]any) {
		all[name] = s
	}
	for name, s := range all {
		if err := meta.Validate(s); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// objects are the structs of the contract under the names of their definitions.
var objects = map[string]reflect.Type{
	"Document": reflect.TypeFor[contract.Document](), "Organ": reflect.TypeFor[contract.Organ](), "Code": reflect.TypeFor[contract.Code](),
	"Run": reflect.TypeFor[contract.Run](), "NodeObject": reflect.TypeFor[contract.NodeObject](), "Table": reflect.TypeFor[contract.Table](),
	"Column": reflect.TypeFor[contract.Column](), "Band": reflect.TypeFor[contract.BandObject](), "CellObject": reflect.TypeFor[contract.Cell](),
	"Signer": reflect.TypeFor[contract.Signer](), "Appendix": reflect.TypeFor[contract.Appendix](), "Options": reflect.TypeFor[contract.Options](),
	"Margins": reflect.TypeFor[contract.Margins](), "Problem": reflect.TypeFor[document.Problem](),
	"Recipient": reflect.TypeFor[contract.Recipient](), "Decision": reflect.TypeFor[contract.Decision](), "Plate": reflect.TypeFor[contract.Plate](),
	"Offset": reflect.TypeFor[contract.Offset](), "Measured": reflect.TypeFor[contract.Measured](),
	"PlateFields": reflect.TypeFor[contract.PlateFields](), "PlateField": reflect.TypeFor[contract.PlateField](),
}

// partial are definitions that have some of the properties of another.
var partial = map[string]string{"Enclosure": "Document"}

// TestKeysAreThoseOfTheContract: the schemas have the keys of the contract and no others, in its order, each with
// the legal term and the clause of its tags.
func TestKeysAreThoseOfTheContract(t *testing.T) {
	c := newCatalog(t)
	schemas := schema.Components(thethuc.ND30(), c.Types(), "#/")
	seen := 0
	for _, def := range schemas {
		s := def.Value.(schema.Object)
		if termOf(s) == "" || s.Get("description") == "" {
			t.Errorf("%s has no title or no description", def.Key)
		}
		props, ok := s.Get("properties").(schema.Object)
		if !ok {
			if objects[def.Key] != nil {
				t.Errorf("%s has no properties", def.Key)
			}
			continue
		}
		if s.Get("additionalProperties") != false && def.Key != "Problem" {
			t.Errorf("%s is open", def.Key)
		}
		typ := objects[def.Key]
		if whole := partial[def.Key]; whole != "" {
			typ = objects[whole]
		}
		if typ == nil {
			t.Fatalf("%s is no object of the contract", def.Key)
		}
		seen++
		compareKeys(t, def.Key, typ, props)
	}
	if want := len(objects) + len(partial); seen != want {
		t.Errorf("%d objects in the schema, %d in the contract", seen, want)
	}
	for _, typ := range c.Types() {
		compareKeys(t, typ.Slug, objects["Document"], schema.ForType(thethuc.ND30(), typ).Get("properties").(schema.Object))
	}
}

// termOf returns the legal term of a definition or property, wherever its kind of schema has it.
func termOf(s schema.Object) string {
	for _, key := range []string{"title", "x-term"} {
		if term, ok := s.Get(key).(string); ok {
			return term
		}
	}
	return ""
}

func compareKeys(t *testing.T, name string, typ reflect.Type, props schema.Object) {
	t.Helper()
	got, want := propertiesOf(schema.Object{{Key: "properties", Value: props}}), []string(nil)
	if name == "Problem" {
		want = []string{"severity"}
	}
	for i := range typ.NumField() {
		f := typ.Field(i)
		key, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if key == "" || key == "-" {
			continue
		}
		p, ok := props.Get(key).(schema.Object)
		if _, whole := objects[name]; !whole && !ok {
			continue // a part, or a type that lacks it; that it lacks the right ones the agreement shows
		}
		want = append(want, key)
		if termOf(p) == "" || p.Get("description") == nil || p.Get("description") == "" {
			t.Errorf("%s.%s has no title or no description", name, key)
		}
		if doc := f.Tag.Get("doc"); doc != "" && !strings.EqualFold(doc, termOf(p)) {
			t.Errorf("%s.%s: term %q, tag %q", name, key, termOf(p), doc)
		}
		clause, _ := p.Get("x-clause").(string)
		if clause != contract.Clause(f.Tag.Get("cite")) {
			t.Errorf("%s.%s: clause %q", name, key, clause)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s: keys %q, want %q", name, got, want)
	}
}

// TestEveryNeedIsKnown: a part that types are asked about is a key of the schema that follows the answer.
func TestEveryNeedIsKnown(t *testing.T) {
	keys := map[string]string{"Notation": "code", "Signer": "signer"}
	needs := reflect.TypeFor[parts.Needs]()
	for i := range needs.NumField() {
		name := needs.Field(i).Name
		key := keys[name]
		if key == "" {
			key = strings.ToLower(name)
		}
		typ := &parts.Type{Kind: parts.Kind{Slug: "x"}}
		reflect.ValueOf(&typ.Needs).Elem().Field(i).Set(reflect.ValueOf(parts.Refused))
		if props := schema.ForType(thethuc.ND30(), typ).Get("properties").(schema.Object); props.Get(key) != nil {
			t.Errorf("%s: refused, but %q is a property", name, key)
		}
	}
}

// TestBytes: the same contract gives the same bytes, through either encoder.
func TestBytes(t *testing.T) {
	c := newCatalog(t)
	for _, typ := range c.Types() {
		s := schema.ForType(thethuc.ND30(), typ)
		first, err := s.Indented()
		if err != nil {
			t.Fatal(err)
		}
		again, _ := schema.ForType(thethuc.ND30(), typ).Indented()
		if !bytes.Equal(first, again) {
			t.Errorf("%s: two different schemas", typ.Slug)
		}
		var compact bytes.Buffer
		if err := json.Compact(&compact, first); err != nil || !bytes.Equal(compact.Bytes(), encode(t, s)) {
			t.Errorf("%s: the encoders differ: %v", typ.Slug, err)
		}
		t.Logf("%s: %d bytes, %d indented", typ.Slug, compact.Len(), len(first))
	}
	t.Logf("components: %d bytes", len(encode(t, components(c))))
}
