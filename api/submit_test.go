package api

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"vanban/batch/queue"
	"vanban/batch/webhook"
)

// codesAt are the problems of a refusal as “pointer code”.
func codesAt(p problemJSON) []string {
	var list []string
	for _, r := range p.Problems {
		list = append(list, r.Pointer+" "+r.Code)
	}
	return list
}

// TestSubmissionFaultsTogether: the submission's own faults, those of its webhook, its plate and its base are one answer.
func TestSubmissionFaultsTogether(t *testing.T) {
	st := open(t, withBatches(t))
	p := refusedWith(t, st.ask(post(batchesPath, `{"x":1,"items":{},"title":7,"files":["merged","svg"],"list":{"page":1},"webhook":"https://a.example/",
"award":{"decision":`+quyetDinh+`,"list":{"form":"pie"}},"base":{"type":"giay-khen","x":1,"options":{"plate":{"profile":"không có"}}}}`)), invalidData)
	want := []string{"/x unknown_key", "/items wrong_type", "/title wrong_type", "/list/page unknown_key", "/files/1 unknown_value", "/webhook webhook_off",
		"/base/options/plate/profile unknown_profile", "/base/x unknown_key", "/award/list/form unknown_value"}
	if got := codesAt(p); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	for _, r := range p.Problems {
		if r.Message == "" || r.Hint == "" || r.Severity != "error" {
			t.Errorf("%+v", r)
		}
	}
	if p := refusedWith(t, st.ask(post(batchesPath, `{"a":1,"a":2}`)), invalidData); !slices.Equal(codesAt(p), []string{"/a duplicate_key"}) {
		t.Errorf("%q", codesAt(p))
	}
}

// TestListThatBreaksOff: no batch begins with the rows that could be read.
func TestListThatBreaksOff(t *testing.T) {
	counted := &submitting{}
	st := open(t, withBatches(t), func(c *Config) { counted.Batches, c.Batches = c.Batches, counted })
	award := `,"award":{"decision":` + quyetDinh + `,"register_from":"01"}`
	for _, list := range []string{"[" + person("A") + ",", "[" + person("A") + "]]", "[" + person("A") + `,{"recipient":{]`} {
		refusedWith(t, st.ask(form(t, `{"base":`+giayKhen+`}`, list)), badJSON)
		refusedWith(t, st.ask(form(t, `{"base":`+giayKhen+award+`}`, list)), badJSON)
	}
	if counted.begun != 0 {
		t.Errorf("%d batches were begun", counted.begun)
	}
}

// submitting counts the batches that a queue begins.
type submitting struct {
	Batches
	begun int
	full  bool
}

func (q *submitting) Submit(ctx context.Context, sub queue.Submission) (*queue.Status, bool, error) {
	if q.full {
		return nil, false, queue.ErrFull
	}
	st, created, err := q.Batches.Submit(ctx, sub)
	if created {
		q.begun++
	}
	return st, created, err
}

// TestSameKeyStaysSameBatch: what was begun is the answer to its key and body, also when it could not be begun any more.
func TestSameKeyStaysSameBatch(t *testing.T) {
	counted := &submitting{}
	st := open(t, withBatches(t), func(c *Config) { counted.Batches, c.Batches = c.Batches, counted })
	into[plateEntry](t, st.ask(put(platesPath+"/a", `{"name":"a","size":"A3"}`)), 201)
	base := strings.TrimSuffix(giayKhen, "}") + `,"options":{"plate":{"profile":"a"}}}`
	body, key := `{"base":`+base+`,"items":[`+person("A")+`]}`, "Idempotency-Key: dot-1"
	b := into[batchStatus](t, st.ask(post(batchesPath, body, key)), 202)
	if r := st.ask(request("DELETE", platesPath+"/a", "")); r.StatusCode != 204 {
		t.Fatal(r.StatusCode)
	}
	same := func() {
		t.Helper()
		r := st.ask(post(batchesPath, body, key))
		if again := into[batchStatus](t, r, 200); again.ID != b.ID || r.Header.Get("Location") != b.URL {
			t.Errorf("%s", r.data)
		}
	}
	same()
	refusedWith(t, st.ask(post(batchesPath, body)), invalidData)
	refusedWith(t, st.ask(post(batchesPath, body+" ", key)), invalidData)
	into[plateEntry](t, st.ask(put(platesPath+"/a", `{"name":"a","size":"A3"}`)), 201)
	counted.full = true
	same()
	refusedWith(t, st.ask(post(batchesPath, body, "Idempotency-Key: dot-2")), storageFull)
}

