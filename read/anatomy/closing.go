package anatomy

import (
	"regexp"
	"slices"
	"strings"

	"vanban/document"
)

// closing gives the blocks of the end their parts.
func (p *parser) closing(us []*unit) {
	c := &closing{p: p}
	for i, u := range us {
		switch {
		case u.rule != nil:
			p.doc.Spare = append(p.doc.Spare, u.rule)
		case u.table == nil:
			c.paragraph(u)
		case u.isSignTable():
			c.table(u)
		case c.done():
			p.looseAll(us[i : i+1])
		default:
			c.table(u)
		}
	}
	c.drop()
}

// closing gathers Nơi nhận and the signers.
type closing struct {
	p      *parser
	signer *Signer    // who is being read
	list   bool       // in the list of Nơi nhận
	many   bool       // several signers stand side by side
	sides  [2]*Signer // who sign side by side, set with tabs
	room   bool       // something empty or "(Đã ký)" stands under the office
}

func (c *closing) done() bool { return c.signer == nil && len(c.p.doc.Signers) > 0 }

// paragraph reads a paragraph in sequence, with what a tab puts beside it.
func (c *closing) paragraph(u *unit) {
	for _, line := range u.lines() {
		columns := line.columns()
		switch {
		case len(columns) == 2 && (c.sides[1] != nil || columns[0].caps && columns[1].caps && !isRecipientsLabel(columns[0])):
			c.many = true
			for k, part := range columns {
				c.signer = c.sides[k]
				c.line(part)
				c.sides[k] = c.signer
			}
		case len(columns) == 2 && (isRecipientsLabel(columns[0]) || isCompetence(columns[1]) || c.list && c.signs(columns[1])):
			for _, part := range columns {
				c.line(part)
			}
			c.list = true // it goes on below, beside the signer
		default:
			c.line(line)
		}
	}
}

// signs reports whether a stretch beside the list of Nơi nhận is the signer's.
func (c *closing) signs(u *unit) bool { return u.caps || c.signer != nil && isName(u) }

// table reads a table column by column, since a signer's lines stand one under the other; a list of Nơi nhận goes over all of them.
func (c *closing) table(t *unit) {
	if c.p.doc.SignTable == nil {
		c.p.doc.SignTable = t.table
	}
	columns := map[int][]*unit{}
	var order []int
	signers := 0
	for _, cell := range t.cells {
		if cell.rule != nil {
			c.p.doc.Spare = append(c.p.doc.Spare, cell.rule)
			continue
		}
		if _, ok := columns[cell.col]; !ok {
			order = append(order, cell.col)
		}
		columns[cell.col] = append(columns[cell.col], cell)
	}
	for _, col := range order {
		if !holdsRecipients(columns[col]) {
			signers++
		} else if signsAsWell(columns[col]) {
			signers++
		}
	}
	c.many = signers > 1
	before := len(c.p.doc.Signers)
	var ranks []int // of each signer of the table: which one of its column
	for _, col := range order {
		c.drop()
		c.list = false
		above := len(c.p.doc.Signers)
		row := -1
		for _, cell := range columns[col] {
			if row >= 0 && cell.row > row+1 {
				c.room = true
			}
			row = cell.row
			for _, line := range cell.lines() {
				c.line(line)
			}
		}
		for k := range c.p.doc.Signers[above:] {
			ranks = append(ranks, k)
		}
	}
	byRank(c.p.doc.Signers[before:], ranks)
	c.drop()
	c.list = false
}

// byRank puts signers that stand in a grid into the order in which they are read: row by row.
func byRank(signers []*Signer, ranks []int) {
	order := make([]int, len(signers))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return ranks[a] - ranks[b] })
	sorted := make([]*Signer, len(signers))
	for i, k := range order {
		sorted[i] = signers[k]
	}
	copy(signers, sorted)
}

func holdsRecipients(cells []*unit) bool {
	for _, u := range cells {
		if isRecipientsLabel(u) {
			return true
		}
	}
	return false
}

func signsAsWell(cells []*unit) bool {
	for _, u := range cells {
		if isCompetence(u) || u.caps && startsAny(u.fold, officeHeads) {
			return true
		}
	}
	return false
}

// drop ends the signer that is being read.
func (c *closing) drop() { c.signer, c.room = nil, false }

// sign returns the signer that a line belongs to.
func (c *closing) sign() *Signer {
	if c.signer == nil || c.signer.HoTen != nil {
		c.signer, c.room = &Signer{}, false
		c.p.doc.Signers = append(c.p.doc.Signers, c.signer)
	}
	return c.signer
}

// street is where an address begins that does not say that it is one: "Số 12 đường A, phường B".
var street = regexp.MustCompile(`^(?:so (?:nha )?\d+[a-z]?|tang \d+|thon|to|khu)[ ,].*\b(?:duong|pho|phuong|xa|thi tran|thanh pho|tinh)\b`)

// isAddress reports whether a line is one of ô 13.
func isAddress(u *unit) bool {
	return startsAny(u.fold, addressHeads) || containsAny(u.fold, addressWords) || street.MatchString(u.fold)
}

// drafter reads ô 12: "NVA.03b".
var drafter = regexp.MustCompile(`^\p{Lu}[\p{Lu}\p{L}]{0,6}\s?\.\s?\(?\d+b?\)?\.?$`)

