package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/schollz/progressbar/v3"

	"vanban/award"
	"vanban/batch"
	"vanban/document"
	"vanban/render"
	"vanban/sheet"
)

const batchHelp = `vanban batch — tạo hàng loạt văn bản, giấy khen từ một danh sách.

  vanban batch DANH_SÁCH.xlsx --base giay-khen.json -o THƯ_MỤC
  vanban batch DANH_SÁCH.xlsx --base giay-khen.json --award quyet-dinh.json -o THƯ_MỤC
  vanban batch --template giay-khen -o mau.xlsx           bảng mẫu để điền danh sách (.csv cũng được)

  --base TỆP      JSON của phần chung mọi bản; mỗi dòng của danh sách ghi đè lên đó
  --award TỆP     làm cả Quyết định khen thưởng và Danh sách kèm theo: JSON của quyết định, hoặc của cả đợt khen
                  thưởng (decision, by, citation, articles, prize, list, register_from); số lượng, số quyết định, ngày,
                  người ký và số sổ chạy suốt ba loại giấy tờ
  -o THƯ_MỤC      nơi ghi kết quả; tệp cùng tên chỉ bị thay khi cả lô đã xong
  --format ĐD     merged (một PDF gộp), pdf (ZIP từng tệp PDF), docx (ZIP từng tệp Word), cách nhau bằng dấu phẩy;
                  không ghi là merged
  --rows 3,17-20  chỉ làm những dòng này (số thứ tự trong danh sách), như khi cấp lại; quyết định không làm lại
  --map C=TRƯỜNG  cột C là trường nào, như recipient.unit; “C=” là bỏ cột; ghi được nhiều lần
  --sheet TÊN     chỉ đọc trang tính này
  --plate TỆP     mẫu khuôn (phôi) của cơ quan
  --seal KHÓA     khóa ký mã xác thực, do vanban key --seal tạo; --page ĐỊA_CHỈ là trang kiểm tra ghi trong mã
  --title TÊN     tên của các tệp kết quả
  --fonts THƯ_MỤC dùng phông Times New Roman của cơ quan thay cho phông có sẵn
  --json          in manifest (mỗi dòng: tên, tệp, mã băm, lỗi, cảnh báo) ra đầu ra chuẩn

Danh sách là .xlsx, .csv, hoặc JSON: một mảng, hay mỗi dòng một đối tượng. Dòng có lỗi không cản các dòng khác. Ctrl-C thì dừng và không ghi gì.
Mã kết thúc: 0 tốt; 1 có dòng lỗi hoặc cảnh báo; 2 dùng sai lệnh, dữ liệu chung có lỗi, hoặc không ghi được.
`

// batchOptions are the flags of batch.
type batchOptions struct {
	look
	base, award, out, format, rows, sheet, title, fonts, template string
	mapping                                                       list
	json                                                          bool
}

func (a *app) batch(args []string) int {
	set := flag.NewFlagSet("batch", flag.ContinueOnError)
	o := &batchOptions{}
	for name, value := range map[string]*string{
		"base": &o.base, "award": &o.award, "o": &o.out, "format": &o.format, "rows": &o.rows, "sheet": &o.sheet,
		"title": &o.title, "fonts": &o.fonts, "template": &o.template,
	} {
		set.StringVar(value, name, "", "")
	}
	o.look.flags(set)
	set.Var(&o.mapping, "map", "")
	set.BoolVar(&o.json, "json", false, "")
	operands, code, ok := a.flags(set, batchHelp, args)
	if !ok {
		return code
	}
	switch {
	case o.out == "" || o.out == "-" && o.template == "":
		return a.misuse("chưa cho biết ghi kết quả vào thư mục nào; thêm -o THƯ_MỤC")
	case o.template != "":
		return a.template(o, operands)
	case len(operands) != 1:
		return a.misuse("cần đúng một danh sách, nhận được %d; xem: vanban help batch", len(operands))
	case o.base == "":
		return a.misuse("cần phần chung của các bản: --base TỆP.json")
	case o.base == "-" && operands[0] == "-":
		return a.misuse("đầu vào chuẩn không thể vừa là danh sách vừa là phần chung")
	}
	return a.runBatch(o, operands[0])
}

// template writes the workbook that a list is filled into.
func (a *app) template(o *batchOptions, operands []string) int {
	if len(operands) > 0 {
		return a.misuse("--template không nhận danh sách")
	}
	service, err := newService("", render.Options{})
	if err != nil {
		return a.misuse("%v", err)
	}
	if service.Catalog().Get(o.template) == nil {
		return a.misuse("không có loại văn bản “%s”; xem: vanban types", o.template)
	}
	made := sheet.Template
	switch strings.ToLower(filepath.Ext(o.out)) {
	case ".csv":
		made = sheet.TemplateCSV
	case ".xlsx":
	default:
		if o.out != "-" {
			return a.misuse("không rõ dạng của %s; đặt đuôi tên là .xlsx hoặc .csv", o.out)
		}
	}
	data, err := made(o.template, nil)
	if err != nil {
		return a.misuse("lỗi của chương trình: %v", err)
	}
	if err := a.write([]string{o.out}, [][]byte{data}); err != nil {
		return a.misuse("không ghi được kết quả: %v", err)
	}
	return exitGood
}

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

