package queue

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"

	"github.com/nats-io/nats.go/jetstream"

	"vanban/batch"
)

// Which says which rows are asked for.
type Which string

// The rows there are to ask for.
const (
	AllRows     Which = "all"
	FailedRows  Which = "failed"
	WarnedRows  Which = "warned"
	ProblemRows Which = "problems" // failed or warned
)

func (w Which) has(m mark) bool {
	switch w {
	case FailedRows:
		return m == markFailed
	case WarnedRows:
		return m == markWarned
	case ProblemRows:
		return m == markFailed || m == markWarned
	}
	return true
}

// pageText is how many bytes of rows one call gives: a row may have a thousand problems, or a patch of a quarter of a megabyte.
const pageText = 4 << 20

// Rows returns what became of rows from a number on, in the order of the list, and the number of the next row of the kind; 0 when there are
// no more. There are fewer than limit where they have much to say. Rows that have not been made yet are left out.
func (e *Engine) Rows(ctx context.Context, id string, which Which, from, limit int) (entries []batch.Entry, next int, err error) {
	s, err := e.session()
	if err != nil {
		return nil, 0, err
	}
	rec, _, err := s.read(ctx, id)
	if err != nil {
		return nil, 0, err
	}
	marks := map[int]mark(nil)
	if which != AllRows {
		if marks, _, err = s.getMarks(ctx, id); err != nil {
			return nil, 0, err
		}
	}
	missing, size := 0, 0
	for row := max(from, 1); row <= rec.Rows && missing <= 2*window; row++ { // rows are put out in order: behind so many gaps there are none
		if !which.has(marks[row]) {
			continue
		}
		if len(entries) == limit || size > pageText {
			return entries, row, nil
		}
		m, err := s.rows.GetLastMsgForSubject(ctx, resultSubject+id+"."+strconv.Itoa(row))
		if errors.Is(err, jetstream.ErrMsgNotFound) {
			missing++
			continue
		}
		if err != nil {
			return nil, 0, classify(err)
		}
		res, err := s.result(ctx, readStored(m))
		if err != nil {
			return nil, 0, s.orGone(ctx, id, err)
		}
		e := batch.EntryOf(res)
		entries = append(entries, e)
		size += e.TextSize()
	}
	return entries, 0, nil
}

// marksKey is where the rows of a batch with problems are kept, so that they can be found without reading all rows.
func marksKey(id string) string { return id + ".rows" }

// putMarks writes them down in the place of a revision, 0 for none: the distances from one to the next, each with its mark.
func (s *session) putMarks(ctx context.Context, id string, marks []mark, revision uint64) (uint64, error) {
	var data []byte
	last := 0
	for row, m := range marks {
		if m == markFailed || m == markWarned {
			data = append(binary.AppendUvarint(data, uint64(row-last)), byte(m))
			last = row
		}
	}
	if revision == 0 {
		return s.batches.Create(ctx, marksKey(id), data)
	}
	return s.batches.Update(ctx, marksKey(id), data, revision)
}

func (s *session) getMarks(ctx context.Context, id string) (map[int]mark, uint64, error) {
	marks := map[int]mark{}
	entry, err := s.batches.Get(ctx, marksKey(id))
	if errors.Is(err, jetstream.ErrKeyNotFound) {
		return marks, 0, nil
	}
	if err != nil {
		return nil, 0, classify(err)
	}
	row := 0
	for data := entry.Value(); len(data) > 0; {
		n, k := binary.Uvarint(data)
		if k <= 0 || k == len(data) {
			return nil, 0, fmt.Errorf("%w: the list of rows with problems", errDamaged)
		}
		row += int(n)
		marks[row] = mark(data[k])
		data = data[k+1:]
	}
	return marks, entry.Revision(), nil
}
