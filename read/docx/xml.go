package docx

import (
	"bytes"
	"context"
	"errors"
	"io"
	"unicode/utf8"

	"vanban/read"
	"vanban/read/opc"
)

// token is what next found.
type token uint8

const (
	endOfFile token = iota // also after an error
	startTag
	endTag
	charData
)

// xmlReader reads XML as far as OOXML goes, with a window instead of the whole part in memory. encoding/xml does 20 MB/s where this
// does ten times that, and a file from a stranger may have 100 MB of it. It refuses a DTD, and holds to the limits of the file.
type xmlReader struct {
	ctx    context.Context
	budget *budget
	part   string
	opc.Window

	selfClosed bool
	rooted     bool // the root element has been seen

	name  string
	attrs []attr
	text  []byte // of charData; gone after the next token

	depth      int
	open       []string // names of the open elements
	values     []byte   // holds the attribute values in which entities were replaced
	bindings   []binding
	elements   map[string]string
	attributes map[string]string
}

const (
	windowSize = 64 << 10
	maxTag     = 4 << 20 // Word keeps a fallback's gfxdata in one attribute
)

func newXMLReader(ctx context.Context, b *budget) *xmlReader {
	x := &xmlReader{ctx: ctx, budget: b, elements: map[string]string{}, attributes: map[string]string{}}
	x.Window = opc.NewWindow(windowSize, maxTag, x.fault)
	return x
}

// reset begins a part.
func (x *xmlReader) reset(part string, src io.Reader) {
	x.Reset(src)
	x.part, x.selfClosed, x.rooted, x.depth = part, false, false, 0
	x.open, x.bindings, x.attrs = x.open[:0], x.bindings[:0], x.attrs[:0]
	x.forget()
	x.Fill()
	x.decode()
}

func (x *xmlReader) damaged(what string) token {
	x.Fail(refuseDamaged("phần " + x.part + " " + what))
	return endOfFile
}

// next reads one token.
func (x *xmlReader) next() token {
	if x.Err() != nil {
		return endOfFile
	}
	if x.selfClosed {
		x.selfClosed = false
		return x.close()
	}
	for {
		if len(x.Rest()) == 0 && !x.Fill() {
			if x.Err() == nil && (x.depth > 0 || !x.rooted) {
				x.damaged("dừng giữa chừng")
			}
			return endOfFile
		}
		if x.Rest()[0] != '<' {
			if t := x.chars(); t != startTag {
				return t
			}
			continue
		}
		for len(x.Rest()) < 9 && x.Fill() {
			continue
		}
		rest := x.Rest()
		switch {
		case len(rest) < 2:
			return x.damaged("dừng giữa chừng")
		case rest[1] == '/':
			return x.endTag()
		case rest[1] == '?':
			if !x.Drop("?>") {
				return x.damaged("dừng giữa chừng")
			}
		case rest[1] != '!':
			return x.startTag()
		case bytes.HasPrefix(rest, []byte("<!--")):
			x.Skip(4)
			if !x.Drop("-->") {
				return x.damaged("dừng giữa chừng")
			}
		case bytes.HasPrefix(rest, []byte("<![CDATA[")):
			if x.depth == 0 {
				return x.damaged("có chữ ngoài phần tử gốc")
			}
			return x.cdata()
		default:
			x.Fail(refuse("file_dtd", "Tệp có khai báo DTD hoặc thực thể XML trong phần "+x.part+".",
				"Tệp Word bình thường không có; hãy mở bằng Word và lưu lại dạng .docx."))
			return endOfFile
		}
	}
}

// chars reads text up to the next tag, or as much of it as the window holds. It returns startTag where there was only white space
// outside the root element.
func (x *xmlReader) chars() token {
	end := 0
	for {
		rest := x.Rest()
		if i := bytes.IndexByte(rest[end:], '<'); i >= 0 {
			end += i
			break
		}
		end = len(rest)
		if end >= windowSize/2 {
			end = cutPoint(rest)
			break
		}
		if !x.Fill() {
			break
		}
	}
	if x.Err() != nil {
		return endOfFile
	}
	raw := x.Take(end)
	if x.depth == 0 {
		if len(bytes.TrimLeft(raw, " \t\r\n")) > 0 {
			return x.damaged("có chữ ngoài phần tử gốc")
		}
		return startTag
	}
	return x.give(raw, true)
}

