package docx

import (
	"bytes"
)

// attr is an attribute of the tag that was read last; its value is gone after the next token.
type attr struct {
	name  string
	value []byte
}

// tagEnd returns where the tag at pos ends: at the first > outside quotes.
func (x *xmlReader) tagEnd() int {
	var quote byte
	rest := x.Rest()
	for i := 1; ; i++ {
		if i >= len(rest) {
			if !x.Fill() {
				return -1
			}
			rest = x.Rest()
		}
		// The value of an attribute may be megabytes of base64.
		if quote != 0 {
			if j := bytes.IndexByte(rest[i:], quote); j >= 0 {
				i, quote = i+j, 0
			} else {
				i = len(rest) - 1
			}
			continue
		}
		switch c := rest[i]; c {
		case '>':
			return i
		case '"', '\'':
			quote = c
		case '<':
			return -1
		}
	}
}

// readAttrs reads the attributes of a tag: declarations first, since they hold for the others.
func (x *xmlReader) readAttrs(b []byte) bool {
	x.attrs, x.values = x.attrs[:0], x.values[:0]
	declared := bytes.Contains(b, []byte("xmlns"))
	for pass := 0; pass < 2; pass++ {
		if pass == 0 && !declared {
			continue
		}
		rest := b
		for {
			name, value, after, ok := cutAttr(rest)
			if !ok {
				return false
			}
			if name == nil {
				break
			}
			rest = after
			prefix, isNS := bytes.CutPrefix(name, []byte("xmlns"))
			isNS = isNS && (len(prefix) == 0 || prefix[0] == ':')
			switch {
			case isNS && pass == 0:
				x.bind(bytes.TrimPrefix(prefix, []byte(":")), value)
			case !isNS && pass == 1:
				if value, ok = x.value(value); !ok {
					return false
				}
				x.attrs = append(x.attrs, attr{x.attribute(name), value})
			}
		}
	}
	return x.distinct()
}

func (x *xmlReader) distinct() bool {
	if len(x.attrs) > 256 {
		return false
	}
	for i := range x.attrs {
		for j := range i {
			if x.attrs[i].name == x.attrs[j].name && x.attrs[i].name[0] != '?' {
				return false
			}
		}
	}
	return true
}

// cutAttr takes the first attribute off b; name is nil where there is none.
func cutAttr(b []byte) (name, value, rest []byte, ok bool) {
	i := 0
	for i < len(b) && isSpace(b[i]) {
		i++
	}
	if i == len(b) {
		return nil, nil, nil, true
	}
	j := i
	for j < len(b) && b[j] != '=' && !isSpace(b[j]) {
		j++
	}
	k := j
	for k < len(b) && isSpace(b[k]) {
		k++
	}
	if j == i || i == 0 || k == len(b) || b[k] != '=' {
		return nil, nil, nil, false
	}
	for k++; k < len(b) && isSpace(b[k]); k++ {
		continue
	}
	if k == len(b) || b[k] != '"' && b[k] != '\'' {
		return nil, nil, nil, false
	}
	n := bytes.IndexByte(b[k+1:], b[k])
	if n < 0 {
		return nil, nil, nil, false
	}
	return b[i:j], b[k+1 : k+1+n], b[k+2+n:], true
}

// value replaces the entities of an attribute's value, in memory of its own.
func (x *xmlReader) value(raw []byte) ([]byte, bool) {
	if bytes.IndexByte(raw, '&') < 0 {
		return raw, clean(raw)
	}
	start := len(x.values)
	out, ok := unescape(x.values, raw)
	if !ok {
		return nil, false
	}
	x.values = out
	return out[start:], clean(out[start:])
}

// attr returns an attribute of the tag read last, nil where it is not there.
func (x *xmlReader) attr(name string) []byte {
	for i := range x.attrs {
		if x.attrs[i].name == name {
			return x.attrs[i].value
		}
	}
	return nil
}
