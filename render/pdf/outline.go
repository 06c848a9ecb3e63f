package pdf

import (
	"fmt"

	"vanban/document"
	"vanban/layout"
)

// bookmark is an outline item with its links to others, as indexes; -1 is none.
type bookmark struct {
	parent, prev, next, first, last int
	below                           int // items under it, at every depth
}

// bookmarks links the flat list into a tree by level. A level that skips one (3 under 1) hangs under the nearest item
// above it. The last element stands for the root.
func bookmarks(list []bookmark, items []layout.OutlineItem) []bookmark {
	list = list[:0]
	root := len(items)
	for range root + 1 {
		list = append(list, bookmark{-1, -1, -1, -1, -1, 0})
	}
	level := func(i int) int {
		if i == root {
			return 0
		}
		return max(items[i].Level, 1)
	}
	last := root
	for i := range items {
		for last != root && level(last) >= level(i) {
			last = list[last].parent
		}
		b, up := &list[i], &list[last]
		b.parent, b.prev = last, up.last
		if b.prev >= 0 {
			list[b.prev].next = i
		} else {
			up.first = i
		}
		up.last = i
		last = i
	}
	for i := root - 1; i >= 0; i-- {
		list[list[i].parent].below += list[i].below + 1
	}
	return list
}

// outline adds the outline dictionary, whose number is first, and its items behind it (12.3.3). All are open: a plan has
// a few dozen headings, and the reader sees them at a glance.
func (j *job) outline(res *layout.Result, first int) error {
	j.marks = bookmarks(j.marks, res.Outline)
	root := len(res.Outline)
	number := func(i int) int {
		if i == root {
			return first
		}
		return first + 1 + i
	}
	s := &j.objects
	link := func(key string, i int) {
		if i >= 0 {
			s.body = append(s.body, key...)
			s.body = appendRef(s.body, number(i))
		}
	}
	for k := range j.marks {
		i := (k + root) % (root + 1) // the root first
		m := &j.marks[i]
		s.begin(number(i))
		if i == root {
			s.body = append(s.body, "<</Type/Outlines"...)
		} else {
			item := &res.Outline[i]
			if item.Page < 0 || item.Page >= len(res.Pages) {
				return fmt.Errorf("pdf: bookmark %q leads to page %d of %d", item.Title, item.Page+1, len(res.Pages))
			}
			s.body = appendTextString(append(s.body, "<</Title"...), item.Title)
			s.body = append(s.body, "/Dest["...)
			s.body = appendRef(s.body, j.pageObject(item.Page))
			s.body = append(s.body, "/XYZ null "...)
			s.body = appendHundredths(s.body, document.DivRound(res.Pages[item.Page].Height-item.Y, hundredth))
			s.body = append(s.body, " null]"...)
		}
		link("/Parent ", m.parent)
		link("/Prev ", m.prev)
		link("/Next ", m.next)
		link("/First ", m.first)
		link("/Last ", m.last)
		if m.below > 0 {
			s.body = append(s.body, "/Count "...)
			s.body = appendInt(s.body, m.below)
		}
		s.body = append(s.body, ">>"...)
	}
	return nil
}
