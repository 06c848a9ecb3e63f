package examples

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"vanban/check"
	"vanban/intake"
	"vanban/internal/referee"
)

// Where the source writes down the codes of refusals, and those of remarks on checks.
var (
	refusalCode = regexp.MustCompile(`"(file_[a-z_]+|pdf_not_imported|json_not_imported)"`)
	remarkCode  = regexp.MustCompile(`\bCode:\s+"([a-z_]+)"`)
)

// noteRow is a row of a table of notes.
const noteRow = "(?m)^\\| `([a-z]+_?[a-z_]*)` \\| [^|]+ \\|$"

// codesOf gathers the codes in the source below some folders.
func codesOf(t *testing.T, code *regexp.Regexp, folders ...string) []string {
	t.Helper()
	var list []string
	for _, folder := range folders {
		err := filepath.WalkDir(filepath.Join(referee.Root(t), folder), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
				return err
			}
			data, err := os.ReadFile(path)
			for _, m := range code.FindAllStringSubmatch(string(data), -1) {
				list = append(list, strings.Join(m[1:], ""))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// TestGuidesOfFiles: the guides in both languages have every rule with its severity and clause, every code of a refusal and every code
// of a note, and no others.
func TestGuidesOfFiles(t *testing.T) {
	severities := []string{check.Violation: "violation", check.Deviation: "deviation", check.Suggestion: "suggestion"}
	notes := codesOf(t, remarkCode, "check")
	var aside []string
	for _, c := range intake.Codes() {
		notes = append(notes, c.Name)
		if c.Aside {
			aside = append(aside, c.Name)
		}
	}
	for _, suffix := range []string{".md", ".vi.md"} {
		imports, checks := read(t, "docs", "import"+suffix), read(t, "docs", "check"+suffix)
		var rows []string
		for _, r := range check.Rules() {
			rows = append(rows, r.ID)
			line := regexp.MustCompile("(?m)^\\| `" + r.ID + "` \\| .+ \\| `" + severities[r.Severity] + "` \\| " + regexp.QuoteMeta(r.Cite) + " \\|$")
			if !line.MatchString(checks) {
				t.Errorf("check%s: the row of %s is missing or says something else", suffix, r.ID)
			}
		}
		same(t, "check"+suffix, "rules", rows, names("(?m)^\\| `([A-Z][A-Z0-9]+-[0-9])` \\|", checks))
		same(t, "import"+suffix, "refusals", codesOf(t, refusalCode, "intake", "read", "review"), names("(?m)^\\| `([a-z_]+)` \\| .+ \\| .+ \\|$", imports))
		same(t, "import"+suffix, "notes", notes, names(noteRow, imports+remarksOf(checks)))
		same(t, "import"+suffix, "notes of what may be left out", aside, names(noteRow, section(imports, "`signing_mark`")))
	}
}

// remarksOf returns the last section of the guide to checks.
func remarksOf(guide string) string { return guide[strings.LastIndex(guide, "\n## "):] }
