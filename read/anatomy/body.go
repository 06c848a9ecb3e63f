package anatomy

import (
	"slices"
	"strings"
	"unicode"

	"vanban/document"
	"vanban/read"
)

// part is a block of the body with its number.
type part struct {
	*unit
	label  read.Label
	rest   []read.Run // after the label
	text   string     // of rest, shown
	number bool       // has a label
}

// frame is a level that is open: a numbered part or a bullet, and what else was numbered like it.
type frame struct {
	scheme  string
	unit    string // "Điều", …
	ordinal int
	node    *Node
	depth   int // numbered levels above and with it
	bullet  bool
	title   int  // level of a title below it
	listed  bool // the one before it ended with a semicolon
}

// builder makes the tree of a body. Schemes stack: one that is not open goes deeper, one that is open returns to its level.
type builder struct {
	p       *parser
	parts   []part
	root    []*Node
	stack   []frame
	now     *part // what is being placed
	dieu    int   // the last Điều: they run on through chapters
	taken   int   // index of the last part that went with the one before it
	closing int   // index of the first paragraph that ends the body
}

// nodes makes the tree of a body.
func (p *parser) nodes(us []*unit) []*Node {
	b := &builder{p: p, parts: make([]part, 0, len(us)), taken: -1}
	for _, u := range us {
		if u.rule != nil {
			p.doc.Spare = append(p.doc.Spare, u.rule)
			continue
		}
		q := part{unit: u}
		if u.para != nil {
			q.label, q.rest, q.number = u.label()
			q.text = u.text
			if q.number {
				q.text = strings.TrimSpace(shownText(q.rest))
			}
		}
		b.parts = append(b.parts, q)
	}
	b.closing = b.findEnd()
	for i := 0; i < len(b.parts); i++ {
		if i&1023 == 0 && p.ctx.Err() != nil {
			return b.root
		}
		if n := b.add(i); n > 0 {
			i += n
			b.taken = i
		}
	}
	return b.root
}

// add places part i and returns how many after it were taken with it.
func (b *builder) add(i int) int {
	q := &b.parts[i]
	b.now = q
	switch {
	case q.table != nil:
		return b.table(i)
	case q.number:
		return b.numbered(i)
	case i >= b.closing:
		b.stack = b.stack[:0]
	case q.table == nil && i+1 < len(b.parts) && b.parts[i+1].table != nil && isUnitLine(q.unit):
		return 0 // taken by the table
	case isTypedRule(q.unit.text):
		b.p.loose(q.unit)
		return 0
	case q.titled():
		b.unnumbered(q)
		return 0
	default:
		b.returnTo(i)
	}
	kind, role := Paragraph, document.LoiVan
	if b.isLabelValue(i) {
		kind = LabelValue
	}
	b.put(&Node{Kind: kind, Line: b.p.line(q.unit, role)})
	return 0
}

// titled reports whether the file itself marks a paragraph without a number as a title.
func (q *part) titled() bool {
	return q.para != nil && q.para.Heading > 0 && (q.para.Form == nil || q.bold) && q.runes() < 200 && !ends(q.unit.text, ".;,")
}

// unnumbered places a title without a number beside those of its level in the file's outline.
func (b *builder) unnumbered(q *part) {
	level := q.para.Heading
	at := len(b.stack)
	for at > 0 {
		if open := b.stack[at-1].node.Line.Para.Heading; open > 0 && open < level && b.stack[at-1].node.Kind == Heading {
			break
		}
		at--
	}
	f := frame{}
	if at < len(b.stack) {
		f = b.stack[at] // the numbers of its level go on behind it
	}
	b.stack = b.stack[:at]
	f.bullet, f.depth, f.title = false, 1, 1
	if at > 0 {
		f.depth, f.title = b.stack[at-1].depth+1, b.stack[at-1].title+1
	}
	n := &Node{Kind: Heading, Line: b.p.line(q.unit, document.MucCap1+document.Role(min(f.title, 5)-1))}
	n.Line.Level = f.depth
	f.node = n
	b.put(n)
	b.stack = append(b.stack, f)
}

