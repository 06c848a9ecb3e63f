package docx_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"vanban/read"
	"vanban/read/docx"
)

const (
	namespaces = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"` +
		` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"` +
		` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"` +
		` xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"` +
		` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"` +
		` xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"` +
		` xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"` +
		` xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"` +
		` xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"`
	relType = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	types   = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`
)

// parts are the parts of a small package, by name.
type parts map[string]string

// wordFile returns the parts of a file whose body is given; the parts of more, named without folder and ending, are related to it.
func wordFile(body string, more parts) parts {
	p := parts{
		"[Content_Types].xml": types,
		"_rels/.rels":         relations(map[string]string{"rId1": "officeDocument word/document.xml"}),
		"word/document.xml":   `<w:document` + namespaces + `><w:body>` + body + `</w:body></w:document>`,
	}
	rels := map[string]string{}
	for name, content := range more {
		if strings.Contains(name, "/") {
			p[name] = content
			continue
		}
		kind := strings.TrimRight(name, "0123456789")
		rels[name] = kind + " " + name + ".xml"
		if root, ok := roots[kind]; ok {
			content = `<` + root + namespaces + `>` + content + `</` + root + `>`
		}
		p["word/"+name+".xml"] = content
	}
	p["word/_rels/document.xml.rels"] = relations(rels)
	return p
}

var roots = map[string]string{
	"styles": "w:styles", "numbering": "w:numbering", "settings": "w:settings", "footnotes": "w:footnotes", "endnotes": "w:endnotes",
	"header": "w:hdr", "footer": "w:ftr", "comments": "w:comments",
}

// relations writes relationships given as "type target" by id.
func relations(list map[string]string) string {
	var b strings.Builder
	b.WriteString(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for _, id := range slices.Sorted(maps.Keys(list)) {
		kind, target, _ := strings.Cut(list[id], " ")
		mode := ""
		if strings.Contains(target, "://") {
			mode = ` TargetMode="External"`
		}
		b.WriteString(`<Relationship Id="` + id + `" Type="` + relType + kind + `" Target="` + target + `"` + mode + `/>`)
	}
	return b.String() + `</Relationships>`
}

// pack zips parts.
func pack(t testing.TB, p parts) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(p)) {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(p[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// manuscript reads a file of parts.
func manuscript(t testing.TB, p parts) *read.Manuscript {
	t.Helper()
	m, err := docx.Read(context.Background(), pack(t, p))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// body reads a file with a body and more parts.
func body(t testing.TB, body string, more parts) *read.Manuscript {
	t.Helper()
	return manuscript(t, wordFile(body, more))
}

func paragraphs(blocks []read.Block) (list []*read.Paragraph) {
	for _, b := range blocks {
		switch v := b.(type) {
		case *read.Paragraph:
			list = append(list, v)
		case *read.Table:
			for _, r := range v.Rows {
				for _, c := range r.Cells {
					list = append(list, paragraphs(c.Blocks)...)
				}
			}
		}
	}
	return list
}

func rules(blocks []read.Block) (list []*read.Rule) {
	for _, b := range blocks {
		switch v := b.(type) {
		case *read.Rule:
			list = append(list, v)
		case *read.Table:
			for _, r := range v.Rows {
				for _, c := range r.Cells {
					list = append(list, rules(c.Blocks)...)
				}
			}
		}
	}
	return list
}

// text writes the runs of a paragraph: a tab as →, a line break as ↵, the mark of a note as ※.
func text(p *read.Paragraph) string {
	var b strings.Builder
	for _, r := range p.Runs {
		switch r.Kind {
		case read.Chars:
			b.WriteString(r.Text)
		case read.Tab:
			b.WriteString("→")
		case read.LineBreak:
			b.WriteString("↵")
		case read.NoteMark:
			b.WriteString("※")
		}
	}
	return b.String()
}

func texts(blocks []read.Block) []string {
	var list []string
	for _, p := range paragraphs(blocks) {
		s := text(p)
		if p.Label != "" {
			s = p.Label + "|" + s
		}
		if p.PageBreak {
			s = "⏎" + s
		}
		list = append(list, s)
	}
	return list
}

func codeOf(err error) string {
	var r *read.Refusal
	if errors.As(err, &r) {
		return r.Code
	}
	if err != nil {
		return "error: " + err.Error()
	}
	return ""
}

func remark(m *read.Manuscript, code string) string {
	var all []string
	for _, r := range m.Remarks {
		if r.Code == code {
			all = append(all, r.Text)
		}
	}
	return strings.Join(all, "|")
}
