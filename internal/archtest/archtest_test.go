// Package archtest holds the tests that guard the shape of the repository: who
// may import whom, no paths of somebody's machine, no overlong file. It has no
// code of its own.
package archtest

import (
	"bytes"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"vanban/internal/referee"
)

const module = "vanban"

// maxLines is where a Go file has to be split; think about it at 400.
const maxLines = 600

// A rule says which packages of ours a package may import. Names are folders;
// a * stands for one folder name.
type rule struct {
	pkg string
	may []string
	why string
}

// The first rule that matches a package counts. ARCHITECTURE.md shows them,
// but for those of internal; TestShownRules compares.
var rules = []rule{
	{"document", nil,
		"the tree is the language of all others and knows no law, no format and no fonts"},
	{"thethuc", []string{"document"},
		"the numbers of the law are given in the tree's roles and lengths"},
	{"fonts", []string{"document"},
		"metrics are given in the tree's lengths, and serve every writer alike"},
	{"templates/contract", []string{"document", "thethuc"},
		"the JSON contract as types: it reports problems in the tree's terms"},
	{"templates/parts", []string{"document", "thethuc", "templates/contract", "plate", "seal"},
		"builders of parts (letterhead, signature) that several families use"},
	{"templates/catalog", []string{"document", "thethuc", "templates/*", "seal"},
		"the one list of all families"},
	{"templates/schema", []string{"document", "thethuc", "templates/contract", "templates/parts"},
		"describes the contract from its own types; it judges no document"},
	{"templates/*", []string{"document", "thethuc", "templates/contract", "templates/parts", "plate", "seal"},
		"a family builds a tree; it sees neither another family nor a writer"},
	{"layout", []string{"document", "thethuc", "fonts"},
		"pages follow from tree, style sheet and metrics, before any output format"},
	{"render/docx", []string{"document", "thethuc"},
		"Word does its own layout, so this writer must not see ours"},
	{"render/pdf", []string{"document", "layout", "fonts"},
		"draws laid-out pages; a number of form here would be a second truth"},
	{"render/svg", []string{"document", "layout", "fonts"},
		"draws the same pages as render/pdf"},
	{"render/bundle", nil,
		"packs files that are finished, whoever made them"},
	{"render", []string{"document", "thethuc", "fonts", "templates/catalog", "templates/contract", "templates/parts", "seal", "plate", "layout", "render/*"},
		"the way from JSON to files, wired once for the command, the service and the batches"},
	{"read", []string{"document", "read/viet"},
		"what stands in a file, in the tree's lengths, before anybody has said what it is"},
	{"read/viet", nil,
		"letters and old encodings of Vietnamese, whoever needs them"},
	{"read/anatomy", []string{"document", "thethuc", "read", "read/viet"},
		"says what each paragraph is, from any reader's manuscript"},
	{"read/opc", []string{"read"},
		"opens the containers that Word and Excel files share, and knows neither"},
	{"read/*", []string{"document", "read", "read/opc", "read/viet"},
		"a reader knows one kind of file, and neither the law nor a writer of ours"},
	{"intake", []string{"document", "thethuc", "read", "read/*", "templates/catalog", "templates/contract", "render"},
		"makes the contract's JSON of a manuscript, and renders what was embedded to see what changed"},
	{"check", []string{"document", "thethuc", "read", "read/anatomy", "read/viet"},
		"measures finished files against the law, so it must not trust our writers"},
	{"check/report", []string{"document", "thethuc", "check", "read", "layout", "render", "templates/catalog"},
		"shows a report; the certificate is drawn as any document is"},
	{"review", []string{"document", "thethuc", "fonts", "read", "read/*", "check", "check/report", "render"},
		"the way from any file to its report, wired once for the command and the service"},
	{"repair", []string{"document", "read", "read/*", "intake", "check", "render"},
		"rebuilds a file in form: import, render, and a look at both"},
	{"plate", []string{"document", "thethuc"},
		"artwork of certificates and the measuring of printers, in the tree's terms"},
	{"seal", nil,
		"signs and checks a short text, whatever it is printed on"},
	{"sheet", []string{"document", "read", "read/opc", "read/viet", "templates/contract"},
		"reads and writes spreadsheets; what becomes of their rows is another's business"},
	{"award", []string{"document", "thethuc", "templates/contract", "templates/parts"},
		"says which papers a list of awards needs; it renders none"},
	{"batch", []string{"document", "templates/catalog", "templates/contract", "award", "sheet", "render", "render/pdf", "render/docx"},
		"makes many documents from the catalog with the writers"},
	{"batch/webhook", nil,
		"tells another server that something is done"},
	{"batch/queue", []string{"document", "batch", "batch/webhook"},
		"shares the rows of batches among processes, and keeps them through crashes"},
	{"web", nil,
		"the clerk's pages as files, for the service to show"},
	{"web/bundle", nil,
		"makes those files, at the time of development"},
	{"docs", nil,
		"the guides as files, for the service to show"},
	{"api", []string{"document", "templates/*", "render", "render/*", "docs", "read", "intake", "check", "check/report", "review", "repair", "plate", "seal", "sheet", "award", "batch", "batch/queue", "batch/webhook"},
		"serves what render makes, and nothing may depend on being served"},
	{"client", nil,
		"calls the service as anybody may, over HTTP alone"},
	{"cmd/vanban", []string{"document", "templates/*", "render", "read", "intake", "check", "review", "repair", "plate", "seal", "sheet", "award", "batch", "batch/queue", "batch/webhook", "api", "web"},
		"the only place that wires the parts"},
	{"internal/referee", nil,
		"judges our files and so knows nothing of how they were made"},
	{"internal/service", nil,
		"starts the program as an operator does, and asks it as a caller does"},
	{"internal/samples", []string{"internal/referee", "document", "thethuc", "fonts", "templates/*", "layout", "render", "render/*"},
		"renders the samples as the command does"},
	{"internal/broken", []string{"internal/referee", "document", "thethuc", "fonts", "layout", "render", "render/*", "templates/*"},
		"makes correct documents and breaks them, before anybody judges"},
	{"internal/broken/make", []string{"internal/broken", "internal/referee"},
		"a front for internal/broken"},
	{"internal/samples/write", []string{"internal/referee", "internal/samples"},
		"a front for internal/samples"},
}

