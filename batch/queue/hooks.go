package queue

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
)

// hook is how the message about the end of a batch fares. It is kept with the batch, so that its schedule outlives every process.
type hook struct {
	Out       bool      `json:"out,omitempty"` // the job is, or was
	Attempts  int       `json:"attempts,omitempty"`
	Next      time.Time `json:"next,omitzero"`
	Delivered bool      `json:"delivered,omitempty"`
	Error     string    `json:"error,omitempty"`
}

// over reports whether there have been attempts, and none is to follow.
func (k *hook) over() bool { return k.Attempts > 0 && k.Next.IsZero() }

// message is the payload, in the form that Standard Webhooks proposes.
type message struct {
	Type      string    `json:"type"`
	Timestamp time.Time `json:"timestamp"`
	Data      *Status   `json:"data"`
}

// announce puts out the job of telling the batch's webhook that the batch is finished.
func (e *Engine) announce(ctx context.Context, s *session, rec *record) error {
	if rec.Webhook == "" || rec.Hook.Out || !rec.State.Final() {
		return nil
	}
	st := e.status(rec)
	st.Webhook = nil
	data, err := json.Marshal(message{"batch." + string(rec.State), rec.Finished, st})
	if err != nil {
		return err
	}
	if _, err := s.js.Publish(ctx, fmt.Sprintf("%s%s.%d", hookSubject, rec.ID, rec.Revision), data); err != nil && !isOut(err) {
		return classify(err)
	}
	revision := rec.Revision
	_, err = s.update(ctx, rec.ID, func(r *record) error {
		if r.Revision != revision || r.Hook.Out {
			return errNothing
		}
		r.Hook.Out = true
		return nil
	})
	if errors.Is(err, errNothing) {
		err = nil
	}
	return err
}

// deliver makes one attempt to deliver a message.
func (e *Engine) deliver(s *session) func(context.Context, held) {
	return func(ctx context.Context, h held) {
		id, revision, _ := strings.Cut(strings.TrimPrefix(h.Subject(), hookSubject), ".")
		rec, _, err := s.read(ctx, id)
		if err != nil {
			if errors.Is(err, ErrNotFound) {
				h.finished()
			} else {
				h.again(retryAfter)
			}
			return
		}
		if e.config.Sender == nil || strconv.Itoa(rec.Revision) != revision || rec.Hook.over() { // the job may outlive its end, in a crash
			h.finished()
			return
		}
		if wait := time.Until(rec.Hook.Next); wait > 0 { // it came back too early, after a crash
			h.again(wait)
			return
		}
		// Where it cannot be written down now how it went, it would be sent over and over.
		if _, err := s.update(ctx, id, func(r *record) error { r.Hook.Out = true; return nil }); err != nil {
			h.again(retryAfter)
			return
		}
		err = e.config.Sender.Send(ctx, rec.Webhook, id+"-"+revision, time.Now(), h.Data())
		if err != nil && ctx.Err() != nil {
			h.again(0)
			return
		}
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), callTime) // it has been sent, though this process shall end
		defer cancel()
		wait, more := time.Duration(0), false
		_, updateErr := s.update(ctx, id, func(r *record) error {
			if strconv.Itoa(r.Revision) != revision { // corrected meanwhile: the next message is another
				return ErrNotFound
			}
			k := &r.Hook
			k.Out, k.Delivered, k.Error, k.Next = true, err == nil, "", time.Time{}
			if k.Attempts++; err != nil {
				k.Error = err.Error()
				if wait, more = e.config.Next(k.Attempts, err, rand.Float64()); more {
					k.Next = time.Now().UTC().Add(wait)
				}
			}
			return nil
		})
		if err != nil {
			e.log.Warn("queue: webhook", "batch", id, "again", more, "error", err)
		}
		switch {
		case updateErr != nil && !errors.Is(updateErr, ErrNotFound):
			h.again(max(wait, hookWait)) // it is sent once more, since nobody knows of this time: not at once
		case more:
			h.again(wait)
		default:
			h.finished()
		}
	}
}
