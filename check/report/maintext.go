package report

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// The namespaces that are looked for. A file of the strict variety (ECMA-376 Part 1) has one of its own.
const (
	nsMain       = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	nsMainStrict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
	nsMarkup     = "http://schemas.openxmlformats.org/markup-compatibility/2006"
)

// mainText is where the paragraphs of the main part stand in its bytes.
type mainText struct {
	namespace string
	hosts     []host // paragraphs that take a comment, in the order of the text
	hostOf    []int  // for each paragraph that counts: its host, -1 where it has none
	exact     []bool // whether the paragraph is its own host
	nextID    int    // above all ids of comments that the text has marks of
}

// host is a paragraph and the offsets at which the marks of comments go in.
type host struct {
	prefix     string // of its own name, with the colon
	tagEnd     int    // after its start tag
	start, end int    // after its properties; before its end tag
	empty      bool   // <w:p/>: one tag is both
}

// frame is an element that is open.
type frame struct {
	name xml.Name
	host int // index of the host that it begins, else -1
}

// scanner goes through the main part once. Nothing is kept of it but offsets, since it has to come out as it went in.
type scanner struct {
	text     mainText
	data     []byte
	open     []frame
	host     int // the open host, -1 for none
	fallback int // depth of open mc:Fallback: what stands there is there twice
	box      int // depth of open text boxes, in which Word has no comments
}

func scanDocument(ctx context.Context, data []byte) (*mainText, error) {
	s := &scanner{data: data, host: -1}
	dec := xml.NewDecoder(bytes.NewReader(data))
	for n := 0; ; n++ {
		if n%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		from := int(dec.InputOffset())
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return &s.text, nil
		}
		if err != nil {
			return nil, err
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if err := s.start(tok, from, int(dec.InputOffset())); err != nil {
				return nil, err
			}
		case xml.EndElement:
			s.end(from, int(dec.InputOffset()))
		case xml.Directive:
			return nil, errors.New("a document type declaration")
		}
	}
}

func (s *scanner) start(el xml.StartElement, from, to int) error {
	f := frame{name: el.Name, host: -1}
	if len(s.open) == 0 {
		s.text.namespace = el.Name.Space
		if el.Name.Local != "document" || el.Name.Space != nsMain && el.Name.Space != nsMainStrict {
			return fmt.Errorf("the root is %s of %q", el.Name.Local, el.Name.Space)
		}
	}
	switch {
	case el.Name.Space == nsMarkup && el.Name.Local == "Fallback":
		s.fallback++
	case el.Name.Space != s.text.namespace:
	case el.Name.Local == "txbxContent":
		s.box++
	case el.Name.Local == "p":
		f.host = s.paragraph(from, to)
	case strings.HasPrefix(el.Name.Local, "comment"):
		for _, a := range el.Attr {
			if n, err := strconv.Atoi(a.Value); a.Name.Local == "id" && err == nil && n < maxID {
				s.text.nextID = max(s.text.nextID, n+1)
			}
		}
	}
	s.open = append(s.open, f)
	return nil
}

// maxID bounds the ids that ours are counted on from: an xsd:int has to hold them all.
const maxID = 1 << 30

// paragraph counts a paragraph and returns its index among the hosts, -1 where another holds it or none can.
func (s *scanner) paragraph(from, to int) int {
	if s.fallback > 0 {
		return -1
	}
	if s.host >= 0 || s.box > 0 {
		s.text.hostOf, s.text.exact = append(s.text.hostOf, s.host), append(s.text.exact, false)
		return -1
	}
	h := host{prefix: prefixOf(s.data[from:to]), tagEnd: to, start: to, empty: bytes.HasSuffix(s.data[from:to], []byte("/>"))}
	s.host = len(s.text.hosts)
	s.text.hosts = append(s.text.hosts, h)
	s.text.hostOf, s.text.exact = append(s.text.hostOf, s.host), append(s.text.exact, true)
	return s.host
}

func (s *scanner) end(from, to int) {
	f := s.open[len(s.open)-1]
	s.open = s.open[:len(s.open)-1]
	switch {
	case f.host >= 0:
		s.text.hosts[f.host].end = from
		s.host = -1
	case f.name.Space == nsMarkup && f.name.Local == "Fallback":
		s.fallback--
	case f.name.Space != s.text.namespace:
	case f.name.Local == "txbxContent":
		s.box--
	case f.name.Local == "pPr" && s.host >= 0 && s.open[len(s.open)-1].host == s.host:
		s.text.hosts[s.host].start = to
	}
}

// prefixOf returns the prefix of a start tag's name, with its colon: "<w:p ..." gives "w:".
func prefixOf(tag []byte) string {
	name := tag[1:]
	if i := bytes.IndexAny(name, " \t\r\n/>"); i >= 0 {
		name = name[:i]
	}
	prefix, _, ok := bytes.Cut(name, []byte(":"))
	if !ok {
		return ""
	}
	return string(prefix) + ":"
}

// ownPrefix is what marks are written with where the file has the namespace without a prefix: attributes need one.
const ownPrefix = "vb:"

// names returns the prefix for new elements and, where it has to be declared on them, the declaration.
func names(prefix, namespace string) (use, declare string) {
	if prefix != "" {
		return prefix, ""
	}
	return ownPrefix, ` xmlns:` + strings.TrimSuffix(ownPrefix, ":") + `="` + namespace + `"`
}

// edit returns the main part with the marks of the comments: the range around the paragraph's content, and the reference at its end
// (ECMA-376 Part 1, 17.13.4). The comments are in the order of their paragraphs.
func (d *mainText) edit(data []byte, list []placed) []byte {
	out := make([]byte, 0, len(data)+256*len(list))
	done := 0
	for rest := list; len(rest) > 0; {
		n := slices.IndexFunc(rest, func(p placed) bool { return p.host != rest[0].host })
		if n < 0 {
			n = len(rest)
		}
		h := &d.hosts[rest[0].host]
		w, declare := names(h.prefix, d.namespace)
		if h.empty {
			out = append(out, bytes.TrimRight(data[done:h.tagEnd-len("/>")], " \t\r\n")...)
			out = append(out, '>')
			done = h.tagEnd
		}
		out = append(out, data[done:h.start]...)
		for _, p := range rest[:n] {
			out = fmt.Appendf(out, `<%[1]scommentRangeStart%[2]s %[1]sid="%[3]d"/>`, w, declare, p.id)
		}
		out = append(out, data[h.start:h.end]...)
		for _, p := range rest[:n] {
			out = fmt.Appendf(out, `<%[1]scommentRangeEnd%[2]s %[1]sid="%[3]d"/>`+
				`<%[1]sr%[2]s><%[1]scommentReference %[1]sid="%[3]d"/></%[1]sr>`, w, declare, p.id)
		}
		if h.empty {
			out = append(out, "</"+h.prefix+"p>"...)
		}
		done, rest = h.end, rest[n:]
	}
	return append(out, data[done:]...)
}
