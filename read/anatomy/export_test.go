package anatomy

// Fold is fold without its bound, for comparisons of whole texts.
func Fold(s string) string {
	out := ""
	for r := []rune(s); len(r) > 0; {
		n := min(len(r), foldRunes)
		out += fold(string(r[:n]))
		r = r[n:]
	}
	return out
}
