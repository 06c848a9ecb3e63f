package anatomy

import (
	"slices"
	"strings"
	"unicode/utf8"

	"vanban/read"
	"vanban/read/viet"
)

// headingRunes is how long a title may be that no type marks.
const headingRunes = 160

// plainTitleRunes is how long one may be that is not bold among others that are.
const plainTitleRunes = 80

// kindOf decides between a title and a paragraph with a number.
func (b *builder) kindOf(i int, f *frame) NodeKind {
	q := &b.parts[i]
	switch {
	case f.bullet:
		return Bullet
	case q.para.Heading > 0 && q.para.Form == nil, isDivision(f.unit) && (q.text == "" || viet.IsUpper(firstLine(q.text))):
		return Heading
	case isDivision(f.unit) && !ends(q.text, ".;"):
		return Heading
	case q.text == "":
		return Item
	}
	if b.amongItems(i, f) {
		return Item
	}
	length := utf8.RuneCountInString(q.text)
	if q.unit.bold || isBoldRuns(q.rest) {
		if length < 3*headingRunes {
			return Heading
		}
		return Item
	}
	if viet.IsUpper(q.text) && length > 2 {
		return Heading
	}
	if strings.Contains(strings.TrimRight(q.text, " :"), ": ") && q.formed {
		return Item
	}
	if ends(q.text, ".;,") || length > headingRunes || b.p.boldTitles && q.formed && (ends(q.text, ":") || length > plainTitleRunes) {
		return Item
	}
	if !b.deeper(i, f) {
		if sectionStyleOf(f) > 0 && f.unit == "" && !ends(q.text, ":") {
			return Heading
		}
		return Item
	}
	if ends(q.text, ":") {
		list := b.parts[i+1].number && !isBullet(&b.parts[i+1].label)
		if f.unit != "" || length > 45 || f.scheme == "a)" || list || b.underDieu() {
			return Item
		}
	}
	return Heading
}

// amongItems reports whether a part that announces what follows stands in a list of sentences, or of "Thời gian: …": then it is one of
// them, and no title.
func (b *builder) amongItems(i int, f *frame) bool {
	q := &b.parts[i]
	if !ends(q.text, ":") || f.unit != "" {
		return false
	}
	if before := b.sibling(f.scheme); before != nil && before.Kind == Item {
		if strings.Contains(before.Line.Text(), ": ") || boldHead(before.Line.Runs) {
			return true
		}
	}
	if q.unit.bold || isBoldRuns(q.rest) {
		return false
	}
	for k := i + 1; k < len(b.parts) && k < b.closing; k++ {
		next := &b.parts[k]
		if next.number && next.label.Scheme == q.label.Scheme {
			return next.label.Ordinal == q.label.Ordinal+1 && ends(next.text, ".;") && !isBoldRuns(next.rest)
		}
		if next.number && !isBullet(&next.label) {
			break
		}
	}
	return false
}

// sibling returns the last part with a number of this form in the list that is open; nil where there is none.
func (b *builder) sibling(scheme string) *Node {
	list := b.root
	if n := len(b.stack); n > 0 {
		list = b.stack[n-1].node.Children
	}
	for k := len(list) - 1; k >= 0 && k > len(list)-4; k-- {
		if list[k].Scheme == scheme {
			return list[k]
		}
	}
	return nil
}

// boldHead reports whether a text begins with bold words and goes on without.
func boldHead(runs []read.Run) bool {
	for i := range runs {
		if strings.TrimSpace(runs[i].Text) != "" {
			return runs[i].Bold && !isBoldRuns(runs)
		}
	}
	return false
}

func (b *builder) underDieu() bool {
	return slices.ContainsFunc(b.stack, func(f frame) bool { return f.unit == "Điều" })
}

// deeper reports whether what follows a part belongs to it: a paragraph, a table, or a list that is not open.
func (b *builder) deeper(i int, f *frame) bool {
	if i+1 >= len(b.parts) || b.closing > 0 && i+1 >= b.closing {
		return false
	}
	next := &b.parts[i+1]
	if !next.number {
		return true
	}
	if next.label.Scheme == f.scheme || next.label.Unit != "" && unitRanks[next.label.Unit] > 0 {
		return false
	}
	if isBullet(&next.label) {
		return true
	}
	if next.label.Ordinal != 1 {
		return false
	}
	for k := range b.stack {
		if sameScheme(&b.stack[k], &next.label) {
			return false
		}
	}
	return true
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

func isBoldRuns(runs []read.Run) bool { return isBold(&Line{Runs: runs}) }
