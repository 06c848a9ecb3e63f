package review

import (
	"vanban/check"
	"vanban/document"
)

// point gives every place of a report on our own DOCX the JSON Pointer of the paragraph that stands there.
func point(r *check.Report, doc *document.Document) {
	list := paragraphsOf(doc)
	for i := range r.Results {
		findings := r.Results[i].Findings
		for j := range findings {
			p := &findings[j].Place
			if n := p.Paragraph; p.Part == "" && n > 0 && n <= len(list) && list[n-1] != nil {
				p.Pointer = list[n-1].Pointer
			}
		}
	}
}

// paragraphs are those of a DOCX in the order in which render/docx writes w:p elements; nil for those that are no paragraphs of the tree.
type paragraphs []*document.Paragraph

func paragraphsOf(doc *document.Document) paragraphs {
	var list paragraphs
	for i := range doc.Sections {
		list.add(doc.Sections[i].Blocks, i < len(doc.Sections)-1)
	}
	return list
}

// add adds those of one container. The properties of a section that ends with a rule stand in a paragraph of their own after it.
func (l *paragraphs) add(blocks []document.Block, ends bool) {
	for i, b := range blocks {
		switch b := b.(type) {
		case *document.Paragraph:
			*l = append(*l, b)
		case *document.Rule:
			*l = append(*l, nil)
			if ends && i == len(blocks)-1 {
				*l = append(*l, nil)
			}
		case *document.Table:
			for r := range b.Rows {
				for c := range b.Rows[r].Cells {
					if cell := &b.Rows[r].Cells[c]; cell.Merged {
						*l = append(*l, nil)
					} else {
						l.add(cell.Blocks, false)
					}
				}
			}
		}
	}
}
