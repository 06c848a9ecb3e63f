package client

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// fake is a server of which the test writes the answers, and what it was sent.
type fake struct {
	*Client
	requests []*http.Request
	bodies   []string
	waits    []time.Duration
}

// answers starts a server that gives the answers one after the other, the last one again and again. It waits for nothing.
func answers(t *testing.T, list ...http.HandlerFunc) *fake {
	t.Helper()
	f := &fake{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Errorf("body: %v", err)
		}
		f.requests, f.bodies = append(f.requests, r), append(f.bodies, string(body))
		list[min(len(f.requests), len(list))-1](w, r)
	}))
	t.Cleanup(server.Close)
	f.Client = &Client{URL: server.URL, wait: func(ctx context.Context, d time.Duration) error {
		f.waits = append(f.waits, d)
		return ctx.Err()
	}}
	return f
}

// say answers with pairs of header names and values.
func say(status int, body string, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

func sayJSON(body string) http.HandlerFunc {
	return say(200, body, "Content-Type", "application/json; charset=utf-8")
}

func sayProblem(status int, body string, header ...string) http.HandlerFunc {
	return say(status, body, append(header, "Content-Type", "application/problem+json; charset=utf-8")...)
}

var sayPDF = say(200, "%PDF", "Content-Type", "application/pdf")

func TestHeaders(t *testing.T) {
	f := answers(t, sayPDF)
	f.Key = "vb_secret"
	ctx := WithTraceparent(WithRequestID(t.Context(), "van-thu.42"), "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
	if _, err := f.Render(ctx, []byte(`{}`), PDF); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"Authorization": "Bearer vb_secret",
		"User-Agent":    "vanban-client",
		"Content-Type":  "application/json",
		"X-Request-Id":  "van-thu.42",
		"Traceparent":   "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
	} {
		if got := f.requests[0].Header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}

	f = answers(t, sayPDF)
	if _, err := f.Render(t.Context(), []byte(`{}`), PDF); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Authorization", "X-Request-Id", "Traceparent", "If-None-Match"} {
		if got, there := f.requests[0].Header[name]; there {
			t.Errorf("%s: %q was sent, though nobody set it", name, got)
		}
	}
}

func TestAddress(t *testing.T) {
	for base, want := range map[string]string{
		"":                                  "http://127.0.0.1:8080/healthz",
		"http://localhost:80":               "http://localhost:80/healthz",
		"https://example.gov.vn/":           "https://example.gov.vn/healthz",
		"https://example.gov.vn/van-ban/":   "https://example.gov.vn/van-ban/healthz",
		"https://example.gov.vn/a%2Fb?x#y":  "https://example.gov.vn/a%2Fb/healthz",
		"127.0.0.1:8080":                    "",
		"localhost:8080":                    "",
		"example.gov.vn":                    "",
		"ftp://example.gov.vn":              "",
		"http://":                           "",
		"http://example.gov.vn:port/x\x7f/": "",
	} {
		got, err := (&Client{URL: base}).address("/healthz", nil)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v; want %q", base, got, err, want)
		}
	}
	if err := (&Client{URL: "localhost:8080"}).Health(t.Context()); err == nil || !strings.Contains(err.Error(), `"localhost:8080"`) {
		t.Errorf("a bad URL is not named: %v", err)
	}
}

func TestHealthAndReady(t *testing.T) {
	f := answers(t, say(200, "ok", "Content-Type", "text/plain; charset=utf-8"))
	if err := f.Health(t.Context()); err != nil {
		t.Errorf("health: %v", err)
	}
	if err := f.Ready(t.Context()); err != nil {
		t.Errorf("ready: %v", err)
	}
	if got := f.requests[0].URL.Path + " " + f.requests[1].URL.Path; got != "/healthz /readyz" {
		t.Errorf("asked for %s", got)
	}

	f = answers(t, sayProblem(503, `{"code":"shutting_down"}`, "Retry-After", "1"))
	err := f.Ready(t.Context())
	if p, ok := errors.AsType[*Problem](err); !ok || p.Code != "shutting_down" || p.RetryAfter != time.Second {
		t.Errorf("shutting down: %v", err)
	}
	if len(f.requests) != 1 {
		t.Errorf("readiness was asked for %d times", len(f.requests))
	}

	f = answers(t, say(200, "<html>Log in", "Content-Type", "text/html"))
	if err := f.Health(t.Context()); err == nil {
		t.Error("a page of somebody else passes for health")
	}
}

func TestCustomHTTPClient(t *testing.T) {
	f := answers(t, sayPDF)
	fault := errors.New("no network")
	f.HTTP = &http.Client{Transport: transport(func(*http.Request) (*http.Response, error) { return nil, fault })}
	if _, err := f.Render(t.Context(), []byte(`{}`), PDF); !errors.Is(err, fault) {
		t.Errorf("got %v", err)
	}
	if len(f.waits) != 0 {
		t.Error("a failure of the network was tried again")
	}
}

type transport func(*http.Request) (*http.Response, error)

func (f transport) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
