package docx

import (
	"strings"

	"vanban/document"
	"vanban/read"
)

// toggle is a set of the properties that styles switch rather than set (17.7.3).
type toggle uint8

const (
	bold toggle = 1 << iota
	italic
	caps
	smallCaps
	strike
	doubleStrike
	vanish
)

var toggles = map[string]toggle{
	"w:b": bold, "w:i": italic, "w:caps": caps, "w:smallCaps": smallCaps, "w:strike": strike, "w:dstrike": doubleStrike, "w:vanish": vanish,
}

// runProps are the properties of a run that are looked at; zero is not said.
type runProps struct {
	said, on     toggle
	ascii, hAnsi string
	size         document.EMU
	color        string
	underline    int8 // 1 on, -1 off
	vertical     int8 // 1 on the line, 2 raised, 3 lowered
	style        string
}

// apply lays p over q.
func (q *runProps) apply(p *runProps) {
	q.on = q.on&^p.said | p.on
	q.said |= p.said
	over(&q.ascii, p.ascii)
	over(&q.hAnsi, p.hAnsi)
	over(&q.size, p.size)
	over(&q.color, p.color)
	over(&q.underline, p.underline)
	over(&q.vertical, p.vertical)
	over(&q.style, p.style)
}

func over[T comparable](dst *T, v T) {
	var none T
	if v != none {
		*dst = v
	}
}

// readRun reads a w:rPr.
func (p *parts) readRun(x *xmlReader) runProps {
	var r runProps
	for d := x.depth; x.child(d); {
		val := x.attr("w:val")
		switch x.name {
		case "w:rStyle":
			r.style = p.intern(val)
		case "w:rFonts":
			r.ascii = p.font(x, "w:ascii", "w:asciiTheme")
			r.hAnsi = p.font(x, "w:hAnsi", "w:hAnsiTheme")
		case "w:sz":
			if n, ok := small(val); ok {
				r.size = document.EMU(max(n, 0)) * document.HalfPoint
			} else if n, ok := measure(val, document.HalfPoint); ok {
				r.size = max(n, 0)
			}
		case "w:color":
			r.color = p.color(x)
		case "w:u":
			r.underline = 1
			if string(val) == "none" || val == nil {
				r.underline = -1
			}
		case "w:vertAlign":
			r.vertical = map[string]int8{"superscript": 2, "subscript": 3}[string(val)]
			if r.vertical == 0 {
				r.vertical = 1
			}
		default:
			if t, ok := toggles[x.name]; ok {
				r.said |= t
				r.on &^= t
				if on(val) {
					r.on |= t
				}
			}
		}
	}
	return r
}

// font returns what one slot of w:rFonts names; the theme's font wins (17.3.2.26).
func (p *parts) font(x *xmlReader, direct, themed string) string {
	if theme := x.attr(themed); theme != nil {
		if name := p.theme.font(string(theme)); name != "" {
			return name
		}
	}
	return p.intern(x.attr(direct))
}

// color returns a colour as it comes out: Word writes what a theme's colour came to beside its name.
func (p *parts) color(x *xmlReader) string {
	val := x.attr("w:val")
	if isHex(val) {
		return p.intern(val)
	}
	if theme := x.attr("w:themeColor"); theme != nil {
		if c := p.theme.colors[string(theme)]; c != "" {
			return c
		}
	}
	return black
}

const black = "000000"

