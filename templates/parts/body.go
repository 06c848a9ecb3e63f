package parts

import (
	"strings"

	"vanban/document"
	"vanban/templates/contract"
)

// level is where in the numbering a list of nodes stands.
type level struct {
	scheme []format
	next   int // index in scheme of the format for the next numbered level
	// parents are the bare numbers of the ancestors that scheme numbers, for labels such as "1.2.".
	parents []string
	depth   int // numbered levels above, whatever their scheme
	title   int // level of a title here: MucCap1 is 1
	dashes  int // levels of dashes above
	// capitals says that the titles of its mục are to be in capitals: those of a document, not of what a phụ lục lists.
	capitals bool
}

// Body sets the content (ô 6) and its closing mark.
func (b *Builder) Body() {
	b.bodyStart = len(b.section.Blocks)
	b.nodes(b.doc.Body, level{scheme: b.schemeOf(b.doc.Numbering, b.doc.At, b.typ.scheme), title: 1, capitals: true})
	b.checkArticles()
	b.endBody()
}

// scheme reads a scheme that the author gave; its faults are the decoder's to report.
func (b *Builder) scheme(list []string, at string) []format {
	scheme, bad := parseScheme(list)
	if bad >= 0 && b.decoded {
		b.fail(at+"/numbering", "unknown_numbering", "Không hiểu cách đánh số "+contract.Quote(list[bad])+".", "", citeNumbering)
	}
	return scheme
}

// nodes sets a list of nodes. Numbers start at one for each list; only Điều run on through the document (PL.I-II.6đ).
func (b *Builder) nodes(list []contract.Node, lv level) {
	counter := 0
	for i := range list {
		n := &list[i]
		switch n.Kind {
		case contract.ParagraphNode:
			b.add(b.rich(document.LoiVan, n.At, "", document.NoChar, &n.Text))
		case contract.LabelValueNode:
			b.labelValue(n)
		case contract.TableNode:
			if n.Table != nil {
				b.table(n.Table)
			}
		case contract.BulletNode:
			b.bullet(n, lv)
		case contract.HeadingNode, contract.ItemNode:
			b.numbered(n, lv, &counter)
		default:
			b.fail(n.At, "unknown_node", "Không hiểu phần tử này của nội dung.", "", "")
		}
		if i < len(list)-1 {
			b.bindLead()
		}
	}
}

// bindLead keeps a line that announces what follows — it ends with a colon — on the page of its beginning.
func (b *Builder) bindLead() {
	if p := b.lastParagraph(); p != nil && strings.HasSuffix(tailText(p), ":") {
		p.KeepNext = true
	}
}

// lastParagraph returns the section's last block where that is a paragraph.
func (b *Builder) lastParagraph() *document.Paragraph {
	if n := len(b.section.Blocks); n > 0 {
		p, _ := b.section.Blocks[n-1].(*document.Paragraph)
		return p
	}
	return nil
}

// children sets the body of a node.
func (b *Builder) children(n *contract.Node, lv level) {
	if len(n.Body) == 0 {
		return
	}
	b.bindLead()
	if len(n.Numbering) > 0 {
		lv.scheme, lv.next, lv.parents = b.scheme(n.Numbering, n.At), 0, nil
	}
	b.nodes(n.Body, lv)
}

// labelValue sets "Thời gian: …"; the colon is supplied when the label has none.
func (b *Builder) labelValue(n *contract.Node) {
	p := b.para(document.LoiVan, n.At)
	count := 1
	for i := range n.Name.Runs {
		count += runsFor(n.Name.Runs[i].Text)
	}
	for i := range n.Text.Runs {
		count += runsFor(n.Text.Runs[i].Text)
	}
	p.Runs = b.appendRuns(b.reserve(count), &n.Name, n.At)
	colon := ": "
	if strings.HasSuffix(tailText(p), ":") {
		colon = " "
	}
	if empty(&n.Text) {
		colon = strings.TrimRight(colon, " ")
	}
	appendTail(p, colon)
	p.Runs = b.appendRuns(p.Runs, &n.Text, n.At)
	b.add(p)
}
