// Package render owns the way from the JSON of a document to its files. A Service holds what is prepared once per process:
// fonts, catalog, layout and writers. It opens no files and knows no HTTP;
// FileName says what an office calls one.
package render

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sync"

	"vanban/document"
	"vanban/fonts"
	"vanban/layout"
	"vanban/render/docx"
	"vanban/render/pdf"
	"vanban/render/svg"
	"vanban/seal"
	"vanban/templates/catalog"
	"vanban/templates/contract"
	"vanban/templates/parts"
	"vanban/thethuc"
)

// Format is a kind of file.
type Format uint8

// The formats.
const (
	DOCX Format = iota
	PDF
	SVG // all pages one below the other
	// LinkedSVG is SVG for HTML pages that have WebStyles: without fonts and style of its own.
	LinkedSVG
)

// formats holds the name of each, which is its file name extension as well, and its media type.
var formats = [...]struct{ name, media string }{
	DOCX: {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
	PDF:  {"pdf", "application/pdf"},
	SVG:  {"svg", "image/svg+xml"},

	LinkedSVG: {"svg", "image/svg+xml"},
}

// laidOut reports whether the format shows pages of ours; Word lays out a DOCX itself.
func (f Format) laidOut() bool { return f != DOCX }

// String returns "docx", "pdf" or "svg".
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

// Options are what a Service is made with. The zero value is the embedded fonts and the limits of the contract.
type Options struct {
	Fonts  fs.FS // folder with an office's own fonts; nil for the embedded ones
	Limits contract.Limits
	// MaxPages is where a document is refused as too long; 0 is nowhere.
	MaxPages int
	// Profiles finds the plate that an office keeps for its certificates under a name, nil where it keeps none by that name, and an error where that cannot be
	// told now. A nil func keeps none.
	Profiles func(name string) (*parts.Profile, error)
	// Seal signs what a certificate says and returns the text of its QR code; nil where no key is configured.
	Seal func(seal.Claims) (string, error)
}

// Service renders documents. It is safe for concurrent use.
type Service struct {
	catalog *catalog.Catalog
	layout  *layout.Engine
	measure document.Measurer
	docx    *docx.Writer
	pdf     *pdf.Writer
	sources sync.Pool                   // *[]byte, for the JSON that DOCX files carry
	svg     func() (*svg.Writer, error) // made when first asked for: its fonts take longer than all else together
}

// maxKept bounds a buffer that is kept, in bytes.
const maxKept = 1 << 20

// New prepares a Service. It takes some milliseconds: call it once.
func New(o Options) (*Service, error) {
	set, err := fonts.Embedded()
	if o.Fonts != nil {
		set, err = fonts.Load(o.Fonts)
	}
	if err != nil {
		return nil, fmt.Errorf("render: %w", err)
	}
	s := &Service{layout: layout.New(set), measure: set, docx: docx.New()}
	s.layout.MaxPages = o.MaxPages
	if s.pdf, err = pdf.New(set); err != nil {
		return nil, fmt.Errorf("render: %w", err)
	}
	s.svg = sync.OnceValues(func() (*svg.Writer, error) { return svg.New(set) })
	if s.catalog, err = catalog.New(thethuc.ND30(), set, catalog.Options{Limits: o.Limits, Profiles: o.Profiles, Seal: o.Seal}); err != nil {
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
	Pages    int // 0 where nobody had to lay it out: for DOCX alone, without a limit on pages
	Info     document.Info
	Problems document.Problems
}

// Render makes the files of the document in data. The user's faults are in the result; the error is ours, or the context's.
func (s *Service) Render(ctx context.Context, data []byte, formats ...Format) (*Result, error) {
	return s.Files(ctx, s.catalog.Build(data), formats...)
}

// Files writes what is built already.
func (s *Service) Files(ctx context.Context, built *catalog.Built, formats ...Format) (*Result, error) {
	return s.write(ctx, built, 0, formats)
}

// Page writes one page, counted from 1, as SVG. A page that is not there gives a result without a file and without an error;
// its Pages says how many there are.
func (s *Service) Page(ctx context.Context, built *catalog.Built, page int) (*Result, error) {
	return s.write(ctx, built, page, []Format{SVG})
}

// LinkedPage is Page, as LinkedSVG.
func (s *Service) LinkedPage(ctx context.Context, built *catalog.Built, page int) (*Result, error) {
	return s.write(ctx, built, page, []Format{LinkedSVG})
}

// WebStyles returns the style sheet of HTML pages that show LinkedSVG. Its fonts are at base and the names that WebFont knows.
func (s *Service) WebStyles(base string) ([]byte, error) {
	w, err := s.svg()
	if err != nil {
		return nil, fmt.Errorf("render: %w", err)
	}
	return w.Stylesheet(base), nil
}

// WebFont returns a WOFF file that WebStyles names, and nil for any other name.
func (s *Service) WebFont(name string) ([]byte, error) {
	w, err := s.svg()
	if err != nil {
		return nil, fmt.Errorf("render: %w", err)
	}
	return w.Font(name)
}

func (s *Service) write(ctx context.Context, built *catalog.Built, page int, formats []Format) (*Result, error) {
	res := &Result{Problems: built.Problems}
	if built.Doc == nil {
		return res, nil
	}
	res.Info = built.Doc.Info
	var pages *layout.Result
	if s.layout.MaxPages > 0 || slices.ContainsFunc(formats, Format.laidOut) {
		var err error
		switch pages, err = s.layout.Layout(ctx, built.Doc, built.Sheet); {
		case errors.Is(err, layout.ErrTooManyPages):
			res.Problems = append(res.Problems[:len(res.Problems):len(res.Problems)], tooManyPages(s.layout.MaxPages))
			return res, nil
		case err != nil:
			return nil, fmt.Errorf("render: %w", err)
		}
		defer s.layout.Release(pages)
		res.Pages = len(pages.Pages)
	}
	if page > res.Pages {
		return res, nil
	}
	for _, f := range formats {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("render: %w", err)
		}
		var file []byte
		var err error
		switch f {
		case DOCX:
			file, err = s.writeDOCX(built)
		case PDF:
			file, err = s.pdf.Write(pages, built.Doc.Info)
		case SVG, LinkedSVG:
			var w *svg.Writer
			if w, err = s.svg(); err != nil {
				break
			}
			if f == LinkedSVG {
				file, err = w.WriteLinked(pages, built.Doc.Info, page)
			} else {
				file, err = w.Write(pages, built.Doc.Info, page)
			}
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

// writeDOCX writes a file that carries its JSON. A document made in Go may say what no JSON says: its file has none.
func (s *Service) writeDOCX(built *catalog.Built) ([]byte, error) {
	if built.Contract == nil {
		return s.docx.Write(built.Doc, built.Sheet)
	}
	buf, _ := s.sources.Get().(*[]byte)
	if buf == nil {
		buf = new([]byte)
	}
	defer s.sources.Put(buf)
	data, err := contract.Append((*buf)[:0], built.Contract)
	if err != nil {
		return s.docx.Write(built.Doc, built.Sheet)
	}
	if cap(data) <= maxKept {
		*buf = data
	}
	return s.docx.WriteWith(built.Doc, built.Sheet, data)
}

func tooManyPages(limit int) document.Problem {
	return document.Problem{
		Severity: document.Error, Code: "too_many_pages",
		Message: fmt.Sprintf("Văn bản dài hơn %d trang.", limit),
		Hint:    "Chia nội dung thành nhiều văn bản hoặc phụ lục riêng.",
	}
}

// Pages lays out what is built already: for reports about pages. The pages are the caller's to keep.
func (s *Service) Pages(ctx context.Context, built *catalog.Built) (*layout.Result, error) {
	if built.Doc == nil {
		return nil, errors.New("render: no pages of a document that was not built")
	}
	return s.layout.Layout(ctx, built.Doc, built.Sheet)
}
