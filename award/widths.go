package award

import (
	"math"
	"strconv"
	"unicode"
	"unicode/utf8"

	"vanban/thethuc"
)

// How much room text takes, in mm.
const (
	spare       = 1 / 0.94 // for margins wider than the law's least
	cellMargins = 3.8
	figure      = 2.3 // in bold type of 13 points, in which sums are set
	point       = 1.2
	capital     = 3.2
	letter      = 2.3 // on an average of names in 13 points
)

// textWidth is how wide the text between the margins may be at most, in mm (PL.I-I.3). With wider margins all columns lose alike, and those
// that must not break have that much to spare.
func textWidth(sideways bool) float64 {
	p := thethuc.ND30()
	page := thethuc.Page{Width: p.PageWidth.Use, Height: p.PageHeight.Use, Left: p.MarginLeft.Min, Right: p.MarginRight.Min}
	return page.TextWidth(sideways).Millimetres()
}

// setWidths shares the page out. Numbers have the room of the longest: one that is broken is read as two. Names of people have theirs, lest the
// last word of one stand alone, up to about half of the rest. What is left goes to running text, whose lines may end anywhere.
func (b *builder) setWidths(cols []column, groups []group, sideways bool) {
	rest := textWidth(sideways)
	cited := false
	for i := range cols {
		c := &cols[i]
		switch c.title {
		case numberTitle:
			c.width = max(11, unbroken(strconv.Itoa(last(groups))))
		case registerTitle:
			c.width = 15
			for k := range b.list {
				c.width = max(c.width, min(40, unbroken(b.list[k].Register.String())))
			}
		case prizeTitle:
			c.width = max(25, unbroken(money(b.total())))
		case noteTitle:
			c.width = 15
		case citationTitle:
			cited = true
		}
		rest -= c.width
	}
	least, most := 0.42, 0.55
	if cited {
		least, most = 0.28, 0.42
	}
	name := math.Round(min(max(b.longestName(), least*rest), most*rest))
	rest -= name
	citation := 0.0
	if cited {
		citation = math.Round(0.57 * rest)
	}
	for i := range cols {
		switch c := &cols[i]; {
		case c.title == officeTitle:
			c.width = rest - citation
		case c.title == citationTitle:
			c.width = citation
		case c.width == 0:
			c.width = name
		}
	}
}

// last is the highest number of the list.
func last(groups []group) (n int) {
	for i := range groups {
		n = max(n, groups[i].first+len(groups[i].list)-1)
	}
	return n
}

// unbroken is how wide a column has to be for a number to stand in it on one line.
func unbroken(s string) float64 {
	width := cellMargins
	for _, r := range s {
		switch {
		case unicode.IsDigit(r):
			width += figure
		case unicode.IsPunct(r):
			width += point
		default:
			width += capital
		}
	}
	return math.Ceil(width * spare)
}

// longestName is how wide a column has to be for the names of people to stand in it on one line each.
func (b *builder) longestName() float64 {
	longest := 0
	for i := range b.list {
		if r := &b.list[i]; r.kind == person {
			longest = max(longest, utf8.RuneCountInString(r.name()))
		}
	}
	return float64(longest)*letter + cellMargins
}
