package queue

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"vanban/batch"
	"vanban/internal/referee"
)

func TestIdempotency(t *testing.T) {
	t.Parallel()
	e, _ := start(t, Config{})
	sub := Submission{Spec: letters(), Items: guests(5), Key: "đợt 1", Fingerprint: "a"}
	var mu sync.Mutex
	ids, news := map[string]int{}, 0
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			st, created, err := e.Submit(t.Context(), sub)
			if err != nil {
				t.Error(err)
				return
			}
			mu.Lock()
			defer mu.Unlock()
			ids[st.ID]++
			if created {
				news++
			}
		})
	}
	group.Wait()
	if len(ids) != 1 || news != 1 {
		t.Errorf("%v, %d new", ids, news)
	}
	sub.Fingerprint = "b"
	if _, _, err := e.Submit(t.Context(), sub); !errors.Is(err, ErrConflict) {
		t.Error(err)
	}
	if list, err := e.List(t.Context()); err != nil || len(list) != 1 {
		t.Errorf("%d batches %v", len(list), err)
	}
	for id := range ids {
		await(t, e, id, final)
		if err := e.Delete(t.Context(), id); err != nil {
			t.Fatal(err)
		}
	}
	nothingLeft(t, e)
	if _, created, err := e.Submit(t.Context(), sub); err != nil || !created {
		t.Errorf("a key outlives its batch: %v", err)
	}
}

func TestSubmitRefuses(t *testing.T) {
	t.Parallel()
	e, _ := start(t, Config{MaxRows: 3})
	var refused *Refused
	for _, c := range []struct {
		sub  Submission
		want func(error) bool
	}{
		{Submission{Spec: letters(), Items: guests(0)}, func(err error) bool { return errors.Is(err, ErrEmpty) }},
		{Submission{Spec: letters(), Items: guests(4)}, func(err error) bool { return errors.Is(err, ErrTooMany) }},
		{Submission{Spec: &batch.Spec{Base: []byte(`{"type":"x"}`)}, Items: guests(1)}, func(err error) bool { return errors.As(err, &refused) && len(refused.Problems) > 0 }},
	} {
		if _, _, err := e.Submit(t.Context(), c.sub); !c.want(err) {
			t.Error(err)
		}
	}
	nothingLeft(t, e)
}

// A list that ends before its end is no batch: nobody makes the rows that could be read.
func TestSubmitBroken(t *testing.T) {
	t.Parallel()
	e, _ := start(t, Config{})
	broken := errors.New("a broken list")
	sub := Submission{Spec: letters(), Items: guests(3), Broken: func() error { return broken }, Key: "k", Fingerprint: "f"}
	if _, created, err := e.Submit(t.Context(), sub); !errors.Is(err, broken) || created {
		t.Error(created, err)
	}
	if st, err := e.Claimed(t.Context(), "k", "f"); st != nil || err != nil {
		t.Error(st, err)
	}
	nothingLeft(t, e)
	sub.Broken = func() error { return nil }
	st := submit(t, e, sub)
	if again, err := e.Claimed(t.Context(), "k", "f"); err != nil || again.ID != st.ID {
		t.Error(again, err)
	}
	if _, err := e.Claimed(t.Context(), "k", "g"); !errors.Is(err, ErrConflict) {
		t.Error(err)
	}
}

