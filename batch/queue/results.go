package queue

import (
	"context"
	"fmt"
	"iter"
	"strconv"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"vanban/batch"
)

const (
	// passed and passedBytes bound the results that are held because they are stored before the one that is due. Rows are made nearly in
	// order; those that were corrected, or tried again, stand at the end of the stream and are fetched one by one.
	passed      = 1024
	passedBytes = 4 << 20
	// fetched and fetchedBytes bound what is on its way from the store.
	fetched      = 512
	fetchedBytes = 2 << 20
)

// stored is a result as it stands in the stream.
type stored struct {
	outcome
	headers nats.Header
	data    []byte
}

func readStored(m *jetstream.RawStreamMsg) stored {
	return stored{readOutcome(m.Subject, m.Header, m.Sequence), m.Header, m.Data}
}

// inOrder gives the results in the order of the list. They are read through in the order of the stream, which costs a fifth of fetching each.
func (r *run) inOrder(ctx context.Context) iter.Seq2[*batch.Result, error] {
	return func(yield func(*batch.Result, error) bool) {
		next, stop, err := r.stream(ctx, 1, false)
		if err != nil {
			yield(nil, err)
			return
		}
		defer stop()
		aside := map[int]stored{}
		size := 0
		var last uint64 // how far the stream is read
		for row := 1; row <= r.rec.Rows; row++ {
			m, ok := aside[row]
			if ok {
				delete(aside, row)
				size -= len(m.data)
			}
			for !ok && last < r.seqs[row] && len(aside) < passed && size < passedBytes {
				if m, _, err = next(callTime); err != nil { // it is there
					yield(nil, err)
					return
				}
				if m.seq <= last {
					continue // the stream began anew
				}
				last = m.seq
				if ok = m.seq == r.seqs[row]; !ok && m.row > row && m.row <= r.rec.Rows && m.seq == r.seqs[m.row] {
					aside[m.row] = m
					size += len(m.data)
				}
			}
			if !ok {
				if m, err = r.fetch(ctx, row); err != nil {
					yield(nil, err)
					return
				}
			}
			res, err := r.s.result(ctx, m)
			if !yield(res, err) || err != nil {
				return
			}
		}
	}
}

// results are the subjects of the batch's results.
func (r *run) results() string { return resultSubject + r.rec.ID + ".*" }

// reader is a consumer of the batch's results, to be removed when they are read: left alone it stays for minutes, and a server has no more than
// a thousand of one stream.
func (r *run) reader(ctx context.Context, from uint64, headersOnly bool) (c jetstream.Consumer, remove func(), err error) {
	config := jetstream.OrderedConsumerConfig{
		FilterSubjects: []string{r.results()}, DeliverPolicy: jetstream.DeliverByStartSequencePolicy, OptStartSeq: from, HeadersOnly: headersOnly,
	}
	if c, err = r.s.js.OrderedConsumer(ctx, "vanban-rows", config); err != nil {
		return nil, nil, classify(err)
	}
	return c, func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), callTime)
		defer cancel()
		_ = r.s.js.DeleteConsumer(ctx, "vanban-rows", c.CachedInfo().Name) // else the server does, later
	}, nil
}

// stream gives the batch's results from a sequence on, one after the other as they were stored, until it is stopped; with each, how many are left
// behind it by the consumer's count.
func (r *run) stream(ctx context.Context, from uint64, headersOnly bool) (next func(wait time.Duration) (m stored, left uint64, err error), stop func(), err error) {
	c, remove, err := r.reader(ctx, from, headersOnly)
	if err != nil {
		return nil, nil, err
	}
	it, err := c.Messages(jetstream.PullMaxMessagesWithBytesLimit(fetched, fetchedBytes))
	if err != nil {
		remove()
		return nil, nil, classify(err)
	}
	ended := context.AfterFunc(ctx, it.Stop)
	stop = func() {
		ended()
		it.Stop()
		remove()
	}
	return func(wait time.Duration) (stored, uint64, error) {
		m, err := it.Next(jetstream.NextMaxWait(wait))
		if err != nil {
			if ctx.Err() != nil {
				err = context.Cause(ctx)
			}
			return stored{}, 0, classify(err)
		}
		meta, err := m.Metadata()
		if err != nil {
			return stored{}, 0, classify(err)
		}
		return stored{readOutcome(m.Subject(), m.Headers(), meta.Sequence.Stream), m.Headers(), m.Data()}, meta.NumPending, nil
	}, stop, nil
}

// fetch gets the result of one row.
func (r *run) fetch(ctx context.Context, row int) (stored, error) {
	m, err := r.s.rows.GetMsg(ctx, r.seqs[row])
	if err != nil {
		return stored{}, classify(err)
	}
	return readStored(m), nil
}

// result reads the result of a row.
func (s *session) result(ctx context.Context, m stored) (*batch.Result, error) {
	data := m.data
	if object := m.headers.Get(headObject); object != "" {
		pieces, err := strconv.Atoi(m.headers.Get(headPieces))
		if err != nil {
			return nil, fmt.Errorf("%w: result: %w", errDamaged, err)
		}
		if data, err = readAll(s.open(ctx, object, pieces)); err != nil {
			return nil, err
		}
	}
	return batch.UnmarshalResult(data)
}
