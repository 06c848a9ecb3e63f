package intake_test

import (
	"context"
	"testing"

	"vanban/intake"
	"vanban/render"
)

// BenchmarkText imports a plan of four pages from its text.
func BenchmarkText(b *testing.B) {
	s, _ := service(b)
	text := pasted(b, samples(b)["ubnd-dak-ha-2023"])
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.ImportText(context.Background(), text, intake.Hint{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkDOCX imports it from a file of others.
func BenchmarkDOCX(b *testing.B) {
	s, _ := service(b)
	file, _ := printed(b, samples(b)["ubnd-dak-ha-2023"])
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.Import(context.Background(), file, intake.Hint{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkOwn imports it from a file of this program's, as it was made and edited.
func BenchmarkOwn(b *testing.B) {
	s, r := service(b)
	made, err := r.Render(context.Background(), samples(b)["ubnd-dak-ha-2023"], render.DOCX)
	if err != nil {
		b.Fatal(err)
	}
	for name, file := range map[string][]byte{"same": made.Files[0], "edited": edit(b, made.Files[0], replace("Trên đây là", "Đây là"))} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := s.Import(context.Background(), file, intake.Hint{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
