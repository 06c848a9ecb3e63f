package sheet

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"vanban/document"
	"vanban/read/viet"
	"vanban/templates/contract"
)

// survey finds the lists of all sheets, and what is to be said of them.
func (r *Reader) survey(hint *Hint) error {
	infos := r.source.tables()
	if c, ok := r.source.(*csvFile); ok && c.from != "" {
		r.Notes = append(r.Notes, note("legacy_text", "Đã chuyển tệp từ bảng mã "+c.from+" sang Unicode.", "Soát lại họ tên trước khi in."))
	}
	found := false
	for i, info := range infos {
		chosen := hint.Sheet != "" && strings.EqualFold(clean(hint.Sheet), info.name)
		found = found || chosen
		sheet := Sheet{Name: info.name, Hidden: info.hidden}
		switch {
		case hint.Sheet != "" && !chosen:
		case !chosen && headerWords(info.name) == headerWords(guideName): // our own, or one like it
		case info.hidden && !chosen:
			r.Notes = append(r.Notes, note("hidden_sheet", "Trang tính ẩn “"+info.name+"” không được đọc.", "Bỏ ẩn trang tính, hoặc chọn đúng tên trang, nếu cần lấy danh sách ở đó."))
		default:
			if err := r.lookAll(i, &sheet, hint); err != nil {
				return err
			}
		}
		r.Sheets = append(r.Sheets, sheet)
	}
	if hint.Sheet != "" && !found {
		return refuse("sheet_unknown", "Không có trang tính "+contract.Quote(hint.Sheet)+".", "Các trang tính: "+sheetNames(infos)+".")
	}
	if len(r.tables) == 0 {
		return refuse("list_no_header", "Không tìm thấy dòng tiêu đề của danh sách.",
			"Ghi một dòng tiêu đề có tên các cột, ví dụ “Họ và tên”, “Chức vụ”, “Đơn vị”, “Thành tích”; hoặc dùng tệp mẫu.")
	}
	if r.Count == 0 {
		return refuse("list_empty", "Danh sách không có dòng nào dưới dòng tiêu đề.", "Kiểm tra xem các dòng có bị ẩn hoặc lọc không.")
	}
	var parts []string
	for _, s := range r.Sheets {
		if s.Rows > 0 {
			parts = append(parts, "“"+s.Name+"” ("+strconv.Itoa(s.Rows)+" dòng)")
		}
	}
	if len(parts) > 1 {
		r.Notes = append(r.Notes, note("several_sheets", "Danh sách gồm các trang tính: "+strings.Join(parts, ", ")+".", "Chọn một trang tính nếu không dùng tất cả."))
	}
	return nil
}

func sheetNames(infos []tableInfo) string {
	names := make([]string, len(infos))
	for i := range infos {
		names[i] = "“" + infos[i].name + "”"
	}
	return strings.Join(names, ", ")
}

// Each table of a sheet under a header of its own costs a look through the whole sheet, so there may be few of them, and only in short ones.
const (
	maxTables      = 10
	maxTablesLines = 20_000
)

// lookAll looks through the tables of a sheet: most have one, some have one for collectives and one for individuals.
func (r *Reader) lookAll(index int, sheet *Sheet, hint *Hint) error {
	info := r.source.tables()[index]
	t := &table{info: info, index: index, fields: r.table, start: place{kind: kindOfGroup(info.name)}}
	for n := 0; ; n++ {
		if n == maxTables {
			return refuseLarge("trang tính “" + info.name + "” có hơn " + strconv.Itoa(maxTables) + " bảng")
		}
		if ok, err := r.look(t, hint); err != nil || !ok {
			return err
		}
		if n == 0 {
			sheet.Header = t.head.bottom
		}
		sheet.Rows += t.facts.rows
		r.tables = append(r.tables, t)
		r.Columns = append(r.Columns, t.public()...)
		r.Count += t.facts.rows
		switch {
		case t.next == 0:
			return nil
		case t.lines > maxTablesLines:
			return refuseLarge("trang tính “" + info.name + "” dài mà có nhiều bảng, bảng sau bắt đầu ở dòng " + strconv.Itoa(t.next))
		}
		t = &table{info: info, index: index, fields: r.table, from: t.next, start: t.after}
	}
}

