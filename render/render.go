// Package render owns the way from the JSON of a document to its files. A Service holds what is prepared once per process:
// fonts, catalog, layout and writers. It knows no file names and no HTTP.
package render

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"vanban/document"
	"vanban/fonts"
	"vanban/layout"
	"vanban/render/docx"
	"vanban/render/pdf"
	"vanban/templates/catalog"
	"vanban/thethuc"
)

// Format is a kind of file.
type Format uint8

// The formats.
const (
	DOCX Format = iota
	PDF
)

// formats holds the name of each, which is its file name extension as well, and its media type.
var formats = [...]struct{ name, media string }{
	DOCX: {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
	PDF:  {"pdf", "application/pdf"},
}

// String returns "docx" or "pdf".
func (f Format) String() string { return formats[f].name }

// MediaType returns the format's media type.
func (f Format) MediaType() string { return formats[f].media }

// ParseFormat returns the format with a name.
func ParseFormat(name string) (Format, bool) {
	for i := range formats {
		if formats[i].name == name {
			return Format(i), true
		}
	}
	return 0, false
}

// Service renders documents. It is safe for concurrent use.
type Service struct {
	catalog *catalog.Catalog
	layout  *layout.Engine
	docx    *docx.Writer
	pdf     *pdf.Writer
}

// New prepares a Service with the embedded fonts, or with those of a folder where one is given. It takes some milliseconds:
// call it once.
func New(folder fs.FS) (*Service, error) {
	set, err := fonts.Embedded()
	if folder != nil {
		set, err = fonts.Load(folder)
	}
	if err != nil {
		return nil, fmt.Errorf("render: %w", err)
	}
	s := &Service{layout: layout.New(set), docx: docx.New()}
	if s.pdf, err = pdf.New(set); err != nil {
		return nil, fmt.Errorf("render: %w", err)
	}
	if s.catalog, err = catalog.New(thethuc.ND30(), set); err != nil {
		return nil, fmt.Errorf("render: %w", err)
	}
	return s, nil
}

// Catalog returns the types of documents.
func (s *Service) Catalog() *catalog.Catalog { return s.catalog }

// Result is what became of one document: a file for each format asked for, in their order, and the problems found. With a
// fatal problem there are no files.
type Result struct {
	Files    [][]byte
	Info     document.Info
	Problems document.Problems
}

// Render makes the files of the document in data. The user's faults are in the result; the error is ours, or the context's.
func (s *Service) Render(ctx context.Context, data []byte, formats ...Format) (*Result, error) {
	return s.Files(ctx, s.catalog.Build(data), formats...)
}

// Files writes what is built already.
func (s *Service) Files(ctx context.Context, built *catalog.Built, formats ...Format) (*Result, error) {
	res := &Result{Problems: built.Problems}
	if built.Doc == nil {
		return res, nil
	}
	res.Info = built.Doc.Info
	var pages *layout.Result
	defer func() {
		if pages != nil {
			s.layout.Release(pages)
		}
	}()
	for _, f := range formats {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("render: %w", err)
		}
		var file []byte
		var err error
		switch f {
		case DOCX:
			file, err = s.docx.Write(built.Doc, built.Sheet)
		case PDF:
			if pages == nil {
				if pages, err = s.layout.Layout(ctx, built.Doc, built.Sheet); err != nil {
					break
				}
			}
			file, err = s.pdf.Write(pages, built.Doc.Info)
		default:
			err = fmt.Errorf("unknown format %d", f)
		}
		if err != nil {
			return nil, fmt.Errorf("render: %w", err)
		}
		res.Files = append(res.Files, file)
	}
	return res, nil
}

// Pages lays out what is built already: for previews, and for reports about pages. The pages are the caller's to keep.
func (s *Service) Pages(ctx context.Context, built *catalog.Built) (*layout.Result, error) {
	if built.Doc == nil {
		return nil, errors.New("render: no pages of a document that was not built")
	}
	return s.layout.Layout(ctx, built.Doc, built.Sheet)
}
