package api

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"vanban/batch/queue"
)

// batchMetrics asks the queue when Prometheus asks us.
type batchMetrics struct{ server *Server }

var (
	descUp      = prometheus.NewDesc("vanban_batch_queue_up", "Whether the queue of batches can be reached: 1 or 0.", nil, nil)
	descFull    = prometheus.NewDesc("vanban_batch_storage_full", "Whether a write was refused just now for want of room: 1 or 0.", nil, nil)
	descStored  = prometheus.NewDesc("vanban_batch_storage_bytes", "What lists, results and files of batches take.", nil, nil)
	descBatches = prometheus.NewDesc("vanban_batches", "Batches that are kept, by state.", []string{"state"}, nil)
	descRows    = prometheus.NewDesc("vanban_batch_rows_total", "Rows that this process has made, by what became of them: done, warned, failed.", []string{"outcome"}, nil)
	descRunning = prometheus.NewDesc("vanban_batch_rows_running", "Rows that this process works on.", nil, nil)
	descWaiting = prometheus.NewDesc("vanban_batch_rows_waiting", "Rows of all batches that have no result yet.", nil, nil)
)

// batchStates are all there are: a state without batches is 0, not absent.
var batchStates = []queue.State{queue.Queued, queue.Running, queue.Writing, queue.Done, queue.Cancelled, queue.Failed}

// Describe names the metrics.
func (*batchMetrics) Describe(out chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{descUp, descFull, descStored, descBatches, descRows, descRunning, descWaiting} {
		out <- d
	}
}

// scrapeTime bounds how long the numbers of the queue are waited for; those of this process are there in any case.
const scrapeTime = 2 * time.Second

// Collect reads them.
func (m *batchMetrics) Collect(out chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(m.server.stop, scrapeTime)
	defer cancel()
	gauge := func(d *prometheus.Desc, v float64, labels ...string) {
		out <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	truth := map[bool]float64{true: 1}
	st, err := m.server.config.Batches.Stats(ctx)
	for outcome, n := range map[string]int64{"done": st.Done, "warned": st.Warned, "failed": st.Failed} {
		out <- prometheus.MustNewConstMetric(descRows, prometheus.CounterValue, float64(n), outcome)
	}
	gauge(descRunning, float64(st.Running))
	gauge(descFull, truth[st.Full])
	var list []*queue.Status
	if err == nil {
		list, err = m.server.config.Batches.List(ctx)
	}
	gauge(descUp, truth[err == nil])
	if err != nil {
		return
	}
	gauge(descStored, float64(st.Stored))
	waiting := 0
	states := map[queue.State]int{}
	for _, b := range list {
		states[b.State]++
		if !b.State.Final() {
			waiting += b.Rows - b.Done - b.Failed
		}
	}
	for _, state := range batchStates {
		gauge(descBatches, float64(states[state]), string(state))
	}
	gauge(descWaiting, float64(waiting))
}
