package client

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// Format is what a document is rendered to.
type Format string

// The formats.
const (
	DOCX Format = "docx"
	PDF  Format = "pdf"
	SVG  Format = "svg" // all pages below each other, or one of them: [Page]
	ZIP  Format = "zip" // the DOCX and the PDF
)

// mediaType returns that of the files, or "" for a format which this package does not know but a later server may.
func (f Format) mediaType() string {
	switch f {
	case DOCX:
		return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	case PDF:
		return "application/pdf"
	case SVG:
		return "image/svg+xml"
	case ZIP:
		return "application/zip"
	}
	return ""
}

// File is a rendered document.
type File struct {
	Name         string // as the server names it, without folders and safe to create; never empty
	MediaType    string // without parameters
	Data         []byte
	Pages        int      // of the document
	Warnings     int      // how many; [Client.Validate] says what they are
	WarningCodes []string // each code once
	ETag         string   // with its quotes, for [IfNoneMatch]
}

// RenderOption changes what [Client.Render] asks for.
type RenderOption func(*call)

// Page asks for one page of an SVG alone, counted from 1.
func Page(n int) RenderOption {
	return func(r *call) { r.query.Set("page", strconv.Itoa(n)) }
}

// IfNoneMatch asks for the file only if it is not the one with this [File.ETag]; if it is, the error is [ErrNotModified]. An
// empty ETag asks for the file in any case.
func IfNoneMatch(etag string) RenderOption {
	return func(r *call) {
		if etag != "" {
			r.header.Set("If-None-Match", etag)
		}
	}
}

// Render makes a file of a document. The document is its JSON as a []byte or json.RawMessage, which is sent as it stands, or
// a value that package json encodes as such, like a *contract.Document. The error is a [*Problem] where the server refuses,
// with the code "invalid_document" where the document is at fault.
func (c *Client) Render(ctx context.Context, doc any, format Format, options ...RenderOption) (*File, error) {
	r, err := post("/v1/documents", doc)
	if err != nil {
		return nil, err
	}
	r.want = format.mediaType()
	r.query.Set("format", string(format))
	for _, option := range options {
		option(r)
	}
	a, err := c.send(ctx, r)
	if err != nil {
		return nil, err
	}
	mediaType, _, _ := mime.ParseMediaType(a.header.Get("Content-Type"))
	// Numbers that a proxy took away are 0: the file is good without them.
	pages, _ := strconv.Atoi(a.header.Get("Vanban-Pages"))
	warnings, _ := strconv.Atoi(a.header.Get("Vanban-Warnings"))
	return &File{
		Name:         fileName(a.header.Get("Content-Disposition"), format),
		MediaType:    mediaType,
		Data:         a.data,
		Pages:        pages,
		Warnings:     warnings,
		WarningCodes: strings.FieldsFunc(a.header.Get("Vanban-Warning-Codes"), func(r rune) bool { return r == ',' || r == ' ' }),
		ETag:         a.header.Get("ETag"),
	}, nil
}

// Report is what the server finds in a document.
type Report struct {
	Valid    bool      `json:"valid"` // it can be rendered: there are no errors
	Errors   int       `json:"errors"`
	Warnings int       `json:"warnings"`
	Pages    int       `json:"pages"` // of its files; 0 with errors
	Problems []Finding `json:"problems"`
}

// Validate checks a document, given as for [Client.Render], and renders nothing. A document with errors is a good answer here;
// JSON that cannot be read is a [*Problem] with the code "bad_json".
func (c *Client) Validate(ctx context.Context, doc any) (*Report, error) {
	r, err := post("/v1/documents/validate", doc)
	if err != nil {
		return nil, err
	}
	report := &Report{}
	if err := c.receive(ctx, r, report); err != nil {
		return nil, err
	}
	return report, nil
}

// post makes the call that sends a document.
func post(path string, doc any) (*call, error) {
	body, err := encode(doc)
	if err != nil {
		return nil, fmt.Errorf("vanban: the document cannot be written as JSON: %w", err)
	}
	header := http.Header{"Content-Type": {"application/json"}}
	return &call{method: http.MethodPost, path: path, query: url.Values{}, header: header, body: body}, nil
}

// encode returns the JSON of a document. JSON goes out byte by byte, so that lines and columns in problems are those of the
// caller's file.
func encode(doc any) ([]byte, error) {
	switch doc := doc.(type) {
	case []byte:
		return doc, nil
	case json.RawMessage:
		return doc, nil
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(doc); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
