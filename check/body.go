package check

import (
	"slices"
	"strings"

	"vanban/document"
	"vanban/read"
	"vanban/read/anatomy"
)

// runningText are the lines of a part that are lời văn in the sense of II.6e: grounds and every paragraph, numbered or not, but
// for titles and what stands in the middle or in a table.
func (s *subject) runningText(p part) []*anatomy.Line {
	var list []*anatomy.Line
	add := func(l *anatomy.Line) {
		if l == nil || l.Para == nil || l.Para.Form == nil || s.seats[l.Para].table != nil {
			return
		}
		if l.Para.Form.Align == document.AlignCenter && (s.pdf() || lookOf(l.Runs).letters < 2*wholeText || strings.HasPrefix(text(l), "(")) {
			return
		}
		if n := len(list); n > 0 && list[n-1].Para == l.Para {
			return // a title and its text on one line
		}
		list = append(list, l)
	}
	if p.appendix == nil {
		for _, l := range p.doc.CanCu {
			add(l)
		}
	}
	walk(p.body, func(n *anatomy.Node) {
		switch n.Kind {
		case anatomy.Paragraph, anatomy.Item, anatomy.Bullet, anatomy.LabelValue:
			add(n.Line)
		case anatomy.Heading:
			if isArticle(n) && !isTitle(n) {
				add(n.Line)
			}
		case anatomy.Table:
		}
	})
	return list
}

// loiVan: 13–14, justified, the first line 10 or 12,7 mm in, paragraphs 6 pt apart, lines from single to one and a half (II.6e).
func loiVan(s *subject, t *tally) {
	if !s.measured() {
		t.unseen(Finding{Message: "Tệp văn bản thuần không có cách trình bày."})
		return
	}
	for _, p := range s.parts {
		lines := s.runningText(p)
		pitch := s.usualPitch(lines)
		quoted := 0
		for i, l := range lines {
			words := whole(l)
			quoting := quoted > 0 || strings.HasPrefix(words, "“") || strings.HasPrefix(words, `"`)
			quoted = max(quoted+strings.Count(words, "“")-strings.Count(words, "”"), 0)
			ok := s.bodySize(t, l)
			ok = (quoting || s.upright(t, l)) && ok
			ok = s.justified(t, l) && ok
			ok = s.indented(t, l) && ok
			ok = s.spaced(t, l) && ok
			if above := s.title(l); above != nil {
				ok = s.apart(t, above, l, pitch) && ok
			} else if i > 0 {
				ok = s.apart(t, lines[i-1], l, pitch) && ok
			}
			if ok {
				t.pass(at(l).say("", s.formOf(l), "13–14 pt, canh đều, lùi 10 hoặc 12,7 mm, cách đoạn từ 6 pt, 1–1,5 dòng"))
			}
		}
	}
}

// title is the heading in the paragraph right above a line of a DOCX; nil where there is none.
func (s *subject) title(l *anatomy.Line) *anatomy.Line {
	at := s.seats[l.Para]
	if s.pdf() || at.index == 0 {
		return nil
	}
	p, ok := at.blocks[at.index-1].(*read.Paragraph)
	if !ok || p.Form == nil || p.Form.Align == document.AlignCenter || empty(p) || !s.titles[p] {
		return nil
	}
	return &anatomy.Line{Para: p, Runs: p.Runs}
}

// wordsOfNote begin paragraphs that people set in italics as they set grounds: reasons, notes and examples.
var wordsOfNote = []string{"(", "*", "Căn cứ", "Thực hiện", "Theo", "Xét", "Trên cơ sở", "Ghi chú", "Lưu ý", "Ví dụ", "Nguồn", "Đơn vị"}

// wholeText is how many letters make a paragraph of running text of what may else be a title or a label.
const wholeText = 80

// upright judges that running text is upright and not bold (II.6e and Mục V): a paragraph in whole, since words in it may be marked.
func (s *subject) upright(t *tally, l *anatomy.Line) bool {
	words := text(l)
	k := lookOf(l.Runs)
	if l.Role == document.CanCu || k.letters < wholeText || !strings.ContainsAny(lastChar(words), ".;:,/") || begins(words, wordsOfNote) {
		return true
	}
	measured := ""
	switch underlined := s.underlinedWhole(l); {
	case k.italic == k.letters:
		measured = "nghiêng"
	case k.bold == k.letters:
		measured = "đậm"
	case underlined:
		measured = "gạch chân"
	default:
		return true
	}
	t.fail(at(l).say("Cả đoạn lời văn in "+measured+".", measured, "đứng, không đậm").
		advise("Bỏ kiểu chữ " + measured + " của đoạn; trích nguyên văn thì đặt trong ngoặc kép."))
	return false
}

func (s *subject) underlinedWhole(l *anatomy.Line) bool {
	for i := range l.Runs {
		if r := &l.Runs[i]; r.Kind == read.Chars && lettered(r.Text) && !r.Underline {
			return false
		}
	}
	return true
}

