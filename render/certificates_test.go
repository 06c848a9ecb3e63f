package render_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"testing"

	"vanban/document"
)

// sink is a file of which nobody keeps anything.
type sink struct{ n int }

func (s *sink) Write(p []byte) (int, error) {
	s.n += len(p)
	return len(p), nil
}

// BenchmarkCertificates is a thousand certificates of full art, each from its own JSON, to one PDF file on one core.
func BenchmarkCertificates(b *testing.B) {
	const n = 1000
	s := service(b)
	data, err := os.ReadFile("../templates/khenthuong/samples/giay-khen-tand-tinh.json")
	if err != nil {
		b.Fatal(err)
	}
	rows := make([][]byte, n)
	for i := range rows {
		rows[i] = bytes.ReplaceAll(data, []byte(`"register_number": "`), fmt.Appendf(nil, `"register_number": "%d`, i))
	}
	ctx := context.Background()
	var out sink
	b.ReportAllocs()
	for b.Loop() {
		out = sink{}
		bind := s.Bind(&out, document.Info{Title: "Giấy khen"})
		for _, row := range rows {
			part, problems, err := s.Part(ctx, s.Catalog().Build(row))
			if err != nil || problems.Fatal() {
				b.Fatal(problems, err)
			}
			if err := bind.Add(part, part.Info.Title); err != nil {
				b.Fatal(err)
			}
		}
		if err := bind.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/n, "µs/certificate")
	b.ReportMetric(float64(out.n)/n, "bytes/certificate")
}
