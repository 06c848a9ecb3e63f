package parts

import (
	"strings"
	"unicode"

	"vanban/document"
	"vanban/templates/contract"
)

// plain makes a paragraph of one run; a newline in it is a line break.
func (b *Builder) plain(role document.Role, pointer, text string) *document.Paragraph {
	p := b.para(role, pointer)
	p.Runs = appendText(b.reserve(runsFor(text)), document.Run{Text: text})
	return p
}

// rich makes a paragraph of the author's runs after a label in a run of its own: "1. ", "Điều 1. ", "- ". The label is
// empty where there is none.
func (b *Builder) rich(role document.Role, pointer, label string, style document.CharRole, t *contract.Text) *document.Paragraph {
	p := b.para(role, pointer)
	n := 1
	for i := range t.Runs {
		n += runsFor(t.Runs[i].Text)
	}
	runs := b.reserve(n)
	if label != "" {
		runs = append(runs, document.Run{Text: label, Style: style})
	}
	p.Runs = b.appendRuns(runs, t, pointer)
	return p
}

// appendRuns appends the runs of t. Footnotes are filed in the order in which their marks are met.
func (b *Builder) appendRuns(runs []document.Run, t *contract.Text, pointer string) []document.Run {
	for i := range t.Runs {
		r := &t.Runs[i]
		if r.Footnote != nil {
			runs = append(runs, document.Run{Kind: document.NoteMark, Style: document.DauGhiChu, Note: b.note(r.Footnote, pointer)})
			continue
		}
		if r.Text == "" {
			continue
		}
		runs = appendText(runs, document.Run{
			Text: r.Text, Bold: toggle(r.Bold), Italic: toggle(r.Italic), Underline: r.Underline,
		})
	}
	return runs
}

// note files a footnote and returns its index. A newline in it is a line break, and a footnote of its own is
// refused by the contract's decoder.
func (b *Builder) note(t *contract.Text, pointer string) int {
	index := len(b.out.Notes)
	b.out.Notes = append(b.out.Notes, document.Note{})
	if t.At != "" {
		pointer = t.At
	}
	p := document.Paragraph{Role: document.ChuThich, Pointer: pointer}
	p.Runs = b.appendRuns(nil, t, pointer)
	b.out.Notes[index].Paragraphs = []document.Paragraph{p}
	return index
}

func toggle(on bool) document.Toggle {
	if on {
		return document.On
	}
	return document.Inherit
}

// runsFor bounds how many runs a text becomes.
func runsFor(s string) int { return 1 + 2*strings.Count(s, "\n") }

// appendText appends r, cut at the newlines of its text.
func appendText(runs []document.Run, r document.Run) []document.Run {
	text := r.Text
	for {
		line, rest, more := strings.Cut(text, "\n")
		if line != "" {
			r.Text = line
			runs = append(runs, r)
		}
		if !more {
			return runs
		}
		runs = append(runs, document.Run{Kind: document.LineBreak})
		text = rest
	}
}

// tail returns the last run of characters in p, past marks and blanks; nil when there is none.
func tail(p *document.Paragraph) *document.Run {
	for i := len(p.Runs) - 1; i >= 0; i-- {
		if r := &p.Runs[i]; r.Kind == document.Text && strings.TrimRight(r.Text, blanks) != "" {
			return r
		}
	}
	return nil
}

// tailText returns the text of tail without blanks at its end.
func tailText(p *document.Paragraph) string {
	if r := tail(p); r != nil {
		return strings.TrimRight(r.Text, blanks)
	}
	return ""
}

const blanks = " \u00a0\t\n"

// appendTail writes s after the last character of p: into its last run, or after the mark of a footnote that ends it.
func appendTail(p *document.Paragraph, s string) {
	if n := len(p.Runs); n > 0 {
		if r := &p.Runs[n-1]; r.Kind == document.Text {
			r.Text = strings.TrimRight(r.Text, blanks) + s
			return
		}
	}
	p.Runs = append(p.Runs, document.Run{Text: s})
}

// endWith supplies the ending of a list's entry unless the author wrote one.
func endWith(p *document.Paragraph, ending string) {
	// An ellipsis is not an ending: "Lưu: VT, …." is how the law's own models write it.
	if text := tailText(p); text != "" && !strings.ContainsRune(";.,:", rune(text[len(text)-1])) {
		appendTail(p, ending)
	}
}

// plainText returns the characters of t without formatting and notes.
func plainText(t *contract.Text) string {
	if len(t.Runs) == 1 {
		return t.Runs[0].Text
	}
	var s strings.Builder
	for i := range t.Runs {
		s.WriteString(t.Runs[i].Text)
	}
	return s.String()
}

func empty(t *contract.Text) bool {
	for i := range t.Runs {
		if t.Runs[i].Footnote != nil || strings.TrimSpace(t.Runs[i].Text) != "" {
			return false
		}
	}
	return true
}

// oneSpaced returns s with single plain spaces between its words and none around them, for comparing.
func oneSpaced(s string) string { return strings.Join(strings.Fields(s), " ") }

// beginsWith reports whether s begins with the words given, whatever their capitals and the blanks between them.
func beginsWith(s, words string) bool { return wordsAt(s, words) > 0 }

// wordsAt returns how many bytes of s the words take at its head, blanks before them included; 0 where others stand there.
func wordsAt(s, words string) int {
	at := 0
	for w := range strings.FieldsSeq(words) {
		rest := strings.TrimLeft(s[at:], blanks)
		if at > 0 && len(rest) == len(s)-at || len(rest) < len(w) || !strings.EqualFold(rest[:len(w)], w) {
			return 0
		}
		at = len(s) - len(rest) + len(w)
	}
	if r := firstRune(s[at:]); unicode.IsLetter(r) || unicode.IsDigit(r) {
		return 0
	}
	return at
}

// lastFilled returns the index of the last entry that is not empty, -1 where all are.
func lastFilled(list []contract.Text) int {
	i := len(list) - 1
	for i >= 0 && empty(&list[i]) {
		i--
	}
	return i
}

func joinLines(l contract.Lines) string {
	if len(l) == 1 {
		return strings.ReplaceAll(l[0], "\n", " ")
	}
	return strings.ReplaceAll(strings.Join(l, " "), "\n", " ")
}

func blankLines(l contract.Lines) bool {
	for _, s := range l {
		if strings.TrimSpace(s) != "" {
			return false
		}
	}
	return true
}
