package pdf

import (
	"fmt"

	"vanban/document"
	"vanban/fonts"
)

// Object numbers that are the same in every file, so that the objects of the base fonts can be packed once per process:
// a document copies their bytes. Those of faces that it does not use are free.
const (
	numToUnicode = 1
	numFaces     = 2 // four for each face, below
	numDynamic   = numFaces + objectsPerFace*baseFaces
)

const (
	faceStream = iota // an object stream with the next two
	faceFont
	faceDescriptor
	faceFile
	objectsPerFace
)

// baseFont is one face's simple TrueType font (9.6.3) with the code page's glyphs, ready to copy.
type baseFont struct {
	tag     string
	stream  []byte // whole indirect objects
	program []byte
}

func faceObject(face document.Face, part int) int { return numFaces + objectsPerFace*int(face) + part }

// newBaseFont makes the font of a face. With only, it has the glyphs of these characters and no others.
func newBaseFont(f *fonts.Face, face document.Face, page *codePage, only string, deflate *deflater) (*baseFont, error) {
	glyphs := page.glyphs(f, only)
	file, err := f.Subset(glyphs, len(glyphs))
	if err != nil {
		return nil, fmt.Errorf("pdf: %w", err)
	}
	name := subsetName(f, file)
	// A symbolic font has no Encoding: its codes go through the program's own (3,0) cmap (9.6.6.4, and
	// ISO 19005-2, 6.2.11.6).
	font := append([]byte(nil), "<</Type/Font/Subtype/TrueType/BaseFont/"...)
	font = append(font, name...)
	font = append(font, "/FirstChar 1/LastChar 255/Widths["...)
	for i, g := range glyphs {
		if i > 0 {
			font = append(font, ' ')
		}
		font = appendWidth(font, f, g)
	}
	font = append(font, "]/FontDescriptor "...)
	font = appendRef(font, faceObject(face, faceDescriptor))
	font = append(font, "/ToUnicode "...)
	font = append(appendRef(font, numToUnicode), ">>"...)

	var objects objectStream
	objects.add(faceObject(face, faceFont), font)
	objects.add(faceObject(face, faceDescriptor), appendDescriptor(nil, f, name, faceObject(face, faceFile)))
	b := &baseFont{tag: name}
	data, first := objects.data(nil)
	b.stream = appendObject(nil, faceObject(face, faceStream), appendFlateStream(objects.appendDict(nil, first), deflate.pack(nil, data)))
	b.program = appendObject(nil, faceObject(face, faceFile), appendFontFile(nil, file, deflate))
	return b, nil
}
