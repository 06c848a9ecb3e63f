package queue

import (
	"bufio"
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"runtime/debug"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"vanban/batch"
)

// The test's own program is also the processes that are killed: what they shall do is in the environment.
const roleVariable = "VANBAN_QUEUE_TEST"

func TestMain(m *testing.M) {
	if os.Getenv(roleVariable) != "" {
		if err := child(os.Getenv(roleVariable)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	code := m.Run()
	if builtIn != "" {
		_ = os.RemoveAll(builtIn)
	}
	os.Exit(code)
}

// child works on the queue it is told, until it is killed or its input ends. It says on its output how the batch stands.
func child(role string) error {
	part := strings.Split(role, "|") // the queue, the batch, and what is wrong with the process
	c := Config{Dir: part[0]}
	if strings.HasPrefix(part[0], "nats:") {
		c = Config{URL: part[0]}
	}
	s, err := service()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	e, err := Open(ctx, c, batch.New(s), slog.New(slog.NewTextHandler(os.Stderr, nil)))
	if err != nil {
		return err
	}
	defer e.Close()
	if part[2] == "poison" {
		e.make = func(j *batch.Job, ctx context.Context, row int, patch []byte) (*batch.Result, error) {
			if row == 7 {
				killSelf()
			}
			return j.Make(ctx, row, patch)
		}
	}
	if rows, ok := strings.CutPrefix(part[2], "dies "); ok {
		n, err := strconv.Atoi(rows)
		if err != nil {
			return err
		}
		var made atomic.Int64
		e.make = func(j *batch.Job, ctx context.Context, row int, patch []byte) (*batch.Result, error) {
			if made.Add(1) > int64(n) {
				killSelf()
			}
			return j.Make(ctx, row, patch)
		}
	}
	if rows, ok := strings.CutPrefix(part[2], "memory "); ok {
		n, err := strconv.Atoi(rows)
		if err != nil {
			return err
		}
		debug.SetGCPercent(400) // as cmd/vanban has it
		debug.SetMemoryLimit(512 << 20)
		go func() {
			if err := manyRows(ctx, e, n); err != nil {
				fmt.Fprintln(os.Stderr, err)
			}
			cancel()
		}()
		return e.Work(ctx)
	}
	work := e.Work
	switch s := e.link.Load(); part[2] {
	case "rows": // makes rows and leads no batch
		work = func(ctx context.Context) error { e.consume(ctx, s.rowJobs, ahead, 2, e.row(s)); return nil }
	case "leads": // leads batches and makes no row
		work = func(ctx context.Context) error { e.consume(ctx, s.batchJobs, 1, 1, e.lead(s)); return nil }
	}
	states, err := e.Watch(ctx, part[1])
	if err != nil {
		return err
	}
	go func() {
		for st := range states {
			fmt.Println(st.State, st.Done)
		}
	}()
	go func() {
		_, _ = bufio.NewReader(os.Stdin).ReadString(0)
		cancel()
	}()
	return work(ctx)
}

func killSelf() {
	if p, err := os.FindProcess(os.Getpid()); err == nil {
		_ = p.Kill()
	}
	select {}
}

// process is a child.
type process struct {
	cmd *exec.Cmd
	out *bufio.Scanner
}

// spawn starts a child, which ends with the test.
func spawn(t *testing.T, queue, id, fault string) *process {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), roleVariable+"="+queue+"|"+id+"|"+fault)
	if testing.Verbose() {
		cmd.Stderr = os.Stderr
	}
	if _, err := cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	p := &process{cmd, bufio.NewScanner(out)}
	t.Cleanup(p.kill)
	return p
}

// until reads what the child says until the batch is that far; false when the child ended before.
func (p *process) until(state State, done int) bool {
	for p.out.Scan() {
		var s State
		var n int
		if _, err := fmt.Sscan(p.out.Text(), &s, &n); err == nil && (s == state || s.Final()) {
			if n >= done || s.Final() {
				return n >= done
			}
		}
	}
	return false
}

// kill ends a process as kill -9 does.
func (p *process) kill() {
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait()
}

// reopened looks at the queue in a folder that no process has.
func reopened(t *testing.T, dir string, look func(e *Engine)) {
	t.Helper()
	e, err := Open(t.Context(), Config{Dir: dir}, newMaker(t), quiet())
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	look(e)
}

// The server of a batch of 2,000 rows is killed five times, further on each time, by itself, so that it is in the middle of its work however
// fast it is. Queue, worker and coordinator die with it.
func TestKilledFiveTimes(t *testing.T) {
	t.Parallel()
	const rows = 2000
	dir := t.TempDir()
	var id string
	sub := Submission{Spec: letters(), Items: guests(rows), Key: "k", Fingerprint: "f"}
	reopened(t, dir, func(e *Engine) { id = submit(t, e, sub).ID })
	before := 0
	for i := 1; i <= 5; i++ {
		p := spawn(t, dir, id, fmt.Sprint("dies ", rows/6))
		if p.until(Done, 0) {
			t.Fatal("the process was not killed")
		}
		p.kill()
		reopened(t, dir, func(e *Engine) {
			info, err := e.link.Load().rows.Info(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			now := int(info.State.Msgs)
			if now <= before || now >= rows {
				t.Fatalf("%d results after %d", now, before)
			}
			t.Logf("killed for the %d. time with %d results", i, now)
			before = now
		})
	}
	e, _ := start(t, Config{Dir: dir})
	allGuests(t, e, id, rows)
	if st, created, err := e.Submit(t.Context(), sub); err != nil || created || st.ID != id {
		t.Errorf("%v %v %v", st, created, err)
	}
}

// allGuests waits for the end of a batch and checks that each guest has a letter, in order.
func allGuests(t *testing.T, e *Engine, id string, rows int) {
	t.Helper()
	if last := await(t, e, id, final); last.State != Done || last.Done != rows {
		t.Fatalf("%+v", last)
	}
	for i, it := range manifest(t, e, id, rows).Items {
		if it.Name != fmt.Sprintf("Ông Trần Văn %d", i+1) || it.Status != batch.Done {
			t.Fatalf("row %d is %+v", i+1, it)
		}
	}
}

// A row that takes its process with it each time is given up, and the others are made.
func TestPoisonedRow(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	var id string
	reopened(t, dir, func(e *Engine) { id = submit(t, e, Submission{Spec: letters(), Items: guests(20)}).ID })
	deaths := 0
	for ended := false; !ended; {
		p := spawn(t, dir, id, "poison")
		ended = p.until(Done, 19)
		p.kill()
		if deaths++; deaths > maxTries+2 {
			t.Fatal("the row takes one process after the other")
		}
	}
	t.Logf("%d processes died of it", deaths-1)
	reopened(t, dir, func(e *Engine) {
		if m := manifest(t, e, id, 20); m.Done != 19 || m.Items[6].Errors[0].Code != "row_crashed" {
			t.Errorf("%+v", m.Items[6])
		}
	})
}
