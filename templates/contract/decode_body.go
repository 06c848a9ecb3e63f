package contract

import (
	"slices"

	"github.com/go-json-experiment/json/jsontext"
)

// body reads a list of nodes.
func (d *decoder) body() []Node {
	if d.depth == d.limits.Depth {
		d.report(tooDeep(d.limits.Depth))
		d.skip()
		return nil
	}
	l, ok := d.openList(wantNodes)
	if !ok {
		return nil
	}
	d.depth++
	var out []Node
	for d.more(&l) {
		if len(out) == cap(out) { // by doubling: a long flat list of nodes is the largest thing that a hostile input can ask for
			out = slices.Grow(out, max(4, len(out)))
		}
		out = append(out, Node{})
		d.node(&out[len(out)-1])
	}
	d.depth--
	return out
}

// node reads a node: a string or an object with exactly one of its forms.
func (d *decoder) node(n *Node) {
	n.At = d.at()
	if d.peek() == jsontext.KindString {
		errors := d.errors
		n.Text = d.textAt(breakWarn, n.At, false)
		d.remarkEmpty(&n.Text, errors)
		return
	}
	o, ok := d.open(d.shapes.node, wantNode)
	if !ok {
		return
	}
	form := "" // the key that gave the form
	for key := range d.each(&o) {
		switch key {
		case "text", "heading", "item", "bullet", "table", "label_value":
			if form != "" {
				d.report(twoForms(form, key))
				d.skip()
				break
			}
			form = key
			d.form(n, key)
		case "body":
			n.Body = d.body()
		case "numbering":
			n.Numbering = d.numbering()
		case "label":
			s := d.word()
			n.Label = &s
		case "restart":
			n.Restart = d.bool()
		default:
			d.unread(key)
		}
	}
	switch form {
	case "":
		if !o.unknown {
			d.report(emptyNode(d.where()))
		}
	case "text", "table", "label_value":
		for _, key := range [...]string{"body", "numbering", "label", "restart"} {
			if o.has(key) {
				d.path = append(append(d.path, '/'), key...)
				d.report(keyNotForForm(key, form))
				d.path = d.path[:o.base]
			}
		}
	}
}

func (d *decoder) form(n *Node, key string) {
	switch key {
	case "text":
		n.Kind = ParagraphNode
	case "heading":
		n.Kind = HeadingNode
	case "item":
		n.Kind = ItemNode
	case "bullet":
		n.Kind = BulletNode
	case "table":
		n.Kind = TableNode
		n.Table = new(Table)
		d.table(n.Table)
		return
	case "label_value":
		n.Kind = LabelValueNode
		d.labelValue(n)
		return
	}
	n.Text = d.filled(breakWarn)
}

func (d *decoder) labelValue(n *Node) {
	l, ok := d.openList(wantPair)
	if !ok {
		return
	}
	for d.more(&l) {
		switch l.n {
		case 1:
			n.Name = d.filled(breakWarn)
		case 2:
			n.Text = d.text(breakWarn)
		default:
			d.skip()
		}
	}
	if l.n != 2 {
		d.report(notAPair(l.n))
	}
}

// numbering reads a list of formats, one for each level.
func (d *decoder) numbering() []string {
	l, ok := d.openList(wantFormats)
	if !ok {
		return nil
	}
	var buf [8]string
	out := buf[:0]
	for d.more(&l) {
		if !d.expect(jsontext.KindString, wantText) {
			out = append(out, "1.")
			continue
		}
		s := d.str(breakSpace)
		if _, ok := ParseFormat(s); !ok {
			d.report(unknownNumbering(s))
			s = "1." // so that the levels are as many as the author gave
		}
		out = append(out, s)
	}
	if l.n == 0 {
		d.report(emptyNumbering())
	}
	return d.lines.keep(out)
}
