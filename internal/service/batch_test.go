package service

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	"vanban/client"
	"vanban/internal/referee"
)

// kill ends a process as kill -9 does, which leaves it no moment to put anything in order.
func (p *Process) kill(t testing.TB) {
	t.Helper()
	p.judged = true
	if err := p.Signal(syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	_ = p.wait()
}

// worker runs `vanban worker` on a queue, and waits until it works.
func worker(t testing.TB, nats string, args ...string) *Process {
	t.Helper()
	p := launch(t, nil, Binary(t), append([]string{"worker", "--nats", nats, "--log-format", "json"}, args...)...)
	p.Await(t, "working")
	return p
}

// buildQueue makes a real nats-server of the module's own version.
var buildQueue = sync.OnceValues(func() (string, error) {
	if _, err := build(); err != nil {
		return "", err
	}
	name := filepath.Join(built, "nats-server")
	out, err := exec.Command("go", "build", "-o", name, "github.com/nats-io/nats-server/v2").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return name, nil
})

// natsServer runs a nats-server with its data in a folder, and waits until it serves.
func natsServer(t testing.TB, address, dir string) *Process {
	t.Helper()
	program, err := buildQueue()
	if err != nil {
		t.Fatal(err)
	}
	host, port, _ := net.SplitHostPort(address)
	p := launch(t, nil, program, "-js", "-sd", dir, "-a", host, "-p", port)
	p.Await(t, "Server is ready")
	return p
}

// freeAddress returns an address of this machine where nobody listens.
func freeAddress(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}

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

// file returns a file of a batch by the end of its name, and sees that it is what the API says.
func file(t testing.TB, c *client.Client, b *client.Batch, ending string) []byte {
	t.Helper()
	i := slices.IndexFunc(b.Files, func(f client.BatchFile) bool { return strings.HasSuffix(f.Name, ending) })
	if i < 0 {
		t.Fatalf("no file …%s: %+v", ending, b.Files)
	}
	f := b.Files[i]
	var data bytes.Buffer
	if err := c.Download(t.Context(), b.ID, f.Name, &data); err != nil {
		t.Fatal(err)
	}
	if sum := sha256.Sum256(data.Bytes()); hex.EncodeToString(sum[:]) != f.SHA256 || int64(data.Len()) != f.Bytes {
		t.Errorf("%s is not what the batch says: %d bytes of %d", f.Name, data.Len(), f.Bytes)
	}
	return data.Bytes()
}

// manifest is what a batch says of its rows.
type manifest struct {
	Rows, Done, Failed int
	Files              []entry
	Items              []struct {
		Row, Page, Pages int
		Name, Status     string
		Files            []entry
	}
	Withheld string
}

type entry struct {
	Name, SHA256 string
	Bytes        int64
}

func manifestOf(t testing.TB, c *client.Client, b *client.Batch) *manifest {
	t.Helper()
	m := new(manifest)
	if err := json.Unmarshal(file(t, c, b, "manifest.json"), m); err != nil {
		t.Fatal(err)
	}
	return m
}

// everyRowOnce sees that people's certificates are all in the files, once and in order, and that the manifest says so.
func everyRowOnce(t testing.TB, c *client.Client, b *client.Batch, rows int) {
	t.Helper()
	if b.Counts.Done != rows || b.Counts.Total != rows || b.Counts.Failed != 0 {
		t.Errorf("%+v", b.Counts)
	}
	m := manifestOf(t, c, b)
	if m.Rows != rows || m.Done != rows || m.Failed != 0 || len(m.Items) != rows {
		t.Fatalf("the manifest has %d items: %d rows, %d done, %d failed", len(m.Items), m.Rows, m.Done, m.Failed)
	}
	merged := file(t, c, b, ".pdf")
	if n := referee.Info(t, merged).Pages; n != rows {
		t.Errorf("%d pages", n)
	}
	text := referee.Text(t, merged)
	pages := strings.Split(text, "\f")
	if n := strings.Count(text, "Nguyễn Thị Hồng Hạnh"); n != rows {
		t.Errorf("%d names in the PDF", n)
	}
	inside := map[string]*zip.File{}
	for _, f := range b.Files {
		if path := filepath.Ext(f.Name); path == ".zip" {
			data := file(t, c, b, f.Name)
			archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
			if err != nil {
				t.Fatal(err)
			}
			for _, in := range archive.File {
				if inside[in.Name] != nil {
					t.Errorf("%s twice", in.Name)
				}
				inside[in.Name] = in
			}
		}
	}
	for i := range m.Items {
		item := &m.Items[i]
		if item.Row != i+1 || item.Page != i+1 || item.Pages != 1 || item.Status != "done" || item.Name != nameOf(i+1) {
			t.Fatalf("item %d: %+v", i+1, item)
		}
		if i < len(pages) && !strings.Contains(pages[i], nameOf(i+1)) {
			t.Fatalf("page %d is about somebody else: %q", i+1, pages[i])
		}
		for _, f := range item.Files {
			if in := inside[f.Name]; in == nil || sumOf(t, in) != f.SHA256 {
				t.Errorf("%s is not what the manifest says", f.Name)
			}
			delete(inside, f.Name)
		}
	}
	if len(inside) > 0 {
		t.Errorf("files of no row: %v", inside)
	}
	for _, f := range m.Files {
		if i := slices.IndexFunc(b.Files, func(o client.BatchFile) bool { return o.Name == f.Name }); i < 0 || b.Files[i].SHA256 != f.SHA256 || b.Files[i].Bytes != f.Bytes {
			t.Errorf("manifest and batch say different things of %s", f.Name)
		}
	}
}

func sumOf(t testing.TB, f *zip.File) string {
	t.Helper()
	r, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	sum := sha256.New()
	if _, err := io.Copy(sum, r); err != nil {
		t.Fatal(err)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// TestKillServer kills the server five times during a batch: each row is in the result once.
func TestKillServer(t *testing.T) {
	const rows, kills = 2000, 5
	data := t.TempDir()
	args := []string{"--data", data, "--batch-workers", "1"}
	p := Start(t, args...)
	b := submit(t, caller(p), &client.Submission{Base: certificate, Items: people(rows), Files: []string{"merged", "pdf"}})
	for i := range kills {
		last := until(t, caller(p), b.ID, func(b *client.Batch) bool { return b.Counts.Done >= (i+1)*rows/(kills+1) })
		p.kill(t)
		t.Logf("killed with %d rows done", last.Counts.Done)
		p = Start(t, args...)
	}
	c := caller(p)
	everyRowOnce(t, c, finished(t, c, b.ID), rows)
	if left, _ := os.ReadDir(data); len(left) == 0 {
		t.Error("the data are elsewhere")
	}
}

// TestKillWorker has a server and two workers share a batch on a real nats-server, and kills one of them.
func TestKillWorker(t *testing.T) {
	const rows = 2000
	address := freeAddress(t)
	natsServer(t, address, t.TempDir())
	nats := "nats://" + address
	p := Start(t, "--nats", nats, "--batch-workers", "1")
	first, second := worker(t, nats, "--batch-workers", "1"), worker(t, nats, "--batch-workers", "1")
	c := caller(p)
	b := submit(t, c, &client.Submission{Base: certificate, Items: people(rows), Files: []string{"merged", "pdf"}})
	until(t, c, b.ID, func(b *client.Batch) bool { return b.Counts.Done >= rows/4 })
	first.kill(t)
	everyRowOnce(t, c, finished(t, c, b.ID), rows)
	if err := second.Stop(); err != nil {
		t.Errorf("a worker ended with %v", err)
	}
}
