package contract

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// The decoder walks the JSON of known members by itself, looking at each byte of a text once for the end of the string, for
// UTF-8 and for hygiene together. With jsontext's tokens, which look for the first two, and a look of our own for the third,
// a plan took twice as long. What is rare is left to jsontext: numbers, escapes, values to be skipped, and saying what is
// wrong with JSON that is broken.

// The classes of bytes inside a string.
const (
	plain  = iota // ASCII that needs no look
	quoted        // the closing quote
	two           // leads U+00C0–U+02FF
	latin1        // leads U+0080–U+00BF
	e1            // leads U+1000–U+1FFF, of which Vietnamese has U+1E00–U+1EFF
	e2            // leads U+2000–U+2FFF, of which U+2010–U+2027 are dashes and quotation marks
	other         // needs a closer look
)

var classes = func() (t [256]uint8) {
	for i := range t {
		switch {
		case i == '"':
			t[i] = quoted
		case i < ' ' || i == '\\' || i == 0x7f:
			t[i] = other
		case i < 0x80:
			t[i] = plain
		case i == 0xc2:
			t[i] = latin1
		case i >= 0xc3 && i <= 0xcb:
			t[i] = two
		case i == 0xe1:
			t[i] = e1
		case i == 0xe2:
			t[i] = e2
		default:
			t[i] = other
		}
	}
	return t
}()

// tidySpan returns where the tidy text of s from i on ends: at a quote, at its end, or at what needs a closer look. Tidy is
// text as it is, without escape, control or invisible character, in UTF-8, and in NFC, because none of its characters can
// compose with another.
func tidySpan(s string, i int) int {
	for i < len(s) {
		switch classes[s[i]] {
		case plain:
			i++
			continue
		case two:
			if i+1 < len(s) && s[i+1]&0xc0 == 0x80 {
				i += 2
				continue
			}
		case latin1:
			if i+1 < len(s) && s[i+1] >= 0xa0 && s[i+1] <= 0xbf && s[i+1] != 0xad {
				i += 2
				continue
			}
		case e1:
			if i+2 < len(s) && s[i+1] >= 0xb8 && s[i+1] <= 0xbb && s[i+2]&0xc0 == 0x80 {
				i += 3
				continue
			}
		case e2:
			if i+2 < len(s) && s[i+1] == 0x80 && s[i+2] >= 0x90 && s[i+2] <= 0xa7 {
				i += 3
				continue
			}
		}
		return i
	}
	return i
}

// isTidy is tidySpan for text that is no literal any more.
func isTidy(s string) bool {
	for i := 0; ; i++ {
		if i = tidySpan(s, i); i == len(s) {
			return true
		}
		if s[i] != '"' && s[i] != '\\' {
			return false
		}
	}
}

// literal reads a string and returns what stands between the quotes, and whether that is tidy.
func (d *decoder) literal() (inner string, tidy bool) {
	s, from := d.src, d.pos+1
	i := tidySpan(s, from)
	if i < len(s) && s[i] == '"' {
		d.pos = i + 1
		return s[from:i], true
	}
	for i < len(s) {
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
