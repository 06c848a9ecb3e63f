package queue

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"iter"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/nats-io/nats.go/jetstream"

	"vanban/batch"
)

// Submission is a batch to be made.
type Submission struct {
	Spec *batch.Spec
	// Owner is whose batch it is; what that means is the caller's business.
	Owner string
	// Items are the rows' patches, counted from 1 in order; they are ranged over once. Broken says why they ended before their end, nil where they
	// did not: then there is no batch, and its error is that of Submit.
	Items  iter.Seq2[int, []byte]
	Broken func() error
	// Key is the caller's Idempotency-Key, Fingerprint a hash of what was submitted: the same key and fingerprint are the same batch.
	Key, Fingerprint string
	// Webhook is the address that is told when the batch is finished.
	Webhook string
}

// claim is what is kept under a key.
type claim struct {
	ID          string `json:"id"`
	Fingerprint string `json:"fingerprint"`
}

// Submit stores a batch; when it returns, the batch will be made whatever happens to this process. It reports whether the batch is new.
func (e *Engine) Submit(ctx context.Context, sub Submission) (*Status, bool, error) {
	s, err := e.session()
	if err != nil {
		return nil, false, err
	}
	if e.isFull() {
		return nil, false, ErrFull
	}
	job, problems, err := e.maker.Prepare(sub.Spec)
	if err != nil {
		return nil, false, err
	}
	if job == nil {
		return nil, false, &Refused{problems}
	}
	key := ""
	if sub.Key != "" {
		key = keyOf(sub.Key)
		if st, err := e.claimed(ctx, s, key, sub.Fingerprint); st != nil || err != nil {
			return st, false, err
		}
	}
	rec := &record{ID: newID(), Owner: sub.Owner, Title: job.Title(), Type: job.Type(), State: receiving, Created: time.Now().UTC(), Key: key, Webhook: sub.Webhook}
	if err := s.receive(ctx, rec, sub, e.config.MaxRows); err != nil {
		if err = classify(err); errors.Is(err, ErrFull) {
			e.tellFull(s)
		}
		e.forget(ctx, s, rec.ID)
		return nil, false, err
	}
	for key != "" {
		data, err := json.Marshal(claim{rec.ID, sub.Fingerprint})
		if err != nil {
			return nil, false, err
		}
		if _, err = s.keys.Create(ctx, key, data); err == nil {
			break
		}
		if !isTaken(err) {
			e.forget(ctx, s, rec.ID)
			return nil, false, classify(err)
		}
		// Somebody else was faster with the same key; should that batch be gone by now, the key is free again.
		if st, err := e.claimed(ctx, s, key, sub.Fingerprint); st != nil || err != nil {
			e.forget(ctx, s, rec.ID)
			return st, false, err
		}
	}
	rec, err = e.accept(ctx, s, rec.ID)
	if err != nil {
		return nil, false, err
	}
	return e.status(rec), true, nil
}

// Claimed returns the batch that was begun with an Idempotency-Key and what was submitted with it, nil where there is none.
func (e *Engine) Claimed(ctx context.Context, key, fingerprint string) (*Status, error) {
	s, err := e.session()
	if err != nil {
		return nil, err
	}
	return e.claimed(ctx, s, keyOf(key), fingerprint)
}

// keyOf is the name of an Idempotency-Key in the bucket of keys.
func keyOf(key string) string {
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:])
}

// claimed returns the batch that a key in the bucket stands for, nil where there is none.
func (e *Engine) claimed(ctx context.Context, s *session, key, fingerprint string) (*Status, error) {
	entry, err := s.keys.Get(ctx, key)
	if errors.Is(err, jetstream.ErrKeyNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, classify(err)
	}
	var c claim
	if err := json.Unmarshal(entry.Value(), &c); err != nil {
		return nil, err
	}
	if c.Fingerprint != fingerprint {
		return nil, ErrConflict
	}
	// Who made the key had stored all rows by then; should it have died before it said so, this does.
	rec, err := e.accept(ctx, s, c.ID)
	if errors.Is(err, ErrNotFound) { // removed meanwhile: the key goes with it
		if err := s.keys.Delete(ctx, key, jetstream.LastRevision(entry.Revision())); err != nil && !isTaken(err) {
			return nil, classify(err)
		}
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return e.status(rec), nil
}

// receive stores all of a batch, which does not count yet.
func (s *session) receive(ctx context.Context, rec *record, sub Submission, limit int) error {
	data, err := json.Marshal(rec)
	if err != nil {
		return err
	}
	revision, err := s.batches.Create(ctx, rec.ID, data)
	if err != nil {
		return err
	}
	if data, err = json.Marshal(sub.Spec); err != nil {
		return err
	}
	spec := s.create(ctx, specObject(rec.ID))
	if _, err := spec.Write(data); err != nil {
		return err
	}
	items := s.create(ctx, itemsObject(rec.ID))
	if rec.Rows, err = writeItems(items, sub.Items, limit); err != nil {
		return err
	}
	if sub.Broken != nil {
		if err := sub.Broken(); err != nil {
			return err
		}
	}
	if rec.Rows == 0 {
		return ErrEmpty
	}
	for _, w := range []*objectWriter{spec, items} {
		if err := w.Close(); err != nil {
			return err
		}
	}
	rec.Spec, rec.Items = spec.pieces, items.pieces
	if data, err = json.Marshal(rec); err != nil {
		return err
	}
	_, err = s.batches.Update(ctx, rec.ID, data, revision)
	return err
}

var errNothing = errors.New("nothing to change")

// accept makes a batch count, if it does not yet.
func (e *Engine) accept(ctx context.Context, s *session, id string) (*record, error) {
	rec, err := s.update(ctx, id, func(r *record) error {
		if r.State != receiving {
			return errNothing
		}
		r.State = Queued
		return nil
	})
	if errors.Is(err, errNothing) {
		return rec, nil
	}
	if err != nil {
		return nil, err
	}
	e.putOut(ctx, s, id)
	return rec, nil
}

// putOut puts out the job of a batch that counts already. Where that does not work now, the janitor does it later: the batch will be made.
func (e *Engine) putOut(ctx context.Context, s *session, id string) {
	if err := s.putOut(ctx, id); err != nil {
		e.log.Warn("queue: a batch waits for the janitor", "batch", id, "error", err)
	}
}

// putOut puts out the job of a batch; that it is out already is as good.
func (s *session) putOut(ctx context.Context, id string) error {
	_, err := s.js.Publish(ctx, batchJobSubject+id, nil)
	if err != nil && isOut(err) {
		return nil
	}
	return classify(err)
}

// tellFull says to all processes that a write was refused for want of room.
func (e *Engine) tellFull(s *session) {
	e.lowOnSpace()
	_ = s.nc.Publish(fullSubject, nil) // only a hint for what is shown
}

// forget removes what was stored of a batch that does not come to be: not if it counts by now, through its key. What cannot be removed now
// the janitor removes later.
func (e *Engine) forget(ctx context.Context, s *session, id string) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), callTime)
	defer cancel()
	err := e.retire(ctx, s, id, func(r *record) bool { return r.State == receiving })
	if err != nil && !errors.Is(err, ErrNotFound) {
		e.log.Warn("queue: leftovers of a refused submission", "batch", id, "error", err)
	}
}
