package queue

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"iter"
	"path"
	"sync/atomic"
	"time"

	"vanban/batch"
)

// files puts the files together and makes the batch done.
func (r *run) files(ctx context.Context, job *batch.Job) error {
	if err := r.writeMarks(ctx); err != nil { // what Rows shows must be there when the batch is done
		return err
	}
	left, attempt := "", newID()
	rec, err := r.update(ctx, func(rec *record) {
		left, rec.Attempt = rec.Attempt, attempt
		rec.State, rec.Done, rec.Failed, rec.Warned, rec.Written, rec.Waiting = Writing, r.done, r.failed, r.warned, 0, ""
	})
	if err != nil {
		return err
	}
	if left != "" { // of a process that ended while it wrote; should it be alive, it finds out and removes what else it wrote
		if err := r.s.removeAll(ctx, attemptObjects(rec.ID, left)); err != nil {
			return err
		}
	}
	out, err := r.write(ctx, job, attempt)
	if err != nil {
		r.discard(ctx, attempt)
		return err
	}
	var before *output
	rec, err = r.update(ctx, func(rec *record) {
		before, rec.Output, rec.Attempt = rec.Output, out, ""
		rec.State, rec.Finished, rec.Written, rec.Waiting, rec.Faults = Done, time.Now().UTC(), 0, "", 0
		rec.Hook = hook{}
	})
	if err != nil {
		if errors.Is(err, errCancelled) || errors.Is(err, errReplaced) || errors.Is(err, ErrNotFound) { // else it may have been stored all the same
			r.discard(ctx, attempt)
		}
		return err
	}
	if before != nil {
		if err := r.s.removeOutput(ctx, rec.ID, before); err != nil {
			r.e.log.Warn("queue: files of an earlier revision stay until their batch goes", "batch", rec.ID, "error", err)
		}
	}
	r.e.log.Info("batch finished", "batch", rec.ID, "type", rec.Type, "revision", rec.Revision, "rows", rec.Rows, "done", rec.Done, "failed", rec.Failed,
		"seconds", rec.Finished.Sub(rec.Started).Seconds())
	return r.e.announce(ctx, r.s, rec)
}

// discard removes the files of an attempt that came to nothing.
func (r *run) discard(ctx context.Context, attempt string) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), callTime)
	defer cancel()
	_ = r.s.removeAll(ctx, attemptObjects(r.rec.ID, attempt)) // else whoever is next does it
}

// write makes the files under the name of an attempt. Progress is written down beside it, and a cancellation seen.
func (r *run) write(ctx context.Context, job *batch.Job, attempt string) (*output, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var written atomic.Int64
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		for pause(ctx, tickEvery) {
			_, err := r.update(ctx, func(rec *record) {
				rec.Written = int(written.Load())
				rec.Waiting = ""
				if r.e.isFull() {
					rec.Waiting = waitingForRoom
				}
			})
			if errors.Is(err, errCancelled) || errors.Is(err, errReplaced) || errors.Is(err, ErrNotFound) {
				cancel(err)
			}
		}
	}()
	var listErr error
	list := batch.List{Rows: r.rec.Rows, Items: r.list.items(ctx, &listErr)}
	sink := &sink{ctx: ctx, s: r.s, id: r.rec.ID, attempt: attempt}
	m, err := job.Write(ctx, list, func() iter.Seq2[*batch.Result, error] { return r.inOrder(ctx) }, sink, func(done int) { written.Store(int64(done)) })
	if cause := context.Cause(ctx); cause != nil && err != nil {
		err = cause
	}
	cancel(nil)
	<-stopped
	if err = errors.Join(err, listErr); err != nil {
		return nil, err
	}
	return &output{Attempt: attempt, Files: sink.describe(m), Withheld: m.Withheld}, nil
}

// sink takes the files of a batch into the object store.
type sink struct {
	ctx     context.Context
	s       *session
	id      string
	attempt string
	files   []outputFile
}

func (k *sink) Create(name string) (io.WriteCloser, error) {
	n := len(k.files)
	k.files = append(k.files, outputFile{File: batch.File{Name: name}, Number: n})
	w := k.s.create(k.ctx, fileObject(k.id, k.attempt, n))
	sum := &summed{objectWriter: w, hash: sha256.New()}
	w.done = func(pieces int) {
		f := &k.files[n]
		f.Pieces, f.Bytes, f.SHA256 = pieces, sum.size, hex.EncodeToString(sum.hash.Sum(nil))
	}
	if path.Ext(name) != ".json" { // the manifest says of all others what they are
		return w, nil
	}
	return sum, nil
}

// summed is a file of which nobody else says what it is.
type summed struct {
	*objectWriter
	hash hash.Hash
	size int64
}

func (w *summed) Write(p []byte) (int, error) {
	n, err := w.objectWriter.Write(p)
	w.hash.Write(p[:n])
	w.size += int64(n)
	return n, err
}

// describe completes the files with what the manifest says of them.
func (k *sink) describe(m *batch.Manifest) []outputFile {
	known := map[string]batch.File{}
	for _, f := range m.Files {
		known[f.Name] = f
	}
	for i := range k.files {
		if f, ok := known[k.files[i].Name]; ok {
			k.files[i].File = f
		}
	}
	return k.files
}

func (s *session) removeOutput(ctx context.Context, id string, o *output) error {
	for _, f := range o.Files {
		if err := s.remove(ctx, fileObject(id, o.Attempt, f.Number), f.Pieces); err != nil {
			return err
		}
	}
	return nil
}

// Open returns one of the files of a batch.
func (e *Engine) Open(ctx context.Context, id, name string) (io.ReadCloser, batch.File, error) {
	s, err := e.session()
	if err != nil {
		return nil, batch.File{}, err
	}
	rec, _, err := s.read(ctx, id)
	if err != nil {
		return nil, batch.File{}, err
	}
	if rec.Output != nil {
		for _, f := range rec.Output.Files {
			if f.Name == name {
				return s.open(ctx, fileObject(id, rec.Output.Attempt, f.Number), f.Pieces), f.File, nil
			}
		}
	}
	return nil, batch.File{}, fmt.Errorf("%w: no file %q", ErrNotFound, name)
}

func readAll(r io.ReadCloser) ([]byte, error) {
	defer func() { _ = r.Close() }()
	return io.ReadAll(r)
}
