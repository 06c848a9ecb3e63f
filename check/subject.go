package check

import (
	"regexp"
	"strings"

	"vanban/document"
	"vanban/read"
	"vanban/read/anatomy"
	"vanban/thethuc"
)

// subject is a document under judgement, with what several rules ask of it worked out once.
type subject struct {
	pack      *thethuc.Pack
	limits    *thethuc.Limits
	kinds     []thethuc.Kind
	measure   document.Measurer
	districts *regexp.Regexp
	m         *read.Manuscript
	doc       *anatomy.Document
	// parts are the document itself, the documents that come with it, and their phụ lục.
	parts []part
	seats map[*read.Paragraph]seat
	// titles are the paragraphs of numbered titles on lines of their own.
	titles map[*read.Paragraph]bool
	// edges are where the text of a section of a PDF begins and ends, from the edges of the page; by section.
	edges     map[int]edges
	sentences []sentence // what prose yields, once it is asked
	// paragraphs are all of the manuscript, those in cells, margins and notes among them.
	paragraphs []*read.Paragraph
}

// part is a stretch with a body of its own.
type part struct {
	doc      *anatomy.Document // the document, or the one that the appendix belongs to
	appendix *anatomy.Appendix // nil for a document
	main     bool
	body     []*anatomy.Node
}

// seat is where a paragraph stands in its file.
type seat struct {
	section int
	table   *read.Table // nil in running text
	row     int
	column  int
	index   int // in the blocks of its cell or of the manuscript
	blocks  []read.Block
	width   document.EMU // of what it stands in: the cell with its padding, or the text of the page
}

func newSubject(c *Checker, d *anatomy.Document) *subject {
	s := &subject{pack: c.pack, limits: c.limits, kinds: c.kinds, measure: c.measure, districts: c.districts, m: d.Manuscript, doc: d,
		seats: map[*read.Paragraph]seat{}, titles: map[*read.Paragraph]bool{}}
	section := 0
	for i := range s.m.Blocks {
		for section+1 < len(s.m.Sections) && s.m.Sections[section+1].First <= i {
			section++
		}
		s.seat(s.m.Blocks[i], seat{section: section, index: i, blocks: s.m.Blocks, width: s.textWidth(section)})
	}
	seen := map[*read.Block]bool{} // sections share the headers of those before them
	for i := range s.m.Sections {
		sec := &s.m.Sections[i]
		for _, blocks := range [][]read.Block{sec.FirstHeader, sec.Header, sec.FirstFooter, sec.Footer} {
			if len(blocks) > 0 && !seen[&blocks[0]] {
				seen[&blocks[0]] = true
				s.seatAll(blocks, seat{section: i, width: s.textWidth(i)})
			}
		}
	}
	for i := range s.m.Notes {
		s.seatAll(s.m.Notes[i].Blocks, seat{})
	}
	s.doc = s.mend(d)
	s.take(s.doc, true)
	for _, p := range s.parts {
		walk(p.body, func(n *anatomy.Node) {
			if n.Kind == anatomy.Heading && n.Line != nil && n.Line.Para != nil {
				s.titles[n.Line.Para] = true
			}
		})
	}
	if s.pdf() {
		s.findEdges()
	}
	return s
}

// take lists the parts of a document in their order.
func (s *subject) take(d *anatomy.Document, main bool) {
	s.parts = append(s.parts, part{doc: d, main: main, body: d.Body})
	for _, a := range d.Appendices {
		s.parts = append(s.parts, part{doc: d, appendix: a, body: a.Body})
	}
	for _, e := range d.Enclosures {
		s.take(e, false)
	}
}

func (s *subject) seatAll(blocks []read.Block, at seat) {
	at.blocks = blocks
	for i := range blocks {
		at.index = i
		s.seat(blocks[i], at)
	}
}

func (s *subject) seat(b read.Block, at seat) {
	switch b := b.(type) {
	case *read.Paragraph:
		s.seats[b] = at
		s.paragraphs = append(s.paragraphs, b)
	case *read.Table:
		for i := range b.Rows {
			column := 0
			for j := range b.Rows[i].Cells {
				c := &b.Rows[i].Cells[j]
				in := seat{section: at.section, table: b, row: i, column: column}
				for k := range max(c.ColSpan, 1) {
					if column+k < len(b.Columns) {
						in.width += b.Columns[column+k]
					}
				}
				column += max(c.ColSpan, 1)
				s.seatAll(c.Blocks, in)
			}
		}
	case *read.Rule:
	}
}

func (s *subject) textWidth(section int) document.EMU {
	if section >= len(s.m.Sections) {
		return 0
	}
	p := &s.m.Sections[section].Page
	return p.Width - p.Left - p.Right
}

// blank reports whether the file has no text at all: a scan.
func (s *subject) blank() bool {
	for _, p := range s.paragraphs {
		if lettered(shown(p.Runs)) {
			return false
		}
	}
	return true
}

// party reports whether a file has the heading of the Party instead of quốc hiệu: its documents have a form of their own.
func (s *subject) party() bool {
	if s.doc.QuocHieu != nil {
		return false
	}
	for _, p := range s.paragraphs[:min(len(s.paragraphs), 20)] {
		if squash(shown(p.Runs)) == thethuc.PartyTitle {
			return true
		}
	}
	return false
}

// measured reports whether the file says how its text is set.
func (s *subject) measured() bool { return s.m.Source == read.DOCX || s.m.Source == read.PDF }

func (s *subject) pdf() bool { return s.m.Source == read.PDF }

// documents are the document itself and those that come with it.
func (s *subject) documents() []part {
	var list []part
	for _, p := range s.parts {
		if p.appendix == nil {
			list = append(list, p)
		}
	}
	return list
}

// page is the page on which a line stands.
func (s *subject) page(l *anatomy.Line) *read.Page {
	at, ok := s.seats[l.Para]
	if !ok || at.section >= len(s.m.Sections) {
		return nil
	}
	return &s.m.Sections[at.section].Page
}

// walk calls f for every node of a body, in order.
func walk(nodes []*anatomy.Node, f func(*anatomy.Node)) {
	for _, n := range nodes {
		f(n)
		walk(n.Children, f)
	}
}

// empty reports whether a paragraph shows nothing.
func empty(p *read.Paragraph) bool {
	return p.Label == "" && strings.TrimSpace(shown(p.Runs)) == ""
}

// issuers are the lines of the name of the issuing organ, of all organs of a joint document.
func issuers(d *anatomy.Document) []*anatomy.Line {
	lines := d.CoQuan
	for _, o := range d.Organs {
		lines = append(lines[:len(lines):len(lines)], o.Name...)
	}
	return lines
}

// parents are the lines of the names of organs above.
func parents(d *anatomy.Document) []*anatomy.Line {
	lines := d.ChuQuan
	for _, o := range d.Organs {
		lines = append(lines[:len(lines):len(lines)], o.ChuQuan...)
	}
	return lines
}