// plan brings decision, list and certificates together. The decision is judged before the certificates are made.
func (w *work) plan(service *render.Service) int {
	data, err := w.read(w.o.award)
	if err != nil {
		return w.misuse("không đọc được %s: %v", w.o.award, err)
	}
	spec, problems := award.Parse(data)
	var planned *award.Planned
	if !problems.Fatal() {
		var more document.Problems
		planned, more = award.Plan(spec, w.spec.Base, w.list.items()) // a decision names all, whichever are made now
		problems = append(problems, more...)
	}
	if planned != nil {
		built := service.Catalog().BuildDocument(planned.Decision)
		for _, p := range built.Problems {
			p.Pointer = "/award/decision" + p.Pointer
			problems = append(problems, p)
		}
	}
	shown, rest := split(problems)
	w.report(w.stderr, w.o.award, shown, false)
	w.remarks, w.remarked = rest, len(shown) > 0
	if problems.Fatal() {
		w.planReport()
		return exitBad
	}
	if err := w.take(planned); err != nil {
		return w.misuse("lỗi của chương trình: %v", err)
	}
	if w.o.rows == "" { // a certificate issued again has its decision
		w.spec.Award = spec
	}
	return exitGood
}

// split parts what is said of rows from the rest.
func split(problems document.Problems) (shown, rows document.Problems) {
	for _, p := range problems {
		if _, ok := rowOf(p.Pointer); ok {
			rows = append(rows, p)
		} else {
			shown = append(shown, p)
		}
	}
	return shown, rows
}

// take makes a plan's rows those of the batch, as far as they are wanted, with what was found in them.
func (w *work) take(planned *award.Planned) error {
	found := make(map[int]document.Problems, len(planned.Rows))
	for i, row := range w.list.rows {
		found[i] = row.problems
	}
	chosen := make(map[int]bool, len(w.wanted))
	for _, i := range w.wanted {
		chosen[i] = true
	}
	w.spec.Base, w.wanted, w.planned = planned.Base, nil, make([][]byte, 0, len(planned.Rows))
	for _, r := range planned.Rows {
		if i := r.Index - 1; chosen[i] {
			patch, err := batch.Noted(r.Patch, found[i])
			if err != nil {
				return err
			}
			w.wanted, w.planned = append(w.wanted, i), append(w.planned, patch)
		}
	}
	return w.list.err
}

// items yields the patches of the documents, counted from 1, with what was found in their rows.
func (w *work) items() iter.Seq2[int, []byte] {
	return func(yield func(int, []byte) bool) {
		for n, patch := range w.planned {
			if !yield(n+1, patch) {
				return
			}
		}
		if w.planned != nil {
			return
		}
		n := 0
		for i, row := range w.list.rows {
			if n == len(w.wanted) {
				return
			}
			if i != w.wanted[n] {
				continue
			}
			patch, err := batch.Noted(row.patch, row.problems)
			if err != nil {
				w.list.err = err
				return
			}
			if n++; !yield(n, patch) {
				return
			}
		}
	}
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
		w.show(new(findingOf(document.Warning, &full.Warnings[i])), "mọi dòng")
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

// folder is the sink of a batch: files are written beside their places, and moved there together when all are whole.
type folder struct {
	dir   string
	moves []move
}

type move struct{ from, to string }

// Create begins a file.
func (f *folder) Create(name string) (io.WriteCloser, error) {
	for i := 0; ; i++ {
		from := filepath.Join(f.dir, fmt.Sprintf(".%s.%d-%d.tmp", name, os.Getpid(), i))
		file, err := os.OpenFile(from, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if errors.Is(err, os.ErrExist) && i < 100 {
			continue
		}
		if err != nil {
			return nil, err
		}
		f.moves = append(f.moves, move{from, filepath.Join(f.dir, name)})
		return file, nil
	}
}

func (f *folder) commit() error {
	for len(f.moves) > 0 {
		if err := os.Rename(f.moves[0].from, f.moves[0].to); err != nil {
			return err
		}
		f.moves = f.moves[1:]
	}
	return nil
}

// abandon removes what was not moved.
func (f *folder) abandon() {
	for _, m := range f.moves {
		_ = os.Remove(m.from) // nobody was told of it
	}
}
