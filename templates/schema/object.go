package schema

import (
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Object is a JSON object whose members keep their order, so that a schema lists its properties as the contract does and the
// same contract gives the same bytes. Values are what JSON has: nil, bool, string, numbers, []any and Object.
type Object []Member

// Member is one key of an Object with its value.
type Member struct {
	Key   string
	Value any
}

// Get returns the value of a key, nil where there is none.
func (o Object) Get(key string) any {
	for i := range o {
		if o[i].Key == key {
			return o[i].Value
		}
	}
	return nil
}

// MarshalJSONTo writes the members in their order.
func (o Object) MarshalJSONTo(enc *jsontext.Encoder) error {
	if err := enc.WriteToken(jsontext.BeginObject); err != nil {
		return err
	}
	for i := range o {
		if err := enc.WriteToken(jsontext.String(o[i].Key)); err != nil {
			return err
		}
		if err := json.MarshalEncode(enc, o[i].Value); err != nil {
			return err
		}
	}
	return enc.WriteToken(jsontext.EndObject)
}

// MarshalJSON is MarshalJSONTo for encoding/json.
func (o Object) MarshalJSON() ([]byte, error) { return json.Marshal(o) }

// Indented returns the object as JSON for people to read.
func (o Object) Indented() ([]byte, error) { return json.Marshal(o, jsontext.WithIndent("  ")) }

// with returns o with one more member. It never writes into the array of o, which other schemas may share.
func (o Object) with(key string, value any) Object {
	return append(o[:len(o):len(o)], Member{key, value})
}

func list[T any](values ...T) []any {
	out := make([]any, len(values))
	for i, v := range values {
		out[i] = v
	}
	return out
}
