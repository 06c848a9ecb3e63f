package intake

import (
	"strings"

	"vanban/document"
	"vanban/read"
	"vanban/read/anatomy"
	"vanban/templates/contract"
	"vanban/thethuc"
)

// mapper makes the contract of one manuscript.
type mapper struct {
	s     *Service
	src   *read.Manuscript
	sheet *thethuc.Sheet // what the roles look like by themselves
	// wrap is the width of the lines of a text file in characters where they were broken to fit it; 0 where each paragraph is a line.
	wrap  int
	notes []Note
	said  ledger // what the document and the notes say
	unend bool   // some body has no "./." at its end
}

// note adds a remark on a place.
func (m *mapper) note(code, message, text string, place read.Place) *Note {
	m.notes = append(m.notes, Note{Code: code, Message: message, Text: text, Place: placeOf(place)})
	return &m.notes[len(m.notes)-1]
}

// lose adds a remark that holds text without a place in the document.
func (m *mapper) lose(code, message, text string, place read.Place) {
	if text = strings.TrimSpace(text); text == "" {
		return
	}
	m.said.words(text)
	if isRule(text) {
		m.typedRule(text, place)
		return
	}
	m.note(code, message, text, place).Lost = true
}

// aside adds a remark that holds a line which is no part of the issued document.
func (m *mapper) aside(code, message string, l *anatomy.Line) {
	text := lineText(l)
	m.said.words(text)
	m.note(code, message, text, l.Para.Place).Aside = true
}

// typedRule tells of a line made of signs: the form draws its own.
func (m *mapper) typedRule(text string, place read.Place) {
	m.note("typed_rule", "Dòng kẻ gõ bằng ký tự được thay bằng đường kẻ của mẫu.", text, place).Aside = true
}

// supplied tells that the form prints a line by itself. What it prints otherwise is not lost, but remarked upon.
func (m *mapper) supplied(l *anatomy.Line, printed string) {
	if l == nil {
		return
	}
	text := lineText(l)
	m.said.words(text)
	if !sameWords(text, printed) {
		m.note("replaced_by_form", "Dòng này được thay bằng chữ của mẫu: "+contract.Quote(strings.TrimSpace(printed))+".", text, l.Para.Place)
	}
}

// lineText returns the text of a line with its label, breaks and tabs as spaces.
func lineText(l *anatomy.Line) string {
	text := runsText(l.Runs, " ")
	if l.Label == "" {
		return strings.TrimSpace(text)
	}
	return strings.TrimSpace(l.Label + " " + strings.TrimSpace(text))
}

// runsText returns the characters of runs, with lineBreak between lines.
func runsText(runs []read.Run, lineBreak string) string {
	if len(runs) == 1 && runs[0].Kind == read.Chars {
		return chars(&runs[0])
	}
	var b strings.Builder
	for i := range runs {
		switch runs[i].Kind {
		case read.Chars:
			b.WriteString(chars(&runs[i]))
		case read.LineBreak:
			b.WriteString(lineBreak)
		case read.Tab:
			b.WriteByte(' ')
		case read.NoteMark:
		}
	}
	return b.String()
}

// chars returns the characters of a run as they are seen: the contract knows no letters that only look like capitals.
func chars(r *read.Run) string {
	if r.Caps {
		return strings.ToUpper(r.Text)
	}
	return r.Text
}

// word returns the text of lines as one line.
func (m *mapper) word(lines []*anatomy.Line) string {
	parts := make([]string, 0, len(lines))
	for _, l := range lines {
		m.footnotes(l)
		if s := lineText(l); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " ")
}

// lines returns the text of lines as a list; a line break is another line.
func (m *mapper) lines(list []*anatomy.Line) contract.Lines {
	var out contract.Lines
	for _, l := range list {
		m.footnotes(l)
		text := runsText(l.Runs, "\n")
		if l.Label != "" {
			text = l.Label + " " + text
		}
		for s := range strings.SplitSeq(text, "\n") {
			if s = strings.TrimSpace(s); s != "" {
				out = append(out, s)
			}
		}
	}
	return out
}

// footnotes tells of notes at a line that is a plain string in the contract.
func (m *mapper) footnotes(l *anatomy.Line) {
	for i := range l.Runs {
		if r := &l.Runs[i]; r.Kind == read.NoteMark && r.Note >= 0 && r.Note < len(m.src.Notes) {
			m.lose("not_accepted", "Chú thích đặt ở chỗ mà dữ liệu không có chú thích.", blocksText(m.src.Notes[r.Note].Blocks), l.Para.Place)
		}
	}
}

// blocksText returns the text of blocks, a line for each paragraph.
func blocksText(blocks []read.Block) string {
	var b strings.Builder
	eachParagraph(blocks, func(p *read.Paragraph) {
		s := strings.TrimSpace(paragraphText(p))
		if s == "" {
			return
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(s)
	})
	return b.String()
}

// paragraphText returns what stands in a paragraph, its automatic number included.
func paragraphText(p *read.Paragraph) string {
	text := runsText(p.Runs, " ")
	if p.Label != "" {
		return p.Label + " " + text
	}
	return text
}

// eachParagraph visits the paragraphs in order, those in cells included.
func eachParagraph(blocks []read.Block, visit func(*read.Paragraph)) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *read.Paragraph:
			visit(b)
		case *read.Table:
			for i := range b.Rows {
				for j := range b.Rows[i].Cells {
					eachParagraph(b.Rows[i].Cells[j].Blocks, visit)
				}
			}
		}
	}
}

