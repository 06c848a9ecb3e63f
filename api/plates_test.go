package api

import (
	"bufio"
	"bytes"
	"context"
	"encoding/base64"
	"image"
	"image/png"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"vanban/batch"
	"vanban/batch/queue"
	"vanban/seal"
	"vanban/sheet"
)

// failing is a queue whose every method fails in one way.
type failing struct {
	Batches
	err error
}

func (f *failing) Submit(context.Context, queue.Submission) (*queue.Status, bool, error) {
	return nil, false, f.err
}
func (f *failing) Get(context.Context, string) (*queue.Status, error) { return nil, f.err }
func (f *failing) List(context.Context) ([]*queue.Status, error)      { return nil, f.err }
func (f *failing) Stats(context.Context) (*queue.Stats, error) {
	return &queue.Stats{Full: true}, f.err
}

// TestQueueAway: documents are made all the same, and callers are told when to come again.
func TestQueueAway(t *testing.T) {
	broken := &failing{err: queue.ErrUnavailable}
	st := open(t, withBatches(t), func(c *Config) { broken.Batches, c.Batches = c.Batches, broken })
	for _, raw := range []string{get(batchesPath), get(batchesPath + "/aaaaaaaaaaaaaaaaaaaaaaaaaa"), post(batchesPath, submit("", person("A")))} {
		refusedWith(t, st.ask(raw), queueUnavailable)
	}
	for _, raw := range []string{get("/readyz"), post("/v1/documents", plan()), upload("/v1/lists", "", listCSV)} {
		if r := st.ask(raw); r.StatusCode != 200 {
			t.Errorf("%.40s: %d", raw, r.StatusCode)
		}
	}
	text := string(st.ask(get("/metrics")).data)
	for _, want := range []string{"vanban_batch_queue_up 0\n", "vanban_batch_storage_full 1\n", "vanban_batch_rows_running 0\n", `vanban_batch_submissions_total{outcome="unavailable",type="unknown"} 1`} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s", want)
		}
	}
	broken.err = context.DeadlineExceeded // of a call that was not answered in time
	refusedWith(t, st.ask(get(batchesPath)), queueUnavailable)
	broken.err = context.Canceled
	refusedWith(t, st.ask(get(batchesPath)), shuttingDown)
	broken.err = queue.ErrFull
	refusedWith(t, st.ask(post(batchesPath, submit("", person("A")))), storageFull)
}

// withSeal lets certificates be signed.
func withSeal(t *testing.T) func(*Config) {
	t.Helper()
	_, public, err := seal.NewKey("Sở Nội vụ, từ 2026")
	if err != nil {
		t.Fatal(err)
	}
	keys, err := seal.ParsePublic(public)
	if err != nil {
		t.Fatal(err)
	}
	return func(c *Config) { c.Seal = &Sealing{Keys: keys} }
}

func TestSeal(t *testing.T) {
	st := open(t, withBatches(t), withSeal(t))
	got := into[sealAnswer](t, st.ask(get("/v1/seal")), 200)
	if len(got.Keys) != 1 || got.Page != "/verify" || got.Keys[0].Name != "Sở Nội vụ, từ 2026" {
		t.Fatalf("%+v", got)
	}
	keys, err := seal.ParsePublic([]byte(got.Keys[0].PEM))
	if err != nil || keys[0].ID().String() != got.Keys[0].ID || keys[0].Name != got.Keys[0].Name {
		t.Errorf("%v %+v", err, keys)
	}
	r := st.ask(get("/verify"))
	policy := r.Header.Get("Content-Security-Policy")
	if r.StatusCode != 200 || !strings.Contains(policy, "script-src 'sha256-") || !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") ||
		!strings.Contains(policy, "frame-ancestors 'none'") || !bytes.Contains(r.data, []byte("Sở Nội vụ")) {
		t.Errorf("%s", r.head)
	}
	closed := open(t, withBatches(t))
	refusedWith(t, closed.ask(get("/v1/seal")), noSeal)
	refusedWith(t, closed.ask(get("/verify")), noSeal)
}

func picture(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	return "data:image/png;base64," + base64.StdEncoding.EncodeToString(b.Bytes())
}

func put(target, body string, headers ...string) string {
	return request("PUT", target, body, append([]string{"Content-Type: application/json"}, headers...)...)
}

