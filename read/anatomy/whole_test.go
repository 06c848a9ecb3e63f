package anatomy_test

import (
	"slices"
	"testing"

	"vanban/read"
	"vanban/read/anatomy"
)

// checkWhole fails when a paragraph of the manuscript is not in the result exactly once, or a letter of it is lost.
func checkWhole(t *testing.T, m *read.Manuscript, d *anatomy.Document) {
	t.Helper()
	want := map[*read.Paragraph]string{}
	var blocks func([]read.Block)
	blocks = func(list []read.Block) {
		for _, b := range list {
			switch b := b.(type) {
			case *read.Paragraph:
				text := b.Label
				want[b] = squash(text + runText(b.Runs))
			case *read.Table:
				for i := range b.Rows {
					for j := range b.Rows[i].Cells {
						blocks(b.Rows[i].Cells[j].Blocks)
					}
				}
			}
		}
	}
	blocks(m.Blocks)
	for i := range m.Notes {
		blocks(m.Notes[i].Blocks)
	}
	for i := range m.Sections {
		s := &m.Sections[i]
		for _, list := range [...][]read.Block{s.FirstHeader, s.Header, s.FirstFooter, s.Footer} {
			blocks(list)
		}
	}
	got := map[*read.Paragraph]string{}
	take := func(l *anatomy.Line) {
		got[l.Para] += squash(l.Label + runText(l.Runs))
	}
	for l := range d.Lines() {
		take(l)
	}
	spare := map[read.Block]bool{}
	var rest func(*anatomy.Document)
	rest = func(d *anatomy.Document) {
		for _, l := range slices.Concat(d.Loose, d.DauDen) {
			take(l)
		}
		for _, b := range d.Spare {
			spare[b] = true
		}
		for _, e := range d.Enclosures {
			rest(e)
		}
	}
	rest(d)
	for p, text := range want {
		if spare[p] {
			if text != "" || got[p] != "" {
				t.Errorf("spare, but not empty: %q", text)
			}
			continue
		}
		if sorted(got[p]) != sorted(text) {
			t.Errorf("paragraph %q came out as %q", text, got[p])
		}
	}
	for p := range got {
		if _, ok := want[p]; !ok {
			t.Errorf("from nowhere: %q", got[p])
		}
	}
}

// sorted puts the letters of a paragraph in one order: its stretches may have become lines here and loose ones there.
func sorted(s string) string {
	letters := []rune(s)
	slices.Sort(letters)
	return string(letters)
}

// runText writes the characters of runs, and a sign for every mark of a note.
func runText(runs []read.Run) string {
	text := ""
	for _, r := range runs {
		if r.Kind == read.NoteMark {
			text += "†"
		}
		text += r.Text
	}
	return text
}
