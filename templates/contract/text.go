package contract

import (
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// breaks tells what a line break means where a text stands.
type breaks uint8

const (
	breakLine  breaks = iota // lines are meant to be broken here
	breakWarn                // it stays, with a remark
	breakSpace               // a field of one line
)

// str reads the string that comes next, tidied.
func (d *decoder) str(b breaks) string {
	s, tidy := d.literal()
	if len(s) > d.limits.TextBytes {
		d.report(textTooLong(d.where(), len(s), d.limits.TextBytes))
		return ""
	}
	if tidy {
		return s
	}
	s = d.tidy(s, b)
	d.countLines(s)
	return s
}

// countLines charges the lines of a text to the limit, but for the first: each becomes a paragraph or a line of its own, as one
// in a list does.
func (d *decoder) countLines(s string) {
	for range strings.Count(s, "\n") {
		d.count()
	}
}

// word reads a field of one line.
func (d *decoder) word() string {
	if !d.expect(jsontext.KindString, wantText) {
		return ""
	}
	s := d.str(breakSpace)
	d.doubtful = d.doubtful || d.field.most > 0 && len(s) > d.field.most
	return s
}

// anyLines reads a string that may have several lines.
func (d *decoder) anyLines() string {
	if !d.expect(jsontext.KindString, wantText) {
		return ""
	}
	return d.str(breakLine)
}

// textLines reads a string or a list of strings.
func (d *decoder) textLines() Lines {
	switch d.peek() {
	case jsontext.KindString:
		s := d.str(breakLine)
		d.doubtful = d.doubtful || d.field.most > 0 && len(s) > d.field.most
		switch {
		case s == "":
			return nil
		case strings.IndexByte(s, '\n') < 0:
			return d.lines.keep([]string{s})
		}
		return strings.Split(s, "\n")
	case jsontext.KindBeginArray:
		l, _ := d.openList(wantLines)
		var buf [8]string
		out := buf[:0]
		for d.more(&l) {
			if d.expect(jsontext.KindString, wantText) {
				out = append(out, strings.Split(d.str(breakLine), "\n")...)
			}
		}
		n := len(out)
		for _, s := range out {
			n += len(s)
		}
		d.doubtful = d.doubtful || d.field.most > 0 && n > d.field.most
		return d.lines.keep(out)
	}
	d.wrongType(wantLines)
	return nil
}

// textList reads a list of texts, none of which should be empty.
func (d *decoder) textList() []Text {
	l, ok := d.openList(wantTexts)
	if !ok {
		return nil
	}
	var buf [16]Text
	out := buf[:0]
	for d.more(&l) {
		out = append(out, d.filled(breakWarn))
	}
	return d.texts.keep(out)
}

// text reads a string or a list of runs.
func (d *decoder) text(b breaks) Text { return d.textAt(b, d.at(), false) }

// filled is text for where there should be some.
func (d *decoder) filled(b breaks) Text {
	errors := d.errors
	t := d.text(b)
	d.remarkEmpty(&t, errors)
	return t
}

// remarkEmpty remarks on a text without characters, unless it is so because of an error.
func (d *decoder) remarkEmpty(t *Text, errors int) {
	switch {
	case len(t.Runs) > 0 || d.errors != errors:
	case d.warnings >= maxProblems: // spare the wording
		d.warnings++
	default:
		d.report(emptyText(d.where()))
	}
}

func (d *decoder) textAt(b breaks, at string, note bool) Text {
	t := Text{At: at}
	errors := d.errors
	switch d.peek() {
	case jsontext.KindString:
		if s := d.str(b); s != "" {
			t.Runs = d.runs.keep([]Run{{Text: s}})
		}
	case jsontext.KindBeginArray:
		l, _ := d.openList(wantRuns)
		var buf [8]Run
		out := buf[:0]
		for d.more(&l) {
			if r, ok := d.run1(b, note); ok {
				out = append(out, r)
			}
		}
		t.Runs = d.runs.keep(out)
	default:
		d.wrongType(wantRuns)
	}
	d.textErrors += d.errors - errors
	return t
}

// run1 reads one run; a run of no characters counts as none.
func (d *decoder) run1(b breaks, note bool) (r Run, ok bool) {
	o, ok := d.open(d.shapes.run, wantRun)
	if !ok {
		return r, false
	}
	for {
		key, ok := d.next(&o)
		if !ok {
			break
		}
		switch key {
		case "text":
			d.conflict(&o, "footnote")
			if d.expect(jsontext.KindString, wantText) {
				r.Text = d.str(b)
			}
		case "bold":
			r.Bold = d.bool()
		case "italic":
			r.Italic = d.bool()
		case "underline":
			r.Underline = d.bool()
		case "footnote":
			if note {
				d.report(nestedFootnote())
				d.skip()
				break
			}
			d.conflict(&o, "text")
			errors := d.errors
			t := d.textAt(breakWarn, d.at(), true)
			d.remarkEmpty(&t, errors)
			r.Footnote = &t
		default:
			panic("contract: no reader for key " + key)
		}
	}
	if !o.has("text") && !o.has("footnote") && !o.unknown {
		d.report(emptyRun(d.where()))
	}
	return r, r.Text != "" || r.Footnote != nil
}
