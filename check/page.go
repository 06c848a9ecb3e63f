package check

import (
	"math"
	"strings"

	"vanban/document"
	"vanban/read"
	"vanban/thethuc"
)

// sheets calls f for every section of the file, with a finding that tells which it is.
func (s *subject) sheets(t *tally, f func(i int, sec *read.Section, at Finding)) {
	if !s.measured() {
		t.unseen(Finding{Message: "Tệp văn bản thuần không có trang giấy."})
		return
	}
	for i := range s.m.Sections {
		at := Finding{}
		if len(s.m.Sections) > 1 {
			at.Excerpt = "Phần " + number(float64(i+1)) + " của tệp"
		}
		if first := s.m.Sections[i].First; first < len(s.m.Blocks) {
			at.Place = placeOf(s.m.Blocks[first])
		}
		f(i, &s.m.Sections[i], at)
	}
}

// placeOf is where a block stands.
func placeOf(b read.Block) read.Place {
	switch b := b.(type) {
	case *read.Paragraph:
		return b.Place
	case *read.Rule:
		return b.Place
	case *read.Table:
		for i := range b.Rows {
			for j := range b.Rows[i].Cells {
				if blocks := b.Rows[i].Cells[j].Blocks; len(blocks) > 0 {
					return placeOf(blocks[0])
				}
			}
		}
		return b.Place
	}
	return read.Place{}
}

// khoGiay: A4, whichever way it lies (I.1).
func khoGiay(s *subject, t *tally) {
	s.sheets(t, func(_ int, sec *read.Section, at Finding) {
		short, long := min(sec.Page.Width, sec.Page.Height), max(sec.Page.Width, sec.Page.Height)
		w, h := s.pack.PageWidth, s.pack.PageHeight
		ok := within(short, w, s.limits.Paper) && within(long, h, s.limits.Paper)
		paper := func(a, b document.EMU) string { return strings.TrimSuffix(inMM(a), " mm") + " × " + inMM(b) }
		t.judge(ok, at.say("Khổ giấy không phải A4.", paper(short, long), paper(w.Use, h.Use)).
			advise("Vào Layout > Size, chọn A4 (21 × 29,7 cm)."))
	})
}

// huongGiay: upright, but where a table of its own or a phụ lục needs the width (I.2).
func huongGiay(s *subject, t *tally) {
	s.sheets(t, func(i int, sec *read.Section, at Finding) {
		wide := sec.Page.Width > sec.Page.Height
		switch {
		case sec.Page.Landscape != wide && !s.pdf():
			t.fail(at.say("Hướng giấy khai trong tệp trái với kích thước trang.", "khai "+turn(sec.Page.Landscape)+", trang "+turn(wide),
				"theo chiều dài").
				advise("Vào Layout > Orientation, chọn Portrait."))
		case wide && !s.mayTurn(i):
			t.fail(at.say("Trang theo chiều rộng mà không có bảng, biểu.", "theo chiều rộng", "theo chiều dài").
				advise("Vào Layout > Orientation, chọn Portrait."))
		default:
			t.pass(at.say("", turn(wide), "theo chiều dài; theo chiều rộng khi có bảng, biểu"))
		}
	})
}

func turn(wide bool) string {
	if wide {
		return "theo chiều rộng"
	}
	return "theo chiều dài"
}

// mayTurn reports whether a section holds a table of data or is of a phụ lục.
func (s *subject) mayTurn(section int) bool {
	end := len(s.m.Blocks)
	if section+1 < len(s.m.Sections) {
		end = s.m.Sections[section+1].First
	}
	for _, b := range s.m.Blocks[min(s.m.Sections[section].First, end):end] {
		if table, ok := b.(*read.Table); ok && table.Bordered {
			return true
		}
	}
	for _, p := range s.parts {
		if p.appendix != nil && p.appendix.Section <= section && section > 0 {
			return true
		}
	}
	return false
}

// margin judges one margin of one section.
func (s *subject) margin(t *tally, at Finding, name string, v document.EMU, law thethuc.Length, slack document.EMU) {
	allowed, ok, measured := spanMM(law), within(v, law, slack), inMM(v)
	if rounded := document.MM(math.Round(v.Millimetres()*10) / 10); !ok && within(rounded, law, slack) {
		measured = number(v.Millimetres()) + " mm" // what is outside must not read as if it were inside
	}
	t.judge(ok, at.say(name+" ngoài khoảng cho phép.", measured, allowed).
		advise("Vào Layout > Margins > Custom Margins, đặt "+lowerFirst(name)+" trong khoảng "+allowed+"."))
}

