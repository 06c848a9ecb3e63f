package layout

import (
	"vanban/document"
)

// pager fills the pages of one section from top to bottom.
type pager struct {
	f       *flow
	spec    *document.Section
	section int
	node    int32
	paper   Page // what every page of the section has in common

	left, top, width, height twip // the text area
	body                     twip // its height on the open page
	started                  bool
	firstLine, firstStroke   int // where the open page's begin in the flow's slices

	y      twip // where the next thing goes, from the top of the text area
	after  twip // what the last paragraph asks for below
	extra  twip // and its proportional spacing
	first  bool // nothing stands on the page yet
	opened bool // the page was opened by the section, not by overflow: space before counts at its top

	chain int // index of the block up to which the blocks are known to stay together
	notes noteArea
	// number is that of the open page; a section's first page does not show it.
	number int
}

// flowBlocks places the section's blocks.
func (g *pager) flowBlocks(blocks []block) error {
	for i := range blocks {
		if err := g.keepTogether(blocks, i); err != nil {
			return err
		}
		b := &blocks[i]
		var err error
		if b.table != nil {
			err = g.placeTable(b.table, g.tail(blocks, i))
		} else {
			err = g.placePara(b.para)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// keepTogether turns the page when a chain of blocks that stay with the next does not fit in one piece with the beginning
// of what it stays with. Such paragraphs are not split: LibreOffice moves them whole.
func (g *pager) keepTogether(blocks []block, i int) error {
	if i < g.chain || !blocks[i].keepNext() {
		return nil
	}
	notes := g.notes
	end, j := g.together(blocks, i, g.y, g.after, g.extra, &notes)
	g.chain = j
	if end+notes.height() <= g.body || g.first {
		return nil
	}
	return g.turn()
}

// together is where a chain that begins with block i at y ends, the beginning of the block behind it included, and the index
// of that block; after and extra are what the paragraph above asks for.
func (g *pager) together(blocks []block, i int, y, after, extra twip, notes *noteArea) (end twip, next int) {
	for ; i < len(blocks) && blocks[i].keepNext(); i++ {
		h, a, e := g.whole(&blocks[i], y, after, extra, notes)
		y, after, extra = y+h, a, e
	}
	if i < len(blocks) {
		y += g.head(&blocks[i], y, after, extra, notes)
	}
	return y, i
}

// tail is the height that has to follow the last row of table i on its page, when the row asks to stay with what comes next:
// the closing sentence and the signature. Word honours that; LibreOffice only when every row of the table asks for it.
func (g *pager) tail(blocks []block, i int) twip {
	rows := blocks[i].table.rows
	if len(rows) == 0 || !rows[len(rows)-1].keepNext || blocks[i].keepNext() {
		return 0
	}
	notes := g.notes
	end, _ := g.together(blocks, i+1, 1, 0, 0, &notes) // 1: not at the top of a page
	return end - 1
}

// whole is the height of a block that stays in one piece, with the gap above it.
func (g *pager) whole(b *block, y, after, extra twip, notes *noteArea) (h, a, e twip) {
	if t := b.table; t != nil {
		h = g.tableGap(after, extra, y)
		for r := range t.rows {
			h += t.rows[r].height
		}
		return h + t.border, 0, 0
	}
	p := b.para
	for i := range p.lines {
		notes.want(g, p.lines[i].notes)
	}
	return g.gapAt(p, y, after, extra) + p.frame() + p.height(0, len(p.lines)), p.after, p.extra
}

// head is the height of the least part of a block that may begin on a page: two lines of a paragraph, the repeated rows and
// the first row of a table.
func (g *pager) head(b *block, y, after, extra twip, notes *noteArea) twip {
	if t := b.table; t != nil {
		h := g.tableGap(after, extra, y)
		for r := 0; r <= t.headers && r < len(t.rows); r++ {
			h += t.least(r)
		}
		return h + t.border
	}
	p := b.para
	n := len(p.lines)
	if !p.keepLines && n > 3 {
		n = 2
	}
	for i := range p.lines[:n] {
		notes.want(g, p.lines[i].notes)
	}
	return g.gapAt(p, y, after, extra) + p.frame() + p.height(0, n)
}

// gapAt is the space above a paragraph at y: none at the top of a page, unless the section begins there.
func (g *pager) gapAt(p *para, y, after, extra twip) twip {
	if y == 0 {
		if g.opened {
			return p.before
		}
		return 0
	}
	return p.gap(after, extra)
}

func (g *pager) tableGap(after, extra, y twip) twip {
	if y == 0 {
		return 0
	}
	return after + extra
}

// widow is how many lines of a paragraph stay together at its beginning and at its end (widow and orphan control).
const widow = 2

// placePara places a paragraph, over as many pages as it takes.
func (g *pager) placePara(p *para) error {
	for k := 0; k < len(p.lines); {
		y := g.y
		if k == 0 {
			y += g.gapAt(p, g.y, g.after, g.extra) + p.inset()
		}
		m := g.fitting(p, k, y)
		if m < len(p.lines)-k {
			m = g.splitAt(p, k, m)
		}
		if m > 0 {
			g.emitPara(p, k, k+m, y)
			k += m
		}
		if k < len(p.lines) {
			if err := g.turn(); err != nil {
				return err
			}
		}
	}
	return nil
}

// fitting counts the lines from k on that fit when the first stands at y. A line with marks needs room for two lines of
// each note. On an empty page at least one line fits, or nothing ever would.
func (g *pager) fitting(p *para, k int, y twip) int {
	notes := g.notes
	m := 0
	for i := k; i < len(p.lines); i++ {
		line := &p.lines[i]
		notes.want(g, line.notes)
		if y+line.height+notes.height() > g.body {
			break
		}
		notes.settle(g, line.notes, g.body-y-line.height, false)
		y += line.height + p.extra
		m++
	}
	if m == 0 && g.empty() {
		return 1
	}
	return m
}

// empty tells that the page has room if any page has: nothing stands on it, nor at its foot from the page before.
func (g *pager) empty() bool { return g.first && g.notes.used == 0 }

// splitAt lowers a split after m lines to one that leaves no widow and no orphan; 0 moves the paragraph to the next page.
func (g *pager) splitAt(p *para, k, m int) int {
	rest, fits := len(p.lines)-k-m, m
	if g.first && k == 0 {
		// The page is empty: moving on would not help.
		if rest < widow && m > widow {
			return m - (widow - rest)
		}
		return m
	}
	if k == 0 && (p.keepNext || p.keepLines) {
		return 0
	}
	if rest < widow {
		m -= widow - rest
	}
	if k == 0 && m < widow {
		return 0
	}
	if m <= 0 && g.first {
		return fits // moving on would not help here either
	}
	return max(m, 0)
}

// emitPara puts the lines from to to on the page, the first at y, and moves on below them.
func (g *pager) emitPara(p *para, from, to int, y twip) {
	if from == 0 {
		g.f.drawFrame(p, g.left, g.top+y)
		g.bookmark(p, y)
	}
	for i := from; i < to; i++ {
		line := &p.lines[i]
		g.f.emit(line, p, g.left, g.top+y)
		g.notes.settle(g, line.notes, g.body-y-line.height, true)
		y += line.height
		if i+1 < to {
			y += p.extra
		}
	}
	y += p.frame() - p.inset()
	g.y, g.after, g.extra, g.first = y, p.after, p.extra, false
}

// bookmark notes the paragraph in the outline when its style has a level.
func (g *pager) bookmark(p *para, y twip) {
	if p.outline == 0 || p.src == nil {
		return
	}
	title := outlineTitle(p.src)
	if title == "" {
		return
	}
	g.f.res.Outline = append(g.f.res.Outline, OutlineItem{
		Title: title, Level: p.outline, Page: len(g.f.res.Pages), Y: toEMU(g.top + y),
	})
}
