package queue

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"vanban/batch"
	"vanban/document"
)

// The headers of row jobs and of results.
const (
	headRevision = "Vanban-Revision" // of a result
	headExpected = "Vanban-Expected" // of a job: the sequence of the result that the new one replaces, 0 for none
	headMark     = "Vanban-Mark"     // of a result
	headObject   = "Vanban-Object"   // of a result: the object that holds it, and how many pieces that has
	headPieces   = "Vanban-Pieces"
)

const (
	// maxTries is how often a row may end its process or its time before it counts as failed.
	maxTries = 3
	// inline is the longest result that is a message of its own.
	inline = 384 << 10
	// ahead is how many jobs a process takes for each row it works on at once.
	ahead = 8
	// coordinators is how many batches a process leads at once; it is little work until the files are written.
	coordinators = 64
	messengers   = 16
)

// Work makes rows, leads batches, sends webhooks and removes what is expired, until ctx ends. Any number of processes may.
func (e *Engine) Work(ctx context.Context) error {
	var s *session
	for s = e.link.Load(); s == nil; s = e.link.Load() { // a cluster that is not there yet
		if !pause(ctx, 100*time.Millisecond) {
			return ctx.Err()
		}
	}
	var group sync.WaitGroup
	group.Go(func() { e.consume(ctx, s.rowJobs, ahead*e.config.Workers, e.config.Workers, e.row(s)) })
	group.Go(func() { e.consume(ctx, s.batchJobs, coordinators, coordinators, e.lead(s)) })
	if e.config.Sender != nil { // else the messages are for processes that can send them
		group.Go(func() { e.consume(ctx, s.hookJobs, messengers, messengers, e.deliver(s)) })
	}
	group.Go(func() { e.clean(ctx, s) })
	group.Go(func() { relax(ctx) })
	group.Wait()
	return ctx.Err()
}

// pause waits, and reports whether there is still something to wait for.
func pause(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}

// held is a job in this process. Until it is let go, it is renewed.
type held struct {
	jetstream.Msg
	release func()
}

// consume takes jobs and has them done, some at once, for as long as ctx lasts, through any loss of the connection. When it returns, no job
// is in hand any more.
func (e *Engine) consume(ctx context.Context, c jetstream.Consumer, take, atOnce int, do func(context.Context, held)) {
	var mu sync.Mutex
	mine := map[jetstream.Msg]bool{}
	working := make(chan struct{}, atOnce)
	var group sync.WaitGroup
	group.Go(func() {
		for pause(ctx, ackWait/4) {
			mu.Lock()
			for m := range mine {
				_ = m.InProgress() // else it is another's, which does no harm
			}
			mu.Unlock()
		}
	})
	places := make(chan struct{}, take)
	for ctx.Err() == nil {
		free := reserve(ctx, places)
		if free == 0 {
			break
		}
		// One pull at a time. The client's iterators lose a pull now and then, and rest until a heartbeat is missing.
		jobs, err := c.Fetch(free, jetstream.FetchMaxWait(fetchTime), jetstream.FetchHeartbeat(fetchTime/4))
		if err != nil {
			for range free {
				<-places
			}
			if ctx.Err() == nil {
				e.log.Warn("queue: taking jobs", "error", err)
			}
			pause(ctx, 250*time.Millisecond)
			continue
		}
		for m := range until(ctx, jobs.Messages()) {
			free--
			mu.Lock()
			mine[m] = true
			mu.Unlock()
			h := held{m, sync.OnceFunc(func() {
				mu.Lock()
				delete(mine, m)
				mu.Unlock()
				<-places
			})}
			group.Go(func() { // what waits for its turn is renewed, too
				select {
				case working <- struct{}{}:
					do(ctx, h)
					<-working
				case <-ctx.Done():
					h.again(0) // another process need not wait for it
				}
			})
		}
		for range free {
			<-places
		}
		if err := jobs.Error(); err != nil && ctx.Err() == nil {
			e.log.Debug("queue: taking jobs", "error", err)
			pause(ctx, 50*time.Millisecond)
		}
	}
	group.Wait()
	for range take { // the results that are on their way to the store
		places <- struct{}{}
	}
}

// fetchTime is how long one pull lasts.
const fetchTime = 4 * time.Second

