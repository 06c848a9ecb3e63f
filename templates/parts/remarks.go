package parts

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"vanban/document"
	"vanban/templates/contract"
)

// checkCode compares the first group of ký hiệu with the type's abbreviation; a công văn has none there (SO-2, PL.I-II.3b).
func (b *Builder) checkCode() {
	notation, abbreviation := b.doc.Code.Notation, b.typ.Abbreviation
	if notation == "" {
		return
	}
	first, _, _ := strings.Cut(notation, "-")
	if abbreviation == "" {
		first = strings.TrimSpace(first)
		if first == "CV" || slices.ContainsFunc(Kinds(), func(k Kind) bool { return k.Abbreviation == first }) {
			b.warn(b.doc.At+"/code/notation", "notation_other_type",
				"Ký hiệu "+contract.Quote(notation)+" bắt đầu bằng “"+first+"”; "+strings.ToLower(b.typ.Title)+" không có chữ viết tắt tên loại.",
				"Ghi chữ viết tắt tên cơ quan rồi đến đơn vị soạn thảo, như \"SNV-VP\".", citeCode)
		}
		return
	}
	// KHLT, QĐLT: liên tịch, and a year before the kind ("2014/QĐ") are in use.
	first = strings.TrimSuffix(strings.TrimSpace(first), "LT")
	if i := strings.LastIndexByte(first, '/'); i >= 0 {
		first = first[i+1:]
	}
	if first != abbreviation {
		b.warn(b.doc.At+"/code/notation", "notation_other_type",
			"Ký hiệu "+contract.Quote(notation)+" không bắt đầu bằng “"+abbreviation+"”, chữ viết tắt của "+strings.ToLower(b.typ.Title)+".",
			"", citeCode)
	}
}

// checkUpper remarks on small letters where the law wants capitals.
func (b *Builder) checkUpper(role document.Role, text, pointer string) {
	rule := &b.env.Pack.Types[role]
	if rule.Upper && hasLower(text) {
		b.warn(pointer, "not_capitals", contract.Quote(text)+" phải trình bày bằng chữ in hoa.", "Viết lại bằng chữ in hoa.", rule.Cite)
	}
}

func (b *Builder) checkCapitals(d *contract.Document) {
	lines := func(role document.Role, lines contract.Lines, pointer string) {
		for _, line := range lines {
			b.checkUpper(role, line, pointer)
		}
	}
	for _, o := range organsOf(d) {
		lines(document.CoQuanChuQuan, o.Parent, o.At+"/parent")
		lines(document.CoQuanBanHanh, o.Name, o.At+"/name")
	}
	lines(document.ThamQuyen, d.Authority, d.At+"/authority")
	for _, s := range signersOf(d) {
		lines(document.QuyenHan, s.Competence, s.At+"/competence")
		lines(document.QuyenHan, s.Position, s.At+"/position")
		for _, line := range s.Competence {
			if partyAbbreviation.MatchString(line) {
				b.warn(s.At+"/competence", "party_abbreviation",
					contract.Quote(line)+": văn bản hành chính viết TM., KT., TL., TUQ., Q. với dấu chấm.", "", citeSigner) // KY-1
			}
		}
	}
}

var partyAbbreviation = regexp.MustCompile(`^\s*(T/M|K/T|T/L|TUQ/|TM |KT |TL |TUQ |Q )`)

// checkNames remarks on học hàm, học vị before a signer's name (KY-2).
func (b *Builder) checkNames() {
	for _, s := range signersOf(b.doc) {
		if m := degree.FindString(s.Name); m != "" {
			b.warn(s.At+"/name", "degree_before_name", "Trước họ tên người ký không ghi học hàm, học vị và danh hiệu danh dự (“"+strings.TrimSpace(m)+"”).",
				"Chỉ giữ lại nếu quy định của ngành cho phép (lực lượng vũ trang, giáo dục, y tế, khoa học).", citeSigner)
		}
	}
}