// foreign says which packages may import what is not ours but belongs to one
// layer. A pattern ending in / covers everything below it.
var foreign = []struct {
	imports []string
	may     []string
	why     string
}{
	{[]string{"github.com/gofiber/", "github.com/valyala/", "github.com/prometheus/", "go.opentelemetry.io/"}, []string{"api"},
		"only api serves HTTP and counts what it serves"},
	{[]string{"github.com/yuin/"}, []string{"api", "read/text"},
		"api shows the guides, which are Markdown; read/text reads Markdown of others"},
	{[]string{"net/http/", "net/http"}, []string{"api", "client", "batch/webhook", "cmd/vanban"},
		"client and webhook call over HTTP; cmd asks a running service for its health"},
	{[]string{"github.com/nats-io/"}, []string{"batch/queue"},
		"only batch/queue knows the queue"},
	{[]string{"github.com/xuri/"}, []string{"sheet"},
		"only sheet knows how spreadsheets are written down"},
	{[]string{"archive/zip", "encoding/xml", "github.com/nguyenthenguyen/"}, []string{"render/*", "read/opc", "check/report", "sheet", "batch", "internal/referee", "internal/broken"},
		"XML and packages are written by render, opened by read/opc and remarked on by check/report; sheet packs what excelize reads and writes, batch zips results"},
	{[]string{"github.com/johnfercher/", "github.com/phpdave11/", "github.com/pdfcpu/"}, []string{"render/pdf", "read/pdf"},
		"PDF syntax belongs to its writer and its reader"},
	{[]string{"testing"}, []string{"internal/*"},
		"a binary must not carry test flags"},
}

func TestImports(t *testing.T) {
	root := referee.Root(t)
	used := map[string]bool{}
	for _, file := range files(t, root) {
		if path.Ext(file) != ".go" || strings.HasSuffix(file, "_test.go") || strings.Contains(file, "testdata/") {
			continue
		}
		pkg := path.Dir(file)
		i := slices.IndexFunc(rules, func(r rule) bool { return match(r.pkg, pkg) })
		if i < 0 {
			t.Errorf("%s: package %q is not in the table of rules; add it with the sentence why", file, pkg)
			continue
		}
		used[rules[i].pkg] = true
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, file), nil, parser.ImportsOnly)
		if err != nil {
			t.Errorf("%v", err)
			continue
		}
		for _, spec := range parsed.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatalf("%s: import %s: %v", file, spec.Path.Value, err)
			}
			own, ours := strings.CutPrefix(name, module+"/")
			if ours && !anyMatch(rules[i].may, own) {
				t.Errorf("%s imports %s; %s may import %q: %s", file, own, pkg, rules[i].may, rules[i].why)
			}
			for _, f := range foreign {
				if !ours && covers(f.imports, name) && !anyMatch(f.may, pkg) {
					t.Errorf("%s imports %s, which only %q may: %s", file, name, f.may, f.why)
				}
			}
		}
	}
	for _, r := range rules {
		if !used[r.pkg] {
			t.Errorf("no package %q for its rule; remove the rule, or the test reads the wrong folder", r.pkg)
		}
	}
}

