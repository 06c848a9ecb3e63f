package svg_test

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"vanban/document"
	"vanban/fonts"
	"vanban/internal/referee"
	"vanban/layout"
	"vanban/render/svg"
	"vanban/templates/catalog"
	"vanban/thethuc"
)

// plan is the document that speed is stated for.
const plan = "templates/kehoach/samples/ubnd-dak-ha-2023.json"

func embedded(tb testing.TB) *fonts.Set {
	tb.Helper()
	set, err := fonts.Embedded()
	if err != nil {
		tb.Fatal(err)
	}
	return set
}

func newWriter(tb testing.TB) *svg.Writer {
	tb.Helper()
	w, err := svg.New(embedded(tb))
	if err != nil {
		tb.Fatal(err)
	}
	return w
}

func write(tb testing.TB, res *layout.Result, info document.Info, page int) []byte {
	tb.Helper()
	out, err := newWriter(tb).Write(res, info, page)
	if err != nil {
		tb.Fatal(err)
	}
	return out
}

var types = sync.OnceValues(func() (*catalog.Catalog, error) {
	set, err := fonts.Embedded()
	if err != nil {
		return nil, err
	}
	return catalog.New(thethuc.ND30(), set, catalog.Options{})
})

// sample lays out a sample of the repository.
func sample(tb testing.TB, path string) (*layout.Result, document.Info) {
	tb.Helper()
	data, err := os.ReadFile(filepath.Join(referee.Root(tb), filepath.FromSlash(path)))
	if err != nil {
		tb.Fatal(err)
	}
	c, err := types()
	if err != nil {
		tb.Fatal(err)
	}
	built := c.Build(data)
	if built.Doc == nil {
		tb.Fatalf("%s: %+v", path, built.Problems)
	}
	res, err := layout.New(embedded(tb)).Layout(context.Background(), built.Doc, built.Sheet)
	if err != nil {
		tb.Fatalf("%s: %v", path, err)
	}
	return res, built.Doc.Info
}

// samples returns the paths of all samples.
func samples(t *testing.T) []string {
	t.Helper()
	root := referee.Root(t)
	var all []string
	for _, pattern := range []string{"templates/*/samples/*.json", "testdata/features/*.json"} {
		found, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(pattern)))
		if err != nil || len(found) == 0 {
			t.Fatalf("no samples match %s (%v)", pattern, err)
		}
		for _, f := range found {
			rel, err := filepath.Rel(root, f)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, filepath.ToSlash(rel))
		}
	}
	return all
}

// sheet builds a layout.Result by hand. Node 1 is a paragraph with a pointer, 2 an artifact, 3 a paragraph of fixed wording.
type sheet struct {
	set *fonts.Set
	res layout.Result
}

func newSheet(tb testing.TB) *sheet {
	return &sheet{set: embedded(tb), res: layout.Result{Nodes: []layout.Node{
		{Kind: layout.DocumentNode}, {Kind: layout.ParagraphNode, Pointer: "/body/0"}, {Kind: layout.ArtifactNode}, {Kind: layout.ParagraphNode},
	}}}
}

func (s *sheet) page() *layout.Page {
	s.res.Pages = append(s.res.Pages, layout.Page{Width: document.MM(210), Height: document.MM(297), Number: len(s.res.Pages) + 1})
	return &s.res.Pages[len(s.res.Pages)-1]
}

// span is a stretch of unstretched text, x behind what stands before it.
func (s *sheet) span(x document.EMU, text string, face document.Face, size float64) layout.Span {
	pt := document.Pt(size)
	span := layout.Span{Text: text, Face: face, Size: pt, X: x}
	if face < document.FaceCount {
		span.Width = s.set.TextWidth(text, face, pt)
	}
	return span
}

// stretched is a span whose spaces are wider.
func (s *sheet) stretched(text string, word float64) layout.Span {
	span := s.span(0, text, document.Regular, 14)
	span.Word = document.Pt(word)
	span.Width += span.Word * document.EMU(strings.Count(text, " "))
	return span
}

// put sets one line of spans behind each other.
func (s *sheet) put(p *layout.Page, x, y float64, spans ...layout.Span) *layout.Line {
	at := document.EMU(0)
	for i := range spans {
		spans[i].X += at
		at = spans[i].X + spans[i].Width
	}
	p.Lines = append(p.Lines, layout.Line{X: document.MM(x), Y: document.MM(y), Node: 1, Spans: spans})
	return &p.Lines[len(p.Lines)-1]
}

// element is an element of a written file with what is in it.
type element struct {
	name string
	attr map[string]string
	text string // with that of its children
	kids []*element
}

// parse reads a file strictly: anything that is not well-formed fails.
func parse(t *testing.T, file []byte) *element {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(string(file)))
	root := &element{}
	open := []*element{root}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("not well-formed: %v", err)
		}
		switch v := token.(type) {
		case xml.StartElement:
			e := &element{name: v.Name.Local, attr: map[string]string{}}
			if v.Name.Space != "http://www.w3.org/2000/svg" {
				t.Fatalf("<%s> is in namespace %q", v.Name.Local, v.Name.Space)
			}
			for _, a := range v.Attr {
				e.attr[a.Name.Local] = a.Value
			}
			parent := open[len(open)-1]
			parent.kids = append(parent.kids, e)
			open = append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			for _, e := range open {
				e.text += string(v)
			}
		default:
			t.Fatalf("a %T", token)
		}
	}
	if len(root.kids) != 1 {
		t.Fatalf("%d root elements", len(root.kids))
	}
	return root.kids[0]
}

func (e *element) walk(f func(*element)) {
	f(e)
	for _, k := range e.kids {
		k.walk(f)
	}
}

// all returns the elements with a name, in their order.
func (e *element) all(name string) (list []*element) {
	e.walk(func(e *element) {
		if e.name == name {
			list = append(list, e)
		}
	})
	return list
}
