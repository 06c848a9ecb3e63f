package service

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
)

// build makes the program once for all tests of a package, when the first asks for it.
var build = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "vanban-service-")
	if err != nil {
		return "", err
	}
	binary := filepath.Join(dir, "vanban")
	if out, err := exec.Command("go", "build", "-o", binary, "vanban/cmd/vanban").CombinedOutput(); err != nil {
		_ = os.RemoveAll(dir)
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	built = dir
	return binary, nil
})

// built is the folder that Main removes.
var built string

// Binary returns the path of the program.
func Binary(t testing.TB) string {
	t.Helper()
	path, err := build()
	if err != nil {
		t.Fatalf("%v", err)
	}
	return path
}

// Main is the TestMain of a package that uses this one: it runs the tests and removes the program.
func Main(m *testing.M) {
	code := m.Run()
	if built != "" {
		_ = os.RemoveAll(built)
	}
	os.Exit(code)
}
