package api

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"strings"
	"testing"
)

// hostileFraming is about where a body ends: whoever can make two programs disagree on that can send requests in the name of
// others.
func hostileFraming() []hostile {
	const to = "/v1/documents/validate"
	withLength := func(value string) string { return request("POST", to, plan(), "Content-Length: "+value) }
	inChunks := func(body string) string { return request("POST", to, body, "Transfer-Encoding: chunked") }
	whole := fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(plan()), plan())
	list := []hostile{
		{name: "two lengths that agree", raw: request("POST", to, "{}", "Content-Length: 2", "Content-Length: 2"), want: badRequest, check: closing},
		{name: "two lengths that differ", raw: request("POST", to, "{}", "Content-Length: 2", "Content-Length: 0"), want: badRequest, check: closing},
		{name: "a list of lengths", raw: withLength("2, 2"), want: badRequest, check: closing},
		{name: "no length and no body", raw: "POST " + to + " HTTP/1.1\r\nHost: a\r\n\r\n", want: badJSON},
		{name: "length and chunks", raw: request("POST", to, whole, "Content-Length: 4", "Transfer-Encoding: chunked"), want: badRequest, check: closing},
		{name: "chunks and length", raw: request("POST", to, whole, "Transfer-Encoding: chunked", "Content-Length: 4"), want: badRequest, check: closing},
		{name: "identity and nothing else", raw: request("POST", to, plan(), "Transfer-Encoding: identity"), want: badRequest, check: closing},
		{name: "identity and length", raw: request("POST", to, "{}", "Transfer-Encoding: identity", "Content-Length: 2"), want: badRequest, check: closing},
		{name: "transfer encoding gzip", raw: request("POST", to, whole, "Transfer-Encoding: gzip, chunked"), want: badRequest, check: closing},
		{name: "transfer encoding chunked twice", raw: request("POST", to, whole, "Transfer-Encoding: chunked, chunked"), want: badRequest, check: closing},
		{name: "transfer encoding twice", raw: request("POST", to, whole, "Transfer-Encoding: chunked", "Transfer-Encoding: x"), want: badRequest, check: closing},
		{name: "transfer encoding with a tab", raw: request("POST", to, whole, "Transfer-Encoding:\tchunked"), want: nil},
		{name: "transfer encoding with a letter too many", raw: request("POST", to, whole, "Transfer-Encoding: xchunked"), want: badRequest, check: closing},
		{name: "chunks over HTTP/1.0", raw: strings.Replace(inChunks(whole), "HTTP/1.1", "HTTP/1.0", 1), want: badRequest, check: closing},
		{name: "a chunk with an extension", raw: inChunks(strings.Replace(whole, "\r\n", ";a=b;c=\"d\"\r\n", 1))},
		{name: "a chunk with an extension of 100 kB", raw: inChunks(strings.Replace(whole, "\r\n", ";"+strings.Repeat("a", 100_000)+"\r\n", 1)), also: badRequest},
		{name: "a chunk with a bare line feed in its extension", raw: inChunks(strings.Replace(whole, "\r\n", ";a\nb\r\n", 1)), want: badRequest, check: closing},
		{name: "a chunk that is longer than its size", raw: inChunks("2\r\n{}xx\r\n0\r\n\r\n"), want: badRequest, check: closing},
		{name: "trailers", raw: inChunks(strings.TrimSuffix(whole, "\r\n") + "X-Request-Id: evil\r\nA: b\r\n\r\n"), check: func(t *testing.T, r *reply) {
			if r.Header.Get("X-Request-Id") == "evil" {
				t.Error("a trailer was taken for a header")
			}
		}},
		{name: "a trailer that is forbidden", raw: inChunks(strings.TrimSuffix(whole, "\r\n") + "Content-Length: 5\r\n\r\n"), want: badRequest, check: closing},
		{name: "a trailer of 100 kB", raw: inChunks(strings.TrimSuffix(whole, "\r\n") + "A: " + strings.Repeat("b", 100_000) + "\r\n\r\n"), want: badRequest, check: closing},
		{name: "chunks that end early", raw: inChunks("100\r\n{"), end: true, want: badRequest, gone: true},
		{name: "chunks that end before the size of the next", raw: inChunks("5\r\n{\"a\":\r\n"), end: true, want: badJSON, also: badRequest, gone: true},
		// fasthttp takes the end of the connection for the last chunk. JSON says itself where it ends, so that nothing can be lost.
		{name: "chunks without their end", raw: inChunks(strings.TrimSuffix(whole, "0\r\n\r\n")), end: true, also: badRequest, gone: true},
		{name: "a body cut off by its sender", raw: withLength("5000"), end: true, want: badRequest, gone: true},
		{name: "a large body cut off by its sender", raw: request("POST", to, strings.Repeat(" ", 100_000), "Content-Length: 200000"), end: true, want: badRequest, gone: true},
	}
	for _, v := range []string{"-1", "+2", "two", "", "0x2", "2 2", "2.0", "99999999999999999999999", "18446744073709551618", "9223372036854775808", "２"} {
		list = append(list, hostile{name: fmt.Sprintf("the length %q", v), raw: withLength(v), want: badRequest, check: closing})
	}
	for _, v := range []string{"zz", "-1", "", "0x2", "+2", " 2", "g", "ffffffffffffffffff", "7fffffffffffffff", "2\n{}"} {
		// The last of these is followed by what looks like the end and another request: neither may be taken for one.
		list = append(list, hostile{name: fmt.Sprintf("the chunk size %q", v), raw: inChunks(v + "\r\n{}\r\n0\r\n\r\n"), end: true, want: badRequest, check: closing})
	}
	for _, v := range []string{"z0", "\r\n0", "}0", "\n0"} {
		list = append(list, hostile{name: fmt.Sprintf("an end of chunks behind %q", v), raw: inChunks("2\r\n{}\r\n" + v + "\r\n\r\n" + get("/healthz")), end: true, want: badRequest, check: closing})
	}
	return list
}

