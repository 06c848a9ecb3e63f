package check

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"vanban/document"
	"vanban/read"
	"vanban/read/anatomy"
)

var (
	capacity  = regexp.MustCompile(`^(?i:(T[./]?M|K[./]?T|T[./]?L|T[./]?U[./]?Q|Q))([.:]?)(\s*)(.*)$`)
	archive   = regexp.MustCompile(`^[-–]?\s*Lưu:\s*VT\b`)
	likeAbove = regexp.MustCompile(`^[-–]?\s*Như trên\s*[;.]?$`)
	likeDieu  = regexp.MustCompile(`^[-–]?\s*Như (?i:điều|các điều)\s*([\d ,và-]+)`)
)

// kyTen: quyền hạn and chức vụ in capitals, 13–14 bold; họ tên in small letters, 13–14 bold (II.7).
func kyTen(s *subject, t *tally) {
	for _, p := range s.documents() {
		if p.main && len(p.doc.Signers) == 0 {
			t.fail(missing("chức vụ, họ tên của người ký", s.pack.Types[document.QuyenHan].Cite))
		}
		for _, signer := range p.doc.Signers {
			for _, l := range slices.Concat(signer.QuyenHan, signer.ChucVu) {
				if s.capacity(t, l) && s.typed(t, "Quyền hạn, chức vụ", l, document.QuyenHan) {
					s.centredInCell(t, "Quyền hạn, chức vụ", l)
				}
			}
			s.deputy(t, signer)
			if signer.HoTen != nil {
				s.signerName(t, signer.HoTen)
			}
		}
	}
}

// deputy judges that one who signs for another (KT., TL., TUQ.) says his own office.
func (s *subject) deputy(t *tally, signer *anatomy.Signer) {
	if len(signer.QuyenHan) == 0 || len(signer.ChucVu) > 0 || len(signer.Other) > 0 {
		return
	}
	l := signer.QuyenHan[len(signer.QuyenHan)-1]
	if words := text(l); begins(words, []string{"KT.", "TL.", "TUQ."}) {
		t.fail(at(l).say("Dưới quyền hạn ký không ghi chức vụ của người ký.", "“"+words+"”", "thêm dòng chức vụ của người ký").
			advise("Ghi chức vụ của người trực tiếp ký ở dòng dưới “" + words + "”."))
	}
}

// centredInCell judges that a line of the signature stands in the middle of its cell in a DOCX. Where no table holds it, tabs may set it.
func (s *subject) centredInCell(t *tally, what string, l *anatomy.Line) {
	if s.m.Source == read.DOCX && s.seats[l.Para].table != nil {
		s.centred(t, what, l)
	}
}

// capacity judges the spelling of TM., KT., TL., TUQ., Q.
func (s *subject) capacity(t *tally, l *anatomy.Line) bool {
	words := text(l)
	m := capacity.FindStringSubmatch(words)
	if m == nil || m[2] == "" && m[3] == "" && m[4] != "" && !strings.ContainsAny(m[1], "/.") {
		return true // no capacity: "TLỆ" is a word
	}
	short := strings.NewReplacer("/", "", ".", "").Replace(strings.ToUpper(m[1]))
	want := short + ". " + m[4]
	f := at(l).say("Quyền hạn ký viết không đúng.", "“"+words+"”", "“"+strings.ToUpper(want)+"”").
		advise("Ghi “" + short + ".” có dấu chấm và một dấu cách.")
	return t.hold(strings.HasPrefix(words, short+". "), f, "“"+words+"”")
}

