package fonts

import "slices"

// signs are the signs beyond ASCII that official documents use most: the no-break space, quotes, dashes, bullets, signs of
// calculation, raised digits and the đồng. With ASCII and Vietnamese they are 255 characters.
const signs = "\u00a0" + "“”‘’–—…•·°§×÷±≤≥≠½²³«»‰₫→"

// Label is the letters of “Nơi nhận: ”, which is almost all that official documents set in bold italics (PL.I-II.9d): one that
// has no more of the cut gets a subset of these alone, which is some 10 kB shorter.
const Label = "Nơi nhậ:"

// Common returns the characters that a prepared subset holds, in the order of Unicode: ASCII, Vietnamese and those of
// signs that all four cuts have.
func (s *Set) Common() []rune {
	var list []rune
	for r := ' '; r <= '~'; r++ {
		list = append(list, r)
	}
	for _, r := range Vietnamese + signs {
		if s.Has(r) {
			list = append(list, r)
		}
	}
	slices.Sort(list)
	return list
}