// hostileLines are bytes that are no HTTP/1.1 message, or barely.
func hostileLines() []hostile {
	bad := func(name, raw string) hostile {
		return hostile{name: name, raw: raw, end: true, want: badRequest, gone: true}
	}
	list := []hostile{
		bad("a blank before the colon", request("GET", "/healthz", "", "A : b")),
		bad("a header without a colon", request("GET", "/healthz", "", "nonsense")),
		bad("a header without a name", request("GET", "/healthz", "", ": b")),
		bad("a NUL byte in a header", request("GET", "/healthz", "", "A: b\x00c")),
		bad("a bare CR in a header", request("GET", "/healthz", "", "A: b\rX-Evil: c")),
		bad("no host", "GET /healthz HTTP/1.1\r\n\r\n"),
		bad("an empty host", "GET /healthz HTTP/1.1\r\nHost:\r\n\r\n"),
		bad("two hosts", request("GET", "/healthz", "", "Host: a", "Host: b")),
		bad("HTTP/0.9", "GET /healthz\r\n\r\n"),
		bad("a version that is none", "GET /healthz HTTP/x.y\r\nHost: a\r\n\r\n"),
		bad("no version", "GET /healthz \r\nHost: a\r\n\r\n"),
		bad("no target", "GET  HTTP/1.1\r\nHost: a\r\n\r\n"),
		bad("a blank in the target", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n"),
		bad("a target without a slash", "GET healthz HTTP/1.1\r\nHost: a\r\n\r\n"),
		bad("a NUL byte in the target", "GET /health\x00z HTTP/1.1\r\nHost: a\r\n\r\n"),
		bad("a TLS hello", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"+strings.Repeat("\xa5", 500)),
		bad("binary garbage", strings.Repeat("\x00\xff\x01\xfe\r\n", 200)),
		bad("a request that is never finished", "POST /v1/documents HTTP/1.1\r\nHost: a\r\nContent-"),
		bad("SMTP", "EHLO mail.example\r\n\r\n"),
		bad("a host that tries to be a path", request("GET", "/healthz", "", "Host: a/../../b c")),
		{name: "the preface of HTTP/2", raw: "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", end: true, want: badRequest, also: unknownMethod},
		bad("bare line feeds", "GET /healthz HTTP/1.1\nHost: a\n\n"),
		// RFC 9112, 5.2 lets a fold be read as a blank; one in what frames the message must not hide it.
		{name: "a line that is folded", raw: get("/healthz", "A: b\r\n c"), also: badRequest},
		{name: "a folded transfer encoding", raw: request("POST", "/v1/documents", "2\r\n{}\r\n0\r\n\r\n", "Transfer-Encoding:\r\n chunked"), end: true, want: invalidDocument, also: badRequest},
		{name: "a folded length", raw: request("POST", "/v1/documents", "{}", "Content-Length: 2\r\n 2"), want: badRequest},
		{name: "a blank in the name of a header", raw: get("/healthz", "A B: c"), also: badRequest},
		{name: "HTTP/1.0", raw: "GET /healthz HTTP/1.0\r\n\r\n", check: closing},
		{name: "20 kB of empty lines before the request", raw: strings.Repeat("\r\n", 10<<10) + get("/healthz"), end: true, want: headersTooLarge, also: badRequest, gone: true},
		{name: "a connection to be closed", raw: get("/healthz", "Connection: close"), check: closing},
		{name: "a connection to be closed in capitals", raw: get("/healthz", "Connection: Close"), check: closing},
		{name: "a connection to be closed and more", raw: get("/healthz", "Connection: x, close"), check: closing},
		{name: "empty lines before the request", raw: "\r\n\r\n" + get("/healthz")},
		{name: "a request line of 9 kB", raw: get("/" + strings.Repeat("a", 9<<10)), want: headersTooLarge},
		{name: "a query of 9 kB", raw: get("/healthz?" + strings.Repeat("a", 9<<10)), want: headersTooLarge},
		{name: "a cookie of 1 MB", raw: get("/healthz", "Cookie: "+strings.Repeat("a", 1<<20)), want: headersTooLarge, gone: true},
		{name: "a thousand headers", raw: get("/healthz", strings.Repeat("A: b\r\n", 2000)+"C: d"), want: headersTooLarge},
		{name: "many short headers", raw: get("/healthz", strings.Repeat("A: b\r\n", 1000)+"C: d")},
		{name: "headers without an end", raw: "GET /healthz HTTP/1.1\r\nHost: a\r\n" + strings.Repeat("A: b\r\n", 100_000), want: headersTooLarge, gone: true},
		{name: "CONNECT to somewhere else", raw: "CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n", want: notFound, also: methodNotAllowed},
		{name: "the whole server as a target", raw: request("OPTIONS", "*", ""), want: notFound, also: methodNotAllowed},
		{name: "the address of another server as a target", raw: get("http://example.com/nowhere"), want: notFound},
	}
	return append(list, methodsOf()...)
}

// hostileTargets are addresses and queries.
func hostileTargets() []hostile {
	list := []hostile{
		{name: "a HEAD of a call that is GET", raw: request("HEAD", "/v1/types", "")},
		{name: "a type that is a path", raw: get("/v1/types/..%2f..%2fetc%2fpasswd"), want: unknownType},
		{name: "a type with a NUL byte", raw: get("/v1/types/ke-hoach%00"), want: unknownType},
		{name: "a type in capitals", raw: get("/v1/types/KE-HOACH"), want: unknownType},
		{name: "a page of the documentation that is a path", raw: get("/docs/..%2f..%2fgo.mod"), want: notFound},
		{name: "a page of the documentation that is a file", raw: get("/docs/api.md"), want: notFound},
		{name: "a number of a page with a sign", raw: post("/v1/documents?format=svg&page=%2B1", plan()), want: badPage},
		{name: "a page with PDF", raw: post("/v1/documents?format=pdf&page=1", plan()), want: badPage},
		{name: "a page with a format by default", raw: post("/v1/documents?page=1", plan()), want: badPage},
		{name: "a page that the document has not", raw: post("/v1/documents?format=svg&page=1000000000", plan()), want: noSuchPage},
		{name: "the format twice", raw: post("/v1/documents?format=pdf&format=docx", plan()), want: repeatedParameter},
		{name: "the format twice and the same", raw: post("/v1/documents?format=pdf&format=pdf", plan()), want: repeatedParameter},
		{name: "the format twice under another spelling", raw: post("/v1/documents?format=pdf&%66ormat=docx", plan()), want: repeatedParameter},
		{name: "semicolons between parameters", raw: post("/v1/documents?format=pdf;page=1", plan()), want: unknownFormat},
		{name: "a query of separators", raw: post("/v1/documents?&&&&", plan())},
		{name: "a parameter of another call", raw: get("/v1/types?format=pdf"), want: unknownParameter},
		{name: "a parameter without a name", raw: get("/v1/types?=1"), want: unknownParameter},
		{name: "4,000 parameters", raw: get("/v1/types?" + strings.Repeat("&a", 3900)), want: unknownParameter},
	}
	for _, path := range []string{
		"/../../etc/passwd", "/docs/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/docs/%00", "//v1/types", "/v1//types", "/V1/types", "/v1/types/ke-hoach/more",
		"/v1", "/.git/config", "/" + strings.Repeat("a/", 3900), "/" + strings.Repeat("../", 2500), "/%", "/%zz", "/\xff\xfe", "/v1/types%2fke-hoach", "/v1/types%20", "/docs/a%0d%0aX: y",
	} {
		raw := get(path)
		if strings.Contains(path, " ") {
			continue
		}
		list = append(list, hostile{name: fmt.Sprintf("the path %.40q", path), raw: raw, want: notFound, also: badRequest})
	}
	for _, page := range []string{"0", "-1", "99999999999999999999", "1e9", "1.0", "", "a", "1%00", "０", "0x1", "%zz"} {
		list = append(list, hostile{name: fmt.Sprintf("page=%s", page), raw: post("/v1/documents?format=svg&page="+page, plan()), want: badPage})
	}
	for _, format := range []string{"PDF", "<script>alert(1)</script>", "", "pdf%00", "..%2fpdf", "pdf,docx", "%ff%fe", "%zz", "%0d%0aX-Evil:%20y", strings.Repeat("a", 5000)} {
		list = append(list, hostile{name: fmt.Sprintf("format=%.30s", format), raw: post("/v1/documents?format="+format, plan()), want: unknownFormat})
	}
	for _, name := range []string{"Format", "fromat", "%ff", "%3Cscript%3E", "format%00", "format[]"} {
		list = append(list, hostile{name: "the parameter " + name, raw: post("/v1/documents?"+name+"=pdf", plan()), want: unknownParameter})
	}
	return list
}

// hostileHeaders are headers that mean something to us.
func hostileHeaders() []hostile {
	const to = "/v1/documents"
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	if _, err := z.Write(make([]byte, 50<<20)); err != nil {
		panic(err) // into memory
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	list := []hostile{
		{name: "a gzip bomb", raw: post(to, bomb.String(), "Content-Encoding: gzip"), want: unsupportedEncoding},
		{name: "a gzip bomb that is not announced", raw: post(to, bomb.String()), want: badJSON},
		{name: "an encoding nobody knows", raw: post(to, plan(), "Content-Encoding: x"), want: unsupportedEncoding},
		{name: "the encoding identity", raw: post(to, plan(), "Content-Encoding: identity")},
		{name: "several encodings", raw: post(to, plan(), "Content-Encoding: identity, gzip"), want: unsupportedEncoding},
		{name: "expecting nonsense", raw: post(to, plan(), "Expect: nonsense")},
		{name: "a range", raw: post(to, plan(), "Range: bytes=0-9")},
		{name: "a list of 1,000 ranges", raw: get("/docs", "Range: bytes="+strings.Repeat("0-,", 1000)+"0-")},
		{name: "an upgrade", raw: get("/healthz", "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__")},
		{name: "a method that is overridden", raw: post(to, plan(), "X-HTTP-Method-Override: DELETE")},
		{name: "headers of a proxy", raw: post(to, plan(), "X-Forwarded-For: <script>", "X-Forwarded-Host: evil", "X-Original-URL: /metrics", "Forwarded: for=evil")},
		{name: "an If-None-Match of 7 kB", raw: post(to, plan(), `If-None-Match: `+strings.Repeat(`"a",`, 1700)+`"a"`)},
		{name: "an If-None-Match of garbage", raw: post(to, plan(), `If-None-Match: "\",,,W/W/,`)},
		{name: "an If-None-Match of everything", raw: get("/docs", `If-None-Match: *`)},
		{name: "a request id that is too long", raw: get("/healthz", "X-Request-Id: "+strings.Repeat("a", 65)), check: noEcho(strings.Repeat("a", 65))},
		{name: "a request id with markup", raw: get("/healthz", "X-Request-Id: <script>"), check: noEcho("script")},
		{name: "a request id with a line break in percent signs", raw: get("/healthz", "X-Request-Id: a%0d%0ab"), check: noEcho("%0d")},
		{name: "a request id in UTF-8", raw: get("/healthz", "X-Request-Id: mã"), check: noEcho("mã")},
		{name: "two request ids", raw: get("/healthz", "X-Request-Id: one", "X-Request-Id: two")},
		{name: "a trace that is none", raw: get("/healthz", "traceparent: 00-<script>-x-01", "tracestate: a=b\tc"), check: noEcho("script")},
		{name: "a trace of zeros", raw: get("/healthz", "traceparent: 00-00000000000000000000000000000000-0000000000000000-01")},
		{name: "a trace of 7 kB", raw: get("/healthz", "traceparent: 00-"+strings.Repeat("a", 7000))},
		{name: "an Authorization nobody asked for", raw: get("/healthz", "Authorization: Basic "+strings.Repeat("x", 5000))},
		{name: "an Origin nobody allowed", raw: get("/v1/types", "Origin: https://evil.example"), check: func(t *testing.T, r *reply) {
			if got := r.Header.Get("Access-Control-Allow-Origin"); got != "" {
				t.Errorf("Access-Control-Allow-Origin %q", got)
			}
		}},
	}
	for _, media := range []string{
		"text/plain", "multipart/form-data; boundary=x", "multipart/form-data", "application/x-www-form-urlencoded", "application/json; charset=utf-16",
		"application/json; charset", ";;;", "application/json, text/html", "application", "json", "application/json;charset=utf-8;charset=utf-16", "image/svg+json", strings.Repeat("a", 7000),
		"application/jsonx", "application/xml",
	} {
		list = append(list, hostile{name: fmt.Sprintf("the type %.40s", media), raw: request("POST", to, plan(), "Content-Type: "+media), want: unsupportedMediaType})
	}
	for _, media := range []string{"application/vnd.vanban+json", "APPLICATION/JSON;CHARSET=UTF-8", `application/json; charset="utf-8"`, "application/json; x=y", ""} {
		list = append(list, hostile{name: fmt.Sprintf("the good type %q", media), raw: request("POST", to, plan(), "Content-Type: "+media)})
	}
	for _, accept := range []string{"*/*;q=0", "text/html", "application/json", "application/pdf;q=0", ";", "a/b;q=x", strings.Repeat("a/b,", 1500) + "c/d", "text/*", "\x80\x81", "application/pdf;q=0.000"} {
		list = append(list, hostile{name: fmt.Sprintf("accepting %.40q", accept), raw: post(to, plan(), "Accept: "+accept), want: notAcceptable})
	}
	for _, encoding := range []string{"gzip;q=0, *;q=0", strings.Repeat("gzip,", 1000), "\x80"} {
		list = append(list, hostile{name: fmt.Sprintf("metrics in %.20q", encoding), raw: get("/metrics", "Accept-Encoding: "+encoding)})
	}
	return list
}

// noEcho checks that something sent came back nowhere.
func noEcho(s string) func(*testing.T, *reply) {
	return func(t *testing.T, r *reply) {
		t.Helper()
		if strings.Contains(r.head, s) || strings.Contains(string(r.data), s) {
			t.Errorf("%q came back:\n%s", s, r.head)
		}
	}
}
