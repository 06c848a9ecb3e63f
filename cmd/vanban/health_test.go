package main

import (
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestHealth(t *testing.T) {
	s := startServe(t)
	other := httptest.NewServer(http.NotFoundHandler())
	defer other.Close()
	for _, url := range []string{s.url, s.url + "/"} {
		if code, stdout, stderr := call("", "health", url); code != exitGood || stdout+stderr != "" {
			t.Errorf("%s: exit code %d: %s%s", url, code, stdout, stderr)
		}
	}
	t.Setenv("VANBAN_ADDR", strings.TrimPrefix(s.url, "http://"))
	if code, _, stderr := call("", "health"); code != exitGood {
		t.Errorf("the server of the environment: exit code %d: %s", code, stderr)
	}
	s.stop()
	for _, url := range []string{s.url, other.URL} {
		if code, _, stderr := call("", "health", url); code != exitFindings || stderr == "" {
			t.Errorf("%s: exit code %d: %s", url, code, stderr)
		}
	}
	for _, args := range [][]string{{"a", "b"}, {"--wings"}, {"://"}} {
		if code, _, stderr := call("", append([]string{"health"}, args...)...); code != exitBad || stderr == "" {
			t.Errorf("%q: exit code %d: %s", args, code, stderr)
		}
	}
}

// TestOwnURL: the container's health check asks the server that has the same environment.
func TestOwnURL(t *testing.T) {
	for _, c := range []struct{ addr, certificate, want string }{
		{"", "", "http://127.0.0.1:8080"},
		{":8080", "", "http://127.0.0.1:8080"},
		{"0.0.0.0:9000", "", "http://127.0.0.1:9000"},
		{"[::]:9000", "", "http://127.0.0.1:9000"},
		{"[::1]:9000", "cert.pem", "https://[::1]:9000"},
		{"192.0.2.1:80", "", "http://192.0.2.1:80"},
	} {
		env := map[string]string{"VANBAN_TLS_CERT": c.certificate}
		if c.addr != "" {
			env["VANBAN_ADDR"] = c.addr
		}
		if got := ownURL(func(name string) (string, bool) { v, ok := env[name]; return v, ok }); got != c.want {
			t.Errorf("%q: %s, want %s", c.addr, got, c.want)
		}
	}
	if _, _, err := net.SplitHostPort(strings.TrimPrefix(ownURL(func(string) (string, bool) { return "", false }), "http://")); err != nil {
		t.Error(err)
	}
}
