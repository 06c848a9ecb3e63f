package anatomy_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"vanban/read"
	"vanban/read/anatomy"
)

// A document of 100,000 short paragraphs is read in a time that grows with their number alone.
func BenchmarkAnalyze(b *testing.B) {
	for _, kind := range []struct {
		name string
		line func(int) string
	}{
		{"lists", func(i int) string {
			return [...]string{"I. MỤC ĐÍCH", "1. Nội dung", "a) Chuẩn bị;", "- Một việc;", "+ Việc nhỏ;", "Một đoạn văn ngắn."}[i%6]
		}},
		{"bullets", func(int) string { return "- Một việc;" }},
		{"paragraphs", func(int) string { return "Một đoạn văn ngắn không có số." }},
		{"capitals", func(int) string { return "MỘT DÒNG CHỮ HOA" }},
		{"numbers", func(i int) string { return fmt.Sprintf("%d. Một khoản.", i+1) }},
		{"names", func(int) string { return "Nguyễn Văn A" }},
		{"recipients", func(i int) string { return [...]string{"Nơi nhận:", "KT. GIÁM ĐỐC", "- Lưu: VT."}[i%3] }},
		{"appendices", func(i int) string { return [...]string{"Phụ lục", "(Kèm theo Kế hoạch)", "1. Một."}[i%3] }},
		{"titles", func(i int) string {
			return [...]string{"KẾ HOẠCH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"}[i%2]
		}},
		{"nested", func(i int) string { return [...]string{"1. Một:", "a) Hai:"}[i%2] }},
		{"open brackets", func(int) string { return "(Kèm theo Kế hoạch" }},
	} {
		m := &read.Manuscript{}
		for i := range 100_000 {
			m.Blocks = append(m.Blocks, &read.Paragraph{Runs: []read.Run{{Text: kind.line(i)}}})
		}
		b.Run(strings.ReplaceAll(kind.name, " ", "_"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := anatomy.Analyze(context.Background(), m); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
