// Package queue runs batches on NATS JetStream, in this process or in any number of them, so that nothing that was accepted is lost and
// each row is in the result exactly once, whatever ends at whatever moment. It owns how work is shared and kept; what rows and files are
// is package batch's.
//
// A submission is stored whole (its rows are one object) before it counts. A durable job per batch makes one process its coordinator: that
// one puts out a durable job per row, no more than a window at a time, so that batches take turns, and watches outcomes. Whoever works on a
// row stores its result under the row's own subject by a write that only the first can make; a second run of a row, after a crash, is
// refused there. When all rows have a result the coordinator writes the files. A process that dies stops renewing its jobs, and within
// seconds others get them: a coordinator that takes over reads which rows have results and which jobs are still out.
package queue

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"vanban/batch"
	"vanban/batch/webhook"
	"vanban/document"
)

// The errors that callers tell apart.
var (
	ErrNotFound    = errors.New("queue: no such batch")
	ErrUnavailable = errors.New("queue: the queue cannot be reached")
	ErrFull        = errors.New("queue: no room to store more")
	ErrConflict    = errors.New("queue: the same Idempotency-Key came with another body")
	ErrRunning     = errors.New("queue: the batch is still running")
	ErrNoRow       = errors.New("queue: the batch has no such row")
	ErrTooMany     = errors.New("queue: too many rows")
	ErrEmpty       = errors.New("queue: a batch without rows")
	ErrRevision    = errors.New("queue: somebody else has changed it meanwhile")
)

// Refused is the error of a submission whose base is faulty for all rows.
type Refused struct{ Problems document.Problems }

func (r *Refused) Error() string { return "queue: the base of the batch is refused" }

// Sender delivers webhooks; batch/webhook has it, with the errors that say whether and when to try again.
type Sender interface {
	Send(ctx context.Context, url, id string, at time.Time, payload []byte) error
}

// Config says where the queue is and what it may take.
type Config struct {
	// Dir is the data folder of the queue inside this process; one process at a time has it. URL is that of a NATS cluster instead.
	Dir, URL string
	// Credentials is the file of a NATS user, where the cluster wants one.
	Credentials string
	// Replicas of everything that is stored, in a cluster; 1 otherwise.
	Replicas int
	// Retention is how long a batch is kept after its submission, with its files; a week by default.
	Retention time.Duration
	// MaxBytes bounds what rows and files take together; 20 GiB by default in a folder, no bound of ours in a cluster.
	MaxBytes int64
	// MinFree is what is left free on the folder's disk, whatever MaxBytes says; 256 MiB by default.
	MinFree int64
	// MaxRows of one batch; 100,000 by default, 400,000 at most.
	MaxRows int
	// Workers is how many rows this process works on at once; one for each processor by default.
	Workers int
	// RowTimeout is when a row is given up; a minute by default. One that times out or takes its process with it is tried three times.
	RowTimeout time.Duration
	// Sync makes each write wait for the disk. Without it nothing is lost when a process dies, even by kill -9, but when the power goes
	// whatever was written in the last second may be.
	Sync bool
	// Sender delivers webhooks; nil where there are none. Next says when one is tried again; webhook.Next by default.
	Sender Sender
	Next   func(failures int, err error, jitter float64) (wait time.Duration, ok bool)
}

// mostRows is how many rows can all have problems: which ones do is one message, two bytes for each, and servers take a megabyte.
const mostRows = 400_000

func (c Config) orDefaults() Config {
	set := func(v *int, d int) {
		if *v == 0 {
			*v = d
		}
	}
	set(&c.Replicas, 1)
	set(&c.MaxRows, 100_000)
	c.MaxRows = min(c.MaxRows, mostRows)
	set(&c.Workers, runtime.GOMAXPROCS(0))
	if c.Retention == 0 {
		c.Retention = 7 * 24 * time.Hour
	}
	if c.MaxBytes == 0 && c.URL == "" {
		c.MaxBytes = 20 << 30
	}
	if c.MinFree == 0 {
		c.MinFree = 256 << 20
	}
	if c.RowTimeout == 0 {
		c.RowTimeout = time.Minute
	}
	if c.Next == nil {
		c.Next = webhook.Next
	}
	return c
}

