package batch

import (
	"context"
	"fmt"
	"iter"

	"vanban/award"
	"vanban/document"
	"vanban/render"
	"vanban/render/pdf"
)

// List is the items of a batch: how many, and each with its row, from 1 in order. Items may be ranged over more than once.
type List struct {
	Rows  int
	Items iter.Seq2[int, []byte]
}

// maxShown is how many failed rows a returned Manifest lists, and maxShownText how many bytes of what is wrong with them: a row may have a
// thousand problems. The file lists all rows.
const (
	maxShown     = 1000
	maxShownText = 4 << 20
)

// Write puts the results together: one merged PDF in the order of the list, ZIPs of single files, the papers of an award, the proof
// sheet, and last of all the manifest. It reads the results once and holds none of them. Of the returned Manifest, Items has the first
// failed rows only, while manifest.json has every row.
func (j *Job) Write(ctx context.Context, list List, results Results, sink Sink, progress func(done int)) (m *Manifest, err error) {
	defer recovered(&err)
	w := &writing{
		job: j, list: list, sink: sink, names: namer{},
		manifest: Manifest{Title: j.title, Type: j.kind, Rows: list.Rows},
		spool:    newSpool(),
	}
	defer w.abandon()
	if err := w.rows(ctx, results, progress); err != nil {
		return nil, err
	}
	w.manifest.Warnings = j.sharedRemarks(w.shared.told())
	for _, step := range []func() error{w.closeFiles, func() error { return w.award(ctx) }, w.proof, w.writeManifest} {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := step(); err != nil {
			return nil, err
		}
	}
	return &w.manifest, nil
}

// writing is the files of a batch while they are made.
type writing struct {
	job      *Job
	list     List
	sink     Sink
	names    namer
	manifest Manifest
	spool    *spool // the entries of the manifest
	shared   tally
	cited    bool // some row has a citation of its own
	page     int  // the next page of the merged PDF
	text     int  // bytes of the items that the returned manifest has

	open      []*output // in the order they are listed
	merged    *pdf.Binder
	pdfs, dox *zipper
}

