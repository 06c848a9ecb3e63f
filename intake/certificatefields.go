package intake

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"vanban/templates/contract"
	"vanban/thethuc"
)

// take reads the text of a field into the document; false where it is not clear what it says.
func (c *certificateEdit) take(k thethuc.PlateKey, b *box) bool {
	d, now := c.doc, b.text()
	switch k {
	case thethuc.PlateAwardBy:
		d.AwardBy = joinPieces(b.pieces, d.AwardBy)
	case thethuc.PlateCitation:
		d.Citation = joinPieces(b.pieces, d.Citation)
	case thethuc.PlateName:
		c.takeName(now)
	case thethuc.PlatePosition:
		c.takePosition(now)
	case thethuc.PlateDecision:
		return c.takeDecision(now)
	case thethuc.PlateRegister:
		return c.takeRegister(now)
	case thethuc.PlatePlaceDate:
		return c.takePlace(now)
	case thethuc.PlateSignerTitle:
		return c.takeSigner(b)
	case thethuc.PlateSignerName:
		made(&d.Signer).Name = now
	}
	return true
}

// clear empties a field.
func (c *certificateEdit) clear(k thethuc.PlateKey) {
	d := c.doc
	switch k {
	case thethuc.PlateAwardBy:
		d.AwardBy = nil
	case thethuc.PlateCitation:
		d.Citation = nil
	case thethuc.PlateName:
		r := made(&d.Recipient)
		r.Salutation, r.Name = "", ""
	case thethuc.PlatePosition:
		r := made(&d.Recipient)
		r.Position, r.Unit = "", ""
	case thethuc.PlateDecision:
		d.Decision = nil
	case thethuc.PlateRegister:
		d.RegisterNumber = ""
	case thethuc.PlatePlaceDate:
		d.Place, d.Date = "", contract.Date{}
	case thethuc.PlateSignerTitle:
		s := made(&d.Signer)
		s.Competence, s.Position = nil, nil
	case thethuc.PlateSignerName:
		made(&d.Signer).Name = ""
	}
}

// made returns what a pointer leads to, made where it leads nowhere.
func made[T any](p **T) *T {
	if *p == nil {
		*p = new(T)
	}
	return *p
}

// ownLines are the author's lines of a field that may have several.
func (c *certificateEdit) ownLines(k thethuc.PlateKey) contract.Lines {
	switch k {
	case thethuc.PlateAwardBy:
		return c.own.AwardBy
	case thethuc.PlateCitation:
		return c.own.Citation
	case thethuc.PlateSignerTitle:
		s := zeroIfNil(c.own.Signer)
		return slices.Concat(s.Competence, s.Position)
	}
	return nil
}

