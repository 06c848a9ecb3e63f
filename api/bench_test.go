package api

import (
	"bytes"
	"io"
	"log/slog"
	"os"
	"testing"

	"github.com/valyala/fasthttp"

	"vanban/render"
)

// BenchmarkDocument is one plan to PDF through everything but the network: compare with BenchmarkPlanToPDF of package render.
func BenchmarkDocument(b *testing.B) {
	data, err := os.ReadFile("../templates/kehoach/samples/ubnd-dak-ha-2023.json")
	if err != nil {
		b.Fatal(err)
	}
	service, err := render.New(render.Options{MaxPages: 500})
	if err != nil {
		b.Fatal(err)
	}
	s, err := New(Defaults(), service, slog.New(slog.NewJSONHandler(io.Discard, nil)))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	var ctx fasthttp.RequestCtx
	for b.Loop() {
		ctx.Request.Reset()
		ctx.Response.Reset()
		ctx.Request.Header.SetMethod("POST")
		ctx.Request.SetRequestURI("/v1/documents?format=pdf")
		ctx.Request.Header.SetContentType("application/json")
		ctx.Request.SetBodyStream(bytes.NewReader(data), len(data))
		s.fast.Handler(&ctx)
		if ctx.Response.StatusCode() != 200 {
			b.Fatal(ctx.Response.StatusCode(), string(ctx.Response.Body()))
		}
	}
}
