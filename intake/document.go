package intake

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"vanban/document"
	"vanban/read"
	"vanban/read/anatomy"
	"vanban/templates/contract"
)

// document makes the contract of a document. Owner is the one that it comes with, nil for the outermost.
func (m *mapper) document(a *anatomy.Document, kind string, owner *contract.Document) *contract.Document {
	d := &contract.Document{Type: kind}
	m.letterhead(a, d, owner)
	m.title(a, d, owner != nil)
	m.opening(a, d)
	scheme := m.s.scheme(kind)
	d.Body, d.Numbering = m.body(a.Body, scheme)
	m.unend = m.unend || len(d.Body) > 0 && !endMarked(d.Body)
	m.closing(a, d)
	for i, p := range a.Appendices {
		d.Appendices = append(d.Appendices, m.appendix(p, d, i, len(a.Appendices), schemeOrOwn(d.Numbering, scheme)))
	}
	for _, e := range a.Enclosures {
		m.enclosure(e, d)
	}
	for _, l := range a.DuThao {
		m.aside("draft_mark", "Dấu dự thảo này không thuộc văn bản phát hành; tệp tạo lại không có dòng này.", l)
	}
	for _, l := range a.DauDen {
		m.aside("received_stamp", "Dòng này là dấu đến của nơi nhận, không thuộc văn bản.", l)
	}
	m.loose(a)
	return d
}

// loose tells of the lines without a place: with what was said of them, else that nobody knows where they belong.
func (m *mapper) loose(a *anatomy.Document) {
	said := map[read.Place]*read.Remark{}
	for i := range a.Remarks {
		if r := &a.Remarks[i]; isAside(r.Code) {
			said[r.Place] = r
		}
	}
	for _, l := range a.Loose {
		if r := said[l.Para.Place]; r != nil {
			m.aside(r.Code, r.Message, l)
			continue
		}
		m.lose("unplaced_text", "Nội dung này không xác định được vị trí trong văn bản.", lineText(l), l.Para.Place)
	}
	for i := range a.Remarks {
		if r := &a.Remarks[i]; said[r.Place] != r {
			m.remark(r)
		}
	}
}

// remark passes on what a reader or anatomy said.
func (m *mapper) remark(r *read.Remark) {
	n := m.note(r.Code, r.Message, r.Text, r.Place)
	m.said.words(r.Text)
	// A remark holds text that stands nowhere else; anatomy's quote what stands in its parts too.
	n.Lost = strings.TrimSpace(r.Text) != "" && !isAside(r.Code)
}

// title makes tên loại, trích yếu and the extra line.
func (m *mapper) title(a *anatomy.Document, d *contract.Document, enclosed bool) {
	if a.TenLoai != nil {
		m.supplied(a.TenLoai, m.s.nameOf(d.Type, lineText(a.TenLoai)))
	}
	d.Subject = append(m.narrow(m.lines(a.TrichYeuCV)), m.unwrapped(m.lines(a.TrichYeu))...)
	d.Subtitle = m.word(a.Subtitle)
	attached := m.word(a.KemTheo)
	switch {
	case attached == "":
	case enclosed:
		d.Subject = append(d.Subject, attached)
	case d.Subtitle == "":
		d.Subtitle = attached
	default:
		d.Subtitle += " " + attached
	}
}

// narrow joins the lines of V/v in a text, where a column has broken them: what goes on in small letters was one line.
func (m *mapper) narrow(lines contract.Lines) contract.Lines {
	if m.src.Source != read.Text {
		return lines
	}
	out := lines[:0]
	for i, s := range lines {
		if first, _ := utf8.DecodeRuneInString(s); i > 0 && unicode.IsLower(first) {
			out[len(out)-1] += " " + s
			continue
		}
		out = append(out, s)
	}
	return out
}

// unwrapped joins lines that end where the line of the text file was full.
func (m *mapper) unwrapped(lines contract.Lines) contract.Lines {
	if m.wrap == 0 {
		return lines
	}
	out := lines[:0]
	for i, s := range lines {
		if i > 0 {
			first, _, _ := strings.Cut(s, " ")
			before := out[len(out)-1]
			_, last, _ := cutLast(before, "\n")
			if utf8.RuneCountInString(last)+1+utf8.RuneCountInString(first) >= m.wrap {
				out[len(out)-1] = before + "\n" + s
				continue
			}
		}
		out = append(out, s)
	}
	for i := range out {
		out[i] = strings.ReplaceAll(out[i], "\n", " ")
	}
	return out
}

