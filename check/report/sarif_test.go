package report_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	gosarif "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"vanban/check"
	"vanban/check/report"
	"vanban/document"
	"vanban/read"
)

// sarifLog is what the tests read of a log.
type sarifLog struct {
	Version string
	Runs    []struct {
		Tool struct {
			Driver struct {
				Rules []struct {
					ID                   string
					DefaultConfiguration struct{ Level string }
				}
			}
		}
		Artifacts []struct{ Location struct{ URI string } }
		Results   []struct {
			RuleID, Kind, Level string
			RuleIndex           int
			Message             struct{ Text string }
			Locations           []struct {
				PhysicalLocation struct {
					ArtifactLocation struct {
						URI   string
						Index int
					}
				}
				LogicalLocations []struct{ Name, FullyQualifiedName, Kind string }
			}
			PartialFingerprints map[string]string
		}
	}
}

func sarif(t testing.TB, files ...report.File) (sarifLog, []byte) {
	t.Helper()
	data, err := report.SARIF("1.2.3", files...)
	if err != nil {
		t.Fatal(err)
	}
	var log sarifLog
	if err := json.Unmarshal(data, &log); err != nil {
		t.Fatal(err)
	}
	return log, data
}

// TestSARIFForm: what the prose of the standard asks for beyond its schema.
func TestSARIFForm(t *testing.T) {
	log, _ := sarif(t, report.File{Name: "Kế hoạch: 1.docx", Report: faulty()}, report.File{Name: "b.pdf", Report: faultyPDF()})
	run := log.Runs[0]
	prints, kinds := map[string]bool{}, map[string]int{}
	for _, res := range run.Results {
		if run.Tool.Driver.Rules[res.RuleIndex].ID != res.RuleID {
			t.Errorf("result of %s has the index of %s", res.RuleID, run.Tool.Driver.Rules[res.RuleIndex].ID)
		}
		if (res.Kind == "fail") == (res.Level == "none") {
			t.Errorf("%s: kind %s with level %s", res.RuleID, res.Kind, res.Level)
		}
		if res.Message.Text == "" || len(res.Locations) != 1 {
			t.Errorf("%s: says nothing, or stands nowhere", res.RuleID)
		}
		at := res.Locations[0].PhysicalLocation.ArtifactLocation
		if run.Artifacts[at.Index].Location.URI != at.URI {
			t.Errorf("%s: artifact %d is not %s", res.RuleID, at.Index, at.URI)
		}
		key := strconv.Itoa(at.Index) + res.PartialFingerprints["vanbanFinding/v1"]
		if prints[key] {
			t.Errorf("%s: two results with one fingerprint", res.RuleID)
		}
		prints[key] = true
		kinds[res.Kind]++
	}
	for _, kind := range []string{"fail", "review", "pass", "notApplicable", "open"} {
		if kinds[kind] == 0 {
			t.Errorf("no result of kind %s", kind)
		}
	}
	if len(run.Tool.Driver.Rules) != len(ruleTable) || run.Artifacts[0].Location.URI != "./K%E1%BA%BF%20ho%E1%BA%A1ch:%201.docx" {
		t.Errorf("%d rules, %+v", len(run.Tool.Driver.Rules), run.Artifacts)
	}
}

// TestSARIFFingerprints: a finding keeps its print when paragraphs are put in above it.
func TestSARIFFingerprints(t *testing.T) {
	prints := func(shift int) (list []string) {
		r := faulty()
		for i := range r.Results {
			for j := range r.Results[i].Findings {
				if p := &r.Results[i].Findings[j].Place; p.Paragraph > 0 {
					p.Paragraph += shift
				}
			}
		}
		log, _ := sarif(t, report.File{Name: "a.docx", Report: r})
		for _, res := range log.Runs[0].Results {
			list = append(list, res.PartialFingerprints["vanbanFinding/v1"])
		}
		return list
	}
	if !slices.Equal(prints(0), prints(3)) {
		t.Error("prints depend on the number of the paragraph")
	}
}