func TestPlates(t *testing.T) {
	st := open(t, withBatches(t))
	const name = "Phôi A3 của Sở"
	at := platesPath + "/" + url.PathEscape(name)
	profile := `{"name":` + quoted(name) + `,"size":"A3","blank":true,"photo":"` + picture(t) + `"}`
	certificate := strings.TrimSuffix(giayKhen, "}") + `,"recipient":{"salutation":"Ông","name":"Trần Văn Bình"},"options":{"plate":{"profile":` + quoted(name) + `}}}`
	if p := refusedWith(t, st.ask(post("/v1/documents", certificate)), invalidDocument); !slices.ContainsFunc(p.Problems, func(r remark) bool { return r.Code == "unknown_profile" }) {
		t.Errorf("%+v", p.Problems)
	}
	first := st.ask(put(at, profile))
	if e := into[plateEntry](t, first, 201); e.Name != name || e.URL != at || first.Header.Get("Location") != at {
		t.Errorf("%+v %s", e, first.head)
	}
	tag := first.Header.Get("ETag")
	r := st.ask(get(at))
	if string(r.data) != profile || r.Header.Get("ETag") != tag {
		t.Errorf("%s %s", r.head, r.data)
	}
	if r := st.ask(get(at, "If-None-Match: "+tag)); r.StatusCode != 304 {
		t.Errorf("%d", r.StatusCode)
	}
	if list := into[plateList](t, st.ask(get(platesPath)), 200); len(list.Plates) != 1 || list.Plates[0].Name != name {
		t.Errorf("%+v", list)
	}
	if r := st.ask(post("/v1/documents?format=svg", certificate)); r.StatusCode != 200 || !bytes.Contains(r.data, []byte("data:image/png")) {
		t.Errorf("a preview shows the photo of the blank: %d %.300s", r.StatusCode, r.data)
	}
	refusedWith(t, st.ask(put(at, profile, "If-None-Match: *")), preconditionFailed)
	refusedWith(t, st.ask(put(at, profile, `If-Match: "none"`)), preconditionFailed)
	second := st.ask(put(at, strings.Replace(profile, "A3\",", "A4\",", 1), "If-Match: "+tag))
	into[plateEntry](t, second, 200)
	refusedWith(t, st.ask(put(at, profile, "If-Match: "+tag)), preconditionFailed)
	refusedWith(t, st.ask(request("DELETE", at, "", "If-Match: "+tag)), preconditionFailed)
	if r := st.ask(request("DELETE", at, "", "If-Match: "+second.Header.Get("ETag"))); r.StatusCode != 204 {
		t.Errorf("%d %s", r.StatusCode, r.data)
	}
	refusedWith(t, st.ask(get(at)), noSuchPlate)
	refusedWith(t, st.ask(request("DELETE", at, "")), noSuchPlate)
	large := image.NewGray(image.Rect(0, 0, 1800, 1800)) // which does not pack: a picture of 3 MB is a text of 4
	for i := range large.Pix {
		large.Pix[i] = byte(uint32(i)*2654435761>>24 ^ uint32(i*i)>>9)
	}
	var packed bytes.Buffer
	if err := png.Encode(&packed, large); err != nil || packed.Len() < 2<<20 {
		t.Fatal(packed.Len(), err)
	}
	into[plateEntry](t, st.ask(put(at, `{"name":`+quoted(name)+`,"photo":"data:image/png;base64,`+base64.StdEncoding.EncodeToString(packed.Bytes())+`"}`)), 201)
	refusedWith(t, st.ask(put(at, "{")), badJSON)
	for body, code := range map[string]string{
		`{}`: "missing_key", `{"name":"other"}`: "name_differs", `{"name":` + quoted(name) + `,"x":1}`: "unknown_key", `{"name":` + quoted(name) + `,"photo":"/etc/passwd"}`: "bad_picture",
		`{"name":` + quoted(name) + `,"emblem_image":"data:image/png;base64,AAAA"}`: "bad_picture", `{"name":` + quoted(name) + `,"width":1,"height":1}`: "",
	} {
		p := refusedWith(t, st.ask(put(at, body)), invalidData)
		if len(p.Problems) == 0 || code != "" && p.Problems[0].Code != code {
			t.Errorf("%s: %+v", body, p.Problems)
		}
	}
	for _, bad := range []string{"a%2fb", "a@b", "%00", "%ff", "%20a", strings.Repeat("a", 101), "%0a"} {
		refusedWith(t, st.ask(put(platesPath+"/"+bad, `{"name":"a"}`)), badParameter)
		refusedWith(t, st.ask(get(platesPath+"/"+bad)), noSuchPlate)
	}
}

// TestPlateStays: a batch keeps the plate that it was begun with.
func TestPlateStays(t *testing.T) {
	st := open(t, withBatches(t))
	at := platesPath + "/a"
	into[plateEntry](t, st.ask(put(at, `{"name":"a","size":"A3"}`)), 201)
	base := strings.TrimSuffix(giayKhen, "}") + `,"options":{"plate":{"profile":"a","register":"a"}}}`
	b := into[batchStatus](t, st.ask(post(batchesPath, `{"base":`+base+`,"items":[`+person("Trần Văn Bình")+`]}`)), 202)
	end := st.finished(b.ID)
	before := pdfOf(t, st, end)
	if r := st.ask(request("DELETE", at, "")); r.StatusCode != 204 {
		t.Fatal(r.StatusCode)
	}
	into[batchStatus](t, st.ask(post(b.URL+"/rows", `{"rows":{"1":null}}`)), 202)
	end = st.finished(b.ID)
	if after := pdfOf(t, st, end); end.Counts.Done != 1 || !bytes.Equal(before, after) {
		t.Errorf("%+v: %d bytes, before %d", end, len(after), len(before))
	}
	if list := into[plateList](t, st.ask(get(platesPath)), 200); len(list.Plates) != 0 {
		t.Errorf("%+v", list)
	}
}

