package parts

import (
	"strings"

	"vanban/document"
	"vanban/plate"
	"vanban/seal"
	"vanban/templates/contract"
	"vanban/thethuc"
)

// certificate builds a giấy khen or bằng khen: one page of placed parts.
type certificate struct {
	*Builder
	page  *platePage
	plate *contract.Plate // nil where the document says nothing of it
	// strange says that nobody knows the profile: nor whether it has a picture.
	strange bool
}

func (c *certificate) all() {
	c.look()
	c.problems = append(c.problems, c.page.problems...)
	c.check()
	c.run()
}

// look finds the plate that the document is printed on.
func (c *certificate) look() {
	c.plate = c.doc.Options.Plate
	profile := c.profile()
	c.page = c.Builder.page(c.plate, profile)
	c.strange = profile == nil && c.plate != nil && c.plate.Profile != ""
}

// profile finds the plate that the document names, nil where it names none.
func (c *certificate) profile() *Profile {
	if c.plate == nil || c.plate.Profile == "" {
		return nil
	}
	if c.env.Profiles != nil {
		p, err := c.env.Profiles(c.plate.Profile)
		if err != nil {
			c.fail(c.plate.At+"/profile", "profile_unavailable", "Lúc này chưa đọc được mẫu khuôn "+contract.Quote(c.plate.Profile)+".", "Chờ ít phút rồi gửi lại; văn bản không sai gì.", "")
			return nil
		}
		if p != nil {
			return p
		}
	}
	c.fail(c.plate.At+"/profile", "unknown_profile", "Không có mẫu khuôn tên "+contract.Quote(c.plate.Profile)+".",
		"Kiểm tra lại tên, hoặc lưu mẫu khuôn trước khi dùng.", "")
	return nil
}

func (c *certificate) run() {
	p := c.page
	sheet := p.plate
	sheet.Boxes = make([]document.Box, 0, thethuc.PlateKeys)
	sheet.Marks = p.marks
	c.sheet = p.sheet
	c.setBoxes(&sheet)
	c.seal(&sheet)
	c.out.Sections = []document.Section{{Landscape: p.plate.Width > p.plate.Height, Plate: &sheet}}
	c.out.Info = c.info()
}

// textField is a field of a certificate whose words are the document's own.
type textField struct {
	key     thethuc.PlateKey
	pointer string
	often   bool // many certificates have the same
	lines   func(c *certificate) []string
}

// textFields are in the order in which they are read.
var textFields = []textField{
	{thethuc.PlateAwardBy, "/award_by", true, func(c *certificate) []string { return c.doc.AwardBy }},
	{thethuc.PlateName, "/recipient/name", false, func(c *certificate) []string {
		if c.doc.Recipient == nil {
			return nil
		}
		return []string{nameLine(c.doc.Recipient)}
	}},
	{thethuc.PlatePosition, "/recipient/position", false, func(c *certificate) []string {
		if c.doc.Recipient == nil {
			return nil
		}
		return []string{positionLine(c.doc.Recipient)}
	}},
	{thethuc.PlateCitation, "/citation", true, func(c *certificate) []string { return c.doc.Citation }},
	{thethuc.PlateDecision, "/decision", true, func(c *certificate) []string { return []string{c.decisionLine()} }},
	{thethuc.PlateRegister, "/register_number", false, func(c *certificate) []string { return []string{c.registerLine()} }},
	{thethuc.PlatePlaceDate, "/place", true, func(c *certificate) []string { return []string{c.placeLine()} }},
	{thethuc.PlateSignerTitle, "/signer/position", true, func(c *certificate) []string {
		if c.doc.Signer == nil {
			return nil
		}
		return signerLines(c.doc.Signer)
	}},
	{thethuc.PlateSignerName, "/signer/name", true, func(c *certificate) []string {
		if c.doc.Signer == nil {
			return nil
		}
		return []string{c.doc.Signer.Name}
	}},
}