// leTrenDuoi judges the upper and lower margins (I.3). A page of a PDF need not be full, so that its lower margin can only be too small.
func leTrenDuoi(s *subject, t *tally) {
	s.sheets(t, func(_ int, sec *read.Section, at Finding) {
		p := &sec.Page
		if !s.pdf() {
			s.margin(t, at, "Lề trên", p.Top, s.pack.MarginTop, s.limits.LengthDOCX)
			s.margin(t, at, "Lề dưới", p.Bottom, s.pack.MarginBottom, s.limits.LengthDOCX)
			return
		}
		if p.Top > 0 {
			s.margin(t, at, "Lề trên", p.Top, s.pack.MarginTop, s.limits.TopPDF)
		}
		if p.Bottom <= 0 {
			t.unseen(at.say("Không có trang đầy để đo lề dưới.", "", ""))
			return
		}
		ok := p.Bottom >= s.pack.MarginBottom.Min-s.limits.LengthPDF
		t.judge(ok, at.say("Lề dưới nhỏ hơn mức cho phép.", inMM(p.Bottom), spanMM(s.pack.MarginBottom)).
			advise("Vào Layout > Margins > Custom Margins, đặt lề dưới từ 20 mm."))
	})
}

// leTrai judges the left margin (I.3).
func leTrai(s *subject, t *tally) {
	s.sheets(t, func(i int, sec *read.Section, at Finding) {
		s.side(t, at, "Lề trái", sec.Page.Left, s.edges[i].left, s.pack.MarginLeft)
	})
}

// lePhai judges the right margin (I.3).
func lePhai(s *subject, t *tally) {
	s.sheets(t, func(i int, sec *read.Section, at Finding) {
		s.side(t, at, "Lề phải", sec.Page.Right, s.edges[i].right, s.pack.MarginRight)
	})
}

// side judges a margin as a DOCX says it, or as the text of a PDF shows it.
func (s *subject) side(t *tally, at Finding, name string, said, seen document.EMU, law thethuc.Length) {
	switch {
	case !s.pdf():
		s.margin(t, at, name, said, law, s.limits.LengthDOCX)
	case seen > 0:
		s.margin(t, at, name, seen, law, s.limits.LengthPDF)
	default:
		t.unseen(at.say("Không có đoạn văn nhiều dòng để đo "+lowerFirst(name)+".", "", ""))
	}
}

// soTrang: Arabic, from one, in the middle of the upper margin, 13–14 upright, not on the first page (I.7).
func soTrang(s *subject, t *tally) {
	if !s.measured() {
		t.unseen(Finding{Message: "Tệp văn bản thuần không có trang giấy."})
		return
	}
	for i := range s.m.Sections {
		sec := &s.m.Sections[i]
		n := &sec.Number
		at := Finding{Place: n.Place, Role: document.SoTrang}
		switch {
		case n.Unknown && i > 0:
			t.pass(at) // a section of one page shows none
		case n.Unknown:
		case n.Shown:
			s.numbered(t, i, n, at)
		case s.pages(i) == many:
			t.fail(at.say("Văn bản nhiều trang không đánh số trang.", "không có số trang", "số trang ở giữa lề trên, từ trang thứ hai").
				advise("Vào Insert > Page Number > Top of Page, chọn kiểu ở giữa, rồi đánh dấu Different First Page."))
		case s.pages(i) == unknown && i == 0:
			t.unseen(at.say("Tệp không có số trang và không cho biết có bao nhiêu trang.", "", ""))
		}
	}
	if first := s.m.Sections; len(first) > 0 && first[0].Restart && first[0].Start != 1 && first[0].Number.Shown {
		t.fail(Finding{}.say("Số trang không bắt đầu từ 1.", number(float64(first[0].Start)), "1").
			advise("Vào Insert > Page Number > Format Page Numbers, đặt Start at là 1."))
	}
}

