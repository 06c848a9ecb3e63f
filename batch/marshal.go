package batch

import (
	"encoding/binary"
	"errors"

	"github.com/go-json-experiment/json"

	"vanban/document"
)

// wire is a Result without its files: they follow as they are.
type wire struct {
	*Result
	Problems []wireProblem `json:"problems,omitempty"`
}

// wireProblem is a problem with its severity, which the API shows in other ways.
type wireProblem struct {
	document.Problem
	Warning bool `json:"warning,omitzero"`
}

// MarshalBinary packs a result for a queue: the JSON of its head, the part, the DOCX file, each behind its length.
func (r *Result) MarshalBinary() ([]byte, error) {
	w := wire{Result: r}
	for _, p := range r.Problems {
		w.Problems = append(w.Problems, wireProblem{p, p.Severity == document.Warning})
	}
	head, err := json.Marshal(w)
	if err != nil {
		return nil, err
	}
	part := r.Part
	if r.part != nil {
		if part, err = r.part.MarshalBinary(); err != nil {
			return nil, err
		}
	}
	out := make([]byte, 0, len(head)+len(part)+len(r.DOCX)+3*binary.MaxVarintLen64)
	for _, b := range [][]byte{head, part, r.DOCX} {
		out = append(binary.AppendUvarint(out, uint64(len(b))), b...)
	}
	return out, nil
}

var errShort = errors.New("batch: a result is cut short")

// UnmarshalResult reads what MarshalBinary wrote. The files are slices of data.
func UnmarshalResult(data []byte) (*Result, error) {
	var parts [3][]byte
	for i := range parts {
		n, k := binary.Uvarint(data)
		if k <= 0 || n > uint64(len(data)-k) {
			return nil, errShort
		}
		if parts[i], data = data[k:k+int(n):k+int(n)], data[k+int(n):]; n == 0 {
			parts[i] = nil
		}
	}
	if len(data) > 0 {
		return nil, errors.New("batch: something follows a result")
	}
	r := new(Result)
	w := wire{Result: r}
	if err := json.Unmarshal(parts[0], &w); err != nil {
		return nil, err
	}
	for _, p := range w.Problems {
		if p.Warning {
			p.Severity = document.Warning
		}
		r.Problems = append(r.Problems, p.Problem)
	}
	r.Part, r.DOCX = parts[1], parts[2]
	return r, nil
}

// remarks splits problems for people.
func remarks(ps document.Problems) (errs, warnings []Remark) {
	for _, p := range ps {
		r := Remark{Pointer: p.Pointer, Code: p.Code, Message: p.Message, Hint: p.Hint, Cite: p.Cite}
		if p.Severity == document.Warning {
			warnings = append(warnings, r)
		} else {
			errs = append(errs, r)
		}
	}
	return errs, warnings
}

// EntryOf returns what the manifest says of a row, but for its files, which only finished batches have.
func EntryOf(r *Result) Entry {
	e := Entry{Row: r.Row, Name: r.Name, Status: Done, Revision: r.Revision}
	if e.Errors, e.Warnings = remarks(r.Problems); r.Failed() {
		e.Status = Failed
		return e
	}
	e.Pages = r.Pages
	return e
}
