package service

import (
	"bytes"
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
	p := Start(t, "--keys", keys, "--render-timeout", "60s")
	files := map[string][]byte{"sample.docx": made(t, p.URL, secret, "docx"), "sample.pdf": made(t, p.URL, secret, "pdf")}
	batch := begun(t, p.URL, secret)
	// The calls that read documents take nearly all of the time: they are called side by side.
	for name, selected := range map[string][]string{
		"render":   {"--include-operation-id", "renderDocument"},
		"validate": {"--include-operation-id", "validateDocument"},
		"files":    {"--include-operation-id", "importFile", "--include-operation-id", "checkFile"},
		"batches": {"--include-operation-id", "readList", "--include-operation-id", "submitBatch", "--include-operation-id", "correctBatch",
			"--include-operation-id", "putPlate"},
		"others": {"--exclude-operation-id", "renderDocument", "--exclude-operation-id", "validateDocument",
			"--exclude-operation-id", "importFile", "--exclude-operation-id", "checkFile",
			"--exclude-operation-id", "readList", "--exclude-operation-id", "submitBatch", "--exclude-operation-id", "correctBatch",
			"--exclude-operation-id", "putPlate"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			args := append([]string{"--config-file", "schemathesis.toml", "run", p.URL + "/openapi.json", "--no-color", "--max-examples", examples,
				"--header", "Authorization: Bearer " + secret}, selected...)
			cmd := exec.CommandContext(t.Context(), program, args...)
			cmd.Dir = t.TempDir() // where it leaves files of its own
			cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "NO_PROXY=127.0.0.1", "PYTHONDONTWRITEBYTECODE=1", "VANBAN_BATCH="+batch)
			if err := os.CopyFS(cmd.Dir, os.DirFS("testdata/schemathesis")); err != nil {
				t.Fatal(err)
			}
			for name, data := range files {
				if err := os.WriteFile(filepath.Join(cmd.Dir, name), data, 0o600); err != nil {
					t.Fatal(err)
				}
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

// begun begins a batch, for the calls on one, and returns its id.
func begun(t *testing.T, url, secret string) string {
	t.Helper()
	body := `{"base":` + string(sample(t)) + `,"items":[{"subject":"Một"},{"subject":7},{"subject":"Ba"}],"files":["merged","docx"]}`
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url+"/v1/batches", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+secret)
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	at, ok := strings.CutPrefix(answer.Header.Get("Location"), "/v1/batches/")
	if answer.StatusCode != http.StatusAccepted || !ok {
		t.Fatalf("%d %v", answer.StatusCode, answer.Header)
	}
	return at
}

// made returns the file of the example.
func made(t *testing.T, url, secret, format string) []byte {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url+"/v1/documents?format="+format, bytes.NewReader(sample(t)))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+secret)
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(answer.Body)
	if err = errors.Join(err, answer.Body.Close()); err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("%d %v", answer.StatusCode, err)
	}
	return data
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
