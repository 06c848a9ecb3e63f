package batch

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
)

// Aborter is what a writer of a Sink may have besides Close: it is called instead of Close for a file that is given up.
type Aborter interface{ Abort() }

// output is a file of the batch being written: it counts and hashes what passes.
type output struct {
	name string
	dst  io.WriteCloser
	buf  *bufio.Writer
	hash hash.Hash
	size int64
}

func create(sink Sink, name string) (*output, error) {
	dst, err := sink.Create(name)
	if err != nil {
		return nil, fmt.Errorf("batch: %s: %w", name, err)
	}
	o := &output{name: name, dst: dst, hash: sha256.New()}
	o.buf = bufio.NewWriterSize(passer{o}, 64<<10)
	return o, nil
}

func (o *output) Write(p []byte) (int, error) { return o.buf.Write(p) }

// passer is the side of an output behind its buffer.
type passer struct{ *output }

func (o passer) Write(p []byte) (int, error) {
	n, err := o.dst.Write(p)
	o.hash.Write(p[:n])
	o.size += int64(n)
	return n, err
}

// close finishes the file, or gives it up where it is not whole.
func (o *output) close() (File, error) {
	if err := o.buf.Flush(); err != nil {
		o.abort()
		return File{}, fmt.Errorf("batch: %s: %w", o.name, err)
	}
	if err := o.dst.Close(); err != nil {
		return File{}, fmt.Errorf("batch: %s: %w", o.name, err)
	}
	return File{Name: o.name, SHA256: hex.EncodeToString(o.hash.Sum(nil)), Bytes: o.size}, nil
}

func (o *output) abort() {
	if a, ok := o.dst.(Aborter); ok {
		a.Abort()
		return
	}
	_ = o.dst.Close()
}

// fileOf describes an entry of a ZIP.
func fileOf(name string, data []byte) File {
	sum := sha256.Sum256(data)
	return File{Name: name, SHA256: hex.EncodeToString(sum[:]), Bytes: int64(len(data))}
}
