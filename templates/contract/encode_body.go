package contract

func (e *encoder) nodes(list []Node) {
	if len(list) > 0 {
		elements(e, "body", list, e.node)
	}
}

func (e *encoder) node(n *Node) {
	if e.misfit(n); e.err != nil {
		return
	}
	if n.Kind == ParagraphNode && n.Text.isPlain() {
		e.text(&n.Text)
		return
	}
	e.open('{')
	switch n.Kind {
	case ParagraphNode:
		e.key("text")
		e.text(&n.Text)
	case HeadingNode:
		e.key("heading")
		e.text(&n.Text)
	case ItemNode:
		e.key("item")
		e.text(&n.Text)
	case BulletNode:
		e.key("bullet")
		e.text(&n.Text)
	case TableNode:
		e.key("table")
		e.table(n.Table)
	case LabelValueNode:
		e.key("label_value")
		e.open('[')
		e.text(&n.Name)
		e.element()
		e.text(&n.Text)
		e.close(']')
	}
	e.nodes(n.Body)
	e.strings("numbering", n.Numbering)
	if n.Label != nil {
		e.key("label")
		e.string(*n.Label)
	}
	e.truth("restart", n.Restart)
	e.close('}')
}

// misfit fails on fields that a node of its kind does not have, for they would be lost.
func (e *encoder) misfit(n *Node) {
	counts := n.Kind == HeadingNode || n.Kind == ItemNode || n.Kind == BulletNode
	switch {
	case n.Kind > LabelValueNode:
		e.fail("no node is of kind %d", n.Kind)
	case !counts && (len(n.Body) > 0 || len(n.Numbering) > 0 || n.Label != nil || n.Restart):
		e.fail("body, numbering, label and restart belong to headings, items and bullets")
	case n.Kind == TableNode && n.Table == nil:
		e.fail("a table node without its table")
	case n.Kind != TableNode && n.Table != nil:
		e.fail("a table in a node of another kind")
	case n.Kind == TableNode && len(n.Text.Runs) > 0:
		e.fail("a table node has no text of its own")
	case n.Kind != LabelValueNode && len(n.Name.Runs) > 0:
		e.fail("only a label_value has a name")
	}
}

// isEmpty reports whether nothing would be printed of a run.
func (r *Run) isEmpty() bool { return r.Text == "" && r.Footnote == nil }

func (r *Run) isPlain() bool { return !r.Bold && !r.Italic && !r.Underline && r.Footnote == nil }

// isPlain reports whether a text can be said as a string.
func (t *Text) isPlain() bool {
	found := false
	for i := range t.Runs {
		r := &t.Runs[i]
		if r.isEmpty() {
			continue
		}
		if found || !r.isPlain() {
			return false
		}
		found = true
	}
	return true
}

// text writes a string or a list of runs. Runs of no characters count as none, as in reading.
func (e *encoder) text(t *Text) {
	if t.isPlain() {
		s := ""
		for i := range t.Runs {
			s += t.Runs[i].Text
		}
		e.string(s)
		return
	}
	e.open('[')
	for i := range t.Runs {
		if r := &t.Runs[i]; !r.isEmpty() {
			e.element()
			e.run(r)
		}
	}
	e.close(']')
}

// someText is text for where an empty one is absent.
func (e *encoder) someText(key string, t *Text) {
	if len(t.Runs) > 0 {
		e.key(key)
		e.text(t)
	}
}

func (e *encoder) run(r *Run) {
	if r.Text != "" && r.Footnote != nil {
		e.fail("a run is text or a footnote")
		return
	}
	e.open('{')
	e.word("text", r.Text)
	e.truth("bold", r.Bold)
	e.truth("italic", r.Italic)
	e.truth("underline", r.Underline)
	if r.Footnote != nil {
		e.key("footnote")
		e.text(r.Footnote)
	}
	e.close('}')
}
