package contract

import (
	"bytes"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"vanban/document"
)

// InInputOrder sorts problems by where their values stand in the JSON they are about; what is missing from an object stands
// with the object. Those about a whole object, a table's grid or the metadata are found later than they stand; one more walk
// over the input, along the pointers alone, puts them in their place.
func InInputOrder(data []byte, ps document.Problems) document.Problems {
	if len(ps) < 2 {
		return ps
	}
	data = bytes.TrimPrefix(data, byteOrderMark)
	root := &step{offset: -1}
	steps := make([]*step, len(ps))
	for i := range ps {
		steps[i] = root.reach(ps[i].Pointer)
	}
	dec := jsontext.NewDecoder(bytes.NewBuffer(data), lenient...)
	_ = root.walk(dec) // what lies behind a limit that ended the reading stays where its parent is
	order := make([]int, len(ps))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool {
		a, b := order[i], order[j]
		if last(ps[a]) != last(ps[b]) {
			return last(ps[b])
		}
		return steps[a].place() < steps[b].place()
	})
	sorted := make(document.Problems, len(ps))
	for i, k := range order {
		sorted[i] = ps[k]
	}
	return sorted
}

// last are the problems that speak of all that was not listed.
func last(p document.Problem) bool {
	return p.Code == "too_many_problems" || p.Code == "too_many_parts" || p.Code == "more_warnings"
}

// step is one step of the pointers that are looked for.
type step struct {
	parent *step
	next   map[string]*step
	offset int64 // -1 while not found
}

func (s *step) reach(pointer string) *step {
	if pointer == "" {
		return s
	}
	for _, token := range strings.Split(pointer[1:], "/") {
		token = strings.ReplaceAll(strings.ReplaceAll(token, "~1", "/"), "~0", "~")
		n := s.next[token]
		if n == nil {
			n = &step{parent: s, offset: -1}
			if s.next == nil {
				s.next = map[string]*step{}
			}
			s.next[token] = n
		}
		s = n
	}
	return s
}

func (s *step) place() int64 {
	for s.offset < 0 && s.parent != nil {
		s = s.parent
	}
	return s.offset
}

func (s *step) walk(dec *jsontext.Decoder) error {
	kind := dec.PeekKind()
	if s.offset < 0 {
		s.offset = dec.InputOffset()
	}
	if len(s.next) == 0 || kind != jsontext.KindBeginObject && kind != jsontext.KindBeginArray {
		return dec.SkipValue()
	}
	if _, err := dec.ReadToken(); err != nil {
		return err
	}
	for i := 0; ; i++ {
		var key string
		switch k := dec.PeekKind(); {
		case k == jsontext.KindEndObject || k == jsontext.KindEndArray:
			_, err := dec.ReadToken()
			return err
		case kind == jsontext.KindBeginArray:
			key = strconv.Itoa(i)
		default:
			name, err := dec.ReadToken()
			if err != nil {
				return err
			}
			key = name.String()
		}
		var err error
		if n := s.next[key]; n != nil {
			err = n.walk(dec)
		} else {
			err = dec.SkipValue()
		}
		if err != nil {
			return err
		}
	}
}

// Bounded keeps a list to what somebody can read: the first 500 errors and warnings each, and in place of the others one that
// tells of them. What it drops of the errors does not make the list less fatal.
func Bounded(ps document.Problems) document.Problems {
	if len(ps) <= maxProblems {
		return ps
	}
	kept := make(document.Problems, 0, 2*maxProblems+2)
	counts := [2]int{}
	for _, p := range ps {
		if last(p) {
			continue
		}
		if counts[p.Severity]++; counts[p.Severity] <= maxProblems {
			kept = append(kept, p)
		}
	}
	if counts[document.Error] > maxProblems {
		kept = append(kept, tooManyProblems())
	}
	if n := counts[document.Warning]; n > maxProblems {
		kept = append(kept, moreWarnings(n-maxProblems))
	}
	for _, p := range ps {
		if last(p) && !slices.ContainsFunc(kept, func(k document.Problem) bool { return k.Code == p.Code }) {
			kept = append(kept, p)
		}
	}
	return kept
}
