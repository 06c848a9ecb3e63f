package check

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"vanban/document"
	"vanban/read"
	"vanban/read/anatomy"
)

// sentence is a text and where it stands.
type sentence struct {
	at    Finding
	words string
}

// prose calls f for the text of every paragraph in which sentences stand: grounds, bodies and cells of their tables.
func (s *subject) prose(f func(at Finding, words string)) {
	if s.sentences == nil {
		s.readProse(func(at Finding, words string) { s.sentences = append(s.sentences, sentence{at, words}) })
	}
	for i := range s.sentences {
		f(s.sentences[i].at, s.sentences[i].words)
	}
}

func (s *subject) readProse(f func(at Finding, words string)) {
	for _, p := range s.parts {
		if p.appendix == nil {
			for _, l := range p.doc.CanCu {
				f(at(l), text(l))
			}
		}
		walk(p.body, func(n *anatomy.Node) {
			if n.Line != nil {
				f(at(n.Line), text(n.Line))
			}
			if n.Table == nil {
				return
			}
			for i := range n.Table.Rows {
				for j := range n.Table.Rows[i].Cells {
					for _, b := range n.Table.Rows[i].Cells[j].Blocks {
						if p, ok := b.(*read.Paragraph); ok {
							f(on(p), squash(shown(p.Runs)))
						}
					}
				}
			}
		})
	}
}

// advice is a search for a wording, and what is proposed instead.
type advice struct {
	words   []string       // one of which is in every text that the pattern fits; searching for them is cheap
	pattern *regexp.Regexp // its first group is the wording
	fits    func(before, found, after string) bool
	propose func(found string) string
	message string
}

// suggest notes every wording that an advice fits.
func (s *subject) suggest(t *tally, list ...advice) {
	looked := false
	s.prose(func(at Finding, words string) {
		looked = true
		for _, a := range list {
			if !hasAny(words, a.words) {
				continue
			}
			for _, m := range a.pattern.FindAllStringSubmatchIndex(words, -1) {
				from, to := m[2], m[3]
				found := words[from:to]
				if a.fits != nil && !a.fits(nearBefore(words[:from]), found, words[to:]) {
					continue
				}
				better := a.propose(found)
				if better == found {
					continue
				}
				f := at
				f.Excerpt = around(words, from, to)
				t.fail(f.say(a.message, "“"+found+"”", "“"+better+"”").advise("Cân nhắc viết “" + better + "”."))
			}
		}
	})
	if looked && t.places == 0 {
		t.pass(Finding{Measured: "không có chỗ cần xem lại"})
	}
}

// nearBefore is the end of what stands before a wording: nobody looks further back.
func nearBefore(before string) string {
	const reach = 200
	from := max(0, len(before)-reach)
	for from < len(before) && !utf8.RuneStart(before[from]) {
		from++
	}
	return before[from:]
}

func hasAny(text string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}

// around is the wording with a few words on both sides.
func around(words string, from, to int) string {
	const reach = 24
	start, end := from, to
	for n := 0; n < reach && start > 0; n++ {
		_, size := utf8.DecodeLastRuneInString(words[:start])
		start -= size
	}
	for n := 0; n < reach && end < len(words); n++ {
		_, size := utf8.DecodeRuneInString(words[end:])
		end += size
	}
	cut := words[start:end]
	if start > 0 {
		cut = "…" + cut
	}
	if end < len(words) {
		cut += "…"
	}
	return cut
}

