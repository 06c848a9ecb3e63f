package schema

import "fmt"

// Programs that make classes from an OpenAPI document name them after titles, and know no numbers of a fixed choice. What is
// made for them has the term under x-term and before the description instead, and the range of such numbers.

// forGenerators returns the value as programs that make classes can take it.
func forGenerators(v any) any {
	switch v := v.(type) {
	case Object:
		return v.forGenerators()
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = forGenerators(v[i])
		}
		return out
	}
	return v
}

func (o Object) forGenerators() Object {
	out := make(Object, 0, len(o)+1)
	term, _ := o.Get("title").(string) // a property of that name is an Object
	for _, m := range o {
		switch m.Key {
		case "title":
			if term != "" {
				m.Key = "x-term"
			}
		case "description":
			if text, ok := m.Value.(string); ok && term != "" {
				m.Value = term + ". " + text + onlyOf(o.Get("enum"))
			}
		case "examples", "default", "const": // of documents, not of schemas
			out = append(out, m)
			continue
		case "enum":
			if low, high, ok := numbers(m.Value); ok {
				out = append(out, Member{"minimum", low}, Member{"maximum", high})
				continue
			}
		}
		m.Value = forGenerators(m.Value)
		out = append(out, m)
	}
	return out
}

// onlyOf says in words what a choice of numbers is.
func onlyOf(v any) string {
	if _, _, ok := numbers(v); !ok {
		return ""
	}
	text := " Chỉ nhận:"
	for i, n := range v.([]any) {
		if n == nil {
			continue
		}
		if i > 0 {
			text += ";"
		}
		text += fmt.Sprint(" ", n)
	}
	return text + "."
}

// numbers returns the least and the greatest of a choice of numbers; ok is false for a choice of anything else. null is none.
func numbers(v any) (low, high float64, ok bool) {
	list, _ := v.([]any)
	for _, e := range list {
		switch n := e.(type) {
		case nil:
		case float64:
			if !ok || n < low {
				low = n
			}
			if !ok || n > high {
				high = n
			}
			ok = true
		default:
			return 0, 0, false
		}
	}
	return low, high, ok
}