// formOf tells how a paragraph is set, in short.
func (s *subject) formOf(l *anatomy.Line) string {
	parts := []string{sizesOf(lookOf(l.Runs).sizes)}
	if v, ok := s.firstLine(l); ok {
		parts = append(parts, "lùi "+inMM(v))
	}
	if v, ok := s.lineSpacing(l); ok {
		parts = append(parts, number(v)+" dòng")
	}
	return strings.Join(parts, ", ")
}

func (s *subject) bodySize(t *tally, l *anatomy.Line) bool {
	if l.Role == document.CanCu {
		return true // CC-1's
	}
	law, slack := &s.pack.Types[document.LoiVan], s.typeSlack()
	allowed := span(law.Min.Points(), law.Max.Points(), " pt")
	for _, size := range lookOf(l.Runs).sizes {
		if size != 0 && (size < law.Min-slack || size > law.Max+slack) {
			t.fail(at(l).say("Lời văn sai cỡ chữ.", inPt(size), allowed).advise("Đặt cỡ chữ " + allowed + "."))
			return false
		}
	}
	return true
}

func (s *subject) justified(t *tally, l *anatomy.Line) bool {
	f := at(l).say("Lời văn không canh đều hai lề.", alignName(l.Para.Form.Align), "canh đều hai lề").
		advise("Canh đều hai lề (Ctrl+J).")
	ok := l.Para.Form.Align == document.AlignJustify
	if s.pdf() {
		f.Measured = "mép phải không đều"
		ok = !s.ragged(l)
	}
	if !ok {
		t.fail(f)
	}
	return ok
}

// ragged reports whether most lines of a paragraph of a PDF end short of the margin; its last line may.
func (s *subject) ragged(l *anatomy.Line) bool {
	page, right, lines := s.page(l), s.edgesOf(l).right, l.Para.Lines
	if page == nil || len(lines) < 2 {
		return false
	}
	if right == 0 { // no two lines end together
		return len(lines) > 2 && hasFirstLine(l.Para)
	}
	short := 0
	for i := range lines[:len(lines)-1] {
		if b := lines[i].Box; strings.Contains(lines[i].Text, " ") && b.X+b.Width < page.Width-right-s.limits.TopPDF {
			short++
		}
	}
	return 2*short > len(lines)-1
}

// firstLine is how far in a paragraph begins, its number included.
func (s *subject) firstLine(l *anatomy.Line) (document.EMU, bool) {
	if !s.pdf() {
		return l.Para.Form.Left + l.Para.Form.FirstLine, true
	}
	left := s.edgesOf(l).left
	if left == 0 || len(l.Para.Lines) == 0 {
		return 0, false
	}
	return l.Para.Lines[0].Box.X - left, true
}

func (s *subject) indented(t *tally, l *anatomy.Line) bool {
	if form := l.Para.Form; !s.pdf() && form.Right > s.limits.Indent {
		t.fail(at(l).say("Đoạn văn thụt vào từ lề phải.", inMM(form.Right), "0 mm").advise("Đặt thụt lề phải (Indent Right) bằng 0."))
		return false
	}
	v, known := s.firstLine(l)
	if !known || within(v, s.pack.FirstLine, s.limits.Indent) {
		return true
	}
	allowed := spanMM(s.pack.FirstLine)
	t.fail(at(l).say("Dòng đầu của đoạn lùi vào không đúng.", inMM(v), allowed).
		advise("Vào Paragraph, đặt Left là 0, Special là First line, By là 1 cm hoặc 1,27 cm."))
	return false
}

// lineSpacing is the distance of lines as a multiple of single.
func (s *subject) lineSpacing(l *anatomy.Line) (float64, bool) {
	sp := l.Para.Form.Spacing
	if s.pdf() {
		pitch := pitchOf(l.Para)
		size := s.largest(l)
		return float64(pitch) / (float64(size) * s.limits.Natural), pitch > 0 && size > 0
	}
	size := s.largest(l)
	switch sp.Rule {
	case read.Multiple:
		return sp.Lines, sp.Lines > 0
	case read.AtLeast, read.Exactly, read.Measured:
		if size == 0 || sp.Height == 0 {
			return 0, false
		}
		v := float64(sp.Height) / (float64(size) * s.limits.Natural)
		if sp.Rule == read.AtLeast {
			v = max(v, 1)
		}
		return v, true
	}
	return 0, false
}

// largest is the size of the largest type of a line: it makes the line's height.
func (s *subject) largest(l *anatomy.Line) document.EMU {
	var size document.EMU
	for _, v := range lookOf(l.Para.Runs).sizes {
		size = max(size, v)
	}
	return size
}

