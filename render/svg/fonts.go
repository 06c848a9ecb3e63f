package svg

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strconv"

	"vanban/document"
	"vanban/fonts"
)

// family is the name of the embedded fonts, one that no installed font has. The others stand in where a page's rules keep
// the browser from loading embedded fonts; they are as wide.
const (
	family   = "vanban-serif"
	fallback = ",'Times New Roman','Liberation Serif',serif"
)

// kind tells how a character is written.
type kind uint8

const (
	rare    kind = iota // by a font of the document's own
	plain               // as it is
	markup              // as an entity
	noBreak             // as it is, but never stretched
)

// kindEnd bounds the table from character to kind.
const kindEnd = 0x2300

// fontFaces are the prepared @font-face rules of one set.
type fontFaces struct {
	set   *fonts.Set
	rules [document.FaceCount][]byte
	label []byte // instead of the whole of bold italics
	kinds [kindEnd]kind
}

func newFontFaces(set *fonts.Set) (*fontFaces, error) {
	f := &fontFaces{set: set}
	common := set.Common()
	for _, r := range common {
		f.kinds[r] = plain
	}
	for _, c := range "&<>" {
		f.kinds[c] = markup
	}
	if f.kinds['\u00a0'] == plain {
		f.kinds['\u00a0'] = noBreak
	}
	var err error
	for i := range f.rules {
		if f.rules[i], err = f.appendRule(nil, document.Face(i), common, true, false); err != nil {
			return nil, err
		}
	}
	few := []rune(fonts.Label)
	slices.Sort(few)
	f.label, err = f.appendRule(nil, document.BoldItalic, slices.Compact(few), true, true)
	return f, err
}

// appendRule writes the @font-face rule of a face with the given characters, in their order. With ranges the rule names
// them, so that several documents in one page do not take each other's letters away (CSS Fonts 4, 4.5).
func (f *fontFaces) appendRule(b []byte, face document.Face, characters []rune, packed, ranges bool) ([]byte, error) {
	file, err := f.set.Face(face).WebFont(characters, family, packed)
	if err != nil {
		return b, fmt.Errorf("svg: %w", err)
	}
	b = append(b, "@font-face{font-family:"+family+";"...)
	b = append(b, faceStyle[face]...)
	b = append(b, "src:url(data:font/woff;base64,"...)
	b = base64.StdEncoding.AppendEncode(b, file)
	b = append(b, ")format('woff')"...)
	if ranges {
		b = append(b, ";unicode-range:"...)
		b = appendRanges(b, characters)
	}
	return append(b, "}\n"...), nil
}

var faceStyle = [document.FaceCount]string{
	document.Regular:    "font-weight:400;font-style:normal;",
	document.Bold:       "font-weight:700;font-style:normal;",
	document.Italic:     "font-weight:400;font-style:italic;",
	document.BoldItalic: "font-weight:700;font-style:italic;",
}

func appendRanges(b []byte, sorted []rune) []byte {
	for i := 0; i < len(sorted); {
		from := sorted[i]
		to := from
		for i++; i < len(sorted) && sorted[i] == to+1; i++ {
			to++
		}
		if len(b) > 0 && b[len(b)-1] != ':' {
			b = append(b, ',')
		}
		b = strconv.AppendInt(append(b, "U+"...), int64(from), 16)
		if to > from {
			b = strconv.AppendInt(append(b, '-'), int64(to), 16)
		}
	}
	return b
}
