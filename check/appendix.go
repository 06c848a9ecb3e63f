package check

import (
	"regexp"
	"strings"

	"vanban/document"
	"vanban/read"
	"vanban/read/anatomy"
)

var (
	appendixLabel = regexp.MustCompile(`^(?i:phụ lục)(?:\s+(?:số\s+)?([IVXLCivxlc]+|\d+|[A-Z]))?\s*[.:]?$`)
	attached      = regexp.MustCompile(`(?i)phụ lục|đính kèm|kèm theo`)
	// What came with another document: "ban hành kèm theo Quyết định số 86/QĐ-SNV".
	withAnother = regexp.MustCompile(`(?i)kèm theo \p{L}+( \p{L}+)? số`)
)

// phuLuc: "Phụ lục I" 14 bold, its title in capitals, "(Kèm theo …)" italic; Roman numbers from two on; named in the text, and with
// page numbers of its own (III.1).
func phuLuc(s *subject, t *tally) {
	for _, p := range s.documents() {
		list := p.doc.Appendices
		for i, a := range list {
			if s.appendixHead(t, a, i, len(list)) {
				s.appendixTitle(t, a)
			}
			s.appendixPages(t, a)
		}
		if len(list) > 0 {
			s.appendixNamed(t, p.doc)
		}
	}
	if !s.awards() {
		s.namesDocument(t)
	}
}

func (s *subject) appendixHead(t *tally, a *anatomy.Appendix, i, n int) bool {
	want := "Phụ lục"
	if n > 1 {
		want += " " + roman(i+1)
	}
	if a.Label == nil {
		if len(a.Title) > 0 {
			t.review(at(a.Title[0]).say("Phần kèm theo không có dòng “Phụ lục”.", "không có", "“"+want+"”").
				advise("Ghi “" + want + "” trên một dòng riêng nếu đây là phụ lục."))
		}
		return true
	}
	got := whole(a.Label)
	m := appendixLabel.FindStringSubmatch(got)
	f := at(a.Label)
	switch {
	case m == nil:
		t.fail(f.say("Dòng “Phụ lục” không đứng riêng.", "“"+excerpt(got)+"”", "“"+want+"”").
			advise("Ghi “" + want + "” trên một dòng riêng, tên phụ lục ở dòng dưới."))
		return true
	case n > 1 && m[1] == "":
		t.fail(f.say("Phụ lục không đánh số khi văn bản có từ hai phụ lục.", "“"+got+"”", "“"+want+"”").
			advise("Đánh số phụ lục bằng chữ số La Mã."))
		return false
	case n == 1 && m[1] != "":
		t.fail(f.say("Phụ lục có số thứ tự khi văn bản chỉ có một phụ lục.", "“"+got+"”", "“"+want+"”").advise("Bỏ số thứ tự."))
		return false
	case got != want:
		message := "Số thứ tự của phụ lục không phải chữ số La Mã liên tục."
		if strings.EqualFold(got, want) || n == 1 {
			message = "Từ “Phụ lục” viết không đúng."
		}
		t.fail(f.say(message, "“"+got+"”", "“"+want+"”").advise("Ghi “" + want + "”."))
		return false
	}
	if !s.typed(t, "Dòng “Phụ lục”", a.Label, document.PhuLuc) {
		return false
	}
	s.centred(t, "Dòng “Phụ lục”", a.Label)
	return true
}

// roman writes a small number.
func roman(n int) string {
	var b strings.Builder
	for _, d := range []struct {
		v int
		s string
	}{{100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= d.v; n -= d.v {
			b.WriteString(d.s)
		}
	}
	return b.String()
}

func (s *subject) appendixTitle(t *tally, a *anatomy.Appendix) {
	for _, l := range a.Title {
		if strings.HasPrefix(text(l), "(") {
			continue
		}
		if s.typed(t, "Tên phụ lục", l, document.TenPhuLuc) {
			s.centred(t, "Tên phụ lục", l)
		}
	}
	if len(a.KemTheo) == 0 {
		where := a.Label
		if where == nil && len(a.Title) > 0 {
			where = a.Title[0]
		}
		t.fail(at(where).say("Phụ lục không có dòng “(Kèm theo …)”.", "không có", "“(Kèm theo … số … ngày … của …)”").
			advise("Ghi dòng “(Kèm theo …)” in nghiêng dưới tên phụ lục."))
		return
	}
	words := joined(a.KemTheo)
	f := at(a.KemTheo[0]).say("Dòng “(Kèm theo …)” không đặt trong ngoặc đơn.", "“"+excerpt(words)+"”", "“(Kèm theo …)”").
		advise("Đặt cả dòng trong ngoặc đơn.")
	if !t.hold(strings.HasPrefix(words, "(") && strings.HasSuffix(words, ")"), f, "") {
		return
	}
	for _, l := range a.KemTheo {
		if s.typed(t, "Dòng “(Kèm theo …)”", l, document.KemTheo) {
			s.centred(t, "Dòng “(Kèm theo …)”", l)
		}
	}
}

// appendixPages: each phụ lục counts its own pages. In a PDF it is seen from the numbers, which readers do not keep.
func (s *subject) appendixPages(t *tally, a *anatomy.Appendix) {
	if s.m.Source != read.DOCX || a.Section >= len(s.m.Sections) {
		return
	}
	sec := &s.m.Sections[a.Section]
	where := a.Label
	if where == nil && len(a.Title) > 0 {
		where = a.Title[0]
	}
	own := a.Section > 0 && sec.Restart && sec.Start <= 1
	if !own && !sec.Number.Shown {
		return // no numbers at all: NUM-1's
	}
	t.hold(own, at(where).say("Phụ lục không đánh số trang riêng.", "số trang nối tiếp", "đánh số riêng từ 1").
		advise("Đặt phụ lục trong phần (section) riêng và cho số trang bắt đầu từ 1."), "số trang đánh riêng")
}

// appendixNamed: the text itself must send the reader to its phụ lục.
func (s *subject) appendixNamed(t *tally, d *anatomy.Document) {
	named := false
	walk(d.Body, func(n *anatomy.Node) {
		if n.Line != nil {
			named = named || namesAppendix(raw(n.Line))
		}
		for _, l := range n.Title {
			named = named || namesAppendix(raw(l))
		}
		named = named || n.Table != nil && tableNames(n.Table)
	})
	where := d.Appendices[0].Label
	t.hold(named, at(where).say("Nội dung văn bản không dẫn đến phụ lục.", "không nhắc đến", "“(Phụ lục kèm theo)”").
		advise("Ghi chỉ dẫn phụ lục trong nội dung văn bản."), "có nhắc đến")
}

func namesAppendix(words string) bool {
	return attached.MatchString(withAnother.ReplaceAllString(words, ""))
}

func tableNames(table *read.Table) bool {
	for i := range table.Rows {
		for j := range table.Rows[i].Cells {
			for _, b := range table.Rows[i].Cells[j].Blocks {
				if p, ok := b.(*read.Paragraph); ok && namesAppendix(shown(p.Runs)) {
					return true
				}
			}
		}
	}
	return false
}
