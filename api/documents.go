package api

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cespare/xxhash/v2"
	"github.com/gofiber/fiber/v2"

	"vanban/document"
	"vanban/render"
	"vanban/render/bundle"
	"vanban/templates/catalog"
)

// The headers that say what became of a document.
const (
	headerPages        = "Vanban-Pages"
	headerWarnings     = "Vanban-Warnings"
	headerWarningCodes = "Vanban-Warning-Codes"
	headerClean        = "Vanban-Clean"
)

// documents answers with the files of one document.
func (s *Server) documents(c *fiber.Ctx) error {
	i, err := fileChoices.negotiate(c)
	if err != nil {
		return err
	}
	format := &formats[i]
	page, err := pageWanted(c, format)
	if err != nil {
		return err
	}
	if args := c.Context().QueryArgs(); args.Has("fonts") {
		if format.name != "svg" || string(args.Peek("fonts")) != "none" {
			return refusal(badParameter).because("fonts chỉ nhận none và chỉ dùng với format=svg.")
		}
		format = &linkedSVG
	}
	res, err := s.make(c, format, page)
	if err != nil {
		return err
	}
	data := res.Files[0]
	if len(res.Files) > 1 {
		entries := make([]bundle.Entry, len(res.Files))
		for i, f := range format.files {
			entries[i] = bundle.Entry{Name: render.FileName(res.Info, f), Data: res.Files[i]}
		}
		if data, err = bundle.Zip(entries...); err != nil {
			return err
		}
	}
	c.Set(headerPages, strconv.Itoa(res.Pages))
	c.Set(headerWarnings, strconv.Itoa(len(res.Problems)))
	if len(res.Problems) > 0 {
		c.Set(headerWarningCodes, codes(res.Problems))
	}
	c.Set(fiber.HeaderContentDisposition, disposition(res.Info, format))
	if format.policy != "" {
		c.Set(fiber.HeaderContentSecurityPolicy, format.policy)
	}
	c.Set(fiber.HeaderCacheControl, "private, no-cache")
	return s.sendLarge(c, format.media, data)
}

