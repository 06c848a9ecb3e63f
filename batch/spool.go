package batch

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/klauspost/compress/flate"
)

// line is what the finished batch says of a row: in the manifest, the JSON of its entry; in the proof sheet, its cells.
type line struct {
	entry string
	cells [proofColumns]string
	// shared are the warnings of the base that the row has; see Result.
	shared uint32
}

// spool keeps the lines of a batch until all are known, packed: a hundred thousand of them are some 10 MB.
type spool struct {
	packed blocks
	w      *flate.Writer
	done   bool
	record []byte
}

func newSpool() *spool {
	s := new(spool)
	s.w, _ = flate.NewWriter(&s.packed, flate.BestSpeed) // the level exists
	return s
}

// blocks are bytes that never move: one buffer that grows would be there two and three times while it does.
type blocks [][]byte

const blockSize = 256 << 10

func (b *blocks) Write(p []byte) (int, error) {
	for rest := p; len(rest) > 0; {
		last := len(*b) - 1
		if last < 0 || len((*b)[last]) == blockSize {
			*b = append(*b, make([]byte, 0, blockSize))
			last++
		}
		n := min(len(rest), blockSize-len((*b)[last]))
		(*b)[last] = append((*b)[last], rest[:n]...)
		rest = rest[n:]
	}
	return len(p), nil
}

func (b blocks) reader() io.Reader {
	list := make([]io.Reader, len(b))
	for i := range b {
		list[i] = bytes.NewReader(b[i])
	}
	return io.MultiReader(list...)
}

// add keeps a line: its texts, each behind its length, behind the length of all.
func (s *spool) add(e *Entry, cells [proofColumns]string, shared uint32) error {
	entry, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("batch: manifest: %w", err)
	}
	const room = binary.MaxVarintLen64
	b := append(binary.AppendUvarint(append(s.record[:0], make([]byte, room)...), uint64(len(entry))), entry...)
	for _, c := range cells {
		b = append(binary.AppendUvarint(b, uint64(len(c))), c...)
	}
	b = binary.AppendUvarint(b, uint64(shared))
	var head [room]byte
	n := binary.PutUvarint(head[:], uint64(len(b)-room))
	copy(b[room-n:], head[:n])
	s.record = b
	_, err = s.w.Write(b[room-n:])
	return err
}

// lines gives what was added, as often as it is asked for; nothing can be added any more.
func (s *spool) lines() iter.Seq2[*line, error] {
	return func(yield func(*line, error) bool) {
		if !s.done {
			s.done = true
			if err := s.w.Close(); err != nil {
				yield(nil, err)
				return
			}
			s.w = nil
		}
		r := bufio.NewReader(flate.NewReader(s.packed.reader()))
		for {
			l, err := s.read(r)
			if errors.Is(err, io.EOF) {
				return
			}
			if !yield(l, err) || err != nil {
				return
			}
		}
	}
}

func (s *spool) read(r *bufio.Reader) (*line, error) {
	size, err := binary.ReadUvarint(r)
	if err != nil {
		return nil, err
	}
	if uint64(cap(s.record)) < size {
		s.record = make([]byte, size)
	}
	b := s.record[:size]
	if _, err := io.ReadFull(r, b); err != nil {
		return nil, fmt.Errorf("batch: spool: %w", err)
	}
	text := string(b) // one for all that are cut from it
	next := func() string {
		n, k := binary.Uvarint(b)
		s := text[k : k+int(n)]
		b, text = b[k+int(n):], text[k+int(n):]
		return s
	}
	l := &line{entry: next()}
	for i := range l.cells {
		l.cells[i] = next()
	}
	shared, _ := binary.Uvarint(b)
	l.shared = uint32(shared)
	return l, nil
}

// writeManifest writes manifest.json, an entry on each line.
func (w *writing) writeManifest() error {
	o, err := create(w.sink, w.names.unique("manifest", ".json"))
	if err != nil {
		return err
	}
	head := w.manifest
	head.Items = nil
	err = func() error {
		b, err := json.Marshal(head, jsontext.WithIndent("  "))
		if err != nil {
			return err
		}
		// Items is the last member but one, null here: its place is where the entries go.
		before, after, _ := bytes.Cut(b, []byte(`"items": []`))
		if _, err := o.Write(append(before, `"items": [`...)); err != nil {
			return err
		}
		sep := "\n    "
		for l, err := range w.spool.lines() {
			if err != nil {
				return err
			}
			if err := w.complete(l); err != nil {
				return err
			}
			if _, err := o.buf.WriteString(sep); err != nil {
				return err
			}
			if _, err := o.buf.WriteString(l.entry); err != nil {
				return err
			}
			sep = ",\n    "
		}
		_, err = o.Write(append([]byte("\n  ]"), append(after, '\n')...))
		return err
	}()
	if err != nil {
		o.abort()
		return fmt.Errorf("batch: manifest: %w", err)
	}
	_, err = o.close()
	return err
}