// look looks through one table; it is not ok where there is none.
func (r *Reader) look(t *table, hint *Hint) (ok bool, err error) {
	var head []line
	width := 0
	var full error
	err = r.source.scan(t.index, &t.lay, func(l *line) bool {
		if l.number < t.from {
			return true
		}
		if t.from == 0 { // further tables of the sheet were counted with its first
			if full = r.used.add(l); full != nil {
				return false
			}
		}
		t.lines++
		for i := range l.cells {
			t.letters.see(&l.cells[i])
		}
		if len(head) < headLines {
			head = append(head, line{l.number, l.hidden, slices.Clone(l.cells)})
		}
		width = max(width, len(l.cells))
		return true
	})
	if err = cmp.Or(err, full); err != nil {
		return false, err
	}
	t.letters.decide()
	for i := range head {
		for j := range head[i].cells {
			t.letters.convert(&head[i].cells[j])
		}
	}
	slices.SortStableFunc(t.lay.merges, func(a, b rect) int { return cmp.Compare(a.top, b.top) })
	f := &finder{head: head, table: r.table}
	if n := len(head); n > 0 {
		for _, m := range t.lay.merges {
			if m.top <= head[n-1].number {
				f.merges = append(f.merges, m)
			}
		}
	}
	if t.head = f.find(); t.head.bottom == 0 {
		t.byPlace = f.place(&t.head, func(column int) bool { return hint.maps(t.info.name, column) })
	}
	if t.head.bottom == 0 && (len(hint.Mapping) == 0 || len(head) == 0) {
		if len(head) > 0 {
			r.Notes = append(r.Notes, note("sheet_without_list", "Trang tính “"+t.info.name+"” không có dòng tiêu đề của danh sách nên không được đọc.", "Ghi một dòng tiêu đề có “Họ và tên” nếu trang này là danh sách."))
		}
		return false, nil
	}
	t.assign(max(width, len(t.head.texts)), hint, r.table)
	t.givenBeside(head)
	t.begin(f)
	return true, r.learn(t)
}

// begin takes what the last lines above the header and the header itself say of whom the table is about: “I. TẬP THỂ”, “Tên tập thể”.
func (t *table) begin(f *finder) {
	for i := range f.head {
		l := &f.head[i]
		if l.number >= t.head.top || l.number < t.head.top-3 {
			continue
		}
		if texts := f.texts(l); len(texts) == 1 && len([]rune(texts[0])) < 80 && kindOfGroup(texts[0]) != "" {
			label, _, _ := cutLabel(texts[0])
			t.start.enter(texts[0], levelOf(label))
		}
	}
	for _, c := range t.columnsOf("recipient.name") {
		if kind := kindOfGroup(c.header); kind != "" {
			t.start.kind = kind
		}
	}
}

// learn goes through the rows once, for what must be known before the first is made.
func (r *Reader) learn(t *table) error {
	t.facts = facts{filled: make([]int, len(t.cols)), monthFirst: make([]bool, len(t.cols)), typed: make([]bool, len(t.cols)), late: make([]bool, len(t.cols))}
	t.letters.converted, t.letters.composed = 0, 0
	names, ways := t.columnsOf("recipient.name"), t.columnsOf("recipient.salutation")
	gender := t.meaning(meansGender)
	if t.pupils() {
		gender = nil
	}
	y := new(tally)
	err := t.each(r.source, y, func(l *line, at place) bool {
		t.facts.rows++
		titled := false
		for _, c := range ways {
			titled = titled || l.at(c.index).kind != blank
		}
		titled = titled || gender != nil && genderOf(l.at(gender.index).text) != "" // a cross under “Nam” addresses nobody
		for i := range l.cells {
			c := &l.cells[i]
			if c.kind == blank || i >= len(t.cols) {
				continue
			}
			t.facts.filled[i]++
			if f := t.cols[i].field; f != nil && f.kind == asDate {
				iso, _ := readDate(c)
				late := len(iso) == len(time.DateOnly) && iso[8:] > "12"
				t.facts.monthFirst[i] = t.facts.monthFirst[i] || c.kind == text && monthFirst(viet.Fold(c.text))
				t.facts.typed[i] = t.facts.typed[i] || c.kind == text && late
				t.facts.late[i] = t.facts.late[i] || c.kind == date && late
			}
		}
		if len(names) > 0 {
			if lookOf(l.at(names[len(names)-1].index).text) == lookCaps {
				t.facts.caps++
			}
			way, _, sure := cutSalutation(l.at(names[0].index).text)
			titled = titled || way != "" && sure
		}
		if titled && at.kind != Collective {
			t.facts.titled++
		}
		return true
	})
	if err == nil {
		r.Notes = append(r.Notes, t.remarks(y)...)
	}
	return err
}

