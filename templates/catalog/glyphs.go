package catalog

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"vanban/document"
	"vanban/templates/contract"
)

// Fonts is what the catalog asks of the fonts that documents are set in.
type Fonts interface {
	document.Measurer
	// Has reports whether every face has a glyph for r.
	Has(r rune) bool
}

// replacement stands for a character that the fonts lack.
const replacement = '\ufffd'

// glyphs knows which characters the fonts have: a bit for each of the basic plane, so that a whole document is looked
// through in some microseconds.
type glyphs struct {
	fonts Fonts
	basic [0x10000 / 64]uint64
	stand rune // replacement, or ? in fonts without it
}

func newGlyphs(fonts Fonts) *glyphs {
	g := &glyphs{fonts: fonts, stand: replacement}
	for r := rune(0); r < 0x10000; r++ {
		if r == '\n' || fonts.Has(r) {
			g.basic[r/64] |= 1 << (r % 64)
		}
	}
	if !fonts.Has(replacement) {
		g.stand = '?'
	}
	return g
}

func (g *glyphs) has(r rune) bool {
	if r < 0x10000 {
		return g.basic[r/64]&(1<<(r%64)) != 0
	}
	return g.fonts.Has(r)
}

// check replaces every character that the fonts lack, in DOCX and PDF alike, and says where: a document must not look
// different on the next machine, and nothing may go without a word.
func (g *glyphs) check(doc *contract.Document) document.Problems {
	var problems document.Problems
	doc.EachText(func(pointer string, s *string) {
		if g.covers(*s) {
			return
		}
		var lost []string
		seen := map[rune]bool{}
		*s = strings.Map(func(r rune) rune {
			if g.has(r) {
				return r
			}
			if !seen[r] {
				seen[r] = true
				lost = append(lost, fmt.Sprintf("%c (U+%04X)", r, r))
			}
			return g.stand
		}, *s)
		const most = 8
		if len(lost) > most {
			lost = append(lost[:most], "…")
		}
		problems = append(problems, document.Problem{
			Severity: document.Warning, Pointer: pointer, Code: "no_glyph",
			Message: "Phông chữ không có ký tự " + strings.Join(lost, ", ") + "; đã thay bằng “" + string(g.stand) + "”.",
			Hint:    "Dùng ký tự khác.",
			Cite:    contract.Clause("PL.I-I.4"),
		})
	})
	return problems
}

// covers reports whether the fonts have all of s. It reads UTF-8 as it lies: in two bytes and in three, all but the last six
// bits are the index of the word in basic, and those six the bit. The decoder lets no control characters through, so that
// ASCII is always there.
func (g *glyphs) covers(s string) bool {
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c < utf8.RuneSelf:
			i++
		case c < 0xe0 && i+1 < len(s):
			if g.basic[c&0x1f]>>(s[i+1]&0x3f)&1 == 0 {
				return false
			}
			i += 2
		case c < 0xf0 && i+2 < len(s):
			if g.basic[int(c&0x0f)<<6|int(s[i+1]&0x3f)]>>(s[i+2]&0x3f)&1 == 0 {
				return false
			}
			i += 3
		default:
			r, size := utf8.DecodeRuneInString(s[i:])
			if !g.has(r) {
				return false
			}
			i += size
		}
	}
	return true
}
