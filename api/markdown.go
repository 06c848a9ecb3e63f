package api

import (
	"bytes"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"vanban/docs"
	"vanban/render"
)

// markdown reads our own guides: HTML in them is left out, as goldmark does unless told otherwise.
var markdown = goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithParserOptions(
	parser.WithAutoHeadingID(), parser.WithASTTransformers(util.Prioritized(served{}, 0))))

// convert turns a guide into HTML and returns its sections beside it.
func convert(source []byte) (html string, sections []section, err error) {
	var out bytes.Buffer
	doc := markdown.Parser().Parse(text.NewReader(source), parser.WithContext(parser.NewContext(parser.WithIDs(&headingIDs{taken: map[string]bool{}}))))
	if err := markdown.Renderer().Render(&out, source, doc); err != nil {
		return "", nil, err
	}
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok && h.Level == 2 {
			id, _ := h.AttributeString("id")
			name, _ := id.([]byte)
			sections = append(sections, section{ID: string(name), Title: string(h.Lines().Value(source))})
		}
	}
	return scrolling.Replace(out.String()), sections, nil
}

// scrolling lets the keyboard reach what is wider than a small screen (WCAG 2.2, 2.1.1). Guides have no HTML of their own, so
// that these are goldmark's.
var scrolling = strings.NewReplacer("<table>", `<div class="wide" tabindex="0"><table>`, "</table>", "</table></div>", "<pre>", `<pre tabindex="0">`)

// section is a part of a page that can be linked to.
type section struct{ ID, Title string }

// headingIDs makes the ids of headings from their words without marks; goldmark's own drop every letter that has one.
type headingIDs struct{ taken map[string]bool }

// Generate is called by goldmark with the text of each heading.
func (h *headingIDs) Generate(value []byte, _ ast.NodeKind) []byte {
	id := strings.ToLower(render.ASCIIFileName(strings.ReplaceAll(string(value), ".", "")))
	for h.taken[id] {
		id += "-"
	}
	h.taken[id] = true
	return []byte(id)
}

// Put is called by goldmark with ids that the source gives itself.
func (h *headingIDs) Put(value []byte) { h.taken[string(value)] = true }

// served leads the links of a guide, which are those of the repository, to the pages of the service. What the service does not
// have stays as text: a dead link on a closed network is worse than none.
type served struct{}

// Transform is called by goldmark with every guide.
func (served) Transform(doc *ast.Document, reader text.Reader, _ parser.Context) {
	var dead []*ast.Link
	var spent []ast.Node
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if link, ok := n.(*ast.Link); ok && entering {
			to := target(string(link.Destination))
			if to == "" {
				dead = append(dead, link)
			}
			link.Destination = []byte(to)
		}
		if id, heading := anchored(n, reader.Source()); entering && heading != nil {
			heading.SetAttributeString("id", id)
			spent = append(spent, n)
		}
		return ast.WalkContinue, nil
	})
	for _, link := range dead {
		parent := link.Parent()
		for child := link.FirstChild(); child != nil; child = link.FirstChild() {
			parent.InsertBefore(parent, link, child)
		}
		parent.RemoveChild(parent, link)
	}
	for _, n := range spent {
		n.Parent().RemoveChild(n.Parent(), n)
	}
}

var anchor = regexp.MustCompile(`^<a id="([\w-]+)">$`)

// anchored returns the heading that <a id="…"></a> on the line before gives a name to, and the name: what other places of the
// guide call it, where its own words would not do.
func anchored(n ast.Node, source []byte) ([]byte, *ast.Heading) {
	if n.Kind() != ast.KindParagraph {
		return nil, nil
	}
	tag, _ := n.FirstChild().(*ast.RawHTML)
	heading, _ := n.NextSibling().(*ast.Heading)
	if tag == nil || heading == nil || n.ChildCount() != 2 {
		return nil, nil
	}
	id := anchor.FindSubmatch(tag.Segments.Value(source))
	if id == nil {
		return nil, nil
	}
	return id[1], heading
}

// target returns where a link of the repository leads in the service, empty for nowhere.
func target(link string) string {
	if strings.HasPrefix(link, "#") || strings.HasPrefix(link, "/") || strings.Contains(link, "://") {
		return link
	}
	file, fragment, found := strings.Cut(link, "#")
	if found {
		fragment = "#" + fragment
	}
	for _, g := range guidePages {
		if g.file == file {
			return strings.TrimSuffix("/docs/"+g.path, "/") + fragment
		}
	}
	if info, err := fs.Stat(docs.Files, file); err == nil && !info.IsDir() {
		return "/docs/" + path.Base(file)
	}
	return ""
}
