package client

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

// TestFollowAgain: streams that break off are begun again until one says that the batch has ended.
func TestFollowAgain(t *testing.T) {
	calls := 0
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
		if calls++; calls == 1 {
			_, _ = w.Write([]byte(":\n\nevent: progress\ndata: {\"state\":\"running\"}\n\n"))
			return
		}
		_, _ = w.Write([]byte("event: end\ndata: {\"state\":\"cancelled\"}\n\n"))
	}))
	defer s.Close()
	c := &Client{URL: s.URL, wait: func(context.Context, time.Duration) error { return nil }}
	if b, err := c.Follow(t.Context(), "a", nil); err != nil || b.State != "cancelled" || calls != 2 {
		t.Errorf("%+v %v after %d calls", b, err, calls)
	}
}
