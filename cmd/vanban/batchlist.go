package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"

	"vanban/document"
	"vanban/read"
	"vanban/sheet"
)

// listing is a list of any format. It keeps the file but none of its rows, which are read anew each time they are ranged over: their patches
// and what is said of them would be several times the file.
type listing struct {
	count   int
	columns []sheet.Column // empty for JSON
	notes   document.Problems
	rows    iter.Seq2[int, listed] // from 0
	err     error                  // why the rows ended too early

	// Where the rows stand that were ranged over so far: the line of each in its file, and from which row on the sheets reach. Of JSON
	// there is none, an item stands where it is counted.
	lines  []int32
	sheets []sheetFrom
}

type listed struct {
	patch    []byte
	problems document.Problems
}

type sheetFrom struct {
	row  int
	name string
}

// items yields all rows as they were given, counted from 1.
func (l *listing) items() iter.Seq2[int, []byte] {
	return func(yield func(int, []byte) bool) {
		for i, row := range l.rows {
			if !yield(i+1, row.patch) {
				return
			}
		}
	}
}

// at says where a row stands: in which sheet, and on which line; in JSON the line is the number of the item.
func (l *listing) at(i int) (sheet string, line int) {
	if i >= len(l.lines) {
		return "", i + 1
	}
	for _, s := range l.sheets {
		if s.row <= i {
			sheet = s.name
		}
	}
	return sheet, int(l.lines[i])
}

// readList reads XLSX, CSV or JSON: a list of objects, or one object after the other.
func (a *app) readList(file, slug string, o *batchOptions) (*listing, error) {
	data, err := a.readFile(file)
	if err != nil {
		return nil, err
	}
	if head := bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\ufeff")), " \t\r\n"); len(head) > 0 && (head[0] == '[' || head[0] == '{') {
		if len(data) > maxFile { // what was read may end just behind an item
			return nil, fmt.Errorf("danh sách dài quá %d MB; chia thành nhiều tệp", maxFile>>20)
		}
		return jsonList(head)
	}
	hint := sheet.Hint{Type: slug, Sheet: o.sheet, Mapping: map[string]string{}}
	for _, m := range o.mapping {
		column, field, ok := strings.Cut(m, "=")
		if !ok {
			return nil, fmt.Errorf("không hiểu --map %s; ghi như --map C=recipient.unit", m)
		}
		hint.Mapping[strings.TrimSpace(column)] = strings.TrimSpace(field)
	}
	list, err := sheet.Open(data, hint)
	if refusal := (*read.Refusal)(nil); errors.As(err, &refusal) {
		return nil, fmt.Errorf("%s %s", refusal.Problem.Message, refusal.Problem.Hint)
	}
	if err != nil {
		return nil, err
	}
	return sheetList(list), nil
}

func sheetList(r *sheet.Reader) *listing {
	l := &listing{count: r.Count, columns: r.Columns, notes: r.Notes, lines: make([]int32, 0, r.Count)}
	l.rows = func(yield func(int, listed) bool) {
		i := 0
		for row, err := range r.Rows() {
			if err != nil {
				l.err = err
				return
			}
			if i == len(l.lines) {
				if n := len(l.sheets); n == 0 || l.sheets[n-1].name != row.Sheet {
					l.sheets = append(l.sheets, sheetFrom{i, row.Sheet})
				}
				l.lines = append(l.lines, int32(row.Line))
			}
			if !yield(i, listed{row.Patch, row.Problems}) {
				return
			}
			i++
		}
	}
	return l
}

// jsonList finds where the items stand; their patches are parts of data.
func jsonList(data []byte) (*listing, error) {
	type span struct{ from, to uint32 }
	var items []span
	dec := json.NewDecoder(bytes.NewReader(data))
	array := data[0] == '['
	if array {
		_, _ = dec.Token() // the bracket
	}
	for item := json.RawMessage(nil); !array || dec.More(); {
		if err := dec.Decode(&item); errors.Is(err, io.EOF) && !array {
			break
		} else if err != nil {
			return nil, fmt.Errorf("JSON của mục %d viết sai; kiểm tra dấu phẩy, dấu ngoặc và dấu nháy", len(items)+1)
		}
		end := int(dec.InputOffset())
		items = append(items, span{uint32(end - len(item)), uint32(end)}) // files are bounded
	}
	if array {
		_, err := dec.Token()
		if _, more := dec.Token(); err != nil || !errors.Is(more, io.EOF) {
			return nil, errors.New("JSON của danh sách viết sai; kiểm tra dấu phẩy, dấu ngoặc và dấu nháy")
		}
	}
	return &listing{count: len(items), rows: func(yield func(int, listed) bool) {
		for i, s := range items {
			if !yield(i, listed{patch: data[s.from:s.to:s.to]}) {
				return
			}
		}
	}}, nil
}

// typeOf is the type that a base names, for the names of columns; the base is judged later.
func typeOf(base []byte) string {
	var v struct {
		Type string `json:"type"`
	}
	_ = json.Unmarshal(bytes.TrimPrefix(base, []byte("\ufeff")), &v)
	return v.Type
}

// rowOf returns the row that a pointer into a submission is about, from 0.
func rowOf(pointer string) (int, bool) {
	rest, ok := strings.CutPrefix(pointer, "/items/")
	if !ok {
		return 0, false
	}
	number, _, _ := strings.Cut(rest, "/")
	n, err := strconv.Atoi(number)
	return n, err == nil
}
