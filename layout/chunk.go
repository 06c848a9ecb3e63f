package layout

import (
	"strconv"
	"unicode/utf8"

	"vanban/document"
)

// segment is a stretch of one run without a line break opportunity inside: letters, or blanks.
type segment struct {
	run      int32
	from, to int32 // byte offsets into the run's text
	px       int32 // in reference pixels, for fitting
	units    int32 // in font units, for drawing
	blanks   int32 // U+0020s, when it is a stretch of blanks
}

// boundary tells how a chunk ends.
type boundary uint8

const (
	soft boundary = iota // a line may end here
	stop                 // as soft, after a slash: the last resort ("/van-ban")
	weak                 // a line ends here only when the blank itself does not fit ("a /b")
	hard                 // a line break
	last                 // the end of the paragraph
)

// chunk is what lines are filled with: a word and the blanks that hang after it.
type chunk struct {
	words  int32 // segments[words:blanks] are letters
	blanks int32 // segments[blanks:end] are blanks
	end    int32
	bound  boundary
	notes  int32 // footnote marks up to the end of the chunk, within the paragraph
}

// scanner cuts a paragraph into chunks. Its slices are reused from paragraph to paragraph.
type scanner struct {
	texts    []string // of each run: a mark's is its number
	metrics  []*metrics
	segments []segment
	chunks   []chunk
	notes    []int32 // the notes marked in the paragraph

	open       chunk
	before, at class // the two classes ahead
}

// scan reads the runs of a paragraph of the role.
func (s *scanner) scan(f *flow, role document.Role, runs []document.Run) {
	s.texts, s.metrics = s.texts[:0], s.metrics[:0]
	s.segments, s.chunks, s.notes = s.segments[:0], s.chunks[:0], s.notes[:0]
	s.open = chunk{blanks: -1}
	s.reset()
	size := f.sheet.Paragraphs[role].Size
	for i := range runs {
		r := &runs[i]
		text, z := r.Text, size
		switch r.Kind {
		case document.NoteMark:
			text, z = strconv.Itoa(r.Note+1), superscript(size)
			s.notes = append(s.notes, int32(r.Note))
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
			s.close(hard)
			s.reset()
			continue
		}
		s.scanRun(int32(i), text)
	}
	s.close(last)
}

// superscript is 58 %, cut to whole twips: what LibreOffice makes of vertAlign superscript, and near what Word does.
func superscript(size document.EMU) document.EMU { return toEMU(toTwips(size) * 58 / 100) }

func (s *scanner) reset() { s.before, s.at = space, space }

func (s *scanner) scanRun(run int32, text string) {
	m := s.metrics[run]
	seg := segment{run: run}
	inBlanks := false
	flush := func(to int) {
		seg.to = int32(to)
		if seg.to > seg.from {
			s.segments = append(s.segments, seg)
		}
		seg = segment{run: run, from: int32(to)}
	}
	before, at := s.before, s.at
	for o := 0; o < len(text); {
		c, n := rune(text[o]), 1
		if c >= utf8.RuneSelf {
			c, n = utf8.DecodeRuneInString(text[o:])
		}
		var k class
		var w cell
		if uint32(c) < denseEnd {
			k, w = classes[c], m.dense[c]
		} else {
			k, w = classOf(c), m.of(c)
		}
		switch {
		case k == other && at == other, k == digit && at == digit:
		case k == space:
			if !inBlanks {
				flush(o)
				s.beginBlanks()
				inBlanks = true
			}
			seg.blanks++
		default:
			if at == space && s.hasBlanks() {
				flush(o)
				inBlanks = false
				if canBreak(before, at, k) {
					s.close(soft)
				} else {
					s.close(weak)
				}
			} else if canBreak(before, at, k) && s.hasWords(o > int(seg.from)) {
				flush(o)
				if at == slash {
					s.close(stop)
				} else {
					s.close(soft)
				}
			}
		}
		seg.px += int32(w.px)
		seg.units += int32(w.units)
		before, at = at, k
		o += n
	}
	flush(len(text))
	s.before, s.at = before, at
}

// beginBlanks notes that the open chunk's blanks begin with the next segment.
func (s *scanner) beginBlanks() {
	if s.open.blanks < 0 {
		s.open.blanks = int32(len(s.segments))
	}
}

func (s *scanner) hasBlanks() bool { return s.open.blanks >= 0 }

func (s *scanner) hasWords(pending bool) bool { return pending || int(s.open.words) < len(s.segments) }

// close ends the open chunk.
func (s *scanner) close(b boundary) {
	c := s.open
	c.end = int32(len(s.segments))
	if c.blanks < 0 {
		c.blanks = c.end
	}
	c.bound, c.notes = b, int32(len(s.notes))
	s.chunks = append(s.chunks, c)
	s.open = chunk{words: c.end, blanks: -1}
}
