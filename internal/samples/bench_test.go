package samples

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"vanban/internal/referee"
)

// plan is the document that speed is stated for.
const plan = "templates/kehoach/samples/ubnd-dak-ha-2023.json"

// BenchmarkBesideLibreOffice renders the plan and has LibreOffice convert its DOCX, in the same minute on the same machine:
// the ratio means more than either figure. LibreOffice is taken warm: what one more file costs in a call that is running.
func BenchmarkBesideLibreOffice(b *testing.B) {
	data, err := os.ReadFile(filepath.Join(referee.Root(b), filepath.FromSlash(plan)))
	if err != nil {
		b.Fatal(err)
	}
	docx, _, err := Render(data)
	if err != nil {
		b.Fatal(err)
	}
	batch := func(n int) time.Duration {
		files := map[string][]byte{}
		for i := range n {
			files[fmt.Sprintf("plan-%02d", i)] = docx
		}
		start := time.Now()
		referee.OfficePDF(b, files)
		return time.Since(start)
	}
	const more = 20
	one := batch(1)
	warm := (batch(1+more) - one) / more

	n := 0
	start := time.Now()
	for b.Loop() {
		if _, _, err := Render(data); err != nil {
			b.Fatal(err)
		}
		n++
	}
	both := time.Since(start) / time.Duration(n)
	b.ReportMetric(float64(warm.Microseconds())/1000, "office-ms")
	b.ReportMetric(float64(both.Microseconds())/1000, "docx+pdf-ms")
	b.ReportMetric(float64(warm)/float64(both), "ratio")
}
