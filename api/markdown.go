package api

import (
	"io/fs"
	"path"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"vanban/docs"
)

// markdown reads our own guides: HTML in them is left out, as goldmark does unless told otherwise.
var markdown = goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithParserOptions(
	parser.WithAutoHeadingID(), parser.WithASTTransformers(util.Prioritized(served{}, 0))))

// served leads the links of a guide, which are those of the repository, to the pages of the service. What the service does not
// have stays as text: a dead link on a closed network is worse than none.
type served struct{}

// Transform is called by goldmark with every guide.
func (served) Transform(doc *ast.Document, reader text.Reader, _ parser.Context) {
	var dead []*ast.Link
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if link, ok := n.(*ast.Link); ok && entering {
			to := target(string(link.Destination))
			if to == "" {
				dead = append(dead, link)
			}
			link.Destination = []byte(to)
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
