package service

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"vanban/client"
	"vanban/internal/referee"
)

// fullArt is a certificate with all its design.
func fullArt(t testing.TB) json.RawMessage {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(referee.Root(t), "templates", "khenthuong", "samples", "giay-khen-tand-tinh.json"))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// BenchmarkBatchOverHTTP submits a thousand certificates with all their design, and waits for the event that they are one PDF.
func BenchmarkBatchOverHTTP(b *testing.B) {
	const rows = 1000
	c := caller(Start(b))
	s := &client.Submission{Base: fullArt(b), Items: people(rows)}
	finished(b, c, submit(b, c, s).ID)
	for b.Loop() {
		if end := finished(b, c, submit(b, c, s).ID); end.Counts.Done != rows {
			b.Fatalf("%+v", end)
		}
	}
	b.ReportMetric(b.Elapsed().Seconds()*1000/float64(b.N)/rows, "ms/row")
}

// BenchmarkManyRowsOverHTTP makes a batch of as many rows as a server takes, and reports the most memory that the server had.
func BenchmarkManyRowsOverHTTP(b *testing.B) {
	const rows = 100_000
	p := Start(b)
	c := caller(p)
	s := &client.Submission{Base: fullArt(b), Items: people(rows)}
	for b.Loop() {
		if end := finished(b, c, submit(b, c, s).ID); end.Counts.Done != rows {
			b.Fatalf("%+v", end)
		}
	}
	b.ReportMetric(float64(rows*b.N)/b.Elapsed().Seconds(), "rows/s")
	b.ReportMetric(float64(peak(b, p)), "rss-max-MB")
}

// peak returns the most resident memory that a process has had, in MB, as Linux tells it; elsewhere 0.
func peak(t testing.TB, p *Process) int {
	t.Helper()
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.PID))
	if os.IsNotExist(err) {
		return 0
	}
	_, after, _ := strings.Cut(string(data), "VmHWM:")
	fields := strings.Fields(after)
	if err != nil || len(fields) == 0 {
		t.Fatalf("no VmHWM in /proc/%d/status: %v", p.PID, err)
	}
	kB, err := strconv.Atoi(fields[0])
	if err != nil {
		t.Fatal(err)
	}
	return kB >> 10
}
