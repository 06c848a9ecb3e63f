package queue

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"

	"vanban/award"
	"vanban/batch"
	"vanban/internal/referee"
)

// rowsOnly is an engine that makes rows and leads no batch: the test leads them.
func rowsOnly(t *testing.T) (*Engine, *session) {
	t.Helper()
	e, err := Open(t.Context(), Config{Dir: t.TempDir()}, newMaker(t), quiet())
	if err != nil {
		t.Fatal(err)
	}
	s := e.link.Load()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		e.consume(ctx, s.rowJobs, ahead, 2, e.row(s))
	}()
	t.Cleanup(func() {
		cancel()
		<-done
		e.Close()
	})
	return e, s
}

// leader takes a batch over.
func leader(t *testing.T, e *Engine, s *session, id string) (*run, *batch.Job) {
	t.Helper()
	r, err := e.begin(t.Context(), s, id)
	if err != nil {
		t.Fatal(err)
	}
	if r.list, err = s.readList(t.Context(), r.rec); err != nil {
		t.Fatal(err)
	}
	j, err := e.job(t.Context(), s, id)
	if err != nil {
		t.Fatal(err)
	}
	return r, j
}

func attempts(t *testing.T, s *session, id string) map[string]bool {
	t.Helper()
	list, err := s.list(t.Context(), s.objects, filesBucket, id+"/")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, o := range list {
		if rest, ok := strings.CutPrefix(o.Name, id+"/files/"); ok {
			attempt, _, _ := strings.Cut(rest, "/")
			found[attempt] = true
		}
	}
	return found
}

