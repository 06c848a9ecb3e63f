package client_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"vanban/api"
	"vanban/client"
	"vanban/render"
	"vanban/templates/contract"
)

// serve starts the real server and returns a client that has the key, if there is one.
func serve(t *testing.T, config api.Config, key string) *client.Client {
	t.Helper()
	service, err := render.New(render.Options{MaxPages: 500}) // pages are counted, as vanban serve does
	if err != nil {
		t.Fatal(err)
	}
	server, err := api.New(config, service, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		if err := server.Shutdown(ctx); err != nil {
			t.Error(err)
		}
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return &client.Client{URL: "http://" + listener.Addr().String(), Key: key, Retries: -1}
}

func code(err error) string {
	if p, ok := errors.AsType[*client.Problem](err); ok {
		return p.Code
	}
	return ""
}

func TestServer(t *testing.T) {
	server := serve(t, api.Defaults(), "")
	ctx := t.Context()
	if err := errors.Join(server.Health(ctx), server.Ready(ctx)); err != nil {
		t.Fatal(err)
	}
	types, err := server.Types(ctx)
	if err != nil || len(types) == 0 {
		t.Fatalf("%d types, %v", len(types), err)
	}
	for _, listed := range types {
		t.Run(listed.Slug, func(t *testing.T) {
			kind, err := server.Type(ctx, listed.Slug)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(kind.Type, listed) || len(kind.Numbering) == 0 && kind.Abbreviation != "" || !json.Valid(kind.Schema) {
				t.Errorf("listed %+v, in detail %+v", listed, kind.Type)
			}
			report, err := server.Validate(ctx, kind.Sample)
			if err != nil || !report.Valid || report.Pages == 0 {
				t.Fatalf("sample: %+v, %v", report, err)
			}
			for format, begins := range map[client.Format]string{client.DOCX: "PK", client.PDF: "%PDF-", client.SVG: "<", client.ZIP: "PK"} {
				file, err := server.Render(ctx, kind.Sample, format)
				if err != nil {
					t.Errorf("%s: %v", format, err)
					continue
				}
				if !bytes.HasPrefix(file.Data, []byte(begins)) || filepath.Ext(file.Name) != "."+string(format) || file.Pages != report.Pages || file.Warnings != report.Warnings {
					t.Errorf("%s: %q with %d pages and %d warnings (report: %+v) begins %.10q", format, file.Name, file.Pages, file.Warnings, report, file.Data)
				}
				if _, err := server.Render(ctx, kind.Sample, format, client.IfNoneMatch(file.ETag)); !errors.Is(err, client.ErrNotModified) {
					t.Errorf("%s, again: %v", format, err)
				}
			}
			last, err := server.Render(ctx, kind.Sample, client.SVG, client.Page(report.Pages))
			if err != nil || !bytes.Contains(last.Data, []byte("<svg")) {
				t.Errorf("last page: %v", err)
			}
			if _, err := server.Render(ctx, kind.Sample, client.SVG, client.Page(report.Pages+1)); code(err) != "no_such_page" {
				t.Errorf("page after the last: %v", err)
			}
		})
	}
}

func TestServerTakesGoValues(t *testing.T) {
	server := serve(t, api.Defaults(), "")
	file, err := server.Render(t.Context(), &contract.Document{
		Type:       "ke-hoach",
		Organ:      &contract.Organ{Name: contract.Lines{"SỞ NỘI VỤ"}},
		Code:       contract.Code{Number: "42", Notation: "KH-SNV"},
		Date:       contract.Day(2026, time.April, 5),
		Subject:    contract.Lines{"Tổ chức tập huấn <văn thư> & lưu trữ"},
		Body:       []contract.Node{contract.Heading("MỤC ĐÍCH", contract.Paragraph("Nâng cao nghiệp vụ."))},
		Signer:     &contract.Signer{Position: contract.Lines{"GIÁM ĐỐC"}, Name: "Nguyễn Văn An"},
		Recipients: contract.PlainList("Các phòng thuộc Sở", "Lưu: VT"),
	}, client.PDF)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(file.WarningCodes, "place_blank") || file.Warnings == 0 {
		t.Errorf("no địa danh, but warnings are %d %v", file.Warnings, file.WarningCodes)
	}
}

func TestServerReadsFiles(t *testing.T) {
	server := serve(t, api.Defaults(), "")
	ctx := t.Context()
	kind, err := server.Type(ctx, "ke-hoach")
	if err != nil {
		t.Fatal(err)
	}
	file, err := server.Render(ctx, kind.Sample, client.DOCX)
	if err != nil {
		t.Fatal(err)
	}
	imported, err := server.Import(ctx, file.Data, client.Media(client.MediaDOCX))
	if err != nil || imported.Source != "docx" || imported.Embedded != "same" {
		t.Fatalf("%+v, %v", imported, err)
	}
	if again, err := server.Render(ctx, imported.Document, client.DOCX); err != nil || !bytes.Equal(again.Data, file.Data) {
		t.Errorf("what was imported makes another file: %v", err)
	}
	if text, err := server.Import(ctx, []byte("Xin chào."), client.Media(client.MediaText), client.Kind("bao-cao")); err != nil || text.Source != "text" {
		t.Errorf("%+v, %v", text, err)
	}
	checked, err := server.Check(ctx, file.Data, client.Name(file.Name))
	if err != nil || checked.Kind != "ke-hoach" || len(checked.Rules) < 40 || checked.Counts.Pass == 0 {
		t.Fatalf("%+v, %v", checked, err)
	}
	for form, begins := range map[client.ReportFormat]string{
		client.ReportText: "Tệp", client.ReportSARIF: "{", client.ReportJUnit: "<?xml", client.ReportPDF: "%PDF", client.ReportDOCX: "PK",
	} {
		report, clean, err := server.CheckReport(ctx, file.Data, form)
		if err != nil || !bytes.HasPrefix(report, []byte(begins)) || clean != checked.Clean {
			t.Errorf("%s: %.20q %v, %v", form, report, clean, err)
		}
	}
	_, err = server.Import(ctx, file.Data[:500])
	if p, ok := errors.AsType[*client.Problem](err); !ok || p.Code != "unreadable_file" || len(p.Problems) != 1 || p.Problems[0].Code != "file_truncated" {
		t.Errorf("%v", err)
	}
}

func TestServerProblems(t *testing.T) {
	config := api.Defaults()
	config.MaxBody = 10 << 10
	server := serve(t, config, "")
	ctx := client.WithRequestID(t.Context(), "van-thu-42")
	plan := []byte(`{"type":"ke-hoach"}`)
	render := func(doc []byte, format client.Format, options ...client.RenderOption) error {
		_, err := server.Render(ctx, doc, format, options...)
		return err
	}
	_, unknownType := server.Type(ctx, "khong-co")
	_, badJSON := server.Validate(ctx, []byte(`{"type":`))
	for _, c := range []struct {
		err    error
		code   string
		status int
		listed bool // what is wrong with the document
	}{
		{render(plan, client.PDF), "invalid_document", 422, true},
		{render([]byte(`{"type":`), client.PDF), "bad_json", 400, true},
		{badJSON, "bad_json", 400, true},
		{render(plan, "doc"), "unknown_format", 400, false},
		{render(plan, client.SVG, client.Page(0)), "bad_page", 400, false},
		{render(bytes.Repeat([]byte(" "), 11<<10), client.PDF), "body_too_large", 413, false},
		{unknownType, "unknown_type", 404, false},
	} {
		p, ok := errors.AsType[*client.Problem](c.err)
		if !ok {
			t.Errorf("%s: %v", c.code, c.err)
			continue
		}
		if p.Code != c.code || p.Status != c.status || p.RequestID != "van-thu-42" || p.Title == "" || p.Detail == "" || p.Type == "" {
			t.Errorf("%s: %+v", c.code, p)
		}
		if listed := len(p.Problems) > 0; listed != c.listed {
			t.Errorf("%s: problems %+v", c.code, p.Problems)
		}
		for _, f := range p.Problems {
			if f.Severity != client.SeverityError && f.Severity != client.SeverityWarning || f.Code == "" || f.Message == "" {
				t.Errorf("%s: %+v", c.code, f)
			}
		}
	}
	report, err := server.Validate(ctx, plan)
	if err != nil || report.Valid || report.Errors == 0 || report.Errors+report.Warnings != len(report.Problems) {
		t.Errorf("report %+v, %v", report, err)
	}
}

func TestServerKeys(t *testing.T) {
	caller, key, err := api.NewKey("van-phong", []api.Scope{api.ScopeValidate}, 0.001, 2)
	if err != nil {
		t.Fatal(err)
	}
	config := api.Defaults()
	config.Keys = []api.Key{caller}
	server := serve(t, config, key)
	plan := []byte(`{"type":"ke-hoach"}`)

	for other, want := range map[string]string{"": "no_key", "vb_x": "bad_key"} {
		stranger := client.Client{URL: server.URL, Key: other}
		if _, err := stranger.Validate(t.Context(), plan); code(err) != want {
			t.Errorf("key %q: %v, want %s", other, err, want)
		}
		if _, err := stranger.Types(t.Context()); err != nil {
			t.Errorf("key %q: the types need none: %v", other, err)
		}
	}
	if _, err := server.Render(t.Context(), plan, client.PDF); code(err) != "scope_missing" {
		t.Errorf("render: %v", err)
	}
	for range 3 { // one more than may come at once
		_, err = server.Validate(t.Context(), plan)
	}
	p, ok := errors.AsType[*client.Problem](err)
	if !ok || p.Code != "rate_limited" || p.RetryAfter < time.Second {
		t.Errorf("too many calls: %v", err)
	}
}
