package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// broken is a file with one fault on purpose, PAGE-4.
const broken = "../../testdata/broken/PAGE-4-le-trai-25.docx"

func TestCheckUsage(t *testing.T) {
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"check"}, "cần đúng một tệp"},
		{[]string{"check", broken, broken}, "cần đúng một tệp"},
		{[]string{"check", "no-such-file.docx"}, "không tồn tại"},
		{[]string{"check", broken, "--format", "xls"}, "không có dạng báo cáo"},
		{[]string{"check", broken, "-o", "x.odt"}, "không rõ dạng báo cáo"},
		{[]string{"check", broken, "-o", "x.pdf", "-o", "./x.pdf"}, "được ghi hai lần"},
		{[]string{"check", broken, "-o", "x.docx", "--fix", "x.docx"}, "được ghi hai lần"},
		{[]string{"check", broken, "--fix", "x.pdf"}, "đuôi tên"},
		{[]string{"check", sample, "--fix", "x.docx"}, "là JSON"},
		{[]string{"check", "main.go"}, "[file_unknown]"},
		{[]string{"import"}, "cần đúng một tệp"},
		{[]string{"import", "no-such-file.docx"}, "không tồn tại"},
	} {
		if code, _, stderr := call("", c.args...); code != exitBad || !strings.Contains(stderr, c.says) {
			t.Errorf("%q: exit code %d, %q", c.args, code, stderr)
		}
	}
	for _, name := range []string{"x.odt", "x.pdf", "x.docx"} {
		if _, err := os.Stat(name); err == nil {
			t.Errorf("%s was written", name)
		}
	}
}

func TestCheck(t *testing.T) {
	dir := t.TempDir()
	made := func(name string) string { return filepath.Join(dir, name) }
	if code, stdout, stderr := call("", "check", sample); code != exitGood || !strings.Contains(stdout, "Đúng thể thức") {
		t.Errorf("the sample: exit code %d, %s%s", code, stdout, stderr)
	}
	code, stdout, stderr := call("", "check", broken)
	if code != exitFindings || !strings.Contains(stdout, "PAGE-4") || !strings.Contains(stdout, "25 mm") || stderr != "" {
		t.Errorf("exit code %d, %s%s", code, stdout, stderr)
	}
	outputs := []struct{ name, begins string }{
		{"a.txt", "Tệp"}, {"a.json", "{"}, {"a.sarif", "{"}, {"a.xml", "<?xml"}, {"a.pdf", "%PDF-"}, {"a.docx", "PK"},
	}
	args := []string{"check", broken}
	for _, o := range outputs {
		args = append(args, "-o", made(o.name))
	}
	if code, stdout, stderr := call("", args...); code != exitFindings || stdout+stderr != "" {
		t.Errorf("exit code %d, %s%s", code, stdout, stderr)
	}
	for _, o := range outputs {
		if data, err := os.ReadFile(made(o.name)); err != nil || !bytes.HasPrefix(data, []byte(o.begins)) {
			t.Errorf("%s: %v, %.40q", o.name, err, data)
		}
	}
	data, err := os.ReadFile(broken)
	if err != nil {
		t.Fatal(err)
	}
	if code, stdout, _ := call(string(data), "check", "-", "--format", "json"); code != exitFindings || !json.Valid([]byte(stdout)) {
		t.Errorf("standard input: exit code %d, %.80q", code, stdout)
	}
}

// TestCheckFix rebuilds a file and checks what came out.
func TestCheckFix(t *testing.T) {
	fixed := filepath.Join(t.TempDir(), "fixed.docx")
	code, _, stderr := call("", "check", broken, "--fix", fixed)
	if code != exitFindings || !strings.Contains(stderr, "PAGE-4 Lề trái: 25 mm → 30 mm") {
		t.Errorf("exit code %d, %s", code, stderr)
	}
	if code, stdout, stderr := call("", "check", fixed); code != exitGood {
		t.Errorf("the rebuilt file: exit code %d, %s%s", code, stdout, stderr)
	}
}

// TestImport goes round: JSON, Word file, JSON.
func TestImport(t *testing.T) {
	dir := t.TempDir()
	docx, back := filepath.Join(dir, "a.docx"), filepath.Join(dir, "a.json")
	if code, _, stderr := call("", "render", sample, "-o", docx); code != exitGood {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	if code, stdout, stderr := call("", "import", docx, "-o", back); code != exitGood || stdout+stderr != "" {
		t.Errorf("exit code %d, %s%s", code, stdout, stderr)
	}
	again := filepath.Join(dir, "b.docx")
	if code, _, stderr := call("", "render", back, "-o", again); code != exitGood {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	first, _ := os.ReadFile(docx)
	second, _ := os.ReadFile(again)
	if len(first) == 0 || !bytes.Equal(first, second) {
		t.Error("what was read back makes another file")
	}
	code, stdout, stderr := call("KẾ HOẠCH\nTrồng cây\n\nI. MỤC ĐÍCH\nTrồng 100 cây./.", "import", "-")
	if code != exitFindings || !strings.Contains(stdout, `"heading": "MỤC ĐÍCH"`) || !strings.Contains(stderr, "Ghi chú") {
		t.Errorf("pasted text: exit code %d, %s%s", code, stdout, stderr)
	}
	if code, stdout, _ := call("# KẾ HOẠCH\n\nTrồng **cây**.", "import", "-", "--markdown", "--json", "--type", "ke-hoach"); code != exitFindings ||
		!strings.Contains(stdout, `"source": "markdown"`) {
		t.Errorf("Markdown: exit code %d, %s", code, stdout)
	}
}
