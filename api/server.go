package api

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/cors"
	"github.com/valyala/fasthttp"
	"golang.org/x/sync/semaphore"

	"vanban/batch"
	"vanban/intake"
	"vanban/render"
	"vanban/review"
)

// Server answers the calls of the API. It is made once, serves until Shutdown, and is then done.
type Server struct {
	config   Config
	render   *render.Service
	intake   *intake.Service
	review   *review.Service
	maker    *batch.Maker
	log      *slog.Logger
	app      *fiber.App
	fast     *fasthttp.Server
	keys     *keyring
	sessions *sessions
	attempts *attempts
	front    *front // nil without the clerk's pages
	bodies   *bodies
	gate     *gate
	files    *gate               // before the other, for files to be read
	answers  *semaphore.Weighted // memory of large answers
	metrics  *metrics

	operations  []operation
	typeList    *resource
	typeByName  map[string]*resource
	workbooks   workbooks
	description *resource
	pages       map[string]*resource // of the documentation

	draining atomic.Bool
	streams  atomic.Int64 // of events that are open
	ending   chan struct{}
	end      func()          // closes ending: streams have no end of their own, and would hold up a shutdown
	stop     context.Context // ends when work still running has to be given up
	giveUp   context.CancelFunc
}

// headerTimeout bounds the time for the headers of a request.
const headerTimeout = 5 * time.Second

// maxHeaders is the room for the request line and headers together.
const maxHeaders = 8 << 10

// maxFiles is how many files of strangers are read at one time. The largest that a reader lets through takes some 250 MB and four
// seconds: two stay near the limit of the heap, sixteen took 2.6 GB. Where there are few places one is left for documents.
const maxFiles = 2

// New prepares a server. It makes a document of every sample first, so that a service which cannot work does not start, and
// one that starts is warm.
func New(config Config, service *render.Service, log *slog.Logger) (*Server, error) {
	if err := config.check(); err != nil {
		return nil, err
	}
	keys, err := newKeyring(config.Keys)
	if err != nil {
		return nil, err
	}
	importer, err := intake.New(service)
	if err != nil {
		return nil, fmt.Errorf("api: %w", err)
	}
	reviewer, err := review.New(service)
	if err != nil {
		return nil, fmt.Errorf("api: %w", err)
	}
	s := &Server{
		config: config, render: service, intake: importer, review: reviewer, maker: batch.New(service), log: log, keys: keys,
		sessions: newSessions(), attempts: newAttempts(),
		bodies:  newBodies(max(config.MaxBody, config.MaxUpload), config.BodyMemory),
		gate:    newGate(config.Renders, config.Queue),
		files:   newGate(max(1, min(config.Renders-1, maxFiles)), config.Queue),
		answers: semaphore.NewWeighted(int64(config.BodyMemory)),
	}
	s.stop, s.giveUp = context.WithCancel(context.Background())
	s.ending = make(chan struct{})
	s.end = sync.OnceFunc(func() { close(s.ending) })
	s.metrics = newMetrics(s)
	s.app = fiber.New(fiber.Config{
		DisableStartupMessage: true, CaseSensitive: true, RequestMethods: methods, ErrorHandler: s.failed,
		// Fiber's own limit on bodies does not hold for streams: bodies.read has ours.
		StreamRequestBody: true, DisablePreParseMultipartForm: true,
		ReadBufferSize: maxHeaders, ReadTimeout: config.ReadTimeout, WriteTimeout: config.WriteTimeout, IdleTimeout: config.IdleTimeout,
		// Past MaxConnections requests get a problem; past this connections are dropped without a look at them.
		Concurrency: 2*config.MaxConnections + 16,
	})
	s.operations = s.operationsOf()
	if err := s.prepare(); err != nil {
		return nil, err
	}
	s.routes()
	s.fast = s.app.Server()
	s.fast.Handler = s.edge(s.app.Handler())
	s.fast.ErrorHandler = s.unreadable
	s.fast.CloseOnShutdown = true
	// A connection that says nothing is worth less patience than a document on a slow line.
	s.fast.ReadTimeout = min(headerTimeout, config.ReadTimeout)
	s.fast.HeaderReceived = func(*fasthttp.RequestHeader) fasthttp.RequestConfig {
		return fasthttp.RequestConfig{ReadTimeout: config.ReadTimeout}
	}
	return s, nil
}

