package pdf

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// encoding is the text of each code of a simple font (9.6.6).
type encoding [256]string

// standardDifferences is where StandardEncoding differs from ASCII, as far as text has it (Annex D.2).
var standardDifferences = map[byte]string{
	0x27: "’", 0x60: "‘", 0xA1: "¡", 0xA2: "¢", 0xA3: "£", 0xA4: "⁄", 0xA5: "¥", 0xA6: "ƒ", 0xA7: "§", 0xA9: "'", 0xAA: "“", 0xAB: "«",
	0xAC: "‹", 0xAD: "›", 0xAE: "fi", 0xAF: "fl", 0xB1: "–", 0xB2: "†", 0xB3: "‡", 0xB4: "·", 0xB6: "¶", 0xB7: "•", 0xB8: "‚", 0xB9: "„",
	0xBA: "”", 0xBB: "»", 0xBC: "…", 0xBD: "‰", 0xBF: "¿", 0xD0: "—", 0xE1: "Æ", 0xE3: "ª", 0xE8: "Ł", 0xE9: "Ø", 0xEA: "Œ", 0xEB: "º",
	0xF1: "æ", 0xF5: "ı", 0xF8: "ł", 0xF9: "ø", 0xFA: "œ", 0xFB: "ß",
}

func baseEncoding(n name) encoding {
	var e encoding
	switch n {
	case "WinAnsiEncoding":
		fillFrom(&e, charmap.Windows1252)
		e[0xA0], e[0xAD] = "\u00A0", "-"
	case "MacRomanEncoding", "MacExpertEncoding":
		fillFrom(&e, charmap.Macintosh)
	default:
		for c := 0x20; c < 0x7F; c++ {
			e[c] = string(rune(c))
		}
		for c, s := range standardDifferences {
			e[c] = s
		}
	}
	return e
}

func fillFrom(e *encoding, m *charmap.Charmap) {
	for c := 0x20; c < 256; c++ {
		if r := m.DecodeByte(byte(c)); r != utf8.RuneError && c != 0x7F {
			e[c] = string(r)
		}
	}
}

// glyphNames are the names of the Adobe Glyph List that are no letter with marks and no single character.
var glyphNames = map[string]string{
	"space": " ", "exclam": "!", "quotedbl": "\"", "numbersign": "#", "dollar": "$", "percent": "%", "ampersand": "&", "quotesingle": "'",
	"parenleft": "(", "parenright": ")", "asterisk": "*", "plus": "+", "comma": ",", "hyphen": "-", "minus": "−", "period": ".",
	"slash": "/", "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
	"nine": "9", "colon": ":", "semicolon": ";", "less": "<", "equal": "=", "greater": ">", "question": "?", "at": "@",
	"bracketleft": "[", "backslash": "\\", "bracketright": "]", "asciicircum": "^", "underscore": "_", "grave": "`", "braceleft": "{",
	"bar": "|", "braceright": "}", "asciitilde": "~", "quoteleft": "‘", "quoteright": "’", "quotedblleft": "“", "quotedblright": "”",
	"quotesinglbase": "‚", "quotedblbase": "„", "guillemotleft": "«", "guillemotright": "»", "guilsinglleft": "‹", "guilsinglright": "›",
	"endash": "–", "emdash": "—", "bullet": "•", "periodcentered": "·", "ellipsis": "…", "dagger": "†", "daggerdbl": "‡", "section": "§",
	"paragraph": "¶", "copyright": "©", "registered": "®", "trademark": "™", "degree": "°", "plusminus": "±", "multiply": "×",
	"divide": "÷", "onehalf": "½", "onequarter": "¼", "threequarters": "¾", "onesuperior": "¹", "twosuperior": "²", "threesuperior": "³",
	"cent": "¢", "sterling": "£", "yen": "¥", "Euro": "€", "dong": "₫", "fi": "fi", "fl": "fl", "ff": "ff", "ffi": "ffi", "ffl": "ffl",
	"AE": "Æ", "ae": "æ", "OE": "Œ", "oe": "œ", "Oslash": "Ø", "oslash": "ø", "germandbls": "ß", "Dcroat": "Đ", "dcroat": "đ",
	"Eth": "Ð", "eth": "ð", "dmacron": "đ", "Dslash": "Đ", "dotlessi": "ı", "exclamdown": "¡", "questiondown": "¿", "perthousand": "‰",
	"ordfeminine": "ª", "ordmasculine": "º", "notequal": "≠", "lessequal": "≤", "greaterequal": "≥", "arrowright": "→", "arrowleft": "←",
	"nbspace": "\u00A0", "nonbreakingspace": "\u00A0", "sfthyphen": "\u00AD", "softhyphen": "\u00AD", "macron": "¯", "acute": "´",
	"dieresis": "¨", "fraction": "⁄", "mu": "µ", "infinity": "∞", "checkmark": "✓", "square": "□", "filledbox": "■", "H18543": "▪",
}

// glyphMarks are the marks in names such as "acircumflexhookabove".
var glyphMarks = []struct{ name, mark string }{
	{"acute", "\u0301"}, {"grave", "\u0300"}, {"hookabove", "\u0309"}, {"tilde", "\u0303"}, {"dotbelow", "\u0323"},
	{"circumflex", "\u0302"}, {"breve", "\u0306"}, {"horn", "\u031B"}, {"dieresis", "\u0308"}, {"caron", "\u030C"},
	{"cedilla", "\u0327"}, {"ring", "\u030A"}, {"macron", "\u0304"},
}

// glyphText returns the text that the name of a glyph stands for, or "".
func glyphText(n string) string {
	n, _, _ = strings.Cut(n, ".")
	if s, ok := glyphNames[n]; ok {
		return s
	}
	if len(n) == 1 {
		return n
	}
	if h, ok := strings.CutPrefix(n, "uni"); ok && len(h) >= 4 && len(h)%4 == 0 {
		var b strings.Builder
		for ; len(h) >= 4; h = h[4:] {
			v, err := strconv.ParseUint(h[:4], 16, 32)
			if err != nil {
				return ""
			}
			b.WriteRune(rune(v)) //nolint:gosec // 16 bits
		}
		return b.String()
	}
	if h, ok := strings.CutPrefix(n, "u"); ok && len(h) >= 4 && len(h) <= 6 {
		if v, err := strconv.ParseUint(h, 16, 21); err == nil {
			return string(rune(v)) //nolint:gosec // 21 bits
		}
	}
	return marked(n)
}

func marked(n string) string {
	if n == "" || (n[0]|0x20) < 'a' || (n[0]|0x20) > 'z' {
		return ""
	}
	out, rest := n[:1], n[1:]
scan:
	for rest != "" {
		for _, m := range glyphMarks {
			if r, ok := strings.CutPrefix(rest, m.name); ok {
				out, rest = out+m.mark, r
				continue scan
			}
		}
		return ""
	}
	return norm.NFC.String(out)
}
