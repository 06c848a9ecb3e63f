package service

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"vanban/internal/referee"
)

// proxy is nginx with the configuration of deploy, in front of a service.
type proxy struct {
	client    *http.Client
	key       string
	accessLog string
	stop      func()
}

// startProxy runs nginx on a socket of its own. Only the places where things lie are changed in the configuration.
func startProxy(t *testing.T, upstream, key string) *proxy {
	t.Helper()
	if !referee.Have(t, "nginx") {
		t.Skip("nginx is absent") // an example is tried where it can be; nothing else here needs nginx
	}
	dir := t.TempDir()
	selfSigned(t, filepath.Join(dir, "tls_cert"), filepath.Join(dir, "tls_key"))
	config, err := os.ReadFile(filepath.Join(referee.Root(t), "deploy", "nginx.conf"))
	if err != nil {
		t.Fatal(err)
	}
	socket, accessLog := filepath.Join(dir, "nginx.sock"), filepath.Join(dir, "access.log")
	places := []string{
		"listen 8443", "listen unix:" + socket,
		"server vanban:8080", "server " + upstream,
		"/run/secrets/", dir + "/",
		"/tmp/", dir + "/",
		"/dev/stdout", accessLog,
		"include /etc/nginx/mime.types;", "",
		"error_log stderr warn", "error_log stderr notice", // says when it is ready
	}
	for i := 0; i < len(places); i += 2 {
		if !bytes.Contains(config, []byte(places[i])) {
			t.Fatalf("nginx.conf has no %q", places[i])
		}
	}
	text := strings.NewReplacer(places...).Replace(string(config))
	if os.Geteuid() == 0 {
		text = "user root;\n" + text // the test's folder is nobody else's
	}
	file := filepath.Join(dir, "nginx.conf")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(referee.Tool(t, "nginx"), "-p", dir, "-e", "stderr", "-c", file, "-g", "daemon off;")
	errs, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	said := newLines()
	ready, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		began := false
		for in := bufio.NewScanner(errs); in.Scan(); {
			said.add(append(in.Bytes(), '\n'))
			if !began && strings.Contains(in.Text(), "start worker process") {
				began = true
				close(ready)
			}
		}
	}()
	stop := sync.OnceFunc(func() {
		_ = cmd.Process.Signal(os.Interrupt)
		<-ended
		_ = cmd.Wait()
	})
	t.Cleanup(func() {
		stop()
		if t.Failed() {
			t.Logf("nginx said at the end:\n%s", said)
		}
	})
	select {
	case <-ready:
	case <-ended:
		t.Fatal("nginx has ended")
	}
	transport := &http.Transport{
		TLSClientConfig:    &tls.Config{InsecureSkipVerify: true},
		DisableCompression: true,
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, "unix", socket)
		},
	}
	t.Cleanup(transport.CloseIdleConnections)
	return &proxy{client: &http.Client{Transport: transport, Timeout: patience}, key: key, accessLog: accessLog, stop: stop}
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// call sends a document, or nothing for GET, and returns the answer.
func (p *proxy) call(t *testing.T, path string, document []byte, headers ...string) answer {
	t.Helper()
	req, err := http.NewRequest(http.MethodPost, "https://vanban"+path, bytes.NewReader(document))
	if document == nil {
		req, err = http.NewRequest(http.MethodGet, "https://vanban"+path, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", "Bearer "+p.key)
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	res, err := p.client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(res.Body)
	if err = errors.Join(err, res.Body.Close()); err != nil {
		t.Fatal(err)
	}
	return answer{res.StatusCode, res.Header, body}
}

// TestProxy calls the service through nginx as deploy sets it up.
func TestProxy(t *testing.T) {
	secret, keys := Key(t)
	service := Start(t, "--keys", keys)
	p := startProxy(t, strings.TrimPrefix(service.URL, "http://"), secret)
	document := sample(t)

	pdf := p.call(t, "/v1/documents", document)
	if pdf.status != 200 || !bytes.HasPrefix(pdf.body, []byte("%PDF-")) || pdf.header.Get("Vanban-Pages") != "5" ||
		!strings.HasPrefix(pdf.header.Get("ETag"), `"`) || !strings.Contains(pdf.header.Get("Content-Disposition"), "filename*=") {
		t.Errorf("a PDF: %d %v", pdf.status, pdf.header)
	}
	if pdf.header.Get("Strict-Transport-Security") == "" || pdf.header.Get("X-Request-Id") == "" {
		t.Errorf("headers: %v", pdf.header)
	}

	svg := p.call(t, "/v1/documents?format=svg", document, "Accept-Encoding", "gzip")
	if plain, err := gzip.NewReader(bytes.NewReader(svg.body)); err != nil {
		t.Errorf("SVG is not compressed: %v, %v", err, svg.header)
	} else if text, err := io.ReadAll(plain); err != nil || !bytes.Contains(text, []byte("<svg")) {
		t.Errorf("the SVG: %v, %.100q", err, text)
	}
	if res := p.call(t, "/v1/documents?format=svg", document, "Accept-Encoding", "gzip", "If-None-Match", svg.header.Get("ETag")); res.status != 304 {
		t.Errorf("the same once more: %d", res.status)
	}

	p.key = "vb_wrong"
	if res := p.call(t, "/v1/documents", document); res.status != 401 || res.header.Get("WWW-Authenticate") == "" || !isProblem(res, "bad_key") {
		t.Errorf("a wrong key: %d %s", res.status, res.body)
	}
	p.key = secret
	if res := p.call(t, "/v1/documents", bytes.Repeat([]byte(" "), 4<<20+1)); res.status != 413 || !isProblem(res, "body_too_large") {
		t.Errorf("too large a body: %d %.300s", res.status, res.body)
	}
	if res := p.call(t, "/metrics", nil); res.status != 404 {
		t.Errorf("/metrics: %d", res.status)
	}
	for given, want := range map[string]string{"abc-1": "abc-1", "a b": ""} {
		res := p.call(t, "/v1/types", nil, "X-Request-Id", given)
		if got := res.header.Get("X-Request-Id"); want != "" && got != want || want == "" && (got == given || len(got) != 32) {
			t.Errorf("the request id %q came back as %q", given, got)
		}
	}

	if err := service.Stop(); err != nil {
		t.Fatal(err)
	}
	res := p.call(t, "/v1/documents", document, "X-Request-Id", "late")
	if res.status != 503 || res.header.Get("Retry-After") != "5" || res.header.Get("X-Request-Id") != "late" || !isProblem(res, "busy") {
		t.Errorf("no service: %d %v %s", res.status, res.header, res.body)
	}
	p.stop() // the line is written after the answer has gone out
	access, err := os.ReadFile(p.accessLog)
	if err != nil || !bytes.Contains(access, []byte(`"request_id":"late"`)) || bytes.Contains(access, []byte(secret)) {
		t.Errorf("the log: %v\n%s", err, access)
	}
}

func isProblem(res answer, code string) bool {
	return res.header.Get("Content-Type") == "application/problem+json" && bytes.Contains(res.body, []byte(fmt.Sprintf(`"code":%q`, code)))
}

// selfSigned writes a certificate and its key.
func selfSigned(t *testing.T, certificate, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: []string{"vanban"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour)}
	public, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	for name, block := range map[string]*pem.Block{certificate: {Type: "CERTIFICATE", Bytes: public}, key: {Type: "PRIVATE KEY", Bytes: secret}} {
		if err := os.WriteFile(name, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
