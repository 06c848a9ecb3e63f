package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"flag"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// serving is the command serve while it runs.
type serving struct {
	url  string
	stop func() (code int, log string)
}

// startServe runs the command on a free port until the test stops it or ends.
func startServe(t *testing.T, args ...string) *serving {
	t.Helper()
	read, write := io.Pipe()
	ctx, cancel := context.WithCancel(context.Background())
	a := &app{ctx: ctx, stdin: strings.NewReader(""), stdout: io.Discard, stderr: write}
	result := 0
	go func() {
		result = a.run(append([]string{"serve", "--addr", "127.0.0.1:0", "--data", t.TempDir()}, args...))
		_ = write.Close()
	}()
	var log bytes.Buffer
	lines := bufio.NewScanner(io.TeeReader(read, &log))
	s := &serving{}
	for s.url == "" && lines.Scan() {
		var line struct {
			Msg, Addr string
			TLS       bool
		}
		if json.Unmarshal(lines.Bytes(), &line) == nil && line.Msg == "listening" {
			_, port, _ := net.SplitHostPort(line.Addr)
			s.url = "http://127.0.0.1:" + port
			if line.TLS {
				s.url = "https://127.0.0.1:" + port
			}
		}
	}
	done := make(chan struct{})
	go func() { // the log ends when the command does
		defer close(done)
		for lines.Scan() {
		}
	}()
	s.stop = func() (int, string) {
		cancel()
		<-done
		return result, log.String()
	}
	t.Cleanup(func() { s.stop() })
	if s.url == "" {
		code, log := s.stop()
		t.Fatalf("serve %q ended with %d:\n%s", args, code, log)
	}
	return s
}

