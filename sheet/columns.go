package sheet

import (
	"maps"
	"slices"
	"strings"

	"vanban/document"
	"vanban/read"
	"vanban/read/viet"
	"vanban/templates/contract"
)

// column is a column of a table with what becomes of its cells.
type column struct {
	index  int
	header string
	field  *field // nil where it is not used
	how    How
	hidden bool
	twin   bool // one of two columns that share a merged header
}

func (c *column) means(what string) bool { return c.field != nil && c.field.means == what }

// checkMapping refuses a mapping to what is no field, and from what is no column. It returns it with columns and sheets as they are called
// here: c is C, and the names of sheets do not tell case.
func checkMapping(mapping map[string]string, infos []tableInfo, t *fieldTable) (map[string]string, error) {
	known := make(map[string]string, len(mapping))
	for _, letter := range slices.Sorted(maps.Keys(mapping)) {
		path := mapping[letter]
		pointer := "/mapping/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(letter)
		name, bare := "", letter
		mark := strings.LastIndexByte(letter, '!')
		if mark >= 0 {
			name, bare = clean(letter[:mark]), letter[mark+1:]
		}
		column, _, ok := parseRef([]byte(bare + "1"))
		if !ok || strings.ContainsAny(bare, "0123456789") {
			return nil, badMapping(pointer, "Không có cột "+contract.Quote(letter)+".", "Ghi chữ cái của cột, ví dụ C hoặc Danh sách!C.")
		}
		if _, ok := t.paths[pathOf(path)]; path != "" && !ok {
			return nil, badMapping(pointer, "Không có trường "+contract.Quote(path)+".", "Ghi đường dẫn của trường, ví dụ recipient.name; để trống nếu không dùng cột.")
		}
		key := columnLetter(column)
		if mark >= 0 {
			i := slices.IndexFunc(infos, func(info tableInfo) bool { return strings.EqualFold(info.name, name) })
			if i < 0 {
				return nil, badMapping(pointer, "Không có trang tính "+contract.Quote(name)+".", "Các trang tính: "+sheetNames(infos)+".")
			}
			key = infos[i].name + "!" + key
		}
		known[key] = path
	}
	return known, nil
}

func badMapping(pointer, message, hint string) error {
	return &read.Refusal{Problem: document.Problem{Severity: document.Error, Pointer: pointer, Code: "mapping_unknown", Message: message, Hint: hint}}
}

// maps reports whether the caller says which field a column is.
func (h *Hint) maps(sheet string, column int) bool {
	path, ok := h.Mapping[sheet+"!"+columnLetter(column)]
	if !ok {
		path = h.Mapping[columnLetter(column)]
	}
	return path != ""
}

// assign gives each column of a table its field.
func (t *table) assign(width int, hint *Hint, fields *fieldTable) {
	t.cols = make([]column, width)
	for i := range t.cols {
		c := &t.cols[i]
		c.index = i
		if i < len(t.head.texts) {
			c.header = t.head.texts[i]
		}
		for _, m := range t.lay.hidden {
			c.hidden = c.hidden || i >= m.left && i <= m.right
		}
		path, ok := hint.Mapping[t.info.name+"!"+columnLetter(i)]
		if !ok {
			path, ok = hint.Mapping[columnLetter(i)]
		}
		switch {
		case ok && path == "":
			c.how = ByMapping
		case ok:
			c.field, c.how = &fields.fields[fields.paths[pathOf(path)]], ByMapping
		case !c.hidden:
			m := fields.match(c.header)
			c.field, c.how = m.field, m.how
		}
		if i > 0 && c.field != nil && c.how != ByMapping && c.field == t.cols[i-1].field && t.parted(c) && c.header == t.cols[i-1].header {
			c.twin, t.cols[i-1].twin = true, true
		}
	}
	t.splitNames(fields)
	t.settle()
	t.guessName(fields)
}

// parted reports whether the header of a column is merged over several that make one text; a name may be in more than two parts.
// A column that was not mapped is one of the header.
func (t *table) parted(c *column) bool {
	span := t.head.spans[c.index]
	return span == 2 || span > 2 && c.field.path == "recipient.name"
}

// splitNames makes one name of columns of family and given names.
func (t *table) splitNames(fields *fieldTable) {
	name, ok := fields.paths["recipient.name"]
	if !ok {
		return
	}
	hasName, family, given := false, false, false
	for i := range t.cols {
		c := &t.cols[i]
		hasName = hasName || c.field != nil && c.field.path == "recipient.name"
		family = family || c.means(meansFamily)
		given = given || c.means(meansGiven)
	}
	for i := range t.cols {
		c := &t.cols[i]
		if !c.means(meansFamily) && !c.means(meansGiven) {
			continue
		}
		switch {
		case hasName:
			c.field, c.how = nil, ByNothing
		case family && given, c.means(meansGiven) && !family:
			c.field, c.twin = &fields.fields[name], family
		default:
			c.field, c.how = &fields.fields[name], ByLikely
		}
	}
}

