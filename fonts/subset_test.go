package fonts

import (
	"bytes"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"vanban/document"
)

func glyphsOf(f *Face, text string) []uint16 {
	var list []uint16
	for _, r := range text {
		g, _ := f.Glyph(r)
		list = append(list, g)
	}
	return list
}

// addNames makes a subset into a file that golang.org/x/image reads, which wants name, OS/2 and post.
func addNames(t *testing.T, f *Face, file []byte) []byte {
	t.Helper()
	s, err := readTables(file)
	if err != nil {
		t.Fatal(err)
	}
	post := bytes.Clone(f.tables.post[:32])
	copy(post, "\x00\x03\x00\x00") // no glyph names
	return assemble([]fileTable{
		{"OS/2", f.tables.os2}, {"cmap", s.cmap}, {"glyf", s.glyf}, {"head", s.head}, {"hhea", s.hhea}, {"hmtx", s.hmtx},
		{"loca", s.loca}, {"maxp", s.maxp}, {"name", f.tables.name}, {"post", post},
	})
}

// The subset's outlines and advances, composites put together, are the font's own.
func TestSubsetKeepsOutlines(t *testing.T) {
	const text = " Aế" + Vietnamese + "…≥½"
	s := embeddedSet(t)
	for i, data := range embeddedFiles {
		f := s.Face(document.Face(i))
		glyphs := glyphsOf(f, text)
		file, err := f.Subset(glyphs, len(glyphs))
		if err != nil {
			t.Fatal(err)
		}
		small, err := sfnt.Parse(addNames(t, f, file))
		if err != nil {
			t.Fatal(err)
		}
		full, err := sfnt.Parse(data)
		if err != nil {
			t.Fatal(err)
		}
		em := fixed.I(f.UnitsPerEm)
		var a, b sfnt.Buffer
		for k, g := range glyphs {
			code := rune(0xF000 + k + 1)
			at, err := small.GlyphIndex(&a, code)
			if err != nil || int(at) != k+1 {
				t.Fatalf("%s: code %X is glyph %d (%v)", f.PostScriptName, code, at, err)
			}
			got, err := small.LoadGlyph(&a, at, em, nil)
			if err != nil {
				t.Fatal(err)
			}
			want, err := full.LoadGlyph(&b, sfnt.GlyphIndex(g), em, nil)
			if err != nil {
				t.Fatal(err)
			}
			if len(got) != len(want) {
				t.Fatalf("%s: glyph %d has %d segments, want %d", f.PostScriptName, g, len(got), len(want))
			}
			for n := range got {
				if got[n] != want[n] {
					t.Fatalf("%s: glyph %d differs in segment %d", f.PostScriptName, g, n)
				}
			}
			adv, err := small.GlyphAdvance(&a, at, em, font.HintingNone)
			if err != nil || adv != fixed.I(f.GlyphAdvance(g)) {
				t.Fatalf("%s: glyph %d has advance %v (%v)", f.PostScriptName, g, adv, err)
			}
		}
	}
}

func TestSubsetIsSmallSoundAndRepeatable(t *testing.T) {
	f := embeddedSet(t).Face(document.Regular)
	glyphs := glyphsOf(f, Vietnamese)
	file, err := f.Subset(glyphs, 134)
	if err != nil {
		t.Fatal(err)
	}
	again, err := f.Subset(glyphs, 134)
	if err != nil || !bytes.Equal(file, again) {
		t.Error("two subsets of the same glyphs differ")
	}
	if len(file) > 11_000 {
		t.Errorf("%d bytes for 134 letters", len(file))
	}
	// The whole file's checksum is a constant (OpenType, head, checksumAdjustment).
	if sum := checksum(file); sum != 0xB1B0AFBA {
		t.Errorf("checksum %08X", sum)
	}
	if _, err := f.Subset([]uint16{0xFFFE}, 0); err == nil {
		t.Error("a glyph that does not exist was subset")
	}
	if _, err := f.Subset(glyphs, 135); err == nil {
		t.Error("more codes than glyphs")
	}
}

func BenchmarkSubset(b *testing.B) {
	f := embeddedSet(b).Face(document.Regular)
	glyphs := glyphsOf(f, Vietnamese)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := f.Subset(glyphs, 134); err != nil {
			b.Fatal(err)
		}
	}
}
