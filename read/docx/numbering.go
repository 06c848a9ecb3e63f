package docx

import (
	"strings"
	"unicode/utf8"
)

// levels is how deep Word numbers.
const levels = 9

// numbering is word/numbering.xml (17.9), and how far its lists have come.
type numbering struct {
	abstract map[int]*abstractNum
	nums     map[int]*num
	styles   map[string]int // w:styleLink: the abstract list that a numbering style stands for
}

// abstractNum is a list: all w:num that name it count on together.
type abstractNum struct {
	levels  [levels]*level
	link    string // w:numStyleLink
	value   [levels]int
	started [levels]bool
}

// num is a use of a list, with its changes.
type num struct {
	abstract int
	start    [levels]int // w:startOverride, -1 where there is none
	own      [levels]*level
	used     [levels]bool
}

// level is how one level of a list looks.
type level struct {
	start, restart int // restart is -1 where nothing is said
	format, text   string
	custom         string // the pattern of a w:numFmt of its own
	legal          bool
	style          string
	para           paraProps
	font           string
}

func (p *parts) readNumberingPart(x *xmlReader) {
	n := &p.numbering
	for d := x.depth; x.child(d); {
		switch x.name {
		case "w:abstractNum", "w:num":
			if err := p.pkg.budget.style(); err != nil {
				x.Fail(err)
				return
			}
			if x.name == "w:num" {
				n.nums[number(x.attr("w:numId"), 0, 1<<30, 0)] = p.readNum(x)
				continue
			}
			id := number(x.attr("w:abstractNumId"), 0, 1<<30, 0)
			n.abstract[id] = p.readAbstract(x, id)
		}
	}
}

func (p *parts) readAbstract(x *xmlReader, id int) *abstractNum {
	a := &abstractNum{}
	for i := range a.levels {
		a.levels[i] = &noLevel
	}
	for d := x.depth; x.child(d); {
		switch x.name {
		case "w:lvl":
			a.levels[number(x.attr("w:ilvl"), 0, levels-1, 0)] = p.readLevel(x)
		case "w:numStyleLink":
			a.link = p.intern(x.attr("w:val"))
		case "w:styleLink":
			p.numbering.styles[string(x.attr("w:val"))] = id
		}
	}
	return a
}

func (p *parts) readNum(x *xmlReader) *num {
	n := &num{}
	for i := range n.start {
		n.start[i] = -1
	}
	for d := x.depth; x.child(d); {
		switch x.name {
		case "w:abstractNumId":
			n.abstract = number(x.attr("w:val"), 0, 1<<30, 0)
		case "w:lvlOverride":
			i := number(x.attr("w:ilvl"), 0, levels-1, 0)
			for d := x.depth; x.child(d); {
				switch x.name {
				case "w:startOverride":
					n.start[i] = number(x.attr("w:val"), 0, 32767, 0)
				case "w:lvl":
					n.own[i] = p.readLevel(x)
				}
			}
		}
	}
	return n
}

// noLevel is a level that a list does not say.
var noLevel = level{restart: -1, format: "decimal"}

func (p *parts) readLevel(x *xmlReader) *level {
	l := &level{restart: -1, format: "decimal"}
	if err := p.pkg.budget.style(); err != nil {
		x.Fail(err)
		return l
	}
	for d := x.depth; x.child(d); {
		val := x.attr("w:val")
		switch x.name {
		case "w:start":
			l.start = number(val, 0, 32767, 0)
		case "w:numFmt":
			l.format = p.intern(val)
			l.custom = p.intern(x.attr("w:format"))
		case "mc:AlternateContent":
			p.readCustomFormat(x, l)
		case "w:lvlText":
			l.text = p.intern(val)
		case "w:lvlRestart":
			l.restart = number(val, 0, levels, -1)
		case "w:isLgl":
			l.legal = on(val)
		case "w:pStyle":
			l.style = p.intern(val)
		case "w:pPr":
			l.para = p.readPara(x, nil)
			l.para.said &^= saidNum | saidLevel
		case "w:rPr":
			l.font = p.readRun(x).ascii
		}
	}
	return l
}

