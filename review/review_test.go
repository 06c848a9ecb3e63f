package review_test

import (
	"context"
	"strings"
	"testing"

	"vanban/internal/samples"
	"vanban/read"
	"vanban/read/docx"
	"vanban/render"
	"vanban/review"
)

func service(t testing.TB) (*render.Service, *review.Service) {
	t.Helper()
	r, err := render.New(render.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s, err := review.New(r)
	if err != nil {
		t.Fatal(err)
	}
	return r, s
}

// TestPointers: where a document came as JSON, every place of the report names the value that stands there. Each paragraph of a sample is
// found by its ordinal in the DOCX and has the text of the tree's paragraph with the same pointer.
func TestPointers(t *testing.T) {
	r, _ := service(t)
	for _, s := range samples.Documents(t) {
		built := r.Catalog().Build(s.JSON)
		if built.Doc == nil {
			t.Fatalf("%s: %v", s.Name, built.Problems)
		}
		made, err := r.Files(context.Background(), built, render.DOCX)
		if err != nil {
			t.Fatal(err)
		}
		m, err := docx.Read(t.Context(), made.Files[0])
		if err != nil {
			t.Fatal(err)
		}
		list := review.ParagraphsOf(built.Doc)
		seen := 0
		walk(m.Blocks, func(p *read.Paragraph) {
			n := p.Place.Paragraph
			if p.Place.Part != "" || n == 0 || n > len(list) {
				t.Errorf("%s: paragraph %d of %d", s.Name, n, len(list))
				return
			}
			var b strings.Builder
			for _, run := range p.Runs {
				b.WriteString(run.Text)
			}
			want := ""
			if list[n-1] != nil {
				want = list[n-1].PlainText()
			}
			if squeeze(b.String()) != squeeze(want) {
				t.Errorf("%s: paragraph %d is %q, the tree has %q", s.Name, n, b.String(), want)
			}
			seen++
		})
		if seen < 10 {
			t.Errorf("%s: only %d paragraphs were seen", s.Name, seen)
		}
	}
}

func walk(blocks []read.Block, do func(*read.Paragraph)) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *read.Paragraph:
			do(b)
		case *read.Table:
			for i := range b.Rows {
				for j := range b.Rows[i].Cells {
					walk(b.Rows[i].Cells[j].Blocks, do)
				}
			}
		}
	}
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

// TestCheckJSON names the fault's place in the JSON.
func TestCheckJSON(t *testing.T) {
	_, s := service(t)
	res, err := s.Check(t.Context(), []byte(`{"type":"ke-hoach","organ":{"name":"SỞ NỘI VỤ"},"code":{"number":"42","notation":"KH-SNV"},"place":"An Bình",
		"date":"2026-04-05","subject":"Trồng cây","body":["Sở Nội vụ ban hành Kế hoạch như sau:",{"item":"Trồng 100 cây theo Khoản 2 Điều 5 của Luật Lâm nghiệp."}],
		"signer":{"position":"GIÁM ĐỐC","name":"Nguyễn Văn A"},"recipients":["Lưu: VT"]}`))
	if err != nil || res.Report == nil {
		t.Fatalf("%v, %+v", err, res)
	}
	for i := range res.Report.Results {
		if r := &res.Report.Results[i]; r.Rule.ID == "VH-1" {
			if len(r.Findings) == 0 || r.Findings[0].Place.Pointer != "/body/1" {
				t.Errorf("VH-1: %+v", r.Findings)
			}
			return
		}
	}
	t.Error("no rule VH-1")
}

func TestSniff(t *testing.T) {
	for start, want := range map[string]review.Format{
		"PK\x03\x04": review.DOCX, "\xd0\xcf\x11\xe0\xa1": review.DOCX, "%PDF-1.7": review.PDF, "\r\n%PDF-1.4": review.PDF,
		"{": review.JSON, "\ufeff \n{\"type\":": review.JSON, "": review.Unknown, "KẾ HOẠCH": review.Unknown, "[1]": review.Unknown,
	} {
		if got := review.Sniff([]byte(start)); got != want {
			t.Errorf("%q: %d, want %d", start, got, want)
		}
	}
}
