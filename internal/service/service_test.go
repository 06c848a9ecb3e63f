package service

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"vanban/internal/referee"
)

func TestMain(m *testing.M) { Main(m) }

// fromPyPI returns a program that tools/setup.sh installs into .tools/venv. When it is absent the test is skipped, or fails with
// REQUIRE_TOOLS=1.
func fromPyPI(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join(referee.Root(t), ".tools", "venv", "bin", name)
	if _, err := exec.LookPath(path); err == nil {
		return path
	}
	if os.Getenv("REQUIRE_TOOLS") == "1" {
		t.Fatalf("%s is required (REQUIRE_TOOLS=1) but absent; tools/setup.sh installs it", name)
	}
	t.Skipf("%s is absent; tools/setup.sh installs it", name)
	return ""
}

// sample is the plan that speed is measured with.
func sample(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(referee.Root(t), "templates", "kehoach", "samples", "ubnd-dak-ha-2023.json"))
	if err != nil {
		t.Fatal(err)
	}
	return data
}
