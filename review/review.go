// Package review owns the way from any file, or from the JSON of a document, to its report of form: which reader reads it, and where a
// finding on what was made of JSON stands in that JSON. It has no rules and shows nothing.
package review

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"vanban/check"
	"vanban/document"
	"vanban/fonts"
	"vanban/read"
	"vanban/read/anatomy"
	readdocx "vanban/read/docx"
	readpdf "vanban/read/pdf"
	"vanban/render"
	"vanban/thethuc"
)

// Service checks files. It is safe for concurrent use.
type Service struct {
	render  *render.Service
	checker *check.Checker
}

// New prepares a Service. Documents that come as JSON are made by r.
func New(r *render.Service) (*Service, error) {
	set, err := fonts.Embedded()
	if err != nil {
		return nil, fmt.Errorf("review: %w", err)
	}
	return &Service{render: r, checker: check.New(thethuc.ND30(), set)}, nil
}

// Format is what kind of file came in.
type Format uint8

// The formats.
const (
	Unknown Format = iota
	JSON
	DOCX
	PDF
)

// Sniff tells the format by the first bytes. What may be an old Word file or another package is DOCX: its reader says what is wrong.
func Sniff(file []byte) Format {
	start := bytes.TrimLeft(file[:min(len(file), 1024)], "\ufeff \t\r\n")
	switch {
	case bytes.HasPrefix(file, []byte("PK")), bytes.HasPrefix(file, []byte("\xd0\xcf\x11\xe0")):
		return DOCX
	case bytes.Contains(file[:min(len(file), 1024)], []byte("%PDF-")):
		return PDF
	case bytes.HasPrefix(start, []byte("{")):
		return JSON
	}
	return Unknown
}

// Result is what became of one file. Without a Report, Problems tell why; with one, they are warnings on the JSON.
type Result struct {
	Format   Format
	Report   *check.Report
	Problems document.Problems
	// File is the file that was measured: what came in, or the DOCX that was made of the JSON.
	File []byte
}

// Check measures a file, whose first bytes tell its format. The user's faults are in the result; the error is ours, or the context's.
func (s *Service) Check(ctx context.Context, file []byte) (*Result, error) {
	return s.CheckAs(ctx, file, Sniff(file))
}

// CheckAs is Check for a file whose sender says what it is. One that is something else is refused.
func (s *Service) CheckAs(ctx context.Context, file []byte, format Format) (*Result, error) {
	res := &Result{Format: format, File: file}
	switch res.Format {
	case JSON:
		return s.checkJSON(ctx, res)
	case DOCX:
		return s.measure(ctx, res, readdocx.Read)
	case PDF:
		return s.measure(ctx, res, readpdf.Read)
	}
	code, message := "file_unknown", "Tệp không phải là DOCX, PDF hay JSON của một văn bản."
	if len(bytes.TrimSpace(file)) == 0 {
		code, message = "file_empty", "Tệp rỗng."
	}
	res.Problems = document.Problems{read.Refuse(code, message, "Gửi tệp Word (.docx), tệp PDF, hoặc JSON của văn bản.").Problem}
	return res, nil
}

type reader func(context.Context, []byte) (*read.Manuscript, error)

func (s *Service) measure(ctx context.Context, res *Result, from reader) (*Result, error) {
	m, err := from(ctx, res.File)
	if refusal := (*read.Refusal)(nil); errors.As(err, &refusal) {
		res.Problems = document.Problems{refusal.Problem}
		return res, nil
	}
	if err != nil {
		return nil, fmt.Errorf("review: %w", err)
	}
	m.DecodeLegacy()
	if kind, is := anatomy.Certificate(m); is {
		res.Problems = document.Problems{anatomy.RefuseCertificate(kind).Problem}
		return res, nil
	}
	d, err := anatomy.Analyze(ctx, m)
	if err != nil {
		return nil, fmt.Errorf("review: %w", err)
	}
	if res.Report, err = s.checker.Judge(ctx, d); err != nil {
		return nil, fmt.Errorf("review: %w", err)
	}
	return res, nil
}

// checkJSON measures the DOCX that is made of the JSON, and gives each place its pointer.
func (s *Service) checkJSON(ctx context.Context, res *Result) (*Result, error) {
	built := s.render.Catalog().Build(res.File)
	for _, kind := range thethuc.AwardKinds() {
		if built.Type == kind.Slug { // whatever is wrong with it
			res.Problems = document.Problems{anatomy.RefuseCertificate(kind).Problem}
			return res, nil
		}
	}
	made, err := s.render.Files(ctx, built, render.DOCX)
	if err != nil {
		return nil, fmt.Errorf("review: %w", err)
	}
	res.Problems = made.Problems
	if made.Problems.Fatal() {
		return res, nil
	}
	res.File = made.Files[0]
	if _, err = s.measure(ctx, res, readdocx.Read); err != nil {
		return nil, err
	}
	if res.Report == nil {
		return nil, fmt.Errorf("review: our own file was refused: %+v", res.Problems)
	}
	point(res.Report, built.Doc)
	return res, nil
}
