// Package check owns the judgement on form: for each rule of the law whether a finished file keeps it, with what was measured, what is
// allowed, the clause and the place. It measures the file itself, by the manuscript that a reader made of it, and trusts no writer of
// ours. It changes nothing, and shows nothing: reports are check/report's.
package check

import (
	"vanban/document"
	"vanban/read"
)

// Status is the outcome of a rule.
type Status uint8

// The outcomes, from good to bad.
const (
	NotApplicable Status = iota // the document has nothing that the rule speaks of
	NotEvaluated                // the file does not say enough: a PDF has no paragraph styles, JSON no pages
	Pass
	NeedsReview // a person has to look
	Fail
	StatusCount
)

// Severity is what a failed rule means.
type Severity uint8

// The severities.
const (
	Violation  Severity = iota // against the decree
	Deviation                  // against its forms or common practice
	Suggestion                 // a remark on language, to be weighed
)

// Rule is one rule of form.
type Rule struct {
	ID       string // "PAGE-1", stable
	Title    string // Vietnamese, a short noun phrase
	Severity Severity
	Cite     string // the clause in full

	judge func(*subject, *tally)
}

// Finding is what one rule found at one place.
type Finding struct {
	Status   Status
	Measured string // Vietnamese, with units: "25 mm"; "" where nothing is measured
	Allowed  string // "30–35 mm"
	Message  string // Vietnamese, a full sentence; "" for Pass and NotApplicable
	Hint     string // what to do
	Excerpt  string // the first words at the place
	Role     document.Role
	Place    read.Place
}

// Result is the outcome of one rule: the worst of its findings, and those that are not Pass. A rule that passes has one finding that
// says what was measured; one that does not apply has none.
type Result struct {
	Rule     *Rule
	Status   Status
	Findings []Finding
	Places   int // how many places were looked at
}

// Report is the outcome of all rules on one file.
type Report struct {
	Source  read.Source
	Kind    string   // slug of tên loại; "" where it was not recognised
	Title   string   // tên loại and trích yếu on one line
	Code    string   // số, ký hiệu as written
	Pack    string   // id of the rule pack: "nd30-2020"
	Results []Result // every rule, in the order of the law
	// Remarks are the reader's and those of anatomy: what could not be read or was guessed.
	Remarks []read.Remark
}

// Counts returns how many rules came out how.
func (r *Report) Counts() [StatusCount]int {
	var n [StatusCount]int
	for i := range r.Results {
		n[r.Results[i].Status]++
	}
	return n
}

// Clean reports whether no rule failed and none but a suggestion needs a person's eye. A file that no rule could be tried on, such as a
// scan, is not clean.
func (r *Report) Clean() bool {
	tried := false
	for i := range r.Results {
		s := r.Results[i].Status
		if s == Fail || s == NeedsReview && r.Results[i].Rule.Severity != Suggestion {
			return false
		}
		tried = tried || s == Pass
	}
	return tried
}
