package api

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"vanban/batch/queue"
)

// TestEveryFaultIsReachable makes a server give each refusal of the list.
func TestEveryFaultIsReachable(t *testing.T) {
	secret, k := testKey(t, "render", []Scope{ScopeRender}, 1e-3, 2)
	_, other := testKey(t, "other", []Scope{ScopeMetrics}, 1, 1)
	auth := "Authorization: Bearer " + secret
	met := map[string]bool{}
	meet := func(r *reply, f *fault) {
		t.Helper()
		p := refusedWith(t, r, f)
		met[p.Code] = true
		guarded(t, r)
		if r.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s may be kept: %s", f.Code, r.Header.Get("Cache-Control"))
		}
	}

	st := open(t, withBatches(t))
	done := into[batchStatus](t, st.ask(post(batchesPath, submit("", person("A")), "Idempotency-Key: 1")), 202)
	st.finished(done.ID)
	cancelled := into[batchStatus](t, st.ask(post(batchesPath, submit("", person("A")))), 202)
	st.ask(request("DELETE", cancelled.URL, ""))
	for _, c := range []struct {
		raw  string
		want *fault
	}{
		{get(done.URL + "/rows?limit=0"), badParameter},
		{post(batchesPath, submit("", person("A")), "Idempotency-Key: a b"), badIdempotencyKey},
		{post(batchesPath, submit("", person("B")), "Idempotency-Key: 1"), idempotencyConflict},
		{get(batchesPath + "/x"), noSuchBatch},
		{get(done.URL + "/files/x"), noSuchFile},
		{get("/v1/plates/x"), noSuchPlate},
		{get("/v1/seal"), noSeal},
		{request("PUT", "/v1/plates/x", `{"name":"x"}`, "Content-Type: application/json", `If-Match: "1"`), preconditionFailed},
		{post(batchesPath, "{}"), invalidData},
		{"nonsense\r\n\r\n", badRequest},
		{post("/v1/documents", "{"), badJSON},
		{post("/v1/documents?format=x", plan()), unknownFormat},
		{post("/v1/documents?page=1", plan()), badPage},
		{upload("/v1/imports?type=x", "", ""), badType},
		{post("/v1/documents?x=1", plan()), unknownParameter},
		{post("/v1/documents?format=pdf&format=pdf", plan()), repeatedParameter},
		{get("/nowhere"), notFound},
		{get("/v1/types/x"), unknownType},
		{post("/v1/documents?format=svg&page=99", plan()), noSuchPage},
		{request("PUT", "/v1/types", ""), methodNotAllowed},
		{post("/v1/documents", plan(), "Accept: text/html"), notAcceptable},
		{upload("/v1/checks?format=docx", mediaPDF, "%PDF-1.7"), noComments},
		{post("/v1/documents", padded(testBody+1)), bodyTooLarge},
		{request("POST", "/v1/documents", plan(), "Content-Type: text/plain"), unsupportedMediaType},
		{post("/v1/documents", plan(), "Content-Encoding: gzip"), unsupportedEncoding},
		{post("/v1/documents", "{}"), invalidDocument},
		{upload("/v1/checks", "", ""), unreadableFile},
		{get("/" + strings.Repeat("a", 9000)), headersTooLarge},
		{request("BREW", "/v1/types", ""), unknownMethod},
	} {
		meet(st.ask(c.raw), c.want)
	}

	local := open(t, withBatches(t), func(c *Config) { c.Local = true })
	meet(local.ask(get("/v1/types")), misdirected)
	meet(local.ask(get("/v1/office", "Host: localhost")), noOffice)
	meet(local.ask(post("/v1/documents", plan(), "Host: localhost", "Origin: http://elsewhere")), crossOrigin)

	broken := &failing{}
	down := open(t, withBatches(t), func(c *Config) { broken.Batches, c.Batches = c.Batches, broken })
	for err, want := range map[error]*fault{queue.ErrUnavailable: queueUnavailable, queue.ErrFull: storageFull, queue.ErrRunning: wrongState} {
		broken.err = fmt.Errorf("why: %w", err)
		meet(down.ask(post(batchesPath, submit("", person("A")))), want)
	}

	keyed := open(t, func(c *Config) { c.Keys = []Key{k, other} })
	for _, c := range []struct {
		raw  string
		want *fault
	}{
		{post("/v1/documents", plan()), noKey},
		{post("/v1/documents", plan(), "Authorization: Bearer vb_x"), badKey},
		{post("/v1/documents", plan(), ownPage), signedOut},
		{get("/metrics", auth), scopeMissing},
	} {
		r := keyed.ask(c.raw)
		meet(r, c.want)
		if got := r.Header.Get("WWW-Authenticate"); (c.want.Status == 401 || c.want == scopeMissing) != strings.HasPrefix(got, `Bearer realm="vanban"`) {
			t.Errorf("%s: WWW-Authenticate %q", c.want.Code, got)
		}
	}
	for range 2 { // the burst
		if r := keyed.ask(post("/v1/documents", plan(), auth)); r.StatusCode != 200 {
			t.Errorf("%d %s", r.StatusCode, r.data)
		}
	}
	limited := keyed.ask(post("/v1/documents", plan(), auth))
	meet(limited, rateLimited)
	if got := limited.Header.Get("Retry-After"); len(got) < 3 { // one in 1,000 s
		t.Errorf("Retry-After %s", got)
	}
	for _, free := range []string{"/healthz", "/readyz", "/v1/types", "/v1/types/ke-hoach", "/docs", "/openapi.json"} {
		if r := keyed.ask(get(free)); r.StatusCode != 200 {
			t.Errorf("%s without a key: %d", free, r.StatusCode)
		}
	}

	slow := open(t, func(c *Config) { c.ReadTimeout = 100 * time.Millisecond })
	meet(slow.ask(request("POST", "/v1/documents", "{", "Content-Length: 10")), requestTimeout)

	s, log := made(t)
	withCalls(s, operation{Method: "GET", Path: "/panics", handle: func(*fiber.Ctx) error { panic("ours") }})
	meet(listen(t, s, log).ask(get("/panics")), internal)

	hasty := open(t, func(c *Config) { c.RenderTimeout = 1 })
	meet(hasty.ask(post("/v1/documents", plan())), renderTimeout)

	full := open(t, func(c *Config) { c.Renders, c.Queue = 1, 0 })
	if err := full.gate.enter(t.Context(), ""); err != nil {
		t.Fatal(err)
	}
	meet(full.ask(post("/v1/documents", plan())), busy)
	if r := full.ask(get("/readyz")); r.StatusCode != 200 {
		t.Errorf("a full queue is no reason for a restart: %d", r.StatusCode)
	}
	full.gate.leave()

	waiting := open(t, func(c *Config) { c.Renders, c.Queue, c.RenderTimeout = 1, 1, time.Millisecond })
	if err := waiting.gate.enter(t.Context(), ""); err != nil {
		t.Fatal(err)
	}
	meet(waiting.ask(post("/v1/documents", plan())), busy)
	waiting.gate.leave()

	crowded := open(t, func(c *Config) { c.MaxConnections = 1 })
	first := crowded.dial()
	first.send(get("/healthz"), false)
	if r := first.must("GET"); r.StatusCode != 200 {
		t.Errorf("the first connection: %d", r.StatusCode)
	}
	meet(crowded.ask(get("/v1/types")), busy)
	if r := crowded.ask(get("/healthz")); r.StatusCode != 200 { // or a flood of connections would have the process restarted
		t.Errorf("the health of a crowded server: %d", r.StatusCode)
	}

	ending := open(t)
	ending.draining.Store(true)
	meet(ending.ask(get("/readyz")), shuttingDown)
	ending.giveUp()
	meet(ending.ask(post("/v1/documents", plan())), shuttingDown)

	for _, f := range faults {
		if !met[f.Code] {
			t.Errorf("nothing is refused with %s", f.Code)
		}
	}
	if len(met) != len(faults) {
		t.Errorf("%d faults were met, %d are in the list", len(met), len(faults))
	}
}

func TestFaultsAreWellFormed(t *testing.T) {
	code := regexp.MustCompile(`^[a-z]+(_[a-z]+)*$`)
	seen := map[string]bool{}
	last := 0
	for _, f := range faults {
		if !code.MatchString(f.Code) || seen[f.Code] || f.Title == "" || f.Detail == "" || f.Status < last || f.Status < 400 {
			t.Errorf("%+v", f)
		}
		if (f.Status == 503 || f.Status == 429) && f.Retry == 0 {
			t.Errorf("%s does not say when to come again", f.Code)
		}
		seen[f.Code], last = true, f.Status
	}
}