// A coordinator that stalls, is replaced, and comes to life again: wherever that is, it changes nothing and leaves nothing behind.
func TestStalledCoordinator(t *testing.T) {
	t.Parallel()
	e, s := rowsOnly(t)
	const rows = 200
	list := func(yield func(int, []byte) bool) {
		for i, p := range guests(rows) {
			if i == 3 {
				p = []byte(`{"date":"mai"}`)
			}
			if !yield(i, p) {
				return
			}
		}
	}
	id := submit(t, e, Submission{Spec: letters(), Items: list}).ID
	early, job := leader(t, e, s, id) // stalls before it has put out anything
	writer, _ := leader(t, e, s, id)
	if err := writer.rows(t.Context()); err != nil {
		t.Fatal(err)
	}
	next, _ := leader(t, e, s, id)
	if err := next.rows(t.Context()); err != nil {
		t.Fatal(err)
	}
	// The one writes while the other does.
	ended := make(chan error, 1)
	go func() { ended <- writer.files(t.Context(), job) }()
	if err := next.files(t.Context(), job); err != nil {
		t.Fatal(err)
	}
	if err := <-ended; !errors.Is(err, errReplaced) {
		t.Error(err)
	}
	if m := manifest(t, e, id, rows); m.Failed != 1 {
		t.Errorf("%d failed", m.Failed)
	}
	// The only faulty row is corrected, and made by a run that knows nothing of the others.
	if _, err := e.Correct(t.Context(), id, map[int][]byte{3: []byte(`{"salutation":["Bà C"]}`)}); err != nil {
		t.Fatal(err)
	}
	early.out = map[int]bool{} // it puts out the job of the row as it was
	early.list.rec.Rows = 3
	var listErr error
	var patches [][]byte
	for _, p := range early.list.items(t.Context(), &listErr) {
		patches = append(patches, p)
	}
	early.list.rec.Rows = rows
	given := false
	if err := early.putOut(t.Context(), func() (int, []byte, bool) {
		if given {
			return 0, nil, false
		}
		given = true
		return 3, patches[2], true
	}); err != nil {
		t.Fatal(err)
	}
	last, _ := leader(t, e, s, id)
	if err := last.rows(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := last.files(t.Context(), job); err != nil {
		t.Fatal(err)
	}
	// By now all the others are late.
	early.changed, early.marks[5] = true, markFailed
	for _, r := range []*run{early, writer, next} {
		if err := r.progress(t.Context()); !errors.Is(err, errReplaced) {
			t.Error(err)
		}
		if err := r.files(t.Context(), job); !errors.Is(err, errReplaced) {
			t.Error(err)
		}
	}
	if m := manifest(t, e, id, rows); m.Failed != 0 || m.Items[2].Name != "Bà C" {
		t.Errorf("%+v", m.Items[2])
	}
	if entries, _, err := e.Rows(t.Context(), id, ProblemRows, 1, 10); err != nil || len(entries) != 0 {
		t.Errorf("%+v %v", entries, err)
	}
	if n := len(attempts(t, s, id)); n != 1 {
		t.Errorf("files of %d attempts", n)
	}
}

// The job of a row is lost with its result to come: it is put out again.
func TestLostJob(t *testing.T) {
	t.Parallel()
	e, err := Open(t.Context(), Config{Dir: t.TempDir()}, newMaker(t), quiet())
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	s := e.link.Load()
	id := submit(t, e, Submission{Spec: letters(), Items: guests(20)}).ID
	r, _ := leader(t, e, s, id)
	for row := range r.rec.Rows {
		r.out[row+1] = true // as it was, before the queue lost power
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	go e.consume(ctx, s.rowJobs, ahead, 2, e.row(s))
	if err := r.rows(t.Context()); err != nil {
		t.Fatal(err)
	}
	cancel()
}

// The coordinator hears nothing of the results: it finds them in the stream.
func TestLostWord(t *testing.T) {
	t.Parallel()
	e, _ := start(t, Config{})
	s := e.link.Load()
	config := s.rows.CachedInfo().Config
	config.RePublish = nil
	if _, err := s.js.UpdateStream(t.Context(), config); err != nil {
		t.Fatal(err)
	}
	allGuests(t, e, submit(t, e, Submission{Spec: letters(), Items: guests(20)}).ID, 20)
}

// The process ends its queue in the middle of everything, without ending its work first.
func TestHardClose(t *testing.T) {
	t.Parallel()
	const rows = 400
	dir := t.TempDir()
	e, stop := start(t, Config{Dir: dir})
	id := submit(t, e, Submission{Spec: letters(), Items: guests(rows)}).ID
	await(t, e, id, func(s Status) bool { return s.Done > 0 })
	e.Close()
	stop()
	e, _ = start(t, Config{Dir: dir})
	allGuests(t, e, id, rows)
}

func TestPatches(t *testing.T) {
	t.Parallel()
	e, _ := start(t, Config{})
	id := submit(t, e, Submission{Spec: letters(), Items: guests(3)}).ID
	await(t, e, id, final)
	if _, err := e.Correct(t.Context(), id, map[int][]byte{2: []byte(`{"x":1}`), 3: nil}); err != nil {
		t.Fatal(err)
	}
	await(t, e, id, func(s Status) bool { return s.Revision == 1 && s.State == Done })
	got, err := e.Patches(t.Context(), id, []int{3, 2, 7, 0})
	if err != nil || len(got) != 2 || string(got[2]) != `{"x":1}` || string(got[3]) != `{"salutation":["Ông Trần Văn 3"]}` {
		t.Errorf("%v %v", got, err)
	}
	if err := e.link.Load().remove(t.Context(), itemsObject(id), 1); err != nil {
		t.Fatal(err)
	}
	if got, err := e.Patches(t.Context(), id, []int{1}); !errors.Is(err, errDamaged) || got != nil {
		t.Errorf("%v %v", got, err)
	}
	if _, err := e.Correct(t.Context(), id, map[int][]byte{1: nil}); err != nil {
		t.Fatal(err)
	}
	if last := await(t, e, id, final); last.State != Failed || last.Error == "" {
		t.Errorf("%+v", last)
	}
}

// A batch that cannot be read is given up, its jobs are withdrawn, and no files are made of the rows there are.
func TestDamagedBatch(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	e, stop := start(t, Config{Dir: dir})
	id := submit(t, e, Submission{Spec: letters(), Items: guests(3)}).ID
	before := await(t, e, id, final)
	stop()
	e, err := Open(t.Context(), Config{Dir: dir}, newMaker(t), quiet()) // nobody works but this test
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	s := e.link.Load()
	if err := s.remove(t.Context(), itemsObject(id), 1); err != nil {
		t.Fatal(err)
	}
	if _, err := e.Correct(t.Context(), id, map[int][]byte{2: nil}); err != nil {
		t.Fatal(err)
	}
	for i := range maxFaults {
		if err := e.coordinate(t.Context(), s, id); (err == nil) != (i == maxFaults-1) {
			t.Errorf("time %d: %v", i+1, err)
		}
	}
	last, err := e.Get(t.Context(), id)
	if err != nil || last.State != Failed || last.Error == "" || !slices.Equal(last.Files, before.Files) {
		t.Errorf("%+v %v", last, err)
	}
	if info, err := s.jobs.Info(t.Context()); err != nil || info.State.Msgs != 0 {
		t.Errorf("%+v %v", info, err)
	}
}

const decision = `{"type":"quyet-dinh","organ":{"parent":"ỦY BAN NHÂN DÂN TỈNH AN BÌNH","name":"SỞ NỘI VỤ"},"code":{"number":"12","notation":"QĐ-SNV"},"place":"An Bình","date":"2026-01-05",
"subject":"Tặng Giấy khen cho các tập thể, cá nhân có thành tích xuất sắc năm 2025","authority":"GIÁM ĐỐC SỞ NỘI VỤ TỈNH AN BÌNH","signer":{"position":"GIÁM ĐỐC","name":"Nguyễn Văn A"},"recipients":["Như Điều 2","Lưu: VT"]}`

// The decision names as many as there are certificates; while a row is faulty there is none, and when it is corrected there is.
func TestAwardOfCorrectedRows(t *testing.T) {
	t.Parallel()
	e, _ := start(t, Config{})
	asked := &award.Spec{Decision: []byte(decision), RegisterFrom: "01"}
	rows := []string{
		`{"recipient":{"salutation":"Tập thể","name":"Phòng Tổ chức"}}`,
		`{"recipient":{"salutation":"Ông","name":"Trần Văn Bình","unit":"Văn phòng Sở"}}`, `{"recipient":{"salutation":"Bà","name":"Lê Thị Chi","unit":"Văn phòng Sở"}}`,
	}
	planned, problems := award.Plan(asked, []byte(`{"type":"giay-khen","citation":"Đã có thành tích xuất sắc trong công tác năm 2025"}`), patches(rows...))
	if problems.Fatal() {
		t.Fatal(problems)
	}
	faulty := func(yield func(int, []byte) bool) {
		for row, patch := range planned.All() {
			if row == 3 {
				patch = []byte(`{"recipient":{"salutation":"Bà","name":"Lê Thị Chi","unit":"Văn phòng Sở","tuoi":30}}`)
			}
			if !yield(row, patch) {
				return
			}
		}
	}
	id := submit(t, e, Submission{Spec: &batch.Spec{Base: planned.Base, Award: asked, Files: batch.Files{Merged: true}}, Items: faulty}).ID
	papers := func(st Status) (names []string) {
		for _, f := range st.Files {
			if strings.Contains(f.Name, "Quyết định") {
				names = append(names, f.Name)
			}
		}
		return names
	}
	st := await(t, e, id, final)
	if st.Failed != 1 || st.Withheld == "" || len(papers(st)) != 0 {
		t.Fatalf("%+v", st)
	}
	if _, err := e.Correct(t.Context(), id, map[int][]byte{3: planned.Rows[2].Patch}); err != nil {
		t.Fatal(err)
	}
	st = await(t, e, id, func(s Status) bool { return s.Revision == 1 && s.State.Final() })
	if st.Failed != 0 || st.Withheld != "" || len(papers(st)) != 2 {
		t.Fatalf("%+v", st)
	}
	for _, name := range papers(st) {
		if !strings.HasSuffix(name, ".pdf") {
			continue
		}
		text := words(t, fetch(t, e, id, name))
		for _, want := range []string{"01 tập thể và 02 cá nhân", "Phòng Tổ chức", "Trần Văn Bình", "Lê Thị Chi"} {
			if !strings.Contains(text, want) {
				t.Errorf("%q is not in the decision:\n%s", want, text)
			}
		}
	}
	if text := words(t, fetch(t, e, id, st.Files[0].Name)); strings.Count(text, "Lê Thị Chi") != 1 || strings.Count(text, "Trần Văn Bình") != 1 {
		t.Errorf("the certificates:\n%s", text)
	}
}

// words returns the text of a PDF as others read it, each run of space a space.
func words(t *testing.T, file []byte) string {
	t.Helper()
	tool := referee.Tool(t, "pdftotext")
	cmd := exec.Command(tool, "-layout", "-", "-")
	cmd.Stdin = strings.NewReader(string(file))
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(string(out)), " ")
}

// Three processes on a real server: one makes the rows of full-art certificates, another, which has never seen their design, puts the
// files together.
func TestDesignOfAnotherProcess(t *testing.T) {
	t.Parallel()
	base, err := os.ReadFile(certificate)
	if err != nil {
		t.Fatal(err)
	}
	url := realServer(t)
	e, err := Open(t.Context(), Config{URL: url}, newMaker(t), quiet())
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	const rows = 60
	id := submit(t, e, Submission{Spec: &batch.Spec{Base: base, Files: batch.Files{Merged: true, PDF: true}}, Items: honoured(rows)}).ID
	spawn(t, url, id, "rows")
	spawn(t, url, id, "leads")
	st := await(t, e, id, final)
	if st.Done != rows {
		t.Fatalf("%+v", st)
	}
	manifest(t, e, id, rows)
	text := words(t, fetch(t, e, id, st.Files[0].Name))
	for i := range rows {
		if !strings.Contains(text, "Hạnh "+strconv.Itoa(i+1)+" ") {
			t.Errorf("certificate %d is not there", i+1)
		}
	}
	if err := referee.QPDFCheck(t, fetch(t, e, id, st.Files[0].Name)); err != nil {
		t.Error(err)
	}
}

// realServer starts a NATS server for the test.
func realServer(t *testing.T) string {
	t.Helper()
	address := referee.FreeAddress(t)
	natsServer(t, address, t.TempDir())
	return "nats://" + address
}
