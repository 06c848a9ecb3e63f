package pdf

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"vanban/document"
	"vanban/layout"
)

// pages are small documents, each for one matter of the content writer.
var pages = map[string]func(s *sheet){
	// One line, one string: the plainest page there is.
	"plain": func(s *sheet) {
		s.put(s.page(), document.MM(30), document.MM(20), s.span(0, "Kế hoạch (năm 2023)", document.Regular, 14))
	},
	// Spans that touch need no Td; the next line moves relative to the last; a gap such as a tab's moves.
	"spans": func(s *sheet) {
		p := s.page()
		s.put(p, document.MM(30), document.MM(20), s.span(0, "Điều 1. ", document.Bold, 14), s.span(0, "Ban hành", document.Regular, 14))
		s.put(p, document.MM(30), document.MM(27), s.span(0, "a)", document.Regular, 14), s.span(document.MM(5), "tab", document.Regular, 14))
	},
	// Word spacing is set once while it stays; the line break's space is within the string.
	"justified": func(s *sheet) {
		p := s.page()
		for i := range 2 {
			span := s.span(0, "một hai ba", document.Regular, 14)
			span.Word = document.Pt(1.2345)
			span.Width += 2 * span.Word
			s.put(p, document.MM(30), document.MM(20+float64(i)*7), span).SpaceAfter = true
		}
		s.put(p, document.MM(30), document.MM(34), s.span(0, "bốn.", document.Regular, 14))
	},
	// A footnote mark is smaller and raised.
	"mark": func(s *sheet) {
		mark := s.span(0, "1", document.Regular, 8.12)
		mark.Rise = document.Pt(4.62)
		s.put(s.page(), document.MM(30), document.MM(20), s.span(0, "chữ", document.Regular, 14), mark, s.span(0, " tiếp", document.Regular, 14))
	},
	// Characters outside the code page go into an extra font, spaces between them do not.
	"extra": func(s *sheet) {
		p := s.page()
		s.put(p, document.MM(30), document.MM(20), s.span(0, "ΔΩ → π", document.Regular, 14)).SpaceAfter = true
		s.put(p, document.MM(30), document.MM(27), s.span(0, "ΩΔ", document.Regular, 14)).SpaceAfter = true
	},
	// Page furniture is an artifact, and so are strokes; paths of one pen are painted together.
	"artifacts": func(s *sheet) {
		p := s.page()
		s.put(p, document.MM(105), document.MM(15), s.span(0, "2", document.Regular, 14)).Node = 2
		s.put(p, document.MM(30), document.MM(30), s.span(0, "chữ", document.Regular, 14))
		for i := range 3 {
			y := document.MM(40 + float64(i))
			p.Strokes = append(p.Strokes, layout.Stroke{X1: document.MM(30), Y1: y, X2: document.MM(90), Y2: y, Weight: document.Pt(0.5 + float64(i/2))})
		}
	},
	"colours": func(s *sheet) {
		p := s.page()
		red := s.span(0, "đỏ", document.Regular, 14)
		red.Color = "DA251D"
		s.put(p, document.MM(30), document.MM(30), red, s.span(0, "đen", document.Regular, 14))
		p.Strokes = append(p.Strokes, layout.Stroke{X1: 0, Y1: 0, X2: document.MM(90), Y2: 0, Weight: document.Pt(1), Color: "da251d"})
	},
	// What a literal string must escape (7.3.4.2), among it the codes that stand for CR and LF.
	"escapes": func(s *sheet) {
		s.put(s.page(), 0, document.MM(30), s.span(0, `(a\b) `+string(s.code(10))+string(s.code(13)), document.Regular, 14))
	},
	"strokes only": func(s *sheet) {
		p := s.page()
		p.Strokes = []layout.Stroke{{X1: document.MM(30), Y1: document.MM(30), X2: document.MM(30), Y2: document.MM(90), Weight: document.Pt(0.5)}}
	},
	// Behind the text of a certificate: the design hung from the upper edge, a picture, and marks; rectangles in both directions.
	"plate": func(s *sheet) {
		p := s.page()
		rect := func(x, y float64) []document.Segment {
			at := func(dx, dy float64) [3]document.XY {
				return [3]document.XY{{X: document.MM(x + dx), Y: document.MM(y + dy)}}
			}
			return []document.Segment{
				{P: at(0, 0)}, {Kind: document.LineTo, P: at(1, 0)}, {Kind: document.LineTo, P: at(1, 1)}, {Kind: document.LineTo, P: at(0, 1)}, {Kind: document.Close},
			}
		}
		turned := func(r []document.Segment) []document.Segment {
			r[1].P, r[3].P = r[3].P, r[1].P
			return r
		}
		p.Plate = &document.Plate{
			Design:   &document.Design{Key: "small", Width: document.MM(210), Height: document.MM(148)},
			Pictures: []document.Placed{{Picture: pngPicture("disc", disc(8)), X: document.MM(20), Y: document.MM(10), Width: document.MM(30), Height: document.MM(20)}},
			Photo:    &document.Placed{Picture: pngPicture("photo", disc(8)), Width: document.MM(210), Height: document.MM(297)},
			Marks: []document.Shape{
				{Fill: "000000", Path: slices.Concat(rect(20, 200), turned(rect(21, 200)))},
				{Fill: "FFFFFF", Stroke: "000000", Weight: document.Pt(1), EvenOdd: true, Path: slices.Concat(rect(40, 200), rect(41, 200))},
				{Stroke: "000000", Weight: document.Pt(1), Path: []document.Segment{
					{P: [3]document.XY{{X: 0, Y: 0}}}, {Kind: document.CurveTo, P: [3]document.XY{{X: document.MM(1)}, {Y: document.MM(2)}, {X: document.MM(3), Y: document.MM(3)}}},
				}},
			},
		}
		s.put(p, document.MM(30), document.MM(30), s.span(0, "chữ", document.Regular, 14))
	},
	"design of the page's size": func(s *sheet) {
		p := s.page()
		p.Plate = &document.Plate{Design: &document.Design{Key: "whole", Width: p.Width, Height: p.Height}}
	},
	"empty": func(s *sheet) { s.page() },
}

