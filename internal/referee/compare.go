package referee

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

const (
	pointsPerMM = 72 / 25.4
	// near is how close two lines must be to be the same line though the
	// reading order or the grouping of one PDF differs, in points (1 mm).
	near = pointsPerMM
)

// Parity is the result of comparing two PDFs line by line.
type Parity struct {
	PagesOurs, PagesTheirs int
	Lines                  int // Equal + len(Diffs)
	Equal                  int
	// MaxDX and MaxDY are the largest distances between equal lines in mm:
	// of the left or right ends, and of the baselines.
	MaxDX, MaxDY float64
	Diffs        []Diff
}

// Diff is a line that the two PDFs do not share. One side is empty when the
// other PDF has nothing at that place; a line that stands on another page has
// the same text on both sides.
type Diff struct {
	PageOurs, PageTheirs int // 0 on an empty side
	Ours, Theirs         string
}

// Text identifies the difference: their line, or ours where they have none.
func (d Diff) Text() string {
	if d.Theirs != "" {
		return d.Theirs
	}
	return d.Ours
}

func (d Diff) String() string {
	switch {
	case d.Theirs == "":
		return fmt.Sprintf("page %d: only ours: %q", d.PageOurs, d.Ours)
	case d.Ours == "":
		return fmt.Sprintf("page %d: only theirs: %q", d.PageTheirs, d.Theirs)
	case d.Ours == d.Theirs:
		return fmt.Sprintf("on page %d ours, on page %d theirs: %q", d.PageOurs, d.PageTheirs, d.Ours)
	}
	return fmt.Sprintf("page %d: ours %q, theirs %q", d.PageTheirs, d.Ours, d.Theirs)
}

// Percent is the share of equal lines; a comparison of nothing is 0.
func (p Parity) Percent() float64 {
	if p.Lines == 0 {
		return 0
	}
	return 100 * float64(p.Equal) / float64(p.Lines)
}

// Compare aligns the lines of two PDFs: page by page by their longest common
// sequence, then what is left over by place, then across pages. Only lines of
// equal text on the same page count as equal.
func Compare(ours, theirs []Line) Parity {
	p := Parity{PagesOurs: lastPage(ours), PagesTheirs: lastPage(theirs)}
	var restOurs, restTheirs []Line
	for page := 1; page <= max(p.PagesOurs, p.PagesTheirs); page++ {
		a, b := onPage(ours, page), onPage(theirs, page)
		a, b = p.take(a, b, align(a, b))
		a, b = p.take(a, b, samePlace(a, b))
		a, b = p.joinRows(a, b)
		restOurs, restTheirs = append(restOurs, a...), append(restTheirs, b...)
	}
	p.differences(restOurs, restTheirs)
	p.Lines = p.Equal + len(p.Diffs)
	return p
}

// take counts pairs as equal lines and returns the lines without a partner.
func (p *Parity) take(a, b []Line, pairs [][2]int) (restA, restB []Line) {
	takenA, takenB := map[int]bool{}, map[int]bool{}
	for _, ij := range pairs {
		takenA[ij[0]], takenB[ij[1]] = true, true
		p.equal(a[ij[0]], b[ij[1]])
	}
	return without(a, takenA), without(b, takenB)
}

func (p *Parity) equal(a, b Line) {
	p.Equal++
	p.MaxDX = max(p.MaxDX, math.Abs(a.X-b.X)/pointsPerMM, math.Abs(a.Right-b.Right)/pointsPerMM)
	p.MaxDY = max(p.MaxDY, math.Abs(a.Y-b.Y)/pointsPerMM)
}

// joinRows compares what is left on a page by whole rows, and by a row's pieces
// where it can: a gap of just the width that separates cells may have split the
// row in one PDF and not in the other.
func (p *Parity) joinRows(a, b []Line) (restA, restB []Line) {
	rowsA, rowsB := rows(a), rows(b)
	used := make([]bool, len(rowsB))
	for _, ra := range rowsA {
		found := false
		for j, rb := range rowsB {
			la, lb := joined(ra), joined(rb)
			if !used[j] && la.Text == lb.Text && math.Abs(la.Y-lb.Y) <= near && math.Abs(la.X-lb.X) <= near {
				used[j], found = true, true
				p.equal(la, lb)
				break
			}
		}
		if !found {
			restA = append(restA, ra...)
		}
	}
	for j, rb := range rowsB {
		if !used[j] {
			restB = append(restB, rb...)
		}
	}
	return restA, restB
}

