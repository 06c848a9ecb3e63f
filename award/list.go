package award

import (
	"slices"
	"strconv"
	"strings"

	"vanban/templates/contract"
)

// enclose puts the Danh sách among the enclosures: in the place of the head that the user gave, or first. One alone has no list.
func (b *builder) enclose(doc *contract.Document) {
	at := slices.IndexFunc(doc.Enclosures, func(e contract.Document) bool { return e.Type == "danh-sach" })
	if at >= 0 && len(doc.Enclosures[at].Body) > 0 {
		b.fail("/award/decision"+doc.Enclosures[at].At, "list_given", "Quyết định đã có sẵn danh sách; danh sách kèm theo được lập từ danh sách khen thưởng.",
			"Bỏ “body” của danh sách này, chỉ giữ trích yếu nếu cần.")
		return
	}
	doc.Enclosures = slices.Clone(doc.Enclosures)
	if b.n.total() == 1 && !b.announced() {
		if at >= 0 {
			doc.Enclosures = slices.Delete(doc.Enclosures, at, at+1)
		}
		return
	}
	if at < 0 {
		doc.Enclosures = slices.Insert(doc.Enclosures, 0, contract.Document{Type: "danh-sach"})
		at = 0
	}
	e := &doc.Enclosures[at]
	if blank(e.Subject) {
		e.Subject = contract.Lines{upper(b.n.kinds()) + " được tặng " + b.given(doc)}
	}
	if line := b.attached(doc, e); line != "" {
		e.Subject = append(slices.Clone(e.Subject), line)
	}
	groups := b.groups()
	if b.spec.List.Form == "lines" {
		b.lines(e, groups)
	} else {
		b.table(e, groups)
		if n := b.n.total(); n > longTable {
			b.warn("/award/list/form", "list_long", "Bảng danh sách dài "+money(int64(n))+" dòng; có phần mềm soạn thảo mở tệp Word này rất chậm.",
				"Dùng tệp PDF, hoặc ghi \"list\": {\"form\": \"lines\"} để danh sách là các dòng đánh số.")
		}
	}
	e.Body = append(e.Body, contract.Paragraph("(Danh sách gồm "+b.n.String()+")"))
}

// announced reports whether the office's own articles point to a list: then there is one, however short.
func (b *builder) announced() bool {
	for _, words := range texts(b.decision.Body) {
		if words = strings.ToLower(words); strings.Contains(words, "danh sách") && strings.Contains(words, "kèm") {
			return true
		}
	}
	return false
}

// longTable is how many rows of one table LibreOffice opens in a bearable time: 2,000 take it 20 seconds, 5,000 more than
// four minutes; 5,000 numbered lines take 3 seconds.
const longTable = 2000

// group is a part of the list under a title of its own; the title is empty where it is the whole list.
type group struct {
	title string
	list  []recipient
	first int // number of its first entry
}

// groups cuts the list where another kind begins. A list in the order of its rows stays whole.
func (b *builder) groups() []group {
	if b.spec.List.Order == "list" || len(b.n.phrases(func(int, string) string { return "" })) == 1 {
		return []group{{"", b.list, 1}}
	}
	var out []group
	from := 0
	for k, count := range b.n {
		if count == 0 {
			continue
		}
		first := 1
		if b.spec.List.Numbering == "continuous" {
			first += from
		}
		out = append(out, group{strings.ToUpper(kind(k).words()), b.list[from : from+count], first})
		from += count
	}
	return out
}

// lines sets the list as numbered paragraphs, under mục I and II. What each is commended for, where it differs, stands behind his name:
// Điều 1 points to it.
func (b *builder) lines(e *contract.Document, groups []group) {
	own := b.ownCitations()
	entry := func(g *group, i int) contract.Node {
		end := ";"
		if i == len(g.list)-1 {
			end = "."
		}
		r := &g.list[i]
		what := ""
		if citation := r.Citation.String(); own && citation != "" {
			what = achievement(citation)
		}
		node := contract.Item(strings.TrimRight(join(", ", r.name(), r.office(), what), ".;, ") + end)
		if g.first > 1 {
			label := strconv.Itoa(g.first+i) + "."
			node.Label = &label
		}
		return node
	}
	if len(groups) == 1 && len(e.Numbering) == 0 {
		e.Numbering = []string{"1.", "a)", "-", "+"}
	}
	for k := range groups {
		g := &groups[k]
		nodes := make([]contract.Node, len(g.list))
		for i := range g.list {
			nodes[i] = entry(g, i)
		}
		if g.title == "" {
			e.Body = nodes
		} else {
			e.Body = append(e.Body, contract.Heading(g.title, nodes...))
		}
	}
}

// column is one of the table; a row's cell is what it says of a recipient.
type column struct {
	title string
	width float64
	align string
	cell  func(r *recipient, number int) string
}

