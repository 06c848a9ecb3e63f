package sheet

import (
	"hash/maphash"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"vanban/document"
	"vanban/read/viet"
	"vanban/templates/contract"
)

// maker makes rows of lines. It remembers names and numbers, by their sums, to tell when one comes again.
type maker struct {
	reader    *Reader
	number    int
	seed      maphash.Seed
	people    map[uint64]seen
	registers map[uint64]seen
	titled    bool // some person of the list has a salutation
}

// seen is where something stood first.
type seen struct{ table, line, column int32 }

func newMaker(r *Reader) *maker {
	m := &maker{reader: r, seed: maphash.MakeSeed(), people: map[uint64]seen{}, registers: map[uint64]seen{}}
	for _, t := range r.tables {
		m.titled = m.titled || t.facts.titled > 0
	}
	return m
}

// draft is a row while it is made.
type draft struct {
	*Row
	table     *table
	line      *line
	values    []value
	household bool // its salutation is a household's, and its name whose that is
}

// row makes the row of a line.
func (m *maker) row(t *table, l *line, at place) *Row {
	m.number++
	d := &draft{Row: &Row{Number: m.number, Sheet: t.info.name, Line: l.number, Kind: at.kind, Group: at.group}, table: t, line: l, values: make([]value, 0, len(t.cols)+8)}
	d.Cells = make([]string, len(l.cells))
	for i := range l.cells {
		d.Cells[i] = l.cells[i].text
	}
	for i := range t.cols {
		if c := &t.cols[i]; c.field != nil && l.at(i).kind != blank {
			d.take(c, l.at(i))
		}
	}
	if m.reader.table.award {
		m.complete(d, at)
	}
	d.checkGaps()
	d.Patch = patchOf(d.values)
	return d.Row
}

// where names a cell of the row.
func (d *draft) where(column int) string { return address(d.Sheet, column, d.Line) }

// say adds a problem at a field.
func (d *draft) say(severity document.Severity, f *field, code, message, hint string) {
	pointer := ""
	if f != nil && f.path != "" {
		pointer = f.pointer()
	}
	d.Problems = append(d.Problems, document.Problem{Severity: severity, Pointer: pointer, Code: code, Message: message, Hint: hint})
}

// get returns what the row gives for a path, nil where it gives nothing.
func (d *draft) get(path string) *value {
	for i := range d.values {
		if d.values[i].field.path == path {
			return &d.values[i]
		}
	}
	return nil
}

// textOf is the text of a path, empty where there is none.
func (d *draft) textOf(path string) string {
	if v := d.get(path); v != nil {
		return v.text
	}
	return ""
}

// set gives a path a value that stands in a column of another meaning.
func (d *draft) set(fields *fieldTable, path, text string, column int) {
	if i, ok := fields.paths[path]; ok && d.get(path) == nil {
		d.values = append(d.values, value{field: &fields.fields[i], text: text, column: column})
	}
}

// take reads a cell as its column wants it.
func (d *draft) take(c *column, from *cell) {
	f := c.field
	switch {
	case f.path == "" && f.means != meansDecision && f.means != meansGender && f.means != meansGroup:
		return
	case from.kind == failed:
		d.say(document.Error, f, "cell_error", "Ô "+d.where(c.index)+" báo lỗi "+from.text+".", "Sửa công thức trong ô, hoặc ghi thẳng nội dung.")
		return
	case from.kind == unsolved:
		d.say(document.Error, f, "cell_unsolved", "Ô "+d.where(c.index)+" chứa công thức chưa có kết quả.", "Mở tệp bằng Excel rồi lưu lại, hoặc ghi thẳng nội dung.")
		return
	case f.path == "":
		return
	}
	v := value{field: f, text: from.text, column: c.index}
	switch f.kind {
	case asDate:
		if v.text = d.date(c, from); v.text == "" {
			return
		}
	case asNumber:
		if v.text = numberOf(from); v.text == "" {
			d.say(document.Error, f, "number_unreadable", "Ô "+d.where(c.index)+" ghi "+contract.Quote(from.text)+", không phải là số.", "Ghi bằng chữ số.")
			return
		}
	case asBool:
		v.text = boolOf(from.text)
	case asList:
		for s := range strings.SplitSeq(from.text, "\n") {
			if s = strings.TrimSpace(s); s != "" {
				v.list = append(v.list, s)
			}
		}
	case asText:
		d.checkText(&v)
	}
	d.join(v)
}

// join adds a value to what another column gave for the same field.
func (d *draft) join(v value) {
	had := d.get(v.field.path)
	switch {
	case had == nil:
		d.values = append(d.values, v)
	case v.field.kind == asList:
		had.list = append(had.list, v.list...)
	case v.field.kind == asDate || v.field.kind == asNumber || v.field.kind == asBool:
	case v.field.path == "recipient.name":
		had.text += " " + v.text
	case v.field.kind == asLines:
		had.text += "\n" + v.text
	default:
		had.text += ", " + v.text
	}
}

