package contract

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// Encode returns the JSON of a document: what [Decode] makes of it is the same document again, but for positions. Keys stand in
// the order of the struct tags, absent values are left out, and each value has its shortest form. It fails, with the pointer,
// on what no JSON of the contract says and would be lost: a paragraph with a body, a day without its month, text that is not
// UTF-8. Whether the document is complete and right is for Decode and the types to say.
func Encode(doc *Document) ([]byte, error) { return Append(make([]byte, 0, 8<<10), doc) }

// Append is [Encode] at the end of buf, for those who keep their buffers.
func Append(buf []byte, doc *Document) ([]byte, error) {
	e := encoder{buf: buf, from: len(buf)}
	e.document(doc)
	if e.err != nil {
		return nil, e.err
	}
	return e.buf, nil
}

// MarshalJSON is [Encode] for the JSON packages. That of the standard library escapes <, > and & in what it is handed, unless
// it is told not to with SetEscapeHTML; the meaning is the same.
func (d Document) MarshalJSON() ([]byte, error) { return Encode(&d) }

// encoder appends JSON. Whether a comma is due is seen from the byte before, so that no member has to know whether it is the
// first.
type encoder struct {
	buf  []byte
	from int   // where the document begins in buf
	err  error // the first fault; what is appended after it is for nobody
}

// fail notes that the value to be appended next has no JSON.
func (e *encoder) fail(format string, args ...any) {
	if e.err == nil {
		e.err = fmt.Errorf("contract: encode: document at %q: %w", e.pointer(), fmt.Errorf(format, args...))
	}
}

// pointer returns the JSON Pointer of the value to be appended next. It is read off what has been appended so far, so that
// documents without faults do not pay for it.
func (e *encoder) pointer() jsontext.Pointer {
	begun := append(bytes.Clone(e.buf[e.from:]), `""`...)
	dec := jsontext.NewDecoder(bytes.NewBuffer(begun))
	for dec.InputOffset() < int64(len(begun)) {
		if _, err := dec.ReadToken(); err != nil {
			break
		}
	}
	return dec.StackPointer()
}

// element begins an element of a list.
func (e *encoder) element() {
	if c := e.buf[len(e.buf)-1]; c != '[' && c != '{' {
		e.buf = append(e.buf, ',')
	}
}

// key begins a member. Keys are plain ASCII.
func (e *encoder) key(name string) {
	e.element()
	e.buf = append(append(append(e.buf, '"'), name...), '"', ':')
}

func (e *encoder) open(bracket byte)  { e.buf = append(e.buf, bracket) }
func (e *encoder) close(bracket byte) { e.buf = append(e.buf, bracket) }

// string appends a string. Most go through the quick look of the decoder as they are.
func (e *encoder) string(s string) {
	if isTidy(s, &tidyLiteral) {
		e.buf = append(append(append(e.buf, '"'), s...), '"')
		return
	}
	if !utf8.ValidString(s) {
		e.fail("text that is not UTF-8: %.60q", s)
		return
	}
	e.buf = append(e.buf, '"')
	from := 0
	for i := range len(s) {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		e.buf = append(e.buf, s[from:i]...)
		from = i + 1
		switch c {
		case '"', '\\':
			e.buf = append(e.buf, '\\', c)
		case '\n':
			e.buf = append(e.buf, '\\', 'n')
		default:
			e.buf = append(e.buf, '\\', 'u', '0', '0', '0'+c>>4, "0123456789abcdef"[c&15])
		}
	}
	e.buf = append(append(e.buf, s[from:]...), '"')
}

// The members below are left out where they are absent.

func (e *encoder) word(key, s string) {
	if s != "" {
		e.key(key)
		e.string(s)
	}
}

func (e *encoder) truth(key string, v bool) {
	if v {
		e.key(key)
		e.buf = append(e.buf, "true"...)
	}
}

// choice writes a yes or no that somebody chose.
func (e *encoder) choice(key string, v *bool) {
	if v != nil {
		e.key(key)
		e.buf = strconv.AppendBool(e.buf, *v)
	}
}

func (e *encoder) number(key string, v float64) {
	if v != 0 {
		e.place(key, &v)
	}
}

// place writes a number of which zero is one like others.
func (e *encoder) place(key string, v *float64) {
	if v == nil {
		return
	}
	e.key(key)
	if math.IsNaN(*v) || math.IsInf(*v, 0) {
		e.fail("%v is no number of JSON", *v)
		return
	}
	e.buf = strconv.AppendFloat(e.buf, *v, 'f', -1, 64)
}

// lines writes one line as a string. A single empty line is not that: as a string it would be absent.
func (e *encoder) lines(key string, l Lines) {
	switch {
	case len(l) == 0:
	case len(l) == 1 && l[0] != "":
		e.word(key, l[0])
	default:
		e.strings(key, l)
	}
}

func (e *encoder) strings(key string, list []string) {
	if len(list) == 0 {
		return
	}
	e.key(key)
	e.open('[')
	for _, s := range list {
		e.element()
		e.string(s)
	}
	e.close(']')
}

func (e *encoder) texts(key string, list []Text) {
	if len(list) > 0 {
		elements(e, key, list, e.text)
	}
}

// elements writes a list, with nothing in it too: for the checks, a list that is there is something to point at.
func elements[T any](e *encoder, key string, list []T, write func(*T)) {
	if list == nil {
		return
	}
	e.key(key)
	e.open('[')
	for i := range list {
		e.element()
		write(&list[i])
	}
	e.close(']')
}
