package contract

import (
	"iter"
	"math"
	"strconv"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// maxKey is the length of an unknown key that is still worth pointing at.
const maxKey = 100

// object is an open JSON object.
type object struct {
	shape *shape
	base  int    // length of the path of the object itself
	n     int    // members read
	after int    // index behind that of the key read last
	seen  uint32 // bits of the keys already read
	given uint32 // bits of those that had a value
	// unknown tells that a key was not understood: what seems to be missing may be there under another name.
	unknown bool
	outer   *field
}

// expect reports whether the next value is of the wanted kind; if not, the value is skipped and reported.
func (d *decoder) expect(kind jsontext.Kind, wanted string) bool {
	if d.peek() == kind {
		return true
	}
	d.wrongType(wanted)
	return false
}

func (d *decoder) open(s *shape, wanted string) (object, bool) {
	if !d.expect(jsontext.KindBeginObject, wanted) {
		return object{}, false
	}
	d.pos++
	return object{shape: s, base: len(d.path), outer: d.field}, true
}

// next goes to the next member with a known key and a value, and returns its key. Everything else is reported here.
func (d *decoder) next(o *object) (string, bool) {
	for {
		d.path, d.field = d.path[:o.base], o.outer
		d.space()
		if d.pos < len(d.src) && d.src[d.pos] == '}' {
			d.pos++
			return "", false
		}
		if o.n++; o.n > 1 {
			d.take(',')
		}
		name := d.name()
		i := o.shape.find(name, o.after)
		if i < 0 {
			if len(name) <= maxKey && utf8.ValidString(name) {
				d.push(name)
			}
			d.report(unknownKey(o.shape, name))
			if meant := o.shape.closest(name); meant >= 0 {
				d.faults = append(d.faults, string(d.path[:o.base])+"/"+o.shape.fields[meant].key)
			}
			o.unknown = true
			d.skip()
			continue
		}
		o.after = i + 1
		f := &o.shape.fields[i]
		d.path = append(append(d.path, '/'), f.key...)
		d.field = f
		if o.seen&(1<<i) != 0 {
			d.report(duplicateKey(o.shape, f))
			d.skip()
			continue
		}
		o.seen |= 1 << i
		if d.peek() == jsontext.KindNull {
			d.literalWord("null")
			continue
		}
		o.given |= 1 << i
		return f.key, true
	}
}

// each goes through the members of an object that next finds.
func (d *decoder) each(o *object) iter.Seq[string] {
	return func(yield func(string) bool) {
		for key, ok := d.next(o); ok; key, ok = d.next(o) {
			yield(key) // its reader never stops before the end
		}
	}
}

// keys goes through the members of the object that comes next; there are none where something else comes, which is reported.
func (d *decoder) keys(s *shape) iter.Seq[string] {
	return func(yield func(string) bool) {
		if o, ok := d.open(s, wantObject); ok {
			d.each(&o)(yield)
		}
	}
}

// unread tells of a key that is in a shape and has no reader: a fault of ours.
func (d *decoder) unread(key string) { panic("contract: no reader for key " + key) }

func (o *object) has(key string) bool {
	i := o.shape.index(key)
	return i >= 0 && o.given&(1<<i) != 0
}

// name reads the name of a member and the colon behind it.
func (d *decoder) name() string {
	if d.peek() != jsontext.KindString {
		d.broken()
	}
	name, tidy := d.literal()
	if !tidy {
		name, _ = unquote(name)
	}
	d.take(':')
	return name
}

// push appends one step to the path, escaped as RFC 6901 asks.
func (d *decoder) push(step string) {
	d.path = append(d.path, '/')
	for i := 0; i < len(step); i++ {
		switch step[i] {
		case '~':
			d.path = append(d.path, '~', '0')
		case '/':
			d.path = append(d.path, '~', '1')
		default:
			d.path = append(d.path, step[i])
		}
	}
}

// list is an open JSON array.
type list struct {
	base int
	n    int
}

func (d *decoder) openList(wanted string) (list, bool) {
	if !d.expect(jsontext.KindBeginArray, wanted) {
		return list{}, false
	}
	d.pos++
	return list{base: len(d.path)}, true
}

// more goes to the next element.
func (d *decoder) more(l *list) bool {
	d.path = d.path[:l.base]
	d.space()
	if d.pos < len(d.src) && d.src[d.pos] == ']' {
		d.pos++
		return false
	}
	if l.n > 0 {
		d.take(',')
	}
	d.count()
	d.path = strconv.AppendInt(append(d.path, '/'), int64(l.n), 10)
	l.n++
	return true
}

func (d *decoder) bool() bool {
	switch d.peek() {
	case jsontext.KindTrue:
		d.literalWord("true")
		return true
	case jsontext.KindFalse:
		d.literalWord("false")
	default:
		d.wrongType(wantBool)
	}
	return false
}

// number reads a number above lo and up to hi; 0 where there is none.
func (d *decoder) number(hi float64) float64 {
	if !d.expect(jsontext.KindNumber, wantNumber) {
		return 0
	}
	s := d.skip()
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(v) || v < MinNumber || v > hi {
		d.report(numberRange(d.where(), s, hi))
		return 0
	}
	return v
}

// whole reads a whole number from 1 to hi; 1 where there is none.
func (d *decoder) whole(hi int) int {
	if !d.expect(jsontext.KindNumber, wantWhole) {
		return 1
	}
	s := d.skip()
	v, err := strconv.ParseFloat(s, 64)
	switch {
	case err == nil && v != math.Trunc(v):
		d.report(notWhole(d.where(), s))
	case err != nil || v < 1 || v > float64(hi):
		d.report(wholeRange(d.where(), s, hi))
	default:
		return int(v)
	}
	return 1
}

// choice reads one of the given words; empty stays empty.
func (d *decoder) choice(words ...string) string {
	if !d.expect(jsontext.KindString, wantText) {
		return ""
	}
	s := d.str(breakSpace)
	if s == "" {
		return ""
	}
	for _, w := range words {
		if s == w {
			return w
		}
	}
	d.report(unknownValue(d.where(), s, words))
	return ""
}
