package pdf

import (
	"testing"

	"vanban/document"
	"vanban/render"
)

func tree(t *testing.T, data []byte) *document.Document {
	t.Helper()
	s, err := render.New(render.Options{})
	if err != nil {
		t.Fatal(err)
	}
	built := s.Catalog().Build(data)
	if built.Doc == nil {
		t.Fatal(built.Problems)
	}
	return built.Doc
}
