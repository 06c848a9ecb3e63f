package pdf

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"vanban/document"
	"vanban/fonts"
	"vanban/layout"
)

// The pages of these tests are set by hand, so that they hold whatever layout does.

// planTexts are the texts of a real plan, in the order of its sample: some 11,000 characters.
func planTexts(tb testing.TB) []string {
	tb.Helper()
	f, err := os.Open("../../templates/kehoach/samples/ubnd-dak-ha-2023.json")
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	var texts []string
	for d := json.NewDecoder(f); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return texts
		}
		if err != nil {
			tb.Fatal(err)
		}
		if text, ok := token.(string); ok && strings.Contains(text, " ") {
			texts = append(texts, text)
		}
	}
}

// sheet builds a layout.Result.
type sheet struct {
	set *fonts.Set
	res layout.Result
}

func newSheet(tb testing.TB) *sheet {
	tb.Helper()
	set, err := fonts.Embedded()
	if err != nil {
		tb.Fatal(err)
	}
	return &sheet{set: set, res: layout.Result{Nodes: []layout.Node{
		{Kind: layout.DocumentNode}, {Kind: layout.ParagraphNode, Pointer: "/body/0"}, {Kind: layout.ArtifactNode},
	}}}
}

func (s *sheet) page() *layout.Page {
	s.res.Pages = append(s.res.Pages, layout.Page{Width: document.MM(210), Height: document.MM(297), Number: len(s.res.Pages) + 1})
	return &s.res.Pages[len(s.res.Pages)-1]
}

// span is a stretch of unstretched text at x.
func (s *sheet) span(x document.EMU, text string, face document.Face, size float64) layout.Span {
	pt := document.Pt(size)
	return layout.Span{Text: text, Face: face, Size: pt, X: x, Width: s.set.TextWidth(text, face, pt)}
}

// put sets one line of spans behind each other.
func (s *sheet) put(p *layout.Page, x, y document.EMU, spans ...layout.Span) *layout.Line {
	at := document.EMU(0)
	for i := range spans {
		spans[i].X += at
		at = spans[i].X + spans[i].Width
	}
	p.Lines = append(p.Lines, layout.Line{X: x, Y: y, Node: 1, Spans: spans})
	return &p.Lines[len(p.Lines)-1]
}

// paragraph breaks text greedily at a width and justifies it.
func (s *sheet) paragraph(p *layout.Page, x, y, width document.EMU, text string, size float64) document.EMU {
	pt := document.Pt(size)
	line := ""
	flush := func(last bool) {
		span := s.span(0, line, document.Regular, size)
		if n := strings.Count(line, " "); !last && n > 0 {
			span.Word = (width - span.Width) / document.EMU(n)
			span.Width += span.Word * document.EMU(n)
		}
		s.put(p, x, y, span).SpaceAfter = !last
		y += pt * 115 / 100
	}
	for word := range strings.FieldsSeq(text) {
		next := strings.TrimPrefix(line+" "+word, " ")
		if s.set.TextWidth(next, document.Regular, pt) > width {
			flush(false)
			next = word
		}
		line = next
	}
	flush(true)
	return y
}

// plan is the document of the benchmarks: the text of a real plan on four pages in four faces, with a grid and bookmarks.
func plan(tb testing.TB) (*layout.Result, document.Info) {
	s := newSheet(tb)
	left, width, bottom := document.MM(30), document.MM(165), document.MM(277)
	var p *layout.Page
	y := bottom
	for k, text := range planTexts(tb) {
		if y >= bottom-document.MM(20) {
			p, y = s.page(), document.MM(25)
			if n := len(s.res.Pages); n > 1 {
				l := s.put(p, document.MM(105), document.MM(15), s.span(0, string(rune('0'+n)), document.Regular, 14))
				l.Node, l.Role = 2, document.SoTrang
			}
		}
		if k%12 == 0 {
			s.put(p, left, y, s.span(0, "I. ", document.Bold, 14), s.span(0, "MỤC ĐÍCH, YÊU CẦU", document.Bold, 14))
			s.res.Outline = append(s.res.Outline, layout.OutlineItem{Title: "I. MỤC ĐÍCH, YÊU CẦU", Level: 1 + k%3, Page: len(s.res.Pages) - 1, Y: y})
			y += document.MM(6.5)
		}
		if k%12 == 1 {
			s.put(p, left, y, s.span(0, "Thời gian: ", document.Italic, 14), s.span(0, "quý I", document.BoldItalic, 14))
			p.Strokes = append(p.Strokes, layout.Stroke{X1: left, Y1: y, X2: left + width, Y2: y, Weight: document.Pt(0.5)})
			y += document.MM(6.5)
		}
		y = s.paragraph(p, left, y, width, text, 13)
	}
	return &s.res, document.Info{
		Title: "Kế hoạch Triển khai thực hiện công tác thi đua, khen thưởng năm 2023", Author: "ỦY BAN NHÂN DÂN HUYỆN ĐẮK HÀ",
		Subject: "Số: /KH-UBND", Language: "vi-VN", Created: "2023-01-05T00:00:00+07:00",
	}
}

func newWriter(tb testing.TB) *Writer {
	tb.Helper()
	set, err := fonts.Embedded()
	if err != nil {
		tb.Fatal(err)
	}
	w, err := New(set)
	if err != nil {
		tb.Fatal(err)
	}
	return w
}
