package api

import (
	"crypto/sha256"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	"github.com/gofiber/fiber/v2"
)

// withPages gives a server pages.
func withPages(c *Config) {
	c.Pages = fstest.MapFS{
		"manifest.json": {Data: []byte(`{"index.html":"1","soan.html":"2","start.js":"abc","start.css":"def"}`)},
		"index.html":    {Data: []byte(bundlePage)}, "soan.html": {Data: []byte(bundlePage)},
		"start.js": {Data: []byte(strings.Repeat("// vanban\n", 100))}, "start.css": {Data: []byte("p{}")},
	}
}

const bundlePage = `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<link rel="stylesheet" href="/assets/fonts/pages.css">
<link rel="stylesheet" href="/assets/start.css">
<script type="module" src="/assets/start.js"></script>
</head>
`

const ownPage = headerPage + ": 1"

// sign sends the form of signing in.
func sign(secret, next string, headers ...string) string {
	form := url.Values{"khoa": {secret}, "tiep": {next}}.Encode()
	return request("POST", signInPath, form, append([]string{"Content-Type: application/x-www-form-urlencoded"}, headers...)...)
}

// cookieOf returns the session that an answer gives, as a header of requests.
func cookieOf(r *reply) string {
	pair, _, _ := strings.Cut(r.Header.Get("Set-Cookie"), ";")
	return "Cookie: " + pair
}