// A process that dies in the middle of a submission, or of storing a picture, leaves nothing for good.
func TestLeftovers(t *testing.T) {
	t.Parallel()
	e, err := Open(t.Context(), Config{Dir: t.TempDir()}, newMaker(t), quiet())
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	s := e.link.Load()
	rec := &record{ID: newID(), State: receiving, Created: time.Now().Add(-2 * abandoned), Key: "k"}
	if err := s.receive(t.Context(), rec, Submission{Spec: letters(), Items: guests(3)}, 10); err != nil {
		t.Fatal(err)
	}
	if _, err := e.Get(t.Context(), rec.ID); !errors.Is(err, ErrNotFound) {
		t.Error(err)
	}
	if err := e.cleanOnce(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	nothingLeft(t, e)
	// What was accepted meanwhile is not given up by whoever stored it.
	st := submit(t, e, Submission{Spec: letters(), Items: guests(3)})
	e.forget(t.Context(), s, st.ID)
	if _, err := e.Get(t.Context(), st.ID); err != nil {
		t.Error(err)
	}
	// A blob that no name refers to stays only as long as its name may be on the way.
	if _, err := e.Store("plates").Put(t.Context(), "a", make([]byte, 2*maxSmall), 0); err != nil {
		t.Fatal(err)
	}
	if _, err := s.blobs.PutBytes(t.Context(), e.Store("plates").key("a")+"/x", []byte("lost")); err != nil {
		t.Fatal(err)
	}
	if err := s.removeUnused(t.Context(), 0); err != nil {
		t.Fatal(err)
	}
	if list, err := s.list(t.Context(), s.blobs, blobsBucket, ""); err != nil || len(list) != 1 {
		t.Errorf("%d %v", len(list), err)
	}
	if i, err := e.Store("plates").Get(t.Context(), "a"); err != nil || len(i.Data) != 2*maxSmall {
		t.Error(err)
	}
}

// slow makes rows wait until they are let go.
func slow(gate chan struct{}) func(*Engine) {
	return func(e *Engine) {
		e.make = func(j *batch.Job, ctx context.Context, row int, patch []byte) (*batch.Result, error) {
			select {
			case <-gate:
			case <-ctx.Done():
				return nil, ctx.Err()
			}
			return j.Make(ctx, row, patch)
		}
	}
}

func TestCancel(t *testing.T) {
	t.Parallel()
	gate := make(chan struct{})
	var made atomic.Int64
	e, _ := start(t, Config{}, slow(gate), func(e *Engine) {
		inner := e.make
		e.make = func(j *batch.Job, ctx context.Context, row int, patch []byte) (*batch.Result, error) {
			made.Add(1)
			return inner(j, ctx, row, patch)
		}
	})
	st := submit(t, e, Submission{Spec: letters(), Items: guests(1000)})
	go func() {
		for range 10 {
			gate <- struct{}{}
		}
	}()
	await(t, e, st.ID, func(s Status) bool { return s.Done >= 10 })
	if got, err := e.Cancel(t.Context(), st.ID); err != nil || got.State != Cancelled {
		t.Fatal(got, err)
	}
	close(gate)
	// A batch that comes after it is done after all its jobs that were still out.
	next := submit(t, e, Submission{Spec: letters(), Items: guests(3)})
	await(t, e, next.ID, final)
	if n := made.Load(); n > 500 { // it stops soon, though not between two rows
		t.Errorf("%d rows were begun", n)
	}
	if got, err := e.Get(t.Context(), st.ID); err != nil || got.State != Cancelled || got.Files != nil {
		t.Errorf("%+v %v", got, err)
	}
	if _, err := e.Correct(t.Context(), st.ID, map[int][]byte{1: nil}); !errors.Is(err, ErrRunning) {
		t.Error(err)
	}
}

// A small batch that comes behind a large one is done long before it.
func TestFairness(t *testing.T) {
	t.Parallel()
	gate := make(chan struct{})
	var before, begun atomic.Int64 // rows of the large batch, until the last of the small one, and in all
	e, _ := start(t, Config{}, slow(gate), func(e *Engine) {
		inner := e.make
		e.make = func(j *batch.Job, ctx context.Context, row int, patch []byte) (*batch.Result, error) {
			if n := begun.Load(); j.Title() == "nhỏ" {
				before.Store(n)
			} else {
				begun.Add(1)
			}
			return inner(j, ctx, row, patch)
		}
	})
	large := submit(t, e, Submission{Spec: letters(), Items: guests(3000)})
	gate <- struct{}{}
	await(t, e, large.ID, func(s Status) bool { return s.Done > 0 })
	spec := letters()
	spec.Title = "nhỏ"
	small := submit(t, e, Submission{Spec: spec, Items: guests(3)})
	eventually(t, func() bool { // its jobs stand behind those of the large batch that are out
		info, err := e.link.Load().jobs.Info(t.Context(), jetstream.WithSubjectFilter(rowJobSubject+small.ID+".>"))
		return err == nil && len(info.State.Subjects) == 3
	})
	close(gate)
	await(t, e, small.ID, final)
	if n := before.Load(); n > 2*window {
		t.Errorf("%d rows of the large batch went first", n)
	}
	if _, err := e.Cancel(t.Context(), large.ID); err != nil {
		t.Error(err)
	}
}

func TestRetention(t *testing.T) {
	t.Parallel()
	gate := make(chan struct{})
	dir := t.TempDir()
	e, stop := start(t, Config{Dir: dir}, slow(gate))
	st := submit(t, e, Submission{Spec: letters(), Items: guests(300), Key: "k", Fingerprint: "f"})
	gate <- struct{}{}
	await(t, e, st.ID, func(s Status) bool { return s.Done == 1 })
	ch, err := e.Watch(t.Context(), st.ID)
	if err != nil {
		t.Fatal(err)
	}
	// Its time runs out while its rows are being made.
	s := e.link.Load()
	if _, err := s.update(t.Context(), st.ID, func(r *record) error { r.Created = r.Created.Add(-8 * 24 * time.Hour); return nil }); err != nil {
		t.Fatal(err)
	}
	if err := e.cleanOnce(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	for range ch { // closed when the batch is removed
	}
	if _, err := e.Get(t.Context(), st.ID); !errors.Is(err, ErrNotFound) {
		t.Error(err)
	}
	if list, err := e.List(t.Context()); err != nil || len(list) > 0 {
		t.Errorf("%v %v", list, err)
	}
	close(gate) // what was in hand is stored all the same, and removed in the end
	stop()
	reopened(t, dir, func(e *Engine) {
		s := e.link.Load()
		entry, err := s.batches.Get(t.Context(), st.ID)
		if err != nil {
			t.Fatal(err)
		}
		r, err := decodeRecord(entry)
		if err != nil || r.State != erased {
			t.Fatal(r, err)
		}
		r.Finished = r.Finished.Add(-time.Hour)
		data, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.batches.Put(t.Context(), st.ID, data); err != nil {
			t.Fatal(err)
		}
		if err := e.cleanOnce(t.Context(), s); err != nil {
			t.Fatal(err)
		}
		nothingLeft(t, e)
		if keys, err := s.batches.Keys(t.Context()); err == nil {
			t.Errorf("%q are left", keys)
		}
	})
}

// A row that never ends is given up after its time, three times.
func TestRowTimeout(t *testing.T) {
	t.Parallel()
	e, _ := start(t, Config{RowTimeout: 20 * time.Millisecond}, func(e *Engine) {
		e.make = func(j *batch.Job, ctx context.Context, row int, patch []byte) (*batch.Result, error) {
			if row == 2 {
				select {} // deaf to ctx
			}
			return j.Make(context.WithoutCancel(ctx), row, patch)
		}
	})
	st := submit(t, e, Submission{Spec: letters(), Items: guests(3)})
	last := await(t, e, st.ID, final)
	if last.State != Done || last.Failed < 1 {
		t.Fatalf("%+v", last)
	}
	if m := manifest(t, e, st.ID, 3); m.Items[1].Status != batch.Failed || m.Items[1].Errors[0].Code != "row_crashed" {
		t.Errorf("%+v", m.Items[1])
	}
}

// When the room is used up submissions are refused and batches wait, and go on when there is room again.
func TestNoRoom(t *testing.T) {
	t.Parallel()
	e, _ := start(t, Config{MaxBytes: 900 << 10})
	first := submit(t, e, Submission{Spec: letters(), Items: guests(1000)}) // its results alone do not fit
	st := await(t, e, first.ID, func(s Status) bool { return s.Waiting != "" || s.State.Final() })
	if st.State.Final() || st.Waiting != waitingForRoom {
		t.Fatalf("%+v", st)
	}
	eventually(t, e.isFull)     // it is tried now and then whether there is room by now
	e.full.Store(math.MaxInt64) // so it stays, however long this process is kept waiting
	if _, _, err := e.Submit(t.Context(), Submission{Spec: letters(), Items: guests(1)}); !errors.Is(err, ErrFull) {
		t.Error(err)
	}
	larger := e.config
	larger.MaxBytes = 100 << 20
	if err := (&session{nc: e.link.Load().nc}).prepare(t.Context(), &Engine{config: larger}); err != nil {
		t.Fatal(err)
	}
	e.full.Store(0)
	allGuests(t, e, first.ID, 1000)
}

// That there is no room is told to whoever watches, though nobody can write it down, and so is that there is some again.
func TestWatchersHearOfNoRoom(t *testing.T) {
	t.Parallel()
	e, err := Open(t.Context(), Config{Dir: t.TempDir()}, newMaker(t), quiet())
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	st := submit(t, e, Submission{Spec: letters(), Items: guests(1)}) // and nobody works on it
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	ch, err := e.Watch(ctx, st.ID)
	if err != nil {
		t.Fatal(err)
	}
	if first := <-ch; first.State != Queued || first.Waiting != "" {
		t.Errorf("%+v", first)
	}
	e.full.Store(math.MaxInt64)
	if now := <-ch; now.State != Queued || now.Waiting != waitingForRoom {
		t.Errorf("%+v", now)
	}
	e.full.Store(0)
	if now := <-ch; now.State != Queued || now.Waiting != "" {
		t.Errorf("%+v", now)
	}
}

// A real disk that is full: the server closes its store, and is started anew when there is room.
func TestDiskFull(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", dir).CombinedOutput(); err != nil {
		t.Skipf("no small disk: %s", out)
	}
	t.Cleanup(func() { _ = exec.Command("umount", "-l", dir).Run() })
	log, hear := listen(t)
	gate := make(chan struct{}) // its rows are made when there is no room
	e, stop := startLogging(t, Config{Dir: filepath.Join(dir, "queue"), MinFree: 1}, log, slow(gate))
	t.Cleanup(stop)
	st := submit(t, e, Submission{Spec: letters(), Items: guests(300)})
	ballast := filepath.Join(dir, "ballast")
	f, err := os.Create(ballast)
	if err != nil {
		t.Fatal(err)
	}
	for _, err = f.Write(make([]byte, 4096)); err == nil; _, err = f.Write(make([]byte, 4096)) {
	}
	f.Close()
	close(gate)
	hear("no space left")
	eventually(t, e.isFull)
	if _, _, err := e.Submit(t.Context(), Submission{Spec: letters(), Items: guests(1)}); !errors.Is(err, ErrFull) {
		t.Error(err)
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("mount", "-o", "remount,size=64m", dir).CombinedOutput(); err != nil {
		t.Fatalf("%s", out)
	}
	hear("the queue is back")
	allGuests(t, e, st.ID, 300)
}

func TestUnreachable(t *testing.T) {
	t.Parallel()
	address := referee.FreeAddress(t)
	log, hear := listen(t)
	e, _ := startLogging(t, Config{URL: "nats://" + address}, log)
	begin := time.Now()
	_, _, err := e.Submit(t.Context(), Submission{Spec: letters(), Items: guests(1)})
	if !errors.Is(err, ErrUnavailable) || time.Since(begin) > callTime {
		t.Errorf("%v after %v", err, time.Since(begin))
	}
	// It works as soon as the server is there.
	natsServer(t, address, t.TempDir())
	hear("the queue is ready")
	st := submit(t, e, Submission{Spec: letters(), Items: guests(3)})
	allGuests(t, e, st.ID, 3)
}

var builtIn string // removed by TestMain

var buildServer = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "nats-server")
	if err != nil {
		return "", err
	}
	builtIn = dir
	name := filepath.Join(dir, "nats-server")
	if out, err := exec.Command("go", "build", "-o", name, "github.com/nats-io/nats-server/v2").CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return name, nil
})

