package parts

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"vanban/templates/contract"
)

// check reports missing and misplaced parts, and remarks on the text after the list of rules in the law's digest (its ids
// stand beside each). Text is only ever remarked upon, never changed.
func (b *Builder) check() {
	b.checkParts()
	b.checkEnclosures()
	b.checkCode()          // SO-2
	b.checkCapitals(b.doc) // CQ-1, KY-1
	b.checkNames()         // KY-2
	b.checkDistrict(b.doc) // D2-1
	b.checkSigners()
	b.checkRecipients()
	b.checkLikeAbove()       // NN-2
	b.checkAppendices(b.doc) // PL-1
	for i := range b.doc.Enclosures {
		e := &b.doc.Enclosures[i]
		b.checkCapitals(e)
		b.checkDistrict(e)
		b.checkAppendices(e)
	}
}

// The bounds of the address at the foot of page 1: with more of it the page would have no room for the document, or for all of
// the address. No law sets them; addresses take three lines.
const (
	maxContactLines = 10
	maxContact      = 3000 // characters
)

// part is one part of the contract as the needs of a type see it.
type part struct {
	need    Need
	present bool
	key     string
	name    string // in Vietnamese, for messages
	cite    string
}

func (b *Builder) checkParts() {
	d, n := b.doc, &b.typ.Needs
	b.judge(organParts(d))
	b.judge([]part{
		{n.Notation, strings.TrimSpace(d.Code.Notation) != "", "/code/notation", "ký hiệu văn bản", citeCode},
		{n.Place, strings.TrimSpace(d.Place) != "", "/place", "địa danh", citePlace},
		{n.Subject, !blankLines(d.Subject), "/subject", "trích yếu nội dung", citeSubject},
		{n.Salutation, len(d.Salutation) > 0, "/salutation", "Kính gửi", citeSalutation},
		{n.Authority, !blankLines(d.Authority), "/authority", "thẩm quyền ban hành", citeAuthority},
		{n.Bases, len(d.Bases) > 0, "/bases", "căn cứ ban hành", citeBases},
		{n.Body, len(d.Body) > 0, "/body", "nội dung", citeBody},
		{n.Signer, signed(d), signerKey(d), "chức vụ của người ký", citeSigner},
		{n.Recipients, len(d.Recipients) > 0, "/recipients", "Nơi nhận", citeRecipients},
		{n.Appendices, len(d.Appendices) > 0, "/appendices", "phụ lục", citeAppendix},
		{n.Enclosures, len(d.Enclosures) > 0, "/enclosures", "văn bản ban hành kèm theo", citeEnclosure},
	})
	b.refuse(awardMarks, citeAward)
	if strings.Count(d.Contact, "\n") >= maxContactLines || utf8.RuneCountInString(d.Contact) > maxContact {
		b.fail(d.At+"/contact", "contact_too_long", "Địa chỉ cơ quan ở chân trang đầu quá dài.",
			"Rút gọn còn nhiều nhất "+strconv.Itoa(maxContactLines)+" dòng và "+strconv.Itoa(maxContact)+" ký tự.", citeContact)
	}
	if n.Place == Optional && strings.TrimSpace(d.Place) == "" && !d.Faulty(d.At+"/place") {
		b.warn(d.At+"/place", "place_blank", "Chưa có địa danh; dòng ngày tháng để trống chỗ này.",
			"Ghi tên địa phương nơi cơ quan đóng trụ sở.", citePlace)
	}
}

// organParts asks for the name of the organ, or of each that issues jointly.
func organParts(d *contract.Document) []part {
	const name = "tên cơ quan, tổ chức ban hành"
	if len(d.Organs) == 0 {
		key := "/organ/name"
		if d.Organs != nil {
			key = "/organs" // given, but without one
		}
		named := d.Organ != nil && !blankLines(d.Organ.Name)
		return []part{{Required, named || d.Faulty(d.At+"/organs"), key, name, citeOrgan}}
	}
	parts := make([]part, len(d.Organs))
	for i := range d.Organs {
		parts[i] = part{Required, !blankLines(d.Organs[i].Name), "/organs/" + strconv.Itoa(i) + "/name", name, citeOrgan}
	}
	return parts
}

// keyName names the key at the end of a pointer for hints: "name" trong "organ".
func keyName(pointer string) string {
	keys := strings.Split(strings.TrimPrefix(pointer, "/"), "/")
	text := "\"" + keys[len(keys)-1] + "\""
	for i := len(keys) - 2; i >= 0; i-- {
		if n, err := strconv.Atoi(keys[i]); err == nil {
			text += " trong phần tử thứ " + strconv.Itoa(n+1)
			if i > 0 {
				i--
				text += " của \"" + keys[i] + "\""
			}
			continue
		}
		text += " trong \"" + keys[i] + "\""
	}
	return text
}

