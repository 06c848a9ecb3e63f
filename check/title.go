package check

import (
	"regexp"
	"slices"
	"strings"

	"vanban/document"
	"vanban/read"
	"vanban/read/anatomy"
)

// centred judges that a line stands in the middle of its page: in a DOCX by its alignment. A PDF is measured by the edges of text.
func (s *subject) centred(t *tally, what string, l *anatomy.Line) {
	if l.Para == nil || l.Para.Form == nil {
		return
	}
	f := at(l).say(what+" không canh giữa.", alignName(l.Para.Form.Align), "canh giữa").advise("Canh giữa " + lowerFirst(what) + ".")
	if !s.pdf() {
		t.judge(l.Para.Form.Align == document.AlignCenter, f)
		return
	}
	set, page, text := box(l), s.page(l), s.edgesOf(l)
	if set.Page == 0 || page == nil || text.left == 0 || text.right == 0 {
		return
	}
	// Where lines end raggedly the right margin may be any that the law allows.
	at, law := set.Box.X+set.Box.Width/2, s.pack.MarginRight
	off := at - (text.left+page.Width-text.right)/2
	least, most := (text.left+page.Width-law.Max)/2-s.limits.TopPDF, (text.left+page.Width-law.Min)/2+s.limits.TopPDF
	f.Measured = "lệch " + inMM(max(off, -off))
	t.judge(near(off, 0, s.limits.TopPDF) || at >= least && at <= most, f)
}

// tenLoai: capitals, 13–14 bold, in the middle (II.5b). A công văn has none.
func tenLoai(s *subject, t *tally) {
	for _, p := range s.documents() {
		l := p.doc.TenLoai
		if l == nil {
			if p.main && !slices.Contains(s.limits.Untitled, p.doc.Kind) {
				t.fail(missing("tên loại văn bản", s.pack.Types[document.TenLoai].Cite))
			}
			continue
		}
		name := text(l)
		if strings.ContainsAny(lastChar(name), ":.;,") {
			t.fail(at(l).say("Sau tên loại văn bản có dấu câu.", "“"+name+"”", "“"+strings.TrimRight(name, " :.;,")+"”").
				advise("Bỏ dấu câu sau tên loại."))
			continue
		}
		if s.typed(t, "Tên loại văn bản", l, document.TenLoai) {
			s.centred(t, "Tên loại văn bản", l)
		}
	}
}

// trichYeu: small letters, 13–14 bold, in the middle (II.5b).
func trichYeu(s *subject, t *tally) {
	for _, p := range s.documents() {
		d := p.doc
		if d.TenLoai == nil {
			continue
		}
		if len(d.TrichYeu) == 0 {
			if p.main && !slices.Contains(s.limits.Bare, d.Kind) {
				t.fail(missing("trích yếu nội dung văn bản", s.pack.Types[document.TrichYeu].Cite))
			}
			continue
		}
		if words := joined(d.TrichYeu); isUpper(words) && len(strings.Fields(words)) > 1 {
			t.fail(at(d.TrichYeu[0]).say("Trích yếu viết in hoa toàn bộ.", "chữ in hoa", "chữ in thường").
				advise("Viết trích yếu bằng chữ in thường."))
			continue
		}
		if !s.subjectWords(t, d.TrichYeu) {
			continue
		}
		for _, l := range d.TrichYeu {
			if s.typed(t, "Trích yếu", l, document.TrichYeu) {
				s.centred(t, "Trích yếu", l)
			}
		}
	}
}

// subjectWords judges how trích yếu begins and ends.
func (s *subject) subjectWords(t *tally, lines []*anatomy.Line) bool {
	first, last := lines[0], lines[len(lines)-1]
	f := at(first).say("Trích yếu không viết hoa chữ đầu.", "chữ thường", "viết hoa chữ đầu").advise("Viết hoa chữ đầu của trích yếu.")
	if !t.hold(startsUpper(text(first)), f, "") {
		return false
	}
	f = at(first).say("Trích yếu của văn bản có tên loại bắt đầu bằng “V/v”.", "“V/v”", "“Về việc …”").
		advise("Ghi “Về việc”; “V/v” chỉ dùng cho công văn.")
	if !t.hold(!strings.HasPrefix(strings.ToUpper(text(first)), "V/V"), f, "") {
		return false
	}
	end := lastChar(text(last))
	f = at(last).say("Cuối trích yếu có dấu câu.", "“"+end+"”", "không có dấu câu").advise("Bỏ dấu câu ở cuối trích yếu.")
	return t.hold(!strings.ContainsAny(end, ".;:,") || strings.HasSuffix(text(last), "..."), f, "")
}

