package parts

import (
	"regexp"
	"strings"

	"vanban/document"
	"vanban/templates/contract"
	"vanban/thethuc"
)

const citeAward = "Luật Thi đua, khen thưởng số 06/2022/QH15"

// check reports what a certificate lacks, has of other documents, or says against the law.
func (c *certificate) check() {
	c.checkMissing()
	c.refuse(foreign, c.typ.Cite)
	c.problems = append(c.problems, c.page.giver(c)...)
	c.checkEmblem(c.doc.At + "/options/plate")
}

// checkEmblem tells that quốc huy is a drawing of ours: nobody but the office has the picture that is the model.
func (c *certificate) checkEmblem(at string) {
	if c.page.drawn && !c.strange {
		c.warn(at, "emblem_drawn", "Hình Quốc huy được vẽ theo mô tả trong Hiến pháp, không phải hình mẫu chính thức.",
			"Ghi \"emblem_image\" trong mẫu khuôn là tệp hình Quốc huy cơ quan đang dùng, hoặc in lên phôi có sẵn.", citeEmblem)
	}
}

const citeEmblem = "Hiến pháp, Điều 13, khoản 2"

// giverKey is all that the remarks on giver and signer depend on: most certificates have those of the one before.
type giverKey struct {
	by, competence, position, name, place, organ string
	late                                         bool // see afterDistricts
}

// giver returns the remarks on who gives and who signs.
func (p *platePage) giver(c *certificate) document.Problems {
	d := c.doc
	key := giverKey{by: strings.Join(d.AwardBy, "\n"), place: d.Place, organ: organName(d), late: c.afterDistricts()}
	if s := d.Signer; s != nil {
		key.competence, key.position, key.name = strings.Join(s.Competence, "\n"), strings.Join(s.Position, "\n"), s.Name
	}
	find := func() *document.Problems {
		own := *c
		own.Builder = &Builder{env: c.env, typ: c.typ, doc: d}
		own.checkGiver()
		for _, line := range d.AwardBy {
			own.checkUpper(document.KhenNguoiTang, line, d.At+"/award_by")
		}
		if s := d.Signer; s != nil {
			for _, line := range signerLines(s) {
				own.checkUpper(document.KhenChucVu, line, d.At+"/signer/position")
			}
			own.checkNames()
		}
		own.checkDistrict(d)
		return &own.problems
	}
	if len(key.by)+len(key.competence)+len(key.position)+len(key.name)+len(key.place)+len(key.organ) > maxFit {
		return *find()
	}
	return *p.givers.get(key, find)
}

// checkMissing wants what is printed on this plate. On a blank the giver and the signer may stand already.
func (c *certificate) checkMissing() {
	d, p := c.doc, c.page
	want := func(k thethuc.PlateKey, present bool, key, name string) part {
		need := Optional
		if p.fields[k].visible {
			need = Required
		}
		return part{need, present, key, name, p.design.Cite}
	}
	parts := []part{
		want(thethuc.PlateAwardBy, !blankLines(d.AwardBy), "/award_by", "chức danh người tặng"),
		want(thethuc.PlateName, d.Recipient != nil && nameLine(d.Recipient) != "", "/recipient/name", "tên người hoặc tập thể được tặng"),
		want(thethuc.PlateCitation, !blankLines(d.Citation), "/citation", "thành tích"),
	}
	if !p.blank {
		s := d.Signer
		signed := s != nil && !(blankLines(s.Position) && blankLines(s.Competence))
		parts = append(parts, want(thethuc.PlateSignerTitle, signed, "/signer/position", "chức vụ của người ký"))
	}
	c.judge(parts)
	if p.blank {
		return
	}
	blank := func(k thethuc.PlateKey, absent bool, key, name string) {
		if absent && p.fields[k].visible && !d.Faulty(d.At+key) {
			c.warn(d.At+key, "left_blank", "Chưa có "+name+"; chỗ này để trống cho người ghi tay.", "Bổ sung "+keyName(key)+", hoặc ẩn ô này trong \"options.plate.fields\".", "")
		}
	}
	v := d.Decision
	if v == nil {
		v = new(contract.Decision)
	}
	blank(thethuc.PlateDecision, strings.Trim(v.Number, blanks) == "", "/decision/number", "số quyết định")
	blank(thethuc.PlateDecision, v.Date.Day == 0, "/decision/date", "ngày của quyết định")
	blank(thethuc.PlateRegister, strings.Trim(d.RegisterNumber, blanks) == "", "/register_number", "số sổ vàng")
	blank(thethuc.PlatePlaceDate, strings.Trim(d.Place, blanks) == "", "/place", "địa danh")
}

// mark is a part of the contract that some documents have no place for.
type mark struct {
	key, name string
	present   func(d *contract.Document) bool
}

