package check

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"vanban/document"
	"vanban/read"
	"vanban/read/anatomy"
	"vanban/thethuc"
)

// blankChars are what is left for a pen.
const blankChars = ` .…_\x{00a0}\t`

var (
	numberForm = regexp.MustCompile(`^Số: ?([` + blankChars + `]*|[\[\]` + blankChars + `]*|\d+[a-zA-ZđĐ]?)/(.+)$`)
	group      = regexp.MustCompile(`^[\p{L}\d&]+$`)
	shortPlace = regexp.MustCompile(`^(?:(?i:tp|tt|tx)[. ]|[PQHX]\.)`)
	commonNoun = regexp.MustCompile(`^(?:Thành phố|Tỉnh|Xã|Phường|Đặc khu|Thị xã|Thị trấn|Huyện|Quận|Thủ đô) `)
	smallName  = regexp.MustCompile(`^\p{Ll}|[ -]\p{Ll}`)
	dateForm   = regexp.MustCompile(`^(.*?)(, ?| )ngày([\d` + blankChars + `/]*)tháng([\d` + blankChars + `]*)năm([\d` + blankChars + `]*)$`)
)

// soKyHieu: "Số: 05/KH-UBND", 13 upright; the number under ten with a nought, groups joined by hyphens without blanks (II.3c).
func soKyHieu(s *subject, t *tally) {
	cite := s.pack.Types[document.SoKyHieu].Cite
	l := s.doc.SoKyHieu
	if l == nil {
		t.fail(missing("số, ký hiệu của văn bản", cite))
		return
	}
	if wrong := s.numberFault(text(l)); wrong != nil {
		f := at(l).say(wrong.message, "“"+text(l)+"”", wrong.allowed).advise(wrong.advice)
		if wrong.unsure {
			t.review(f)
		} else {
			t.fail(f)
		}
		return
	}
	t.pass(at(l).say("", "“"+text(l)+"”", "13 pt, đứng, không đậm"))
	if !s.typed(t, "Số, ký hiệu", l, document.SoKyHieu) {
		return
	}
	names := slices.Concat(parents(s.doc), issuers(s.doc))
	if len(names) == 0 {
		return
	}
	above := names[len(names)-1]
	for _, name := range names { // a name off the middle is CQ-1's
		if s.pdf() && near(centre(name), centre(l), s.limits.TopPDF) {
			above = name
		}
	}
	s.under(t, "Số, ký hiệu", "tên cơ quan", l, above)
}

// centre is the middle of a text's first line in a PDF.
func centre(l *anatomy.Line) document.EMU {
	b := box(l)
	return b.Box.X + b.Box.Width/2
}

type fault struct {
	message, allowed, advice string
	unsure                   bool
}

