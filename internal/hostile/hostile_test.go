// Package hostile is a witness: files made to hurt whoever reads them, each given to the program as a stranger would, and how long
// that takes and how much memory.
package hostile

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"vanban/internal/service"
)

const (
	// maxMemory is what the program may take for any of the files, all of it counted: code, fonts, the file.
	maxMemory = 100_000_000
	// patience ends a program that hangs. Nothing else is asserted about time: the log has it.
	patience = time.Minute
)

// file is one hostile file.
type file struct {
	name string // what is wrong with it, and its extension
	make func() []byte
	// code is that of the refusal; empty where the file is read. imports is what import says where that is another.
	code, imports string
}

// measured is what a child process cost.
type measured struct {
	Exit   int
	Wall   time.Duration
	Memory int64 // the largest resident set, in bytes
	Stderr string
}

// launcher names the variable that makes this test a small process which runs its arguments and prints what they cost. A child's
// largest resident set counts that of the process which made it, and a test that makes these files is large.
const launcher = "HOSTILE_LAUNCHER"

func TestMain(m *testing.M) {
	if os.Getenv(launcher) != "" {
		launch(os.Args[1:])
		return
	}
	service.Main(m)
}

func launch(args []string) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Env = []string{"HOME=" + os.Getenv("HOME"), "PATH=" + os.Getenv("PATH")}
	stderr := &head{}
	cmd.Stderr = stderr
	start := time.Now()
	err := cmd.Run()
	m := measured{Wall: time.Since(start), Exit: cmd.ProcessState.ExitCode(), Stderr: stderr.String()}
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		m.Stderr = err.Error()
	}
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		m.Memory = usage.Maxrss << 10
	}
	_ = json.NewEncoder(os.Stdout).Encode(m) // who cannot read it sees no measures
}

// head keeps the beginning of what is written.
type head struct{ bytes.Buffer }

func (t *head) Write(p []byte) (int, error) {
	if room := 4096 - t.Len(); room > 0 {
		t.Buffer.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}

// run gives a file to a command of the program.
func run(t testing.TB, args ...string) measured {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, append([]string{service.Binary(t)}, args...)...)
	cmd.Env = append(os.Environ(), launcher+"=1")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%q: %v", args, err)
	}
	var m measured
	if err := json.Unmarshal(out, &m); err != nil {
		t.Fatalf("%q: %v: %s", args, err, out)
	}
	return m
}

func TestHostile(t *testing.T) {
	dir := t.TempDir()
	for _, f := range files() {
		t.Run(f.name, func(t *testing.T) {
			path := filepath.Join(dir, "x"+f.name[strings.LastIndexByte(f.name, '.'):])
			data := f.make()
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
			if f.imports == "" {
				f.imports = f.code
			}
			for _, c := range [][2]string{{"check", f.code}, {"import", strings.TrimPrefix(f.imports, read)}} {
				m := run(t, c[0], path)
				t.Logf("%-6s of %5.1f MB: %6.2f s, %6.1f MB, exit %d %s", c[0], float64(len(data))/1e6, m.Wall.Seconds(), float64(m.Memory)/1e6, m.Exit, codeOf(&m))
				for _, fault := range judge(c[0], c[1], &m) {
					t.Error(fault)
				}
			}
		})
	}
}

const (
	// read stands for no refusal in file.imports.
	read = "read"
	// either stands for a file that is legal and a plague: whether it is read is a matter of limits.
	either = "*"
)

// judge returns what is wrong with how a command ended.
func judge(command, want string, m *measured) (faults []string) {
	if m.Exit < 0 || m.Exit > 2 || strings.Contains(m.Stderr, "goroutine ") || strings.Contains(m.Stderr, "lỗi của chương trình") {
		faults = append(faults, fmt.Sprintf("%s ended with %d: %s", command, m.Exit, m.Stderr))
	} else if got := codeOf(m); got != want && want != either {
		faults = append(faults, fmt.Sprintf("%s: refused with %q, want %q", command, got, want))
	}
	if m.Memory > maxMemory {
		faults = append(faults, fmt.Sprintf("%s took %.1f MB", command, float64(m.Memory)/1e6))
	}
	return faults
}

var code = regexp.MustCompile(`\[([a-z_]+)\]`)

// codeOf returns the code of the first problem that the program told before it ended without a result.
func codeOf(m *measured) string {
	if m.Exit != 2 {
		return ""
	}
	if found := code.FindStringSubmatch(m.Stderr); found != nil {
		return found[1]
	}
	return "?"
}

func files() []file {
	var all []file
	for _, list := range [][]file{archives(), prologs(), packages(), heavy(), pdfs(), texts(), jsons()} {
		all = append(all, list...)
	}
	return all
}
