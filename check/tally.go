package check

import (
	"slices"
	"strconv"
	"strings"
)

// maxFindings is how many findings of one rule a report shows: more help nobody.
const maxFindings = 20

// maxMeasured is how many different measures a passed rule tells.
const maxMeasured = 4

// tally gathers what one rule found. A fault that comes again is told once, with the number of its places.
type tally struct {
	rule     *Rule
	places   int
	status   Status
	passed   Finding
	measured []string
	found    []Finding
	again    []int
	seen     map[[3]string]int
}

// pass notes a place that keeps the rule.
func (t *tally) pass(f Finding) {
	t.places++
	if t.status < Pass {
		t.status = Pass
	}
	if t.passed.Excerpt == "" && len(t.measured) == 0 {
		t.passed = f
	}
	if f.Measured != "" && len(t.measured) < maxMeasured && !slices.Contains(t.measured, f.Measured) {
		t.measured = append(t.measured, f.Measured)
	}
}

// fail notes a place that breaks the rule; a suggestion only asks for a look.
func (t *tally) fail(f Finding) {
	f.Status = Fail
	if t.rule.Severity == Suggestion {
		f.Status = NeedsReview
	}
	t.note(f)
}

// review notes a place that a person has to look at.
func (t *tally) review(f Finding) {
	f.Status = NeedsReview
	t.note(f)
}

// unseen notes a place that the file says too little of.
func (t *tally) unseen(f Finding) {
	f.Status = NotEvaluated
	t.note(f)
}

// judge notes a place as kept or broken.
func (t *tally) judge(ok bool, f Finding) bool {
	if ok {
		f.Message, f.Hint = "", ""
		t.pass(f)
	} else {
		t.fail(f)
	}
	return ok
}

// hold is judge where the measure tells of the fault: of a place that keeps the rule it says what is good about it.
func (t *tally) hold(ok bool, f Finding, good string) bool {
	if ok {
		f.Measured = good
	}
	return t.judge(ok, f)
}

func (t *tally) note(f Finding) {
	t.places++
	t.status = max(t.status, f.Status)
	key := [3]string{f.Message, f.Measured, strconv.Itoa(int(f.Status))}
	if i, ok := t.seen[key]; ok {
		t.again[i]++
		return
	}
	if t.seen == nil {
		t.seen = map[[3]string]int{}
	}
	t.seen[key] = len(t.found)
	t.found = append(t.found, f)
	t.again = append(t.again, 0)
}

// result returns the outcome. Of a rule that passes or fails somewhere, what could not be seen elsewhere is left out.
func (t *tally) result() Result {
	r := Result{Rule: t.rule, Status: t.status, Places: t.places}
	if t.status == Pass {
		f := t.passed
		f.Status, f.Measured = Pass, strings.Join(t.measured, "; ")
		r.Findings = []Finding{f}
		return r
	}
	for i, f := range t.found {
		if f.Status == NotEvaluated && t.status > Pass {
			continue
		}
		if n := t.again[i]; n > 0 {
			f.Message = strings.TrimSuffix(f.Message, ".") + " (và " + strconv.Itoa(n) + " chỗ khác)."
		}
		r.Findings = append(r.Findings, f)
	}
	slices.SortStableFunc(r.Findings, func(a, b Finding) int { return int(b.Status) - int(a.Status) })
	r.Findings = r.Findings[:min(len(r.Findings), maxFindings)]
	return r
}
