package text

import (
	"bytes"
	"context"
	"strings"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"vanban/document"
	"vanban/read"
)

// Markdown reads Markdown with the tables, footnotes and struck text of GitHub. It returns a *read.Refusal for what is no text. What
// Markdown does not show (addresses, comments, HTML) is in remarks.
func Markdown(ctx context.Context, data []byte) (*read.Manuscript, error) {
	if len(data) > maxMarkdown {
		return nil, tooLarge()
	}
	s, remarks, err := decode(data)
	if err != nil {
		return nil, err
	}
	s = strings.ReplaceAll(s, "\f", "\n")
	if strings.Count(s, "\n") > maxLines || strings.Count(s, "|") > maxSigns || marksOfType(s) > maxMarks {
		return nil, tooLarge()
	}
	if err := tooDeep(s); err != nil {
		return nil, err
	}
	source := []byte(s)
	md := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Footnote))
	tree := md.Parser().Parse(text.NewReader(source), parser.WithContext(parser.NewContext()))
	w := &walker{
		ctx: ctx, source: source, shown: make([]bool, len(source)), lineAt: lineStarts(s),
		m: &read.Manuscript{Source: read.Markdown, Remarks: remarks},
	}
	w.m.Blocks = w.blocks(tree, 0)
	w.remarkHidden()
	return w.m, ctx.Err()
}

// maxMarks is how many marks of type, links and tags a text may have: in one paragraph, the parser's cost grows with their square.
const maxMarks = 10_000

// marksOfType counts what may begin or end type, a link, code or a tag. A row of one sign is one: a blank to be filled in.
func marksOfType(s string) int {
	n := 0
	for i := range len(s) {
		switch c := s[i]; c {
		case '*', '_', '~', '`':
			if i == 0 || s[i-1] != c {
				n++
			}
		case '[', '<':
			n++
		}
	}
	return n
}

// maxNesting is how deep quotes and lists may lie in each other. The parser's cost grows with their depth times the text.
const maxNesting = 32

func tooDeep(s string) error {
	for l := range strings.SplitSeq(s, "\n") {
		depth := 0
		for i := range len(l) {
			c := l[i]
			if strings.IndexByte(" \t>-+*.)0123456789", c) < 0 {
				break
			}
			// The mark of a list has a blank after it; a row of dots is to be filled in.
			blank := i+1 == len(l) || l[i+1] == ' ' || l[i+1] == '\t'
			if c == '>' || blank && strings.IndexByte("-+*.)", c) >= 0 {
				depth++
			}
		}
		depth += strings.Count(l[:len(l)-len(strings.TrimLeft(l, " "))], "    ")
		if marks := strings.Trim(l, " \t-*"); depth > maxNesting && marks != "" {
			return read.Refuse("file_too_deep", "Tệp Markdown có quá nhiều tầng danh sách hoặc trích dẫn lồng nhau.", "Hãy bớt số tầng lồng nhau.")
		}
	}
	return nil
}

// walker makes a manuscript of the tree of a Markdown text.
type walker struct {
	ctx     context.Context
	m       *read.Manuscript
	source  []byte
	shown   []bool // the bytes of source that stand in the manuscript, or are nothing but signs of Markdown
	last    int    // the end of what was marked last
	lineAt  []int  // where each line begins
	ordinal int
	// label and prefix are what the next paragraph begins with, when it is the first of a list item.
	label, prefix string
}

// blocks makes the blocks below a node. Depth is that of lists.
func (w *walker) blocks(parent ast.Node, depth int) []read.Block {
	var blocks []read.Block
	for n := parent.FirstChild(); n != nil && w.ctx.Err() == nil; n = n.NextSibling() {
		blocks = append(blocks, w.block(n, depth)...)
	}
	return blocks
}

func (w *walker) block(n ast.Node, depth int) []read.Block {
	switch n := n.(type) {
	case *ast.Heading:
		blocks := w.paragraphs(n)
		for _, b := range blocks {
			b.(*read.Paragraph).Heading = n.Level
		}
		return blocks
	case *ast.Paragraph, *ast.TextBlock:
		return w.paragraphs(n)
	case *ast.ThematicBreak:
		return []read.Block{&read.Rule{Kind: read.Drawn}}
	case *ast.List:
		return w.list(n, depth)
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		return w.verbatim(n)
	case *ast.HTMLBlock:
		return w.html(n)
	case *east.Table:
		return append(w.pending(), w.table(n))
	case *east.FootnoteList:
		for f := n.FirstChild(); f != nil; f = f.NextSibling() {
			w.m.Notes = append(w.m.Notes, read.Note{Blocks: w.blocks(f, 0)})
		}
		return nil
	}
	return w.blocks(n, depth)
}