func (s *subject) numbered(t *tally, section int, n *read.PageNumber, at Finding) {
	law := &s.pack.Types[document.SoTrang]
	size := span(law.Min.Points(), law.Max.Points(), " pt")
	for _, c := range []struct {
		wrong                              bool
		message, measured, allowed, advice string
	}{
		{n.Footer, "Số trang ở lề dưới.", "lề dưới", "lề trên", "Chuyển số trang lên lề trên."},
		{!s.numberCentred(section, n), "Số trang không ở giữa.", alignName(n.Align), "giữa lề trên", "Canh giữa số trang."},
		{s.beside(section, n) != "", "Bên cạnh số trang có chữ hoặc dấu khác.", "“" + s.beside(section, n) + "”", "chỉ có chữ số Ả Rập",
			"Xóa chữ, dấu bên cạnh số trang, chỉ để số."},
		{n.Roman, "Số trang không phải chữ số Ả Rập.", "chữ số khác", "chữ số Ả Rập", "Vào Insert > Page Number > Format Page Numbers, chọn dạng 1, 2, 3."},
		{n.OnFirst && section == 0, "Số trang hiển thị ở trang thứ nhất.", "có ở trang thứ nhất", "không hiển thị ở trang thứ nhất",
			"Mở lề trên (Header), đánh dấu Different First Page và để trống lề trên của trang thứ nhất."},
		{n.Run.Size != 0 && (n.Run.Size < law.Min-s.typeSlack() || n.Run.Size > law.Max+s.typeSlack()),
			"Số trang sai cỡ chữ.", inPt(n.Run.Size), size, "Đặt cỡ chữ " + size + "."},
		{n.Run.Italic, "Số trang in nghiêng.", "nghiêng", "đứng", "Bỏ in nghiêng."},
	} {
		if c.wrong {
			t.fail(at.say(c.message, c.measured, c.allowed).advise(c.advice))
			return
		}
	}
	t.pass(at.say("", "giữa lề trên, "+inPt(n.Run.Size), "giữa lề trên, "+size))
}

// beside is what stands around the page number in its own paragraph of a DOCX: "Trang", "-", "/".
func (s *subject) beside(section int, n *read.PageNumber) string {
	if s.pdf() || n.Place.Paragraph == 0 {
		return ""
	}
	for _, b := range s.m.Sections[section].Header {
		if p, ok := b.(*read.Paragraph); ok && p.Place.Part == n.Place.Part && p.Place.Paragraph == n.Place.Paragraph {
			return squash(shown(p.Runs))
		}
	}
	return ""
}

// numberCentred judges a PDF's page number by its place: between the edges of the text, or in the middle of the sheet.
func (s *subject) numberCentred(section int, n *read.PageNumber) bool {
	if n.Align == document.AlignCenter || !s.pdf() || n.Place.Box.Width == 0 {
		return n.Align == document.AlignCenter
	}
	page, text := &s.m.Sections[section].Page, s.edges[section]
	middle := n.Place.Box.X + n.Place.Box.Width/2
	if near(middle, page.Width/2, s.limits.TopPDF) {
		return true
	}
	if text.left > 0 && text.right > 0 && near(middle, (text.left+page.Width-text.right)/2, s.limits.TopPDF) {
		return true
	}
	// The file shows no margin: any middle between margins of the law will do.
	least := (s.pack.MarginLeft.Min + page.Width - s.pack.MarginRight.Max) / 2
	most := (s.pack.MarginLeft.Max + page.Width - s.pack.MarginRight.Min) / 2
	return (text.left == 0 || text.right == 0) && middle >= least-s.limits.TopPDF && middle <= most+s.limits.TopPDF
}

func alignName(a document.Align) string {
	switch a {
	case document.AlignCenter:
		return "canh giữa"
	case document.AlignRight:
		return "canh phải"
	case document.AlignJustify:
		return "canh đều hai lề"
	case document.AlignLeft, document.AlignStyle:
	}
	return "canh trái"
}

// extent is how long a section is.
type extent uint8

const (
	unknown extent = iota
	one
	many
)

// fullPage is how many characters no page of 13 pt between the law's margins can hold.
const fullPage = 3600

// pages tells how long a section is: a Word file knows its pages only where the program that saved it left marks.
func (s *subject) pages(section int) extent {
	if s.pdf() {
		if s.m.Info.Pages == 1 {
			return one
		}
		return many
	}
	letters, first, last := 0, 0, 0
	for _, p := range s.paragraphs {
		if s.seats[p].section != section {
			continue
		}
		letters += len([]rune(shown(p.Runs)))
		if page := p.Place.Page; page > 0 {
			if first == 0 {
				first = page
			}
			last = page
		}
	}
	if letters > fullPage || last > first {
		return many
	}
	return unknown
}