// text makes the runs of a text: bold and italic only where they are not how the role is set anyway. Marks of footnotes become the
// notes themselves.
func (m *mapper) text(runs []read.Run, role document.Role) contract.Text {
	style := &m.sheet.Paragraphs[role]
	out := joiner{runs: make([]contract.Run, 0, len(runs))}
	for i := range runs {
		r := &runs[i]
		next := contract.Run{Bold: r.Bold && !style.Bold, Italic: r.Italic && !style.Italic, Underline: r.Underline}
		switch r.Kind {
		case read.Chars:
			next.Text = chars(r)
		case read.LineBreak:
			next = contract.Run{Text: "\n"}
		case read.Tab:
			next = contract.Run{Text: " "}
		case read.NoteMark:
			next = contract.Run{Footnote: m.footnote(r)}
			if next.Footnote == nil {
				continue
			}
		}
		if next.Text == "" && next.Footnote == nil {
			continue
		}
		out.add(next)
	}
	return contract.Text{Runs: trimRuns(out.end())}
}

// joiner gathers runs, and joins neighbours of one formatting.
type joiner struct {
	runs []contract.Run
	tail []byte // the text of the last run, once another has joined it
}

func (g *joiner) add(r contract.Run) {
	if n := len(g.runs); n > 0 && r.Footnote == nil && g.runs[n-1].Footnote == nil && joins(&g.runs[n-1], &r) {
		if len(g.tail) == 0 {
			g.tail = append(g.tail, g.runs[n-1].Text...)
		}
		g.tail = append(g.tail, r.Text...)
		return
	}
	g.runs = append(g.end(), r)
}

// end returns the runs, the last with its whole text.
func (g *joiner) end() []contract.Run {
	if len(g.tail) > 0 {
		g.runs[len(g.runs)-1].Text = string(g.tail)
		g.tail = g.tail[:0]
	}
	return g.runs
}

// joins reports whether b may go on where a ends: alike, or blank, so that nobody sees its bold or italic.
func joins(a, b *contract.Run) bool {
	if a.Underline != b.Underline {
		return false
	}
	return a.Bold == b.Bold && a.Italic == b.Italic || strings.Trim(b.Text, " \n") == ""
}

// trimRuns takes the blanks off both ends.
func trimRuns(runs []contract.Run) []contract.Run {
	for len(runs) > 0 && runs[0].Footnote == nil {
		if runs[0].Text = strings.TrimLeft(runs[0].Text, trimmed); runs[0].Text != "" {
			break
		}
		runs = runs[1:]
	}
	for len(runs) > 0 && runs[len(runs)-1].Footnote == nil {
		r := &runs[len(runs)-1]
		if r.Text = strings.TrimRight(r.Text, trimmed); r.Text != "" {
			break
		}
		runs = runs[:len(runs)-1]
	}
	return runs
}

const trimmed = " \t\n\u00a0"

// footnote returns the text of the note that a mark names; the contract has no notes on notes.
func (m *mapper) footnote(r *read.Run) *contract.Text {
	if r.Note < 0 || r.Note >= len(m.src.Notes) {
		return nil
	}
	var out contract.Text
	eachParagraph(m.src.Notes[r.Note].Blocks, func(p *read.Paragraph) {
		t := m.text(withoutMarks(p.Runs), document.ChuThich)
		if len(t.Runs) == 0 {
			return
		}
		if len(out.Runs) > 0 {
			out.Runs = append(out.Runs, contract.Run{Text: "\n"})
		}
		out.Runs = append(out.Runs, t.Runs...)
	})
	if len(out.Runs) == 0 {
		return nil
	}
	return &out
}

func withoutMarks(runs []read.Run) []read.Run {
	for i := range runs {
		if runs[i].Kind == read.NoteMark {
			out := make([]read.Run, 0, len(runs))
			for _, r := range runs {
				if r.Kind != read.NoteMark {
					out = append(out, r)
				}
			}
			return out
		}
	}
	return runs
}

// plain returns the characters of a text without its notes.
func plain(t *contract.Text) string {
	if len(t.Runs) == 1 {
		return t.Runs[0].Text
	}
	var b strings.Builder
	for i := range t.Runs {
		b.WriteString(t.Runs[i].Text)
	}
	return b.String()
}

// line makes the text of a line without its label.
func (m *mapper) line(l *anatomy.Line, role document.Role) contract.Text {
	t := m.text(l.Runs, role)
	m.effects(l.Runs, l.Para.Place)
	return t
}

// effects tells of formatting that the contract has no word for.
func (m *mapper) effects(runs []read.Run, place read.Place) {
	for i := range runs {
		r := &runs[i]
		what := ""
		switch {
		case r.Kind != read.Chars || strings.TrimSpace(r.Text) == "":
		case r.Strike:
			what = "gạch ngang chữ"
		case r.Raised:
			what = "chữ nâng lên"
		case r.Lowered:
			what = "chữ hạ xuống"
		}
		if what != "" {
			m.note("format_not_kept", "Chữ được giữ nguyên nhưng không còn định dạng "+what+".", r.Text, place)
		}
	}
}