// signerName judges the name: capitals at the beginning of words only.
func (s *subject) signerName(t *tally, l *anatomy.Line) {
	name := text(l)
	if !lettered(name) {
		return
	}
	bare, _ := s.cutTitle(name)
	f := at(l).say("Họ và tên người ký viết in hoa toàn bộ.", "“"+name+"”", "chữ in thường").
		advise("Viết họ tên bằng chữ in thường, hoa chữ đầu.")
	if !t.judge(len(strings.Fields(bare)) < 2 || !isUpper(bare), f) {
		return
	}
	for _, w := range strings.Fields(bare) {
		if r := []rune(w)[0]; unicode.IsLetter(r) && !unicode.IsUpper(r) {
			t.fail(at(l).say("Họ và tên người ký không viết hoa chữ đầu.", "“"+name+"”", "viết hoa chữ đầu mỗi từ").
				advise("Viết hoa chữ đầu mỗi từ của họ tên."))
			return
		}
	}
	if s.typed(t, "Họ và tên người ký", l, document.HoTen) {
		s.centredInCell(t, "Họ và tên người ký", l)
	}
}

// cutTitle takes học hàm, học vị and ranks off a name, and returns those that it found.
func (s *subject) cutTitle(name string) (bare string, titles []string) {
	for {
		rest, found := name, ""
		for _, list := range [][]string{s.limits.Degrees, s.limits.Ranks} {
			for _, title := range list {
				after, ok := strings.CutPrefix(name, title)
				if ok && after != "" && strings.ContainsAny(after[:1], ". ,") && len(title) > len(found) {
					rest, found = strings.TrimLeft(after, "., "), title
				}
			}
		}
		if found == "" {
			return name, titles
		}
		name, titles = rest, append(titles, found)
	}
}

// hocHam: no học hàm, học vị before the name, but where the branch allows it (II.7c).
func hocHam(s *subject, t *tally) {
	for _, p := range s.documents() {
		organ := slices.Concat(issuers(p.doc), parents(p.doc))
		for _, signer := range p.doc.Signers {
			if signer.HoTen == nil || !lettered(text(signer.HoTen)) {
				continue
			}
			_, titles := s.cutTitle(text(signer.HoTen))
			f := at(signer.HoTen)
			switch {
			case len(titles) == 0:
				t.pass(f.say("", "không ghi", "không ghi học hàm, học vị"))
			case slices.Contains(s.limits.Ranks, titles[0]) && anyBegins(organ, s.limits.Armed), anyBegins(organ, s.limits.Exempt):
				t.pass(f.say("", "ghi "+strings.Join(titles, ", ")+" theo quy định riêng của ngành",
					"không ghi học hàm, học vị, trừ ngành có quy định riêng"))
			default:
				t.fail(f.say("Trước họ tên người ký có học hàm, học vị hoặc danh hiệu.", strings.Join(titles, ", "), "không ghi").
					advise("Bỏ “" + strings.Join(titles, ", ") + "” trước họ tên."))
			}
		}
	}
}

// anyBegins reports whether one of the lines begins with one of the phrases.
func anyBegins(lines []*anatomy.Line, phrases []string) bool {
	return slices.ContainsFunc(lines, func(l *anatomy.Line) bool { return begins(text(l)+" ", phrases) })
}

// noiNhan: the label 12 bold italic, the list 11 upright, "- …;" and at last "- Lưu: VT, … ." (II.9d).
func noiNhan(s *subject, t *tally) {
	cite := s.pack.Types[document.NoiNhan].Cite
	label, list := s.doc.NhanNoiNhan, s.doc.NoiNhan
	if label == nil {
		t.fail(missing("Nơi nhận", cite))
		return
	}
	f := at(label).say("Từ “Nơi nhận” viết không đúng.", "“"+text(label)+"”", "“Nơi nhận:”").
		advise("Ghi “Nơi nhận:” trên một dòng riêng, có dấu hai chấm.")
	if t.hold(whole(label) == "Nơi nhận:", f, "") && s.typed(t, "Từ “Nơi nhận”", label, document.NhanNoiNhan) {
		s.plainLabel(t, label)
	}
	if len(list) == 0 {
		t.fail(at(label).say("Nơi nhận không có tên nơi nhận nào.", "không có", "“- …;”").advise("Ghi các nơi nhận văn bản."))
		return
	}
	list = joinWrapped(list)
	for i, l := range list {
		if s.recipient(t, l, i == len(list)-1) {
			s.typed(t, "Danh sách nơi nhận", l, document.NoiNhan)
		}
	}
}

