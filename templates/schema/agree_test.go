package schema_test

import (
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"vanban/document"
	"vanban/templates/catalog"
	"vanban/templates/schema"
	"vanban/thethuc"
)

// semantic are the faults that a schema cannot see, and why.
var semantic = map[string]string{
	"no_such_date":          "which months have a 31st",
	"unknown_numbering":     "the words that may stand before a number",
	"unknown_value":         "the vowels of a mark that is read without marks",
	"row_too_wide":          "what the cells of a row add up to",
	"row_too_narrow":        "what the cells of a row add up to",
	"span_outside_table":    "what the cells of a table add up to",
	"span_overlap":          "what the cells of a table add up to",
	"table_without_columns": "what the cells of a table add up to",
	"too_many_columns":      "what the cells of a table add up to",
	"nesting_too_deep":      "how many levels the scheme has that holds here",
	"unknown_profile":       "which plates an office has kept",
	"no_seal":               "whether there is a key to sign with",
	"no_competence":         "who may give which award",
	"outside_sheet":         "where the fields of a plate come to lie",
	"fields_overlap":        "where the fields of a plate come to lie",
	"qr_too_small":          "where the fields of a plate come to lie",
	"does_not_fit":          "how wide text is",
	"implausible_measure":   "where the crosses of a calibration sheet are",
	"duplicate_cross":       "which crosses of a list are the same",
	"skewed_measure":        "where the crosses of a calibration sheet are",
	// Out of reach of these mutations: duplicate_key, too_deep, too_many_parts, text_too_long, input_too_large, syntax_error,
	// invalid_utf8, and required of a text that is blank once its invisible characters are gone.
}

// step is a member of an object or an element of a list.
type step struct {
	holder any // map[string]any or []any
	key    string
	index  int
	set    func(any) // puts a new value in the place of the holder
}

func (s step) value() any {
	if m, ok := s.holder.(map[string]any); ok {
		return m[s.key]
	}
	return s.holder.([]any)[s.index]
}

func (s step) put(v any) {
	if m, ok := s.holder.(map[string]any); ok {
		m[s.key] = v
		return
	}
	s.holder.([]any)[s.index] = v
}

// steps are all places of a document in a fixed order.
func steps(v any, set func(any), out []step) []step {
	switch v := v.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			s := step{holder: v, key: key, set: set}
			out = steps(v[key], s.put, append(out, s))
		}
	case []any:
		for i := range v {
			s := step{holder: v, index: i, set: set}
			out = steps(v[i], s.put, append(out, s))
		}
	}
	return out
}

// values are what a place is given: first one of each kind, which every place gets. Each is made anew, since mutations change
// what they find.
var values = []string{
	`null`, `true`, `7`, `"x"`, `""`, `[]`, `["x"]`, `{}`, `{"x":null}`,
	`false`, `0`, `1`, `2`, `13`, `14.0`, `13.5`, `-1`, `20`, `1e2`, `63`, `64`, `5000`, `1e5`, `1e400`, `0.0001`,
	`" "`, `"1."`, `"a) "`, `"Điều 1."`, `"Phần thứ nhất"`, `"(1.1)"`, `"Nghề 1."`, `"-"`, `"2026"`, `"2026-13"`, `"2026-02-30"`, `"1944-01-01"`,
	`"5/1/2026"`, `"landscape"`, `"center"`, `"bottom"`, `"hoa-toc"`, `"Khẩn"`, `"khẩn cấp"`, `"lưu hành NỘI BỘ"`, `"quy-che"`, `"danh-sach"`, `"x\ny"`, `"17a"`, `"` + strings.Repeat("ă", 600) + `"`,
	`[null]`, `[7]`, `[""]`, `[" "]`, `["x","y"]`, `["x","y","z"]`, `["I.","1.1."]`, `[["x"]]`, `[["x"],{"band":"y"}]`, `[[["x"]]]`, `[{}]`, `[[{}]]`,
	`{"x":1}`, `{"text":"x"}`, `{"text":null}`, `{"text":"x","footnote":null}`, `{"band":"x"}`, `{"band":null}`, `{"name":"X"}`, `{"notation":"KH"}`,
	`[{"text":"x"}]`, `[{"text":"x","footnote":"y"}]`, `[{"footnote":"x","bold":true}]`, `[{"footnote":[{"footnote":"x"}]}]`, `[{"footnote":[{"text":"x","footnote":null}]}]`,
	`[{"footnote":[{"text":null}]}]`, `{"heading":"x","item":null}`, `{"heading":"x","item":"y"}`, `{"body":["x"]}`, `{"item":"x","body":null,"numbering":["a)"],"label":"","restart":false}`,
	`{"text":"x","body":null}`, `{"text":"x","body":[]}`, `{"table":{"rows":[["x"]]}}`, `{"table":{"rows":[]}}`, `{"table":{"header":[["x"]]}}`, `{"table":{"rows":[["x"]]},"label":"1"}`,
	`{"table":{"columns":[],"rows":[["x"]]}}`, `{"table":{"rows":[[{"colspan":2,"rowspan":1.5}]]}}`, `{"label_value":["a"]}`, `{"label_value":["a",null]}`, `{"label_value":["a","b"]}`,
	`{"position":"X"}`, `[{"position":"X"},{"competence":["X"]}]`, `[{"position":"X"},{"name":"X"}]`, `{"competence":" ","position":[" ",""]}`, `[{"name":"X"},{"name":""}]`,
	`[{"type":"quy-che","body":["x"]}]`, `[{"type":"ke-hoach","body":["x"],"code":{}}]`, `[{"type":"x","body":["x"]}]`, `[{"type":"quy-che"}]`,
	`[{"type":"de-cuong","body":["x"],"options":{"end_mark":true}}]`, `[{"type":"de-cuong","body":["x"],"enclosures":[{}]}]`,
}

