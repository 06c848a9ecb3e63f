package api

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"runtime/debug"
	"slices"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
)

const headerRequestID = "X-Request-Id"

// exchange is what is known of one request and its answer, for the log and the metrics. It holds nothing of a document.
type exchange struct {
	id        string
	trace     trace.SpanContext
	began     time.Time
	operation *operation // nil where no address matched
	key       string
	code      string // of the refusal, where it was one

	// Of a document.
	typ, format             string
	pages, errors, warnings int
	received, sent          int // bytes; sent only where the answer is a stream
	waited                  time.Duration
}

type exchangeKey struct{}

// exchangeOf returns the exchange that [Server.begin] began.
func exchangeOf(ctx *fasthttp.RequestCtx) *exchange { return ctx.UserValue(exchangeKey{}).(*exchange) }

// safety are the headers that keep browsers from making more of an answer than it is, errors among them.
var safety = [...][2]string{
	{fasthttp.HeaderXContentTypeOptions, "nosniff"},
	{fasthttp.HeaderXFrameOptions, "DENY"},
	{fasthttp.HeaderReferrerPolicy, "no-referrer"},
	{fasthttp.HeaderCrossOriginResourcePolicy, "same-origin"},
	{fasthttp.HeaderContentSecurityPolicy, "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"},
}

// begin reads who asks and sets the headers that every answer has.
func (s *Server) begin(ctx *fasthttp.RequestCtx) *exchange {
	x := &exchange{began: time.Now(), id: requestID(ctx.Request.Header.Peek(headerRequestID))}
	carried := propagation.TraceContext{}.Extract(context.Background(), carrier{&ctx.Request.Header})
	x.trace = trace.SpanContextFromContext(carried)
	ctx.SetUserValue(exchangeKey{}, x)
	ctx.Response.Header.Set(headerRequestID, x.id)
	for i := range safety {
		ctx.Response.Header.Set(safety[i][0], safety[i][1])
	}
	if s.config.TLS {
		ctx.Response.Header.Set(fasthttp.HeaderStrictTransportSecurity, "max-age=31536000")
	}
	return x
}

// refuse makes the refusal the answer.
func (x *exchange) refuse(ctx *fasthttp.RequestCtx, r *refused) {
	x.code = r.fault.Code
	r.write(ctx, x.id)
	if r.fault.Status == fasthttp.StatusUnsupportedMediaType {
		ctx.Response.Header.Set("Accept-Post", x.operation.Reads.names())
	}
}

// requestID takes the caller's own where it can stand in a log as it is, and makes one otherwise.
func requestID(given []byte) string {
	good := len(given) > 0 && len(given) <= 64
	for _, c := range given {
		good = good && (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '_' || c == '-')
	}
	if good {
		return string(given)
	}
	id := strconv.AppendUint(make([]byte, 0, 32), rand.Uint64(), 36)
	return string(strconv.AppendUint(id, rand.Uint64(), 36))
}

// carrier lets the W3C trace context be read off fasthttp's headers.
type carrier struct{ h *fasthttp.RequestHeader }

func (c carrier) Get(key string) string { return string(c.h.Peek(key)) }
func (c carrier) Set(key, value string) { c.h.Set(key, value) }
func (c carrier) Keys() []string        { return nil }

// logger adds to every line of a request what finds its other lines.
func (x *exchange) logger(log *slog.Logger) *slog.Logger {
	log = log.With("request_id", x.id)
	if x.trace.IsValid() {
		log = log.With("trace_id", x.trace.TraceID().String(), "span_id", x.trace.SpanID().String())
	}
	return log
}

// edge is around every request that could be read: it gives it an identity, keeps a panic from ending the process, and
// records how it ended. Fiber's middleware would not see requests that Fiber itself refuses.
func (s *Server) edge(next fasthttp.RequestHandler) fasthttp.RequestHandler {
	return func(ctx *fasthttp.RequestCtx) {
		x := s.begin(ctx)
		defer s.finish(ctx, x)
		defer func() {
			if r := recover(); r != nil {
				x.logger(s.log).Error("panic", "error", r, "stack", string(debug.Stack()))
				x.refuse(ctx, refusal(internal))
			}
		}()
		if closes(ctx.Request.Header.Peek(fasthttp.HeaderConnection)) {
			ctx.SetConnectionClose()
		}
		if ambiguous(&ctx.Request.Header) {
			ctx.SetConnectionClose() // nobody knows where the next request begins
			x.refuse(ctx, refusal(badRequest).because("Transfer-Encoding chỉ được là chunked, và không đi cùng Content-Length."))
			return
		}
		if !slices.Contains(methods, string(ctx.Method())) {
			x.refuse(ctx, refusal(unknownMethod))
			return
		}
		next(ctx)
	}
}

// closes reports whether close is among the options of a Connection header (RFC 9110, 7.6.1). fasthttp knows it alone and in
// small letters only.
func closes(options []byte) bool {
	for option := range bytes.SplitSeq(options, []byte(",")) {
		if bytes.EqualFold(bytes.TrimSpace(option), []byte("close")) {
			return true
		}
	}
	return false
}

