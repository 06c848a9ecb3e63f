package check

import (
	"regexp"
	"strconv"
	"strings"

	"vanban/document"
	"vanban/read/anatomy"
)

var (
	unitLabel   = regexp.MustCompile(`^(?i:(phần|chương|mục|tiểu mục|điều))\s+(.+?)\s*([.:\-–]?)$`)
	romanLabel  = regexp.MustCompile(`^[IVXLC]+$`)
	figureLabel = regexp.MustCompile(`^\d+[a-zđ]?$`)
	// Later texts put 1a between 1 and 2.
	insertedLabel = regexp.MustCompile(`\d[a-zđ][.):]?$`)
	foreignHead   = regexp.MustCompile(`^(\p{Ll})\)`)
	letterLabel   = regexp.MustCompile(`^(\p{Ll})\s*([).\-/:])$`)
	headLabel     = regexp.MustCompile(`^([IVXLC]+|\d+)\s*([./\-–:)])$`)
)

// boCuc judges the numbers of parts: their form, their order, and the type of those that the law sets bold (II.6đ).
func boCuc(s *subject, t *tally) {
	for _, p := range s.parts {
		n := &numbers{s: s, t: t, last: map[string]int{}}
		n.siblings(p.body)
	}
}

// numbers walks a body and keeps the last number of every scheme, since articles run through all chapters.
type numbers struct {
	s    *subject
	t    *tally
	last map[string]int
	// foreign tells that the last letter was none of the Vietnamese order, so that the next one follows nothing.
	foreign bool
}

func (n *numbers) siblings(nodes []*anatomy.Node) {
	before := map[string]int{} // the last number of a scheme among these
	apart := map[string]bool{} // something else stood after it
	for _, node := range nodes {
		scheme := node.Scheme
		for k := range apart {
			if k != scheme {
				apart[k] = true
			}
		}
		if node.Line != nil && node.Line.Label != "" {
			if n.form(node) {
				n.order(node, before, apart)
			}
			before[scheme], n.last[scheme] = node.Ordinal, node.Ordinal
			apart[scheme] = false
		}
		n.foreignLetter(node)
		n.siblings(node.Children)
	}
}

// order judges a number against the one before it: the next, or the first of a new list.
func (n *numbers) order(node *anatomy.Node, before map[string]int, apart map[string]bool) {
	scheme, got := node.Scheme, node.Ordinal
	if n.foreign && scheme == "a)" {
		n.foreign = false
		return
	}
	if got == 0 || insertedLabel.MatchString(squash(node.Line.Label)) {
		return
	}
	article := isArticle(node)
	prev, follows := before[scheme]
	next := 1
	if follows {
		next = prev + 1
	}
	ok := got == next || got == n.last[scheme]+1
	if article {
		ok = got == n.last[scheme]+1
	} else if got == 1 {
		ok = ok || !follows || apart[scheme]
	}
	if article {
		next = n.last[scheme] + 1
	}
	f := at(node.Line)
	switch {
	case ok:
		n.t.pass(f.say("", "số thứ tự liên tục", ""))
	case follows && got == prev:
		n.t.fail(f.say("Số thứ tự lặp lại.", node.Line.Label, "số tiếp theo").advise("Đánh lại số thứ tự liên tục."))
	default:
		n.t.fail(f.say("Số thứ tự không liên tục.", node.Line.Label, "số thứ "+strconv.Itoa(next)).
			advise("Đánh lại số thứ tự liên tục, từ 1."))
	}
}

// foreignLetter finds "f)" at the head of a text: no list of the law has it, so that it may pass for no number.
func (n *numbers) foreignLetter(node *anatomy.Node) {
	if node.Line == nil || node.Line.Label != "" {
		return
	}
	if m := foreignHead.FindStringSubmatch(text(node.Line)); m != nil && !strings.Contains(n.s.limits.Letters, m[1]) {
		n.wrongLetter(node.Line, m[0])
	}
}

func (n *numbers) wrongLetter(l *anatomy.Line, label string) {
	n.foreign = true
	n.t.fail(at(l).say("Chữ cái của điểm không có trong thứ tự chữ cái tiếng Việt.", label, "a, b, c, d, đ, e, g, h, i, k …").
		advise("Đánh lại theo thứ tự a, b, c, d, đ, e, g, h, i, k, l, m …"))
}

