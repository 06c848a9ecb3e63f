package check

import (
	"slices"
	"strings"

	"vanban/document"
	"vanban/read"
	"vanban/read/anatomy"
	"vanban/thethuc"
)

// missing is a finding for a part that should be there and is not.
func missing(what, cite string) Finding {
	return Finding{}.say("Không thấy "+what+".", "không có", "bắt buộc có").advise("Bổ sung " + what + " theo " + cite + ".")
}

// quocHieu: word for word, capitals, 12–13 bold (II.1a). What comes with a decision may have no letterhead.
func quocHieu(s *subject, t *tally) {
	cite := s.pack.Types[document.QuocHieu].Cite
	for _, p := range s.documents() {
		l := p.doc.QuocHieu
		if l == nil {
			if p.main {
				t.fail(missing("Quốc hiệu", cite))
			}
			continue
		}
		ok := plainTone(text(l)) == thethuc.QuocHieu
		if t.judge(ok, at(l).say("Quốc hiệu sai câu chữ.", "“"+text(l)+"”", "“"+thethuc.QuocHieu+"”").
			advise("Ghi đúng “"+thethuc.QuocHieu+"”.")) {
			s.typed(t, "Quốc hiệu", l, document.QuocHieu)
		}
	}
}

// tieuNgu: word for word with hyphens, 13–14 bold, in the middle under quốc hiệu (II.1b).
func tieuNgu(s *subject, t *tally) {
	cite := s.pack.Types[document.TieuNgu].Cite
	for _, p := range s.documents() {
		l := p.doc.TieuNgu
		switch {
		case l == nil && p.doc.QuocHieu != nil:
			t.fail(missing("Tiêu ngữ", cite))
			continue
		case l == nil:
			continue
		}
		f := at(l).say("Tiêu ngữ sai câu chữ.", "“"+text(l)+"”", "“"+thethuc.TieuNgu+"”").
			advise("Ghi đúng “" + thethuc.TieuNgu + "”, giữa các cụm từ có gạch nối (-) với một dấu cách hai bên.")
		if t.judge(text(l) == thethuc.TieuNgu, f) && s.typed(t, "Tiêu ngữ", l, document.TieuNgu) && p.doc.QuocHieu != nil {
			s.under(t, "Tiêu ngữ", "Quốc hiệu", l, p.doc.QuocHieu)
		}
	}
}

// under judges that a line of the letterhead stands in the middle under another: in a DOCX by its alignment where the two stand in
// one cell, in a PDF by its place.
func (s *subject) under(t *tally, what, below string, l, above *anatomy.Line) {
	f := at(l).say(what+" không canh giữa dưới "+below+".", "", "canh giữa").advise("Canh giữa " + lowerFirst(what) + ".")
	if s.pdf() {
		a, b := box(above), box(l)
		if a.Page != b.Page || a.Page == 0 {
			return
		}
		off := a.Box.X + a.Box.Width/2 - b.Box.X - b.Box.Width/2
		f.Measured = "lệch " + inMM(max(off, -off))
		t.judge(near(off, 0, s.limits.TopPDF), f)
		return
	}
	if l.Para == nil || l.Para.Form == nil || above.Para == nil || l.Para == above.Para {
		return
	}
	if at, over := s.seats[l.Para], s.seats[above.Para]; at.table == nil || at.table != over.table || at.column != over.column {
		return
	}
	f.Measured = alignName(l.Para.Form.Align)
	t.judge(l.Para.Form.Align == document.AlignCenter, f)
}

// box is the first set line of a text in a PDF.
func box(l *anatomy.Line) read.Line {
	if l == nil || l.Para == nil {
		return read.Line{}
	}
	want := squeeze(l.Label + raw(l))
	for _, set := range l.Para.Lines {
		if part := squeeze(set.Text); part != "" && strings.Contains(want, part) {
			return set
		}
	}
	return read.Line{}
}

// keTieuNgu: a rule as long as tiêu ngữ (II.1b).
func keTieuNgu(s *subject, t *tally) {
	for _, p := range s.documents() {
		if l := p.doc.TieuNgu; l != nil {
			s.ruleUnder(t, "Đường kẻ dưới Tiêu ngữ", p.doc.KeTieuNgu, []*anatomy.Line{l}, document.TieuNgu, s.pack.TieuNguRule)
		}
	}
}

