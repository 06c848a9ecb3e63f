package catalog

import (
	"strings"
	"testing"
	"unicode/utf8"

	"vanban/fonts"
)

// TestGlyphsCovers asks of every character of the basic plane, alone and between others, what the fonts say.
func TestGlyphsCovers(t *testing.T) {
	set, err := fonts.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	g := newGlyphs(set)
	for r := rune(0xa0); r < 0x10000; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		for _, s := range []string{string(r), "ế" + string(r) + "ú", "a" + string(r) + "–ự"} {
			if got, want := g.covers(s), set.Has(r); got != want {
				t.Fatalf("covers(%q) is %t, the fonts have U+%04X: %t", s, got, r, want)
			}
		}
	}
	if g.covers("a🙂b") {
		t.Error("an emoji is covered")
	}
}

func BenchmarkCovers(b *testing.B) {
	set, err := fonts.Embedded()
	if err != nil {
		b.Fatal(err)
	}
	g := newGlyphs(set)
	text := strings.Repeat("Tăng cường “kỷ luật”, kỷ cương hành chính – ", 100)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if !g.covers(text) {
			b.Fatal("not covered")
		}
	}
}
