package viet

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold returns s in small letters without marks, đ as d and runs of blanks as one space: for comparing what was typed or scanned.
func Fold(s string) string {
	b := make([]byte, 0, len(s))
	table := letters()
	blank := false
	for _, r := range s {
		f := table.of(r).folded
		switch f {
		case dropped:
			continue
		case ' ':
			blank = len(b) > 0
			continue
		case rare:
			return foldRare(s)
		}
		if blank {
			b = append(b, ' ')
			blank = false
		}
		b = utf8.AppendRune(b, f)
	}
	return string(b)
}

// foldRare is Fold for texts with characters beyond the table.
func foldRare(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	blank := false
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
			continue
		case unicode.IsSpace(r):
			blank = b.Len() > 0
			continue
		}
		if blank {
			b.WriteByte(' ')
			blank = false
		}
		if r = lower(r); r == 'đ' {
			r = 'd'
		}
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}

// What the table of letters says of characters that are none.
const (
	rare    rune = -1
	dropped rune = -2
)

// The characters of Vietnamese: Latin and the marks, Latin with two marks, dashes and quotation marks.
const (
	latinEnd            = 0x370
	vietFrom, vietEnd   = 0x1E00, 0x1F00
	signsFrom, signsEnd = 0x2010, 0x2028
)

// letter is what one character comes to: folded, and in small letters without its tone.
type letter struct{ folded, bare, tone rune }

// letterTable is what the characters of Vietnamese come to.
type letterTable struct {
	latin [latinEnd]letter
	viet  [vietEnd - vietFrom]letter
}

// letters is made when first asked for, in a millisecond.
var letters = sync.OnceValue(func() *letterTable {
	t := new(letterTable)
	for r := range t.latin {
		t.latin[r] = letterOf(rune(r))
	}
	for r := range t.viet {
		t.viet[r] = letterOf(vietFrom + rune(r))
	}
	return t
})

func letterOf(r rune) letter {
	l := letter{folded: dropped, bare: rare}
	folded := []rune(foldRare(string(r)))
	switch {
	case unicode.IsSpace(r):
		l.folded = ' '
	case len(folded) == 1:
		l.folded = folded[0]
	case len(folded) > 1:
		l.folded = rare
	}
	bare, tone, ok := splitMarks(string(r))
	if r, size := utf8.DecodeRuneInString(bare); ok && size == len(bare) && size > 0 && !unicode.Is(unicode.Mn, r) {
		l.bare, l.tone = r, tone
	}
	return l
}

func (t *letterTable) of(r rune) letter {
	switch {
	case r < latinEnd:
		return t.latin[r]
	case r >= vietFrom && r < vietEnd:
		return t.viet[r-vietFrom]
	case r >= signsFrom && r < signsEnd:
		return letter{folded: r, bare: rare}
	}
	return letter{folded: rare, bare: rare}
}

func lower(r rune) rune { return unicode.ToLower(r) }

// IsUpper tells whether s has letters and all of them are capitals.
func IsUpper(s string) bool {
	upper := false
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		upper = upper || unicode.IsUpper(r)
	}
	return upper
}

// maxSimilar is how many letters of a text Similar looks at, so that its cost is bounded.
const maxSimilar = 512

// Similar returns how alike two texts are when marks and case are left out: 1 for the same, 0 for nothing in common. It is the part of
// the longer text's letters that need no edit. Of longer texts the first 512 letters are compared.
func Similar(a, b string) float64 {
	x, y := firstRunes(Fold(firstBytes(a))), firstRunes(Fold(firstBytes(b)))
	if len(x) < len(y) {
		x, y = y, x
	}
	if len(x) == 0 {
		return 1
	}
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j, q := range y {
			cost := diagonal
			if r != q {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, diagonal+1, row[j]+1)
		}
	}
	return 1 - float64(row[len(y)])/float64(len(x))
}

// firstBytes cuts what Fold need not look at: a letter with its marks has at most eight bytes in decomposed form.
func firstBytes(s string) string {
	if len(s) > 8*maxSimilar {
		return strings.ToValidUTF8(s[:8*maxSimilar], "")
	}
	return s
}

func firstRunes(s string) []rune {
	runes := []rune(s)
	return runes[:min(len(runes), maxSimilar)]
}