// viTriQuocHieu: one line, at the right (II.1a).
func viTriQuocHieu(s *subject, t *tally) {
	for _, p := range s.documents() {
		l := p.doc.QuocHieu
		if l == nil {
			continue
		}
		f := at(l)
		switch {
		case !s.measured():
			t.unseen(f.say("Tệp văn bản thuần không có vị trí trên trang.", "", ""))
			continue
		case s.pdf():
			s.placeInPDF(t, l, f)
			continue
		}
		seat := s.seats[l.Para]
		// A paragraph that begins at the left and sets quốc hiệu after tabs, or that stands right of the middle, is at the right.
		right := p.doc.Layout != anatomy.Sequence || l.Para.Form != nil && l.Para.Form.Left > seat.width/4
		if seat.table != nil {
			right = seat.column > 0
		}
		if !t.hold(right, f.say("Quốc hiệu không ở phía trên, bên phải trang.", "không ở bên phải", "phía trên, bên phải trang đầu").
			advise("Đặt tên cơ quan và Quốc hiệu trong bảng hai cột không kẻ viền."), "bên phải") {
			continue
		}
		if _, lawful := s.lawfulSize(l, document.QuocHieu); lawful && seat.table != nil && seat.width > 0 && l.Para.Form != nil {
			room := seat.width - l.Para.Form.Left - l.Para.Form.Right
			lines := s.setLines(l, room)
			f = f.say("Quốc hiệu bị ngắt thành nhiều dòng.", number(float64(len(lines)))+" dòng", "1 dòng").
				advise("Nới rộng cột phải, hoặc giảm cỡ chữ trong khoảng cho phép.")
			t.judge(len(lines) <= 1, f)
		}
	}
}

func (s *subject) placeInPDF(t *tally, l *anatomy.Line, f Finding) {
	lines := shownWidths(l)
	page := s.page(l)
	set := box(l)
	if set.Page == 0 || page == nil {
		t.unseen(f.say("Không đo được vị trí Quốc hiệu.", "", ""))
		return
	}
	if t.judge(len(lines) == 1, f.say("Quốc hiệu bị ngắt thành nhiều dòng.", number(float64(len(lines)))+" dòng", "1 dòng").
		advise("Nới rộng cột phải.")) {
		t.judge(set.Box.X > min(page.Width, page.Height)/3, f.say("Quốc hiệu không ở phía trên, bên phải trang.", "cách mép trái "+inMM(set.Box.X),
			"bên phải trang").
			advise("Đặt Quốc hiệu ở cột phải."))
	}
}

// coQuan: capitals, 12–13; the issuing organ bold, the organ above it not (II.2b).
func coQuan(s *subject, t *tally) {
	cite := s.pack.Types[document.CoQuanBanHanh].Cite
	for _, p := range s.documents() {
		names, above := issuers(p.doc), parents(p.doc)
		if len(names) == 0 && len(above) == 0 {
			if p.main {
				t.fail(missing("tên cơ quan, tổ chức ban hành văn bản", cite))
			}
			continue
		}
		if len(names) == 0 { // nothing bold: the last line is the issuer's
			names, above = above[len(above)-1:], above[:len(above)-1]
		}
		for _, l := range above {
			s.typed(t, "Tên cơ quan chủ quản", l, document.CoQuanChuQuan)
		}
		all := slices.Concat(above, names)
		for i, l := range names {
			if s.typed(t, "Tên cơ quan ban hành", l, document.CoQuanBanHanh) && len(p.doc.Organs) == 0 && len(above)+i > 0 {
				s.under(t, "Tên cơ quan ban hành", "dòng trên", l, all[len(above)+i-1])
			}
		}
	}
}

// keCoQuan: a rule of a third to a half of the organ's name (II.2b).
func keCoQuan(s *subject, t *tally) {
	for _, p := range s.documents() {
		names := p.doc.CoQuan
		if n := len(p.doc.Organs); n > 0 && len(p.doc.Organs[n-1].Name) > 0 {
			names = p.doc.Organs[n-1].Name
		}
		if len(names) == 0 {
			names = p.doc.ChuQuan
		}
		if len(names) > 0 {
			s.ruleUnder(t, "Đường kẻ dưới tên cơ quan ban hành", p.doc.KeCoQuan, names, document.CoQuanBanHanh, s.pack.CoQuanRule)
		}
	}
}
