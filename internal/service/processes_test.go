package service

import (
	"fmt"
	"net"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
)

// kill ends a process as kill -9 does, which leaves it no moment to put anything in order.
func (p *Process) kill(t testing.TB) {
	t.Helper()
	p.judged = true
	if err := p.Signal(syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	_ = p.wait()
}

// worker runs `vanban worker` on a queue, and waits until it works.
func worker(t testing.TB, nats string, args ...string) *Process {
	t.Helper()
	p := launch(t, nil, Binary(t), append([]string{"worker", "--nats", nats, "--log-format", "json"}, args...)...)
	p.Await(t, "working")
	return p
}

// buildQueue makes a real nats-server of the module's own version.
var buildQueue = sync.OnceValues(func() (string, error) {
	if _, err := build(); err != nil {
		return "", err
	}
	name := filepath.Join(built, "nats-server")
	out, err := exec.Command("go", "build", "-o", name, "github.com/nats-io/nats-server/v2").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return name, nil
})

// natsServer runs a nats-server with its data in a folder, and waits until it serves.
func natsServer(t testing.TB, address, dir string) *Process {
	t.Helper()
	program, err := buildQueue()
	if err != nil {
		t.Fatal(err)
	}
	host, port, _ := net.SplitHostPort(address)
	p := launch(t, nil, program, "-js", "-sd", dir, "-a", host, "-p", port)
	p.Await(t, "Server is ready")
	return p
}
