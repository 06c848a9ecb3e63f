package intake

import (
	"strings"

	"vanban/document"
	"vanban/templates/contract"
	"vanban/thethuc"
)

// nameOf returns what the form prints as tên loại; where nobody knows, what stands in the file.
func (s *Service) nameOf(kind, text string) string {
	if t := s.catalog.Get(kind); t != nil {
		return t.Name
	}
	if k, ok := thethuc.KindOf(kind); ok {
		return k.Name
	}
	return text
}

// enacting returns the line that the form prints before the articles, "" where it prints none.
func (s *Service) enacting(kind string) string {
	if t := s.catalog.Get(kind); t != nil {
		return t.Enacting
	}
	return ""
}

// leaveOutSupplied takes "(Kèm theo …)" out of titles where the form prints the very words: there it follows the number and date of the
// document when these are filled in.
func (s *Service) leaveOutSupplied(doc *contract.Document) {
	bare := *doc
	bare.Appendices = append([]contract.Appendix(nil), doc.Appendices...)
	bare.Enclosures = append([]contract.Document(nil), doc.Enclosures...)
	removed := false
	cut := func(lines contract.Lines) contract.Lines {
		if n := len(lines); n > 0 && isAttached(lines[n-1]) {
			removed = true
			return lines[: n-1 : n-1]
		}
		return lines
	}
	for i := range bare.Appendices {
		bare.Appendices[i].Title = cut(bare.Appendices[i].Title)
	}
	for i := range bare.Enclosures {
		bare.Enclosures[i].Subject = cut(bare.Enclosures[i].Subject)
	}
	if !removed || s.catalog.Get(doc.Type) == nil {
		return
	}
	with, without := s.attachedLines(doc), s.attachedLines(&bare)
	if with == nil || len(with) != len(without) {
		return
	}
	// The lines come in the order of appendices and enclosures, one for each.
	n := 0
	for i := range doc.Appendices {
		if same(with, without, n) {
			doc.Appendices[i].Title = bare.Appendices[i].Title
		}
		n++
	}
	for i := range doc.Enclosures {
		if same(with, without, n) {
			doc.Enclosures[i].Subject = bare.Enclosures[i].Subject
		}
		n += 1 + len(doc.Enclosures[i].Appendices)
	}
}

func same(a, b []string, i int) bool { return i < len(a) && a[i] == b[i] }

func isAttached(line string) bool {
	line = strings.ToLower(strings.TrimLeft(line, "( \u00a0"))
	return strings.HasPrefix(line, "kèm theo") || strings.HasPrefix(line, "ban hành kèm theo")
}

// attachedLines returns the lines "(Kèm theo …)" as they are printed, nil where the document can't be built.
func (s *Service) attachedLines(doc *contract.Document) []string {
	built := s.catalog.BuildDocument(doc)
	if built.Doc == nil {
		return nil
	}
	var out []string
	for i := range built.Doc.Sections {
		for _, b := range built.Doc.Sections[i].Blocks {
			if p, ok := b.(*document.Paragraph); ok && p.Role == document.KemTheo {
				out = append(out, squeeze(p.PlainText()))
			}
		}
	}
	return out
}