// line gives one line of the end its part.
func (c *closing) line(u *unit) {
	p, d := c.p, c.p.doc
	if u.gap && c.signer != nil && (len(c.signer.ChucVu) > 0 || len(c.signer.QuyenHan) > 0) {
		c.room = true
	}
	l, _, labelled := u.label()
	switch {
	case isRecipientsLabel(u):
		c.label(u)
	case isCompetence(u):
		c.list = false
		s := c.sign()
		s.QuyenHan = append(s.QuyenHan, p.line(u, document.QuyenHan))
	case labelled && isBullet(&l) && (c.list || len(d.NoiNhan) == 0 || strings.HasPrefix(strings.TrimLeft(u.fold, "-+ "), "luu")):
		c.list = true
		d.NoiNhan = append(d.NoiNhan, p.labelled(u, document.NoiNhan))
	case isTypedRule(u.text):
		p.loose(u)
	case len(cutSigned(u)) > 0:
		for _, part := range cutSigned(u) {
			c.line(part)
		}
	case isSigned(u):
		s := c.sign()
		s.Marks = append(s.Marks, p.line(u, document.HoTen))
		c.room = true
	case u.caps && drafter.MatchString(u.text) && (c.list || len(d.NoiNhan) > 0) && d.Drafter == nil:
		d.Drafter = p.line(u, document.KyHieuSoan)
	case isDateLine(u.text, u.fold) && (c.signer == nil || c.signer.HoTen != nil || len(c.signer.ChucVu) == 0):
		c.list = false
		s := c.sign()
		s.Date, s.PlaceDate = p.line(u, document.NgayKy), parseDate(u.text)
	case u.caps && !isName(u) && (!c.list || startsAny(u.fold, officeHeads) || u.bold || c.many):
		c.list = false
		c.office(u)
	case isName(u) && (c.signer != nil && c.signer.HoTen == nil || !c.list && c.signer == nil && len(d.Signers) == 0 || c.bare(u)):
		c.name(u)
	case isAddress(u) && !(c.list && c.signer == nil && len(d.Signers) == 0):
		p.address(u)
	case c.list && !u.caps, strings.HasPrefix(u.fold, "luu:"):
		d.NoiNhan = append(d.NoiNhan, p.line(u, document.NoiNhan))
		c.list = true
	default:
		p.loose(u)
	}
}

// bare reports whether a name stands right behind the list, without an office.
func (c *closing) bare(u *unit) bool {
	n := len(c.p.doc.NoiNhan)
	return c.list && n > 0 && len(c.p.doc.Signers) == 0 && strings.Contains(fold(c.p.doc.NoiNhan[n-1].Text()), "luu") && !ends(u.text, ";.,")
}

// label reads "Nơi nhận:" and what stands behind it on the line.
func (c *closing) label(u *unit) {
	p, d := c.p, c.p.doc
	c.list = true
	raw := rawText(u.runs)
	i := strings.IndexByte(raw, ':')
	if i < 0 || strings.TrimSpace(raw[i+1:]) == "" || d.NhanNoiNhan != nil {
		if d.NhanNoiNhan == nil {
			d.NhanNoiNhan = p.line(u, document.NhanNoiNhan)
			return
		}
		p.loose(u)
		return
	}
	d.NhanNoiNhan = p.line(u.stretch(0, i+1, 0), document.NhanNoiNhan)
	rest := u.stretch(i+1, len(raw), 1)
	if rest.caps || isCompetence(rest) {
		c.line(rest)
		return
	}
	d.NoiNhan = append(d.NoiNhan, p.labelled(rest, document.NoiNhan))
}

// office gives a line in capitals its part: the signer's organ, chức vụ, or another office.
func (c *closing) office(u *unit) {
	p, s := c.p, c.sign()
	office := startsAny(u.fold, officeHeads)
	last := lastOf(s.ChucVu)
	switch {
	case len(s.Other) > 0:
		s.Other = p.merge(s.Other, u, document.ChucVuKhac)
	case c.room || u.para.Form != nil && u.para.Form.Before >= signRoom && len(s.ChucVu) > 0:
		if len(s.ChucVu) == 0 && len(s.QuyenHan) == 0 {
			s.ChucVu = p.merge(s.ChucVu, u, document.QuyenHan)
			break
		}
		s.Other = append(s.Other, p.line(u, document.ChucVuKhac))
	case len(s.ChucVu) == 0 && len(s.QuyenHan) == 0 && !office && (c.many || startsAny(u.fold, organHeads)):
		if n := len(s.Organ); n > 0 && s.Organ[n-1].Para != u.para && beginsOrgan(fold(s.Organ[n-1].Text()), u.fold) && !c.many {
			c.drop()
			s = c.sign()
		}
		s.Organ = p.merge(s.Organ, u, document.CoQuanKy)
	case len(s.ChucVu) == 0 && len(s.QuyenHan) > 0 && !office:
		s.QuyenHan = p.merge(s.QuyenHan, u, document.QuyenHan)
	case len(s.ChucVu) > 0 && office && last.Para != u.para && secondOffice(s):
		s.Other = append(s.Other, p.line(u, document.ChucVuKhac))
	default:
		s.ChucVu = p.merge(s.ChucVu, u, document.QuyenHan)
	}
}

// signRoom is the space before a paragraph that leaves room for a signature.
const signRoom = 24 * document.Point

// secondOffice reports whether a signer whose office is said can have another: who signs KT. has his own below that of his head.
func secondOffice(s *Signer) bool {
	for _, l := range s.QuyenHan {
		if !strings.HasPrefix(fold(l.Text()), "tm") && !strings.HasPrefix(fold(l.Text()), "t/m") {
			return len(s.ChucVu) > 0
		}
	}
	return true
}

func lastOf(list []*Line) *Line {
	if len(list) == 0 {
		return &Line{}
	}
	return list[len(list)-1]
}

// name reads họ tên.
func (c *closing) name(u *unit) {
	s := c.sign()
	role := document.HoTen
	if len(s.Other) > 0 {
		role = document.HoTenDuoi
	}
	s.HoTen = c.p.line(u, role)
	c.list = false
}
