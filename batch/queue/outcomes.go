package queue

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// outcome is the result of a row as the coordinator sees it.
type outcome struct {
	row, revision int
	seq           uint64
	mark          mark
}

// readOutcome reads what stands in the subject and the headers of a result.
func readOutcome(subject string, headers nats.Header, seq uint64) (o outcome, ok bool) {
	row, err := strconv.Atoi(subject[strings.LastIndexByte(subject, '.')+1:])
	if err != nil {
		return o, false
	}
	o.row, o.seq = row, seq
	o.revision, _ = strconv.Atoi(headers.Get(headRevision))
	if v := headers.Get(headMark); v != "" {
		o.mark = mark(v[0])
	}
	return o, true
}

// follow gives the results that are stored from now on, by the store's word of them. Read from the stream just after they were written,
// they would keep each of its blocks in memory for ten seconds more, by NATS's own rule: at full speed some 80 MB. Word may be lost with
// the connection; catchUp finds what is.
func (r *run) follow(ctx context.Context) (<-chan outcome, error) {
	made := make(chan outcome, window)
	sub, err := r.s.nc.Subscribe(madeSubject+r.rec.ID+".*", func(m *nats.Msg) {
		seq, err := strconv.ParseUint(m.Header.Get(jetstream.SequenceHeader), 10, 64)
		if err != nil {
			return
		}
		if o, ok := readOutcome(m.Subject, m.Header, seq); ok {
			select {
			case made <- o:
			case <-ctx.Done():
			}
		}
	})
	if err != nil {
		return nil, classify(err)
	}
	context.AfterFunc(ctx, func() { _ = sub.Unsubscribe() })
	call, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	return made, classify(r.s.nc.FlushWithContext(call)) // from here on, nothing is missed by catchUp and follow both
}

// catchUp takes all results that are stored.
func (r *run) catchUp(ctx context.Context) error {
	c, remove, err := r.reader(ctx, true)
	if err != nil {
		return err
	}
	defer remove()
	if info, err := c.Info(ctx); err != nil || info.NumPending == 0 {
		return classify(err)
	}
	it, err := c.Messages(jetstream.PullMaxMessages(500))
	if err != nil {
		return classify(err)
	}
	defer it.Stop()
	for checked := time.Now(); ; {
		m, err := it.Next(jetstream.NextMaxWait(tickEvery))
		switch {
		case err == nil:
			meta, err := m.Metadata()
			if err != nil {
				return classify(err)
			}
			if o, ok := readOutcome(m.Subject(), m.Headers(), meta.Sequence.Stream); ok {
				r.take(o)
			}
			if meta.NumPending == 0 {
				return nil
			}
		case errors.Is(err, jetstream.ErrMsgIteratorClosed):
			return ErrUnavailable
		case !errors.Is(err, nats.ErrTimeout):
			if !pause(ctx, 100*time.Millisecond) {
				return ctx.Err()
			}
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if time.Since(checked) >= tickEvery { // what is read may be removed meanwhile
			if _, err := r.update(ctx, func(*record) {}); err != nil {
				return err
			}
			checked = time.Now()
		}
	}
}

// take notes an outcome. That of a row which was corrected since only says what the new one replaces.
func (r *run) take(o outcome) {
	if o.row < 1 || o.row > r.rec.Rows || o.seq <= r.seqs[o.row] {
		return
	}
	r.seqs[o.row] = o.seq
	if o.revision < r.list.need[o.row] || r.marks[o.row] != markNone {
		return
	}
	delete(r.out, o.row)
	switch r.marks[o.row] = o.mark; o.mark {
	case markFailed:
		r.failed, r.changed = r.failed+1, true
	case markWarned:
		r.done, r.warned, r.changed = r.done+1, r.warned+1, true
	default:
		r.done++
	}
}
