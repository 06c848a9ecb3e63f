package service

import (
	"os"
	"path/filepath"
	"testing"

	"vanban/internal/referee"
)

func TestMain(m *testing.M) { Main(m) }

// sample is the plan that speed is measured with.
func sample(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(referee.Root(t), "templates", "kehoach", "samples", "ubnd-dak-ha-2023.json"))
	if err != nil {
		t.Fatal(err)
	}
	return data
}
