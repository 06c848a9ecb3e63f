package check

import (
	"strings"

	"vanban/document"
	"vanban/read"
	"vanban/read/anatomy"
	"vanban/read/viet"
)

// visible calls f for every run of the file that shows letters or figures, page numbers included.
func (s *subject) visible(f func(p *read.Paragraph, r *read.Run)) {
	for _, p := range s.paragraphs {
		for i := range p.Runs {
			if r := &p.Runs[i]; r.Kind == read.Chars && lettered(r.Text) {
				f(p, r)
			}
		}
	}
	for i := range s.m.Sections {
		if n := &s.m.Sections[i].Number; n.Shown {
			f(&read.Paragraph{Runs: []read.Run{n.Run}, Place: n.Place}, &n.Run)
		}
	}
}

// runAt is a finding at a run.
func runAt(p *read.Paragraph, r *read.Run) Finding {
	return Finding{Excerpt: excerpt(r.Text), Place: p.Place}
}

// phongChu: Times New Roman everywhere (I.4). A PDF may name a font of the same metrics and design; fonts before Unicode are
// FONT-2's.
func phongChu(s *subject, t *tally) {
	any := false
	s.visible(func(p *read.Paragraph, r *read.Run) {
		if r.Font == "" || s.legacy(r.Font) {
			return
		}
		any = true
		name := fontFamily(r.Font)
		f := runAt(p, r).say("Phông chữ không phải "+s.pack.Font+".", name, s.pack.Font).
			advise("Bôi đen đoạn này, chọn phông " + s.pack.Font + " (Ctrl+D).")
		switch {
		case strings.EqualFold(name, s.pack.Font), s.pdf() && begins(name, s.limits.Alike):
			t.pass(f)
		case begins(name, s.limits.Symbols):
			t.review(f.say("Ký hiệu dùng phông riêng; cần xem có phải chữ hay không.", name, s.pack.Font))
		default:
			t.fail(f)
		}
	})
	if !any && t.places == 0 {
		t.unseen(Finding{Message: "Tệp không cho biết phông chữ."})
	}
}

// fontFamily is the name of a font without the prefix of a subset and the marks of its cut.
func fontFamily(name string) string {
	if i := strings.IndexByte(name, '+'); i == 6 {
		name = name[7:]
	}
	for _, mark := range []string{",", "-Bold", "-Italic", "-Regular", "-Roman", " Bold", " Italic"} {
		if i := strings.Index(name, mark); i > 0 {
			name = name[:i]
		}
	}
	return strings.TrimSpace(name)
}

func begins(name string, list []string) bool {
	for _, l := range list {
		if len(name) >= len(l) && strings.EqualFold(name[:len(l)], l) {
			return true
		}
	}
	return false
}

func (s *subject) legacy(font string) bool {
	return begins(fontFamily(font), s.limits.Legacy) || viet.LegacyFont(font) != viet.Unicode
}

// toneMarks are the marks of tones, which Unicode has in one piece with every Vietnamese letter. Other loose marks are of other tongues.
const toneMarks = "\u0300\u0301\u0303\u0309\u0323"

// maChu: Unicode, with letters in one piece (I.4).
func maChu(s *subject, t *tally) {
	const allowed = "Unicode (TCVN 6909:2001)"
	for _, p := range s.paragraphs {
		here := on(p)
		for i := range p.Runs {
			r := &p.Runs[i]
			if r.Kind != read.Chars || !lettered(r.Text) {
				continue
			}
			switch {
			case s.legacy(r.Font):
				t.fail(runAt(p, r).say("Chữ dùng phông của bảng mã cũ.", fontFamily(r.Font), allowed).
					advise("Chuyển mã văn bản sang Unicode, phông " + s.pack.Font + "."))
			case strings.ContainsAny(r.Text, toneMarks):
				t.fail(runAt(p, r).say("Chữ có dấu rời (tổ hợp).", "dấu rời", "Unicode dựng sẵn").advise("Chuyển sang Unicode dựng sẵn."))
			default:
				t.pass(here.say("", "Unicode", allowed))
			}
		}
		if words := plainText(p); strings.ContainsFunc(words, isOldCode) {
			e := viet.Detect(words)
			if e == viet.Unicode {
				continue
			}
			t.fail(here.say("Chữ viết bằng bảng mã cũ.", e.String(), allowed).advise("Chuyển mã văn bản sang Unicode."))
		}
	}
	for _, r := range s.m.Remarks {
		if codeRemarks[r.Code] {
			t.fail(Finding{Place: r.Place, Excerpt: excerpt(r.Text)}.say(r.Message, "", allowed).
				advise("Chuyển mã văn bản sang Unicode dựng sẵn."))
		}
	}
}

// plainText are the characters of a paragraph as the file has them, those in the fonts of old codes left out.
func plainText(p *read.Paragraph) string {
	var b strings.Builder
	for i := range p.Runs {
		if r := &p.Runs[i]; r.Kind == read.Chars && viet.LegacyFont(r.Font) == viet.Unicode {
			b.WriteString(r.Text)
		}
	}
	return b.String()
}

// isOldCode reports whether a character stands in texts of old codes and in no Vietnamese word of Unicode.
func isOldCode(r rune) bool {
	return r >= 0xA1 && r <= 0xFF && !strings.ContainsRune("àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ«»°§·×÷²³½", r)
}

