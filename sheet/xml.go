package sheet

import (
	"bytes"
	"io"
	"strconv"
	"unicode/utf8"
)

// xmlReader reads the XML of spreadsheets: tags and texts one after the other, names without their prefix, no DTD, UTF-8 only.
// encoding/xml would do it at a tenth of the speed, and an allocation for each cell.
type xmlReader struct {
	src       io.Reader
	buf       []byte
	pos, size int
	eof       bool
	err       error

	name  []byte // of the tag
	attrs []byte // of a start tag, as they stand there
	text  []byte // decoded
	plain []byte // where text is decoded to when it has entities

	open   []byte // names of the elements around, each with its length behind it
	depth  int
	closes bool // the start tag was an empty one: its end comes next
	rooted bool
}

type token uint8

const (
	endOfFile token = iota
	startTag
	endTag
	chars
)

const (
	windowSize = 32 << 10
	maxWindow  = 1 << 20 // the longest tag or text: a cell has 32,767 characters at most
	maxDepth   = 64
)

func newXMLReader(src io.Reader) *xmlReader {
	return &xmlReader{src: src, buf: make([]byte, windowSize)}
}

func (x *xmlReader) fail(err error) token {
	if x.err == nil {
		x.err = err
	}
	return endOfFile
}

func (x *xmlReader) longCell() token { return x.damaged("có một ô hoặc một thẻ quá dài") }

func (x *xmlReader) damaged(what string) token { return x.fail(refuseDamaged(what)) }

// fill reads more behind what is not used yet, and reports whether there was any.
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
		if len(x.buf) >= maxWindow {
			x.longCell()
			return false
		}
		x.buf = append(x.buf, make([]byte, len(x.buf))...)
	}
	for range 100 {
		n, err := x.src.Read(x.buf[x.size:])
		x.size += n
		if err == io.EOF {
			x.eof = true
			return n > 0
		}
		if err != nil {
			x.fail(partFault(err))
			return false
		}
		if n > 0 {
			return true
		}
	}
	x.fail(io.ErrNoProgress)
	return false
}

// find returns where the pattern begins, counted from pos; -1 when it does not come.
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

// drop uses everything up to and with the pattern, however far it is.
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

// next returns the next tag or text. Texts of white space between tags are left out.
func (x *xmlReader) next() token {
	if x.closes {
		x.closes = false
		return x.closeTag()
	}
	for x.err == nil {
		at := 0
		if x.pos == x.size || x.buf[x.pos] != '<' {
			at = x.find(0, "<")
		}
		if at < 0 {
			return x.finish()
		}
		if at > 0 {
			raw := x.buf[x.pos : x.pos+at]
			x.pos += at
			if t := x.content(raw, false); t != 0 || x.err != nil {
				return t
			}
		}
		if t, ok := x.tag(); ok {
			return t
		}
	}
	return endOfFile
}

// finish tells whether a part ends where it should.
func (x *xmlReader) finish() token {
	rest := bytes.TrimLeft(x.buf[x.pos:x.size], " \t\r\n\x00")
	if x.err == nil && (x.depth > 0 || !x.rooted || len(rest) > 0) {
		return x.damaged("thiếu phần cuối")
	}
	return endOfFile
}

// tag reads what begins with <. It is not ok for what has no meaning here: comments and instructions.
func (x *xmlReader) tag() (token, bool) {
	if x.size-x.pos < len("<![CDATA[") {
		for x.fill() && x.size-x.pos < len("<![CDATA[") {
		}
	}
	rest := x.buf[x.pos:x.size]
	if len(rest) > 1 && rest[1] != '!' && rest[1] != '?' {
		return x.element(), true
	}
	switch {
	case bytes.HasPrefix(rest, []byte("<!--")):
		x.pos += 4
		if !x.drop("-->") {
			return x.damaged("có một ghi chú không đóng"), true
		}
		return 0, false
	case bytes.HasPrefix(rest, []byte("<?")):
		if !x.drop("?>") {
			return x.damaged("thiếu phần cuối"), true
		}
		return 0, false
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		x.pos += len("<![CDATA[")
		at := x.find(0, "]]>")
		if at < 0 {
			return x.damaged("thiếu phần cuối"), true
		}
		raw := x.buf[x.pos : x.pos+at]
		x.pos += at + len("]]>")
		t := x.content(raw, true)
		return t, t != 0 || x.err != nil
	case bytes.HasPrefix(rest, []byte("<!")):
		return x.fail(refuseDTD()), true
	}
	return x.element(), true
}

