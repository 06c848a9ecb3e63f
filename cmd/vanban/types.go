package main

import (
	"flag"
	"text/tabwriter"

	"vanban/render"
)

const typesHelp = `vanban types — liệt kê các loại văn bản tạo được.

  --json          in dạng JSON
`

func (a *app) types(args []string) int {
	set := flag.NewFlagSet("types", flag.ContinueOnError)
	asJSON := set.Bool("json", false, "")
	operands, code, ok := a.flags(set, typesHelp, args)
	if !ok {
		return code
	}
	if len(operands) > 0 {
		return a.misuse("lệnh types không nhận tham số")
	}
	service, err := newService("", render.Options{})
	if err != nil {
		return a.misuse("%v", err)
	}
	types := service.Catalog().Types()
	if *asJSON {
		type entry struct {
			Type         string   `json:"type"`
			Name         string   `json:"name"`
			Abbreviation string   `json:"abbreviation"`
			Form         string   `json:"form"`
			Cite         string   `json:"cite"`
			Numbering    []string `json:"numbering"`
		}
		list := make([]entry, len(types))
		for i, t := range types {
			list[i] = entry{t.Slug, t.Title, t.Abbreviation, t.Form, t.Cite, t.Numbering}
		}
		data, err := indented(map[string]any{"types": list})
		if err == nil {
			_, err = a.stdout.Write(data)
		}
		if err != nil {
			return exitBad
		}
		return exitGood
	}
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	a.print(w, "TYPE\tTÊN LOẠI\tVIẾT TẮT\tMẪU\n")
	for _, t := range types {
		a.print(w, "%s\t%s\t%s\t%s\n", t.Slug, t.Title, t.Abbreviation, t.Form)
	}
	if err := w.Flush(); err != nil {
		return exitBad
	}
	return exitGood
}
