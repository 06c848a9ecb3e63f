package batch

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"

	"vanban/document"
)

// maxShared is how many warnings of the base are told apart: one bit of a row each.
const maxShared = 32

// sharedOf returns those of the base's problems that are not a row's own business. Its errors are the rows': a row may have what it lacks.
func sharedOf(problems document.Problems) (out []document.Problem) {
	for _, p := range problems {
		own := strings.HasPrefix(p.Pointer, "/recipient/")
		if p.Severity == document.Warning && !own && len(out) < maxShared && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// own returns the problems of a row without those of the base, which it notes in the result.
func (j *Job) own(res *Result, problems document.Problems) document.Problems {
	if len(j.shared) == 0 {
		return problems
	}
	var list document.Problems
	for i := range problems {
		if n := slices.Index(j.shared, problems[i]); n >= 0 {
			res.Shared |= 1 << n
		} else {
			list = append(list, problems[i])
		}
	}
	return list
}

// tally learns which warnings of the base all rows have: a row may give what the base lacks.
type tally struct{ some, lacking uint32 }

func (t *tally) add(res *Result) {
	t.some |= res.Shared
	if !res.Failed() {
		t.lacking |= ^res.Shared
	}
}

// told are those that the batch tells.
func (t *tally) told() uint32 { return t.some &^ t.lacking }

// sharedRemarks returns the warnings that a mask names.
func (j *Job) sharedRemarks(mask uint32) []Remark {
	var list document.Problems
	for ; mask != 0; mask &= mask - 1 {
		if n := bits.TrailingZeros32(mask); n < len(j.shared) {
			list = append(list, j.shared[n])
		}
	}
	_, warnings := remarks(list)
	return warnings
}

// complete gives a row those warnings of the base that not all rows have.
func (w *writing) complete(l *line) error {
	more := w.job.sharedRemarks(l.shared &^ w.shared.told())
	if more == nil {
		return nil
	}
	var e Entry
	if err := json.Unmarshal([]byte(l.entry), &e); err != nil {
		return fmt.Errorf("batch: manifest: %w", err)
	}
	e.Warnings = append(e.Warnings, more...)
	entry, err := json.Marshal(e)
	l.entry = string(entry)
	notes := &l.cells[proofColumns-1]
	*notes = strings.TrimSpace(*notes + " " + messages(more))
	return err
}
