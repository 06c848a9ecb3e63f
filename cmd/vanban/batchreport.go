package main

import (
	"fmt"
	"strconv"
	"strings"

	jsonx "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"vanban/batch"
	"vanban/document"
)

// remarked are the entries of a manifest about which there is something to say, beside an empty list where there is nothing: a hundred
// thousand good rows are not kept.
type remarked []batch.Entry

// UnmarshalJSONFrom reads the list.
func (l *remarked) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	*l = remarked{}
	if _, err := dec.ReadToken(); err != nil {
		return err
	}
	for dec.PeekKind() != ']' {
		var e batch.Entry
		if err := jsonx.UnmarshalDecode(dec, &e); err != nil {
			return err
		}
		if len(e.Errors)+len(e.Warnings) > 0 {
			*l = append(*l, e)
		}
	}
	_, err := dec.ReadToken()
	return err
}

// maxShown bounds what is printed of rows: the proof sheet and the manifest say everything.
const maxShown = 200

// fewRows is how many rows with the same finding are told one by one.
const fewRows = 3

type finding struct {
	severity                           document.Severity
	pointer, code, message, hint, cite string
}

func findingOf(severity document.Severity, r *batch.Remark) finding {
	return finding{severity, r.Pointer, r.Code, r.Message, r.Hint, r.Cite}
}

// told is a finding with the rows that have it, from 0, of one sheet.
type told struct {
	finding
	sheet string
	rows  []int
}

// rowReport prints what is to be said of the list and of each row, with its place in the file, and whether there was any. Without
// entries, where a plan came to nothing, that is what the list and the plan said.
func (w *work) rowReport(entries []batch.Entry) (findings bool) {
	w.report(w.stderr, w.file, w.list.notes, false)
	byRow := make([][]finding, len(w.list.rows))
	add := func(i int, p document.Problem) {
		byRow[i] = append(byRow[i], finding{p.Severity, p.Pointer, p.Code, p.Message, p.Hint, p.Cite})
	}
	if entries == nil {
		for i := range w.list.rows {
			for _, p := range w.list.rows[i].problems {
				add(i, p)
			}
		}
	}
	for _, p := range w.remarks {
		if i, ok := rowOf(p.Pointer); ok && i < len(byRow) {
			p.Pointer = strings.TrimPrefix(p.Pointer, "/items/"+strconv.Itoa(i))
			add(i, p)
		}
	}
	names := make(map[int]string, len(entries))
	for n := range entries {
		e := &entries[n]
		i := w.wanted[e.Row-1]
		names[i] = e.Name
		for k := range e.Errors {
			byRow[i] = append(byRow[i], findingOf(document.Error, &e.Errors[k]))
		}
		for k := range e.Warnings {
			byRow[i] = append(byRow[i], findingOf(document.Warning, &e.Warnings[k]))
		}
	}
	return w.tell(byRow, names)
}

// tell prints findings in the order of the rows; one that many rows have is told once.
func (w *work) tell(byRow [][]finding, names map[int]string) bool {
	type key struct {
		finding
		sheet string
	}
	at := map[key]int{}
	var list []*told
	for i := range byRow {
		sheet := w.list.rows[i].sheet
		for _, f := range byRow[i] {
			k := key{f, sheet}
			n, again := at[k]
			if !again {
				n = len(list)
				at[k] = n
				list = append(list, &told{finding: f, sheet: sheet})
			}
			list[n].rows = append(list[n].rows, i)
		}
	}
	shown, count := 0, 0
	for _, t := range list {
		count += len(t.rows)
		if len(t.rows) > fewRows {
			if shown++; shown <= maxShown {
				w.show(&t.finding, w.places(t))
			}
			continue
		}
		for _, i := range t.rows {
			if shown++; shown <= maxShown {
				w.show(&t.finding, w.place(i, t.pointer, names[i]))
			}
		}
	}
	if shown > maxShown {
		w.print(w.stderr, "… và %d điểm nữa; xem doi-chieu.xlsx và manifest.json.\n", shown-maxShown)
	}
	return count > 0
}

func (w *work) show(f *finding, where string) {
	level := "Cảnh báo"
	if f.severity == document.Error {
		level = "Lỗi"
	}
	w.print(w.stderr, "%s: %s [%s]\n    %s\n", level, where, f.code, f.message)
	if f.hint != "" {
		w.print(w.stderr, "    Gợi ý: %s\n", f.hint)
	}
	if f.cite != "" {
		w.print(w.stderr, "    Căn cứ: %s\n", f.cite)
	}
}

// places says which rows: “trang Danh sách, 16 dòng: 6–10, 12–22”.
func (w *work) places(t *told) string {
	word, in := "dòng", ""
	if w.list.columns == nil {
		word, in = "mục", t.pointer+", "
	}
	if t.sheet != "" {
		in += "trang " + t.sheet + ", "
	}
	return fmt.Sprintf("%s%d %s: %s", in, len(t.rows), word, w.lines(t.rows))
}

// maxRanges bounds the line numbers of one finding.
const maxRanges = 10

// lines writes the numbers of lines: 3, 7–12, 20.
func (w *work) lines(rows []int) string {
	var parts []string
	for i := 0; i < len(rows); {
		first := w.list.rows[rows[i]].line
		last := first
		for i++; i < len(rows) && w.list.rows[rows[i]].line == last+1; i++ {
			last++
		}
		if len(parts) == maxRanges {
			return strings.Join(parts, ", ") + ", …"
		}
		if s := strconv.Itoa(first); last > first {
			parts = append(parts, s+"–"+strconv.Itoa(last))
		} else {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, ", ")
}

// place says where a row stands: “dòng 12, ô C12 (Nguyễn Văn An)”.
func (w *work) place(i int, pointer, name string) string {
	row := &w.list.rows[i]
	where := "dòng " + strconv.Itoa(row.line)
	if w.list.columns == nil {
		where = "mục " + strconv.Itoa(row.line) + " " + pointer
	}
	if row.sheet != "" {
		where = "trang " + row.sheet + ", " + where
	}
	field := strings.ReplaceAll(strings.TrimPrefix(pointer, "/"), "/", ".")
	for _, c := range w.list.columns {
		if c.Sheet == row.sheet && c.Field != "" && c.Field == field {
			where += ", ô " + c.Letter + strconv.Itoa(row.line)
			break
		}
	}
	if name != "" {
		where += " (" + shorten(name) + ")"
	}
	return where
}

// maxName is how much of a name is shown, in characters.
const maxName = 60

func shorten(name string) string {
	if r := []rune(name); len(r) > maxName {
		return strings.TrimSpace(string(r[:maxName])) + "…"
	}
	return name
}