// foreign are the parts of other documents, which a certificate has no place for.
var foreign = []mark{
	{"/organs", "các cơ quan cùng ban hành", func(d *contract.Document) bool { return len(d.Organs) > 0 }},
	{"/code", "số, ký hiệu", func(d *contract.Document) bool {
		return strings.TrimSpace(d.Code.Number) != "" || strings.TrimSpace(d.Code.Notation) != ""
	}},
	{"/subject", "trích yếu nội dung", func(d *contract.Document) bool { return !blankLines(d.Subject) }},
	{"/subtitle", "dòng phụ dưới trích yếu", func(d *contract.Document) bool { return strings.TrimSpace(d.Subtitle) != "" }},
	{"/salutation", "Kính gửi", func(d *contract.Document) bool { return len(d.Salutation) > 0 }},
	{"/authority", "thẩm quyền ban hành", func(d *contract.Document) bool { return !blankLines(d.Authority) }},
	{"/bases", "căn cứ ban hành", func(d *contract.Document) bool { return len(d.Bases) > 0 }},
	{"/orientation", "hướng giấy", func(d *contract.Document) bool { return d.Orientation != "" }},
	{"/numbering", "cách đánh số", func(d *contract.Document) bool { return len(d.Numbering) > 0 }},
	{"/body", "nội dung", func(d *contract.Document) bool { return len(d.Body) > 0 }},
	{"/signer/organ", "cơ quan của người ký", func(d *contract.Document) bool { return d.Signer != nil && !blankLines(d.Signer.Organ) }},
	{"/signer/place", "địa danh riêng của người ký", func(d *contract.Document) bool { return d.Signer != nil && strings.TrimSpace(d.Signer.Place) != "" }},
	{"/signer/date", "ngày ký riêng", func(d *contract.Document) bool { return d.Signer != nil && d.Signer.Date != nil }},
	{"/signer/other_title", "chức vụ khác của người ký", func(d *contract.Document) bool { return d.Signer != nil && !blankLines(d.Signer.OtherTitle) }},
	{"/signers", "những người ký", func(d *contract.Document) bool { return len(d.Signers) > 0 }},
	{"/recipients", "Nơi nhận", func(d *contract.Document) bool { return len(d.Recipients) > 0 }},
	{"/appendices", "phụ lục", func(d *contract.Document) bool { return len(d.Appendices) > 0 }},
	{"/enclosures", "văn bản ban hành kèm theo", func(d *contract.Document) bool { return len(d.Enclosures) > 0 }},
	{"/drafter", "ký hiệu người soạn thảo", func(d *contract.Document) bool { return strings.TrimSpace(d.Drafter) != "" }},
	{"/contact", "địa chỉ cơ quan", func(d *contract.Document) bool { return strings.TrimSpace(d.Contact) != "" }},
	{"/urgency", "mức độ khẩn", func(d *contract.Document) bool { return d.Urgency != "" }},
	{"/circulation", "chỉ dẫn phạm vi lưu hành", func(d *contract.Document) bool { return d.Circulation != "" }},
	{"/options/body_size", "cỡ chữ lời văn", func(d *contract.Document) bool { return d.Options.BodySize != 0 }},
	{"/options/margins", "lề trang", func(d *contract.Document) bool { return d.Options.Margins != contract.Margins{} }},
	{"/options/first_line_indent", "lùi đầu dòng", func(d *contract.Document) bool { return d.Options.FirstLineIndent != 0 }},
	{"/options/space_before", "khoảng cách đoạn", func(d *contract.Document) bool { return d.Options.SpaceBefore != 0 }},
	{"/options/line_spacing", "khoảng cách dòng", func(d *contract.Document) bool { return d.Options.LineSpacing != 0 }},
	{"/options/end_mark", "dấu kết thúc", func(d *contract.Document) bool { return d.Options.EndMark != nil }},
}

// awardMarks are the parts of certificates, which no other document has a place for.
var awardMarks = []mark{
	{"/award_by", "chức danh người tặng", func(d *contract.Document) bool { return !blankLines(d.AwardBy) }},
	{"/recipient", "người hoặc tập thể được tặng", func(d *contract.Document) bool {
		r := d.Recipient
		return r != nil && strings.TrimSpace(r.Salutation+r.Name+r.Position+r.Unit) != ""
	}},
	{"/citation", "thành tích", func(d *contract.Document) bool { return !blankLines(d.Citation) }},
	{"/decision", "quyết định khen thưởng", func(d *contract.Document) bool {
		v := d.Decision
		return v != nil && (strings.TrimSpace(v.Number+v.Notation) != "" || v.Date != contract.Date{})
	}},
	{"/register_number", "số sổ vàng", func(d *contract.Document) bool { return strings.TrimSpace(d.RegisterNumber) != "" }},
	{"/options/plate", "khuôn giấy khen, bằng khen", func(d *contract.Document) bool { return d.Options.Plate != nil }},
}

