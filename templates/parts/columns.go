package parts

import "vanban/document"

// equalColumns divides width into n columns of whole twips; the last takes what is left over.
func equalColumns(width document.EMU, n int) []document.EMU {
	return columnWidths(width, make([]float64, n))
}

// columnWidths divides width by shares into whole twips, so that Word's grid and ours are one; the last column takes what
// rounding leaves. A share that is not positive counts as the average of the others.
func columnWidths(width document.EMU, shares []float64) []document.EMU {
	sum, given := 0.0, 0
	for _, s := range shares {
		if s > 0 {
			sum += s
			given++
		}
	}
	average := 1.0
	if given > 0 {
		average = sum / float64(given)
	}
	sum += average * float64(len(shares)-given)
	total := width.Twips()
	out := make([]document.EMU, len(shares))
	rest := total
	for i, s := range shares {
		if s <= 0 {
			s = average
		}
		w := int(float64(total)*s/sum + 0.5)
		// However wide the others are, each column keeps a hair's breadth: Word refuses a column of no width.
		w = max(1, min(w, rest-(len(shares)-1-i)))
		if i == len(shares)-1 {
			w = rest
		}
		out[i] = document.EMU(w) * document.Twip
		rest -= w
	}
	return out
}
