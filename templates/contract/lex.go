package contract

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// The decoder walks the JSON of known members by itself, looking at a text for the end of the string, and once more for UTF-8 and for
// hygiene together. With jsontext's tokens, which look for the first two, and a look of our own for the third,
// a plan took twice as long. What is rare is left to jsontext: numbers, escapes, values to be skipped, and saying what is
// wrong with JSON that is broken.

// Tidy is text as it is, without escape, control or invisible character, in UTF-8, and in NFC, because none of its characters can
// compose with another. It is found by a machine whose states are what may follow. A byte has for each state the next one, at the bits
// that the state counts, so that a step is one shift: in Vietnamese every third character has several bytes, and a branch on
// that is guessed wrong as often.
const (
	between  = iota * stateBits // characters
	oneMore                     // any byte that continues a character
	inLatin1                    // after C2: U+00A0–U+00BF but for the soft hyphen
	inE1                        // U+1E00–U+1EFF
	inE2                        // U+2010–U+2027, dashes and quotation marks
	inE280
	lost // needs a closer look

	stateBits, stateMask = 6, 63
)

// tidyText is the machine for text, tidyLiteral that for what stands between quotes, where " and \ mean something.
var tidyText, tidyLiteral = machine(""), machine(`"\`)

func machine(signs string) (t [256]uint64) {
	for i := range t {
		c := byte(i)
		goes := func(yes bool, from, to uint64) {
			if !yes {
				to = lost
			}
			t[c] |= to << from
		}
		switch {
		case c >= 0xc3 && c <= 0xcb: // U+00C0–U+02FF
			t[c] = oneMore << between
		case c == 0xc2:
			t[c] = inLatin1 << between
		case c == 0xe1:
			t[c] = inE1 << between
		case c == 0xe2:
			t[c] = inE2 << between
		default:
			goes(c >= ' ' && c < 0x7f && strings.IndexByte(signs, c) < 0, between, between)
		}
		goes(c&0xc0 == 0x80, oneMore, between)
		goes(c >= 0xa0 && c <= 0xbf && c != 0xad, inLatin1, between)
		goes(c >= 0xb8 && c <= 0xbb, inE1, oneMore)
		goes(c == 0x80, inE2, inE280)
		goes(c >= 0x90 && c <= 0xa7, inE280, between)
		goes(false, lost, lost)
	}
	return t
}

func isTidy(s string, machine *[256]uint64) bool {
	state := uint64(between)
	for i := range len(s) {
		state = machine[s[i]] >> (state & stateMask)
	}
	return state&stateMask == between
}

// literal reads a string and returns what stands between the quotes, and whether that is tidy.
func (d *decoder) literal() (inner string, tidy bool) {
	s, from := d.src, d.pos+1
	if n := strings.IndexByte(s[from:], '"'); n >= 0 && isTidy(s[from:from+n], &tidyLiteral) {
		d.pos = from + n + 1
		return s[from : from+n], true
	}
	for i := from; i < len(s); {
		switch c := s[i]; {
		case c == '"':
			d.pos = i + 1
			return s[from:i], false
		case c < ' ':
			d.broken()
		case c == '\\':
			i += d.escape(i)
		default:
			i++
		}
	}
	d.broken()
	return "", false
}

// escape returns the length of the escape sequence at i.
func (d *decoder) escape(i int) int {
	if i+1 < len(d.src) {
		switch d.src[i+1] {
		case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
			return 2
		case 'u':
			if i+6 <= len(d.src) && strings.Trim(d.src[i+2:i+6], "0123456789abcdefABCDEF") == "" {
				return 6
			}
		}
	}
	d.broken()
	return 0
}

// unquote resolves the escapes of a literal; whole is false when a surrogate stood alone.
func unquote(inner string) (s string, whole bool) {
	if strings.IndexByte(inner, '\\') < 0 {
		return inner, utf8.ValidString(inner)
	}
	b, err := jsontext.AppendUnquote(make([]byte, 0, len(inner)), `"`+inner+`"`)
	return string(b), err == nil
}

func (d *decoder) space() {
	for d.pos < len(d.src) {
		switch d.src[d.pos] {
		case ' ', '\n', '\t', '\r':
			d.pos++
		default:
			return
		}
	}
}

// take reads one byte of punctuation.
func (d *decoder) take(c byte) {
	if d.space(); d.pos >= len(d.src) || d.src[d.pos] != c {
		d.broken()
	}
	d.pos++
}

// peek returns the kind of the next value or closing bracket.
func (d *decoder) peek() jsontext.Kind {
	d.space()
	if d.pos < len(d.src) {
		switch c := d.src[d.pos]; c {
		case '"', '{', '}', '[', ']', 't', 'f', 'n':
			return jsontext.Kind(c)
		case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
			return jsontext.KindNumber
		}
	}
	d.broken()
	return jsontext.KindInvalid
}

func (d *decoder) literalWord(w string) {
	if !strings.HasPrefix(d.src[d.pos:], w) {
		d.broken()
	}
	d.pos += len(w)
}

// skip passes over the next value and returns it.
func (d *decoder) skip() string {
	d.space()
	*d.rest = *bytes.NewBuffer(d.data[d.pos:])
	if d.dec == nil {
		d.dec = jsontext.NewDecoder(d.rest, lenient...)
	} else {
		d.dec.Reset(d.rest, lenient...)
	}
	if err := d.dec.SkipValue(); err != nil {
		if isMaxDepth(err) {
			d.report(tooDeep(d.limits.Depth))
			panic(bailout{})
		}
		d.broken()
	}
	from := d.pos
	d.pos += int(d.dec.InputOffset())
	return d.src[from:d.pos]
}

// lenient are the options of every jsontext decoder here: what they let through is reported by the decoder, with its place.
var lenient = []jsontext.Options{jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)}

// broken ends the reading: the JSON is not JSON. What is wrong with it is found out afterwards.
func (d *decoder) broken() {
	d.syntax = true
	panic(bailout{})
}
