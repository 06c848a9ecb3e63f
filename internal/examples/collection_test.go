package examples

import (
	"encoding/json"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"vanban/internal/referee"
)

const collection = "docs/collection/vanban.postman_collection.json"

// TestCollection runs the collection as Postman does, on a server with keys and on one without.
func TestCollection(t *testing.T) {
	root := referee.Root(t)
	referee.Tool(t, "node")
	newman := referee.Tool(t, "newman")
	for name, s := range map[string]*server{"keys": startKeyed(t), "no keys": startOpen(t)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cmd := exec.CommandContext(t.Context(), newman, "run", filepath.Join(root, collection), "--color", "off",
				"--env-var", "base_url="+s.url, "--env-var", "key="+s.key)
			cmd.Dir, cmd.Env = t.TempDir(), s.environment(s.url)
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("newman: %v\n%s", err, out)
			}
		})
	}
}

// TestCollectionIsComplete finds every operation of /openapi.json in the collection, and a test with each request.
func TestCollectionIsComplete(t *testing.T) {
	type item struct {
		Name    string
		Event   []struct{ Script struct{ Exec []string } }
		Request struct {
			Method string
			URL    struct{ Raw string }
		}
		Item []item
	}
	var whole item
	if err := json.Unmarshal([]byte(read(t, collection)), &whole); err != nil {
		t.Fatal(err)
	}
	var calls []string
	for _, folder := range whole.Item {
		for _, r := range folder.Item {
			path, _, _ := strings.Cut(strings.TrimPrefix(r.Request.URL.Raw, "{{base_url}}"), "?")
			calls = append(calls, r.Request.Method+" "+path)
			if len(r.Event) == 0 || !strings.Contains(strings.Join(r.Event[0].Script.Exec, "\n"), "pm.test") {
				t.Errorf("%s has no test", r.Name)
			}
		}
	}
	var description struct{ Paths map[string]map[string]any }
	if err := json.Unmarshal(startOpen(t).get(t, "/openapi.json"), &description); err != nil {
		t.Fatal(err)
	}
	if len(description.Paths) == 0 {
		t.Fatal("/openapi.json has no paths")
	}
	for path, operations := range description.Paths {
		for method := range operations {
			call := regexp.MustCompile(`^` + strings.ToUpper(method) + ` ` + regexp.MustCompile(`\{\w+\}`).ReplaceAllString(path, `[^/]+`) + `$`)
			if !slices.ContainsFunc(calls, call.MatchString) {
				t.Errorf("the collection has no %s %s", strings.ToUpper(method), path)
			}
		}
	}
}

// TestPins: the files that pin outside tools name no registry but the public ones, so that they install anywhere.
func TestPins(t *testing.T) {
	var lock struct {
		Packages map[string]struct{ Version, Resolved, Integrity string }
	}
	if err := json.Unmarshal([]byte(read(t, "tools/referees/package-lock.json")), &lock); err != nil {
		t.Fatal(err)
	}
	for name, p := range lock.Packages {
		if p.Resolved != "" && !strings.HasPrefix(p.Resolved, "https://registry.npmjs.org/") {
			t.Errorf("package-lock.json: %s comes from %s", name, p.Resolved)
		}
		if name != "" && !strings.HasPrefix(p.Integrity, "sha512-") {
			t.Errorf("package-lock.json: %s has no hash", name)
		}
	}
	pin := regexp.MustCompile(`^[A-Za-z0-9._-]+==[0-9][0-9A-Za-z.]*$`)
	for line := range strings.Lines(read(t, "tools/referees/requirements.txt")) {
		if line = strings.TrimSpace(line); !strings.HasPrefix(line, "#") && !pin.MatchString(line) {
			t.Errorf("requirements.txt: %q is no pinned package", line)
		}
	}
}
