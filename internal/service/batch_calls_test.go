package service

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"net/http"
	"strings"
	"testing"

	"vanban/client"
)

// transport keeps no connections: a process that is killed takes its own with it.
var transport = &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}

// caller calls a process as anybody may, and does not try again by itself.
func caller(p *Process) *client.Client {
	return &client.Client{URL: p.URL, HTTP: transport, Retries: -1}
}

// certificate is the base of certificates that are printed on blanks, which pdftotext reads ten times as fast as full ones; what is missing comes with the items.
var certificate = json.RawMessage(`{"type":"giay-khen","place":"An Bình","date":"2026-01-05","signer":{"position":"GIÁM ĐỐC","name":"Nguyễn Văn A"},
"award_by":"GIÁM ĐỐC SỞ NỘI VỤ TỈNH AN BÌNH","citation":"Đã có thành tích xuất sắc trong công tác năm 2025","decision":{"number":"12","notation":"QĐ-SNV","date":"2026-01-05"},
"options":{"plate":{"blank":true}}}`)

// nameOf is whom a row is about: no name is the beginning of another.
func nameOf(row int) string { return fmt.Sprintf("Nguyễn Thị Hồng Hạnh %06d", row) }

// people are the items of a batch.
func people(rows int) []json.RawMessage {
	items := make([]json.RawMessage, rows)
	for i := range items {
		items[i] = fmt.Appendf(nil, `{"recipient":{"salutation":"Bà","name":%q,"position":"Chuyên viên"},"register_number":"%d"}`, nameOf(i+1), i+1)
	}
	return items
}

// submit begins a batch that must be taken.
func submit(t testing.TB, c *client.Client, s *client.Submission) *client.Batch {
	t.Helper()
	b, err := c.Submit(t.Context(), s, nil, "")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// until reads the events of a batch up to one that is wanted, and returns it.
func until(t testing.TB, c *client.Client, id string, wanted func(*client.Batch) bool) *client.Batch {
	t.Helper()
	var last *client.Batch
	for e, err := range events(t.Context(), c, id) {
		if err != nil {
			t.Fatalf("%v after %+v", err, last)
		}
		if last = e.batch; wanted(last) {
			return last
		}
		if last.Ended() {
			t.Fatalf("the batch has ended: %+v", last)
		}
	}
	t.Fatalf("no more events after %+v", last)
	return nil
}

// finished waits for the end of a batch, which must be done.
func finished(t testing.TB, c *client.Client, id string) *client.Batch {
	t.Helper()
	b := until(t, c, id, (*client.Batch).Ended)
	if b.State != "done" {
		t.Fatalf("%+v", b)
	}
	return b
}

// happening is an event of a stream.
type happening struct {
	id, name string
	batch    *client.Batch
}

// events reads a stream as EventSource does (HTML Living Standard, 9.2.6), until it ends. One that breaks off has an error.
func events(ctx context.Context, c *client.Client, id string, headers ...string) iter.Seq2[happening, error] {
	return func(yield func(happening, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.URL+"/v1/batches/"+id+"/events", nil)
		if err != nil {
			yield(happening{}, err)
			return
		}
		for i := 0; i < len(headers); i += 2 {
			req.Header.Set(headers[i], headers[i+1])
		}
		res, err := c.HTTP.Do(req)
		if err != nil {
			yield(happening{}, err)
			return
		}
		defer func() { _ = res.Body.Close() }()
		if res.StatusCode != http.StatusOK {
			yield(happening{}, fmt.Errorf("status %d", res.StatusCode))
			return
		}
		var e happening
		in := bufio.NewReader(res.Body)
		for {
			line, err := in.ReadString('\n')
			if err != nil {
				if err != io.EOF {
					yield(happening{}, err)
				}
				return
			}
			field, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ":")
			value = strings.TrimPrefix(value, " ")
			switch field {
			case "id":
				e.id = value
			case "event":
				e.name = value
			case "data":
				e.batch = new(client.Batch)
				if err := json.Unmarshal([]byte(value), e.batch); err != nil {
					yield(happening{}, err)
					return
				}
			case "":
				if e.batch != nil && !yield(e, nil) {
					return
				}
				e.name, e.batch = "", nil
			}
		}
	}
}
