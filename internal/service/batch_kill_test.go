package service

import (
	"os"
	"testing"

	"vanban/client"
	"vanban/internal/referee"
)

// TestKillServer kills the server five times during a batch: each row is in the result once.
func TestKillServer(t *testing.T) {
	const rows, kills = 2000, 5
	data := t.TempDir()
	args := []string{"--data", data, "--batch-workers", "1"}
	p := Start(t, args...)
	b := submit(t, caller(p), &client.Submission{Base: certificate, Items: people(rows), Files: []string{"merged", "pdf"}})
	for i := range kills {
		last := until(t, caller(p), b.ID, func(b *client.Batch) bool { return b.Counts.Done >= (i+1)*rows/(kills+1) })
		p.kill(t)
		t.Logf("killed with %d rows done", last.Counts.Done)
		p = Start(t, args...)
	}
	c := caller(p)
	everyRowOnce(t, c, finished(t, c, b.ID), rows)
	if left, _ := os.ReadDir(data); len(left) == 0 {
		t.Error("the data are elsewhere")
	}
}

// TestKillWorker has a server and two workers share a batch on a real nats-server, and kills one of them.
func TestKillWorker(t *testing.T) {
	const rows = 2000
	address := referee.FreeAddress(t)
	natsServer(t, address, t.TempDir())
	nats := "nats://" + address
	p := Start(t, "--nats", nats, "--batch-workers", "1")
	first, second := worker(t, nats, "--batch-workers", "1"), worker(t, nats, "--batch-workers", "1")
	c := caller(p)
	b := submit(t, c, &client.Submission{Base: certificate, Items: people(rows), Files: []string{"merged", "pdf"}})
	until(t, c, b.ID, func(b *client.Batch) bool { return b.Counts.Done >= rows/4 })
	first.kill(t)
	everyRowOnce(t, c, finished(t, c, b.ID), rows)
	if err := second.Stop(); err != nil {
		t.Errorf("a worker ended with %v", err)
	}
}
