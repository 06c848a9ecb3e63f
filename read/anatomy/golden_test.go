package anatomy_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vanban/read"
)

// Each file holds a text and, behind a line of equals signs and "kết quả", what is found in it. A line is a paragraph; an empty line an
// empty paragraph; "===" begins a page; | … | is a row of a table, one row alone sets things side by side; <br> breaks a line; ** is bold.
const separator = "\n=== kết quả ===\n"

func TestOutlines(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.outline")
	if err != nil || len(paths) < 25 {
		t.Fatalf("%d files, %v", len(paths), err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".outline"), func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			input, want, _ := strings.Cut(string(data), separator)
			got := outline(analyze(t, fromText(input)))
			if got == want {
				return
			}
			if os.Getenv("UPDATE_GOLDEN") == "1" {
				if err := os.WriteFile(path, []byte(strings.TrimRight(input, "\n")+separator+got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			t.Errorf("UPDATE_GOLDEN=1 rewrites; got\n%s", got)
		})
	}
}

func fromText(s string) *read.Manuscript {
	m := &read.Manuscript{Source: read.Text}
	breaks := false
	var table *read.Table
	for i, line := range strings.Split(strings.TrimRight(s, "\n"), "\n") {
		if line == "===" {
			breaks = true
			continue
		}
		if strings.HasPrefix(line, "|") {
			if table == nil {
				table = &read.Table{}
				m.Blocks = append(m.Blocks, table)
			}
			var row read.TableRow
			for _, cell := range strings.Split(strings.Trim(line, "| "), "|") {
				c := read.Cell{ColSpan: 1, RowSpan: 1}
				for _, p := range strings.Split(strings.TrimSpace(cell), "<br>") {
					c.Blocks = append(c.Blocks, textParagraph(p, i+1))
				}
				row.Cells = append(row.Cells, c)
			}
			for len(table.Rows) > 0 && len(row.Cells) < len(table.Rows[0].Cells) {
				row.Cells = append(row.Cells, read.Cell{ColSpan: 1, RowSpan: 1, Blocks: []read.Block{&read.Paragraph{}}})
			}
			table.Rows = append(table.Rows, row)
			table.Bordered = len(table.Rows) > 1
			continue
		}
		table = nil
		p := textParagraph(line, i+1)
		p.PageBreak, breaks = breaks, false
		m.Blocks = append(m.Blocks, p)
	}
	return m
}

// textParagraph reads the marks of a line.
func textParagraph(s string, line int) *read.Paragraph {
	p := &read.Paragraph{Place: read.Place{Line: line, Paragraph: line}}
	bold := false
	for k, stretch := range strings.Split(s, "**") {
		if k > 0 {
			bold = !bold
		}
		for i, text := range strings.Split(stretch, "\t") {
			if i > 0 {
				p.Runs = append(p.Runs, read.Run{Kind: read.Tab})
			}
			for j, part := range strings.Split(text, "<br>") {
				if j > 0 {
					p.Runs = append(p.Runs, read.Run{Kind: read.LineBreak})
				}
				if part != "" {
					p.Runs = append(p.Runs, read.Run{Text: part, Bold: bold})
				}
			}
		}
	}
	return p
}
