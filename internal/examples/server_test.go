// Package examples holds the tests of what integrators copy: every command of the HTTP guide, the programs of docs/examples and
// the collection of calls, run against the real binary. It has no code of its own.
package examples

import (
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"vanban/internal/service"
)

func TestMain(m *testing.M) { service.Main(m) }

// server is a running `vanban serve` and what callers need to know of it.
type server struct {
	url string
	key string // empty where the server asks for none
}

// startOpen runs the service as it starts on an office's own machine.
func startOpen(t *testing.T) *server {
	t.Helper()
	return &server{url: service.Start(t).URL}
}

// webhookSecret signs the webhooks of tests.
const webhookSecret = "whsec_dGhpcyBzZWNyZXQgaXMgbm8gc2VjcmV0IGF0IGFsbCE="

// startSigning runs it with a key for the codes of certificates, and one for webhooks to this machine.
func startSigning(t *testing.T) *server {
	t.Helper()
	dir := t.TempDir()
	key, secret := filepath.Join(dir, "key.pem"), filepath.Join(dir, "secret")
	if out, err := exec.Command(service.Binary(t), "key", "--seal", "Sở Nội vụ tỉnh An Bình, từ 2026", "-o", key).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if err := os.WriteFile(secret, []byte(webhookSecret), 0o600); err != nil {
		t.Fatal(err)
	}
	return &server{url: service.Start(t, "--seal", key, "--webhook-secret", secret, "--webhook-private").URL}
}

// startKeyed runs it as it does for others.
func startKeyed(t *testing.T) *server {
	t.Helper()
	key, file := service.Key(t)
	return &server{url: service.Start(t, "--keys", file).URL, key: key}
}

// reply is what the server answered.
type reply struct {
	status int
	header http.Header
	body   []byte
}

// call sends a request with the server's key.
func (s *server) call(t *testing.T, method, path, media, body string) reply {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, s.url+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", media)
	if s.key != "" {
		request.Header.Set("Authorization", "Bearer "+s.key)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply{answer.StatusCode, answer.Header, data}
}

func (s *server) post(t *testing.T, path, document string) reply {
	t.Helper()
	return s.upload(t, path, "application/json", document)
}

// upload sends a file of a media type.
func (s *server) upload(t *testing.T, path, media, file string) reply {
	t.Helper()
	return s.call(t, http.MethodPost, path, media, file)
}

func (s *server) get(t *testing.T, path string) []byte {
	t.Helper()
	r := s.call(t, http.MethodGet, path, "", "")
	if r.status != http.StatusOK {
		t.Fatalf("%s: %d", path, r.status)
	}
	return r.body
}

// environment is what a program is run with: the server's address and key, a known language, and no proxy in between.
func (s *server) environment(url string) []string {
	return append(os.Environ(), "LC_ALL=C.UTF-8", "VANBAN_URL="+url, "VANBAN_KEY="+s.key,
		"NO_PROXY=127.0.0.1", "no_proxy=127.0.0.1")
}
