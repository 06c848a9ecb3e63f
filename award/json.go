package award

import (
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// The base and its patches are edited as JSON, not decoded and written anew: what is not ours to know must come through, in its order, so
// that whoever judges it can point at it.

// lenient lets through what the contract's decoder reports with its place.
var lenient = json.JoinOptions(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))

// member is one member of a JSON object.
type member struct {
	name  string
	value jsontext.Value
}

// members returns those of an object; false where raw is none.
func members(raw []byte) ([]member, bool) {
	dec := jsontext.NewDecoder(strings.NewReader(string(raw)), lenient)
	if dec.PeekKind() != '{' {
		return nil, false
	}
	var list []member
	for {
		token, err := dec.ReadToken()
		switch {
		case err != nil:
			return nil, false
		case token.Kind() == '{':
			continue
		case token.Kind() == '}':
			return list, true
		}
		name := token.String()
		value, err := dec.ReadValue()
		if err != nil {
			return nil, false
		}
		list = append(list, member{name, value.Clone()})
	}
}

func has(list []member, name string) bool { return get(list, name) != nil }

// get returns a value that is there and not null.
func get(list []member, name string) jsontext.Value {
	for i := range list {
		if list[i].name == name && list[i].value.Kind() != 'n' {
			return list[i].value
		}
	}
	return nil
}

// put sets a member, in its place where there is one.
func put(list []member, name string, value jsontext.Value) []member {
	for i := range list {
		if list[i].name == name {
			list[i].value = value
			return list
		}
	}
	return append(list, member{name, value})
}

// only returns an object with those of its members that a certificate has; nil where none is there.
func only(value jsontext.Value, names ...string) jsontext.Value {
	all, _ := members(value)
	var list []member
	for _, m := range all {
		if slices.Contains(names, m.name) && m.value.Kind() != 'n' {
			list = append(list, m)
		}
	}
	if list == nil {
		return nil
	}
	return object(list)
}

// text returns the JSON of a string.
func text(s string) jsontext.Value {
	v, _ := jsontext.AppendQuote(nil, s) // what is not UTF-8 is replaced, and the error says no more than that
	return v
}

// object returns the JSON of members.
func object(list []member) jsontext.Value {
	b := []byte{'{'}
	for i, m := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(append(append(b, text(m.name)...), ':'), m.value...)
	}
	return append(b, '}')
}

// lines is what the contract takes as a string or a list of lines. Anything else is left to its decoder to refuse.
type lines []string

// UnmarshalJSONFrom reads the value that comes next.
func (l *lines) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	*l = nil
	value, err := dec.ReadValue()
	if err != nil {
		return err
	}
	switch value.Kind() {
	case '"':
		var s string
		if json.Unmarshal(value, &s, lenient) == nil {
			*l = lines{s}
		}
	case '[':
		var list []string
		if json.Unmarshal(value, &list, lenient) == nil {
			*l = list
		}
	}
	return nil
}

// String returns the lines as one, as they stand in running text.
func (l lines) String() string {
	return strings.TrimSpace(oneLine.Replace(strings.Join(l, " ")))
}

var oneLine = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ")
