package api

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/adaptor"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"vanban/render"
)

// healthz tells that the process lives.
func (s *Server) healthz(c *fiber.Ctx) error { return plain(c, "ok") }

// readyz tells whether to send work here. A full queue does not count: to be sent elsewhere then is the balancer's wisdom, to
// be restarted for it would be a misfortune.
func (s *Server) readyz(c *fiber.Ctx) error {
	if s.draining.Load() {
		return refusal(shuttingDown)
	}
	return plain(c, "ok")
}

func plain(c *fiber.Ctx, text string) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	c.Response().Header.SetContentType(fiber.MIMETextPlainCharsetUTF8)
	c.Response().SetBodyString(text + "\n")
	return nil
}

func (m *metrics) handler() fiber.Handler {
	return adaptor.HTTPHandler(promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{ErrorHandling: promhttp.HTTPErrorOnError}))
}

// warm makes every sample of the catalog in every format. A service that cannot do that must not take requests.
func (s *Server) warm(ctx context.Context) error {
	for _, t := range s.render.Catalog().Types() {
		names, err := fs.Glob(t.Samples, "*.json")
		if err != nil {
			return fmt.Errorf("api: %w", err)
		}
		for _, name := range names {
			data, err := fs.ReadFile(t.Samples, name)
			if err != nil {
				return fmt.Errorf("api: %w", err)
			}
			res, err := s.render.Render(ctx, data, render.DOCX, render.PDF, render.SVG)
			if err != nil {
				return fmt.Errorf("api: sample %s of %s: %w", name, t.Slug, err)
			}
			if res.Problems.Fatal() {
				s.log.Warn("a sample is refused: the limits are very narrow", slog.String("sample", name), slog.String("code", res.Problems[0].Code))
			}
		}
	}
	return nil
}
