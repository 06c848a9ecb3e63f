package check

import (
	"math"
	"strconv"
	"strings"

	"vanban/document"
	"vanban/read"
	"vanban/read/anatomy"
	"vanban/thethuc"
)

// number writes v to a hundredth, with the decimal comma.
func number(v float64) string {
	return strings.Replace(strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64), ".", ",", 1)
}

// inMM writes a length to a tenth of a millimetre: word processors keep whole twips, of 0.02 mm.
func inMM(v document.EMU) string { return number(math.Round(v.Millimetres()*10)/10) + " mm" }
func inPt(v document.EMU) string { return number(v.Points()) + " pt" }

// span is what the law allows: "30–35 mm".
func span(lo, hi float64, unit string) string {
	if lo == hi {
		return number(lo) + unit
	}
	return number(lo) + "–" + number(hi) + unit
}

func spanMM(l thethuc.Length) string {
	if len(l.Only) > 0 {
		parts := make([]string, len(l.Only))
		for i, v := range l.Only {
			parts[i] = number(v.Millimetres())
		}
		return strings.Join(parts, " hoặc ") + " mm"
	}
	return span(l.Min.Millimetres(), l.Max.Millimetres(), " mm")
}

// within reports whether v is in the range of the law, to a tolerance.
func within(v document.EMU, l thethuc.Length, slack document.EMU) bool {
	if len(l.Only) > 0 {
		for _, only := range l.Only {
			if near(v, only, slack) {
				return true
			}
		}
		return false
	}
	return v >= l.Min-slack && v <= l.Max+slack
}

func near(a, b, slack document.EMU) bool { return a-b <= slack && b-a <= slack }

// typeSlack is how far a size of type may be off.
func (s *subject) typeSlack() document.EMU {
	if s.pdf() {
		return s.limits.TypePDF
	}
	return s.limits.TypeDOCX
}

// cutOf tells a cut in words.
func cutOf(bold, italic bool) string {
	switch {
	case bold && italic:
		return "đậm, nghiêng"
	case bold:
		return "đậm, đứng"
	case italic:
		return "nghiêng, không đậm"
	}
	return "đứng, không đậm"
}

// sizesOf lists sizes: "12; 13 pt".
func sizesOf(sizes []document.EMU) string {
	parts := make([]string, len(sizes))
	for i, v := range sizes {
		parts[i] = number(v.Points())
	}
	return strings.Join(parts, "; ") + " pt"
}

// typed judges size, cut and case of a line against what the law asks of its role. What is a noun: "Quốc hiệu".
func (s *subject) typed(t *tally, what string, l *anatomy.Line, role document.Role) bool {
	law := &s.pack.Types[role]
	ok := true
	if law.Upper && s.smallLetters(text(l)) {
		ok = t.judge(false, at(l).say(what+" không viết in hoa.", "chữ thường", "chữ in hoa").advise("Viết in hoa toàn bộ."))
	}
	return s.typedRuns(t, what, l, l.Runs, role) && ok
}

func (s *subject) smallLetters(shown string) bool { return strings.ToUpper(shown) != shown }

// typedRuns judges size and cut of runs of a line.
func (s *subject) typedRuns(t *tally, what string, l *anatomy.Line, runs []read.Run, role document.Role) bool {
	if !s.measured() {
		t.pass(at(l).say("", "câu chữ đúng; tệp văn bản thuần không có cỡ và kiểu chữ", ""))
		return true
	}
	law := &s.pack.Types[role]
	k := lookOf(runs)
	if k.letters == 0 {
		return true
	}
	allowedSize := span(law.Min.Points(), law.Max.Points(), " pt")
	ok, slack := true, s.typeSlack()
	for _, size := range k.sizes {
		if size != 0 && (size < law.Min-slack || size > law.Max+slack) {
			t.fail(at(l).say(what+" sai cỡ chữ.", inPt(size), allowedSize).advise("Đặt cỡ chữ " + allowedSize + "."))
			ok = false
		}
	}
	if cut, right := cutOfLook(k, law); !right {
		want := cutOf(law.Bold, law.Italic)
		t.fail(at(l).say(what+" sai kiểu chữ.", cut, want).advise("Đặt kiểu chữ " + want + "."))
		ok = false
	}
	if ok {
		t.pass(at(l).say("", sizesOf(k.sizes)+", "+cutOf(law.Bold, law.Italic), allowedSize))
	}
	return ok
}