// form judges how a number is written and set; false where its order means nothing.
func (n *numbers) form(node *anatomy.Node) bool {
	label := squash(node.Line.Label)
	if m := unitLabel.FindStringSubmatch(label); m != nil {
		return n.unit(node, m[1], m[2], m[3])
	}
	f := at(node.Line)
	if m := letterLabel.FindStringSubmatch(label); m != nil {
		if !strings.Contains(n.s.limits.Letters, m[1]) {
			n.wrongLetter(node.Line, label)
			return false
		}
		n.t.hold(m[2] == ")", f.say("Sau chữ cái của điểm không phải dấu đóng ngoặc đơn.", label, m[1]+")").advise("Ghi “"+m[1]+")”."), "")
		return true
	}
	if m := headLabel.FindStringSubmatch(label); m != nil {
		roman := romanLabel.MatchString(m[1])
		if m[2] != ")" || roman {
			if !n.t.hold(m[2] == ".", f.say("Sau số thứ tự không phải dấu chấm.", label, m[1]+".").advise("Ghi “"+m[1]+".”."), "") {
				return true
			}
		}
		if roman && (node.Kind == anatomy.Heading || isUpper(text(node.Line))) {
			if title := text(node.Line); node.Line.Level <= 1 && n.s.smallLetters(title) && isTitle(node) {
				n.t.fail(f.say("Tiêu đề mục "+m[1]+" không viết in hoa.", "“"+excerpt(title)+"”", "chữ in hoa").
					advise("Viết tiêu đề của mục đánh số La Mã bằng chữ in hoa."))
			}
			n.s.typed(n.t, "Tiêu đề mục "+m[1], node.Line, document.MucCap1)
			n.labelBold(node.Line, "Số thứ tự của mục")
			return true
		}
	}
	n.headingSize(node)
	return true
}

// headingSize judges the size of a title whose cut the law leaves open.
func (n *numbers) headingSize(node *anatomy.Node) {
	if node.Kind != anatomy.Heading || !n.s.measured() {
		return
	}
	law, slack := &n.s.pack.Types[document.MucCap2], n.s.typeSlack()
	allowed := span(law.Min.Points(), law.Max.Points(), " pt")
	for _, size := range lookOf(node.Line.Runs).sizes {
		if size != 0 && (size < law.Min-slack || size > law.Max+slack) {
			n.t.fail(at(node.Line).say("Tiêu đề sai cỡ chữ.", inPt(size), allowed).advise("Đặt cỡ chữ " + allowed + "."))
			return
		}
	}
}

// unit judges Phần, Chương, Mục, Tiểu mục and Điều.
func (n *numbers) unit(node *anatomy.Node, word, number, end string) bool {
	f, name := at(node.Line), strings.ToLower(word)
	title := strings.ToUpper(name[:len(firstRune(name))]) + name[len(firstRune(name)):]
	if name == "điều" {
		ok := figureLabel.MatchString(number)
		if n.t.hold(ok && end == ".", f.say("Số thứ tự của điều viết không đúng.", node.Line.Label, "Điều "+number+".").
			advise("Ghi “Điều "+number+".” với chữ số Ả Rập và dấu chấm."), "") {
			n.article(node)
		}
		return ok
	}
	roman := name == "phần" || name == "chương"
	kind, ok := "chữ số Ả Rập", figureLabel.MatchString(number)
	if roman {
		kind, ok = "chữ số La Mã", romanLabel.MatchString(number)
	}
	if !n.t.hold(ok, f.say("Số thứ tự của "+name+" không phải "+kind+".", node.Line.Label, kind).advise("Đổi sang "+kind+"."), "") {
		return false
	}
	if !n.t.hold(word == title, f.say("Từ “"+title+"” viết không đúng.", node.Line.Label, title+" "+number).
		advise("Viết “"+title+"” in thường, chữ đầu in hoa."), "") {
		return true
	}
	n.labelBold(node.Line, "“"+title+" "+number+"”")
	if len(node.Title) > 0 && n.s.measured() {
		n.s.centred(n.t, "Dòng “"+title+"”", node.Line)
	}
	for _, l := range node.Title {
		if n.s.typed(n.t, "Tiêu đề của "+name, l, document.TenChuong) {
			n.s.centred(n.t, "Tiêu đề của "+name, l)
		}
	}
	return true
}

func firstRune(s string) string { return string([]rune(s)[:1]) }

// article judges the bold number of an article, and its title where it has one.
func (n *numbers) article(node *anatomy.Node) {
	if n.labelBold(node.Line, "Số thứ tự của điều") && isTitle(node) {
		n.s.typed(n.t, "Tiêu đề của điều", node.Line, document.Dieu)
	}
}

func isArticle(n *anatomy.Node) bool { return strings.HasPrefix(n.Scheme, "Điều") }

// isTitle tells a title after a number from text: Word's outline has both.
func isTitle(n *anatomy.Node) bool {
	words := text(n.Line)
	return n.Kind == anatomy.Heading && words != "" && !strings.ContainsAny(words[len(words)-1:], ".;:,")
}

// labelBold judges a number that the law sets bold and upright, 13–14. Word's own numbers have no type that a file tells plainly.
func (n *numbers) labelBold(l *anatomy.Line, what string) bool {
	runs := labelRuns(l)
	if len(runs) == 0 || !n.s.measured() {
		return true
	}
	return n.s.typedRuns(n.t, what, l, runs, document.Dieu)
}
