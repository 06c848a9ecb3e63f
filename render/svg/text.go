package svg

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"vanban/document"
	"vanban/fonts"
	"vanban/layout"
)

// text is a text element being written.
type text struct {
	node  *layout.Node
	line  *layout.Line
	class class // of the element; zero until it is open
	y     int64 // where the pen is
	open  bool
}

func (j *job) beginText(t *text, c class) {
	if t.node.Pointer != "" {
		j.buf = append(j.buf, `<g data-pointer="`...)
		j.buf = append(appendEscaped(j.buf, t.node.Pointer), `">`...)
	}
	j.buf = append(c.appendAttributes(append(j.buf, `<text`...), j.linked), '>')
	t.class, t.open, t.y = c, true, -1<<62
}

func (j *job) endText(t *text) {
	if !t.open {
		return
	}
	j.buf = append(j.buf, "</text>"...)
	if t.node.Pointer != "" {
		j.buf = append(j.buf, "</g>"...)
	}
	j.buf = append(j.buf, '\n')
}

// span writes a span. Its beginning has a place of its own, and so has all that stands beside a rare character: browsers
// move combining marks, and what follows them would move along.
func (j *job) span(t *text, s *layout.Span, spaceAfter bool) error {
	if s.Face >= document.FaceCount {
		return fmt.Errorf("there is no face %d", s.Face)
	}
	if s.Color != "" {
		if err := checkColor(s.Color); err != nil {
			return err
		}
	}
	c := classOf(s.Face, s.Size)
	if !slices.Contains(j.classes, c) {
		j.classes = append(j.classes, c)
	}
	if !t.open {
		j.beginText(t, c)
	}
	if s.Face == document.BoldItalic && !j.beyondLabel {
		j.beyondLabel = strings.Trim(s.Text, fonts.Label) != ""
	}
	kinds := &j.w.faces.kinds
	for at := 0; ; {
		j.beginSpan(t, s, c, at)
		i := j.stretch(kinds, s, at)
		if i == at && i < len(s.Text) {
			if i = j.rare(kinds, s, at); i == at {
				r, _ := utf8.DecodeRuneInString(s.Text[at:])
				return fmt.Errorf("the %s font has no glyph for %U", j.w.faces.set.Face(s.Face).PostScriptName, r)
			}
		}
		if at = i; at < len(s.Text) {
			j.buf = append(j.buf, "</tspan>"...)
			continue
		}
		if spaceAfter {
			j.buf = append(j.buf, ' ') // the line break has swallowed it: without it, copying joins two words
		}
		j.buf = append(j.buf, "</tspan>"...)
		return nil
	}
}

// beginSpan opens a tspan for the span's text from an offset on.
func (j *job) beginSpan(t *text, s *layout.Span, c class, offset int) {
	x := t.line.X + s.X
	if offset > 0 {
		x += j.width(s, s.Text[:offset])
	}
	j.number(`<tspan x="`, x)
	if y := units(t.line.Y - s.Rise); y != t.y {
		t.y = y
		j.buf = appendInt(append(j.buf, `" y="`...), y)
	}
	j.buf = append(j.buf, '"')
	if c != t.class {
		j.buf = c.appendAttributes(j.buf, j.linked)
	}
	if s.Word != 0 {
		// In hundredths of a unit: with less, a line of thirty spaces could miss the margin.
		j.buf = appendHundredths(append(j.buf, ` word-spacing="`...), document.DivRound(s.Word*100, unit))
		j.buf = append(j.buf, '"')
	}
	if s.Color != "" {
		j.buf = append(append(append(j.buf, ` fill="#`...), s.Color...), '"')
	}
	j.buf = append(j.buf, '>')
}

// width returns the width of the beginning of a span.
func (j *job) width(s *layout.Span, text string) document.EMU {
	return j.w.faces.set.TextWidth(text, s.Face, s.Size) + s.Word*document.EMU(strings.Count(text, " "))
}

// stretch writes the span's text from an offset as far as it consists of common characters, and returns where it ends.
func (j *job) stretch(kinds *[kindEnd]kind, s *layout.Span, start int) int {
	b, text := j.buf, s.Text
	from, i := start, start // what is not written yet
loop:
	for i < len(text) {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = decode(text[i:])
		}
		if uint32(r) >= kindEnd {
			break
		}
		switch kinds[r] {
		case rare:
			break loop
		case plain:
		case markup:
			b = append(b, text[from:i]...)
			b = appendEscaped(b, text[i:i+n])
			from = i + n
		case noBreak:
			// Browsers stretch it as they do a space (CSS Text 3, 8.1); layout does not.
			if s.Word != 0 {
				b = append(b, text[from:i]...)
				b = append(b, "<tspan word-spacing=\"0\">\u00a0</tspan>"...)
				from = i + n
			}
		}
		i += n
	}
	j.buf = append(b, text[from:i]...)
	if i > start {
		j.used[s.Face] = true
	}
	return i
}

// rare writes the span's text from an offset as far as it consists of characters that only the face's own glyphs can show,
// files them, and returns where it ends: at the offset when the face has no glyph for the first of them.
func (j *job) rare(kinds *[kindEnd]kind, s *layout.Span, from int) int {
	face := j.w.faces.set.Face(s.Face)
	i := from
	for i < len(s.Text) {
		r, n := utf8.DecodeRuneInString(s.Text[i:])
		if r == utf8.RuneError && n == 1 || r < ' ' || r == 0x7F || r == 0xFFFE || r == 0xFFFF || r < kindEnd && kinds[r] != rare {
			break
		}
		if _, ok := face.Glyph(r); !ok {
			break
		}
		list := j.extra[s.Face]
		if k, found := slices.BinarySearch(list, r); !found {
			j.extra[s.Face] = slices.Insert(list, k, r)
		}
		i += n
	}
	j.buf = append(j.buf, s.Text[from:i]...)
	return i
}
