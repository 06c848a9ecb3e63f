package parts

import (
	"strings"

	"vanban/document"
	"vanban/templates/contract"
)

// level is where in the numbering a list of nodes stands.
type level struct {
	scheme []format
	next   int // index in scheme of the format for the next numbered level
	// parents are the bare numbers of the ancestors that scheme numbers, for labels such as "1.2.".
	parents []string
	depth   int // numbered levels above, whatever their scheme
	title   int // level of a title here: MucCap1 is 1
	dashes  int // levels of dashes above
}

// Body sets the content (ô 6) and its closing mark.
func (b *Builder) Body() {
	b.bodyStart = len(b.section.Blocks)
	b.nodes(b.doc.Body, level{scheme: b.schemeOf(b.doc.Numbering, b.doc.At, b.typ.scheme), title: 1})
	b.endBody()
}

// scheme reads a scheme that the author gave; its faults are the decoder's to report.
func (b *Builder) scheme(list []string, at string) []format {
	scheme, bad := parseScheme(list)
	if bad >= 0 && b.decoded {
		b.fail(at+"/numbering", "unknown_numbering", "Không hiểu cách đánh số “"+list[bad]+"”.", "", citeNumbering)
	}
	return scheme
}

// nodes sets a list of nodes. Numbers start at one for each list; only Điều run on through the document (PL.I-II.6đ).
func (b *Builder) nodes(list []contract.Node, lv level) {
	counter := 0
	for i := range list {
		n := &list[i]
		switch n.Kind {
		case contract.ParagraphNode:
			b.add(b.rich(document.LoiVan, n.At, "", document.NoChar, &n.Text))
		case contract.LabelValueNode:
			b.labelValue(n)
		case contract.TableNode:
			if n.Table != nil {
				b.table(n.Table)
			}
		case contract.BulletNode:
			b.bullet(n, lv)
		case contract.HeadingNode, contract.ItemNode:
			b.numbered(n, lv, &counter)
		default:
			b.fail(n.At, "unknown_node", "Không hiểu phần tử này của nội dung.", "", "")
		}
		if i < len(list)-1 {
			b.bindLead()
		}
	}
}

// bindLead keeps a line that announces what follows — it ends with a colon — on the page of its beginning.
func (b *Builder) bindLead() {
	if p := b.lastParagraph(); p != nil && strings.HasSuffix(tailText(p), ":") {
		p.KeepNext = true
	}
}

// lastParagraph returns the section's last block where that is a paragraph.
func (b *Builder) lastParagraph() *document.Paragraph {
	if n := len(b.section.Blocks); n > 0 {
		p, _ := b.section.Blocks[n-1].(*document.Paragraph)
		return p
	}
	return nil
}

// children sets the body of a node.
func (b *Builder) children(n *contract.Node, lv level) {
	if len(n.Body) == 0 {
		return
	}
	b.bindLead()
	if len(n.Numbering) > 0 {
		lv.scheme, lv.next, lv.parents = b.scheme(n.Numbering, n.At), 0, nil
	}
	b.nodes(n.Body, lv)
}

// numbered sets a heading or an item at the next level of the scheme.
func (b *Builder) numbered(n *contract.Node, lv level, counter *int) {
	if lv.next >= len(lv.scheme) {
		b.belowScheme(n, lv)
		return
	}
	f := &lv.scheme[lv.next]
	if f.unit == "Điều" {
		counter = &b.dieu
	}
	if n.Restart {
		*counter = 0
	}
	label, number := "", ""
	if n.Label == nil || *n.Label != "" {
		*counter++
		if f.quoted {
			number = f.Number(*counter)
		}
	}
	if n.Label != nil {
		label = *n.Label
	} else {
		label = f.Label(*counter, lv.parents)
	}
	below := lv
	below.next++
	below.depth++
	below.title++
	if f.quoted {
		below.parents = append(lv.parents[:len(lv.parents):len(lv.parents)], number)
	}
	switch f.unit {
	case "Phần", "Chương":
		b.division(n, label, f.Suffix == "", document.Chuong, document.TenChuong)
	case "Mục", "Tiểu mục":
		b.division(n, label, f.Suffix == "", document.Muc, document.TenMuc)
	case "Điều":
		below.title = 4 // a title below Điều is one level under it in the navigation pane
		if n.Kind == contract.HeadingNode {
			b.add(b.rich(document.Dieu, n.At, spaced(label), document.NoChar, &n.Text))
		} else {
			b.add(b.rich(document.DieuNoiDung, n.At, spaced(label), document.SoDieu, &n.Text))
		}
	default:
		if isDash(label) {
			below.dashes++
		}
		b.add(b.rich(roleOf(n, lv, label), n.At, spaced(label), document.NoChar, &n.Text))
	}
	b.children(n, below)
}