// refuse refuses the parts that are there: they would be dropped in silence.
func (b *Builder) refuse(marks []mark, cite string) {
	for i := range marks {
		if m := &marks[i]; m.present(b.doc) {
			b.judge([]part{{Refused, true, m.key, m.name, cite}})
		}
	}
}

// checkGiver asks whether who gives the award may give it, and whether he, or one for him, signs.
func (c *certificate) checkGiver() {
	d := c.doc
	title := oneSpaced(joinLines(d.AwardBy))
	at := d.At + "/award_by"
	if title == "" {
		return
	}
	award := strings.ToLower(c.typ.Title)
	switch competence, cite := c.env.Pack.MayAward(c.typ.Slug, title); competence {
	case thethuc.MayNot:
		c.fail(at, "no_competence", contract.Quote(title)+" không có thẩm quyền tặng "+award+".", "Xem lại hình thức khen thưởng và chức danh người tặng.", cite)
	case thethuc.Unsure:
		c.warn(at, "competence_unsure", "Chưa xác định được "+contract.Quote(title)+" có thẩm quyền tặng "+award+" hay không.", "Đối chiếu với Luật Thi đua, khen thưởng.", cite)
	case thethuc.May:
	}
	if organAsGiver.MatchString(strings.ToUpper(title)) {
		c.warn(at, "giver_is_organ", contract.Quote(title)+" là tên cơ quan; luật giao thẩm quyền tặng "+award+" cho người đứng đầu.",
			"Ghi chức danh của người đó, như “CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ …”, “GIÁM ĐỐC SỞ …”.", "Điều 79, Điều 80, "+citeAward)
	}
	if districtBody.MatchString(title) && c.afterDistricts() {
		c.warn(at, "district_level", contract.Quote(title)+": cấp huyện đã kết thúc hoạt động từ ngày 01/7/2025.", "Kiểm tra lại tên đơn vị hành chính.", "Luật Tổ chức chính quyền địa phương số 72/2025/QH15")
	}
	s := d.Signer
	if s == nil {
		return
	}
	if len(s.Competence) > 0 && strings.HasPrefix(oneSpaced(s.Competence[0]), "TM. ") && !beginsWith(title, strings.TrimPrefix(oneSpaced(s.Competence[0]), "TM. ")) {
		c.warn(d.At+"/signer/competence", "signer_not_giver", "Người tặng là "+contract.Quote(title)+", nhưng người ký ghi "+contract.Quote(oneSpaced(s.Competence[0]))+".",
			"Thẩm quyền tặng "+award+" là của người đứng đầu, không phải của tập thể: bỏ dòng TM., chỉ ghi KT. khi cấp phó ký.", citeSigner)
		return
	}
	office := oneSpaced(joinLines(s.Competence))
	if blankLines(s.Competence) {
		office = oneSpaced(joinLines(s.Position))
	}
	_, rest, abbreviated := strings.Cut(office, ". ")
	if abbreviated && !blankLines(s.Competence) {
		office = rest
	}
	if office != "" && !beginsWith(title, office) {
		c.warn(d.At+"/signer/position", "signer_not_giver", "Người ký ("+contract.Quote(office)+") không phải là người tặng ("+contract.Quote(title)+") và không ghi ký thay.",
			"Người ký là người tặng, hoặc ghi \"competence\": \"KT. …\" với chức vụ của người tặng.", citeSigner)
	}
}

// organAsGiver matches the name of an organ where the office of its head should stand; CHI CỤC TRƯỞNG is one.
var organAsGiver = regexp.MustCompile(`^(ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND|SỞ|TÒA ÁN NHÂN DÂN|TOÀ ÁN NHÂN DÂN|PHÒNG|TRƯỜNG|BỆNH VIỆN|TRUNG TÂM|CÔNG TY|TỔNG CÔNG TY|HỢP TÁC XÃ) `)

// ForeignKeys returns the keys of a document that have no place in one of the type, and ForeignOptions those of its options.
func ForeignKeys(t *Type) []string { return topKeys(t, "/") }

// ForeignOptions returns the keys of the options that have no place in a document of the type.
func ForeignOptions(t *Type) []string { return topKeys(t, "/options/") }

func topKeys(t *Type, base string) (keys []string) {
	marks := awardMarks
	if t.Certificate {
		marks = foreign
	}
	for _, m := range marks {
		if key, ok := strings.CutPrefix(m.key, base); ok && !strings.Contains(key, "/") {
			keys = append(keys, key)
		}
	}
	return keys
}
