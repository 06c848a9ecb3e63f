package opc

import (
	"bytes"
	"errors"
	"io"
)

// ErrLong tells that a tag or a text is longer than a Window may become.
var ErrLong = errors.New("opc: tag or text longer than the window")

// Window is what a reader of XML sees of a part: some of its bytes, from the first that is not used yet, in memory that grows to a limit. It
// knows nothing of XML. Slices of it are good until the next call of Fill, Find or Drop. It is made by NewWindow and begins with Reset.
type Window struct {
	src       io.Reader
	buf       []byte
	pos, size int // what of buf is not used yet
	eof       bool
	err       error

	start, longest int
	fault          func(error) error
}

// NewWindow returns a window of start bytes that doubles, where a tag or a text needs it, until it has longest. Fault makes the error that is kept
// of one that the source returns, or of ErrLong.
func NewWindow(start, longest int, fault func(error) error) Window {
	return Window{start: start, longest: longest, fault: fault}
}

// Reset begins a part, in the memory of the one before.
func (w *Window) Reset(src io.Reader) {
	if w.buf == nil {
		w.buf = make([]byte, w.start)
	}
	w.src, w.pos, w.size, w.eof, w.err = src, 0, 0, false, nil
}

// Err returns the first error of reading, or the first that Fail was told; nil at the end of a part.
func (w *Window) Err() error { return w.err }

// Fail ends the reading. The first error stays.
func (w *Window) Fail(err error) {
	if w.err == nil {
		w.err = err
	}
}

// Rest returns the bytes that are there and not used yet. There may be more behind them.
func (w *Window) Rest() []byte { return w.buf[w.pos:w.size] }

// Take uses the first n bytes of the rest, which has to have them, and returns them.
func (w *Window) Take(n int) []byte {
	b := w.buf[w.pos : w.pos+n]
	w.pos += n
	return b
}

// Skip uses the first n bytes of the rest, which has to have them.
func (w *Window) Skip(n int) { w.pos += n }

// Fill reads more behind the rest, and reports whether there was any.
func (w *Window) Fill() bool {
	if w.eof || w.err != nil || !w.room() {
		return false
	}
	for range 100 {
		n, err := w.src.Read(w.buf[w.size:])
		w.size += n
		if err == io.EOF {
			w.eof = true
			return n > 0
		}
		if err != nil {
			w.Fail(w.fault(err))
			return false
		}
		if n > 0 {
			return true
		}
	}
	w.Fail(io.ErrNoProgress)
	return false
}

// room moves the rest to the front, and grows the window where that is full.
func (w *Window) room() bool {
	if w.pos > 0 {
		copy(w.buf, w.buf[w.pos:w.size])
		w.size -= w.pos
		w.pos = 0
	}
	if w.size < len(w.buf) {
		return true
	}
	if len(w.buf) >= w.longest {
		w.Fail(w.fault(ErrLong))
		return false
	}
	grown := make([]byte, 2*len(w.buf))
	copy(grown, w.buf)
	w.buf = grown
	return true
}

// Find returns where pattern begins in the rest, looking from an offset on and filling the window; -1 when the part ends before.
func (w *Window) Find(from int, pattern string) int {
	for {
		if w.size-w.pos >= from {
			if i := bytes.Index(w.buf[w.pos+from:w.size], []byte(pattern)); i >= 0 {
				return from + i
			}
			from = max(from, w.size-w.pos-len(pattern)+1)
		}
		if !w.Fill() {
			return -1
		}
	}
}

// Drop uses everything up to and with pattern, however far it is: comments and processing instructions need no memory. It reports
// false when the part ends before.
func (w *Window) Drop(pattern string) bool {
	for {
		rest := w.Rest()
		if i := bytes.Index(rest, []byte(pattern)); i >= 0 {
			w.pos += i + len(pattern)
			return true
		}
		w.pos += max(0, len(rest)-len(pattern)+1)
		if !w.Fill() {
			return false
		}
	}
}

// Recode reads on through f, which is given all that is not used yet.
func (w *Window) Recode(f func(io.Reader) io.Reader) {
	head := bytes.NewReader(bytes.Clone(w.Rest()))
	if w.eof {
		w.src = f(head)
	} else {
		w.src = f(io.MultiReader(head, w.src))
	}
	w.pos, w.size, w.eof = 0, 0, false
}