// setBoxes sets the text in the order in which it is read.
func (c *certificate) setBoxes(sheet *document.Plate) {
	set := c.page.fixed
	fixed := func(keys ...thethuc.PlateKey) {
		for _, k := range keys {
			if f := c.page.fixed[k]; f != nil {
				sheet.Boxes = append(sheet.Boxes, f.box)
			}
		}
	}
	fixed(thethuc.PlateNation, thethuc.PlateMotto)
	for i := range textFields {
		t := &textFields[i]
		if lines := c.linesOf(t); len(lines) > 0 {
			fit := c.page.fit
			if t.often {
				fit = c.page.fitOften
			}
			f := fit(t.key, c.doc.At+t.pointer, lines)
			if t.key == thethuc.PlateName && c.page.lone != nil && positionLine(c.doc.Recipient) == "" {
				f = c.page.fitIn(c.page.lone, c.doc.At+t.pointer, lines)
			}
			c.problems = append(c.problems, f.problems...)
			sheet.Boxes = append(sheet.Boxes, f.box)
			set[t.key] = f
		}
		if t.key == thethuc.PlateAwardBy {
			fixed(thethuc.PlateAwardWord, thethuc.PlateTitle)
		}
	}
	for i := range c.page.near {
		if n := &c.page.near[i]; c.page.meet(&set, n) {
			c.problems = append(c.problems, c.page.collision(n, "Rút gọn nội dung, hoặc dời hay thu nhỏ một trong hai ô."))
		}
	}
}

// linesOf returns the lines that are printed in a field, none where it is not printed.
func (c *certificate) linesOf(t *textField) []string {
	if !c.page.fields[t.key].visible {
		return nil
	}
	return nonBlank(t.lines(c))
}

// CertificateLines returns the lines that stand in each field of a certificate before they are broken to fit; none where it is not
// printed. It is not sure of them where nobody knows the profile that the document names.
func CertificateLines(t *Type, doc *contract.Document, env Env) (lines [thethuc.PlateKeys][]string, sure bool) {
	c := &certificate{Builder: newBuilder(t, doc, env)}
	c.look()
	for i := range textFields {
		lines[textFields[i].key] = c.linesOf(&textFields[i])
	}
	for k, words := range c.page.fixedWords(t.Name) {
		if c.page.fields[k].visible {
			lines[k] = []string{words}
		}
	}
	return lines, !c.strange
}

// nameLine returns "Ông Nguyễn Văn A".
func nameLine(r *contract.Recipient) string {
	salutation, name := strings.Trim(r.Salutation, blanks), strings.Trim(r.Name, blanks)
	if salutation == "" || name == "" {
		return name
	}
	return salutation + " " + name
}

// positionLine returns office and unit on one line.
func positionLine(r *contract.Recipient) string {
	position, unit := strings.Trim(r.Position, blanks), strings.Trim(r.Unit, blanks)
	if position == "" || unit == "" {
		return position + unit
	}
	return strings.TrimRight(position, ","+blanks) + ", " + unit
}

// decisionLine returns "Quyết định số 551/QĐ-TANDTC-TĐKT ngày 20 tháng 12 năm 2024"; what is not known leaves room. On a blank, which
// may have the line already, nothing stands for nothing.
func (c *certificate) decisionLine() string {
	var d contract.Decision
	if c.doc.Decision != nil {
		d = *c.doc.Decision
	}
	number, notation := strings.Trim(d.Number, blanks), strings.Trim(d.Notation, blanks)
	if c.page.blank && number == "" && notation == "" && d.Date == (contract.Date{}) {
		return ""
	}
	text := strings.TrimRight(c.page.decision, blanks)
	switch {
	case number == "" && !strings.HasSuffix(text, ":"):
		text += ":" + numberRoom // the room belongs to the label, as in ô 3
	case number == "":
		text += numberRoom
	default:
		text += " " + numberText(number, "")
	}
	if notation != "" {
		text += "/" + notation
	}
	return text + " " + dateText(d.Date)
}

