package intake

import (
	"slices"
	"strings"

	"vanban/document"
	"vanban/read"
	"vanban/read/anatomy"
	"vanban/templates/contract"
)

// part is a node of the body with what is printed before it. Its body is filled in when the numbering is decided.
type part struct {
	node    contract.Node
	printed string
	scheme  string
	ordinal int
	body    []*part
	place   read.Place
}

// counts reports whether the part is a level of the numbering, with a number or without.
func (p *part) counts() bool {
	return p.node.Kind == contract.HeadingNode || p.node.Kind == contract.ItemNode
}

// body makes the nodes of a body whose type numbers by scheme, and the numbering that it has of its own.
func (m *mapper) body(list []*anatomy.Node, scheme []string) (nodes []contract.Node, numbering []string) {
	parts := m.parts(list, 1)
	chain := chainOf(parts, scheme)
	if !agrees(chain, scheme) {
		numbering, scheme = chain, chain
	}
	n := numberer{}
	n.list(parts, level{scheme: formats(scheme), names: scheme})
	return m.finish(parts), numbering
}

func schemeOrOwn(own, scheme []string) []string {
	if len(own) > 0 {
		return own
	}
	return scheme
}

// finish hangs the bodies into their nodes, and tells the ledger of what is in them now.
func (m *mapper) finish(parts []*part) []contract.Node {
	if len(parts) == 0 {
		return nil
	}
	out := make([]contract.Node, len(parts))
	for i, p := range parts {
		p.node.Body = m.finish(p.body)
		m.said.node(&p.node, p.printed)
		out[i] = p.node
	}
	return out
}

// maxDepth is how deep nodes may stand in nodes; the contract has a limit, and no document comes near it.
const maxDepth = 40

func (m *mapper) parts(list []*anatomy.Node, depth int) []*part {
	out := make([]*part, 0, len(list))
	for _, n := range list {
		p := m.part(n)
		if p == nil {
			out = append(out, m.parts(n.Children, depth)...)
			continue
		}
		out = append(out, p)
		children := m.parts(n.Children, depth+1)
		switch {
		case len(children) == 0:
		case p.counts() || p.node.Kind == contract.BulletNode:
			if depth < maxDepth {
				p.body = children
				continue
			}
			fallthrough
		default:
			out = append(out, children...)
		}
	}
	return out
}

// part makes one node; nil where it says nothing.
func (m *mapper) part(n *anatomy.Node) *part {
	if n.Kind == anatomy.Table {
		if n.Table == nil {
			return nil
		}
		return m.tablePart(n)
	}
	if n.Line == nil {
		return nil
	}
	p := &part{printed: strings.TrimSpace(n.Line.Label), scheme: n.Scheme, ordinal: n.Ordinal, place: n.Line.Para.Place}
	switch n.Kind {
	case anatomy.Heading:
		p.node.Kind = contract.HeadingNode
	case anatomy.Item:
		p.node.Kind = contract.ItemNode
	case anatomy.Bullet:
		p.node.Kind = contract.BulletNode
	case anatomy.LabelValue:
		return m.labelValue(n, p)
	case anatomy.Paragraph, anatomy.Table:
	}
	p.node.Text = m.line(n.Line, n.Line.Role)
	for _, l := range n.Title {
		t := m.line(l, document.TenChuong)
		if len(t.Runs) == 0 {
			continue
		}
		if len(p.node.Text.Runs) > 0 {
			p.node.Text.Runs = append(p.node.Text.Runs, contract.Run{Text: "\n"})
		}
		p.node.Text.Runs = append(p.node.Text.Runs, t.Runs...)
	}
	p.node.Text.Runs = merged(p.node.Text.Runs)
	if p.node.Kind == contract.ParagraphNode && p.printed != "" { // a number that nobody counts by
		p.node.Text.Runs = merged(append([]contract.Run{{Text: p.printed + " "}}, p.node.Text.Runs...))
		p.printed = ""
	}
	if len(p.node.Text.Runs) == 0 && p.printed == "" {
		return nil
	}
	return p
}

// merged joins neighbours of one formatting.
func merged(runs []contract.Run) []contract.Run {
	out := joiner{runs: runs[:0]}
	for _, r := range runs {
		out.add(r)
	}
	return out.end()
}

// labelValue makes "Thời gian: …": the colon between the two is the form's.
func (m *mapper) labelValue(n *anatomy.Node, p *part) *part {
	t := m.line(n.Line, document.LoiVan)
	if p.printed != "" {
		t.Runs = merged(append([]contract.Run{{Text: p.printed + " "}}, t.Runs...))
		p.printed = ""
	}
	name, value, ok := cutColon(t)
	if ok {
		p.node.Kind, p.node.Name, p.node.Text = contract.LabelValueNode, name, value
	} else {
		p.node.Kind, p.node.Text = contract.ParagraphNode, t
	}
	return p
}

// cutColon divides a text at its first colon. Both parts have text, and no note stands in the first.
func cutColon(t contract.Text) (name, value contract.Text, ok bool) {
	for i := range t.Runs {
		r := t.Runs[i]
		if r.Footnote != nil {
			return name, value, false
		}
		before, after, found := strings.Cut(r.Text, ":")
		if !found {
			continue
		}
		name.Runs = slices.Clone(t.Runs[:i])
		head, tail := r, r
		head.Text, tail.Text = before, after
		name.Runs = trimRuns(append(name.Runs, head))
		value.Runs = trimRuns(append([]contract.Run{tail}, t.Runs[i+1:]...))
		return name, value, len(name.Runs) > 0 && len(value.Runs) > 0
	}
	return name, value, false
}
