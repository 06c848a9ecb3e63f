package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// IsSyllable tells whether word, of any case, is spelled as a Vietnamese syllable may be: an onset, a rhyme, at most one tone, and
// sharp or heavy alone before c, ch, p and t. It does not tell whether there is such a word.
func IsSyllable(word string) bool {
	bare, tone, ok := splitTone(word)
	if !ok {
		return false
	}
	for size := min(len(bare), len("ngh")); size >= 0; size-- {
		if isOnset(bare[:size]) && isRhyme(bare[:size], bare[size:], tone) {
			return true
		}
	}
	return false
}

// splitTone returns the word in small letters without its tone mark.
func splitTone(word string) (bare string, tone rune, ok bool) {
	b := make([]byte, 0, 16)
	table := letters()
	for _, r := range word {
		l := table.of(r)
		switch {
		case l.bare == rare:
			return splitMarks(word)
		case l.tone != 0 && tone != 0:
			return "", 0, false
		case l.tone != 0:
			tone = l.tone
		}
		b = utf8.AppendRune(b, l.bare)
	}
	return string(b), tone, true
}

// splitMarks is splitTone for letters and marks that are written apart.
func splitMarks(word string) (bare string, tone rune, ok bool) {
	var b strings.Builder
	for _, r := range norm.NFD.String(word) {
		switch r {
		case '\u0300', '\u0301', '\u0303', '\u0309', '\u0323':
			if tone != 0 {
				return "", 0, false
			}
			tone = r
		default:
			b.WriteRune(lower(r))
		}
	}
	return norm.NFC.String(b.String()), tone, true
}

func isOnset(s string) bool {
	return s == "" || s == "đ" || onsets[s]
}

func isRhyme(onset, rhyme string, tone rune) bool {
	if !rhymes[rhyme] {
		return false
	}
	first, _ := utf8.DecodeRuneInString(rhyme)
	front := strings.ContainsRune("eêiy", first)
	switch onset {
	case "c", "ng":
		if front {
			return false
		}
	case "k", "gh", "ngh":
		if !front {
			return false
		}
	}
	stopped := strings.ContainsAny(rhyme[len(rhyme)-1:], "cpt") || strings.HasSuffix(rhyme, "ch")
	return !stopped || tone == '\u0301' || tone == '\u0323'
}

var onsets = setOf(" b c ch d g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x ")

// rhymes are all that is written after an onset, tones left out; those from "ych" on stand after qu alone.
var rhymes = setOf(" a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm ên " +
	"êng ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm " +
	"oăn oăng oăt oc oe oen oeo oet oi om on ong oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch " +
	"uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươ ươc ươi ươm " +
	"ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu ych yn ynh yp yt yu ")

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// Spelled counts the different words of s that have letters beyond ASCII, and those of them that are spelled as Vietnamese.
func Spelled(s string) (spelled, words int) {
	return spelledWords(s, Unicode)
}

func spelledWords(s string, e Encoding) (spelled, words int) {
	seen := map[string]bool{}
	for _, word := range strings.FieldsFunc(s, func(r rune) bool { return r < 0x80 && !isLetter(r) || unicode.Is(unicode.Pd, r) || r == 0xA0 }) {
		if seen[word] || !marked(word) {
			continue
		}
		seen[word] = true
		words++
		if IsSyllable(trimQuotes(e.Decode(word))) {
			spelled++
		}
	}
	return spelled, words
}

func isLetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// marked tells a word that has both kinds of letter: all but a few of the marked words of Vietnamese do, and signs of other
// languages (£, «, §) do not.
func marked(word string) bool {
	ascii, beyond := false, false
	for _, r := range word {
		ascii = ascii || isLetter(r)
		beyond = beyond || r >= 0xA1 && (r < 0x2000 || r > 0x2BFF)
	}
	return ascii && beyond
}

// trimQuotes takes off the quotation marks of Unicode, which stand at words of converted text too.
func trimQuotes(word string) string {
	return strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) })
}

// maxDetect is how much of a text Detect looks at.
const maxDetect = 64 << 10

// Detect returns the encoding that s is written in, when its letters are the Latin-1 code points of an old one. It takes three different
// words or more, most of which are Vietnamese in that encoding and few of which are as they stand; so it is Unicode for Vietnamese
// in Unicode, for other languages and for very short texts.
func Detect(s string) Encoding {
	if len(s) > maxDetect {
		s = strings.ToValidUTF8(s[:maxDetect], "")
	}
	plain, words := spelledWords(s, Unicode)
	if words < 3 || plain*5 > words*2 {
		return Unicode
	}
	best, count := Unicode, 0
	for _, e := range [...]Encoding{TCVN3, VNI} {
		if n, _ := spelledWords(s, e); n > count {
			best, count = e, n
		}
	}
	if count*10 < words*8 {
		return Unicode
	}
	return best
}
