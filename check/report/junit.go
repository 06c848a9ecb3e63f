package report

import (
	"encoding/xml"
	"fmt"
	"strings"

	"vanban/check"
)

// The elements of JUnit's XML, as far as Jenkins and its kin read them.
type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Errors   int          `xml:"errors,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Skipped  int         `xml:"skipped,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Class   string        `xml:"classname,attr"`
		Name    string        `xml:"name,attr"`
		Skipped *junitSkipped `xml:"skipped"`
		Failure *junitFailure `xml:"failure"`
	}
	junitSkipped struct {
		Message string `xml:"message,attr"`
	}
	junitFailure struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		Body    string `xml:",innerxml"`
	}
)

// JUnit returns the reports as JUnit XML: a testsuite for a file, a testcase for a rule. A rule has one failure with all its places in
// the body, since most readers look at the first alone. What a person has to look at is skipped, with the reason: it is not wrong yet.
func JUnit(files ...File) ([]byte, error) {
	all := junitSuites{Name: "vanban"}
	for _, f := range files {
		s := newSuite(f)
		all.Tests, all.Failures = all.Tests+s.Tests, all.Failures+s.Failures
		all.Suites = append(all.Suites, s)
	}
	data, err := xml.MarshalIndent(all, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	return append(append([]byte(xml.Header), data...), '\n'), nil
}

func newSuite(f File) junitSuite {
	s := junitSuite{Name: f.Name, Tests: len(f.Report.Results)}
	for i := range f.Report.Results {
		res := &f.Report.Results[i]
		c := junitCase{Class: "vanban." + sourceKeys[f.Report.Source], Name: res.Rule.ID + " " + res.Rule.Title}
		switch res.Status {
		case check.Pass:
		case check.Fail:
			s.Failures++
			c.Failure = newFailure(res)
		default:
			s.Skipped++
			c.Skipped = &junitSkipped{Message: skipReason(res)}
		}
		s.Cases = append(s.Cases, c)
	}
	return s
}

func newFailure(res *check.Result) *junitFailure {
	f := &junitFailure{Type: severityKeys[res.Rule.Severity], Message: res.Rule.Title}
	var b strings.Builder
	for i, g := range groups(res) {
		if i == 0 {
			f.Message = summary(res.Rule, g.Finding)
		}
		b.WriteString("\n" + summary(res.Rule, g.Finding) + "\n")
		for _, p := range g.places {
			b.WriteString("- " + placeText(p.Place))
			if p.Excerpt != "" {
				b.WriteString(": “" + p.Excerpt + "”")
			}
			b.WriteByte('\n')
		}
		if g.Hint != "" {
			b.WriteString("Cách sửa: " + g.Hint + "\n")
		}
	}
	b.WriteString("\nCăn cứ: " + res.Rule.Cite + "\n")
	f.Body = escaped(b.String())
	return f
}

// escaped is text as XML with its lines kept: the encoder would write a reference for each line's end.
func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a builder never fails
	return strings.NewReplacer("&#xA;", "\n", "&#34;", `"`, "&#39;", "'").Replace(b.String())
}

func skipReason(res *check.Result) string {
	s := statusNames[res.Status]
	for i := range res.Findings {
		if f := &res.Findings[i]; f.Status == res.Status && (f.Message != "" || measures(f) != "") {
			return s + ": " + summary(res.Rule, f)
		}
	}
	return s
}
