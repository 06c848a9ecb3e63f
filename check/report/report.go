// Package report owns the forms in which people and machines read a check.Report: text for a terminal, JSON, SARIF, JUnit, a
// certificate of one page, and the checked DOCX with a comment at every place. It judges nothing and measures nothing. Every form is
// the same for the same input: no clock, no random ids, no map order.
package report

import (
	"strings"

	"vanban/check"
	"vanban/thethuc"
)

// File is the report on one file, for the forms that hold several.
type File struct {
	Name   string // without folders, as the user knows it
	Report *check.Report
}

// tally counts the rules as people speak of them: a review of a suggestion is a hint and no open question.
type tally struct {
	fail, review, hint, pass, notApplicable, notEvaluated int
}

func count(r *check.Report) tally {
	n := r.Counts()
	t := tally{fail: n[check.Fail], pass: n[check.Pass], notApplicable: n[check.NotApplicable], notEvaluated: n[check.NotEvaluated]}
	for i := range r.Results {
		switch res := &r.Results[i]; {
		case res.Status != check.NeedsReview:
		case res.Rule.Severity == check.Suggestion:
			t.hint++
		default:
			t.review++
		}
	}
	return t
}

// verdict is the result in one line. What could not be tried is said with it, and a file of which little can be measured is not called
// good.
func verdict(r *check.Report) string {
	t := count(r)
	var s []string
	add := func(n int, what string) {
		if n > 0 {
			s = append(s, number(n)+" "+what)
		}
	}
	switch {
	case t.fail > 0:
	case t.review > 0:
		s = append(s, "Không có điểm sai")
	case t.pass <= t.notEvaluated:
		return "Chưa đủ dữ liệu để kết luận: " + number(t.notEvaluated) + " điểm không đánh giá được"
	default:
		add(t.hint, "gợi ý về cách viết")
		add(t.notEvaluated, "điểm không đánh giá được")
		return strings.TrimSuffix("Đúng thể thức; "+strings.Join(s, ", "), "; ")
	}
	add(t.fail, "điểm sai")
	add(t.review, "điểm cần xem lại")
	add(t.hint, "gợi ý")
	return strings.Join(s, ", ")
}

// packName is the law that the file was held against.
func packName(id string) string {
	if p := thethuc.ND30(); p.ID == id {
		return p.Name
	}
	return id
}

// ids returns the rules that came out so, in the order of the report.
func ids(r *check.Report, s check.Status) []string {
	var list []string
	for i := range r.Results {
		if r.Results[i].Status == s {
			list = append(list, r.Results[i].Rule.ID)
		}
	}
	return list
}

// group is findings of one rule that say the same of several places.
type group struct {
	*check.Finding
	places []*check.Finding
}

// groups returns what somebody has to act on, in the order of the findings.
func groups(res *check.Result) []group {
	type key struct {
		status                           check.Status
		measured, allowed, message, hint string
	}
	var list []group
	at := map[key]int{}
	for i := range res.Findings {
		f := &res.Findings[i]
		if !open(f) {
			continue
		}
		k := key{f.Status, f.Measured, f.Allowed, f.Message, f.Hint}
		n, ok := at[k]
		if !ok {
			n = len(list)
			at[k] = n
			list = append(list, group{Finding: f})
		}
		list[n].places = append(list[n].places, f)
	}
	return list
}

// open reports whether somebody has to act on the finding.
func open(f *check.Finding) bool { return f.Status == check.Fail || f.Status == check.NeedsReview }
