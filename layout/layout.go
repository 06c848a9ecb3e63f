package layout

import (
	"context"
	"fmt"

	"vanban/document"
	"vanban/fonts"
	"vanban/thethuc"
)

// Engine lays documents out in one set of fonts. It is safe for concurrent use.
type Engine struct {
	cache cache
}

// New returns an engine for the fonts.
func New(set *fonts.Set) *Engine {
	return &Engine{cache: cache{fonts: set}}
}

// Layout places the document on pages. It fails on a tree that no writer could write (an unknown block, a table inside a
// cell, a note that is not there) and when ctx ends, which it looks at once a page.
func (e *Engine) Layout(ctx context.Context, doc *document.Document, sheet *thethuc.Sheet) (*Result, error) {
	f := &flow{cache: &e.cache, ctx: ctx, doc: doc, sheet: sheet, res: &Result{}}
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
		n, err := f.section(i, s, number)
		if err != nil {
			return nil, err
		}
		number = n
	}
	return f.res, nil
}

// flow is the state of laying out one document. Lines and spans live in two slices that only grow, so that a document costs
// a handful of allocations.
type flow struct {
	cache *cache
	ctx   context.Context
	doc   *document.Document
	sheet *thethuc.Sheet
	res   *Result

	fill     filler
	known    [document.FaceCount][maxHalfPoints]*metrics
	lines    []textLine
	spans    []Span
	paras    []para
	placed   []Line
	strokes  []Stroke
	marks    []int32 // footnotes in the order of their marks, cut into the lines that hold them
	artifact int32
	notes    []*noteBox // set when they are first asked for
	noteNode []int32    // node of the paragraph that marks each note
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
	}
	n := bytes/70 + paras + 16
	f.lines = make([]textLine, 0, n)
	f.spans = make([]Span, 0, n+n/2)
	f.paras = make([]para, 0, paras+8)
	f.placed = make([]Line, 0, n)
	f.notes = make([]*noteBox, len(f.doc.Notes))
	f.noteNode = make([]int32, len(f.doc.Notes))
	f.res.Nodes = make([]Node, 0, 2*paras+16)
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