func pdfOf(t *testing.T, st *site, b batchStatus) []byte {
	t.Helper()
	for _, f := range b.Files {
		if strings.HasSuffix(f.Name, ".pdf") {
			return st.ask(get(f.URL)).data
		}
	}
	t.Fatalf("no PDF: %+v", b)
	return nil
}

func TestCalibration(t *testing.T) {
	st := open(t, withBatches(t))
	for _, query := range []string{"", "?size=A4", "?size=A3", "?width=300&height=210", "?width=100&height=550.5"} {
		if r := st.ask(get("/v1/calibration" + query)); r.StatusCode != 200 || !bytes.HasPrefix(r.data, []byte("%PDF-")) || !plainDisposition.MatchString(r.Header.Get("Content-Disposition")) {
			t.Errorf("%s: %d %.100s", query, r.StatusCode, r.data)
		}
	}
	for _, query := range []string{"?size=", "?size=A5", "?width=300", "?height=300", "?width=99&height=200", "?width=200&height=601", "?width=NaN&height=200", "?width=1e9&height=200", "?width=&height=", "?size=A4&width=200&height=200"} {
		refusedWith(t, st.ask(get("/v1/calibration"+query)), badParameter)
	}
	hurried := open(t, withBatches(t), func(c *Config) { c.RenderTimeout = 1 })
	refusedWith(t, hurried.ask(get("/v1/calibration")), renderTimeout)
}

func TestLists(t *testing.T) {
	st := open(t, withBatches(t))
	list := into[listAnswer](t, st.ask(upload("/v1/lists", mediaCSV, listCSV)), 200)
	if list.Format != "csv" || list.Total != 2 || list.Errors != 0 || len(list.Rows) != 2 || len(list.Columns) != 4 || list.Columns[2].Field != "recipient.name" || list.Rows[0].Line != 3 ||
		!strings.Contains(string(list.Rows[0].Patch), "Trần Văn Bình") {
		t.Errorf("%+v", list)
	}
	list = into[listAnswer](t, st.ask(upload("/v1/lists?limit=1&map="+url.QueryEscape(`{"D":""}`), "", listCSV)), 200)
	if list.Total != 2 || len(list.Rows) != 1 || list.Columns[3].Field != "" || list.Columns[3].How != "mapping" {
		t.Errorf("%+v", list)
	}
	for _, c := range []struct {
		target, media, file string
		want                *fault
	}{
		{"/v1/lists?type=x", "", listCSV, badType}, {"/v1/lists?type=", "", listCSV, badType}, {"/v1/lists?map=", "", listCSV, badParameter}, {"/v1/lists?map=[]", "", listCSV, badParameter},
		{"/v1/lists?map=" + url.QueryEscape(`{"C":7}`), "", listCSV, badParameter}, {"/v1/lists?map=" + url.QueryEscape(`{"C":"nowhere"}`), "", listCSV, unreadableFile},
		{"/v1/lists?limit=20001", "", listCSV, badParameter}, {"/v1/lists?sheet=x", mediaXLSX, "PK", unreadableFile}, {"/v1/lists", "", "", unreadableFile},
		{"/v1/lists", "application/json", "[]", unsupportedMediaType}, {"/v1/lists", mediaOctets, "%PDF-1.7", unreadableFile},
	} {
		refusedWith(t, st.ask(upload(c.target, c.media, c.file)), c.want)
	}
	refusedWith(t, st.ask(upload("/v1/lists?sheet=%ff&map="+url.QueryEscape(`{"C":"x"}`), "", listCSV)), unreadableFile)
	if some, err := readList(t.Context(), []byte(listCSV), sheet.Hint{Type: "giay-khen"}, 10, 20); err != nil || len(some.Rows) != 1 || some.Total != 2 {
		t.Errorf("%+v %v", some, err)
	}
	book := st.ask(get("/v1/types/giay-khen/workbook"))
	if book.StatusCode != 200 || book.Header.Get("ETag") == "" || !plainDisposition.MatchString(book.Header.Get("Content-Disposition")) {
		t.Fatalf("%s", book.head)
	}
	// Nobody has filled it in yet: its examples are no rows.
	if p := refusedWith(t, st.ask(upload("/v1/lists", mediaXLSX, string(book.data))), unreadableFile); p.Problems[0].Code != "list_empty" {
		t.Errorf("%+v", p)
	}
}

