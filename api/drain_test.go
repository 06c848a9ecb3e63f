package api

import (
	"slices"
	"strings"
	"testing"
)

// TestDrain: balancers are told to go elsewhere, callers who come all the same are served, one request a connection.
func TestDrain(t *testing.T) {
	st := open(t, func(c *Config) { c.Renders = 1 })
	w := st.dial()
	w.send(get("/readyz"), false)
	if r := w.must("GET"); r.StatusCode != 200 || r.Close {
		t.Fatalf("before: %d, closing %v", r.StatusCode, r.Close)
	}
	if err := st.gate.enter(t.Context(), ""); err != nil {
		t.Fatal(err)
	}
	w.send(post("/v1/documents", plan()), false)
	until(t, "a request at the gate", func() bool { return st.gate.waiting.Load() == 1 })
	st.Drain()
	st.gate.leave()
	if r := w.must("POST"); r.StatusCode != 200 || !r.Close {
		t.Errorf("a request that was there before: %d, closing %v", r.StatusCode, r.Close)
	}
	refusedWith(t, st.ask(get("/readyz")), shuttingDown)
	for _, raw := range []string{get("/healthz"), post("/v1/documents", plan())} {
		if r := st.ask(raw); r.StatusCode != 200 || !r.Close {
			t.Errorf("%.20q: %d, closing %v", raw, r.StatusCode, r.Close)
		}
	}
}

// TestRootLeadsToTheGuide: who types the address into a browser finds something to read.
func TestRootLeadsToTheGuide(t *testing.T) {
	st := open(t)
	if r := st.ask(get("/")); r.StatusCode != 302 || !strings.HasSuffix(r.Header.Get("Location"), "/docs") {
		t.Errorf("%d %s", r.StatusCode, r.Header.Get("Location"))
	}
}

// TestRefusalsAreLoggedByCode: two refusals with one status can be told apart.
func TestRefusalsAreLoggedByCode(t *testing.T) {
	_, k := testKey(t, "a", scopes, 1000, 1000)
	st := open(t, func(c *Config) { c.Keys = []Key{k} })
	st.ask(post("/v1/documents", plan()))
	st.ask(post("/v1/documents", plan(), "Authorization: Bearer vb_no"))
	st.ask("BREW /coffee HTTP/1.1\r\nHost: a\r\n\r\n")
	var codes []string
	for _, line := range st.log.lines(t) {
		if line["msg"] != "request" {
			continue
		}
		codes = append(codes, line["code"].(string))
		if line["level"] != "WARN" {
			t.Errorf("%v: level %v", line["code"], line["level"])
		}
	}
	if want := []string{"no_key", "bad_key", "unknown_method"}; !slices.Equal(codes, want) {
		t.Errorf("codes %q, want %q", codes, want)
	}
}

// TestPlainHTTPOnTLS: who speaks plain HTTP to a TLS port is no request, and said to be something else.
func TestPlainHTTPOnTLS(t *testing.T) {
	st, _ := openTLS(t)
	w := st.dial()
	w.send(get("/healthz"), false)
	w.over()
	until(t, "a line in the log", func() bool { return strings.Contains(st.log.String(), "no TLS") })
	if strings.Contains(st.log.String(), `"msg":"request"`) {
		t.Errorf("logged as a request:\n%s", st.log)
	}
}
