package queue

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/nats-io/nats.go/jetstream"

	"vanban/batch"
)

// Cancel stops a batch. Rows that are being made are finished, no others are begun.
func (e *Engine) Cancel(ctx context.Context, id string) (*Status, error) {
	s, err := e.session()
	if err != nil {
		return nil, err
	}
	rec, err := s.update(ctx, id, func(r *record) error {
		if r.State == receiving {
			return ErrNotFound
		}
		if r.State.Final() {
			return errNothing
		}
		r.State, r.Finished, r.Waiting = Cancelled, time.Now().UTC(), ""
		return nil
	})
	if errors.Is(err, errNothing) {
		return e.status(rec), nil
	}
	if err != nil {
		return nil, err
	}
	_ = s.nc.Publish(stopSubject+id, nil) // else its coordinator sees it a moment later
	// It is cancelled. Its coordinator withdraws the jobs, too, and the janitor tells whoever is to be told.
	if err := errors.Join(s.withdraw(ctx, id), e.announce(ctx, s, rec)); err != nil {
		e.log.Warn("queue: a cancelled batch", "batch", id, "error", err)
	}
	return e.status(rec), nil
}

// Delete removes a batch with everything of it, whatever it is doing.
func (e *Engine) Delete(ctx context.Context, id string) error {
	s, err := e.session()
	if err != nil {
		return err
	}
	return e.retire(ctx, s, id, func(r *record) bool { return r.State != receiving })
}

// retire removes a batch if it is of a kind. From then on there is none for anybody; what processes store that were working on it, the
// janitor removes with the last trace of it.
func (e *Engine) retire(ctx context.Context, s *session, id string, kind func(*record) bool) error {
	rec, err := s.update(ctx, id, func(r *record) error {
		if !kind(r) {
			return ErrNotFound
		}
		*r = record{ID: r.ID, State: erased, Finished: time.Now().UTC(), Key: r.Key}
		return nil
	})
	if err != nil {
		return err
	}
	_ = s.nc.Publish(stopSubject+id, nil)
	if err := s.erase(ctx, rec); err != nil {
		e.log.Warn("queue: what is left of a removed batch is removed later", "batch", id, "error", err)
	}
	return nil
}

// erase removes all that is stored of a batch but its record.
func (s *session) erase(ctx context.Context, rec *record) error {
	id := rec.ID
	tries, err := s.js.Stream(ctx, triesStream)
	if err != nil {
		return classify(err)
	}
	for _, p := range []struct {
		stream  jetstream.Stream
		subject string
	}{
		{s.work, batchJobSubject + id}, {s.work, hookSubject + id + ".>"},
		{s.jobs, rowJobSubject + id + ".>"}, {s.rows, resultSubject + id + ".>"}, {tries, triesSubject + id + ".>"},
	} {
		if err := p.stream.Purge(ctx, jetstream.WithPurgeSubject(p.subject)); err != nil {
			return classify(err)
		}
	}
	if err := s.removeAll(ctx, id); err != nil {
		return err
	}
	if rec.Key != "" {
		if entry, err := s.keys.Get(ctx, rec.Key); err == nil {
			var c claim
			if json.Unmarshal(entry.Value(), &c) == nil && c.ID == id {
				if err := s.keys.Purge(ctx, rec.Key, jetstream.LastRevision(entry.Revision())); err != nil && !isTaken(err) {
					return classify(err)
				}
			}
		} else if !errors.Is(err, jetstream.ErrKeyNotFound) {
			return classify(err)
		}
	}
	return classify(s.batches.Purge(ctx, marksKey(id)))
}

// Correct gives rows of a finished batch new patches and makes them again; a row with an empty patch is issued again as it is. The other
// rows stay as they are, and so do the files, until the new ones are whole.
func (e *Engine) Correct(ctx context.Context, id string, patches map[int][]byte) (*Status, error) {
	s, err := e.session()
	if err != nil {
		return nil, err
	}
	if e.isFull() {
		return nil, ErrFull
	}
	rec, _, err := s.read(ctx, id)
	if err != nil {
		return nil, err
	}
	if len(patches) == 0 {
		return nil, ErrEmpty
	}
	for _, row := range slices.Sorted(maps.Keys(patches)) {
		if row < 1 || row > rec.Rows {
			return nil, ErrNoRow
		}
		if len(patches[row]) > batch.MaxPatch {
			patches = maps.Clone(patches)
			patches[row] = patches[row][:batch.MaxPatch+1]
		}
	}
	data, err := json.Marshal(patches, json.Deterministic(true))
	if err != nil {
		return nil, err
	}
	w := s.create(ctx, fixObject(id, newID()))
	if _, err = w.Write(data); err == nil {
		err = w.Close()
	}
	if err != nil {
		return nil, err
	}
	rec, err = s.update(ctx, id, func(r *record) error {
		if r.State != Done && r.State != Failed {
			return ErrRunning
		}
		r.Revision++
		r.Fixes = append(r.Fixes, fix{w.name, w.pieces, len(patches)})
		r.State, r.Finished, r.Error, r.Faults, r.Rate, r.Hook = Queued, time.Time{}, "", 0, 0, hook{}
		r.Coordinator = "" // whoever led the revision before has no say in this one
		return nil
	})
	if errors.Is(err, ErrRunning) || errors.Is(err, ErrNotFound) { // after any other error it may have been stored all the same
		if rmErr := s.remove(ctx, w.name, w.pieces); rmErr != nil {
			e.log.Warn("queue: a refused correction stays until its batch goes", "object", w.name, "error", rmErr)
		}
	}
	if err != nil {
		return nil, err
	}
	e.putOut(ctx, s, id)
	return e.status(rec), nil
}
