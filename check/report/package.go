package report

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"time"
)

const (
	contentTypes   = "[Content_Types].xml"
	rootRelations  = "_rels/.rels"
	commentsType   = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
	relations      = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	relationStrict = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
	nsRelations    = "http://schemas.openxmlformats.org/package/2006/relationships"
)

// The bounds of what is unpacked: the readers refuse more, and whoever calls without them does not fall for a bomb.
const (
	maxPart  = 64 << 20
	maxParts = 10_000
)

// docxPackage is a package (ECMA-376 Part 2) of which a few parts are exchanged or added.
type docxPackage struct {
	zip      *zip.Reader
	files    map[string]*zip.File
	replaced map[string][]byte
	added    []string // new parts, in the order of adding

	comments    string // the part of the comments
	commentsXML []byte // what it holds so far, its root open for more
}

func openPackage(file []byte) (*docxPackage, error) {
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, err
	}
	if len(z.File) > maxParts {
		return nil, fmt.Errorf("%d parts", len(z.File))
	}
	p := &docxPackage{zip: z, files: make(map[string]*zip.File, len(z.File)), replaced: map[string][]byte{}}
	for _, f := range z.File {
		if p.files[f.Name] != nil {
			return nil, fmt.Errorf("two parts %q", f.Name)
		}
		p.files[f.Name] = f
	}
	return p, nil
}

func (p *docxPackage) read(name string) ([]byte, error) {
	f := p.files[name]
	if f == nil {
		return nil, fmt.Errorf("no part %q", name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	defer func() { _ = r.Close() }() // it is only read
	data, err := io.ReadAll(io.LimitReader(r, maxPart+1))
	if err == nil && len(data) > maxPart {
		err = errors.New("too large")
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return data, nil
}

// replace gives a part new content; a part that is not there is added.
func (p *docxPackage) replace(name string, data []byte) {
	if _, again := p.replaced[name]; p.files[name] == nil && !again {
		p.added = append(p.added, name)
	}
	p.replaced[name] = data
}

// bytes writes the package: parts that stay are copied as they are packed, in their order, and new ones follow.
func (p *docxPackage) bytes() ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	write := func(name string) error {
		// The first day of the MS-DOS calendar: the same input gives the same bytes.
		part, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err == nil {
			_, err = part.Write(p.replaced[name])
		}
		return err
	}
	for _, f := range p.zip.File {
		var err error
		if _, ok := p.replaced[f.Name]; ok {
			err = write(f.Name)
		} else {
			err = w.Copy(f)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	for _, name := range p.added {
		if err := write(name); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	if err := w.SetComment(p.zip.Comment); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// relation is one of a part's relationships.
type relation struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
	Mode   string `xml:"TargetMode,attr"`
}

// is reports whether the relationship leads to a part of the package of a kind, in either variety of the format.
func (r *relation) is(kind string) bool {
	return r.Mode != "External" && (r.Type == relations+kind || r.Type == relationStrict+kind)
}

// relations returns those of a part, none where it has no such file.
func (p *docxPackage) relations(file string) ([]relation, error) {
	if p.files[file] == nil {
		return nil, nil
	}
	data, err := p.read(file)
	if err != nil {
		return nil, err
	}
	var list struct {
		Relations []relation `xml:"Relationship"`
	}
	if err := xml.Unmarshal(data, &list); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return list.Relations, nil
}

// main returns the name of the part of the main text.
func (p *docxPackage) main() (string, error) {
	list, err := p.relations(rootRelations)
	if err != nil {
		return "", err
	}
	for i := range list {
		if list[i].is("officeDocument") {
			return resolve("", list[i].Target), nil
		}
	}
	return "", errors.New("the package names no main text")
}

// resolve returns the name of the part that a target means as seen from a folder.
func resolve(folder, target string) string {
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(path.Clean(target), "/")
	}
	return path.Join(folder, target)
}

// appendChild puts an element at the end of the root of an XML part, which is not read otherwise. The child is told the prefix of the
// root's own name, with the colon, and its namespace.
func appendChild(data []byte, child func(prefix, namespace string) string) ([]byte, error) {
	dec := xml.NewDecoder(bytes.NewReader(data))
	prefix, namespace, depth := "", "", 0
	for {
		from := int(dec.InputOffset())
		tok, err := dec.Token()
		if err != nil {
			return nil, err
		}
		to := int(dec.InputOffset())
		switch tok := tok.(type) {
		case xml.Directive:
			return nil, errors.New("a document type declaration")
		case xml.StartElement:
			if depth == 0 {
				prefix, namespace = prefixOf(data[from:to]), tok.Name.Space
				if tag := data[from:to]; bytes.HasSuffix(tag, []byte("/>")) {
					name := string(tag[1:][:bytes.IndexAny(tag[1:], " \t\r\n/>")])
					return splice(data, to-len("/>"), to, ">"+child(prefix, namespace)+"</"+name+">"), nil
				}
			}
			depth++
		case xml.EndElement:
			if depth--; depth == 0 {
				return splice(data, from, from, child(prefix, namespace)), nil
			}
		}
	}
}

// splice returns data with what stands between two offsets exchanged.
func splice(data []byte, from, to int, s string) []byte {
	out := make([]byte, 0, len(data)+len(s))
	return append(append(append(out, data[:from]...), s...), data[to:]...)
}
