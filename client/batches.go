package client

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Submission begins a batch: one document, and a list of which each item is a JSON Merge Patch on it.
type Submission struct {
	Base    any               `json:"base"`            // as for [Client.Render]
	Items   []json.RawMessage `json:"items,omitempty"` // nil where the list is a file
	Award   any               `json:"award,omitempty"` // the decision that goes with certificates
	List    *ListOptions      `json:"list,omitempty"`  // how a file is read
	Files   []string          `json:"files,omitempty"` // "merged", "pdf", "docx"
	Title   string            `json:"title,omitempty"`
	Webhook string            `json:"webhook,omitempty"`
}

// ListOptions say how a spreadsheet is read where it cannot be told from the file.
type ListOptions struct {
	Map   map[string]string `json:"map,omitempty"` // columns by letter to paths of the contract
	Sheet string            `json:"sheet,omitempty"`
}

// Batch is how a batch stands.
type Batch struct {
	ID       string      `json:"id"`
	URL      string      `json:"url"` // may be relative to the server
	Title    string      `json:"title"`
	Type     string      `json:"type"`
	State    string      `json:"state"`  // "queued", "running", "waiting", "writing", "done", "cancelled" or "failed"
	Reason   string      `json:"reason"` // Vietnamese: why it waits or has failed
	Revision int         `json:"revision"`
	Counts   BatchCounts `json:"counts"`
	Rate     float64     `json:"rate"`         // rows a second
	Left     float64     `json:"seconds_left"` // estimated
	Created  time.Time   `json:"created"`
	Started  time.Time   `json:"started"`
	Finished time.Time   `json:"finished"`
	Expires  time.Time   `json:"expires"`
	Files    []BatchFile `json:"files"`
	Withheld string      `json:"withheld"` // Vietnamese: why there is no decision
	Webhook  *Webhook    `json:"webhook"`  // how the message about its end fares; nil where none was asked for
	Notes    []Finding   `json:"notes"`    // on list and decision; of [Client.Submit] alone
}

// Ended reports whether nothing more happens by itself.
func (b *Batch) Ended() bool {
	return b.State == "done" || b.State == "cancelled" || b.State == "failed"
}

// BatchCounts is how many rows came how far.
type BatchCounts struct {
	Total  int `json:"total"`
	Done   int `json:"done"`
	Failed int `json:"failed"`
	Warned int `json:"warned"` // of the done
	// Written is how many are in the files already, while these are put together.
	Written int `json:"written"`
}

// Webhook is how the message about the end of a batch fares.
type Webhook struct {
	URL       string    `json:"url"`
	Attempts  int       `json:"attempts"`
	Delivered bool      `json:"delivered"`
	Next      time.Time `json:"next"`  // the next attempt; zero where there is none
	Error     string    `json:"error"` // Vietnamese: why the last attempt failed
}

