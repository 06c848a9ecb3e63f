package service

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Key makes an access key with the program itself. It returns the key and the name of a key file that has it. The key may do
// everything and call as often as it likes.
func Key(t testing.TB) (secret, file string) {
	t.Helper()
	cmd := exec.Command(Binary(t), "key", "test", "--scopes", "render,validate,import,check,batch,metrics", "--rate", "1000000", "--burst", "1000000")
	var errs bytes.Buffer
	cmd.Stderr = &errs
	line, err := cmd.Output()
	said := strings.Fields(errs.String())
	if err != nil || len(said) == 0 {
		t.Fatalf("vanban key: %v: %s", err, errs.String())
	}
	file = filepath.Join(t.TempDir(), "keys")
	if err := os.WriteFile(file, line, 0o600); err != nil {
		t.Fatalf("%v", err)
	}
	return said[len(said)-1], file
}
