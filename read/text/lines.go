package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"vanban/read"
	"vanban/read/viet"
)

// line is a line of the file that has something on it.
type line struct {
	raw     string // as it stands, for rows of tables
	text    string // without the blanks around it; a wide gap in it is a tab
	no      int    // from 1
	gap     int    // empty lines before it
	indent  bool   // blanks stand before it
	lead    int    // how many, beyond the margin of the text
	newPage bool   // a form feed stands before it
	pageEnd bool   // a page number was taken off its end, or stood after it
	note    bool   // begins a footnote
	length  int    // of text, in letters
}

// splitLines returns the lines of s with something on them; it stops when there are more than maxLines.
func splitLines(s string) []line {
	var lines []line
	no, gap, newPage := 0, 0, false
	for raw := range strings.SplitSeq(s, "\n") {
		no++
		i := -1
		for part := range strings.SplitSeq(raw, "\f") {
			i++
			newPage = newPage || i > 0
			if strings.TrimSpace(part) == "" {
				if i == 0 {
					gap++
				}
				continue
			}
			l := line{raw: part, no: no, gap: gap, newPage: newPage}
			l.setText(part)
			lines = append(lines, l)
			if len(lines) > maxLines {
				return lines
			}
			gap, newPage = 0, false
		}
	}
	return lines
}

// dedent takes off the margin that pdftotext -layout leaves before every line, so that what is set in stands out. Lines of two columns
// may begin before it.
func dedent(lines []line) {
	margin := -1
	for i := range lines {
		if l := &lines[i]; margin != 0 && !l.sideBySide() {
			blanks := len(l.raw) - len(strings.TrimLeft(l.raw, " "))
			if margin < 0 || blanks < margin {
				margin = blanks
			}
		}
	}
	if margin <= 0 {
		return
	}
	for i := range lines {
		l := &lines[i]
		blanks := len(l.raw) - len(strings.TrimLeft(l.raw, " "))
		l.setText(l.raw[min(margin, blanks):])
	}
}

func (l *line) setText(s string) {
	bare := strings.TrimLeftFunc(s, unicode.IsSpace)
	lead := s[:len(s)-len(bare)]
	l.indent, l.lead = lead != "", utf8.RuneCountInString(lead)
	l.text = gapsToTabs(strings.TrimRightFunc(bare, unicode.IsSpace))
	l.length = utf8.RuneCountInString(l.text)
	if strings.Contains(lead, "\t") || len(lead) >= minGap {
		l.text = "\t" + l.text
	}
}

// minGap is how many spaces between two texts set them side by side.
const minGap = 3

// gapsToTabs writes a run of spaces between two texts as one tab, so that a letterhead typed in columns can be told apart. A gap left for
// a number or a day to be written by hand stays as it is: "Số:      /QĐ-UBND", "ngày      tháng".
func gapsToTabs(s string) string {
	if !strings.Contains(s, strings.Repeat(" ", minGap)) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		if s[i] != ' ' {
			b.WriteByte(s[i])
			i++
			continue
		}
		end := i
		for end < len(s) && s[end] == ' ' {
			end++
		}
		if end-i < minGap || forHand(s[:i], s[end:]) {
			b.WriteString(s[i:end])
		} else {
			b.WriteByte('\t')
		}
		i = end
	}
	return b.String()
}

// forHand tells a gap to be filled in by hand from one between columns.
func forHand(before, after string) bool {
	before = strings.TrimRightFunc(before, unicode.IsSpace)
	for _, word := range [...]string{"ngày", "tháng", "năm", "số"} {
		if strings.HasSuffix(before, word) {
			return true
		}
	}
	return strings.HasPrefix(after, "/") || strings.HasSuffix(before, "/") ||
		(strings.HasSuffix(before, "Số:") || strings.HasSuffix(before, "số:")) && strings.HasPrefix(after, "-")
}

// sideBySide tells a line of two columns, which is never joined with another.
func (l *line) sideBySide() bool { return strings.Contains(strings.TrimLeft(l.text, "\t"), "\t") }

// ended tells that the text of the line may be the end of a paragraph.
func ended(s string) bool {
	s = strings.TrimRight(s, "”\"’)*_ ")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".:;!?…", r)
}

func lowerStart(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "\t"))
	return unicode.IsLower(r)
}

// isHead tells a line that begins a paragraph. Some words do so only where the line before does not call for more.
func isHead(s string, open bool) bool {
	for _, head := range [...]string{"Nơi nhận", "Kính gửi", "KT.", "TM.", "TL.", "TUQ."} {
		if strings.HasPrefix(s, head) {
			return true
		}
	}
	for _, head := range [...]string{"Căn cứ", "Số:", "V/v", "Về việc", "Độc lập - Tự do", "Phụ lục", "(Kèm theo"} {
		if !open && strings.HasPrefix(s, head) {
			return true
		}
	}
	return viet.IsUpper(s) && utf8.RuneCountInString(s) > 3
}

// labelled returns the label of a line, marks of type before it left out.
func labelled(s string) (label read.Label, rest string, ok bool) {
	return read.CutLabel(strings.TrimLeft(s, "*\t"))
}
