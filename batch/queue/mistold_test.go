package queue

import (
	"context"
	"fmt"
	"testing"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// What the store says and is not so: made certain here, what it does now and then.

// hasty is a bucket whose watches give one key alone, twice, and say that this is all: so they do now and then while keys are written to.
type hasty struct {
	jetstream.KeyValue
	key string
}

type hastyWatch struct{ updates chan jetstream.KeyValueEntry }

func (w hastyWatch) Updates() <-chan jetstream.KeyValueEntry { return w.updates }
func (w hastyWatch) Stop() error                             { return nil }
func (w hastyWatch) Context() context.Context                { return context.Background() }
func (w hastyWatch) Error() <-chan error                     { return nil }

func (h hasty) Watch(ctx context.Context, _ string, _ ...jetstream.WatchOpt) (jetstream.KeyWatcher, error) {
	w := hastyWatch{make(chan jetstream.KeyValueEntry, 3)}
	entry, err := h.Get(ctx, h.key)
	w.updates <- entry
	w.updates <- entry
	w.updates <- nil
	return w, err
}

// A list has every batch once, whatever is written meanwhile.
func TestListWhileWritten(t *testing.T) {
	t.Parallel()
	e, s := idle(t)
	ids := []string{submit(t, e, Submission{Spec: letters(), Items: guests(1)}).ID, submit(t, e, Submission{Spec: letters(), Items: guests(1)}).ID}
	gone := submit(t, e, Submission{Spec: letters(), Items: guests(1)}).ID
	if err := s.batches.Purge(t.Context(), gone); err != nil {
		t.Fatal(err)
	}
	meddled := *s
	meddled.batches = hasty{s.batches, ids[0]}
	e.link.Store(&meddled)
	list, err := e.List(t.Context())
	if err != nil || len(list) != 2 || list[0].ID != ids[1] || list[1].ID != ids[0] {
		t.Errorf("%v %v, want %v", list, err, ids)
	}
}

// hurried is a store whose list says that it is all before it has begun: so it does now and then while objects are written.
type hurried struct{ jetstream.ObjectStore }

func (hurried) List(context.Context, ...jetstream.ListObjectsOpt) ([]*jetstream.ObjectInfo, error) {
	return nil, jetstream.ErrNoObjectsFound
}

// What is removed goes, and what is there stays, whatever is written meanwhile.
func TestObjectsWhileWritten(t *testing.T) {
	t.Parallel()
	e, s := idle(t)
	kept := submit(t, e, Submission{Spec: letters(), Items: guests(1)}).ID
	gone := submit(t, e, Submission{Spec: letters(), Items: guests(1)}).ID
	meddled := *s
	meddled.objects = hurried{s.objects}
	e.link.Store(&meddled)
	if err := e.Delete(t.Context(), gone); err != nil {
		t.Error(err)
	}
	if list, err := s.list(t.Context(), s.objects, filesBucket, gone+"/"); err != nil || len(list) > 0 {
		t.Errorf("%d objects are left: %v", len(list), err)
	}
	if err := meddled.removeNameless(t.Context(), meddled.objects, filesBucket, 0); err != nil {
		t.Error(err)
	}
	if got, err := e.Patches(t.Context(), kept, []int{1}); err != nil || len(got) != 1 {
		t.Errorf("%v %v", got, err)
	}
}

// miscounting is a queue whose consumers say something else of how much is still to come.
type miscounting struct {
	jetstream.JetStream
	say func(left uint64) uint64
}

type (
	miscountingConsumer struct {
		jetstream.Consumer
		say func(uint64) uint64
	}
	miscountingMessages struct {
		jetstream.MessagesContext
		say func(uint64) uint64
	}
	miscounted struct {
		jetstream.Msg
		say func(uint64) uint64
	}
)

func (q miscounting) OrderedConsumer(ctx context.Context, stream string, config jetstream.OrderedConsumerConfig) (jetstream.Consumer, error) {
	c, err := q.JetStream.OrderedConsumer(ctx, stream, config)
	return miscountingConsumer{c, q.say}, err
}

func (c miscountingConsumer) Messages(options ...jetstream.PullMessagesOpt) (jetstream.MessagesContext, error) {
	it, err := c.Consumer.Messages(options...)
	return miscountingMessages{it, c.say}, err
}

func (it miscountingMessages) Next(options ...jetstream.NextOpt) (jetstream.Msg, error) {
	m, err := it.MessagesContext.Next(options...)
	return miscounted{m, it.say}, err
}

func (m miscounted) Metadata() (*jetstream.MsgMetadata, error) {
	meta, err := m.Msg.Metadata()
	if err == nil {
		meta.NumPending = m.say(meta.NumPending)
	}
	return meta, err
}

// Consumers count wrong while results are replaced: whoever takes a batch over finds them all, and does not wait for more than there are.
func TestMiscountedResults(t *testing.T) {
	t.Parallel()
	e, s := idle(t)
	const rows = 5
	id, other := submit(t, e, Submission{Spec: letters(), Items: guests(rows)}).ID, submit(t, e, Submission{Spec: letters(), Items: guests(1)}).ID
	store := func(id string, row int) {
		m := nats.NewMsg(fmt.Sprintf("%s%s.%d", resultSubject, id, row))
		m.Header.Set(headMark, string(markDone))
		if _, err := s.js.PublishMsg(t.Context(), m); err != nil {
			t.Fatal(err)
		}
	}
	for row := range rows {
		store(id, row+1)
	}
	store(other, 1) // of which nothing is heard
	for name, say := range map[string]func(uint64) uint64{
		"too many": func(left uint64) uint64 { return left + 1 },
		"too few":  func(uint64) uint64 { return 0 },
	} {
		r, _ := leader(t, e, s, id)
		meddled := *s
		meddled.js = miscounting{s.js, say}
		r.s = &meddled
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		if err := r.catchUp(ctx); err != nil || r.done != rows {
			t.Errorf("%s: %d of %d results: %v", name, r.done, rows, err)
		}
		cancel()
	}
}