func (s *subject) numberFault(line string) *fault {
	const form = "Số: 05/KH-UBND"
	switch {
	case !strings.HasPrefix(line, "Số"):
		return &fault{message: "Từ “Số” viết không đúng.", allowed: form, advice: "Ghi “Số:” bằng chữ in thường, có dấu hai chấm."}
	case !strings.HasPrefix(line, "Số:"):
		return &fault{message: "Sau từ “Số” không có dấu hai chấm.", allowed: form, advice: "Ghi “Số:” rồi đến số và ký hiệu."}
	case !strings.Contains(line, "/"):
		return &fault{message: "Giữa số và ký hiệu không có dấu gạch chéo.", allowed: form,
			advice: "Đặt dấu gạch chéo (/) giữa số và ký hiệu."}
	}
	m := numberForm.FindStringSubmatch(line)
	if m == nil {
		return &fault{message: "Số, ký hiệu viết không đúng mẫu.", allowed: form,
			advice: "Số bằng chữ số Ả Rập, không có dấu cách trước dấu gạch chéo."}
	}
	number, notation := m[1], m[2]
	if n, err := strconv.Atoi(strings.TrimRight(number, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZđĐ")); err == nil {
		if n < 10 && !strings.HasPrefix(number, "0") {
			return &fault{message: "Số nhỏ hơn 10 không có số 0 phía trước.", allowed: "0" + number, advice: "Ghi “0" + number + "”."}
		}
		if n > 0 && strings.HasPrefix(number, "0") && len(number) > len("01") && number[2] <= '9' {
			want := strings.TrimLeft(number, "0")
			if n < 10 {
				want = "0" + want
			}
			return &fault{message: "Số văn bản thừa số 0 phía trước.", allowed: want, advice: "Ghi “" + want + "”."}
		}
		if n == 0 {
			return &fault{message: "Số văn bản là 0.", allowed: "từ 01", advice: "Ghi số thứ tự đăng ký của văn bản."}
		}
	}
	return s.notationFault(notation)
}

func (s *subject) notationFault(notation string) *fault {
	switch {
	case strings.HasSuffix(notation, "."):
		return &fault{message: "Cuối ký hiệu có dấu chấm.", allowed: "không có dấu câu", advice: "Bỏ dấu chấm cuối ký hiệu."}
	case strings.ContainsAny(notation, "–—"):
		return &fault{message: "Ký hiệu dùng gạch ngang dài.", allowed: "gạch nối (-)",
			advice: "Nối các nhóm chữ viết tắt bằng gạch nối (-)."}
	case strings.ContainsAny(notation, blanks):
		return &fault{message: "Ký hiệu có dấu cách.", allowed: "không có dấu cách", advice: "Viết liền các nhóm chữ viết tắt."}
	}
	if year, rest, ok := strings.Cut(notation, "/"); ok {
		if len(year) == 4 && strings.Trim(year, "0123456789") == "" && !strings.Contains(rest, "/") {
			return &fault{
				message: "Số có nhóm năm như văn bản quy phạm pháp luật.", allowed: "Số: 05/KH-UBND",
				advice: "Văn bản hành chính không ghi năm trong số, ký hiệu; văn bản quy phạm pháp luật không thuộc Nghị định 30/2020/NĐ-CP.",
				unsure: s.doc.Kind == "quyet-dinh" || s.doc.Kind == "nghi-quyet",
			}
		}
		return &fault{message: "Ký hiệu có nhiều dấu gạch chéo.", allowed: "Số: 05/KH-UBND",
			advice: "Chỉ đặt một dấu gạch chéo giữa số và ký hiệu."}
	}
	for i, g := range strings.Split(notation, "-") {
		switch {
		case !group.MatchString(g):
			return &fault{message: "Ký hiệu có nhóm chữ không hợp lệ.", allowed: "các nhóm chữ viết tắt nối bằng gạch nối",
				advice: "Viết lại ký hiệu."}
		case i == 0 && s.isAbbreviation(g):
		case !capitals(g):
			return &fault{message: "Ký hiệu không viết in hoa.", allowed: strings.ToUpper(notation),
				advice: "Viết in hoa ký hiệu (trừ QyĐ, CTr, TTr, TrS)."}
		}
	}
	return nil
}

// capitals reports whether a group is in capitals; the abbreviations of titles and branches in use have small letters between
// (TTg, GDTrH).
func capitals(g string) bool {
	upper, lower := 0, 0
	for _, r := range g {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			lower++
		}
	}
	return lower == 0 || lower < upper && startsUpper(g)
}

// isAbbreviation reports whether a group is one of a type's, however its letters are written: which they are is SO-2's.
func (s *subject) isAbbreviation(g string) bool {
	return slices.ContainsFunc(s.kinds, func(k thethuc.Kind) bool { return k.Abbreviation != "" && strings.EqualFold(k.Abbreviation, g) })
}

// kind is the document's own among the 29; those that only come with a decision have no number.
func (s *subject) kind() (thethuc.Kind, bool) {
	i := slices.IndexFunc(s.kinds, func(k thethuc.Kind) bool { return k.Slug == s.doc.Kind })
	if i < 0 {
		return thethuc.Kind{}, false
	}
	return s.kinds[i], true
}

// kyHieuLoai: the first group is the abbreviation of the type; a công văn has none (II.3b, Phụ lục III, Mục I).
func kyHieuLoai(s *subject, t *tally) {
	l := s.doc.SoKyHieu
	if l == nil {
		return
	}
	_, notation, ok := strings.Cut(text(l), "/")
	if !ok {
		return
	}
	if !numberForm.MatchString(text(l)) && strings.Contains(text(l)[:len(text(l))-len(notation)], "-") {
		return // hyphen and slash have changed places: SO-1's
	}
	got, _, _ := strings.Cut(strings.ReplaceAll(notation, " ", ""), "-")
	got, _, _ = strings.Cut(strings.NewReplacer("–", "-", ".", "-").Replace(got), "-")
	if year, after, ok := strings.Cut(got, "/"); ok {
		if got = year; strings.Trim(year, "0123456789") == "" {
			got = after
		}
	}
	k, known := s.kind()
	switch {
	case !known:
		t.unseen(at(l).say("Không rõ tên loại văn bản để đối chiếu ký hiệu.", "", ""))
	case k.Abbreviation == "":
		f := at(l).say(k.Title+" không có chữ viết tắt tên loại trong ký hiệu.", got, "không có").
			advise("Bỏ nhóm chữ “" + got + "” khỏi ký hiệu.")
		t.hold(got != "CV" && !slices.ContainsFunc(s.kinds, func(k thethuc.Kind) bool { return k.Abbreviation == got && len(s.doc.TrichYeuCV) > 0 }), f, "không ghi tên loại")
	default:
		joint := len(s.doc.Organs) > 0 && got == k.Abbreviation+"LT"
		f := at(l).say("Ký hiệu không đúng với tên loại "+strings.ToLower(k.Name)+".", got, k.Abbreviation).
			advise("Ghi “" + k.Abbreviation + "” ở đầu ký hiệu.")
		t.judge(got == k.Abbreviation || joint, f)
	}
}

