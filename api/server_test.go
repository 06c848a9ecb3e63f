package api

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"math/big"
	"net"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/valyala/fasthttp"
)

// until lets others run until something has happened. The deadline only ends a test that hangs.
func until(t *testing.T, what string, happened func() bool) {
	t.Helper()
	for deadline := time.Now().Add(hang); !happened(); runtime.Gosched() {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain: %s", what)
		}
	}
}

// TestConcurrentShutdownFinishesWhatIsRunning stops a server while one request waits at the gate and another is half sent.
func TestConcurrentShutdownFinishesWhatIsRunning(t *testing.T) {
	s, log := made(t, func(c *Config) { c.Renders = 1 })
	active := make(chan struct{}, 10)
	s.fast.ConnState = func(_ net.Conn, state fasthttp.ConnState) {
		if state == fasthttp.StateActive {
			active <- struct{}{}
		}
	}
	st := listen(t, s, log)
	if err := st.gate.enter(t.Context(), ""); err != nil {
		t.Fatal(err)
	}
	running, open := st.dial(), st.dial()
	running.send(post("/v1/documents/validate", plan()), false)
	open.send("GET /readyz HTTP/1.1\r\nHost: a\r\n", false)
	<-active
	<-active
	until(t, "a request at the gate", func() bool { return st.gate.waiting.Load() == 1 })

	ctx, cancel := context.WithTimeout(t.Context(), hang)
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- st.Shutdown(ctx) }()
	until(t, "the end begins", st.draining.Load)
	open.send("\r\n", false)
	refusedWith(t, open.must("GET"), shuttingDown)
	select {
	case err := <-done:
		t.Fatalf("over before the running request: %v", err)
	default:
	}
	st.gate.leave()
	if r := running.must("POST"); r.StatusCode != 200 {
		t.Errorf("the running request: %d %s", r.StatusCode, r.data)
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
	if c, err := net.Dial("tcp", st.addr); err == nil {
		c.Close()
		t.Error("connections are still taken")
	}
}

// TestConcurrentShutdownGivesUp runs out of time: what still waits is refused, and the caller learns of it.
func TestConcurrentShutdownGivesUp(t *testing.T) {
	st := open(t, func(c *Config) { c.Renders = 1 })
	if err := st.gate.enter(t.Context(), ""); err != nil {
		t.Fatal(err)
	}
	w := st.dial()
	w.send(post("/v1/documents/validate", plan()), false)
	until(t, "a request at the gate", func() bool { return st.gate.waiting.Load() == 1 })
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := st.Shutdown(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("shutdown: %v", err)
	}
	if r := w.must("POST"); r.StatusCode != 503 || r.Header.Get("Retry-After") == "" {
		t.Errorf("%d %s", r.StatusCode, r.data)
	}
	st.gate.leave()
}

func TestCORSOnlyWhenConfigured(t *testing.T) {
	const page, other = "https://noi-bo.example.vn", "https://evil.example"
	_, k := testKey(t, "a", scopes, 1000, 1000)
	preflight := func(origin string) string {
		return request("OPTIONS", "/v1/documents", "", "Origin: "+origin, "Access-Control-Request-Method: POST", "Access-Control-Request-Headers: authorization,content-type")
	}
	closed := open(t)
	for _, raw := range []string{preflight(page), post("/v1/documents", plan(), "Origin: "+page), get("/v1/types", "Origin: null")} {
		r := closed.ask(raw)
		for name := range r.Header {
			if strings.HasPrefix(name, "Access-Control-") {
				t.Errorf("not configured: %s", name)
			}
		}
	}
	st := open(t, func(c *Config) { c.Origins, c.Keys = []string{page, "https://*.trong.vn"}, []Key{k} })
	if r := st.ask(preflight(page)); r.StatusCode != 204 || r.Header.Get("Access-Control-Allow-Origin") != page || !strings.Contains(r.Header.Get("Access-Control-Allow-Headers"), "Authorization") ||
		!strings.Contains(r.Header.Get("Access-Control-Allow-Methods"), "POST") || r.Header.Get("Access-Control-Allow-Credentials") != "" {
		t.Errorf("preflight: %s", r.head)
	}
	for _, origin := range []string{other, "null", page + ".evil.example", "http://noi-bo.example.vn", "https://trong.vn.evil", "https://xtrong.vn", page + ":8443"} {
		for _, raw := range []string{preflight(origin), get("/v1/types", "Origin: "+origin)} {
			if r := st.ask(raw); r.Header.Get("Access-Control-Allow-Origin") != "" {
				t.Errorf("%s: %s", origin, r.head)
			}
		}
	}
	for _, raw := range []string{
		get("/v1/types", "Origin: "+page), get("/v1/types", "Origin: https://a.trong.vn"), get("/nowhere", "Origin: "+page), request("DELETE", "/v1/types", "", "Origin: "+page),
		post("/v1/documents", plan(), "Origin: "+page), get("/metrics", "Origin: "+page),
	} {
		r := st.ask(raw)
		if r.Header.Get("Access-Control-Allow-Origin") == "" || !strings.Contains(r.Header.Get("Access-Control-Expose-Headers"), headerRequestID) || !strings.Contains(strings.Join(r.Header.Values("Vary"), ","), "Origin") {
			t.Errorf("%.40s: %s", raw, r.head)
		}
	}
	refusedWith(t, st.ask(request("DELETE", "/v1/types", "", "Origin: "+page)), methodNotAllowed)
	refusedWith(t, st.ask(post("/v1/documents", plan(), "Origin: "+page)), noKey)

	all := open(t, func(c *Config) { c.Origins = []string{page} })
	r := all.ask(post("/v1/documents", plan(), "Origin: "+page))
	if vary := strings.Join(r.Header.Values("Vary"), ","); r.StatusCode != 200 || !strings.Contains(vary, "Origin") || !strings.Contains(vary, "Accept") {
		t.Errorf("Vary %q: a cache would give one page's answer to another", vary)
	}
}

