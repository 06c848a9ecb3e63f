package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCertificateOnPlate: render and validate take plate and key as batch does, and check refuses a certificate by its code.
func TestCertificateOnPlate(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	sample, err := os.ReadFile("../../templates/khenthuong/samples/giay-khen-tand-tinh.json")
	if err != nil {
		t.Fatal(err)
	}
	base := file("gk.json", strings.Replace(string(sample), "{", `{"options":{"plate":{"verify":true}},`, 1))
	plate, key, out := file("phoi.json", `{"name":"Phôi","width":320,"height":230,"blank":true}`), filepath.Join(dir, "khoa.pem"), filepath.Join(dir, "gk.svg")
	docx := filepath.Join(dir, "gk.docx")
	if code, _, stderr := call("", "key", "--seal", "Sở Nội vụ", "-o", key); code != exitGood {
		t.Fatal(stderr)
	}
	if code, _, stderr := call("", "render", base, "-o", out); code != exitBad || !strings.Contains(stderr, "no_seal") {
		t.Errorf("without a key: %d %s", code, stderr)
	}
	if code, _, stderr := call("", "render", base, "-o", out, "-o", docx, "--plate", plate, "--seal", key, "--page", "https://xac-thuc.example/"); code != exitGood || stderr != "" {
		t.Errorf("%d %s", code, stderr)
	}
	if data, err := os.ReadFile(out); err != nil || !strings.Contains(string(data), `width="330mm"`) || strings.Contains(string(data), "GIẤY KHEN") {
		t.Errorf("%v %.200s", err, data)
	}
	if code, stdout, stderr := call("", "validate", base, "--plate", plate, "--seal", key); code != exitGood {
		t.Errorf("%d %s%s", code, stdout, stderr)
	}
	for _, args := range [][]string{
		{"render", base, "-o", out, "--page", "https://a.example/"}, {"validate", base, "--plate", file("hong.json", `{"name":"a","width":-1}`)},
	} {
		if code, _, _ := call("", args...); code != exitBad {
			t.Errorf("%q: %d", args, code)
		}
	}
	for _, f := range []string{base, docx} {
		if code, _, stderr := call("", "check", f); code != exitBad || !strings.Contains(stderr, "[file_certificate]") {
			t.Errorf("check %s: %d %s", f, code, stderr)
		}
	}
	if code, stdout, stderr := call("", "import", docx); code != exitGood || stderr != "" || !strings.Contains(stdout, `"verify": true`) {
		t.Errorf("import: %d %s %s", code, stdout, stderr)
	}
}