// keys are those of all objects of the contract, and one that is none.
var keys = append([]string{"xyz"}, func() (all []string) {
	for _, typ := range objects {
		for i := range typ.NumField() {
			key, _, _ := strings.Cut(typ.Field(i).Tag.Get("json"), ",")
			if key != "" && key != "-" && !slices.Contains(all, key) {
				all = append(all, key)
			}
		}
	}
	slices.Sort(all)
	return all
}()...)

func value(t testing.TB, i int) any { return decode(t, []byte(values[i])) }

const kinds = 9 // values at the head of values

// mutations are the ways to change a place: give it a value, take it away, take an element twice, wrap it, or add a key beside it.
func mutations() int { return len(values) + 4 + len(keys) }

// always reports whether a mutation is made at every place of the documents that have every key; of the others a share is.
func always(k int) bool { return k < kinds || k >= len(values) }

// mutate changes a place in the k-th way and says how; "" where the way does not apply. Good are values of keys.
func mutate(t testing.TB, s step, k int, good map[string]any, r *rand.Rand) string {
	if k < len(values) {
		s.put(value(t, k))
		return "is " + values[k]
	}
	object, _ := s.holder.(map[string]any)
	elements, _ := s.holder.([]any)
	switch k -= len(values); {
	case k == 0 && object != nil:
		delete(object, s.key)
		return "is gone"
	case k == 0:
		s.set(slices.Delete(slices.Clone(elements), s.index, s.index+1))
		return "is gone"
	case k == 1 && object == nil:
		s.set(append(slices.Clone(elements), s.value()))
		return "is there twice"
	case k == 2:
		s.put([]any{s.value()})
		return "is in a list"
	case k == 3:
		s.put(map[string]any{"text": s.value()})
		return "is in an object"
	case k >= 4 && object != nil:
		key := keys[k-4]
		if _, has := object[key]; has || s.key != slices.Min(slices.Collect(maps.Keys(object))) { // once for each object
			return ""
		}
		if v, ok := good[key]; ok && r.IntN(3) > 0 {
			object[key] = copyOf(v)
			return "has beside it a good " + key
		}
		i := r.IntN(len(values))
		object[key] = value(t, i)
		return "has beside it " + key + " " + values[i]
	}
	return ""
}

// judge compares what schema and catalog say of a mutant, and counts.
type judge struct {
	catalog *catalog.Catalog
	schemas map[string]*jsonschema.Schema
	keys    map[string][]string // of a document of each type, and of an enclosure
	count   map[string]int
}

func (j *judge) judge(t *testing.T, slug string, mutant any, how string) {
	j.count["mutants"]++
	data := encode(t, mutant)
	problems := j.catalog.Build(data).Problems
	one := j.schemas[slug].Validate(mutant)
	if one == nil {
		if err := j.schemas[""].Validate(mutant); err != nil {
			t.Errorf("%s: Document refuses what %s lets pass: %v", how, slug, err)
		}
	}
	switch {
	case one == nil && !problems.Fatal():
		j.count["passed by both"]++
	case one != nil && problems.Fatal():
		j.count["refused by both"]++
	case one != nil && j.schemas[slug].Validate(j.pruned(slug, mutant)) == nil:
		j.count["refused by the schema for an empty part"]++
	case one != nil:
		t.Errorf("%s: the schema refuses what is printed: %v\n%s", how, one, data)
	default:
		for _, p := range problems {
			switch {
			case p.Severity != document.Error:
			case p.Code == "required" && hasPlate(mutant):
				j.count["semantic required: what a plate shows"]++
			case semantic[p.Code] == "" || p.Code == "unknown_value" && !strings.HasSuffix(p.Pointer, "/urgency") && !strings.HasSuffix(p.Pointer, "/circulation"):
				t.Errorf("%s: the schema lets pass %s at %s: %s\n%s", how, p.Code, p.Pointer, p.Message, data)
			default:
				j.count["semantic "+p.Code]++
			}
		}
	}
}

