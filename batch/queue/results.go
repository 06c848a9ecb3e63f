package queue

import (
	"context"
	"fmt"
	"iter"
	"strconv"

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
	seq     uint64
	row     int
	headers nats.Header
	data    []byte
}

// results gives the results in the order of the list. They are read through in the order of the stream, which costs a fifth of fetching each.
func (r *run) results(ctx context.Context) iter.Seq2[*batch.Result, error] {
	return func(yield func(*batch.Result, error) bool) {
		next, stop, err := r.stream(ctx)
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
				if m, err = next(); err != nil {
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

// reader is a consumer of the batch's results, to be removed when they are read: left alone it stays for minutes, and a server has no more than
// a thousand of one stream.
func (r *run) reader(ctx context.Context, headersOnly bool) (c jetstream.Consumer, remove func(), err error) {
	config := jetstream.OrderedConsumerConfig{FilterSubjects: []string{resultSubject + r.rec.ID + ".*"}, HeadersOnly: headersOnly}
	if c, err = r.s.js.OrderedConsumer(ctx, "vanban-rows", config); err != nil {
		return nil, nil, classify(err)
	}
	return c, func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), callTime)
		defer cancel()
		_ = r.s.js.DeleteConsumer(ctx, "vanban-rows", c.CachedInfo().Name) // else the server does, later
	}, nil
}

// stream gives the batch's results one after the other, as they were stored, until it is stopped.
func (r *run) stream(ctx context.Context) (next func() (stored, error), stop func(), err error) {
	c, remove, err := r.reader(ctx, false)
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
	return func() (stored, error) {
		m, err := it.Next(jetstream.NextMaxWait(callTime)) // all there is to read is there
		if err != nil {
			if ctx.Err() != nil {
				err = context.Cause(ctx)
			}
			return stored{}, classify(err)
		}
		meta, err := m.Metadata()
		if err != nil {
			return stored{}, classify(err)
		}
		o, _ := readOutcome(m.Subject(), m.Headers(), meta.Sequence.Stream)
		return stored{o.seq, o.row, m.Headers(), m.Data()}, nil
	}, stop, nil
}

// fetch gets the result of one row.
func (r *run) fetch(ctx context.Context, row int) (stored, error) {
	m, err := r.s.rows.GetMsg(ctx, r.seqs[row])
	if err != nil {
		return stored{}, classify(err)
	}
	return stored{m.Sequence, row, m.Header, m.Data}, nil
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
