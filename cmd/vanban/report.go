package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"vanban/document"
)

func (a *app) print(w io.Writer, format string, args ...any) { fmt.Fprintf(w, format, args...) }

// report prints problems: a block of lines each for people, one JSON value for machines.
func (a *app) report(w io.Writer, file string, problems document.Problems, asJSON bool) {
	if asJSON {
		a.reportJSON(w, problems)
		return
	}
	a.reportText(w, file, "(cả văn bản)", problems)
}

// reportText prints problems for people. Those without a place are of the whole, which whole names.
func (a *app) reportText(w io.Writer, file, whole string, problems document.Problems) {
	errors := 0
	for i := range problems {
		p := &problems[i]
		if p.Severity == document.Error {
			errors++
		}
		where := p.Pointer
		if where == "" {
			where = whole
		}
		a.printProblem(w, p, where)
	}
	if len(problems) > 0 {
		a.print(w, "%s: %d lỗi, %d cảnh báo.\n", file, errors, len(problems)-errors)
	}
}

// printProblem prints a problem for people; where is its place in words of theirs.
func (a *app) printProblem(w io.Writer, p *document.Problem, where string) {
	level := "Cảnh báo"
	if p.Severity == document.Error {
		level = "Lỗi"
	}
	a.print(w, "%s: %s [%s]\n    %s\n", level, where, p.Code, p.Message)
	if p.Hint != "" {
		a.print(w, "    Gợi ý: %s\n", p.Hint)
	}
	if p.Cite != "" {
		a.print(w, "    Căn cứ: %s\n", p.Cite)
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
	data, err := indented(map[string]any{"problems": list})
	if err == nil {
		_, err = w.Write(data)
	}
	if err != nil {
		a.misuse("%v", err)
	}
}

// indented is the JSON of a value for people and machines.
func indented(v any) ([]byte, error) {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(v)
	return []byte(b.String()), err
}