// TestShownRules holds the table of ARCHITECTURE.md to the rules.
func TestShownRules(t *testing.T) {
	prose, err := os.ReadFile(filepath.Join(referee.Root(t), "ARCHITECTURE.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(prose), "## Who may import whom\n")
	table, _, _ = strings.Cut(table, "\n\n")
	shown := map[string][]string{}
	var names []string
	for line := range strings.Lines(table) {
		words := strings.Fields(strings.ReplaceAll(line, "<type>", "*"))
		if !strings.HasPrefix(line, "     ") { // not the rest of the row above
			names = nil
			for more := true; more && len(words) > 0; words = words[1:] {
				var name string
				name, more = strings.CutSuffix(words[0], ",")
				names = append(names, name)
			}
		}
		if slices.Equal(words, []string{"nothing", "of", "ours"}) {
			words = nil
		}
		for _, name := range names {
			shown[name] = append(shown[name], words...)
		}
	}
	for _, r := range rules {
		if strings.HasPrefix(r.pkg, "internal/") {
			continue
		}
		has, there := shown[r.pkg]
		if slices.Sort(has); !there || !slices.Equal(has, slices.Sorted(slices.Values(r.may))) {
			t.Errorf("ARCHITECTURE.md says that %s may import %q, the rule %q", r.pkg, has, r.may)
		}
		delete(shown, r.pkg)
	}
	for name := range shown {
		t.Errorf("ARCHITECTURE.md has a row for %s, and there is no rule", name)
	}
}

func match(pattern, name string) bool {
	ok, err := path.Match(pattern, name)
	return ok && err == nil
}

func anyMatch(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { return match(p, name) })
}

func covers(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool {
		return name == p || strings.HasSuffix(p, "/") && strings.HasPrefix(name, p)
	})
}

// machinePath finds absolute paths of one machine. A letter or digit in front
// means a path inside a URL, which is nobody's folder. The names are put
// together here so that this file does not find itself.
var machinePath = regexp.MustCompile(`(^|[^\pL\pN._-])/((work|root|home|Users)/|tmp/` + `w)`)

func TestNoMachinePaths(t *testing.T) {
	root := referee.Root(t)
	for _, file := range files(t, root) {
		data, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			t.Fatal(err)
		}
		if bytes.IndexByte(data, 0) >= 0 {
			continue // not text
		}
		n := 0
		for line := range bytes.Lines(data) {
			n++
			if found := machinePath.Find(line); found != nil {
				t.Errorf("%s:%d holds a path of somebody's machine: %q", file, n, found)
			}
		}
	}
}

func TestMachinePath(t *testing.T) {
	for text, want := range map[string]bool{
		"cd /" + "work/main":                 true,
		"file:///" + "root/x":                true,
		`"/` + `home/an/vanban"`:             true,
		"https://example.gov.vn/" + "home/1": false,
		"docs/" + "home/1":                   false,
		"./network/root.go":                  false,
	} {
		if got := machinePath.MatchString(text); got != want {
			t.Errorf("%q: got %t", text, got)
		}
	}
}

func TestFileLength(t *testing.T) {
	root := referee.Root(t)
	for _, file := range files(t, root) {
		if path.Ext(file) != ".go" || strings.HasSuffix(file, "_test.go") {
			continue
		}
		data, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			t.Fatal(err)
		}
		if n := bytes.Count(data, []byte("\n")); n > maxLines {
			t.Errorf("%s has %d lines; split it at %d", file, n, maxLines)
		}
	}
}

// files returns the files of the repository, from the root, with slashes. It
// walks instead of asking git, so that it works in an unpacked archive too, and
// leaves out the folders that git ignores.
func files(t *testing.T, root string) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if d.IsDir() && slices.Contains([]string{".git", ".tools", "out", "node_modules"}, rel) {
			return filepath.SkipDir
		}
		if d.Type().IsRegular() {
			all = append(all, rel)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
