package queue

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/nats-io/nats.go/jetstream"
)

// pieceSize is how large one object is. A file is several: so no more than a piece is on its way to the store at a time, whatever the
// difference in speed, and a crash leaves no more than a piece without a name.
const pieceSize = 4 << 20

func pieceName(name string, piece int) string { return fmt.Sprintf("%s/%d", name, piece) }

// objectWriter stores a stream of bytes under a name.
type objectWriter struct {
	ctx    context.Context
	s      *session
	name   string
	buf    bytes.Buffer
	pieces int
	done   func(pieces int) // after Close
}

func (s *session) create(ctx context.Context, name string) *objectWriter {
	return &objectWriter{ctx: ctx, s: s, name: name}
}

func (w *objectWriter) Write(p []byte) (int, error) {
	n := 0
	for len(p) > 0 {
		part := p[:min(len(p), pieceSize-w.buf.Len())]
		w.buf.Write(part)
		if n, p = n+len(part), p[len(part):]; w.buf.Len() == pieceSize {
			if err := w.flush(); err != nil {
				return n, err
			}
		}
	}
	return n, nil
}

func (w *objectWriter) flush() error {
	ctx, cancel := context.WithTimeout(w.ctx, 4*callTime)
	defer cancel()
	_, err := w.s.objects.Put(ctx, jetstream.ObjectMeta{Name: pieceName(w.name, w.pieces)}, &w.buf)
	if err != nil {
		if w.ctx.Err() != nil {
			return w.ctx.Err()
		}
		return classify(err)
	}
	w.buf.Reset()
	w.pieces++
	return nil
}

// Close stores what is left.
func (w *objectWriter) Close() error {
	if w.buf.Len() > 0 || w.pieces == 0 {
		if err := w.flush(); err != nil {
			return err
		}
	}
	if w.done != nil {
		w.done(w.pieces)
	}
	return nil
}

// Abort leaves the pieces to whoever removes the batch's things: the store may not even be there.
func (w *objectWriter) Abort() {}

// objectReader reads the pieces of a name one after the other.
type objectReader struct {
	ctx    context.Context
	s      *session
	name   string
	pieces int
	next   int
	piece  []byte // what is left of the piece before next: read whole, since the store does not wait for slow readers
}

func (s *session) open(ctx context.Context, name string, pieces int) *objectReader {
	return &objectReader{ctx: ctx, s: s, name: name, pieces: pieces}
}

func (r *objectReader) Read(p []byte) (int, error) {
	for len(r.piece) == 0 {
		if r.next == r.pieces {
			return 0, io.EOF
		}
		ctx, cancel := context.WithTimeout(r.ctx, 4*callTime)
		piece, err := r.s.objects.GetBytes(ctx, pieceName(r.name, r.next))
		cancel()
		switch {
		case err == nil:
		case r.ctx.Err() != nil:
			return 0, r.ctx.Err()
		case errors.Is(err, jetstream.ErrObjectNotFound): // not ErrNotFound: the batch itself is there
			return 0, fmt.Errorf("%w: there is no %s", errDamaged, pieceName(r.name, r.next))
		default:
			return 0, classify(err)
		}
		r.piece = piece
		r.next++
	}
	n := copy(p, r.piece)
	r.piece = r.piece[n:]
	return n, nil
}

// Close ends the reading.
func (r *objectReader) Close() error { return nil }

// remove deletes the pieces of a name that are known.
func (s *session) remove(ctx context.Context, name string, pieces int) error {
	for i := range pieces {
		if err := s.objects.Delete(ctx, pieceName(name, i)); err != nil && !errors.Is(err, jetstream.ErrObjectNotFound) {
			return classify(err)
		}
	}
	return nil
}

// removeAll deletes whatever is stored under a name.
func (s *session) removeAll(ctx context.Context, name string) error {
	list, err := s.list(ctx, s.objects, filesBucket, name+"/")
	if err != nil {
		return err
	}
	for _, o := range list {
		if err := s.objects.Delete(ctx, o.Name); err != nil && !errors.Is(err, jetstream.ErrObjectNotFound) {
			return classify(err)
		}
	}
	return nil
}

// list returns what a store has under names that begin so. The client's own list is a watch, which now and then gives no end, or one that comes
// too early, while objects are written. So the names are asked for, and each object by itself.
func (s *session) list(ctx context.Context, store jetstream.ObjectStore, bucket, prefix string, options ...jetstream.GetObjectInfoOpt) ([]*jetstream.ObjectInfo, error) {
	_, names, err := s.subjects(ctx, "OBJ_"+bucket, "$O."+bucket+".M.", ">")
	if err != nil {
		return nil, err
	}
	var list []*jetstream.ObjectInfo
	for _, encoded := range names {
		name, err := base64.URLEncoding.DecodeString(encoded)
		if err != nil || !strings.HasPrefix(string(name), prefix) {
			continue
		}
		switch o, err := store.GetInfo(ctx, string(name), options...); {
		case err == nil:
			list = append(list, o)
		case !errors.Is(err, jetstream.ErrObjectNotFound): // it was deleted
			return nil, classify(err)
		}
	}
	return list, nil
}
