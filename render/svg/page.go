package svg

import (
	"errors"
	"fmt"
	"strconv"

	"vanban/document"
	"vanban/layout"
)

// page writes a page as an svg element of its own, so that its coordinates are those of layout wherever it stands.
func (j *job) page(i int, x, y document.EMU) {
	p := &j.res.Pages[i]
	j.buf = append(j.buf, `<svg id="page-`...)
	j.buf = append(appendInt(j.buf, int64(i+1)), '"')
	j.place(x, y, p.Width, p.Height)
	j.number(` viewBox="0 0 `, p.Width)
	j.number(" ", p.Height)
	j.buf = append(j.buf, "\">\n"...)
	j.paper(0, 0, p.Width, p.Height)
	j.buf = append(j.buf, "/>\n"...)
	var behind error
	if p.Plate != nil {
		behind = j.plate(p.Plate)
	}
	if err := errors.Join(behind, j.strokes(p.Strokes), j.lines(p.Lines)); err != nil && j.err == nil {
		j.err = fmt.Errorf("svg: page %d: %w", i+1, err)
	}
	j.buf = append(j.buf, "</svg>\n"...)
}

// strokes draws the page's rules and grids before its text. Lines of one weight and colour that follow each other are one
// path, so a table's grid is one element.
func (j *job) strokes(list []layout.Stroke) error {
	for i := range list {
		s := &list[i]
		if i == 0 || s.Weight != list[i-1].Weight || s.Color != list[i-1].Color {
			if i > 0 {
				j.buf = append(j.buf, "\"/>\n"...)
			}
			j.buf = append(j.buf, `<path fill="none" stroke="#`...)
			color := s.Color
			if color == "" {
				color = "000"
			} else if err := checkColor(color); err != nil {
				return err
			}
			j.buf = append(j.buf, color...)
			j.buf = append(j.buf, `" stroke-width="`...)
			j.buf = appendHundredths(j.buf, document.DivRound(s.Weight*100, unit))
			j.buf = append(j.buf, `" d="`...)
		}
		j.number("M", s.X1)
		j.number(" ", s.Y1)
		switch {
		case s.Y1 == s.Y2:
			j.number("H", s.X2)
		case s.X1 == s.X2:
			j.number("V", s.Y2)
		default:
			j.number("L", s.X2)
			j.number(" ", s.Y2)
		}
	}
	if len(list) > 0 {
		j.buf = append(j.buf, "\"/>\n"...)
	}
	return nil
}

// checkColor makes sure that a colour is RRGGBB: it goes into an attribute as it is.
func checkColor(rgb string) error {
	if _, err := strconv.ParseUint(rgb, 16, 32); err != nil || len(rgb) != 6 || rgb[0] == '+' {
		return fmt.Errorf("colour %q is not RRGGBB", rgb)
	}
	return nil
}

// lines writes the text. The lines of a paragraph are one text element, so that copying gives a running text; the artifact
// node stands for many places, and each of its lines is by itself.
func (j *job) lines(list []layout.Line) error {
	var t text
	for i := range list {
		l := &list[i]
		if len(l.Spans) == 0 {
			continue
		}
		if l.Node < 0 || int(l.Node) >= len(j.res.Nodes) {
			return fmt.Errorf("a line names node %d of %d", l.Node, len(j.res.Nodes))
		}
		n := &j.res.Nodes[l.Node]
		if t.node != n || n.Kind == layout.ArtifactNode {
			j.endText(&t)
			t = text{node: n}
		}
		t.line = l
		for k := range l.Spans {
			s := &l.Spans[k]
			if err := j.span(&t, s, l.SpaceAfter && k == len(l.Spans)-1); err != nil {
				if n.Pointer != "" {
					err = fmt.Errorf("%s: %w", n.Pointer, err)
				}
				return err
			}
		}
	}
	j.endText(&t)
	return nil
}
