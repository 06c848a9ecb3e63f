package main

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"github.com/evanw/esbuild/pkg/api"

	"vanban/internal/referee"
	"vanban/web"
)

// folder is web, with the packages that the bundle is made of; they are only there for those who work on the pages.
func folder(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(referee.Root(t), "web")
	if _, err := os.Stat(filepath.Join(dir, "node_modules", "prosemirror-model")); err != nil {
		referee.Missing(t, "web/node_modules", err)
	}
	return dir
}

func TestDistIsCurrent(t *testing.T) {
	want, err := Make(folder(t))
	if err != nil {
		t.Fatal(err)
	}
	entries, err := fs.ReadDir(web.Files, ".")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if made := slices.Sorted(maps.Keys(want)); !slices.Equal(names, made) {
		t.Errorf("web/dist has %v, the bundle %v; go run ./web/bundle", names, made)
	}
	for name, data := range want {
		is, err := os.ReadFile(filepath.Join(referee.Root(t), "web", "dist", name))
		if err != nil || !bytes.Equal(is, data) {
			t.Errorf("web/dist/%s is not what the sources give; go run ./web/bundle (%v)", name, err)
		}
	}
}

// maxScripts are what an old office PC on a slow line is to load at most, in bytes, unpacked.
var maxScripts = map[string]int64{"start.js": 60_000, "write.js": 450_000, "batch.js": 300_000, "office.js": 200_000}

func TestSizes(t *testing.T) {
	for name, most := range maxScripts {
		info, err := os.Stat(filepath.Join(referee.Root(t), "web", "dist", name))
		if err != nil {
			t.Fatal(err)
		}
		if info.Size() > most {
			t.Errorf("%s has %d bytes, more than %d", name, info.Size(), most)
		}
	}
}

func TestTypes(t *testing.T) {
	dir := folder(t)
	node(t, dir, nil, filepath.Join("node_modules", "typescript", "bin", "tsc"), "--noEmit", "-p", ".")
}

// TestUnits runs the tests in TypeScript that need no browser.
func TestUnits(t *testing.T) {
	dir := folder(t)
	tests, err := filepath.Glob(filepath.Join(dir, "test", "*.test.ts"))
	if err != nil || len(tests) == 0 {
		t.Fatalf("no tests: %v", err)
	}
	args := []string{"--test", "--test-reporter=spec"}
	args = append(args, bundleForNode(t, dir, tests...)...)
	node(t, dir, []string{"VANBAN_ROOT=" + referee.Root(t)}, args...)
}

// TestInBrowser types, clicks and pastes in Chromium as clerks do. Pictures are left in PICTURES, if that is set.
func TestInBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("a browser takes its time")
	}
	dir := folder(t)
	chromium := referee.Tool(t, referee.Browser)
	demo, err := bundled(dir, api.BuildOptions{
		EntryPoints: []string{filepath.Join(dir, "src", "demo", "demo.ts")}, Outdir: t.TempDir(), Write: true, Format: api.FormatESModule,
	})
	if err != nil {
		t.Fatal(err)
	}
	script := bundleForNode(t, dir, filepath.Join(dir, "test", "browser.ts"))[0]
	node(t, dir, []string{"VANBAN_ROOT=" + referee.Root(t), "CHROMIUM=" + chromium, "DEMO=" + filepath.Dir(demo[0])}, script)
}

// bundleForNode makes scripts of TypeScript that Node can run, and returns their paths.
func bundleForNode(t *testing.T, dir string, sources ...string) []string {
	t.Helper()
	// Beside the packages, so that those that are no part of the bundle are found.
	out, err := os.MkdirTemp(filepath.Join(dir, "node_modules"), ".test-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(out) })
	files, err := bundled(dir, api.BuildOptions{
		EntryPoints: sources, Outdir: out, Write: true, Format: api.FormatESModule, Platform: api.PlatformNode,
		OutExtension: map[string]string{".js": ".mjs"}, External: []string{"playwright-core"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func bundled(dir string, o api.BuildOptions) ([]string, error) {
	o.AbsWorkingDir, o.Bundle, o.Target, o.Charset = dir, true, api.ES2022, api.CharsetUTF8
	result := api.Build(o)
	if err := failure(result.Errors); err != nil {
		return nil, err
	}
	var files []string
	for _, f := range result.OutputFiles {
		files = append(files, f.Path)
	}
	return files, nil
}

// node runs a program of Node and shows what it says when it fails.
func node(t *testing.T, dir string, env []string, args ...string) {
	t.Helper()
	cmd := exec.Command(referee.Tool(t, "node"), args...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), env...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("node %v: %v\n%s", args, err, out)
	} else if testing.Verbose() {
		t.Logf("%s", out)
	}
}
