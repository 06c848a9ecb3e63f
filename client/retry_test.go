package client

import (
	"context"
	"errors"
	"net/http"
	"reflect"
	"testing"
	"testing/synctest"
	"time"
)

func TestRetry(t *testing.T) {
	busy := sayProblem(503, `{"code":"busy"}`, "Retry-After", "2")
	limited := sayProblem(429, `{"code":"rate_limited"}`, "Retry-After", "7")
	proxy := say(503, "busy", "Retry-After", "3")
	s := time.Second
	for name, c := range map[string]struct {
		retries int
		answers []http.HandlerFunc
		waits   []time.Duration // one try more than these
		good    bool
	}{
		"at once":           {0, []http.HandlerFunc{sayPDF}, nil, true},
		"second try":        {0, []http.HandlerFunc{busy, sayPDF}, []time.Duration{2 * s}, true},
		"third try":         {0, []http.HandlerFunc{limited, proxy, sayPDF}, []time.Duration{7 * s, 3 * s}, true},
		"never":             {0, []http.HandlerFunc{busy}, []time.Duration{2 * s, 2 * s}, false},
		"more retries":      {4, []http.HandlerFunc{busy, busy, busy, busy, sayPDF}, []time.Duration{2 * s, 2 * s, 2 * s, 2 * s}, true},
		"no retries":        {-1, []http.HandlerFunc{busy, sayPDF}, nil, false},
		"without the ask":   {0, []http.HandlerFunc{sayProblem(503, `{}`), sayPDF}, nil, false},
		"nonsense":          {0, []http.HandlerFunc{sayProblem(503, `{}`, "Retry-After", "soon"), sayPDF}, nil, false},
		"too long":          {0, []http.HandlerFunc{sayProblem(429, `{}`, "Retry-After", "31"), sayPDF}, nil, false},
		"far too long":      {0, []http.HandlerFunc{sayProblem(429, `{}`, "Retry-After", "99999999999999999999"), sayPDF}, nil, false},
		"server's fault":    {0, []http.HandlerFunc{sayProblem(500, `{}`, "Retry-After", "1"), sayPDF}, nil, false},
		"document's fault":  {0, []http.HandlerFunc{sayProblem(422, `{}`, "Retry-After", "1"), sayPDF}, nil, false},
		"gateway's fault":   {0, []http.HandlerFunc{say(502, "", "Retry-After", "1"), sayPDF}, nil, false},
		"busy, then broken": {0, []http.HandlerFunc{busy, sayProblem(500, `{}`), sayPDF}, []time.Duration{2 * s}, false},
	} {
		f := answers(t, c.answers...)
		f.Retries = c.retries
		_, err := f.Render(t.Context(), []byte(`{"type":"ke-hoach"}`), PDF)
		if (err == nil) != c.good {
			t.Errorf("%s: %v", name, err)
		}
		if !reflect.DeepEqual(f.waits, c.waits) || len(f.requests) != len(c.waits)+1 {
			t.Errorf("%s: %d tries, waits %v, want %v", name, len(f.requests), f.waits, c.waits)
		}
		for _, body := range f.bodies {
			if body != `{"type":"ke-hoach"}` {
				t.Errorf("%s: a try sent %q", name, body)
			}
		}
	}
}

func TestRetryAfter(t *testing.T) {
	const now = "Sun, 05 Apr 2026 07:00:00 GMT"
	for _, c := range []struct {
		status    int
		date, ask string
		want      time.Duration
	}{
		{503, "", "5", 5 * time.Second},
		{429, "", "5", 5 * time.Second},
		{500, "", "5", 0},
		{503, "", "", 0},
		{503, "", "0", time.Second},
		{503, "", "-5", time.Second},
		{503, now, "Sun, 05 Apr 2026 07:00:09 GMT", 9 * time.Second},
		{503, now, "Sun, 05 Apr 2026 06:59:59 GMT", time.Second},
		{503, "", "Sun, 06 Nov 1994 08:49:37 GMT", time.Second},
		{503, now, "tomorrow", 0},
	} {
		resp := &http.Response{StatusCode: c.status, Header: http.Header{"Retry-After": {c.ask}, "Date": {c.date}}}
		if got := retryAfter(resp); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

func TestCanceledWhileWaiting(t *testing.T) {
	f := answers(t, sayProblem(503, `{"code":"busy"}`, "Retry-After", "2"))
	ctx, cancel := context.WithCancel(t.Context())
	f.wait = func(ctx context.Context, d time.Duration) error { cancel(); return pause(ctx, d) }
	_, err := f.Render(ctx, []byte(`{}`), PDF)
	if p, ok := errors.AsType[*Problem](err); !errors.Is(err, context.Canceled) || !ok || p.Code != "busy" {
		t.Errorf("got %v; want both reasons", err)
	}
	if len(f.requests) != 1 {
		t.Errorf("%d tries", len(f.requests))
	}
}

func TestDeadlineBeforeNextTry(t *testing.T) {
	f := answers(t, sayProblem(503, `{"code":"busy"}`, "Retry-After", "25"))
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	_, err := f.Render(ctx, []byte(`{}`), PDF)
	if p, ok := errors.AsType[*Problem](err); !ok || p.RetryAfter != 25*time.Second {
		t.Errorf("got %v", err)
	}
	if len(f.waits) != 0 {
		t.Error("waited for a try that cannot be")
	}
}

func TestPause(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		if err := pause(t.Context(), 20*time.Second); err != nil || time.Since(start) != 20*time.Second {
			t.Errorf("paused %v: %v", time.Since(start), err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		start = time.Now()
		if err := pause(ctx, time.Minute); !errors.Is(err, context.DeadlineExceeded) || time.Since(start) != time.Second {
			t.Errorf("paused %v: %v", time.Since(start), err)
		}
	})
}
