package api

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"
)

func TestRequestID(t *testing.T) {
	for _, good := range []string{"a", "A.b_c-9", strings.Repeat("x", 64)} {
		if got := requestID([]byte(good)); got != good {
			t.Errorf("%q became %q", good, got)
		}
	}
	seen := map[string]bool{}
	for _, bad := range []string{"", strings.Repeat("x", 65), "a b", "a\r\nb", "é", "a/b", "a\x00", "<a>", "a;b", "\""} {
		got := requestID([]byte(bad))
		if got == bad || len(got) == 0 || len(got) > 64 || seen[got] || requestID([]byte(got)) != got {
			t.Errorf("%q became %q", bad, got)
		}
		seen[got] = true
	}
}

// TestLogsCarryTheTrace finds the lines of a request by its own id and by that of the trace.
func TestLogsCarryTheTrace(t *testing.T) {
	st := open(t)
	const id, span = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
	st.ask(post("/v1/documents/validate", plan(), "X-Request-Id: mine", "traceparent: 00-"+id+"-"+span+"-01"))
	st.ask(post("/v1/documents/validate", plan(), "X-Request-Id: yours", "traceparent: 00-zz-"+span+"-01"))
	st.close()
	found := 0
	for _, line := range st.log.lines(t) {
		switch line["request_id"] {
		case "mine":
			found++
			if line["trace_id"] != id || line["span_id"] != span || line["route"] != "/v1/documents/validate" || line["status"] != 200.0 || line["type"] != "ke-hoach" {
				t.Errorf("%v", line)
			}
		case "yours":
			found++
			if _, ok := line["trace_id"]; ok {
				t.Errorf("a trace that is none: %v", line)
			}
		}
	}
	if found != 2 {
		t.Errorf("%d lines, want 2", found)
	}
}

// TestLogsHoldNothingOfTheCaller sends the same words in every place there is, in good and in bad requests: none of them may
// be in the log.
func TestLogsHoldNothingOfTheCaller(t *testing.T) {
	secret, k := testKey(t, "caller", scopes, 1e6, 1e6)
	foreign, _ := testKey(t, "other", scopes, 1, 1)
	st := open(t, func(c *Config) { c.Keys = []Key{k} })
	const word = "MatKhauBiMat"
	auth := "Authorization: Bearer " + secret
	quotedWord := `"` + word + `"`
	for _, raw := range []string{
		post("/v1/documents", plan("subject", quotedWord, "place", quotedWord, "body", "["+quotedWord+"]"), auth),
		post("/v1/documents", plan(word, quotedWord, "date", quotedWord, "type", quotedWord), auth),
		post("/v1/documents", `{"`+word+`":`+word, auth),
		post("/v1/documents", `"`+word, auth),
		post("/v1/documents/validate", plan("urgency", quotedWord), auth),
		post("/v1/documents?format="+word, plan(), auth),
		post("/v1/documents?"+word+"=1", plan(), auth),
		post("/v1/documents", plan(), "Authorization: Bearer "+foreign),
		post("/v1/documents", plan(), "Authorization: Basic "+word),
		post("/v1/documents", plan(), auth, "Content-Type: text/"+word, "Cookie: "+word, "User-Agent: "+word, "Referer: http://"+word, "X-Request-Id: <"+word+">", "traceparent: "+word),
		get("/" + word + "?" + word + "=" + word),
		get("/v1/types/" + word),
		get("/docs/" + word),
		request(word, "/v1/types", word),
		request("TRACE", "/"+word, ""),
		"GET /" + word + " " + word + "\r\n\r\n",
		"GET /healthz HTTP/1.1\r\n" + auth + "\r\n" + word + "\r\n\r\n",
		request("POST", "/v1/documents", word, "Content-Length: "+word, auth),
		request("POST", "/v1/documents", word+"\r\n"+word, "Transfer-Encoding: chunked", auth),
		request("POST", "/v1/documents", word, "Transfer-Encoding: "+word, auth),
		get("/metrics", auth),
	} {
		st.ask(raw)
	}
	st.close()
	if len(st.log.lines(t)) < 20 {
		t.Errorf("only %d lines", len(st.log.lines(t)))
	}
	text := st.log.String()
	for name, s := range map[string]string{
		"the word": word, "the key": secret[len(keyPrefix):], "a foreign key": foreign[len(keyPrefix):], "the key's hash": fmt.Sprintf("%x", k.Hash), "the document": "Khen thưởng",
	} {
		if at := strings.Index(strings.ToLower(text), strings.ToLower(s)); at >= 0 {
			t.Errorf("the log has %s: …%s", name, text[max(0, at-200):min(len(text), at+100)])
		}
	}
	if !strings.Contains(text, `"key":"caller"`) {
		t.Error("the log does not say who called")
	}
}

// withCalls adds operations to a server before it listens, as if they had been written down with the others.
func withCalls(s *Server, calls ...operation) {
	for i := range calls {
		s.app.Add(calls[i].Method, calls[i].route(), func(c *fiber.Ctx) error { return s.serve(c, &calls[i]) })
	}
}

// TestPanicIsAnAnswer lets handlers go wrong in the worst way, after they have set everything there is to set.
func TestPanicIsAnAnswer(t *testing.T) {
	s, log := made(t)
	withCalls(s,
		operation{Method: "GET", Path: "/panics", handle: func(c *fiber.Ctx) error {
			c.Set("Content-Disposition", "attachment")
			c.Set(headerPages, "3")
			c.Set("ETag", `"x"`)
			c.Response().SetBodyString("half an answer")
			panic("a fault of ours")
		}},
		operation{Method: "POST", Path: "/fails", Reads: documentContent, handle: func(*fiber.Ctx) error { return errors.New("a fault of ours with details") }},
	)
	st := listen(t, s, log)
	w := st.dial()
	for range 3 {
		w.send(get("/panics", "X-Request-Id: here"), false)
		r := w.must("GET")
		guarded(t, r)
		p := refusedWith(t, r, internal)
		if strings.Contains(string(r.data), "ours") || p.RequestID != "here" || r.Header.Get(headerPages) != "" || r.Header.Get("ETag") != "" || r.Header.Get("Content-Disposition") != "" {
			t.Errorf("%s\n%s", r.head, r.data)
		}
	}
	r := st.ask(post("/fails", plan()))
	refusedWith(t, r, internal)
	if strings.Contains(string(r.data), "details") {
		t.Errorf("%s", r.data)
	}
	if r := st.ask(post("/v1/documents/validate", plan())); r.StatusCode != 200 {
		t.Errorf("a good request afterwards: %d", r.StatusCode)
	}
	st.close()
	stacks, errs := 0, 0
	for _, line := range log.lines(t) {
		if line["msg"] == "panic" && line["request_id"] == "here" && strings.Contains(fmt.Sprint(line["stack"]), "edge_test.go") {
			stacks++
		}
		if line["msg"] == "request failed" && strings.Contains(fmt.Sprint(line["error"]), "details") {
			errs++
		}
		if line["msg"] == "request" && line["status"] == 500.0 && line["level"] != slog.LevelError.String() {
			t.Errorf("%v", line)
		}
	}
	if stacks != 3 || errs != 1 {
		t.Errorf("%d panics with a stack and %d errors in the log", stacks, errs)
	}
}
