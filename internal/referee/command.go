package referee

import (
	"fmt"
	"os"
	"path/filepath"
)

// Command lets the helpers of tests run outside a test, in a script that makes files.
type Command struct {
	name string
	dir  string
	n    int
}

type ended struct{}

// RunCommand runs a script under its name and returns its exit code: 1 after [Command.Fatalf]. Its temporary folders are gone then.
func RunCommand(name string, script func(*Command)) (code int) {
	dir, err := os.MkdirTemp("", "vanban-"+name+"-")
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", name, err)
		return 1
	}
	defer func() {
		_ = os.RemoveAll(dir) // the system clears its temporary folder anyway
		if r := recover(); r != nil {
			if r != any(ended{}) {
				panic(r)
			}
			code = 1
		}
	}()
	script(&Command{name: name, dir: dir})
	return 0
}

// Helper does nothing: a script has no line of a test to blame.
func (c *Command) Helper() {}

// Logf prints a line on standard error.
func (c *Command) Logf(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }

// Fatalf prints a line and ends the script.
func (c *Command) Fatalf(format string, args ...any) {
	c.Logf(c.name+": "+format, args...)
	panic(ended{})
}

// Skipf ends the script: what a test may skip, a script that makes files can't do without.
func (c *Command) Skipf(format string, args ...any) { c.Fatalf(format, args...) }

// TempDir returns a new folder.
func (c *Command) TempDir() string {
	c.n++
	dir := filepath.Join(c.dir, fmt.Sprint(c.n))
	if err := os.Mkdir(dir, 0o700); err != nil {
		c.Fatalf("temporary folder: %v", err)
	}
	return dir
}

// Save writes a file, with the folders above it.
func (c *Command) Save(path string, data []byte) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		c.Fatalf("%v", err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		c.Fatalf("%v", err)
	}
}