// registerLine returns "Số sổ vàng: 01".
func (c *certificate) registerLine() string {
	number := strings.Trim(c.doc.RegisterNumber, blanks)
	label := strings.TrimRight(c.page.register, ":"+blanks) + ":"
	switch {
	case number != "":
		return label + " " + number
	case c.page.blank:
		return ""
	}
	return label + numberRoom
}

func (c *certificate) placeLine() string {
	if c.page.blank && strings.Trim(c.doc.Place, blanks) == "" && c.doc.Date == (contract.Date{}) {
		return ""
	}
	return placeAndDate(c.doc.Place, c.doc.Date)
}

// signerLines returns quyền hạn and chức vụ.
func signerLines(s *contract.Signer) []string {
	if len(s.Competence) == 0 {
		return s.Position
	}
	return append(append(make([]string, 0, 4), s.Competence...), s.Position...)
}

// seal draws the QR code that what the certificate says can be verified by.
func (c *certificate) seal(sheet *document.Plate) {
	if !c.page.verify {
		return
	}
	at := c.doc.At + "/options/plate/verify"
	if c.plate == nil || c.plate.Verify == nil {
		at = c.doc.At + "/options/plate/profile"
	}
	if c.env.Seal == nil {
		c.fail(at, "no_seal", "Chưa cài khóa ký nên không tạo được mã QR xác thực.", "Cài khóa ký, hoặc bỏ \"verify\".", "")
		return
	}
	if c.problems.Fatal() || !c.decoded {
		return // it would be signed for nothing
	}
	text, err := c.env.Seal(c.claims())
	var code *seal.Matrix
	if err == nil {
		code, err = seal.Code(text)
	}
	if err != nil {
		c.fail(at, "not_sealed", "Không tạo được mã QR xác thực: "+err.Error()+".", "Rút gọn tên, đơn vị, hoặc kiểm tra khóa ký.", "")
		return
	}
	f := &c.page.fields[thethuc.PlateQR]
	side := min(f.width, f.height)
	shapes := plate.QR(code.Bits, code.Stride, code.Size, plate.Square{X: f.x + (f.width-side)/2, Y: f.y + (f.height-side)/2, Size: side})
	sheet.Marks = append(sheet.Marks[:len(sheet.Marks):len(sheet.Marks)], shapes...)
}

func (c *certificate) claims() seal.Claims {
	d := c.doc
	claims := seal.Claims{Type: c.typ.Slug, Organ: joinLines(d.AwardBy), Register: strings.Trim(d.RegisterNumber, blanks)}
	if r := d.Recipient; r != nil {
		claims.Name, claims.Unit = nameLine(r), positionLine(r)
	}
	if v := d.Decision; v != nil {
		claims.Decision = decisionCode(v)
		if v.Date.Day != 0 {
			claims.Date = isoDate(v.Date)
		}
	}
	return claims
}

// decisionCode returns "551/QĐ-TANDTC-TĐKT", "" where neither is known.
func decisionCode(d *contract.Decision) string {
	number, notation := strings.Trim(d.Number, blanks), strings.Trim(d.Notation, blanks)
	switch {
	case number == "":
		return notation
	case notation == "":
		return numberText(number, "")
	}
	return numberText(number, "") + "/" + notation
}

// info is what the file says of itself.
func (c *certificate) info() document.Info {
	d := c.doc
	info := document.Info{Title: c.typ.Title, Author: organName(d), Language: "vi-VN"}
	if d.Recipient != nil {
		if name := nameLine(d.Recipient); name != "" {
			info.Title += " " + name
		}
	}
	if info.Author == "" {
		info.Author = joinLines(d.AwardBy)
	}
	date := d.Date
	if d.Decision != nil {
		info.Subject = decisionCode(d.Decision)
		if date.Day == 0 {
			date = d.Decision.Date
		}
	}
	if date.Day != 0 {
		info.Created = isoDate(date) + "T00:00:00+07:00"
	}
	return info
}
