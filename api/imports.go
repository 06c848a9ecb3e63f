package api

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"vanban/document"
	"vanban/intake"
	"vanban/read"
	"vanban/review"
	"vanban/templates/contract"
	"vanban/templates/parts"
)

// imports answers with the JSON of a file.
func (s *Server) imports(c *fiber.Ctx) error {
	x := exchangeOf(c.Context())
	x.typ, x.format = "unknown", "none"
	kind, err := typeWanted(c)
	if err != nil {
		return err
	}
	m, err := x.operation.Reads.of(&c.Request().Header)
	if err != nil {
		return err
	}
	source := "unknown"
	outcome := func(word string) { s.metrics.imports.WithLabelValues(x.typ, source, word).Inc() }
	return s.readIn(c, "import", outcome, func(ctx context.Context, file []byte) ([]byte, error) {
		res, err := s.importAs(ctx, file, m, kind)
		if err != nil {
			return nil, err
		}
		x.typ, source, x.warnings = typeLabel(res.Document.Type), res.SourceName(), len(res.Notes)
		return res.MarshalJSON()
	})
}

// readIn has a caller's file read when its turn comes, and answers with the JSON that is made of it; kind names the reading in the metrics.
func (s *Server) readIn(c *fiber.Ctx, kind string, outcome func(string), do func(ctx context.Context, file []byte) ([]byte, error)) error {
	var data []byte
	err := s.inTurn(c, s.config.MaxUpload, outcome, []*gate{s.files, s.gate}, func(ctx context.Context, in *body) (err error) {
		began := time.Now()
		defer func() { s.metrics.reading.WithLabelValues(kind).Observe(time.Since(began).Seconds()) }()
		data, err = do(ctx, in.bytes)
		if refused := (*read.Refusal)(nil); errors.As(err, &refused) {
			exchangeOf(c.Context()).errors = 1
			outcome("refused")
			return unreadable(document.Problems{refused.Problem})
		}
		if err == nil {
			outcome("read")
		}
		return err
	})
	if err != nil {
		return err
	}
	return s.sendOnce(c, fiber.MIMEApplicationJSON, data)
}

// typeWanted returns ?type=, empty where the file is to tell.
func typeWanted(c *fiber.Ctx) (string, error) {
	args := c.Context().QueryArgs()
	if !args.Has("type") {
		return "", nil
	}
	slug := string(args.Peek("type"))
	if _, known := parts.KindOf(slug); !known {
		return "", refusal(badType).because("Không có tên loại %s.", contract.Quote(strings.ToValidUTF8(slug, "?")))
	}
	return slug, nil
}

// importAs reads a file as what its sender says that it is; one that nobody said anything of tells itself.
func (s *Server) importAs(ctx context.Context, file []byte, m *medium, kind string) (*intake.Result, error) {
	hint := intake.Hint{Type: kind, Markdown: m.Name == mediaMarkdown}
	switch {
	case m.Name == fiber.MIMETextPlain, hint.Markdown:
		return s.intake.ImportText(ctx, string(file), hint)
	case m.format == review.DOCX && len(file) > 0 && !bytes.HasPrefix(file, []byte("PK")) && review.Sniff(file) != review.DOCX:
		return nil, read.Refuse("file_unknown", "Tệp không phải là tệp Word (.docx).", "Kiểm tra lại tệp, hoặc ghi đúng kiểu nội dung trong Content-Type.")
	}
	return s.intake.Import(ctx, file, hint)
}

// codeCertificate is the code of the refusal of a certificate, whatever it comes as.
const codeCertificate = "file_certificate"

// unreadable is the answer to a file that its reader refused.
func unreadable(problems document.Problems) error {
	r := refusal(unreadableFile).because("%s", problems[0].Message)
	r.problems = problems
	return r
}
