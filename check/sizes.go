package check

import (
	"slices"

	"vanban/document"
	"vanban/read/anatomy"
)

// coChu: sizes that are lawful by themselves must grow and shrink together (FONT-4). It is silent where one of them is not lawful:
// that is the fault of the part's own rule.
func coChu(s *subject, t *tally) {
	if !s.measured() {
		t.unseen(Finding{Message: "Tệp văn bản thuần không có cỡ chữ."})
		return
	}
	qh, ok1 := s.lawfulSize(s.doc.QuocHieu, document.QuocHieu)
	tn, ok2 := s.lawfulSize(s.doc.TieuNgu, document.TieuNgu)
	if ok1 && ok2 {
		s.coupled(t, qh, tn)
	}
	s.oneOrganSize(t)
	s.oneBodySize(t)
}

// oneOrganSize: the names of the organ and of the one above it have one size.
func (s *subject) oneOrganSize(t *tally) {
	var usual document.EMU
	for _, l := range parents(s.doc) {
		if size, ok := s.lawfulSize(l, document.CoQuanChuQuan); ok && usual == 0 {
			usual = size
		}
	}
	for _, l := range issuers(s.doc) {
		size, ok := s.lawfulSize(l, document.CoQuanBanHanh)
		if !ok || usual == 0 {
			continue
		}
		f := at(l).say("Tên cơ quan ban hành và cơ quan chủ quản khác cỡ chữ.", inPt(usual)+" và "+inPt(size), "cùng cỡ 12 hoặc 13 pt").
			advise("Đặt cùng một cỡ chữ cho hai tên cơ quan.")
		t.hold(near(size, usual, s.typeSlack()), f, "tên cơ quan "+inPt(size))
	}
}

// coupled judges quốc hiệu, tiêu ngữ and địa danh. Where địa danh is not there or not lawful, the first two are judged.
func (s *subject) coupled(t *tally, qh, tn document.EMU) {
	dd, known := s.lawfulSize(s.doc.DiaDanh, document.DiaDanhThoiGian)
	same := func(v document.EMU, points float64) bool {
		return near(v, document.Pt(points), document.HalfPoint+s.typeSlack())
	}
	ok := slices.ContainsFunc(s.limits.Coupled, func(set [3]float64) bool {
		return same(qh, set[0]) && same(tn, set[1]) && (!known || same(dd, set[2]))
	})
	measured := "Quốc hiệu " + inPt(qh) + ", Tiêu ngữ " + inPt(tn)
	if known {
		measured += ", địa danh " + inPt(dd)
	}
	f := at(s.doc.QuocHieu).say("Cỡ chữ Quốc hiệu, Tiêu ngữ, địa danh không cùng một bộ.", measured, "13, 14, 14 pt hoặc 12, 13, 13 pt")
	t.judge(ok, f.advise("Tăng hoặc giảm các cỡ chữ cùng nhau: Quốc hiệu 13, Tiêu ngữ 14, địa danh 14; hoặc 12, 13, 13."))
}

// lawfulSize is the one size of a line, where it has one inside the law.
func (s *subject) lawfulSize(l *anatomy.Line, role document.Role) (document.EMU, bool) {
	if l == nil {
		return 0, false
	}
	sizes, law := lookOf(l.Runs).sizes, &s.pack.Types[role]
	if len(sizes) != 1 || sizes[0] < law.Min-s.typeSlack() || sizes[0] > law.Max+s.typeSlack() {
		return 0, false
	}
	return sizes[0], true
}

// oneBodySize: the running text of the document itself has one size.
func (s *subject) oneBodySize(t *tally) {
	law := &s.pack.Types[document.LoiVan]
	var first *anatomy.Line
	var usual document.EMU
	for _, l := range s.runningText(s.parts[0]) {
		for _, size := range lookOf(l.Runs).sizes {
			if size < law.Min-s.typeSlack() || size > law.Max+s.typeSlack() {
				continue
			}
			if first == nil {
				first, usual = l, size
			}
			f := at(l).say("Lời văn dùng nhiều cỡ chữ.", inPt(usual)+" và "+inPt(size), "một cỡ chữ 13 hoặc 14 pt").
				advise("Đặt một cỡ chữ cho toàn bộ lời văn, kể cả căn cứ.")
			t.hold(near(size, usual, s.typeSlack()), f, "lời văn "+inPt(usual))
		}
	}
}
