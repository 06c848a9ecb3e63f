package service

import (
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"vanban/internal/referee"
)

// examples is how many requests schemathesis makes up for each call, besides the some ten thousand with which it covers the
// schema: make room for more to look for more.
const examples = "15"

// TestConformance calls the service with what its own OpenAPI document allows and with what it forbids, and holds every answer
// against the document. The server has keys, so that calls without one are refused.
func TestConformance(t *testing.T) {
	program := referee.Tool(t, "schemathesis")
	secret, keys := Key(t)
	p := Start(t, "--keys", keys)
	// The two calls that read documents take nearly all of the time: they are called side by side.
	for name, selected := range map[string][]string{
		"render":   {"--include-operation-id", "renderDocument"},
		"validate": {"--include-operation-id", "validateDocument"},
		"others":   {"--exclude-operation-id", "renderDocument", "--exclude-operation-id", "validateDocument"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			args := append([]string{"--config-file", "schemathesis.toml", "run", p.URL + "/openapi.json", "--no-color", "--max-examples", examples,
				"--header", "Authorization: Bearer " + secret}, selected...)
			cmd := exec.CommandContext(t.Context(), program, args...)
			cmd.Dir = t.TempDir() // where it leaves files of its own
			cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "NO_PROXY=127.0.0.1", "PYTHONDONTWRITEBYTECODE=1")
			if err := os.CopyFS(cmd.Dir, os.DirFS("testdata/schemathesis")); err != nil {
				t.Fatal(err)
			}
			out, err := cmd.CombinedOutput()
			if err != nil || !strings.Contains(string(out), "No issues found") {
				t.Errorf("%v\n%s", err, out)
			}
			for line := range strings.Lines(string(out)) {
				if strings.Contains(line, " generated, ") {
					t.Log(strings.TrimSpace(line))
				}
			}
		})
	}
}

// TestDescription has the OpenAPI document judged by the schema of OpenAPI 3.1.
func TestDescription(t *testing.T) {
	program := referee.Tool(t, "openapi-spec-validator")
	p := Start(t)
	answer, err := http.Get(p.URL + "/openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(answer.Body)
	if err = errors.Join(err, answer.Body.Close()); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "openapi.json")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.CommandContext(t.Context(), program, "--schema", "3.1", file).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