// status asks for something with a key, if there is one, and returns the status of the answer.
func (s *serving) status(t *testing.T, path, key string) int {
	t.Helper()
	req, err := http.NewRequest(http.MethodGet, s.url+path, nil)
	if path == "/v1/documents/validate" {
		req, err = http.NewRequest(http.MethodPost, s.url+path, strings.NewReader(`{"type":"ke-hoach"}`))
	}
	if err != nil {
		t.Fatal(err)
	}
	if key != "" {
		req.Header.Set("Authorization", "Bearer "+key)
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true, TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	res, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	return res.StatusCode
}

// TestServeHelp: every flag stands in the help, with what it is when nobody sets it.
func TestServeHelp(t *testing.T) {
	code, stdout, stderr := call("", "serve", "--help")
	if code != exitGood || stderr != "" {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	if _, again, _ := call("", "help", "serve"); again != stdout {
		t.Error("vanban help serve says something else")
	}
	set, _ := serveFlags()
	set.VisitAll(func(f *flag.Flag) {
		for line := range strings.Lines(stdout) {
			if fields := strings.Fields(line); len(fields) == 0 || fields[0] != "--"+f.Name {
				continue
			}
			if f.DefValue != "" && f.DefValue != "false" && !strings.HasSuffix(line, "("+f.DefValue+")\n") {
				t.Errorf("--%s is %s without more: %s", f.Name, f.DefValue, line)
			}
			return
		}
		t.Errorf("no word of --%s", f.Name)
	})
	for _, want := range []string{"(127.0.0.1:8080)", "(4M)", "(10s)", "(1024)", "(json)", "VANBAN_MAX_BODY"} {
		if !strings.Contains(stdout, want) {
			t.Errorf("no word of %s in\n%s", want, stdout)
		}
	}
}

// TestEnvironment: variables set flags, and flags win.
func TestEnvironment(t *testing.T) {
	for _, c := range []struct {
		args []string
		env  map[string]string
		flag string
		want string // the flag's value, or a part of the error
	}{
		{nil, map[string]string{"VANBAN_MAX_BODY": "512k"}, "max-body", "512k"},
		{[]string{"--max-body", "1M"}, map[string]string{"VANBAN_MAX_BODY": "512k"}, "max-body", "1M"},
		{nil, map[string]string{"VANBAN_ADDR": ":9000"}, "addr", ":9000"},
		{nil, map[string]string{"VANBAN_RENDER_TIMEOUT": "3s"}, "render-timeout", "3s"},
		{nil, map[string]string{"VANBAN_NO_KEYS": "true"}, "no-keys", "true"},
		{[]string{"--no-keys=false"}, map[string]string{"VANBAN_NO_KEYS": "true"}, "no-keys", "false"},
		// The keys themselves, not the name of a file.
		{nil, map[string]string{"VANBAN_KEYS": "a render 1/1 sha256:00"}, "keys", ""},
		{nil, map[string]string{"VANBAN_MAX_BODY": "many"}, "", `giá trị "many" của biến môi trường VANBAN_MAX_BODY`},
		{nil, map[string]string{"VANBAN_QUEUE": "many"}, "", `giá trị "many" của biến môi trường VANBAN_QUEUE`},
	} {
		set, _ := serveFlags()
		if err := set.Parse(c.args); err != nil {
			t.Fatal(err)
		}
		err := environment(set, func(name string) (string, bool) { v, ok := c.env[name]; return v, ok })
		switch {
		case c.flag == "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%v: %v, want %s", c.env, err, c.want)
		case c.flag != "" && (err != nil || set.Lookup(c.flag).Value.String() != c.want):
			t.Errorf("%v %v: %v, --%s is %s, want %s", c.env, c.args, err, c.flag, set.Lookup(c.flag).Value, c.want)
		}
	}
}

// TestServeRefuses: nothing is served with a setting that is wrong or unsafe, and the reason is told in Vietnamese.
func TestServeRefuses(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("VANBAN_DATA", filepath.Join(dir, "data"))
	empty, bad := filepath.Join(dir, "empty"), filepath.Join(dir, "bad")
	if err := os.WriteFile(empty, []byte("# none\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(bad, []byte("a render 1/1 vb_a-secret-in-the-place-of-its-hash\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	certificate, private := certificate(t)
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"extra"}, "không nhận tham số"},
		{[]string{"--wings", "2"}, "không có tùy chọn"},
		{[]string{"--max-body"}, "thiếu giá trị"},
		{[]string{"--max-body", "0"}, `giá trị "0" của tùy chọn --max-body`},
		{[]string{"--no-keys=maybe"}, `giá trị "maybe" của tùy chọn --no-keys không dùng được`},
		{[]string{"--max-body", "4G"}, "cần số byte"},
		{[]string{"--max-body", "-4M"}, "cần số byte"},
		{[]string{"--max-body", "4M4"}, "cần số byte"},
		{[]string{"--max-body", "99999M"}, "cần số byte"},
		{[]string{"--max-body", "8M", "--body-memory", "4M"}, ""},
		{[]string{"--max-upload", "33M", "--body-memory", "32M"}, "--max-upload"},
		{[]string{"--render-timeout", "soon"}, `giá trị "soon" của tùy chọn --render-timeout không dùng được`},
		{[]string{"--render-timeout", "-1s"}, ""},
		{[]string{"--renders", "0"}, ""},
		{[]string{"--queue", "-1"}, ""},
		{[]string{"--max-pages", "0"}, "--max-pages"},
		{[]string{"--max-depth", "0"}, "--max-depth"},
		{[]string{"--max-nodes", "-1"}, "--max-nodes"},
		{[]string{"--log-format", "xml"}, "không có dạng nhật ký"},
		{[]string{"--log-level", "loud"}, "không có mức nhật ký"},
		{[]string{"--fonts", filepath.Join(dir, "none")}, ""},
		{[]string{"--keys", filepath.Join(dir, "none")}, "không đọc được tệp khóa"},
		{[]string{"--keys", dir}, "không đọc được danh sách khóa"},
		{[]string{"--keys", empty}, "danh sách khóa trống"},
		{[]string{"--keys", bad}, "dòng 1"},
		{[]string{"--tls-cert", certificate}, "phải đi cùng nhau"},
		{[]string{"--tls-key", private}, "phải đi cùng nhau"},
		{[]string{"--tls-cert", certificate, "--tls-key", certificate}, "không dùng được chứng thư"},
		{[]string{"--addr", "127.0.0.1"}, "127.0.0.1"},
		{[]string{"--addr", taken.Addr().String()}, "không mở được địa chỉ"},
		{[]string{"--addr", ":0"}, "--keys"},
		{[]string{"--addr", "0.0.0.0:0"}, "--no-keys"},
		{[]string{"--addr", "[::]:0"}, "chưa có khóa"},
		{[]string{"--addr", "192.0.2.1:8080"}, "chưa có khóa"},
		{[]string{"--addr", "vanban.example:8080"}, "chưa có khóa"},
	} {
		code, stdout, stderr := call("", append([]string{"serve"}, c.args...)...)
		if code != exitBad || stdout != "" || !strings.HasPrefix(stderr, "vanban: ") || !strings.Contains(stderr, c.want) {
			t.Errorf("%q: exit code %d, stdout %q, stderr %q; want %q", c.args, code, stdout, stderr, c.want)
		}
		if strings.Contains(stderr, "vb_a-secret") {
			t.Errorf("%q: a secret is repeated: %s", c.args, stderr)
		}
	}
}

func TestServe(t *testing.T) {
	s := startServe(t)
	for path, want := range map[string]int{"/healthz": 200, "/readyz": 200, "/metrics": 200, "/docs": 200, "/v1/documents/validate": 200, "/none": 404} {
		if got := s.status(t, path, ""); got != want {
			t.Errorf("%s: status %d, want %d", path, got, want)
		}
	}
	if code, log := s.stop(); code != exitGood || !strings.Contains(log, `"msg":"stopped"`) {
		t.Errorf("exit code %d:\n%s", code, log)
	}
}

