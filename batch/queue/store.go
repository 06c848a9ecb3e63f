package queue

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/nats-io/nats.go/jetstream"
)

// Store keeps small named things that all processes share, such as the profiles of plates and the data of offices. Names are any text.
type Store struct {
	e    *Engine
	kind string
}

// Store returns the store of one kind of thing; the kind is a word of ASCII letters.
func (e *Engine) Store(kind string) *Store { return &Store{e, kind} }

// Item is a stored thing. Revision grows with each change of it.
type Item struct {
	Name     string
	Data     []byte
	Revision uint64
	Gone     bool // it was deleted: only Watch says so
}

// Large things, such as profiles with pictures, become objects; a value says with its first byte which it is.
const (
	small    = 'v'
	large    = 'o'
	maxSmall = 256 << 10
)

func (t *Store) key(name string) string {
	return t.kind + "." + base64.RawURLEncoding.EncodeToString([]byte(name))
}

func (t *Store) name(key string) string {
	b, err := base64.RawURLEncoding.DecodeString(strings.TrimPrefix(key, t.kind+"."))
	if err != nil {
		return ""
	}
	return string(b)
}

// Get returns a thing, or ErrNotFound.
func (t *Store) Get(ctx context.Context, name string) (*Item, error) {
	s, err := t.e.session()
	if err != nil {
		return nil, err
	}
	for seen := uint64(0); ; {
		entry, err := s.names.Get(ctx, t.key(name))
		if errors.Is(err, jetstream.ErrKeyNotFound) {
			return nil, ErrNotFound
		}
		if err != nil {
			return nil, classify(err)
		}
		i, err := t.item(ctx, s, entry)
		if !errors.Is(err, ErrNotFound) || entry.Revision() == seen {
			return i, err
		}
		seen = entry.Revision() // replaced between the two reads: the new one is as good
	}
}

func (t *Store) item(ctx context.Context, s *session, entry jetstream.KeyValueEntry) (*Item, error) {
	i := &Item{Name: t.name(entry.Key()), Revision: entry.Revision()}
	if entry.Operation() != jetstream.KeyValuePut {
		i.Gone = true
		return i, nil
	}
	value := entry.Value()
	if len(value) == 0 {
		return i, nil
	}
	if value[0] == small {
		i.Data = value[1:]
		return i, nil
	}
	object, err := s.blobs.Get(ctx, string(value[1:]))
	if errors.Is(err, jetstream.ErrObjectNotFound) {
		return nil, ErrNotFound // replaced this moment
	}
	if err != nil {
		return nil, classify(err)
	}
	defer func() { _ = object.Close() }()
	i.Data, err = io.ReadAll(object)
	return i, classify(err)
}

// Put stores a thing. The revision is the one it replaces, 0 for none: it fails with ErrRevision where there is another by now.
func (t *Store) Put(ctx context.Context, name string, data []byte, revision uint64) (uint64, error) {
	s, err := t.e.session()
	if err != nil {
		return 0, err
	}
	if t.e.isFull() {
		return 0, ErrFull
	}
	key := t.key(name)
	before, err := s.blobOf(ctx, key)
	if err != nil {
		return 0, err
	}
	value := append([]byte{small}, data...)
	object := ""
	if len(data) > maxSmall {
		object = key + "/" + newID()
		value = append([]byte{large}, object...)
		if _, err := s.blobs.Put(ctx, jetstream.ObjectMeta{Name: object}, bytes.NewReader(data)); err != nil {
			return 0, classify(err)
		}
	}
	var stored uint64
	if revision == 0 {
		stored, err = s.names.Create(ctx, key, value)
	} else {
		stored, err = s.names.Update(ctx, key, value, revision)
	}
	drop := "" // the blob that nothing refers to any more; after an error that leaves it open the janitor finds out
	switch {
	case err == nil:
		drop = before
	case isTaken(err):
		drop = object
	}
	if drop != "" {
		if err := s.blobs.Delete(ctx, drop); err != nil {
			t.e.log.Warn("queue: an old picture stays", "object", drop, "error", err)
		}
	}
	if err != nil && isTaken(err) {
		return 0, ErrRevision
	}
	return stored, classify(err)
}

// blobOf returns the object that a key refers to, if it does.
func (s *session) blobOf(ctx context.Context, key string) (string, error) {
	entry, err := s.names.Get(ctx, key)
	if errors.Is(err, jetstream.ErrKeyNotFound) {
		return "", nil
	}
	if err != nil {
		return "", classify(err)
	}
	if v := entry.Value(); len(v) > 1 && v[0] == large {
		return string(v[1:]), nil
	}
	return "", nil
}

// Delete removes a thing; that there is none is no error. With a revision other than 0 it fails with ErrRevision where there is another by now.
func (t *Store) Delete(ctx context.Context, name string, revision uint64) error {
	s, err := t.e.session()
	if err != nil {
		return err
	}
	object, err := s.blobOf(ctx, t.key(name))
	if err != nil {
		return err
	}
	var options []jetstream.KVDeleteOpt
	if revision > 0 {
		options = append(options, jetstream.LastRevision(revision))
	}
	if err := s.names.Delete(ctx, t.key(name), options...); err != nil {
		if isTaken(err) {
			return ErrRevision
		}
		return classify(err)
	}
	if object != "" {
		return classify(s.blobs.Delete(ctx, object))
	}
	return nil
}

// List returns the names there are, in order.
func (t *Store) List(ctx context.Context) ([]string, error) {
	s, err := t.e.session()
	if err != nil {
		return nil, err
	}
	entries, err := s.entries(ctx, s.names, t.kind+".*")
	if err != nil {
		return nil, err
	}
	var names []string
	for _, entry := range entries {
		names = append(names, t.name(entry.Key()))
	}
	slices.Sort(names)
	return names, nil
}

// Watch gives everything there is, and then every change, until ctx ends; then the channel is closed.
func (t *Store) Watch(ctx context.Context) (<-chan Item, error) {
	s, err := t.e.session()
	if err != nil {
		return nil, err
	}
	w, err := s.names.Watch(ctx, t.kind+".*")
	if err != nil {
		return nil, classify(err)
	}
	out := make(chan Item)
	go func() {
		defer close(out)
		defer func() { _ = w.Stop() }()
		for {
			select {
			case <-ctx.Done():
				return
			case entry, open := <-w.Updates():
				if !open {
					return
				}
				if entry == nil {
					continue
				}
				i, err := t.item(ctx, s, entry)
				if err != nil {
					t.e.log.Warn("queue: a stored thing cannot be read", "name", t.name(entry.Key()), "error", err)
					continue
				}
				select {
				case out <- *i:
				case <-ctx.Done():
					return
				}
			}
		}
	}()
	return out, nil
}