// remarks are what is to be said of a table as a whole.
func (t *table) remarks(y *tally) (out document.Problems) {
	in := ""
	if t.info.name != "" {
		in = " của trang tính “" + t.info.name + "”"
	}
	say := func(code, hint, format string, args ...any) {
		out = append(out, note(code, fmt.Sprintf(format, args...), hint))
	}
	if t.head.bottom == 0 {
		say("no_header", "Kiểm tra lại cột đã chọn.", "Không có dòng tiêu đề%s; mọi dòng được đọc theo cột đã chọn.", in)
	}
	if t.byPlace {
		say("header_by_place", "Nếu dòng này là của danh sách, thêm một dòng tiêu đề ở trên nó.",
			"Không cột nào%s có tên quen thuộc; dòng %d (%s) được coi là dòng tiêu đề và không lấy, các cột theo lựa chọn.", in, t.head.bottom, strings.Join(nonEmpty(t.head.texts), ", "))
	}
	if t.letters.converted > 0 {
		say("legacy_text", "Soát lại họ tên trước khi in.", "Đã chuyển %d ô%s từ bảng mã %s sang Unicode.", t.letters.converted, in, t.letters.from)
	}
	if t.letters.composed > 0 {
		say("composed_text", "", "Đã chuyển %d ô%s từ Unicode tổ hợp sang Unicode dựng sẵn.", t.letters.composed, in)
	}
	for i, what := range [...]struct{ code, hint, what string }{
		isHidden:    {"hidden_rows", "Bỏ ẩn hoặc bỏ lọc (Data, Clear) rồi gửi lại nếu các dòng này thuộc danh sách.", "Không lấy các dòng đang ẩn"},
		isTotal:     {"rows_left_out", "", "Không lấy dòng tổng cộng"},
		isSignature: {"rows_left_out", "", "Không lấy phần ký"},
		isRemark:    {"rows_left_out", "", "Không lấy dòng ghi chú"},
		isHeader:    {"rows_left_out", "", "Không lấy dòng tiêu đề lặp lại"},
		isExample:   {"rows_left_out", "", "Không lấy dòng ví dụ"},
		isGroup:     {"rows_left_out", "Ghi số thứ tự 1, 2, 3… cho dòng nếu dòng thuộc danh sách.", "Không lấy dòng nhóm không có dòng nào ở dưới"},
		isBare:      {"rows_left_out", "Ghi tên vào dòng nếu dòng thuộc danh sách.", "Không lấy các dòng cuối chỉ có số thứ tự"},
		isAfter:     {"rows_left_out", "Ghi số thứ tự cho dòng nếu dòng thuộc danh sách.", "Không lấy các dòng sau phần cuối danh sách"},
	} {
		if k := &y[i]; len(k.lines) > 0 {
			words := ""
			if len(k.words) > 0 {
				words = " (" + strings.Join(k.words, ", ") + ")"
			}
			say(what.code, what.hint, "%s%s: dòng %s%s.", what.what, in, ranges(k.lines), words)
		}
	}
	return append(out, t.columnRemarks(in)...)
}

// columnRemarks tell which columns are not used and which were guessed.
func (t *table) columnRemarks(in string) (out document.Problems) {
	var unknown, hidden, likely []string
	for i := range t.cols {
		c := &t.cols[i]
		name := columnLetter(i)
		if c.header != "" {
			name += " “" + c.header + "”"
		}
		switch {
		case t.facts.filled[i] == 0 || c.how == ByMapping:
		case c.hidden:
			hidden = append(hidden, name)
		case c.field == nil:
			unknown = append(unknown, name)
		case c.how == ByLikely:
			likely = append(likely, name+" → "+strings.ToLower(c.field.title))
		}
	}
	if len(unknown) > 0 {
		out = append(out, note("unknown_columns", "Không dùng cột"+in+": "+strings.Join(unknown, ", ")+".", "Chọn trường cho cột nếu cần."))
	}
	if len(hidden) > 0 {
		out = append(out, note("hidden_columns", "Không dùng cột đang ẩn"+in+": "+strings.Join(hidden, ", ")+".", "Bỏ ẩn cột, hoặc chọn trường cho cột, nếu cần."))
	}
	if len(likely) > 0 {
		out = append(out, note("likely_columns", "Đoán ý nghĩa của cột"+in+": "+strings.Join(likely, ", ")+".", "Chọn lại trường nếu đoán sai."))
	}
	return out
}

// ranges writes line numbers: 3, 7–12, 20; only the first of many.
func ranges(lines []int) string {
	var parts []string
	for i := 0; i < len(lines); {
		j := i
		for j+1 < len(lines) && lines[j+1] == lines[j]+1 {
			j++
		}
		if len(parts) == 20 {
			return strings.Join(parts, ", ") + ", …"
		}
		if s := strconv.Itoa(lines[i]); j > i {
			parts = append(parts, s+"–"+strconv.Itoa(lines[j]))
		} else {
			parts = append(parts, s)
		}
		i = j + 1
	}
	return strings.Join(parts, ", ")
}