// TestServeNoKeys: an address for other machines is served without keys when that is wanted, with a warning.
func TestServeNoKeys(t *testing.T) {
	s := startServe(t, "--addr", ":0", "--no-keys")
	if got := s.status(t, "/v1/documents/validate", ""); got != 200 {
		t.Errorf("status %d", got)
	}
	if _, log := s.stop(); !strings.Contains(log, `"level":"WARN"`) {
		t.Errorf("no warning:\n%s", log)
	}
}

func TestServeTLS(t *testing.T) {
	certificate, private := certificate(t)
	s := startServe(t, "--tls-cert", certificate, "--tls-key", private)
	if !strings.HasPrefix(s.url, "https:") {
		t.Fatalf("the address is %s", s.url)
	}
	if got := s.status(t, "/v1/documents/validate", ""); got != 200 {
		t.Errorf("status %d", got)
	}
	if code, _, stderr := call("", "health", s.url); code != exitGood {
		t.Errorf("health: exit code %d: %s", code, stderr)
	}
	if old, err := tls.Dial("tcp", strings.TrimPrefix(s.url, "https://"), &tls.Config{InsecureSkipVerify: true, MaxVersion: tls.VersionTLS11}); err == nil {
		_ = old.Close()
		t.Error("TLS 1.1 is spoken")
	}
}

// certificate makes one for 127.0.0.1 and returns the names of its files.
func certificate(t *testing.T) (cert, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "vanban"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
	}
	public, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	cert, key = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	for name, block := range map[string]*pem.Block{cert: {Type: "CERTIFICATE", Bytes: public}, key: {Type: "PRIVATE KEY", Bytes: secret}} {
		if err := os.WriteFile(name, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return cert, key
}

// TestServeData: a data folder that cannot be used is told before anything is served.
func TestServeData(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	taken := filepath.Join(dir, "taken")
	startServe(t, "--data", taken)
	secret, bad := filepath.Join(dir, "secret"), filepath.Join(dir, "bad")
	if err := os.WriteFile(bad, []byte("abc"), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, stderr := call("", "key", "--seal", "Sở Nội vụ", "-o", secret); code != exitGood {
		t.Fatal(stderr)
	}
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"--data", file}, "không phải là thư mục"},
		{[]string{"--data", filepath.Join(file, "x")}, "không phải là thư mục"},
		{[]string{"--data", taken}, "một tiến trình vanban khác đang dùng"},
		{[]string{"--data", "/proc/vanban"}, "không dùng được thư mục dữ liệu"},
		{[]string{"--keep", "0s"}, "--keep"},
		{[]string{"--batch-workers", "0"}, "--batch-workers"},
		{[]string{"--seal", filepath.Join(dir, "none")}, "không đọc được khóa ký"},
		{[]string{"--seal", bad}, "không có khóa bí mật"},
		{[]string{"--seal-url", "https://a.example/x"}, "--seal"},
		{[]string{"--seal", secret, "--seal-url", "http://a.example/x"}, "trang xác thực"},
		{[]string{"--webhook-secret", filepath.Join(dir, "none")}, "không đọc được khóa ký webhook"},
		{[]string{"--webhook-secret", bad}, "whsec_"},
	} {
		code, _, stderr := call("", append([]string{"serve", "--addr", "127.0.0.1:0", "--data", filepath.Join(dir, "data")}, c.args...)...)
		if code != exitBad || !strings.HasPrefix(stderr, "vanban: ") || !strings.Contains(stderr, c.want) {
			t.Errorf("%q: exit code %d, %q; want %q", c.args, code, stderr, c.want)
		}
	}
	s := startServe(t, "--seal", secret, "--seal-url", "https://a.example/x")
	for _, path := range []string{"/v1/seal", "/verify", "/v1/batches", "/v1/plates"} {
		if got := s.status(t, path, ""); got != 200 {
			t.Errorf("%s: %d", path, got)
		}
	}
}

// TestWorker: without a cluster there is nothing to do for it.
func TestWorker(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{nil, "cần --nats"}, {[]string{"x"}, "không nhận tham số"}, {[]string{"--data", "x"}, "không có tùy chọn"}, {[]string{"--log-level", "loud"}, "mức nhật ký"},
		{[]string{"--nats", "nats://127.0.0.1:1", "--batch-workers", "none"}, "--batch-workers"}, {[]string{"--nats", "nats://127.0.0.1:1", "--seal", "none"}, "khóa ký"},
	} {
		code, _, stderr := call("", append([]string{"worker"}, c.args...)...)
		if code != exitBad || !strings.Contains(stderr, c.want) {
			t.Errorf("%q: %d %s", c.args, code, stderr)
		}
	}
	code, stdout, _ := call("", "worker", "--help")
	set, _ := workerFlags()
	set.VisitAll(func(f *flag.Flag) {
		if code != exitGood || !strings.Contains(stdout, "--"+f.Name+" ") {
			t.Errorf("%d, no word of --%s", code, f.Name)
		}
	})
}
