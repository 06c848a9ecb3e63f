package parts

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"vanban/document"
)

// titleLine sets one line of a title in the middle. Where it is wider than the page it is broken into lines of like length
// by line breaks inside the paragraph: a title that fills one line and leaves two words for the next is what clerks break
// by hand. The widths of its lines are appended to widths, for the rule below.
func (b *Builder) titleLine(role document.Role, pointer, text string, widths []document.EMU) (*document.Paragraph, []document.EMU) {
	return b.titleLineAt(role, pointer, text, widths, titleGaps)
}

// titleLineAt is titleLine with a choice of the places to break at.
func (b *Builder) titleLineAt(
	role document.Role, pointer, text string, widths []document.EMU, gapsOf func([]string) []gapKind,
) (*document.Paragraph, []document.EMU) {
	f := b.face(role)
	whole := f.width(text)
	if whole <= b.width {
		return b.plain(role, pointer, text), append(widths, whole)
	}
	lines := breakText(f, text, b.width-slack, &titleCosts, gapsOf)
	for _, line := range lines {
		widths = append(widths, min(f.width(line), b.width)) // a word wider than the page is broken there
	}
	return b.plain(role, pointer, strings.Join(lines, "\n")), widths
}

// leadWords are good to begin a line of a title with.
var leadWords = map[string]bool{
	"của": true, "trên": true, "trong": true, "tại": true, "và": true, "về": true, "năm": true, "giai": true, "đối": true, "nhằm": true, "theo": true,
	"cho": true, "từ": true, "đến": true, "thuộc": true, "nhiệm": true, "gắn": true, "do": true, "tỉnh": true, "thành": true, "huyện": true, "xã": true,
	"phường": true, "ngày": true,
}

// titleGaps tells for every word of a title what the space before it means.
func titleGaps(words []string) []gapKind {
	gaps := make([]gapKind, len(words))
	for i := 1; i < len(words); i++ {
		last, _ := utf8.DecodeLastRuneInString(words[i-1])
		switch first, _ := utf8.DecodeRuneInString(words[i]); {
		case dash(words[i]) || dash(words[i-1]), unicode.IsDigit(first) && unicode.IsLetter(last), dateAt(words, i):
			gaps[i] = boundGap // 2020 - 2025, năm 2026, ngày 05 tháng 01
		case isPair(words[i-1], words[i]):
			gaps[i] = pairGap
		case strings.ContainsRune(",;:)", last), first == '(':
			gaps[i] = goodGap
		case unicode.IsUpper(first) && i > 1 && startsUpper(words[i-1]):
			gaps[i] = pairGap // a proper name
		case leadWords[strings.ToLower(words[i])]:
			gaps[i] = goodGap
		case leadWords[strings.ToLower(words[i-1])]:
			gaps[i] = pairGap
		}
	}
	return gaps
}

// attachedGaps are titleGaps for "(Kèm theo …)", which breaks best before its date or its issuer.
func attachedGaps(words []string) []gapKind {
	gaps := titleGaps(words)
	for i, w := range words {
		if gaps[i] == goodGap && w != "ngày" && w != "của" {
			gaps[i] = plainGap
		}
	}
	return gaps
}

// dateAt reports whether words[i] goes on with a date: "ngày 05 | tháng 01 | năm 2026".
func dateAt(words []string, i int) bool {
	if words[i] != "tháng" && words[i] != "năm" {
		return false
	}
	before := words[i-1]
	return before[0] >= '0' && before[0] <= '9' && i >= 2 && (words[i-2] == "ngày" || words[i-2] == "tháng")
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
