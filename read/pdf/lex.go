package pdf

import (
	"math"
	"strconv"
)

// The objects of ISO 32000-1, 7.3. Others are nil, bool, int, float64, *stream, and operator in content streams.
type (
	name     string
	str      string
	array    []any
	dict     map[name]any
	operator string
	ref      struct{ num, gen int }
)

// lexer reads objects from bytes, of the file or of a content stream.
type lexer struct {
	data []byte
	pos  int
	// file has references resolved to "n g R"; content streams have none.
	file  bool
	depth int
	// held is about how many bytes the objects take that were read since whoever reads them set it to 0.
	held int
}

// The bounds of what objects may take in memory. What one operator of a page is given is far below; the objects of a file that a page
// needs are mostly the widths of its fonts.
const (
	maxHeld   = 8 << 20
	maxString = 1 << 20 // what is longer ran past its end
)

// hold counts n bytes, and those of the value itself.
func (l *lexer) hold(n int) {
	if l.held += n + 32; l.held > maxHeld {
		panic(refusal(tooMany))
	}
}

// closing is what ends an array or a dictionary.
type closing byte

// maxDepth is how deep arrays and dictionaries may nest: real files stay below 20.
const maxDepth = 100

const (
	regular = iota
	white
	delimiter
)

var class = func() (t [256]uint8) {
	for _, c := range "\x00\t\n\f\r " {
		t[c] = white
	}
	for _, c := range "()<>[]{}/%" {
		t[c] = delimiter
	}
	return t
}()

func (l *lexer) skipSpace() {
	for l.pos < len(l.data) {
		switch c := l.data[l.pos]; {
		case class[c] == white:
			l.pos++
		case c == '%':
			for l.pos < len(l.data) && l.data[l.pos] != '\n' && l.data[l.pos] != '\r' {
				l.pos++
			}
		default:
			return
		}
	}
}

// next returns the next object or operator; false at the end. Damage is read as something harmless, as all viewers do.
func (l *lexer) next() (any, bool) {
	l.hold(0)
	l.skipSpace()
	if l.pos >= len(l.data) {
		return nil, false
	}
	switch c := l.data[l.pos]; c {
	case '/':
		l.pos++
		return l.name(), true
	case '(':
		l.pos++
		return l.literal(), true
	case '[':
		l.pos++
		return l.array(), true
	case '<':
		l.pos++
		if l.pos < len(l.data) && l.data[l.pos] == '<' {
			l.pos++
			return l.dict(), true
		}
		return l.hex(), true
	case '>':
		l.pos++
		if l.pos < len(l.data) && l.data[l.pos] == '>' {
			l.pos++
		}
		return closing('>'), true
	case ']', ')', '{', '}':
		l.pos++
		return closing(c), true
	}
	return l.word(), true
}

func (l *lexer) enter() {
	if l.depth++; l.depth > maxDepth {
		panic(refusal(tooDeep))
	}
}

func (l *lexer) array() array {
	l.enter()
	defer func() { l.depth-- }()
	a := array{}
	l.hold(32)
	for {
		o, ok := l.next()
		if !ok || o == closing(']') {
			return a
		}
		switch o := o.(type) {
		case closing:
		case operator:
			if l.file && (o == "endobj" || o == "stream") {
				return a
			}
			a = appendWord(a, o, l.file)
		default:
			a = append(a, o)
		}
	}
}

// appendWord folds "1 0 R" into a reference.
func appendWord(a array, o operator, file bool) array {
	if n := len(a); file && o == "R" && n >= 2 {
		num, ok1 := a[n-2].(int)
		gen, ok2 := a[n-1].(int)
		if ok1 && ok2 {
			return append(a[:n-2], ref{num, gen})
		}
	}
	return a
}

func (l *lexer) dict() dict {
	l.enter()
	defer func() { l.depth-- }()
	d := dict{}
	l.hold(320)
	var key name
	var values array
	put := func() {
		if key != "" && len(values) > 0 {
			d[key] = values[0]
		}
		values = values[:0]
	}
	for {
		o, ok := l.next()
		if !ok || o == closing('>') {
			put()
			return d
		}
		switch o := o.(type) {
		case closing:
		case name:
			// A name after a key without a value is the value.
			if key != "" && len(values) == 0 {
				values = append(values, o)
				continue
			}
			put()
			key = o
		case operator:
			if o == "endobj" || o == "stream" {
				l.pos -= len(o)
				put()
				return d
			}
			values = appendWord(values, o, l.file)
		default:
			if len(values) < 3 {
				values = append(values, o)
			}
		}
	}
}

