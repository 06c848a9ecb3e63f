package svg_test

import (
	"testing"

	"vanban/render/svg"
)

// BenchmarkWrite is the plan of five pages, from placed lines to the bytes of the file.
func BenchmarkWrite(b *testing.B) {
	res, info := sample(b, plan)
	w := newWriter(b)
	for _, c := range []struct {
		name string
		page int
	}{{"plan", 0}, {"page", 2}} {
		b.Run(c.name, func(b *testing.B) {
			var out []byte
			b.ReportAllocs()
			for b.Loop() {
				var err error
				if out, err = w.Write(res, info, c.page); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(len(out)), "bytes/file")
		})
	}
}

// BenchmarkRare is a document with characters that need a font of their own.
func BenchmarkRare(b *testing.B) {
	res, info := sample(b, "testdata/features/33-characters.json")
	w := newWriter(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := w.Write(res, info, 0); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkNew is what a process pays once.
func BenchmarkNew(b *testing.B) {
	set := embedded(b)
	for b.Loop() {
		if _, err := svg.New(set); err != nil {
			b.Fatal(err)
		}
	}
}
