package layout_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"vanban/document"
	"vanban/fonts"
	"vanban/layout"
	"vanban/thethuc"
)

// set lays blocks out on pages of the default sheet.
func set(t testing.TB, doc *document.Document) *layout.Result {
	t.Helper()
	faces, err := fonts.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	sheet, problems := thethuc.ND30().Sheet(thethuc.House{}, "")
	if problems.Fatal() {
		t.Fatal(problems)
	}
	res, err := layout.New(faces).Layout(context.Background(), doc, sheet)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

func pages(t testing.TB, blocks ...document.Block) *layout.Result {
	t.Helper()
	return set(t, &document.Document{Sections: []document.Section{{Blocks: blocks}}})
}

func para(role document.Role, text string) *document.Paragraph {
	return &document.Paragraph{Role: role, Runs: []document.Run{{Text: text}}}
}

// paras returns n one-line paragraphs.
func paras(n int) []document.Block {
	out := make([]document.Block, n)
	for i := range out {
		out[i] = para(document.LoiVan, fmt.Sprintf("Đoạn %d", i+1))
	}
	return out
}

// long is a paragraph of at least n lines, and exactly n at the default size: every word fills more than half a line.
func long(role document.Role, n int) *document.Paragraph {
	word := strings.Repeat("m", 22)
	return para(role, strings.TrimSpace(strings.Repeat(word+" ", n)))
}

func text(l *layout.Line) string {
	var b strings.Builder
	for i := range l.Spans {
		b.WriteString(l.Spans[i].Text)
	}
	return b.String()
}

func texts(p *layout.Page) []string {
	out := make([]string, len(p.Lines))
	for i := range p.Lines {
		out[i] = text(&p.Lines[i])
	}
	return out
}

// body returns a page's lines without its number.
func body(p *layout.Page) []string {
	all := texts(p)
	if len(p.Lines) > 0 && p.Lines[0].Role == document.SoTrang {
		return all[1:]
	}
	return all
}

func TestPageNumbers(t *testing.T) {
	doc := &document.Document{Sections: []document.Section{
		{Blocks: paras(50)},
		{Blocks: paras(50), Restart: true, Landscape: true},
	}}
	res := set(t, doc)
	var got []string
	for i := range res.Pages {
		p := &res.Pages[i]
		shown := "-"
		if p.Lines[0].Role == document.SoTrang {
			shown = text(&p.Lines[0])
		}
		got = append(got, fmt.Sprintf("%d:%d:%s", p.Section, p.Number, shown))
	}
	want := "0:1:- 0:2:2 1:1:- 1:2:2 1:3:3"
	if s := strings.Join(got, " "); s != want {
		t.Errorf("pages are %s, want %s", s, want)
	}
	if p := res.Pages[2]; p.Width <= p.Height {
		t.Errorf("the landscape page is %.0f × %.0f mm", p.Width.Millimetres(), p.Height.Millimetres())
	}
}

func TestHeadingStaysWithText(t *testing.T) {
	res := pages(t, paras(70)...)
	fit := len(body(&res.Pages[0]))
	blocks := paras(fit - 1)
	blocks = append(blocks, para(document.MucCap1, "I. TIÊU ĐỀ"), para(document.LoiVan, "Lời văn."))
	res = pages(t, blocks...)
	if got := body(&res.Pages[1]); len(got) != 2 || got[0] != "I. TIÊU ĐỀ" {
		t.Errorf("page 2 holds %q: a title must not stand alone at the foot of page 1", got)
	}
}

func TestWidowsAndOrphans(t *testing.T) {
	res := pages(t, paras(70)...)
	fit := len(body(&res.Pages[0]))
	// The paragraphs before leave room for some two lines more than one-line paragraphs would take, spacing included.
	for room := 1; room <= 6; room++ {
		for lines := 2; lines <= 6; lines++ {
			blocks := append(paras(fit-room), document.Block(long(document.LoiVan, lines)))
			res := pages(t, blocks...)
			first := len(body(&res.Pages[0])) - (fit - room)
			rest := lines - first
			if first == 1 && lines > 1 || rest == 1 {
				t.Errorf("room %d: %d lines are split %d + %d", room, lines, first, rest)
			}
		}
	}
}

func TestFootnoteStandsOnThePageOfItsMark(t *testing.T) {
	mark := &document.Paragraph{Role: document.LoiVan, Runs: []document.Run{
		{Text: "Đoạn có chú thích"}, {Kind: document.NoteMark, Note: 0}, {Text: "."},
	}}
	for _, before := range []int{0, 10, 30, 31, 32, 33, 34} {
		doc := &document.Document{
			Sections: []document.Section{{Blocks: append(paras(before), mark)}},
			Notes:    []document.Note{{Paragraphs: []document.Paragraph{*para(document.ChuThich, "Nội dung chú thích.")}}},
		}
		res := set(t, doc)
		var markPage, notePage, noteY, edge = -1, -1, document.EMU(0), document.EMU(0)
		for i := range res.Pages {
			for k := range res.Pages[i].Lines {
				l := &res.Pages[i].Lines[k]
				switch s := text(l); {
				case strings.Contains(s, "Đoạn có chú thích"):
					markPage = i
				case strings.Contains(s, "Nội dung chú thích."):
					notePage, noteY, edge = i, l.Y, res.Pages[i].Height
				}
			}
		}
		if markPage < 0 || markPage != notePage {
			t.Fatalf("%d paragraphs before: the mark is on page %d, its note on page %d", before, markPage+1, notePage+1)
		}
		if low := (edge - noteY).Millimetres(); low < 20 || low > 22 {
			t.Errorf("%d paragraphs before: the note's line stands %.1f mm above the edge", before, low)
		}
	}
}

func TestLongNoteGoesOnOnTheNextPage(t *testing.T) {
	mark := &document.Paragraph{Role: document.LoiVan, Runs: []document.Run{{Text: "Dấu"}, {Kind: document.NoteMark}}}
	note := long(document.ChuThich, 90)
	doc := &document.Document{
		Sections: []document.Section{{Blocks: append(paras(20), mark)}},
		Notes:    []document.Note{{Paragraphs: []document.Paragraph{*note}}},
	}
	res := set(t, doc)
	n := 0
	for i := range res.Pages {
		for k := range res.Pages[i].Lines {
			if res.Pages[i].Lines[k].Role == document.ChuThich {
				n += strings.Count(text(&res.Pages[i].Lines[k]), "mmmm") // at least one a word
			}
		}
	}
	words := strings.Count(note.Runs[0].Text, " ") + 1
	if len(res.Pages) != 2 || n < words {
		t.Errorf("%d pages hold %d of %d words of the note", len(res.Pages), n, words)
	}
}

func TestBadTrees(t *testing.T) {
	faces, err := fonts.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	sheet, _ := thethuc.ND30().Sheet(thethuc.House{}, "")
	cell := document.Cell{ColSpan: 1, RowSpan: 1, Blocks: []document.Block{para(document.BangO, "x")}}
	nested := cell
	nested.Blocks = []document.Block{&document.Table{}}
	for name, b := range map[string]document.Block{
		"unknown role":       para(document.RoleCount, "x"),
		"note that is not":   &document.Paragraph{Runs: []document.Run{{Kind: document.NoteMark, Note: 3}}},
		"table in a cell":    &document.Table{Columns: []document.EMU{1e6}, Rows: []document.Row{{Cells: []document.Cell{nested}}}},
		"too few cells":      &document.Table{Columns: []document.EMU{1e6, 1e6}, Rows: []document.Row{{Cells: []document.Cell{cell}}}},
		"too many cells":     &document.Table{Columns: []document.EMU{1e6}, Rows: []document.Row{{Cells: []document.Cell{cell, cell}}}},
		"unknown table role": &document.Table{Role: document.TableCount},
	} {
		doc := &document.Document{Sections: []document.Section{{Blocks: []document.Block{b}}}}
		if _, err := layout.New(faces).Layout(context.Background(), doc, sheet); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	doc := &document.Document{Sections: []document.Section{{Blocks: paras(3)}}}
	if _, err := layout.New(faces).Layout(ctx, doc, sheet); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled layout gives %v", err)
	}
}
