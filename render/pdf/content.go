package pdf

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"vanban/document"
	"vanban/fonts"
	"vanban/layout"
)

// content writes the operators of one page after another (7.8.2, 9.4). All text of a page is one text object, in the order
// of its lines: that is the order in which it is read and extracted.
type content struct {
	w           *Writer
	buf         []byte
	used        [baseFaces]bool // base fonts of the document so far
	beyondLabel bool            // bold italics say more than the label
	extra       map[extraChar]struct{}
	assets      []assetID // designs and pictures of the document, in the order in which they come up
	held        []*asset  // the same

	res    *layout.Result
	height document.EMU // of the page
	err    error

	// The text state as the operators so far have left it. x and y are the beginning of the current line of the text object
	// in hundredths of a point; pen is where the next glyph would stand, in EMU.
	font  fontKey
	size  document.EMU
	word  int64
	rise  int64
	color string
	x, y  int64
	pen   document.EMU
	mark  marked
	// noise tells that most of the page is the modules of a QR code.
	noise bool
	// inText tells that the page's text object is open.
	inText bool
	// closed is where the closing of the last one-byte string begins in buf, while nothing has followed it; else 0.
	closed int
}

// fontKey names a font resource: the base font of a face or an extra one. Zero is none.
type fontKey uint8

func baseKey(f document.Face) fontKey { return fontKey(1 + f) }

func (k fontKey) appendName(b []byte) []byte {
	if int(k) > baseFaces {
		return extraFont(int(k) - 1 - baseFaces).appendName(b)
	}
	return append(b, '/', 'F', '0'+byte(k-1))
}

// marked is the marked-content sequence that is open (14.6). Tagged PDF will open one for each node of the structure.
type marked uint8

const (
	unmarked marked = iota
	pagination
)

// faces returns the base fonts of the document.
func (c *content) faces() (f faces) {
	for i, used := range c.used {
		if used {
			f |= 1 << i
		}
	}
	if c.beyondLabel {
		f |= beyondLabel
	}
	return f
}

func (c *content) begin(res *layout.Result) {
	clear(c.extra)
	clear(c.assets)
	clear(c.held)
	*c = content{w: c.w, buf: c.buf[:0], extra: c.extra, assets: c.assets[:0], held: c.held[:0], res: res}
}

// write replaces c.buf by the content of a page.
func (c *content) write(p *layout.Page) {
	c.beginPage(p)
	c.plate(p)
	c.strokes(p)
	for i := range p.Lines {
		c.line(&p.Lines[i])
	}
	c.endPage()
}

func (c *content) beginPage(p *layout.Page) {
	c.buf = c.buf[:0]
	c.height = p.Height
	c.font, c.size, c.word, c.rise, c.color = 0, 0, 0, 0, ""
	c.x, c.y, c.mark, c.inText, c.noise = 0, 0, unmarked, false, false
}

func (c *content) endPage() {
	c.markAs(unmarked)
	if c.inText {
		c.buf = append(c.buf, "ET\n"...)
	}
}

// markAs closes the open marked-content sequence and opens another, if they differ. Page furniture is an artifact
// (14.8.2.2.2), so that readers leave it out of the text.
func (c *content) markAs(m marked) {
	if m == c.mark {
		return
	}
	if c.mark != unmarked {
		c.buf = append(c.buf, "EMC\n"...)
	}
	if m == pagination {
		c.buf = append(c.buf, "/Artifact<</Type/Pagination>>BDC\n"...)
	}
	c.mark = m
}

func (c *content) line(l *layout.Line) {
	if len(l.Spans) == 0 {
		return
	}
	if l.Node < 0 || int(l.Node) >= len(c.res.Nodes) {
		c.fail(fmt.Errorf("a line names node %d of %d", l.Node, len(c.res.Nodes)))
		return
	}
	if !c.inText {
		c.buf = append(c.buf, "BT\n"...)
		c.inText = true
	}
	if c.res.Nodes[l.Node].Kind == layout.ArtifactNode {
		c.markAs(pagination)
	} else {
		c.markAs(unmarked)
	}
	for i := range l.Spans {
		s := &l.Spans[i]
		at := l.X + s.X
		// Within a line the pen is left where it is when the next span begins there: no operator is as exact.
		if d := at - c.pen; i == 0 || d > hundredth/2 || d < -hundredth/2 {
			c.moveTo(document.DivRound(at, hundredth), document.DivRound(c.height-l.Y, hundredth))
		}
		c.span(s, l, l.SpaceAfter && i == len(l.Spans)-1)
		c.pen = at + s.Width
	}
}

// moveTo begins a line of the text object (Td). Positions are rounded before they are subtracted, so that errors do not
// add up.
func (c *content) moveTo(x, y int64) {
	c.buf = appendHundredths(c.buf, x-c.x)
	c.buf = append(c.buf, ' ')
	c.buf = appendHundredths(c.buf, y-c.y)
	c.buf = append(c.buf, " Td\n"...)
	c.x, c.y = x, y
}