// code returns the character that a code of the code page stands for.
func (s *sheet) code(c byte) rune { return newCodePage(s.set).runes[c] }

// The operators of each page, bytes above ASCII in octal.
func TestContent(t *testing.T) {
	w := newWriter(t)
	files, err := filepath.Glob("testdata/*.content")
	if err != nil {
		t.Fatal(err)
	}
	for name, build := range pages {
		s := newSheet(t)
		build(s)
		j := w.jobs.New().(*job)
		j.content.begin(&s.res)
		var got strings.Builder
		for i := range s.res.Pages {
			j.content.write(&s.res.Pages[i])
			for _, c := range j.content.buf {
				if c >= 0x7f || c < ' ' && c != '\n' {
					fmt.Fprintf(&got, "\\%03o", c)
				} else {
					got.WriteByte(c)
				}
			}
		}
		if j.content.err != nil {
			t.Errorf("%s: %v", name, j.content.err)
			continue
		}
		file := filepath.Join("testdata", strings.NewReplacer(" ", "-", "'", "").Replace(name)+".content")
		files = slices.DeleteFunc(files, func(f string) bool { return f == file })
		if os.Getenv("UPDATE_GOLDEN") == "1" {
			if err := os.WriteFile(file, []byte(got.String()), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Errorf("%s: %v; UPDATE_GOLDEN=1 writes it", name, err)
			continue
		}
		if got.String() != string(want) {
			t.Errorf("%s:\n%s\nwant:\n%s", name, got.String(), want)
		}
	}
	if len(files) > 0 {
		t.Errorf("goldens without a page: %v", files)
	}
}

// What must not reach the writer is an error that names the place, never a hole in the page.
func TestWriteRefuses(t *testing.T) {
	w := newWriter(t)
	for _, c := range []struct {
		name, want string
		build      func(s *sheet)
	}{
		{"no page", "without pages", func(*sheet) {}},
		{"no glyph", "/body/0: the LiberationSerif-Bold font has no glyph for U+4E2D", func(s *sheet) {
			s.put(s.page(), 0, 0, s.span(0, "chữ 中", document.Bold, 14))
		}},
		{"control character", "no glyph for U+0009", func(s *sheet) { s.put(s.page(), 0, 0, s.span(0, "a\tb", document.Bold, 14)) }},
		{"not UTF-8", "no glyph for U+FFFD", func(s *sheet) { s.put(s.page(), 0, 0, s.span(0, "a\xE1\xBBb", document.Bold, 14)) }},
		{"surrogate", "no glyph for U+FFFD", func(s *sheet) { s.put(s.page(), 0, 0, s.span(0, "\xED\xA0\x80", document.Bold, 14)) }},
		{"overlong", "no glyph for U+FFFD", func(s *sheet) { s.put(s.page(), 0, 0, s.span(0, "\xC0\xAF", document.Bold, 14)) }},
		{"node", "node 9 of 3", func(s *sheet) { s.put(s.page(), 0, 0, s.span(0, "a", document.Bold, 14)).Node = 9 }},
		{"face", "no face 7", func(s *sheet) {
			span := s.span(0, "a", document.Bold, 14)
			span.Face = 7
			s.put(s.page(), 0, 0, span)
		}},
		{"colour", `colour "red" is not RRGGBB`, func(s *sheet) {
			span := s.span(0, "a", document.Bold, 14)
			span.Color = "red"
			s.put(s.page(), 0, 0, span)
		}},
		{"design", `page 1: design bad: colour "red" is not RRGGBB`, func(s *sheet) {
			s.page().Plate = &document.Plate{Design: &document.Design{Key: "bad", Shapes: []document.Shape{{Fill: "red", Path: make([]document.Segment, 1)}}}}
		}},
		{"marks", `page 1: marks: a path has a segment of kind 9`, func(s *sheet) {
			s.page().Plate = &document.Plate{Marks: []document.Shape{{Fill: "000000", Path: []document.Segment{{Kind: 9}}}}}
		}},
		{"bookmark", `bookmark "x" leads to page 3 of 1`, func(s *sheet) {
			s.page()
			s.res.Outline = []layout.OutlineItem{{Title: "x", Level: 1, Page: 2}}
		}},
	} {
		s := newSheet(t)
		c.build(s)
		out, err := w.Write(&s.res, document.Info{})
		if err == nil || !strings.Contains(err.Error(), c.want) || out != nil {
			t.Errorf("%s: %d bytes, error %v; want one with %q", c.name, len(out), err, c.want)
		}
	}
	// A refused document leaves nothing behind for the next one.
	res, info := plan(t)
	a, err := newWriter(t).Write(res, info)
	if err != nil {
		t.Fatal(err)
	}
	b, err := w.Write(res, info)
	if err != nil || !bytes.Equal(a, b) {
		t.Errorf("after refused documents the file differs (%v)", err)
	}
}