var degree = regexp.MustCompile(`(?i)^\s*(PGS|GS|TSKH|TS|ThS|CN|KS|BS|DS|NGƯT|NGND|NSND|NSƯT|Giáo sư|Phó Giáo sư|Tiến sĩ|Thạc sĩ|Nhà giáo)([.,\s]+)`)

// checkDistrict remarks on bodies of the district level, which ended on 01/7/2025 (D2-1).
func (b *Builder) checkDistrict(d *contract.Document) {
	if !b.afterDistricts() {
		return
	}
	remark := func(text, pointer string) {
		if districtBody.MatchString(text) {
			b.warn(pointer, "district_level", contract.Quote(text)+": cấp huyện đã kết thúc hoạt động từ ngày 01/7/2025.",
				"Kiểm tra lại tên đơn vị hành chính.", "Luật Tổ chức chính quyền địa phương số 72/2025/QH15")
		}
	}
	for _, o := range organsOf(d) {
		remark(joinLines(o.Parent), o.At+"/parent")
		remark(joinLines(o.Name), o.At+"/name")
	}
	remark(d.Place, d.At+"/place")
	for i := range d.Recipients {
		remark(plainText(&d.Recipients[i]), d.Recipients[i].At)
	}
}

// afterDistricts reports whether the document is of a time without districts.
func (b *Builder) afterDistricts() bool {
	date := b.doc.Date // of an enclosure too
	return date.Year > 2025 || date.Year == 2025 && date.Month >= 7
}

var districtBody = regexp.MustCompile(`(?i)(^|[\s(])(huyện|quận|thị xã|thị trấn)\s`)

// checkSubject remarks on a trích yếu that says once more what the title above it says, or that has the V/v of a công văn
// (PL.I-II.5b).
func (b *Builder) checkSubject(t *Type, d *contract.Document) {
	subject := ""
	for i := 0; i < len(d.Subject) && subject == ""; i++ {
		subject = strings.Trim(d.Subject[i], blanks)
	}
	at := d.At + "/subject"
	if saysAbout(subject) {
		b.warn(at, "v_v_in_subject", "Trích yếu bắt đầu bằng “"+subject[:3]+"”, cách ghi chỉ dùng cho công văn.",
			"Ghi “Về việc …”, hoặc bỏ chữ này ở đầu trích yếu.", citeSubject)
		return
	}
	n := wordsAt(subject, t.Name)
	if n == 0 || compounds[strings.ToLower(firstWord(subject[n:]))] {
		return
	}
	b.warn(at, "type_repeated", "Trích yếu bắt đầu bằng “"+subject[:n]+"”, là tên loại đã in ở dòng trên.",
		"Bỏ “"+subject[:n]+"” ở đầu trích yếu.", citeSubject)
}

// saysAbout reports whether s begins with "V/v".
func saysAbout(s string) bool {
	if len(s) < 3 || s[0]|0x20 != 'v' || s[1] != '/' || s[2]|0x20 != 'v' {
		return false
	}
	next := firstRune(s[3:])
	return !unicode.IsLetter(next) && !unicode.IsDigit(next)
}

// compounds make another word of the name of a type: Kế hoạch hóa gia đình, Báo cáo viên pháp luật, Hướng dẫn viên du lịch.
var compounds = map[string]bool{"hóa": true, "hoá": true, "viên": true}

func firstWord(s string) string {
	for w := range strings.FieldsSeq(s) {
		return strings.TrimRight(w, ",;:")
	}
	return ""
}

// checkSigners wants a signature of each organ that issues the document. Whether the organ stands above it again is left
// open: practice has both.
func (b *Builder) checkSigners() {
	d := b.doc
	organs, signers, key := len(d.Organs), len(signersOf(d)), "/signer"
	if len(d.Signers) > 0 {
		key = "/signers"
	}
	if signers == 0 || signers >= organs || d.Faulty(d.At+key) || d.Faulty(d.At+"/organs") {
		return
	}
	b.warn(d.At+key, "signers_fewer_than_organs", "Văn bản do "+strconv.Itoa(organs)+" cơ quan cùng ban hành nhưng chỉ có "+strconv.Itoa(signers)+" người ký.",
		"Bổ sung người ký của từng cơ quan vào \"signers\".", "")
}