// prepare makes what is the same for every request.
func (s *Server) prepare() (err error) {
	if s.typeList, s.typeByName, err = s.typeResources(); err != nil {
		return err
	}
	if s.description, err = s.describe(); err != nil {
		return err
	}
	if s.pages, err = s.documentation(); err != nil {
		return err
	}
	if s.front, err = newFront(s.config.Pages, s.render); err != nil {
		return err
	}
	return s.warm(s.stop)
}

// routes registers every operation.
func (s *Server) routes() {
	if len(s.config.Origins) > 0 {
		s.app.Use(cors.New(cors.Config{
			AllowOrigins:  strings.Join(s.config.Origins, ","),
			AllowMethods:  "GET,POST,HEAD,PUT,DELETE",
			AllowHeaders:  "Authorization,Content-Type,If-None-Match,If-Match,Idempotency-Key,X-Request-Id,Traceparent",
			MaxAge:        600, // seconds for which a browser need not ask again
			ExposeHeaders: strings.Join([]string{"Content-Disposition", "ETag", headerPages, headerWarnings, headerWarningCodes, headerClean, headerReprDigest, headerRequestID, "Location", "Retry-After"}, ","),
		}))
	}
	if s.front == nil {
		s.app.Get("/", func(c *fiber.Ctx) error { return c.Redirect("/docs") })
	}
	s.register(s.operations)
	s.register(s.pageOperations())
}

func (s *Server) register(operations []operation) {
	for i := range operations {
		op := &operations[i]
		serve := func(c *fiber.Ctx) error { return s.serve(c, op) }
		if op.Method == fiber.MethodGet {
			s.app.Get(op.route(), serve) // and HEAD
			continue
		}
		s.app.Add(op.Method, op.route(), serve)
	}
}

// serve does for an operation what all of them need, and then the operation's own work.
func (s *Server) serve(c *fiber.Ctx, op *operation) error {
	x := exchangeOf(c.Context())
	x.operation = op
	if !op.quiet && s.fast.GetOpenConnectionsCount() > int32(s.config.MaxConnections) {
		return refusal(busy) // but those who watch must see that the process lives
	}
	name, err := s.admit(c, op)
	x.key = name
	if err != nil {
		return err
	}
	if err := op.checkQuery(c.Context().QueryArgs()); err != nil {
		return err
	}
	if op.Reads == nil {
		// A body nobody asked for must not reach a handler: the adaptor of net/http would take it into memory, however long it is.
		s.drain(c.Context())
		if err := c.Request().CloseBodyStream(); err != nil {
			return err
		}
	}
	return op.handle(c)
}

// failed turns the error of a handler into its answer. What is not the caller's fault is logged and not shown.
func (s *Server) failed(c *fiber.Ctx, err error) error {
	x := exchangeOf(c.Context())
	x.refuse(c.Context(), s.refusalFor(x, err))
	return nil
}

func (s *Server) refusalFor(x *exchange, err error) *refused {
	var r *refused
	if errors.As(err, &r) {
		return r
	}
	var f *fiber.Error
	if errors.As(err, &f) {
		switch f.Code {
		case fiber.StatusNotFound:
			return refusal(notFound)
		case fiber.StatusMethodNotAllowed:
			return refusal(methodNotAllowed)
		case fiber.StatusRequestHeaderFieldsTooLarge:
			return refusal(headersTooLarge)
		case fiber.StatusBadRequest:
			return refusal(badRequest)
		}
	}
	x.logger(s.log).Error("request failed", "error", err.Error())
	return refusal(internal)
}

// Serve answers on the listener, which may be one of TLS, until Shutdown.
func (s *Server) Serve(l net.Listener) error {
	if err := s.app.Listener(l); err != nil {
		return fmt.Errorf("api: %w", err)
	}
	return nil
}

// Drain lets balancers know, by /readyz, that work should go elsewhere; what comes all the same is still served, each request
// on a connection of its own. Shutdown may follow.
func (s *Server) Drain() { s.draining.Store(true) }

// Shutdown stops taking connections, finishes what is running and returns. When ctx ends first the rest is given up.
func (s *Server) Shutdown(ctx context.Context) error {
	s.Drain()
	s.end()
	defer s.giveUp()
	if err := s.app.ShutdownWithContext(ctx); err != nil {
		return fmt.Errorf("api: requests were still running: %w", err)
	}
	return nil
}
