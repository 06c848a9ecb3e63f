package queue

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"os"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"vanban/batch"
	"vanban/render"
)

var service = sync.OnceValues(func() (*render.Service, error) { return render.New(render.Options{}) })

func newMaker(t testing.TB) *batch.Maker {
	t.Helper()
	s, err := service()
	if err != nil {
		t.Fatal(err)
	}
	return batch.New(s)
}

// patience is when a test that hangs is ended. It measures nothing: the machine may be busy with a hundred thousand rows of another test.
const patience = 5 * time.Minute

func quiet() *slog.Logger {
	if testing.Verbose() {
		return slog.New(slog.NewTextHandler(os.Stderr, nil))
	}
	return slog.New(slog.DiscardHandler)
}

// ears are a log that a test listens to.
type ears struct {
	slog.Handler
	heard chan string
}

func (h ears) Enabled(context.Context, slog.Level) bool { return true }

func (h ears) Handle(ctx context.Context, r slog.Record) error {
	select {
	case h.heard <- r.Message:
	default:
	}
	return h.Handler.Handle(ctx, r)
}

// listen returns a log, and a function that waits until something with these words is said there.
func listen(t testing.TB) (*slog.Logger, func(words string)) {
	h := ears{quiet().Handler(), make(chan string, 10_000)}
	return slog.New(h), func(words string) {
		t.Helper()
		for limit := time.After(patience); ; {
			select {
			case m := <-h.heard:
				if strings.Contains(m, words) {
					return
				}
			case <-limit:
				t.Fatalf("nobody said %q", words)
			}
		}
	}
}

// eventually waits for what no watcher tells of.
func eventually(t testing.TB, so func() bool) {
	t.Helper()
	for limit := time.Now().Add(patience); !so(); time.Sleep(time.Millisecond) {
		if time.Now().After(limit) {
			t.Fatal("it never came so far")
		}
	}
}

// start opens an engine that works until the test ends, or stop is called.
func start(t testing.TB, c Config, change ...func(*Engine)) (e *Engine, stop func()) {
	t.Helper()
	return startLogging(t, c, quiet(), change...)
}

func startLogging(t testing.TB, c Config, log *slog.Logger, change ...func(*Engine)) (e *Engine, stop func()) {
	t.Helper()
	if c.Dir == "" && c.URL == "" {
		c.Dir = t.TempDir()
	}
	e, err := Open(t.Context(), c, newMaker(t), log)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range change {
		f(e)
	}
	ctx, cancel := context.WithCancel(context.WithoutCancel(t.Context()))
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = e.Work(ctx)
	}()
	stop = sync.OnceFunc(func() {
		cancel()
		<-done
		e.Close()
	})
	t.Cleanup(stop)
	return e, stop
}

const letter = `{"type":"giay-moi","organ":{"parent":"UBND TỈNH AN BÌNH","name":"SỞ NỘI VỤ"},"code":{"number":"12","notation":"GM-SNV"},
"place":"An Bình","date":"2026-04-05","subject":"Dự hội nghị sơ kết phong trào thi đua",
"body":["Sở Nội vụ trân trọng kính mời dự hội nghị."],"signer":{"position":"GIÁM ĐỐC","name":"Nguyễn Văn An"},"recipients":["Như trên","Lưu: VT"]}`

func letters() *batch.Spec {
	return &batch.Spec{Base: []byte(letter), Files: batch.Files{Merged: true}}
}

func guests(n int) iter.Seq2[int, []byte] {
	return func(yield func(int, []byte) bool) {
		for i := 1; i <= n; i++ {
			if !yield(i, fmt.Appendf(nil, `{"salutation":["Ông Trần Văn %d"]}`, i)) {
				return
			}
		}
	}
}

func patches(list ...string) iter.Seq2[int, []byte] {
	return func(yield func(int, []byte) bool) {
		for i, p := range list {
			if !yield(i+1, []byte(p)) {
				return
			}
		}
	}
}

func submit(t testing.TB, e *Engine, sub Submission) *Status {
	t.Helper()
	st, created, err := e.Submit(t.Context(), sub)
	if err != nil || !created {
		t.Fatal(created, err)
	}
	return st
}