// natsServer starts a real server and returns when it listens.
func natsServer(t *testing.T, address, dir string) *exec.Cmd {
	t.Helper()
	name, err := buildServer()
	if err != nil {
		t.Skip(err)
	}
	host, port, _ := strings.Cut(address, ":")
	cmd := exec.CommandContext(t.Context(), name, "-js", "-sd", dir, "-a", host, "-p", port)
	log, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	lines := bufio.NewScanner(log)
	for last := "nothing"; ; last = lines.Text() {
		if !lines.Scan() {
			t.Fatalf("nats-server ended: %s", last)
		}
		if strings.Contains(lines.Text(), "Server is ready") {
			break
		}
	}
	go func() { _, _ = io.Copy(io.Discard, log) }()
	return cmd
}

// Three processes share a batch on a real server. One of them is killed, then the server itself, which comes back.
func TestThreeProcesses(t *testing.T) {
	t.Parallel()
	const rows = 2000
	address, dir := referee.FreeAddress(t), t.TempDir()
	server := natsServer(t, address, dir)
	url := "nats://" + address
	log, hear := listen(t)
	e, err := Open(t.Context(), Config{URL: url}, newMaker(t), log)
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	st := submit(t, e, Submission{Spec: letters(), Items: guests(rows)})
	a, b := spawn(t, url, st.ID, ""), spawn(t, url, st.ID, "")
	spawn(t, url, st.ID, "")
	if !a.until(Running, rows/5) {
		t.Fatal("a process ended by itself")
	}
	a.kill()
	if !b.until(Running, rows/2) {
		t.Fatal("a process ended by itself")
	}
	_ = server.Process.Kill()
	_ = server.Wait()
	if _, err := e.Get(t.Context(), st.ID); !errors.Is(err, ErrUnavailable) {
		t.Error(err)
	}
	natsServer(t, address, dir)
	hear("the queue is back")
	allGuests(t, e, st.ID, rows)
}
