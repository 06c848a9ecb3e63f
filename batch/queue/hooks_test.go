package queue

import (
	"context"
	"encoding/json"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"vanban/batch/webhook"
)

// receiver is a Sender that answers as it is told, one answer after the other, and with success in the end.
type receiver struct {
	mu      sync.Mutex
	answers []error
	ids     []string
	got     []message
}

func (r *receiver) Send(_ context.Context, _, id string, _ time.Time, payload []byte) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	var m message
	if err := json.Unmarshal(payload, &m); err != nil {
		return err
	}
	r.ids, r.got = append(r.ids, id), append(r.got, m)
	if len(r.answers) == 0 {
		return nil
	}
	err := r.answers[0]
	r.answers = r.answers[1:]
	return err
}

func TestWebhook(t *testing.T) {
	t.Parallel()
	refused := &webhook.Retry{Status: 503}
	r := &receiver{answers: []error{refused, refused}}
	soon := func(n int, err error, _ float64) (time.Duration, bool) {
		_, ok := webhook.Next(n, err, 0)
		return time.Millisecond, ok
	}
	e, _ := start(t, Config{Sender: r, Next: soon})
	st := submit(t, e, Submission{Spec: letters(), Items: guests(2), Webhook: "https://example.org/hook"})
	last := await(t, e, st.ID, func(s Status) bool { return s.Webhook.Delivered })
	if last.Webhook.Attempts != 3 || last.Webhook.Error != "" {
		t.Errorf("%+v", last.Webhook)
	}
	if len(r.got) != 3 || r.ids[0] != r.ids[2] || r.got[2].Type != "batch.done" || r.got[2].Data.Done != 2 || r.got[2].Data.ID != st.ID {
		t.Errorf("%q %+v", r.ids, r.got)
	}
	// A new revision is told of anew.
	if _, err := e.Correct(t.Context(), st.ID, map[int][]byte{1: nil}); err != nil {
		t.Fatal(err)
	}
	await(t, e, st.ID, func(s Status) bool { return s.Revision == 1 && s.Webhook.Delivered })
	if len(r.ids) != 4 || r.ids[3] == r.ids[2] {
		t.Errorf("%q", r.ids)
	}
	// What can never be delivered is not tried again.
	r.answers = []error{&webhook.Permanent{Status: 410, Err: errors.New("gone")}}
	st = submit(t, e, Submission{Spec: letters(), Items: guests(1), Webhook: "https://example.org/hook"})
	last = await(t, e, st.ID, func(s Status) bool { return s.Webhook.Error != "" })
	if last.Webhook.Attempts != 1 || last.Webhook.Delivered || !last.Webhook.Next.IsZero() {
		t.Errorf("%+v", last.Webhook)
	}
}

// A message that waits for its next attempt is there after the process has died, and is not sent early.
func TestWebhookOutlivesProcess(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	r := &receiver{answers: []error{&webhook.Retry{Status: 500, After: time.Hour}}}
	e, stop := start(t, Config{Dir: dir, Sender: r})
	st := submit(t, e, Submission{Spec: letters(), Items: guests(1), Webhook: "https://example.org/hook"})
	before := await(t, e, st.ID, func(s Status) bool { return s.Webhook.Attempts == 1 })
	if time.Until(before.Webhook.Next) < 50*time.Minute {
		t.Errorf("%+v", before.Webhook)
	}
	stop()
	again := &receiver{}
	e, _ = start(t, Config{Dir: dir, Sender: again})
	s := e.link.Load()
	// Only the message's own subject is asked for: the batch's job may still await its acknowledgement.
	subject := hookSubject + st.ID + ".0"
	kept, err := s.work.GetLastMsgForSubject(t.Context(), subject)
	if err != nil {
		t.Fatal("the message is gone: ", err)
	}
	// The stream hands it out at once, as it may after a crash; a later message shows that it has been looked at.
	if err := s.work.DeleteMsg(t.Context(), kept.Sequence); err != nil {
		t.Fatal(err)
	}
	if _, err := s.js.Publish(t.Context(), subject, kept.Data); err != nil {
		t.Fatal(err)
	}
	later := submit(t, e, Submission{Spec: letters(), Items: guests(1), Webhook: "https://example.org/hook"})
	await(t, e, later.ID, func(s Status) bool { return s.Webhook.Delivered })
	after, err := e.Get(t.Context(), st.ID)
	if err != nil || after.Webhook.Attempts != 1 || !after.Webhook.Next.Equal(before.Webhook.Next) {
		t.Errorf("%+v %v", after.Webhook, err)
	}
	again.mu.Lock()
	defer again.mu.Unlock()
	if len(again.got) != 1 || again.got[0].Data.ID != later.ID {
		t.Errorf("sent early: %q", again.ids)
	}
}

