package batch

import (
	"iter"
	"slices"
	"strconv"
	"strings"

	"vanban/sheet"
)

// proof writes the sheet by which a clerk checks the pages against the list. Its columns have the names that lists have, so that it can be
// corrected and handed in again.
func (w *writing) proof() error {
	o, err := create(w.sink, w.names.unique("doi-chieu", ".xlsx"))
	if err != nil {
		return err
	}
	var failed error
	columns := []sheet.Head{
		{Title: "TT", Width: 6, Count: true}, {Title: "Danh xưng", Width: 10}, {Title: "Họ và tên", Width: 32}, {Title: "Chức vụ", Width: 28},
		{Title: "Đơn vị", Width: 36}, {Title: "Thành tích", Width: 40}, {Title: "Số sổ", Width: 10}, {Title: "Trang", Width: 8, Count: true},
		{Title: "Tình trạng", Width: 12}, {Title: "Ghi chú", Width: 60},
	}
	if !w.cited {
		columns = slices.Delete(columns, proofCitation, proofCitation+1)
	}
	err = sheet.Write(o, sheet.Table{Name: "Đối chiếu", Columns: columns, Rows: w.proofRows(&failed)})
	if err == nil {
		err = failed
	}
	if err != nil {
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

func (w *writing) proofRows(failed *error) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for l, err := range w.spool.lines() {
			if err == nil {
				err = w.complete(l)
			}
			if err != nil {
				*failed = err
				return
			}
			cells := l.cells[:]
			for i := range cells {
				cells[i] = shown(cells[i])
			}
			if !w.cited {
				cells = slices.Delete(cells, proofCitation, proofCitation+1)
			}
			if !yield(cells) {
				return
			}
		}
	}
}

// proofColumns is how many columns the proof sheet has.
const proofColumns = 10

// proofCitation is the column of citations, which is there where some row has its own.
const proofCitation = 5

// proofCells returns the row of the proof sheet.
func proofCells(res *Result, e *Entry) [proofColumns]string {
	page, status := "", "Đã làm"
	if e.Page > 0 {
		page = strconv.Itoa(e.Page)
	}
	if e.Status == Failed {
		status = "Lỗi"
	}
	return [...]string{strconv.Itoa(e.Row), res.Salutation, res.Name, res.Position, res.Unit, res.Citation, res.Register, page, status, messages(slices.Concat(e.Errors, e.Warnings))}
}

// maxCell is how many characters of a text the proof sheet shows: no cell takes more than 32,767 units of UTF-16, and a row may have hundreds
// of faults, or a whole book for a name. All of it is in the manifest.
const maxCell = 16_000

// shown cuts a text to what a cell takes.
func shown(s string) string {
	if len(s) <= maxCell {
		return s
	}
	n := 0
	for i := range s {
		if n++; n > maxCell {
			return s[:i] + "…"
		}
	}
	return s
}

func messages(remarks []Remark) string {
	list := make([]string, len(remarks))
	for i := range remarks {
		list[i] = remarks[i].Message
	}
	return strings.Join(list, " ")
}
