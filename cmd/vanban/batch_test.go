package main

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"vanban/batch"
	"vanban/internal/referee"
)

const (
	batchBase  = `{"type":"giay-khen","citation":"Đã có thành tích xuất sắc trong phong trào thi đua năm 2026","options":{"plate":{"fields":{"emblem":{"visible":false}}}}}`
	batchAward = `{
  "by": "Giám đốc Sở Nội vụ", "register_from": "01",
  "prize": {"collective": 2000000, "person": 1000000, "fund": "Quỹ thi đua, khen thưởng của Sở Nội vụ"},
  "decision": {
    "organ": {"parent": "ỦY BAN NHÂN DÂN TỈNH AN BÌNH", "name": "SỞ NỘI VỤ"},
    "code": {"number": "107", "notation": "QĐ-SNV"}, "place": "An Bình", "date": "2026-09-06",
    "authority": "GIÁM ĐỐC SỞ NỘI VỤ", "signer": {"position": "GIÁM ĐỐC", "name": "Trần Thị Bình"},
    "bases": ["Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022", "Theo đề nghị của Chánh Văn phòng Sở"]
  }
}`
	batchList = "DANH SÁCH KHEN THƯỞNG,,,\n" +
		"TT,Danh xưng,Họ và tên,\"Chức vụ, đơn vị\"\n" +
		"1,Ông,Nguyễn Văn An,\"Chuyên viên, Văn phòng Sở\"\n" +
		"2,Tập thể,Phòng Tổ chức cán bộ,Sở Nội vụ\n" +
		"3,Bà,Đặng Thị Quỳnh Như,\"Kế toán, Sở Nội vụ\"\n"
)

