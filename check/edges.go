package check

import (
	"slices"

	"vanban/document"
	"vanban/read"
	"vanban/read/anatomy"
)

// edges are the margins of a PDF as its running text shows them. Zero is unknown.
type edges struct{ left, right document.EMU }

// hasFirstLine reports whether a paragraph of a PDF shows an indented first line, so that its lines surely belong together: readers may
// take short paragraphs under each other for one.
func hasFirstLine(p *read.Paragraph) bool {
	return len(p.Lines) > 1 && p.Lines[0].Box.X > p.Lines[1].Box.X+document.Millimetre
}

// findEdges takes the margins from paragraphs of more than one line: their further lines begin at the left margin, and when they are
// justified all but the last end at the right one. What a reader sees of a page with only titles, tables and first lines is no margin.
func (s *subject) findEdges() {
	s.edges = map[int]edges{}
	begins, ends := map[int][]document.EMU{}, map[int][]document.EMU{}
	law := s.pack.MarginLeft
	for _, p := range s.parts {
		for _, l := range s.runningText(p) {
			section, lines := s.seats[l.Para].section, l.Para.Lines
			if len(lines) < 2 || !hasFirstLine(l.Para) && !within(lines[1].Box.X, law, s.limits.LengthPDF) {
				continue
			}
			for i, set := range lines {
				if i > 0 {
					begins[section] = append(begins[section], set.Box.X)
				}
				if i < len(lines)-1 {
					ends[section] = append(ends[section], set.Box.X+set.Box.Width)
				}
			}
		}
	}
	for i := range s.m.Sections {
		edge, slack := s.limits.EdgePDF, s.limits.OverhangPDF
		left, right := common(begins[i], edge), outmost(ends[i], common(ends[i], edge), slack)
		if right > 0 {
			right = s.m.Sections[i].Page.Width - right
		}
		s.edges[i] = edges{left, right}
	}
}

// outmost is the farthest of places to the right of the middle one that is still of the same edge: letters end a little before it.
func outmost(list []document.EMU, middle, slack document.EMU) document.EMU {
	far := middle
	for _, v := range list {
		if middle > 0 && v > far && near(v, middle, slack) {
			far = v
		}
	}
	return far
}

// common is the middle one of places, if at least half of them are there, give or take the slack; else 0.
func common(list []document.EMU, slack document.EMU) document.EMU {
	if len(list) == 0 {
		return 0
	}
	slices.Sort(list)
	middle, n := list[len(list)/2], 0
	for _, v := range list {
		if near(v, middle, slack) {
			n++
		}
	}
	if 2*n < len(list) {
		return 0
	}
	return middle
}

// edgesOf are the edges of the text around a line.
func (s *subject) edgesOf(l *anatomy.Line) edges { return s.edges[s.seats[l.Para].section] }
