package check_test

import (
	"testing"

	"vanban/internal/samples"
	"vanban/read/docx"
)

// BenchmarkCheck judges a plan of four pages, reading left out.
func BenchmarkCheck(b *testing.B) {
	c := newChecker(b)
	for _, s := range samples.All(b) {
		if s.Name != "kehoach/ubnd-dak-ha-2023" {
			continue
		}
		file, _, err := samples.Render(s.JSON)
		if err != nil {
			b.Fatal(err)
		}
		m, err := docx.Read(b.Context(), file)
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			if _, err := c.Check(b.Context(), m); err != nil {
				b.Fatal(err)
			}
		}
	}
}