// put hangs a node under the innermost open level.
func (b *builder) put(n *Node) {
	if len(b.stack) == 0 {
		b.root = append(b.root, n)
		return
	}
	top := b.stack[len(b.stack)-1].node
	top.Children = append(top.Children, n)
}

// returnTo closes the levels that a paragraph without a number cannot belong to: a list that has come to its end.
func (b *builder) returnTo(i int) {
	q := &b.parts[i]
	for len(b.stack) > 0 {
		top := &b.stack[len(b.stack)-1]
		if top.node.Kind == Heading || ends(b.own(top), ":") {
			return
		}
		if q.unit.bold && q.formed && !boldHead(top.node.Line.Runs) { // a title without a number belongs to no entry of a list
			b.stack = b.stack[:len(b.stack)-1]
			continue
		}
		if b.announcesNext(i, top) {
			b.stack = b.stack[:len(b.stack)-1]
			return
		}
		if top.bullet {
			if b.goesOn(i, top) {
				return
			}
		} else if !top.listed && !startsLower(q.text) {
			return
		}
		scheme := top.scheme
		b.stack = b.stack[:len(b.stack)-1]
		if !top.bullet && scheme != "" {
			return
		}
	}
}

// announcesNext reports whether a paragraph with a colon stands before the next number of an open list: it is one of the list's own.
func (b *builder) announcesNext(i int, top *frame) bool {
	if !ends(b.parts[i].text, ":") || i+1 >= len(b.parts) || !b.parts[i+1].number || top.bullet {
		return false
	}
	next := &b.parts[i+1].label
	return next.Ordinal == top.ordinal+1 && sameScheme(top, next)
}

// own is the text of a level's own line.
func (b *builder) own(f *frame) string { return f.node.Line.Text() }

// goesOn reports whether a paragraph under a bullet belongs to it: another bullet of its kind follows, and the list has not ended.
func (b *builder) goesOn(i int, top *frame) bool {
	if ends(b.parts[i].text, ":") || top.listed && ends(b.own(top), ".") {
		return false
	}
	for _, q := range b.parts[i+1 : min(i+8, len(b.parts))] {
		if q.table != nil {
			return false
		}
		if q.number {
			return q.label.Scheme == top.scheme
		}
	}
	return false
}

func startsLower(s string) bool {
	for _, r := range s {
		return unicode.IsLower(r)
	}
	return false
}

// numbered places a part with a label and returns how many after it hold its title.
func (b *builder) numbered(i int) int {
	q := &b.parts[i]
	label, at := b.fit(&q.label)
	at = min(at, maxLevels-1)
	b.stack = b.stack[:at]
	f := frame{scheme: label.Scheme, unit: label.Unit, ordinal: label.Ordinal, bullet: isBullet(&label), depth: 1, title: 1}
	if at > 0 {
		f.depth, f.title = b.stack[at-1].depth+1, b.stack[at-1].title+1
	}
	if f.bullet {
		f.depth, f.title = f.depth-1, f.title-1
	}
	if f.unit == "Điều" {
		b.dieu, f.title = label.Ordinal, 3
	}
	n := &Node{Scheme: label.Scheme, Ordinal: label.Ordinal}
	taken := 0
	n.Kind = b.kindOf(i, &f)
	n.Line = b.p.line(q.unit, b.roleOf(n, &f))
	n.Line.Label, n.Line.Runs = q.label.Text, q.rest
	if !f.bullet {
		n.Line.Level = f.depth
	}
	if n.Kind == Heading && isDivision(f.unit) {
		taken = b.title(i, n, f.unit)
	}
	f.node = n
	f.listed = b.listed(i, label.Scheme)
	b.put(n)
	b.stack = append(b.stack, f)
	return taken
}

// listed reports whether the part before in the same list ended with a semicolon: the list is one of short entries.
func (b *builder) listed(i int, scheme string) bool {
	if strings.HasSuffix(b.parts[i].text, ";") {
		return true
	}
	before := b.sibling(scheme)
	return before != nil && ends(before.Line.Text(), ";")
}

// maxLevels is how deep parts go into each other; no office goes half as deep, and what reads the tree may recurse.
const maxLevels = 24

