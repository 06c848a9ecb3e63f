package render

import (
	"context"
	"errors"
	"fmt"
	"io"

	"vanban/document"
	"vanban/layout"
	"vanban/render/pdf"
	"vanban/templates/catalog"
)

// Part lays out what is built already and packs its pages, to be bound with those of others. The user's faults are in the problems,
// and a fatal one means that there is no part; the error is ours, or the context's.
func (s *Service) Part(ctx context.Context, built *catalog.Built) (*pdf.Part, document.Problems, error) {
	problems := built.Problems
	if built.Doc == nil {
		return nil, problems, nil
	}
	pages, err := s.layout.Layout(ctx, built.Doc, built.Sheet)
	if errors.Is(err, layout.ErrTooManyPages) {
		return nil, append(problems[:len(problems):len(problems)], tooManyPages(s.layout.MaxPages)), nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("render: %w", err)
	}
	defer s.layout.Release(pages)
	part, err := s.pdf.Part(pages, built.Doc.Info)
	if err != nil {
		return nil, nil, fmt.Errorf("render: %w", err)
	}
	return part, problems, nil
}

// Bind begins one PDF file of many parts. It is complete when its Close has returned nil.
func (s *Service) Bind(out io.Writer, info document.Info) *pdf.Binder { return s.pdf.Bind(out, info) }

// Single returns the PDF file of one part: the same as that of its document. Where another process has made the part, the error may be
// [pdf.ErrAsset].
func (s *Service) Single(part *pdf.Part) ([]byte, error) { return s.pdf.Single(part) }
