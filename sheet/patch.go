package sheet

import (
	"cmp"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// value is what a row gives for a field.
type value struct {
	field  *field
	text   string   // of all but lists; a number or a bool as JSON has it
	list   []string // of lists
	column int      // where it stands, for messages; that of the name where it stands nowhere
}

// pointer is the JSON Pointer of a field.
func (f *field) pointer() string { return "/" + strings.ReplaceAll(f.path, ".", "/") }

// patchOf writes the JSON Merge Patch of the values, keys in the order of their paths.
func patchOf(values []value) []byte {
	slices.SortStableFunc(values, func(a, b value) int { return cmp.Compare(a.field.path, b.field.path) })
	return appendObject(make([]byte, 0, 256), values, 0)
}

// appendObject writes the values whose paths are alike up to a byte.
func appendObject(b []byte, values []value, from int) []byte {
	b = append(b, '{')
	for i := 0; i < len(values); {
		key, _, deeper := strings.Cut(values[i].field.path[from:], ".")
		j := i + 1
		for deeper && j < len(values) && strings.HasPrefix(values[j].field.path[from:], key+".") {
			j++
		}
		if i > 0 {
			b = append(b, ',')
		}
		b = appendString(b, key)
		b = append(b, ':')
		if deeper {
			b = appendObject(b, values[i:j], from+len(key)+1)
		} else {
			b = appendValue(b, &values[i])
		}
		i = j
	}
	return append(b, '}')
}

func appendValue(b []byte, v *value) []byte {
	switch v.field.kind {
	case asNumber, asBool:
		return append(b, v.text...)
	case asList:
		b = append(b, '[')
		for i, s := range v.list {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendString(b, s)
		}
		return append(b, ']')
	}
	return appendString(b, v.text)
}

// appendString writes a JSON string. What is no UTF-8 is replaced; readers of files have seen to it that nothing is.
func appendString(b []byte, s string) []byte {
	out, err := jsontext.AppendQuote(b, s)
	if err != nil {
		out, _ = jsontext.AppendQuote(b, strings.ToValidUTF8(s, "\ufffd"))
	}
	return out
}
