package api

import (
	"errors"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestPipelinedRequests sends several at once: each gets its own answer, in order.
func TestPipelinedRequests(t *testing.T) {
	st := open(t)
	w := st.dial()
	w.send(post("/v1/documents/validate", plan(), "X-Request-Id: 1")+get("/healthz", "X-Request-Id: 2")+chunked("/v1/documents/validate", plan(), 7, "X-Request-Id: 3")+
		request("HEAD", "/v1/types", "", "X-Request-Id: 4")+get("/nowhere", "X-Request-Id: 5")+get("/healthz", "X-Request-Id: 6"), false)
	for i, want := range []struct {
		method string
		status int
	}{{"POST", 200}, {"GET", 200}, {"POST", 200}, {"HEAD", 200}, {"GET", 404}, {"GET", 200}} {
		r := w.must(want.method)
		if got := r.Header.Get("X-Request-Id"); r.StatusCode != want.status || got != string(rune('1'+i)) {
			t.Errorf("answer %d: %d for request %s", i+1, r.StatusCode, got)
		}
	}
}

// TestUnreadBodyIsNoRequest refuses requests before their body is read, in every way there is, with a body that is a request
// itself: nobody may smuggle one in that way.
func TestUnreadBodyIsNoRequest(t *testing.T) {
	_, k := testKey(t, "a", []Scope{ScopeValidate}, 1000, 1000)
	st := open(t, func(c *Config) { c.Keys = []Key{k} })
	inside := get("/healthz", "X-Request-Id: smuggled")
	for name, raw := range map[string]string{
		"no key":           post("/v1/documents", inside),
		"unknown address":  post("/nowhere", inside),
		"wrong method":     request("PUT", "/v1/documents", inside),
		"unknown method":   request("BREW", "/v1/documents", inside),
		"parameter":        post("/healthz?x=1", inside),
		"a GET":            request("GET", "/healthz", inside),
		"a HEAD":           request("HEAD", "/healthz", inside),
		"an OPTIONS":       request("OPTIONS", "/v1/types", inside),
		"chunks":           strings.Replace(chunked("/healthz", inside, 10), "POST", "GET", 1),
		"chunks, refused":  chunked("/v1/documents", inside, 10),
		"length and chunk": request("POST", "/v1/documents", "0\r\n\r\n"+inside, "Transfer-Encoding: chunked", "Content-Length: 5"),
		"identity":         request("POST", "/v1/documents", inside, "Transfer-Encoding: identity"),
		"bad chunks":       request("POST", "/v1/documents", "x0\r\n\r\n"+inside, "Transfer-Encoding: chunked"),
	} {
		t.Run(name, func(t *testing.T) {
			inner := *st
			inner.t = t
			w := inner.dial()
			w.send(raw+inside, false)
			method, _, _ := strings.Cut(raw, " ")
			if r := w.must(method); r.Header.Get("X-Request-Id") == "smuggled" {
				t.Fatal("the body was answered")
			}
			// The second request may be answered or not; more than one answer is one for what was inside the first.
			if r, err := w.next("GET"); err == nil && r.Header.Get("X-Request-Id") == "smuggled" {
				w.over()
			} else if !errors.Is(err, errGone) {
				t.Errorf("%v %v", r, err)
			}
		})
	}
}

func TestExpectContinue(t *testing.T) {
	st := open(t)
	head := func(length string) string {
		return "POST /v1/documents/validate HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: " + length + "\r\n\r\n"
	}
	t.Run("good", func(t *testing.T) {
		w := (&site{t: t, addr: st.addr}).dial()
		w.send(head("2"), false)
		res, err := http.ReadResponse(w.in, nil) //nolint:bodyclose // 100 Continue has none
		if err != nil || res.StatusCode != http.StatusContinue {
			t.Fatalf("%v %v", res, err)
		}
		w.seen.Reset()
		w.send("{}", false)
		if r := w.must("POST"); r.StatusCode != 200 {
			t.Errorf("%d %s", r.StatusCode, r.data)
		}
	})
	t.Run("without waiting", func(t *testing.T) {
		w := (&site{t: t, addr: st.addr}).dial()
		w.send(head("2")+"{}"+get("/healthz"), false)
		if r := w.must("POST"); r.StatusCode != 200 {
			t.Errorf("%d %s", r.StatusCode, r.data)
		}
		if r := w.must("GET"); r.StatusCode != 200 {
			t.Errorf("%d %s", r.StatusCode, r.data)
		}
	})
	t.Run("oversize", func(t *testing.T) {
		w := (&site{t: t, addr: st.addr}).dial()
		w.send(head("2000000")+strings.Repeat(" ", 2_000_000), false)
		refusedWith(t, w.must("POST"), bodyTooLarge)
		w.over()
	})
	t.Run("a body that never comes", func(t *testing.T) {
		w := (&site{t: t, addr: st.addr}).dial()
		w.send(head("20"), true)
		if r, err := w.next("POST"); err == nil {
			refusedWith(t, r, badRequest)
		}
	})
}

// TestSlowRequests stops in the middle of requests: the server must not wait longer than it is told to.
func TestSlowRequests(t *testing.T) {
	st := open(t, func(c *Config) { c.ReadTimeout = 100 * time.Millisecond })
	for name, raw := range map[string]string{
		"nothing at all":                "",
		"half a request line":           "POST /v1/doc",
		"half a header":                 "POST /v1/documents HTTP/1.1\r\nHost: a\r\nContent-",
		"no body":                       request("POST", "/v1/documents", "", "Content-Length: 1000"),
		"half a small body":             request("POST", "/v1/documents", "{", "Content-Length: 1000"),
		"half a large body":             request("POST", "/v1/documents", strings.Repeat(" ", 100_000), "Content-Length: 200000"),
		"no chunk":                      request("POST", "/v1/documents", "", "Transfer-Encoding: chunked"),
		"half a chunk":                  request("POST", "/v1/documents", "100\r\n{", "Transfer-Encoding: chunked"),
		"no chunk after the first":      request("POST", "/v1/documents", "1\r\n{\r\n", "Transfer-Encoding: chunked"),
		"a body for another call":       request("GET", "/v1/types", "{", "Content-Length: 10"),
		"a body for no call":            request("POST", "/nowhere", strings.Repeat(" ", 100_000), "Content-Length: 200000"),
		"a continue that never comes":   request("POST", "/v1/documents", "", "Content-Length: 10", "Expect: 100-continue"),
		"half of the second request":    get("/healthz") + "GET /he",
		"a chunk extension with no end": request("POST", "/v1/documents", "1;aaaaaaa", "Transfer-Encoding: chunked"),
	} {
		t.Run(name, func(t *testing.T) {
			w := (&site{t: t, addr: st.addr}).dial()
			w.send(raw, false)
			method, _, _ := strings.Cut(raw, " ")
			for {
				r, err := w.next(method)
				if errors.Is(err, errGone) {
					return // the connection must end, whether with a word or without
				}
				if err != nil {
					t.Fatal(err)
				}
				if r.StatusCode >= 300 {
					p := problemOf(t, r)
					if p.Code != requestTimeout.Code && p.Code != notFound.Code && p.Code != badRequest.Code {
						t.Errorf("%d %s", r.StatusCode, p.Code)
					}
				}
			}
		})
	}
	if r := st.ask(post("/v1/documents/validate", plan())); r.StatusCode != 200 {
		t.Errorf("a good request afterwards: %d", r.StatusCode)
	}
}

// TestSlowBodyIsATimeout tells the caller who is too slow what happened, rather than that the request was bad.
func TestSlowBodyIsATimeout(t *testing.T) {
	st := open(t, func(c *Config) { c.ReadTimeout = 100 * time.Millisecond })
	for _, raw := range []string{
		"GET /healthz HTTP/1.1\r\nHost",
		request("POST", "/v1/documents", "{", "Content-Length: 1000"),
		request("POST", "/v1/documents", strings.Repeat(" ", 100_000), "Content-Length: 200000"),
		request("POST", "/v1/documents", "100\r\n{", "Transfer-Encoding: chunked"),
	} {
		refusedWith(t, st.ask(raw), requestTimeout)
	}
}

// TestAbortedBodies resets connections in the middle of bodies; listener and memory are checked when the server ends.
func TestAbortedBodies(t *testing.T) {
	st := open(t)
	for _, raw := range []string{
		request("POST", "/v1/documents", "{", "Content-Length: 1000"),
		request("POST", "/v1/documents", strings.Repeat(" ", 100_000), "Content-Length: 200000"),
		request("POST", "/v1/documents", "ff\r\n{", "Transfer-Encoding: chunked"),
		post("/v1/documents", plan()), // nobody takes the answer
		"POST /v1/documents HT",
	} {
		for range 20 {
			c, err := net.Dial("tcp", st.addr)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := c.Write([]byte(raw)); err != nil {
				t.Fatal(err)
			}
			if err := c.(*net.TCPConn).SetLinger(0); err != nil {
				t.Fatal(err)
			}
			c.Close()
		}
	}
	if r := st.ask(post("/v1/documents/validate", plan())); r.StatusCode != 200 {
		t.Errorf("a good request afterwards: %d", r.StatusCode)
	}
}

// TestConcurrentLargeBodies sends more than there is memory for. The gate is shut, so that those who got memory keep it: all
// others must be turned away, at once and with the time to come again.
func TestConcurrentLargeBodies(t *testing.T) {
	const callers, fit = 100, 4
	st := open(t, func(c *Config) { c.Renders, c.Queue, c.MaxUpload, c.BodyMemory = 1, callers, testBody, fit*testBody })
	if err := st.gate.enter(t.Context(), ""); err != nil {
		t.Fatal(err)
	}
	answers := make(chan *reply, callers)
	for range callers {
		w := st.dial()
		w.send(post("/v1/documents/validate", padded(testBody-1000)), false)
		go func() {
			r, err := w.next("POST")
			if err != nil {
				t.Error(err)
			}
			answers <- r
		}()
	}
	turned := 0
	take := func(n int, allowGood bool) {
		for range n {
			r := <-answers
			if r == nil {
				continue
			}
			if allowGood && r.StatusCode == 200 {
				continue
			}
			turned++
			refusedWith(t, r, busy)
		}
	}
	take(callers-fit, false)
	st.gate.leave()
	take(fit, true)
	t.Logf("%d of %d were turned away", turned, callers)
	if r := st.ask(post("/v1/documents/validate", padded(testBody))); r.StatusCode != 200 {
		t.Errorf("a large body afterwards: %d %s", r.StatusCode, r.data)
	}
}

// TestConcurrentMixture lets good and bad callers come at the same time, on connections that are kept.
func TestConcurrentMixture(t *testing.T) {
	st := open(t)
	want := st.ask(post("/v1/documents?format=docx", plan())).Header.Get("ETag")
	var all sync.WaitGroup
	for i := range 8 {
		w := st.dial()
		all.Go(func() {
			for range 10 {
				for _, q := range []struct {
					raw    string
					status int
				}{
					{post("/v1/documents?format=docx", plan()), 200},
					{post("/v1/documents?format=docx", "{"), 400},
					{post("/v1/documents", "{}"), 422},
					{chunked("/v1/documents?format=pdf", plan(), 100+i), 200},
					{get("/metrics"), 200},
					{get("/nowhere"), 404},
				} {
					w.send(q.raw, false)
					method, _, _ := strings.Cut(q.raw, " ")
					r, err := w.next(method)
					if err != nil {
						t.Error(err)
						return
					}
					if r.StatusCode != q.status {
						t.Errorf("%d, want %d: %.200s", r.StatusCode, q.status, r.data)
					}
					if strings.Contains(q.raw, "format=docx") && r.StatusCode == 200 && r.Header.Get("ETag") != want {
						t.Error("the same document became another")
					}
				}
			}
		})
	}
	all.Wait()
}