// cutPoint returns where a text that goes on may be cut: not in an entity and not in a character.
func cutPoint(b []byte) int {
	n := len(b)
	if i := bytes.LastIndexByte(b[max(0, n-16):], '&'); i >= 0 {
		n = max(0, n-16) + i
	}
	for i := n; i > max(0, n-utf8.UTFMax); i-- {
		if utf8.RuneStart(b[i-1]) {
			if !utf8.FullRune(b[i-1 : n]) {
				n = i - 1
			}
			break
		}
	}
	if n == 0 {
		return len(b)
	}
	return n
}

func (x *xmlReader) cdata() token {
	end := x.Find(9, "]]>")
	if end < 0 {
		return x.damaged("dừng giữa chừng")
	}
	return x.give(x.Take(end + 3)[9:end], false)
}

// give hands out text after replacing entities in place: they are never shorter than what they stand for.
func (x *xmlReader) give(raw []byte, entities bool) token {
	if entities && bytes.IndexByte(raw, '&') >= 0 {
		out, ok := unescape(raw[:0], raw)
		if !ok {
			return x.damaged("có một thực thể lạ")
		}
		raw = out
	}
	if !clean(raw) {
		return x.damaged("có ký tự không hợp lệ")
	}
	x.text = raw
	return charData
}

func (x *xmlReader) endTag() token {
	end := x.Find(2, ">")
	if end < 0 {
		return x.damaged("dừng giữa chừng")
	}
	raw := bytes.TrimRight(x.Take(end + 1)[2:end], " \t\r\n")
	if x.depth == 0 || x.element(raw) != x.open[x.depth-1] {
		return x.damaged("có thẻ đóng không khớp")
	}
	return x.close()
}

func (x *xmlReader) close() token {
	x.depth--
	x.name = x.open[x.depth]
	x.open = x.open[:x.depth]
	x.unbind()
	return endTag
}

func (x *xmlReader) startTag() token {
	end := x.tagEnd()
	if end < 0 {
		return x.damaged("dừng giữa chừng")
	}
	tag := x.Take(end + 1)[1:end]
	if x.depth == 0 && x.rooted {
		return x.damaged("có hai phần tử gốc")
	}
	x.rooted = true
	if n := len(tag); n > 0 && tag[n-1] == '/' {
		x.selfClosed, tag = true, tag[:n-1]
	}
	if err := x.budget.element(x.ctx, x.depth+1); err != nil {
		x.Fail(err)
		return endOfFile
	}
	x.depth++
	i := 0
	for i < len(tag) && !isSpace(tag[i]) {
		i++
	}
	if i == 0 || !x.readAttrs(tag[i:]) {
		return x.damaged("có một thẻ viết sai")
	}
	x.name = x.element(tag[:i])
	x.open = append(x.open, x.name)
	if x.Err() != nil {
		return endOfFile
	}
	return startTag
}

// child goes on to the next child of the element that is open at depth, past whatever is left of the one before. It reports false at
// the end of that element and after an error.
func (x *xmlReader) child(depth int) bool {
	for {
		switch t := x.next(); {
		case t == endOfFile:
			return false
		case t == startTag && x.depth == depth+1:
			return true
		case t == endTag && x.depth < depth:
			return false
		}
	}
}

// content appends all text in the element read last to b, and goes past its end.
func (x *xmlReader) content(b []byte) []byte {
	depth := x.depth
	for {
		switch x.next() {
		case endOfFile:
			return b
		case endTag:
			if x.depth < depth {
				return b
			}
		case charData:
			if err := x.budget.text(len(x.text)); err != nil {
				x.Fail(err)
				return b
			}
			b = append(b, x.text...)
		case startTag:
		}
	}
}

// finish reads on to the end of the part, so that what is wrong behind the root element comes out.
func (x *xmlReader) finish() error {
	for x.next() != endOfFile {
		continue
	}
	return x.Err()
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// fault says what a fault of the unpacking reader means.
func (x *xmlReader) fault(err error) error {
	if errors.Is(err, opc.ErrLong) {
		return refuseDamaged("phần " + x.part + " có một thẻ quá dài")
	}
	var refusal *read.Refusal
	if errors.As(err, &refusal) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return refuseDamaged("phần " + x.part + " không giải nén được")
}
