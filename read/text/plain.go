package text

import (
	"context"
	"slices"
	"strings"

	"vanban/read"
)

// plain reads one plain text.
type plain struct {
	ctx     context.Context
	m       *read.Manuscript
	feeds   bool // the text has form feeds
	ordinal int  // of the last paragraph
}

// chunk is a table, or the lines between two.
type chunk struct {
	lines []line
	grid  *grid
}

func (p *plain) read(lines []line) error {
	p.feeds = slices.ContainsFunc(lines, func(l line) bool { return l.newPage })
	lines = p.dropPageNumbers(p.dropRunning(lines))
	dedent(lines)
	spread(lines)
	findNotes(lines)
	chunks, err := p.chunks(lines)
	if err != nil {
		return err
	}
	var texts []line
	for _, c := range chunks {
		texts = append(texts, c.lines...)
	}
	w := measure(texts)
	var paras []*para
	var notes []note
	ends := make([]int, len(chunks))
	for i, c := range chunks {
		kept, taken := takeNotes(w.join(c.lines))
		for _, n := range taken {
			n.after += len(paras)
			notes = append(notes, n)
		}
		paras = append(paras, kept...)
		ends[i] = len(paras)
	}
	p.emit(chunks, ends, paras, p.placeNotes(paras, notes))
	return p.ctx.Err()
}

// chunks parts the tables from the text, and puts a table that goes on under a repeated head back together.
func (p *plain) chunks(lines []line) ([]chunk, error) {
	var chunks []chunk
	cells := 0
	for i := 0; i < len(lines); {
		if i%1024 == 0 && p.ctx.Err() != nil {
			return nil, p.ctx.Err()
		}
		last := len(chunks) - 1
		g, n := gridAt(lines[i:])
		if cells += len(g.rows) * g.columns; cells > maxCells {
			return nil, tooLarge()
		}
		switch {
		case n == 0 && last >= 0 && chunks[last].grid == nil:
			chunks[last].lines = append(chunks[last].lines, lines[i])
			n = 1
		case n == 0:
			chunks = append(chunks, chunk{lines: lines[i : i+1 : i+1]})
			n = 1
		case last >= 0 && chunks[last].grid != nil && g.repeats(chunks[last].grid):
			p.remark("repeated_header", "Dòng tiêu đề bảng lặp lại đã được bỏ.", strings.Join(g.rows[0], "\t"), g.nos[0])
			chunks[last].grid.rows = append(chunks[last].grid.rows, g.rows[1:]...)
			chunks[last].grid.nos = append(chunks[last].grid.nos, g.nos[1:]...)
		default:
			chunks = append(chunks, chunk{grid: &g})
		}
		i += n
	}
	return chunks, nil
}

// emit makes the blocks: the paragraphs of each chunk, which end before ends, and the tables.
func (p *plain) emit(chunks []chunk, ends []int, paras []*para, marks [][]mark) {
	at := 0
	for i, c := range chunks {
		for ; at < ends[i]; at++ {
			block := p.paragraph(runsOf(string(paras[at].text), marks[at]), paras[at].no)
			block.PageBreak = paras[at].page
			p.m.Blocks = append(p.m.Blocks, block)
		}
		if c.grid != nil {
			p.m.Blocks = append(p.m.Blocks, c.grid.table(func(s string, no int) *read.Paragraph {
				return p.paragraph(runsOf(s, nil), no)
			}))
		}
	}
}

// paragraph makes a paragraph, counting it.
func (p *plain) paragraph(runs []read.Run, no int) *read.Paragraph {
	p.ordinal++
	return &read.Paragraph{Runs: runs, Place: read.Place{Paragraph: p.ordinal, Line: no}}
}
