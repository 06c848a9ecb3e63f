// Package client talks to a vanban server: it sends documents as JSON and receives DOCX, PDF, SVG or both files in a ZIP,
// reports of what is wrong with a document, and what there is to know about the types of documents. It sends files, too, to have them
// read into JSON or their form checked.
//
// It owns the way over HTTP: keys, names of files, problems as Go errors, and trying again when the server asks for it.
// It does not own the shape of a document, which is package templates/contract's; it takes that package's Document like any
// other value that encodes as the JSON of a document.
package client

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const (
	defaultURL      = "http://127.0.0.1:8080" // where "vanban serve" listens unless told otherwise
	defaultRetries  = 2
	defaultMaxBytes = 256 << 20
	userAgent       = "vanban-client"
)

// Client is one server and how to reach it. The zero value asks the server of this machine, without a key. A Client is safe
// for concurrent use as long as its fields stay as they are.
//
// Calls end when their context does; a context without a deadline waits as long as HTTP does.
type Client struct {
	URL  string       // scheme, host and perhaps a path in front of /v1; empty is http://127.0.0.1:8080
	Key  string       // "vb_…"; empty sends none
	HTTP *http.Client // nil is http.DefaultClient

	// Retries is how many more times a call is tried after an answer 429 or 503 that has a Retry-After: 0 is 2, below 0 is
	// none. Rendering changes nothing on the server, so a call may be repeated.
	Retries int

	// MaxBytes bounds an answer, so that a broken server cannot fill the memory; 0 is 256 MiB.
	MaxBytes int64

	wait func(context.Context, time.Duration) error // nil is pause; the tests do not sleep
}

// Health asks whether the server's process lives. It is tried once.
func (c *Client) Health(ctx context.Context) error {
	_, err := c.send(ctx, &call{method: http.MethodGet, path: "/healthz", want: "text/plain", once: true})
	return err
}

// Ready asks whether the server takes documents. While it shuts down the error is a [*Problem] with the code
// "shutting_down". It is tried once: who asks wants to know how things stand now.
func (c *Client) Ready(ctx context.Context) error {
	_, err := c.send(ctx, &call{method: http.MethodGet, path: "/readyz", want: "text/plain", once: true})
	return err
}

// address returns the URL of a path, which is escaped already, below the base URL.
func (c *Client) address(path string, query url.Values) (string, error) {
	base := c.URL
	if base == "" {
		base = defaultURL
	}
	u, err := url.Parse(base)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return "", fmt.Errorf("vanban: the URL of the server must be like %s, not %q", defaultURL, base)
	}
	u.RawQuery, u.Fragment = "", ""
	address := strings.TrimRight(u.String(), "/") + path
	if len(query) > 0 {
		address += "?" + query.Encode()
	}
	return address, nil
}