// diaDanh: place, comma, date with noughts before 1–9 of days and before January and February; italic 13–14 (II.4).
func diaDanh(s *subject, t *tally) {
	cite := s.pack.Types[document.DiaDanhThoiGian].Cite
	l := s.doc.DiaDanh
	if l == nil {
		if !slices.Contains(s.limits.Undated, s.doc.Kind) {
			t.fail(missing("địa danh và thời gian ban hành văn bản", cite))
		}
		return
	}
	if wrong := dateFault(text(l)); wrong != nil {
		t.fail(at(l).say(wrong.message, "“"+text(l)+"”", wrong.allowed).advise(wrong.advice))
		return
	}
	t.pass(at(l).say("", "“"+text(l)+"”", "13–14 pt, nghiêng"))
	s.typed(t, "Địa danh, thời gian", l, document.DiaDanhThoiGian)
}

func dateFault(line string) *fault {
	const form = "Hà Nội, ngày 05 tháng 3 năm 2026"
	m := dateForm.FindStringSubmatch(line)
	if m == nil {
		return &fault{message: "Địa danh, thời gian viết không đúng mẫu.", allowed: form, advice: "Ghi “" + form + "”."}
	}
	place, comma := strings.TrimSpace(m[1]), strings.TrimSpace(m[2])
	day, month, year := written(m[3]), written(m[4]), written(m[5])
	d, _ := strconv.Atoi(day)
	mo, _ := strconv.Atoi(month)
	y, _ := strconv.Atoi(year)
	switch {
	case comma == "" || strings.HasSuffix(place, ","):
		return &fault{message: "Sau địa danh không có dấu phẩy.", allowed: form, advice: "Đặt dấu phẩy sau địa danh."}
	case place == "":
		return &fault{message: "Không có địa danh.", allowed: form, advice: "Ghi địa danh nơi cơ quan đóng trụ sở."}
	case strings.HasSuffix(line, ".") && len(year) == 4:
		return &fault{message: "Cuối dòng địa danh, thời gian có dấu chấm.", allowed: form, advice: "Bỏ dấu chấm sau năm."}
	case shortPlace.MatchString(place):
		return &fault{message: "Địa danh viết tắt.", allowed: "tên gọi chính thức: “Thành phố Hồ Chí Minh”",
			advice: "Ghi tên gọi chính thức, không viết tắt."}
	case len([]rune(place)) > 3 && isUpper(place):
		return &fault{message: "Địa danh viết in hoa toàn bộ.", allowed: form, advice: "Viết địa danh bằng chữ in thường, hoa chữ đầu mỗi từ."}
	case smallName.MatchString(commonNoun.ReplaceAllString(place, "")):
		return &fault{message: "Địa danh không viết hoa chữ đầu mỗi từ.", allowed: form, advice: "Viết hoa chữ đầu mỗi từ của tên riêng."}
	case !startsUpper(place):
		return &fault{message: "Địa danh không viết hoa chữ đầu.", allowed: form, advice: "Viết hoa địa danh."}
	case day != "" && (d < 1 || d > 31) || month != "" && (mo < 1 || mo > 12) || year != "" && !toBeFilled(m[5]) && (y < 1945 || y > 2200) || !realDate(d, mo,
		y):
		return &fault{message: "Thời gian ban hành không có trong lịch.", allowed: form, advice: "Ghi lại ngày, tháng, năm."}
	case day != "" && len(day) != 2:
		return &fault{message: "Ngày nhỏ hơn 10 không có số 0 phía trước.", allowed: "ngày 0" + strconv.Itoa(d),
			advice: "Ghi “ngày 0" + strconv.Itoa(d) + "”."}
	case (mo == 1 || mo == 2) && len(month) != 2:
		return &fault{message: "Tháng 1, tháng 2 không có số 0 phía trước.", allowed: "tháng 0" + strconv.Itoa(mo),
			advice: "Ghi “tháng 0" + strconv.Itoa(mo) + "”."}
	case mo > 2 && strings.HasPrefix(month, "0"):
		return &fault{message: "Tháng 3 trở đi có số 0 phía trước.", allowed: "tháng " + strconv.Itoa(mo),
			advice: "Ghi “tháng " + strconv.Itoa(mo) + "”."}
	}
	return nil
}