// codeRemarks are the remarks of readers on text that they had to convert.
var codeRemarks = map[string]bool{"decomposed_letters": true, "legacy_text": true}

// mauChu: black, but for stamps of urgency (I.4, III.2b).
func mauChu(s *subject, t *tally) {
	stamps := map[*read.Paragraph]bool{}
	for _, p := range s.documents() {
		for _, l := range p.doc.DauKhan {
			stamps[l.Para] = true
		}
	}
	s.visible(func(p *read.Paragraph, r *read.Run) {
		if stamps[p] {
			return
		}
		switch r.Color {
		case "":
			if s.measured() {
				t.pass(runAt(p, r).say("", "đen", "đen"))
			}
		case "000000", "auto":
			t.pass(runAt(p, r).say("", "đen", "đen"))
		default:
			f := runAt(p, r).say("Chữ không phải màu đen.", "màu #"+r.Color, "đen").advise("Bôi đen chữ, chọn Font Color là Automatic.")
			if isBlue(r.Color) && r.Underline {
				f.Hint = "Bỏ liên kết, hoặc đổi kiểu chữ của liên kết sang màu đen, không gạch chân."
			}
			t.fail(f)
		}
	})
	if t.places == 0 {
		t.unseen(Finding{Message: "Tệp không cho biết màu chữ."})
	}
}

// channels are red, green and blue of "FF0000".
func channels(color string) (r, g, b int, ok bool) {
	if len(color) != 6 {
		return 0, 0, 0, false
	}
	var v [3]int
	for i := range 6 {
		d := strings.IndexByte("0123456789abcdef", color[i]|0x20)
		if d < 0 {
			return 0, 0, 0, false
		}
		v[i/2] = v[i/2]<<4 | d
	}
	return v[0], v[1], v[2], true
}

func isBlue(color string) bool {
	r, g, b, ok := channels(color)
	return ok && b > 0x80 && b > r && b > g
}

func isRed(color string) bool {
	r, g, b, ok := channels(color)
	return ok && r >= 0xB0 && g <= 0x50 && b <= 0x50
}

// dauKhan judges the stamps of urgency and of circulation: their words, type and colour (III.2).
func dauKhan(s *subject, t *tally) {
	for _, p := range s.documents() {
		for _, l := range p.doc.DauKhan {
			s.urgency(t, l)
		}
		for _, l := range p.doc.LuuHanh {
			words := plainTone(strings.ToUpper(text(l)))
			known := false
			for _, c := range s.limits.Circulation {
				known = known || words == plainTone(c)
			}
			allowed := strings.Join(s.limits.Circulation, ", ")
			if t.judge(known, at(l).say("Chỉ dẫn phạm vi lưu hành sai câu chữ.", text(l), allowed).
				advise("Ghi đúng một trong: "+allowed+".")) {
				s.typed(t, "Chỉ dẫn phạm vi lưu hành", l, document.LuuHanh)
			}
		}
	}
}

func (s *subject) urgency(t *tally, l *anatomy.Line) {
	var names []string
	known := false
	for _, stamp := range s.pack.Stamps {
		names = append(names, stamp.Text)
		known = known || plainTone(strings.ToUpper(text(l))) == plainTone(stamp.Text)
	}
	allowed := strings.Join(names, ", ")
	if !t.judge(known, at(l).say("Dấu chỉ mức độ khẩn sai câu chữ.", text(l), allowed).advise("Ghi đúng một trong: "+allowed+".")) {
		return
	}
	s.typed(t, "Dấu chỉ mức độ khẩn", l, document.DauKhan)
	s.framed(t, l)
	for i := range l.Runs {
		if r := &l.Runs[i]; r.Color != "" && lettered(r.Text) && !isRed(r.Color) {
			t.fail(at(l).say("Dấu chỉ mức độ khẩn không phải màu đỏ tươi.", "màu #"+r.Color, "đỏ tươi").advise("Đổi màu chữ sang đỏ."))
			return
		}
	}
}

// framed judges the width of the frame around a stamp. The borders of a paragraph stand a little outside its indents.
func (s *subject) framed(t *tally, l *anatomy.Line) {
	width := s.frame(l.Para)
	if width == 0 {
		return
	}
	for _, stamp := range s.pack.Stamps {
		if plainTone(strings.ToUpper(text(l))) == plainTone(stamp.Text) {
			measured, high := "rộng "+inMM(width), true
			if frame := l.Para.Frame; frame != nil {
				measured += ", cao " + inMM(frame.Height)
				high = within(frame.Height, stamp.Height, s.limits.Frame)
			}
			t.judge(high && within(width, stamp.Width, s.limits.Frame), at(l).say("Khung của dấu chỉ mức độ khẩn sai kích thước.",
				measured,
				inMM(stamp.Width.Use)+" × "+inMM(stamp.Height.Use)).
				advise("Đặt khung rộng "+inMM(stamp.Width.Use)+", cao "+inMM(stamp.Height.Use)+"."))
		}
	}
}

// plainTone writes the mark of oà, uỷ where new spelling has it: both stand in official texts.
func plainTone(s string) string {
	return toneReplacer.Replace(s)
}

var toneReplacer = strings.NewReplacer("OÀ", "ÒA", "OÁ", "ÓA", "OẢ", "ỎA", "OÃ", "ÕA", "OẠ", "ỌA", "UỶ", "ỦY", "UỲ", "ÙY", "UÝ", "ÚY",
	"UỸ", "ŨY", "UỴ", "ỤY")
