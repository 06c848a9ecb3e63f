// Package referee reads finished DOCX and PDF files with other people's tools
// (LibreOffice, poppler, qpdf, Microsoft's Open XML SDK) and compares two PDFs
// line by line. It owns how those tools are found, called and parsed; it knows
// nothing of our own tree, layout or writers, so that it can judge them.
//
// It is for tests and for the sample writer. Nothing of the service imports it.
package referee

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// T is the part of *testing.T, *testing.B and *testing.F that the helpers need.
// It is an interface of our own because testing.TB cannot be implemented
// outside package testing, and the sample writer is a command, not a test.
// Fatalf and Skipf must not return.
type T interface {
	Helper()
	Logf(format string, args ...any)
	Fatalf(format string, args ...any)
	Skipf(format string, args ...any)
	TempDir() string
}

// Validator is the tool name of Microsoft's Open XML SDK validator.
const Validator = "ooxml-validator"

// toolTime bounds one call of an outside tool, so that a hanging LibreOffice
// fails its own test and not the whole run.
const toolTime = 5 * time.Minute

// Tool returns the path of an outside tool: a program of the search path, or
// one that tools/setup.sh installs into the project's .tools folder. A tool
// that is absent is [Missing].
func Tool(t T, name string) string {
	t.Helper()
	path, err := find(t, name)
	if err != nil {
		Missing(t, fmt.Sprintf("tool %q", name), err)
	}
	return path
}

// Missing ends the test for want of something on the machine: it skips the
// test on a laptop and fails it when REQUIRE_TOOLS=1, as `make test` sets.
func Missing(t T, what string, err error) {
	t.Helper()
	if os.Getenv("REQUIRE_TOOLS") == "1" {
		t.Fatalf("%s is required (REQUIRE_TOOLS=1) but absent: %v; tools/setup.sh installs it", what, err)
	}
	t.Skipf("%s is absent: %v; tools/setup.sh installs it", what, err)
}

// Have reports whether Tool would find the tool, for callers that can do less
// without it.
func Have(t T, name string) bool {
	t.Helper()
	_, err := find(t, name)
	return err == nil
}

func find(t T, name string) (string, error) {
	t.Helper()
	switch name {
	case "newman":
		return exec.LookPath(filepath.Join(Root(t), ".tools", "node_modules", ".bin", name))
	case "schemathesis", "openapi-spec-validator":
		return exec.LookPath(filepath.Join(Root(t), ".tools", "venv", "bin", name))
	case Validator:
	default:
		return exec.LookPath(name)
	}
	// The same variable that the npm package itself reads.
	if path := os.Getenv("OOXML_VALIDATOR_CLI"); path != "" {
		return exec.LookPath(path)
	}
	// The package's native program is called directly: its Node wrapper only
	// adds a second process per file.
	arch := map[string]string{"amd64": "x64"}[runtime.GOARCH]
	if arch == "" {
		arch = runtime.GOARCH
	}
	return exec.LookPath(filepath.Join(Root(t), ".tools", "node_modules", "@xarsh",
		"ooxml-validator-"+runtime.GOOS+"-"+arch, "ooxml-validator"))
}

// Root returns the folder of the module: the nearest parent of the working
// directory that holds go.mod.
func Root(t T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatalf("working directory: %v", err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Fatalf("no go.mod above the working directory")
		}
		dir = parent
	}
}

// run calls a tool and returns its standard output. The error carries what the
// tool wrote to standard error.
func run(env []string, path string, args ...string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), toolTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, path, args...)
	cmd.WaitDelay = time.Second
	// Tool output is parsed, so it must not depend on the user's language.
	cmd.Env = append(append(os.Environ(), "LC_ALL=C.UTF-8"), env...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		return out.Bytes(), fmt.Errorf("%s: %w: %s", filepath.Base(path), err, strings.TrimSpace(errs.String()))
	}
	return out.Bytes(), nil
}

// save writes data to a file of its own and returns the path.
func save(t T, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatalf("save %s for an outside tool: %v", name, err)
	}
	return path
}
