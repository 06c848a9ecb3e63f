package render_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"vanban/document"
	"vanban/layout"
)

// TestRandomDocuments lays out some hundred documents that nobody thought of, tables with row spans and long footnotes
// among them: every letter of the tree is on a page once, no line stands on another, on a rule or outside the text area, and
// no page is empty. The seeds are fixed.
func TestRandomDocuments(t *testing.T) {
	s := service(t)
	for _, kind := range []author{
		{name: "text"}, {name: "notes", notes: true}, {name: "tables", tables: true}, {name: "spans", tables: true, spans: true},
		{name: "tables and notes", tables: true, notes: true}, {name: "everything", tables: true, notes: true, spans: true},
	} {
		t.Run(kind.name, func(t *testing.T) {
			for seed := range uint64(60) {
				kind.Rand = rand.New(rand.NewPCG(seed, 1))
				built := s.Catalog().Build([]byte(kind.document()))
				if built.Doc == nil {
					t.Fatalf("seed %d does not build: %+v", seed, built.Problems)
				}
				pages, err := s.Pages(context.Background(), built)
				if err != nil {
					t.Fatalf("seed %d: %v", seed, err)
				}
				for i := range pages.Pages {
					checkPage(t, fmt.Sprintf("seed %d, page %d", seed, i+1), &pages.Pages[i])
				}
				if got, want := lettersDrawn(pages), lettersOf(built.Doc); got != want {
					t.Errorf("seed %d: %d letters are drawn, the tree has %d", seed, got, want)
				}
			}
		})
	}
}

// author writes random documents.
type author struct {
	*rand.Rand
	name                 string
	notes, tables, spans bool
}

var vocabulary = strings.Fields("Ủy ban nhân dân tỉnh ban hành kế hoạch triển khai công tác thi đua - khen thưởng năm 2026 tại các cơ quan, đơn vị; báo cáo")

func (a *author) words(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = vocabulary[a.IntN(len(vocabulary))]
	}
	return strings.Join(list, " ")
}

// text is n words, now and then with a footnote, now and then a long one.
func (a *author) text(n int) string {
	if !a.notes || a.IntN(4) > 0 {
		return strconv.Quote(a.words(n))
	}
	long := 1 + a.IntN(20)
	switch {
	case a.IntN(40) == 0:
		long = 1500
	case a.IntN(5) == 0:
		long = 100 + a.IntN(300)
	}
	return fmt.Sprintf(`[{"text":%q},{"footnote":%q},{"text":%q}]`, a.words(1+a.IntN(n)), a.words(long), " "+a.words(n))
}

func (a *author) cell(rows int) string {
	n := 1 + a.IntN(6)
	switch {
	case a.IntN(60) == 0:
		n = 400
	case a.IntN(6) == 0, rows > 1 && a.IntN(3) == 0:
		n = 20 + a.IntN(60)
	}
	return fmt.Sprintf(`{"text":%s,"rowspan":%d}`, a.text(n), rows)
}

func (a *author) table() string {
	covered := make([]int, 2+a.IntN(3)) // rows of each column that a cell from above still takes
	rows := make([]string, 1+a.IntN(25))
	for i := range rows {
		var cells []string
		for c := range covered {
			if covered[c] > 0 {
				covered[c]--
				continue
			}
			span := 1
			if rest := len(rows) - i; a.spans && c+1 < len(covered) && rest > 2 && a.IntN(8) == 0 {
				span = 2 + a.IntN(min(rest-1, 8))
			}
			covered[c] = span - 1
			cells = append(cells, a.cell(span))
		}
		rows[i] = "[" + strings.Join(cells, ",") + "]"
	}
	head := ""
	if a.IntN(4) > 0 {
		titles := make([]string, len(covered))
		for c := range titles {
			titles[c] = strconv.Quote(a.words(1 + a.IntN(5)))
		}
		head = `"header":[[` + strings.Join(titles, ",") + `]],`
	}
	return `{"table":{` + head + `"rows":[` + strings.Join(rows, ",") + `]}}`
}

