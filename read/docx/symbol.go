package docx

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// symbols are the signs of Word's symbol fonts that documents use, as the Unicode characters that look so. The fonts have theirs in
// the private use area, from U+F020 on.
var symbols = map[string]map[rune]rune{
	"Symbol": {
		0xb7: '•', 0x2d: '−', 0xb0: '°', 0xb1: '±', 0xb3: '≥', 0xa3: '≤', 0xb4: '×', 0xb8: '÷', 0xb9: '≠', 0xae: '→', 0xac: '←',
		0xad: '↑', 0xaf: '↓', 0xde: '⇒', 0xa5: '∞', 0xa8: '♦', 0xbb: '≈', 0x6d: 'µ', 0x70: 'π', 0x61: 'α', 0x62: 'β', 0x67: 'γ',
		0x44: 'Δ', 0x53: 'Σ', 0x57: 'Ω', 0xd7: '⋅', 0xd6: '√', 0xc6: '∅', 0xce: '∈', 0x2a: '∗', 0x2b: '+', 0x3d: '=',
	},
	"Wingdings": {
		0xa7: '▪', 0xfc: '✓', 0xfb: '✗', 0xd8: '➢', 0x76: '❖', 0x6c: '●', 0x6e: '■', 0x6f: '□', 0xa8: '◻', 0x71: '❑', 0x72: '❒',
		0xe0: '→', 0xe8: '➔', 0x9f: '•', 0x75: '◆', 0x77: '◆', 0xfe: '☑', 0xfd: '☒', 0x46: '☞', 0x28: '☎', 0x2a: '✉', 0x22: '✂',
		0xab: '★', 0x6d: '❍', 0xa1: '○', 0xa4: '◉', 0x3f: '✍', 0xf0: '⇨', 0xdf: '←', 0xe1: '↑', 0xe2: '↓', 0x9e: '·',
	},
	"Wingdings 2": {0x50: '✓', 0x4f: '✗', 0x52: '☑', 0x51: '☒', 0x97: '●', 0xa3: '□'},
	"Wingdings 3": {0x7d: '▶', 0x75: '▲', 0x22: '→'},
	"Webdings":    {0x61: '✓', 0x72: '✗', 0x34: '▶', 0x6e: '●', 0x67: '■'},
}

// mapSymbols returns text of a symbol font in Unicode; what is not known stays as it is.
func mapSymbols(font, text string) string {
	table := symbols[font]
	if table == nil && !strings.ContainsFunc(text, isPrivate) {
		return text
	}
	if table == nil {
		// Word shows bullets that lost their font in Symbol.
		table = symbols["Symbol"]
	}
	return strings.Map(func(r rune) rune {
		code := r
		if isPrivate(r) {
			code -= 0xf000
		}
		if to, ok := table[code]; ok {
			return to
		}
		return r
	}, text)
}

func isPrivate(r rune) bool { return r >= 0xf020 && r <= 0xf0ff }

// nfc composes letters and drops control characters; line ends and tabs inside a text element are spaces to Word.
func nfc(s string) string {
	plain := true
	for i := range len(s) {
		if s[i] < ' ' || s[i] == 0x7f || s[i] == 0xc2 {
			plain = false
			break
		}
	}
	if !plain {
		s = strings.Map(func(r rune) rune {
			switch {
			case r == '\t' || r == '\n' || r == '\r':
				return ' '
			case r < ' ' || r >= 0x7f && r < 0xa0:
				return -1
			}
			return r
		}, s)
	}
	return norm.NFC.String(s)
}