func TestSignIn(t *testing.T) {
	secret, k := testKey(t, "van-thu", []Scope{ScopeRender, ScopeValidate, ScopeBatch}, 1000, 1000)
	st := open(t, withPages, withBatches(t), func(c *Config) { c.Keys = []Key{k} })
	for path, next := range map[string]string{"/": "%2F", "/soan": "%2Fsoan", "/soan?a=1&b": "%2Fsoan%3Fa%3D1%26b"} {
		r := st.ask(get(path))
		if got := r.Header.Get("Location"); r.StatusCode != 303 || got != signInPath+"?tiep="+next {
			t.Errorf("%s: %d %s", path, r.StatusCode, got)
		}
	}
	form := st.ask(get(signInPath + "?tiep=%2Fsoan%3Fa%3D%22"))
	if form.StatusCode != 200 || !strings.Contains(string(form.data), `value="/soan?a=%22"`) && !strings.Contains(string(form.data), `value="/soan?a=&#34;"`) || form.Header.Get("Referrer-Policy") != "same-origin" {
		t.Errorf("%s\n%s", form.head, form.data)
	}
	wrong := st.ask(sign("vb_no", "/soan"))
	if wrong.StatusCode != 403 || !strings.Contains(string(wrong.data), `role="alert"`) || wrong.Header.Get("Set-Cookie") != "" {
		t.Errorf("%s\n%s", wrong.head, wrong.data)
	}
	in := st.ask(sign(" "+secret+"\n", "/soan?a=1"))
	cookie := cookieOf(in)
	given := in.Header.Get("Set-Cookie")
	if in.StatusCode != 303 || in.Header.Get("Location") != "/soan?a=1" || !strings.HasPrefix(given, "vanban=") || strings.Contains(given, "secure") {
		t.Fatalf("%s", in.head)
	}
	for _, want := range []string{"HttpOnly", "SameSite=Strict", "path=/", "max-age=43200"} {
		if !strings.Contains(given, want) {
			t.Errorf("%s lacks %s", given, want)
		}
	}
	page := st.ask(get("/soan", cookie))
	if page.StatusCode != 200 || !strings.Contains(string(page.data), `<meta name="vanban-key" content="van-thu">`) {
		t.Errorf("%s\n%s", page.head, page.data)
	}
	if r := st.ask(get(signInPath, cookie)); r.StatusCode != 303 || r.Header.Get("Location") != "/" {
		t.Errorf("%s", r.head)
	}
	here, there := "Origin: http://test", "Origin: http://elsewhere"
	for _, c := range []struct {
		name, raw string
		want      *fault
	}{
		{"reading", get("/v1/batches", cookie), nil},
		{"writing", post("/v1/documents", plan(), cookie, here, ownPage), nil},
		{"by Fetch Metadata", post("/v1/documents", plan(), cookie, "Sec-Fetch-Site: same-origin", ownPage), nil},
		{"without the header", post("/v1/documents", plan(), cookie, here), crossOrigin},
		{"without an origin", post("/v1/documents", plan(), cookie, ownPage), crossOrigin},
		{"from elsewhere", post("/v1/documents", plan(), cookie, there, ownPage), crossOrigin},
		{"from nowhere", post("/v1/documents", plan(), cookie, "Origin: null", ownPage), crossOrigin},
		{"from a neighbour", post("/v1/documents", plan(), cookie, here, "Sec-Fetch-Site: same-site", ownPage), crossOrigin},
		{"of another scope", get("/metrics", cookie), scopeMissing},
		{"without a session", post("/v1/documents", plan(), here, ownPage), signedOut},
		{"with a session of nobody", post("/v1/documents", plan(), here, ownPage, "Cookie: vanban=x"), signedOut},
		{"a program", post("/v1/documents", plan()), noKey},
		{"a program with a cookie", post("/v1/documents", plan(), cookie, "Authorization: Bearer vb_no"), badKey},
		{"a program with its key", post("/v1/documents", plan(), there, "Authorization: Bearer "+secret), nil},
	} {
		r := st.ask(c.raw)
		if c.want == nil && r.StatusCode != 200 {
			t.Errorf("%s: %d %s", c.name, r.StatusCode, r.data)
		} else if c.want != nil {
			refusedWith(t, r, c.want)
		}
	}
	refusedWith(t, st.ask(sign(secret, "/", there)), crossOrigin)
	refusedWith(t, st.ask(request("POST", signOutPath, "", cookie, there)), crossOrigin)
	refusedWith(t, st.ask(request("POST", signInPath, "{}", "Content-Type: application/json")), unsupportedMediaType)
	refusedWith(t, st.ask(sign(strings.Repeat("x", maxForm), "/")), bodyTooLarge)
	out := st.ask(request("POST", signOutPath, "", cookie, here))
	if out.StatusCode != 303 || out.Header.Get("Location") != signInPath || !strings.HasPrefix(out.Header.Get("Set-Cookie"), "vanban=;") {
		t.Errorf("%s", out.head)
	}
	refusedWith(t, st.ask(get("/v1/batches", cookie)), noKey)
	refusedWith(t, open(t, withPages).ask(get(signInPath)), notFound) // without keys nobody signs in
}

// TestSignInBehindTLS: the cookie is one for TLS, and no other counts.
func TestSignInBehindTLS(t *testing.T) {
	secret, k := testKey(t, "a", scopes, 1000, 1000)
	st := open(t, withPages, withBatches(t), func(c *Config) { c.Keys = []Key{k} })
	const tls = "X-Forwarded-Proto: https"
	in := st.ask(sign(secret, "/", tls))
	if got := in.Header.Get("Set-Cookie"); !strings.HasPrefix(got, "__Host-vanban=") || !strings.Contains(got, "secure") {
		t.Fatalf("%s", got)
	}
	cookie := cookieOf(in)
	if r := st.ask(get("/v1/batches", cookie, tls)); r.StatusCode != 200 {
		t.Errorf("%d", r.StatusCode)
	}
	refusedWith(t, st.ask(get("/v1/batches", cookie)), noKey)
	refusedWith(t, st.ask(get("/v1/batches", strings.Replace(cookie, "__Host-", "", 1), tls)), noKey)
}

