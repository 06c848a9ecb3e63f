package pdf

import (
	"fmt"
	"strconv"
)

// bookmark is an outline item of a part with its links to others, as indexes; -1 is none.
type bookmark struct {
	parent, prev, next, first, last int
	below                           int // items under it, at every depth
}

// bookmarks links the flat list into a tree by level. A level that skips one (3 under 1) hangs under the nearest item
// above it. The last element stands for the root.
func bookmarks(list []bookmark, items []partMark) []bookmark {
	list = list[:0]
	root := len(items)
	for range root + 1 {
		list = append(list, bookmark{-1, -1, -1, -1, -1, 0})
	}
	level := func(i int) int {
		if i == root {
			return 0
		}
		return max(items[i].level, 1)
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

// item is an outline item of the file (12.3.3). Links are object numbers; 0 is none.
type item struct {
	num                             int
	title                           string
	page                            int // object
	y                               int64
	parent, prev, next, first, last int
	count                           int // of the items below that are open; negative where it is closed
}

// contents is the open end of the file's outline. Top items stand in groups, since viewers are slow with a list of many thousands; a
// file with one group has its items at the top. An item or a group is written once the next one's number is known.
type contents struct {
	last   item // the last top item, not written yet; its num is 0 while there is none
	group  item // the open group
	from   int  // its first item, counted from 1 over the file
	items  int  // how many it has
	before item // the group before it, not written yet
	root   int  // object, once there are groups
	first  int  // the first group
	groups int
}

// groupSize is how many items a group has. A list of some hundreds is read more easily than one in groups.
const groupSize = 1000

// outline adds the bookmarks of a part whose page objects begin with first.
func (b *Binder) outline(p *Part, title string, first int) error {
	b.marks = bookmarks(b.marks, p.outline)
	base, root := 0, len(p.outline)
	top := item{title: title}
	if title != "" && len(p.pages) > 0 {
		top.page, top.y = first, p.pages[0].height
		top.num = b.alloc()
	}
	if root > 0 {
		base = len(b.xref.entries)
		for range root {
			b.alloc()
		}
	}
	number := func(i int) int {
		switch i {
		case -1:
			return 0
		case root:
			return top.num
		}
		return base + i
	}
	if top.num != 0 {
		m := &b.marks[root]
		top.first, top.last, top.count = number(m.first), number(m.last), -m.below
		b.top(top)
	}
	for i := range p.outline {
		src, m := &p.outline[i], &b.marks[i]
		if src.page < 0 || src.page >= len(p.pages) {
			return fmt.Errorf("pdf: bookmark %q leads to page %d of %d", src.title, src.page+1, len(p.pages))
		}
		it := item{
			num: number(i), title: src.title, page: pageObject(first, src.page), y: src.y, parent: number(m.parent),
			prev: number(m.prev), next: number(m.next), first: number(m.first), last: number(m.last), count: m.below,
		}
		if it.parent == 0 {
			b.top(it)
		} else {
			b.writeItem(&it)
		}
	}
	return nil
}

// top adds an item to the open group.
func (b *Binder) top(it item) {
	t := &b.toc
	if t.items == groupSize {
		b.endGroup()
	}
	if t.group.num == 0 {
		t.group.num = b.alloc()
		t.from = t.groups*groupSize + 1
		t.group.page, t.group.y = it.page, it.y
		t.group.first = it.num
	}
	it.parent, it.prev, it.next = t.group.num, t.last.num, 0
	if t.last.num != 0 {
		t.last.next = it.num
		b.writeItem(&t.last)
	}
	t.last = it
	t.group.last = it.num
	t.group.count += 1 + max(it.count, 0)
	t.items++
}

// endGroup closes the open group and writes the one before it.
func (b *Binder) endGroup() {
	t := &b.toc
	b.writeItem(&t.last)
	t.last = item{}
	g := t.group
	if t.root == 0 {
		t.root, t.first = b.alloc(), g.num
	}
	g.title = strconv.Itoa(t.from) + "–" + strconv.Itoa(t.from+t.items-1)
	g.parent, g.count = t.root, -g.count
	if t.groups > 0 {
		g.prev, t.before.next = t.before.num, g.num
		b.writeItem(&t.before)
	}
	t.before, t.group, t.items = g, item{}, 0
	t.groups++
}

// finishOutline writes what is open and returns the number of the outline dictionary; 0 when there are no bookmarks.
func (b *Binder) finishOutline() int {
	t := &b.toc
	if t.items == 0 {
		return 0
	}
	if t.groups == 0 {
		b.writeItem(&t.last)
		root := item{num: t.group.num, first: t.group.first, last: t.group.last, count: t.group.count}
		b.writeItem(&root)
		return root.num
	}
	b.endGroup()
	b.writeItem(&t.before)
	root := item{num: t.root, first: t.first, last: t.before.num, count: t.groups}
	b.writeItem(&root)
	return root.num
}

// writeItem writes an item, or the root, which leads to no page.
func (b *Binder) writeItem(it *item) {
	b.begin(it.num)
	s := &b.objects
	if it.page == 0 {
		s.body = append(s.body, "<</Type/Outlines"...)
	} else {
		s.body = appendTextString(append(s.body, "<</Title"...), it.title)
		s.body = append(s.body, "/Dest["...)
		s.body = append(appendRef(s.body, it.page), "/XYZ null "...)
		s.body = append(appendHundredths(s.body, it.y), " null]"...)
	}
	for _, l := range [...]struct {
		key string
		num int
	}{{"/Parent ", it.parent}, {"/Prev ", it.prev}, {"/Next ", it.next}, {"/First ", it.first}, {"/Last ", it.last}} {
		if l.num != 0 {
			s.body = appendRef(append(s.body, l.key...), l.num)
		}
	}
	if it.count != 0 {
		s.body = appendInt(append(s.body, "/Count "...), it.count)
	}
	s.body = append(s.body, ">>"...)
}
