package law

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"vanban/internal/referee"
)

// glyph is one character where MuPDF draws it. Lengths are points, y runs down from the upper edge of the page.
type glyph struct {
	char         string
	x, end, base float64 // left edge, left edge plus advance, baseline
	size         float64
	font         string // without the subset's prefix
	black        bool
}

func (g *glyph) space() bool  { return strings.TrimSpace(g.char) == "" } // a no-break space is space too
func (g *glyph) bold() bool   { return strings.Contains(g.font, "Bold") }
func (g *glyph) italic() bool { return strings.Contains(g.font, "Ital") }

// stroke is one straight piece of a drawn path.
type stroke struct {
	x0, y0, x1, y1, weight float64
}

func (s *stroke) length() float64 { return s.x1 - s.x0 }
func (s *stroke) middle() float64 { return (s.x0 + s.x1) / 2 }
func (s *stroke) flat() bool      { return near(s.y0, s.y1, 0.01) }

// page is what MuPDF draws on one page, in the order of the file.
type page struct {
	width, height float64
	glyphs        []glyph
	strokes       []stroke
}

// trace reads a PDF with `mutool trace`, which prints every call to its drawing device: somebody else's eyes, and exact
// ones, since characters come with font, matrix and baseline, and nothing is guessed or grouped.
func trace(t *testing.T, pdf []byte) []page {
	t.Helper()
	path := filepath.Join(t.TempDir(), "in.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	var out, errs bytes.Buffer
	cmd := exec.CommandContext(ctx, referee.Tool(t, "mutool"), "trace", path)
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("mutool trace: %v: %s", err, errs.String())
	}
	pages, err := parseTrace(&out)
	if err != nil {
		t.Fatalf("mutool trace: %v", err)
	}
	return pages
}

// tracer gathers pages while the XML goes by.
type tracer struct {
	pages []page
	ctm   [6]float64
	black bool
	font  string
	trm   [4]float64
	at    [2]float64 // end of the path's last piece
	start [2]float64 // of the path's present part
	pen   float64
}

func parseTrace(r io.Reader) ([]page, error) {
	dec := xml.NewDecoder(r)
	var tr tracer
	for {
		tok, err := dec.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		if el, ok := tok.(xml.StartElement); ok {
			if err := tr.element(el); err != nil {
				return nil, fmt.Errorf("<%s>: %w", el.Name.Local, err)
			}
		}
	}
	if len(tr.pages) == 0 {
		return nil, errors.New("no page")
	}
	return tr.pages, nil
}

func (tr *tracer) element(el xml.StartElement) error {
	switch el.Name.Local {
	case "page":
		box, err := numbers(attr(el, "mediabox"), 4)
		if err != nil {
			return err
		}
		tr.pages = append(tr.pages, page{width: box[2] - box[0], height: box[3] - box[1]})
		return nil
	case "fill_text", "stroke_text", "fill_path", "stroke_path":
		m, err := numbers(attr(el, "transform"), 6)
		if err != nil {
			return err
		}
		copy(tr.ctm[:], m)
		tr.black = isBlack(attr(el, "color"))
		tr.pen = 0
		if el.Name.Local == "stroke_path" {
			tr.pen, err = strconv.ParseFloat(attr(el, "linewidth"), 64)
		}
		return err
	case "span":
		m, err := numbers(attr(el, "trm"), 4)
		if err != nil {
			return err
		}
		copy(tr.trm[:], m)
		tr.font = attr(el, "font")
		if _, name, ok := strings.Cut(tr.font, "+"); ok {
			tr.font = name
		}
		return nil
	case "g":
		return tr.glyph(el)
	case "moveto", "lineto":
		return tr.line(el)
	case "closepath":
		tr.stroke(tr.start)
		return nil
	}
	return nil
}

func (tr *tracer) glyph(el xml.StartElement) error {
	n, err := numbers(attr(el, "x")+" "+attr(el, "y")+" "+attr(el, "adv"), 3)
	if err != nil {
		return err
	}
	at := tr.point(n[0], n[1])
	size := tr.trm[0] * tr.ctm[0]
	p := &tr.pages[len(tr.pages)-1]
	p.glyphs = append(p.glyphs, glyph{
		char: attr(el, "unicode"), x: at[0], base: at[1], end: at[0] + n[2]*size, size: size, font: tr.font, black: tr.black,
	})
	return nil
}

func (tr *tracer) line(el xml.StartElement) error {
	n, err := numbers(attr(el, "x")+" "+attr(el, "y"), 2)
	if err != nil {
		return err
	}
	to := tr.point(n[0], n[1])
	if el.Name.Local == "moveto" {
		tr.at, tr.start = to, to
		return nil
	}
	tr.stroke(to)
	return nil
}

func (tr *tracer) stroke(to [2]float64) {
	s := stroke{x0: min(tr.at[0], to[0]), y0: min(tr.at[1], to[1]), x1: max(tr.at[0], to[0]), y1: max(tr.at[1], to[1]), weight: tr.pen}
	tr.at = to
	p := &tr.pages[len(tr.pages)-1]
	p.strokes = append(p.strokes, s)
}

func (tr *tracer) point(x, y float64) [2]float64 {
	m := &tr.ctm
	return [2]float64{x*m[0] + y*m[2] + m[4], x*m[1] + y*m[3] + m[5]}
}

func attr(el xml.StartElement, name string) string {
	for _, a := range el.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func numbers(s string, n int) ([]float64, error) {
	fields := strings.Fields(s)
	if len(fields) != n {
		return nil, fmt.Errorf("%d numbers in %q; %d are needed", len(fields), s, n)
	}
	list := make([]float64, n)
	for i, f := range fields {
		var err error
		if list[i], err = strconv.ParseFloat(f, 64); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// isBlack reports whether all components are zero: black in DeviceGray and DeviceRGB, the only spaces of our files. In any
// other it is a colour as far as this test goes.
func isBlack(color string) bool {
	for _, f := range strings.Fields(color) {
		if f != "0" {
			return false
		}
	}
	return color != ""
}