func TestNext(t *testing.T) {
	f := &front{pages: map[string]*page{"/": {}, "/soan": {}}}
	for wanted, want := range map[string]string{
		"": "/", "/soan": "/soan", "/soan?x=1": "/soan?x=1", "//elsewhere/soan": "/", "https://elsewhere/soan": "/", "/v1/types": "/", `/\elsewhere`: "/",
		"/soan#x": "/soan", "/soan\r\nX: y": "/", "soan": "/", "javascript:alert(1)": "/", "%": "/",
	} {
		if got := f.next(wanted); got != want {
			t.Errorf("%q leads to %q, want %q", wanted, got, want)
		}
	}
}

func TestSessions(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newSessions()
		begin := func() string {
			id, err := l.begin(sha256.Sum256([]byte("k")))
			if err != nil {
				t.Fatal(err)
			}
			return id
		}
		id := begin()
		for range 3 {
			time.Sleep(sessionIdle)
			if _, ok := l.find(id); !ok {
				t.Fatal("a session in use ended")
			}
		}
		time.Sleep(sessionIdle + 1)
		if _, ok := l.find(id); ok || len(l.byID) != 0 {
			t.Error("an idle session goes on")
		}
		first := begin()
		time.Sleep(time.Minute)
		for range maxSessions {
			begin()
		}
		if _, ok := l.find(first); ok || len(l.byID) != maxSessions {
			t.Errorf("%d sessions, the oldest %v", len(l.byID), ok)
		}
		time.Sleep(sessionIdle + 1)
		last := begin()
		if _, ok := l.find(last); !ok || len(l.byID) != 1 {
			t.Errorf("%d sessions after all have ended", len(l.byID))
		}
	})
}

func TestAttempts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := newAttempts()
		for range maxAttempts {
			if !a.allowed("1") {
				t.Fatal("too few attempts")
			}
			a.failed("1")
		}
		if a.allowed("1") || !a.allowed("2") {
			t.Error("one address for another")
		}
		time.Sleep(attemptInterval)
		if !a.allowed("1") {
			t.Error("for ever")
		}
		for i := range maxAddresses + 5 {
			a.failed(fmt.Sprint("x", i))
		}
		if len(a.from) > maxAddresses {
			t.Errorf("%d addresses", len(a.from))
		}
	})
}

// TestSignInIsSlow: who tries keys is told to wait, and is let in again with none.
func TestSignInIsSlow(t *testing.T) {
	secret, k := testKey(t, "a", scopes, 1000, 1000)
	st := open(t, withPages, func(c *Config) { c.Keys = []Key{k} })
	for range maxAttempts {
		st.attempts.failed("127.0.0.1")
	}
	if r := st.ask(sign(secret, "/")); r.StatusCode != 429 || r.Header.Get("Retry-After") != "6" || r.Header.Get("Set-Cookie") != "" {
		t.Errorf("%s", r.head)
	}
}

// TestRemovedKey: the sessions of a key that is no longer there are over.
func TestRemovedKey(t *testing.T) {
	_, k := testKey(t, "a", scopes, 1000, 1000)
	_, gone := testKey(t, "b", scopes, 1000, 1000)
	st := open(t, withPages, withBatches(t), func(c *Config) { c.Keys = []Key{k} })
	id, err := st.sessions.begin(gone.Hash)
	if err != nil {
		t.Fatal(err)
	}
	refusedWith(t, st.ask(get("/v1/batches", "Cookie: vanban="+id)), noKey)
	if _, ok := st.sessions.find(id); ok {
		t.Error("the session is still there")
	}
}