// checkText looks at text of one line; it is left as it is, but for line breaks, which cannot be there.
func (d *draft) checkText(v *value) {
	if strings.ContainsAny(v.text, "\n\t") {
		v.text = strings.NewReplacer("\n", " ", "\t", " ").Replace(v.text)
		d.say(document.Warning, v.field, "line_break", "Ô "+d.where(v.column)+" có xuống dòng hoặc dấu tab, được thay bằng dấu cách.", "")
	}
	if strings.Contains(v.text, "  ") {
		d.say(document.Warning, v.field, "double_space", "Ô "+d.where(v.column)+" có hai dấu cách liền nhau: "+contract.Quote(v.text)+".", "Chữ được giữ nguyên; sửa trong danh sách nếu là lỗi gõ.")
	}
}

// date reads a date, and says what is wrong with it.
func (d *draft) date(c *column, from *cell) string {
	iso, fault := readDate(from)
	read := "Ô " + d.where(c.index) + " ghi " + contract.Quote(from.text)
	const hint = "Ghi đủ ngày/tháng/năm, ví dụ 20/12/2024."
	switch {
	case fault == dateGood && d.table.facts.monthFirst[c.index] && from.kind == text && strings.Count(iso, "-") == 2 && iso[5:7] != iso[8:] && iso[8:] <= "12" && !isoDay.MatchString(from.text):
		d.say(document.Error, c.field, "date_ambiguous", read+", không rõ là ngày "+strings.TrimLeft(iso[8:], "0")+" tháng "+strings.TrimLeft(iso[5:7], "0")+" hay ngược lại, vì cột này có ngày ghi tháng trước.", hint)
		return ""
	case fault == dateGood && from.kind == date && d.table.facts.typed[c.index] && !d.table.facts.late[c.index] && iso[5:7] != iso[8:]:
		// Of 05/06/2024 and 20/06/2024 an Excel that has the month first makes a day of the first alone, the 6th of May.
		d.say(document.Warning, c.field, "date_assumed", read+"; cột này còn có ngày là chữ, nên có thể Excel đã đổi chỗ ngày và tháng.", "Kiểm tra lại ngày; ghi cả cột dạng chữ (Format Cells, Text) nếu sai.")
		return iso
	case fault == dateGood:
		return iso
	case fault == dateBare:
		d.say(document.Warning, c.field, "date_assumed", read+", được hiểu là ngày "+dayOf(serialOf(from)).Format(dayFirst)+".", "Định dạng cột là ngày tháng (Format Cells, Date).")
		return iso
	case fault == dateYear:
		d.say(document.Error, c.field, "date_ambiguous", read+", năm chỉ có hai chữ số.", hint)
	case fault == dateNone:
		d.say(document.Error, c.field, "date_unreadable", read+", không có ngày này khi đọc theo thứ tự ngày/tháng/năm.", hint)
	default:
		d.say(document.Error, c.field, "date_unreadable", read+", không phải là ngày.", hint)
	}
	return ""
}

func serialOf(c *cell) float64 {
	if c.kind == number {
		return c.serial
	}
	f, _ := strconv.ParseFloat(c.text, 64)
	return f
}

// numberOf writes a number for JSON: 1,25 and 1.25 are one and a quarter.
func numberOf(c *cell) string {
	if c.kind == number {
		return plainNumber(c.serial)
	}
	f, err := strconv.ParseFloat(strings.Replace(c.text, ",", ".", 1), 64)
	if err != nil || f != f || f > 1e15 || f < -1e15 {
		return ""
	}
	return plainNumber(f)
}

func boolOf(s string) string {
	switch viet.Fold(s) {
	case "", "0", "false", "khong", "no", "k":
		return "false"
	}
	return "true"
}

var decisionText = regexp.MustCompile(`^(?i:quyết định)?\s*(?i:số)?\s*:?\s*(\d+\p{L}?)\s*/\s*([\p{L}0-9&]+(?:[-/][\p{L}0-9&]+)*)(?:[\s,;]+(?i:ngày)?\s*(\S.*))?$`)

// complete gives an award what its columns say together: number and date of the decision, salutation, unit.
func (m *maker) complete(d *draft, at place) {
	fields := m.reader.table
	d.decision(fields)
	name := d.get("recipient.name")
	gender := ""
	if c := d.table.meaning(meansGender); c != nil {
		gender = genderOf(d.line.at(c.index).text)
	}
	if c := d.table.meaning(meansGroup); c != nil {
		if kind := kindOfGroup(d.line.at(c.index).text); kind != "" {
			d.Kind = kind
		}
	}
	if name == nil {
		d.missingName()
		return
	}
	m.salutation(d, name, gender)
	if at.unit != "" && d.Kind != Collective && d.get("recipient.unit") == nil && len(d.table.columnsOf("recipient.unit")) == 0 && d.get("recipient.position") == nil {
		d.set(fields, "recipient.unit", at.unit, name.column)
		d.say(document.Warning, d.get("recipient.unit").field, "unit_from_group", "Đơn vị của "+contract.Quote(name.text)+" lấy từ dòng nhóm "+contract.Quote(at.group)+".", "Ghi thêm cột Đơn vị nếu không đúng.")
	}
	if slices.Contains(at.above, name.column) {
		d.say(document.Warning, name.field, "merged_name", "Ô "+d.where(name.column)+" gộp với ô bên trên: "+contract.Quote(name.text)+" có nhiều dòng, mỗi dòng thành một bản.", "Gộp các dòng thành một nếu chỉ cần một bản.")
	}
	d.checkName(name, d.table.facts.caps)
	m.checkAgain(d, name)
}