func (c *content) span(s *layout.Span, l *layout.Line, spaceAfter bool) {
	if s.Face >= document.FaceCount {
		c.fail(fmt.Errorf("%s: there is no face %d", c.pointer(l), s.Face))
		return
	}
	if s.Color != c.color {
		c.setColor(s.Color, "rg\n", "0 g\n")
		c.color = s.Color
	}
	// Tw is in thousandths of a point: with 0.01, a line of thirty spaces could miss the margin by 0.15 pt.
	if w := document.DivRound(s.Word*1000, document.Point); w != c.word {
		c.word = w
		c.buf = append(appendThousandths(c.buf, w), " Tw\n"...)
	}
	if r := document.DivRound(s.Rise, hundredth); r != c.rise {
		c.rise = r
		c.buf = append(appendHundredths(c.buf, r), " Ts\n"...)
	}
	c.text(s, l, spaceAfter)
}

func (c *content) setFont(k fontKey, size document.EMU) {
	if k == c.font && size == c.size {
		return
	}
	c.font, c.size = k, size
	c.buf = k.appendName(c.buf)
	c.buf = append(c.buf, ' ')
	c.buf = appendHundredths(c.buf, document.DivRound(size, hundredth))
	c.buf = append(c.buf, " Tf\n"...)
}

// text shows a span: stretches of the code page in one-byte strings, the rest in two-byte ones of the face's extra font.
func (c *content) text(s *layout.Span, l *layout.Line, spaceAfter bool) {
	for text := s.Text; len(text) > 0; {
		n := c.baseText(s, text)
		text = text[n:]
		if len(text) == 0 {
			break
		}
		m := c.extraText(s, text)
		if n+m == 0 {
			r, _ := utf8.DecodeRuneInString(text)
			c.fail(fmt.Errorf("%s: the %s font has no glyph for %U", c.pointer(l), c.w.set.Face(s.Face).PostScriptName, r))
			return
		}
		text = text[m:]
	}
	if spaceAfter {
		// The space that the line break has swallowed: without it, text extraction joins two words.
		if c.closed > 0 {
			c.buf = append(c.buf[:c.closed], " )Tj\n"...)
		} else {
			c.baseText(s, " ")
		}
	}
	c.closed = 0
}

// baseText shows the beginning of text that the code page holds, in one string, and returns its length.
func (c *content) baseText(s *layout.Span, text string) int {
	encode := &c.w.page.encode
	start, face := len(c.buf), s.Face
	used, font, size := c.used[face], c.font, c.size
	c.used[face] = true
	c.setFont(baseKey(face), s.Size)
	// Room for the worst case, so that the loop, which is most of a document's writing, does not look after it.
	buf := slices.Grow(c.buf, 2*len(text)+8)
	at := len(buf)
	buf = buf[:at+2*len(text)+1]
	buf[at] = '('
	at++
	i := 0
	for i < len(text) {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = decode(text[i:])
		}
		if uint32(r) >= encodeEnd {
			break
		}
		code := encode[r]
		if escape := escapes[code]; escape != 0 {
			if code == 0 {
				break
			}
			buf[at] = '\\'
			at++
			code = escape
		}
		buf[at] = code
		at++
		i += n
	}
	buf = buf[:at]
	if i == 0 { // nothing shown: as if not begun
		c.buf, c.used[face], c.font, c.size = buf[:start], used, font, size
		return 0
	}
	if face == document.BoldItalic && !c.beyondLabel {
		c.beyondLabel = strings.Trim(text[:i], fonts.Label) != ""
	}
	c.closed = len(buf)
	c.buf = append(buf, ")Tj\n"...)
	return i
}

// decode is utf8.DecodeRuneInString, quick for what Vietnamese is made of: two and three bytes.
func decode(s string) (rune, int) {
	if len(s) >= 3 && s[0]&0xF0 == 0xE0 && s[1]&0xC0 == 0x80 && s[2]&0xC0 == 0x80 {
		if r := rune(s[0]&0x0F)<<12 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F); r >= 0x800 {
			return r, 3
		}
	} else if len(s) >= 2 && s[0]&0xE0 == 0xC0 && s[1]&0xC0 == 0x80 {
		if r := rune(s[0]&0x1F)<<6 | rune(s[1]&0x3F); r >= 0x80 {
			return r, 2
		}
	}
	return utf8.DecodeRuneInString(s)
}

// extraText shows the beginning of text that the code page lacks and one extra font holds, in one string, and returns its length: 0
// when the face has no glyph for its first character.
func (c *content) extraText(s *layout.Span, text string) int {
	i := 0
	var font extraFont
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if r == utf8.RuneError && n == 1 || r < encodeEnd && c.w.page.encode[r] != 0 || r < ' ' || r == 0x7f {
			break
		}
		if _, ok := c.w.set.Face(s.Face).Glyph(r); !ok {
			break
		}
		e := extraOf(s.Face, r)
		if i == 0 {
			font = e.font()
			c.setFont(font.key(), s.Size)
			c.buf = append(c.buf, '<')
		} else if e.font() != font {
			break
		}
		c.extra[e] = struct{}{}
		c.buf = appendHexByte(appendHexByte(c.buf, byte(e.cid()>>8)), byte(e.cid()))
		i += n
	}
	if i > 0 {
		c.buf = append(c.buf, ">Tj\n"...)
		c.closed = 0
	}
	return i
}

// pointer tells where in the user's input a line comes from.
func (c *content) pointer(l *layout.Line) string {
	if p := c.res.Nodes[l.Node].Pointer; p != "" {
		return p
	}
	return "a line"
}

func (c *content) fail(err error) {
	if c.err == nil {
		c.err = err
	}
}
