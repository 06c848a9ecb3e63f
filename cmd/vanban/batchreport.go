package main

import (
	"strconv"
	"strings"

	jsonx "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"vanban/batch"
	"vanban/document"
)

// entryList is the entries of a manifest, handed on one by one: a hundred thousand are not kept.
type entryList struct{ each func(*batch.Entry) }

// UnmarshalJSONFrom reads the list.
func (l *entryList) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	if _, err := dec.ReadToken(); err != nil {
		return err
	}
	for dec.PeekKind() != ']' {
		var e batch.Entry
		if err := jsonx.UnmarshalDecode(dec, &e); err != nil {
			return err
		}
		l.each(&e)
	}
	_, err := dec.ReadToken()
	return err
}

// problemOf is what a manifest says, as the problem that it was.
func problemOf(severity document.Severity, r *batch.Remark) document.Problem {
	return document.Problem{Severity: severity, Pointer: r.Pointer, Code: r.Code, Message: r.Message, Hint: r.Hint, Cite: r.Cite}
}

// place says where a row stands: “dòng 12, ô C12 (Nguyễn Văn An)”.
func (w *work) place(i int, pointer, name string) string {
	sheet, line := w.list.at(i)
	where := "dòng " + strconv.Itoa(line)
	if w.list.columns == nil {
		where = "mục " + strconv.Itoa(line) + " " + pointer
	}
	if sheet != "" {
		where = "trang " + sheet + ", " + where
	}
	field := strings.ReplaceAll(strings.TrimPrefix(pointer, "/"), "/", ".")
	for _, c := range w.list.columns {
		if c.Sheet == sheet && c.Field != "" && c.Field == field {
			where += ", ô " + c.Letter + strconv.Itoa(line)
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
