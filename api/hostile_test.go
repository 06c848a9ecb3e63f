package api

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// hostile is a request that somebody sends to break the server, or by a broken program, and what must come back.
type hostile struct {
	name string
	raw  string
	// end closes our side after sending: what is missing then will never come.
	end bool
	// want is the refusal; nil is a good answer.
	want *fault
	// also is another refusal that is as right, where it depends on how bytes arrive.
	also *fault
	// gone allows closing the connection without an answer.
	gone bool
	// check looks at the answer further.
	check func(*testing.T, *reply)
}

// TestHostile sends everything to one server, one after the other, and asks after each whether it still works.
func TestHostile(t *testing.T) {
	st := open(t)
	docs := readOpenAPI(t, st)
	var all []hostile
	for _, part := range [][]hostile{hostileSizes(), hostileJSON(), hostileNames(), hostileFraming(), hostileLines(), hostileTargets(), hostileHeaders()} {
		all = append(all, part...)
	}
	if len(all) < 80 {
		t.Errorf("only %d cases", len(all))
	}
	seen := map[string]bool{}
	for _, h := range all {
		if seen[h.name] {
			t.Errorf("two cases are named %q", h.name)
		}
		seen[h.name] = true
		t.Run(h.name, func(t *testing.T) {
			inner := *st
			inner.t = t
			h.run(t, &inner, docs)
			if t.Failed() {
				return
			}
			if r := inner.ask(post("/v1/documents/validate", plan())); r.StatusCode != 200 || !strings.Contains(string(r.data), `"valid":true`) {
				t.Errorf("a good request afterwards: %d %.300s", r.StatusCode, r.data)
			}
			inner.idle()
		})
	}
	t.Logf("%d hostile requests", len(all))
}

