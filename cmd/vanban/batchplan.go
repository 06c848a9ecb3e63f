package main

import (
	"iter"

	"vanban/award"
	"vanban/batch"
	"vanban/document"
	"vanban/render"
)

// plan brings decision, list and certificates together. The decision is judged before the certificates are made.
func (w *work) plan(service *render.Service) int {
	data, err := w.read(w.o.award)
	if err != nil {
		return w.misuse("không đọc được %s: %v", w.o.award, err)
	}
	spec, problems := award.Parse(data)
	var planned *award.Planned
	if !problems.Fatal() {
		var more document.Problems
		planned, more = award.Plan(spec, w.spec.Base, w.list.items()) // a decision names all, whichever are made now
		problems = append(problems, more...)
	}
	if planned != nil {
		built := service.Catalog().BuildDocument(planned.Decision)
		for _, p := range built.Problems {
			p.Pointer = "/award/decision" + p.Pointer
			problems = append(problems, p)
		}
	}
	shown, rest := split(problems)
	w.report(w.stderr, w.o.award, shown, false)
	w.remarks, w.remarked = rest, len(shown) > 0
	if problems.Fatal() {
		w.planReport()
		return exitBad
	}
	if err := w.take(planned); err != nil {
		return w.misuse("lỗi của chương trình: %v", err)
	}
	if w.o.rows == "" { // a certificate issued again has its decision
		w.spec.Award = spec
	}
	return exitGood
}

// split parts what is said of rows from the rest.
func split(problems document.Problems) (shown, rows document.Problems) {
	for _, p := range problems {
		if _, ok := rowOf(p.Pointer); ok {
			rows = append(rows, p)
		} else {
			shown = append(shown, p)
		}
	}
	return shown, rows
}

// take makes a plan's rows those of the batch, as far as they are wanted, with what was found in them.
func (w *work) take(planned *award.Planned) error {
	found := make(map[int]document.Problems, len(planned.Rows))
	for i, row := range w.list.rows {
		found[i] = row.problems
	}
	chosen := make(map[int]bool, len(w.wanted))
	for _, i := range w.wanted {
		chosen[i] = true
	}
	w.spec.Base, w.wanted, w.planned = planned.Base, nil, make([][]byte, 0, len(planned.Rows))
	for _, r := range planned.Rows {
		if i := r.Index - 1; chosen[i] {
			patch, err := batch.Noted(r.Patch, found[i])
			if err != nil {
				return err
			}
			w.wanted, w.planned = append(w.wanted, i), append(w.planned, patch)
		}
	}
	return w.list.err
}

// items yields the patches of the documents, counted from 1, with what was found in their rows.
func (w *work) items() iter.Seq2[int, []byte] {
	return func(yield func(int, []byte) bool) {
		for n, patch := range w.planned {
			if !yield(n+1, patch) {
				return
			}
		}
		if w.planned != nil {
			return
		}
		n := 0
		for i, row := range w.list.rows {
			if n == len(w.wanted) {
				return
			}
			if i != w.wanted[n] {
				continue
			}
			patch, err := batch.Noted(row.patch, row.problems)
			if err != nil {
				w.list.err = err
				return
			}
			if n++; !yield(n, patch) {
				return
			}
		}
	}
}
