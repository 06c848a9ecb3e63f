package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const sample = "../../templates/kehoach/samples/ubnd-dak-ha-2023.json"

// call runs the program and returns its exit code and what it printed.
func call(stdin string, args ...string) (code int, stdout, stderr string) {
	var out, errs bytes.Buffer
	a := &app{ctx: context.Background(), stdin: strings.NewReader(stdin), stdout: &out, stderr: &errs}
	code = a.run(args)
	return code, out.String(), errs.String()
}

func TestUsage(t *testing.T) {
	for _, c := range []struct {
		args []string
		code int
	}{
		{nil, exitBad},
		{[]string{"help"}, exitGood},
		{[]string{"--help"}, exitGood},
		{[]string{"help", "render"}, exitGood},
		{[]string{"render", "-h"}, exitGood},
		{[]string{"render", sample, "--help"}, exitGood},
		{[]string{"help", "fly"}, exitBad},
		{[]string{"fly"}, exitBad},
		{[]string{"render"}, exitBad},
		{[]string{"render", sample}, exitBad},
		{[]string{"render", sample, sample, "-o", "x.pdf"}, exitBad},
		{[]string{"render", sample, "-o", "x.odt"}, exitBad},
		{[]string{"render", sample, "-o", "-"}, exitBad},
		{[]string{"render", sample, "-o"}, exitBad},
		{[]string{"render", sample, "--format", "odt"}, exitBad},
		{[]string{"render", sample, "-o", "x.pdf", "-o", "./x.pdf"}, exitBad},
		{[]string{"render", sample, "--wings", "2"}, exitBad},
		{[]string{"render", "no-such-file.json", "-o", "x.pdf"}, exitBad},
		{[]string{"render", sample, "-o", "x.pdf", "--fonts", "no-such-folder"}, exitBad},
		{[]string{"types", "x"}, exitBad},
		{[]string{"validate"}, exitBad},
	} {
		code, stdout, stderr := call("", c.args...)
		if code != c.code {
			t.Errorf("%q: exit code %d, want %d", c.args, code, c.code)
		}
		if (code == exitGood) != (stderr == "") || (code == exitGood) != (stdout != "") {
			t.Errorf("%q: stdout %q, stderr %q", c.args, stdout, stderr)
		}
	}
	if _, err := os.Stat("x.pdf"); err == nil {
		t.Error("x.pdf was written")
	}
}

func TestRender(t *testing.T) {
	dir := t.TempDir()
	docx, pdf := filepath.Join(dir, "a.docx"), filepath.Join(dir, "a.PDF")
	if code, _, stderr := call("", "render", sample, "-o", docx, "-o", pdf); code != exitGood || stderr != "" {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	want, err := os.ReadFile(pdf)
	if err != nil || !bytes.HasPrefix(want, []byte("%PDF-")) {
		t.Errorf("a.PDF: %v, %.20q", err, want)
	}
	if got, err := os.ReadFile(docx); err != nil || !bytes.HasPrefix(got, []byte("PK")) {
		t.Errorf("a.docx: %v, %.20q", err, got)
	}
	data, err := os.ReadFile(sample)
	if err != nil {
		t.Fatal(err)
	}
	if code, stdout, stderr := call(string(data), "render", "-o", "-", "--format", "pdf", "-"); code != exitGood || stdout != string(want) {
		t.Errorf("standard input to output: exit code %d, equal %v, %s", code, stdout == string(want), stderr)
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 2 {
		t.Errorf("the folder holds %v", left)
	}
}

// TestBadInput: exit code 2, every fault reported, nothing written and nothing overwritten.
func TestBadInput(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "a.pdf")
	if err := os.WriteFile(out, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	code, stdout, stderr := call(`{"type":"quyet-dinh"}`, "render", "-", "-o", out)
	if code != exitBad || stdout != "" {
		t.Errorf("exit code %d, stdout %q", code, stdout)
	}
	for _, pointer := range []string{"/organ/name", "/code/notation", "/subject", "/authority", "/bases", "/body", "/signer/position", "/recipients"} {
		if !strings.Contains(stderr, "Lỗi: "+pointer+" ") {
			t.Errorf("no word of %s in\n%s", pointer, stderr)
		}
	}
	if got, err := os.ReadFile(out); err != nil || string(got) != "old" {
		t.Errorf("the old file became %q, %v", got, err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("the folder holds %v", left)
	}
	missing := filepath.Join(dir, "no", "a.pdf")
	if code, _, stderr := call("", "render", sample, "-o", filepath.Join(dir, "b.docx"), "-o", missing); code != exitBad || stderr == "" {
		t.Errorf("a folder that is not there: exit code %d, %s", code, stderr)
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("one of two files was written: %v", left)
	}
}

func TestValidate(t *testing.T) {
	if code, stdout, _ := call("", "validate", sample); code != exitGood || stdout == "" {
		t.Errorf("a good document: exit code %d, %q", code, stdout)
	}
	data, err := os.ReadFile(sample)
	if err != nil {
		t.Fatal(err)
	}
	warned := strings.Replace(string(data), `"place": "Đắk Hà"`, `"place": ""`, 1)
	if code, stdout, _ := call(warned, "validate", "-"); code != exitFindings || !strings.Contains(stdout, "place_blank") {
		t.Errorf("a warning: exit code %d, %q", code, stdout)
	}
	code, stdout, _ := call(`{"type":"ke-hoach"}`, "validate", "--json", "-")
	var report struct {
		Problems []struct{ Severity, Pointer, Code, Message string }
	}
	if err := json.Unmarshal([]byte(stdout), &report); err != nil || code != exitBad {
		t.Fatalf("exit code %d, %v: %s", code, err, stdout)
	}
	if len(report.Problems) < 5 || report.Problems[0].Severity != "error" || report.Problems[0].Message == "" {
		t.Errorf("problems: %+v", report.Problems)
	}
}

func TestTypes(t *testing.T) {
	code, stdout, _ := call("", "types")
	if code != exitGood || !strings.Contains(stdout, "ke-hoach") || !strings.Contains(stdout, "quyet-dinh") {
		t.Errorf("exit code %d: %s", code, stdout)
	}
	if code, stdout, _ := call("", "types", "--json"); code != exitGood || !json.Valid([]byte(stdout)) {
		t.Errorf("exit code %d: %s", code, stdout)
	}
}
