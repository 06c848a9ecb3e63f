package anatomy

import (
	"regexp"
	"strings"

	"vanban/document"
	"vanban/read"
)

// An article about a document is not one: it has no letterhead and no signature, but the furniture of a web page around it.

// isArticle reports whether a text is one of a web page.
func (p *parser) isArticle(us []*unit) bool {
	if p.m.Source != read.Text && p.m.Source != read.Markdown {
		return false
	}
	n := 0
	for i, u := range us {
		if !u.isText() {
			continue
		}
		if i < headZone && (u.markOf() == markQuocHieu || u.markOf() == markNumber || u.opensTitle()) || isRecipientsLabel(u) || isCompetence(u) {
			return false
		}
		if isFurniture(u) {
			n++
		}
	}
	return n >= 3
}

var stamp = regexp.MustCompile(`^\(?\d{1,2}[/-]\d{1,2}[/-]\d{4}[ ,)]*(\d{1,2}:\d{2})?\s*([ap]m)?\)?$`)

// isFurniture reports whether a line belongs to the page and not to the text.
func isFurniture(u *unit) bool {
	if startsAny(u.fold, asides) || stamp.MatchString(u.fold) {
		return true
	}
	f := strings.TrimLeft(u.fold, "([ 0123456789")
	for _, w := range furniture {
		if strings.HasPrefix(f, w) && u.runes() < 90 || strings.HasSuffix(strings.TrimRight(u.fold, ").] "), w) && u.runes() < 120 {
			return true
		}
	}
	return false
}

// article reads the text of a web page: its headline, and the body between the furniture.
func (p *parser) article(us []*unit) {
	d := p.doc
	first, last := -1, -1
	for i, u := range us {
		if !u.isText() || isFurniture(u) {
			continue
		}
		if _, _, ok := u.label(); ok || u.runes() > 60 && ends(u.text, ".:;") {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	headline := ""
	var body []*unit
	for i, u := range us {
		switch {
		case !u.isText() && (i < first || i > last):
			p.loose(u)
		case i >= first && i <= last && first >= 0 && !(u.isText() && (isFurniture(u) || u.fold == headline)):
			body = append(body, u)
		case i < first && headline == "" && u.isText() && !isFurniture(u) && u.runes() > 20:
			headline = u.fold
			d.TrichYeu = append(d.TrichYeu, p.line(u, document.TrichYeu))
		default:
			p.looseWeb(u)
		}
	}
	d.Body = p.nodes(body)
	p.guess(us)
}

// looseWeb keeps a line of the page, and says what it is.
func (p *parser) looseWeb(u *unit) {
	p.loose(u)
	if !u.isText() {
		return
	}
	code, message := "web_furniture", "Dòng này thuộc trang thông tin, không thuộc văn bản: “"+u.text+"”."
	if isName(u) {
		code, message = "author_line", "Dòng này là tên người viết bài, không phải người ký: “"+u.text+"”."
	}
	p.remark(code, message, u)
}

// cited is a document that running text names: "Kế hoạch số 36/KH-TĐKT ngày 04/8/2020 của Tòa án nhân dân tỉnh Cao Bằng".
var cited = regexp.MustCompile(`(\p{Lu}\p{L}+(?: \p{L}+)?) (?:số )?(\d+\p{L}?)/(\p{L}[\p{L}\-]+)(?: ngày (\d{1,2})/(\d{1,2})/(\d{4}))?` +
	`(?: của ((?:Tòa án|Ủy ban|Sở|Bộ|Chánh án|Hội đồng|Ban|Chủ tịch|Thủ tướng)[^,.;()]{3,60}?))?(?: đã | về |[,.;(]|$)`)

// guess tells which document an article is about: the one whose number and notation it names as issued or as its own theme. The kind of
// it must be in the headline's words, or the text must say that it was issued.
func (p *parser) guess(us []*unit) {
	d := p.doc
	head := ""
	if len(d.TrichYeu) > 0 {
		head = fold(d.TrichYeu[0].Text())
	}
	for _, u := range us {
		if !u.isText() || isFurniture(u) {
			continue
		}
		for _, m := range cited.FindAllStringSubmatchIndex(u.text, -1) {
			at := m[0]
			group := func(i int) string {
				if m[2*i] < 0 {
					return ""
				}
				return u.text[m[2*i]:m[2*i+1]]
			}
			kind := kindNamed(group(1))
			before := fold(u.text[max(0, at-60):at])
			issued := strings.HasSuffix(before, "ban hanh") || strings.HasSuffix(before, "ban hanh kem theo")
			if kind == nil || kind.slug == "" || !issued && !(at == 0 && strings.Contains(head, kind.words)) {
				continue
			}
			d.Kind = kind.slug
			d.Number = Code{Number: group(2), Notation: group(3)}
			d.PlaceDate = PlaceDate{Day: atoi(group(4)), Month: atoi(group(5)), Year: atoi(group(6))}
			if d.PlaceDate.Year == 0 {
				if s := dateShort.FindStringSubmatch(u.text[:at]); s != nil {
					d.PlaceDate = PlaceDate{Day: atoi(s[1]), Month: atoi(s[2]), Year: atoi(s[3])}
				}
			}
			d.GuessedOrgan = strings.TrimSpace(group(7))
			d.Remarks = append(d.Remarks, read.Remark{
				Code: "guessed_from_text", Place: u.para.Place,
				Message: "Tên loại, số, ký hiệu, thời gian và cơ quan được đoán từ lời văn: “" + strings.Trim(u.text[m[0]:m[1]], " ,.;(") + "”.",
			})
			return
		}
	}
}

// kindNamed returns the kind that a phrase of running text ends with or is.
func kindNamed(s string) *named {
	f := fold(s)
	for i := range kindNames {
		if kindNames[i].words == f {
			return &kindNames[i]
		}
	}
	return nil
}

func atoi(s string) int {
	n := 0
	for _, r := range s {
		n = n*10 + int(r-'0')
	}
	return n
}
