package queue

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"vanban/batch"
)

// Things that come between two steps, each at its worst moment.

// idle is an engine that does nothing by itself.
func idle(t *testing.T) (*Engine, *session) {
	t.Helper()
	e, err := Open(t.Context(), Config{Dir: t.TempDir()}, newMaker(t), quiet())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(e.Close)
	return e, e.link.Load()
}

// keysBetween is a bucket where something happens after a value was read.
type keysBetween struct {
	jetstream.KeyValue
	then func()
}

func (k keysBetween) Get(ctx context.Context, key string) (jetstream.KeyValueEntry, error) {
	entry, err := k.KeyValue.Get(ctx, key)
	k.then()
	return entry, err
}

// once does it the first time only, and not while it is at it.
func once(f func()) func() {
	var begun atomic.Bool
	return func() {
		if begun.CompareAndSwap(false, true) {
			f()
		}
	}
}

// The key of a removed batch goes while somebody begins another with it: that is no fault of his.
func TestKeyGoesMeanwhile(t *testing.T) {
	t.Parallel()
	e, s := idle(t)
	sub := Submission{Spec: letters(), Items: guests(1), Key: "k", Fingerprint: "f"}
	first := submit(t, e, sub)
	meddled := *s
	meddled.keys = keysBetween{s.keys, once(func() {
		if err := e.Delete(t.Context(), first.ID); err != nil {
			t.Error(err)
		}
	})}
	e.link.Store(&meddled)
	if st, created, err := e.Submit(t.Context(), sub); err != nil || !created || st.ID == first.ID {
		t.Errorf("%+v %t %v", st, created, err)
	}
}

// A stored thing that is replaced while it is read is there all the time.
func TestReplacedWhileRead(t *testing.T) {
	t.Parallel()
	e, s := idle(t)
	plates := e.Store("plates")
	revision, err := plates.Put(t.Context(), "a", make([]byte, 2*maxSmall), 0)
	if err != nil {
		t.Fatal(err)
	}
	meddled := *s
	meddled.names = keysBetween{s.names, once(func() {
		if revision, err = plates.Put(t.Context(), "a", make([]byte, 3*maxSmall), revision); err != nil {
			t.Error(err)
		}
	})}
	e.link.Store(&meddled)
	if i, err := plates.Get(t.Context(), "a"); err != nil || len(i.Data) != 3*maxSmall || i.Revision != revision {
		t.Errorf("%v", err)
	}
	// What is really gone is not looked for without end.
	object, err := s.blobOf(t.Context(), plates.key("a"))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.blobs.Delete(t.Context(), object); err != nil {
		t.Fatal(err)
	}
	if _, err := plates.Get(t.Context(), "a"); !errors.Is(err, ErrNotFound) {
		t.Error(err)
	}
}