// held is a queue that tells nothing new of its batches.
type held struct {
	Batches
	seen     chan queue.Status
	watchers sync.WaitGroup
}

func (h *held) Get(context.Context, string) (*queue.Status, error) {
	return &queue.Status{ID: "a"}, nil
}
func (h *held) Watch(ctx context.Context, _ string) (<-chan queue.Status, error) {
	out := make(chan queue.Status)
	h.watchers.Go(func() {
		defer close(out)
		for {
			select {
			case <-ctx.Done():
				return
			case st := <-h.seen:
				select {
				case out <- st:
				case <-ctx.Done():
					return
				}
			}
		}
	})
	return out, nil
}

// begin opens a stream and returns its body when the first event has come.
func (st *site) begin(h *held) (*wire, *http.Response) {
	st.t.Helper()
	h.watchers.Wait() // one that is about to end could take what is meant for the next
	w := st.dial()
	w.send(get(batchesPath+"/a/events"), false)
	h.seen <- queue.Status{ID: "a", State: queue.Running, Files: []batch.File{{Name: "tệp 1.pdf"}}}
	res, err := http.ReadResponse(w.in, nil)
	if err != nil {
		st.t.Fatal(err)
	}
	line, err := bufio.NewReader(res.Body).ReadString('\n')
	if err != nil || line != "event: progress\n" {
		st.t.Fatalf("%q %v", line, err)
	}
	return w, res
}

// TestConcurrentStreamsEnd: with the caller, and with the server, which does not wait for them.
func TestConcurrentStreamsEnd(t *testing.T) {
	h := &held{seen: make(chan queue.Status)}
	st := open(t, withBatches(t), func(c *Config) { h.Batches, c.Batches = c.Batches, h })
	gone, res := st.begin(h)
	gone.conn.Close()
	_ = res.Body.Close() // afterwards: it would read on to the end
	until(t, "the stream of a caller who has gone ends", func() bool {
		select { // each event is a write that may fail
		case h.seen <- queue.Status{ID: "a", State: queue.Running}:
		default:
		}
		return st.streams.Load() == 0
	})
	_, res = st.begin(h)
	defer func() { _ = res.Body.Close() }()
	if st.streams.Load() != 1 {
		t.Errorf("%d streams", st.streams.Load())
	}
	if err := st.Shutdown(t.Context()); err != nil {
		t.Errorf("shutdown: %v", err)
	}
	if rest, err := io.ReadAll(res.Body); err != nil || strings.Contains(string(rest), "event: end") {
		t.Errorf("%v %q", err, rest)
	}
}

func TestStreamsAreBounded(t *testing.T) {
	h := &held{seen: make(chan queue.Status)}
	st := open(t, withBatches(t), func(c *Config) { h.Batches, c.Batches = c.Batches, h })
	st.streams.Store(maxStreams)
	refusedWith(t, st.ask(get(batchesPath+"/a/events")), busy)
	st.streams.Store(0)
	_, res := st.begin(h)
	defer func() { _ = res.Body.Close() }()
	h.seen <- queue.Status{ID: "a", State: queue.Done}
	if rest, err := io.ReadAll(res.Body); err != nil || !strings.Contains(string(rest), "event: end\ndata: {") {
		t.Errorf("%v %q", err, rest)
	}
	until(t, "the stream is counted out", func() bool { return st.streams.Load() == 0 })
}

// away is a shelf that cannot be reached.
type away struct{ Shelf }

func (away) Get(context.Context, string) (*queue.Item, error) { return nil, queue.ErrUnavailable }

// TestPlateAway: a plate that cannot be read now is no fault of the document's; documents without plates are made.
func TestPlateAway(t *testing.T) {
	st := open(t, withBatches(t))
	shelves.Load().Use(away{}, away{}, slog.New(slog.DiscardHandler))
	certificate := strings.TrimSuffix(giayKhen, "}") + `,"recipient":{"salutation":"Ông","name":"Trần Văn Bình"}`
	named := certificate + `,"options":{"plate":{"profile":"Phôi A3"}}}`
	batch := `{"base":` + named + `,"items":[{}]}`
	for _, raw := range []string{post("/v1/documents", named), post("/v1/documents/validate", named), post(batchesPath, batch)} {
		if r := st.ask(raw); r.Header.Get("Retry-After") == "" {
			t.Errorf("no Retry-After: %s", r.head)
		} else {
			refusedWith(t, r, queueUnavailable)
		}
	}
	if r := st.ask(post("/v1/documents", certificate+"}")); r.StatusCode != 200 {
		t.Errorf("%d %s", r.StatusCode, r.data)
	}
}
