package parts

import (
	"slices"
	"strings"

	"vanban/document"
	"vanban/templates/contract"
)

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
		number = bareNumber(f, label, lv.parents)
	} else {
		label = labelOf(f, *counter, lv.parents)
		b.checkTyped(n, label)
	}
	if lv.capitals && lv.title == 1 && n.Kind == contract.HeadingNode && f.Style == contract.Roman && f.Prefix == "" {
		b.checkMuc(n)
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

// labelOf is the label of a format below the parents, of which those without a number are passed over.
func labelOf(f *format, n int, parents []string) string {
	own := f.Format
	quoted := parents[max(0, len(parents)-own.Compound):]
	if own.Compound == 0 || !slices.Contains(quoted, "") {
		return own.Label(n, parents)
	}
	quoted = slices.DeleteFunc(slices.Clone(quoted), func(s string) bool { return s == "" })
	own.Compound = len(quoted)
	return own.Label(n, quoted)
}

// bareNumber is what the levels below quote of a label that the author gave: "1a" of "1a.", "5" of "2.5." below 2, nothing of
// a dash.
func bareNumber(f *format, label string, parents []string) string {
	label = strings.TrimSpace(label)
	if isDash(label) {
		return ""
	}
	number := strings.TrimRight(strings.TrimPrefix(label, f.Prefix), ".)"+blanks)
	for _, p := range parents[max(0, len(parents)-f.Compound):] {
		if p != "" {
			number = strings.TrimPrefix(number, p+".")
		}
	}
	return number
}

// checkMuc remarks on the title of a mục that is not in capitals: "I. NHỮNG KẾT QUẢ" (PL.I-II.6đ, bố cục by mục).
func (b *Builder) checkMuc(n *contract.Node) {
	if text := plainText(&n.Text); hasLower(text) {
		b.warn(n.At, "not_capitals", contract.Quote(text)+" là tiêu đề của mục, phải trình bày bằng chữ in hoa.", "Viết lại bằng chữ in hoa.", citeNumbering)
	}
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
	if n.Label == nil {
		b.checkTyped(n, label)
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
	if n.Label == nil {
		b.checkTyped(n, label)
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

// spaced returns a label with the space after it.
func spaced(label string) string {
	if label == "" {
		return ""
	}
	return label + " "
}