// cutLast cuts s after the last sep; the text after it is all of s where there is none.
func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return "", s, false
}

// opening makes what stands between title and body.
func (m *mapper) opening(a *anatomy.Document, d *contract.Document) {
	switch {
	case a.KinhGui != nil:
		m.salutation(a, d)
	case len(a.KinhGuiMuc) > 0: // of a công điện, whose authority wires
		d.Salutation = m.list(a.KinhGuiMuc, document.KinhGuiMuc, true)
	}
	d.Authority = m.lines(a.ThamQuyen)
	for _, l := range a.CanCu {
		t := m.line(l, document.CanCu)
		if l.Label != "" && len(t.Runs) > 0 {
			t.Runs = append([]contract.Run{{Text: l.Label + " "}}, t.Runs...)
		}
		if len(t.Runs) > 0 {
			d.Bases = append(d.Bases, t)
		}
	}
	switch printed := m.s.enacting(d.Type); {
	case a.TuBanHanh == nil:
	case printed == "":
		m.lose("not_accepted", "Loại văn bản này không có dòng từ ban hành trong mẫu.", lineText(a.TuBanHanh), a.TuBanHanh.Para.Place)
	default:
		m.supplied(a.TuBanHanh, printed)
	}
}

// salutation makes Kính gửi: one addressee on the line of the label, or the list under it.
func (m *mapper) salutation(a *anatomy.Document, d *contract.Document) {
	text := m.line(a.KinhGui, document.KinhGui)
	const label = "Kính gửi"
	if s := plain(&text); len(s) >= len(label) && strings.EqualFold(s[:len(label)], label) {
		text = cutHead(text, len(s)-len(strings.TrimLeft(s[len(label):], ": \u00a0")))
	}
	m.said.words(label + ":")
	if len(text.Runs) > 0 {
		d.Salutation = append(d.Salutation, text)
	}
	d.Salutation = append(d.Salutation, m.list(a.KinhGuiMuc, document.KinhGuiMuc, len(text.Runs) == 0)...)
	if len(d.Salutation) == 0 {
		d.Salutation = []contract.Text{contract.Plain(label + ":")}
	}
}

// list makes the entries of Kính gửi or Nơi nhận without the dashes and the endings that are supplied. Whole tells that the list has no
// other entries before these.
func (m *mapper) list(lines []*anatomy.Line, role document.Role, whole bool) []contract.Text {
	lines = joinWrapped(lines)
	var out []contract.Text
	for i, l := range lines {
		t := m.line(l, role)
		if len(t.Runs) == 0 {
			continue
		}
		if last := i == len(lines)-1; whole && !(last && i == 0 && role == document.KinhGuiMuc) {
			m.said.words(cutEnding(&t, last))
		}
		switch l.Label {
		case "":
		case "-":
			m.said.words("-")
		default:
			t.Runs = append([]contract.Run{{Text: l.Label + " "}}, t.Runs...)
		}
		out = append(out, t)
	}
	return out
}

// joinWrapped puts an entry together again whose end stands on a line of its own, without a dash.
func joinWrapped(lines []*anatomy.Line) []*anatomy.Line {
	out := lines[:0:0]
	for _, l := range lines {
		n := len(out)
		if n == 0 || l.Label != "" || out[n-1].Label == "" || strings.HasSuffix(out[n-1].Text(), ";") || strings.HasSuffix(out[n-1].Text(), ".") {
			out = append(out, l)
			continue
		}
		whole := *out[n-1]
		whole.Runs = append(append(slices.Clone(whole.Runs), read.Run{Text: " "}), l.Runs...)
		out[n-1] = &whole
	}
	return out
}

// cutEnding takes off the ending that the form supplies again, and returns it.
func cutEnding(t *contract.Text, last bool) string {
	r := &t.Runs[len(t.Runs)-1]
	ending := ";"
	if last {
		ending = "."
	}
	rest, ok := strings.CutSuffix(r.Text, ending)
	if !ok || r.Footnote != nil {
		return ""
	}
	bare := strings.TrimRight(rest, trimmed)
	if bare == "" || strings.ContainsRune(";.,:", rune(bare[len(bare)-1])) {
		return "" // another ending before it: the form would take that for enough
	}
	r.Text = bare
	return ending
}