func (w *writing) rows(ctx context.Context, results Results, progress func(done int)) error {
	next := 1
	for res, err := range results() {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		if res.Row != next {
			return errOrder(res.Row, next)
		}
		if err := w.row(ctx, res); err != nil {
			return fmt.Errorf("batch: row %d: %w", res.Row, err)
		}
		if progress != nil {
			progress(next)
		}
		next++
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if next != w.list.Rows+1 {
		return fmt.Errorf("batch: %d results for %d rows", next-1, w.list.Rows)
	}
	return nil
}

func (w *writing) row(ctx context.Context, res *Result) error {
	e := EntryOf(res)
	w.shared.add(res)
	w.cited = w.cited || res.Citation != ""
	if res.Failed() {
		w.manifest.Failed++
		if len(w.manifest.Items) < maxShown && w.text < maxShownText {
			w.manifest.Items = append(w.manifest.Items, e)
			w.text += e.TextSize()
		}
		return w.spool.add(&e, proofCells(res, &e), res.Shared)
	}
	w.manifest.Done++
	if err := w.openFiles(); err != nil {
		return err
	}
	if w.merged != nil {
		e.Page = w.page + 1
		w.page += res.Pages
		if err := w.show(ctx, res, func(p *pdf.Part) error { return w.merged.Add(p, res.Name) }); err != nil {
			return err
		}
	}
	name := entryStem(res.Row, w.list.Rows, res.Stem)
	if w.pdfs != nil {
		var file []byte
		err := w.show(ctx, res, func(p *pdf.Part) (err error) {
			file, err = w.job.maker.render.Single(p)
			return err
		})
		if err != nil {
			return err
		}
		if err := w.pdfs.add(name+".pdf", file); err != nil {
			return err
		}
		e.Files = append(e.Files, fileOf(name+".pdf", file))
	}
	if w.dox != nil {
		if err := w.dox.add(name+".docx", res.DOCX); err != nil {
			return err
		}
		e.Files = append(e.Files, fileOf(name+".docx", res.DOCX))
	}
	return w.spool.add(&e, proofCells(res, &e), res.Shared)
}

// openFiles begins the files with the first row that goes into them: a PDF without pages, or an empty ZIP, would be no file.
func (w *writing) openFiles() error {
	if w.manifest.Done != 1 {
		return nil
	}
	files, title := w.job.spec.Files, w.job.title
	create := func(stem, ext string) (*output, error) {
		o, err := create(w.sink, w.names.unique(stem, ext))
		if err == nil {
			w.open = append(w.open, o)
		}
		return o, err
	}
	if files.Merged {
		o, err := create(title, ".pdf")
		if err != nil {
			return err
		}
		w.merged = w.job.maker.render.Bind(o, document.Info{Title: title, Language: "vi-VN"})
	}
	if files.PDF {
		o, err := create(title+" - tệp PDF", ".zip")
		if err != nil {
			return err
		}
		w.pdfs = newZipper(o)
	}
	if files.DOCX {
		o, err := create(title+" - tệp Word", ".zip")
		if err != nil {
			return err
		}
		w.dox = newZipper(o)
	}
	return nil
}

func (w *writing) closeFiles() error {
	if w.merged != nil {
		if err := w.merged.Close(); err != nil {
			return err
		}
	}
	for _, z := range []*zipper{w.pdfs, w.dox} {
		if z != nil {
			if err := z.close(); err != nil {
				return err
			}
		}
	}
	for len(w.open) > 0 {
		o := w.open[0]
		w.open = w.open[1:]
		f, err := o.close()
		if err != nil {
			return err
		}
		w.manifest.Files = append(w.manifest.Files, f)
	}
	return nil
}

// abandon gives up what is open after an error.
func (w *writing) abandon() {
	for _, o := range w.open {
		o.abort()
	}
}

// put writes a small file at once.
func (w *writing) put(stem, ext string, data []byte) error {
	o, err := create(w.sink, w.names.unique(stem, ext))
	if err != nil {
		return err
	}
	if _, err := o.Write(data); err != nil {
		o.abort()
		return err
	}
	f, err := o.close()
	if err != nil {
		return err
	}
	w.manifest.Files = append(w.manifest.Files, f)
	return nil
}

// award writes the decision with its list, in the words of the same rows. It is withheld where rows failed: its counts could not agree with
// the certificates that are there.
func (w *writing) award(ctx context.Context) error {
	spec := w.job.spec.Award
	if spec == nil {
		return nil
	}
	if n := w.manifest.Failed; n > 0 {
		w.manifest.Withheld = fmt.Sprintf("Chưa lập quyết định và danh sách vì còn %d dòng lỗi; sửa các dòng đó rồi chạy lại, số lượng mới khớp.", n)
		return nil
	}
	doc, problems := award.Documents(spec, w.job.spec.Base, w.list.Items)
	if problems.Fatal() || doc == nil {
		w.manifest.Withheld = withheld(problems)
		return nil
	}
	out, err := w.job.maker.render.Files(ctx, w.job.maker.render.Catalog().BuildDocument(doc), render.DOCX, render.PDF)
	if err != nil {
		return err
	}
	if out.Problems.Fatal() {
		w.manifest.Withheld = withheld(out.Problems)
		return nil
	}
	for i, f := range []render.Format{render.DOCX, render.PDF} {
		if err := w.put(stem(out.Info), "."+f.String(), out.Files[i]); err != nil {
			return err
		}
	}
	return nil
}

// withheld says why there is no decision: the first error says the most.
func withheld(ps document.Problems) string {
	for _, p := range ps {
		if p.Severity == document.Error {
			return "Chưa lập được quyết định: " + p.Message
		}
	}
	return "Chưa lập được quyết định."
}
