// Package viet knows the letters of Vietnamese: the encodings that were in use before Unicode, how a syllable is spelled, and
// comparing words without their marks. It knows nothing of files and documents.
package viet

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Encoding is how Vietnamese letters are written in a text.
type Encoding uint8

// The encodings. TCVN3Capitals is TCVN3 in a font that shows small letters as capitals (.VnTimeH).
const (
	Unicode Encoding = iota
	TCVN3
	TCVN3Capitals
	VNI
)

// String returns the name that Vietnamese offices use.
func (e Encoding) String() string {
	switch e {
	case TCVN3, TCVN3Capitals:
		return "TCVN3 (ABC)"
	case VNI:
		return "VNI-Windows"
	}
	return "Unicode"
}

// Decode returns s, written in e and held as the Latin-1 code points that such text has in Word files, as Unicode in NFC. What is no
// letter of the encoding stays.
func (e Encoding) Decode(s string) string {
	switch e {
	case TCVN3:
		return FromTCVN3(s)
	case TCVN3Capitals:
		return strings.ToUpper(FromTCVN3(s))
	case VNI:
		return FromVNI(s)
	}
	return norm.NFC.String(s)
}

// LegacyFont returns the encoding that text in a font of this name is written in: Unicode unless the name says otherwise.
func LegacyFont(name string) Encoding {
	switch {
	case len(name) >= 4 && strings.EqualFold(name[:4], "vni-"):
		return VNI
	case len(name) >= 3 && strings.EqualFold(name[:3], ".vn"):
		if strings.HasSuffix(name, "H") {
			return TCVN3Capitals
		}
		return TCVN3
	}
	return Unicode
}

// tcvn3 has the letters of VN3 of TCVN 5712:1993, the form that the .Vn fonts use, at their codes from 0xA1 on; a space is no letter.
// Capitals with a tone have no code.
var tcvn3 = [...]rune{
	'Ă', 'Â', 'Ê', 'Ô', 'Ơ', 'Ư', 'Đ', 'ă', 'â', 'ê', 'ô', 'ơ', 'ư', 'đ', ' ', // A1–AF
	' ', ' ', ' ', ' ', ' ', 'à', 'ả', 'ã', 'á', 'ạ', ' ', 'ằ', 'ẳ', 'ẵ', 'ắ', ' ', // B0–BF
	' ', ' ', ' ', ' ', ' ', ' ', 'ặ', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ', 'è', ' ', 'ẻ', 'ẽ', // C0–CF
	'é', 'ẹ', 'ề', 'ể', 'ễ', 'ế', 'ệ', 'ì', 'ỉ', ' ', ' ', ' ', 'ĩ', 'í', 'ị', 'ò', // D0–DF
	' ', 'ỏ', 'õ', 'ó', 'ọ', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ', 'ù', // E0–EF
	' ', 'ủ', 'ũ', 'ú', 'ụ', 'ừ', 'ử', 'ữ', 'ứ', 'ự', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ', // F0–FE
}

// FromTCVN3 reads the Latin-1 code points of TCVN3 (ABC) text. ư is U+00AD there, the soft hyphen of Unicode.
func FromTCVN3(s string) string {
	return strings.Map(func(r rune) rune {
		if i := int(r) - 0xA1; i >= 0 && i < len(tcvn3) && tcvn3[i] != ' ' {
			return tcvn3[i]
		}
		return r
	}, s)
}

// The letters of VNI that are one code; all others are a base letter and the code of its marks.
var vniSingle = [...][2]rune{
	{'ñ', 'đ'}, {'ô', 'ơ'}, {'ö', 'ư'}, {'í', 'í'}, {'ì', 'ì'}, {'æ', 'ỉ'}, {'ó', 'ĩ'}, {'ò', 'ị'}, {'î', 'ỵ'},
	{'Ñ', 'Đ'}, {'Ô', 'Ơ'}, {'Ö', 'Ư'}, {'Í', 'Í'}, {'Ì', 'Ì'}, {'Æ', 'Ỉ'}, {'Ó', 'Ĩ'}, {'Ò', 'Ị'}, {'Î', 'Ỵ'},
}

// vniMarks are the marks that follow a base letter, as combining characters; bases says which letters take them.
var vniMarks = [...]struct {
	code         rune
	marks, bases string
}{
	{'ù', "\u0301", "aeouyơư"}, {'ø', "\u0300", "aeouyơư"}, {'û', "\u0309", "aeouyơư"}, {'õ', "\u0303", "aeouyơư"},
	{'ï', "\u0323", "aeouơư"},
	{'â', "\u0302", "aeo"}, {'á', "\u0302\u0301", "aeo"}, {'à', "\u0302\u0300", "aeo"}, {'å', "\u0302\u0309", "aeo"},
	{'ã', "\u0302\u0303", "aeo"}, {'ä', "\u0302\u0323", "aeo"},
	{'ê', "\u0306", "a"}, {'é', "\u0306\u0301", "a"}, {'è', "\u0306\u0300", "a"}, {'ú', "\u0306\u0309", "a"},
	{'ü', "\u0306\u0303", "a"}, {'ë', "\u0306\u0323", "a"},
}

// FromVNI reads the Latin-1 code points of VNI-Windows text. A mark may be in another case than its letter, which typists did.
func FromVNI(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	var base rune
	for _, r := range s {
		if marks := vniMark(base, r); marks != "" {
			b.WriteString(marks)
			base = 0
			continue
		}
		base = vniLetter(r)
		b.WriteRune(base)
	}
	return norm.NFC.String(b.String())
}

func vniLetter(r rune) rune {
	for _, pair := range vniSingle {
		if pair[0] == r {
			return pair[1]
		}
	}
	return r
}

func vniMark(base, code rune) string {
	if base == 0 || code < 0xC0 || code > 0xFF {
		return ""
	}
	if code <= 0xDE {
		code += 0x20
	}
	for _, m := range vniMarks {
		if m.code == code && strings.ContainsRune(m.bases, lower(base)) {
			return m.marks
		}
	}
	return ""
}