// inSentence reports whether a word in the middle of a sentence follows: capitals at its beginning are due to the place.
func inSentence(before string) bool {
	before = strings.TrimRight(before, " “\"(")
	if before == "" {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	return !strings.ContainsRune(".?!:;-+", last)
}

func raise(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

func lowered(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[size:]
}

var (
	upperClause = regexp.MustCompile(`(?:^|[\s(])((?:Điểm|Khoản) (?:\d+|[a-zđ])(?:[\s,.;)]|$))`)
	lowerUnit   = regexp.MustCompile(`(?:^|[\s(])((?:điều|chương|mục|tiểu mục|phần) (?:\d+|[IVXLC]+))(?:[\s,.;):]|$)`)
	people      = regexp.MustCompile(`\s(nhân dân)(?:[\s,.;)]|$)`)
	state       = regexp.MustCompile(`\s(nhà nước)(?:[\s,.;)]|$)`)
	special     = regexp.MustCompile(`(?:^|\s)(thành phố Hồ Chí Minh|thủ đô Hà Nội)`)
	oneDay      = regexp.MustCompile(`(?:^|[\s(,])(ngày [1-9])(?: tháng |/)`)
	longMonth   = regexp.MustCompile(`(?:^|[\s(,])(tháng 0[3-9])(?: năm|[\s,.;)]|$)`)
	shortMonth  = regexp.MustCompile(`ngày \d{1,2} (tháng [12]) năm`)
)

const citing = "Từ chỉ phần của văn bản được viện dẫn viết không đúng quy tắc viết hoa."

// vietThuong: khoản and điểm are small in citations (Phụ lục II, V.7).
func vietThuong(s *subject, t *tally) {
	s.suggest(t, advice{
		words: []string{"Điểm ", "Khoản "}, pattern: upperClause, message: citing, propose: lowered,
		fits: func(before, _, _ string) bool { return inSentence(before) },
	})
}

// vietHoa: Phần, Chương, Mục, Tiểu mục and Điều are capital in citations (Phụ lục II, V.7).
func vietHoa(s *subject, t *tally) {
	s.suggest(t, advice{
		words: []string{"điều ", "chương ", "mục ", "phần "}, pattern: lowerUnit, message: citing, propose: raise,
		fits: func(before, found, _ string) bool {
			// "danh mục 1", "hạng mục 2", "một phần 3" and "theo từng mục 1" are no citations.
			before = strings.ToLower(strings.TrimSpace(before))
			for _, w := range []string{"danh", "hạng", "chuyên", "đề", "một", "hai", "ba", "thành", "cổ", "học", "khoản"} {
				if strings.HasSuffix(before, w) && !strings.HasPrefix(found, "điều") {
					return w == "khoản"
				}
			}
			return true
		},
	})
}

// after reports whether one of the words stands right before.
func after(words ...string) func(before, found, rest string) bool {
	return func(before, _, _ string) bool {
		before = strings.ToLower(strings.TrimSpace(before))
		for _, w := range words {
			if before == w || strings.HasSuffix(before, " "+w) || strings.HasSuffix(before, ","+w) {
				return true
			}
		}
		return false
	}
}

// nhanDan: Nhân dân and Nhà nước are capital as nouns of their own; inside names ("Tòa án nhân dân") and after other nouns
// ("ngân sách nhà nước") they are small, as in the decree itself (Phụ lục II, V.1).
func nhanDan(s *subject, t *tally) {
	const message = "Danh từ “Nhân dân”, “Nhà nước” không viết hoa."
	s.suggest(t,
		advice{words: []string{"nhân dân"}, pattern: people, message: message, propose: raise, fits: after("và", "của", "cho", "với",
			"phục vụ", "quần chúng", "tầng lớp", "đồng bào", "toàn thể", "bà con", "lợi ích", "trong")},
		advice{words: []string{"nhà nước"}, pattern: state, message: message, propose: raise, fits: after("và", "của", "đảng,", "đảng và",
			"do", "với", "cho")})
}

// tenDiaDanh: Thành phố Hồ Chí Minh, Thủ đô Hà Nội (Phụ lục II, III.1c).
func tenDiaDanh(s *subject, t *tally) {
	s.suggest(t, advice{words: []string{"thành phố Hồ", "thủ đô Hà"}, pattern: special,
		message: "Địa danh đặc biệt không viết hoa danh từ chung.", propose: raise})
}

// ngayThang: the noughts of days and months, as in the date of the document (II.4b).
func ngayThang(s *subject, t *tally) {
	const message = "Ngày, tháng viết không đúng cách thêm số 0."
	zero := func(found string) string {
		word, number, _ := strings.Cut(found, " ")
		return word + " 0" + number
	}
	s.suggest(t,
		advice{words: []string{"ngày "}, pattern: oneDay, message: message, propose: zero},
		advice{words: []string{"tháng 1 ", "tháng 2 "}, pattern: shortMonth, message: message, propose: zero},
		advice{words: []string{"tháng 0"}, pattern: longMonth, message: message,
			propose: func(found string) string { return strings.Replace(found, " 0", " ", 1) }})
}

var (
	numberedLaw = regexp.MustCompile(`((?:Bộ luật|Luật|Pháp lệnh) [^;.()]{3,80}? số \d+/\d{4}/(?:QH|UBTVQH|PL-UBTVQH)\d+)`)
	cited       = regexp.MustCompile(`((?:Nghị định|Thông tư|Quyết định|Nghị quyết|Chỉ thị|Kế hoạch|Công văn|Hướng dẫn|Thông báo) số (\d+[a-zA-Z]?/[\p{L}\d/&.-]*[\p{L}\d]))`)
	fullDate    = regexp.MustCompile(`^,? ngày \d{1,2}(?: tháng \d{1,2} năm |/\d{1,2}/)\d{4} của `)
	unnumbered  = regexp.MustCompile(`((?:Nghị định|Thông tư|Quyết định|Nghị quyết|Chỉ thị|Kế hoạch|Công văn|Hướng dẫn|Thông báo)) (\d+[a-zA-Z]?/[\p{L}\d/&.-]*[\p{L}\d])`)
	anyDate     = regexp.MustCompile(`^,? (?:ngày|năm)`)
)

// vienDan: a text is cited in full the first time and by type and number after that; laws go without numbers (II.6b).
func vienDan(s *subject, t *tally) {
	seen := map[string]bool{afterColon(text(s.doc.SoKyHieu)): true}
	s.prose(func(at Finding, words string) {
		if at.Role != document.CanCu && strings.Contains(words, "/") {
			for _, m := range unnumbered.FindAllStringSubmatch(words, -1) {
				f := at
				f.Excerpt = excerpt(m[0])
				t.fail(f.say("Viện dẫn thiếu từ “số” trước số, ký hiệu.", "“"+m[0]+"”", "“"+m[1]+" số "+m[2]+"”").
					advise("Cân nhắc ghi “" + m[1] + " số " + m[2] + "”."))
			}
		}
		if !strings.Contains(words, " số ") {
			return
		}
		if at.Role == document.CanCu { // CC-2's; but what they cite is known from there on
			for _, m := range cited.FindAllStringSubmatch(words, -1) {
				seen[m[2]] = true
			}
			return
		}
		for _, m := range numberedLaw.FindAllString(words, -1) {
			name := m[:strings.LastIndex(m, " số ")]
			f := at
			f.Excerpt = excerpt(m)
			t.fail(f.say("Viện dẫn luật, pháp lệnh có ghi số, ký hiệu.", "“"+excerpt(m)+"”", "“"+name+"”").
				advise("Cân nhắc chỉ ghi “" + name + "”."))
		}
		for _, m := range cited.FindAllStringSubmatchIndex(words, -1) {
			name, code := words[m[2]:m[3]], words[m[4]:m[5]]
			at.Excerpt = excerpt(words[m[2]:])
			citation(t, at, name, words[m[3]:], !seen[code])
			seen[code] = true
		}
	})
}

// citation judges one citation by what follows its number.
func citation(t *tally, at Finding, name, rest string, first bool) {
	switch {
	case first && !anyDate.MatchString(rest):
		t.fail(at.say("Viện dẫn lần đầu chưa ghi đủ thời gian và cơ quan ban hành.", "“"+name+"”", "“"+name+" ngày … tháng … năm … của …”").
			advise("Cân nhắc ghi “" + name + " ngày … tháng … năm … của …” ở lần viện dẫn đầu tiên."))
	case !first && fullDate.MatchString(rest):
		t.fail(at.say("Viện dẫn lần sau lặp lại thời gian và cơ quan ban hành.", "“"+excerpt(name+rest[:min(len(rest), 8*excerptLength)])+"”", "“"+name+"”").
			advise("Cân nhắc chỉ ghi “" + name + "”."))
	default:
		t.pass(Finding{Measured: "viện dẫn đúng cách"})
	}
}