func (b *Builder) judge(parts []part) {
	for i := range parts {
		p := &parts[i]
		pointer := b.doc.At + p.key
		switch {
		case p.need == Required && !p.present:
			if b.doc.Faulty(pointer) {
				continue // it was given, and the decoder says what is wrong with it
			}
			b.fail(pointer, "required", b.typ.Title+" phải có "+p.name+".", "Bổ sung "+keyName(p.key)+".", p.cite)
		case p.need == Refused && p.present:
			b.fail(pointer, "not_for_type", b.typ.Title+" không có phần "+p.name+".",
				"Bỏ "+keyName(p.key)+", hoặc chọn loại văn bản khác.", p.cite)
		case p.need == Unusual && p.present:
			b.warn(pointer, "unusual_for_type", b.typ.Title+" thường không có phần "+p.name+".", "", p.cite) // NN-2
		}
	}
}

// signed reports whether there is a signer, and each with an office: the name may wait, the office may not.
func signed(d *contract.Document) bool {
	signers := signersOf(d)
	for i := range signers {
		if blankLines(signers[i].Position) && blankLines(signers[i].Competence) {
			return false
		}
	}
	return len(signers) > 0 || d.Faulty(d.At+"/signers")
}

// signerKey is where the office of the first signer without one is missing.
func signerKey(d *contract.Document) string {
	for i := range d.Signers {
		if s := &d.Signers[i]; blankLines(s.Position) && blankLines(s.Competence) {
			return "/signers/" + strconv.Itoa(i) + "/position"
		}
	}
	return "/signer/position"
}

// checkEnclosures refuses what an enclosure has not of its own (Mẫu 1.3): it would be dropped in silence.
func (b *Builder) checkEnclosures() {
	for i := range b.doc.Enclosures {
		e := &b.doc.Enclosures[i]
		refuse := func(present bool, key, name string) {
			if present && !b.doc.Faulty(e.At+key) { // of most the decoder says so itself
				b.fail(e.At+key, "not_for_enclosure", "Văn bản ban hành kèm theo không có phần "+name+" riêng.",
					"Bỏ \""+strings.TrimPrefix(key, "/")+"\" trong văn bản kèm theo.", citeEnclosure)
			}
		}
		refuse(e.Code != contract.Code{}, "/code", "số, ký hiệu")
		refuse(e.Place != "", "/place", "địa danh")
		refuse(e.Date != contract.Date{}, "/date", "thời gian ban hành")
		refuse(e.Signer != nil, "/signer", "người ký")
		refuse(len(e.Signers) > 0, "/signers", "người ký")
		refuse(len(e.Recipients) > 0, "/recipients", "Nơi nhận")
		refuse(len(e.Salutation) > 0, "/salutation", "Kính gửi")
		refuse(len(e.Authority) > 0, "/authority", "thẩm quyền ban hành")
		refuse(len(e.Enclosures) > 0, "/enclosures", "văn bản kèm theo")
		for i := range awardMarks[:len(awardMarks)-1] { // of options there is a word below
			m := &awardMarks[i]
			refuse(m.present(e), m.key, m.name)
		}
		refuse(e.Drafter != "", "/drafter", "ký hiệu người soạn thảo")
		refuse(e.Contact != "", "/contact", "địa chỉ cơ quan")
		refuse(e.Urgency != "", "/urgency", "mức độ khẩn")
		refuse(e.Circulation != "", "/circulation", "chỉ dẫn phạm vi lưu hành")
		refuse(house(&e.Options) != house(&contract.Options{}) || e.Options.EndMark != nil || e.Options.Plate != nil, "/options", "tùy chọn trình bày")
		if b.enclosureType(e.Type) == nil && !b.doc.Faulty(e.At+"/type") {
			b.fail(e.At+"/type", "unknown_type", "Không có loại văn bản "+contract.Quote(e.Type)+".",
				"Chọn một trong 29 loại của Điều 7, như \"ke-hoach\", \"quy-che\", hoặc \"danh-sach\".", citeKinds)
		}
		if len(e.Body) == 0 && !b.doc.Faulty(e.At+"/body") {
			b.fail(e.At+"/body", "required", "Văn bản ban hành kèm theo phải có nội dung.", "Bổ sung \"body\".", citeBody)
		}
	}
}
