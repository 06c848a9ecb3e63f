package queue

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// cleanEvery is how often it is looked for what is expired or was left behind.
const cleanEvery = time.Minute

// settled is how long after a row's time its process has stored the result, or never will.
const settled = 4 * callTime

// abandoned is how old a submission is that nobody can still be storing.
const abandoned = time.Hour

// clean removes expired batches, and puts right what a process left that ended between two steps.
func (e *Engine) clean(ctx context.Context, s *session) {
	every := min(cleanEvery, max(e.config.Retention/4, 10*time.Millisecond))
	orphans := time.Time{}
	for {
		if err := e.cleanOnce(ctx, s); err != nil && ctx.Err() == nil && !errors.Is(err, ErrUnavailable) {
			e.log.Warn("queue: cleaning", "error", err)
		}
		if time.Since(orphans) > grace {
			if err := s.removeOrphans(ctx); err == nil {
				orphans = time.Now()
			} else if ctx.Err() == nil && !errors.Is(err, ErrUnavailable) {
				e.log.Warn("queue: cleaning", "error", err)
			}
		}
		if !pause(ctx, every) {
			return
		}
	}
}

func (e *Engine) cleanOnce(ctx context.Context, s *session) error {
	records, err := e.records(ctx, s)
	if err != nil {
		return err
	}
	var errs []error
	for _, r := range records { // one that makes trouble does not keep the others
		switch {
		case r.State == erased:
			if time.Since(r.Finished) > e.config.RowTimeout+settled {
				if err = s.erase(ctx, r); err == nil {
					err = classify(s.batches.Purge(ctx, r.ID))
				}
			}
		case time.Now().After(r.expires(e.config)):
			err = e.retire(ctx, s, r.ID, func(*record) bool { return true })
		case r.State == receiving:
			if time.Since(r.Created) > abandoned {
				err = e.retire(ctx, s, r.ID, func(r *record) bool { return r.State == receiving })
			}
		case !r.State.Final():
			err = s.putOut(ctx, r.ID) // in case its job never was
		case r.Webhook != "" && !r.Hook.Out:
			err = e.announce(ctx, s, r)
		}
		if err != nil && !errors.Is(err, ErrNotFound) {
			errs = append(errs, err)
		}
		if err = nil; ctx.Err() != nil {
			break
		}
	}
	return errors.Join(errs...)
}

// removeOrphans deletes what a process left in the object stores that ended while it stored something.
func (s *session) removeOrphans(ctx context.Context) error {
	return errors.Join(s.removeNameless(ctx, s.objects, filesBucket, grace), s.removeNameless(ctx, s.blobs, blobsBucket, grace), s.removeUnused(ctx, grace))
}

// removeNameless deletes the contents of objects that never got their names, and are so old that none is on the way.
func (s *session) removeNameless(ctx context.Context, store jetstream.ObjectStore, bucket string, age time.Duration) error {
	list, err := s.list(ctx, store, bucket, "", jetstream.GetObjectInfoShowDeleted())
	if err != nil {
		return err
	}
	known := make(map[string]bool, len(list))
	for _, o := range list {
		known[o.NUID] = true
	}
	chunks := "$O." + bucket + ".C."
	stream, ids, err := s.subjects(ctx, "OBJ_"+bucket, chunks, ">")
	if err != nil {
		return err
	}
	for _, id := range ids {
		if known[id] {
			continue
		}
		subject := chunks + id
		last, err := stream.GetLastMsgForSubject(ctx, subject)
		if err != nil || time.Since(last.Time) < age { // it may be being stored
			continue
		}
		if err := stream.Purge(ctx, jetstream.WithPurgeSubject(subject)); err != nil {
			return classify(err)
		}
	}
	return nil
}

// removeUnused deletes what a [Store] has no name for, because it was replaced, or never came to be, and is so old that none is on the way.
func (s *session) removeUnused(ctx context.Context, age time.Duration) error {
	list, err := s.list(ctx, s.blobs, blobsBucket, "")
	if err != nil {
		return err
	}
	for _, o := range list {
		if time.Since(o.ModTime) < age {
			continue
		}
		key, _, _ := strings.Cut(o.Name, "/")
		used, err := s.blobOf(ctx, key)
		if err == nil && used != o.Name {
			err = s.blobs.Delete(ctx, o.Name)
		}
		if err != nil && !errors.Is(err, jetstream.ErrObjectNotFound) {
			return classify(err)
		}
	}
	return nil
}
