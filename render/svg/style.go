package svg

import (
	"vanban/document"
)

// class is a style of text: a face at a size, in hundredths of a point. Its name says both, so that it means the same in
// every document and several can stand in one page.
type class struct {
	face document.Face
	size int64
}

var faceLetter = [document.FaceCount]byte{document.Regular: 'r', document.Bold: 'b', document.Italic: 'i', document.BoldItalic: 'z'}

func classOf(face document.Face, size document.EMU) class {
	return class{face, document.DivRound(size, document.Point/100)}
}

func (c class) appendName(b []byte) []byte {
	return appendInt(append(b, faceLetter[c.face]), c.size)
}

// appendAttributes writes what makes an element's text look so: the name of the class, or all that its rule would say.
func (c class) appendAttributes(b []byte, linked bool) []byte {
	if !linked {
		return append(c.appendName(append(b, ` class="`...)), '"')
	}
	b = append(b, faceAttributes[c.face]...)
	b = c.appendSize(append(b, ` font-size="`...))
	return append(b, '"')
}

// appendSize writes the size in user units.
func (c class) appendSize(b []byte) []byte {
	return appendHundredths(b, document.DivRound(document.EMU(c.size)*document.Point, unit))
}

// common is what all text has in common. Layout knows neither kerning nor ligatures nor the direction of writing, and
// takes every width from the font at no particular size.
const common = ".vanban{font-family:" + family + fallback + ";font-kerning:none;font-variant-ligatures:none;font-synthesis:none;" +
	"font-size-adjust:none;letter-spacing:0;word-spacing:0;text-anchor:start;direction:ltr;text-rendering:geometricPrecision}\n" +
	".vanban text{white-space:pre;unicode-bidi:bidi-override}\n"

// appendStyle writes the style element of what the job has written.
func (j *job) appendStyle(b []byte) ([]byte, error) {
	b = append(b, "<style>\n"...)
	for i := range document.FaceCount {
		if j.used[i] {
			b = append(b, j.rule(i)...)
		}
		if len(j.extra[i]) > 0 {
			var err error
			if b, err = j.w.faces.appendRule(b, i, j.extra[i], false, true); err != nil {
				return nil, err
			}
		}
	}
	b = append(b, common...)
	for _, c := range j.classes {
		b = c.appendName(append(b, ".vanban ."...))
		b = append(b, '{')
		b = append(b, faceStyle[c.face]...)
		b = c.appendSize(append(b, "font-size:"...))
		b = append(b, "px}\n"...)
	}
	return append(b, "</style>\n"...), nil
}

// rule returns the prepared rule that stands for a face in this document.
func (j *job) rule(face document.Face) []byte {
	if face == document.BoldItalic && !j.beyondLabel {
		return j.w.faces.label
	}
	return j.w.faces.rules[face]
}
