package render_test

import (
	"bytes"
	"context"
	"os"
	"testing"

	"vanban/document"
	"vanban/internal/referee"
	"vanban/render"
)

func TestParts(t *testing.T) {
	s, err := render.New(render.Options{MaxPages: 40})
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	data, err := os.ReadFile("../templates/kehoach/samples/ubnd-dak-ha-2023.json")
	if err != nil {
		t.Fatal(err)
	}
	built := s.Catalog().Build(data)
	part, problems, err := s.Part(ctx, built)
	if err != nil || problems.Fatal() {
		t.Fatal(problems, err)
	}
	single, err := s.Single(part)
	if err != nil {
		t.Fatal(err)
	}
	res, err := s.Files(ctx, built, render.PDF)
	if err != nil || !bytes.Equal(res.Files[0], single) || res.Pages != part.Pages() {
		t.Errorf("the part's file is not the document's (%v)", err)
	}
	var out bytes.Buffer
	b := s.Bind(&out, document.Info{Title: "Hai bản"})
	for range 2 {
		if err := b.Add(part, "Kế hoạch"); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if err := referee.QPDFCheck(t, out.Bytes()); err != nil {
		t.Error(err)
	}

	if part, problems, err := s.Part(ctx, s.Catalog().Build([]byte("{"))); part != nil || !problems.Fatal() || err != nil {
		t.Errorf("broken JSON: %v, %v, %v", part, problems, err)
	}
	short, err := render.New(render.Options{MaxPages: 1})
	if err != nil {
		t.Fatal(err)
	}
	if part, problems, err := short.Part(ctx, built); part != nil || !problems.Fatal() || err != nil {
		t.Errorf("too long: %v, %v, %v", part, problems, err)
	}
}
