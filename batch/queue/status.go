package queue

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"vanban/batch"
)

// Status is what callers see of a batch.
type Status struct {
	ID       string    `json:"id"`
	Owner    string    `json:"-"`
	Title    string    `json:"title"`
	Type     string    `json:"type"`
	State    State     `json:"state"`
	Rows     int       `json:"rows"`
	Done     int       `json:"done"`              // rows that have been made
	Failed   int       `json:"failed"`            // rows that cannot be made as they are
	Warned   int       `json:"warned"`            // rows made with remarks
	Written  int       `json:"written,omitempty"` // rows that are in the files, while they are put together
	Revision int       `json:"revision"`          // 0 at first; each correction makes a new one
	Created  time.Time `json:"created"`
	Started  time.Time `json:"started,omitzero"` // of this revision
	Finished time.Time `json:"finished,omitzero"`
	Expires  time.Time `json:"expires"`
	// Rate is rows a second, and Left how many seconds the rest should take at that rate; 0 where nobody knows.
	Rate float64 `json:"rate,omitempty"`
	Left float64 `json:"left,omitempty"`
	// Waiting says in Vietnamese what holds the batch up; Error why it failed.
	Waiting string `json:"waiting,omitempty"`
	Error   string `json:"error,omitempty"`
	// Files are those there are to be fetched: of the revision before, until the new ones are whole. Withheld says why there is no decision
	// among them.
	Files    []batch.File `json:"files,omitempty"`
	Withheld string       `json:"withheld,omitempty"`
	// Webhook is the address that is told, and how that went.
	Webhook *Delivery `json:"webhook,omitempty"`
}

// Delivery is how the message about a finished batch fares.
type Delivery struct {
	URL       string    `json:"url"`
	Attempts  int       `json:"attempts"`
	Delivered bool      `json:"delivered"`
	Next      time.Time `json:"next,omitzero"` // the next attempt
	Error     string    `json:"error,omitempty"`
}

const waitingForRoom = "Đang chờ: hết chỗ lưu trữ; đợt này tự chạy tiếp khi có chỗ trống."

func (e *Engine) status(r *record) *Status {
	st := &Status{
		ID: r.ID, Owner: r.Owner, Title: r.Title, Type: r.Type, State: r.State, Rows: r.Rows, Done: r.Done, Failed: r.Failed, Warned: r.Warned,
		Revision: r.Revision, Created: r.Created, Started: r.Started, Finished: r.Finished, Expires: r.expires(e.config), Rate: r.Rate, Waiting: r.Waiting, Error: r.Error,
	}
	if r.State == Writing { // it may have been cancelled, or given up, in the middle
		st.Written = r.Written
	}
	if r.State == Running && r.Rate > 0 {
		st.Left = float64(r.Rows-r.Done-r.Failed) / r.Rate
	}
	if e.isFull() && !r.State.Final() { // where nothing can be stored, that cannot be written down either
		st.Waiting = waitingForRoom
	}
	if r.Output != nil {
		st.Withheld = r.Output.Withheld
		for _, f := range r.Output.Files {
			st.Files = append(st.Files, f.File)
		}
	}
	if r.Webhook != "" {
		st.Webhook = &Delivery{URL: r.Webhook, Attempts: r.Hook.Attempts, Delivered: r.Hook.Delivered, Next: r.Hook.Next, Error: r.Hook.Error}
	}
	return st
}

// expires is when a batch is removed. Corrections do not put it off: what it is made of was stored at the beginning.
func (r *record) expires(c Config) time.Time { return r.Created.Add(c.Retention) }

// Get returns how a batch stands.
func (e *Engine) Get(ctx context.Context, id string) (*Status, error) {
	s, err := e.session()
	if err != nil {
		return nil, err
	}
	r, _, err := s.read(ctx, id)
	if err != nil {
		return nil, err
	}
	if r.State.hidden() {
		return nil, ErrNotFound
	}
	return e.status(r), nil
}

// Watch gives how a batch stands, now and whenever that changes, until ctx ends or the batch is removed; then the channel is closed.
// Whoever reads slowly misses what was meanwhile, never the latest. That there is no room is told, too, though it cannot be written down then.
func (e *Engine) Watch(ctx context.Context, id string) (<-chan Status, error) {
	s, err := e.session()
	if err != nil {
		return nil, err
	}
	if _, err := e.Get(ctx, id); err != nil {
		return nil, err
	}
	w, err := s.batches.Watch(ctx, id)
	if err != nil {
		return nil, classify(err)
	}
	out := make(chan Status)
	go func() {
		defer close(out)
		defer func() { _ = w.Stop() }()
		var latest *Status // what is still to be told
		var last *record   // what was read last, and its revision
		var seen uint64
		var waiting string // as it was told, or will be
		tell := func(r *record, revision uint64) {
			last, seen, latest = r, revision, e.status(r)
			waiting = latest.Waiting
		}
		end := func() { // the batch is removed: what is still to be told is
			if latest != nil {
				select {
				case out <- *latest:
				case <-ctx.Done():
				}
			}
		}
		// The client notices only after a while that a queue which came back has forgotten its watches: so it is asked now and then.
		ask := time.NewTicker(askEvery)
		defer ask.Stop()
		for {
			var send chan Status
			var value Status
			if latest != nil {
				send, value = out, *latest
			}
			select {
			case <-ctx.Done():
				return
			case send <- value:
				latest = nil
			case <-ask.C:
				r, revision, err := s.read(ctx, id)
				switch {
				case errors.Is(err, ErrNotFound):
					end()
					return
				case err == nil && revision > seen:
					tell(r, revision)
				case last != nil && e.status(last).Waiting != waiting:
					tell(last, seen)
				}
			case entry, open := <-w.Updates():
				switch {
				case !open:
					return
				case entry == nil: // what there was has been given
				case isGone(entry):
					end()
					return
				default:
					if r, err := decodeRecord(entry); err == nil && entry.Revision() > seen {
						tell(r, entry.Revision())
					}
				}
			}
		}
	}()
	return out, nil
}

// isGone reports that a batch was removed.
func isGone(entry jetstream.KeyValueEntry) bool {
	if entry.Operation() != jetstream.KeyValuePut {
		return true
	}
	r, err := decodeRecord(entry)
	return err == nil && r.State == erased
}

const askEvery = 2 * time.Second

// List returns all batches, the newest first.
func (e *Engine) List(ctx context.Context) ([]*Status, error) {
	s, err := e.session()
	if err != nil {
		return nil, err
	}
	records, err := e.records(ctx, s)
	if err != nil {
		return nil, err
	}
	var out []*Status
	for _, r := range records {
		if !r.State.hidden() {
			out = append(out, e.status(r))
		}
	}
	slices.SortFunc(out, func(a, b *Status) int {
		if c := b.Created.Compare(a.Created); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
	return out, nil
}

// records returns all there are that can be read: one that cannot must not hide the others.
func (e *Engine) records(ctx context.Context, s *session) ([]*record, error) {
	entries, err := s.entries(ctx, s.batches, "*")
	if err != nil {
		return nil, err
	}
	var out []*record
	for _, entry := range entries {
		r, err := decodeRecord(entry)
		if err != nil {
			e.log.Error("queue: a batch cannot be read", "batch", entry.Key(), "error", err)
			continue
		}
		out = append(out, r)
	}
	return out, nil
}
