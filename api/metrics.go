package api

import (
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
)

// metrics are what a server tells Prometheus. Labels take few values, all of them ours.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	duration *prometheus.HistogramVec
	renders  *prometheus.CounterVec
	imports  *prometheus.CounterVec
	checks   *prometheus.CounterVec
	lists    *prometheus.CounterVec

	submissions *prometheus.CounterVec

	work    *prometheus.HistogramVec
	reading *prometheus.HistogramVec
	waited  prometheus.Histogram
	pages   prometheus.Counter
}

func newMetrics(s *Server) *metrics {
	seconds := []float64{.0005, .001, .002, .005, .01, .02, .05, .1, .2, .5, 1, 2, 5, 10}
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "vanban_http_requests_total", Help: "Requests answered.",
		}, []string{"method", "route", "status"}),
		duration: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "vanban_http_request_duration_seconds", Help: "Time from the headers of a request to its answer.",
			Buckets: seconds,
		}, []string{"route"}),
		renders: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "vanban_documents_total", Help: "Documents asked for, by what became of them: made, invalid, busy, timeout, failed.",
		}, []string{"type", "format", "outcome"}),
		imports: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "vanban_imports_total", Help: "Files to be imported, by what became of them: read, refused, busy, timeout, failed.",
		}, []string{"type", "source", "outcome"}),
		checks: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "vanban_checks_total", Help: "Files to be checked, by what became of them: clean, findings, refused, busy, timeout, failed.",
		}, []string{"type", "format", "outcome"}),
		lists: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "vanban_lists_total", Help: "Lists to be read, by what became of them: read, refused, busy, timeout, failed.",
		}, []string{"type", "format", "outcome"}),
		submissions: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "vanban_batch_submissions_total", Help: "Batches sent, by what became of them: accepted, repeated, refused, unavailable, busy, timeout, failed.",
		}, []string{"type", "outcome"}),
		reading: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "vanban_file_duration_seconds", Help: "Time of the work on one file to be imported or checked, one list or one batch that is sent, without waiting.",
			Buckets: seconds,
		}, []string{"call"}),
		work: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "vanban_render_duration_seconds", Help: "Time of the work on one document, without waiting.",
			Buckets: seconds,
		}, []string{"format"}),
		waited: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "vanban_queue_duration_seconds", Help: "Time that a document waited for its turn.",
			Buckets: seconds,
		}),
		pages: prometheus.NewCounter(prometheus.CounterOpts{Name: "vanban_pages_total", Help: "Pages of the documents made."}),
	}
	gauge := func(name, help string, value func() float64) prometheus.Collector {
		return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, value)
	}
	m.registry.MustRegister(m.requests, m.duration, m.renders, m.imports, m.checks, m.work, m.reading, m.waited, m.pages,
		gauge("vanban_renders_running", "Documents and files being worked on.", func() float64 { return float64(s.gate.running()) }),
		gauge("vanban_queue_length", "Requests that wait for their turn.", func() float64 { return float64(s.gate.waiting.Load() + s.files.waiting.Load()) }),
		gauge("vanban_connections_open", "Open connections.", func() float64 { return float64(s.fast.GetOpenConnectionsCount()) }),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "vanban_build_info", Help: "1, with the version.", ConstLabels: prometheus.Labels{"version": s.config.Version},
		}, func() float64 { return 1 }),
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	)
	if s.config.Batches != nil {
		m.registry.MustRegister(m.lists, m.submissions, &batchMetrics{server: s})
	}
	return m
}

func (m *metrics) request(method, route string, status int, took time.Duration) {
	m.requests.WithLabelValues(known(method), route, strconv.Itoa(status)).Inc()
	m.duration.WithLabelValues(route).Observe(took.Seconds())
}
