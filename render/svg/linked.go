package svg

import (
	"slices"
	"sync"

	"vanban/document"
)

// faceAttributes are the presentation attributes of a face. Each names both properties: the element around may have others.
var faceAttributes = [document.FaceCount]string{
	document.Regular:    ` font-weight="400" font-style="normal"`,
	document.Bold:       ` font-weight="700" font-style="normal"`,
	document.Italic:     ` font-weight="400" font-style="italic"`,
	document.BoldItalic: ` font-weight="700" font-style="italic"`,
}

// faceName begins the names of a face's files.
var faceName = [document.FaceCount]string{
	document.Regular: "regular", document.Bold: "bold", document.Italic: "italic", document.BoldItalic: "bold-italic",
}

// The common characters are one file, which nearly all documents can do with; browsers ask for the other only when they meet a
// character of its range.
const (
	commonFile = ".woff"
	restFile   = "-rest.woff"
)

// restFonts are the fonts of what is not common, made when first asked for: few documents need them.
type restFonts [document.FaceCount]struct {
	listed, made sync.Once
	characters   []rune
	file         []byte
	err          error
}

// endOfRest bounds the characters of the second files. Beyond the first two planes nothing is written in an office.
const endOfRest = 0x20000

// restOf returns the characters of a face that are not common, in their order.
func (w *Writer) restOf(face document.Face) []rune {
	r := &w.rest[face]
	r.listed.Do(func() {
		shared := w.faces.set.Common()
		for c := rune(' '); c < endOfRest; c++ {
			if _, ok := w.faces.set.Face(face).Glyph(c); !ok {
				continue
			}
			if _, common := slices.BinarySearch(shared, c); !common {
				r.characters = append(r.characters, c)
			}
		}
	})
	return r.characters
}

// Stylesheet returns the style sheet of HTML pages that show what WriteLinked writes. Their fonts are at base + the names that Font
// knows, as in "/assets/fonts/".
func (w *Writer) Stylesheet(base string) []byte {
	var b []byte
	for i := range document.FaceCount {
		b = appendLink(b, i, base+faceName[i]+commonFile, w.faces.set.Common())
		b = appendLink(b, i, base+faceName[i]+restFile, w.restOf(i))
	}
	return append(b, common...)
}

func appendLink(b []byte, face document.Face, address string, characters []rune) []byte {
	if len(characters) == 0 {
		return b
	}
	b = append(b, "@font-face{font-family:"+family+";"...)
	b = append(b, faceStyle[face]...)
	b = append(b, "font-display:block;src:url("+address+")format('woff');unicode-range:"...)
	b = appendRanges(b, characters)
	return append(b, "}\n"...)
}

// Font returns the WOFF file with a name that Stylesheet has, and nil for any other name.
func (w *Writer) Font(name string) ([]byte, error) {
	for i := range document.FaceCount {
		switch name {
		case faceName[i] + commonFile:
			return w.faces.set.Face(i).WebFont(w.faces.set.Common(), family, true)
		case faceName[i] + restFile:
			r := &w.rest[i]
			r.made.Do(func() { r.file, r.err = w.faces.set.Face(i).WebFont(w.restOf(i), family, true) })
			return r.file, r.err
		}
	}
	return nil, nil
}
