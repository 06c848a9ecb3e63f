package layout

import (
	"strconv"

	"vanban/document"
)

// The footnote area as LibreOffice sets it: the separator's paragraph is 124 twips high, and the line in it begins 57 below
// its top, half a point thick and a quarter of the text width long.
const (
	noteHead      twip = 124
	noteLineTop   twip = 57
	noteLineThick twip = 10
	noteLineShare twip = 4
)

// noteArea is the foot of the open page. As a value it serves to try what would fit.
type noteArea struct {
	used   twip // height of what stands in it, the separator's head included
	wanted twip // at least needed by marks that are being tried
	parts  []notePart
	carry  []notePart // what did not fit and opens the next page's area
}

// notePart is a note, or as much of it as stands on one page.
type notePart struct {
	note     int32
	from, to int // lines of the note, counted through its paragraphs
}

// noteBox is a note set in lines. Its paragraphs follow without a gap.
type noteBox struct {
	lines []noteLine
}

type noteLine struct {
	line *textLine
	para *para
}

func (n *noteArea) height() twip { return n.used + n.wanted }

// want asks for two lines of each note: with less LibreOffice moves the mark's line to the next page.
func (n *noteArea) want(g *pager, notes []int32) {
	for _, i := range notes {
		if n.used+n.wanted == 0 {
			n.wanted = noteHead
		}
		n.wanted += g.note(i).height(0, widow)
	}
}

// settle gives the wanted notes as many lines as the room for the area holds; the rest is carried to the next page.
func (n *noteArea) settle(g *pager, notes []int32, room twip, keep bool) {
	for _, i := range notes {
		if n.used == 0 {
			n.used = noteHead
			n.wanted = max(n.wanted-noteHead, 0)
		}
		n.wanted = max(n.wanted-g.note(i).height(0, widow), 0)
		n.take(g, notePart{note: i, to: len(g.note(i).lines)}, room, keep)
	}
}

// take adds as much of the part as fits, and nothing once a part had to be carried.
func (n *noteArea) take(g *pager, p notePart, room twip, keep bool) {
	box := g.note(p.note)
	to := p.from
	for to < p.to && n.used+box.lines[to].line.height <= room && len(n.carry) == 0 {
		n.used += box.lines[to].line.height
		to++
	}
	if !keep {
		return
	}
	if to > p.from {
		n.parts = append(n.parts, notePart{p.note, p.from, to})
	}
	if to < p.to {
		n.carry = append(n.carry, notePart{p.note, to, p.to})
	}
}

func (b *noteBox) height(from, most int) twip {
	h := 0
	for i := from; i < len(b.lines) && i < from+most; i++ {
		h += b.lines[i].line.height
	}
	return h
}

// note sets a note in lines when it is first asked for, in the width of the section that marks it.
func (g *pager) note(i int32) *noteBox {
	if b := g.f.notes[i]; b != nil {
		return b
	}
	b := new(noteBox)
	g.f.notes[i] = b
	node := g.f.node(Node{Kind: NoteNode, Parent: g.f.noteNode[i], Note: i})
	for k := range g.f.doc.Notes[i].Paragraphs {
		src := &g.f.doc.Notes[i].Paragraphs[k]
		p := g.f.newPara(document.ChuThich, g.width)
		p.node = g.f.node(Node{Kind: ParagraphNode, Parent: node, Role: document.ChuThich, Pointer: src.Pointer})
		with := *src
		with.Role = document.ChuThich
		if k == 0 {
			with.Runs = append([]document.Run{
				{Text: strconv.Itoa(int(i) + 1), Style: document.DauGhiChu}, {Text: " "},
			}, src.Runs...)
		}
		g.f.fillLines(p, &with)
		for j := range p.lines {
			b.lines = append(b.lines, noteLine{&p.lines[j], p})
		}
	}
	return b
}

// drawNotes sets the page's notes above the lower edge of the text area.
func (g *pager) drawNotes() {
	if g.notes.used == 0 {
		return
	}
	y := g.top + g.body - g.notes.used
	line := toEMU(y) + toEMU(noteLineTop) + toEMU(noteLineThick)/2
	g.f.strokes = append(g.f.strokes, Stroke{
		X1: toEMU(g.left), Y1: line, X2: toEMU(g.left + g.width/noteLineShare), Y2: line, Weight: toEMU(noteLineThick),
	})
	y += noteHead
	for _, part := range g.notes.parts {
		for _, l := range g.note(part.note).lines[part.from:part.to] {
			g.f.emit(l.line, l.para, g.left, y)
			y += l.line.height
		}
	}
}