// isDivision reports whether a unit has its title on the next line.
func isDivision(unit string) bool {
	return unit == "Phần" || unit == "Chương" || unit == "Mục" || unit == "Tiểu mục"
}

// title takes the title of a division: what stands on the same line, after a break, and on the next lines in capitals.
func (b *builder) title(i int, n *Node, unit string) int {
	role := document.TenChuong
	if unit == "Mục" || unit == "Tiểu mục" {
		role = document.TenMuc
	}
	q := &b.parts[i]
	if lines := q.lines(); len(lines) > 1 {
		if l, rest, ok := lines[0].label(); ok {
			n.Line.Label, n.Line.Runs, n.Line.sub = l.Text, rest, lines[0].sub
			for _, line := range lines[1:] {
				n.Title = b.p.merge(n.Title, line, role)
			}
			return 0
		}
	}
	if q.text != "" {
		return 0
	}
	taken := 0
	for k := i + 1; k < len(b.parts) && taken < 4; k++ {
		t := &b.parts[k]
		plainTitle := taken == 0 && t.para != nil && !ends(t.unit.text, ".;:") && t.runes() < 150
		if t.para == nil || t.number || !(t.caps || t.bold && t.centred || plainTitle) {
			break
		}
		n.Title = append(n.Title, b.p.line(t.unit, role))
		taken++
	}
	return taken
}

// roleOf returns the role of a numbered part by its level.
func (b *builder) roleOf(n *Node, f *frame) document.Role {
	switch f.unit {
	case "Phần", "Chương":
		return document.Chuong
	case "Mục", "Tiểu mục":
		if n.Kind == Heading {
			return document.Muc
		}
	case "Điều":
		if n.Kind == Heading {
			return document.Dieu
		}
		return document.DieuNoiDung
	}
	switch {
	case f.bullet && (f.scheme == "+" || f.scheme != "-" && f.scheme != "–" && b.underBullet()):
		return document.GachDauDong2
	case f.bullet:
		return document.GachDauDong1
	case n.Kind == Heading:
		return document.MucCap1 + document.Role(min(max(f.title, 1), 5)-1)
	}
	return document.NoiDungCap1 + document.Role(min(max(f.depth, 1), 5)-1)
}

func (b *builder) underBullet() bool { return len(b.stack) > 0 && b.stack[len(b.stack)-1].bullet }

// isLabelValue reports whether a paragraph is "Thời gian: …" among others of its kind.
func (b *builder) isLabelValue(i int) bool {
	if !b.parts[i].labelValue() {
		return false
	}
	if inviting[b.p.doc.Kind] {
		return true
	}
	return i > 0 && b.parts[i-1].labelValue() || i+1 < len(b.parts) && b.parts[i+1].labelValue()
}

func (q *part) labelValue() bool {
	if q.para == nil || q.number {
		return false
	}
	word, value, ok := strings.Cut(q.fold, ":")
	return ok && strings.TrimSpace(value) != "" && len(word) < 40 && slices.Contains(labelWords, strings.TrimSpace(word))
}

// findEnd returns the index of the first of the paragraphs that end the body and belong to no numbered part: "Trên đây là …".
func (b *builder) findEnd() int {
	n := len(b.parts)
	last := n
	for last > 0 && b.parts[last-1].para != nil && !b.parts[last-1].number {
		last--
	}
	if last == 0 || last == n {
		return n
	}
	lead := &b.parts[last-1]
	f := frame{scheme: lead.label.Scheme, unit: lead.label.Unit, bullet: isBullet(&lead.label)}
	title := lead.number && b.kindOf(last-1, &f) == Heading
	for i := last; i < n; i++ {
		f := b.parts[i].fold
		if startsAny(f, endHeads) {
			return i
		}
		// The first paragraph under a title, or under what announces it, is the content of that.
		if i == last && lead.number && (title || ends(lead.unit.text, ":")) {
			continue
		}
		if startsAny(f, closingHeads) || startsAny(f, organHeads) && containsAny(f, closingWords) {
			return i
		}
		if i == n-1 && lead.number && !title && lead.label.Unit != "Điều" && strings.HasSuffix(b.parts[i].unit.text, "/.") {
			return i
		}
	}
	return n
}
