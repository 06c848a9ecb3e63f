package report

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"strings"

	"vanban/check"
	"vanban/read"
)

const (
	sarifVersion = "2.1.0"
	sarifSchema  = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
	language     = "vi-VN"
)

// SARIF returns the reports as one SARIF 2.1.0 log of one run; version is this program's, "" where it is unknown. There is a result
// for each finding, and one for each rule that passed, does not apply or could not be tried.
func SARIF(version string, files ...File) ([]byte, error) {
	run := sarifRun{
		Tool:        sarifTool{Driver: sarifDriver{Name: "vanban", Version: version, Language: language, Rules: []sarifRule{}}},
		Invocations: []sarifInvocation{{Successful: true}},
		Language:    language,
		Artifacts:   []sarifArtifact{},
		Results:     []sarifResult{},
	}
	index := map[string]int{}
	for i, f := range files {
		at := sarifArtifactLocation{URI: uri(f.Name), Index: i}
		run.Artifacts = append(run.Artifacts, sarifArtifact{Location: at, Roles: []string{"analysisTarget"}})
		prints := map[string]int{}
		for j := range f.Report.Results {
			res := &f.Report.Results[j]
			n, ok := index[res.Rule.ID]
			if !ok {
				n = len(index)
				index[res.Rule.ID] = n
				run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, newSarifRule(res.Rule))
			}
			run.Results = append(run.Results, sarifResults(res, n, at, f.Report.Source, prints)...)
		}
		for j := range f.Report.Remarks {
			run.Invocations[0].Notifications = append(run.Invocations[0].Notifications, newNotification(&f.Report.Remarks[j], at))
		}
	}
	return marshal(sarifLog{Schema: sarifSchema, Version: sarifVersion, Runs: []sarifRun{run}})
}

// uri is a file's name as a relative reference.
func uri(name string) string { return (&url.URL{Path: name}).String() }

// levels are SARIF's for a failed rule. Of anything but a failure the standard wants "none" (3.27.10).
var levels = [...]string{check.Violation: "error", check.Deviation: "warning", check.Suggestion: "note"}

// kinds are SARIF's (3.27.9); "open" is its word for too little information to decide.
var kinds = [check.StatusCount]string{
	check.NotApplicable: "notApplicable", check.NotEvaluated: "open", check.Pass: "pass", check.NeedsReview: "review", check.Fail: "fail",
}

func newSarifRule(r *check.Rule) sarifRule {
	return sarifRule{
		ID: r.ID, Name: r.Title, Short: sarifText{Text: r.Title}, Full: sarifText{Text: r.Title + ". Căn cứ: " + r.Cite + "."},
		Default:    sarifDefault{Level: levels[r.Severity]},
		Properties: sarifRuleProperties{Clause: r.Cite, Severity: severityKeys[r.Severity]},
	}
}

func sarifResults(res *check.Result, rule int, at sarifArtifactLocation, source read.Source, prints map[string]int) []sarifResult {
	var list []sarifResult
	for i := range res.Findings {
		if f := &res.Findings[i]; open(f) {
			list = append(list, newSarifResult(res.Rule, rule, f, at, source, prints))
		}
	}
	if len(list) > 0 {
		return list
	}
	whole := check.Finding{Status: res.Status}
	for i := range res.Findings {
		if f := &res.Findings[i]; f.Status == res.Status {
			whole.Measured, whole.Message = f.Measured, f.Message
			break
		}
	}
	return []sarifResult{newSarifResult(res.Rule, rule, &whole, at, source, prints)}
}

func newSarifResult(
	r *check.Rule, rule int, f *check.Finding, at sarifArtifactLocation, source read.Source, prints map[string]int,
) sarifResult {
	level := "none"
	if f.Status == check.Fail {
		level = levels[r.Severity]
	}
	text := summary(r, f)
	if f.Status != check.Fail {
		text = statusNames[f.Status] + ": " + text
	}
	if f.Hint != "" {
		text += " Cách sửa: " + f.Hint
	}
	return sarifResult{
		RuleID: r.ID, RuleIndex: rule, Kind: kinds[f.Status], Level: level, Message: sarifText{Text: text},
		Locations: []sarifLocation{newLocation(f, at, source)},
		Prints:    sarifPrints{Finding: fingerprint(r, f, prints)},
	}
}

// newLocation names the file, and in it the place as a person finds it. A line is a region only in a text: there it is one.
func newLocation(f *check.Finding, at sarifArtifactLocation, source read.Source) sarifLocation {
	l := sarifLocation{Physical: sarifPhysical{Artifact: at}}
	if f.Place.Line > 0 && (source == read.Text || source == read.Markdown) {
		l.Physical.Region = &sarifRegion{StartLine: f.Place.Line}
	}
	if f.Place == (read.Place{}) {
		return l
	}
	logical := sarifLogical{Name: placeText(f.Place), FullName: qualifiedPlace(f.Place), Kind: "page"}
	if f.Place.Paragraph > 0 {
		logical.Kind = "paragraph"
	}
	l.Logical = []sarifLogical{logical}
	l.Properties = &sarifPlace{Place: newPlace(f.Place)}
	if f.Excerpt != "" {
		l.Message = &sarifText{Text: "“" + f.Excerpt + "”"}
	}
	return l
}

// qualifiedPlace is the place as a path that programs can compare: "header1/p[2]".
func qualifiedPlace(p read.Place) string {
	s := []string{or(p.Part, "document")}
	if p.Page > 0 {
		s = append(s, "page["+number(p.Page)+"]")
	}
	if p.Paragraph > 0 {
		s = append(s, "p["+number(p.Paragraph)+"]")
	}
	return strings.Join(s, "/")
}

// fingerprint tells a finding from others in later versions of the file: by the rule and the words at the place, not by its number,
// which every paragraph that is added above changes. Equal ones are counted.
func fingerprint(r *check.Rule, f *check.Finding, seen map[string]int) string {
	key := strings.Join([]string{r.ID, statusKeys[f.Status], f.Place.Part, f.Excerpt}, "\x00")
	seen[key]++
	sum := sha256.Sum256([]byte(key + "\x00" + number(seen[key])))
	return hex.EncodeToString(sum[:16])
}

func newNotification(m *read.Remark, at sarifArtifactLocation) sarifNotification {
	return sarifNotification{
		Descriptor: sarifDescriptor{ID: m.Code}, Level: "note", Message: sarifText{Text: m.Message},
		Locations: []sarifLocation{{Physical: sarifPhysical{Artifact: at}}},
	}
}
