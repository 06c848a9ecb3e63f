package broken

import (
	"context"
	"fmt"
	"math"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"vanban/check"
	"vanban/fonts"
	manuscript "vanban/read"
	"vanban/read/docx"
	"vanban/read/pdf"
	"vanban/thethuc"
)

// judge reads a file as its ending says and checks it.
func judge(t *testing.T, c *check.Checker, name string, data []byte) (*check.Report, error) {
	t.Helper()
	var m *manuscript.Manuscript
	var err error
	switch filepath.Ext(name) {
	case ".docx":
		m, err = docx.Read(context.Background(), data)
	case ".pdf":
		m, err = pdf.Read(context.Background(), data)
	default:
		t.Fatalf("%s: no reader for it", name)
	}
	if err != nil {
		return nil, err
	}
	return c.Check(context.Background(), m)
}

func checker(t *testing.T) *check.Checker {
	t.Helper()
	set, err := fonts.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return check.New(thethuc.ND30(), set)
}

// TestCaught wants every file to break the rule of its name and no other.
func TestCaught(t *testing.T) {
	c, all := checker(t), All()
	var wrong []string
	for i := range all {
		f := &all[i]
		report, err := judge(t, c, f.Name(), read(t, f.Name()))
		if err != nil {
			wrong = append(wrong, fmt.Sprintf("%s\n    not read: %v", f.Name(), err))
			continue
		}
		if s := mismatch(f, report); s != "" {
			wrong = append(wrong, f.Name()+s)
		}
	}
	if len(wrong) > 0 {
		t.Errorf("%d of %d files came out otherwise than they were made:\n%s", len(wrong), len(all), strings.Join(wrong, "\n"))
	}
}

// mismatch tells, in lines, how a report differs from what was done to the file.
func mismatch(f *File, report *check.Report) string {
	var b strings.Builder
	caught := false
	for i := range report.Results {
		r := &report.Results[i]
		if r.Status != check.Fail && r.Status != check.NeedsReview {
			continue
		}
		switch {
		case r.Rule.ID != f.Rule:
			fmt.Fprintf(&b, "\n    also %s: %s", r.Rule.ID, said(r))
		case r.Status != check.Fail && r.Rule.Severity == check.Violation:
			fmt.Fprintf(&b, "\n    only to be reviewed: %s", said(r))
		case !measured(f, r):
			fmt.Fprintf(&b, "\n    measured otherwise than %q: %s", f.Measured, said(r))
		}
		caught = caught || r.Rule.ID == f.Rule
	}
	if !caught && f.Rule != Sound {
		fmt.Fprintf(&b, "\n    not caught%s", passed(f, report))
	}
	if f.Rule == Sound && b.Len() == 0 && !report.Clean() {
		b.WriteString("\n    not clean")
	}
	return b.String()
}

// measured reports whether a finding measured what the manifest says: the same number, as exactly as such a file can be measured, or the
// same words.
func measured(f *File, r *check.Result) bool {
	if f.Measured == "" {
		return true
	}
	want, isNumber := number(f.Measured)
	slack := 0.1
	if f.Maker != Word {
		slack = 0.5
	}
	for i := range r.Findings {
		got := r.Findings[i].Measured
		if !isNumber && strings.Contains(got, f.Measured) {
			return true
		}
		for _, s := range numbers.FindAllString(got, -1) {
			if v, ok := number(s); isNumber && ok && math.Abs(v-want) <= slack {
				return true
			}
		}
	}
	return false
}

var numbers = regexp.MustCompile(`\d+(?:,\d+)?`)

// number reads a number with the Vietnamese decimal comma.
func number(s string) (float64, bool) {
	v, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
	return v, err == nil
}

// said is the first of a result's findings.
func said(r *check.Result) string {
	if len(r.Findings) == 0 {
		return "no finding"
	}
	f := &r.Findings[0]
	return fmt.Sprintf("%s measured %q, allowed %q, at %q", f.Message, f.Measured, f.Allowed, f.Excerpt)
}

// passed tells what the rule said that should have failed.
func passed(f *File, report *check.Report) string {
	for i := range report.Results {
		if r := &report.Results[i]; r.Rule.ID == f.Rule {
			return fmt.Sprintf(" (status %d, %d places; %s)", r.Status, r.Places, said(r))
		}
	}
	return " (no such rule)"
}

// TestEveryRuleIsBroken wants a file for every rule.
func TestEveryRuleIsBroken(t *testing.T) {
	broken := map[string]bool{Sound: true}
	for _, f := range All() {
		broken[f.Rule] = true
	}
	known := map[string]bool{Sound: true}
	for _, r := range check.Rules() {
		known[r.ID] = true
		if !broken[r.ID] {
			t.Errorf("no file breaks %s (%s)", r.ID, r.Title)
		}
	}
	for id := range broken {
		if !known[id] {
			t.Errorf("%s is broken by a file, but no rule", id)
		}
	}
}