// differences turns the lines without a partner into Diffs: first lines that
// moved to another page, then pairs at the same height, then single ones.
func (p *Parity) differences(a, b []Line) {
	pairs := align(a, b)
	takenA, takenB := map[int]bool{}, map[int]bool{}
	for _, ij := range pairs {
		takenA[ij[0]], takenB[ij[1]] = true, true
		p.Diffs = append(p.Diffs, diff(&a[ij[0]], &b[ij[1]]))
	}
	a, b = without(a, takenA), without(b, takenB)
	clear(takenB)
	for i := range a {
		best, distance := -1, 3*near
		for j := range b {
			if takenB[j] || a[i].Page != b[j].Page || math.Abs(a[i].X-b[j].X) > 10*near {
				continue
			}
			if d := math.Abs(a[i].Y - b[j].Y); d <= distance {
				best, distance = j, d
			}
		}
		if best < 0 {
			p.Diffs = append(p.Diffs, diff(&a[i], nil))
			continue
		}
		takenB[best] = true
		p.Diffs = append(p.Diffs, diff(&a[i], &b[best]))
	}
	for j := range b {
		if !takenB[j] {
			p.Diffs = append(p.Diffs, diff(nil, &b[j]))
		}
	}
	slices.SortStableFunc(p.Diffs, func(x, y Diff) int {
		return cmp.Compare(max(x.PageTheirs, x.PageOurs), max(y.PageTheirs, y.PageOurs))
	})
}

func diff(ours, theirs *Line) Diff {
	var d Diff
	if ours != nil {
		d.PageOurs, d.Ours = ours.Page, ours.Text
	}
	if theirs != nil {
		d.PageTheirs, d.Theirs = theirs.Page, theirs.Text
	}
	return d
}

// align returns the pairs of the longest common sequence of texts. Among
// sequences of one length it takes the one whose lines stand closest together:
// the cells of a table are full of equal texts.
func align(a, b []Line) [][2]int {
	score := make([][]float64, len(a)+1)
	for i := range score {
		score[i] = make([]float64, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			score[i][j] = max(score[i+1][j], score[i][j+1])
			if a[i].Text == b[j].Text {
				score[i][j] = max(score[i][j], score[i+1][j+1]+worth(a[i], b[j]))
			}
		}
	}
	var pairs [][2]int
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].Text == b[j].Text && score[i][j] == score[i+1][j+1]+worth(a[i], b[j]):
			pairs = append(pairs, [2]int{i, j})
			i, j = i+1, j+1
		case score[i+1][j] >= score[i][j+1]:
			i++
		default:
			j++
		}
	}
	return pairs
}

// worth is nearly 1 for each pair; distance only decides between equal counts.
func worth(a, b Line) float64 {
	return 1 - 1e-9*min(math.Hypot(a.X-b.X, a.Y-b.Y), 1000)
}

// samePlace pairs lines of equal text within 1 mm of each other. Two columns
// whose baselines nearly agree come in either order.
func samePlace(a, b []Line) [][2]int {
	var pairs [][2]int
	taken := map[int]bool{}
	for i := range a {
		for j := range b {
			if !taken[j] && a[i].Text == b[j].Text &&
				math.Abs(a[i].X-b[j].X) <= near && math.Abs(a[i].Y-b[j].Y) <= near {
				taken[j] = true
				pairs = append(pairs, [2]int{i, j})
				break
			}
		}
	}
	return pairs
}

// rows groups lines of one page that share a baseline.
func rows(lines []Line) [][]Line {
	lines = slices.Clone(lines)
	slices.SortStableFunc(lines, func(a, b Line) int { return cmp.Compare(a.Y, b.Y) })
	var out [][]Line
	for _, l := range lines {
		n := len(out)
		if n > 0 && l.Y-out[n-1][0].Y <= sameBaseline {
			out[n-1] = append(out[n-1], l)
		} else {
			out = append(out, []Line{l})
		}
	}
	for _, row := range out {
		slices.SortStableFunc(row, func(a, b Line) int { return cmp.Compare(a.X, b.X) })
	}
	return out
}

func joined(row []Line) Line {
	line := row[0]
	texts := make([]string, len(row))
	for i, l := range row {
		texts[i] = l.Text
		line.Right = max(line.Right, l.Right)
	}
	line.Text = strings.Join(texts, " ")
	return line
}

func lastPage(lines []Line) int {
	page := 0
	for _, l := range lines {
		page = max(page, l.Page)
	}
	return page
}

func onPage(lines []Line, page int) []Line {
	var out []Line
	for _, l := range lines {
		if l.Page == page {
			out = append(out, l)
		}
	}
	return out
}

func without(lines []Line, taken map[int]bool) []Line {
	var out []Line
	for i, l := range lines {
		if !taken[i] {
			out = append(out, l)
		}
	}
	return out
}