// list gives every item its number as typed, or its mark.
func (w *walker) list(n *ast.List, depth int) []read.Block {
	var blocks []read.Block
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		at := firstByte(item)
		switch {
		case n.IsOrdered() && at >= 0:
			start := w.lineAt[w.line(at)-1]
			w.label, w.prefix = "", strings.TrimLeft(string(w.source[start:at]), " \t>")
			w.show(start, at)
		case w.prefix == "" && !n.IsOrdered():
			w.label = markOf(n)
		}
		blocks = append(blocks, w.blocks(item, depth+1)...)
		blocks = append(blocks, w.pending()...)
	}
	return blocks
}

// markOf is the mark of the items of a list: as typed, and the one after it below a list with the same. "*" is Markdown's own way.
func markOf(n *ast.List) string {
	own := "-"
	if n.Marker == '+' {
		own = "+"
	}
	for outer := n.Parent(); outer != nil; outer = outer.Parent() {
		if l, ok := outer.(*ast.List); ok && !l.IsOrdered() {
			switch above := markOf(l); {
			case above == "•", above == "+" && own == "+":
				return "•"
			case above == "-" && own == "-":
				return "+"
			}
			break
		}
	}
	return own
}

// pending makes a paragraph of a typed number that has no text beside it.
func (w *walker) pending() []read.Block {
	w.label = ""
	if strings.TrimSpace(w.prefix) == "" {
		w.prefix = ""
		return nil
	}
	return []read.Block{w.paragraph(nil, 0)}
}

// firstByte is where the text of a node begins in the source, or -1.
func firstByte(n ast.Node) int {
	for ; n != nil; n = n.FirstChild() {
		if n.Type() == ast.TypeBlock && n.Lines() != nil && n.Lines().Len() > 0 {
			return n.Lines().At(0).Start
		}
	}
	return -1
}

// paragraph makes a paragraph, with the label that a list has for it.
func (w *walker) paragraph(runs []read.Run, line int) *read.Paragraph {
	w.ordinal++
	p := &read.Paragraph{Runs: runs, Label: w.label, Place: read.Place{Paragraph: w.ordinal, Line: line}}
	if w.prefix != "" {
		p.Runs = append([]read.Run{{Text: w.prefix}}, runs...)
	}
	w.label, w.prefix = "", ""
	return p
}

// verbatim makes a paragraph of each line of code.
func (w *walker) verbatim(n ast.Node) []read.Block {
	var blocks []read.Block
	for i := range n.Lines().Len() {
		s := n.Lines().At(i)
		w.show(s.Start, s.Stop)
		if line := strings.TrimRightFunc(string(s.Value(w.source)), unicode.IsSpace); strings.TrimSpace(line) != "" {
			var b builder
			b.chars(line)
			blocks = append(blocks, w.paragraph(b.take(), w.line(s.Start)))
		}
	}
	return blocks
}

// html makes a paragraph of each line of HTML that has text outside its tags.
func (w *walker) html(n *ast.HTMLBlock) []read.Block {
	if n.HTMLBlockType != ast.HTMLBlockType6 && n.HTMLBlockType != ast.HTMLBlockType7 {
		return nil
	}
	var blocks []read.Block
	for i := range n.Lines().Len() {
		var b builder
		s := n.Lines().At(i)
		w.outsideTags(&b, s.Start, s.Stop)
		if runs := b.take(); len(runs) > 0 {
			blocks = append(blocks, w.paragraph(runs, w.line(s.Start)))
		}
	}
	return blocks
}

func (w *walker) outsideTags(b *builder, from, to int) {
	for from < to {
		end := to
		if i := bytes.IndexByte(w.source[from:to], '<'); i >= 0 {
			end = from + i
		}
		if s := string(w.source[from:end]); strings.TrimSpace(s) != "" {
			b.chars(unescape([]byte(strings.Trim(s, "\n"))))
			w.show(from, end)
		}
		i := bytes.IndexByte(w.source[end:to], '>')
		if i < 0 {
			return
		}
		from = end + i + 1
	}
}

// table makes a table; a row with words in its first cell alone is a title across it.
func (w *walker) table(n *east.Table) *read.Table {
	t := &read.Table{Columns: make([]document.EMU, len(n.Alignments)), Bordered: true}
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		r := read.TableRow{Header: row.Kind() == east.KindTableHeader}
		var texts []string
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			blocks := w.paragraphs(c)
			if len(blocks) == 0 {
				blocks = []read.Block{w.paragraph(nil, 0)}
			}
			r.Cells = append(r.Cells, read.Cell{Blocks: blocks, ColSpan: 1, RowSpan: 1})
			texts = append(texts, runsText(blocks[0].(*read.Paragraph).Runs))
			if p := blocks[0].(*read.Paragraph); t.Place.Line == 0 {
				t.Place.Line = p.Place.Line
			}
		}
		if len(t.Columns) > 1 && !r.Header && isBand(texts) {
			r.Cells = r.Cells[:1]
			r.Cells[0].ColSpan = len(t.Columns)
		}
		t.Rows = append(t.Rows, r)
	}
	return t
}

func runsText(runs []read.Run) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.Text)
	}
	return b.String()
}
