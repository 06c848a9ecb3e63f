package document

import "math"

// EMU is a length in English Metric Units, the unit of OOXML drawing: 36,000 to the millimetre and 12,700 to the
// typographic point, so that every length of the law, a twip and a half-point are whole numbers of it.
type EMU int64

// The lengths that others are multiples of.
const (
	Millimetre EMU = 36000
	Point      EMU = 12700
	HalfPoint  EMU = 6350
	Twip       EMU = 635
)

// MM returns v millimetres, rounded to the nearest EMU.
func MM(v float64) EMU { return EMU(math.Round(v * float64(Millimetre))) }

// Pt returns v typographic points, rounded to the nearest EMU.
func Pt(v float64) EMU { return EMU(math.Round(v * float64(Point))) }

// Twips returns e in twentieths of a point, the unit of WordprocessingML (ECMA-376 Part 1, 17.18.92), rounded half
// away from zero.
func (e EMU) Twips() int { return int(DivRound(e, Twip)) }

// HalfPoints returns e in half-points, the unit of font sizes (ECMA-376 Part 1, 17.3.2.38), rounded half away from zero.
func (e EMU) HalfPoints() int { return int(DivRound(e, HalfPoint)) }

// Points returns e in typographic points.
func (e EMU) Points() float64 { return float64(e) / float64(Point) }

// Millimetres returns e in millimetres.
func (e EMU) Millimetres() float64 { return float64(e) / float64(Millimetre) }

// DivRound returns how often b goes into a, rounded half away from zero; b is above zero. Every unit that a format counts in is
// derived from EMU by it, once.
func DivRound(a, b EMU) int64 {
	if a < 0 {
		return -int64((-a + b/2) / b)
	}
	return int64((a + b/2) / b)
}
