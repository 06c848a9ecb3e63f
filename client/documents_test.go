package client

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"vanban/templates/contract"
)

func TestRender(t *testing.T) {
	f := answers(t, say(200, "%PDF-1.7 …",
		"Content-Type", "application/pdf",
		"Content-Disposition", `attachment; filename="42-KH-SNV_To-chuc.pdf"; filename*=UTF-8''42-KH-SNV%20T%E1%BB%95%20ch%E1%BB%A9c.pdf`,
		"ETag", `"abc"`,
		"Vanban-Pages", "5",
		"Vanban-Warnings", "3",
		"Vanban-Warning-Codes", "place_blank, no_file_copy"))
	got, err := f.Render(t.Context(), []byte(`{"type":"ke-hoach"}`), PDF)
	if err != nil {
		t.Fatal(err)
	}
	want := &File{
		Name:         "42-KH-SNV Tổ chức.pdf",
		MediaType:    "application/pdf",
		Data:         []byte("%PDF-1.7 …"),
		Pages:        5,
		Warnings:     3,
		WarningCodes: []string{"place_blank", "no_file_copy"},
		ETag:         `"abc"`,
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if r := f.requests[0]; r.Method != "POST" || r.RequestURI != "/v1/documents?format=pdf" || f.bodies[0] != `{"type":"ke-hoach"}` {
		t.Errorf("sent %s %s with %s", r.Method, r.RequestURI, f.bodies[0])
	}
}

func TestRenderWithoutHeaders(t *testing.T) {
	got, err := answers(t, sayPDF).Render(t.Context(), []byte(`{}`), PDF)
	if err != nil {
		t.Fatal(err)
	}
	want := &File{Name: "document.pdf", MediaType: "application/pdf", Data: []byte("%PDF"), WarningCodes: []string{}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestFormats(t *testing.T) {
	for format, mediaType := range map[Format]string{
		DOCX:  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
		PDF:   "application/pdf",
		SVG:   "image/svg+xml; charset=utf-8",
		ZIP:   "application/zip",
		"odt": "application/vnd.oasis.opendocument.text",
	} {
		f := answers(t, say(200, "x", "Content-Type", mediaType))
		file, err := f.Render(t.Context(), []byte(`{}`), format)
		if err != nil {
			t.Errorf("%s: %v", format, err)
			continue
		}
		if want, _, _ := strings.Cut(mediaType, ";"); file.MediaType != want || file.Name != "document."+string(format) {
			t.Errorf("%s: %s, %s", format, file.MediaType, file.Name)
		}
		if got := f.requests[0].URL.RawQuery; got != "format="+string(format) {
			t.Errorf("%s: asked for %s", format, got)
		}
	}
}

func TestPage(t *testing.T) {
	f := answers(t, say(200, "<svg/>", "Content-Type", "image/svg+xml"))
	if _, err := f.Render(t.Context(), []byte(`{}`), SVG, Page(3)); err != nil {
		t.Fatal(err)
	}
	if got := f.requests[0].URL.RawQuery; got != "format=svg&page=3" {
		t.Errorf("asked for %s", got)
	}
}

func TestNotModified(t *testing.T) {
	f := answers(t, say(304, "", "ETag", `"abc"`))
	file, err := f.Render(t.Context(), []byte(`{}`), PDF, IfNoneMatch(`"abc"`))
	if file != nil || !errors.Is(err, ErrNotModified) {
		t.Errorf("got %v, %v", file, err)
	}
	if got := f.requests[0].Header.Get("If-None-Match"); got != `"abc"` {
		t.Errorf("If-None-Match: %s", got)
	}

	f = answers(t, sayPDF)
	if _, err := f.Render(t.Context(), []byte(`{}`), PDF, IfNoneMatch("")); err != nil {
		t.Fatal(err)
	}
	if _, there := f.requests[0].Header["If-None-Match"]; there {
		t.Error("an empty ETag was sent")
	}
}

func TestDocumentsAreSentAs(t *testing.T) {
	for name, c := range map[string]struct {
		doc  any
		want string
	}{
		"bytes":        {[]byte("{\n  \"type\": \"ke-hoach\"\n"), "{\n  \"type\": \"ke-hoach\"\n"}, // broken: the server says where
		"raw message":  {json.RawMessage(`{ "a" : 1 }`), `{ "a" : 1 }`},
		"map":          {map[string]any{"place": "<An Bình> & Co"}, `{"place":"<An Bình> & Co"}` + "\n"},
		"document":     {contract.Document{Type: "ke-hoach"}, `{"type":"ke-hoach"}` + "\n"},
		"pointer":      {&contract.Document{Type: "ke-hoach", Place: "A&B"}, `{"type":"ke-hoach","place":"A&B"}` + "\n"},
		"nil document": {(*contract.Document)(nil), "null\n"},
	} {
		f := answers(t, sayJSON(`{}`))
		if _, err := f.Validate(t.Context(), c.doc); err != nil {
			t.Errorf("%s: %v", name, err)
		} else if f.bodies[0] != c.want {
			t.Errorf("%s: sent %q, want %q", name, f.bodies[0], c.want)
		}
	}
}

func TestDocumentWithoutJSON(t *testing.T) {
	f := answers(t, sayPDF)
	if _, err := f.Render(t.Context(), func() {}, PDF); err == nil {
		t.Error("a function was sent as a document")
	}
	if _, err := f.Validate(t.Context(), &contract.Document{Place: "\xff"}); err == nil {
		t.Error("a document that is not UTF-8 was sent")
	}
	if len(f.requests) != 0 {
		t.Errorf("%d requests", len(f.requests))
	}
}

func TestValidate(t *testing.T) {
	f := answers(t, sayJSON(`{"valid":false,"errors":1,"warnings":1,"pages":0,"later":true,"problems":[
		{"severity":"error","pointer":"/body/0","code":"unknown_key","message":"Khóa lạ.","hint":"Bỏ đi.","cite":"Điều 7"},
		{"severity":"warning","pointer":"","code":"place_blank","message":"Thiếu địa danh."}]}`))
	got, err := f.Validate(t.Context(), []byte(`{}`))
	if err != nil {
		t.Fatal(err)
	}
	want := &Report{Errors: 1, Warnings: 1, Problems: []Finding{
		{SeverityError, "/body/0", "unknown_key", "Khóa lạ.", "Bỏ đi.", "Điều 7"},
		{Severity: SeverityWarning, Code: "place_blank", Message: "Thiếu địa danh."},
	}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if r := f.requests[0]; r.Method != "POST" || r.RequestURI != "/v1/documents/validate" {
		t.Errorf("sent %s %s", r.Method, r.RequestURI)
	}
}

func TestValidateAnswerThatIsNoReport(t *testing.T) {
	for _, body := range []string{"", "[]", `{"valid":`} {
		if report, err := answers(t, sayJSON(body)).Validate(t.Context(), []byte(`{}`)); err == nil {
			t.Errorf("%q: %+v", body, report)
		}
	}
}
