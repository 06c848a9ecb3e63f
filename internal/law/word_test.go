package law

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"
)

// element is a node of WordprocessingML by its local name: our files use one namespace for elements and attributes.
type element struct {
	name string
	attr map[string]string
	kids []*element
	text string
}

func (e *element) kid(name string) *element {
	if e == nil {
		return nil
	}
	for _, k := range e.kids {
		if k.name == name {
			return k
		}
	}
	return nil
}

// path goes down by names; nil where one is absent.
func (e *element) path(names ...string) *element {
	for _, n := range names {
		e = e.kid(n)
	}
	return e
}

func (e *element) val() string { return e.get("val") }

func (e *element) get(name string) string {
	if e == nil {
		return ""
	}
	return e.attr[name]
}

// twips returns a numeric attribute, and -1e9 for one that is absent or broken, which is in no range.
func (e *element) twips(name string) float64 {
	v, err := strconv.ParseFloat(e.get(name), 64)
	if err != nil {
		return -1e9
	}
	return v / 20
}

// on tells an ST_OnOff property that is present and not switched off.
func (e *element) on() bool {
	v := e.val()
	return e != nil && v != "0" && v != "false" && v != "off"
}

// each calls f for every element below and including e, parents first; f returns false to stay out of one.
func (e *element) each(f func(*element) bool) {
	if e == nil || !f(e) {
		return
	}
	for _, k := range e.kids {
		k.each(f)
	}
}

func (e *element) find(name string) []*element {
	var all []*element
	e.each(func(k *element) bool {
		if k.name == name {
			all = append(all, k)
		}
		return true
	})
	return all
}

func parseXML(data []byte) (*element, error) {
	dec := xml.NewDecoder(bytes.NewReader(data))
	root := &element{}
	stack := []*element{root}
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return root.kids[0], nil
		}
		if err != nil {
			return nil, err
		}
		top := stack[len(stack)-1]
		switch tok := tok.(type) {
		case xml.StartElement:
			e := &element{name: tok.Name.Local, attr: map[string]string{}}
			for _, a := range tok.Attr {
				e.attr[a.Name.Local] = a.Value
			}
			top.kids = append(top.kids, e)
			stack = append(stack, e)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			top.text += string(tok)
		}
	}
}

// unzip returns the parts of a package.
func unzip(t *testing.T, docx []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(docx), int64(len(docx)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if parts[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return parts
}

// plain returns the text of a paragraph's lines, split at its breaks.
func plain(p *element) []string {
	list := []string{""}
	p.each(func(e *element) bool {
		switch e.name {
		case "t":
			list[len(list)-1] += e.text
		case "tab":
			list[len(list)-1] += " "
		case "br":
			list = append(list, "")
		case "pPr", "rPr":
			return false
		}
		return true
	})
	return list
}

func trimmed(p *element) string {
	return strings.Join(strings.Fields(strings.Join(plain(p), " ")), " ")
}
