package intake_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"vanban/intake"
)

// given finds the codes in the sources: of remarks and notes, and those that the readers name as constants of their own. Refusals have
// codes too, and are no notes.
var given = regexp.MustCompile(`(?:\b(?:remark|note|lose|aside|add|readLinked)\(|\bremarks?\.add\(|\bcode(?:, message)? :?= |Code:\s*)"([a-z][a-z_]+)"`)

// TestCodes asks that every code of a note in the sources is in the list, that nothing else is, and that the README tells them all.
func TestCodes(t *testing.T) {
	var listed []string
	readme := string(readFile(t, "README.md"))
	for _, c := range intake.Codes() {
		listed = append(listed, c.Name)
		if row := fmt.Sprintf("| `%s` | %s |", c.Name, c.Meaning); !strings.Contains(readme, row) {
			t.Errorf("README.md lacks %s", row)
		}
	}
	if !slices.IsSorted(listed) {
		t.Error("the list is not in order")
	}
	seen := map[string]bool{}
	for _, pattern := range []string{"*.go", "../read/*.go", "../read/*/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if strings.HasSuffix(f, "_test.go") {
				continue
			}
			source, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range given.FindAllSubmatch(source, -1) {
				code := string(m[1])
				if seen[code] = true; !slices.Contains(listed, code) {
					t.Errorf("%s gives %q, which is not listed", f, code)
				}
			}
		}
	}
	for _, code := range listed {
		if !seen[code] {
			t.Errorf("%q is listed and given nowhere", code)
		}
	}
}
