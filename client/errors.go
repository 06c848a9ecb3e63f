package client

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
	"time"
)

// ErrNotModified is the error of [Client.Render] when the file is still the one of [IfNoneMatch].
var ErrNotModified = errors.New("vanban: the file has not changed")

// Problem is a refusal by the server (RFC 9457). The error of a refused call is one or wraps one: errors.As finds it.
type Problem struct {
	Type   string `json:"type"`   // where the problem is described; may be relative to the server
	Title  string `json:"title"`  // the problem in general
	Status int    `json:"status"` // of HTTP
	Detail string `json:"detail"` // Vietnamese: this case

	Code      string    `json:"code"`       // stable, such as "invalid_document"; the one to compare
	RequestID string    `json:"request_id"` // names the call in the server's log
	Problems  []Finding `json:"problems"`   // what is wrong with the document, with the code "invalid_document" or "bad_json"

	RetryAfter time.Duration `json:"-"` // with 429 and 503: when another try may succeed; 0 where the server does not say
}

// Error returns the problem in one line: with the first error of the document, or else the detail.
func (p *Problem) Error() string {
	text := fmt.Sprintf("vanban: %d %s", p.Status, cmp.Or(p.Code, "problem"))
	for _, part := range [...]string{p.Title, cmp.Or(firstError(p.Problems), p.Detail)} {
		if part != "" {
			text += ": " + part
		}
	}
	if p.RequestID != "" {
		text += fmt.Sprintf(" (request %s)", p.RequestID)
	}
	return text
}

// firstError says which error of a document comes first, and how many more there are; nothing where there is none.
func firstError(findings []Finding) string {
	text, more := "", 0
	for i := range findings {
		f := &findings[i]
		switch {
		case f.Severity != SeverityError:
		case text == "":
			text = fmt.Sprintf("%q: %s", f.Pointer, f.Message)
		default:
			more++
		}
	}
	if more > 0 {
		text += fmt.Sprintf(" And %d more.", more)
	}
	return text
}

// Severity tells whether a finding stops the document.
type Severity string

// The severities: an error means that nothing is rendered, a warning travels beside a good file.
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
)

// Finding is one fault in a document, or a remark on it.
type Finding struct {
	Severity Severity `json:"severity"`
	Pointer  string   `json:"pointer"`        // RFC 6901, into the JSON that was sent
	Code     string   `json:"code"`           // stable, such as "place_blank"
	Message  string   `json:"message"`        // Vietnamese, a full sentence
	Hint     string   `json:"hint,omitempty"` // Vietnamese: what to do
	Cite     string   `json:"cite,omitempty"` // the clause, where there is one
}

// StatusError is an answer that the API does not give: a page of a proxy in between, most of the time, or of another server
// at this URL.
type StatusError struct {
	Status    int    // of HTTP; 200 where only the media type is not the expected one
	URL       string // that gave the answer, after redirects and without a password
	MediaType string // of the answer; empty where it has none
	Excerpt   string // how its body begins
}

// Error returns status, URL and the beginning of the answer in one line.
func (e *StatusError) Error() string {
	return fmt.Sprintf("vanban: unexpected answer %d %s of %s (%s): %q",
		e.Status, http.StatusText(e.Status), e.URL, cmp.Or(e.MediaType, "no media type"), e.Excerpt)
}

// excerptBytes is enough of a page to tell whose it is, and little enough for a line of a log.
const excerptBytes = 300

// unexpected makes the error of an answer that is no problem and not what was asked for.
func unexpected(resp *http.Response) error {
	head, _ := io.ReadAll(io.LimitReader(resp.Body, excerptBytes)) // what came before a fault is still worth showing
	mediaType, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	return &StatusError{
		Status:    resp.StatusCode,
		URL:       resp.Request.URL.Redacted(),
		MediaType: mediaType,
		Excerpt:   strings.Join(strings.Fields(strings.ToValidUTF8(string(head), "")), " "),
	}
}

// problem reads the problem of an answer.
func (c *Client) problem(resp *http.Response, delay time.Duration) error {
	data, err := c.read(resp)
	if err != nil {
		return err
	}
	p := &Problem{}
	if err := json.Unmarshal(data, p); err != nil {
		return fmt.Errorf("vanban: answer %d of %s: %w", resp.StatusCode, resp.Request.URL.Redacted(), err)
	}
	// The status that arrived counts, not the one the body remembers (RFC 9457, 3.1.2).
	p.Status, p.RetryAfter = resp.StatusCode, delay
	if p.RequestID == "" {
		p.RequestID = resp.Header.Get("X-Request-Id")
	}
	return p
}
