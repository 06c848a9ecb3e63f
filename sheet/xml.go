package sheet

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"

	"vanban/read/opc"
)

// xmlReader reads the XML of spreadsheets: tags and texts one after the other, names without their prefix, no DTD, UTF-8 only.
// encoding/xml would do it at a tenth of the speed, and an allocation for each cell.
type xmlReader struct {
	opc.Window

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
	x := &xmlReader{Window: opc.NewWindow(windowSize, maxWindow, windowFault)}
	x.Reset(src)
	return x
}

// windowFault says what a fault of the window means.
func windowFault(err error) error {
	if errors.Is(err, opc.ErrLong) {
		return refuseLongCell()
	}
	return partFault(err)
}

func (x *xmlReader) fail(err error) token {
	x.Fail(err)
	return endOfFile
}

func (x *xmlReader) damaged(what string) token { return x.fail(refuseDamaged(what)) }

// next returns the next tag or text. Texts of white space between tags are left out.
func (x *xmlReader) next() token {
	if x.closes {
		x.closes = false
		return x.closeTag()
	}
	for x.Err() == nil {
		at := 0
		if rest := x.Rest(); len(rest) == 0 || rest[0] != '<' {
			at = x.Find(0, "<")
		}
		if at < 0 {
			return x.finish()
		}
		if at > 0 {
			if t := x.content(x.Take(at), false); t != 0 || x.Err() != nil {
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
	rest := bytes.TrimLeft(x.Rest(), " \t\r\n\x00")
	if x.Err() == nil && (x.depth > 0 || !x.rooted || len(rest) > 0) {
		return x.damaged("thiếu phần cuối")
	}
	return endOfFile
}

// tag reads what begins with <. It is not ok for what has no meaning here: comments and instructions.
func (x *xmlReader) tag() (token, bool) {
	for len(x.Rest()) < len("<![CDATA[") && x.Fill() {
		continue
	}
	rest := x.Rest()
	if len(rest) > 1 && rest[1] != '!' && rest[1] != '?' {
		return x.element(), true
	}
	switch {
	case bytes.HasPrefix(rest, []byte("<!--")):
		x.Skip(4)
		if !x.Drop("-->") {
			return x.damaged("có một ghi chú không đóng"), true
		}
		return 0, false
	case bytes.HasPrefix(rest, []byte("<?")):
		if !x.Drop("?>") {
			return x.damaged("thiếu phần cuối"), true
		}
		return 0, false
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		x.Skip(len("<![CDATA["))
		at := x.Find(0, "]]>")
		if at < 0 {
			return x.damaged("thiếu phần cuối"), true
		}
		t := x.content(x.Take(at + len("]]>"))[:at], true)
		return t, t != 0 || x.Err() != nil
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
	inner := x.Take(end + 1)[1:end]
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
		return x.fail(words.TooDeep(maxDepth))
	}
	x.rooted = true
	x.open = append(append(x.open, x.name...), byte(len(x.name)))
	return startTag
}

// tagEnd returns where the > of a tag is; there may be others in its attributes.
func (x *xmlReader) tagEnd() int {
	var open byte
	rest := x.Rest()
	for at := 1; ; at++ {
		if at >= len(rest) {
			if !x.Fill() {
				return -1
			}
			rest = x.Rest()
		}
		switch c := rest[at]; {
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
		r, ok := opc.Entity(raw[:end])
		if !ok || r == 0xfffe || r == 0xffff { // which are no characters of XML
			return out, false
		}
		out = utf8.AppendRune(out, r)
		raw = raw[end+1:]
	}
}
