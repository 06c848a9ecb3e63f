package intake

import (
	"slices"
	"strconv"
	"strings"

	"vanban/templates/contract"
)

// body merges a list of nodes. Where the author's has not the shape of the recognised one — an entry for each — what is recognised now
// takes its place.
func (g *merger) body(e *[]contract.Node, base, now []contract.Node, at string) {
	old, new := printsOf(base), printsOf(now)
	if strings.Join(old, "\x00") == strings.Join(new, "\x00") {
		return
	}
	if !shaped(*e, base) {
		g.guessed = append(g.guessed, at)
		g.tell(old, new, base, now, at)
		*e = now
		return
	}
	var out []contract.Node
	for _, p := range align(headsOf(base), headsOf(now)) {
		here := at + "/" + strconv.Itoa(len(out))
		switch {
		case p.new < 0:
			g.changed(at+"/"+strconv.Itoa(p.old), nodeText(&(*e)[p.old]), "")
		case p.old < 0:
			g.changed(here, "", nodeText(&now[p.new]))
			out = append(out, now[p.new])
		default:
			n := (*e)[p.old]
			if old[p.old] != new[p.new] {
				g.node(&n, &base[p.old], &now[p.new], here)
			}
			out = append(out, n)
		}
	}
	*e = out
}

// tell lists the differences of two recognised lists.
func (g *merger) tell(old, new []string, base, now []contract.Node, at string) {
	for _, p := range align(old, new) {
		switch {
		case p.new < 0:
			g.changed(at+"/"+strconv.Itoa(p.old), nodeText(&base[p.old]), "")
		case p.old < 0:
			g.changed(at+"/"+strconv.Itoa(p.new), "", nodeText(&now[p.new]))
		case old[p.old] != new[p.new]:
			g.changed(at+"/"+strconv.Itoa(p.new), nodeText(&base[p.old]), nodeText(&now[p.new]))
		}
	}
}

// node merges one node that was edited.
func (g *merger) node(e, base, now *contract.Node, at string) {
	if base.Kind != now.Kind {
		body := e.Body
		g.changed(at, nodeText(e), nodeText(now))
		*e = *now
		if printOf(&contract.Node{Body: base.Body}) == printOf(&contract.Node{Body: now.Body}) {
			e.Body = body
		}
		return
	}
	if markOf(&base.Text) != markOf(&now.Text) || markOf(&base.Name) != markOf(&now.Name) {
		g.changed(at, nodeText(e), nodeText(now))
		e.Text, e.Name = now.Text, now.Name
	}
	if before, after := labelText(base), labelText(now); before != after || base.Restart != now.Restart {
		g.changed(at+"/label", before, after)
		e.Label, e.Restart = now.Label, now.Restart
	}
	g.numbering(&e.Numbering, base.Numbering, now.Numbering, at+"/numbering")
	if base.Table != nil && now.Table != nil && e.Table != nil {
		t := *e.Table
		g.table(&t, base.Table, now.Table, at+"/table")
		e.Table = &t
	}
	g.body(&e.Body, base.Body, now.Body, at+"/body")
}

func labelText(n *contract.Node) string {
	if n.Label == nil {
		return ""
	}
	return *n.Label
}

// nodeText returns what a node says in its first line.
func nodeText(n *contract.Node) string {
	switch {
	case n.Table != nil:
		return tableText(n.Table)
	case len(n.Name.Runs) > 0:
		return plain(&n.Name) + ": " + plain(&n.Text)
	}
	return plain(&n.Text)
}

// shaped reports whether two lists have an entry for each other: of one text, but for what the form supplies at the end.
func shaped(a, b []contract.Node) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		x, y := squeeze(nodeText(&a[i])), squeeze(nodeText(&b[i]))
		if (a[i].Table == nil) != (b[i].Table == nil) || !strings.HasPrefix(x, y) && !strings.HasPrefix(y, x) {
			return false
		}
	}
	return true
}

// headsOf writes each node without its body, printsOf with it.
func headsOf(list []contract.Node) []string {
	out := make([]string, len(list))
	for i := range list {
		out[i] = nodeText(&list[i])
	}
	return out
}

func printsOf(list []contract.Node) []string {
	out := make([]string, len(list))
	for i := range list {
		out[i] = printOf(&list[i])
	}
	return out
}

func printOf(n *contract.Node) string {
	var b strings.Builder
	b.WriteByte('0' + byte(n.Kind))
	if n.Label != nil {
		b.WriteString("\x02" + *n.Label)
	}
	if n.Restart {
		b.WriteString("\x03")
	}
	b.WriteString(strings.Join(n.Numbering, "\x04"))
	b.WriteString(markOf(&n.Name) + "\x05" + markOf(&n.Text))
	if n.Table != nil {
		b.WriteString(tablePrint(n.Table))
	}
	for i := range n.Body {
		b.WriteString("\x06" + printOf(&n.Body[i]) + "\x07")
	}
	return b.String()
}

