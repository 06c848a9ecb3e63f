package service

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"vanban/client"
)

// reply is an answer as it came, and what it says where it is a problem.
type reply struct {
	client.Problem
	header http.Header
	body   []byte
}

// ask sends whatever it is given.
func ask(t testing.TB, c *client.Client, method, path, media string, body []byte, headers ...string) *reply {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, c.URL+path, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if media != "" {
		req.Header.Set("Content-Type", media)
	}
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	if c.Key != "" {
		req.Header.Set("Authorization", "Bearer "+c.Key)
	}
	res, err := transport.Do(req)
	if err != nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
	defer func() { _ = res.Body.Close() }()
	r := &reply{header: res.Header}
	if r.body, err = io.ReadAll(res.Body); err != nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
	if res.Header.Get("Content-Type") == "application/problem+json" {
		if err := json.Unmarshal(r.body, &r.Problem); err != nil {
			t.Fatalf("%s %s: %v", method, path, err)
		}
	}
	r.Status = res.StatusCode
	return r
}

// says is the refusal in short: its code, and that of the first problem.
func (r *reply) says() string {
	s := fmt.Sprint(r.Status, " ", r.Code)
	if len(r.Problems) > 0 {
		s += " " + r.Problems[0].Code
	}
	return strings.TrimSpace(s)
}

// mostMemory is what the server may take at most for all that is below together, in MB: it reads uploads of 32 MB.
const mostMemory = 640

// form sends a submission with a file.
func form(t testing.TB, c *client.Client, batch string, list []byte, headers ...string) *reply {
	t.Helper()
	const edge = "bien"
	var b bytes.Buffer
	part(&b, edge, "batch", []byte(batch))
	part(&b, edge, "list", list)
	b.WriteString("--" + edge + "--\r\n")
	return ask(t, c, "POST", "/v1/batches", "multipart/form-data; boundary="+edge, b.Bytes(), headers...)
}

func part(b *bytes.Buffer, edge, name string, data []byte) {
	fmt.Fprintf(b, "--%s\r\nContent-Disposition: form-data; name=%q; filename=\"a\"\r\n\r\n", edge, name)
	b.Write(data)
	b.WriteString("\r\n")
}

// unharmed sees that a server still makes documents, has kept no more batches than it should, never took much memory, and had no fault of
// its own.
func unharmed(t testing.TB, p *Process, c *client.Client, batches int) {
	t.Helper()
	if _, err := c.Render(t.Context(), json.RawMessage(sample(t)), client.PDF); err != nil {
		t.Error(err)
	}
	list, err := c.Batches(t.Context())
	if err != nil || len(list) != batches {
		t.Errorf("%d batches are kept, want %d: %v", len(list), batches, err)
	}
	if mb := peak(t, p); mb > mostMemory {
		t.Errorf("%d MB of memory", mb)
	}
	if log := p.log.String(); strings.Contains(log, `"level":"ERROR"`) {
		t.Error(log)
	}
}