func isHex(b []byte) bool {
	if len(b) != 6 {
		return false
	}
	for _, c := range b {
		if (c < '0' || c > '9') && (c < 'A' || c > 'F') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

// said is a set of the properties of a paragraph that were given.
type said uint16

const (
	saidLeft said = 1 << iota
	saidRight
	saidFirst
	saidBefore
	saidAfter
	saidLine
	saidNum
	saidLevel
	saidOutline
	saidContextual
	saidPageBreak
	saidAutoBefore
	saidAutoAfter
	saidLeftChars
	saidRightChars
	saidFirstChars
)

// The sides of a border.
const (
	top = iota
	bottom
	left
	right
	insideH
	insideV
)

// border is one side of one: not said, none, or a line.
type border struct {
	said, visible bool
	weight        document.EMU
}

// tabStop is a stop of w:tabs.
type tabStop struct {
	at    document.EMU
	align document.Align
}

// paraProps are the properties of a paragraph that are looked at.
type paraProps struct {
	said                              said
	style                             string
	align                             document.Align // AlignStyle is not said
	left, right, first, before, after document.EMU
	leftChars, rightChars, firstChars int // hundredths of a character
	line                              read.Spacing
	autoBefore, autoAfter             bool
	contextual, pageBreak             bool
	num, level, outline               int
	borders                           [4]border
	tabs                              []tabStop
	frame                             frame
}

// frame is w:framePr: where it is put across, and its width.
type frame struct {
	is    bool
	align document.Align
	width document.EMU
}

// apply lays p over q.
func (q *paraProps) apply(p *paraProps) {
	over(&q.style, p.style)
	over(&q.align, p.align)
	for _, f := range [...]struct {
		bit      said
		dst, src *document.EMU
	}{
		{saidLeft, &q.left, &p.left}, {saidRight, &q.right, &p.right}, {saidFirst, &q.first, &p.first},
		{saidBefore, &q.before, &p.before}, {saidAfter, &q.after, &p.after},
	} {
		if p.said&f.bit != 0 {
			*f.dst = *f.src
		}
	}
	for _, f := range [...]struct {
		bit      said
		dst, src *int
	}{
		{saidLeftChars, &q.leftChars, &p.leftChars}, {saidRightChars, &q.rightChars, &p.rightChars},
		{saidFirstChars, &q.firstChars, &p.firstChars}, {saidNum, &q.num, &p.num}, {saidLevel, &q.level, &p.level},
		{saidOutline, &q.outline, &p.outline},
	} {
		if p.said&f.bit != 0 {
			*f.dst = *f.src
		}
	}
	for _, f := range [...]struct {
		bit      said
		dst, src *bool
	}{
		{saidAutoBefore, &q.autoBefore, &p.autoBefore}, {saidAutoAfter, &q.autoAfter, &p.autoAfter},
		{saidContextual, &q.contextual, &p.contextual}, {saidPageBreak, &q.pageBreak, &p.pageBreak},
	} {
		if p.said&f.bit != 0 {
			*f.dst = *f.src
		}
	}
	if p.said&saidLine != 0 {
		q.line = p.line
	}
	for i := range p.borders {
		if p.borders[i].said {
			q.borders[i] = p.borders[i]
		}
	}
	if p.tabs != nil {
		q.tabs = p.tabs
	}
	if p.frame.is {
		q.frame = p.frame
	}
	q.said |= p.said
}

// readPara reads the properties of a w:pPr that is open, and hands on the children that are not properties of the paragraph alone.
func (p *parts) readPara(x *xmlReader, other func(name string)) paraProps {
	var q paraProps
	for d := x.depth; x.child(d); {
		val := x.attr("w:val")
		switch x.name {
		case "w:pStyle":
			q.style = p.intern(val)
		case "w:jc":
			q.align = alignOf(string(val))
		case "w:ind":
			q.readIndents(x)
		case "w:spacing":
			q.readSpacing(x)
		case "w:numPr":
			q.readNumbering(x)
		case "w:outlineLvl":
			q.said |= saidOutline
			q.outline = number(val, 0, 9, 9)
		case "w:contextualSpacing":
			q.said |= saidContextual
			q.contextual = on(val)
		case "w:pageBreakBefore":
			q.said |= saidPageBreak
			q.pageBreak = on(val)
		case "w:pBdr":
			readBorders(x, q.borders[:])
		case "w:tabs":
			q.tabs = readTabs(x)
		case "w:framePr":
			q.frame.is = true
			q.frame.align = alignOf(string(x.attr("w:xAlign")))
			q.frame.width, _ = twips(x.attr("w:w"))
		default:
			if other != nil {
				other(x.name)
			}
		}
	}
	return q
}

// alignOf returns the alignment of a w:jc (17.18.44), of a frame or of a drawing.
func alignOf(val string) document.Align {
	switch val {
	case "left", "start", "inside":
		return document.AlignLeft
	case "center":
		return document.AlignCenter
	case "right", "end", "outside":
		return document.AlignRight
	case "both", "distribute", "lowKashida", "mediumKashida", "highKashida", "thaiDistribute":
		return document.AlignJustify
	}
	return document.AlignStyle
}

// readIndents reads w:ind (17.3.1.12). hanging wins over firstLine, and characters over twips.
func (q *paraProps) readIndents(x *xmlReader) {
	hanging := false
	for i := range x.attrs {
		a := &x.attrs[i]
		length := func(bit said, dst *document.EMU) {
			if v, ok := twips(a.value); ok {
				*dst = v
				q.said |= bit
			}
		}
		chars := func(bit said, dst *int, sign int) {
			*dst = sign * number(a.value, -100000, 100000, 0)
			q.said |= bit
		}
		switch a.name {
		case "w:left", "w:start":
			length(saidLeft, &q.left)
		case "w:right", "w:end":
			length(saidRight, &q.right)
		case "w:hanging":
			length(saidFirst, &q.first)
			q.first = -q.first
			hanging = true
		case "w:firstLine":
			if !hanging {
				length(saidFirst, &q.first)
			}
		case "w:leftChars", "w:startChars":
			chars(saidLeftChars, &q.leftChars, 1)
		case "w:rightChars", "w:endChars":
			chars(saidRightChars, &q.rightChars, 1)
		case "w:firstLineChars":
			if q.said&saidFirstChars == 0 {
				chars(saidFirstChars, &q.firstChars, 1)
			}
		case "w:hangingChars":
			chars(saidFirstChars, &q.firstChars, -1)
		}
	}
}

// readSpacing reads w:spacing (17.3.1.33).
func (q *paraProps) readSpacing(x *xmlReader) {
	// The line of a document without a grid, of which beforeLines counts hundredths.
	const lineHeight = 12 * document.Point
	if v := x.attr("w:beforeLines"); v != nil {
		q.before, q.said = document.EMU(number(v, 0, 100000, 0))*lineHeight/100, q.said|saidBefore
	}
	if v := x.attr("w:afterLines"); v != nil {
		q.after, q.said = document.EMU(number(v, 0, 100000, 0))*lineHeight/100, q.said|saidAfter
	}
	if v, ok := twips(x.attr("w:before")); ok {
		q.before, q.said = v, q.said|saidBefore
	}
	if v, ok := twips(x.attr("w:after")); ok {
		q.after, q.said = v, q.said|saidAfter
	}
	if v := x.attr("w:beforeAutospacing"); v != nil {
		q.autoBefore, q.said = on(v), q.said|saidAutoBefore
	}
	if v := x.attr("w:afterAutospacing"); v != nil {
		q.autoAfter, q.said = on(v), q.said|saidAutoAfter
	}
	v, ok := twips(x.attr("w:line"))
	if !ok {
		return
	}
	q.said |= saidLine
	switch string(x.attr("w:lineRule")) {
	case "exact":
		q.line = read.Spacing{Rule: read.Exactly, Height: max(v, -v)}
	case "atLeast":
		q.line = read.Spacing{Rule: read.AtLeast, Height: max(v, -v)}
	default:
		if v < 0 { // Word takes a negative line for an exact one
			q.line = read.Spacing{Rule: read.Exactly, Height: -v}
			return
		}
		q.line = read.Spacing{Lines: float64(v) / float64(240*document.Twip)}
	}
}

func (q *paraProps) readNumbering(x *xmlReader) {
	for d := x.depth; x.child(d); {
		switch x.name {
		case "w:numId":
			q.num, q.said = number(x.attr("w:val"), 0, 1<<30, 0), q.said|saidNum
		case "w:ilvl":
			q.level, q.said = number(x.attr("w:val"), 0, 8, 0), q.said|saidLevel
		}
	}
}

// readBorders reads the sides in the element read last into dst, as many as it has.
func readBorders(x *xmlReader, dst []border) {
	for d := x.depth; x.child(d); {
		side := -1
		switch strings.TrimPrefix(x.name, "w:") {
		case "top":
			side = top
		case "bottom":
			side = bottom
		case "left", "start":
			side = left
		case "right", "end":
			side = right
		case "insideH":
			side = insideH
		case "insideV":
			side = insideV
		}
		if side < 0 || side >= len(dst) {
			continue
		}
		val := string(x.attr("w:val"))
		b := border{said: true, visible: val != "" && val != "nil" && val != "none"}
		if b.visible {
			b.weight = document.EMU(number(x.attr("w:sz"), 0, 1000, 4)) * document.Point / 8
		}
		dst[side] = b
	}
}

func readTabs(x *xmlReader) []tabStop {
	var list []tabStop
	for d := x.depth; x.child(d); {
		at, ok := twips(x.attr("w:pos"))
		kind := string(x.attr("w:val"))
		if !ok || kind == "clear" || kind == "bar" || len(list) >= 64 {
			continue
		}
		list = append(list, tabStop{at, alignOf(kind)})
	}
	return list
}