// BatchFile is a file of a batch.
type BatchFile struct {
	Name   string `json:"name"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
	URL    string `json:"url"`
}

// BatchRow is what became of a row.
type BatchRow struct {
	Row      int             `json:"row"`
	Name     string          `json:"name"`
	Status   string          `json:"status"` // "done" or "failed"
	Revision int             `json:"revision"`
	Pages    int             `json:"pages"`
	Patch    json.RawMessage `json:"patch"` // to be corrected and sent to [Client.Correct]
	Problems []Finding       `json:"problems"`
}

const batchesPath = "/v1/batches"

// Submit begins a batch. With a key of the caller's the same submission may be sent again, and is the same batch; a call that
// broke off should be sent again with one. Without, only the tries of this call are. File is the list as XLSX, CSV or JSON, nil where the
// submission has the items.
func (c *Client) Submit(ctx context.Context, s *Submission, file []byte, key string) (*Batch, error) {
	body, err := encode(s)
	if err != nil {
		return nil, fmt.Errorf("vanban: the submission cannot be written as JSON: %w", err)
	}
	r := &call{method: http.MethodPost, path: batchesPath, header: http.Header{"Content-Type": {"application/json"}}, body: body}
	if file != nil {
		media := ""
		if r.body, media, err = form(body, file); err != nil {
			return nil, err
		}
		r.header.Set("Content-Type", media)
	}
	// A server that could not answer may have stored the batch all the same.
	r.header.Set("Idempotency-Key", cmp.Or(key, rand.Text()))
	b := &Batch{}
	return b, c.receive(ctx, r, b)
}

// form writes a submission in parts.
func form(submission, file []byte) (body []byte, media string, err error) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for _, p := range []struct {
		name, media string
		data        []byte
	}{{"batch", "application/json", submission}, {"list", "application/octet-stream", file}} {
		part, err := w.CreatePart(textproto.MIMEHeader{
			"Content-Disposition": {`form-data; name="` + p.name + `"; filename="` + p.name + `"`}, "Content-Type": {p.media},
		})
		if err != nil {
			return nil, "", err
		}
		if _, err := part.Write(p.data); err != nil {
			return nil, "", err
		}
	}
	if err := w.Close(); err != nil {
		return nil, "", err
	}
	return b.Bytes(), w.FormDataContentType(), nil
}

// batchPath is the address of a batch, or of what belongs to it. An empty id would be that of all batches.
func batchPath(id string, below ...string) (string, error) {
	path := batchesPath
	for _, part := range append([]string{id}, below...) {
		if strings.Trim(part, ".") == "" { // a path with it leads elsewhere
			return "", fmt.Errorf("vanban: %q is not the name of a batch or of a file", part)
		}
		path += "/" + url.PathEscape(part)
	}
	return path, nil
}

// Batch tells how a batch stands.
func (c *Client) Batch(ctx context.Context, id string) (*Batch, error) {
	path, err := batchPath(id)
	if err != nil {
		return nil, err
	}
	b := &Batch{}
	return b, c.receive(ctx, &call{method: http.MethodGet, path: path}, b)
}

// Batches lists those of the client's key, the newest first.
func (c *Client) Batches(ctx context.Context) ([]Batch, error) {
	var list struct {
		Batches []Batch `json:"batches"`
	}
	err := c.receive(ctx, &call{method: http.MethodGet, path: batchesPath}, &list)
	return list.Batches, err
}

// Follow calls seen with how a batch stands, now and whenever that changes, and returns the batch when it has ended. A connection that
// breaks off, or cannot be made for now, is made again, until ctx ends.
func (c *Client) Follow(ctx context.Context, id string, seen func(*Batch)) (*Batch, error) {
	wait := c.wait
	if wait == nil {
		wait = pause
	}
	for {
		last, err := c.events(ctx, id, seen)
		if last != nil && last.Ended() {
			return last, nil
		}
		if err != nil && (ctx.Err() != nil || !passing(err)) {
			return nil, err
		}
		delay := time.Second
		if problem := (*Problem)(nil); errors.As(err, &problem) {
			delay = min(problem.RetryAfter, maxWait)
		}
		if err := wait(ctx, delay); err != nil {
			return nil, fmt.Errorf("vanban: batch %s: %w", id, err)
		}
	}
}

// errBroken is the error of a stream that broke off.
var errBroken = errors.New("vanban: the connection broke off")

// passing reports whether what an attempt to follow a batch ended with may be over by the next: the connection, or a server that is not up to it
// just now. An address that is wrong, a certificate that is not trusted or another server's page stay what they are.
func passing(err error) bool {
	var (
		problem     *Problem
		page        *StatusError
		certificate *tls.CertificateVerificationError
		unanswered  *url.Error
	)
	switch {
	case errors.As(err, &problem):
		return problem.RetryAfter > 0
	case errors.As(err, &page):
		return page.Status >= http.StatusInternalServerError || page.Status == http.StatusTooManyRequests
	case errors.As(err, &certificate):
		return false
	}
	return errors.Is(err, errBroken) || errors.As(err, &unanswered)
}

// events reads one stream to its end, and returns the last event.
func (c *Client) events(ctx context.Context, id string, seen func(*Batch)) (last *Batch, err error) {
	path, err := batchPath(id, "events")
	if err != nil {
		return nil, err
	}
	resp, err := c.open(ctx, path, "text/event-stream")
	if err != nil {
		return nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	lines := bufio.NewScanner(resp.Body)
	lines.Buffer(nil, 4<<20) // a batch has few files, and an event is one line
	data := ""
	for lines.Scan() {
		if more, ok := strings.CutPrefix(lines.Text(), "data:"); ok {
			data = more
		}
		if lines.Text() != "" || data == "" { // only an empty line makes the event: without it the line may be the half that came before a break
			continue
		}
		b := &Batch{}
		if err := json.Unmarshal([]byte(data), b); err != nil {
			return last, fmt.Errorf("vanban: an event of batch %s: %w", id, err)
		}
		if last = b; seen != nil {
			seen(b)
		}
		data = ""
	}
	if err = lines.Err(); err != nil && !errors.Is(err, bufio.ErrTooLong) {
		err = fmt.Errorf("%w: %w", errBroken, err)
	}
	return last, err
}

// open begins an answer that is read as it comes.
func (c *Client) open(ctx context.Context, path, want string) (*http.Response, error) {
	resp, err := c.do(ctx, &call{method: http.MethodGet, path: path})
	if err != nil {
		return nil, err
	}
	got, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	if resp.StatusCode == http.StatusOK && (want == "" || got == want) {
		return resp, nil
	}
	defer func() { _ = resp.Body.Close() }()
	if got == "application/problem+json" {
		return nil, c.problem(resp, retryAfter(resp))
	}
	return nil, unexpected(resp)
}

// Download writes a file of a batch, however large, to a writer. An error means that what was written is not the file.
func (c *Client) Download(ctx context.Context, id, name string, to io.Writer) error {
	path, err := batchPath(id, "files", name)
	if err != nil {
		return err
	}
	resp, err := c.open(ctx, path, "")
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }()
	if _, err := io.Copy(to, resp.Body); err != nil { // less than Content-Length is an error, too
		return fmt.Errorf("vanban: file %q of batch %s: %w", name, id, err)
	}
	return nil
}

// Rows returns rows after a number: all, or those with a status, "failed", "warned" or "problems". Next is what to ask for next, 0 at the end.
func (c *Client) Rows(ctx context.Context, id, status string, after int) (rows []BatchRow, next int, err error) {
	path, err := batchPath(id, "rows")
	if err != nil {
		return nil, 0, err
	}
	query := url.Values{"after": {strconv.Itoa(after)}, "limit": {"1000"}}
	if status != "" {
		query.Set("status", status)
	}
	var list struct {
		Rows []BatchRow `json:"rows"`
		Next int        `json:"next"`
	}
	err = c.receive(ctx, &call{method: http.MethodGet, path: path, query: query}, &list)
	return list.Rows, list.Next, err
}

// Correct makes rows of a finished batch again, each from a new patch, or from the one it has where that is nil.
func (c *Client) Correct(ctx context.Context, id string, patches map[int]json.RawMessage) (*Batch, error) {
	path, err := batchPath(id, "rows")
	if err != nil {
		return nil, err
	}
	r, err := post(path, map[string]any{"rows": patches})
	if err != nil {
		return nil, err
	}
	r.once = true // made again twice is one revision too many
	b := &Batch{}
	return b, c.receive(ctx, r, b)
}

// Remove cancels a batch that has not ended, and removes one that has, with its files.
func (c *Client) Remove(ctx context.Context, id string) error {
	path, err := batchPath(id)
	if err != nil {
		return err
	}
	// Once: a second try would remove what the first has cancelled.
	_, err = c.send(ctx, &call{method: http.MethodDelete, path: path, once: true})
	return err
}
