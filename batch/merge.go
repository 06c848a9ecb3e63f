package batch

import (
	"bytes"
	"errors"
	"io"
	"sync"

	"github.com/go-json-experiment/json/jsontext"
)

// node is a JSON value that is merged: an object has its members in the order of the text, anything else is its text. The base is read
// once for all rows, and what a row leaves alone is copied as bytes. The library evanphx/json-patch would read the base anew for each
// row, takes nulls out of the objects in lists, against RFC 7396, and orders new members at random, so that equal rows gave unequal files.
type node struct {
	raw     jsontext.Value
	object  bool
	members []member
}

type member struct {
	name  []byte
	key   jsontext.Value // the name as it was written, in quotes
	value node
}

// parser reads values one after the other with the same memory.
type parser struct {
	data  []byte
	input bytes.Buffer
	dec   *jsontext.Decoder
}

var parsers = sync.Pool{New: func() any { return &parser{dec: jsontext.NewDecoder(new(bytes.Buffer))} }}

// parse reads one value, which is all there is; what it returns is slices of data. Names that stand twice are an error: which of two values
// is meant, nobody can say.
func parse(data []byte) (*node, error) {
	p := parsers.Get().(*parser)
	defer parsers.Put(p)
	p.data, p.input = data, *bytes.NewBuffer(data)
	p.dec.Reset(&p.input)
	defer func() {
		p.data, p.input = nil, bytes.Buffer{}
		p.dec.Reset(&p.input)
	}()
	n := new(node)
	if err := p.read(n); err != nil {
		return nil, err
	}
	if _, err := p.dec.ReadToken(); !errors.Is(err, io.EOF) {
		if err == nil {
			err = errors.New("more than one value")
		}
		return nil, err
	}
	return n, nil
}

// value returns the next value as it stands in data.
func (p *parser) value() (jsontext.Value, error) {
	v, err := p.dec.ReadValue()
	end := int(p.dec.InputOffset())
	return p.data[end-len(v) : end : end], err
}

func (p *parser) read(n *node) (err error) {
	if p.dec.PeekKind() != '{' {
		n.raw, err = p.value()
		return err
	}
	n.object = true
	if _, err := p.dec.ReadToken(); err != nil {
		return err
	}
	for p.dec.PeekKind() != '}' {
		var m member
		if m.key, err = p.value(); err != nil {
			return err
		}
		if m.name = m.key[1 : len(m.key)-1]; bytes.IndexByte(m.name, '\\') >= 0 {
			if m.name, err = jsontext.AppendUnquote(nil, m.key); err != nil {
				return err
			}
		}
		n.members = append(n.members, m)
		if err := p.read(&n.members[len(n.members)-1].value); err != nil {
			return err
		}
	}
	_, err = p.dec.ReadToken()
	return err
}

// get returns the value at a path of names, nil where there is none.
func (n *node) get(path ...string) *node {
	for _, name := range path {
		if n = n.member([]byte(name)); n == nil {
			return nil
		}
	}
	return n
}

func (n *node) member(name []byte) *node {
	for i := range n.members {
		if bytes.Equal(n.members[i].name, name) {
			return &n.members[i].value
		}
	}
	return nil
}

func (n *node) null() bool { return n.raw.Kind() == 'n' }

// merge appends what RFC 7396 makes of a target, nil where there is none, and a patch.
func merge(dst []byte, target, patch *node) []byte {
	if !patch.object {
		return append(dst, patch.raw...)
	}
	if target == nil {
		target = &node{}
	}
	dst = append(dst, '{')
	empty := len(dst)
	open := func(m *member) {
		if len(dst) > empty {
			dst = append(dst, ',')
		}
		dst = append(append(dst, m.key...), ':')
	}
	for i := range target.members {
		m := &target.members[i]
		switch p := patch.member(m.name); {
		case p == nil:
			open(m)
			dst = m.value.append(dst)
		case !p.null():
			open(m)
			dst = merge(dst, &m.value, p)
		}
	}
	for i := range patch.members {
		if m := &patch.members[i]; !m.value.null() && target.member(m.name) == nil {
			open(m)
			dst = merge(dst, nil, &m.value)
		}
	}
	return append(dst, '}')
}

// append appends the value as it stands.
func (n *node) append(dst []byte) []byte {
	if !n.object {
		return append(dst, n.raw...)
	}
	dst = append(dst, '{')
	for i := range n.members {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(append(dst, n.members[i].key...), ':')
		dst = n.members[i].value.append(dst)
	}
	return append(dst, '}')
}
