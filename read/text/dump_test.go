package text_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"vanban/read"
)

// dump writes a manuscript as lines of text: [b …] and so on for type, → for a tab, ⏎ for a line break, {n} for the mark of note n.
func dump(m *read.Manuscript) string {
	var b strings.Builder
	dumpBlocks(&b, m.Blocks, "")
	for i, n := range m.Notes {
		fmt.Fprintf(&b, "note %d\n", i)
		dumpBlocks(&b, n.Blocks, "  ")
	}
	for _, r := range m.Remarks {
		fmt.Fprintf(&b, "remark %s %q\n", r.Code, r.Text)
	}
	return b.String()
}

func dumpBlocks(b *strings.Builder, blocks []read.Block, in string) {
	for _, block := range blocks {
		switch block := block.(type) {
		case *read.Paragraph:
			head := ""
			if block.Heading > 0 {
				head = fmt.Sprintf("h%d ", block.Heading)
			}
			if block.Label != "" {
				head += "<" + block.Label + "> "
			}
			fmt.Fprintf(b, "%s%d: %s%s\n", in, block.Place.Line, head, dumpRuns(block.Runs))
		case *read.Rule:
			fmt.Fprintf(b, "%srule\n", in)
		case *read.Table:
			fmt.Fprintf(b, "%stable of %d\n", in, len(block.Columns))
			for _, row := range block.Rows {
				fmt.Fprintf(b, "%s row", in)
				if row.Header {
					b.WriteString(" header")
				}
				for _, c := range row.Cells {
					fmt.Fprintf(b, " | %s", dumpRuns(c.Blocks[0].(*read.Paragraph).Runs))
					if c.ColSpan > 1 {
						fmt.Fprintf(b, " (%d)", c.ColSpan)
					}
				}
				b.WriteString("\n")
			}
		}
	}
}

func dumpRuns(runs []read.Run) string {
	var b strings.Builder
	for _, r := range runs {
		s := r.Text
		switch r.Kind {
		case read.Tab:
			s = "→"
		case read.LineBreak:
			s = "⏎"
		case read.NoteMark:
			s = fmt.Sprintf("{%d}", r.Note)
		}
		for _, kind := range []struct {
			on   bool
			name string
		}{{r.Bold, "b"}, {r.Italic, "i"}, {r.Underline, "u"}, {r.Strike, "s"}, {r.Raised, "sup"}, {r.Lowered, "sub"}} {
			if kind.on && r.Kind == read.Chars {
				s = "[" + kind.name + " " + s + "]"
			}
		}
		b.WriteString(s)
	}
	return b.String()
}

// everything is all text of a manuscript, remarks included.
func everything(m *read.Manuscript) string {
	var b strings.Builder
	var walk func([]read.Block)
	walk = func(blocks []read.Block) {
		for _, block := range blocks {
			switch block := block.(type) {
			case *read.Paragraph:
				b.WriteString(block.Label)
				for _, r := range block.Runs {
					b.WriteString(r.Text)
				}
			case *read.Table:
				for _, row := range block.Rows {
					for _, c := range row.Cells {
						walk(c.Blocks)
					}
				}
			}
		}
	}
	walk(m.Blocks)
	for _, n := range m.Notes {
		walk(n.Blocks)
	}
	for _, r := range m.Remarks {
		b.WriteString(r.Text)
	}
	return b.String()
}

// lost returns the characters of in that are seen fewer times in out. Spaces and control characters do not count, nor do the
// characters of free, which are the marks of type and of tables that the reader took for such.
func lost(in, out, free string) string {
	count := map[rune]int{}
	for _, r := range out {
		count[r]++
	}
	var b strings.Builder
	for _, r := range in {
		if unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune(free+"\uFEFF\u200B\u2060", r) {
			continue
		}
		if count[r]--; count[r] < 0 {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func wantNoLoss(t *testing.T, in string, m *read.Manuscript, free string) {
	t.Helper()
	if s := lost(in, everything(m), free); s != "" {
		t.Errorf("lost %q", s)
	}
}