func TestStore(t *testing.T) {
	t.Parallel()
	e, _ := start(t, Config{})
	s := e.Store("plates")
	changes, err := s.Watch(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	large := make([]byte, 3<<20)
	large[7] = 1
	revision, err := s.Put(t.Context(), "Sở Nội vụ / A4", []byte("x"), 0)
	if err != nil {
		t.Fatal(err)
	}
	if i := <-changes; i.Name != "Sở Nội vụ / A4" || string(i.Data) != "x" || i.Revision != revision {
		t.Errorf("%+v", i)
	}
	if _, err := s.Put(t.Context(), "Sở Nội vụ / A4", nil, 0); !errors.Is(err, ErrRevision) {
		t.Error(err)
	}
	if revision, err = s.Put(t.Context(), "Sở Nội vụ / A4", large, revision); err != nil {
		t.Fatal(err)
	}
	if i := <-changes; len(i.Data) != len(large) {
		t.Errorf("%d bytes", len(i.Data))
	}
	if i, err := s.Get(t.Context(), "Sở Nội vụ / A4"); err != nil || len(i.Data) != len(large) || i.Data[7] != 1 || i.Revision != revision {
		t.Error(err)
	}
	if _, err := e.Store("other").Put(t.Context(), "b", []byte("y"), 0); err != nil {
		t.Fatal(err)
	}
	if names, err := s.List(t.Context()); err != nil || len(names) != 1 {
		t.Errorf("%q %v", names, err)
	}
	if err := s.Delete(t.Context(), "Sở Nội vụ / A4", 1); !errors.Is(err, ErrRevision) {
		t.Errorf("another's change was removed: %v", err)
	}
	if err := s.Delete(t.Context(), "Sở Nội vụ / A4", 0); err != nil {
		t.Fatal(err)
	}
	if i := <-changes; !i.Gone {
		t.Errorf("%+v", i)
	}
	if _, err := s.Get(t.Context(), "Sở Nội vụ / A4"); !errors.Is(err, ErrNotFound) {
		t.Error(err)
	}
	link := e.link.Load()
	if objects, err := link.list(t.Context(), link.blobs, blobsBucket, ""); err != nil || len(objects) > 0 {
		t.Errorf("%d pictures are left: %v", len(objects), err)
	}
}

// The job of a message outlives the last attempt, where its process died before it could say so: nothing is sent any more.
func TestMessageIsOver(t *testing.T) {
	t.Parallel()
	r := &receiver{answers: []error{&webhook.Permanent{Status: 410}}}
	e, _ := start(t, Config{Sender: r})
	st := submit(t, e, Submission{Spec: letters(), Items: guests(1), Webhook: "https://example.org/hook"})
	await(t, e, st.ID, func(s Status) bool { return s.Webhook.Attempts == 1 })
	s := e.link.Load()
	subject := hookSubject + st.ID + ".0"
	done := func() bool {
		_, err := s.work.GetLastMsgForSubject(t.Context(), subject)
		return errors.Is(err, jetstream.ErrMsgNotFound)
	}
	eventually(t, done)
	if _, err := s.js.Publish(t.Context(), subject, []byte("{}")); err != nil {
		t.Fatal(err)
	}
	eventually(t, done)
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.ids) != 1 {
		t.Errorf("%q were sent", r.ids)
	}
}

// loose is a job that nobody put out.
type loose struct {
	jetstream.Msg
	subject string
	again   time.Duration // how long it rests, once it was given back
}

func (m *loose) Subject() string                       { return m.subject }
func (m *loose) Ack() error                            { return nil }
func (m *loose) Data() []byte                          { return []byte("{}") }
func (m *loose) NakWithDelay(wait time.Duration) error { m.again = wait; return nil }

// noRoom is a bucket that takes so many changes, and no more.
type noRoom struct {
	jetstream.KeyValue
	left *int
}

func (n noRoom) Update(ctx context.Context, key string, value []byte, revision uint64) (uint64, error) {
	if *n.left--; *n.left < 0 {
		return 0, errors.New("no space left on device")
	}
	return n.KeyValue.Update(ctx, key, value, revision)
}

// Where it cannot be written down that a message was sent, it is not sent every second.
func TestMessageWithoutRoom(t *testing.T) {
	t.Parallel()
	e, s := idle(t)
	r := new(receiver)
	e.config.Sender = r
	id := submit(t, e, Submission{Spec: letters(), Items: guests(1), Webhook: "https://example.org/hook"}).ID
	for _, c := range []struct {
		room, sent int
		wait       time.Duration
	}{{0, 0, retryAfter}, {1, 1, hookWait}} {
		meddled, m := *s, &loose{subject: hookSubject + id + ".0"}
		meddled.batches = noRoom{s.batches, &c.room}
		e.deliver(&meddled)(t.Context(), held{m, func() {}})
		if len(r.ids) != c.sent || m.again != c.wait {
			t.Errorf("%q sent, again after %v, want %v", r.ids, m.again, c.wait)
		}
	}
}

// sending is a Sender that is told to end while it sends, and is done all the same.
type sending func()

func (f sending) Send(context.Context, string, string, time.Time, []byte) error { f(); return nil }

// The process is told to end just when a message has arrived: it is not sent again by the next one.
func TestMessageAtTheEnd(t *testing.T) {
	t.Parallel()
	e, s := idle(t)
	ctx, cancel := context.WithCancel(t.Context())
	e.config.Sender = sending(cancel)
	id := submit(t, e, Submission{Spec: letters(), Items: guests(1), Webhook: "https://example.org/hook"}).ID
	e.deliver(s)(ctx, held{&loose{subject: hookSubject + id + ".0"}, func() {}})
	if st, err := e.Get(t.Context(), id); err != nil || !st.Webhook.Delivered || st.Webhook.Attempts != 1 {
		t.Errorf("%+v %v", st.Webhook, err)
	}
}
