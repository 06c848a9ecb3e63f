package check

import (
	"cmp"
	"slices"
	"strings"

	"vanban/document"
	"vanban/read"
	"vanban/read/anatomy"
	"vanban/thethuc"
)

// ruleMarks are the signs that people draw lines with.
const ruleMarks = "-–—_─━=*. \t\n\u00a0"

// typedRule reports whether a text is a line made of signs.
func typedRule(s string) bool {
	s = squeeze(s)
	return len([]rune(s)) >= 3 && strings.Trim(s, ruleMarks) == ""
}

// ruleUnder judges the rule line under texts; any of them may be its measure, since the law says not which. Want is a noun
// phrase: "Đường kẻ dưới Tiêu ngữ".
func (s *subject) ruleUnder(t *tally, want string, rule *read.Rule, under []*anatomy.Line, role document.Role, allowed thethuc.Ratio) {
	last := under[len(under)-1]
	length, found := s.ruleLength(rule, last)
	if !found {
		f := at(last).say(want+" không có.", "không có đường kẻ", "đường kẻ nét liền")
		switch {
		case s.underlined(under):
			f = f.say(want+" được làm bằng chữ gạch chân.", "chữ gạch chân", "đường kẻ nét liền").
				advise("Bỏ gạch chân, kẻ một đường dưới dòng chữ.")
		case s.typedBelow(last):
			f = f.say(want+" được gõ bằng dấu gạch.", "dấu gạch gõ từ bàn phím", "đường kẻ nét liền").
				advise("Xóa các dấu gạch, kẻ một đường liền.")
		case !s.measured():
			t.unseen(f.say("Tệp văn bản thuần không có đường kẻ.", "", ""))
			return
		default:
			f = f.advise("Kẻ một đường liền dưới dòng chữ.")
		}
		t.fail(f)
		return
	}
	widths := s.candidates(under, s.setLines)
	if len(widths) > 0 {
		law := &s.pack.Types[role]
		for _, size := range []document.EMU{law.Min, law.Max} {
			widths = append(widths, s.candidates(s.asLawful(under, role, size), s.wrapped)...)
		}
	}
	if length <= 0 || len(widths) == 0 {
		t.unseen(at(last).say("Không đo được độ dài "+lowerFirst(want)+".", "", ""))
		return
	}
	// The range around the text's own length is a tolerance already.
	slack, bounds := s.limits.Share, "1/3–1/2 dòng chữ"
	if allowed.Max > 1 {
		slack, bounds = s.limits.Round, "bằng dòng chữ (sai số "+number((allowed.Max-1)*100)+" %)"
	}
	ratio, ok := float64(length)/float64(max(widths[0], 1)), false
	for _, w := range widths {
		if w <= 0 {
			continue
		}
		if v := float64(length) / float64(w); v >= allowed.Min-slack*allowed.Min && v <= allowed.Max+slack*allowed.Max {
			ratio, ok = v, true
			break
		}
	}
	f := at(last).say(want+" sai độ dài.", inMM(length)+" = "+number(ratio)+" lần dòng chữ", bounds)
	t.judge(ok, f.advise("Kéo đường kẻ dài "+bounds+"."))
}

// candidates are the lengths that a rule may be measured by: those of all lines, the longest first, and as they wrap in narrower cells.
func (s *subject) candidates(under []*anatomy.Line, set func(*anatomy.Line, document.EMU) []document.EMU) []document.EMU {
	var list []document.EMU
	for _, padding := range []document.EMU{0, s.limits.CellPadding} {
		first := len(list)
		for _, l := range under {
			room := s.seats[l.Para].width
			if room > padding {
				room -= padding
			}
			list = append(list, set(l, room)...)
		}
		slices.SortFunc(list[first:], func(a, b document.EMU) int { return cmp.Compare(b, a) })
		if s.pdf() {
			break
		}
	}
	return list
}

// asLawful are the lines whose type or wording breaks their own rule, as that rule would have them: their fault is not the rule line's.
// A size that is not lawful becomes size.
func (s *subject) asLawful(lines []*anatomy.Line, role document.Role, size document.EMU) []*anatomy.Line {
	law := &s.pack.Types[role]
	list := make([]*anatomy.Line, len(lines))
	changed := false
	for i, l := range lines {
		clone := *l
		clone.Runs = append([]read.Run(nil), l.Runs...)
		for j := range clone.Runs {
			r := &clone.Runs[j]
			size := size
			if r.Size >= law.Min && r.Size <= law.Max {
				size = r.Size
			}
			changed = changed || size != r.Size || r.Bold != law.Bold || r.Italic != law.Italic || law.Upper && s.smallLetters(r.Text)
			r.Size, r.Bold, r.Italic, r.Caps = size, law.Bold, law.Italic, law.Upper
		}
		if role == document.TieuNgu && len(clone.Runs) > 0 && text(l) != thethuc.TieuNgu {
			clone.Runs, changed = clone.Runs[:1], true
			clone.Runs[0].Text = thethuc.TieuNgu
		}
		list[i] = &clone
	}
	if !changed {
		return nil
	}
	return list
}

// ruleLength finds the rule under a line: a drawing, the border of an empty paragraph, or a border of the paragraph itself.
func (s *subject) ruleLength(rule *read.Rule, l *anatomy.Line) (document.EMU, bool) {
	if rule != nil {
		return rule.Length, true
	}
	if l.Para == nil || l.Para.Form == nil {
		return 0, false
	}
	at, form := s.seats[l.Para], l.Para.Form
	if form.BorderBelow {
		return max(at.width-form.Left-form.Right, 0), true
	}
	if next := at.index + 1; next < len(at.blocks) {
		if p, ok := at.blocks[next].(*read.Paragraph); ok && p.Form != nil && p.Form.BorderTop {
			return max(at.width-p.Form.Left-p.Form.Right, 0), true
		}
	}
	return 0, false
}

func (s *subject) underlined(lines []*anatomy.Line) bool {
	for _, l := range lines {
		for i := range l.Runs {
			if l.Runs[i].Underline && strings.TrimSpace(l.Runs[i].Text) != "" {
				return true
			}
		}
	}
	return false
}

// typedBelow reports whether a line of typed signs stands below l.
func (s *subject) typedBelow(l *anatomy.Line) bool {
	at, ok := s.seats[l.Para]
	if !ok {
		return false
	}
	if _, after, found := strings.Cut(shown(l.Para.Runs), "\n"); found && typedRule(after) {
		return true
	}
	for i := at.index + 1; i < len(at.blocks) && i <= at.index+2; i++ {
		if p, ok := at.blocks[i].(*read.Paragraph); ok && typedRule(shown(p.Runs)) {
			return true
		}
	}
	return false
}

func lowerFirst(s string) string {
	r := []rune(s)
	return strings.ToLower(string(r[:1])) + string(r[1:])
}
