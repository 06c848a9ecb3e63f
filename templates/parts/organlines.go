package parts

import (
	"strings"

	"vanban/document"
)

// unitWords begin a unit that ends with the line or with the next of them: the name of a place or the rank of a court.
var unitWords = []string{
	"TỈNH", "THÀNH PHỐ", "TP", "TP.", "THỊ XÃ", "THỊ TRẤN", "ĐẶC KHU", "HUYỆN", "QUẬN", "PHƯỜNG", "XÃ", "KHU VỰC",
	"TỐI CAO", "CẤP CAO",
}

// competence are the abbreviations of quyền hạn (PL.I-II.7a), which stand before what they belong to.
var competence = map[string]bool{"TM.": true, "KT.": true, "TL.": true, "TUQ.": true, "Q.": true}

// organLines breaks an organ's name into the lines that fit width: before TỈNH, THÀNH PHỐ, VÀ, …, after " - ", and never
// inside "TỈNH X" or "TỐI CAO".
func organLines(f face, name string, width document.EMU) []string {
	return breakText(f, name, width, &organCosts, organGaps)
}

// organGaps tells for every word what the space before it means.
func organGaps(words []string) []gapKind {
	gaps := make([]gapKind, len(words))
	upper := make([]string, len(words))
	for i, w := range words {
		upper[i] = strings.ToUpper(w)
	}
	inUnit := false
	for i := 0; i < len(words); {
		if n := unitAt(upper, i); n > 0 {
			gaps[i] = goodGap
			for j := i + 1; j < i+n; j++ {
				gaps[j] = boundGap
			}
			inUnit = upper[i] != "TỐI" && upper[i] != "CẤP" // these two are whole with their two words
			i += n
			continue
		}
		switch {
		case upper[i] == "VÀ" || upper[i] == "THUỘC":
			gaps[i], inUnit = goodGap, false
		case i > 0 && dash(words[i-1]) && !inUnit:
			gaps[i] = goodGap
		case i > 0 && competence[upper[i-1]]:
			gaps[i], inUnit = boundGap, false // KT. GIÁM ĐỐC
		case dash(words[i]), inUnit:
			// A dash ends the line that it stands on; "KHU VỰC 1 - LÀO CAI" is one name.
			gaps[i] = boundGap
		case i > 0 && (upper[i-1] == "VÀ" || isPair(words[i-1], words[i]) || unitWord(upper, i)):
			gaps[i] = pairGap
		}
		i++
	}
	return gaps
}

// unitWord reports whether a keyword stands at i, be it with a name or, as in "CÔNG ĐOÀN GIÁO DỤC TỈNH", without.
func unitWord(upper []string, i int) bool { return i == len(upper)-1 && upper[i] == "TỈNH" }

// unitAt returns how many words the keyword at i has, 0 where no name follows one.
func unitAt(upper []string, i int) int {
	for _, k := range unitWords {
		first, second, two := strings.Cut(k, " ")
		if upper[i] != first || two && (i+1 >= len(upper) || upper[i+1] != second) {
			continue
		}
		if two {
			return 2
		}
		if i+1 == len(upper) {
			return 0
		}
		switch upper[i+1] {
		case "ỦY", "UỶ", "ĐOÀN", "ĐỘI", "HỘI", "-": // TỈNH ỦY, TỈNH ĐOÀN, TỈNH ĐỘI; AN SINH XÃ HỘI
			return 0
		}
		if k == "XÃ" && i > 0 && upper[i-1] == "TÁC" { // HỢP TÁC XÃ
			return 0
		}
		return 1
	}
	return 0
}

// organNeeds returns the least width in which a name need not be broken inside a unit.
func organNeeds(f face, name string) document.EMU {
	words := splitWords(name)
	gaps := organGaps(words)
	space := f.width(" ")
	var need, line document.EMU
	for i, w := range words {
		if i > 0 && gaps[i] >= pairGap {
			line += space + f.width(w)
		} else {
			line = f.width(w)
		}
		need = max(need, line)
	}
	return need
}
