package badinput

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"vanban/internal/referee"
)

// TestCodesAreDocumented: the tables of docs/json.md and docs/json.vi.md have the code of every problem in the source, and no other.
func TestCodesAreDocumented(t *testing.T) {
	root := referee.Root(t)
	source := map[string]bool{}
	for _, dir := range []string{"templates/contract", "templates/parts", "templates/catalog", "thethuc", "render"} {
		sourceCodes(t, filepath.Join(root, dir), source)
	}
	if len(source) < 50 {
		t.Fatalf("the source has %d codes; the test looks for them in the wrong way", len(source))
	}
	row := regexp.MustCompile("(?m)^\\| (`[a-z0-9_]+`(?:, `[a-z0-9_]+`)*) \\| .+ \\| .+ \\|$")
	for _, guide := range []string{"json.md", "json.vi.md"} {
		data, err := os.ReadFile(filepath.Join(root, "docs", guide))
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		tables := text[max(strings.Index(text, "## Problems"), strings.Index(text, `<a id="problems">`)):]
		told := map[string]bool{}
		for _, cells := range row.FindAllStringSubmatch(tables, -1) {
			for code := range strings.SplitSeq(cells[1], ", ") {
				code = strings.Trim(code, "`")
				if told[code] || !source[code] {
					t.Errorf("docs/%s: %s stands there twice, or the source does not have it", guide, code)
				}
				told[code] = true
			}
		}
		for code := range source {
			if !told[code] {
				t.Errorf("docs/%s: the tables of problems lack %s", guide, code)
			}
		}
	}
}

// sourceCodes adds the codes that the Go files below dir give problems: in a literal of a problem, set on one, or passed to
// fault and remark (contract), fail and warn (parts).
func sourceCodes(t *testing.T, dir string, codes map[string]bool) {
	t.Helper()
	at := map[string]struct{ arguments, code int }{"fault": {3, 0}, "remark": {3, 0}, "fail": {5, 1}, "warn": {5, 1}}
	files := token.NewFileSet()
	add := func(e ast.Expr) bool {
		literal, ok := e.(*ast.BasicLit)
		if ok {
			code, err := strconv.Unquote(literal.Value)
			if err != nil {
				t.Fatal(err)
			}
			codes[code] = true
		}
		return ok
	}
	inspect := func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.KeyValueExpr:
			if key, ok := n.Key.(*ast.Ident); ok && key.Name == "Code" {
				add(n.Value)
			}
		case *ast.AssignStmt:
			for i, left := range n.Lhs {
				if field, ok := left.(*ast.SelectorExpr); ok && field.Sel.Name == "Code" && len(n.Rhs) == len(n.Lhs) {
					add(n.Rhs[i])
				}
			}
		case *ast.CallExpr:
			name, _ := n.Fun.(*ast.Ident)
			if method, ok := n.Fun.(*ast.SelectorExpr); ok {
				name = method.Sel
			}
			if name == nil {
				break
			}
			if f, ok := at[name.Name]; ok && len(n.Args) == f.arguments && !add(n.Args[f.code]) {
				t.Errorf("%s: the code of the problem cannot be told", files.Position(n.Pos()))
			}
		}
		return true
	}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err == nil {
			ast.Inspect(file, inspect)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
