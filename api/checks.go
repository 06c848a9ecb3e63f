package api

import (
	"context"
	"errors"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"vanban/check"
	"vanban/document"
	"vanban/render"
	"vanban/review"
)

// reportForms are the forms of a report in the order of reportChoices.
var reportForms = []review.Form{review.AsJSON, review.AsText, review.AsSARIF, review.AsJUnit, review.AsCertificate, review.AsComments}

// reportChoices are the forms as callers name them.
var reportChoices = func() choices {
	list := make(choices, len(reportForms))
	for i, f := range reportForms {
		media, _, _ := strings.Cut(f.MediaType(), ";")
		list[i] = choice{f.String(), media}
	}
	return list
}()

// hanoi is the time of every office, whatever the server's clock shows; it needs no table of zones.
var hanoi = time.FixedZone("+07", 7*60*60)

// checks answers with the report on a file.
func (s *Server) checks(c *fiber.Ctx) error {
	i, err := reportChoices.negotiate(c)
	if err != nil {
		return err
	}
	form := reportForms[i]
	x := exchangeOf(c.Context())
	x.typ, x.format = "unknown", form.String()
	m, err := x.operation.Reads.of(&c.Request().Header)
	if err != nil {
		return err
	}
	limit := s.config.MaxBody
	if m.file {
		limit = s.config.MaxUpload
	}
	outcome := func(word string) { s.metrics.checks.WithLabelValues(x.typ, x.format, word).Inc() }
	var data []byte
	var res *review.Result
	name := ""
	err = s.inTurn(c, limit, outcome, []*gate{s.files, s.gate}, func(ctx context.Context, in *body) (err error) {
		began := time.Now()
		defer func() { s.metrics.reading.WithLabelValues("check").Observe(time.Since(began).Seconds()) }()
		var r *refused
		if res, err = s.reviewed(ctx, in.bytes, m, form); errors.As(err, &r) {
			x.count(r.problems)
			outcome("refused")
		}
		if err != nil {
			return err
		}
		x.typ, name = typeLabel(res.Report.Kind), fileNameWanted(c, res.Format)
		x.errors, x.warnings = openPoints(res.Report)
		data, err = s.review.Write(ctx, res, form, review.About{Name: name, Checked: began.In(hanoi), Version: s.config.Version})
		if err == nil {
			outcome(map[bool]string{true: "clean", false: "findings"}[res.Report.Clean()])
		}
		return err
	})
	if err != nil {
		return err
	}
	c.Set(headerClean, strconv.FormatBool(res.Report.Clean()))
	if saved := savedName(form, name); saved != "" {
		c.Set(fiber.HeaderContentDisposition, named("attachment", saved))
	}
	return s.sendOnce(c, form.MediaType(), data)
}

// openPoints returns how many rules a file breaks, and how many a person has to look at.
func openPoints(r *check.Report) (fail, review int) {
	n := r.Counts()
	return n[check.Fail], n[check.NeedsReview]
}

// reviewed measures a file as what its sender says that it is; one that nobody said anything of tells itself.
func (s *Server) reviewed(ctx context.Context, file []byte, m *medium, form review.Form) (*review.Result, error) {
	format := m.format
	if format == review.Unknown {
		format = review.Sniff(file)
	}
	if format == review.PDF && form == review.AsComments {
		return nil, refusal(noComments)
	}
	res, err := s.review.CheckAs(ctx, file, format)
	switch {
	case err != nil:
		return nil, err
	case res.Report != nil:
		return res, nil
	case format != review.JSON, res.Problems[0].Code == codeCertificate:
		return nil, unreadable(res.Problems)
	}
	if err := brokenJSON(res.Problems); err != nil {
		return nil, err
	}
	return nil, invalid(res.Problems)
}

// fileNameWanted returns ?name= as a report shows it: without folders, and with the ending of what the file is.
func fileNameWanted(c *fiber.Ctx, f review.Format) string {
	given := string(c.Context().QueryArgs().Peek("name"))
	given = given[strings.LastIndexAny(given, `/\`)+1:]
	stem := strings.TrimSuffix(given, path.Ext(given))
	name := strings.TrimSuffix(render.FileName(document.Info{Title: stem}, render.DOCX), "docx")
	return name + map[review.Format]string{review.DOCX: "docx", review.PDF: "pdf", review.JSON: "json"}[f]
}

// savedName is the name of a report as a file, empty for those that programs read.
func savedName(form review.Form, name string) string {
	stem := strings.TrimSuffix(name, path.Ext(name))
	switch form {
	case review.AsCertificate:
		return "Phiếu kiểm tra " + stem + ".pdf"
	case review.AsComments:
		return "Nhận xét " + stem + ".docx"
	}
	return ""
}
