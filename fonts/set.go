package fonts

import (
	"fmt"

	"vanban/document"
)

// Set is the four cuts of one family. It is immutable and safe for concurrent use.
type Set struct {
	faces [document.FaceCount]*Face
}

var _ document.Measurer = (*Set)(nil)

// newSet parses the four files, indexed by document.Face, and checks that each can carry Vietnamese.
func newSet(files [document.FaceCount][]byte) (*Set, error) {
	s := new(Set)
	for i, data := range files {
		f, err := parseFace(data)
		if err != nil {
			return nil, fmt.Errorf("fonts: %s: %w", faceNames[i], err)
		}
		if err := f.checkCoverage(); err != nil {
			return nil, fmt.Errorf("fonts: %s (%s): %w", faceNames[i], f.PostScriptName, err)
		}
		s.faces[i] = f
	}
	return s, nil
}

var faceNames = [document.FaceCount]string{
	document.Regular:    "regular",
	document.Bold:       "bold",
	document.Italic:     "italic",
	document.BoldItalic: "bold italic",
}

// Face returns one cut.
func (s *Set) Face(f document.Face) *Face { return s.faces[f] }

// Has reports whether all four cuts have a glyph for r.
func (s *Set) Has(r rune) bool {
	for _, f := range s.faces {
		if _, ok := f.Glyph(r); !ok {
			return false
		}
	}
	return true
}

// TextWidth returns the width of text on one line, without kerning, rounded once to the nearest EMU. A character that the
// face lacks counts as wide as .notdef.
func (s *Set) TextWidth(text string, face document.Face, size document.EMU) document.EMU {
	f := s.faces[face]
	units := 0
	for _, r := range text {
		w, _ := f.Advance(r)
		units += w
	}
	return f.Scale(units, size)
}
