package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vanban/seal"
)

var praised = seal.Claims{Type: "giay-khen", Name: "Bà Trần Thị Bích Ngọc", Organ: "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ ĐẮK HÀ", Date: "2026-10-02"}

// sealPair makes a key with the command and returns the paths of its files.
func sealPair(t *testing.T, name string) (private, public string) {
	t.Helper()
	dir := t.TempDir()
	private, public = filepath.Join(dir, "khoa.pem"), filepath.Join(dir, "khoa.pub")
	code, stdout, stderr := call("", "key", "--seal", name, "-o", private)
	if code != exitGood || strings.Contains(stdout+stderr, "PRIVATE") || !strings.HasPrefix(stdout, "# "+name+"\n-----BEGIN PUBLIC KEY-----\n") {
		t.Fatalf("exit code %d, stdout %q, stderr %q", code, stdout, stderr)
	}
	if err := os.WriteFile(public, []byte(stdout), 0o600); err != nil {
		t.Fatal(err)
	}
	return private, public
}

func sealed(t *testing.T, private, page string) string {
	t.Helper()
	data, err := os.ReadFile(private)
	if err != nil {
		t.Fatal(err)
	}
	key, err := seal.ParsePrivate(data)
	if err != nil {
		t.Fatal(err)
	}
	s, err := seal.NewSigner(key, page)
	if err != nil {
		t.Fatal(err)
	}
	text, err := s.Seal(praised)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestSealKey(t *testing.T) {
	private, _ := sealPair(t, "Sở Nội vụ, từ 2026")
	info, err := os.Stat(private)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the private key: %v, %v", info.Mode(), err)
	}
	before, err := os.ReadFile(private)
	if err != nil {
		t.Fatal(err)
	}
	free := filepath.Join(t.TempDir(), "moi.pem")
	for _, args := range [][]string{
		{"Sở", "-o", private}, {"-o", free}, {"Sở"}, {"Sở", "-o", "-"}, {"a", "b", "-o", free}, {" ", "-o", free},
		{"Sở", "-o", free, "--rate", "5"}, {"Sở", "-o", free, "--scopes", "render"}, {"Sở", "-o", filepath.Join(free, "x.pem")},
	} {
		code, stdout, stderr := call("", append([]string{"key", "--seal"}, args...)...)
		if code != exitBad || stdout != "" || !strings.HasPrefix(stderr, "vanban: ") {
			t.Errorf("%q: exit code %d, stdout %q, stderr %q", args, code, stdout, stderr)
		}
	}
	if code, _, _ := call("", "key", "a", "-o", free); code != exitBad {
		t.Errorf("-o without --seal: exit code %d", code)
	}
	if after, err := os.ReadFile(private); err != nil || string(after) != string(before) {
		t.Errorf("the key was overwritten, %v", err)
	}
	if _, err := os.Stat(free); err == nil {
		t.Error("a refused key was written")
	}
}

func TestVerify(t *testing.T) {
	private, public := sealPair(t, "Sở Nội vụ")
	_, other := sealPair(t, "Nơi khác")
	text := sealed(t, private, "")
	link := sealed(t, private, "https://so.example.vn/xac-thuc")
	for _, c := range []struct {
		keys, text, stdin string
		code              int
		says              string
	}{
		{public, text, "", exitGood, "Hợp lệ"},
		{public, link, "", exitGood, "(Sở Nội vụ)"},
		{public, "-", link + "\r\n", exitGood, "Tặng cho: Bà Trần Thị Bích Ngọc\n"},
		{public, text, "", exitGood, "Ngày quyết định: 02/10/2026\n"},
		{public, text, "", exitGood, "Số đăng ký: (mã không ghi)\n"},
		{public, text[:len(text)-8], "", exitFindings, "Không hợp lệ: nội dung của mã đã bị thay đổi"},
		{public, "xin chào", "", exitFindings, "Không hợp lệ: đây không phải mã"},
		{other, text, "", exitFindings, "Không rõ khóa"},
	} {
		code, stdout, stderr := call(c.stdin, "verify", "--keys", c.keys, c.text)
		if code != c.code || !strings.Contains(stdout, c.says) || stderr != "" || (code != exitGood) == strings.Contains(stdout, "Bích Ngọc") {
			t.Errorf("%.30q: exit code %d, stdout %q, stderr %q", c.text, code, stdout, stderr)
		}
	}
	for _, args := range [][]string{
		{text}, {"--keys", public}, {"--keys", public, text, text}, {"--keys", private, text}, {"--keys", "no-such-file", text}, {"--keys", sample, text},
		{"--keys", "-", "-"}, {"--keys", public, "--organ", "Sở", text}, {"--keys", public, "--page", "x.html", text}, {"--page", "x.html"},
		{"--keys", public, "--page", filepath.Join(public, "x.html")},
	} {
		code, stdout, stderr := call("", append([]string{"verify"}, args...)...)
		if code != exitBad || stdout != "" || !strings.HasPrefix(stderr, "vanban: ") {
			t.Errorf("%.80q: exit code %d, stdout %q, stderr %q", args, code, stdout, stderr)
		}
	}
}

func TestVerifyPage(t *testing.T) {
	_, public := sealPair(t, "Sở Nội vụ")
	out := filepath.Join(t.TempDir(), "xac-thuc.html")
	if code, stdout, stderr := call("", "verify", "--keys", public, "--page", out, "--organ", "Sở Nội vụ tỉnh A"); code != exitGood || stdout+stderr != "" {
		t.Fatalf("exit code %d, stdout %q, stderr %q", code, stdout, stderr)
	}
	file, err := os.ReadFile(out)
	if err != nil || !strings.Contains(string(file), "Sở Nội vụ tỉnh A") {
		t.Errorf("%v, %.80s", err, file)
	}
	keys, err := os.ReadFile(public)
	if err != nil {
		t.Fatal(err)
	}
	if code, stdout, _ := call(string(keys), "verify", "--keys", "-", "--page", "-", "--organ", "Sở Nội vụ tỉnh A"); code != exitGood || stdout != string(file) {
		t.Errorf("exit code %d, the same page %v", code, stdout == string(file))
	}
}