// cutHead returns t without the first n bytes of its text.
func cutHead(t contract.Text, n int) contract.Text {
	var out contract.Text
	for _, r := range t.Runs {
		cut := min(n, len(r.Text))
		n -= cut
		if r.Text = r.Text[cut:]; r.Text != "" || r.Footnote != nil {
			out.Runs = append(out.Runs, r)
		}
	}
	return out
}

// endMarked reports whether the last text of a body ends with the closing mark.
func endMarked(body []contract.Node) bool {
	for len(body) > 0 {
		n := &body[len(body)-1]
		if len(n.Body) > 0 {
			body = n.Body
			continue
		}
		t := &n.Text
		if n.Kind == contract.TableNode {
			if t = &n.Table.Note; len(t.Runs) == 0 {
				return false
			}
		}
		s := strings.TrimRight(plain(t), trimmed)
		return strings.HasSuffix(s, "/.") || strings.HasSuffix(s, "./")
	}
	return false
}

// appendix makes the i-th of n phụ lục. "Phụ lục" and its number are left to the form where it would print the same.
func (m *mapper) appendix(a *anatomy.Appendix, d *contract.Document, i, n int, scheme []string) contract.Appendix {
	var out contract.Appendix
	if a.Label != nil {
		supplied := "Phụ lục"
		if n > 1 {
			supplied += " " + roman.Number(i+1)
		}
		text := lineText(a.Label)
		if text == supplied {
			m.said.words(text)
		} else {
			out.Title = append(out.Title, m.asLabel(text, a.Label)...)
		}
	}
	out.Title = append(out.Title, m.unwrapped(m.lines(a.Title))...)
	if attached := m.word(a.KemTheo); attached != "" {
		out.Title = append(out.Title, attached)
	}
	if s := a.Section; s > 0 && s < len(m.src.Sections) && m.src.Sections[s].Page.Landscape {
		out.Orientation = "landscape"
	}
	for _, f := range scheme {
		if strings.HasPrefix(f, "Điều") || strings.HasPrefix(f, "ĐIỀU") {
			scheme = sectionScheme // what follows a decision is a list or a plan, and numbered as such
			break
		}
	}
	out.Body, out.Numbering = m.body(a.Body, scheme)
	m.unend = m.unend || len(out.Body) > 0 && !endMarked(out.Body)
	return out
}

// asLabel returns the first line of a phụ lục as the form takes it for one: it begins with "Phụ lục".
func (m *mapper) asLabel(text string, l *anatomy.Line) []string {
	if head := []rune(text); len(head) < 7 || !strings.EqualFold(string(head[:7]), "phụ lục") {
		m.note("supplied_by_form", "Mẫu đặt thêm dòng “Phụ lục” phía trên dòng này.", text, l.Para.Place)
	}
	return []string{text}
}

var roman, _ = contract.ParseFormat("I")

// enclosure makes a document that comes with a decision. What it has of its own and may not have goes to the notes.
func (m *mapper) enclosure(a *anatomy.Document, d *contract.Document) {
	kind := a.Kind
	if kind == "" {
		kind = "danh-sach"
	}
	e := m.document(a, kind, d)
	refuse := func(what string, lines ...*anatomy.Line) {
		for _, l := range lines {
			if l != nil {
				m.lose("not_accepted", "Văn bản ban hành kèm theo không có phần "+what+" riêng.", lineText(l), l.Para.Place)
			}
		}
	}
	refuse("số, ký hiệu", a.SoKyHieu)
	refuse("địa danh, thời gian", a.DiaDanh)
	refuse("Kính gửi", append(a.KinhGuiMuc, a.KinhGui)...)
	refuse("thẩm quyền ban hành", a.ThamQuyen...)
	refuse("Nơi nhận", append(a.NoiNhan, a.NhanNoiNhan, a.Drafter)...)
	refuse("địa chỉ", a.DiaChi...)
	refuse("dấu khẩn, phạm vi lưu hành", append(a.DauKhan, a.LuuHanh...)...)
	for _, s := range a.Signers {
		refuse("người ký", signerLines(s)...)
	}
	*e = contract.Document{
		Type: e.Type, Organ: e.Organ, Organs: e.Organs, Subject: e.Subject, Subtitle: e.Subtitle, Bases: e.Bases,
		Numbering: e.Numbering, Body: e.Body, Appendices: e.Appendices, Enclosures: e.Enclosures, Orientation: e.Orientation,
	}
	inner := e.Enclosures
	e.Enclosures = nil // an enclosure has none of its own: they are the decision's
	d.Enclosures = append(append(d.Enclosures, *e), inner...)
}
