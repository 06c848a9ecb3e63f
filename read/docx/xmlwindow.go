package docx

import (
	"bytes"
	"io"
)

// fill reads more behind what is not used yet. It reports whether there was any.
func (x *xmlReader) fill() bool {
	if x.eof || x.err != nil {
		return false
	}
	if x.pos > 0 {
		copy(x.buf, x.buf[x.pos:x.size])
		x.size -= x.pos
		x.pos = 0
	}
	if x.size == len(x.buf) {
		if len(x.buf) >= maxTag {
			x.damaged("có một thẻ quá dài")
			return false
		}
		grown := make([]byte, 2*len(x.buf))
		copy(grown, x.buf[:x.size])
		x.buf = grown
	}
	for range 100 {
		n, err := x.src.Read(x.buf[x.size:])
		x.size += n
		if err == io.EOF {
			x.eof = true
			return n > 0
		}
		if err != nil {
			x.fail(readFault(x.part, err))
			return false
		}
		if n > 0 {
			return true
		}
	}
	x.fail(io.ErrNoProgress)
	return false
}

// find returns where pattern begins in what is not used yet, from offset from; -1 when the part ends before.
func (x *xmlReader) find(from int, pattern string) int {
	for {
		if x.size-x.pos >= from {
			if i := bytes.Index(x.buf[x.pos+from:x.size], []byte(pattern)); i >= 0 {
				return from + i
			}
			from = max(from, x.size-x.pos-len(pattern)+1)
		}
		if !x.fill() {
			return -1
		}
	}
}

// drop uses up to and with pattern, however far it is: comments and processing instructions need no memory.
func (x *xmlReader) drop(pattern string) bool {
	for {
		rest := x.buf[x.pos:x.size]
		if i := bytes.Index(rest, []byte(pattern)); i >= 0 {
			x.pos += i + len(pattern)
			return true
		}
		x.pos += max(0, len(rest)-len(pattern)+1)
		if !x.fill() {
			return false
		}
	}
}
