package report

import (
	"strings"
	"unicode"
)

// wrapped sets a paragraph in lines of a width, the first after one indent and the others after another. Columns are letters: marks
// that stand over a letter take none. A word that is longer than a line, such as an address, is cut.
func wrapped(first, rest, s string, width int) string {
	var b strings.Builder
	b.WriteString(first)
	used, empty := columns(first), true
	for word := range strings.SplitSeq(s, " ") {
		space := 1
		if empty {
			space = 0
		}
		n := columns(word)
		if !empty && used+space+n > width {
			b.WriteString("\n" + rest)
			used, space = columns(rest), 0
		}
		for used+space+n > width && columns(rest) < width {
			room := max(width-used-space, 1)
			head, tail := cut(word, room)
			b.WriteString(strings.Repeat(" ", space) + head + "\n" + rest)
			word, n, used, space = tail, max(n-room, 0), columns(rest), 0
		}
		b.WriteString(strings.Repeat(" ", space) + word)
		used += space + n
		empty = false
	}
	b.WriteByte('\n')
	return b.String()
}

func columns(s string) (n int) {
	for _, r := range s {
		if !unicode.Is(unicode.Mn, r) {
			n++
		}
	}
	return n
}

// cut parts a word after a number of columns, marks with their letter.
func cut(s string, most int) (head, tail string) {
	n := 0
	for i, r := range s {
		if unicode.Is(unicode.Mn, r) {
			continue
		}
		if n == most {
			return s[:i], s[i:]
		}
		n++
	}
	return s, ""
}

// padded fills a label with blanks up to a column.
func padded(s string, to int) string { return s + strings.Repeat(" ", max(to-columns(s), 0)) }
