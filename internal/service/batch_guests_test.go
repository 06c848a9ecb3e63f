package service

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"vanban/client"
)

// pngOf is a black PNG that says how large it is, with so many of its rows.
func pngOf(width, height uint32, rows int) []byte {
	var b, pixels bytes.Buffer
	chunk := func(name string, data []byte) {
		_ = binary.Write(&b, binary.BigEndian, uint32(len(data))) // a buffer takes everything
		b.WriteString(name)
		b.Write(data)
		_ = binary.Write(&b, binary.BigEndian, crc32.ChecksumIEEE(append([]byte(name), data...)))
	}
	b.WriteString("\x89PNG\r\n\x1a\n")
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, width), height)
	chunk("IHDR", append(head, 8, 2, 0, 0, 0))
	z := zlib.NewWriter(&pixels)
	for range rows {
		_, _ = z.Write(make([]byte, 1+3*int(width)))
	}
	_ = z.Close()
	chunk("IDAT", pixels.Bytes())
	chunk("IEND", nil)
	return b.Bytes()
}

// TestHostilePlates sends plates with pictures that are none, or far too large, and under names that are paths.
func TestHostilePlates(t *testing.T) {
	p := Start(t)
	c := caller(p)
	uri := func(media string, data []byte) string {
		return "data:" + media + ";base64," + base64.StdEncoding.EncodeToString(data)
	}
	svg := []byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`)
	for name, emblem := range map[string]string{
		"21 million pixels":  uri("image/png", pngOf(5000, 4200, 4200)),
		"4 billion pixels":   uri("image/png", pngOf(65_535, 65_535, 3)),
		"more than there is": uri("image/png", pngOf(1<<31-1, 1<<31-1, 0)),
		"rows are missing":   uri("image/png", pngOf(1000, 1000, 3)),
		"only a head":        uri("image/png", pngOf(60, 60, 60)[:50]),
		"SVG as PNG":         uri("image/png", svg),
		"SVG":                uri("image/svg+xml", svg),
		"a page":             uri("text/html", []byte("<script>")),
		"a PDF":              uri("application/pdf", []byte("%PDF-1.7")),
		"a GIF":              uri("image/gif", []byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;")),
		"half a JPEG":        uri("image/jpeg", []byte("\xff\xd8\xff\xe0\x00\x10JFIF")),
		"JPEG as PNG":        uri("image/png", []byte("\xff\xd8\xff\xe0\x00\x10JFIF")),
		"no base64":          "data:image/png;base64,%%%",
		"empty":              "data:image/png;base64,",
		"not base64":         "data:image/png,abc",
		"a file":             "../../../../etc/passwd",
		"another file":       "file:///etc/passwd",
		"an address":         "http://169.254.169.254/latest",
	} {
		r := ask(t, c, "PUT", "/v1/plates/a", "application/json", fmt.Appendf(nil, `{"name":"a","emblem_image":%q}`, emblem))
		if r.Status != http.StatusUnprocessableEntity || len(r.Problems) == 0 || r.Problems[0].Pointer != "/emblem_image" || r.Problems[0].Hint == "" || len(r.body) > 10_000 {
			t.Errorf("%s: %s: %.400s", name, r.says(), r.body)
		}
	}
	for _, name := range []string{"..%2fa", "%2e%2e", "a%2fb", "a%00b", "a%0ab", "a@b", "%e2%80%ae", "%20a", strings.Repeat("a", 101), "%ff"} {
		r := ask(t, c, "PUT", "/v1/plates/"+name, "application/json", []byte(`{"name":"a"}`))
		if r.Status != http.StatusBadRequest && r.Status != http.StatusNotFound && r.says() != "422 invalid_data name_differs" {
			t.Errorf("%q: %s: %s", name, r.says(), r.body)
		}
	}
	if r := ask(t, c, "GET", "/v1/plates", "", nil); !bytes.Contains(r.body, []byte(`"plates":[]`)) {
		t.Errorf("something was kept: %s", r.body)
	}
	if r := ask(t, c, "PUT", "/v1/plates/a", "application/json", fmt.Appendf(nil, `{"name":"a","emblem_image":%q}`, uri("image/png", pngOf(8, 8, 8)))); r.Status != http.StatusCreated {
		t.Errorf("a good one: %s", r.body)
	}
	unharmed(t, p, c, 0)
}

// TestSlowReaders has many follow a batch and read nothing, and others cancel whatever they can reach: the batch is made all the same.
func TestSlowReaders(t *testing.T) {
	const rows, readers = 1500, 50
	p := Start(t, "--batch-workers", "1")
	c := caller(p)
	b := submit(t, c, &client.Submission{Base: certificate, Items: people(rows)})
	for range readers {
		conn, err := net.Dial("tcp", strings.TrimPrefix(p.URL, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		fmt.Fprintf(conn, "GET /v1/batches/%s/events HTTP/1.1\r\nHost: localhost\r\n\r\n", b.ID)
	}
	var storm sync.WaitGroup
	for range 8 {
		storm.Go(func() {
			for range 5 {
				mine, err := c.Submit(t.Context(), &client.Submission{Base: certificate, Items: people(200)}, nil, "")
				if err != nil {
					t.Error(err)
					return
				}
				for range 3 { // cancelled, removed, not there
					_ = c.Remove(t.Context(), mine.ID)
				}
				_, err = c.Batch(t.Context(), mine.ID)
				_ = problemOf(t, err, http.StatusNotFound, "no_such_batch")
			}
		})
	}
	storm.Wait()
	everyRowOnce(t, c, finished(t, c, b.ID), rows)
	unharmed(t, p, c, 1)
}

// TestOtherCallers: with every right there is, another key sees nothing of a batch.
func TestOtherCallers(t *testing.T) {
	mine, first := Key(t)
	theirs, second := Key(t)
	var both []byte
	for i, name := range []string{first, second} {
		line, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		both = append(both, bytes.Replace(line, []byte("test"), fmt.Appendf(nil, "key%d", i), 1)...) // names of keys are whose batches are
	}
	keys := filepath.Join(t.TempDir(), "keys")
	if err := os.WriteFile(keys, both, 0o600); err != nil {
		t.Fatal(err)
	}
	p := Start(t, "--keys", keys)
	c, other := caller(p), caller(p)
	c.Key, other.Key = mine, theirs
	r := ask(t, c, "POST", "/v1/batches", "application/json", []byte(`{"base":`+string(certificate)+`,"items":[`+string(people(1)[0])+`]}`))
	at := r.header.Get("Location")
	if r.Status != http.StatusAccepted || at == "" {
		t.Fatalf("%s", r.body)
	}
	for _, x := range [][3]string{
		{"GET", ""}, {"DELETE", ""}, {"GET", "/events"}, {"GET", "/rows"}, {"GET", "/files/manifest.json"}, {"POST", "/rows", `{"rows":{"1":null}}`},
	} {
		media := ""
		if x[2] != "" {
			media = "application/json"
		}
		if r := ask(t, other, x[0], at+x[1], media, []byte(x[2])); r.says() != "404 no_such_batch" {
			t.Errorf("%s %s: %s", x[0], x[1], r.says())
		}
	}
	if list, err := other.Batches(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("%+v %v", list, err)
	}
	for {
		r := ask(t, c, "GET", at+"/events", "", nil)
		if r.Status != http.StatusOK || bytes.Contains(r.body, []byte("event: end")) {
			break
		}
	}
	if r := ask(t, c, "GET", at+"/files/manifest.json", "", nil); r.Status != http.StatusOK {
		t.Errorf("mine: %s", r.says())
	}
}