// table merges the rows of a table; the columns stay the author's while their number does.
func (g *merger) table(e, base, now *contract.Table, at string) {
	g.rows(&e.Header, base.Header, now.Header, at+"/header")
	g.rows(&e.Rows, base.Rows, now.Rows, at+"/rows")
	if len(base.Columns) != len(now.Columns) {
		e.Columns = now.Columns
	}
	if base.ColumnNumbers != now.ColumnNumbers {
		e.ColumnNumbers = now.ColumnNumbers
		g.changed(at+"/column_numbers", strconv.FormatBool(base.ColumnNumbers), strconv.FormatBool(now.ColumnNumbers))
	}
	for _, t := range [...]struct {
		e, base, now *contract.Text
		key          string
	}{{&e.Unit, &base.Unit, &now.Unit, "/unit"}, {&e.Note, &base.Note, &now.Note, "/note"}} {
		if markOf(t.base) != markOf(t.now) {
			g.changed(at+t.key, plain(t.e), plain(t.now))
			*t.e = *t.now
		}
	}
}

func (g *merger) rows(e *[]contract.TableRow, base, now []contract.TableRow, at string) {
	old, new := rowPrints(base), rowPrints(now)
	if strings.Join(old, "\x00") == strings.Join(new, "\x00") {
		return
	}
	if len(*e) != len(base) {
		g.guessed = append(g.guessed, at)
		g.changed(at, strings.Join(old, "\n"), strings.Join(new, "\n"))
		*e = now
		return
	}
	var out []contract.TableRow
	for _, p := range align(old, new) {
		here := at + "/" + strconv.Itoa(len(out))
		switch {
		case p.new < 0:
			g.changed(at+"/"+strconv.Itoa(p.old), rowText(&base[p.old]), "")
		case p.old < 0:
			g.changed(here, "", rowText(&now[p.new]))
			out = append(out, now[p.new])
		case old[p.old] == new[p.new]:
			out = append(out, (*e)[p.old])
		default:
			out = append(out, g.row(&(*e)[p.old], &base[p.old], &now[p.new], here))
		}
	}
	*e = out
}

// row merges the cells of a row that was edited.
func (g *merger) row(e, base, now *contract.TableRow, at string) contract.TableRow {
	if len(e.Cells) != len(base.Cells) || len(base.Cells) != len(now.Cells) || len(now.Cells) == 0 {
		g.changed(at, rowText(base), rowText(now))
		return *now
	}
	out := *e
	out.Cells = slices.Clone(e.Cells)
	for i := range out.Cells {
		c, b, n := &out.Cells[i], &base.Cells[i], &now.Cells[i]
		if markOf(&b.Text) != markOf(&n.Text) {
			g.changed(at+"/"+strconv.Itoa(i), plain(&c.Text), plain(&n.Text))
			c.Text = n.Text
		}
		if b.ColSpan != n.ColSpan || b.RowSpan != n.RowSpan {
			c.ColSpan, c.RowSpan = n.ColSpan, n.RowSpan
		}
	}
	return out
}

func rowPrints(rows []contract.TableRow) []string {
	out := make([]string, len(rows))
	for i := range rows {
		out[i] = rowPrint(&rows[i])
	}
	return out
}

func rowPrint(r *contract.TableRow) string {
	if r.Band != nil {
		return "\x01" + markOf(r.Band)
	}
	var b strings.Builder
	for i := range r.Cells {
		c := &r.Cells[i]
		if c.ColSpan > 1 || c.RowSpan > 1 {
			b.WriteString(strconv.Itoa(c.ColSpan) + "x" + strconv.Itoa(c.RowSpan))
		}
		b.WriteString(markOf(&c.Text) + " \x02 ")
	}
	return b.String()
}

func rowText(r *contract.TableRow) string {
	if r.Band != nil {
		return plain(r.Band)
	}
	parts := make([]string, len(r.Cells))
	for i := range r.Cells {
		parts[i] = plain(&r.Cells[i].Text)
	}
	return strings.Join(parts, " | ")
}

func tablePrint(t *contract.Table) string {
	return strings.Join(rowPrints(t.Header), "\x03") + "\x04" + strings.Join(rowPrints(t.Rows), "\x03") +
		"\x04" + strconv.FormatBool(t.ColumnNumbers) + markOf(&t.Unit) + "\x04" + markOf(&t.Note)
}

// tableText names a table by its first row.
func tableText(t *contract.Table) string {
	for _, rows := range [...][]contract.TableRow{t.Header, t.Rows} {
		if len(rows) > 0 {
			return rowText(&rows[0])
		}
	}
	return ""
}
