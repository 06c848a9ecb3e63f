package intake

import (
	"bytes"
	"context"
	"iter"
	"slices"
	"strings"

	"vanban/read"
	"vanban/read/docx"
	"vanban/render"
	"vanban/templates/catalog"
	"vanban/templates/contract"
)

// importOwn reads a file that carries its JSON: as it is where nobody edited the text, else with what was edited.
func (s *Service) importOwn(ctx context.Context, data []byte, src *read.Manuscript, hint Hint) (*Result, error) {
	if own := s.certificate(src.Embedded); own != nil {
		if res, err := s.importCertificate(own, src); res != nil || err != nil {
			return res, err
		}
		return s.withoutOwn(ctx, src, hint)
	}
	own, built := s.embedded(src.Embedded)
	if own == nil {
		return s.withoutOwn(ctx, src, hint)
	}
	again, err := s.render.Files(ctx, built, render.DOCX)
	if err != nil {
		return nil, err
	}
	if len(again.Files) == 0 {
		return s.withoutOwn(ctx, src, hint)
	}
	if bytes.Equal(again.Files[0], data) {
		return s.unchanged(own, src)
	}
	before, err := docx.Read(ctx, again.Files[0])
	if err != nil {
		return nil, err
	}
	if slices.Equal(texts(before), texts(src)) {
		return s.unchanged(own, src)
	}
	base, err := s.recognise(ctx, before, Hint{Type: own.Type}, 0)
	if err != nil {
		return nil, err
	}
	res, err := s.recognise(ctx, src, Hint{Type: own.Type}, 0)
	if err != nil {
		return nil, err
	}
	return s.merge(own, base, res)
}

// embedded decodes the JSON of a file and builds its document; nil where it is not one that this program writes.
func (s *Service) embedded(data []byte) (*contract.Document, *catalog.Built) {
	doc, problems := contract.Decode(data, contract.Limits{})
	if doc == nil || problems.Fatal() {
		return nil, nil
	}
	built := s.catalog.BuildDocument(doc)
	if built.Doc == nil {
		return nil, nil
	}
	return doc, built
}

// withoutOwn imports by recognition a file whose JSON is of no use.
func (s *Service) withoutOwn(ctx context.Context, src *read.Manuscript, hint Hint) (*Result, error) {
	res, err := s.recognise(ctx, src, hint, 0)
	if err == nil {
		res.Notes = slices.Insert(res.Notes, 0, Note{
			Code: "embedded_unreadable", Message: "Dữ liệu kèm trong tệp không dùng được; nội dung được đọc từ văn bản.",
		})
	}
	return res, err
}

// unchanged returns the document that the file carries.
func (s *Service) unchanged(own *contract.Document, src *read.Manuscript) (*Result, error) {
	data, err := contract.EncodeIndent(own)
	if err != nil {
		return nil, err
	}
	res := &Result{Document: *own, JSON: data, Source: src.Source, Embedded: Same, Manuscript: src}
	for i := range src.Remarks {
		r := &src.Remarks[i]
		res.Notes = append(res.Notes, Note{
			Code: r.Code, Message: r.Message, Text: r.Text, Place: placeOf(r.Place), Lost: strings.TrimSpace(r.Text) != "" && !isAside(r.Code),
		})
	}
	return res, nil
}

// texts returns the text of every paragraph that has some, and what only a remark holds.
func texts(src *read.Manuscript) []string {
	out := slices.Collect(Texts(src))
	for i := range src.Remarks {
		if s := strings.TrimSpace(src.Remarks[i].Text); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// Texts yields the text of every paragraph that has some: of the body, of cells and notes, and of what stands in the margins.
func Texts(src *read.Manuscript) iter.Seq[string] {
	return func(yield func(string) bool) {
		m, stopped := mapper{src: src}, false
		m.eachText(func(p *read.Paragraph) {
			if s := strings.TrimSpace(paragraphText(p)); s != "" && !stopped {
				stopped = !yield(s)
			}
		})
	}
}
