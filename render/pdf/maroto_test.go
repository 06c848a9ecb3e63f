package pdf

import (
	"bytes"
	"testing"

	"github.com/johnfercher/go-tree/node"
	"github.com/johnfercher/maroto/v2/pkg/components/col"
	"github.com/johnfercher/maroto/v2/pkg/components/page"
	"github.com/johnfercher/maroto/v2/pkg/components/row"
	"github.com/johnfercher/maroto/v2/pkg/core"
	"github.com/johnfercher/maroto/v2/pkg/core/entity"
	"github.com/johnfercher/maroto/v2/pkg/props"

	"vanban/document"
	"vanban/layout"
)

// The measurement of docs/adr/0001-maroto.md: the same file by way of maroto's tree of pages, rows, columns and
// components, rendered by a core.Provider of our own. It lives in a test so that maroto stays out of the binary.

// marotoProvider is a core.Provider over a job. Only what pages, rows and columns call is there; the nil interface panics
// on the rest.
type marotoProvider struct {
	core.Provider
	content *content
}

func (*marotoProvider) CreateRow(float64)                                       {}
func (*marotoProvider) CreateCol(float64, float64, *entity.Config, *props.Cell) {}
func (*marotoProvider) GetFontHeight(*props.Font) float64                       { return 0 }
func (*marotoProvider) GetLinesQuantity(string, *props.Text, float64) int       { return 0 }
func (*marotoProvider) AddText(string, *entity.Cell, *props.Text)               {}
func (p *marotoProvider) line(l *layout.Line)                                   { p.content.line(l) }
func (p *marotoProvider) strokes(pg *layout.Page)                               { p.content.strokes(pg) }

// marotoLine and marotoStrokes are components that put down what layout has placed.
type marotoLine struct {
	line   *layout.Line
	height float64
}

func (*marotoLine) SetConfig(*entity.Config) {}
func (l *marotoLine) GetStructure() *node.Node[core.Structure] {
	return node.New(core.Structure{Type: "line"})
}
func (l *marotoLine) GetHeight(core.Provider, *entity.Cell) float64 { return l.height }
func (l *marotoLine) Render(p core.Provider, _ *entity.Cell)        { p.(*marotoProvider).line(l.line) }

type marotoStrokes struct{ page *layout.Page }

func (*marotoStrokes) SetConfig(*entity.Config) {}
func (s *marotoStrokes) GetStructure() *node.Node[core.Structure] {
	return node.New(core.Structure{Type: "strokes"})
}
func (*marotoStrokes) GetHeight(core.Provider, *entity.Cell) float64 { return 0 }
func (s *marotoStrokes) Render(p core.Provider, _ *entity.Cell) {
	p.(*marotoProvider).strokes(s.page)
}

// writeByMaroto is Writer.Write with maroto's tree between layout and the content writer. With rowPerLine each line is a
// row, as maroto's own documents are built; else a page is one row with one column.
func writeByMaroto(w *Writer, res *layout.Result, info document.Info, rowPerLine bool) ([]byte, error) {
	j := w.jobs.Get().(*job)
	defer w.jobs.Put(j)
	defer j.release()
	j.begin(res, &info)
	provider := &marotoProvider{content: &j.content}
	config := &entity.Config{MaxGridSize: 12}
	for i := range res.Pages {
		p := &res.Pages[i]
		j.content.beginPage(p)
		pg := page.New()
		if rowPerLine {
			pg.Add(row.New(0).Add(col.New(12).Add(&marotoStrokes{p})))
			last := document.EMU(0)
			for k := range p.Lines {
				l := &p.Lines[k]
				height := (l.Y - last).Millimetres()
				pg.Add(row.New(height).Add(col.New(12).Add(&marotoLine{l, height})))
				last = l.Y
			}
		} else {
			c := col.New(12).Add(&marotoStrokes{p})
			for k := range p.Lines {
				c.Add(&marotoLine{&p.Lines[k], 0})
			}
			pg.Add(row.New(p.Height.Millimetres()).Add(c))
		}
		pg.SetConfig(config)
		pg.SetNumber(i+1, len(res.Pages))
		pg.Render(provider, entity.NewRootCell(p.Width.Millimetres(), p.Height.Millimetres(), entity.Margins{}))
		j.content.endPage()
		if err := j.endPage(p); err != nil {
			return nil, err
		}
	}
	return j.file(j.endPart(res))
}

// The comparison measures the same work only if it gives the same file.
func TestMarotoWritesTheSameFile(t *testing.T) {
	res, info := plan(t)
	w := newWriter(t)
	direct, err := w.Write(res, info)
	if err != nil {
		t.Fatal(err)
	}
	for _, rowPerLine := range []bool{false, true} {
		got, err := writeByMaroto(w, res, info, rowPerLine)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, direct) {
			t.Errorf("row per line %v: the file differs", rowPerLine)
		}
	}
}

// BenchmarkPath compares the paths from placed lines to the file.
func BenchmarkPath(b *testing.B) {
	res, info := plan(b)
	w := newWriter(b)
	for _, path := range []struct {
		name  string
		write func() ([]byte, error)
	}{
		{"direct", func() ([]byte, error) { return w.Write(res, info) }},
		{"maroto-row-per-page", func() ([]byte, error) { return writeByMaroto(w, res, info, false) }},
		{"maroto-row-per-line", func() ([]byte, error) { return writeByMaroto(w, res, info, true) }},
	} {
		b.Run(path.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := path.write(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
