package layout

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"vanban/document"
	"vanban/fonts"
	"vanban/thethuc"
)

// Engine lays documents out in one set of fonts. It is safe for concurrent use.
type Engine struct {
	// MaxPages is where a document is given up with [ErrTooManyPages]; 0 is nowhere. Set it before the first use.
	MaxPages int

	cache   cache
	scratch sync.Pool // of *scratch
	results sync.Pool // of *Result
}

// New returns an engine for the fonts.
func New(set *fonts.Set) *Engine {
	return &Engine{
		cache:   cache{fonts: set},
		scratch: sync.Pool{New: func() any { return new(scratch) }},
		results: sync.Pool{New: func() any { return new(Result) }},
	}
}

// ErrTooManyPages says that a document goes on beyond the engine's MaxPages.
var ErrTooManyPages = errors.New("layout: too many pages")

// Release gives the memory of a result back to the engine that made it, for the next document. Nothing of the result may be
// used afterwards. Releasing is a courtesy: what is not released is garbage like anything else.
func (e *Engine) Release(r *Result) {
	clear(r.lines)
	clear(r.spans)
	clear(r.Nodes)
	clear(r.Pages)
	clear(r.Outline)
	*r = Result{
		Pages: r.Pages[:0], Nodes: r.Nodes[:0], Outline: r.Outline[:0],
		lines: r.lines[:0], spans: r.spans[:0], strokes: r.strokes[:0],
	}
	e.results.Put(r)
}

// scratch is what a layout needs only while it runs, kept for the next one.
type scratch struct {
	fill  filler
	lines []textLine
	paras []para
	marks []int32 // footnotes in the order of their marks, cut into the lines that hold them
	// known are metrics that were looked up before: they stay the same for the life of the engine.
	known [document.FaceCount][maxHalfPoints]*metrics
}

// release empties the scratch, so that it holds on to no document, and gives it back.
func (e *Engine) release(s *scratch) {
	clear(s.lines)
	clear(s.paras)
	clear(s.fill.scan.texts)
	s.lines, s.paras, s.marks = s.lines[:0], s.paras[:0], s.marks[:0]
	s.fill = filler{scan: scanner{
		texts: s.fill.scan.texts[:0], metrics: s.fill.scan.metrics[:0],
		pieces: s.fill.scan.pieces[:0],
	}}
	e.scratch.Put(s)
}

// Layout places the document on pages. It fails on a tree that no writer could write (an unknown block, a table inside a
// cell, a note that is not there), with [ErrTooManyPages], and when ctx ends, which it looks at once a block and once a page.
func (e *Engine) Layout(ctx context.Context, doc *document.Document, sheet *thethuc.Sheet) (*Result, error) {
	f := &flow{cache: &e.cache, ctx: ctx, maxPages: e.MaxPages, doc: doc, sheet: sheet, res: e.results.Get().(*Result), scratch: e.scratch.Get().(*scratch)}
	defer e.release(f.scratch)
	f.fill.f = f
	f.reserve()
	root := f.node(Node{Kind: DocumentNode, Parent: -1})
	f.artifact = f.node(Node{Kind: ArtifactNode, Parent: root})
	number := 0
	for i := range doc.Sections {
		s := &doc.Sections[i]
		if s.Restart {
			number = 0
		}
		section := f.section
		if s.Plate != nil {
			section = f.plate
		}
		n, err := section(i, s, number)
		if err != nil {
			return nil, err
		}
		number = n
	}
	if f.stopped != nil { // in a footnote, or at the foot of a page
		return nil, fmt.Errorf("layout: %w", f.stopped)
	}
	f.res.lines, f.res.spans, f.res.strokes = f.placed, f.spans, f.strokes
	return f.res, nil
}

// flow is the state of laying out one document. Lines and spans live in two slices that only grow, so that a document costs
// a handful of allocations.
type flow struct {
	cache    *cache
	ctx      context.Context
	maxPages int
	stopped  error // why no more lines are set
	doc      *document.Document
	sheet    *thethuc.Sheet
	res      *Result

	*scratch
	spans    []Span
	placed   []Line
	strokes  []Stroke
	artifact int32
	// repeating: what is drawn repeats a table's header and is no text of its own.
	repeating bool
	notes     []*noteBox // set when they are first asked for
	noteNode  []int32    // node of the paragraph that marks each note
}

// maxHalfPoints bounds the sizes that are looked up without a lock.
const maxHalfPoints = 64

// metrics returns the measures of a face at a size.
func (f *flow) metrics(face document.Face, size document.EMU) *metrics {
	i := int(size / document.HalfPoint)
	if size%document.HalfPoint != 0 || i >= maxHalfPoints {
		return f.cache.get(face, size)
	}
	m := f.known[face][i]
	if m == nil {
		m = f.cache.get(face, size)
		f.known[face][i] = m
	}
	return m
}

// reserve makes room after a look at how much text there is: a line of running text holds some eighty bytes.
func (f *flow) reserve() {
	bytes, paras := 0, 0
	for i := range f.doc.Sections {
		b, p := weigh(f.doc.Sections[i].Blocks)
		bytes, paras = bytes+b, paras+p
		if plate := f.doc.Sections[i].Plate; plate != nil {
			paras += 3 * len(plate.Boxes)
		}
	}
	n := bytes/70 + paras + 16
	f.spans = slices.Grow(f.res.spans, n+n/4)
	f.strokes = f.res.strokes
	f.placed = slices.Grow(f.res.lines, n)
	f.notes = make([]*noteBox, len(f.doc.Notes))
	f.noteNode = make([]int32, len(f.doc.Notes))
	f.res.Nodes = slices.Grow(f.res.Nodes, 2*paras+16)
}

func weigh(blocks []document.Block) (bytes, paras int) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *document.Paragraph:
			paras++
			for i := range b.Runs {
				bytes += len(b.Runs[i].Text)
			}
		case *document.Rule:
			paras++
		case *document.Table:
			for r := range b.Rows {
				for c := range b.Rows[r].Cells {
					x, p := weigh(b.Rows[r].Cells[c].Blocks)
					bytes, paras = bytes+x, paras+p
				}
			}
		}
	}
	return bytes, paras
}

// node appends a node and returns its index.
func (f *flow) node(n Node) int32 {
	f.res.Nodes = append(f.res.Nodes, n)
	return int32(len(f.res.Nodes) - 1)
}

func badBlock(b document.Block) error { return fmt.Errorf("layout: no rule for a block of type %T", b) }