// A row that its batch was removed over had been begun and did not end: that is removed, too.
func TestTriesAreRemoved(t *testing.T) {
	t.Parallel()
	e, s := idle(t)
	id, other := submit(t, e, Submission{Spec: letters(), Items: guests(1)}).ID, submit(t, e, Submission{Spec: letters(), Items: guests(1)}).ID
	for _, batch := range []string{id, other} {
		if _, err := s.tries.PutString(t.Context(), batch+".1.0", "3"); err != nil {
			t.Fatal(err)
		}
	}
	if err := e.Delete(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if keys, err := s.tries.Keys(t.Context()); err != nil || !slices.Equal(keys, []string{other + ".1.0"}) {
		t.Errorf("%q %v", keys, err)
	}
}

// Rows are in the files only while these are put together.
func TestCancelledWhileWriting(t *testing.T) {
	t.Parallel()
	e, s := idle(t)
	id := submit(t, e, Submission{Spec: letters(), Items: guests(3)}).ID
	if _, err := s.update(t.Context(), id, func(r *record) error { r.State, r.Written = Writing, 2; return nil }); err != nil {
		t.Fatal(err)
	}
	if st, err := e.Get(t.Context(), id); err != nil || st.Written != 2 {
		t.Errorf("%+v %v", st, err)
	}
	if st, err := e.Cancel(t.Context(), id); err != nil || st.Written != 0 {
		t.Errorf("%+v %v", st, err)
	}
}

// notNow is a stream from which nothing can be taken the first time.
type notNow struct {
	jetstream.Stream
	asked *atomic.Int64
}

func (s notNow) Purge(ctx context.Context, options ...jetstream.StreamPurgeOpt) error {
	if s.asked.Add(1) == 1 {
		return nats.ErrTimeout
	}
	return s.Stream.Purge(ctx, options...)
}

// The jobs of a batch that has ended are taken back, if not at once.
func TestJobsOfEndedBatch(t *testing.T) {
	t.Parallel()
	for _, state := range []State{Cancelled, Failed} {
		e, s := idle(t)
		id := submit(t, e, Submission{Spec: letters(), Items: guests(3)}).ID
		r, _ := leader(t, e, s, id)
		out := func() uint64 {
			info, err := s.jobs.Info(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			return info.State.Msgs
		}
		var listErr error
		var list [][]byte
		for _, p := range r.list.items(t.Context(), &listErr) {
			list = append(list, p)
		}
		row := 0
		if err := r.putOut(t.Context(), func() (int, []byte, bool) {
			if row++; row > len(list) {
				return 0, nil, false
			}
			return row, list[row-1], true
		}); err != nil || listErr != nil || out() != 3 {
			t.Fatal(err, listErr, out())
		}
		if _, err := s.update(t.Context(), id, func(r *record) error { r.State, r.Finished = state, time.Now().UTC(); return nil }); err != nil {
			t.Fatal(err)
		}
		meddled := *s
		meddled.jobs = notNow{s.jobs, new(atomic.Int64)}
		if r.s = &meddled; state == Cancelled {
			if err := r.progress(t.Context()); err == nil || errors.Is(err, errCancelled) {
				t.Errorf("it is done with jobs out: %v", err)
			}
		} else if err := r.s.withdraw(t.Context(), id); !errors.Is(err, ErrUnavailable) {
			t.Error(err)
		}
		if err := e.coordinate(t.Context(), &meddled, id); err != nil {
			t.Error(err)
		}
		if n := out(); n != 0 {
			t.Errorf("%s: %d jobs are out", state, n)
		}
	}
}

// One job is lost while another, which this coordinator did not put out, is there: as many are out as before.
func TestLostJobAmongOthers(t *testing.T) {
	t.Parallel()
	e, s := idle(t)
	const rows = window + 20
	id := submit(t, e, Submission{Spec: letters(), Items: guests(rows)}).ID
	r, _ := leader(t, e, s, id)
	for row := 1; row < window; row++ { // it puts out one more, and has all of these behind it
		r.out[row] = true
	}
	for row := 2; row <= rows; row++ { // the first is lost, the last is the other's
		if row >= window && row < rows {
			continue
		}
		m := nats.NewMsg(rowJob(id, row, 0))
		m.Header.Set(headExpected, "0")
		m.Data = fmt.Appendf(nil, `{"salutation":["Ông Trần Văn %d"]}`, row)
		if _, err := s.js.PublishMsg(t.Context(), m); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	work, stop := context.WithCancel(t.Context())
	worked := make(chan struct{})
	go func() {
		defer close(worked)
		if pause(work, lostAfter+4*tickEvery) { // it has looked by then
			e.consume(work, s.rowJobs, ahead, 2, e.row(s))
		}
	}()
	if err := r.rows(ctx); err != nil {
		t.Errorf("%d of %d rows: %v", r.done, rows, err)
	}
	stop()
	<-worked
}

// The queue in this process is there when it is opened, or it is known why not, however long that takes.
func TestOpenWaits(t *testing.T) {
	t.Parallel()
	slow := errors.New("a slow disk that fails")
	ready := make(chan error, 1)
	time.AfterFunc(setupTime+100*time.Millisecond, func() { ready <- slow })
	if err := (&Engine{embedded: new(embedded)}).await(t.Context(), ready); !errors.Is(err, slow) {
		t.Error(err)
	}
	if err := new(Engine).await(t.Context(), nil); err != nil { // a cluster may come later
		t.Error(err)
	}
}

// delivery is the job of a first row as a worker is given it, for the so manieth time.
type delivery struct {
	jetstream.Msg
	id    string
	times uint64
	ended chan struct{}
}

func (d delivery) Subject() string      { return rowJob(d.id, 1, 0) }
func (d delivery) Headers() nats.Header { return nats.Header{headExpected: {"0"}} }
func (d delivery) Data() []byte         { return []byte(`{}`) }
func (d delivery) Ack() error           { close(d.ended); return nil }
func (d delivery) Metadata() (*jetstream.MsgMetadata, error) {
	return &jetstream.MsgMetadata{Sequence: jetstream.SequencePair{Stream: 1}, NumDelivered: d.times}, nil
}

// A row that takes too long is tried three times, and not once more. The queue itself would give the job out once more where this process stands
// still for some seconds, so the test does.
func TestTriesOfSlowRow(t *testing.T) {
	t.Parallel()
	e, s := idle(t)
	e.config.RowTimeout = 20 * time.Millisecond
	var begun atomic.Int64
	e.make = func(_ *batch.Job, ctx context.Context, _ int, _ []byte) (*batch.Result, error) {
		begun.Add(1)
		<-ctx.Done()
		return nil, ctx.Err()
	}
	id := submit(t, e, Submission{Spec: letters(), Items: guests(1)}).ID
	ended := make(chan struct{})
	for times := range maxTries + 1 {
		h := held{delivery{id: id, times: uint64(times + 1), ended: ended}, func() {}}
		if err := e.doRow(t.Context(), s, h); times < maxTries && !errors.Is(err, errTime) || times == maxTries && err != nil {
			t.Fatalf("time %d: %v", times+1, err)
		}
	}
	<-ended
	eventually(t, func() bool { return begun.Load() >= maxTries }) // a row may run out of time before it is begun
	if entries, _, err := e.Rows(t.Context(), id, AllRows, 1, 1); err != nil || len(entries) != 1 || entries[0].Status != batch.Failed || begun.Load() != maxTries {
		t.Errorf("%+v after %d tries: %v", entries, begun.Load(), err)
	}
}

// deaf is a bucket whose watchers hear what there is, and nothing of what comes, as after the queue has lost its watches.
type deaf struct{ jetstream.KeyValue }

func (d deaf) Watch(ctx context.Context, keys string, options ...jetstream.WatchOpt) (jetstream.KeyWatcher, error) {
	w, err := d.KeyValue.Watch(ctx, keys, options...)
	if err != nil {
		return nil, err
	}
	heard := make(chan jetstream.KeyValueEntry, 1)
	heard <- <-w.Updates()
	return deafWatcher{w, heard}, nil
}

type deafWatcher struct {
	jetstream.KeyWatcher
	heard chan jetstream.KeyValueEntry
}

func (w deafWatcher) Updates() <-chan jetstream.KeyValueEntry { return w.heard }

// Who reads slowly is told how the batch stood last, though it is removed by then.
func TestRemovedBeforeRead(t *testing.T) {
	t.Parallel()
	e, s := idle(t)
	id := submit(t, e, Submission{Spec: letters(), Items: guests(1)}).ID
	meddled := *s
	meddled.batches = deaf{s.batches}
	e.link.Store(&meddled)
	ch, err := e.Watch(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if err := e.Delete(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	pause(t.Context(), 2*askEvery)
	if st, open := <-ch; !open || st.ID != id {
		t.Errorf("%+v %t", st, open)
	}
	if st, open := <-ch; open {
		t.Errorf("%+v", st)
	}
}

// objectsBetween is a store where something happens before an object is read.
type objectsBetween struct {
	jetstream.ObjectStore
	first func()
}

func (o objectsBetween) GetBytes(ctx context.Context, name string, options ...jetstream.GetObjectOpt) ([]byte, error) {
	o.first()
	return o.ObjectStore.GetBytes(ctx, name, options...)
}

// A batch that is removed while its rows are read is not there: nothing is damaged.
func TestRemovedWhileRead(t *testing.T) {
	t.Parallel()
	e, s := idle(t)
	for name, read := range map[string]func(id string) error{
		"rows":    func(id string) error { _, _, err := e.Rows(t.Context(), id, AllRows, 1, 10); return err },
		"patches": func(id string) error { _, err := e.Patches(t.Context(), id, []int{1}); return err },
	} {
		id := submit(t, e, Submission{Spec: letters(), Items: guests(1)}).ID
		m := nats.NewMsg(resultSubject + id + ".1") // a long one, which is an object
		m.Header.Set(headObject, rowObject(id, "1", "x"))
		m.Header.Set(headPieces, "1")
		if _, err := s.js.PublishMsg(t.Context(), m); err != nil {
			t.Fatal(err)
		}
		meddled := *s
		meddled.objects = objectsBetween{s.objects, once(func() {
			if err := e.Delete(t.Context(), id); err != nil {
				t.Error(err)
			}
		})}
		e.link.Store(&meddled)
		if err := read(id); !errors.Is(err, ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A row whose plate cannot be read just then waits for it, and so does the whole batch: neither is given up.
func TestPlateAway(t *testing.T) {
	t.Parallel()
	var asked atomic.Int64
	e, _ := start(t, Config{}, func(e *Engine) {
		e.make = func(j *batch.Job, ctx context.Context, row int, patch []byte) (*batch.Result, error) {
			if asked.Add(1) <= 2*maxFaults {
				return nil, batch.ErrAway
			}
			return j.Make(ctx, row, patch)
		}
	})
	allGuests(t, e, submit(t, e, Submission{Spec: letters(), Items: guests(5)}).ID, 5)
}

// A record that nobody can read hides no other batch, and keeps the janitor from none.
func TestUnreadableRecord(t *testing.T) {
	t.Parallel()
	e, s := idle(t)
	id := submit(t, e, Submission{Spec: letters(), Items: guests(1)}).ID
	if _, err := s.batches.PutString(t.Context(), newID(), "{"); err != nil {
		t.Fatal(err)
	}
	list, err := e.List(t.Context())
	if err != nil || len(list) != 1 || list[0].ID != id {
		t.Errorf("%v %v", list, err)
	}
	if err := e.cleanOnce(t.Context(), s); err != nil {
		t.Error(err)
	}
}