// written is what stands in a place to be filled in; "" where it is blank.
func written(s string) string { return strings.Trim(s, " .…_\u00a0\t/") }

// toBeFilled reports whether a year is only begun: "năm 20…".
func toBeFilled(year string) bool {
	year = strings.TrimSpace(year)
	return len(written(year)) < 4 && !strings.HasSuffix(year, written(year))
}

// realDate reports whether a full date is in the calendar; one with blanks may be.
func realDate(d, m, y int) bool {
	if d == 0 || m == 0 || y == 0 {
		return true
	}
	date := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return date.Day() == d
}

// cungDong: địa danh on the row of số (II.4c).
func cungDong(s *subject, t *tally) {
	a, b := s.doc.SoKyHieu, s.doc.DiaDanh
	if a == nil || b == nil {
		return
	}
	f := at(b).say("Địa danh, thời gian không cùng dòng với số, ký hiệu.", "khác dòng", "cùng một dòng").
		advise("Đặt số, ký hiệu và địa danh, thời gian trong cùng một hàng của bảng đầu văn bản.")
	switch {
	case !s.measured():
		t.unseen(f.say("Tệp văn bản thuần không có vị trí trên trang.", "", ""))
	case s.pdf():
		up, down := box(a), box(b)
		if up.Page == 0 || down.Page == 0 {
			t.unseen(f.say("Không đo được vị trí của số và địa danh.", "", ""))
			return
		}
		off := down.Base - up.Base
		f.Measured = "lệch " + inMM(max(off, -off))
		t.judge(up.Page == down.Page && near(off, 0, s.limits.SameRow), f)
	case a.Para == b.Para:
		t.pass(f.say("", "cùng dòng", "cùng một dòng"))
	default:
		s.rowsOf(t, a, b, f)
	}
}

// rowsOf compares two lines of a DOCX: by the rows of their table, and in one row by what stands above them in their cells.
func (s *subject) rowsOf(t *tally, a, b *anatomy.Line, f Finding) {
	up, down := s.seats[a.Para], s.seats[b.Para]
	switch {
	case up.table == nil || up.table != down.table:
		t.judge(false, f)
	case up.row != down.row:
		t.judge(false, f)
	default:
		x, knownX := s.above(up)
		y, knownY := s.above(down)
		if off := x - y; !knownX || !knownY || !near(off, 0, s.limits.SameCells) {
			if knownX && knownY && !near(off, 0, s.limits.OtherCells) {
				t.review(f.say("Số, ký hiệu và địa danh ở cùng một hàng của bảng nhưng có vẻ không ngang nhau.",
					"lệch "+inPt(max(off, -off)), "cùng một dòng"))
				return
			}
			t.unseen(f.say("Số và địa danh ở cùng một hàng của bảng nhưng không đo được có ngang nhau hay không.", "", ""))
			return
		}
		t.pass(f.say("", "cùng hàng", "cùng một dòng"))
	}
}

// above is the height of what stands above a paragraph in its cell, as Word sets it, with the space before itself.
func (s *subject) above(at seat) (document.EMU, bool) {
	var h document.EMU
	for i := 0; i <= at.index && i < len(at.blocks); i++ {
		p, ok := at.blocks[i].(*read.Paragraph)
		if !ok {
			continue
		}
		if p.Form == nil {
			return 0, false
		}
		h += p.Form.Before
		if i == at.index {
			break
		}
		size := s.pack.Types[document.SoKyHieu].Min
		if k := lookOf(p.Runs); len(k.sizes) > 0 {
			size = k.sizes[0]
		}
		lines := document.EMU(max(len(s.wrap(p.Runs, at.width-p.Form.Left-p.Form.Right)), 1))
		switch sp := p.Form.Spacing; sp.Rule {
		case read.Multiple:
			h += document.EMU(float64(size)*s.limits.Natural*sp.Lines) * lines
		default:
			h += sp.Height * lines
		}
		h += p.Form.After
	}
	return h, true
}
