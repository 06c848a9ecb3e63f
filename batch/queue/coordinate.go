package queue

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"maps"
	"strconv"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"vanban/batch"
)

// window is how many jobs of one batch are out at a time. Jobs are done in the order they were put out, so a small batch waits for no more
// than the windows of the others; and it is enough to keep some dozens of workers busy.
const window = 128

// tickEvery is how often progress is written down, and how soon a cancellation is seen.
const tickEvery = 250 * time.Millisecond

var (
	errCancelled = errors.New("queue: the batch was cancelled")
	errReplaced  = errors.New("queue: another process leads the batch")
	errNotYet    = errors.New("queue: the batch is still being stored")
	errDamaged   = errors.New("queue: what is stored of the batch cannot be read")
)

// lead coordinates one batch.
func (e *Engine) lead(s *session) func(context.Context, held) {
	return func(ctx context.Context, h held) {
		defer thrifty()()
		id := strings.TrimPrefix(h.Subject(), batchJobSubject)
		err := e.coordinate(ctx, s, id)
		switch {
		case err == nil, errors.Is(err, ErrNotFound), errors.Is(err, errCancelled):
			if err := h.DoubleAck(ctx); err == nil {
				// A correction may have come while this job was still out, so that its own was not.
				if rec, _, err := s.read(ctx, id); err == nil && rec.State == Queued {
					e.putOut(ctx, s, id)
				}
			}
			h.release()
		case errors.Is(err, errReplaced):
			h.release() // the job is the other's
		case ctx.Err() != nil:
			h.again(0)
		default:
			if !errors.Is(err, errNotYet) {
				e.log.Warn("queue: a batch is held up", "batch", id, "error", err)
			}
			if errors.Is(err, ErrFull) {
				e.tellFull(s)
				e.note(ctx, s, id, waitingForRoom)
			}
			h.again(retryAfter)
		}
	}
}

// note writes down what holds a batch up, if that can be written.
func (e *Engine) note(ctx context.Context, s *session, id, why string) {
	_, err := s.update(ctx, id, func(r *record) error {
		if r.State.Final() || r.Waiting == why {
			return errNothing
		}
		r.Waiting = why
		return nil
	})
	if err != nil && !errors.Is(err, errNothing) {
		e.log.Warn("queue: progress", "batch", id, "error", err)
	}
}

// run is one batch being coordinated.
type run struct {
	e                    *Engine
	s                    *session
	rec                  *record
	me                   string
	list                 *list
	seqs                 []uint64 // of the results, by row
	marks                []mark   // of the results that count
	out                  map[int]bool
	begun                time.Time
	first                int // rows that had results when this run began
	done, failed, warned int
	changed              bool   // the failed or warned rows, since they were written down
	marksAt              uint64 // the revision of what is written down
	takeover             bool   // somebody led the batch before
}

// coordinate takes a batch from wherever it stands to its end.
func (e *Engine) coordinate(ctx context.Context, s *session, id string) error {
	r, err := e.begin(ctx, s, id)
	if r == nil || err != nil {
		return err
	}
	job, err := e.job(ctx, s, id)
	if err != nil {
		return r.faulty(ctx, err)
	}
	if r.list, err = s.readList(ctx, r.rec); err == nil {
		err = r.rows(ctx)
	}
	switch {
	case errors.Is(err, errDamaged):
		return r.faulty(ctx, err)
	case err != nil:
		return err
	}
	if err := r.files(ctx, job); err != nil {
		return r.faulty(ctx, err)
	}
	return nil
}

