package batch_test

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"vanban/batch"
	"vanban/document"
	"vanban/render"
	"vanban/seal"
)

var service = sync.OnceValues(func() (*render.Service, error) { return render.New(render.Options{}) })

func maker(t testing.TB) *batch.Maker {
	t.Helper()
	s, err := service()
	if err != nil {
		t.Fatal(err)
	}
	return batch.New(s)
}

// folder is a sink that keeps whole files only.
type folder struct {
	mu    sync.Mutex
	files map[string][]byte
	gone  []string
}

func (f *folder) Create(name string) (io.WriteCloser, error) {
	return &file{folder: f, name: name}, nil
}

type file struct {
	bytes.Buffer
	folder *folder
	name   string
}

func (f *file) Close() error {
	f.folder.mu.Lock()
	defer f.folder.mu.Unlock()
	if f.folder.files == nil {
		f.folder.files = map[string][]byte{}
	}
	if _, twice := f.folder.files[f.name]; twice {
		return fs.ErrExist
	}
	f.folder.files[f.name] = f.Bytes()
	return nil
}

func (f *file) Abort() { f.folder.gone = append(f.folder.gone, f.name) }

func items(patches ...string) iter.Seq2[int, []byte] {
	return func(yield func(int, []byte) bool) {
		for i, p := range patches {
			if !yield(i+1, []byte(p)) {
				return
			}
		}
	}
}

// list is items as Run takes them.
func list(patches ...string) batch.List {
	return batch.List{Rows: len(patches), Items: items(patches...)}
}

// letter is a base that rows of this test only name an addressee for.
const letter = `{"type":"giay-moi","organ":{"parent":"UBND TỈNH AN BÌNH","name":"SỞ NỘI VỤ"},"code":{"number":"12","notation":"GM-SNV"},
"place":"An Bình","date":"2026-04-05","subject":"Dự hội nghị sơ kết phong trào thi đua",
"body":["Sở Nội vụ trân trọng kính mời dự hội nghị."],"signer":{"position":"GIÁM ĐỐC","name":"Nguyễn Văn An"},"recipients":["Như trên","Lưu: VT"]}`

func prepare(t testing.TB, spec batch.Spec) *batch.Job {
	t.Helper()
	j, ps, err := maker(t).Prepare(&spec)
	if err != nil || j == nil {
		t.Fatal(ps, err)
	}
	return j
}

var all = batch.Files{Merged: true, PDF: true, DOCX: true}