// pitchOf is the usual distance of base lines in a paragraph of a PDF; 0 where it has one line to a page.
func pitchOf(p *read.Paragraph) document.EMU {
	var list []document.EMU
	for i := 1; i < len(p.Lines); i++ {
		if p.Lines[i].Page == p.Lines[i-1].Page {
			list = append(list, p.Lines[i].Base-p.Lines[i-1].Base)
		}
	}
	if len(list) == 0 {
		return 0
	}
	slices.Sort(list)
	return list[len(list)/2]
}

func (s *subject) spaced(t *tally, l *anatomy.Line) bool {
	v, known := s.lineSpacing(l)
	law := s.pack.LineSpacing
	if !known || v >= law.Min-s.limits.Lines && v <= law.Max+s.limits.Lines {
		return true
	}
	measured := number(v) + " dòng"
	if sp := l.Para.Form.Spacing; !s.pdf() && sp.Rule != read.Multiple {
		measured = inPt(sp.Height) + " = " + measured
	}
	allowed := span(law.Min, law.Max, " dòng")
	t.fail(at(l).say("Khoảng cách giữa các dòng ngoài mức cho phép.", measured, allowed).
		advise("Vào Paragraph, đặt Line spacing từ Single đến 1.5 lines."))
	return false
}

// usualPitch is the median distance of base lines in a PDF's text, for paragraphs of one line.
func (s *subject) usualPitch(lines []*anatomy.Line) document.EMU {
	var list []document.EMU
	for _, l := range lines {
		if v := pitchOf(l.Para); v > 0 && hasFirstLine(l.Para) {
			list = append(list, v)
		}
	}
	if len(list) == 0 {
		return 0
	}
	slices.Sort(list)
	return list[len(list)/2]
}

// apart judges the space between two paragraphs that follow each other. Word adds the space after the one to that before the other;
// an empty paragraph between them is room enough.
func (s *subject) apart(t *tally, a, b *anatomy.Line, pitch document.EMU) bool {
	up, down := s.seats[a.Para], s.seats[b.Para]
	if down.index != up.index+1 || len(up.blocks) != len(down.blocks) {
		return true
	}
	gap, slack := a.Para.Form.After+b.Para.Form.Before, document.Twip
	if s.pdf() {
		if len(a.Para.Lines) == 0 || len(b.Para.Lines) == 0 || pitch == 0 {
			return true
		}
		last, first := a.Para.Lines[len(a.Para.Lines)-1], b.Para.Lines[0]
		if last.Page != first.Page {
			return true
		}
		if up, down := s.largest(a), s.largest(b); down > 0 && down < up {
			pitch = document.EMU(float64(pitch) * float64(down) / float64(up)) // smaller type has lower lines
		}
		gap, slack = first.Base-last.Base-pitch, s.limits.SpacePDF
	}
	law := s.pack.SpaceBefore.Min
	if gap >= law-slack {
		return true
	}
	t.fail(at(b).say("Khoảng cách giữa các đoạn văn nhỏ hơn 6 pt.", inPt(gap), "từ "+inPt(law)).
		advise("Vào Paragraph, đặt Before (hoặc After) từ 6 pt."))
	return false
}

// ketThuc: "./." at the end of the content (Phụ lục III), of the document itself or of the last thing that comes with it.
func ketThuc(s *subject, t *tally) {
	var last *anatomy.Line
	for _, p := range s.parts {
		l := lastLine(p.body)
		if l == nil {
			continue
		}
		if strings.HasSuffix(squeeze(text(l)), "./.") {
			t.pass(at(l).say("", "./.", "./."))
			return
		}
		if p.main && p.appendix == nil {
			last = l
		}
	}
	if last == nil {
		return
	}
	t.fail(at(last).say("Nội dung văn bản không kết thúc bằng “./.”.", "“"+lastChar(text(last))+"”", "“./.”").
		advise("Ghi “./.” sau câu cuối."))
}

// lastLine is the last text of a body; a table's is in its last cell.
func lastLine(nodes []*anatomy.Node) *anatomy.Line {
	var last *anatomy.Line
	walk(nodes, func(n *anatomy.Node) {
		switch {
		case n.Line != nil:
			last = n.Line
		case n.Note != nil:
			last = n.Note
		case n.Table != nil:
			if l := lastCell(n.Table); l != nil {
				last = l
			}
		}
	})
	return last
}

func lastCell(table *read.Table) *anatomy.Line {
	for i := len(table.Rows) - 1; i >= 0; i-- {
		for j := len(table.Rows[i].Cells) - 1; j >= 0; j-- {
			blocks := table.Rows[i].Cells[j].Blocks
			for k := len(blocks) - 1; k >= 0; k-- {
				if p, ok := blocks[k].(*read.Paragraph); ok && !empty(p) {
					return &anatomy.Line{Para: p, Runs: p.Runs, Label: p.Label, Role: document.BangO}
				}
			}
		}
	}
	return nil
}