// table sets the list as a table, with bands over its groups, and the sum where it shows the prizes.
func (b *builder) table(e *contract.Document, groups []group) {
	cols := b.columns()
	if e.Orientation == "" && len(cols) > 4 && slices.ContainsFunc(cols, func(c column) bool { return c.title == citationTitle }) {
		e.Orientation = "landscape"
	}
	b.setWidths(cols, groups, e.Orientation == "landscape")
	t := contract.Table{}
	var header []contract.Cell
	for _, c := range cols {
		t.Columns = append(t.Columns, contract.Column{Width: c.width, Align: c.align})
		header = append(header, contract.Cell{Text: contract.Plain(c.title), ColSpan: 1, RowSpan: 1})
	}
	t.Header = []contract.TableRow{{Cells: header}}
	cells := make([]contract.Cell, 0, len(cols)*len(b.list))
	for k := range groups {
		g := &groups[k]
		if g.title != "" {
			t.Rows = append(t.Rows, contract.Band([kinds]string{"I. ", "II. ", "III. "}[k]+g.title))
		}
		for i := range g.list {
			from := len(cells)
			for _, c := range cols {
				cells = append(cells, contract.Cell{Text: contract.Plain(c.cell(&g.list[i], g.first+i)), ColSpan: 1, RowSpan: 1})
			}
			t.Rows = append(t.Rows, contract.TableRow{Cells: cells[from:len(cells):len(cells)]})
		}
	}
	if at := slices.IndexFunc(cols, func(c column) bool { return c.title == prizeTitle }); at > 0 {
		t.Rows = append(t.Rows, b.sum(at, len(cols)))
	}
	e.Body = []contract.Node{contract.TableOf(t)}
}

// The titles of columns that something else goes by.
const (
	numberTitle   = "TT"
	officeTitle   = "Chức vụ, đơn vị"
	citationTitle = "Thành tích"
	registerTitle = "Số sổ"
	prizeTitle    = "Mức thưởng (đồng)"
	noteTitle     = "Ghi chú"
)

// sum is the last row of a table with prizes.
func (b *builder) sum(at, columns int) contract.TableRow {
	bold := func(s string) contract.Text { return contract.Rich(contract.Run{Text: s, Bold: true}) }
	row := contract.TableRow{Cells: []contract.Cell{
		{Text: bold("Tổng cộng"), ColSpan: at, RowSpan: 1, Align: "center"},
		{Text: bold(money(b.total())), ColSpan: 1, RowSpan: 1},
	}}
	for range columns - at - 1 {
		row.Cells = append(row.Cells, contract.Cell{ColSpan: 1, RowSpan: 1})
	}
	return row
}

// columns are those that the office wants; by itself the table shows citations where they differ, and prizes and register numbers where
// there are some.
func (b *builder) columns() []column {
	wanted := b.spec.List.Columns
	if wanted == nil {
		if b.ownCitations() {
			wanted = append(wanted, "citation")
		}
		if slices.ContainsFunc(b.list, func(r recipient) bool { return r.numbered }) {
			wanted = append(wanted, "register")
		}
		if b.spec.Prize != nil {
			wanted = append(wanted, "prize")
		}
		wanted = append(wanted, "note")
	}
	who := "Họ và tên"
	switch {
	case b.n[person] == 0 && b.n[household] == 0:
		who = "Tên tập thể"
	case b.n[collective] > 0:
		who = "Tên tập thể, họ và tên"
	}
	cols := []column{
		{numberTitle, 0, "center", func(_ *recipient, n int) string { return strconv.Itoa(n) }},
		{who, 0, "left", func(r *recipient, _ int) string { return r.name() }},
		{officeTitle, 0, "left", func(r *recipient, _ int) string { return r.office() }},
	}
	for _, c := range columns { // in the order of the form, whatever the order of asking
		if !slices.Contains(wanted, c) {
			continue
		}
		if c == "prize" && b.spec.Prize == nil {
			b.warn("/award/list/columns", "prize_missing", "Danh sách cần cột mức thưởng nhưng chưa ghi mức thưởng nào; cột này được bỏ.", "Ghi “prize”, hoặc bỏ cột này.")
			continue
		}
		switch c {
		case "citation":
			cols = append(cols, column{citationTitle, 0, "left", func(r *recipient, _ int) string { return r.Citation.String() }})
		case "register":
			cols = append(cols, column{registerTitle, 0, "center", func(r *recipient, _ int) string { return r.Register.String() }})
		case "prize":
			cols = append(cols, column{prizeTitle, 0, "right", func(r *recipient, _ int) string { return money(b.prize(r)) }})
		case "note":
			cols = append(cols, column{noteTitle, 0, "left", func(*recipient, int) string { return "" }})
		}
	}
	return cols
}