// plainLabel judges that "Nơi nhận:" stands at the left and is not underlined.
func (s *subject) plainLabel(t *tally, l *anatomy.Line) {
	if s.underlined([]*anatomy.Line{l}) {
		t.fail(at(l).say("Từ “Nơi nhận” bị gạch chân.", "gạch chân", "không gạch chân").advise("Bỏ gạch chân."))
	}
	if s.pdf() || l.Para == nil || l.Para.Form == nil {
		return
	}
	if a := l.Para.Form.Align; a == document.AlignCenter || a == document.AlignRight {
		t.fail(at(l).say("Từ “Nơi nhận” không sát lề trái.", alignName(a), "sát lề trái").advise("Canh trái dòng “Nơi nhận:”."))
	}
}

// joinWrapped puts the lines together that one recipient is set in: a PDF breaks them, and people do by hand.
func joinWrapped(lines []*anatomy.Line) []*anatomy.Line {
	var list []*anatomy.Line
	for _, l := range lines {
		words := whole(l)
		if n := len(list); n > 0 && !strings.HasPrefix(words, "-") && !strings.ContainsAny(lastChar(whole(list[n-1])), ";.") {
			joined := *list[n-1]
			joined.Runs = append(append(joined.Runs[:len(joined.Runs):len(joined.Runs)], read.Run{Text: " "}), l.Runs...)
			list[n-1] = &joined
			continue
		}
		list = append(list, l)
	}
	return list
}

// recipient judges the signs around one recipient; the last line is that of the archive and ends with the drafter's sign, if any.
func (s *subject) recipient(t *tally, l *anatomy.Line, last bool) bool {
	words := whole(l)
	f := at(l)
	if !t.hold(strings.HasPrefix(words, "-"), f.say("Nơi nhận không bắt đầu bằng gạch đầu dòng.", "“"+firstChar(words)+"”", "“-”").
		advise("Ghi gạch đầu dòng (-) trước nơi nhận."), "") {
		return false
	}
	if !last {
		return t.hold(strings.HasSuffix(words, ";"), f.say("Nơi nhận không kết thúc bằng dấu chấm phẩy.", "“"+lastChar(words)+"”", "“;”").
			advise("Kết thúc mỗi nơi nhận bằng dấu chấm phẩy."), "")
	}
	if !t.judge(archive.MatchString(words), f.say("Dòng cuối của Nơi nhận không phải “Lưu: VT, …”.", "“"+words+"”", "“- Lưu: VT, ….”").
		advise("Ghi “- Lưu: VT,” rồi chữ viết tắt đơn vị soạn thảo, số lượng bản lưu và dấu chấm.")) {
		return false
	}
	// The law asks for a stop at the end, the drafter's sign or not; "PL.(300)" may follow it.
	return t.hold(strings.HasSuffix(words, ".") || strings.Contains(words, ". ") || s.doc.Drafter != nil && strings.HasSuffix(words, "."),
		f.say("Dòng “Lưu” không kết thúc bằng dấu chấm.", "“"+lastChar(words)+"”", "“.”").
			advise("Kết thúc dòng “Lưu: VT, …” bằng dấu chấm."), "")
}

func firstChar(s string) string {
	for _, r := range s {
		return string(r)
	}
	return ""
}

