package pdf

import "strings"

// fontName takes a PostScript name apart: "ABCDEE+TimesNewRomanPS-BoldItalicMT" is Times New Roman, bold, italic.
func fontName(base string) (family string, bold, italic bool) {
	if i := strings.IndexByte(base, '+'); i == 6 {
		base = base[i+1:]
	}
	lower := strings.ToLower(base)
	bold = strings.Contains(lower, "bold") || strings.Contains(lower, "black") || strings.Contains(lower, "heavy")
	italic = strings.Contains(lower, "italic") || strings.Contains(lower, "oblique")
	family, _, _ = strings.Cut(base, ",")
	if i := strings.LastIndexByte(family, '-'); i > 0 && isStyle(family[i+1:]) {
		family = family[:i]
	}
	for _, end := range []string{"PSMT", "PS", "MT"} {
		if f, ok := strings.CutSuffix(family, end); ok && f != "" {
			family = f
			break
		}
	}
	return spaced(family), bold, italic
}

// isStyle tells the styles after a hyphen from names that have one.
func isStyle(s string) bool {
	s = strings.ToLower(s)
	for _, word := range []string{"bold", "italic", "oblique", "regular", "roman", "medium", "light", "semi", "demi", "black", "heavy", "normal", "book", "psmt", "mt", "it"} {
		s = strings.ReplaceAll(s, word, "")
	}
	return s == ""
}

// spaced puts the spaces back that PostScript names cannot have: before capitals that follow a small letter.
func spaced(s string) string {
	s = strings.ReplaceAll(s, "_", " ")
	if s == "Times" || strings.HasPrefix(s, ".") {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if i > 0 && c >= 'A' && c <= 'Z' && s[i-1] >= 'a' && s[i-1] <= 'z' {
			b.WriteByte(' ')
		}
		b.WriteByte(c)
	}
	return b.String()
}
