// Package examples holds the tests of what integrators copy: every command of the HTTP guide, the programs of docs/examples and
// the collection of calls, run against the real binary. It has no code of its own.
package examples

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// startTime bounds what the server takes to listen, and then to stop.
const startTime = 30 * time.Second

// server is a running `vanban serve`.
type server struct {
	url string
	key string // empty where the server asks for none
	cmd *exec.Cmd
}

// The servers that all tests share: as it starts on an office's own machine, and as it runs for others.
var open, keyed *server

func TestMain(m *testing.M) {
	os.Exit(func() int {
		dir, err := os.MkdirTemp("", "vanban-examples")
		if err == nil {
			defer func() { _ = os.RemoveAll(dir) }()
			err = startBoth(dir)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		defer open.stop()
		defer keyed.stop()
		return m.Run()
	}())
}

func startBoth(dir string) error {
	binary := filepath.Join(dir, "vanban")
	if out, err := exec.Command("go", "build", "-o", binary, "vanban/cmd/vanban").CombinedOutput(); err != nil {
		return fmt.Errorf("go build: %w\n%s", err, out)
	}
	var secret bytes.Buffer
	makeKey := exec.Command(binary, "key", "trial", "--scopes", "render,validate,metrics")
	makeKey.Stderr = &secret
	line, err := makeKey.Output() // for the file; the key itself is on standard error
	key := regexp.MustCompile(`vb_[\w-]+`).FindString(secret.String())
	if err != nil || key == "" {
		return fmt.Errorf("vanban key: %w\n%s", err, secret.String())
	}
	keys := filepath.Join(dir, "keys")
	if err := os.WriteFile(keys, line, 0o600); err != nil {
		return err
	}
	if open, err = start(binary, ""); err != nil {
		return err
	}
	if keyed, err = start(binary, key, "--keys", keys); err != nil {
		open.stop()
	}
	return err
}

// start runs the server on a free port and waits until it is ready.
func start(binary, key string, args ...string) (*server, error) {
	cmd := exec.Command(binary, append([]string{"serve", "--addr", "127.0.0.1:0", "--log-format", "json"}, args...)...)
	read, write, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	cmd.Stdout, cmd.Stderr = write, write
	cmd.Env = slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "VANBAN_") })
	err = cmd.Start()
	write.Close()
	if err != nil {
		return nil, err
	}
	s := &server{key: key, cmd: cmd}
	listening := make(chan string, 1)
	go readLog(read, listening)
	select {
	case addr, ok := <-listening:
		if ok {
			s.url = "http://" + addr
			return s, s.waitReady()
		}
		err = fmt.Errorf("vanban serve %q ended before it listened: %s", args, exit(cmd))
	case <-time.After(startTime):
		s.stop()
		err = fmt.Errorf("vanban serve %q did not say within %s where it listens", args, startTime)
	}
	return nil, err
}

func exit(cmd *exec.Cmd) string {
	_ = cmd.Wait() // says no more than the state
	return cmd.ProcessState.String()
}

// readLog hands on the address that the log names and drains the rest, so that the server never waits for its reader. What
// is not of the log, a crash for example, is shown.
func readLog(log io.ReadCloser, listening chan<- string) {
	defer func() { _ = log.Close() }()
	defer close(listening)
	lines := bufio.NewScanner(log)
	for lines.Scan() {
		var line struct{ Level, Msg, Addr string }
		if json.Unmarshal(lines.Bytes(), &line) != nil || line.Level == "ERROR" {
			fmt.Fprintln(os.Stderr, lines.Text())
		}
		if line.Msg == "listening" {
			listening <- line.Addr
		}
	}
}

func (s *server) waitReady() error {
	var last error
	for end := time.Now().Add(startTime); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		r, err := s.call(http.MethodGet, "/readyz", "")
		if err == nil && r.status == http.StatusOK {
			return nil
		}
		if last = err; err == nil {
			last = fmt.Errorf("/readyz: status %d", r.status)
		}
	}
	s.stop()
	return last
}

func (s *server) stop() {
	_ = s.cmd.Process.Signal(os.Interrupt)
	kill := time.AfterFunc(startTime, func() { _ = s.cmd.Process.Kill() })
	defer kill.Stop()
	_ = s.cmd.Wait()
}

// command calls the server's program with other arguments.
func (s *server) command(args ...string) ([]byte, error) {
	return exec.Command(s.cmd.Path, args...).CombinedOutput()
}

// reply is what the server answered.
type reply struct {
	status int
	header http.Header
	body   []byte
}

// call sends a request with the server's key.
func (s *server) call(method, path, document string) (reply, error) {
	request, err := http.NewRequest(method, s.url+path, strings.NewReader(document))
	if err != nil {
		return reply{}, err
	}
	request.Header.Set("Content-Type", "application/json")
	if s.key != "" {
		request.Header.Set("Authorization", "Bearer "+s.key)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return reply{}, err
	}
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(answer.Body)
	return reply{answer.StatusCode, answer.Header, body}, err
}

func (s *server) post(t *testing.T, path, document string) reply {
	t.Helper()
	r, err := s.call(http.MethodPost, path, document)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func (s *server) get(t *testing.T, path string) []byte {
	t.Helper()
	r, err := s.call(http.MethodGet, path, "")
	if err != nil || r.status != http.StatusOK {
		t.Fatalf("%s: %d, %v", path, r.status, err)
	}
	return r.body
}

// environment is what a program is run with: the server's address and key, a known language, and no proxy in between.
func (s *server) environment(url string) []string {
	return append(os.Environ(), "LC_ALL=C.UTF-8", "VANBAN_URL="+url, "VANBAN_KEY="+s.key,
		"NO_PROXY=127.0.0.1", "no_proxy=127.0.0.1")
}

// missing skips the test for want of something on the machine, or fails it where all has to be there.
func missing(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("REQUIRE_TOOLS") == "1" {
		t.Fatalf("%s is required (REQUIRE_TOOLS=1) but absent; tools/setup.sh installs it", what)
	}
	t.Skipf("%s is absent; tools/setup.sh installs it", what)
}
