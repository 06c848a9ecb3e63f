package fonts

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"strings"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"vanban/document"
)

func embeddedSet(tb testing.TB) *Set {
	tb.Helper()
	s, err := Embedded()
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

var embeddedFiles = [document.FaceCount][]byte{liberationRegular, liberationBold, liberationItalic, liberationBoldItalic}

// Another version of the family would change every line of every document, so the version is pinned.
func TestEmbeddedIsTheDocumentedVersion(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	s := embeddedSet(t)
	for i, data := range embeddedFiles {
		f := s.Face(document.Face(i))
		if v := f.nameRecord(5); v != "Version 2.1.5" {
			t.Errorf("%s is %q", f.PostScriptName, v)
		}
		sum := sha256.Sum256(data)
		if !strings.Contains(string(readme), hex.EncodeToString(sum[:])) {
			t.Errorf("README.md does not name the sha256 of %s", f.PostScriptName)
		}
		if want := document.FaceOf(f.Bold, f.Italic); want != document.Face(i) {
			t.Errorf("%s stands for face %d", f.PostScriptName, i)
		}
	}
}

// Every character of the cmap, its glyph and its advance as golang.org/x/image reads them.
func TestFacesAgreeWithSfnt(t *testing.T) {
	s := embeddedSet(t)
	for i, data := range embeddedFiles {
		f := s.Face(document.Face(i))
		other, err := sfnt.Parse(data)
		if err != nil {
			t.Fatal(err)
		}
		em := fixed.Int26_6(f.UnitsPerEm)
		var buf sfnt.Buffer
		count := 0
		for r := rune(0); r < 0x20000; r++ {
			glyph, err := other.GlyphIndex(&buf, r)
			if err != nil {
				t.Fatal(err)
			}
			got, ok := f.Glyph(r)
			if r == 0x2011 && glyph == 0 {
				continue // looks like the hyphen
			}
			if got != uint16(glyph) || ok != (glyph != 0) {
				t.Fatalf("%s %U: glyph %d, %v; want %d", f.PostScriptName, r, got, ok, glyph)
			}
			want, err := other.GlyphAdvance(&buf, glyph, em, font.HintingNone)
			if err != nil {
				t.Fatal(err)
			}
			if got, _ := f.Advance(r); got != int(want) {
				t.Fatalf("%s %U: advance %d, want %d", f.PostScriptName, r, got, want)
			}
			if ok {
				count++
			}
		}
		if count < 2000 {
			t.Errorf("%s has %d characters", f.PostScriptName, count)
		}
	}
}

// Figures that anyone can read off the font with another tool, and that layout and the descriptor stand on.
func TestFaceMetrics(t *testing.T) {
	f := embeddedSet(t).Face(document.BoldItalic)
	for _, c := range []struct {
		name      string
		got, want int
	}{
		{"UnitsPerEm", f.UnitsPerEm, 2048}, {"Ascent", f.Ascent, 1825}, {"Descent", f.Descent, -443}, {"LineGap", f.LineGap, 87},
		{"WinAscent", f.WinAscent, 1825}, {"WinDescent", f.WinDescent, 443},
		{"TypoAscent", f.TypoAscent, 1387}, {"TypoDescent", f.TypoDescent, -442}, {"TypoLineGap", f.TypoLineGap, 307},
		{"CapHeight", f.CapHeight, 1341}, {"XHeight", f.XHeight, 940}, {"Weight", f.Weight, 700},
		{"UnderlinePosition", f.UnderlinePosition, -28}, {"UnderlineWeight", f.UnderlineWeight, 195},
	} {
		if c.got != c.want {
			t.Errorf("%s = %d, want %d", c.name, c.got, c.want)
		}
	}
	if f.PostScriptName != "LiberationSerif-BoldItalic" || f.ItalicAngle > -16 || f.ItalicAngle < -17 {
		t.Errorf("%s, italic angle %v", f.PostScriptName, f.ItalicAngle)
	}
}

func TestTextWidth(t *testing.T) {
	s := embeddedSet(t)
	for _, c := range []struct {
		text string
		face document.Face
		want float64 // points at 14
	}{
		{"", document.Regular, 0},
		{" ", document.Regular, 3.5},
		{"Độc lập - Tự do - Hạnh phúc", document.Bold, 171.38},
		{"\U0010FFFF", document.Regular, 14 * 1593 / 2048.},
	} {
		got := s.TextWidth(c.text, c.face, document.Pt(14)).Points()
		if d := got - c.want; d > 0.005 || d < -0.005 {
			t.Errorf("%q: %.4f pt, want %.4f", c.text, got, c.want)
		}
	}
	if s.Has('\U0010FFFF') || !s.Has('ự') || !s.Has('\u00a0') || !s.Has('\u2011') {
		t.Error("Has is wrong about what the faces hold")
	}
}

func BenchmarkTextWidth(b *testing.B) {
	s := embeddedSet(b)
	b.ReportAllocs()
	for b.Loop() {
		s.TextWidth("Độc lập - Tự do - Hạnh phúc", document.Bold, document.Pt(14))
	}
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		if _, err := newSet(embeddedFiles); err != nil {
			b.Fatal(err)
		}
	}
}
