package pdf

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// view is one page on its way to the manuscript.
type view struct {
	index         int // from 0
	width, height float64
	pieces        []*piece // what is not placed yet
	h, v          []stroke
	grids         []*grid
	number        *piece
	value         int // of the number; 0 where none is seen
	roman         bool
	footer        bool // the number stands below the text
	head, foot    []*piece
	notes         []*piece
	noteTop       float64
}

const margin = 85.0 // 30 mm: how far from the edge a header or footer may stand

var pageNumber = regexp.MustCompile(`^(?:[-–—]\s*|Trang\s+|trang\s+)?(?:(\d{1,4})|([ivxlcIVXLC]{1,7}))(?:\s*[-–—]|\s*/\s*\d{1,4})?$`)

// findNumber takes the page number out: alone in its row, the first or the last of the page.
func (v *view) findNumber() {
	rows := rowsOf(v.pieces)
	if len(rows) == 0 {
		return
	}
	for _, i := range []int{0, len(rows) - 1} {
		r := &rows[i]
		p := r.pieces[0]
		atTop, atFoot := p.base < margin, p.base > v.height-margin
		m := pageNumber.FindStringSubmatch(p.text())
		if m == nil || len(r.pieces) > 1 || !atTop && !atFoot || len(rows) > 1 && i == 0 && !atTop {
			continue
		}
		// A number of a list has its text beside it; a page number has nothing near.
		v.number, v.footer = p, atFoot && !atTop
		if m[1] != "" {
			v.value, _ = strconv.Atoi(m[1])
		} else {
			v.value, v.roman = romanValue(m[2]), true
		}
		v.remove(func(q *piece) bool { return q == p })
		return
	}
}

func romanValue(s string) int {
	values := map[byte]int{'i': 1, 'v': 5, 'x': 10, 'l': 50, 'c': 100}
	s = strings.ToLower(s)
	n := 0
	for i := range len(s) {
		d := values[s[i]]
		if i+1 < len(s) && d < values[s[i+1]] {
			d = -d
		}
		n += d
	}
	return n
}

func (v *view) remove(drop func(*piece) bool) { v.pieces = slices.DeleteFunc(v.pieces, drop) }

// takeFurniture moves running headers and footers out of the text: what the file calls an artifact, and what stands on
// several pages at one place.
func takeFurniture(views []*view) {
	seen := map[string]int{}
	key := func(p *piece) string { return strconv.Itoa(int(p.base+0.5)) + digits.ReplaceAllString(p.text(), "#") }
	for _, v := range views {
		for _, p := range v.pieces {
			if v.inMargin(p) {
				seen[key(p)]++
			}
		}
	}
	for _, v := range views {
		v.remove(func(p *piece) bool {
			if !v.inMargin(p) || !p.artifact && seen[key(p)] < 2 {
				return false
			}
			if p.base < v.height/2 {
				v.head = append(v.head, p)
			} else {
				v.foot = append(v.foot, p)
			}
			return true
		})
	}
}

var digits = regexp.MustCompile(`\d+`)

// inMargin tells whether a piece stands outside of where text can stand: margins of 20 mm, less the height of a line.
func (v *view) inMargin(p *piece) bool {
	return p.base < 52 || p.base > v.height-45 || p.artifact && v.nearEdge(p)
}
func (v *view) nearEdge(p *piece) bool {
	return p.base < margin || p.base > v.height-1.6*margin
}

// takeFirst takes ô 11 from above the letterhead, a frame, and ô 13 from below a line at the foot of the first page.
func (v *view) takeFirst(left, right float64) {
	top := v.height
	for _, p := range v.pieces {
		if p.frame == nil {
			top = min(top, p.base)
		}
	}
	v.remove(func(p *piece) bool {
		if p.frame != nil && p.frame.y1 <= top && p.base < margin {
			v.head = append(v.head, p)
			return true
		}
		return false
	})
	for i := range v.h {
		s := &v.h[i]
		if s.used || s.length() < 0.9*(right-left) || s.y0 < 0.6*v.height {
			continue
		}
		small := true
		n := 0
		for _, p := range v.pieces {
			if p.base > s.y0 {
				n++
				small = small && p.size < 12.6
			}
		}
		if n == 0 || !small {
			continue
		}
		s.used = true
		v.remove(func(p *piece) bool {
			if p.base > s.y0 {
				v.foot = append(v.foot, p)
				return true
			}
			return false
		})
		return
	}
}

// takeNotes takes the footnotes from below their short stroke.
func (v *view) takeNotes(left, right float64, goOn bool) {
	for i := range v.h {
		s := &v.h[i]
		if s.used || s.length() > 0.45*(right-left) || s.length() < 30 || abs(s.x0-left) > 6 || s.y0 < 0.2*v.height {
			continue
		}
		var first *piece
		for _, p := range v.pieces {
			if p.base > s.y0 && (first == nil || p.base < first.base) {
				first = p
			}
		}
		if first == nil || first.base-s.y0 > 40 || first.x0-left > 60 {
			continue
		}
		if first.glyphs[0].shift <= 0 && !goOn {
			continue
		}
		s.used, v.noteTop = true, s.y0
		v.remove(func(p *piece) bool {
			if p.base > s.y0 {
				v.notes = append(v.notes, p)
				return true
			}
			return false
		})
		return
	}
}
