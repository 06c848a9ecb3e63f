package docx

import (
	"strconv"
	"strings"

	"vanban/document"
)

// maxMeasure bounds what a file may say of a length, in EMU: Word's own bound is 22 inches.
const maxMeasure = 200 * 914400

// units are the suffixes of ST_UniversalMeasure and of lengths in VML.
var units = map[string]float64{"mm": 36000, "cm": 360000, "in": 914400, "pt": 12700, "pc": 152400, "pi": 152400, "px": 9525}

// measure reads a number that is in unit, or carries a unit of its own as in strict documents. It reports false for anything else.
func measure(b []byte, unit document.EMU) (document.EMU, bool) {
	s := strings.TrimSpace(string(b))
	factor := float64(unit)
	if len(s) > 2 {
		if f, ok := units[s[len(s)-2:]]; ok {
			factor, s = f, s[:len(s)-2]
		}
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || v != v {
		return 0, false
	}
	v = min(max(v*factor, -maxMeasure), maxMeasure)
	if v < 0 {
		return document.EMU(v - 0.5), true
	}
	return document.EMU(v + 0.5), true
}

// twips reads a length in twentieths of a point, the unit of WordprocessingML.
func twips(b []byte) (document.EMU, bool) {
	if n, ok := small(b); ok {
		return document.EMU(n) * document.Twip, true
	}
	return measure(b, document.Twip)
}

// small reads a short whole number without an allocation: nearly all numbers of a document are.
func small(b []byte) (int, bool) {
	if len(b) == 0 || len(b) > 6 {
		return 0, false
	}
	digits, sign := b, 1
	if b[0] == '-' {
		digits, sign = b[1:], -1
	}
	if len(digits) == 0 {
		return 0, false
	}
	n := 0
	for _, c := range digits {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = 10*n + int(c-'0')
	}
	return sign * n, true
}

// number reads a whole number within bounds, or returns other.
func number(b []byte, low, high, other int) int {
	if n, ok := small(b); ok {
		return min(max(n, low), high)
	}
	n, err := strconv.ParseFloat(string(b), 64)
	if err != nil || n != n {
		return other
	}
	return int(min(max(n, float64(low)), float64(high)))
}

// on reads the value of a property that is on when it says nothing (17.17.4).
func on(val []byte) bool {
	switch string(val) {
	case "0", "false", "off":
		return false
	}
	return true
}
