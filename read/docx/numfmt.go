package docx

import (
	"strconv"
	"strings"
)

// formatNumber writes n as a w:numFmt does (17.18.59). What it does not know comes out in Arabic figures, as in Word where a
// language is not installed.
func formatNumber(n int, format string) string {
	switch format {
	case "none", "bullet":
		return ""
	case "upperRoman":
		return roman(n)
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "upperLetter":
		return letters(n, 'A')
	case "lowerLetter":
		return letters(n, 'a')
	case "decimalZero":
		if n >= 0 && n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "ordinal":
		return strconv.Itoa(n) + ordinalEnd(n)
	case "hex":
		return strings.ToUpper(strconv.FormatInt(int64(n), 16))
	case "numberInDash":
		return "- " + strconv.Itoa(n) + " -"
	case "chicago":
		if n >= 1 {
			return strings.Repeat([]string{"*", "†", "‡", "§"}[(n-1)%4], min((n-1)/4+1, 20))
		}
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		if n >= 1 && n <= 20 {
			return string(rune('①' + n - 1))
		}
	case "decimalEnclosedParen":
		if n >= 1 && n <= 20 {
			return string(rune('⑴' + n - 1))
		}
	case "decimalEnclosedFullstop":
		if n >= 1 && n <= 20 {
			return string(rune('⒈' + n - 1))
		}
	case "decimalFullWidth", "decimalFullWidth2":
		return fullWidth(n)
	case "vietnameseCounting":
		if s := vietnamese(n); s != "" {
			return s
		}
	case "cardinalText":
		if s := english(n); s != "" {
			return s
		}
	case "ordinalText":
		if n >= 1 && n < len(ordinals) {
			return ordinals[n]
		}
	}
	return strconv.Itoa(n)
}

func roman(n int) string {
	if n <= 0 || n > 32767 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, r := range [...]struct {
		value int
		sign  string
	}{
		{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"},
		{5, "V"}, {4, "IV"}, {1, "I"},
	} {
		for ; n >= r.value; n -= r.value {
			b.WriteString(r.sign)
		}
	}
	return b.String()
}

// letters counts a … z, aa, bb …: Word doubles the letter where a spreadsheet has two places.
func letters(n int, first byte) string {
	if n <= 0 || n > 780 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(rune(first+byte((n-1)%26))), (n-1)/26+1)
}

func ordinalEnd(n int) string {
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			return "st"
		case 2:
			return "nd"
		case 3:
			return "rd"
		}
	}
	return "th"
}

func fullWidth(n int) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r - '0' + '０'
		}
		return r
	}, strconv.Itoa(n))
}

var (
	digitsVi = [...]string{"không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"}
	onesEn   = [...]string{
		"Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve", "Thirteen",
		"Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen",
	}
	tensEn   = [...]string{2: "Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety"}
	ordinals = [...]string{
		1: "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth", "Eleventh", "Twelfth",
	}
)

// vietnamese writes 1 to 99 in words.
func vietnamese(n int) string {
	ten, one := n/10, n%10
	switch {
	case n < 1 || n > 99:
		return ""
	case ten == 0:
		return digitsVi[one]
	}
	s := "mười"
	if ten > 1 {
		s = digitsVi[ten] + " mươi"
	}
	switch {
	case one == 0:
		return s
	case one == 1 && ten > 1:
		return s + " mốt"
	case one == 5:
		return s + " lăm"
	}
	return s + " " + digitsVi[one]
}

func english(n int) string {
	switch {
	case n < 0 || n > 99:
		return ""
	case n < len(onesEn):
		return onesEn[n]
	case n%10 == 0:
		return tensEn[n/10]
	}
	return tensEn[n/10] + "-" + strings.ToLower(onesEn[n%10])
}
