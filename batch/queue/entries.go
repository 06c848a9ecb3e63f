package queue

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/nats-io/nats.go/jetstream"
)

// entries returns what the keys of a bucket hold that a filter matches, the deleted ones left out. A watch, which is how buckets are listed,
// counts wrong while a key is written to: it may give that key twice, or say that it has given all without it. What is missing is asked for
// by itself.
func (s *session) entries(ctx context.Context, kv jetstream.KeyValue, filter string) ([]jetstream.KeyValueEntry, error) {
	ctx, cancel := context.WithTimeout(ctx, 4*callTime)
	defer cancel()
	latest, err := watched(ctx, kv, filter)
	if err != nil {
		return nil, err
	}
	_, keys, err := s.subjects(ctx, "KV_"+kv.Bucket(), "$KV."+kv.Bucket()+".", filter)
	if err != nil {
		return nil, err
	}
	for _, key := range keys {
		if latest[key] != nil {
			continue
		}
		switch entry, err := kv.Get(ctx, key); {
		case err == nil:
			latest[key] = entry
		case !errors.Is(err, jetstream.ErrKeyNotFound):
			return nil, classify(err)
		}
	}
	maps.DeleteFunc(latest, func(_ string, entry jetstream.KeyValueEntry) bool { return entry.Operation() != jetstream.KeyValuePut })
	return slices.Collect(maps.Values(latest)), nil
}

// subjects returns which subjects of a stream have messages, of those that begin so and whose rest a filter matches: the rest of each.
func (s *session) subjects(ctx context.Context, name, prefix, filter string) (stream jetstream.Stream, rests []string, err error) {
	if stream, err = s.js.Stream(ctx, name); err != nil {
		return nil, nil, classify(err)
	}
	info, err := stream.Info(ctx, jetstream.WithSubjectFilter(prefix+filter))
	if err != nil {
		return nil, nil, classify(err)
	}
	for subject := range info.State.Subjects {
		rests = append(rests, strings.TrimPrefix(subject, prefix))
	}
	return stream, rests, nil
}

// watched returns what a watch gives before it says that it has given all, by key.
func watched(ctx context.Context, kv jetstream.KeyValue, filter string) (map[string]jetstream.KeyValueEntry, error) {
	w, err := kv.Watch(ctx, filter)
	if err != nil {
		return nil, classify(err)
	}
	defer func() { _ = w.Stop() }()
	latest := map[string]jetstream.KeyValueEntry{}
	for {
		select {
		case <-ctx.Done():
			return nil, classify(ctx.Err())
		case entry, open := <-w.Updates():
			switch {
			case !open:
				return nil, ErrUnavailable
			case entry == nil:
				return latest, nil
			default:
				latest[entry.Key()] = entry
			}
		}
	}
}