func (a *author) document() string {
	body := make([]string, 1+a.IntN(12))
	for i := range body {
		switch k := a.IntN(5); {
		case k == 0 && a.tables:
			body[i] = a.table()
		case k == 1:
			body[i] = fmt.Sprintf(`{"heading":%q,"body":[{"text":%s}]}`, a.words(3+a.IntN(20)), a.text(10+a.IntN(90)))
		default:
			body[i] = `{"text":` + a.text(3+a.IntN(150)) + `}`
		}
	}
	return fmt.Sprintf(`{"type":"ke-hoach","organ":{"name":"SỞ NỘI VỤ"},"code":{"number":"1","notation":"KH-SNV"},
		"place":"An Bình","date":"2026-01-05","subject":"Thử","body":[%s],
		"options":{"line_spacing":%s,"body_size":%d},"signer":{"position":"GIÁM ĐỐC","name":"Nguyễn Văn A"},"recipients":["Lưu: VT"]}`,
		strings.Join(body, ","), []string{"1", "1.15", "1.3", "1.5"}[a.IntN(4)], 13+a.IntN(2))
}

// ink is roughly what the letters of a line cover.
type ink struct {
	left, right, top, bottom document.EMU
	text                     string
}

func inkOf(l *layout.Line) ink {
	b := ink{left: l.X, right: l.X}
	size := document.EMU(0)
	for i := range l.Spans {
		s := &l.Spans[i]
		b.right = l.X + s.X + s.Width
		b.text += s.Text
		size = max(size, s.Size)
	}
	b.top, b.bottom = l.Y-size*6/10, l.Y+size*15/100
	return b
}

func checkPage(t *testing.T, place string, p *layout.Page) {
	t.Helper()
	var list []ink
	for i := range p.Lines {
		l := &p.Lines[i]
		b := inkOf(l)
		if l.Role != document.SoTrang && b.bottom > p.Height-document.MM(19) || b.right > p.Width-document.MM(14) {
			t.Errorf("%s: %.30q stands outside the text area", place, b.text)
		}
		list = append(list, b)
	}
	if len(list) < 2 {
		t.Errorf("%s is empty", place)
	}
	slices.SortFunc(list, func(a, b ink) int { return int(a.top - b.top) })
	for i, a := range list {
		for _, b := range list[i+1:] {
			if b.top >= a.bottom {
				break
			}
			if a.left < b.right && b.left < a.right {
				t.Errorf("%s: %.30q stands on %.30q", place, b.text, a.text)
			}
		}
		for _, s := range p.Strokes {
			const near = document.Point
			if s.Y1 == s.Y2 && s.Y1 > a.top && s.Y1 < a.bottom-near && s.X1 < a.right-near && s.X2 > a.left+near {
				t.Errorf("%s: a line runs through %.30q", place, a.text)
			}
		}
	}
}

func lettersDrawn(res *layout.Result) int {
	n := 0
	for i := range res.Pages {
		for k := range res.Pages[i].Lines {
			l := &res.Pages[i].Lines[k]
			if res.Nodes[l.Node].Kind == layout.ArtifactNode {
				continue
			}
			for j := range l.Spans {
				n += letters(l.Spans[j].Text)
			}
		}
	}
	return n
}

func letters(s string) int { return len(strings.ReplaceAll(s, " ", "")) }

func lettersOf(doc *document.Document) int {
	n := 0
	for i := range doc.Sections {
		n += lettersIn(doc.Sections[i].Blocks)
	}
	for i := range doc.Notes {
		n += letters(strconv.Itoa(i + 1))
		for k := range doc.Notes[i].Paragraphs {
			n += lettersIn([]document.Block{&doc.Notes[i].Paragraphs[k]})
		}
	}
	return n
}

func lettersIn(blocks []document.Block) int {
	n := 0
	for _, b := range blocks {
		switch b := b.(type) {
		case *document.Paragraph:
			for i := range b.Runs {
				if r := &b.Runs[i]; r.Kind == document.NoteMark {
					n += letters(strconv.Itoa(r.Note + 1))
				} else {
					n += letters(r.Text)
				}
			}
		case *document.Table:
			for r := range b.Rows {
				for c := range b.Rows[r].Cells {
					n += lettersIn(b.Rows[r].Cells[c].Blocks)
				}
			}
		}
	}
	return n
}
