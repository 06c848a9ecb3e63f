package service

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"vanban/client"
	"vanban/internal/referee"
)

// often calls until an answer is wanted: some things no event tells of.
func often(t testing.TB, wanted func() bool) {
	t.Helper()
	limit := time.After(patience)
	for tick := time.NewTicker(20 * time.Millisecond); !wanted(); {
		select {
		case <-tick.C:
		case <-limit:
			t.Fatalf("not within %s", patience)
		}
	}
}

// away sees that calls about batches are refused clearly while the queue is not there, and documents made all the same.
func away(t *testing.T, c *client.Client, id string) {
	t.Helper()
	ctx := t.Context()
	_, submitted := c.Submit(ctx, &client.Submission{Base: certificate, Items: people(1)}, nil, "")
	_, got := c.Batch(ctx, id)
	_, listed := c.Batches(ctx)
	for name, err := range map[string]error{"submit": submitted, "get": got, "list": listed, "remove": c.Remove(ctx, id), "file": c.Download(ctx, id, "manifest.json", io.Discard)} {
		if p := problemOf(t, err, http.StatusServiceUnavailable, "queue_unavailable"); p.RetryAfter <= 0 || p.Detail == "" {
			t.Errorf("%s: %+v", name, p)
		}
	}
	if pdf, err := c.Render(ctx, json.RawMessage(sample(t)), client.PDF); err != nil || !bytes.HasPrefix(pdf.Data, []byte("%PDF-")) {
		t.Errorf("a document without the queue: %v", err)
	}
	if err := c.Ready(ctx); err != nil {
		t.Errorf("without the queue the server takes no documents: %v", err)
	}
}

// TestQueueAway starts the server before the queue, and ends the queue in the middle of a batch: callers hear so at once, and everything goes
// on by itself when it is there.
func TestQueueAway(t *testing.T) {
	const rows = 5000 // they take long enough for several events: whoever reads slowly misses some
	address, dir := referee.FreeAddress(t), t.TempDir()
	p := Start(t, "--nats", "nats://"+address, "--batch-workers", "1")
	c := caller(p)
	away(t, c, "aaaaaaaaaaaaaaaaaaaaaaaaaa")
	queue := natsServer(t, address, dir)
	often(t, func() bool { _, err := c.Batches(t.Context()); return err == nil })
	b := submit(t, c, &client.Submission{Base: certificate, Items: people(rows)})
	killed := false
	for e, err := range events(t.Context(), c, b.ID) { // one stream, through it all
		if err != nil {
			t.Fatal(err)
		}
		if !killed && e.batch.Counts.Done > 0 && !e.batch.Ended() {
			killed = true
			queue.kill(t)
			often(t, func() bool { _, err := c.Batch(t.Context(), b.ID); return err != nil })
			away(t, c, b.ID)
			natsServer(t, address, dir)
		}
		b = e.batch
	}
	if !killed || b.State != "done" {
		t.Fatalf("killed %t: %+v", killed, b)
	}
	everyRowOnce(t, c, b, rows)
}

// TestDiskFull has no room left in the middle of a batch: nothing more is taken, nothing is lost, and it goes on when there is room.
func TestDiskFull(t *testing.T) {
	const rows = 10_000 // they take longer than it takes the server to see that there is no room, a second
	dir := t.TempDir()
	mount := func(options string) error {
		out, err := exec.Command("mount", "-t", "tmpfs", "-o", options, "tmpfs", dir).CombinedOutput()
		if err != nil {
			return errors.New(string(out))
		}
		return nil
	}
	if err := mount("size=1g"); err != nil {
		t.Skipf("a small disk cannot be mounted here: %v", err)
	}
	t.Cleanup(func() { _ = exec.Command("umount", "-l", dir).Run() })
	p := Start(t, "--data", dir, "--batch-workers", "1")
	c := caller(p)
	b := submit(t, c, &client.Submission{Base: certificate, Items: people(rows)})
	until(t, c, b.ID, func(b *client.Batch) bool { return b.Counts.Done > 0 })
	if err := mount("remount,size=32m"); err != nil { // less than is always left free
		t.Fatal(err)
	}
	var last error
	often(t, func() bool {
		_, last = c.Submit(t.Context(), &client.Submission{Base: certificate, Items: people(1)}, nil, "")
		return last != nil
	})
	if p := problemOf(t, last, http.StatusInsufficientStorage, "storage_full"); p.Detail == "" {
		t.Errorf("%+v", p)
	}
	if st, err := c.Batch(t.Context(), b.ID); err != nil || st.State != "waiting" || st.Reason == "" {
		t.Errorf("%+v, %v", st, err)
	}
	if _, err := c.Render(t.Context(), json.RawMessage(sample(t)), client.PDF); err != nil {
		t.Errorf("a document with a full disk: %v", err)
	}
	if err := mount("remount,size=1g"); err != nil {
		t.Fatal(err)
	}
	everyRowOnce(t, c, finished(t, c, b.ID), rows)
}

// TestEvents: a stream tells how the batch stands first, ends with the batch, can be taken up again, and does not hold up a server that is
// to end.
func TestEvents(t *testing.T) {
	data := t.TempDir()
	p := Start(t, "--data", data, "--batch-workers", "1")
	c := caller(p)
	small := submit(t, c, &client.Submission{Base: certificate, Items: people(5)})
	for _, again := range []bool{false, true} {
		var seen []string
		for e, err := range events(t.Context(), c, small.ID, "Last-Event-ID", "7") {
			if err != nil {
				t.Fatal(err)
			}
			if (e.name == "end") != e.batch.Ended() || e.batch.ID != small.ID {
				t.Errorf("%s: %+v", e.name, e.batch)
			}
			seen = append(seen, e.name)
		}
		if len(seen) == 0 || seen[len(seen)-1] != "end" || again && len(seen) > 1 {
			t.Errorf("again %t: %q", again, seen)
		}
	}
	large := submit(t, c, &client.Submission{Base: certificate, Items: people(50_000)})
	stopped, name := false, ""
	for e, err := range events(t.Context(), c, large.ID) {
		if err != nil {
			t.Fatal(err) // the stream is to be closed, not cut off
		}
		if name = e.name; !stopped && e.batch.Counts.Done > 0 {
			stopped = true
			if err := p.Signal(syscall.SIGTERM); err != nil {
				t.Fatal(err)
			}
		}
	}
	if name != "progress" {
		t.Errorf("the batch was %q", name)
	}
	p.Await(t, "stopped")
	if err := p.wait(); err != nil {
		t.Error(err)
	}
	// The batch goes on with the next start, and can be cancelled there.
	c = caller(Start(t, "--data", data))
	until(t, c, large.ID, func(b *client.Batch) bool { return b.State == "running" && b.Counts.Done > 0 })
	if err := c.Remove(t.Context(), large.ID); err != nil {
		t.Error(err)
	}
	if log, err := os.ReadDir(data); err != nil || len(log) == 0 {
		t.Errorf("%v %v", log, err)
	}
	if strings.Contains(p.log.String(), `"level":"ERROR"`) {
		t.Error(p.log)
	}
}
