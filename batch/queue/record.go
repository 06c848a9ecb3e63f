package queue

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/nats-io/nats.go/jetstream"

	"vanban/batch"
)

// State is where a batch stands.
type State string

// The states. A batch that is cancelled or failed stays so.
const (
	receiving State = "receiving" // its rows are being stored: it does not count yet
	Queued    State = "queued"
	Running   State = "running"
	Writing   State = "writing" // all rows have results, the files are put together
	Done      State = "done"
	Cancelled State = "cancelled"
	Failed    State = "failed" // for a reason of ours
	erased    State = "erased" // removed, but processes that have not noticed may still store things of it
)

// hidden reports whether there is no such batch for anybody outside.
func (s State) hidden() bool { return s == receiving || s == erased }

// Final reports whether nothing more happens by itself.
func (s State) Final() bool { return s == Done || s == Cancelled || s == Failed }

// record is what is kept of a batch. It is changed by compare-and-swap alone.
type record struct {
	ID       string    `json:"id"`
	Owner    string    `json:"owner,omitempty"`
	Title    string    `json:"title"`
	Type     string    `json:"type"`
	State    State     `json:"state"`
	Created  time.Time `json:"created"`
	Rows     int       `json:"rows"`
	Items    int       `json:"items"` // pieces of the object that holds the patches
	Spec     int       `json:"spec"`  // pieces of the object that holds the spec
	Revision int       `json:"revision,omitempty"`
	Fixes    []fix     `json:"fixes,omitempty"` // one for each revision after the first
	Key      string    `json:"key,omitempty"`   // in the bucket of keys

	Coordinator string    `json:"coordinator,omitempty"` // whoever took over last
	Started     time.Time `json:"started,omitzero"`      // this revision
	Finished    time.Time `json:"finished,omitzero"`
	Done        int       `json:"done"`   // rows with files
	Failed      int       `json:"failed"` // rows without
	Warned      int       `json:"warned"` // of the done
	Written     int       `json:"written,omitempty"`
	Rate        float64   `json:"rate,omitempty"` // rows a second
	Waiting     string    `json:"waiting,omitempty"`
	Faults      int       `json:"faults,omitempty"` // how often writing the files went wrong
	Error       string    `json:"error,omitempty"`

	Attempt string  `json:"attempt,omitempty"` // of writing the files, while it goes on
	Output  *output `json:"output,omitempty"`  // the files there are

	Webhook string `json:"webhook,omitempty"`
	Hook    hook   `json:"hook,omitzero"`
}

// fix is an object with the new patches of some rows.
type fix struct {
	Object string `json:"object"`
	Pieces int    `json:"pieces"`
	Rows   int    `json:"rows"`
}

// output is a finished set of files.
type output struct {
	Attempt  string       `json:"attempt"`
	Files    []outputFile `json:"files"`
	Withheld string       `json:"withheld,omitempty"`
}

type outputFile struct {
	batch.File
	Number int `json:"number"` // in the names of its objects
	Pieces int `json:"pieces"`
}

// newID returns a name that nobody can guess.
func newID() string { return strings.ToLower(rand.Text()) }

// validID tells names of batches from keys that would mean more in the bucket.
func validID(id string) bool {
	return len(id) == 26 && strings.Trim(id, "abcdefghijklmnopqrstuvwxyz234567") == ""
}

// read returns a batch as it stands, with its revision in the bucket.
func (s *session) read(ctx context.Context, id string) (*record, uint64, error) {
	if !validID(id) {
		return nil, 0, ErrNotFound
	}
	entry, err := s.batches.Get(ctx, id)
	if errors.Is(err, jetstream.ErrKeyNotFound) {
		return nil, 0, ErrNotFound
	}
	if err != nil {
		return nil, 0, classify(err)
	}
	r, err := decodeRecord(entry)
	if err == nil && r.State == erased {
		return nil, 0, ErrNotFound
	}
	return r, entry.Revision(), err
}

// orGone returns ErrNotFound in the place of an error that there is because the batch was removed while it was read.
func (s *session) orGone(ctx context.Context, id string, err error) error {
	if errors.Is(err, errDamaged) {
		if _, _, now := s.read(ctx, id); errors.Is(now, ErrNotFound) {
			return now
		}
	}
	return err
}

func decodeRecord(entry jetstream.KeyValueEntry) (*record, error) {
	r := new(record)
	if err := json.Unmarshal(entry.Value(), r); err != nil {
		return nil, fmt.Errorf("queue: record of %s: %w", entry.Key(), err)
	}
	return r, nil
}

// update changes a batch, as often as it takes to be the only one who does. An error of change is returned as it is.
func (s *session) update(ctx context.Context, id string, change func(*record) error) (*record, error) {
	for {
		r, revision, err := s.read(ctx, id)
		if err != nil {
			return nil, err
		}
		if err := change(r); err != nil {
			return r, err
		}
		data, err := json.Marshal(r)
		if err != nil {
			return nil, fmt.Errorf("queue: record of %s: %w", id, err)
		}
		if _, err = s.batches.Update(ctx, id, data, revision); err == nil {
			return r, nil
		} else if !isTaken(err) {
			return nil, classify(err)
		}
	}
}
