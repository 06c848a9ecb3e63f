package pdf

// pageTree is the open nodes of the page tree (7.7.3), from the leaves up. A node is written when its successor is begun, so that one
// that has no successor can be the root.
type pageTree struct{ levels []treeNode }

type treeNode struct {
	num   int // 0 while there is none
	kids  []int
	pages int
}

// treeWidth is how many kids a node has at most: three levels hold a quarter of a million pages.
const treeWidth = 64

// leaf returns the number of the node that the next page hangs under.
func (b *Binder) leaf() int { return b.node(0) }

// node returns the number of the open node of a level, a new one when there is none or it is full.
func (b *Binder) node(level int) int {
	t := &b.tree
	if level == len(t.levels) {
		if level < cap(t.levels) {
			t.levels = t.levels[:level+1] // kids are used again
			t.levels[level] = treeNode{kids: t.levels[level].kids[:0]}
		} else {
			t.levels = append(t.levels, treeNode{})
		}
	}
	if len(t.levels[level].kids) == treeWidth {
		b.closeNode(level)
	}
	n := &t.levels[level]
	if n.num == 0 {
		n.num = b.alloc()
	}
	return n.num
}

// add hangs a page under the node that leaf has returned.
func (t *pageTree) add(page int) {
	n := &t.levels[0]
	n.kids = append(n.kids, page)
	n.pages++
}

// closeNode hangs the open node of a level under one of the next and writes it.
func (b *Binder) closeNode(level int) {
	parent := b.node(level + 1)
	n, up := &b.tree.levels[level], &b.tree.levels[level+1]
	up.kids = append(up.kids, n.num)
	up.pages += n.pages
	b.writeNode(n, parent)
	*n = treeNode{kids: n.kids[:0]}
}

func (b *Binder) writeNode(n *treeNode, parent int) {
	b.begin(n.num)
	s := &b.objects
	s.body = append(s.body, "<</Type/Pages/Count "...)
	s.body = appendInt(s.body, n.pages)
	if parent != 0 {
		s.body = appendRef(append(s.body, "/Parent "...), parent)
	}
	s.body = append(s.body, "/Kids["...)
	for i, kid := range n.kids {
		if i > 0 {
			s.body = append(s.body, ' ')
		}
		s.body = appendRef(s.body, kid)
	}
	s.body = append(s.body, "]>>"...)
}

// finishTree writes all open nodes and returns the number of the root; 0 when there are no pages.
func (b *Binder) finishTree() int {
	for level := range b.tree.levels {
		n := &b.tree.levels[level]
		if level == len(b.tree.levels)-1 {
			b.writeNode(n, 0)
			return n.num
		}
		b.closeNode(level)
	}
	return 0
}
