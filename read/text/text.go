// Package text reads plain text and Markdown into a manuscript: the encoding, the paragraphs that hard-wrapped lines belong to, tables
// of tabs and pipes, footnotes and light marks of type. It knows no parts of a document; what a paragraph is, read/anatomy says.
package text

import (
	"bytes"
	"context"
	"regexp"
	"strings"

	"vanban/read"
)

// The largest texts that are read: a plan of 40 pages has 120 kB, 1,500 lines where they are broken by hand, and some hundred cells.
// Markdown's parser is slow on lines made to be.
const (
	maxBytes    = 2 << 20
	maxMarkdown = 512 << 10
	maxLines    = 20_000
	maxCells    = 50_000
	maxSigns    = 100_000 // that part text: tabs, wide gaps, bars, tags
)

// Plain reads text as people paste it from Word, from a PDF or from a scan. It returns a *read.Refusal for what is no text.
func Plain(ctx context.Context, data []byte) (*read.Manuscript, error) {
	s, remarks, err := decode(data)
	if err != nil {
		return nil, err
	}
	lines := splitLines(s)
	if len(lines) > maxLines || signsIn(s, lines) > maxSigns {
		return nil, tooLarge()
	}
	p := plain{ctx: ctx, m: &read.Manuscript{Source: read.Text, Remarks: remarks}}
	if err := p.read(lines); err != nil {
		return nil, err
	}
	return p.m, nil
}

// signsIn counts the signs that make a cell or a run of its own of what stands after them.
func signsIn(s string, lines []line) int {
	n := strings.Count(s, "|") + strings.Count(s, "<")
	for i := range lines {
		n += strings.Count(lines[i].text, "\t")
	}
	return n
}

func tooLarge() error {
	return read.Refuse("file_too_large", "Tệp văn bản quá lớn.",
		"Tệp văn bản thuần được đọc đến 2 MB, tệp Markdown đến 512 kB, không quá 20.000 dòng và 50.000 ô bảng.")
}

// Signs of Markdown that nobody types by accident. One heading sign is not enough: people write "# nguồn: …" too.
var (
	heading   = regexp.MustCompile(`^#{1,6} +\S`)
	delimiter = regexp.MustCompile(`^ {0,3}\|? *:?-{3,}:? *(\| *:?-{3,}:? *)+\|? *$`)
	signs     = regexp.MustCompile("^```|\\*\\*\\S[^*\\n]*\\*\\*|\\[[^\\]\\n]+\\]\\([^)\\s]+\\)|^\\[\\^[^\\]\\s]+\\]:")
)

// Sniff tells whether data looks like Markdown or like plain text; of anything else it says Text.
func Sniff(data []byte) read.Source {
	headings, rulers, marks := 0, 0, 0
	for l := range bytes.Lines(data[:min(len(data), 256<<10)]) {
		l = bytes.TrimRight(l, "\n")
		// Most lines have none of the signs: searching for them is cheap.
		switch {
		case bytes.HasPrefix(l, []byte("#")) && heading.Match(l):
			headings = min(headings+1, 3)
		case bytes.Contains(l, []byte("---")) && delimiter.Match(l):
			rulers = 1
		}
		if bytes.Contains(l, []byte("**")) || bytes.Contains(l, []byte("](")) || bytes.HasPrefix(l, []byte("```")) || bytes.HasPrefix(l, []byte("[^")) {
			marks = min(marks+len(signs.FindAll(l, 3)), 3)
		}
		if headings+3*rulers+marks >= 3 {
			return read.Markdown
		}
	}
	return read.Text
}
