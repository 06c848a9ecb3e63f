package referee

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Word is one word of a PDF as pdftotext sees it. Lengths are PDF points, y
// runs downwards from the top of the page.
type Word struct {
	Page                   int // from 1
	XMin, YMin, XMax, YMax float64
	PageWidth, PageHeight  float64
	Text                   string
}

// Words returns the words of a PDF with their boxes, in pdftotext's order.
func Words(t T, pdf []byte) []Word {
	t.Helper()
	out, err := run(nil, Tool(t, "pdftotext"), "-q", "-bbox", save(t, "in.pdf", pdf), "-")
	if err != nil {
		t.Fatalf("%v", err)
	}
	words, err := parseWords(out)
	if err != nil {
		t.Fatalf("pdftotext -bbox: %v", err)
	}
	return words
}

func parseWords(xhtml []byte) ([]Word, error) {
	// Only the <doc> part is well-formed in every poppler version: the head
	// repeats the document's metadata.
	start, end := bytes.Index(xhtml, []byte("<doc>")), bytes.LastIndex(xhtml, []byte("</doc>"))
	if start < 0 || end < start {
		return nil, errors.New("no <doc> element in the output")
	}
	body := bytes.Map(func(r rune) rune {
		// A control character that a PDF maps a glyph to is not XML.
		if r < ' ' && r != '\n' && r != '\t' && r != '\r' {
			return '\uFFFD'
		}
		return r
	}, xhtml[start:end+len("</doc>")])
	dec := xml.NewDecoder(bytes.NewReader(body))
	var words []Word
	var page int
	var width, height float64
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return words, nil
		}
		if err != nil {
			return nil, err
		}
		el, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		switch el.Name.Local {
		case "page":
			page++
			width, height = number(el, "width"), number(el, "height")
		case "word":
			w := Word{
				Page: page, PageWidth: width, PageHeight: height,
				XMin: number(el, "xMin"), YMin: number(el, "yMin"),
				XMax: number(el, "xMax"), YMax: number(el, "yMax"),
			}
			if err := dec.DecodeElement(&w.Text, &el); err != nil {
				return nil, err
			}
			words = append(words, w)
		}
	}
}

// number returns a numeric attribute; poppler always writes these, and a zero
// from a broken one shows up as a position that no comparison accepts.
func number(el xml.StartElement, name string) float64 {
	for _, a := range el.Attr {
		if a.Name.Local == name {
			f, _ := strconv.ParseFloat(a.Value, 64)
			return f
		}
	}
	return 0
}

// Text returns the text of a PDF, pages ended by form feeds. Without options it
// comes in the order that pdftotext guesses from the positions; "-raw" gives
// the order of the content stream, "-layout" keeps the columns.
func Text(t T, pdf []byte, options ...string) string {
	t.Helper()
	args := append([]string{"-q", "-enc", "UTF-8"}, options...)
	out, err := run(nil, Tool(t, "pdftotext"), append(args, save(t, "in.pdf", pdf), "-")...)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return string(out)
}

// PDFInfo is what pdfinfo says about a PDF.
type PDFInfo struct {
	Pages  int
	Fields map[string]string // as printed: "Title", "PDF version", "Page size" (of page 1) …
}

// Info returns the page count and the metadata of a PDF.
func Info(t T, pdf []byte) PDFInfo {
	t.Helper()
	out, err := run(nil, Tool(t, "pdfinfo"), "-enc", "UTF-8", save(t, "in.pdf", pdf))
	if err != nil {
		t.Fatalf("%v", err)
	}
	info := PDFInfo{Fields: map[string]string{}}
	for line := range strings.Lines(string(out)) {
		if key, value, ok := strings.Cut(line, ":"); ok {
			info.Fields[key] = strings.TrimSpace(value)
		}
	}
	if info.Pages, err = strconv.Atoi(info.Fields["Pages"]); err != nil {
		t.Fatalf("pdfinfo printed no page count: %v\n%s", err, out)
	}
	return info
}

// Font is one line of pdffonts.
type Font struct {
	Name, Type, Encoding        string
	Embedded, Subset, ToUnicode bool
}

// Family is the name without the subset's prefix "ABCDEF+".
func (f Font) Family() string {
	if _, name, ok := strings.Cut(f.Name, "+"); ok {
		return name
	}
	return f.Name
}

// Fonts returns the fonts that a PDF uses.
func Fonts(t T, pdf []byte) []Font {
	t.Helper()
	out, err := run(nil, Tool(t, "pdffonts"), save(t, "in.pdf", pdf))
	if err != nil {
		t.Fatalf("%v", err)
	}
	fonts, err := parseFonts(string(out))
	if err != nil {
		t.Fatalf("pdffonts: %v\n%s", err, out)
	}
	return fonts
}

// parseFonts reads from the right: a name that is longer than its column pushes
// the others aside, and a type such as "CID TrueType" has spaces.
func parseFonts(out string) ([]Font, error) {
	var fonts []Font
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if len(lines) < 2 || !strings.HasPrefix(lines[0], "name") {
		return nil, errors.New("no table in the output")
	}
	for _, line := range lines[2:] {
		f := strings.Fields(line)
		n := len(f)
		if n < 8 { // name, type, encoding, emb, sub, uni, object number and generation
			return nil, fmt.Errorf("line %q has %d columns; at least 8 are needed", line, n)
		}
		fonts = append(fonts, Font{
			Name: f[0], Type: strings.Join(f[1:n-6], " "), Encoding: f[n-6],
			Embedded: f[n-5] == "yes", Subset: f[n-4] == "yes", ToUnicode: f[n-3] == "yes",
		})
	}
	return fonts, nil
}

// PNG returns a picture of each page at a resolution in dots per inch.
func PNG(t T, pdf []byte, dpi int) [][]byte {
	t.Helper()
	dir := t.TempDir()
	in := save(t, "in.pdf", pdf)
	if _, err := run(nil, Tool(t, "pdftoppm"), "-q", "-png", "-r", strconv.Itoa(dpi), in, filepath.Join(dir, "p")); err != nil {
		t.Fatalf("%v", err)
	}
	// The page number is zero-padded to one width, so names sort by page.
	paths, _ := filepath.Glob(filepath.Join(dir, "p-*.png"))
	slices.Sort(paths)
	pages := make([][]byte, len(paths))
	for i, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatalf("page picture: %v", err)
		}
		pages[i] = data
	}
	if len(pages) == 0 {
		t.Fatalf("pdftoppm drew no page")
	}
	return pages
}
