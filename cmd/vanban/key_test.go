package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"vanban/api"
)

// makeKey calls the command and returns the key and its line for the key file.
func makeKey(t *testing.T, args ...string) (secret, line string) {
	t.Helper()
	code, stdout, stderr := call("", append([]string{"key"}, args...)...)
	secret = regexp.MustCompile(`vb_[\w-]{43}\b`).FindString(stderr)
	if code != exitGood || secret == "" || strings.Contains(stdout, secret) || strings.Count(stdout, "\n") != 1 {
		t.Fatalf("%q: exit code %d, stdout %q, stderr %q", args, code, stdout, stderr)
	}
	return secret, stdout
}

func TestKey(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string // the line up to the hash
	}{
		{[]string{"van-phong-so"}, "van-phong-so render,validate,import,check,batch 50/100 sha256:"},
		{[]string{"a", "--rate", "0.5"}, "a render,validate,import,check,batch 0.5/1 sha256:"},
		{[]string{"--scopes", "metrics", "--rate", "2", "--burst", "7", "prometheus"}, "prometheus metrics 2/7 sha256:"},
		{[]string{"a", "--scopes", "render, metrics"}, "a render,metrics 50/100 sha256:"},
	} {
		_, line := makeKey(t, c.args...)
		if !strings.HasPrefix(line, c.want) {
			t.Errorf("%q: %s", c.args, line)
		}
		keys, err := api.ReadKeys(strings.NewReader(line))
		if err != nil || len(keys) != 1 || keys[0].String()+"\n" != line {
			t.Errorf("%q: the line is read back as %v, %v", c.args, keys, err)
		}
	}
	a, _ := makeKey(t, "a")
	if b, _ := makeKey(t, "a"); a == b {
		t.Error("two keys are the same")
	}
}

func TestBadKey(t *testing.T) {
	for _, args := range [][]string{
		{}, {"a", "b"}, {"văn-phòng"}, {"a b"}, {"-"}, {"a", "--scopes", "fly"}, {"a", "--scopes", ""},
		{"a", "--rate", "0"}, {"a", "--rate", "-1"}, {"a", "--rate", "NaN"}, {"a", "--rate", "Inf"}, {"a", "--burst", "-1"}, {"a", "--rate", "many"},
	} {
		code, stdout, stderr := call("", append([]string{"key"}, args...)...)
		if code != exitBad || stdout != "" || !strings.HasPrefix(stderr, "vanban: ") || strings.Contains(stderr, "vb_") {
			t.Errorf("%q: exit code %d, stdout %q, stderr %q", args, code, stdout, stderr)
		}
	}
}

// TestServeWithKeys: keys that the command makes open what they are for, from a file and from the environment.
func TestServeWithKeys(t *testing.T) {
	office, line := makeKey(t, "office")
	watcher, second := makeKey(t, "watcher", "--scopes", "metrics")
	file := filepath.Join(t.TempDir(), "keys")
	if err := os.WriteFile(file, []byte("# who may call\n"+line+second), 0o600); err != nil {
		t.Fatal(err)
	}
	check := func(t *testing.T, args ...string) {
		s := startServe(t, args...)
		for _, c := range []struct {
			path, key string
			want      int
		}{
			{"/healthz", "", 200}, {"/v1/types", "", 200}, {"/docs", "", 200},
			{"/v1/documents/validate", "", 401}, {"/v1/documents/validate", "vb_wrong", 401},
			{"/v1/documents/validate", office, 200}, {"/v1/documents/validate", watcher, 403},
			{"/metrics", "", 401}, {"/metrics", office, 403}, {"/metrics", watcher, 200},
		} {
			if got := s.status(t, c.path, c.key); got != c.want {
				t.Errorf("%s with key %.5q: status %d, want %d", c.path, c.key, got, c.want)
			}
		}
		if _, log := s.stop(); strings.Contains(log, office) || strings.Contains(log, watcher) {
			t.Errorf("a key stands in the log:\n%s", log)
		}
	}
	t.Run("file", func(t *testing.T) { check(t, "--keys", file) })
	t.Run("environment", func(t *testing.T) {
		t.Setenv("VANBAN_KEYS", strings.TrimSpace(line)+";"+second)
		check(t, "--addr", ":0")
	})
}
