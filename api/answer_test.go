package api

import (
	"strings"
	"testing"
)

// TestLargeAnswersShareMemory: what slow readers hold is bounded, and given back when it has been sent or can't be.
func TestLargeAnswersShareMemory(t *testing.T) {
	st := open(t, func(c *Config) { c.MaxBody, c.MaxUpload, c.BodyMemory = 1<<20, 1<<20, 2<<20 })
	body := plan("body", `["`+strings.Repeat("<&> văn bản dài ", 6000)+`"]`)
	raw := post("/v1/documents?format=svg", body)
	r := st.ask(raw)
	if r.StatusCode != 200 || len(r.data) < largeAnswer {
		t.Fatalf("%d, %d bytes", r.StatusCode, len(r.data))
	}
	until(t, "the memory of the answer comes back", func() bool { return st.answers.TryAcquire(2 << 20) })
	refusedWith(t, st.ask(raw), busy)
	if r := st.ask(post("/v1/documents", plan())); r.StatusCode != 200 {
		t.Errorf("a small answer meanwhile: %d", r.StatusCode)
	}
	st.answers.Release(2 << 20)
	w := st.dial()
	w.send(raw, false)
	w.conn.Close() // gone before the answer
	until(t, "memory back", func() bool {
		if !st.answers.TryAcquire(2 << 20) {
			return false
		}
		st.answers.Release(2 << 20)
		return true
	})
	if r := st.ask(raw); r.StatusCode != 200 {
		t.Errorf("afterwards: %d", r.StatusCode)
	}
}
