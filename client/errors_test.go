package client

import (
	"errors"
	"net/http"
	"reflect"
	"strings"
	"testing"
)

func TestProblem(t *testing.T) {
	f := answers(t, sayProblem(422, `{"type":"/docs#problem-invalid_document","title":"Văn bản có lỗi","status":200,
		"detail":"Văn bản có 2 lỗi.","code":"invalid_document","request_id":"r-1","problems":[
		{"severity":"warning","pointer":"","code":"place_blank","message":"Thiếu địa danh."},
		{"severity":"error","pointer":"/body","code":"missing","message":"Thiếu nội dung."},
		{"severity":"error","pointer":"/signer","code":"missing","message":"Thiếu người ký."}]}`, "Retry-After", "1"))
	_, err := f.Render(t.Context(), []byte(`{}`), PDF)
	var p *Problem
	if !errors.As(err, &p) {
		t.Fatalf("got %v", err)
	}
	want := &Problem{
		Type: "/docs#problem-invalid_document", Title: "Văn bản có lỗi", Status: 422, Detail: "Văn bản có 2 lỗi.",
		Code: "invalid_document", RequestID: "r-1", Problems: []Finding{
			{Severity: SeverityWarning, Code: "place_blank", Message: "Thiếu địa danh."},
			{Severity: SeverityError, Pointer: "/body", Code: "missing", Message: "Thiếu nội dung."},
			{Severity: SeverityError, Pointer: "/signer", Code: "missing", Message: "Thiếu người ký."},
		},
	}
	if !reflect.DeepEqual(p, want) {
		t.Errorf("got  %+v\nwant %+v", p, want)
	}
	if len(f.requests) != 1 {
		t.Errorf("a document with errors was sent %d times", len(f.requests))
	}
}

func TestProblemText(t *testing.T) {
	fatal := Finding{Severity: SeverityError, Pointer: "/body", Message: "Thiếu nội dung."}
	for want, p := range map[string]*Problem{
		`vanban: 401 no_key: Thiếu khóa: Gửi khóa. (request r-2)`: {Status: 401, Code: "no_key", Title: "Thiếu khóa", Detail: "Gửi khóa.", RequestID: "r-2"},
		`vanban: 404 not_found: Không có`:                         {Status: 404, Code: "not_found", Title: "Không có"},
		`vanban: 409 problem`:                                     {Status: 409},
		`vanban: 422 invalid_document: Có lỗi: "/body": Thiếu nội dung.`: {
			Status: 422, Code: "invalid_document", Title: "Có lỗi", Detail: "Sửa lỗi.", Problems: []Finding{fatal}},
		`vanban: 422 invalid_document: Có lỗi: "/body": Thiếu nội dung. And 2 more. (request r1)`: {
			Status: 422, Code: "invalid_document", Title: "Có lỗi", RequestID: "r1",
			Problems: []Finding{{Severity: SeverityWarning, Message: "Nhắc."}, fatal, fatal, fatal}},
	} {
		if got := p.Error(); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

func TestRequestIDFromHeader(t *testing.T) {
	f := answers(t, sayProblem(500, `{"code":"internal"}`, "X-Request-Id", "r-3"))
	_, err := f.Types(t.Context())
	if p, ok := errors.AsType[*Problem](err); !ok || p.RequestID != "r-3" || p.Status != 500 {
		t.Errorf("got %v", err)
	}
}

func TestAnswersOfOthers(t *testing.T) {
	page := "<html>\r\n<title>502 Bad  Gateway</title>\x1b[31m \xff" + strings.Repeat("ệ", 1<<20)
	for name, c := range map[string]struct {
		answer    http.HandlerFunc
		status    int
		mediaType string
		excerpt   string
	}{
		"proxy":        {say(502, page, "Content-Type", "text/html; charset=utf-8"), 502, "text/html", "<html> <title>502 Bad Gateway</title>"},
		"login page":   {say(200, "Log in", "Content-Type", "text/html"), 200, "text/html", "Log in"},
		"other format": {say(200, "PK", "Content-Type", "application/zip"), 200, "application/zip", "PK"},
		"no type":      {say(404, "", "Content-Type", ""), 404, "", ""},
		"other JSON":   {say(403, `{"message":"forbidden"}`, "Content-Type", "application/json"), 403, "application/json", `{"message":"forbidden"}`},
		"no content":   {say(204, ""), 204, "", ""},
	} {
		f := answers(t, c.answer)
		_, err := f.Render(t.Context(), []byte(`{}`), PDF)
		e, ok := errors.AsType[*StatusError](err)
		if !ok {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if e.Status != c.status || e.MediaType != c.mediaType || !strings.HasPrefix(e.Excerpt, c.excerpt) || len(e.Excerpt) > excerptBytes {
			t.Errorf("%s: %+v", name, e)
		}
		if e.URL != f.URL+"/v1/documents?format=pdf" {
			t.Errorf("%s: URL %s", name, e.URL)
		}
		if text := err.Error(); strings.ContainsAny(text, "\r\n\x1b\uFFFD") || len(text) > 600 {
			t.Errorf("%s: the text is not for a log: %q", name, text)
		}
	}
}

func TestProblemThatIsNone(t *testing.T) {
	_, err := answers(t, sayProblem(500, `<html>`)).Types(t.Context())
	if err == nil || !strings.Contains(err.Error(), "500") {
		t.Errorf("got %v", err)
	}
}

func TestRedirectToLogin(t *testing.T) {
	f := answers(t,
		func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/login", http.StatusFound) },
		say(200, "Log in", "Content-Type", "text/html"))
	_, err := f.Render(t.Context(), []byte(`{}`), PDF)
	if e, ok := errors.AsType[*StatusError](err); !ok || e.URL != f.URL+"/login" {
		t.Errorf("got %v", err)
	}
}

func TestMaxBytes(t *testing.T) {
	for name, c := range map[string]struct {
		max  int64
		body string
		ok   bool
	}{
		"default":   {0, "12345", true},
		"just fits": {5, "12345", true},
		"too long":  {4, "12345", false},
		"no bound":  {1<<63 - 1, "12345", true},
	} {
		f := answers(t, say(200, c.body, "Content-Type", "application/pdf"), sayProblem(422, `{"code":"x"}`))
		f.MaxBytes = c.max
		file, err := f.Render(t.Context(), []byte(`{}`), PDF)
		if (err == nil) != c.ok || c.ok && string(file.Data) != c.body {
			t.Errorf("%s: %+v, %v", name, file, err)
		}
	}
	f := answers(t, sayProblem(422, `{"code":"`+strings.Repeat("x", 100)+`"}`))
	f.MaxBytes = 50
	if _, err := f.Types(t.Context()); err == nil || !strings.Contains(err.Error(), "more than 50 bytes") {
		t.Errorf("a long problem: %v", err)
	}
}

func TestTruncatedAnswer(t *testing.T) {
	f := answers(t, say(200, "%PDF", "Content-Type", "application/pdf", "Content-Length", "100"))
	if file, err := f.Render(t.Context(), []byte(`{}`), PDF); err == nil {
		t.Errorf("half a file passes for a whole one: %q", file.Data)
	}
}
