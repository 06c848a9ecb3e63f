package client

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// maxWait is the longest wait before another try. A server that asks for more is not waited for: the caller has better uses
// for the time and learns of it from [Problem.RetryAfter].
const maxWait = 30 * time.Second

// call is a request that can be sent several times.
type call struct {
	method, path string
	query        url.Values
	header       http.Header
	body         []byte
	want         string // media type of the answer; empty takes any
	once         bool   // never try again
}

// answer is a good one, read to its end.
type answer struct {
	header http.Header
	data   []byte
}

// send sends a call until there is an answer that is not "later", the tries are used up, or the time is.
func (c *Client) send(ctx context.Context, r *call) (*answer, error) {
	retries := c.Retries
	switch {
	case r.once || retries < 0:
		retries = 0
	case retries == 0:
		retries = defaultRetries
	}
	wait := c.wait
	if wait == nil {
		wait = pause
	}
	for {
		a, delay, err := c.try(ctx, r)
		if delay == 0 || delay > maxWait || retries == 0 {
			return a, err
		}
		// To wait for a try that the deadline forbids would only hide the reason.
		if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) <= delay {
			return nil, err
		}
		if ended := wait(ctx, delay); ended != nil {
			return nil, fmt.Errorf("vanban: %w while waiting to try again after: %w", ended, err)
		}
		retries--
	}
}

// do sends a call with what every call has. The answer's body is the caller's to close.
func (c *Client) do(ctx context.Context, r *call) (*http.Response, error) {
	address, err := c.address(r.path, r.query)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, r.method, address, bytes.NewReader(r.body))
	if err != nil {
		return nil, fmt.Errorf("vanban: %w", err)
	}
	for name, values := range r.header {
		req.Header[name] = values
	}
	if c.Key != "" {
		req.Header.Set("Authorization", "Bearer "+c.Key)
	}
	req.Header.Set("User-Agent", userAgent)
	setTrace(ctx, req.Header)
	client := c.HTTP
	if client == nil {
		client = http.DefaultClient
	}
	resp, err := client.Do(req)
	if err != nil {
		return nil, fmt.Errorf("vanban: %w", err)
	}
	return resp, nil
}

// try sends a call once. With an error that asks for another try it returns how long to wait first, otherwise 0.
func (c *Client) try(ctx context.Context, r *call) (*answer, time.Duration, error) {
	resp, err := c.do(ctx, r)
	if err != nil {
		return nil, 0, err
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode == http.StatusNotModified {
		return nil, 0, ErrNotModified
	}
	got, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	good := resp.StatusCode == http.StatusOK || resp.StatusCode == http.StatusAccepted
	if good && (r.want == "" || got == r.want) || resp.StatusCode == http.StatusNoContent && r.want == "" {
		data, err := c.read(resp)
		if err != nil {
			return nil, 0, err
		}
		return &answer{resp.Header, data}, 0, nil
	}
	delay := retryAfter(resp)
	if got == "application/problem+json" {
		return nil, delay, c.problem(resp, delay)
	}
	return nil, delay, unexpected(resp)
}

// read reads an answer to its end.
func (c *Client) read(resp *http.Response) ([]byte, error) {
	limit := c.MaxBytes
	if limit <= 0 {
		limit = defaultMaxBytes
	}
	limit = min(limit, math.MaxInt64-1)
	data, err := io.ReadAll(io.LimitReader(resp.Body, limit+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("vanban: answer of %s: %w", resp.Request.URL.Redacted(), err)
	case int64(len(data)) > limit:
		return nil, fmt.Errorf("vanban: answer of %s: more than %d bytes", resp.Request.URL.Redacted(), limit)
	}
	return data, nil
}

// receive sends a call and decodes the JSON of its answer. Keys that are not known here are passed over: the API is extended.
func (c *Client) receive(ctx context.Context, r *call, value any) error {
	r.want = "application/json"
	a, err := c.send(ctx, r)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(a.data, value); err != nil {
		return fmt.Errorf("vanban: answer of %s: %w", r.path, err)
	}
	return nil
}

// retryAfter returns how long an answer asks to wait before another try, or 0 where it does not. It is a second at least, or a
// date that has just passed would make the tries one burst.
func retryAfter(resp *http.Response) time.Duration {
	value := resp.Header.Get("Retry-After")
	if value == "" || resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode != http.StatusServiceUnavailable {
		return 0
	}
	seconds, err := strconv.ParseInt(value, 10, 32)
	if err == nil || errors.Is(err, strconv.ErrRange) {
		return max(time.Duration(seconds)*time.Second, time.Second)
	}
	until, err := http.ParseTime(value)
	if err != nil {
		return 0
	}
	// By the clock that the date comes from, where the server tells it: ours may be wrong.
	now, err := http.ParseTime(resp.Header.Get("Date"))
	if err != nil {
		now = time.Now()
	}
	return max(until.Sub(now), time.Second)
}

// pause waits, or ends with the context.
func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
