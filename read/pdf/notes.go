package pdf

import (
	"strings"

	"vanban/read"
)

// openNote is a footnote whose lines are being gathered.
type openNote struct {
	mark  string
	page  int
	lines []*piece
}

// gatherNotes cuts the foot of a page into its notes. What begins without a mark goes on with the last note.
func (d *assembler) gatherNotes(v *view) {
	for _, p := range v.notes {
		mark := ""
		n := 0
		for n < len(p.glyphs) && p.glyphs[n].shift > 0 {
			mark += p.glyphs[n].text
			n++
		}
		if mark = strings.TrimSpace(mark); mark == "" || n == len(p.glyphs) {
			if len(d.notes) > 0 {
				last := &d.notes[len(d.notes)-1]
				last.lines = append(last.lines, p)
				continue
			}
			n = 0
		}
		for n < len(p.glyphs) && p.glyphs[n].space {
			n++
		}
		rest := newPiece(p.glyphs[n:], p.page)
		if rest == nil {
			rest = p
		}
		// The mark takes room in the line: the note begins where it does.
		rest.x0 = p.x0
		d.notes = append(d.notes, openNote{mark: mark, page: v.index, lines: []*piece{rest}})
	}
}

// linkNotes turns raised marks of the text into marks of notes.
func (d *assembler) linkNotes(blocks []read.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *read.Paragraph:
			d.linkRuns(b)
		case *read.Table:
			for _, r := range b.Rows {
				for _, c := range r.Cells {
					d.linkNotes(c.Blocks)
				}
			}
		}
	}
}

func (d *assembler) linkRuns(p *read.Paragraph) {
	for i := range p.Runs {
		r := &p.Runs[i]
		if !r.Raised || r.Kind != read.Chars {
			continue
		}
		mark := strings.TrimSpace(r.Text)
		for k := range d.notes {
			n := &d.notes[k]
			if n.mark == mark && !d.linked[k] && onPage(p, n.page+1) {
				d.linked[k] = true
				r.Kind, r.Note, r.Text = read.NoteMark, k, ""
				break
			}
		}
	}
}

func onPage(p *read.Paragraph, page int) bool {
	for _, l := range p.Lines {
		if l.Page == page {
			return true
		}
	}
	return false
}

func (d *assembler) readNotes() []read.Note {
	var out []read.Note
	for i := range d.notes {
		a := area{left: d.notes[i].lines[0].x0, right: 0}
		for _, p := range d.notes[i].lines {
			a.left, a.right = min(a.left, p.x0), max(a.right, p.x1)
		}
		b := &builder{area: a, doc: d}
		b.right = max(b.right, d.sections[0].right)
		for _, p := range d.notes[i].lines {
			b.line(p)
		}
		b.flush()
		out = append(out, read.Note{Blocks: b.out})
	}
	return out
}
