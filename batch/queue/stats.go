package queue

import (
	"context"
	"sync/atomic"
)

// Stats is what an operator watches.
type Stats struct {
	Running              int   // rows that this process works on
	Done, Warned, Failed int64 // rows that this process has made
	Full                 bool  // a write was refused just now for want of room
	// Jobs is how many rows are out to be made, Stored how many bytes all of it takes; both of the queue as a whole.
	Jobs, Stored int64
}

// tally counts what this process does.
type tally struct{ running, done, warned, failed atomic.Int64 }

func (t *tally) count(m mark) {
	switch m {
	case markFailed:
		t.failed.Add(1)
	case markWarned:
		t.warned.Add(1)
	case markDone:
		t.done.Add(1)
	case markNone:
	}
}

// Stats returns the numbers as they are now. When the queue cannot be reached those of this process are there all the same, beside the error.
func (e *Engine) Stats(ctx context.Context) (*Stats, error) {
	t := &e.tally
	st := &Stats{Running: int(t.running.Load()), Done: t.done.Load(), Warned: t.warned.Load(), Failed: t.failed.Load(), Full: e.isFull()}
	s, err := e.session()
	if err != nil {
		return st, err
	}
	jobs, err := s.jobs.Info(ctx)
	if err != nil {
		return st, classify(err)
	}
	account, err := s.js.AccountInfo(ctx)
	if err != nil {
		return st, classify(err)
	}
	st.Jobs, st.Stored = int64(jobs.State.Msgs), int64(account.Store)
	return st, nil
}