// keTrichYeu: a rule of a third to a half of the line above it (II.5b), under trích yếu or what stands in brackets below it.
func keTrichYeu(s *subject, t *tally) {
	for _, p := range s.documents() {
		d := p.doc
		if d.TenLoai == nil || len(d.TrichYeu) == 0 && p.main && !slices.Contains(s.limits.Bare, d.Kind) {
			continue // no trích yếu is TL-2's
		}
		under, role := d.TrichYeu, document.TrichYeu
		if len(under) == 0 {
			under, role = []*anatomy.Line{d.TenLoai}, document.TenLoai
		}
		// "(Kèm theo …)" stands under trích yếu and above the rule (Mẫu 1.3); its own paragraph tells which comes first.
		below := slices.Concat(d.Subtitle, d.KemTheo)
		if len(below) > 0 && (d.KeTrichYeu == nil || s.follows(d.KeTrichYeu, below[len(below)-1])) {
			under, role = slices.Concat(d.TrichYeu, below), document.KemTheo
		}
		s.ruleUnder(t, "Đường kẻ dưới trích yếu", d.KeTrichYeu, under, role, s.pack.TrichYeuRule)
	}
}

// follows reports whether a rule stands below a line.
func (s *subject) follows(rule *read.Rule, l *anatomy.Line) bool {
	at := s.seats[l.Para]
	return slices.ContainsFunc(at.blocks[min(at.index, len(at.blocks)):], func(b read.Block) bool { return b == read.Block(rule) })
}

// trichYeuCongVan: "V/v …", 12–13 upright, 6 pt below số, only of a công văn (II.5b).
func trichYeuCongVan(s *subject, t *tally) {
	if s.doc.Kind != "cong-van" {
		return
	}
	lines := s.doc.TrichYeuCV
	if len(lines) == 0 {
		t.fail(missing("trích yếu công văn (V/v …) dưới số, ký hiệu", s.pack.Types[document.TrichYeuCongVan].Cite))
		return
	}
	words := joined(lines)
	f := at(lines[0]).say("Trích yếu công văn không bắt đầu bằng “V/v”.", "“"+excerpt(words)+"”", "“V/v …”").
		advise("Ghi “V/v” và một dấu cách trước trích yếu.")
	if !t.judge(strings.HasPrefix(words, s.limits.VV), f) {
		return
	}
	ok := true
	for _, l := range lines {
		ok = s.typed(t, "Trích yếu công văn", l, document.TrichYeuCongVan) && ok
	}
	end := lines[len(lines)-1]
	f = at(end).say("Cuối trích yếu công văn có dấu câu.", "“"+lastChar(words)+"”", "không có dấu câu").advise("Bỏ dấu câu ở cuối trích yếu.")
	ok = t.hold(!strings.ContainsAny(lastChar(words), ".;:,"), f, "") && ok
	if ok && s.doc.SoKyHieu != nil {
		s.belowNumber(t, lines[0])
		s.under(t, "Trích yếu công văn", "số, ký hiệu", lines[0], s.doc.SoKyHieu)
	}
}

// belowNumber judges the 6 pt between số and trích yếu of a công văn.
func (s *subject) belowNumber(t *tally, l *anatomy.Line) {
	law, number := s.pack.SpaceBefore.Min, s.doc.SoKyHieu
	f := at(l).say("Trích yếu công văn không cách số, ký hiệu 6 pt.", "", "từ "+inPt(law)).
		advise("Đặt khoảng cách phía trên trích yếu 6 pt.")
	if s.pdf() {
		a, b := box(number), box(l)
		k := lookOf(l.Runs)
		if a.Page == 0 || a.Page != b.Page || len(k.sizes) == 0 {
			return
		}
		gap := b.Base - a.Base - document.EMU(float64(k.sizes[0])*s.limits.Natural)
		f.Measured = inPt(gap)
		t.judge(gap >= law-s.limits.SpacePDF, f)
		return
	}
	if l.Para == nil || l.Para.Form == nil || number.Para == nil || number.Para.Form == nil || l.Para == number.Para {
		return
	}
	up, down := s.seats[number.Para], s.seats[l.Para]
	gap := l.Para.Form.Before + number.Para.Form.After
	if up.table != down.table || up.row != down.row && down.index > 0 || up.row == down.row && down.index != up.index+1 {
		return // an empty paragraph or a rule between them: there is room
	}
	f.Measured = inPt(gap)
	t.judge(gap >= law-document.Twip, f)
}

var (
	namedGround = regexp.MustCompile(`^(Căn cứ|Theo|Xét|Thực hiện)\s+(.*)$`)
	lawCited    = regexp.MustCompile(`^(Bộ luật|Luật|Pháp lệnh|Hiến pháp)\s+(.*)$`)
	actCited    = regexp.MustCompile(`^(Nghị định|Thông tư liên tịch|Thông tư|Quyết định|Nghị quyết|Chỉ thị|Kế hoạch|Công văn|Hướng dẫn|Thông báo|Chương trình|Tờ trình|Quy định|Quy chế)\s+(.*)$`)
	dated       = regexp.MustCompile(`ngày[\s\d.…_/-]*(tháng[\s\d.…_]*năm|\d|[.…_])`)
	hasNumber   = regexp.MustCompile(`^(liên tịch )?số[\s:]*[\d.…_\s]*[a-zA-Z]?\s*[/-]`)
	hasOrgan    = regexp.MustCompile(`\bcủa\s+\p{Lu}|\scủa\s+\p{L}`)
)

