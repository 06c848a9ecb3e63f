package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/schollz/progressbar/v3"

	"vanban/batch"
	"vanban/document"
)

// work is a batch from its files to its report.
type work struct {
	*app
	o        *batchOptions
	file     string // of the list
	spec     batch.Spec
	list     *listing
	wanted   []int             // rows of the list that are made, from 0, in the order of their documents
	planned  [][]byte          // their patches where a plan changed them; an award is bounded
	remarks  document.Problems // of the plan, with pointers to /items
	remarked bool              // something was said of the award as a whole
}

func (a *app) runBatch(o *batchOptions, file string) int {
	w := &work{app: a, o: o, file: file}
	if err := w.formats(); err != nil {
		return a.misuse("%v", err)
	}
	base, err := a.read(o.base)
	if err != nil {
		return a.misuse("không đọc được %s: %v", o.base, err)
	}
	service, named, code := a.service(o.fonts, &o.look, base)
	if service == nil {
		return code
	}
	w.spec.Base, w.spec.Title = named, o.title
	if w.list, err = a.readList(file, typeOf(base), o); err != nil {
		return a.misuse("%s: %v", file, err)
	}
	if w.wanted, err = ranges(o.rows, w.list.count); err != nil {
		return a.misuse("%v", err)
	}
	if o.award != "" {
		if code := w.plan(service); code != exitGood {
			return code
		}
	}
	job, problems, err := batch.New(service).Prepare(&w.spec)
	if err != nil {
		return a.misuse("lỗi của chương trình: %v", err)
	}
	if problems.Fatal() {
		a.report(a.stderr, o.base, problems, false)
		return exitBad
	}
	return w.run(job)
}

// formats reads --format.
func (w *work) formats() error {
	w.spec.Files.Merged = w.o.format == ""
	for f := range strings.SplitSeq(w.o.format, ",") {
		switch strings.TrimSpace(f) {
		case "merged":
			w.spec.Files.Merged = true
		case "pdf":
			w.spec.Files.PDF = true
		case "docx":
			w.spec.Files.DOCX = true
		case "":
		default:
			return fmt.Errorf("không có định dạng “%s”; chọn merged, pdf, docx", f)
		}
	}
	return nil
}

// ranges reads "3,17-20" as indices from 0, in order and once each; "" is all.
func ranges(s string, n int) ([]int, error) {
	var out []int
	if s == "" {
		s = "1-" + strconv.Itoa(n)
	}
	for part := range strings.SplitSeq(s, ",") {
		from, to, span := strings.Cut(strings.TrimSpace(part), "-")
		lo, err := strconv.Atoi(strings.TrimSpace(from))
		hi := lo
		if span && err == nil {
			hi, err = strconv.Atoi(strings.TrimSpace(to))
		}
		if n == 0 || err != nil || lo < 1 || hi < lo || hi > n {
			return nil, fmt.Errorf("không có dòng “%s” trong danh sách %d dòng", strings.TrimSpace(part), n)
		}
		for i := lo; i <= hi; i++ {
			out = append(out, i-1)
		}
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

func (w *work) run(job *batch.Job) int {
	if err := os.MkdirAll(w.o.out, 0o777); err != nil {
		return w.misuse("không tạo được thư mục %s: %v", w.o.out, reason(err))
	}
	sink := &folder{dir: w.o.out}
	defer sink.abandon()
	bar := w.bar(len(w.wanted))
	manifest, err := batch.Run(w.ctx, job, batch.List{Rows: len(w.wanted), Items: w.items()}, sink, func(done int) { _ = bar.Set(done) })
	_ = bar.Exit()         // of a bar nothing can go wrong that matters
	if w.list.err != nil { // the batch only knows that rows are missing
		err = w.list.err
	}
	switch {
	case w.ctx.Err() != nil:
		return w.misuse("đã dừng; không tệp nào được ghi")
	case err != nil:
		return w.misuse("không làm được lô này: %v", reason(err))
	}
	if err := sink.commit(); err != nil {
		return w.misuse("không ghi được kết quả: %v", reason(err))
	}
	findings, err := w.readBack(filepath.Join(w.o.out, "manifest.json"))
	if err != nil {
		return w.misuse("không đọc lại được manifest.json: %v", reason(err))
	}
	if !w.o.json {
		w.summary(manifest)
	}
	if findings || w.remarked || manifest.Withheld != "" || len(w.list.notes) > 0 {
		return exitFindings
	}
	return exitGood
}

// readBack reports what the manifest says of rows, and prints it where that is asked for.
func (w *work) readBack(path string) (findings bool, err error) {
	f, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer f.Close()
	var full struct {
		Warnings []batch.Remark `json:"warnings"`
		Items    entryList      `json:"items"`
	}
	report := newRowReport(w)
	full.Items.each = report.entry
	if err := json.UnmarshalRead(f, &full); err != nil {
		return false, err
	}
	for i := range full.Warnings {
		w.printProblem(w.stderr, new(problemOf(document.Warning, &full.Warnings[i])), "mọi dòng")
	}
	findings = report.tell() || len(full.Warnings) > 0
	if w.o.json {
		if _, err = f.Seek(0, io.SeekStart); err == nil {
			_, err = io.Copy(w.stdout, f)
		}
	}
	return findings, err
}

func (w *work) summary(m *batch.Manifest) {
	w.print(w.stdout, "%d dòng: %d xong, %d lỗi.\n", m.Rows, m.Done, m.Failed)
	if m.Withheld != "" {
		w.print(w.stdout, "%s\n", m.Withheld)
	}
	for _, f := range m.Files {
		w.print(w.stdout, "  %s\n", filepath.Join(w.o.out, f.Name))
	}
}

// bar shows progress to people: where standard error is no terminal it is silent.
func (w *work) bar(rows int) *progressbar.ProgressBar {
	if f, ok := w.stderr.(*os.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 && info.Mode()&os.ModeDevice != 0 {
			return progressbar.NewOptions(rows, progressbar.OptionSetWriter(f), progressbar.OptionSetDescription("Đang làm"), progressbar.OptionShowCount(),
				progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish(), progressbar.OptionSetPredictTime(true))
		}
	}
	return progressbar.NewOptions(rows, progressbar.OptionSetWriter(io.Discard), progressbar.OptionSetVisibility(false))
}
