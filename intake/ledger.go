package intake

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"vanban/read"
	"vanban/templates/contract"
)

// ledger is what the document and the notes say: whole paragraphs, and the words of the others. What stands in the manuscript is struck
// off it.
type ledger struct {
	paragraphs map[string]entry // by their text without blanks
	loose      map[string]int
}

// entry is a text and how often it was filed.
type entry struct {
	text  string
	count int
}

// whole files the text of a paragraph. Blanks are no text.
func (g *ledger) whole(s string) {
	key := squeeze(s)
	if key == "" {
		return
	}
	if g.paragraphs == nil {
		g.paragraphs = make(map[string]entry, 128)
	}
	g.paragraphs[key] = entry{s, g.paragraphs[key].count + 1}
}

// strike takes a paragraph off, and reports whether it was there.
func (g *ledger) strike(key string) bool {
	e := g.paragraphs[key]
	if e.count == 0 {
		return false
	}
	e.count--
	g.paragraphs[key] = e
	return true
}

// text files a text: each of its lines as a paragraph, and its notes.
func (g *ledger) text(label string, t *contract.Text) {
	for i, line := range strings.Split(plain(t), "\n") {
		if i == 0 {
			line = label + " " + line
		}
		g.whole(line)
	}
	for i := range t.Runs {
		if note := t.Runs[i].Footnote; note != nil {
			g.text("", note)
		}
	}
}

// node files what a node says besides its body; printed is its number.
func (g *ledger) node(n *contract.Node, printed string) {
	switch {
	case n.Table != nil:
		g.table(n.Table)
	case len(n.Name.Runs) > 0:
		g.text(plain(&n.Name)+":", &n.Text)
	default:
		g.text(printed, &n.Text)
	}
}

func (g *ledger) table(t *contract.Table) {
	g.text("", &t.Unit)
	g.text("", &t.Note)
	for _, rows := range [...][]contract.TableRow{t.Header, t.Rows} {
		for i := range rows {
			if rows[i].Band != nil {
				g.text("", rows[i].Band)
			}
			for j := range rows[i].Cells {
				g.text("", &rows[i].Cells[j].Text)
			}
		}
	}
	if t.ColumnNumbers {
		for i := range t.Columns {
			g.whole("(" + strconv.Itoa(i+1) + ")")
		}
	}
}

// document files everything but bodies, which are filed as they are made: only then their numbers are known.
func (g *ledger) document(d *contract.Document) {
	for _, o := range organsOf(d) {
		g.lines(o.Parent, o.Name)
	}
	g.lines(d.Subject, contract.Lines{d.Subtitle}, d.Authority, strings.Split(d.Contact, "\n"), contract.Lines{d.Drafter})
	for _, list := range [...][]contract.Text{d.Salutation, d.Bases, d.Recipients} {
		for i := range list {
			g.text("", &list[i])
		}
	}
	for _, s := range signersOf(d) {
		g.lines(s.Organ, s.Competence, s.Position, s.OtherTitle, contract.Lines{s.Name})
	}
	for i := range d.Appendices {
		g.lines(d.Appendices[i].Title)
	}
	for i := range d.Enclosures {
		g.document(&d.Enclosures[i])
	}
}

func (g *ledger) lines(lists ...contract.Lines) {
	for _, list := range lists {
		for _, s := range list {
			g.whole(s)
		}
	}
}

// words files text as its words, whatever paragraph they stand in.
func (g *ledger) words(s string) {
	if g.loose == nil {
		g.loose = make(map[string]int, 64)
	}
	eachWord(s, func(from, to int) { g.loose[s[from:to]]++ })
}

// covers takes all words of s off the ledger, or none where one is not there.
func (g *ledger) covers(s string) bool {
	all := true
	eachWord(s, func(from, to int) {
		g.loose[s[from:to]]--
		all = all && g.loose[s[from:to]] >= 0
	})
	if !all {
		eachWord(s, func(from, to int) { g.loose[s[from:to]]++ })
	}
	return all
}

// settle makes words of the paragraphs that nobody asked for.
func (g *ledger) settle() {
	if g.loose == nil {
		g.loose = map[string]int{}
	}
	for _, e := range g.paragraphs {
		for range e.count {
			g.words(e.text)
		}
	}
	clear(g.paragraphs)
}

// squeeze returns s without white space.
func squeeze(s string) string {
	i := strings.IndexFunc(s, unicode.IsSpace)
	if i < 0 {
		return s
	}
	b := make([]byte, 0, len(s))
	for _, r := range s {
		if !unicode.IsSpace(r) {
			b = utf8.AppendRune(b, r)
		}
	}
	return string(b)
}

// eachWord visits the words of s, its numbers, and each other character that is no space. Blanks do not matter: "1.Nội" has the words
// of "1. Nội".
func eachWord(s string, visit func(from, to int)) {
	from, last := 0, 0 // the class of the word that is open
	for i, r := range s {
		class := classOf(r)
		if class != last || class == sign {
			if last != space {
				visit(from, i)
			}
			from, last = i, class
		}
	}
	if last != space {
		visit(from, len(s))
	}
}

const (
	space = iota
	sign
	digit
	letter
)

func classOf(r rune) int {
	switch {
	case r < utf8.RuneSelf && (r|0x20 >= 'a' && r|0x20 <= 'z'), unicode.IsLetter(r), unicode.IsMark(r):
		return letter
	case unicode.IsDigit(r):
		return digit
	case unicode.IsSpace(r):
		return space
	}
	return sign
}

// Words returns the words and numbers of s in small letters, numbers without the zeros before them.
func Words(s string) []string {
	list := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i, w := range list {
		if t := strings.TrimLeft(w, "0"); t != "" {
			list[i] = t
		}
	}
	return list
}

// sameWords compares two lines without regard to blanks, punctuation, capitals and the zeros before numbers.
func sameWords(a, b string) bool { return strings.Join(Words(a), "") == strings.Join(Words(b), "") }

// account compares the manuscript with what was filed, and notes what stands nowhere: no text of a file is lost in silence.
func (m *mapper) account(doc *contract.Document) {
	m.said.document(doc)
	var rest []*read.Paragraph
	m.eachText(func(p *read.Paragraph) {
		s := squeeze(paragraphText(p))
		if s == "" {
			return
		}
		if !m.said.strike(s) {
			rest = append(rest, p)
		}
	})
	m.said.settle()
	// Those of which every word is there go first: what is lost elsewhere must not take it from them.
	rest = slices.DeleteFunc(rest, func(p *read.Paragraph) bool { return m.said.covers(paragraphText(p)) })
	for _, p := range rest {
		missing := m.missing(paragraphText(p))
		if isRule(missing) {
			m.typedRule(missing, p.Place)
		} else if missing != "" {
			m.note("unplaced_text", "Nội dung này không xác định được vị trí trong văn bản.", missing, p.Place).Lost = true
		}
	}
}

// isRule reports whether a text is a line typed of signs, or the star under the Party's organs.
func isRule(s string) bool {
	return (len(s) >= 3 || s == "*") && strings.Trim(s, "-_–—=* \u00a0\t") == ""
}

// missing returns the part of s from the first to the last word that the ledger has not.
func (m *mapper) missing(s string) string {
	first, last := -1, -1
	eachWord(s, func(from, to int) {
		if w := s[from:to]; m.said.loose[w] > 0 {
			m.said.loose[w]--
			return
		}
		if first < 0 {
			first = from
		}
		last = to
	})
	if first < 0 {
		return ""
	}
	return s[first:last]
}