// hasPlate reports whether a certificate says something of its plate, which may show less than all.
func hasPlate(doc any) bool {
	m, _ := doc.(map[string]any)
	options, _ := m["options"].(map[string]any)
	return options["plate"] != nil
}

// pruned takes out of a document what it cannot have and has without content: the reader passes over such a part, and
// the schema does not list it.
func (j *judge) pruned(slug string, doc any) any {
	doc = copyOf(doc)
	prune := func(v any, props []string) {
		m, _ := v.(map[string]any)
		for key, value := range m {
			if !slices.Contains(props, key) && slices.Contains(keys, key) && blank(value) {
				delete(m, key)
			}
		}
	}
	prune(doc, j.keys[slug])
	if m, ok := doc.(map[string]any); ok {
		enclosures, _ := m["enclosures"].([]any)
		for _, e := range enclosures {
			prune(e, j.keys["enclosure"])
		}
	}
	return doc
}

func blank(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		return strings.TrimSpace(v) == ""
	case []any:
		return !slices.ContainsFunc(v, func(e any) bool { return !blank(e) })
	case map[string]any:
		return !slices.ContainsFunc(slices.Collect(maps.Values(v)), func(e any) bool { return !blank(e) })
	}
	return false
}

func propertiesOf(s schema.Object) (keys []string) {
	for _, p := range s.Get("properties").(schema.Object) {
		keys = append(keys, p.Key)
	}
	return keys
}

func copyOf(v any) any {
	switch v := v.(type) {
	case map[string]any:
		m := make(map[string]any, len(v))
		for k, e := range v {
			m[k] = copyOf(e)
		}
		return m
	case []any:
		l := make([]any, len(v))
		for i, e := range v {
			l[i] = copyOf(e)
		}
		return l
	}
	return v
}

// TestAgreement: what the schema refuses the catalog refuses, and what it lets pass has no fault that a schema could see.
// The documents with every key are changed at every place in a quarter of the ways, the others at places drawn by lot; the
// lots are the same in every run. Some mutants are changed at a second place.
func TestAgreement(t *testing.T) {
	c := newCatalog(t)
	j := &judge{c, validators(t, c), map[string][]string{}, map[string]int{}}
	for _, typ := range c.Types() {
		j.keys[typ.Slug] = propertiesOf(schema.ForType(thethuc.ND30(), typ))
	}
	j.keys["enclosure"] = propertiesOf(schema.Components(thethuc.ND30(), c.Types(), "").Get("Enclosure").(schema.Object))
	all := samples(t)
	const draws, share = 60, 4
	good := map[string]any{}
	for _, file := range []string{"testdata/giay-khen.json", "testdata/ke-hoach.json", "testdata/quyet-dinh.json"} {
		for _, s := range steps(decode(t, all[file]), nil, nil) {
			good[s.key] = s.value()
		}
	}
	for n, file := range slices.Sorted(maps.Keys(all)) {
		original := decode(t, all[file])
		slug := typeOf(original)
		r := rand.New(rand.NewPCG(1, uint64(n)))
		places := len(steps(original, nil, nil))
		try := func(at, k int) {
			mutant := copyOf(original)
			s := steps(mutant, nil, nil)[at]
			how := mutate(t, s, k, good, r)
			if how == "" {
				return
			}
			how = filepath.Base(file) + " place " + strconv.Itoa(at) + " " + s.key + " " + how
			j.judge(t, slug, mutant, how)
			if list := steps(mutant, nil, nil); r.IntN(8) == 0 && len(list) > 0 {
				s := list[r.IntN(len(list))]
				how += ", and " + s.key + " " + mutate(t, s, r.IntN(mutations()), good, r)
				j.judge(t, slug, mutant, how)
			}
		}
		if strings.HasPrefix(file, "testdata") {
			for at := range places {
				for k := range mutations() {
					if always(k) || r.IntN(share) == 0 {
						try(at, k)
					}
				}
			}
			continue
		}
		for range draws {
			try(r.IntN(places), r.IntN(mutations()))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(j.count)) {
		t.Logf("%7d %s", j.count[name], name)
	}
}
