package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"vanban/sheet"
)

// childList names the list that TestBatchMemory makes a batch of when it is run as a process of its own.
const childList = "VANBAN_TEST_LIST"

// wholeBase lacks nothing but the person and a register number.
const wholeBase = `{"type":"giay-khen","award_by":"CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ AN BÌNH","citation":"Đã có thành tích xuất sắc trong phong trào thi đua năm 2026",
"decision":{"number":"42","notation":"QĐ-UBND","date":"2026-04-05"},"place":"An Bình","date":"2026-04-05","signer":{"position":"CHỦ TỊCH","name":"Nguyễn Văn An"},
"options":{"plate":{"fields":{"emblem":{"visible":false}}}}}`

// TestBatchMemory: what a list has of rows, and of findings in them, is not kept. Kept for each row are some hundred bytes.
func TestBatchMemory(t *testing.T) {
	if list := os.Getenv(childList); list != "" {
		dir := filepath.Dir(list)
		a := &app{ctx: context.Background(), stdin: strings.NewReader(""), stdout: os.Stdout, stderr: os.Stdout}
		a.run([]string{"batch", list, "--base", filepath.Join(dir, "gk.json"), "-o", filepath.Join(dir, "out")})
		status, err := os.ReadFile("/proc/self/status")
		if err != nil {
			t.Fatal(err)
		}
		_, _ = os.Stdout.Write(status)
		return
	}
	const rows, bound = 30_000, 110
	out, mb := batchMemory(t, rows, true)
	if want := "30000 dòng: 2–30001 [name_digit]\n    Ví dụ: "; !strings.Contains(out, want) || strings.Count(out, "[name_digit]") > 1 {
		t.Errorf("no %q, or findings told one by one:\n%.3000s", want, out)
	}
	t.Logf("%d rows with a warning each: %d MB", rows, mb)
	if mb > bound {
		t.Errorf("%d rows with a warning each: %d MB, more than %d", rows, mb, bound)
	}
}

// BenchmarkBatchMemory is the most memory that large lists take.
func BenchmarkBatchMemory(b *testing.B) {
	for _, rows := range []int{20_000, 100_000} {
		for _, c := range []struct {
			name string
			warn bool
		}{{"clean", false}, {"warnings", true}} {
			b.Run(fmt.Sprintf("%d/%s", rows, c.name), func(b *testing.B) {
				for b.Loop() {
					_, mb := batchMemory(b, rows, c.warn)
					b.ReportMetric(float64(mb), "rss-max-MB")
				}
			})
		}
	}
}

// batchMemory makes a batch of a workbook in another process, and returns what that said and the most memory it had, in MB. What rusage
// says of a child includes its parent.
func batchMemory(tb testing.TB, rows int, warn bool) (out string, mb int) {
	tb.Helper()
	dir := tb.TempDir()
	f, err := os.Create(filepath.Join(dir, "ds.xlsx"))
	if err != nil {
		tb.Fatal(err)
	}
	syllables := []string{"An", "Bình", "Chi", "Dung", "Giang", "Hà", "Khánh", "Lan", "Mai", "Nga"}
	err = sheet.Write(f, sheet.Table{
		Name: "Danh sách", Columns: []sheet.Head{{Title: "TT", Count: true}, {Title: "Danh xưng"}, {Title: "Họ và tên"}, {Title: "Chức vụ"}, {Title: "Đơn vị"}},
		Rows: func(yield func([]string) bool) {
			for i := range rows {
				name := "Nguyễn Thị Hạnh " + strconv.Itoa(i)
				if !warn {
					name = "Nguyễn"
					for _, digit := range strconv.Itoa(i) {
						name += " " + syllables[digit-'0']
					}
				}
				if !yield([]string{strconv.Itoa(i + 1), "Bà", name, "Giáo viên", "Trường THCS An Bình"}) {
					return
				}
			}
		},
	})
	if err != nil {
		tb.Fatal(err)
	}
	if err := f.Close(); err != nil {
		tb.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "gk.json"), []byte(wholeBase), 0o644); err != nil {
		tb.Fatal(err)
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestBatchMemory$")
	cmd.Env = append(os.Environ(), childList+"="+f.Name())
	said, err := cmd.CombinedOutput()
	if err != nil {
		tb.Fatalf("%v: %s", err, said)
	}
	out = string(said)
	_, peak, _ := strings.Cut(out, "VmHWM:")
	fields := strings.Fields(peak)
	if len(fields) == 0 || !strings.Contains(out, fmt.Sprintf("%d dòng: %[1]d xong", rows)) {
		tb.Fatalf("%s", out)
	}
	kB, err := strconv.Atoi(fields[0])
	if err != nil {
		tb.Fatal(err)
	}
	return out, kB >> 10
}