// ambiguous reports whether the headers leave open where the body ends (RFC 9112, 6.1 and 6.3). fasthttp lets chunked win over
// Content-Length and takes identity for nothing; a proxy that sees it otherwise would let one caller speak for another.
func ambiguous(h *fasthttp.RequestHeader) bool {
	var encoding, length bool
	for line := range bytes.Lines(h.RawHeaders()) {
		name, _, _ := bytes.Cut(line, []byte(":"))
		encoding = encoding || bytes.EqualFold(name, []byte(fasthttp.HeaderTransferEncoding))
		length = length || bytes.EqualFold(name, []byte(fasthttp.HeaderContentLength))
	}
	return encoding && (length || h.ContentLength() != -1)
}

// finish records the request and makes the connection fit for the next one.
func (s *Server) finish(ctx *fasthttp.RequestCtx, x *exchange) {
	if s.draining.Load() { // by now, whenever the request came
		ctx.SetConnectionClose()
	}
	s.drain(ctx)
	s.record(ctx, x)
}

// The bounds of what is read of a body nobody wanted.
const (
	maxDrain  = 16 << 20
	drainTime = 2 * time.Second
)

// drain reads what a refused request still sends. Left unread it would be taken for the next request, and closing at once
// makes the system reset the connection, so that the caller never sees why it was refused.
func (s *Server) drain(ctx *fasthttp.RequestCtx) {
	stream := ctx.RequestBodyStream()
	if stream == nil {
		return
	}
	if c := ctx.Conn(); c != nil {
		if err := c.SetReadDeadline(time.Now().Add(min(drainTime, s.config.ReadTimeout))); err != nil {
			ctx.SetConnectionClose()
			return
		}
	}
	if n, err := io.CopyN(io.Discard, stream, maxDrain); n > 0 || !errors.Is(err, io.EOF) { // it had not been read to its end
		ctx.SetConnectionClose()
	}
}

func (s *Server) record(ctx *fasthttp.RequestCtx, x *exchange) {
	took := time.Since(x.began)
	status := ctx.Response.StatusCode()
	route := "none"
	if x.operation != nil {
		route = x.operation.Path
	}
	s.metrics.request(string(ctx.Method()), route, status, took)
	level := slog.LevelInfo
	switch {
	case status == fasthttp.StatusInternalServerError:
		level = slog.LevelError
	case status >= 400:
		level = slog.LevelWarn
	case x.operation != nil && x.operation.quiet:
		level = slog.LevelDebug
	}
	if !s.log.Enabled(context.Background(), level) {
		return
	}
	attrs := make([]slog.Attr, 0, 16)
	attrs = append(attrs,
		slog.String("request_id", x.id), slog.String("method", known(string(ctx.Method()))), slog.String("route", route), slog.Int("status", status),
		slog.Float64("ms", float64(took.Microseconds())/1000), slog.Int("bytes_in", max(ctx.Request.Header.ContentLength(), x.received, 0)),
		slog.Int("bytes_out", x.bytesOut(ctx)), slog.String("remote", ctx.RemoteIP().String()))
	if x.trace.IsValid() {
		attrs = append(attrs, slog.String("trace_id", x.trace.TraceID().String()), slog.String("span_id", x.trace.SpanID().String()))
	}
	if x.code != "" {
		attrs = append(attrs, slog.String("code", x.code))
	}
	if x.key != "" {
		attrs = append(attrs, slog.String("key", x.key))
	}
	if x.typ != "" {
		attrs = append(attrs, slog.String("type", x.typ), slog.String("format", x.format), slog.Int("pages", x.pages),
			slog.Int("errors", x.errors), slog.Int("warnings", x.warnings), slog.Float64("waited_ms", float64(x.waited.Microseconds())/1000))
	}
	s.log.LogAttrs(context.Background(), level, "request", attrs...)
}

// bytesOut is the length of the answer's body. That of a stream must not be asked for: it would be read.
func (x *exchange) bytesOut(ctx *fasthttp.RequestCtx) int {
	if ctx.Response.IsBodyStream() {
		return x.sent
	}
	return len(ctx.Response.Body())
}

// methods are those that the server has heard of and answers with 405 where an address does not take them, QUERY of OpenAPI 3.2
// among them; all others get 501 (RFC 9110, 9.1).
var methods = append(slices.Clone(fiber.DefaultMethods), "QUERY")

// known keeps invented methods out of logs and metrics.
func known(method string) string {
	if slices.Contains(methods, method) {
		return method
	}
	return "other"
}

// unreadable answers requests that are no HTTP, or never came to their end.
func (s *Server) unreadable(ctx *fasthttp.RequestCtx, err error) {
	x := s.begin(ctx)
	if c, ok := ctx.Conn().(*tls.Conn); ok && !c.ConnectionState().HandshakeComplete {
		x.logger(s.log).Warn("no TLS", "error", err.Error(), "remote", ctx.RemoteIP().String()) // plain HTTP, or a certificate not trusted
		return
	}
	var small *fasthttp.ErrSmallBuffer
	var timeout net.Error
	r := refusal(badRequest)
	switch {
	case errors.As(err, &small):
		r = refusal(headersTooLarge)
	case errors.As(err, &timeout) && timeout.Timeout():
		r = refusal(requestTimeout)
	}
	x.refuse(ctx, r)
	s.record(ctx, x)
}
