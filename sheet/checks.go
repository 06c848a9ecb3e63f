package sheet

import (
	"hash/maphash"
	"strconv"
	"strings"
	"unicode"

	"vanban/document"
	"vanban/read/viet"
	"vanban/templates/contract"
)

// missingName tells that no document can be made of a row.
func (d *draft) missingName() {
	for i := range d.Problems {
		if d.Problems[i].Pointer == "/recipient/name" && d.Problems[i].Severity == document.Error {
			return // what stands there has its own fault
		}
	}
	for _, c := range d.table.columnsOf("recipient.name") {
		d.say(document.Error, c.field, "missing_name", "Ô "+d.where(c.index)+" để trống: không biết tặng cho ai.", "Ghi họ và tên hoặc tên tập thể; xóa dòng nếu thừa.")
		return
	}
	d.say(document.Error, nil, "missing_name", "Dòng "+strconv.Itoa(d.Line)+" không có tên vì danh sách không có cột “Họ và tên”.", "Chọn cột có họ và tên.")
}

// checkName looks at the letters of a name. Collectives may be written as they like.
func (d *draft) checkName(name *value, caps int) {
	if d.Kind == Collective {
		return
	}
	cell := "Ô " + d.where(name.column) + ": " + contract.Quote(name.text)
	const hint = "Chữ được in đúng như trong danh sách; sửa trong danh sách nếu là lỗi gõ."
	if strings.ContainsFunc(name.text, unicode.IsDigit) {
		d.say(document.Warning, name.field, "name_digit", cell+" có chữ số trong họ tên.", hint)
	}
	switch look := lookOf(name.text); {
	case look == lookCaps && caps*2 < d.table.facts.rows:
		d.say(document.Warning, name.field, "name_case", cell+" viết toàn chữ hoa, khác với phần lớn danh sách.", hint)
	case look == lookUsual && caps*2 > d.table.facts.rows && caps > 1 && d.Kind == Individual:
		d.say(document.Warning, name.field, "name_case", cell+" không viết hoa toàn bộ, khác với phần lớn danh sách.", hint)
	case look == lookMixed:
		d.say(document.Warning, name.field, "name_case", cell+" lẫn chữ hoa và chữ thường.", hint)
	case look == lookSmall && !d.household && (d.Kind == Individual || viet.Fold(name.text) == name.text):
		d.say(document.Warning, name.field, "name_case", cell+" có chữ đầu viết thường.", hint)
	}
}

// checkAgain tells when the same person or the same number stood before.
func (m *maker) checkAgain(d *draft, name *value) {
	again := func(known map[uint64]seen, key string, column int) (string, bool) {
		sum := maphash.String(m.seed, key)
		if first, ok := known[sum]; ok {
			return address(m.reader.tables[first.table].info.name, int(first.column), int(first.line)), true
		}
		at := seen{line: int32(d.Line), column: int32(column)}
		for i, t := range m.reader.tables {
			if t == d.table {
				at.table = int32(i)
			}
		}
		known[sum] = at
		return "", false
	}
	key := strings.ToLower(oneLine(name.text)) + "\n" + // Lan and Lân are two people
		viet.Fold(d.textOf("recipient.unit")) + "\n" + viet.Fold(d.textOf("recipient.position"))
	if first, ok := again(m.people, key, name.column); ok {
		d.say(document.Warning, name.field, "duplicate_row", "Ô "+d.where(name.column)+": "+contract.Quote(name.text)+" trùng tên và đơn vị với ô "+first+".", "Xóa một dòng nếu là cùng một người.")
	}
	if v := d.get("register_number"); v != nil {
		if first, ok := again(m.registers, viet.Fold(v.text), v.column); ok {
			d.say(document.Warning, v.field, "duplicate_register", "Ô "+d.where(v.column)+": số "+contract.Quote(v.text)+" trùng với ô "+first+".", "Mỗi bản cần một số riêng.")
		}
	}
}

// checkGaps tells of fields that most rows have and this one has not. A collective has no position, nor has a household.
func (d *draft) checkGaps() {
	for i := range d.table.cols {
		c := &d.table.cols[i]
		if c.field == nil || c.field.path == "" || d.line.at(i).kind != blank || d.table.facts.filled[i]*2 < d.table.facts.rows {
			continue
		}
		switch path := c.field.path; {
		case path == "recipient.name" || path == "recipient.salutation" || d.get(path) != nil:
			continue
		case d.household && path == "recipient.position":
			continue
		case d.Kind == Collective && (path == "recipient.position" || path == "recipient.unit"):
			continue
		}
		d.say(document.Warning, c.field, "missing_part", "Ô "+d.where(i)+" để trống: thiếu "+strings.ToLower(c.field.title)+", phần mà các dòng khác có.", "Ghi thêm nếu thiếu.")
	}
}
