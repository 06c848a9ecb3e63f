package referee

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
)

// QPDFCheck returns what `qpdf --check` finds wrong, warnings included; nil
// means that the file is clean.
func QPDFCheck(t T, pdf []byte) error {
	t.Helper()
	out, err := run(nil, Tool(t, "qpdf"), "--check", save(t, "in.pdf", pdf))
	if err != nil {
		return fmt.Errorf("%w\n%s", err, out)
	}
	return nil
}

// OfficeVersion names the schemas that the Open XML SDK validates against.
type OfficeVersion string

// The versions that Vietnamese offices have. The validator takes a name that
// it does not know for Microsoft365 without a word, hence constants.
const (
	Office2010   OfficeVersion = "Office2010"
	Office2019   OfficeVersion = "Office2019"
	Microsoft365 OfficeVersion = "Microsoft365"
)

// OOXMLError is one finding of the Open XML SDK.
type OOXMLError struct {
	Description string `json:"description"`
	Part        string `json:"path"`
	XPath       string `json:"xPath"`
	ID          string `json:"id"`
	Type        string `json:"errorType"` // Schema, Semantic, Package, MarkupCompatibility, Exception
}

func (e OOXMLError) String() string {
	return fmt.Sprintf("%s %s%s: %s", e.Type, e.Part, e.XPath, e.Description)
}

// OOXML validates DOCX files with Microsoft's Open XML SDK and returns the
// findings of the files that have any, under the caller's names. The validator
// takes one file per call (some 1.3 s), so the calls run beside each other.
func OOXML(t T, version OfficeVersion, docx map[string][]byte) map[string][]OOXMLError {
	t.Helper()
	if len(docx) == 0 {
		t.Fatalf("OOXML: docx is empty; at least one file is needed")
	}
	switch version {
	case Office2010, Office2019, Microsoft365:
	default:
		t.Fatalf("OOXML: version is %q; valid are Office2010, Office2019, Microsoft365", version)
	}
	tool, dir := Tool(t, Validator), t.TempDir()
	names := sortedKeys(docx)
	found := make([][]OOXMLError, len(names))
	errs := make([]error, len(names))
	var group sync.WaitGroup
	slots := make(chan struct{}, runtime.NumCPU())
	for i, name := range names {
		group.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			path := filepath.Join(dir, fmt.Sprintf("%04d.docx", i))
			if errs[i] = os.WriteFile(path, docx[name], 0o600); errs[i] == nil {
				found[i], errs[i] = validate(tool, path, version)
			}
		})
	}
	group.Wait()
	bad := map[string][]OOXMLError{}
	for i, name := range names {
		if errs[i] != nil {
			t.Fatalf("%s: %v", name, errs[i])
		}
		if len(found[i]) > 0 {
			bad[name] = found[i]
		}
	}
	return bad
}

func validate(tool, path string, version OfficeVersion) ([]OOXMLError, error) {
	// .NET looks for ICU otherwise and aborts on a machine without it; and to watch what it might make faster is a seventh of a run that ends so soon.
	out, runErr := run([]string{"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1", "DOTNET_TieredPGO=0"}, tool, path, string(version))
	var result struct {
		OK     *bool        `json:"ok"`
		Errors []OOXMLError `json:"errors"`
	}
	err := json.Unmarshal(out, &result)
	if err == nil && result.OK == nil {
		err = errors.New(`the key "ok" is missing`)
	}
	if err != nil {
		return nil, fmt.Errorf("the validator printed no result: %w\n%s", errors.Join(err, runErr), out)
	}
	if *result.OK != (len(result.Errors) == 0) {
		return nil, fmt.Errorf("the validator says ok=%t with %d errors", *result.OK, len(result.Errors))
	}
	return result.Errors, nil
}
