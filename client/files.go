package client

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
)

// The media types of files, for [Media].
const (
	MediaDOCX     = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	MediaPDF      = "application/pdf"
	MediaText     = "text/plain"
	MediaMarkdown = "text/markdown"
	MediaJSON     = "application/json" // of a document, to be checked
)

// FileOption changes how [Client.Import], [Client.Check] and [Client.CheckReport] read a file.
type FileOption func(*call)

// Media says what the file is. Without it the server finds out by itself; Markdown only where it cannot be plain text.
func Media(mediaType string) FileOption {
	return func(r *call) { r.header.Set("Content-Type", mediaType) }
}

// Kind says which type of document the file to be imported is, by a slug such as "ke-hoach", where the file itself may not tell.
func Kind(slug string) FileOption {
	return func(r *call) { r.query.Set("type", slug) }
}

// Name says what the file to be checked is called, for the report to show.
func Name(name string) FileOption {
	return func(r *call) { r.query.Set("name", name) }
}

// upload makes the call that sends a file.
func upload(path string, file []byte, options []FileOption) *call {
	header := http.Header{"Content-Type": {"application/octet-stream"}}
	r := &call{method: http.MethodPost, path: path, query: url.Values{}, header: header, body: file}
	for _, option := range options {
		option(r)
	}
	return r
}

// Imported is what the server read in a file.
type Imported struct {
	Document json.RawMessage `json:"document"` // the JSON of the document, fit for [Client.Validate]
	Notes    []Note          `json:"notes"`    // what was guessed, changed in form, or found no place
	Source   string          `json:"source"`   // "docx", "text" or "markdown"
	Embedded string          `json:"embedded"` // whether the file carries its JSON: "none", "same", or "edited" since
	Changes  []Change        `json:"changes"`  // what was edited in a file that the server made
}

// Note is a remark on an imported file.
type Note struct {
	Code    string     `json:"code"`              // stable, such as "unplaced_text"
	Message string     `json:"message"`           // Vietnamese, a full sentence
	Pointer string     `json:"pointer,omitempty"` // RFC 6901, into the document
	Text    string     `json:"text,omitempty"`    // of the file
	Place   *FilePlace `json:"place,omitempty"`
}

// FilePlace is where something stands in a file. What the kind of file cannot say is zero.
type FilePlace struct {
	Part      string `json:"part,omitempty"`      // of a DOCX, other than its main text
	Paragraph int    `json:"paragraph,omitempty"` // from 1
	Line      int    `json:"line,omitempty"`      // of a text, from 1
	Page      int    `json:"page,omitempty"`      // from 1
	BoxMM     *Box   `json:"box_mm,omitempty"`    // on the page of a PDF
}

// Box is a rectangle in millimetres from the upper left corner of a page.
type Box struct {
	X      float64 `json:"x"`
	Y      float64 `json:"y"`
	Width  float64 `json:"width"`
	Height float64 `json:"height"`
}

// Change is one edit of a file that the server made.
type Change struct {
	Pointer string `json:"pointer,omitempty"` // RFC 6901, into the document
	Kind    string `json:"kind"`              // "added", "removed" or "changed"
	Before  string `json:"before,omitempty"`
	After   string `json:"after,omitempty"`
}

// Import reads a DOCX, a text or Markdown into the JSON of a document. A file that the server cannot read is a [*Problem] with the code
// "unreadable_file"; its Problems say why.
func (c *Client) Import(ctx context.Context, file []byte, options ...FileOption) (*Imported, error) {
	imported := &Imported{}
	if err := c.receive(ctx, upload("/v1/imports", file, options), imported); err != nil {
		return nil, err
	}
	return imported, nil
}

// Checked is the report on the form of a file.
type Checked struct {
	Source  string       `json:"source"` // "docx" or "pdf"
	Kind    string       `json:"kind"`   // slug of the type; empty where it was not recognised
	Title   string       `json:"title"`  // tên loại and trích yếu
	Code    string       `json:"code"`   // số, ký hiệu
	Pack    string       `json:"pack"`   // of rules, "nd30-2020"
	Clean   bool         `json:"clean"`  // nothing is wrong, and nobody has to look
	Counts  Counts       `json:"counts"`
	Rules   []Rule       `json:"rules"` // all of them, in the order of the law
	Remarks []FileRemark `json:"remarks"`
}

// Counts is how many rules came out how.
type Counts struct {
	Pass          int `json:"pass"`
	Fail          int `json:"fail"`
	NeedsReview   int `json:"needs_review"`
	NotApplicable int `json:"not_applicable"`
	NotEvaluated  int `json:"not_evaluated"`
}

// Rule is one rule and its outcome.
type Rule struct {
	ID       string        `json:"id"` // stable, such as "PAGE-1"
	Title    string        `json:"title"`
	Severity string        `json:"severity"` // "violation", "deviation" or "suggestion"
	Status   string        `json:"status"`   // "pass", "fail", "needs_review", "not_applicable" or "not_evaluated"
	Cite     string        `json:"cite"`     // the clause
	Places   int           `json:"places"`   // that were looked at
	Findings []RuleFinding `json:"findings"`
}

// RuleFinding is what a rule found at one place.
type RuleFinding struct {
	Status   string    `json:"status"`
	Measured string    `json:"measured,omitempty"` // with units
	Allowed  string    `json:"allowed,omitempty"`
	Message  string    `json:"message,omitempty"` // Vietnamese
	Hint     string    `json:"hint,omitempty"`    // Vietnamese: what to do
	Excerpt  string    `json:"excerpt,omitempty"` // the first words at the place
	Place    FilePlace `json:"place"`
}

// FileRemark is what the server has to say of a file that it checked.
type FileRemark struct {
	Code    string    `json:"code"`
	Message string    `json:"message"` // Vietnamese
	Text    string    `json:"text,omitempty"`
	Place   FilePlace `json:"place"`
}

// Check measures the form of a DOCX, a PDF, or the JSON of a document. A file against the rules is a good answer here; one that the
// server cannot read is a [*Problem] with the code "unreadable_file".
func (c *Client) Check(ctx context.Context, file []byte, options ...FileOption) (*Checked, error) {
	r := upload("/v1/checks", file, options)
	r.query.Set("format", "json")
	checked := &Checked{}
	if err := c.receive(ctx, r, checked); err != nil {
		return nil, err
	}
	return checked, nil
}

// ReportFormat is a form of the report on a file.
type ReportFormat string

// The forms.
const (
	ReportText  ReportFormat = "text"
	ReportSARIF ReportFormat = "sarif"
	ReportJUnit ReportFormat = "junit"
	ReportPDF   ReportFormat = "pdf"  // a certificate of one page
	ReportDOCX  ReportFormat = "docx" // the checked DOCX itself, with comments
)

// mediaType returns that of the form, or "" for one that only a later server knows.
func (f ReportFormat) mediaType() string {
	return map[ReportFormat]string{
		ReportText: MediaText, ReportSARIF: "application/sarif+json", ReportJUnit: "application/xml", ReportPDF: MediaPDF, ReportDOCX: MediaDOCX,
	}[f]
}

// CheckReport is [Client.Check] with the report as a file for others. Clean tells whether nothing is wrong, and nobody has to look.
func (c *Client) CheckReport(ctx context.Context, file []byte, form ReportFormat, options ...FileOption) (report []byte, clean bool, err error) {
	r := upload("/v1/checks", file, options)
	r.query.Set("format", string(form))
	r.want = form.mediaType()
	a, err := c.send(ctx, r)
	if err != nil {
		return nil, false, err
	}
	return a.data, a.header.Get("Vanban-Clean") == "true", nil
}