// begin makes this run the one that leads a batch: whoever led it cannot change its record any more. Of a batch that needs nobody there is
// no run.
func (e *Engine) begin(ctx context.Context, s *session, id string) (*run, error) {
	r := &run{e: e, s: s, me: newID(), out: map[int]bool{}, begun: time.Now()}
	rec, err := s.update(ctx, id, func(rec *record) error {
		switch rec.State {
		case receiving:
			return errNotYet
		case Queued:
			rec.State, rec.Started = Running, time.Now().UTC()
			r.takeover = rec.Revision > 0
		case Running, Writing:
			r.takeover = true
		default:
			return errNothing
		}
		rec.Coordinator, rec.Waiting = r.me, ""
		return nil
	})
	if errors.Is(err, errNothing) {
		if rec.State != Done { // of one that ended before its end jobs may be out
			if err := s.withdraw(ctx, id); err != nil {
				return nil, err
			}
		}
		return nil, e.announce(ctx, s, rec)
	}
	if err != nil {
		return nil, err
	}
	r.rec, r.seqs, r.marks = rec, make([]uint64, rec.Rows+1), make([]mark, rec.Rows+1)
	r.changed = r.takeover // what is written down may be of an earlier revision, or old
	return r, nil
}

// maxFaults is how often the files may go wrong through a fault of ours.
const maxFaults = 3

// faulty gives a batch up that fails again and again for no reason that passes.
func (r *run) faulty(ctx context.Context, err error) error {
	if ctx.Err() != nil || errors.Is(err, ErrFull) || errors.Is(err, ErrUnavailable) || errors.Is(err, ErrNotFound) || errors.Is(err, errCancelled) || errors.Is(err, errReplaced) ||
		errors.Is(err, batch.ErrAway) {
		return err
	}
	gaveUp := false
	rec, updateErr := r.update(ctx, func(rec *record) {
		if rec.Faults++; rec.Faults >= maxFaults {
			gaveUp = true
			rec.State, rec.Finished, rec.Error = Failed, time.Now().UTC(), "Chương trình gặp lỗi khi lập các tệp của đợt này; báo cho người quản trị."
		}
	})
	if updateErr != nil || !gaveUp {
		return errors.Join(err, updateErr)
	}
	r.e.log.Error("queue: a batch is given up", "batch", r.rec.ID, "error", err)
	return errors.Join(r.s.withdraw(ctx, rec.ID), r.e.announce(ctx, r.s, rec))
}

// update changes the record as its coordinator: not when another is, nobody should be, or the batch has ended.
func (r *run) update(ctx context.Context, change func(*record)) (*record, error) {
	return r.s.update(ctx, r.rec.ID, func(rec *record) error {
		switch {
		case rec.State == Cancelled:
			return errCancelled
		case rec.Coordinator != r.me, rec.State.Final():
			return errReplaced
		}
		change(rec)
		return nil
	})
}

