package pdf

import (
	"testing"

	"vanban/fonts"
)

// BenchmarkWrite is the plan of four pages, from placed lines to the bytes of the file.
func BenchmarkWrite(b *testing.B) {
	res, info := plan(b)
	w := newWriter(b)
	chars := 0
	for i := range res.Pages {
		for k := range res.Pages[i].Lines {
			for _, s := range res.Pages[i].Lines[k].Spans {
				chars += len([]rune(s.Text))
			}
		}
	}
	var out []byte
	b.ReportAllocs()
	for b.Loop() {
		var err error
		if out, err = w.Write(res, info); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(out)), "bytes/file")
	b.ReportMetric(float64(chars), "characters")
}

// BenchmarkContent is the operators alone, without packing.
func BenchmarkContent(b *testing.B) {
	res, _ := plan(b)
	j := newWriter(b).jobs.New().(*job)
	n := 0
	b.ReportAllocs()
	for b.Loop() {
		n = 0
		j.content.begin(res)
		for i := range res.Pages {
			j.content.write(&res.Pages[i])
			n += len(j.content.buf)
		}
	}
	b.ReportMetric(float64(n), "bytes/content")
}

// BenchmarkNew is what a process pays once.
func BenchmarkNew(b *testing.B) {
	set, err := fonts.Embedded()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := New(set); err != nil {
			b.Fatal(err)
		}
	}
}
