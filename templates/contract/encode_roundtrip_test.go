package contract_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"vanban/templates/contract"
)

// inputs are all samples of the repository, by file.
func inputs(t testing.TB) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for _, pattern := range []string{"../*/samples/*.json", "../../testdata/features/*.json"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatal(pattern, err)
		}
		for _, file := range files {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			out[file] = src
		}
	}
	return out
}

// withoutPlaces takes the pointers out of a document: two that say the same need not say it at the same place.
func withoutPlaces(doc *contract.Document) *contract.Document {
	var clear func(v reflect.Value)
	clear = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer:
			if !v.IsNil() {
				clear(v.Elem())
			}
		case reflect.Slice:
			for i := range v.Len() {
				clear(v.Index(i))
			}
		case reflect.Struct:
			for i := range v.NumField() {
				switch f := v.Type().Field(i); {
				case f.Name == "At":
					v.Field(i).SetString("")
				case f.IsExported():
					clear(v.Field(i))
				}
			}
		}
	}
	clear(reflect.ValueOf(doc))
	return doc
}

// checkRoundTrip takes a document that was read without errors through writing and reading.
func checkRoundTrip(t *testing.T, doc *contract.Document) (encoded []byte) {
	t.Helper()
	encoded, err := contract.Encode(doc)
	if err != nil {
		t.Fatal(err)
	}
	indented, err := contract.EncodeIndent(doc)
	if err != nil {
		t.Fatal(err)
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, indented); err != nil || !bytes.Equal(compact.Bytes(), encoded) {
		t.Fatalf("indented, it says something else: %v\n%s\n%s", err, indented, encoded)
	}
	withoutPlaces(doc)
	again, ps := contract.Decode(encoded, contract.Limits{})
	if ps.Fatal() {
		t.Fatalf("%+v\n%s", ps, encoded)
	}
	if !reflect.DeepEqual(withoutPlaces(again), doc) {
		t.Fatalf("another document comes back:\n%s", encoded)
	}
	if twice, err := contract.Encode(again); err != nil || !bytes.Equal(twice, encoded) {
		t.Fatalf("%v: written again it is\n%s\nand was\n%s", err, twice, encoded)
	}
	return encoded
}

func TestEncodeSamples(t *testing.T) {
	for file, src := range inputs(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			doc, ps := decode(t, string(src))
			if ps.Fatal() {
				t.Fatal(ps)
			}
			encoded := checkRoundTrip(t, doc)
			var compact bytes.Buffer
			if err := json.Compact(&compact, src); err != nil {
				t.Fatal(err)
			}
			if len(encoded) > compact.Len()+64 { // what was filled in: widths of columns
				t.Errorf("%d bytes of a sample of %d", len(encoded), compact.Len())
			}
		})
	}
}

func FuzzEncode(f *testing.F) {
	for _, src := range inputs(f) {
		f.Add(src)
	}
	for _, s := range []string{certificate, table2, of(`"signers":[{"date":""}],"subject":["",""],"options":{"end_mark":true}`),
		table(`"columns":[{"width":1e-3},{},{"width":2e3}],"rows":[{"band":[]},[{"rowspan":2},"b","c"],[{"colspan":2}]]`)} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if doc, ps := contract.Decode(data, contract.Limits{}); !ps.Fatal() {
			checkRoundTrip(t, doc)
		}
	})
}