// TestForeignPages: a server without keys does not do what pages of other sites ask for.
func TestForeignPages(t *testing.T) {
	st := open(t, func(c *Config) { c.Origins = []string{"https://cong.example.vn", "https://*.so.example.vn"} })
	for header, want := range map[string]int{
		"X-None: 1": 200, "Origin: http://test": 200, "Origin: HTTP://TEST": 200, "Sec-Fetch-Site: same-origin": 200, "Sec-Fetch-Site: none": 200,
		"Origin: https://cong.example.vn": 200, "Origin: https://a.so.example.vn": 200,
		"Origin: http://elsewhere": 403, "Origin: null": 403, "Origin: http://test:81": 403, "Origin: http://test.elsewhere": 403, "Sec-Fetch-Site: cross-site": 403, "Sec-Fetch-Site: same-site": 403,
		"Origin: http://a.so.example.vn": 403, "Origin: https://so.example.vn.elsewhere": 403,
	} {
		for _, raw := range []string{post("/v1/documents", plan(), header), upload("/v1/imports", "text/plain", letter, header)} {
			if r := st.ask(raw); r.StatusCode != want {
				t.Errorf("%s: %d, want %d", header, r.StatusCode, want)
			}
		}
		if r := st.ask(get("/v1/types", header)); r.StatusCode != 200 {
			t.Errorf("reading, %s: %d", header, r.StatusCode)
		}
	}
}

// TestLocalNames: a server for its own machine answers under no name that another could have given it.
func TestLocalNames(t *testing.T) {
	st := open(t, func(c *Config) { c.Local = true })
	for host, want := range map[string]int{
		"127.0.0.1": 200, "127.0.0.1:8080": 200, "localhost": 200, "LOCALHOST:8080": 200, "[::1]:8080": 200, "[::1]": 200, "127.9.9.9": 200,
		"elsewhere": 421, "elsewhere:8080": 421, "127.0.0.1.elsewhere": 421, "192.168.1.5": 421, "localhost.elsewhere:80": 421,
	} {
		for _, raw := range []string{get("/v1/types", "Host: "+host), post("/v1/documents", plan(), "Host: "+host)} {
			if r := st.ask(raw); r.StatusCode != want {
				t.Errorf("%s: %d, want %d", host, r.StatusCode, want)
			}
		}
	}
}

func TestPages(t *testing.T) {
	st := open(t, withPages)
	for _, path := range []string{"/", "/soan", "/soan?mau=1"} {
		r := st.ask(get(path))
		text := string(r.data)
		for _, want := range []string{`href="/assets/start.css?v=def"`, `src="/assets/start.js?v=abc"`, `href="/assets/fonts/pages.css?v=`} {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %s", path, want)
			}
		}
		if r.StatusCode != 200 || r.Header.Get(fiber.HeaderContentSecurityPolicy) != frontPolicy || r.Header.Get("X-Content-Type-Options") != "nosniff" ||
			r.Header.Get("Cross-Origin-Opener-Policy") != "same-origin" || r.Header.Get("Permissions-Policy") == "" || r.Header.Get("Set-Cookie") != "" {
			t.Errorf("%s", r.head)
		}
		if again := st.ask(get(path, "If-None-Match: "+r.Header.Get("ETag"))); again.StatusCode != 304 || again.Header.Get(fiber.HeaderContentSecurityPolicy) != frontPolicy {
			t.Errorf("%s", again.head)
		}
	}
	for path, want := range map[string]int{"/index": 404, "/index.html": 404, "/assets/soan.html": 404, "/assets/manifest.json": 404, "/assets/": 404, "/assets/../go.mod": 404, "/assets/fonts/regular.woff": 404, signInPath: 404} {
		if r := st.ask(get(path)); r.StatusCode != want {
			t.Errorf("%s: %d", path, r.StatusCode)
		}
	}
}