// checkArticles wants an Điều in what the type sets in Điều (Mẫu 1.2, 1.3). It looks at the body as it is set.
func (b *Builder) checkArticles() {
	d := b.doc
	if len(b.typ.scheme) == 0 || b.typ.scheme[0].unit != "Điều" || len(d.Body) == 0 || d.Faulty(d.At+"/body") || d.Faulty(d.At+"/numbering") {
		return
	}
	for _, block := range b.section.Blocks[b.bodyStart:] {
		p, ok := block.(*document.Paragraph)
		if !ok {
			continue
		}
		if p.Role == document.Dieu || p.Role == document.DieuNoiDung || saysArticle(p) {
			return
		}
	}
	b.warn(d.At+"/body", "no_article", b.typ.Title+" chưa có điều nào.",
		"Ghi mỗi điều là một mục {\"item\": \"…\"}; nếu có \"numbering\" thì dùng cấp \"Điều 1.\".", b.typ.Cite)
}

// saysArticle reports whether the author wrote "Điều 1" himself.
func saysArticle(p *document.Paragraph) bool {
	unit, _ := unitNumber(strings.TrimLeft(p.PlainText(), blanks))
	return unit == "điều"
}

// checkRecipients wants the file copy among Nơi nhận (NN-1).
func (b *Builder) checkRecipients() {
	n := len(b.doc.Recipients)
	if n == 0 || b.doc.Faulty(b.doc.At+"/recipients") {
		return
	}
	for i := range b.doc.Recipients {
		if isFileCopy(&b.doc.Recipients[i]) {
			return
		}
	}
	b.warn(b.doc.Recipients[n-1].At, "no_file_copy", "Nơi nhận chưa có dòng “Lưu: VT, …”.", "Thêm dòng Lưu vào cuối Nơi nhận.", citeRecipients)
}

// checkLikeAbove wants those whom Kính gửi names not to be written out again: the first of Nơi nhận is "Như trên"
// (PL.I-II.9c). Where Kính gửi itself is out of place nothing more is said.
func (b *Builder) checkLikeAbove() {
	d := b.doc
	list := withoutLabel(d.Recipients, "Nơi nhận")
	if len(d.Salutation) == 0 || b.typ.Needs.Salutation == Unusual || len(list) == 0 || d.Faulty(d.At+"/recipients") {
		return
	}
	if !beginsWith(strings.TrimLeft(plainText(&list[0]), dashes+blanks), "như trên") {
		b.warn(list[0].At, "not_like_above", "Đã có “Kính gửi” thì dòng đầu của Nơi nhận là “Như trên”.",
			"Thêm \"Như trên\" vào đầu Nơi nhận.", citeRecipients)
	}
}

// checkAppendices wants the body to speak of its phụ lục (PL-1).
func (b *Builder) checkAppendices(d *contract.Document) {
	if len(d.Appendices) == 0 || mentions(d.Body) || b.doc.Faulty(d.At+"/body") {
		return
	}
	b.warn(d.At+"/appendices", "appendix_not_mentioned", "Nội dung văn bản chưa có chỉ dẫn về phụ lục.",
		"Thêm chỉ dẫn, ví dụ “(có Phụ lục kèm theo)”.", citeAppendix)
}

func mentions(list []contract.Node) bool {
	for i := range list {
		n := &list[i]
		for j := range n.Text.Runs {
			if t := n.Text.Runs[j].Text; strings.Contains(t, "hụ lục") || strings.Contains(t, "kèm theo") || strings.Contains(t, "PHỤ LỤC") {
				return true
			}
		}
		if n.Table != nil {
			continue
		}
		if mentions(n.Body) {
			return true
		}
	}
	return false
}
