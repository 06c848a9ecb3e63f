package batch

import (
	"context"
	"errors"

	"vanban/document"
	"vanban/render"
	"vanban/render/pdf"
	"vanban/templates/catalog"
)

// draw lays out a document and makes the files of it that the batch wants. The problems are the document's with what its pages add.
func (j *Job) draw(ctx context.Context, res *Result, built *catalog.Built) (problems document.Problems, err error) {
	problems = built.Problems
	if j.spec.Files.Merged || j.spec.Files.PDF {
		if res.part, problems, err = j.maker.render.Part(ctx, built); err != nil || problems.Fatal() {
			return problems, err
		}
		res.Pages = res.part.Pages()
	}
	if j.spec.Files.DOCX {
		out, err := j.maker.render.Files(ctx, built, render.DOCX)
		if err != nil {
			return nil, err
		}
		if problems = out.Problems; !problems.Fatal() {
			res.DOCX = out.Files[0]
		}
	}
	return problems, nil
}

// pages returns the part as a value, whether the row was made here or came from another process.
func (r *Result) pages() (*pdf.Part, error) {
	if r.part == nil {
		part, err := pdf.UnmarshalPart(r.Part)
		if err != nil {
			return nil, err
		}
		r.part = part
	}
	return r.part, nil
}

// show has a part shown in a file. Where another process made the part, this one may not have its design or picture at hand: the row is
// then made once more here, which brings it.
func (w *writing) show(ctx context.Context, res *Result, in func(*pdf.Part) error) error {
	part, err := res.pages()
	if err != nil {
		return err
	}
	if err = in(part); !errors.Is(err, pdf.ErrAsset) {
		return err
	}
	for row, patch := range w.list.Items {
		if row == res.Row {
			if _, err := w.job.Make(ctx, row, patch); err != nil {
				return err
			}
			break
		}
	}
	return in(part)
}
