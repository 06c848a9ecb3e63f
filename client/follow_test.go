package client

import (
	"context"
	"errors"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// TestFollowAgain: streams that break off are begun again until one says that the batch has ended, and so is one that the server, or a proxy before
// it, has no time for.
func TestFollowAgain(t *testing.T) {
	stream := func(text string) http.HandlerFunc {
		return say(200, text, "Content-Type", "text/event-stream; charset=utf-8")
	}
	cut := func(w http.ResponseWriter, _ *http.Request) { // less than was announced
		w.Header().Set("Content-Type", "text/event-stream")
		w.Header().Set("Content-Length", "1000")
		_, _ = w.Write([]byte(":\n\nevent: progress\ndata: {\"state\":\"running\"}\n\n"))
	}
	half := func(w http.ResponseWriter, _ *http.Request) { // in the middle of an event
		w.Header().Set("Content-Type", "text/event-stream")
		w.Header().Set("Content-Length", "1000")
		_, _ = w.Write([]byte("event: progress\ndata: {\"state\":\"runn"))
	}
	f := answers(t, stream(":\n\nevent: progress\ndata: {\"state\":\"running\"}\n\n"), cut, sayProblem(503, `{"code":"busy"}`, "Retry-After", "7"), say(502, "a proxy"), half, stream("data: {\"state\":\"do"),
		stream("event: end\ndata: {\"state\":\"cancelled\"}\n\n"))
	seen := 0
	b, err := f.Follow(t.Context(), "a", func(*Batch) { seen++ })
	if err != nil || b.State != "cancelled" || len(f.requests) != 7 || seen != 3 {
		t.Errorf("%+v %v after %d calls and %d events", b, err, len(f.requests), seen)
	}
	if len(f.waits) != 6 || f.waits[2] != 7*time.Second {
		t.Errorf("%v", f.waits)
	}
}

// TestFollowEnds: what another try would not mend is told at once.
func TestFollowEnds(t *testing.T) {
	for name, say := range map[string]http.HandlerFunc{
		"no such batch":     sayProblem(404, `{"code":"no_such_batch"}`),
		"another's page":    say(200, "<html>", "Content-Type", "text/html"),
		"an address moved":  say(404, "not here"),
		"no JSON":           say(200, "event: progress\ndata: {\n\n", "Content-Type", "text/event-stream"),
		"an endless line":   say(200, "data: "+strings.Repeat("x", 5<<20), "Content-Type", "text/event-stream"),
		"a fault of theirs": sayProblem(500, `{"code":"internal"}`),
	} {
		f := answers(t, say)
		if b, err := f.Follow(t.Context(), "a", nil); err == nil || b != nil || len(f.requests) != 1 {
			t.Errorf("%s: %+v %v after %d calls", name, b, err, len(f.requests))
		}
	}
	never := func(context.Context, time.Duration) error { return errors.New("it is tried again") }
	stranger := httptest.NewUnstartedServer(http.NotFoundHandler())
	stranger.Config.ErrorLog = log.New(io.Discard, "", 0)
	stranger.StartTLS()
	defer stranger.Close()
	for _, address := range []string{"localhost:8080", "ftp://a", stranger.URL} {
		c := &Client{URL: address, wait: never}
		if _, err := c.Follow(t.Context(), "a", nil); err == nil || strings.Contains(err.Error(), "tried again") {
			t.Errorf("%s: %v", address, err)
		}
	}
	// A server that is not there may come.
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	if _, err := (&Client{URL: gone.URL, wait: never}).Follow(t.Context(), "a", nil); err == nil || !strings.Contains(err.Error(), "tried again") {
		t.Errorf("%v", err)
	}
}

// TestSubmitAgain: the tries of one call are one batch, also without a key of the caller's; calls are not.
func TestSubmitAgain(t *testing.T) {
	f := answers(t, sayProblem(503, `{"code":"queue_unavailable"}`, "Retry-After", "5"), say(202, `{"id":"a"}`, "Content-Type", "application/json"))
	for range 2 {
		if _, err := f.Submit(t.Context(), &Submission{Base: 1}, nil, ""); err != nil {
			t.Fatal(err)
		}
	}
	var keys []string
	for _, r := range f.requests {
		keys = append(keys, r.Header.Get("Idempotency-Key"))
	}
	if len(keys) != 3 || keys[0] == "" || keys[0] != keys[1] || keys[1] == keys[2] {
		t.Errorf("%q", keys)
	}
	if _, err := f.Submit(t.Context(), &Submission{Base: 1}, nil, "mine"); err != nil || f.requests[3].Header.Get("Idempotency-Key") != "mine" {
		t.Errorf("%v %v", err, f.requests[3].Header)
	}
}

// TestRemoveOnce: a second DELETE would remove what the first has cancelled.
func TestRemoveOnce(t *testing.T) {
	f := answers(t, sayProblem(503, `{"code":"queue_unavailable"}`, "Retry-After", "5"))
	if err := f.Remove(t.Context(), "a"); err == nil || len(f.requests) != 1 {
		t.Errorf("%v after %d calls", err, len(f.requests))
	}
}

// TestBatchNames: no name of a batch or of a file leads to another address.
func TestBatchNames(t *testing.T) {
	f := answers(t, sayJSON(`{}`))
	ctx := t.Context()
	for _, id := range []string{"", ".", ".."} {
		_, of := f.Batch(ctx, id)
		_, _, rows := f.Rows(ctx, id, "", 0)
		_, correct := f.Correct(ctx, id, nil)
		_, follow := f.Follow(ctx, id, nil)
		for _, err := range []error{of, rows, correct, follow, f.Remove(ctx, id), f.Download(ctx, id, "a", nil), f.Download(ctx, "a", id, nil)} {
			if err == nil {
				t.Errorf("%q is taken", id)
			}
		}
	}
	if len(f.requests) != 0 {
		t.Errorf("%d calls", len(f.requests))
	}
	if _, err := f.Batch(ctx, "a/b?c"); err != nil || f.requests[0].RequestURI != "/v1/batches/a%2Fb%3Fc" {
		t.Errorf("%v", err)
	}
}

// TestBatchWebhook: how the message about the end of a batch fares.
func TestBatchWebhook(t *testing.T) {
	f := answers(t, sayJSON(`{"id":"a","counts":{"total":3,"written":2},"webhook":{"url":"https://a.example/","attempts":2,"delivered":false,"next":"2026-01-05T00:00:00Z","error":"x"}}`), sayJSON(`{}`))
	b, err := f.Batch(t.Context(), "a")
	if err != nil || b.Counts.Written != 2 || b.Webhook == nil || b.Webhook.Attempts != 2 || b.Webhook.Next.IsZero() || b.Webhook.Error != "x" {
		t.Errorf("%+v %v", b, err)
	}
	if b, err := f.Batch(t.Context(), "a"); err != nil || b.Webhook != nil {
		t.Errorf("%+v %v", b, err)
	}
}
