// Package service holds the tests of the running service: its OpenAPI document against its answers, speed and memory under load,
// stopping, a proxy in front. It owns how tests build the program, start it and end it, for other packages' tests too.
package service

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// patience bounds what the program takes to begin and to end, so that a hanging one fails its own test and not the whole run.
const patience = time.Minute

// Process is a running `vanban serve`, or another of the program's commands that runs until it is told to stop.
type Process struct {
	URL string // without a slash at the end; of serve alone
	PID int

	name    string // for people
	cmd     *exec.Cmd
	log     *lines
	drained chan struct{} // closed when the log has come to its end
	once    sync.Once
	err     error
	judged  bool // the test has seen how it ended
}

// Start runs the program's command serve on a free port of this machine, with these flags and no VANBAN_ variables, and waits
// until it listens, which it tells at the level info of its log. Its data are in a folder of the test's. It is ended with the test,
// whose log gets the process's own if the test fails.
func Start(t testing.TB, args ...string) *Process {
	t.Helper()
	return StartWith(t, nil, args...)
}

// StartWith is Start with variables of the environment, NAME=VALUE each.
func StartWith(t testing.TB, env []string, args ...string) *Process {
	t.Helper()
	args = append([]string{"serve", "--addr", "127.0.0.1:0", "--log-format", "json"}, args...)
	p := launch(t, append([]string{"VANBAN_DATA=" + t.TempDir()}, env...), Binary(t), args...)
	line := p.Await(t, "listening")
	scheme := "http"
	if line.TLS {
		scheme = "https"
	}
	p.URL = scheme + "://" + line.Addr
	return p
}

// launch runs a program that lives until it is told to stop, and reads what it says.
func launch(t testing.TB, env []string, program string, args ...string) *Process {
	t.Helper()
	cmd := exec.Command(program, args...)
	cmd.Env = slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "VANBAN_") })
	cmd.Env = append(cmd.Env, env...)
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatalf("%v", err)
	}
	cmd.Stdout, cmd.Stderr = write, write
	err = cmd.Start()
	_ = write.Close()
	name := filepath.Base(program) + " " + args[0]
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	p := &Process{PID: cmd.Process.Pid, name: name, cmd: cmd, log: newLines(), drained: make(chan struct{})}
	go func() {
		defer close(p.drained)
		p.log.read(read)
	}()
	t.Cleanup(func() {
		if err := p.Stop(); err != nil && !p.judged {
			t.Errorf("%s %q: %v", name, args, err)
		}
		if t.Failed() {
			t.Logf("%s %q said at the end:\n%s", name, args, p.log)
		}
	})
	return p
}

// Await waits for a line of the log with this message.
func (p *Process) Await(t testing.TB, message string) Line {
	t.Helper()
	select {
	case line, ok := <-p.log.wait(message):
		if ok {
			return line
		}
		t.Fatalf("%s ended before it said %q:\n%s", p.name, message, p.log)
	case <-time.After(patience):
		t.Fatalf("%s has not said %q within %s:\n%s", p.name, message, patience, p.log)
	}
	return Line{}
}

// Signal sends a signal to the process.
func (p *Process) Signal(s os.Signal) error { return p.cmd.Process.Signal(s) }

// Stop asks the process to end, waits for it and returns what was wrong with the way it ended. Further calls return the same.
func (p *Process) Stop() error {
	_ = p.Signal(os.Interrupt) // it may have ended by itself
	return p.wait()
}

// wait waits until the process has ended, but not forever, and returns what was wrong with the way it did.
func (p *Process) wait() error {
	p.once.Do(func() {
		kill := time.AfterFunc(patience, func() { _ = p.cmd.Process.Kill() })
		defer kill.Stop()
		<-p.drained
		p.err = p.cmd.Wait()
	})
	return p.err
}
