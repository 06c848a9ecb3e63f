package anatomy_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"vanban/document"
	"vanban/internal/samples"
	"vanban/read"
	"vanban/read/docx"
	"vanban/read/pdf"
	"vanban/render"
)

// seenOnly are the samples whose PDF does not show all: in one the signers of a column stand in one cell, in the other no line is full, so
// that nothing shows where paragraphs end.
var seenOnly = map[string]bool{"features/71-signers-grid": true, "features/19-numbering-default": true}

// The same through files: what a reader makes of our own DOCX has the roles of the tree that it was written from.
func TestRolesOfFiles(t *testing.T) {
	service, err := render.New(render.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range samples.Documents(t) {
		t.Run(s.Name, func(t *testing.T) {
			formats := 2
			if seenOnly[s.Name] {
				formats = 1
			}
			built := service.Catalog().Build(s.JSON)
			want := withoutUnnumbered(treeLines(built.Doc), true)
			res, err := service.Files(context.Background(), built, render.DOCX, render.PDF)
			if err != nil {
				t.Fatal(err)
			}
			for i, reader := range []func(context.Context, []byte) (*read.Manuscript, error){docx.Read, pdf.Read}[:formats] {
				m, err := reader(context.Background(), res.Files[i])
				if err != nil {
					t.Fatal(err)
				}
				d := analyze(t, m)
				if m.Source == read.PDF {
					withoutUnnumbered(want, false)
					compareTexts(t, want, foundLines(d))
				} else {
					compareRoles(t, want, foundLines(d))
				}
				if len(d.Loose) > 0 {
					t.Errorf("loose: %q", d.Loose[0].Shown())
				}
			}
		})
	}
}

// compareTexts compares what stands in each role, whatever its order among the others: what stands side by side on a page has none.
func compareTexts(t *testing.T, want, got []roleLine) {
	t.Helper()
	collect := func(list []roleLine) (texts [document.RoleCount]string) {
		var lines [document.RoleCount][]string
		for _, l := range list {
			lines[l.Role] = append(lines[l.Role], l.Text)
		}
		for r := range lines {
			if role := document.Role(r); role == document.CoQuanKy || role == document.QuyenHan || role == document.HoTen {
				slices.Sort(lines[r]) // of several signers, a column may come before a row
			}
			texts[r] = strings.Join(lines[r], "")
		}
		return texts
	}
	a, b := collect(want), collect(got)
	for r := range a {
		if a[r] != b[r] {
			i := 0
			for i < len(a[r]) && i < len(b[r]) && a[r][i] == b[r][i] {
				i++
			}
			i = max(0, i-30)
			t.Errorf("PDF %s\n want …%.160s\n  got …%.160s", roleName(document.Role(r)), a[r][i:], b[r][i:])
		}
	}
}
