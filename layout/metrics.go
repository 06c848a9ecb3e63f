package layout

import (
	"sync"

	"vanban/document"
	"vanban/fonts"
)

// Layout counts in twips as Word and LibreOffice do, so that rounding falls where theirs falls. Widths of text are summed
// in pixels of LibreOffice's reference device, 8640 to the inch: six to the twip.
type twip = int

const (
	pxPerTwip = 6
	emuTwip   = document.Twip
	denseEnd  = 0x2100
)

func toTwips(e document.EMU) twip { return e.Twips() }
func toEMU(t twip) document.EMU   { return document.EMU(t) * emuTwip }

// cell is the measure of one character: its advance in reference pixels, rounded as LibreOffice rounds each glyph, and in
// font units for the widths of what is drawn; with it how lines break around it.
type cell struct {
	px, units uint16
	class     class
}

// metrics is one face at one size.
type metrics struct {
	face     document.Face
	size     document.EMU
	font     *fonts.Face
	ascent   twip // from the top of a line to its baseline, external leading included
	height   twip // of a single line
	overhang twip // LibreOffice keeps this free after italics at the end of a line
	dense    [denseEnd]cell
}

// newMetrics measures the face at the size.
func newMetrics(f *fonts.Face, face document.Face, size document.EMU) *metrics {
	m := &metrics{face: face, size: size, font: f}
	m.ascent, m.height = lineBox(f, size)
	if face&document.Italic != 0 {
		m.overhang = m.height / 12
	}
	for r := range m.dense {
		m.dense[r] = *m.measure(rune(r))
	}
	return m
}

func (m *metrics) measure(r rune) *cell {
	u, ok := m.font.Advance(r)
	c := cell{px: uint16(m.px(u)), units: uint16(u), class: classOf(r)}
	if !ok && r != '\t' {
		c.class = unknown
	}
	return &c
}

func (m *metrics) px(units int) int { return pixels(m.font, units, m.size) }

// lineBox is the height of a single line and its ascent. The rounding of ascent, descent and leading is LibreOffice's: each to a
// pixel of the reference device, then to a twip; the leading stands above the line.
func lineBox(f *fonts.Face, size document.EMU) (ascent, height twip) {
	round := func(p int) twip { return (p + pxPerTwip/2) / pxPerTwip }
	a, d, g := pixels(f, f.Ascent, size), pixels(f, -f.Descent, size), pixels(f, f.LineGap, size)
	return round(a) + round(g), round(a+d) + round(g)
}

// pixels turns font units into reference pixels: 8640/72 = 120 to the point.
func pixels(f *fonts.Face, units int, size document.EMU) int {
	n := 120 * units * int(size)
	den := f.UnitsPerEm * int(document.Point)
	return (2*n + den) / (2 * den)
}

// of returns the measure of a character.
func (m *metrics) of(r rune) *cell {
	if uint32(r) < denseEnd {
		return &m.dense[r]
	}
	return m.measure(r)
}

// width returns the drawn width of a number of font units.
func (m *metrics) width(units int) document.EMU { return m.font.Scale(units, m.size) }

// metricsKey names a face at a size.
type metricsKey struct {
	face document.Face
	size document.EMU
}

// cache keeps metrics for the life of the process: a document uses a handful.
type cache struct {
	fonts *fonts.Set
	m     sync.Map // metricsKey → *metrics
}

func (c *cache) get(face document.Face, size document.EMU) *metrics {
	k := metricsKey{face, size}
	if v, ok := c.m.Load(k); ok {
		return v.(*metrics)
	}
	v, _ := c.m.LoadOrStore(k, newMetrics(c.fonts.Face(face), face, size))
	return v.(*metrics)
}