func spaced(lines contract.Lines) (out contract.Lines) {
	for _, l := range lines {
		if l = oneSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// joinPieces makes lines of the pieces of a box, in which the program broke what was too long. The author's lines that still stand, at the
// head and at the end, are put together again; between them a break is one of the program's where the author had one line there, unless
// somebody began a paragraph.
func joinPieces(pieces []piece, own contract.Lines) contract.Lines {
	own = spaced(own)
	var head, tail contract.Lines
	for len(own) > 0 {
		n := leading(pieces, own[0])
		if n == 0 {
			break
		}
		head, own, pieces = append(head, own[0]), own[1:], pieces[n:]
	}
	for len(own) > 0 {
		last := own[len(own)-1]
		n := trailing(pieces, last)
		if n == 0 {
			break
		}
		tail, own, pieces = append(tail, last), own[:len(own)-1], pieces[:len(pieces)-n]
	}
	slices.Reverse(tail)
	var middle contract.Lines
	for i, p := range pieces {
		if i > 0 && !p.first && len(own) <= 1 {
			middle[len(middle)-1] += " " + p.text
		} else {
			middle = append(middle, p.text)
		}
	}
	return slices.Concat(head, middle, tail)
}

// leading returns how many of the first pieces make a line, 0 where they make another.
func leading(pieces []piece, line string) int {
	text := ""
	for i := range pieces {
		if i > 0 && pieces[i].first {
			return 0
		}
		if text = strings.TrimSpace(text + " " + pieces[i].text); text == line {
			return i + 1
		}
	}
	return 0
}

func trailing(pieces []piece, line string) int {
	text := ""
	for n := 1; n <= len(pieces); n++ {
		p := &pieces[len(pieces)-n]
		if text = strings.TrimSpace(p.text + " " + text); text == line {
			return n
		}
		if p.first {
			return 0
		}
	}
	return 0
}

// salutations are the words before a name that nobody bears as a name; longer ones first.
var salutations = []string{"Ông, Bà", "Ông (Bà)", "Ông/Bà", "Tập thể", "Đồng chí", "Gia đình", "Hộ gia đình", "Ông", "Bà", "Anh", "Chị", "Em", "Cháu", "Cô", "Thầy"}

// takeName parts salutation and name: by the salutation that was there, or by one of the usual ones where one was there.
func (c *certificateEdit) takeName(now string) {
	r := made(&c.doc.Recipient)
	was := oneSpace(r.Salutation)
	if was == "" {
		r.Name = now
		return
	}
	for _, s := range append([]string{was}, salutations...) {
		for _, s := range [...]string{s, s + ":"} {
			if rest, ok := strings.CutPrefix(now, s+" "); ok {
				r.Salutation, r.Name = s, rest
				return
			}
		}
	}
	r.Salutation, r.Name = "", now
}

// takePosition parts office and unit: one of them still stands, or there is one comma; else all of it is the office, as it prints the same.
func (c *certificateEdit) takePosition(now string) {
	r := made(&c.doc.Recipient)
	position, unit := strings.TrimRight(oneSpace(r.Position), ", "), oneSpace(r.Unit)
	before, after, comma := strings.Cut(now, ", ")
	rest, sameHead := strings.CutPrefix(now, position+", ")
	head, sameEnd := strings.CutSuffix(now, ", "+unit)
	switch {
	case position == "" && unit == "", unit == "":
		r.Position = now
	case position == "":
		r.Unit = now
	case now == unit:
		r.Position = ""
	case now == position:
		r.Unit = ""
	case sameHead:
		r.Unit = rest
	case sameEnd:
		r.Position = head
	case comma && !strings.Contains(after, ", "):
		r.Position, r.Unit = before, after
	default:
		r.Position, r.Unit = now, ""
		c.g.guessed = append(c.g.guessed, "/recipient/position")
	}
}

var (
	decisionText = regexp.MustCompile(`^(\D*?)[\s:]*(\d[\p{L}\d.]*)?\s*(?:/\s*([^\s,]+))?\s*,?\s*(ngày\s.*)?$`)
	writtenDate  = regexp.MustCompile(`^ngày\s+(\d{1,2})?[\s….]*tháng\s+(\d{1,2})?[\s….]*năm\s*(\d{4})?[\s….]*$`)
	slashedDate  = regexp.MustCompile(`^ngày\s+(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$`)
	quyenHan     = regexp.MustCompile(`^(TM|KT|TL|TUQ|Q)\.`)
)

// cutDecision parts "Quyết định số 551/QĐ-UBND ngày …".
func cutDecision(now string) (label string, d contract.Decision, dated, ok bool) {
	m := decisionText.FindStringSubmatch(now)
	if m == nil {
		return "", d, false, false
	}
	d.Number, d.Notation = m[2], m[3]
	dated = m[4] != ""
	if dated {
		if d.Date, ok = dateOf(m[4]); !ok {
			return "", d, true, false
		}
	}
	return strings.TrimSpace(m[1]), d, dated, true
}

// dateOf reads the words of a date; blanks stay blank.
func dateOf(s string) (contract.Date, bool) {
	m := writtenDate.FindStringSubmatch(s)
	if m == nil {
		m = slashedDate.FindStringSubmatch(s)
	}
	if m == nil {
		return contract.Date{}, false
	}
	day, _ := strconv.Atoi(m[1])
	month, _ := strconv.Atoi(m[2])
	year, _ := strconv.Atoi(m[3])
	return reduce(year, month, day)
}

func (c *certificateEdit) takeDecision(now string) bool {
	_, d, dated, ok := cutDecision(now)
	if !ok || !dated && zeroIfNil(c.own.Decision).Date != (contract.Date{}) {
		return false
	}
	own := made(&c.doc.Decision)
	if !sameWords(own.Number, d.Number) {
		own.Number = d.Number
	}
	own.Notation, own.Date = d.Notation, d.Date
	return true
}

// takeRegister reads what stands behind the label.
func (c *certificateEdit) takeRegister(now string) bool {
	_, number, ok := strings.Cut(now, ":")
	if !ok {
		return false
	}
	c.doc.RegisterNumber = strings.TrimSpace(number)
	return true
}

func (c *certificateEdit) takePlace(now string) bool {
	at := strings.LastIndex(now, "ngày ")
	if at < 0 {
		return false
	}
	date, ok := dateOf(now[at:])
	if !ok {
		return false
	}
	c.doc.Date = date
	if place := strings.TrimRight(now[:at], ", …."); place != strings.TrimRight(oneSpace(c.doc.Place), ", ") {
		c.doc.Place = place
	}
	return true
}

// takeSigner parts quyền hạn and chức vụ: one of them still stands, or the lines tell by how they begin.
func (c *certificateEdit) takeSigner(b *box) bool {
	s := made(&c.doc.Signer)
	competence, position := spaced(s.Competence), spaced(s.Position)
	lines := joinPieces(b.pieces, slices.Concat(competence, position))
	switch n := len(competence); {
	case n == 0 && !quyenHan.MatchString(lines[0]):
		s.Position = lines
	case n > 0 && len(lines) > n && slices.Equal(lines[:n], competence):
		s.Position = lines[n:]
	case len(position) > 0 && len(lines) > len(position) && slices.Equal(lines[len(lines)-len(position):], position) && quyenHan.MatchString(lines[0]):
		s.Competence = lines[:len(lines)-len(position)]
	case quyenHan.MatchString(lines[0]) && len(lines) == 2:
		s.Competence, s.Position = lines[:1], lines[1:]
	case !quyenHan.MatchString(lines[0]) && slices.Equal(lines, position):
		s.Competence = nil
	default:
		return false
	}
	return true
}