// grades are single words that lists have of people and that are no names, folded.
var grades = wordSet("xuat sac gioi kha tot dat nhat nhi ba kinh")

// givenBeside takes a column without a header for the given names where it stands beside that of names and is filled so: in a CSV file nothing
// tells that one header stood over both.
func (t *table) givenBeside(head []line) {
	names := t.columnsOf("recipient.name")
	if len(names) != 1 || names[0].how == ByMapping || names[0].index+1 >= len(t.cols) {
		return
	}
	name, next := names[0], &t.cols[names[0].index+1]
	if next.header != "" || next.field != nil || next.how == ByMapping || next.hidden {
		return
	}
	order := t.meaning(meansOrder)
	given, others := 0, 0
	different := map[string]bool{} // names are; ethnic groups and grades are few
	for i := range head {
		l := &head[i]
		switch whole, part := l.at(name.index), l.at(next.index); {
		case l.number <= t.head.bottom || whole.kind != text || order != nil && !isOrdinal(l.at(order.index).text): // a title, a group
		case part.kind == text && titled(part.text) && viet.IsSyllable(part.text) && genderOf(part.text) == "" && !opens[viet.Fold(part.text)] && !grades[viet.Fold(part.text)]:
			given++
			different[part.text] = true
		default:
			others++
		}
	}
	if given > 4*others && given > 1 && len(different)*2 > given {
		next.field, next.how = name.field, ByLikely
		name.twin, next.twin = true, true
	}
}

// rank orders the ways a column got its field.
func rank(h How) int {
	for i, other := range []How{ByMapping, ByPath, ByName, ByWords, ByLikely} {
		if h == other {
			return i
		}
	}
	return 9
}

// settle leaves each field to the column that names it best. Parts of a name and of a unit (lớp, trường) stay together, and so do
// columns that the caller put together.
func (t *table) settle() {
	words := make([]string, len(t.cols))
	for i := range t.cols {
		words[i] = headerWords(t.cols[i].header)
	}
	for i := range t.cols {
		c := &t.cols[i]
		if c.field == nil || c.field.path == "" {
			continue
		}
		for j := range t.cols {
			o := &t.cols[j]
			if i == j || o.field != c.field || c.twin && o.twin || c.how == ByMapping && o.how == ByMapping {
				continue
			}
			unit := c.field.path == "recipient.unit" && words[i] != words[j]
			if unit && c.how == ByName && o.how == ByName {
				continue
			}
			if rank(o.how) < rank(c.how) || rank(o.how) == rank(c.how) && j < i {
				c.field, c.how = nil, ByNothing
				break
			}
		}
	}
}

// guessName takes the column of units for that of names where there is no other: a list of collectives.
func (t *table) guessName(fields *fieldTable) {
	name, ok := fields.paths["recipient.name"]
	if !ok || !fields.award || len(t.columnsOf("recipient.name")) > 0 {
		return
	}
	units := t.columnsOf("recipient.unit")
	if len(units) == 1 && units[0].how != ByMapping {
		units[0].field, units[0].how = &fields.fields[name], ByLikely
	}
}

// columnsOf are the columns of one path.
func (t *table) columnsOf(path string) (out []*column) {
	for i := range t.cols {
		if c := &t.cols[i]; c.field != nil && c.field.path == path {
			out = append(out, c)
		}
	}
	return out
}

// meaning is the first column of a meaning, nil where there is none.
func (t *table) meaning(what string) *column {
	for i := range t.cols {
		if t.cols[i].means(what) {
			return &t.cols[i]
		}
	}
	return nil
}

// used is how many columns go into documents.
func (t *table) used() (n int) {
	for i := range t.cols {
		if f := t.cols[i].field; f != nil && f.path != "" {
			n++
		}
	}
	return n
}

// public returns the columns for the caller: those that have a header or a field.
func (t *table) public() (out []Column) {
	for i := range t.cols {
		c := &t.cols[i]
		if c.header == "" && c.field == nil && t.facts.filled[i] == 0 {
			continue
		}
		p := Column{Sheet: t.info.name, Letter: columnLetter(i), Header: c.header, How: c.how}
		if c.field != nil {
			p.Field, p.Means = c.field.path, c.field.means
		}
		out = append(out, p)
	}
	return out
}