// until gives what comes from a channel before ctx ends.
func until[T any](ctx context.Context, ch <-chan T) iter.Seq[T] {
	return func(yield func(T) bool) {
		for {
			select {
			case v, open := <-ch:
				if !open || !yield(v) {
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}
}

// reserve takes as many places as are free, one at least; none when ctx ends.
func reserve(ctx context.Context, places chan struct{}) (n int) {
	select {
	case places <- struct{}{}:
	case <-ctx.Done():
		return 0
	}
	for n = 1; ; n++ {
		select {
		case places <- struct{}{}:
		default:
			return n
		}
	}
}

// again gives a job back, to be tried later by anybody.
func (h held) again(after time.Duration) {
	_ = h.NakWithDelay(after) // else it comes back when its time has run out
	h.release()
}

// finished ends a job.
func (h held) finished() {
	_ = h.Ack() // else it comes back, and is seen to be done
	h.release()
}

// row works on one row job.
func (e *Engine) row(s *session) func(context.Context, held) {
	return func(ctx context.Context, h held) {
		defer thrifty()()
		err := e.doRow(ctx, s, h)
		switch {
		case err == nil: // the outcome of the write lets the job go
		case errors.Is(err, ErrNotFound): // removed meanwhile
			h.finished()
		case ctx.Err() != nil:
			h.again(0)
		default:
			if errors.Is(err, ErrFull) {
				e.tellFull(s)
			}
			e.log.Log(ctx, levelOf(err), "queue: a row is tried again", "job", h.Subject(), "error", err)
			h.again(retryAfter)
		}
	}
}

// levelOf keeps the log short while the queue or a plate is away, or there is no room: that is said elsewhere.
func levelOf(err error) slog.Level {
	if errors.Is(err, ErrUnavailable) || errors.Is(err, ErrFull) || errors.Is(err, batch.ErrAway) {
		return slog.LevelDebug
	}
	return slog.LevelWarn
}

// retryAfter is how long a job rests whose outcome could not be stored.
const retryAfter = time.Second

func (e *Engine) doRow(ctx context.Context, s *session, h held) error {
	for e.isFull() { // what is made now could not be kept
		if !pause(ctx, retryAfter/4) {
			return ctx.Err()
		}
	}
	id, row, revision, ok := cutRowJob(h.Subject())
	if !ok {
		return ErrNotFound
	}
	meta, err := h.Metadata()
	if err != nil {
		return err
	}
	job, err := e.job(ctx, s, id)
	if err != nil {
		return err
	}
	e.tally.running.Add(1)
	defer e.tally.running.Add(-1)
	var res *batch.Result
	if meta.NumDelivered > 1 || meta.Sequence.Stream <= e.suspect {
		res, err = e.makeCarefully(ctx, s, job, row, h)
	} else if res, err = e.makeRow(ctx, job, row, h.Data()); errors.Is(err, errTime) { // its first try
		_, noted := s.tries.PutString(ctx, triesKey(h), "1")
		err = errors.Join(err, classify(noted))
	}
	if err != nil {
		return err
	}
	if res.Fault != "" {
		e.log.Error("queue: a row could not be made", "batch", id, "row", row, "fault", res.Fault)
	}
	res.Revision = revision
	return e.store(ctx, s, h, id, res)
}

// rowJob names the job of a row. A row that is corrected has another: the old one may still be out, where its end got lost in a crash.
func rowJob(id string, row, revision int) string {
	return fmt.Sprintf("%s%s.%d.%d", rowJobSubject, id, row, revision)
}

func cutRowJob(subject string) (id string, row, revision int, ok bool) {
	parts := strings.Split(strings.TrimPrefix(subject, rowJobSubject), ".")
	if len(parts) != 3 {
		return "", 0, 0, false
	}
	row, err := strconv.Atoi(parts[1])
	if err != nil {
		return "", 0, 0, false
	}
	revision, err = strconv.Atoi(parts[2])
	return parts[0], row, revision, err == nil
}

// makeRow makes a row within its time.
func (e *Engine) makeRow(ctx context.Context, job *batch.Job, row int, patch []byte) (*batch.Result, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, e.config.RowTimeout, errTime)
	defer cancel()
	type made struct {
		res *batch.Result
		err error
	}
	out := make(chan made, 1)
	go func() { // alone, because what does not end cannot be ended
		res, err := e.make(job, ctx, row, patch)
		out <- made{res, err}
	}()
	select {
	case m := <-out:
		if m.err != nil && ctx.Err() != nil {
			m.err = context.Cause(ctx)
		}
		return m.res, m.err
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

var errTime = errors.New("queue: a row took too long")

// triesKey is where it is kept how often a job was begun and did not end.
func triesKey(h held) string { return strings.TrimPrefix(h.Subject(), rowJobSubject) }

// makeCarefully makes a row that has been out before: it may be what ended its process. So it is made alone, and that it was begun is
// noted first: one that was begun too often and never ended counts as failed.
func (e *Engine) makeCarefully(ctx context.Context, s *session, job *batch.Job, row int, h held) (*batch.Result, error) {
	e.careful.Lock()
	defer e.careful.Unlock()
	key := triesKey(h)
	tries := 0
	entry, err := s.tries.Get(ctx, key)
	switch {
	case err == nil:
		tries, _ = strconv.Atoi(string(entry.Value()))
	case !errors.Is(err, jetstream.ErrKeyNotFound):
		return nil, classify(err)
	}
	if tries >= maxTries {
		e.log.Error("queue: a row ends its process or never ends; it counts as failed", "job", h.Subject())
		return &batch.Result{Row: row, Problems: document.Problems{batch.Crashed()}}, nil
	}
	if _, err := s.tries.PutString(ctx, key, strconv.Itoa(tries+1)); err != nil {
		return nil, classify(err)
	}
	res, err := e.makeRow(ctx, job, row, h.Data())
	if errors.Is(err, errTime) {
		return nil, err
	}
	// It has ended, be it because this process shall: that is no fault of the row's.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), callTime)
	defer cancel()
	return res, errors.Join(err, classify(s.tries.Purge(ctx, key)))
}

// store keeps the result of a row, if it is the first. The job is let go when that is known.
func (e *Engine) store(ctx context.Context, s *session, h held, id string, res *batch.Result) error {
	data, err := res.MarshalBinary()
	if err != nil {
		return fmt.Errorf("queue: result: %w", err)
	}
	expected, err := strconv.ParseUint(h.Headers().Get(headExpected), 10, 64)
	if err != nil {
		return fmt.Errorf("queue: job: %w", err)
	}
	row := strconv.Itoa(res.Row)
	m := nats.NewMsg(resultSubject + id + "." + row)
	m.Header.Set(headRevision, strconv.Itoa(res.Revision))
	m.Header.Set(headMark, string(markOf(res)))
	object, pieces := "", 0
	if len(data) > inline {
		object = rowObject(id, row, newID())
		w := s.create(ctx, object)
		if _, err := w.Write(data); err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
		pieces = w.pieces
		m.Header.Set(headObject, object)
		m.Header.Set(headPieces, strconv.Itoa(pieces))
		data = nil
	}
	m.Data = data
	future, err := s.js.PublishMsgAsync(m, jetstream.WithExpectLastSequencePerSubject(expected), jetstream.WithStallWait(callTime))
	if err != nil {
		return classify(err)
	}
	go func() {
		var err error
		select {
		case <-future.Ok():
		case err = <-future.Err():
		case <-e.closed:
			err = ErrUnavailable
		}
		switch err = classify(err); {
		case err == nil:
			e.tally.count(markOf(res))
			h.finished()
		case isTaken(err): // the row was made by another, or by this process in its former life
			h.finished()
			if object != "" {
				if err := s.remove(context.WithoutCancel(ctx), object, pieces); err != nil {
					e.log.Warn("queue: a result nobody needs stays until its batch goes", "object", object, "error", err)
				}
			}
		default:
			if errors.Is(err, ErrFull) {
				e.tellFull(s)
			}
			e.log.Log(ctx, levelOf(err), "queue: the result of a row was not stored", "job", h.Subject(), "error", err)
			h.again(retryAfter)
		}
	}()
	return nil
}

// mark says in one letter what became of a row.
type mark byte

const (
	markNone   mark = 0
	markDone   mark = 'd'
	markWarned mark = 'w'
	markFailed mark = 'f'
)

func markOf(r *batch.Result) mark {
	switch {
	case r.Failed():
		return markFailed
	case len(r.Problems) > 0:
		return markWarned
	}
	return markDone
}
