package pdf

import (
	"bytes"
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

// BenchmarkPack compares packer with the general compressor on the streams of the plan: why there is a packer at all.
func BenchmarkPack(b *testing.B) {
	res, info := plan(b)
	j := newWriter(b).jobs.New().(*job)
	if _, err := j.write(res, &info); err != nil {
		b.Fatal(err)
	}
	var streams [][]byte
	for i := range res.Pages {
		j.content.write(&res.Pages[i])
		streams = append(streams, bytes.Clone(j.content.buf))
	}
	streams = append(streams, j.data)
	var out []byte
	b.Run("packer", func(b *testing.B) {
		var p packer
		var ends []int
		for b.Loop() {
			p.reset()
			for _, s := range streams {
				p.add(s)
			}
			out, ends = p.finish(out[:0], ends[:0])
		}
		b.ReportMetric(float64(len(out)), "bytes")
	})
	b.Run("klauspost-1", func(b *testing.B) {
		d := newDeflater(quickLevel)
		for b.Loop() {
			out = out[:0]
			for _, s := range streams {
				out = d.pack(out, s)
			}
		}
		b.ReportMetric(float64(len(out)), "bytes")
	})
}