// files writes files into a new folder and returns it.
func files(t *testing.T, list map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range list {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// names returns what a folder holds.
func names(t *testing.T, dir string) (out []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func TestBatch(t *testing.T) {
	dir := files(t, map[string]string{"gk.json": batchBase, "qd.json": batchAward, "ds.csv": batchList})
	out := filepath.Join(dir, "out")
	at := func(name string) string { return filepath.Join(dir, name) }
	code, stdout, stderr := call("", "batch", at("ds.csv"), "--base", at("gk.json"), "--award", at("qd.json"), "--format", "merged,pdf,docx", "-o", out)
	if code != exitGood || stderr != "" || !strings.Contains(stdout, "3 dòng: 3 xong, 0 lỗi.") {
		t.Fatalf("exit code %d\n%s\n%s", code, stdout, stderr)
	}
	have := names(t, out)
	for _, want := range []string{"Giấy khen.pdf", "Giấy khen - tệp PDF.zip", "Giấy khen - tệp Word.zip", "manifest.json"} {
		if !slices.Contains(have, want) {
			t.Errorf("no %s in %q", want, have)
		}
	}
	for _, name := range have {
		if strings.HasSuffix(name, ".tmp") {
			t.Errorf("left behind: %s", name)
		}
	}
	again := filepath.Join(dir, "again")
	code, stdout, _ = call("", "batch", at("ds.csv"), "--base", at("gk.json"), "--award", at("qd.json"), "--rows", "3", "--json", "-o", again)
	var m batch.Manifest
	if err := json.Unmarshal([]byte(stdout), &m); err != nil || code != exitGood {
		t.Fatalf("exit code %d, %v: %s", code, err, stdout)
	}
	if m.Rows != 1 || len(m.Items) != 1 || m.Items[0].Name != "Đặng Thị Quỳnh Như" {
		t.Errorf("one row again: %+v", m)
	}
	for _, name := range names(t, again) {
		if strings.Contains(name, "Quyết định") {
			t.Errorf("a decision of one row of three: %s", name)
		}
	}
}

// TestBatchBadRows: bad rows do not stop good ones, are told with their place, and keep the decision back.
func TestBatchBadRows(t *testing.T) {
	dir := files(t, map[string]string{
		"gk.json": batchBase, "qd.json": batchAward,
		"ds.json": `[{"recipient":{"salutation":"Ông","name":"Nguyễn Văn An"}},{"recipient":{"salutation":"Bà","nme":"B"}},{"recipient":{"salutation":"Bà","name":"Lê C"}}]`,
		"ds.csv":  strings.Replace(batchList, "Nguyễn Văn An", "", 1),
	})
	out := filepath.Join(dir, "out")
	at := func(name string) string { return filepath.Join(dir, name) }
	code, stdout, stderr := call("", "batch", at("ds.json"), "--base", at("gk.json"), "--award", at("qd.json"), "-o", out)
	if code != exitFindings || !strings.Contains(stdout, "3 dòng: 2 xong, 1 lỗi.") {
		t.Errorf("exit code %d: %s", code, stdout)
	}
	if !strings.Contains(stderr, "Lỗi: mục 2 /recipient/nme [unknown_key]") {
		t.Errorf("the bad row is not told: %s", stderr)
	}
	for _, name := range names(t, out) {
		if strings.Contains(name, "Quyết định") {
			t.Errorf("a decision whose counts disagree: %s", name)
		}
	}
	_, _, stderr = call("", "batch", at("ds.csv"), "--base", at("gk.json"), "--award", at("qd.json"), "-o", out)
	if !strings.Contains(stderr, "dòng 3") {
		t.Errorf("the line is not told: %s", stderr)
	}
}

// TestBatchRefused: exit code 2, and what was there stays as it was.
func TestBatchRefused(t *testing.T) {
	dir := files(t, map[string]string{
		"gk.json": batchBase, "qd.json": batchAward, "ds.csv": batchList, "kh.json": `{"type":"ke-hoach"}`, "bad.json": `{"type":"giay-khen","citatoin":"x"}`,
		"number.json": `{"type":"giay-khen","decision":{"number":"9"}}`, "row.json": `[{"decision":{"number":"9"},"recipient":{"salutation":"Ông","name":"A"}}]`,
		"broken.json": `[{]`, "plate.json": `{"name":"x","emblem_image":"none.png"}`,
	})
	out := filepath.Join(dir, "out")
	if err := os.MkdirAll(out, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(out, "Giấy khen.pdf"), []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ args, want string }{
		{"ds.csv", "--base"},
		{"--base gk.json", "danh sách"},
		{"ds.csv ds.csv --base gk.json", "danh sách"},
		{"ds.csv --base none.json", "none.json"},
		{"none.csv --base gk.json", "none.csv"},
		{"broken.json --base gk.json", "JSON"},
		{"ds.csv --base bad.json", "citatoin"},
		{"ds.csv --base kh.json --award qd.json", "not_a_certificate"},
		{"ds.csv --base number.json --award qd.json", "decision_conflict"},
		{"row.json --base gk.json --award qd.json", "mục 1 /decision/number [decision_conflict]"},
		{"ds.csv --base gk.json --rows 4", "“4”"},
		{"ds.csv --base gk.json --rows 2-1", "“2-1”"},
		{"ds.csv --base gk.json --rows x", "“x”"},
		{"ds.csv --base gk.json --format png", "“png”"},
		{"ds.csv --base gk.json --map C", "--map"},
		{"ds.csv --base gk.json --seal gk.json", "khóa"},
		{"ds.csv --base gk.json --page https://x.vn", "--seal"},
		{"ds.csv --base gk.json --plate plate.json", "none.png"},
		{"ds.csv --base gk.json --plate gk.json", "mẫu khuôn"},
		{"ds.csv --template giay-khen", "--template"},
		{"--template giay-ken", "giay-ken"},
	} {
		args := []string{"batch", "-o", out}
		for _, arg := range strings.Fields(c.args) {
			if strings.Contains(arg, ".csv") || strings.Contains(arg, ".json") {
				arg = filepath.Join(dir, arg)
			}
			args = append(args, arg)
		}
		code, stdout, stderr := call("", args...)
		if code != exitBad || stdout != "" || !strings.Contains(stderr, c.want) {
			t.Errorf("%s: exit code %d, %q\n%s", c.args, code, stdout, stderr)
		}
	}
	if got := names(t, out); len(got) != 1 {
		t.Errorf("the folder holds %q", got)
	}
	if got, _ := os.ReadFile(filepath.Join(out, "Giấy khen.pdf")); string(got) != "old" {
		t.Errorf("the old file became %.20q", got)
	}
}

// TestBatchStopped: Ctrl-C leaves no files and no old one replaced.
func TestBatchStopped(t *testing.T) {
	dir := files(t, map[string]string{"gk.json": batchBase, "ds.csv": batchList})
	out := filepath.Join(dir, "out")
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var stdout, stderr bytes.Buffer
	a := &app{ctx: ctx, stdin: strings.NewReader(""), stdout: &stdout, stderr: &stderr}
	code := a.run([]string{"batch", filepath.Join(dir, "ds.csv"), "--base", filepath.Join(dir, "gk.json"), "-o", out})
	if code != exitBad || !strings.Contains(stderr.String(), "đã dừng") || len(names(t, out)) != 0 {
		t.Errorf("exit code %d, %s, %q", code, stderr.String(), names(t, out))
	}
}

// TestBatchTooLong: a list that is too long is refused and not cut. What is read of it may end just behind an item.
func TestBatchTooLong(t *testing.T) {
	file := filepath.Join(t.TempDir(), "list.json")
	item := func(bytes int) string { return "{}" + strings.Repeat(" ", bytes-len("{}\n")) + "\n" }
	if err := os.WriteFile(file, []byte(item(1025)+strings.Repeat(item(1024), maxFile/1024)), 0o600); err != nil {
		t.Fatal(err)
	}
	if l, err := new(app).readList(file, "giay-khen", new(batchOptions)); err == nil {
		t.Errorf("%d items were read", l.count)
	}
}

func TestBatchTemplate(t *testing.T) {
	dir := t.TempDir()
	mau := filepath.Join(dir, "mau.xlsx")
	if code, _, stderr := call("", "batch", "--template", "giay-khen", "-o", mau); code != exitGood || stderr != "" {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	if data, err := os.ReadFile(mau); err != nil || !bytes.HasPrefix(data, []byte("PK")) {
		t.Errorf("%v, %.20q", err, data)
	}
	csv := filepath.Join(dir, "mau.CSV")
	if code, _, stderr := call("", "batch", "--template", "giay-moi", "-o", csv); code != exitGood || stderr != "" {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	if data, err := os.ReadFile(csv); err != nil || !bytes.HasPrefix(data, []byte("\ufeffTT,")) && !bytes.HasPrefix(data, []byte("\ufeff\"TT\",\"Kính gửi\"")) {
		t.Errorf("%v, %.60q", err, data)
	}
	if code, _, stderr := call("", "batch", "--template", "giay-moi", "-o", filepath.Join(dir, "mau.ods")); code != exitBad || !strings.Contains(stderr, ".csv") {
		t.Errorf("exit code %d: %s", code, stderr)
	}
}

func TestRanges(t *testing.T) {
	for in, want := range map[string]string{"": "[0 1 2 3 4]", "3": "[2]", "2-3, 5,3": "[1 2 4]", "5-5": "[4]"} {
		if got, err := ranges(in, 5); err != nil || fmt.Sprint(got) != want {
			t.Errorf("%q: %v, %v", in, got, err)
		}
	}
	for _, in := range []string{"0", "6", "3-", "-3", "3-2", ",", "a", "1-6"} {
		if got, err := ranges(in, 5); err == nil {
			t.Errorf("%q: %v", in, got)
		}
	}
}

// TestThreePapersAgree reads back what a clerk gets: decision with its list, as PDF and as LibreOffice shows the Word file, and the
// certificates. Every name, number and date is the same in all.
func TestThreePapersAgree(t *testing.T) {
	people := []string{"Nguyễn Văn An", "H’Hen Niê Ksơr", "Đặng Thị Quỳnh Như", "Lò Văn Pản", "Sùng A Dế", "Trần Ngọc Huỳnh Thủy", "Hoàng Nguyễn Hoà", "Hồ Thị Ỷ Lan", "Ưng Hoàng Phúc", "Y Bhăm Êban"}
	groups := []string{"Phòng Tổ chức cán bộ", "Văn phòng Sở", "Trung tâm Lưu trữ lịch sử"}
	var rows []string
	for i, name := range people {
		if i == 2 {
			name = norm.NFD.String(name)
		}
		rows = append(rows, fmt.Sprintf(`{"recipient":{"salutation":"Ông","name":%q,"position":"Chuyên viên bậc %d","unit":"Sở Nội vụ"}}`, name, i+1))
		if i < len(groups) {
			rows = append(rows, fmt.Sprintf(`{"recipient":{"salutation":"Tập thể","name":%q}}`, groups[i]))
		}
	}
	for _, form := range []string{"table", "lines"} {
		t.Run(form, func(t *testing.T) {
			dir := files(t, map[string]string{
				"gk.json": batchBase, "ds.json": strings.Join(rows, "\n"),
				"qd.json": strings.Replace(batchAward, `"by"`, `"list":{"form":"`+form+`"},"by"`, 1),
			})
			out := filepath.Join(dir, "out")
			code, _, stderr := call("", "batch", filepath.Join(dir, "ds.json"), "--base", filepath.Join(dir, "gk.json"), "--award", filepath.Join(dir, "qd.json"),
				"--format", "merged,docx", "-o", out)
			if code != exitGood {
				t.Fatalf("exit code %d: %s", code, stderr)
			}
			decision, err := filepath.Glob(filepath.Join(out, "*Quyết định*"))
			if err != nil || len(decision) != 2 {
				t.Fatalf("%v, %v", decision, err)
			}
			word := map[string][]byte{"decision": data(t, decision[0])}
			for i, file := range entries(t, filepath.Join(out, "Giấy khen - tệp Word.zip")) {
				word[fmt.Sprintf("%03d", i)] = file
			}
			office := referee.OfficePDF(t, word)
			certificates := pages(referee.Text(t, data(t, filepath.Join(out, "Giấy khen.pdf")), "-layout"))
			var words []string
			for i := range len(office) - 1 {
				words = append(words, squash(referee.Text(t, office[fmt.Sprintf("%03d", i)])))
			}
			papers := []string{squash(referee.Text(t, data(t, decision[1]))), squash(referee.Text(t, office["decision"]))}
			order := slices.Concat(groups, people)
			if len(certificates) != len(order) || len(words) != len(order) {
				t.Fatalf("%d pages and %d Word files for %d", len(certificates), len(words), len(order))
			}
			for n, paper := range papers {
				for _, want := range []string{
					"Tặng Giấy khen của Giám đốc Sở Nội vụ cho 03 tập thể và 10 cá nhân (có danh sách kèm theo) đã có thành tích xuất sắc trong phong trào thi đua năm 2026.",
					"tổng số tiền thưởng là 16.000.000 đồng", "(Danh sách gồm 03 tập thể và 10 cá nhân)./.", "Số: 107/QĐ-SNV", "ngày 06 tháng 9 năm 2026",
				} {
					if !strings.Contains(paper, want) {
						t.Errorf("decision %d: no %q in\n%s", n, want, paper)
					}
				}
				from := strings.Index(paper, "DANH SÁCH")
				for _, name := range order {
					words := strings.Fields(name) // of a name on two lines in its cell poppler may read what stands beside it first
					at := strings.Index(paper[from:], strings.Join(words[:min(3, len(words))], " "))
					if at < 0 {
						t.Errorf("decision %d: %s is not in the list, or not in its place", n, name)
						continue
					}
					from += at
				}
			}
			for i, name := range order {
				for n, paper := range []string{squash(certificates[i]), words[i]} {
					for _, want := range []string{name, "Quyết định số 107/QĐ-SNV ngày 06 tháng 9 năm 2026", fmt.Sprintf("Số sổ vàng: %02d", i+1), "GIÁM ĐỐC SỞ NỘI VỤ", "An Bình, ngày 06 tháng 9 năm 2026"} {
						if !strings.Contains(paper, want) {
							t.Errorf("certificate %d of kind %d: no %q in\n%s", i+1, n, want, paper)
						}
					}
				}
			}
		})
	}
}

func squash(s string) string { return norm.NFC.String(strings.Join(strings.Fields(s), " ")) }

func pages(s string) []string { return strings.Split(strings.TrimSuffix(s, "\f"), "\f") }

func data(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// entries returns the files of an archive, in its order.
func entries(t *testing.T, path string) (out [][]byte) {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = z.Close() }()
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, b)
	}
	return out
}