func readManifest(t *testing.T, f *folder) batch.Manifest {
	t.Helper()
	var m batch.Manifest
	if err := json.Unmarshal(f.files["manifest.json"], &m); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestRun(t *testing.T) {
	job := prepare(t, batch.Spec{Base: []byte(letter), Files: all, Title: "Giấy mời: đợt 1/2"})
	sink := &folder{}
	var seen []int
	m, err := batch.Run(t.Context(), job, list(
		`{"salutation":["Ông Trần Văn Bình"]}`,
		`{"salutation":["Bà Lê Thị Cúc"],"type":"cong-van"}`,
		`{"salutation":["../../Ông \"Đỗ\" <Dũng>"]}`,
		`[1]`,
		`{"salutation":["Ông A"],"salutation":["Ông B"]}`,
		`{"salutation":["Bà Hoàng Thị Em"],"date":"hôm nay"}`,
		`{"salutation":["Bà Hoàng Thị Em"],"organ":null}`,
		`{"salutation":["`+strings.Repeat("x", batch.MaxPatch)+`"]}`,
		`{"salutation":["Bà Hoàng Thị Em"]}`,
		`{"salutation":["Bà Hoàng Thị Em"]`,
	), sink, func(done int) { seen = append(seen, done) })
	if err != nil {
		t.Fatal(err)
	}
	if m.Rows != 10 || m.Done != 3 || m.Failed != 7 || len(m.Items) != 7 || len(seen) != 10 || !slices.IsSorted(seen) {
		t.Errorf("%+v %v", m, seen)
	}
	read := readManifest(t, sink)
	var lines []string
	for _, e := range read.Items {
		line := fmt.Sprintf("%d %s %s p%d", e.Row, e.Status, e.Name, e.Page)
		for _, f := range e.Files {
			line += "|" + f.Name
		}
		for _, p := range e.Errors {
			line += "|" + p.Code + " " + p.Pointer
		}
		lines = append(lines, line)
	}
	want := []string{
		"1 done Ông Trần Văn Bình p1|001 Ông Trần Văn Bình.pdf|001 Ông Trần Văn Bình.docx",
		"2 failed Bà Lê Thị Cúc p0|type_changed /type",
		`3 done ../../Ông "Đỗ" <Dũng> p2|003 Ông Đỗ Dũng.pdf|003 Ông Đỗ Dũng.docx`,
		"4 failed  p0|wrong_type ",
		"5 failed  p0|duplicate_key /salutation",
		"6 failed Bà Hoàng Thị Em p0|invalid_date /date",
		"7 failed Bà Hoàng Thị Em p0|required /organ/name",
		"8 failed  p0|row_too_large ",
		"9 done Bà Hoàng Thị Em p3|009 Bà Hoàng Thị Em.pdf|009 Bà Hoàng Thị Em.docx",
		"10 failed  p0|syntax_error ",
	}
	if strings.Join(lines, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s", strings.Join(lines, "\n"))
	}
	checkFiles(t, sink, read)
}

// checkFiles compares all files, and those inside, with what the manifest says.
func checkFiles(t *testing.T, sink *folder, m batch.Manifest) {
	t.Helper()
	same := func(f batch.File, data []byte) {
		if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != f.SHA256 || int64(len(data)) != f.Bytes {
			t.Errorf("%s is not what the manifest says", f.Name)
		}
	}
	single := map[string][]byte{}
	for _, f := range m.Files {
		data := sink.files[f.Name]
		same(f, data)
		if strings.HasSuffix(f.Name, ".zip") {
			z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range z.File {
				if e.Method != zip.Store || !fs.ValidPath(e.Name) || path.Base(e.Name) != e.Name {
					t.Errorf("%s: %+v", f.Name, e.FileHeader)
				}
				r, err := e.Open()
				if err != nil {
					t.Fatal(err)
				}
				if single[e.Name], err = io.ReadAll(r); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	for _, e := range m.Items {
		for _, f := range e.Files {
			same(f, single[f.Name])
			delete(single, f.Name)
		}
	}
	if len(single) != 0 {
		t.Errorf("not in the manifest: %q", slices.Collect(maps.Keys(single)))
	}
	if len(sink.files) != len(m.Files)+1 {
		t.Errorf("%q", slices.Collect(maps.Keys(sink.files)))
	}
}

// One worker and many give the same bytes.
func TestRunIsDeterministic(t *testing.T) {
	job := prepare(t, batch.Spec{Base: []byte(letter), Files: all})
	var patches []string
	for i := range 60 {
		patches = append(patches, fmt.Sprintf(`{"salutation":["Ông số %d"],"contact":"%[1]d","drafter":"x"}`, i))
	}
	var first *folder
	for _, procs := range []int{1, 3, 8} {
		func() {
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
			sink := &folder{}
			if _, err := batch.Run(t.Context(), job, list(patches...), sink, nil); err != nil {
				t.Fatal(err)
			}
			if first == nil {
				first = sink
			} else if !reflect.DeepEqual(first.files, sink.files) {
				t.Errorf("%d workers make other files", procs)
			}
		}()
	}
}

func TestAllRowsFail(t *testing.T) {
	job := prepare(t, batch.Spec{Base: []byte(letter), Files: all})
	sink := &folder{}
	m, err := batch.Run(t.Context(), job, list(`1`, `2`), sink, nil)
	if err != nil || m.Failed != 2 || len(m.Files) > 1 {
		t.Errorf("%+v %v", m, err)
	}
	readManifest(t, sink)
}

func TestRunIsCancelled(t *testing.T) {
	for _, procs := range []int{1, 4} {
		func() {
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
			job := prepare(t, batch.Spec{Base: []byte(letter), Files: all})
			ctx, cancel := context.WithCancel(t.Context())
			sink := &folder{}
			endless := func(yield func(int, []byte) bool) {
				for i := 1; i <= 1_000_000 && yield(i, []byte(`{}`)); i++ {
				}
			}
			_, err := batch.Run(ctx, job, batch.List{Rows: 1_000_000, Items: endless}, sink, func(done int) {
				if done == 5 {
					cancel()
				}
			})
			if !errors.Is(err, context.Canceled) || len(sink.files) != 0 || len(sink.gone) != 3 {
				t.Errorf("%v, %d files, given up: %q", err, len(sink.files), sink.gone)
			}
		}()
	}
}

func TestPrepareRefuses(t *testing.T) {
	for _, c := range []struct{ base, code string }{
		{`{"type":"giay-moi","sbject":"x"}`, "unknown_key"},
		{`{"type":"to-roi"}`, "unknown_type"},
		{`{`, "syntax_error"},
		{`{}`, "missing_key"},
	} {
		j, ps, err := maker(t).Prepare(&batch.Spec{Base: []byte(c.base)})
		if j != nil || err != nil || len(ps) == 0 || ps[0].Code != c.code {
			t.Errorf("%s: %v %v", c.base, ps, err)
		}
	}
}

func TestResultTravels(t *testing.T) {
	for _, r := range []*batch.Result{
		{Row: 3, Revision: 2, Name: "Nguyễn Văn A", Stem: "a", Pages: 1, Part: []byte{1, 2}, DOCX: []byte{3}, Unit: "Sở"},
		{Row: 4, Problems: document.Problems{{Code: "x", Pointer: "/a", Message: "m"}, {Severity: document.Warning, Code: "y"}}},
	} {
		data, err := r.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		got, err := batch.UnmarshalResult(data)
		if err != nil || !reflect.DeepEqual(got, r) {
			t.Errorf("%+v %v", got, err)
		}
		for n := range data {
			if _, err := batch.UnmarshalResult(data[:n]); err == nil {
				t.Errorf("%d of %d bytes pass for a result", n, len(data))
			}
		}
	}
}

// BenchmarkCertificates makes a thousand certificates in full art into one PDF, with manifest and proof sheet: the time of one row is that of
// the loop by a thousand.
func BenchmarkCertificates(b *testing.B) {
	base, err := os.ReadFile("../templates/khenthuong/samples/giay-khen-tand-tinh.json")
	if err != nil {
		b.Skip(err)
	}
	signer, err := seal.NewSigner(ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize)), "")
	if err != nil {
		b.Fatal(err)
	}
	s, err := render.New(render.Options{Seal: signer.Seal})
	if err != nil {
		b.Fatal(err)
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for _, c := range []struct{ name, options string }{{"plain", ""}, {"qr", `,"options":{"plate":{"verify":true}}`}} {
		b.Run(c.name, func(b *testing.B) {
			job, ps, err := batch.New(s).Prepare(&batch.Spec{Base: base, Files: batch.Files{Merged: true}})
			if job == nil {
				b.Fatal(ps, err)
			}
			var patches []string
			for i := range 1000 {
				patches = append(patches, fmt.Sprintf(`{"recipient":{"name":"Nguyễn Thị Hồng Hạnh %d","position":"Chuyên viên"},"register_number":"%[1]d"%s}`, i+1, c.options))
			}
			b.ReportAllocs()
			for b.Loop() {
				m, err := batch.Run(b.Context(), job, list(patches...), discard{}, nil)
				if err != nil || m.Done != 1000 {
					b.Fatalf("%+v %v", m, err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/1000, "µs/row")
		})
	}
}

type discard struct{}

func (discard) Create(string) (io.WriteCloser, error) { return nowhere{io.Discard}, nil }

type nowhere struct{ io.Writer }

func (nowhere) Close() error { return nil }

// TestRowsTooLongForASheet: a row with more to say than a cell takes is cut in the proof sheet, whole in the manifest, and in nobody's way.
func TestRowsTooLongForASheet(t *testing.T) {
	job := prepare(t, batch.Spec{Base: []byte(letter), Files: batch.Files{Merged: true}})
	long := strings.Repeat("dài ", 20_000)
	faults := `,"bases":[` + strings.Repeat("7,", 600) + "7]"
	sink := &folder{}
	m, err := batch.Run(t.Context(), job, list(`{"salutation":["`+long+`"]}`, `{"salutation":["Ông A"]`+faults+`}`, `{"salutation":["Bà B"]}`), sink, nil)
	if err != nil || m.Done < 1 || m.Done+m.Failed != 3 {
		t.Fatalf("%+v %v", m, err)
	}
	read := readManifest(t, sink)
	if read.Items[0].Name != strings.TrimSpace(long) || len(read.Items[1].Errors) < 100 || read.Items[2].Status != batch.Done {
		t.Errorf("%d bytes of a name, %d errors, %s", len(read.Items[0].Name), len(read.Items[1].Errors), read.Items[2].Status)
	}
	checkFiles(t, sink, read)
}

// TestManifestInMemory: what is returned does not grow with all that is wrong with the rows.
func TestManifestInMemory(t *testing.T) {
	job := prepare(t, batch.Spec{Base: []byte(letter), Files: batch.Files{Merged: true}})
	patches := make([]string, 200)
	for i := range patches {
		patches[i] = `{"bases":[` + strings.Repeat("7,", 600) + `7]}`
	}
	sink := &folder{}
	m, err := batch.Run(t.Context(), job, list(patches...), sink, nil)
	if err != nil || m.Failed != len(patches) {
		t.Fatalf("%+v %v", m, err)
	}
	size := 0
	for i := range m.Items {
		size += m.Items[i].TextSize()
	}
	if size > 5<<20 || len(m.Items) == 0 || len(readManifest(t, sink).Items) != len(patches) {
		t.Errorf("%d rows with %d bytes", len(m.Items), size)
	}
}
