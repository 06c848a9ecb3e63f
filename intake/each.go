package intake

import "vanban/read"

// eachText visits every paragraph of the manuscript.
func (m *mapper) eachText(visit func(*read.Paragraph)) {
	eachParagraph(m.src.Blocks, visit)
	for i := range m.src.Notes {
		eachParagraph(m.src.Notes[i].Blocks, visit)
	}
	for i := range m.src.Sections {
		s := &m.src.Sections[i]
		for _, blocks := range [...][]read.Block{s.FirstHeader, s.Header, s.FirstFooter, s.Footer} {
			eachParagraph(blocks, visit)
		}
	}
}