// Engine is the queue as one process sees it. It is safe for concurrent use.
type Engine struct {
	config Config
	maker  *batch.Maker
	log    *slog.Logger
	make   func(j *batch.Job, ctx context.Context, row int, patch []byte) (*batch.Result, error) // Job.Make; tests have rows that crash

	embedded *embedded // nil with a cluster
	link     atomic.Pointer[session]
	jobs     jobs
	suspect  uint64 // row jobs up to this sequence were out when the process before this one ended
	careful  sync.Mutex
	full     atomic.Int64 // until when the store counts as full, in ns since the engine was opened: the clock of the wall may jump
	opened   time.Time
	tally    tally

	stop   context.CancelFunc
	closed <-chan struct{}
	done   sync.WaitGroup
}

// setupTime is how long Open waits for a cluster: after it the engine goes on trying by itself.
const setupTime = 3 * time.Second

// Open starts the queue in a folder, or goes to a cluster. A cluster that cannot be reached is no error here: until it can be, methods
// return ErrUnavailable, and work begins by itself.
func Open(ctx context.Context, c Config, maker *batch.Maker, log *slog.Logger) (*Engine, error) {
	e := &Engine{config: c.orDefaults(), maker: maker, log: log, make: (*batch.Job).Make, opened: time.Now()}
	if err := e.open(ctx); err != nil {
		return nil, err
	}
	return e, nil
}

func (e *Engine) open(ctx context.Context) error {
	var background context.Context
	background, e.stop = context.WithCancel(context.WithoutCancel(ctx))
	e.closed = background.Done()
	if e.config.URL == "" {
		var err error
		if e.embedded, err = startEmbedded(e.config, e.log, e.lowOnSpace); err != nil {
			e.stop()
			return fmt.Errorf("queue: %w", err)
		}
		e.done.Go(func() { e.embedded.watch(background) })
	}
	nc, err := e.connect(background)
	if err != nil {
		e.Close()
		return fmt.Errorf("queue: %w", err)
	}
	ready := make(chan error, 1)
	e.done.Go(func() { e.setUp(background, nc, ready) })
	if err := e.await(ctx, ready); err != nil {
		e.Close()
		return fmt.Errorf("queue: %w", err)
	}
	return nil
}

// await waits until the queue is ready. The one in this process is, or it is an error, however long that takes on a slow disk; a cluster
// goes on being tried.
func (e *Engine) await(ctx context.Context, ready <-chan error) error {
	var enough <-chan time.Time
	if e.embedded == nil {
		enough = time.After(setupTime)
	}
	select {
	case err := <-ready:
		if e.embedded == nil {
			err = nil
		}
		return err
	case <-enough:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Close ends the connection, and the queue where it is in this process. Work should have ended: of what it has in hand then, some is made
// again by whoever is next.
func (e *Engine) Close() {
	e.stop()
	e.done.Wait() // from here on nobody makes another session
	if s := e.link.Load(); s != nil {
		s.nc.Close()
	}
	if e.embedded != nil {
		e.embedded.close()
	}
}

// lowOnSpace notes that nothing more should be stored for now.
func (e *Engine) lowOnSpace() {
	until := int64(time.Since(e.opened) + fullFor)
	for old := e.full.Load(); old < until && !e.full.CompareAndSwap(old, until); { // never for less long than it is known
		old = e.full.Load()
	}
}

func (e *Engine) isFull() bool { return int64(time.Since(e.opened)) < e.full.Load() }

// fullFor is how long one refused write counts.
const fullFor = 3 * time.Second
