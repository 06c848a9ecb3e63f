package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"vanban/document"
	"vanban/read"
	"vanban/read/anatomy"
)

// shown returns the characters of runs as a reader sees them: those in the fonts of old codes are letters too, whose fault is
// FONT-2's alone. Breaks are "\n" and tabs are "\t".
func shown(runs []read.Run) string {
	if len(runs) == 1 && runs[0].Kind == read.Chars {
		return letters(&runs[0])
	}
	var b strings.Builder
	for i := range runs {
		switch r := &runs[i]; r.Kind {
		case read.Chars:
			b.WriteString(letters(r))
		case read.LineBreak:
			b.WriteByte('\n')
		case read.Tab:
			b.WriteByte('\t')
		case read.NoteMark:
		}
	}
	return b.String()
}

// letters are the characters of a run as they are seen.
func letters(r *read.Run) string {
	if r.Caps {
		return strings.ToUpper(r.Text)
	}
	return r.Text
}

// squash puts one blank for every run of white space, narrow and fixed ones among them, and none at the ends.
func squash(s string) string {
	if tidy(s) {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// tidy reports whether a text is squashed as it stands, as most are.
func tidy(s string) bool {
	blank := true
	for i := range len(s) {
		c := s[i]
		switch {
		case c == ' ' && blank, c >= '\t' && c <= '\r':
			return false
		case c == 0xC2, c == 0xE1 && strings.HasPrefix(s[i:], "\u1680"), c == 0xE2, c == 0xE3: // what blanks beyond ASCII begin with
			if r, _ := utf8.DecodeRuneInString(s[i:]); unicode.IsSpace(r) {
				return false
			}
		}
		blank = c == ' '
	}
	return !blank || s == ""
}

// raw is the text of a line without its label, blanks as they are.
func raw(l *anatomy.Line) string {
	if l == nil {
		return ""
	}
	return shown(l.Runs)
}

// text is the text of a line without its label, on one line.
func text(l *anatomy.Line) string { return squash(raw(l)) }

// whole is the text of a line with its label.
func whole(l *anatomy.Line) string {
	if l == nil {
		return ""
	}
	if l.Label == "" {
		return text(l)
	}
	return squash(l.Label + " " + raw(l))
}

// joined is the text of several lines.
func joined(lines []*anatomy.Line) string {
	parts := make([]string, len(lines))
	for i, l := range lines {
		parts[i] = text(l)
	}
	return strings.Join(parts, " ")
}

// excerptLength is how many characters of a place are shown.
const excerptLength = 60

func excerpt(s string) string {
	n := 0
	for i := range s {
		if n++; n > 2*excerptLength { // enough, blanks and all
			s = s[:i]
			break
		}
	}
	s = squash(s)
	n = 0
	cut := len(s)
	for i := range s {
		if n++; n == excerptLength {
			cut = i
		}
		if n > excerptLength {
			return s[:cut] + "…"
		}
	}
	return s
}

// beginning is as much of what runs show as an excerpt needs: a paragraph may be as long as a book.
func beginning(runs []read.Run) string {
	const enough = 8 * excerptLength
	n := 0
	for i := range runs {
		if n += 1 + len(runs[i].Text); n > enough {
			last := runs[i]
			last.Text = strings.ToValidUTF8(last.Text[:min(len(last.Text), enough)], "")
			return shown(runs[:i]) + shown([]read.Run{last})
		}
	}
	return shown(runs)
}

// at is a finding that tells only where.
func at(l *anatomy.Line) Finding {
	if l == nil {
		return Finding{}
	}
	f := Finding{Excerpt: excerpt(strings.TrimSpace(l.Label + " " + beginning(l.Runs))), Role: l.Role}
	if l.Para != nil {
		f.Place = l.Para.Place
	}
	return f
}

// on is a finding at a paragraph that plays no part.
func on(p *read.Paragraph) Finding {
	return Finding{Excerpt: excerpt(p.Label + " " + beginning(p.Runs)), Place: p.Place}
}

// say fills in what was found.
func (f Finding) say(message, measured, allowed string) Finding {
	f.Message, f.Measured, f.Allowed = message, measured, allowed
	return f
}

// advise adds what to do.
func (f Finding) advise(hint string) Finding {
	f.Hint = hint
	return f
}

func lettered(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// isUpper reports whether a text has letters, and none of them small.
func isUpper(s string) bool {
	return strings.ToUpper(s) == s && strings.ContainsFunc(s, unicode.IsLetter)
}

// startsUpper reports whether the first letter of a text is a capital; a text that begins with a figure does well.
func startsUpper(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) {
			return unicode.IsUpper(r)
		}
		if unicode.IsDigit(r) {
			return true
		}
	}
	return true
}

// look is the type of the letters and figures of a text. Blanks and signs have no say: Word leaves them in any type.
type look struct {
	sizes        []document.EMU // every one once, in order
	letters      int
	bold, italic int // how many letters
}

func lookOf(runs []read.Run) look {
	var k look
	for i := range runs {
		r := &runs[i]
		if r.Kind != read.Chars || r.Raised || r.Lowered || !lettered(r.Text) {
			continue
		}
		n := len([]rune(r.Text))
		k.letters += n
		if r.Bold {
			k.bold += n
		}
		if r.Italic {
			k.italic += n
		}
		known := r.Size == 0
		for _, size := range k.sizes {
			known = known || size == r.Size
		}
		if !known {
			k.sizes = append(k.sizes, r.Size)
		}
	}
	return k
}

// labelRuns are the runs of the number before a line's text, when somebody typed it: Word's own numbers have none.
func labelRuns(l *anatomy.Line) []read.Run {
	if l.Para == nil || l.Label == "" || l.Para.Label != "" {
		return nil
	}
	var list []read.Run
	rest := len([]rune(squeeze(l.Label)))
	for i := range l.Para.Runs {
		r := l.Para.Runs[i]
		if r.Kind != read.Chars {
			continue
		}
		r.Text = strings.TrimLeftFunc(r.Text, unicode.IsSpace)
		n := len([]rune(squeeze(r.Text)))
		if n == 0 {
			continue
		}
		if n > rest {
			r.Text = head(r.Text, rest)
		}
		list = append(list, r)
		if rest -= n; rest <= 0 {
			break
		}
	}
	return list
}

// head is the beginning of a text with n characters that are not blank.
func head(s string, n int) string {
	for i, r := range s {
		if unicode.IsSpace(r) {
			continue
		}
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}
