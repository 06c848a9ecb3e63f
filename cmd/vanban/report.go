package main

import (
	"encoding/json"
	"fmt"
	"io"

	"vanban/document"
)

func (a *app) print(w io.Writer, format string, args ...any) { fmt.Fprintf(w, format, args...) }

// report prints problems: a block of lines each for people, one JSON value for machines.
func (a *app) report(w io.Writer, file string, problems document.Problems, asJSON bool) {
	if asJSON {
		a.reportJSON(w, problems)
		return
	}
	errors := 0
	for i := range problems {
		p := &problems[i]
		level := "Cảnh báo"
		if p.Severity == document.Error {
			level = "Lỗi"
			errors++
		}
		where := p.Pointer
		if where == "" {
			where = "(cả văn bản)"
		}
		a.print(w, "%s: %s [%s]\n    %s\n", level, where, p.Code, p.Message)
		if p.Hint != "" {
			a.print(w, "    Gợi ý: %s\n", p.Hint)
		}
		if p.Cite != "" {
			a.print(w, "    Căn cứ: %s\n", p.Cite)
		}
	}
	if len(problems) > 0 {
		a.print(w, "%s: %d lỗi, %d cảnh báo.\n", file, errors, len(problems)-errors)
	}
}

func (a *app) reportJSON(w io.Writer, problems document.Problems) {
	type entry struct {
		Severity string `json:"severity"`
		document.Problem
	}
	list := make([]entry, len(problems))
	for i, p := range problems {
		list[i] = entry{"warning", p}
		if p.Severity == document.Error {
			list[i].Severity = "error"
		}
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(map[string]any{"problems": list}); err != nil {
		a.misuse("%v", err)
	}
}
