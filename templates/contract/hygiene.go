package contract

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// tidy makes text of what stands between the quotes of a literal that is not tidy as it is.
func (d *decoder) tidy(inner string, b breaks) string {
	if !utf8.ValidString(inner) {
		d.report(invalidUTF8(d.where()))
		return ""
	}
	s, whole := unquote(inner)
	if !whole {
		d.report(loneSurrogate(d.where()))
	}
	if isTidy(s, &tidyText) {
		return s
	}
	s = d.tidyRunes(s, b, whole)
	if norm.NFC.IsNormalString(s) {
		return s
	}
	return norm.NFC.String(s)
}

// tidyRunes takes out or replaces what text must not have, and reports it.
func (d *decoder) tidyRunes(s string, b breaks, whole bool) string {
	i := strings.IndexFunc(s, untidy)
	if i < 0 {
		return s
	}
	var out strings.Builder
	out.Grow(len(s))
	out.WriteString(s[:i])
	var removed, odd []rune // code points taken out, and unusual line breaks
	count, breaks, tabs, lost := 0, 0, 0, false
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch {
		case r == '\r':
			if i < len(s) && s[i] == '\n' {
				continue
			}
			fallthrough
		case r == '\n', r == 0x0b, r == 0x0c, r == 0x85, r == 0x2028, r == 0x2029:
			if r != '\n' && r != '\r' {
				odd = addRune(odd, r)
			}
			breaks++
			if b == breakSpace {
				out.WriteByte(' ')
			} else {
				out.WriteByte('\n')
			}
		case r == '\t':
			tabs++
			out.WriteByte(' ')
		case unprintable(r):
			count++
			removed = addRune(removed, r)
		default:
			lost = lost || r == utf8.RuneError
			out.WriteRune(r)
		}
	}
	if breaks > 0 && b == breakWarn {
		d.report(lineBreakInText(d.where(), breaks))
	}
	if breaks > 0 && b == breakSpace {
		d.report(lineBreakInWord(d.where()))
	}
	if len(odd) > 0 {
		d.report(oddLineBreak(d.where(), odd))
	}
	if tabs > 0 {
		d.report(tabInText(d.where(), tabs))
	}
	if count > 0 {
		d.report(removedCharacters(d.where(), count, removed))
	}
	if lost && whole { // else it has been said already
		d.report(lostCharacter(d.where()))
	}
	return out.String()
}

func addRune(list []rune, r rune) []rune {
	for _, v := range list {
		if v == r {
			return list
		}
	}
	return append(list, r)
}

// untidy are the characters that tidyRunes does something about.
func untidy(r rune) bool {
	return r == 0x2028 || r == 0x2029 || r == utf8.RuneError || unprintable(r)
}

// unprintable are the characters that are not text: controls, what has no width, bidi controls, noncharacters. Those that are
// line breaks or a tab have been looked at before.
func unprintable(r rune) bool {
	switch {
	case r < 0x20, r >= 0x7f && r <= 0x9f, r == 0xad, r == 0x61c,
		r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x206f,
		r == 0xfeff, r >= 0xfff9 && r <= 0xfffb, r >= 0xe0000 && r <= 0xe007f,
		r >= 0xfdd0 && r <= 0xfdef, r&0xfffe == 0xfffe:
		return true
	}
	return false
}