func TestAssets(t *testing.T) {
	st := open(t, withPages)
	const forever = "public, max-age=31536000, immutable"
	plainFile := st.ask(get("/assets/start.js"))
	hashed := st.ask(get("/assets/start.js?v=abc"))
	old := st.ask(get("/assets/start.js?v=abd"))
	zipped := st.ask(get("/assets/start.js?v=abc", "Accept-Encoding: br, gzip;q=0.5"))
	for r, want := range map[*reply]string{plainFile: "no-cache", old: "no-cache", hashed: forever, zipped: forever} {
		if r.StatusCode != 200 || r.Header.Get("Cache-Control") != want || r.Header.Get("Content-Type") != "text/javascript; charset=utf-8" || r.Header.Get("Vary") != "Accept-Encoding" {
			t.Errorf("%s", r.head)
		}
	}
	if zipped.Header.Get("Content-Encoding") != "gzip" || len(zipped.data) >= len(plainFile.data) || zipped.Header.Get("ETag") == hashed.Header.Get("ETag") {
		t.Errorf("%s", zipped.head)
	}
	for _, header := range []string{"Accept-Encoding: gzip;q=0", "Accept-Encoding: br", "Accept-Encoding: gzipx"} {
		if r := st.ask(get("/assets/start.js", header)); r.Header.Get("Content-Encoding") != "" {
			t.Errorf("%s: %s", header, r.head)
		}
	}
	if r := st.ask(get("/assets/start.js", "Accept-Encoding: gzip", "If-None-Match: "+zipped.Header.Get("ETag"))); r.StatusCode != 304 {
		t.Errorf("%s", r.head)
	}
	style := st.ask(get("/assets/fonts/pages.css"))
	fonts := fontsIn(string(style.data))
	if len(fonts) < 4 {
		t.Fatalf("%s", style.data)
	}
	for _, font := range fonts {
		if r := st.ask(get(font)); r.StatusCode != 200 || string(r.data[:4]) != "wOFF" || r.Header.Get("Content-Type") != "font/woff" || r.Header.Get("Cache-Control") != forever || r.Header.Get("Vary") != "" {
			t.Errorf("%s: %s", font, r.head)
		}
	}
}

// fontsIn are the addresses in a style sheet.
func fontsIn(style string) []string {
	var list []string
	for part := range strings.SplitSeq(style, "url(") {
		if address, _, ok := strings.Cut(part, ")"); ok && strings.HasPrefix(address, "/") {
			list = append(list, address)
		}
	}
	return list
}

// TestBrokenBundle: a server whose pages would not work does not start.
func TestBrokenBundle(t *testing.T) {
	svc, err := service()
	if err != nil {
		t.Fatal(err)
	}
	for name, files := range map[string]fstest.MapFS{
		"a file is missing":   {"manifest.json": {Data: []byte(`{"index.html":"1","x.js":"2"}`)}, "index.html": {Data: []byte("<head>\n")}},
		"a script is missing": {"manifest.json": {Data: []byte(`{"index.html":"1"}`)}, "index.html": {Data: []byte(bundlePage)}},
		"no head":             {"manifest.json": {Data: []byte(`{"index.html":"1"}`)}, "index.html": {}},
		"no JSON":             {"manifest.json": {}},
	} {
		if _, err := newFront(files, svc); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	for _, files := range []fstest.MapFS{{}, {"manifest.json": {Data: []byte(`{"editor.js":"1"}`)}}} {
		if f, err := newFront(files, svc); f != nil || err != nil {
			t.Errorf("%v %v", f, err)
		}
	}
}

// TestLinkedPages: previews have no fonts of their own.
func TestLinkedPages(t *testing.T) {
	st := open(t)
	all := st.ask(post("/v1/documents?format=svg&fonts=none", plan()))
	one := st.ask(post("/v1/documents?format=svg&fonts=none&page=1", plan()))
	for _, r := range []*reply{all, one} {
		text := string(r.data)
		if r.StatusCode != 200 || strings.Contains(text, "@font-face") || strings.Contains(text, "<style") || !strings.Contains(text, `id="page-1"`) || r.Header.Get("Vanban-Pages") != "1" {
			t.Errorf("%s %.300s", r.head, text)
		}
	}
	for _, query := range []string{"?fonts=none", "?format=pdf&fonts=none", "?format=svg&fonts=all", "?format=svg&fonts="} {
		refusedWith(t, st.ask(post("/v1/documents"+query, plan())), badParameter)
	}
	refusedWith(t, st.ask(post("/v1/documents?format=svg&fonts=none&page=9", plan())), noSuchPage)
}
