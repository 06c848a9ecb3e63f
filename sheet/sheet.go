// Package sheet owns lists in spreadsheets: rows of a batch read from the XLSX and CSV files of offices, and the workbooks that are handed
// out. It knows what columns of such lists are called and what their rows may be; it makes no document and judges none.
package sheet

import (
	"bytes"
	"iter"
	"strconv"

	"vanban/document"
	"vanban/read/opc"
)

// Format is the kind of file that a list was read from.
type Format string

// The formats.
const (
	XLSX Format = "xlsx"
	CSV  Format = "csv"
)

// Hint is what the caller knows of a list.
type Hint struct {
	Type string // the slug of the documents that are made of it; empty for certificates
	// Mapping says by the letter of a column what it is: a path of the contract, or "" for nothing. "Danh sách!C" means the column of
	// one sheet, "C" that of each.
	Mapping map[string]string
	Sheet   string // the only sheet to read, even when it is hidden; empty for all that have a list
}

// Sheet is one table of the file.
type Sheet struct {
	Name   string `json:"name"` // empty in CSV
	Hidden bool   `json:"hidden,omitempty"`
	Header int    `json:"header"` // row number of the last line of the header; 0 where the sheet has no list, or a list without header
	Rows   int    `json:"rows"`   // how many rows of the list are from it
}

// Column is one column of a table.
type Column struct {
	Sheet  string `json:"sheet,omitempty"`
	Letter string `json:"letter"`
	Header string `json:"header"`
	// Field is the path of the contract that its cells become; empty where they stand in no document by themselves. Means then says what it is,
	// where that is known: order, family, given, gender, group, decision, form, prize, note, other.
	Field string `json:"field"`
	Means string `json:"means,omitempty"`
	How   How    `json:"how"`
}

// Whom a row is about.
const (
	Collective = "tap-the"
	Individual = "ca-nhan"
)

// Row is one row of the list: one document.
type Row struct {
	Number   int               `json:"number"` // from 1, in the order of the list
	Sheet    string            `json:"sheet,omitempty"`
	Line     int               `json:"line"`            // row number in the file
	Kind     string            `json:"kind,omitempty"`  // Collective or Individual, empty where nothing says so
	Group    string            `json:"group,omitempty"` // the group row that it stands under, as written
	Patch    []byte            `json:"-"`               // JSON Merge Patch with what the row gives
	Cells    []string          `json:"cells"`           // from column A on, as a person reads them
	Problems document.Problems `json:"-"`               // pointers into Patch
}

// List is a list as a whole.
type List struct {
	Format  Format
	Sheets  []Sheet
	Columns []Column
	Rows    []Row
	Notes   document.Problems // on the list, not on one row; pointers are empty
}

// Reader streams the rows of a list. What is known of the list as a whole is known before the first row.
type Reader struct {
	Format  Format
	Sheets  []Sheet
	Columns []Column
	Notes   document.Problems
	Count   int // how many rows there are

	source source
	table  *fieldTable
	tables []*table // those with a list
	used   used
}

// Read reads a whole list. The faults of a file are a *read.Refusal.
func Read(data []byte, hint Hint) (*List, error) {
	r, err := Open(data, hint)
	if err != nil {
		return nil, err
	}
	l := &List{Format: r.Format, Sheets: r.Sheets, Columns: r.Columns, Notes: r.Notes, Rows: make([]Row, 0, r.Count)}
	for row, err := range r.Rows() {
		if err != nil {
			return nil, err
		}
		l.Rows = append(l.Rows, *row)
	}
	return l, nil
}

// Open looks through a list without keeping its rows; data must not change while they are read. A Reader has nothing to close.
func Open(data []byte, hint Hint) (*Reader, error) {
	r := &Reader{table: fieldsOf(hint.Type)}
	var err error
	if r.Format, r.source, err = openSource(data); err != nil {
		return nil, err
	}
	if hint.Mapping, err = checkMapping(hint.Mapping, r.source.tables(), r.table); err != nil {
		return nil, err
	}
	if err := r.survey(&hint); err != nil {
		return nil, err
	}
	return r, nil
}

// openSource tells the kinds of files apart.
func openSource(data []byte) (Format, source, error) {
	switch kind := opc.Sniff(data); {
	case kind == opc.Empty:
		return "", nil, refuse("file_empty", "Tệp rỗng.", "Hãy gửi tệp .xlsx hoặc .csv có danh sách.")
	case len(data) > maxFile:
		return "", nil, refuseLarge("hơn " + strconv.Itoa(maxFile>>20) + " MB")
	case kind == opc.Container:
		w, err := openWorkbook(data)
		return XLSX, w, err
	case kind == opc.Encrypted:
		return "", nil, refuse("file_encrypted", "Bảng tính được đặt mật khẩu.", "Hãy mở bằng Excel, bỏ mật khẩu rồi lưu lại.")
	case kind == opc.Compound:
		return "", nil, refuseUnknown("Tệp là Excel 97-2003 (.xls), không phải .xlsx.")
	case bytes.HasPrefix(data, []byte("%PDF-")):
		return "", nil, refuse("file_unknown", "Tệp là PDF, không phải bảng tính.", "Hãy gửi danh sách dạng .xlsx hoặc .csv.")
	case bytes.HasPrefix(bytes.TrimLeft(data, " \t\r\n\xef\xbb\xbf"), []byte("<")):
		return "", nil, refuseUnknown("Tệp là trang web hoặc XML, không phải bảng tính.")
	case bytes.HasPrefix(data, []byte(`{\rtf`)):
		return "", nil, refuseUnknown("Tệp là RTF, không phải bảng tính.")
	}
	c, err := openCSV(data)
	return CSV, c, err
}

// Rows gives the rows in the order of the list. It may be asked for more than once; the rows are the caller's to keep.
func (r *Reader) Rows() iter.Seq2[*Row, error] {
	return func(yield func(*Row, error) bool) {
		m := newMaker(r)
		for _, t := range r.tables {
			stopped := false
			err := t.each(r.source, nil, func(l *line, at place) bool {
				stopped = !yield(m.row(t, l, at), nil)
				return !stopped
			})
			if stopped {
				return
			}
			if err != nil {
				yield(nil, err)
				return
			}
		}
	}
}

// address names a cell for people: “Danh sách!C7”.
func address(sheet string, column, row int) string {
	if sheet == "" {
		return cellName(column, row)
	}
	return sheet + "!" + cellName(column, row)
}

func note(code, message, hint string) document.Problem {
	return document.Problem{Severity: document.Warning, Code: code, Message: message, Hint: hint}
}