// TestSARIFPlaces: the place in Vietnamese, and as a path.
func TestSARIFPlaces(t *testing.T) {
	mm := document.MM
	for _, c := range []struct {
		place            read.Place
		name, path, kind string
	}{
		{read.Place{Paragraph: 12}, "đoạn 12", "document/p[12]", "paragraph"},
		{read.Place{Paragraph: 12, Page: 2}, "đoạn 12, trang 2", "document/page[2]/p[12]", "paragraph"},
		{read.Place{Part: "footnotes", Paragraph: 1}, "chú thích cuối trang (footnotes), đoạn 1", "footnotes/p[1]", "paragraph"},
		{read.Place{Part: "glossary", Paragraph: 1}, "phần (glossary), đoạn 1", "glossary/p[1]", "paragraph"},
		{read.Place{Page: 2, Box: read.Box{X: mm(30), Y: mm(44.6), Width: mm(1), Height: mm(1)}}, "trang 2, cách mép trái 30 mm, mép trên 45 mm", "document/page[2]", "page"},
		{read.Place{Page: 3}, "trang 3", "document/page[3]", "page"},
	} {
		r := clean(read.DOCX)
		put(r, "ND-1", check.Finding{Status: check.Fail, Message: "Sai.", Place: c.place})
		log, _ := sarif(t, report.File{Name: "a.docx", Report: r})
		for _, res := range log.Runs[0].Results {
			if res.RuleID == "ND-1" {
				if l := res.Locations[0].LogicalLocations[0]; l.Name != c.name || l.FullyQualifiedName != c.path || l.Kind != c.kind {
					t.Errorf("%+v, want %s, %s, %s", l, c.name, c.path, c.kind)
				}
			}
		}
	}
}

// TestSARIFSchema validates every sample with the schema of OASIS.
func TestSARIFSchema(t *testing.T) {
	schema := oasisSchema(t)
	for name, s := range goldens() {
		_, data := sarif(t, report.File{Name: s.file, Report: s.report})
		validate(t, schema, name, data)
	}
	_, none := sarif(t)
	validate(t, schema, "no files", none)
	if bad, err := jsonschema.UnmarshalJSON(strings.NewReader(`{"version":"2.1.0","runs":[{"tool":{}}]}`)); err != nil || schema.Validate(bad) == nil {
		t.Errorf("the schema lets pass what is wrong (%v)", err)
	}
}

func validate(t *testing.T, schema *jsonschema.Schema, name string, data []byte) {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err == nil {
		err = schema.Validate(v)
	}
	if err != nil {
		t.Errorf("%s: %v", name, err)
	}
}

// oasisSchema takes the schema from the source of go-sarif, where it is a constant that the package keeps to itself: the repository
// has no copy of a schema that is not ours, and the package's own check reads a report into its types first, which drops what the schema
// forbids.
func oasisSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	pkg := reflect.TypeFor[gosarif.Report]().PkgPath()
	folder, err := exec.CommandContext(t.Context(), "go", "list", "-f", "{{.Dir}}", pkg).Output()
	if err != nil {
		t.Fatalf("go list %s: %v", pkg, err)
	}
	text, err := constant(filepath.Join(strings.TrimSpace(string(folder)), "schema.go"), "schema")
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("sarif.json", v); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("sarif.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// constant returns a string constant of a source file.
func constant(path, name string) (string, error) {
	source, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	file, err := parser.ParseFile(token.NewFileSet(), path, source, 0)
	if err != nil {
		return "", err
	}
	for _, decl := range file.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, spec := range gen.Specs {
			if v, ok := spec.(*ast.ValueSpec); ok && v.Names[0].Name == name && len(v.Values) == 1 {
				if lit, ok := v.Values[0].(*ast.BasicLit); ok {
					return strconv.Unquote(lit.Value)
				}
			}
		}
	}
	return "", errors.New("no constant " + name + " in " + path)
}