// decision divides “551/QĐ-UBND ngày 20/12/2024”.
func (d *draft) decision(fields *fieldTable) {
	from, column := "", 0
	if c := d.table.meaning(meansDecision); c != nil && d.line.at(c.index).text != "" && d.line.at(c.index).kind != failed {
		from, column = d.line.at(c.index).text, c.index
	} else if v := d.get("decision.number"); v != nil && strings.ContainsAny(v.text, "/ ") {
		from, column = v.text, v.column
	}
	if from == "" {
		return
	}
	i := fields.paths["decision.number"]
	m := decisionText.FindStringSubmatch(oneLine(from))
	if m == nil {
		d.say(document.Warning, &fields.fields[i], "decision_unreadable", "Ô "+d.where(column)+" ghi "+contract.Quote(from)+", không tách được số và ký hiệu quyết định.", "Ghi dạng 551/QĐ-UBND, hoặc chia thành cột Số quyết định và Ký hiệu quyết định.")
		return
	}
	day := ""
	if m[3] != "" {
		var fault dateFault
		if day, fault = readDate(&cell{kind: text, text: m[3]}); fault != dateGood {
			d.say(document.Error, &fields.fields[fields.paths["decision.date"]], "date_unreadable", "Ô "+d.where(column)+" ghi "+contract.Quote(from)+", không đọc được ngày quyết định.", "Ghi đủ ngày/tháng/năm, ví dụ 20/12/2024.")
		}
	}
	if v := d.get("decision.number"); v != nil {
		v.text = m[1]
	}
	d.set(fields, "decision.number", m[1], column)
	d.set(fields, "decision.notation", m[2], column)
	if day != "" {
		d.set(fields, "decision.date", day, column)
	}
}

// salutation finds how somebody is addressed: as the row says, as the name itself does, or as the gender or the group does.
func (m *maker) salutation(d *draft, name *value, gender string) {
	fields := m.reader.table
	given := d.get("recipient.salutation")
	if given != nil {
		given.text = strings.TrimSpace(strings.TrimSuffix(given.text, ":"))
		if viet.Fold(given.text) == "tap the" {
			d.Kind = Collective
		}
		d.household = ofHousehold[viet.Fold(given.text)]
	}
	inName, rest, sure := cutSalutation(name.text)
	doubtful := false
	switch {
	case inName == "", d.household:
	case sure && given == nil:
		name.text = rest
		d.set(fields, "recipient.salutation", inName, name.column)
		given = d.get("recipient.salutation")
		if viet.Fold(inName) == "tap the" {
			d.Kind = Collective
		}
	case d.Kind == Collective || viet.Fold(inName) == "tap the":
		d.Kind = Collective
	case household[viet.Fold(inName)]:
		doubtful = true // and nothing is missing
	default:
		doubtful = true
		d.say(document.Warning, name.field, "salutation_in_name", "Ô "+d.where(name.column)+" có thể gồm cả danh xưng: "+contract.Quote(name.text)+".", "Ghi danh xưng ở cột riêng; nếu là họ tên đầy đủ thì bỏ qua.")
	}
	if given == nil {
		switch {
		case d.Kind == Collective:
			d.set(fields, "recipient.salutation", "Tập thể", name.column)
		case gender != "" && !d.table.pupils():
			d.set(fields, "recipient.salutation", map[string]string{"Nam": "Ông", "Nữ": "Bà"}[gender], name.column)
		case m.titled && !doubtful:
			d.say(document.Warning, &fields.fields[fields.paths["recipient.salutation"]], "missing_salutation", "Dòng "+strconv.Itoa(d.Line)+" không có danh xưng, trong khi các dòng khác có.", "Ghi Ông, Bà hoặc Tập thể.")
		}
	} else if other := genderOfSalutation(given.text); gender != "" && other != "" && other != gender {
		d.say(document.Warning, given.field, "salutation_mismatch", "Dòng "+strconv.Itoa(d.Line)+" ghi danh xưng "+contract.Quote(given.text)+" nhưng giới tính là "+gender+".", "Sửa danh xưng hoặc giới tính.")
	}
	if d.Kind == "" && d.get("recipient.salutation") != nil {
		d.Kind = Individual
	}
}

// pupils reports whether the list is one of a school, whose people are no Ông and Bà.
func (t *table) pupils() bool {
	for _, c := range t.columnsOf("recipient.unit") {
		if w := headerWords(c.header); strings.HasPrefix(w, "lop") || strings.HasSuffix(w, " lop") {
			return true
		}
	}
	return false
}
