package pdf

import (
	"crypto/sha256"
	"encoding/binary"
	"math"

	"vanban/fonts"
)

// subsetName returns the name of a subset: six letters that tell subsets of one font apart (9.6.4), taken from its bytes
// so that they stay the same.
func subsetName(f *fonts.Face, file []byte) string {
	sum := sha256.Sum256(file)
	v := binary.BigEndian.Uint64(sum[:])
	var tag [7]byte
	for i := range 6 {
		tag[i] = byte('A' + v%26)
		v /= 26
	}
	tag[6] = '+'
	return string(tag[:]) + f.PostScriptName
}

// appendWidth writes an advance in thousandths of an em, exact to 0.01: the width must be the font program's own
// (ISO 19005-2, 6.2.11.5), and whole numbers would shift the end of a line by a tenth of a point.
func appendWidth(b []byte, f *fonts.Face, glyph uint16) []byte {
	return appendHundredths(b, int64(math.Round(float64(f.GlyphAdvance(glyph))*100_000/float64(f.UnitsPerEm))))
}

// Flags of a font descriptor (9.8.2, Table 123). All fonts count as symbolic: their codes are our own.
const (
	flagFixedPitch = 1 << 0
	flagSerif      = 1 << 1
	flagSymbolic   = 1 << 2
	flagItalic     = 1 << 6
)

func appendDescriptor(b []byte, f *fonts.Face, name string, file int) []byte {
	milli := func(v int) int { return int(math.Round(float64(v) * 1000 / float64(f.UnitsPerEm))) }
	flags := flagSerif | flagSymbolic
	if f.FixedPitch {
		flags |= flagFixedPitch
	}
	if f.Italic {
		flags |= flagItalic
	}
	b = append(b, "<</Type/FontDescriptor/FontName/"...)
	b = append(b, name...)
	b = append(b, "/Flags "...)
	b = appendInt(b, flags)
	b = append(b, "/FontBBox["...)
	for i, v := range [...]int{f.XMin, f.YMin, f.XMax, f.YMax} {
		if i > 0 {
			b = append(b, ' ')
		}
		b = appendInt(b, milli(v))
	}
	b = append(b, "]/ItalicAngle "...)
	b = appendHundredths(b, int64(math.Round(f.ItalicAngle*100)))
	for _, e := range [...]struct {
		key string
		v   int
	}{
		{"/Ascent ", f.Ascent}, {"/Descent ", f.Descent}, {"/CapHeight ", f.CapHeight}, {"/XHeight ", f.XHeight}, {"/StemV ", f.StemV},
	} {
		b = append(b, e.key...)
		b = appendInt(b, milli(e.v))
	}
	b = append(b, "/FontFile2 "...)
	return append(appendRef(b, file), ">>"...)
}

// appendFontFile writes the stream object's dictionary and data of a TrueType program (9.9, Table 127).
func appendFontFile(b []byte, file []byte, deflate *deflater) []byte {
	packed := deflate.pack(nil, file)
	b = append(b, "<</Length1 "...)
	b = appendInt(b, len(file))
	return appendFlateStream(b, packed)
}

// appendFlateStream ends a stream dictionary that has been begun, and writes its data.
func appendFlateStream(b, packed []byte) []byte { return appendStream(append(b, flate...), packed) }

// appendStream ends a stream dictionary that names its filter already, and writes its data.
func appendStream(b, data []byte) []byte {
	b = appendInt(append(b, "/Length "...), len(data))
	b = append(b, ">>stream\n"...)
	b = append(b, data...)
	return append(b, "\nendstream"...)
}
