package api

import (
	"testing"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
)

func TestNegotiate(t *testing.T) {
	const docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	app := fiber.New()
	for _, c := range []struct {
		query, accept string
		want          string // or the code of a refusal
	}{
		{"", "", "pdf"},
		{"", "*/*", "pdf"},
		{"", "application/*", "pdf"},
		{"", "image/*", "svg"},
		{"", docx, "docx"},
		{"", "application/zip", "zip"},
		{"", "text/html, application/pdf", "pdf"},
		{"", "text/html,application/xhtml+xml,*/*;q=0.8", "pdf"},
		{"", "application/pdf;q=0.5, " + docx + ";q=0.9", "docx"},
		{"", "application/pdf;q=0.9, " + docx + ";q=0.5", "pdf"},
		{"", docx + ";q=0.1, */*;q=0.01", "docx"},
		{"", "application/pdf;q=0, */*", "docx"},
		{"", "*/*, application/pdf;q=0.0", "docx"},
		{"", "application/*;q=0, */*;q=0.1", "svg"},
		{"", "application/*;q=0, application/zip;q=0.1", "zip"},
		{"", "*/*;q=0, image/svg+xml;q=0.1", "svg"},
		{"", "*/*;q=0", "not_acceptable"},
		{"", "application/pdf;q=0", "not_acceptable"},
		{"", "application/pdf;q=0, application/zip;q=0, " + docx + ";q=0, image/*;q=0, */*", "not_acceptable"},
		{"", "application/json", "not_acceptable"},
		{"", "text/*", "not_acceptable"},
		{"format=docx", "application/pdf", "docx"},
		{"format=svg", "application/json", "svg"},
		{"format=zip", "*/*;q=0", "zip"},
		{"format=", "application/pdf", "unknown_format"},
		{"format", "application/pdf", "unknown_format"},
		{"format=PDF", "application/pdf", "unknown_format"},
		{"format=pdf%20", "", "unknown_format"},
	} {
		ctx := &fasthttp.RequestCtx{}
		ctx.Request.SetRequestURI("/v1/documents?" + c.query)
		if c.accept != "" {
			ctx.Request.Header.Set("Accept", c.accept)
		}
		fc := app.AcquireCtx(ctx)
		i, err := fileChoices.negotiate(fc)
		app.ReleaseCtx(fc)
		got := ""
		if err != nil {
			got = faultOf(err).Code
		} else {
			got = formats[i].name
		}
		if got != c.want {
			t.Errorf("?%s Accept: %s: %s, want %s", c.query, c.accept, got, c.want)
		}
	}
}