// readCustomFormat reads the w:numFmt of Word 2010 that counts 001, 002.
func (p *parts) readCustomFormat(x *xmlReader, l *level) {
	for d := x.depth; x.child(d); {
		if x.name != "mc:Choice" {
			continue
		}
		for d := x.depth; x.child(d); {
			if x.name == "w:numFmt" {
				l.format, l.custom = p.intern(x.attr("w:val")), p.intern(x.attr("w:format"))
			}
		}
	}
}

// list returns the w:num with an id and its list, through a numbering style where it names one.
func (n *numbering) list(id int) (*num, *abstractNum) {
	use := n.nums[id]
	if id == 0 || use == nil {
		return nil, nil
	}
	a := n.abstract[use.abstract]
	if a != nil && a.link != "" {
		if target, ok := n.styles[a.link]; ok {
			a = n.abstract[target]
		}
	}
	if a == nil {
		return nil, nil
	}
	return use, a
}

// level returns how a level of a list looks, nil where there is no such list.
func (n *numbering) level(id, i int) *level {
	use, a := n.list(id)
	if a == nil {
		return nil
	}
	if use.own[i] != nil {
		return use.own[i]
	}
	return a.levels[i]
}

// levelOf returns the level of a list that belongs to a style: Word goes by the list's w:pStyle and not by the style's w:ilvl.
func (n *numbering) levelOf(id, says int, style string) int {
	for i := range levels {
		if l := n.level(id, i); l != nil && l.style == style && style != "" {
			return i
		}
	}
	return says
}

// count goes on to the next number of a list and returns the label that Word shows.
func (n *numbering) count(id, i int) string {
	use, a := n.list(id)
	if a == nil {
		return ""
	}
	for j := range i + 1 {
		start := n.level(id, j).start
		if use.start[j] >= 0 {
			start = use.start[j]
		}
		switch {
		case !a.started[j] || use.start[j] >= 0 && !use.used[j]:
			a.value[j], a.started[j], use.used[j] = start, true, true
		case j == i:
			a.value[j]++
		}
	}
	for j := i + 1; j < levels; j++ {
		if r := n.level(id, j).restart; r < 0 || r > i {
			a.started[j] = false
		}
	}
	return n.label(id, i, a)
}

// label writes a level's text: %3 in it stands for the number of level 3.
func (n *numbering) label(id, i int, a *abstractNum) string {
	l := n.level(id, i)
	if l.format == "bullet" {
		return mapSymbols(l.font, l.text)
	}
	if !strings.Contains(l.text, "%") {
		return l.text
	}
	var b strings.Builder
	for s := l.text; s != ""; {
		if len(s) >= 2 && s[0] == '%' && s[1] >= '1' && s[1] <= '9' {
			j := int(s[1] - '1')
			s = s[2:]
			if j > i {
				continue
			}
			shown := n.level(id, j)
			switch {
			case l.legal && shown.format != "decimalZero" && shown.format != "none":
				b.WriteString(formatNumber(a.value[j], "decimal"))
			case shown.format == "custom":
				b.WriteString(padded(a.value[j], shown.custom))
			default:
				b.WriteString(formatNumber(a.value[j], shown.format))
			}
			continue
		}
		_, size := utf8.DecodeRuneInString(s)
		b.WriteString(s[:size])
		s = s[size:]
	}
	return b.String()
}

// padded writes n with as many places as the first number of a pattern such as "001, 002, 003, ..." has.
func padded(n int, pattern string) string {
	first, _, _ := strings.Cut(pattern, ",")
	s := formatNumber(n, "decimal")
	return strings.Repeat("0", max(0, min(len(first), 10)-len(s))) + s
}