// certificate makes one for 127.0.0.1.
func certificate(t *testing.T) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test"}, NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(leaf)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pool
}

// openTLS starts a server behind TLS; the pool knows its certificate.
func openTLS(t *testing.T) (*site, *x509.CertPool) {
	t.Helper()
	cert, pool := certificate(t)
	s, log := made(t, func(c *Config) { c.TLS = true })
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	st := &site{Server: s, t: t, addr: l.Addr().String(), log: log, listener: &watched{Listener: l}, served: make(chan error, 1)}
	go func() {
		st.served <- s.Serve(tls.NewListener(st.listener, &tls.Config{Certificates: []tls.Certificate{cert}}))
	}()
	t.Cleanup(st.close)
	return st, pool
}

func TestTLS(t *testing.T) {
	st, pool := openTLS(t)
	c, err := tls.Dial("tcp", st.addr, &tls.Config{RootCAs: pool})
	if err != nil {
		t.Fatal(err)
	}
	w := wired(t, c)
	for _, raw := range []string{get("/healthz"), post("/v1/documents", plan()), post("/v1/documents", "{"), get("/nowhere"), "nonsense\r\n\r\n"} {
		w.send(raw, false)
		method, _, _ := strings.Cut(raw, " ")
		if r := w.must(method); !strings.HasPrefix(r.Header.Get("Strict-Transport-Security"), "max-age=") {
			t.Errorf("%.20s: %s", raw, r.head)
		}
	}
	if c, err := tls.Dial("tcp", st.addr, &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}); err == nil {
		c.Close()
		t.Error("TLS 1.1 is taken")
	}
	plain := st.dial()
	plain.send(get("/healthz"), true)
	if r, err := plain.next("GET"); err == nil && r.StatusCode == 200 {
		t.Error("an answer without encryption")
	}
	c2, err := tls.Dial("tcp", st.addr, &tls.Config{RootCAs: pool})
	if err != nil {
		t.Fatal(err)
	}
	again := wired(t, c2)
	again.send(post("/v1/documents/validate", plan()), false)
	if r := again.must("POST"); r.StatusCode != 200 {
		t.Errorf("afterwards: %d", r.StatusCode)
	}
	c.Close()
	c2.Close()
	if r := open(t).ask(get("/healthz")); r.Header.Get("Strict-Transport-Security") != "" {
		t.Error("browsers are told to stay with HTTPS where there is none")
	}
}

// TestMetricsKeepTheirLabels sends what could make a series of its own for every request.
func TestMetricsKeepTheirLabels(t *testing.T) {
	st := open(t)
	for _, raw := range []string{
		get("/a"), get("/b/c?d"), request("BREW", "/v1/types", ""), request("STEEP", "/x", ""), get("/v1/types/x"), get("/v1/types/y"), get("/docs/z"), post("/v1/documents", plan("type", `"series"`)),
		post("/v1/documents", "{"), post("/v1/documents?format=pdf", plan()), "nonsense\r\n\r\n", request("DELETE", "/v1/types/x", ""),
	} {
		st.ask(raw)
	}
	text := string(st.ask(get("/metrics")).data)
	for _, want := range []string{
		`vanban_http_requests_total{method="other",route="none",status="501"} 2`, `vanban_http_requests_total{method="GET",route="none",status="404"} 2`,
		`vanban_http_requests_total{method="GET",route="/v1/types/{type}",status="404"} 2`, `vanban_documents_total{format="pdf",outcome="made",type="ke-hoach"} 1`,
		`vanban_documents_total{format="pdf",outcome="invalid",type="unknown"} 2`, "vanban_pages_total 1", "vanban_renders_running 0", "vanban_queue_length 0", `vanban_build_info{version="test"} 1`,
	} {
		if !strings.Contains(text, want+"\n") {
			t.Errorf("no %s", want)
		}
	}
	for _, bad := range []string{"BREW", "STEEP", `"/a"`, "series", "nonsense"} {
		if strings.Contains(text, bad) {
			t.Errorf("%s has become a label", bad)
		}
	}
	if t.Failed() {
		for line := range strings.Lines(text) {
			if strings.HasPrefix(line, "vanban_") && !strings.Contains(line, "_bucket") {
				t.Log(line)
			}
		}
	}
}