// canCu: each ground a paragraph of its own, italic 13–14, ending in a semicolon, the last in a full stop (II.6a).
func canCu(s *subject, t *tally) {
	for _, p := range s.documents() {
		list := p.doc.CanCu
		if len(list) == 0 || !s.isGrounds(p.doc) {
			continue
		}
		for i, l := range list {
			end, name := ";", "dấu chấm phẩy"
			if i == len(list)-1 {
				end, name = ".", "dấu chấm"
			}
			words := text(l)
			f := at(l).say("Căn cứ không kết thúc bằng "+name+".", "“"+lastChar(words)+"”", "“"+end+"”").
				advise("Kết thúc căn cứ bằng " + name + ".")
			if strings.HasPrefix(l.Label, "-") {
				t.fail(at(l).say("Căn cứ có gạch đầu dòng.", "“-”", "không có gạch đầu dòng").advise("Bỏ gạch đầu dòng trước căn cứ."))
				continue
			}
			if strings.Contains(words, "; Căn cứ") {
				t.fail(at(l).say("Nhiều căn cứ viết trong một đoạn.", "một đoạn", "mỗi căn cứ một đoạn").
					advise("Đặt mỗi căn cứ thành một đoạn riêng (nhấn Enter sau dấu chấm phẩy)."))
				continue
			}
			if t.hold(strings.HasSuffix(words, end), f, "") {
				s.typed(t, "Căn cứ", l, document.CanCu)
			}
		}
	}
}

func lastChar(s string) string {
	r := []rune(s)
	if len(r) == 0 {
		return ""
	}
	return string(r[len(r)-1:])
}

// isGrounds tells a list of grounds from the one sentence "Thực hiện …, … ban hành Kế hoạch như sau:" that a plan begins with.
func (s *subject) isGrounds(d *anatomy.Document) bool {
	if len(d.CanCu) > 1 || d.TuBanHanh != nil || len(d.ThamQuyen) > 0 {
		return true
	}
	words := text(d.CanCu[0])
	return strings.HasPrefix(words, "Căn cứ") && !strings.HasSuffix(words, ":")
}

// vienDanCanCu: a law by its name and date without number, other texts with number, date, organ and trích yếu (II.6a).
func vienDanCanCu(s *subject, t *tally) {
	for _, p := range s.documents() {
		for _, l := range p.doc.CanCu {
			words := text(l)
			if m := namedGround.FindStringSubmatch(words); m != nil {
				words = m[2]
			}
			if m := lawCited.FindStringSubmatch(words); m != nil {
				s.lawGround(t, l, m[1], m[2])
			} else if m := actCited.FindStringSubmatch(words); m != nil {
				s.actGround(t, l, m[1], m[2])
			}
		}
	}
}

func (s *subject) lawGround(t *tally, l *anatomy.Line, name, rest string) {
	first, _, _ := strings.Cut(rest, ";")
	numbered := (strings.HasPrefix(first, "số ") || strings.Contains(first, " số ")) && strings.Contains(first, "/QH")
	f := at(l).say("Căn cứ là "+strings.ToLower(name)+" có ghi số, ký hiệu.", "có số, ký hiệu", "tên và ngày tháng năm").
		advise("Bỏ số, ký hiệu và cơ quan ban hành; ghi tên và ngày, tháng, năm.")
	if !t.hold(!numbered, f, "luật, pháp lệnh không ghi số") || name == "Hiến pháp" {
		return
	}
	t.hold(dated.MatchString(first), at(l).say("Căn cứ là "+strings.ToLower(name)+" thiếu ngày, tháng, năm.", "không có ngày",
		"ngày … tháng … năm …").
		advise("Ghi thêm ngày, tháng, năm ban hành."), "")
}

func (s *subject) actGround(t *tally, l *anatomy.Line, name, rest string) {
	const allowed = "tên loại, số, ký hiệu, ngày tháng năm, cơ quan ban hành, trích yếu"
	var lacks []string
	if !hasNumber.MatchString(rest) {
		if !strings.HasPrefix(rest, "số") && !dated.MatchString(rest) {
			return // speaks of a text in general: "Kế hoạch công tác năm"
		}
		lacks = append(lacks, "số, ký hiệu")
	}
	if !dated.MatchString(rest) {
		lacks = append(lacks, "ngày tháng năm")
	}
	if !hasOrgan.MatchString(rest) {
		lacks = append(lacks, "cơ quan ban hành")
	} else if i := hasOrgan.FindStringIndex(rest); len(strings.Fields(rest[i[1]:])) < 3 {
		lacks = append(lacks, "trích yếu")
	}
	missing := strings.Join(lacks, ", ")
	t.hold(len(lacks) == 0, at(l).say("Căn cứ "+name+" thiếu "+missing+".", "thiếu "+missing, allowed).advise("Ghi đủ "+allowed+"."),
		"đủ số, ngày, cơ quan, trích yếu")
}
