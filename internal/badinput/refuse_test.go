package badinput

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"vanban/document"
	"vanban/internal/referee"
	"vanban/render"
)

// lines lists problems as the tables here write them, sorted.
func lines(ps document.Problems) []string {
	var out []string
	for _, p := range ps {
		line := p.Pointer + " " + p.Code
		if p.Severity == document.Warning {
			line = "~" + line
		}
		out = append(out, line)
	}
	slices.Sort(out)
	return out
}

func wanted(s string) []string {
	out := strings.Split(s, "; ")
	slices.Sort(out)
	return out
}

// TestRefused: every bad document gets exactly its problems, each in full Vietnamese sentences, and no file.
func TestRefused(t *testing.T) {
	s := service(t)
	for _, c := range badDocuments() {
		t.Run(c.name, func(t *testing.T) {
			res, err := s.Render(context.Background(), []byte(c.json), render.DOCX, render.PDF)
			if err != nil {
				t.Fatal(err)
			}
			if !res.Problems.Fatal() || len(res.Files) != 0 {
				t.Errorf("%d files beside %v", len(res.Files), lines(res.Problems))
			}
			if got, want := lines(res.Problems), wanted(c.want); !slices.Equal(got, want) {
				t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
			}
			for _, p := range res.Problems {
				worded(t, p)
			}
		})
	}
}

// lawful are the codes behind which there is a clause.
var lawful = []string{"required", "not_for_type", "outside_legal_range", "unknown_numbering", "not_in_enclosure", "not_for_enclosure", "unknown_type", "place_blank", "missing_key"}

func worded(t *testing.T, p document.Problem) {
	t.Helper()
	if !strings.HasSuffix(p.Message, ".") || !strings.HasSuffix(p.Hint, ".") && !strings.HasSuffix(p.Hint, "?") {
		t.Errorf("no full sentences: %+v", p)
	}
	award := strings.Contains(p.Cite, "06/2022/QH15") || strings.Contains(p.Cite, "50/2006/NĐ-CP") // of certificates
	if slices.Contains(lawful, p.Code) && !award && !strings.Contains(p.Cite, "30/2020/NĐ-CP") {
		t.Errorf("no clause: %+v", p)
	}
	if len(p.Message) > 1000 {
		t.Errorf("a message of %d bytes", len(p.Message))
	}
}

// TestEveryTruncation: whatever part of a document arrives, it is refused and never read as a whole.
func TestEveryTruncation(t *testing.T) {
	s := service(t)
	src := decision(`body=[{"table":{"columns":[{"width":1.5}],"rows":[[{"text":"ệ\u1ec7","colspan":1}],{"band":"x"}]}},{"text":[{"text":"a","bold":true}]}]`)
	if b := s.Catalog().Build([]byte(src)); b.Problems.Fatal() {
		t.Fatal(b.Problems)
	}
	for i := range len(src) {
		b := s.Catalog().Build([]byte(src[:i]))
		if len(b.Problems) != 1 || b.Problems[0].Code != "syntax_error" {
			t.Fatalf("%s\n%v", src[:i], b.Problems)
		}
	}
}

// program builds the command, with the working directory of the test as its own.
func program(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "vanban")
	if out, err := exec.Command("go", "build", "-o", path, filepath.Join(referee.Root(t), "cmd", "vanban")).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return path
}

// TestProgramRefuses: the built program exits with 2, prints all the problems and writes nothing.
func TestProgramRefuses(t *testing.T) {
	vanban := program(t)
	for _, c := range badDocuments() {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "bad.json"), []byte(c.json), 0o600); err != nil {
				t.Fatal(err)
			}
			stderr := refused(t, vanban, dir, "render", "bad.json", "-o", "x.docx", "-o", "x.pdf", "--json")
			var report struct {
				Problems []struct {
					Severity string
					document.Problem
				}
			}
			if err := json.Unmarshal(stderr, &report); err != nil {
				t.Fatalf("%v: %s", err, stderr)
			}
			var ps document.Problems
			for _, p := range report.Problems {
				if p.Severity == "warning" {
					p.Problem.Severity = document.Warning
				}
				worded(t, p.Problem)
				ps = append(ps, p.Problem)
			}
			if got, want := lines(ps), wanted(c.want); !slices.Equal(got, want) {
				t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
			}
		})
	}
}

// TestProgramForPeople: the same without --json names place, fault, remedy and clause of each.
func TestProgramForPeople(t *testing.T) {
	dir := t.TempDir()
	src := plan(`options={"body_size":12}`, `date="5/1/2026"`, `recipients=`, `subjct="x"`)
	if err := os.WriteFile(filepath.Join(dir, "bad.json"), []byte(src), 0o600); err != nil {
		t.Fatal(err)
	}
	stderr := string(refused(t, program(t), dir, "render", "bad.json", "-o", "x.docx", "-o", "x.pdf"))
	for _, want := range []string{
		"Lỗi: /date [invalid_date]\n    Ngày tháng năm ban hành “5/1/2026” không đúng dạng năm-tháng-ngày.\n    Gợi ý: Ghi 2026-01-05.\n",
		"Lỗi: /subjct [unknown_key]\n    Trong văn bản không có trường “subjct”.\n    Gợi ý: Có phải là “subject” (trích yếu)?\n",
		"Lỗi: /recipients [required]\n    Kế hoạch phải có Nơi nhận.\n",
		"Lỗi: /options/body_size [outside_legal_range]\n    Cỡ chữ lời văn 12 pt nằm ngoài khoảng pháp luật cho phép (13 hoặc 14 pt).\n",
		"Căn cứ: Phụ lục I, Phần I, Mục II, khoản 6, điểm e, Nghị định 30/2020/NĐ-CP\n",
		"4 lỗi, 0 cảnh báo",
	} {
		if !strings.Contains(stderr, want) {
			t.Errorf("%q is not in\n%s", want, stderr)
		}
	}
}

// refused runs the program and returns what it printed; it must exit with 2, print nothing else and leave only bad.json.
func refused(t *testing.T, vanban, dir string, args ...string) []byte {
	t.Helper()
	cmd := exec.Command(vanban, args...)
	cmd.Dir = dir
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	var exit *exec.ExitError
	if err := cmd.Run(); !errors.As(err, &exit) || exit.ExitCode() != 2 || out.Len() > 0 {
		t.Errorf("%v, stdout %.200q", err, out.String())
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 1 {
		t.Errorf("the folder holds %v, %v", left, err)
	}
	return errs.Bytes()
}
