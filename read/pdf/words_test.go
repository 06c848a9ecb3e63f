package pdf

import (
	"context"
	"slices"
	"strings"
	"testing"

	"vanban/internal/referee"
	"vanban/internal/samples"
	"vanban/read"
)

// everything gives all text of a manuscript, wherever it stands.
func everything(m *read.Manuscript) string {
	var b strings.Builder
	for i := range m.Sections {
		s := &m.Sections[i]
		for _, part := range [][]read.Block{s.FirstHeader, s.Header, s.FirstFooter, s.Footer} {
			text(&b, part)
		}
	}
	text(&b, m.Blocks)
	for i := range m.Notes {
		text(&b, m.Notes[i].Blocks)
	}
	for _, r := range m.Remarks {
		b.WriteString(r.Text + "\n")
	}
	return b.String()
}

func text(b *strings.Builder, blocks []read.Block) {
	for _, block := range blocks {
		switch t := block.(type) {
		case *read.Paragraph:
			for _, r := range t.Runs {
				if r.Kind == read.Tab {
					b.WriteByte(' ')
				}
				b.WriteString(r.Text)
			}
			b.WriteByte('\n')
		case *read.Table:
			for _, r := range t.Rows {
				for _, c := range r.Cells {
					text(b, c.Blocks)
				}
			}
		}
	}
}

// wordsOf sorts the words without what the marks of notes touch: figures and points at their ends.
func wordsOf(s string) []string {
	words := strings.Fields(s)
	for i := range words {
		words[i] = strings.Trim(words[i], "0123456789.,;/")
	}
	words = slices.DeleteFunc(words, func(w string) bool { return w == "" })
	slices.Sort(words)
	return words
}

// headers gives the words of header rows once for every further page that a table stands on: they are not doubled in the manuscript.
func headers(m *read.Manuscript) string {
	var b strings.Builder
	for _, block := range m.Blocks {
		t, ok := block.(*read.Table)
		if !ok || len(t.Rows) == 0 {
			continue
		}
		pages := map[int]bool{}
		for _, r := range t.Rows {
			for _, c := range r.Cells {
				for _, inner := range c.Blocks {
					if p, ok := inner.(*read.Paragraph); ok {
						for _, l := range p.Lines {
							pages[l.Page] = true
						}
					}
				}
			}
		}
		for range len(pages) - 1 {
			for _, r := range t.Rows {
				if r.Header {
					for _, c := range r.Cells {
						text(&b, c.Blocks)
					}
				}
			}
		}
	}
	return b.String()
}

// Every word that poppler finds in a sample is found here as well, and no other. Page numbers and the marks of notes have fields of
// their own.
func TestWordsOfSamples(t *testing.T) {
	for _, s := range samples.All(t) {
		t.Run(s.Name, func(t *testing.T) {
			_, pdf, err := samples.Render(s.JSON)
			if err != nil {
				t.Fatal(err)
			}
			m, err := Read(context.Background(), pdf)
			if err != nil {
				t.Fatal(err)
			}
			ours, theirs := wordsOf(everything(m)+headers(m)), wordsOf(referee.Text(t, pdf, "-raw"))
			missing, more := differ(theirs, ours), differ(ours, theirs)
			if len(missing)+len(more) > 0 {
				t.Errorf("missing %q, more %q", missing, more)
			}
		})
	}
}

// differ returns what sorted a has more than sorted b.
func differ(a, b []string) []string {
	var out []string
	for len(a) > 0 {
		switch {
		case len(b) == 0 || a[0] < b[0]:
			out, a = append(out, a[0]), a[1:]
		case a[0] == b[0]:
			a, b = a[1:], b[1:]
		default:
			b = b[1:]
		}
	}
	return out
}
