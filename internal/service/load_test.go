package service

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/valyala/fasthttp"
)

const (
	clients = 16
	// memoryEvery is after how many documents the server's memory is looked at.
	memoryEvery = 500
)

// BenchmarkPlansOverHTTP sends one plan b.N times to the real program, from clients that keep their connections, and reads whole
// PDFs. It reports documents per second, the times that half and 99 % of the answers took at most, and the server's memory: after
// a tenth of the documents, at the end, and the most that was seen. Clients and server share the machine's processors.
func BenchmarkPlansOverHTTP(b *testing.B) {
	p := Start(b)
	client := &fasthttp.HostClient{Addr: strings.TrimPrefix(p.URL, "http://"), MaxConns: clients, MaxResponseBodySize: 16 << 20}
	b.Cleanup(client.CloseIdleConnections)
	l := &load{client: client, url: p.URL + "/v1/documents?format=pdf", document: sample(b)}
	if err := l.send(&l.want); err != nil {
		b.Fatal(err)
	}
	l.times = make([]time.Duration, b.N)
	l.memory = make([]int, b.N/memoryEvery+1)
	b.SetBytes(int64(len(l.want)))
	b.ResetTimer()
	began := time.Now()
	var wg sync.WaitGroup
	for range clients {
		wg.Go(func() { l.run(p.PID) })
	}
	wg.Wait()
	took := time.Since(began)
	b.StopTimer()
	memory, err := rss(p.PID)
	if err != nil {
		b.Fatal(err)
	}
	if first := l.failure.Load(); first != nil {
		b.Errorf("%d of %d documents: %v", l.errors.Load(), b.N, *first)
	}
	slices.Sort(l.times)
	b.ReportMetric(float64(b.N)/took.Seconds(), "docs/s")
	b.ReportMetric(l.percentile(50), "p50-ms")
	b.ReportMetric(l.percentile(99), "p99-ms")
	b.ReportMetric(float64(l.errors.Load()), "errors")
	b.ReportMetric(float64(l.memory[len(l.memory)/10]), "rss-tenth-MB")
	b.ReportMetric(float64(slices.Max(append(l.memory, memory))), "rss-max-MB")
	b.ReportMetric(float64(memory), "rss-end-MB")
}

// load is what the clients share.
type load struct {
	client         *fasthttp.HostClient
	url            string
	document, want []byte

	next    atomic.Int64
	times   []time.Duration // of every document, each written by one client
	memory  []int           // MB, of every memoryEvery documents
	errors  atomic.Int64
	failure atomic.Pointer[error] // the first
}

// run sends documents until all are sent.
func (l *load) run(pid int) {
	body := make([]byte, 0, len(l.want))
	for {
		i := int(l.next.Add(1)) - 1
		if i >= len(l.times) {
			return
		}
		began := time.Now()
		err := l.send(&body)
		l.times[i] = time.Since(began)
		if err == nil && !bytes.Equal(body, l.want) {
			err = fmt.Errorf("document %d is not like the first", i)
		}
		if i%memoryEvery == 0 && err == nil {
			l.memory[i/memoryEvery], err = rss(pid)
		}
		if err != nil {
			l.errors.Add(1)
			l.failure.CompareAndSwap(nil, &err)
		}
	}
}

// send posts the document and stores what comes back in body.
func (l *load) send(body *[]byte) error {
	req, res := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(req)
	defer fasthttp.ReleaseResponse(res)
	req.SetRequestURI(l.url)
	req.Header.SetMethod(fasthttp.MethodPost)
	req.Header.SetContentType("application/json")
	req.SetBodyRaw(l.document)
	if err := l.client.Do(req, res); err != nil {
		return err
	}
	if res.StatusCode() != fasthttp.StatusOK || !bytes.HasPrefix(res.Body(), []byte("%PDF-")) {
		return fmt.Errorf("status %d: %.200q", res.StatusCode(), res.Body())
	}
	*body = append((*body)[:0], res.Body()...)
	return nil
}

// percentile returns a time in milliseconds that so many per cent of the documents took at most.
func (l *load) percentile(p float64) float64 {
	i := int(math.Ceil(p/100*float64(len(l.times)))) - 1
	return float64(l.times[max(i, 0)].Microseconds()) / 1000
}

// rss returns the resident memory of a process in MB, as Linux tells it; elsewhere 0.
func rss(pid int) (int, error) {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if os.IsNotExist(err) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	_, after, _ := strings.Cut(string(data), "VmRSS:")
	fields := strings.Fields(after)
	if len(fields) == 0 {
		return 0, fmt.Errorf("no VmRSS in /proc/%d/status", pid)
	}
	kB, err := strconv.Atoi(fields[0])
	return kB >> 10, err
}

// TestLoad sends what the benchmark does, a hundred times.
func TestLoad(t *testing.T) {
	p := Start(t)
	l := &load{
		client:   &fasthttp.HostClient{Addr: strings.TrimPrefix(p.URL, "http://"), MaxConns: clients},
		url:      p.URL + "/v1/documents?format=pdf",
		document: sample(t), times: make([]time.Duration, 100), memory: make([]int, 1),
	}
	defer l.client.CloseIdleConnections()
	if err := l.send(&l.want); err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range clients {
		wg.Go(func() { l.run(p.PID) })
	}
	wg.Wait()
	if first := l.failure.Load(); first != nil {
		t.Errorf("%d documents: %v", l.errors.Load(), *first)
	}
}
