package queue

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// outcome is the result of a row as the coordinator sees it.
type outcome struct {
	row, revision int
	seq           uint64
	mark          mark
}

// readOutcome reads what stands in the subject and the headers of a result; one that is of no row is of row 0.
func readOutcome(subject string, headers nats.Header, seq uint64) outcome {
	o := outcome{seq: seq}
	o.row, _ = strconv.Atoi(subject[strings.LastIndexByte(subject, '.')+1:])
	o.revision, _ = strconv.Atoi(headers.Get(headRevision))
	if v := headers.Get(headMark); v != "" {
		o.mark = mark(v[0])
	}
	return o
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
		select {
		case made <- readOutcome(m.Subject, m.Header, seq):
		case <-ctx.Done():
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

// catchUp takes all results that are stored. The stream is asked whether that was all: what a consumer says is still to come counts wrong where
// results are replaced just when it comes to them, too many for good or too few.
func (r *run) catchUp(ctx context.Context) error {
	for seen := uint64(0); ; {
		raw, err := r.s.rows.GetMsg(ctx, seen+1, jetstream.WithGetMsgSubject(r.results()))
		switch {
		case errors.Is(err, jetstream.ErrMsgNotFound): // or the batch is removed, as whoever next writes its record finds out
			return nil
		case err != nil:
			return classify(err)
		}
		m := readStored(raw)
		r.take(m.outcome)
		if seen, err = r.readOn(ctx, m.seq); err != nil {
			return err
		}
	}
}

// readOn takes the results behind one, for as long as more seem to come, and returns which was the last.
func (r *run) readOn(ctx context.Context, seen uint64) (uint64, error) {
	next, stop, err := r.stream(ctx, seen+1, true)
	if err != nil {
		return seen, err
	}
	defer stop()
	for left := uint64(1); left > 0; {
		var m stored
		m, left, err = next(tickEvery)
		switch {
		case errors.Is(err, nats.ErrTimeout):
			return seen, nil
		case err != nil:
			return seen, err
		}
		r.take(m.outcome)
		seen = m.seq
	}
	return seen, nil
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
