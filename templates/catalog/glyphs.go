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

// glyphs finds characters that the fonts lack. Every text of every document is looked through, so what the fonts have of the
// characters that documents are made of is asked once.
type glyphs struct {
	fonts Fonts
	known [commonEnd]bool
}

// commonEnd bounds the table: ASCII, all Vietnamese letters (up to U+1EF9) and general punctuation lie below it.
const commonEnd = 0x2100

func newGlyphs(fonts Fonts) *glyphs {
	g := &glyphs{fonts: fonts}
	for r := range rune(commonEnd) {
		g.known[r] = r < utf8.RuneSelf || fonts.Has(r)
	}
	return g
}

func (g *glyphs) has(r rune) bool {
	if uint32(r) < commonEnd {
		return g.known[r]
	}
	return g.fonts.Has(r)
}

// covers reports whether the fonts have all of s.
func (g *glyphs) covers(s string) bool {
	for _, r := range s {
		if !g.has(r) {
			return false
		}
	}
	return true
}

// check warns of every text with a character that the fonts lack. The text stays as it is: Word takes another font for the
// character, and the PDF shows a white square in its place.
func (g *glyphs) check(doc *contract.Document) (problems document.Problems) {
	doc.EachText(func(pointer string, s *string) {
		if g.covers(*s) {
			return
		}
		var lost []string
		seen := map[rune]bool{}
		for _, r := range *s {
			if !g.has(r) && !seen[r] {
				seen[r] = true
				lost = append(lost, fmt.Sprintf("%c (U+%04X)", r, r))
			}
		}
		const most = 8
		if len(lost) > most {
			lost = append(lost[:most], "…")
		}
		problems = append(problems, document.Problem{
			Severity: document.Warning, Pointer: pointer, Code: "no_glyph",
			Message: "Phông chữ không có ký tự " + strings.Join(lost, ", ") + "; bản PDF hiện “□” ở chỗ này.",
			Hint:    "Dùng ký tự khác; trong bản Word, ký tự này lấy từ phông khác của máy.",
			Cite:    contract.Clause("PL.I-I.4"),
		})
	})
	return problems
}