// rows puts out the jobs of all rows without a result, and ends when all have one.
func (r *run) rows(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	made, err := r.follow(ctx)
	if err != nil {
		return err
	}
	stopped := make(chan *nats.Msg, 1)
	sub, err := r.s.nc.ChanSubscribe(stopSubject+r.rec.ID, stopped)
	if err != nil {
		return classify(err)
	}
	defer func() { _ = sub.Unsubscribe() }()
	tick := time.NewTicker(tickEvery)
	defer tick.Stop()
	// A job goes after its result has come, so what is neither out now nor done afterwards is still to be put out.
	if r.takeover {
		if err := r.readOut(ctx); err != nil {
			return err
		}
	}
	if err := r.catchUp(ctx); err != nil {
		return err
	}
	r.first = r.done + r.failed
	var listErr error
	next, stop := iter.Pull2(r.list.items(ctx, &listErr))
	defer func() { stop() }()
	if err := r.progress(ctx); err != nil {
		return err
	}
	quiet := time.Now() // since when nothing came
	for r.done+r.failed < r.rec.Rows {
		if err := cmp.Or(r.putOut(ctx, next), listErr); err != nil {
			return err
		}
		select {
		case o := <-made:
			for r.take(o); len(made) > 0; {
				r.take(<-made)
			}
			quiet = time.Now()
		case <-stopped:
			if err := r.progress(ctx); err != nil {
				return err
			}
		case <-tick.C:
			if err := r.progress(ctx); err != nil {
				return err
			}
			if time.Since(quiet) < lostAfter {
				continue
			}
			// Word of a result may be lost, where the connection broke; or a job is gone without a result, where the queue lost power or
			// somebody who led before made it for another result.
			before := maps.Clone(r.out)
			if err := cmp.Or(r.readOut(ctx), r.catchUp(ctx)); err != nil {
				return err
			}
			quiet = time.Now()
			if r.lost(before) {
				stop()
				next, stop = iter.Pull2(r.list.items(ctx, &listErr))
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// lostAfter is how long nothing comes before it is asked what results there are, and whether the jobs are still there.
const lostAfter = 5 * time.Second

// lost reports whether one of the jobs that were out is gone, and its row not made.
func (r *run) lost(before map[int]bool) bool {
	for row := range before {
		if !r.out[row] && r.marks[row] == markNone {
			return true
		}
	}
	return false
}

// readOut finds which jobs are out, whoever put them there.
func (r *run) readOut(ctx context.Context) error {
	info, err := r.s.jobs.Info(ctx, jetstream.WithSubjectFilter(rowJobSubject+r.rec.ID+".>"))
	if err != nil {
		return classify(err)
	}
	clear(r.out)
	for subject := range info.State.Subjects {
		_, row, revision, ok := cutRowJob(subject)
		if ok && row >= 1 && row <= r.rec.Rows && revision == r.list.need[row] && r.marks[row] == markNone {
			r.out[row] = true
		}
	}
	return nil
}

// putOut fills the window.
func (r *run) putOut(ctx context.Context, next func() (int, []byte, bool)) error {
	var futures []jetstream.PubAckFuture
	for len(r.out) < window {
		row, patch, ok := next()
		if !ok {
			break
		}
		if r.marks[row] != markNone || r.out[row] {
			continue
		}
		m := nats.NewMsg(rowJob(r.rec.ID, row, r.list.need[row]))
		m.Header.Set(headExpected, strconv.FormatUint(r.seqs[row], 10))
		m.Data = patch
		future, err := r.s.js.PublishMsgAsync(m, jetstream.WithStallWait(callTime))
		if err != nil {
			return classify(err)
		}
		futures = append(futures, future)
		r.out[row] = true
	}
	for _, f := range futures {
		select {
		case <-f.Ok():
		case err := <-f.Err():
			if !isOut(err) {
				return classify(err)
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// progress writes down how far the batch is.
func (r *run) progress(ctx context.Context) error {
	if err := r.writeMarks(ctx); err != nil {
		return err
	}
	made := r.done + r.failed - r.first
	elapsed := time.Since(r.begun).Seconds()
	_, err := r.update(ctx, func(rec *record) {
		rec.Done, rec.Failed, rec.Warned, rec.Waiting = r.done, r.failed, r.warned, ""
		if made > 0 {
			rec.Rate = float64(made) / elapsed
		}
		if r.e.isFull() {
			rec.Waiting = waitingForRoom
		}
	})
	if errors.Is(err, errCancelled) || errors.Is(err, ErrNotFound) {
		return cmp.Or(r.s.withdraw(ctx, r.rec.ID), err) // with jobs still out, whoever leads it next withdraws them
	}
	return err
}

// writeMarks writes down which rows have problems. A run that was replaced and does not know it yet cannot overwrite what the other wrote.
func (r *run) writeMarks(ctx context.Context) error {
	for r.changed {
		at, err := r.s.putMarks(ctx, r.rec.ID, r.marks, r.marksAt)
		switch {
		case err == nil:
			r.marksAt, r.changed = at, false
		case !isTaken(err):
			return classify(err)
		default:
			if _, err := r.update(ctx, func(*record) {}); err != nil {
				return err
			}
			if _, r.marksAt, err = r.s.getMarks(ctx, r.rec.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// withdraw takes back the jobs of a batch that are out.
func (s *session) withdraw(ctx context.Context, id string) error {
	return classify(s.jobs.Purge(ctx, jetstream.WithPurgeSubject(rowJobSubject+id+".>")))
}
