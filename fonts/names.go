package fonts

import (
	"fmt"
	"strings"
	"unicode/utf16"
)

// readNames reads family, style and PostScript name, the Windows records (UTF-16BE) before the Macintosh ones.
func (f *Face) readNames() {
	f.Family, f.Style, f.PostScriptName = f.nameRecord(1), f.nameRecord(2), f.nameRecord(6)
	if f.PostScriptName == "" {
		f.PostScriptName = f.Family + "-" + f.Style
	}
	// A PDF name: no blanks, no delimiters (ISO 32000-1, 7.3.5).
	f.PostScriptName = strings.Map(func(r rune) rune {
		if r <= ' ' || r > '~' || strings.ContainsRune("()<>[]{}/%#", r) {
			return -1
		}
		return r
	}, f.PostScriptName)
	if strings.Trim(f.PostScriptName, "-") == "" {
		f.PostScriptName = "Unnamed"
	}
}

func (f *Face) nameRecord(id uint16) string {
	name := f.tables.name
	if len(name) < 6 {
		return ""
	}
	found := ""
	store := int(u16(name, 4))
	for i := range min(int(u16(name, 2)), (len(name)-6)/12) {
		rec := name[6+12*i:]
		platform, language := u16(rec, 0), u16(rec, 4)
		size, off := int(u16(rec, 8)), store+int(u16(rec, 10))
		if u16(rec, 6) != id || off+size > len(name) {
			continue
		}
		text := name[off : off+size]
		switch platform {
		case 3:
			s := decodeUTF16(text)
			if language == 0x0409 {
				return s
			}
			found = s
		case 1:
			if found == "" {
				found = string(text)
			}
		}
	}
	return found
}

func decodeUTF16(b []byte) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = u16(b, 2*i)
	}
	return string(utf16.Decode(units))
}

// estimate fills in what the file leaves open.
func (f *Face) estimate() {
	if f.CapHeight <= 0 {
		f.CapHeight = f.UnitsPerEm * 66 / 100
	}
	if f.XHeight <= 0 {
		f.XHeight = f.UnitsPerEm * 45 / 100
	}
	// Stems of text faces grow from about 80 thousandths of an em at weight 400 to about 140 at 700. Viewers use the figure
	// only to imitate a font that is not embedded.
	f.StemV = (f.Weight*20/100 + 2) * f.UnitsPerEm / 1000
	if f.StrikeWeight <= 0 {
		f.StrikeWeight, f.StrikePosition = f.UnitsPerEm/20, f.XHeight/2
	}
	if f.UnderlineWeight <= 0 {
		f.UnderlineWeight, f.UnderlinePosition = f.UnitsPerEm/20, -f.UnitsPerEm/10
	}
}

// Vietnamese is every letter of the language that ASCII lacks, in NFC: 67 small and 67 capital ones.
const Vietnamese = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ" +
	"ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"

// checkCoverage makes sure that the face has ASCII, every Vietnamese letter and the quotes and dashes of the language:
// fonts without Vietnamese, such as Liberation 1.x, would leave holes in the text.
func (f *Face) checkCoverage() error {
	var lack []rune
	check := func(r rune) {
		if _, ok := f.Glyph(r); !ok {
			lack = append(lack, r)
		}
	}
	for r := rune(' '); r <= '~'; r++ {
		check(r)
	}
	for _, r := range Vietnamese + "“”‘’–…" {
		check(r)
	}
	if len(lack) > 0 {
		n := len(lack)
		return fmt.Errorf("lacks %d of the characters that Vietnamese needs, such as %q", n, string(lack[:min(n, 8)]))
	}
	return nil
}
