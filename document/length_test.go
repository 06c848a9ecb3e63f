package document_test

import (
	"testing"

	"vanban/document"
)

func TestLengths(t *testing.T) {
	for _, c := range []struct {
		emu                document.EMU
		twips, halfPoints  int
		points, millimetre float64
	}{
		{document.MM(20), 1134, 113, 56.69, 20},
		{document.MM(12.7), 720, 72, 36, 12.7},
		{document.MM(30), 1701, 170, 85.04, 30},
		{document.Pt(14), 280, 28, 14, 4.94},
		{document.Pt(12.5), 250, 25, 12.5, 4.41},
		{-document.Pt(0.75), -15, -2, -0.75, -0.26},
		{0, 0, 0, 0, 0},
	} {
		if c.emu.Twips() != c.twips || c.emu.HalfPoints() != c.halfPoints {
			t.Errorf("%d: %d twips, %d half-points; want %d, %d", c.emu, c.emu.Twips(), c.emu.HalfPoints(), c.twips, c.halfPoints)
		}
		if d := c.emu.Points() - c.points; d > 0.01 || d < -0.01 {
			t.Errorf("%d: %v points, want %v", c.emu, c.emu.Points(), c.points)
		}
		if d := c.emu.Millimetres() - c.millimetre; d > 0.01 || d < -0.01 {
			t.Errorf("%d: %v mm, want %v", c.emu, c.emu.Millimetres(), c.millimetre)
		}
	}
}

func TestPlainText(t *testing.T) {
	p := document.Paragraph{Runs: []document.Run{
		{Text: "Điều 1."}, {Text: " Ban hành", Bold: document.On}, {Kind: document.NoteMark}, {Kind: document.LineBreak}, {Text: "kèm theo"},
	}}
	if got := p.PlainText(); got != "Điều 1. Ban hành kèm theo" {
		t.Errorf("%q", got)
	}
}
