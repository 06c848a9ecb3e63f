package text

import (
	"regexp"
	"strings"
	"unicode"

	"vanban/document"
	"vanban/read"
	"vanban/read/viet"
)

var dashes = regexp.MustCompile(`^(?:-{2,}|:-+:?|-+:)$`)

// grid is a table in the making: rows of cells as text.
type grid struct {
	rows    [][]string
	nos     []int // the line of each row
	columns int
	header  int // how many rows head the table
}

// gridAt reads the table that begins at lines[0], and returns how many lines it takes: 0 where none begins.
func gridAt(lines []line) (grid, int) {
	if g, n := pipes(lines); n > 0 {
		return g, n
	}
	return tabs(lines)
}

// pipes reads rows between bars; a row of dashes stands below the head.
func pipes(lines []line) (g grid, n int) {
	ruled := false
	for n < len(lines) && (n == 0 || lines[n].gap == 0) {
		s := strings.TrimSpace(lines[n].raw)
		if strings.Count(s, "|") < 2 {
			break
		}
		cells := splitBars(s)
		if len(cells) < 2 && g.columns < 2 {
			break
		}
		if n == 1 && isRuler(cells) {
			g.header, ruled = 1, true
		} else {
			g.add(cells, lines[n].no)
		}
		n++
	}
	if n < 2 {
		return grid{}, 0
	}
	if !ruled {
		g.guessHeader()
	}
	return g, n
}

func isRuler(cells []string) bool {
	for _, c := range cells {
		if !dashes.MatchString(c) {
			return false
		}
	}
	return true
}

// splitBars cuts a row at its bars; \| is a bar of the text.
func splitBars(s string) []string {
	s = strings.TrimPrefix(s, "|")
	var cells []string
	from := 0
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && s[i+1] == '|':
			i++
		case s[i] == '|':
			cells = append(cells, cell(s[from:i]))
			from = i + 1
		}
	}
	if from < len(s) {
		cells = append(cells, cell(s[from:]))
	}
	return cells
}

func cell(s string) string { return strings.ReplaceAll(strings.TrimSpace(s), `\|`, "|") }

// tabs reads rows of cells with tabs between them, as Word and Excel give them when they are copied. A head with all cells filled begins
// them, and every row has as many; a line without a tab inside the table is a row merged into one cell. Two columns may just
// as well be a letterhead or a list of signers, so they are a table only where the first counts.
func tabs(lines []line) (g grid, n int) {
	if strings.IndexByte(lines[0].raw, '\t') < 0 {
		return grid{}, 0
	}
	head := tabCells(lines[0].raw)
	if len(head) < 2 || filled(head) < len(head) || len(head) == 2 && !read.CountsRows(head[0]) {
		return grid{}, 0
	}
	for n < len(lines) && (n == 0 || lines[n].gap == 0) {
		cells := tabCells(lines[n].raw)
		band := len(cells) == 1 && n+1 < len(lines) && lines[n+1].gap == 0 && len(tabCells(lines[n+1].raw)) == len(head)
		if len(cells) != len(head) && !band || isFrame(lines[n].text) {
			break
		}
		g.add(cells, lines[n].no)
		n++
	}
	if n < 2 {
		return grid{}, 0
	}
	g.guessHeader()
	return g, n
}

func tabCells(s string) []string {
	cells := strings.Split(strings.TrimRight(s, " "), "\t")
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	return cells
}

func filled(cells []string) int {
	n := 0
	for _, c := range cells {
		if c != "" {
			n++
		}
	}
	return n
}

// isFrame tells a line of the letterhead or of the signature, which is set side by side with tabs.
func isFrame(s string) bool {
	s = viet.Fold(s)
	for _, sign := range [...]string{"cong hoa xa hoi", "doc lap - tu do", "noi nhan", "kinh gui"} {
		if strings.Contains(s, sign) {
			return true
		}
	}
	return strings.HasPrefix(s, "so:")
}

func (g *grid) add(cells []string, no int) {
	g.rows, g.nos = append(g.rows, cells), append(g.nos, no)
	g.columns = max(g.columns, len(cells))
}

// guessHeader takes the first row for the head where all its cells have words.
func (g *grid) guessHeader() {
	for _, c := range g.rows[0] {
		if !strings.ContainsFunc(c, unicode.IsLetter) {
			return
		}
	}
	if len(g.rows[0]) == g.columns {
		g.header = 1
	}
}

// repeats tells whether g has the head of the table before it, as a table has that runs over pages.
func (g *grid) repeats(before *grid) bool {
	if g.header == 0 || before.header == 0 || g.columns != before.columns {
		return false
	}
	return strings.Join(g.rows[0], "\t") == strings.Join(before.rows[0], "\t")
}

// isBand tells a row that is a title across the table: nothing but a first cell with words in it.
func isBand(cells []string) bool {
	return filled(cells) == 1 && cells[0] != "" && strings.ContainsFunc(cells[0], unicode.IsLetter)
}

// table makes the table of a grid; paragraph makes the paragraph of a cell.
func (g *grid) table(paragraph func(s string, no int) *read.Paragraph) *read.Table {
	t := &read.Table{Columns: make([]document.EMU, g.columns), Bordered: true, Place: read.Place{Line: g.nos[0]}}
	for i, cells := range g.rows {
		row := read.TableRow{Header: i < g.header}
		if i >= g.header && g.columns > 1 && isBand(cells) {
			row.Cells = []read.Cell{{Blocks: []read.Block{paragraph(cells[0], g.nos[i])}, ColSpan: g.columns, RowSpan: 1}}
			t.Rows = append(t.Rows, row)
			continue
		}
		for j := range g.columns {
			text := ""
			if j < len(cells) {
				text = cells[j]
			}
			row.Cells = append(row.Cells, read.Cell{Blocks: []read.Block{paragraph(text, g.nos[i])}, ColSpan: 1, RowSpan: 1})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
