package intake

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// valueAt returns the text in the value at a pointer of a document's JSON, for a note on what could not be kept.
func valueAt(data []byte, pointer string) string {
	var v any
	if json.Unmarshal(data, &v) != nil {
		return ""
	}
	for key := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
		key = strings.NewReplacer("~1", "/", "~0", "~").Replace(key)
		switch node := v.(type) {
		case map[string]any:
			v = node[key]
		case []any:
			i, err := strconv.Atoi(key)
			if err != nil || i < 0 || i >= len(node) {
				return ""
			}
			v = node[i]
		}
	}
	var words []string
	collect(v, &words)
	return strings.Join(words, " ")
}

// collect appends the strings of a value; those of objects in the order of their keys.
func collect(v any, words *[]string) {
	switch v := v.(type) {
	case string:
		*words = append(*words, v)
	case float64:
		*words = append(*words, strconv.FormatFloat(v, 'f', -1, 64))
	case []any:
		for _, e := range v {
			collect(e, words)
		}
	case map[string]any:
		keys := make([]string, 0, len(v))
		for k := range v {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		for _, k := range keys {
			collect(v[k], words)
		}
	}
}
