package layout

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"vanban/document"
	"vanban/fonts"
)

// boundary tells what may follow a piece on its line.
type boundary uint8

const (
	glued boundary = iota // the next piece: the run changes inside a word
	weak                  // the next, unless the blank itself is what does not fit ("a /b")
	soft                  // the next, or the line's end
	stop                  // as soft, after a slash: the last resort ("/van-ban")
	hard                  // the line's end: a line break
	last                  // the paragraph's end
)

// piece is what lines are filled with: a word or the part of one in one run, and the blanks that hang after it.
type piece struct {
	run               int32
	from, mid, to     int32 // letters text[from:mid], blanks text[mid:to]
	px, blankPx       int32 // in reference pixels, for fitting
	units, blankUnits int32 // in font units, for drawing
	bound             boundary
}

// scanner cuts a paragraph into pieces. Its slices are reused from paragraph to paragraph.
type scanner struct {
	texts   []string // of each run: a mark's is its number
	metrics []*metrics
	pieces  []piece

	start      int   // the first piece since the last line break
	before, at class // the two characters ahead
}

// scan reads the runs of a paragraph of the role.
func (s *scanner) scan(f *flow, role document.Role, runs []document.Run) {
	s.texts, s.metrics, s.pieces = s.texts[:0], s.metrics[:0], s.pieces[:0]
	s.reset()
	size := f.sheet.Paragraphs[role].Size
	for i := range runs {
		r := &runs[i]
		text, z := r.Text, size
		switch r.Kind {
		case document.NoteMark:
			text, z = strconv.Itoa(r.Note+1), superscript(size)
		case document.Tab:
			text = "\t"
		case document.LineBreak:
			text = ""
		case document.Text:
			if f.sheet.Chars[r.Style].Superscript {
				z = superscript(size)
			}
		}
		s.texts = append(s.texts, text)
		s.metrics = append(s.metrics, f.metrics(f.sheet.FaceOf(role, r), z))
		if r.Kind == document.LineBreak {
			s.end(hard)
			s.reset()
			continue
		}
		s.scanRun(int32(i), text)
	}
	s.end(last)
}

// superscript is 58 %, cut to whole twips: what LibreOffice makes of vertAlign superscript, and near what Word does.
func superscript(size document.EMU) document.EMU { return toEMU(toTwips(size) * 58 / 100) }

func (s *scanner) reset() { s.start, s.before, s.at = len(s.pieces), space, space }

// end gives the line's last piece its boundary; a line without text gets an empty one.
func (s *scanner) end(b boundary) {
	if len(s.pieces) == s.start {
		s.pieces = append(s.pieces, piece{run: -1})
	}
	s.pieces[len(s.pieces)-1].bound = b
}

// join sets the boundary of the piece before the run that begins.
func (s *scanner) join(b boundary) {
	if len(s.pieces) > s.start {
		s.pieces[len(s.pieces)-1].bound = b
	}
}

// scanRun cuts one run into pieces. It is the innermost loop of layout: most characters pass through its first branch.
func (s *scanner) scanRun(run int32, text string) {
	m := s.metrics[run]
	before, at := s.before, s.at
	from, mid := 0, -1
	px, units, wordPx, wordUnits := 0, 0, 0, 0
	for o := 0; o < len(text); {
		c, n := rune(text[o]), 1
		if c >= utf8.RuneSelf {
			c, n = decode(text, o)
		}
		var w *cell
		if uint32(c) < denseEnd {
			w = &m.dense[c]
		} else {
			w = m.measure(c)
		}
		k := w.class
		switch {
		case k == unknown:
			s.substitute(run, text, o)
			return
		case k == other && at == other:
		case k == space:
			if mid < 0 {
				mid, wordPx, wordUnits, px, units = o, px, units, 0, 0
			}
		default:
			b := boundaryOf(before, at, k)
			if b == glued {
				break
			}
			if o == from {
				s.join(b)
				break
			}
			s.cut(piece{run: run, from: int32(from), to: int32(o), bound: b}, mid, px, units, wordPx, wordUnits)
			from, mid, px, units = o, -1, 0, 0
		}
		px += int(w.px)
		units += int(w.units)
		before, at = at, k
		o += n
	}
	if len(text) > from {
		s.cut(piece{run: run, from: int32(from), to: int32(len(text)), bound: glued}, mid, px, units, wordPx, wordUnits)
	}
	s.before, s.at = before, at
}

// What stands for a character that the font cannot show, of which catalog warns: a white square, or a question mark where the
// font has no square.
const (
	replacement = "\u25A1"
	lastResort  = "?"
)

// substitute begins a run again with what the font has no glyph for replaced.
func (s *scanner) substitute(run int32, text string, from int) {
	for n := len(s.pieces); n > s.start && s.pieces[n-1].run == run; n-- {
		s.pieces = s.pieces[:n-1]
	}
	s.texts[run] = substituted(s.metrics[run].font, text, from)
	s.scanRun(run, s.texts[run])
}

// substituted returns text with what the font has no glyph for replaced; from is where the first such character stands.
func substituted(font *fonts.Face, text string, from int) string {
	instead := replacement
	if _, ok := font.Glyph([]rune(replacement)[0]); !ok {
		instead = lastResort
	}
	var b strings.Builder
	b.WriteString(text[:from])
	for _, c := range text[from:] {
		if _, ok := font.Advance(c); ok {
			b.WriteRune(c)
		} else {
			b.WriteString(instead)
		}
	}
	return b.String()
}

// cut files a piece. mid is where its blanks begin, -1 when it has none; px and units are then theirs.
func (s *scanner) cut(p piece, mid, px, units, wordPx, wordUnits int) {
	if mid < 0 {
		p.mid, p.px, p.units = p.to, int32(px), int32(units)
	} else {
		p.mid, p.px, p.units = int32(mid), int32(wordPx), int32(wordUnits)
		p.blankPx, p.blankUnits = int32(px), int32(units)
	}
	s.pieces = append(s.pieces, p)
}

// boundaryOf is what stands between a character of class a and one of class b, before being the class ahead of them.
func boundaryOf(before, a, b class) boundary {
	switch {
	case canBreak(before, a, b) && a == slash:
		return stop
	case canBreak(before, a, b):
		return soft
	case a == space:
		return weak
	}
	return glued
}

// decode reads the character of two bytes or more at o. The letters of Vietnamese have two or three; they are read here, since
// this is where layout spends its time.
func decode(text string, o int) (rune, int) {
	b := text[o]
	switch {
	case b < 0xE0 && o+1 < len(text):
		return rune(b&0x1F)<<6 | rune(text[o+1]&0x3F), 2
	case b >= 0xE0 && b < 0xF0 && o+2 < len(text):
		return rune(b&0x0F)<<12 | rune(text[o+1]&0x3F)<<6 | rune(text[o+2]&0x3F), 3
	}
	return utf8.DecodeRuneInString(text[o:])
}