// roleOf returns the role of a numbered title or paragraph by its level.
func roleOf(n *contract.Node, lv level, label string) document.Role {
	if n.Kind == contract.HeadingNode {
		return document.MucCap1 + document.Role(min(lv.title, 5)-1)
	}
	switch label {
	case "-", "–":
		return document.GachDauDong1
	case "+":
		return document.GachDauDong2
	}
	return document.NoiDungCap1 + document.Role(min(lv.depth, 4))
}

// division sets phần, chương, mục and tiểu mục: the word and number on their own line, the title on the next (PL.I-II.6đ).
// A scheme that ends in a sign, "Phần I.", wants the title after it.
func (b *Builder) division(n *contract.Node, label string, own bool, head, title document.Role) {
	if !own {
		b.add(b.rich(head, n.At, spaced(label), document.NoChar, &n.Text))
		return
	}
	if label != "" {
		b.add(b.plain(head, n.At, label))
	}
	if !empty(&n.Text) {
		p := b.rich(title, n.At, "", document.NoChar, &n.Text)
		b.checkUpper(title, plainText(&n.Text), n.At)
		b.add(p)
	}
}

// belowScheme sets what lies deeper than the scheme says: practice goes on with "-" and then "+", and there it ends.
func (b *Builder) belowScheme(n *contract.Node, lv level) {
	label, ok := dashFor(n, lv)
	if !ok {
		b.fail(n.At, "nesting_too_deep", "Nội dung có nhiều cấp hơn cách đánh số.",
			"Khai báo thêm cấp trong \"numbering\", hoặc đưa nội dung này lên cấp trên.", citeNumbering)
		return
	}
	role := roleOf(n, lv, label)
	lv.depth++
	lv.title++
	lv.dashes++
	b.add(b.rich(role, n.At, spaced(label), document.NoChar, &n.Text))
	b.children(n, lv)
}

// bullet sets a gạch đầu dòng: "-", and "+" inside another.
func (b *Builder) bullet(n *contract.Node, lv level) {
	label, ok := dashFor(n, lv)
	if !ok {
		b.fail(n.At, "nesting_too_deep", "Gạch đầu dòng chỉ có hai cấp: “-” rồi “+”.",
			"Đưa nội dung này lên cấp trên, hoặc ghi dấu riêng trong \"label\".", "")
		return
	}
	role := document.GachDauDong1
	if label == "+" || label != "-" && lv.dashes > 0 {
		role = document.GachDauDong2
	}
	lv.dashes++
	b.add(b.rich(role, n.At, spaced(label), document.NoChar, &n.Text))
	b.children(n, lv)
}

// dashFor returns the sign of a dash below the given levels of dashes; the author's label goes before.
func dashFor(n *contract.Node, lv level) (label string, ok bool) {
	switch {
	case n.Label != nil:
		return *n.Label, true
	case lv.dashes == 0:
		return "-", true
	case lv.dashes == 1:
		return "+", true
	}
	return "", false
}

func isDash(label string) bool { return label == "-" || label == "–" || label == "+" }

// labelValue sets "Thời gian: …"; the colon is supplied when the label has none.
func (b *Builder) labelValue(n *contract.Node) {
	p := b.para(document.LoiVan, n.At)
	count := 1
	for i := range n.Name.Runs {
		count += runsFor(n.Name.Runs[i].Text)
	}
	for i := range n.Text.Runs {
		count += runsFor(n.Text.Runs[i].Text)
	}
	p.Runs = b.appendRuns(b.reserve(count), &n.Name, n.At)
	colon := ": "
	if strings.HasSuffix(tailText(p), ":") {
		colon = " "
	}
	if empty(&n.Text) {
		colon = strings.TrimRight(colon, " ")
	}
	appendTail(p, colon)
	p.Runs = b.appendRuns(p.Runs, &n.Text, n.At)
	b.add(p)
}

// spaced returns a label with the space after it.
func spaced(label string) string {
	if label == "" {
		return ""
	}
	return label + " "
}