// kinhGui: only where something is addressed to somebody; then the first recipient is "- Như trên;" (II.9b).
func kinhGui(s *subject, t *tally) {
	d, l := s.doc, s.doc.KinhGui
	cite := s.pack.Types[document.KinhGui].Cite
	switch {
	case l == nil && slices.Contains(s.limits.MustAddress, d.Kind):
		t.fail(missing("Kính gửi", cite))
	case l == nil:
		s.firstRecipient(t)
	case d.Kind != "" && !slices.Contains(s.limits.MayAddress, d.Kind):
		t.fail(at(l).say("Loại văn bản này không ghi “Kính gửi”.", "có “Kính gửi”", "chỉ tờ trình, báo cáo, công văn").
			advise("Bỏ “Kính gửi”; ghi nơi nhận ở cuối văn bản."))
	default:
		f := at(l).say("“Kính gửi” viết không đúng.", "“"+excerpt(text(l))+"”", "“Kính gửi: …”").advise("Ghi “Kính gửi:” có dấu hai chấm.")
		if t.judge(strings.HasPrefix(text(l), "Kính gửi:"), f) && s.typed(t, "Kính gửi", l, document.KinhGui) {
			s.addressees(t)
		}
		s.likeAbove(t)
	}
}

// addressees judges a list under Kính gửi: "- …;", the last with a full stop.
func (s *subject) addressees(t *tally) {
	list := s.doc.KinhGuiMuc
	for i, l := range list {
		words, end, name := whole(l), ";", "dấu chấm phẩy"
		if i == len(list)-1 {
			end, name = ".", "dấu chấm"
		}
		if len(list) > 1 {
			ok := strings.HasPrefix(words, "-") && strings.HasSuffix(words, end)
			if !t.judge(ok, at(l).say("Nơi kính gửi viết không đúng mẫu.", "“"+excerpt(words)+"”", "“- …"+end+"”").
				advise("Ghi gạch đầu dòng ở đầu và "+name+" ở cuối.")) {
				continue
			}
		}
		s.typed(t, "Nơi kính gửi", l, document.KinhGuiMuc)
	}
}

// likeAbove: what is addressed above is not written out again (II.9b).
func (s *subject) likeAbove(t *tally) {
	if len(s.doc.NoiNhan) == 0 {
		return
	}
	l := s.doc.NoiNhan[0]
	t.judge(likeAbove.MatchString(whole(l)), at(l).say("Dòng đầu của Nơi nhận không phải “Như trên”.", "“"+excerpt(whole(l))+"”",
		"“- Như trên;”").
		advise("Ghi “- Như trên;” ở dòng đầu, vì đã có “Kính gửi”."))
}

// firstRecipient: a decision names the article that tells who carries it out, and it must have that article.
func (s *subject) firstRecipient(t *tally) {
	if len(s.doc.NoiNhan) == 0 {
		return
	}
	l := s.doc.NoiNhan[0]
	ordering := slices.Contains(s.limits.Ordering, s.doc.Kind)
	if s.doc.Kind != "" && !slices.Contains(s.limits.MayAddress, s.doc.Kind) && likeAbove.MatchString(whole(l)) {
		f := at(l).say("Nơi nhận ghi “Như trên” nhưng phía trên không có nơi nhận nào.", "“"+whole(l)+"”", "tên nơi nhận").
			advise("Ghi tên các nơi nhận văn bản.")
		if ordering {
			f = f.say("Nơi nhận ghi “Như trên” thay cho “Như Điều …”.", "“"+whole(l)+"”", "“- Như Điều …;”").
				advise("Ghi “- Như Điều …;” với số của điều về trách nhiệm thi hành.")
		}
		t.fail(f)
		return
	}
	if !ordering {
		return
	}
	m := likeDieu.FindStringSubmatch(whole(l))
	articles, count := 0, 0
	walk(s.doc.Body, func(n *anatomy.Node) {
		if strings.HasPrefix(n.Scheme, "Điều") {
			count++
			articles = max(articles, n.Ordinal, count)
		}
	})
	if m == nil {
		return
	}
	for _, number := range strings.FieldsFunc(m[1], func(r rune) bool { return !unicode.IsDigit(r) }) {
		n, err := strconv.Atoi(number)
		ok := err == nil && n <= articles
		if articles > 0 && !t.judge(ok, at(l).say("Nơi nhận dẫn điều không có trong văn bản.", "Điều "+number,
			"Điều 1–"+strconv.Itoa(articles)).
			advise("Ghi số của điều về trách nhiệm thi hành.")) {
			return
		}
	}
}