// postman is a Sender that takes messages, after it has refused as many as it is told to.
type postman struct {
	mu     sync.Mutex
	refuse int
	ids    []string
	states []string
}

func (p *postman) Send(_ context.Context, _, id string, _ time.Time, payload []byte) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	var m struct{ Data struct{ State string } }
	if err := json.Unmarshal(payload, &m); err != nil {
		return err
	}
	p.ids, p.states = append(p.ids, id), append(p.states, m.Data.State)
	if p.refuse > 0 {
		p.refuse--
		return &webhook.Retry{Status: 503}
	}
	return nil
}

// seenBy waits until a batch is as wanted, by the queue's own word, and returns it as callers see it.
func (st *site) seenBy(id string, as func(queue.Status) bool) batchStatus {
	st.t.Helper()
	ctx, cancel := context.WithTimeout(st.t.Context(), hang)
	defer cancel()
	seen, err := st.config.Batches.Watch(ctx, id)
	if err != nil {
		st.t.Fatal(err)
	}
	for s := range seen {
		if as(s) {
			return into[batchStatus](st.t, st.ask(get(batchesPath+"/"+id)), 200)
		}
	}
	st.t.Fatal("the batch never came so far")
	return batchStatus{}
}

// TestWebhook: a message that was refused is sent again under the same id, a correction sends a new one, and the batch shows how that went.
func TestWebhook(t *testing.T) {
	p := &postman{refuse: 1}
	let := make(chan struct{}) // the second attempt is made when the test has seen how the first went
	soon := func(n int, err error, _ float64) (time.Duration, bool) {
		_, ok := webhook.Next(n, err, 0)
		return time.Millisecond, ok
	}
	held := func(c *queue.Config) { c.Sender, c.Next = &turnstile{p, let}, soon }
	allowed := func(c *Config) {
		c.Webhook = func(address string) error {
			if address != "https://a.example/xong" {
				return errors.New("không được")
			}
			return nil
		}
	}
	st := open(t, withBatches(t, held), allowed)
	if p := refusedWith(t, st.ask(post(batchesPath, submit(`,"webhook":"https://b.example/"`, person("A")))), invalidData); !slices.Equal(codesAt(p), []string{"/webhook bad_webhook"}) {
		t.Errorf("%q", codesAt(p))
	}
	b := into[batchStatus](t, st.ask(post(batchesPath, submit(`,"webhook":"https://a.example/xong"`, person("A"), "7"))), 202)
	if b.Webhook == nil || b.Webhook.URL != "https://a.example/xong" || b.Webhook.Attempts != 0 {
		t.Errorf("%+v", b.Webhook)
	}
	let <- struct{}{}
	failed := st.seenBy(b.ID, func(s queue.Status) bool { return s.Webhook.Attempts == 1 })
	if w := failed.Webhook; w.Delivered || w.Error == "" || w.Next.IsZero() || failed.State != "done" {
		t.Errorf("%+v", failed.Webhook)
	}
	let <- struct{}{}
	told := st.seenBy(b.ID, func(s queue.Status) bool { return s.Webhook.Delivered })
	if w := told.Webhook; w.Attempts != 2 || w.Error != "" || !w.Next.IsZero() {
		t.Errorf("%+v", told.Webhook)
	}
	fixed := into[batchStatus](t, st.ask(post(b.URL+"/rows", `{"rows":{"2":`+person("B")+`}}`)), 202)
	if fixed.Webhook == nil || fixed.Webhook.Delivered || fixed.Webhook.Attempts != 0 {
		t.Errorf("%+v", fixed.Webhook)
	}
	let <- struct{}{}
	again := st.seenBy(b.ID, func(s queue.Status) bool { return s.Revision == 1 && s.Webhook.Delivered })
	if again.Webhook.Attempts != 1 || again.Counts.Done != 2 {
		t.Errorf("%+v %+v", again.Webhook, again)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.ids) != 3 || p.ids[0] != p.ids[1] || p.ids[1] == p.ids[2] || !slices.Equal(p.states, []string{"done", "done", "done"}) {
		t.Errorf("%q %q", p.ids, p.states)
	}
}

// turnstile lets one message through at a time.
type turnstile struct {
	*postman
	let chan struct{}
}

func (g *turnstile) Send(ctx context.Context, url, id string, at time.Time, payload []byte) error {
	select {
	case <-g.let:
		return g.postman.Send(ctx, url, id, at, payload)
	case <-ctx.Done():
		return ctx.Err()
	}
}
