package referee

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Line is one visual line of text: words on one baseline with no gap between
// them that is wider than a space can be. Neighbouring cells of a table and the
// two halves of a letterhead are lines of their own.
type Line struct {
	Page  int
	Text  string
	X     float64 // left end, PDF points
	Right float64 // right end
	Y     float64 // baseline, downwards from the top of the page
}

const (
	// descent is Liberation Serif's share of a poppler word box below the
	// baseline: 216 of 891+216 units. With it, words of different size on one
	// line have one baseline, though their boxes end at different heights.
	descent = 216.0 / (891 + 216)
	// boxEm is the height of a poppler word box in ems of that font.
	boxEm = (891 + 216) / 1000.0
	// sameBaseline is how far apart baselines of one line may be, in points.
	// Writers round positions to 0.05 pt; lines are never under 8 pt apart.
	sameBaseline = 1.0
	// sameRow groups lines for the reading order only: left and right half of
	// a letterhead differ by a point or two.
	sameRow = 3.0
	// cellGap, in ems, is the widest gap inside a line. A justified space is
	// seldom over 0.8 em, the padding between two Word cells is 10.8 pt plus
	// what the left cell leaves empty. Where one PDF falls on this side and
	// the other on that, Compare joins the pieces again.
	cellGap = 1.0
	// glue, in ems, is the gap up to which two words are one: poppler splits a
	// word where the size changes, as before a footnote mark.
	glue = 0.1
	// markSize is how small against its neighbour a raised word is that counts
	// as a footnote mark. Word and LibreOffice draw marks at 58 to 66 %.
	markSize = 0.8
)

// Lines groups words into visual lines, ordered by page, then from top to
// bottom, then from left to right.
func Lines(words []Word) []Line {
	var lines []Line
	pages := map[int][]Word{}
	last := 0
	for _, w := range words {
		pages[w.Page] = append(pages[w.Page], w)
		last = max(last, w.Page)
	}
	for page := 1; page <= last; page++ {
		lines = append(lines, pageLines(page, pages[page])...)
	}
	return lines
}

// piece is a word with its baseline and em; a footnote mark has those of the
// word that it stands at.
type piece struct {
	Word
	base, em float64
}

func pageLines(page int, words []Word) []Line {
	pieces := make([]piece, len(words))
	for i, w := range words {
		h := w.YMax - w.YMin
		pieces[i] = piece{Word: w, base: w.YMax - descent*h, em: h / boxEm}
	}
	placeMarks(pieces)
	slices.SortStableFunc(pieces, func(a, b piece) int { return cmp.Compare(a.XMin, b.XMin) })

	next, led := make([]int, len(pieces)), make([]bool, len(pieces))
	for i := range pieces {
		if next[i] = rightOf(pieces, i); next[i] >= 0 {
			led[next[i]] = true
		}
	}
	var lines []Line
	for i := range pieces {
		if !led[i] {
			lines = append(lines, chain(page, pieces, next, i))
		}
	}
	return readingOrder(lines)
}

// placeMarks puts footnote marks on the baseline of their text: after a word in
// the text, before it in the note itself.
func placeMarks(pieces []piece) {
	placed := slices.Clone(pieces)
	for i, m := range pieces {
		best := math.Inf(1)
		for j, host := range pieces {
			raised := host.base - m.base
			if i == j || m.em >= markSize*host.em || raised < 0.1*host.em || raised > 0.7*host.em {
				continue
			}
			gap, before := math.Abs(m.XMin-host.XMax), math.Abs(host.XMin-m.XMax)
			if gap > 0.3*host.em {
				if before > 0.6*host.em {
					continue
				}
				gap = before + host.em // a host on the left wins
			}
			if gap < best {
				best = gap
				placed[i].base, placed[i].em = host.base, host.em
			}
		}
	}
	copy(pieces, placed)
}

// rightOf returns the piece that continues the line of piece i, or -1. Pieces
// are sorted by x.
func rightOf(pieces []piece, i int) int {
	p := pieces[i]
	for j := i + 1; j < len(pieces); j++ {
		q := pieces[j]
		if math.Abs(q.base-p.base) > sameBaseline || q.XMax <= p.XMax {
			continue
		}
		if q.XMin-p.XMax > cellGap*max(p.em, q.em) {
			return -1
		}
		return j
	}
	return -1
}

func chain(page int, pieces []piece, next []int, i int) Line {
	var text strings.Builder
	first, weight := pieces[i], 0.0
	line := Line{Page: page, X: first.XMin}
	prev := -1
	for ; i >= 0; i = next[i] {
		p := pieces[i]
		if prev >= 0 && p.XMin-pieces[prev].XMax > glue*min(p.em, pieces[prev].em) {
			text.WriteByte(' ')
		}
		text.WriteString(p.Text)
		// The longest word gives the baseline: a raised letter that was taken
		// for a word of the line must not.
		if width := p.XMax - p.XMin; width > weight {
			weight, line.Y = width, p.base
		}
		line.Right = max(line.Right, p.XMax)
		prev = i
	}
	line.Text = text.String()
	return line
}

func readingOrder(lines []Line) []Line {
	slices.SortStableFunc(lines, func(a, b Line) int { return cmp.Compare(a.Y, b.Y) })
	for start := 0; start < len(lines); {
		end := start + 1
		for end < len(lines) && lines[end].Y-lines[start].Y <= sameRow {
			end++
		}
		slices.SortStableFunc(lines[start:end], func(a, b Line) int { return cmp.Compare(a.X, b.X) })
		start = end
	}
	return lines
}
