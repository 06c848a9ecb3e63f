package text

import (
	"regexp"
	"strings"

	"vanban/read"
)

// mark is where the mark of a footnote stands in the text of a paragraph.
type mark struct{ at, size, note int }

var (
	tag     = regexp.MustCompile(`(?i)<(/?)(b|strong|i|em|u|s|sup|sub|br)\s{0,3}(/?)>`)
	tagHead = regexp.MustCompile(`^` + tag.String())
	allTags = []string{"b", "strong", "i", "em", "u", "s", "sup", "sub"}
)

// style sets one kind of type in a run.
func style(run *read.Run, name string, on bool) {
	switch name {
	case "b", "strong", "**":
		run.Bold = on
	case "i", "em":
		run.Italic = on
	case "u":
		run.Underline = on
	case "s":
		run.Strike = on
	case "sup":
		run.Raised = on
	case "sub":
		run.Lowered = on
	}
}

// builder makes runs, one for each stretch of the same type.
type builder struct {
	runs []read.Run
	now  read.Run // the type of what comes next
	last read.Run // the type of text
	text []byte   // of the run in the making
}

// chars appends text; tabs in it are runs of their own.
func (b *builder) chars(s string) {
	for i, part := range strings.Split(s, "\t") {
		if i > 0 {
			b.sign(read.Tab, 0)
		}
		if b.now != b.last {
			b.end()
			b.last = b.now
		}
		b.text = append(b.text, part...)
	}
}

func (b *builder) sign(kind read.RunKind, note int) {
	b.end()
	run := b.now
	run.Kind, run.Note = kind, note
	b.runs = append(b.runs, run)
}

// end ends the run in the making.
func (b *builder) end() {
	if len(b.text) > 0 {
		b.last.Text = string(b.text)
		b.runs = append(b.runs, b.last)
	}
	b.last, b.text = b.now, b.text[:0]
}

// take returns the runs made, and begins anew with the same type.
func (b *builder) take() []read.Run {
	b.end()
	runs := b.runs
	b.runs = nil
	return runs
}

// runsOf makes the runs of a paragraph: **bold** and the tags of HTML for type where they are balanced, tabs and the marks of notes.
func runsOf(s string, marks []mark) []read.Run {
	var b builder
	closed, stars := balanced(s), balancedStars(s)
	for i := 0; i < len(s); {
		end := len(s)
		if len(marks) > 0 {
			if end = marks[0].at; end == i {
				b.sign(read.NoteMark, marks[0].note)
				i += marks[0].size
				marks = marks[1:]
				continue
			}
		}
		rest := s[i:end]
		switch {
		case stars && strings.HasPrefix(rest, "**"):
			b.now.Bold = !b.now.Bold
			i += len("**")
		case closed != nil && rest[0] == '<':
			i += b.tag(rest, closed)
		default:
			n := nextSpecial(rest, closed != nil, stars)
			b.chars(rest[:n])
			i += n
		}
	}
	return b.take()
}

// tag reads what begins with <, and returns its length: a tag that has its pair, a line break, or the sign alone.
func (b *builder) tag(s string, closed map[string]bool) int {
	m := tagHead.FindStringSubmatch(s)
	switch {
	case m == nil:
	case strings.EqualFold(m[2], "br"):
		b.sign(read.LineBreak, 0)
		return len(m[0])
	case closed[strings.ToLower(m[2])]:
		style(&b.now, strings.ToLower(m[2]), m[1] == "")
		return len(m[0])
	}
	b.chars(s[:1])
	return 1
}

// nextSpecial is how much of s is plain text before the next sign that may be a mark of type; at least one byte.
func nextSpecial(s string, tags, stars bool) int {
	for i := 1; i < len(s); i++ {
		if tags && s[i] == '<' || stars && s[i] == '*' {
			return i
		}
	}
	return len(s)
}

// balanced tells which tags of s come in pairs; nil where s has none at all.
func balanced(s string) map[string]bool {
	if !tag.MatchString(s) {
		return nil
	}
	open, bad := map[string]bool{}, map[string]bool{}
	for _, m := range tag.FindAllStringSubmatch(s, -1) {
		name := strings.ToLower(m[2])
		if opens := m[1] == ""; opens == open[name] || m[3] != "" {
			bad[name] = true
		} else {
			open[name] = opens
		}
	}
	ok := map[string]bool{}
	for _, name := range allTags {
		ok[name] = !open[name] && !bad[name]
	}
	return ok
}

// balancedStars tells that every ** of s opens at a word or closes after one.
func balancedStars(s string) bool {
	if strings.Contains(s, "***") || strings.Count(s, "**")%2 != 0 {
		return false
	}
	parts := strings.Split(s, "**")
	for i := 1; i < len(parts); i += 2 {
		if parts[i] == "" || strings.TrimSpace(parts[i]) != parts[i] {
			return false
		}
	}
	return len(parts) > 1
}

// spread writes ** that encloses several lines around each of them, since every line may become a paragraph of its own.
func spread(lines []line) {
	const most = 4
	for i := range lines {
		if !strings.HasPrefix(lines[i].text, "**") || strings.Count(lines[i].text, "**") != 1 {
			continue
		}
		for j := i + 1; j < min(len(lines), i+most) && lines[j].gap == 0; j++ {
			if !strings.Contains(lines[j].text, "**") {
				continue
			}
			if strings.HasSuffix(lines[j].text, "**") && strings.Count(lines[j].text, "**") == 1 {
				enclose(lines[i : j+1])
			}
			break
		}
	}
}

func enclose(lines []line) {
	enclosed := make([]string, len(lines))
	for i, l := range lines {
		enclosed[i] = "**" + strings.TrimSuffix(strings.TrimPrefix(l.text, "**"), "**") + "**"
		if !balancedStars(enclosed[i]) {
			return
		}
	}
	for i := range lines {
		lines[i].text = enclosed[i]
	}
}
