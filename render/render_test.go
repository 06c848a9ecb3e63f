package render_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"vanban/render"
)

func service(t testing.TB) *render.Service {
	t.Helper()
	s, err := render.New(render.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func samples(t testing.TB) []string {
	t.Helper()
	var files []string
	for _, pattern := range []string{"../templates/*/samples/*.json", "../testdata/features/*.json"} {
		list, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, list...)
	}
	if len(files) == 0 {
		t.Fatal("no samples found")
	}
	return files
}

func renderAll(t *testing.T, s *render.Service, data []byte) [][]byte {
	t.Helper()
	res, err := s.Render(context.Background(), data, render.DOCX, render.PDF, render.SVG)
	if err != nil {
		t.Error(err)
		return nil
	}
	if res.Problems.Fatal() {
		t.Errorf("does not build: %+v", res.Problems)
		return nil
	}
	return res.Files
}

// TestDeterminism renders every sample in eight goroutines with one service, and once more with a fresh one: all bytes are
// equal.
func TestDeterminism(t *testing.T) {
	shared := service(t)
	fresh := service(t)
	for _, file := range samples(t) {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".json"), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			want := renderAll(t, fresh, data)
			if len(want) != 3 {
				t.Fatalf("got %d files, want a DOCX, a PDF and an SVG", len(want))
			}
			var wg sync.WaitGroup
			for range 8 {
				wg.Go(func() {
					got := renderAll(t, shared, data)
					for i := range want {
						if len(got) != len(want) || !bytes.Equal(got[i], want[i]) {
							t.Errorf("file %d differs between runs", i)
						}
					}
				})
			}
			wg.Wait()
		})
	}
}

// TestBadInput asks that bad input gives problems and no file, and that several faults come together.
func TestBadInput(t *testing.T) {
	s := service(t)
	for name, in := range map[string]string{
		"syntax":       `{"type":`,
		"empty":        ``,
		"no type":      `{}`,
		"unknown type": `{"type":"ban-tin"}`,
		"all missing":  `{"type":"quyet-dinh"}`,
		"not object":   `[1,2]`,
	} {
		res, err := s.Render(context.Background(), []byte(in), render.PDF)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !res.Problems.Fatal() || res.Files != nil {
			t.Errorf("%s: %d files and problems %+v", name, len(res.Files), res.Problems)
		}
	}
}

func benchmark(b *testing.B, f render.Format) {
	s := service(b)
	data, err := os.ReadFile("../templates/kehoach/samples/ubnd-dak-ha-2023.json")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	size := 0
	for b.Loop() {
		res, err := s.Render(context.Background(), data, f)
		if err != nil || len(res.Files) != 1 {
			b.Fatal(err, res)
		}
		size = len(res.Files[0])
	}
	b.ReportMetric(float64(size), "bytes/file")
}

func BenchmarkPlanToDOCX(b *testing.B) { benchmark(b, render.DOCX) }
func BenchmarkPlanToPDF(b *testing.B)  { benchmark(b, render.PDF) }