// cutOfLook tells the cut of a text, and whether it is the one that the law asks for, from its first letter to the last.
func cutOfLook(k look, law *thethuc.TypeRule) (cut string, right bool) {
	all := func(n int, want bool) bool { return want && n == k.letters || !want && n == 0 }
	right = all(k.bold, law.Bold) && all(k.italic, law.Italic)
	cut = cutOf(2*k.bold > k.letters, 2*k.italic > k.letters)
	mixed := k.bold > 0 && k.bold < k.letters || k.italic > 0 && k.italic < k.letters
	if mixed {
		cut += " (không đều)"
	}
	return cut, right
}

// width of a line's text as set on one line.
func (s *subject) width(runs []read.Run) document.EMU {
	var w document.EMU
	for i := range runs {
		r := &runs[i]
		if r.Kind != read.Chars || r.Text == "" {
			continue
		}
		w += s.measure.TextWidth(letters(r), document.FaceOf(r.Bold, r.Italic), r.Size)
	}
	return w
}

// trimmed leaves out the blanks at the ends of runs.
func trimmed(runs []read.Run) []read.Run {
	list := append([]read.Run(nil), runs...)
	for len(list) > 0 {
		r := &list[0]
		if r.Kind == read.Chars {
			if r.Text = strings.TrimLeft(r.Text, blanks); r.Text != "" {
				break
			}
		}
		list = list[1:]
	}
	for len(list) > 0 {
		r := &list[len(list)-1]
		if r.Kind == read.Chars {
			if r.Text = strings.TrimRight(r.Text, blanks); r.Text != "" {
				break
			}
		}
		list = list[:len(list)-1]
	}
	return list
}

const blanks = " \t\n\u00a0\u2002\u2003\u2007\u2009\u202f"

// broken cuts runs at the author's line breaks.
func broken(runs []read.Run) [][]read.Run {
	var list [][]read.Run
	from := 0
	for i := range runs {
		if runs[i].Kind == read.LineBreak {
			list = append(list, runs[from:i])
			from = i + 1
		}
	}
	return append(list, runs[from:])
}

// setLines are the widths of the lines that a text is set in: as the PDF shows them, or as they fit into the width.
func (s *subject) setLines(l *anatomy.Line, room document.EMU) []document.EMU {
	if s.pdf() {
		if widths := shownWidths(l); len(widths) > 0 {
			return widths
		}
	}
	return s.wrapped(l, room)
}

// wrapped are the widths of the lines that a text fits into.
func (s *subject) wrapped(l *anatomy.Line, room document.EMU) []document.EMU {
	var list []document.EMU
	for _, runs := range broken(l.Runs) {
		runs = trimmed(runs)
		if len(runs) == 0 {
			continue
		}
		list = append(list, s.wrap(runs, room)...)
	}
	return list
}

// shownWidths are the widths of the set lines of a PDF that hold the line's text.
func shownWidths(l *anatomy.Line) []document.EMU {
	want := squeeze(l.Label + raw(l))
	var list []document.EMU
	for i := range l.Para.Lines {
		set := &l.Para.Lines[i]
		if part := squeeze(set.Text); part != "" && strings.Contains(want, part) {
			list = append(list, set.Box.Width)
		}
	}
	return list
}

// wrap breaks runs at blanks as Word does, as much on a line as fits. Room 0 is without end.
func (s *subject) wrap(runs []read.Run, room document.EMU) []document.EMU {
	total := s.width(runs)
	if room <= 0 || total <= room {
		return []document.EMU{total}
	}
	var list []document.EMU
	var line, gap, word document.EMU
	flush := func() {
		if line > 0 && line+gap+word > room {
			list = append(list, line)
			line, gap = 0, 0
		}
		line += gap + word
		gap, word = 0, 0
	}
	for i := range runs {
		r := &runs[i]
		for _, c := range shown(runs[i : i+1]) {
			w := s.measure.TextWidth(string(c), document.FaceOf(r.Bold, r.Italic), r.Size)
			if c == ' ' || c == '\t' {
				if word > 0 {
					flush()
				}
				gap += w
			} else {
				word += w
			}
		}
	}
	flush()
	return append(list, line)
}