// make reads, builds and writes one document, in its turn and within its time.
func (s *Server) make(c *fiber.Ctx, f *format, page int) (*render.Result, error) {
	var res *render.Result
	x := exchangeOf(c.Context())
	err := s.work(c, f.name, func(ctx context.Context, built *catalog.Built) (err error) {
		switch {
		case page > 0 && f == &linkedSVG:
			res, err = s.render.LinkedPage(ctx, built, page)
		case page > 0:
			res, err = s.render.Page(ctx, built, page)
		default:
			res, err = s.render.Files(ctx, built, f.files...)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	x.pages = res.Pages
	switch {
	case res.Problems.Fatal():
		s.metrics.renders.WithLabelValues(x.typ, f.name, "invalid").Inc()
		return nil, invalid(res.Problems)
	case page > res.Pages:
		return nil, refusal(noSuchPage).because("Văn bản có %d trang.", res.Pages)
	}
	s.metrics.renders.WithLabelValues(x.typ, f.name, "made").Inc()
	s.metrics.pages.Add(float64(res.Pages))
	return res, nil
}

// work reads the document of a request and does something with it, when its turn has come and while its time lasts.
func (s *Server) work(c *fiber.Ctx, format string, do func(context.Context, *catalog.Built) error) error {
	x := exchangeOf(c.Context())
	x.typ, x.format = "unknown", format
	if _, err := x.operation.Reads.of(&c.Request().Header); err != nil {
		return err
	}
	outcome := func(word string) { s.metrics.renders.WithLabelValues(x.typ, format, word).Inc() }
	return s.inTurn(c, s.config.MaxBody, outcome, []*gate{s.gate}, func(ctx context.Context, in *body) (err error) {
		began := time.Now()
		built := s.render.Catalog().Build(in.bytes)
		in.release() // the document does not need it any more, others may
		if built.Type != "" {
			x.typ = built.Type
		}
		x.count(built.Problems)
		switch err = brokenJSON(built.Problems); {
		case err != nil:
			outcome("invalid")
		case built.Away(): // whatever else is wrong is told when all can be seen
			outcome("failed")
			err = refusal(queueUnavailable)
		default:
			err = do(ctx, built)
		}
		s.metrics.work.WithLabelValues(format).Observe(time.Since(began).Seconds())
		return err
	})
}

// inTurn reads the body of a request, which may be as long as limit, and does something with it when its turn has come at the gates and
// while its time lasts. It counts the outcomes busy, timeout and failed; the others are for who knows them.
func (s *Server) inTurn(c *fiber.Ctx, limit int, outcome func(string), gates []*gate, do func(context.Context, *body) error) error {
	x := exchangeOf(c.Context())
	in, err := s.bodies.read(c.Context(), limit)
	if err != nil {
		return err
	}
	defer in.release()
	x.received = len(in.bytes)
	arrived := time.Now()
	leave, err := s.turn(x.key, gates)
	if err != nil {
		outcome("busy")
		return err
	}
	defer leave()
	ctx, cancel := context.WithTimeout(s.stop, s.config.RenderTimeout)
	defer cancel()
	x.waited = time.Since(arrived)
	s.metrics.waited.Observe(x.waited.Seconds())
	err = inTime(do(ctx, in))
	var r *refused
	if !errors.As(err, &r) {
		if err != nil {
			outcome("failed")
		}
		return err
	}
	if r.fault == renderTimeout {
		outcome("timeout")
	}
	return err
}

// inTime turns the end of a request's time, or of the server's, into what the caller is told.
func inTime(err error) error {
	switch r := (*refused)(nil); {
	case errors.As(err, &r):
		return err
	case errors.Is(err, context.DeadlineExceeded):
		return refusal(renderTimeout)
	case errors.Is(err, context.Canceled):
		return refusal(shuttingDown)
	}
	return err
}

// count adds the problems of a document to what is known of its request.
func (x *exchange) count(problems document.Problems) {
	for i := range problems {
		if problems[i].Severity == document.Error {
			x.errors++
		} else {
			x.warnings++
		}
	}
}

// turn waits at all gates until a document of the caller may be worked on, no longer than the work itself may take. After success
// leave must be called.
func (s *Server) turn(caller string, gates []*gate) (leave func(), err error) {
	ctx, cancel := context.WithTimeout(s.stop, s.config.RenderTimeout)
	defer cancel()
	passed := 0
	leave = func() {
		for _, g := range slices.Backward(gates[:passed]) {
			g.leave()
		}
	}
	for _, g := range gates {
		if err := g.enter(ctx, caller); err != nil {
			leave()
			return nil, err
		}
		passed++
	}
	return leave, nil
}

// brokenJSON separates what is no JSON, or too large to be looked at, from documents with errors.
func brokenJSON(problems document.Problems) error {
	for i := range problems {
		if problems[i].Code == "syntax_error" {
			r := refusal(badJSON)
			r.problems = problems
			return r
		}
	}
	return nil
}

func invalid(problems document.Problems) error {
	r := refusal(invalidDocument)
	r.problems = problems
	return r
}

// validation is the answer of validate.
type validation struct {
	Valid    bool     `json:"valid" doc:"true khi không có lỗi; cảnh báo không ngăn việc tạo tệp"`
	Errors   int      `json:"errors" doc:"số lỗi"`
	Warnings int      `json:"warnings" doc:"số cảnh báo"`
	Pages    int      `json:"pages" doc:"số trang; 0 khi còn lỗi"`
	Problems []remark `json:"problems" doc:"mọi lỗi và cảnh báo"`
}

// validate reports on a document and makes no file of it.
func (s *Server) validate(c *fiber.Ctx) error {
	var rep validation
	err := s.work(c, "none", func(ctx context.Context, built *catalog.Built) error {
		res, err := s.render.Files(ctx, built) // no files: whether it has too many pages
		if err != nil {
			return err
		}
		rep.Problems, rep.Errors = remarks(res.Problems)
		rep.Pages = res.Pages
		return nil
	})
	if err != nil {
		return err
	}
	rep.Warnings = len(rep.Problems) - rep.Errors
	rep.Valid = rep.Errors == 0
	return sendJSON(c, rep)
}

// pageWanted returns ?page=, 0 for all pages.
func pageWanted(c *fiber.Ctx, f *format) (int, error) {
	args := c.Context().QueryArgs()
	if !args.Has("page") {
		return 0, nil
	}
	page, err := strconv.ParseUint(string(args.Peek("page")), 10, 31)
	if err != nil || page == 0 || f.name != "svg" {
		return 0, refusal(badPage)
	}
	return int(page), nil
}

// entityTag is a strong validator (RFC 9110, 8.8.3): equal input gives equal bytes, and other bytes another tag. It guards no
// secret, so that a quick hash does; a cryptographic one would take an eighth of the time of a document.
func entityTag(data []byte) string {
	tag := strconv.AppendUint(append(make([]byte, 0, 32), '"'), xxhash.Sum64(data), 36)
	tag = strconv.AppendInt(append(tag, '-'), int64(len(data)), 36)
	return string(append(tag, '"'))
}

// send answers with a representation, or tells that the caller has it already. RFC 9110 knows 304 for GET and HEAD alone; a
// document is asked for by POST only because its data are too long for an address, and nothing changes by asking.
func send(c *fiber.Ctx, media string, data []byte, tag string) error {
	c.Set(fiber.HeaderETag, tag)
	if matches(string(c.Request().Header.Peek(fiber.HeaderIfNoneMatch)), tag) {
		c.Response().SetStatusCode(fiber.StatusNotModified)
		return nil
	}
	c.Response().Header.SetContentType(media)
	c.Response().SetBodyRaw(data)
	return nil
}

// matches compares weakly, as If-None-Match does (RFC 9110, 13.1.2).
func matches(list, tag string) bool {
	for candidate := range strings.SplitSeq(list, ",") {
		candidate = strings.TrimPrefix(strings.TrimSpace(candidate), "W/")
		if candidate == tag || candidate == "*" {
			return true
		}
	}
	return false
}

// disposition names the file (RFC 6266): in ASCII for old clients and in full for the others, who prefer it.
func disposition(info document.Info, f *format) string {
	name := strings.TrimSuffix(render.FileName(info, f.files[0]), f.files[0].String()) + f.name
	kind := "attachment"
	if f.inline {
		kind = "inline"
	}
	return named(kind, name)
}

// named is a Content-Disposition with a name.
func named(kind, name string) string {
	// QueryEscape leaves what RFC 8187 calls attr-char, but for the blank.
	return kind + `; filename="` + render.ASCIIFileName(name) + `"; filename*=UTF-8''` + strings.ReplaceAll(url.QueryEscape(name), "+", "%20")
}

// maxCodes bounds the header of warning codes; proxies refuse answers with more than some kilobytes of headers.
const maxCodes = 1 << 10

// codes lists the different codes of warnings, in the order of their first.
func codes(problems document.Problems) string {
	var seen []string
	size := 0
	for i := range problems {
		code := problems[i].Code
		if size+len(code) > maxCodes {
			break
		}
		if !slices.Contains(seen, code) {
			seen = append(seen, code)
			size += len(code) + 2
		}
	}
	return strings.Join(seen, ", ")
}
