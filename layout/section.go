package layout

import (
	"fmt"
	"strconv"

	"vanban/document"
)

// section lays one section out and returns the number of its last page; number is that of the page before it.
func (f *flow) section(index int, s *document.Section, number int) (int, error) {
	page := f.sheet.Page
	w, h := page.Size(s.Landscape)
	g := &pager{
		f: f, section: index, spec: s, number: number,
		left: toTwips(page.Left), top: toTwips(page.Top),
		width:  toTwips(w) - toTwips(page.Left) - toTwips(page.Right),
		height: toTwips(h) - toTwips(page.Top) - toTwips(page.Bottom),
		paper:  Page{Width: w, Height: h, Section: index},
	}
	g.node = f.node(Node{Kind: SectionNode})
	blocks, err := f.prepare(s.Blocks, g.width, g.node)
	if err != nil {
		return 0, fmt.Errorf("section %d: %w", index+1, err)
	}
	if err := g.open(); err != nil {
		return 0, err
	}
	if err := g.flowBlocks(blocks); err != nil {
		return 0, err
	}
	for len(g.notes.carry) > 0 {
		if err := g.turn(); err != nil {
			return 0, err
		}
	}
	g.close()
	return g.number, nil
}

// turn closes the open page and opens the next.
func (g *pager) turn() error {
	g.close()
	return g.open()
}

// open begins a page: its notes are those that the page before could not hold.
func (g *pager) open() error {
	if err := g.f.ctx.Err(); err != nil {
		return fmt.Errorf("layout: page %d: %w", len(g.f.res.Pages)+1, err)
	}
	if limit := g.f.maxPages; limit > 0 && len(g.f.res.Pages) == limit {
		return ErrTooManyPages
	}
	g.opened = !g.started
	g.started = true
	g.number++
	g.firstLine, g.firstStroke = len(g.f.placed), len(g.f.strokes)
	g.y, g.after, g.extra, g.first, g.body = 0, 0, 0, true, g.height
	carry := g.notes.carry
	g.notes = noteArea{}
	if g.opened {
		if err := g.furniture(); err != nil {
			return err
		}
	} else {
		g.pageNumber()
	}
	for _, p := range carry {
		if g.notes.used == 0 {
			g.notes.used = noteHead
		}
		g.notes.take(g, p, g.body, true)
	}
	return nil
}

// close hands the open page over.
func (g *pager) close() {
	g.drawNotes()
	p := g.paper
	p.Number = g.number
	p.Lines = g.f.placed[g.firstLine:len(g.f.placed):len(g.f.placed)]
	p.Strokes = g.f.strokes[g.firstStroke:len(g.f.strokes):len(g.f.strokes)]
	g.f.res.Pages = append(g.f.res.Pages, p)
}

// pageNumber sets the number in the middle of the upper margin. A section's first page does not show it (PL.I-I.7).
func (g *pager) pageNumber() {
	p := g.f.newPara(document.SoTrang, g.width)
	p.node = g.f.artifact
	g.f.fillLines(p, &document.Paragraph{Role: document.SoTrang, Runs: []document.Run{{Text: strconv.Itoa(g.number)}}})
	g.f.emit(&p.lines[0], p, g.left, toTwips(g.f.sheet.Page.Header))
}

// furniture sets what stands in the margins of a section's first page: circulation marks above, the organ's address below.
// As in Word, either pushes the text when it needs more room than its margin has.
func (g *pager) furniture() error {
	header, footer := toTwips(g.f.sheet.Page.Header), toTwips(g.f.sheet.Page.Footer)
	if len(g.spec.TopMarks) > 0 {
		h, err := g.column(g.spec.TopMarks, func(twip) twip { return header })
		if err != nil {
			return err
		}
		if over := header + h - g.top; over > 0 {
			g.y += over
		}
	}
	if len(g.spec.Footer) > 0 {
		bottom := toTwips(g.paper.Height) - footer
		h, err := g.column(g.spec.Footer, func(h twip) twip { return bottom - h })
		if err != nil {
			return err
		}
		if over := g.top + g.body - (bottom - h); over > 0 {
			g.body -= over
		}
	}
	return nil
}

// column sets a few paragraphs one under the other outside the text area and returns their height; at says where the
// first begins, from the page's upper edge, once the height is known.
func (g *pager) column(blocks []document.Block, at func(height twip) twip) (twip, error) {
	paras := make([]*para, 0, len(blocks))
	for _, b := range blocks {
		p, err := g.f.prepareText(b, g.width, g.node)
		if err != nil {
			return 0, err
		}
		paras = append(paras, p)
	}
	h := contentHeight(paras)
	y, after, extra := at(h), 0, 0
	for _, p := range paras {
		y += p.gap(after, extra) + p.inset()
		g.f.drawFrame(p, g.left, y)
		for i := range p.lines {
			g.f.emit(&p.lines[i], p, g.left, y)
			y += p.lines[i].height + p.extra
		}
		y += p.frame() - p.inset() - p.extra
		after, extra = p.after, p.extra
	}
	return h, nil
}
