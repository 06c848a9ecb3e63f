package text

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
	"golang.org/x/text/unicode/norm"

	"vanban/read"
)

// inliner makes paragraphs of the text of one block.
type inliner struct {
	*walker
	builder
	blocks []read.Block
	line   int // where the paragraph in the making begins
}

// paragraphs makes the paragraphs of a block with text. Markdown takes lines for one paragraph as long as none is empty between
// them; people who write "a) …" and "b) …" on lines of their own mean two.
func (w *walker) paragraphs(n ast.Node) []read.Block {
	in := &inliner{walker: w}
	in.children(n)
	in.flush()
	return in.blocks
}

func (in *inliner) flush() {
	if runs := in.take(); len(runs) > 0 {
		in.blocks = append(in.blocks, in.paragraph(runs, in.line))
	}
	in.line = 0
}

func (in *inliner) children(n ast.Node) {
	for c := n.FirstChild(); c != nil && in.ctx.Err() == nil; c = c.NextSibling() {
		in.inline(c)
	}
}

func (in *inliner) inline(n ast.Node) {
	before := in.now
	switch n := n.(type) {
	case *ast.Text:
		in.text(n)
	case *ast.String:
		in.chars(clean(n.Value))
	case *ast.Emphasis:
		in.now.Bold = in.now.Bold || n.Level > 1
		in.now.Italic = in.now.Italic || n.Level == 1
		in.children(n)
		in.now = before
	case *east.Strikethrough:
		in.now.Strike = true
		in.children(n)
		in.now = before
	case *ast.AutoLink:
		label := n.Label(in.source)
		in.find(label)
		in.chars(clean(label))
	case *ast.RawHTML:
		in.rawHTML(n)
	case *east.FootnoteLink:
		in.sign(read.NoteMark, n.Index-1)
	case *east.FootnoteBacklink:
	default:
		in.children(n)
	}
}

func (in *inliner) text(n *ast.Text) {
	s := n.Segment
	in.show(s.Start, s.Stop)
	if in.line == 0 {
		in.line = in.walker.line(s.Start)
	}
	value := s.Value(in.source)
	if n.IsRaw() {
		in.chars(clean(value))
	} else {
		in.chars(unescape(value))
	}
	switch {
	case n.HardLineBreak():
		in.sign(read.LineBreak, 0)
	case n.SoftLineBreak() && in.newParagraph(s.Start, s.Stop):
		in.flush()
	case n.SoftLineBreak():
		in.chars(" ")
	}
}

// newParagraph tells whether the line after the text at from to to begins with a number or a word that begins a paragraph, or stands
// under a line that was ended before it was full.
func (in *inliner) newParagraph(from, to int) bool {
	_, next, _ := bytes.Cut(in.source[to:], []byte("\n"))
	line, _, _ := bytes.Cut(next, []byte("\n"))
	s := strings.TrimLeft(strings.Replace(string(line), `\`, "", 1), " \t>*_")
	if _, _, ok := labelled(s); ok || isHead(s, false) {
		return true
	}
	first, _ := utf8.DecodeRuneInString(s)
	at := in.walker.line(from)
	above := in.source[in.lineAt[at-1]:to]
	return unicode.IsUpper(first) && utf8.RuneCount(above) < shortLine
}

// shortLine is less than any width that somebody breaks lines at.
const shortLine = 60

// rawHTML takes the tags that only say how text looks; all others stay hidden.
func (in *inliner) rawHTML(n *ast.RawHTML) {
	s := n.Segments.At(0)
	m := tag.FindStringSubmatch(string(s.Value(in.source)))
	if m == nil || n.Segments.Len() != 1 {
		return
	}
	in.show(s.Start, s.Stop)
	if name := strings.ToLower(m[2]); name == "br" {
		in.sign(read.LineBreak, 0)
	} else {
		style(&in.now, name, m[1] == "")
	}
}

// clean is text of the source without line ends and control characters, which references (&#10;) may have brought in.
func clean(s []byte) string {
	return norm.NFC.String(strings.Map(func(r rune) rune {
		if r = visible(r); r == '\n' || r == '\f' {
			return ' '
		}
		return r
	}, string(s)))
}

// unescape resolves references and takes the strokes off escaped signs.
func unescape(s []byte) string {
	return clean(util.UnescapePunctuations(util.ResolveEntityNames(util.ResolveNumericReferences(s))))
}

// show marks bytes of the source as standing in the manuscript.
func (w *walker) show(from, to int) {
	for i := from; i < to; i++ {
		w.shown[i] = true
	}
	w.last = to
}

// find marks the first place of s after the text that was shown last.
func (w *walker) find(s []byte) {
	if i := bytes.Index(w.source[w.last:], s); i >= 0 {
		w.show(w.last+i, w.last+i+len(s))
	}
}

func lineStarts(s string) []int {
	starts := []int{0}
	for i := range len(s) {
		if s[i] == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// line is the number of the line that a byte is on, from 1.
func (w *walker) line(at int) int {
	i, found := slices.BinarySearch(w.lineAt, at)
	if found {
		i++
	}
	return max(1, i)
}

var noteLabel = regexp.MustCompile(`\[\^[^\]\s]{1,20}\]`)

// remarkHidden remarks every piece of a line that has letters or figures and stands nowhere in the manuscript.
func (w *walker) remarkHidden() {
	for i, start := range w.lineAt {
		end := len(w.source)
		if i+1 < len(w.lineAt) {
			end = w.lineAt[i+1]
		}
		for _, at := range noteLabel.FindAllIndex(w.source[start:end], -1) {
			w.show(start+at[0], start+at[1])
		}
		for from := start; from < end; {
			to := from
			for to < end && w.shown[to] == w.shown[from] {
				to++
			}
			piece := strings.TrimSpace(string(w.source[from:to]))
			if !w.shown[from] && strings.ContainsFunc(piece, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
				w.m.Remarks = append(w.m.Remarks, read.Remark{
					Code:    "hidden_text",
					Message: "Đoạn này của tệp Markdown không hiện ra khi đọc: địa chỉ liên kết, mã HTML, ghi chú ẩn.",
					Text:    piece,
					Place:   read.Place{Line: i + 1},
				})
			}
			from = to
		}
	}
}
