package layout

// class sorts characters by how lines may break around them. The rules are LibreOffice's: the Unicode line breaking
// algorithm (UAX #14) with its own customisations, which for Vietnamese text come down to what canBreak says.
type class uint8

const (
	other     class = iota // letters, digits and everything that breaks only at spaces
	space                  // U+0020: hangs at the end of a line
	hyphen                 // -
	enDash                 // –
	emDash                 // —
	closing                // ) ] } . , ; : and the like: never at the start of a line
	slash                  // /: as closing, but a line may end after it when a letter follows
	digit                  // 0 to 9
	bang                   // ! ?
	opening                // ( [ {
	quote                  // “ ” " ' ‘ ’
	ellipsis               // …
	bar                    // |
	glue                   // NBSP and its kind
	zeroWidth              // U+200B, and the spaces that have a width but no glue
	ideograph              // CJK: a break on both sides
	tabStop
	unknown // the font has no glyph for it
)

var classes = buildClasses()

func buildClasses() *[denseEnd]class {
	t := new([denseEnd]class)
	set := func(c class, s string) {
		for _, r := range s {
			t[r] = c
		}
	}
	set(space, " ")
	set(hyphen, "-")
	set(enDash, "\u2013\u2010")
	set(emDash, "\u2014")
	set(closing, ")]}.,;:")
	set(slash, "/")
	set(digit, "0123456789")
	set(bang, "!?")
	set(opening, "([{")
	set(quote, "\"'\u201C\u201D\u2018\u2019\u00AB\u00BB")
	set(ellipsis, "\u2026")
	set(bar, "|")
	set(glue, "\u00A0\u202F\u2007\u2060\u2011")
	set(zeroWidth, "\u200B\u2009\u2002\u2003\u2004\u2005\u2006\u2008\u200A")
	set(tabStop, "\t")
	return t
}

func classOf(r rune) class {
	if uint32(r) < denseEnd {
		return classes[r]
	}
	switch {
	case r == 0xFEFF:
		return glue
	case r >= 0x2E80 && r <= 0x9FFF, r >= 0xAC00 && r <= 0xD7AF, r >= 0xF900 && r <= 0xFAFF, r >= 0x20000 && r <= 0x3FFFF:
		return ideograph
	}
	return other
}

// canBreak tells whether a line may end after a character of class a when one of class b follows. before is the class of
// the character ahead of a, space at the start of a paragraph.
func canBreak(before, a, b class) bool {
	if b == closing || b == slash || b == bang || b == glue || a == glue || b == space {
		// Even after a space: "a /b" holds together. A space that itself runs over the edge is the breaker's business.
		return false
	}
	switch a {
	case space, tabStop, zeroWidth:
		return true
	case hyphen:
		return b != quote && b != hyphen && b != ellipsis
	case enDash:
		return before != space && b != quote && b != hyphen && b != enDash && b != ellipsis
	case emDash:
		return b != quote && b != emDash
	case closing:
		return b == opening || b == ideograph
	case slash:
		return b == other || b == ideograph
	case bang, ellipsis:
		return b == other || b == digit || b == opening || b == ideograph
	case bar:
		return b != quote && b != hyphen && b != enDash && b != bar
	case ideograph:
		return b == ideograph || b == other || b == digit || b == opening
	}
	if b == ideograph {
		return a == other || a == digit
	}
	return b == emDash && a != opening && a != quote
}
