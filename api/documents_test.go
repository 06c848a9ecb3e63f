package api

import (
	"archive/zip"
	"bytes"
	"fmt"
	"mime"
	"strings"
	"testing"

	"vanban/document"
)

// parseDisposition reads the header as a client does.
func parseDisposition(t *testing.T, value string) (kind, name string) {
	t.Helper()
	kind, params, err := mime.ParseMediaType(value)
	if err != nil {
		t.Fatalf("Content-Disposition %q: %v", value, err)
	}
	return kind, params["filename"]
}

func TestDisposition(t *testing.T) {
	for _, c := range []struct {
		subject, title string
		format         int
		kind, name     string
	}{
		{"42/KH-SNV", "Kế hoạch Tổ chức", 0, "attachment", "42-KH-SNV Kế hoạch Tổ chức.pdf"},
		{"42/KH-SNV", "Ke hoach", 1, "attachment", "42-KH-SNV Ke hoach.docx"},
		{"42/KH-SNV", "Kế hoạch", 2, "inline", "42-KH-SNV Kế hoạch.svg"},
		{"42/KH-SNV", "Kế hoạch", 3, "attachment", "42-KH-SNV Kế hoạch.zip"},
		{"", "", 0, "attachment", "van-ban.pdf"},
		{"", `"\`, 0, "attachment", "van-ban.pdf"},
		{"", "a\r\nSet-Cookie: b", 0, "attachment", "a Set-Cookie b.pdf"},
		{"", `a"; filename="evil.exe`, 0, "attachment", ""},
		{"", "ạ; filename*=utf-8''evil", 0, "attachment", ""},
		{"../../", "..", 0, "attachment", "van-ban.pdf"},
		{"", "\u202egpj.exe", 0, "attachment", "gpj.exe.pdf"},
		{"", "\xff\xfe", 0, "attachment", "van-ban.pdf"},
		{"", "公文", 0, "attachment", "公文.pdf"},
		{"", strings.Repeat("ộ ", 500), 0, "attachment", ""},
	} {
		value := disposition(document.Info{Subject: c.subject, Title: c.title}, &formats[c.format])
		if !plainDisposition.MatchString(value) {
			t.Errorf("%q %q: %s", c.subject, c.title, value)
		}
		kind, name := parseDisposition(t, value)
		if kind != c.kind || c.name != "" && name != c.name {
			t.Errorf("%q %q: %s %q, want %s %q", c.subject, c.title, kind, name, c.kind, c.name)
		}
		if len(name) > 255 || !strings.HasSuffix(name, "."+formats[c.format].name) {
			t.Errorf("%q %q: %q", c.subject, c.title, name)
		}
	}
}

func TestMatches(t *testing.T) {
	const tag = `"abc-1"`
	for list, want := range map[string]bool{
		"": false, tag: true, "W/" + tag: true, "*": true, `"x", ` + tag: true, `"x",W/` + tag + `, "y"`: true, " " + tag + " ": true,
		"abc-1": false, `"abc-1`: false, `"ABC-1"`: false, `w/"abc-1"`: false, `"x","y"`: false, ",,,": false, `"*"`: false, strings.Repeat(`"a",`, 1000) + tag: true,
	} {
		if got := matches(list, tag); got != want {
			t.Errorf("%.60s: %v", list, got)
		}
	}
}

func TestEntityTag(t *testing.T) {
	if a, b := entityTag([]byte("a")), entityTag([]byte("b")); a == b || a != entityTag([]byte("a")) || !strings.HasPrefix(a, `"`) || !strings.HasSuffix(a, `"`) || len(a) < 3 {
		t.Errorf("%s %s", a, b)
	}
}

func TestCodes(t *testing.T) {
	var many document.Problems
	for i := range 500 {
		many = append(many, document.Problem{Code: fmt.Sprint("code_", i%300)}, document.Problem{Code: "same"})
	}
	got := codes(many)
	if len(got) > maxCodes || strings.Count(got, "same") != 1 || !strings.HasPrefix(got, "code_0, same, code_1") || strings.HasSuffix(got, ", ") {
		t.Errorf("%d: %s", len(got), got)
	}
	if codes(nil) != "" {
		t.Error("codes of nothing")
	}
}

// TestNotModified asks for everything twice, the second time with the tag of the first.
func TestNotModified(t *testing.T) {
	st := open(t)
	for _, raw := range []string{
		post("/v1/documents?format=pdf", plan()), post("/v1/documents?format=docx", plan()), post("/v1/documents?format=svg", plan()), post("/v1/documents?format=svg&page=1", plan()),
		post("/v1/documents?format=zip", plan()), get("/v1/types"), get("/v1/types/ke-hoach"), get("/openapi.json"), get("/docs"), get("/docs/en"), get("/docs/style.css"),
		request("HEAD", "/v1/types", ""), request("HEAD", "/docs", ""),
	} {
		line, _, _ := strings.Cut(raw, " HTTP")
		method, _, _ := strings.Cut(line, " ")
		first := st.ask(raw)
		tag := first.Header.Get("ETag")
		if first.StatusCode != 200 || tag == "" {
			t.Errorf("%s: %d %q", line, first.StatusCode, tag)
			continue
		}
		if method == "HEAD" && (len(first.data) > 0 || first.ContentLength <= 0) {
			t.Errorf("%s: %d bytes, announced %d", line, len(first.data), first.ContentLength)
		}
		w := st.dial()
		again := strings.Replace(raw, "\r\n\r\n", "\r\nIf-None-Match: W/\"x\", W/"+tag+"\r\n\r\n", 1)
		w.send(again+get("/healthz"), false) // what follows shows that no body was sent
		second := w.must(method)
		if second.StatusCode != 304 || len(second.data) != 0 || second.Header.Get("ETag") != tag || second.Header.Get("Cache-Control") == "" {
			t.Errorf("%s again: %d with %d bytes, %q", line, second.StatusCode, len(second.data), second.head)
		}
		if r := w.must("GET"); string(r.data) != "ok\n" {
			t.Errorf("%s: after the 304 came %d %s", line, r.StatusCode, r.data)
		}
		if other := st.ask(strings.Replace(raw, "\r\n\r\n", "\r\nIf-None-Match: \"x\"\r\n\r\n", 1)); other.StatusCode != 200 || !bytes.Equal(other.data, first.data) {
			t.Errorf("%s with another tag: %d, same bytes %v", line, other.StatusCode, bytes.Equal(other.data, first.data))
		}
	}
}

func TestDocumentFormats(t *testing.T) {
	st := open(t)
	for _, f := range formats {
		by := st.ask(post("/v1/documents?format="+f.name, plan()))
		asked := st.ask(post("/v1/documents", plan(), "Accept: "+f.media))
		if by.Header.Get("Content-Type") != f.media || !bytes.Equal(by.data, asked.data) || by.Header.Get(headerPages) != "1" || by.Header.Get(headerWarnings) != "0" {
			t.Errorf("%s:\n%s", f.name, by.head)
		}
		magic := map[string]string{"pdf": "%PDF-", "docx": "PK", "zip": "PK", "svg": "<"}[f.name]
		if !bytes.HasPrefix(by.data, []byte(magic)) {
			t.Errorf("%s begins with %.20q", f.name, by.data)
		}
		if f.name != "zip" {
			continue
		}
		z, err := zip.NewReader(bytes.NewReader(by.data), int64(len(by.data)))
		if err != nil || len(z.File) != 2 {
			t.Fatalf("%v %v", z, err)
		}
		for _, file := range z.File {
			if strings.ContainsAny(file.Name, `/\:`) || !strings.HasPrefix(file.Name, "42-KH-SNV ") {
				t.Errorf("in the ZIP: %q", file.Name)
			}
		}
	}
}

func TestOnePage(t *testing.T) {
	st := open(t)
	two := plan("body", `[`+strings.TrimSuffix(strings.Repeat(`"Một đoạn văn của kế hoạch này.",`, 60), ",")+`]`)
	all := st.ask(post("/v1/documents?format=svg", two))
	pages := all.Header.Get(headerPages)
	if all.StatusCode != 200 || pages == "1" {
		t.Fatalf("%d, %s pages", all.StatusCode, pages)
	}
	one, last := st.ask(post("/v1/documents?format=svg&page=1", two)), st.ask(post("/v1/documents?format=svg&page="+pages, two))
	if one.StatusCode != 200 || last.StatusCode != 200 || bytes.Equal(one.data, last.data) || len(one.data) >= len(all.data) {
		t.Errorf("%d and %d, %d and %d bytes of %d", one.StatusCode, last.StatusCode, len(one.data), len(last.data), len(all.data))
	}
	r := st.ask(post("/v1/documents?format=svg&page=99", two))
	if p := refusedWith(t, r, noSuchPage); !strings.Contains(p.Detail, pages+" trang") {
		t.Errorf("%s", p.Detail)
	}
	for _, h := range []string{headerPages, headerWarnings, "Content-Disposition", "Etag"} {
		if v := r.Header.Get(h); v != "" {
			t.Errorf("a refusal has %s: %s", h, v)
		}
	}
}