// await returns the first status that is as wanted.
func await(t testing.TB, e *Engine, id string, as func(Status) bool) Status {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	ch, err := e.Watch(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	var last Status
	for last = range ch {
		if as(last) {
			return last
		}
	}
	t.Fatalf("the batch never came so far: %+v %+v", last, last.Webhook)
	return last
}

func final(s Status) bool { return s.State.Final() }

func fetch(t testing.TB, e *Engine, id, name string) []byte {
	t.Helper()
	r, f, err := e.Open(t.Context(), id, name)
	if err != nil {
		t.Fatal(err)
	}
	data, err := readAll(r)
	if err != nil {
		t.Fatal(err)
	}
	if sum := sha256.Sum256(data); f.SHA256 != "" && hex.EncodeToString(sum[:]) != f.SHA256 {
		t.Errorf("%s is not what it is said to be", name)
	}
	return data
}

// manifest reads the manifest and checks that every row is there once.
func manifest(t testing.TB, e *Engine, id string, rows int) batch.Manifest {
	t.Helper()
	var m batch.Manifest
	if err := json.Unmarshal(fetch(t, e, id, "manifest.json"), &m); err != nil {
		t.Fatal(err)
	}
	if m.Rows != rows || len(m.Items) != rows || m.Done+m.Failed != rows {
		t.Fatalf("%d rows, %d items, %d done, %d failed, of %d", m.Rows, len(m.Items), m.Done, m.Failed, rows)
	}
	page := 0
	for i, it := range m.Items {
		if it.Row != i+1 {
			t.Fatalf("item %d is row %d", i, it.Row)
		}
		if it.Page != 0 {
			if page++; it.Page != page {
				t.Fatalf("row %d is on page %d, not %d", it.Row, it.Page, page)
			}
		}
	}
	return m
}

func TestBatch(t *testing.T) {
	t.Parallel()
	e, _ := start(t, Config{})
	spec := letters()
	spec.Files = batch.Files{Merged: true, PDF: true, DOCX: true}
	st := submit(t, e, Submission{Spec: spec, Items: patches(`{"salutation":["Ông A"]}`, `{"date":"mai"}`, `{"salutation":["Bà B"],"place":"`+strings.Repeat("dài ", 20)+`"}`)})
	last := await(t, e, st.ID, final)
	if last.State != Done || last.Done != 2 || last.Failed != 1 || last.Warned != 1 || len(last.Files) < 4 || last.Finished.IsZero() {
		t.Fatalf("%+v", last)
	}
	m := manifest(t, e, st.ID, 3)
	if m.Items[1].Status != batch.Failed || m.Items[1].Errors[0].Pointer != "/date" {
		t.Errorf("%+v", m.Items[1])
	}
	for _, f := range last.Files {
		fetch(t, e, st.ID, f.Name)
	}
	for which, want := range map[Which][]int{AllRows: {1, 2, 3}, FailedRows: {2}, WarnedRows: {3}, ProblemRows: {2, 3}} {
		var got []int
		for from := 1; from != 0; {
			entries, next, err := e.Rows(t.Context(), st.ID, which, from, 1)
			if err != nil {
				t.Fatal(err)
			}
			for _, en := range entries {
				got = append(got, en.Row)
			}
			from = next
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v", which, got)
		}
	}

	// A correction runs alone, and the old files are there until the new ones are.
	old := fetch(t, e, st.ID, last.Files[0].Name)
	if _, err := e.Correct(t.Context(), st.ID, map[int][]byte{2: []byte(`{"salutation":["Bà C"]}`), 3: nil}); err != nil {
		t.Fatal(err)
	}
	last = await(t, e, st.ID, final)
	if last.State != Done || last.Done != 3 || last.Failed != 0 || last.Revision != 1 {
		t.Fatalf("%+v", last)
	}
	m = manifest(t, e, st.ID, 3)
	if m.Items[0].Revision != 0 || m.Items[1].Revision != 1 || m.Items[2].Revision != 1 || m.Items[1].Name != "Bà C" {
		t.Errorf("%+v", m.Items)
	}
	if bytes.Equal(old, fetch(t, e, st.ID, last.Files[0].Name)) {
		t.Error("the files are the old ones")
	}
	if entries, _, err := e.Rows(t.Context(), st.ID, FailedRows, 1, 10); err != nil || len(entries) != 0 {
		t.Errorf("%+v %v", entries, err)
	}
	for _, c := range []struct {
		patches map[int][]byte
		err     error
	}{{map[int][]byte{4: nil}, ErrNoRow}, {nil, ErrEmpty}} {
		if _, err := e.Correct(t.Context(), st.ID, c.patches); !errors.Is(err, c.err) {
			t.Error(err)
		}
	}
	list, err := e.List(t.Context())
	if err != nil || len(list) != 1 || list[0].ID != st.ID {
		t.Errorf("%+v %v", list, err)
	}
	if err := e.Delete(t.Context(), st.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := e.Get(t.Context(), st.ID); !errors.Is(err, ErrNotFound) {
		t.Error(err)
	}
	nothingLeft(t, e)
}

// nothingLeft checks that no row, file, job or key is stored, and nobody reads results.
func nothingLeft(t testing.TB, e *Engine) {
	t.Helper()
	s := e.link.Load()
	for _, name := range []string{"vanban-jobs", "vanban-work", "vanban-rows"} {
		stream, err := s.js.Stream(t.Context(), name)
		if err != nil {
			t.Fatal(err)
		}
		if n := stream.CachedInfo().State.Msgs; n != 0 {
			t.Errorf("%s: %d messages are left", name, n)
		}
		if n := stream.CachedInfo().State.Consumers; name == "vanban-rows" && n != 0 {
			t.Errorf("%d who read results are left", n)
		}
	}
	if objects, err := s.list(t.Context(), s.objects, filesBucket, ""); err != nil || len(objects) > 0 {
		t.Errorf("%d objects are left: %v", len(objects), err)
	}
	for _, kv := range []jetstream.KeyValue{s.keys, s.tries} {
		if keys, err := kv.Keys(t.Context()); err == nil {
			t.Errorf("%s: %q are left", kv.Bucket(), keys)
		}
	}
	records, err := e.records(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range records { // they say only that what comes late is to be removed
		if r.State != erased || r.Title != "" || r.Owner != "" {
			t.Errorf("%+v is left", r)
		}
	}
}

// BenchmarkCertificates is a thousand certificates through submission, queue and object store.
func BenchmarkCertificates(b *testing.B) {
	for _, sync := range []bool{false, true} {
		b.Run(fmt.Sprintf("sync=%v", sync), func(b *testing.B) {
			e, _ := start(b, Config{Sync: sync})
			base, err := os.ReadFile(certificate)
			if err != nil {
				b.Skip(err)
			}
			spec := &batch.Spec{Base: base, Files: batch.Files{Merged: true}}
			for b.Loop() {
				st := submit(b, e, Submission{Spec: spec, Items: honoured(1000)})
				if last := await(b, e, st.ID, final); last.Done != 1000 {
					b.Fatalf("%+v", last)
				}
			}
		})
	}
}
