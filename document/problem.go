package document

import "slices"

// Severity tells whether a problem stops the document.
type Severity uint8

// The severities: an error means that nothing is written, a warning travels beside a good result.
const (
	Error Severity = iota
	Warning
)

// Problem is a fault in what the user sent, or a remark on it.
type Problem struct {
	Severity Severity `json:"-"`
	Pointer  string   `json:"pointer"`        // RFC 6901, into the user's JSON
	Code     string   `json:"code"`           // stable, snake_case ASCII
	Message  string   `json:"message"`        // Vietnamese, a full sentence
	Hint     string   `json:"hint,omitempty"` // Vietnamese: what to do
	Cite     string   `json:"cite,omitempty"` // the clause, where there is one
}

// Problems is a list of them. One that holds errors is in the order of the input.
type Problems []Problem

// Has reports whether any of them has this code.
func (ps Problems) Has(code string) bool {
	return slices.ContainsFunc(ps, func(p Problem) bool { return p.Code == code })
}

// Fatal reports whether any of them is an error.
func (ps Problems) Fatal() bool {
	for i := range ps {
		if ps[i].Severity == Error {
			return true
		}
	}
	return false
}