func (l *lexer) name() name {
	start := l.pos
	escaped := false
	for l.pos < len(l.data) && class[l.data[l.pos]] == regular {
		escaped = escaped || l.data[l.pos] == '#'
		l.pos++
	}
	raw := l.data[start:l.pos]
	l.hold(len(raw))
	if !escaped {
		return name(raw)
	}
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) {
			if hi, lo := unhex(raw[i+1]), unhex(raw[i+2]); hi >= 0 && lo >= 0 {
				out = append(out, byte(hi<<4|lo))
				i += 2
				continue
			}
		}
		out = append(out, raw[i])
	}
	return name(out)
}

func unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

func (l *lexer) hex() str {
	s := str(l.hexBytes(maxString))
	l.hold(len(s))
	return s
}

// hexBytes reads pairs of digits up to the closing bracket, or so many.
func (l *lexer) hexBytes(most int) []byte {
	var out []byte
	half := -1
	for l.pos < len(l.data) && len(out) < most {
		c := l.data[l.pos]
		l.pos++
		if c == '>' {
			break
		}
		v := unhex(c)
		switch {
		case v < 0:
		case half < 0:
			half = v
		default:
			out = append(out, byte(half<<4|v))
			half = -1
		}
	}
	if half >= 0 {
		out = append(out, byte(half<<4))
	}
	return out
}

func (l *lexer) literal() str {
	s := str(l.literalBytes())
	l.hold(len(s))
	return s
}

func (l *lexer) literalBytes() []byte {
	var out []byte
	for depth := 1; l.pos < len(l.data) && len(out) < maxString; {
		c := l.data[l.pos]
		l.pos++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return out
			}
		case '\\':
			out = l.escape(out)
			continue
		case '\r':
			if l.pos < len(l.data) && l.data[l.pos] == '\n' {
				l.pos++
			}
			c = '\n'
		}
		out = append(out, c)
	}
	return out
}

// escape reads what follows a backslash (7.3.4.2).
func (l *lexer) escape(out []byte) []byte {
	if l.pos >= len(l.data) {
		return out
	}
	c := l.data[l.pos]
	l.pos++
	switch c {
	case 'n':
		return append(out, '\n')
	case 'r':
		return append(out, '\r')
	case 't':
		return append(out, '\t')
	case 'b':
		return append(out, '\b')
	case 'f':
		return append(out, '\f')
	case '\n':
		return out
	case '\r':
		if l.pos < len(l.data) && l.data[l.pos] == '\n' {
			l.pos++
		}
		return out
	}
	if c < '0' || c > '7' {
		return append(out, c)
	}
	v := int(c - '0')
	for i := 0; i < 2 && l.pos < len(l.data) && l.data[l.pos] >= '0' && l.data[l.pos] <= '7'; i++ {
		v = v*8 + int(l.data[l.pos]-'0')
		l.pos++
	}
	return append(out, byte(v))
}

// word reads a number, a keyword or an operator.
func (l *lexer) word() any {
	start := l.pos
	for l.pos < len(l.data) && class[l.data[l.pos]] == regular {
		l.pos++
	}
	w := l.data[start:l.pos]
	if c := w[0]; c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' {
		if n, ok := number(w); ok {
			return n
		}
	}
	switch string(w) {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	}
	l.hold(len(w))
	return operator(w)
}

// number reads an integer or a real; the doubled signs of some writers count once.
func number(w []byte) (any, bool) {
	negative, i := false, 0
	for i < len(w) && (w[i] == '-' || w[i] == '+') {
		negative = negative || w[i] == '-'
		i++
	}
	v, digits, point, scale := 0.0, 0, false, 1.0
	for ; i < len(w); i++ {
		switch c := w[i]; {
		case c >= '0' && c <= '9':
			digits++
			if point {
				scale /= 10
				v += float64(c-'0') * scale
			} else {
				v = v*10 + float64(c-'0')
			}
		case c == '.' && !point:
			point = true
		case c == '-' && digits > 0: // "12.-34": what stands behind is noise
			i = len(w)
		case (c == 'e' || c == 'E') && digits > 0:
			f, err := strconv.ParseFloat(string(w), 64)
			return f, err == nil && !math.IsInf(f, 0)
		default:
			return nil, false
		}
	}
	if negative {
		v = -v
	}
	if digits == 0 && !point {
		return nil, false
	}
	if !point && math.Abs(v) < 1<<53 {
		return int(v), true
	}
	return v, true
}
