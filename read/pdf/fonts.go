package pdf

import (
	"errors"
	"math"
	"strings"
)

// font is what the interpreter needs of a font: text, widths and looks.
type font struct {
	family       string
	bold, italic bool
	wide         bool // codes of two bytes
	simple       encoding
	unicode      *cmap // ToUnicode
	codes        *cmap // codes to CIDs; nil for Identity
	widths       [256]float64
	cidWidths    map[uint32]float64
	missing      float64
	scale        float64 // of widths: 0.001, or of Type 3's FontMatrix
	unknown      bool    // nothing tells what its codes mean
}

const maxWidths = 1 << 16

func (f *pdfFile) font(o any) *font {
	d := f.dict(o)
	t := &font{scale: 0.001}
	base := string(f.name(d["BaseFont"]))
	t.family, t.bold, t.italic = fontName(base)
	if s, ok := f.resolve(d["ToUnicode"]).(*stream); ok {
		if data, err := f.data(s); err == nil {
			t.unicode = f.cmap(data)
		} else if !errors.Is(err, errImage) {
			panic(err)
		}
	}
	switch f.name(d["Subtype"]) {
	case "Type0":
		f.composite(t, d)
	case "Type3":
		t.scale = abs(f.matrix(d["FontMatrix"])[0])
		f.simpleFont(t, d)
		if t.family == "" {
			t.family = string(f.name(d["Name"]))
		}
	default:
		f.simpleFont(t, d)
		f.describe(t, d)
		if d["Widths"] == nil {
			t.standardWidths()
		}
	}
	return t
}

// describe takes the looks from the font descriptor, for names that do not tell them (9.8).
func (f *pdfFile) describe(t *font, d dict) {
	fd := f.dict(d["FontDescriptor"])
	if fd == nil {
		return
	}
	flags := f.int(fd["Flags"], 0)
	t.bold = t.bold || flags&(1<<18) != 0 || f.float(fd["FontWeight"], 400) >= 600 || f.float(fd["StemV"], 0) >= 160
	t.italic = t.italic || flags&(1<<6) != 0 || abs(f.float(fd["ItalicAngle"], 0)) >= 5
	t.missing = f.float(fd["MissingWidth"], 0)
	for i, w := range t.widths {
		if w < 0 {
			t.widths[i] = t.missing
		}
	}
	if s, ok := f.resolve(fd["FontFamily"]).(str); ok && t.family == "" {
		t.family = textString(s)
	}
}

func (f *pdfFile) simpleFont(t *font, d dict) {
	enc := f.resolve(d["Encoding"])
	switch e := enc.(type) {
	case name:
		t.simple = baseEncoding(e)
	case dict:
		base := f.name(e["BaseEncoding"])
		t.simple = baseEncoding(base)
		at := 0
		for _, o := range f.array(e["Differences"]) {
			switch o := f.resolve(o).(type) {
			case int:
				at = o
			case name:
				if at >= 0 && at < 256 {
					t.simple[at] = glyphText(string(o))
				}
				at++
			}
		}
	default:
		t.simple = baseEncoding("WinAnsiEncoding")
		t.unknown = t.unicode == nil && f.dict(d["FontDescriptor"]) != nil && f.int(f.dict(d["FontDescriptor"])["Flags"], 0)&4 != 0
	}
	first := f.int(d["FirstChar"], 0)
	for i := range t.widths {
		t.widths[i] = -1
	}
	for i, o := range f.array(d["Widths"]) {
		if i >= len(t.widths) {
			break
		}
		if c := first + i; c >= 0 && c < 256 {
			t.widths[c] = f.float(o, 0)
		}
	}
}

func (f *pdfFile) composite(t *font, d dict) {
	t.wide = true
	var descendant dict
	if a := f.array(d["DescendantFonts"]); len(a) > 0 {
		descendant = f.dict(a[0])
	}
	f.describe(t, descendant)
	if t.family == "" {
		t.family, t.bold, t.italic = fontName(string(f.name(descendant["BaseFont"])))
	}
	switch e := f.resolve(d["Encoding"]).(type) {
	case *stream:
		if data, err := f.data(e); err == nil {
			t.codes = f.cmap(data)
			t.wide = !t.codes.narrow || t.codes.wide
		}
	case name:
		// The Unicode CMaps say what the codes mean.
		if strings.HasPrefix(string(e), "Uni") && t.unicode == nil {
			t.unicode = &cmap{spent: &f.mapped}
		}
	}
	t.unknown = t.unicode == nil
	t.missing = f.float(descendant["DW"], 1000)
	t.cidWidths = map[uint32]float64{}
	w := f.array(descendant["W"])
	for i := 0; i+1 < len(w); {
		c := f.int(w[i], 0)
		if list := f.array(w[i+1]); list != nil {
			for j, o := range list {
				f.cidWidth(t, c+j, f.float(o, 0))
			}
			i += 2
			continue
		}
		if i+2 >= len(w) {
			break
		}
		v := f.float(w[i+2], 0)
		for c, last := max(c, 0), min(f.int(w[i+1], 0), maxWidths); c <= last; c++ {
			f.cidWidth(t, c, v)
		}
		i += 3
	}
}

func (f *pdfFile) cidWidth(t *font, c int, w float64) {
	f.mapped.spend()
	if c >= 0 && c < maxWidths {
		t.cidWidths[uint32(c)] = w //nolint:gosec // checked
	}
}

// next takes one code from a string: its text, its advance in text space and its length.
func (t *font) next(s str) (text string, advance float64, n int) {
	c, n := uint32(s[0]), 1
	if t.wide && len(s) > 1 {
		c, n = c<<8|uint32(s[1]), 2
	}
	if t.wide {
		cid := c
		if t.codes != nil {
			cid = t.codes.cids[c]
		}
		w, ok := t.cidWidths[cid]
		if !ok {
			w = t.missing
		}
		advance = w
	} else {
		advance = max(t.widths[c], 0)
	}
	if t.unicode != nil {
		if u, ok := t.unicode.text[c]; ok {
			return u, advance * t.scale, n
		}
		if t.wide && len(t.unicode.text) == 0 {
			return string(rune(c)), advance * t.scale, n
		}
	}
	if !t.wide {
		text = t.simple[c]
	}
	if text == "" && advance > 0 {
		text = "\uFFFD"
	}
	return text, advance * t.scale, n
}

// timesWidths are those of Times-Roman from the space to the tilde, for files that trust the reader to know them.
var timesWidths = [...]uint16{
	250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278,
	564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944,
	722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389,
	278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
}

// standardWidths stands in for the metrics of the 14 fonts that need not be in a file (9.6.2.2); they are near enough to find
// words and lines by.
func (t *font) standardWidths() {
	fixed := strings.HasPrefix(t.family, "Courier")
	for c := range t.widths {
		w := 500.0
		if c >= 0x20 && c-0x20 < len(timesWidths) {
			w = float64(timesWidths[c-0x20])
		}
		switch {
		case fixed:
			w = 600
		case !strings.HasPrefix(t.family, "Times"):
			w = math.Round(w * 1.1)
		}
		t.widths[c] = w
	}
}
