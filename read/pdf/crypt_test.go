package pdf

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"vanban/internal/referee"
)

// A file that only limits printing opens without a password, whatever the cipher, and says the same.
func TestOwnerPasswordAlone(t *testing.T) {
	tool := referee.Tool(t, "qpdf")
	plain := sample(t, plan)
	want := everything(mustRead(t, plain))
	dir := t.TempDir()
	in := filepath.Join(dir, "in.pdf")
	if err := os.WriteFile(in, plain, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		args []string
	}{
		{"RC4 40", []string{"--allow-weak-crypto", "--encrypt", "", "owner", "40", "--"}},
		{"RC4 128", []string{"--allow-weak-crypto", "--encrypt", "", "owner", "128", "--use-aes=n", "--"}},
		{"AES 128", []string{"--allow-weak-crypto", "--encrypt", "", "owner", "128", "--use-aes=y", "--"}},
		{"AES 256", []string{"--encrypt", "", "owner", "256", "--"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			out := filepath.Join(dir, c.name+".pdf")
			if b, err := exec.Command(tool, append(c.args, in, out)...).CombinedOutput(); err != nil { //nolint:gosec // arguments of the test
				t.Fatalf("qpdf: %v %s", err, b)
			}
			file, err := os.ReadFile(out) //nolint:gosec // written above
			if err != nil {
				t.Fatal(err)
			}
			if got := everything(mustRead(t, file)); got != want {
				t.Errorf("another text")
			}
		})
	}
}