func (h *hostile) run(t *testing.T, st *site, docs *openAPI) {
	w := st.dial()
	defer w.conn.Close()
	w.send(h.raw, h.end)
	method, rest, _ := strings.Cut(h.raw, " ")
	target, _, _ := strings.Cut(rest, " ")
	r, err := w.next(method)
	if errors.Is(err, errGone) {
		if !h.gone {
			t.Error("closed without an answer")
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	guarded(t, r)
	if r.Header.Get("X-Request-Id") == "" {
		t.Error("no X-Request-Id")
	}
	want := h.want
	if h.also != nil && r.StatusCode == h.also.Status && (want == nil || r.StatusCode != want.Status) {
		want = h.also
	}
	switch {
	case want == nil:
		if r.StatusCode != 200 && r.StatusCode != 304 {
			t.Errorf("status %d, want a good answer: %.500s", r.StatusCode, r.data)
		}
	case r.StatusCode >= 500 && r.StatusCode != 501:
		t.Errorf("status %d: %.500s", r.StatusCode, r.data)
	case method == "HEAD":
		if r.StatusCode != want.Status || len(r.data) != 0 {
			t.Errorf("status %d with %d bytes, want %d without any", r.StatusCode, len(r.data), want.Status)
		}
	default:
		refusedWith(t, r, want)
	}
	docs.allows(t, method, target, r)
	if h.check != nil {
		h.check(t, r)
	}
}

// guarded checks the headers that every answer must have, and that there are no others than ours.
func guarded(t *testing.T, r *reply) {
	t.Helper()
	for _, s := range safety {
		if r.Header.Get(s[0]) == "" {
			t.Errorf("no %s", s[0])
		}
	}
	ours := []string{
		"Date", "Content-Type", "Content-Length", "Connection", "Vary", "Content-Disposition", "Cache-Control", "Etag", "Retry-After", "Allow",
		"Accept-Post", "Www-Authenticate", "X-Request-Id", "Vanban-Pages", "Vanban-Warnings", "Vanban-Warning-Codes", "Vanban-Clean", "Content-Encoding",
	}
	for _, s := range safety {
		ours = append(ours, s[0])
	}
	names := map[string]bool{}
	for i, line := range strings.Split(r.head, "\r\n") {
		if i == 0 {
			continue
		}
		name, _, ok := strings.Cut(line, ": ")
		if !ok || strings.ContainsAny(line, "\r\n\x00") {
			t.Errorf("header line %q", line)
		}
		if !slices.ContainsFunc(ours, func(o string) bool { return strings.EqualFold(o, name) }) {
			t.Errorf("a header that is not ours: %q", line)
		}
		if names[name] && name != "Vary" {
			t.Errorf("header %s comes twice", name)
		}
		names[name] = true
	}
}

// in checks that the problems of a refusal have a code.
func in(code string) func(*testing.T, *reply) {
	return func(t *testing.T, r *reply) {
		t.Helper()
		if !strings.Contains(string(r.data), `"code":"`+code+`"`) {
			t.Errorf("no problem %s: %.500s", code, r.data)
		}
	}
}

// closing checks that the connection ends with the answer: what follows on it could be anybody's.
func closing(t *testing.T, r *reply) {
	t.Helper()
	if !r.Close {
		t.Errorf("the connection stays open:\n%s", r.head)
	}
}

// padded is a good document of exactly so many bytes: blanks after it are JSON as well.
func padded(size int) string {
	p := plan()
	return p + strings.Repeat(" ", size-len(p))
}

func hostileSizes() []hostile {
	const documents, validate = "/v1/documents", "/v1/documents/validate"
	big := strings.Repeat(" ", 3*testBody)
	return []hostile{
		{name: "the exact limit", raw: post(validate, padded(testBody))},
		{name: "the exact limit in chunks", raw: chunked(validate, padded(testBody), 4096)},
		{name: "one byte over the limit", raw: post(validate, padded(testBody+1)), want: bodyTooLarge},
		{name: "one byte over the limit in chunks", raw: chunked(validate, padded(testBody+1), 4096), want: bodyTooLarge},
		{name: "one byte over the limit in one chunk", raw: chunked(documents, padded(testBody+1), testBody+1), want: bodyTooLarge},
		{name: "oversize by content length", raw: post(documents, big), want: bodyTooLarge, check: closing},
		{name: "oversize in chunks", raw: chunked(documents, big, 1<<16), want: bodyTooLarge, check: closing},
		{name: "oversize announced and never sent", raw: request("POST", documents, "", "Content-Length: 9000000000"), end: true, want: bodyTooLarge, also: badRequest, gone: true},
		{name: "oversize to a call that reads no body", raw: request("GET", "/v1/types", big), check: closing},
		{name: "oversize to an address that is not there", raw: post("/nowhere", big), want: notFound, check: closing},
		{name: "oversize in chunks for the metrics", raw: strings.Replace(chunked("/metrics", big, 1<<16), "POST", "GET", 1), check: closing},
		{
			name: "20 MB for the metrics", raw: strings.Replace(chunked("/metrics", strings.Repeat(" ", 20<<20), 1<<20), "POST", "GET", 1), check: closing,
			gone: true, // beyond what is read for the sake of an answer
		},
		{name: "a body in chunks of one byte", raw: chunked(validate, plan(), 1)},
	}
}

func hostileJSON() []hostile {
	const documents, validate = "/v1/documents?format=docx", "/v1/documents/validate"
	list := []hostile{}
	broken := func(name, body string) {
		list = append(list, hostile{name: name, raw: post(documents, body), want: badJSON, check: in("syntax_error")})
	}
	faulty := func(name, body, code string) {
		list = append(list, hostile{name: name, raw: post(documents, body), want: invalidDocument, check: in(code)})
	}
	broken("an empty body", "")
	broken("nothing but blanks", " \r\n\t ")
	broken("truncated JSON", plan()[:200])
	broken("trailing garbage", plan()+"x")
	broken("two documents", plan()+plan())
	broken("NUL bytes", "\x00\x00\x00\x00")
	broken("a NUL byte inside a string", plan("place", "\"a\x00b\""))
	broken("UTF-16", "\xff\xfe{\x00}\x00")
	broken("a lone byte order mark", "\xef\xbb\xbf")
	broken("two byte order marks", "\xef\xbb\xbf\xef\xbb\xbf"+plan())
	broken("NaN", plan("place", "NaN"))
	broken("a number with a leading zero", plan("place", "007"))
	broken("comments", "/* a */"+plan())
	broken("an unknown literal", "undefined")
	faulty("arrays 100,000 deep and unclosed", strings.Repeat("[", 100_000), "too_deep")
	faulty("objects 100,000 deep in an unknown member", plan("x", strings.Repeat(`{"a":`, 100_000)), "too_deep")
	faulty("bad UTF-8", plan("place", "\"a\xff\xfeb\""), "invalid_utf8")
	faulty("null for a document", "null", "wrong_type")
	faulty("an array for a document", "["+plan()+"]", "wrong_type")
	faulty("a string for a document", `"ke-hoach"`, "wrong_type")
	faulty("a number for a document", "-0", "wrong_type")
	faulty("an empty object", "{}", "missing_key")
	faulty("duplicate keys", plan()[:len(plan())-1]+`,"place":"Hà Nội"}`, "duplicate_key")
	faulty("1e999", plan("place", "1e999"), "wrong_type")
	faulty("a number of 400 digits", plan("place", strings.Repeat("9", 400)), "wrong_type")
	faulty("numbers everywhere", plan("type", "1", "organ", "2", "code", "3", "date", "-0", "subject", "4", "body", "5", "signer", "6", "recipients", "7"), "wrong_type")
	faulty("objects everywhere", plan("type", "{}", "organ", "[]", "code", "[]", "date", "{}", "subject", "{}", "body", "{}", "signer", "[]", "recipients", "{}"), "wrong_type")
	faulty("a very long key", plan(strings.Repeat("k", 200_000), "1"), "unknown_key")
	faulty("keys that try to look like markup", plan(`<script>alert(1)</script>`, "1"), "unknown_key")
	faulty("bodies 1,000 deep", plan("body", strings.Repeat(`[{"heading":"a","body":`, 1000)+"[]"+strings.Repeat("}]", 1000)), "too_deep")
	faulty("100,001 parts", plan("body", "["+strings.Repeat(`"",`, testNodes)+`""]`), "too_many_parts")
	faulty("too many pages", plan("body", "["+strings.Repeat(`"a",`, 2500)+`"a"]`), "too_many_pages")
	faulty("an unknown type of document", plan("type", `"../../etc/passwd"`), "unknown_type")
	faulty("a lone surrogate in a key", plan()[:len(plan())-1]+`,"\ud800":1}`, "unknown_key")
	list = append(list,
		hostile{name: "a byte order mark before a document", raw: post(validate, "\xef\xbb\xbf"+plan())},
		hostile{name: "a lone surrogate in a text", raw: post(documents, plan("place", `"a\ud800b"`)), check: warned},
		hostile{name: "noncharacters and controls in texts", raw: post(documents, plan("place", `"a\u0000\uffff\u0007b"`)), check: warned},
		hostile{name: "a word of 100,000 letters", raw: post("/v1/documents", plan("body", `["`+strings.Repeat("ơ", 100_000)+`"]`))},
		hostile{name: "100,000 combining marks on one letter", raw: post("/v1/documents", plan("body", `["a`+strings.Repeat("\u0301", 100_000)+`"]`))},
		hostile{name: "a broken document for validation", raw: post(validate, "{"), want: badJSON},
		hostile{name: "a hopeless document for validation", raw: post(validate, "[1,2]"), check: func(t *testing.T, r *reply) {
			if !strings.Contains(string(r.data), `"valid":false`) {
				t.Errorf("%s", r.data)
			}
		}},
	)
	return list
}

func warned(t *testing.T, r *reply) {
	t.Helper()
	if r.Header.Get(headerWarnings) == "0" || r.Header.Get(headerWarningCodes) == "" {
		t.Errorf("no warnings:\n%s", r.head)
	}
}

// hostileNames are documents whose file name would do harm. [guarded] has looked at the head already.
func hostileNames() []hostile {
	list := []hostile{}
	for name, subject := range map[string]string{
		"CR LF":          `"A\r\nSet-Cookie: a=b\r\n\r\n<html>"`,
		"a quote":        `"A\"; filename=\"evil.exe"`,
		"semicolons":     `"a;b;c=d;filename*=utf-8''x"`,
		"a backslash":    `"a\\b\\\"c"`,
		"bidi overrides": `"gpj.\u202eexe\u202c"`,
		"a path":         `"../../../etc/passwd"`,
		"a drive":        `"C:\\Windows\\system32"`,
		"percent signs":  `"%0d%0aSet-Cookie: a=b %2e%2e/"`,
		"emoji":          `"\ud83d\ude00 kế hoạch"`,
		"controls":       `"a\u0000b\u007fc\u0085d\u2028e"`,
	} {
		list = append(list, hostile{
			name: "a subject with " + name, raw: post("/v1/documents?format=svg", plan("subject", subject)), check: harmlessName,
		})
	}
	for name, notation := range map[string]string{"a path": `"../../KH"`, "CR LF": `"KH\r\nX: y"`, "a quote": `"KH\"x"`} {
		list = append(list, hostile{
			name: "a notation with " + name, raw: post("/v1/documents?format=docx", plan("code", `{"number":"1","notation":`+notation+`}`)), check: harmlessName,
		})
	}
	slices.SortFunc(list, func(a, b hostile) int { return strings.Compare(a.name, b.name) })
	return list
}

var plainDisposition = regexp.MustCompile(`^(attachment|inline); filename="[A-Za-z0-9._-]+"(; filename\*=UTF-8''[A-Za-z0-9%._~!#$&+^|-]+)?$`)

// harmlessName checks that the name that a browser would save is a plain file name.
func harmlessName(t *testing.T, r *reply) {
	t.Helper()
	if r.StatusCode != 200 { // the document may be refused for it, too
		return
	}
	given := r.Header.Get("Content-Disposition")
	_, name := parseDisposition(t, given)
	if strings.ContainsAny(name, "/\\:*?\"<>|\r\n\x00\u202e\u2028") || strings.HasPrefix(name, ".") || len(name) < 5 {
		t.Errorf("file name %q from %q", name, given)
	}
	for _, c := range given {
		if c < ' ' || c > '~' {
			t.Errorf("%q in %q", c, given)
		}
	}
	if !plainDisposition.MatchString(given) {
		t.Errorf("more than a kind and two names: %s", given)
	}
}

// methodsOf is what the cases of methods go through.
func methodsOf() []hostile {
	list := []hostile{}
	for _, m := range []string{"DELETE", "PUT", "PATCH", "OPTIONS", "TRACE", "GET", "HEAD"} {
		list = append(list, hostile{name: m + " of a call that is POST", raw: request(m, "/v1/documents", ""), want: methodNotAllowed, check: func(t *testing.T, r *reply) {
			if got := r.Header.Get("Allow"); got != "POST" {
				t.Errorf("Allow %q", got)
			}
		}})
	}
	for _, m := range []string{"get", "BREW", "PROPFIND", "G%45T", "POSTx", strings.Repeat("A", 4000)} {
		list = append(list, hostile{name: fmt.Sprintf("the method %.12s", m), raw: request(m, "/v1/types", ""), want: unknownMethod, also: badRequest})
	}
	return list
}