func (x *xmlReader) element() token {
	end := x.tagEnd()
	if end < 0 {
		return x.damaged("thiếu phần cuối")
	}
	inner := x.buf[x.pos+1 : x.pos+end]
	x.pos += end + 1
	if len(inner) > 0 && inner[0] == '/' {
		x.name = local(bytes.TrimSpace(inner[1:]))
		return x.closeTag()
	}
	if x.closes = len(inner) > 0 && inner[len(inner)-1] == '/'; x.closes {
		inner = inner[:len(inner)-1]
	}
	name := inner
	x.attrs = nil
	for i, c := range inner {
		if c == ' ' || c == '\n' || c == '\t' || c == '\r' {
			name, x.attrs = inner[:i], inner[i+1:]
			break
		}
	}
	x.name = local(name)
	if len(x.name) == 0 || len(x.name) > 200 || x.depth == 0 && x.rooted {
		return x.damaged("có thẻ XML sai")
	}
	if x.depth++; x.depth > maxDepth {
		return x.fail(refuse("file_too_deep", "Tệp có các phần lồng nhau sâu hơn "+strconv.Itoa(maxDepth)+" cấp.", hintAgain))
	}
	x.rooted = true
	x.open = append(append(x.open, x.name...), byte(len(x.name)))
	return startTag
}

// tagEnd returns where the > of a tag is; there may be others in its attributes.
func (x *xmlReader) tagEnd() int {
	var open byte
	for at := 1; ; at++ {
		if x.pos+at >= x.size && !x.fill() {
			return -1
		}
		switch c := x.buf[x.pos+at]; {
		case open == 0 && c == '>':
			return at
		case open == 0 && (c == '"' || c == '\''):
			open = c
		case c == open:
			open = 0
		}
	}
}

func (x *xmlReader) closeTag() token {
	if n := len(x.open); n > 0 {
		size := int(x.open[n-1])
		if name := x.open[n-1-size : n-1]; bytes.Equal(name, x.name) {
			x.open = x.open[:n-1-size]
			x.depth--
			return endTag
		}
	}
	return x.damaged("các thẻ XML không khớp nhau")
}

// skip reads on to the end of the element whose start was read last.
func (x *xmlReader) skip() {
	for d := x.depth - 1; x.depth > d && x.next() != endOfFile; {
	}
}

// content sets the text; it returns 0 for white space between elements.
func (x *xmlReader) content(raw []byte, literal bool) token {
	if x.depth == 0 {
		if len(bytes.TrimLeft(raw, " \t\r\n\xef\xbb\xbf\x00")) > 0 {
			return x.damaged("không phải là XML")
		}
		return 0
	}
	if !utf8.Valid(raw) {
		return x.damaged("có ký tự không theo UTF-8")
	}
	x.text = raw
	if !literal && bytes.IndexByte(raw, '&') >= 0 {
		ok := false
		if x.plain, ok = decodeEntities(x.plain[:0], raw); !ok {
			return x.damaged("có ký hiệu XML không được khai báo")
		}
		x.text = x.plain
	}
	return chars
}

// attr returns the value of an attribute by its name without prefix, nil where there is none.
func (x *xmlReader) attr(name string) []byte {
	for rest := x.attrs; len(rest) > 0; {
		var key, value []byte
		key, value, rest = cutAttr(rest)
		if key == nil {
			return nil
		}
		if string(local(key)) == name {
			if bytes.IndexByte(value, '&') >= 0 {
				decoded, ok := decodeEntities(nil, value)
				if !ok {
					x.damaged("có ký hiệu XML không được khai báo")
				}
				return decoded
			}
			return value
		}
	}
	return nil
}

// cutAttr takes the first attribute off.
func cutAttr(s []byte) (key, value, rest []byte) {
	eq := bytes.IndexByte(s, '=')
	if eq < 0 {
		return nil, nil, nil
	}
	key = bytes.TrimSpace(s[:eq])
	s = bytes.TrimLeft(s[eq+1:], " \t\r\n")
	if len(s) == 0 || s[0] != '"' && s[0] != '\'' {
		return nil, nil, nil
	}
	end := bytes.IndexByte(s[1:], s[0])
	if end < 0 {
		return nil, nil, nil
	}
	return key, s[1 : 1+end], s[end+2:]
}

func local(name []byte) []byte { return name[bytes.LastIndexByte(name, ':')+1:] }

// decodeEntities appends raw with its entities resolved: the five of XML, and characters by their number.
func decodeEntities(out, raw []byte) ([]byte, bool) {
	for {
		i := bytes.IndexByte(raw, '&')
		if i < 0 {
			return append(out, raw...), true
		}
		out = append(out, raw[:i]...)
		raw = raw[i+1:]
		end := bytes.IndexByte(raw[:min(len(raw), 12)], ';')
		if end < 1 {
			return out, false
		}
		name := string(raw[:end])
		raw = raw[end+1:]
		switch name {
		case "lt":
			out = append(out, '<')
		case "gt":
			out = append(out, '>')
		case "amp":
			out = append(out, '&')
		case "quot":
			out = append(out, '"')
		case "apos":
			out = append(out, '\'')
		default:
			r, ok := numbered(name)
			if !ok {
				return out, false
			}
			out = utf8.AppendRune(out, r)
		}
	}
}

func numbered(name string) (rune, bool) {
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	digits, base := name[1:], 10
	if digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 21)
	valid := n == '\t' || n == '\n' || n == '\r' || n >= ' ' && n < 0xd800 || n > 0xdfff && n != 0xfffe && n != 0xffff && n <= utf8.MaxRune
	return rune(n), err == nil && valid
}
