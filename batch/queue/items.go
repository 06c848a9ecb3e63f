package queue

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"sync"

	"github.com/go-json-experiment/json"

	"vanban/batch"
)

// The names of a batch's objects.
func specObject(id string) string           { return id + "/spec" }
func itemsObject(id string) string          { return id + "/items" }
func fixObject(id, nonce string) string     { return id + "/fix/" + nonce }
func attemptObjects(id, a string) string    { return id + "/files/" + a }
func rowObject(id, row, n string) string    { return id + "/row/" + row + "/" + n }
func fileObject(id, a string, n int) string { return fmt.Sprintf("%s/%d", attemptObjects(id, a), n) }

// writeItems stores patches one behind the other, each after its length.
func writeItems(w io.Writer, items iter.Seq2[int, []byte], limit int) (rows int, err error) {
	b := bufio.NewWriterSize(w, 64<<10)
	var length [binary.MaxVarintLen64]byte
	for row, patch := range items {
		if rows++; row != rows {
			return 0, fmt.Errorf("queue: row %d came where row %d was due", row, rows)
		}
		if rows > limit {
			return 0, ErrTooMany
		}
		if len(patch) > batch.MaxPatch { // a row of its own fault: its beginning is enough to say so
			patch = patch[:batch.MaxPatch+1]
		}
		_, _ = b.Write(binary.AppendUvarint(length[:0], uint64(len(patch)))) // Flush tells
		if _, err := b.Write(patch); err != nil {
			return 0, err
		}
	}
	return rows, b.Flush()
}

// list is the rows of a batch as they are after all corrections.
type list struct {
	s     *session
	rec   *record
	fixed map[int][]byte // new patches
	need  map[int]int    // the revision that a row must have
}

// readList reads the corrections; the rows themselves are read when they are ranged over.
func (s *session) readList(ctx context.Context, rec *record) (*list, error) {
	l := &list{s: s, rec: rec, fixed: map[int][]byte{}, need: map[int]int{}}
	for i, f := range rec.Fixes {
		var patches map[int][]byte
		data, err := readAll(s.open(ctx, f.Object, f.Pieces))
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(data, &patches); err != nil {
			return nil, fmt.Errorf("%w: %s: %w", errDamaged, f.Object, err)
		}
		for row, patch := range patches {
			l.need[row] = i + 1
			if len(patch) > 0 { // none: the row is made again as it is
				l.fixed[row] = patch
			}
		}
	}
	return l, nil
}

// items ranges over the rows. What goes wrong is left in err, since the sequence has no room for it.
func (l *list) items(ctx context.Context, err *error) iter.Seq2[int, []byte] {
	return func(yield func(int, []byte) bool) {
		object := l.s.open(ctx, itemsObject(l.rec.ID), l.rec.Items)
		defer func() { _ = object.Close() }()
		r := bufio.NewReaderSize(object, 64<<10)
		for row := 1; row <= l.rec.Rows; row++ {
			n, e := binary.ReadUvarint(r)
			if e == nil && n > batch.MaxPatch+1 {
				e = fmt.Errorf("%w: row %d", errDamaged, row)
			}
			var patch []byte
			if e == nil {
				patch = make([]byte, n)
				_, e = io.ReadFull(r, patch)
			}
			if errors.Is(e, io.EOF) || errors.Is(e, io.ErrUnexpectedEOF) {
				e = fmt.Errorf("%w: row %d: %w", errDamaged, row, e)
			}
			if e != nil {
				*err = e
				return
			}
			if p, ok := l.fixed[row]; ok {
				patch = p
			}
			if !yield(row, patch) {
				return
			}
		}
	}
}

// jobs keeps the batches this process works on, prepared.
type jobs struct {
	mu   sync.Mutex
	jobs map[string]*batch.Job
}

// maxJobs bounds how many are kept; each is as large as its base.
const maxJobs = 32

func (e *Engine) job(ctx context.Context, s *session, id string) (*batch.Job, error) {
	e.jobs.mu.Lock()
	j := e.jobs.jobs[id]
	e.jobs.mu.Unlock()
	if j != nil {
		return j, nil
	}
	rec, _, err := s.read(ctx, id)
	if err != nil {
		return nil, err
	}
	data, err := readAll(s.open(ctx, specObject(id), rec.Spec))
	if err != nil {
		return nil, err
	}
	spec := new(batch.Spec)
	if err := json.Unmarshal(data, spec); err != nil {
		return nil, fmt.Errorf("queue: spec of %s: %w", id, err)
	}
	j, problems, err := e.maker.Prepare(spec)
	if err != nil {
		return nil, err
	}
	if j == nil {
		return nil, &Refused{problems}
	}
	e.jobs.mu.Lock()
	defer e.jobs.mu.Unlock()
	if e.jobs.jobs == nil || len(e.jobs.jobs) >= maxJobs {
		e.jobs.jobs = make(map[string]*batch.Job)
	}
	e.jobs.jobs[id] = j
	return j, nil
}
