package fonts

import (
	"bytes"
	"compress/zlib"
	"io"
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"vanban/document"
)

// unpackWOFF turns a WOFF file back into TrueType, with its tables in the same order and their sums as stated.
func unpackWOFF(t *testing.T, file []byte) []byte {
	t.Helper()
	if string(file[:8]) != "wOFF\x00\x01\x00\x00" || int(u32(file, 8)) != len(file) {
		t.Fatalf("the header is %q, for %d bytes", file[:12], len(file))
	}
	var list []fileTable
	for i := range int(u16(file, 12)) {
		r := file[44+20*i:]
		at, packed, size := u32(r, 4), u32(r, 8), u32(r, 12)
		data := file[at : at+packed]
		if at%4 != 0 || packed > size {
			t.Errorf("table %q begins at %d and has %d bytes for %d", r[:4], at, packed, size)
		}
		if packed < size {
			z, err := zlib.NewReader(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if data, err = io.ReadAll(z); err != nil || len(data) != int(size) {
				t.Fatalf("table %q has %d bytes, want %d (%v)", r[:4], len(data), size, err)
			}
		}
		list = append(list, fileTable{string(r[:4]), data})
	}
	if !slices.IsSortedFunc(list, func(a, b fileTable) int { return strings.Compare(a.tag, b.tag) }) {
		t.Error("the tables are not in order")
	}
	// assemble puts the sum into a head that has none.
	for i := range list {
		if list[i].tag == "head" {
			list[i].data = bytes.Clone(list[i].data)
			clear(list[i].data[8:12])
		}
	}
	out := assemble(list)
	if int(u32(file, 16)) != len(out) {
		t.Errorf("the unpacked size is %d, stated %d", len(out), u32(file, 16))
	}
	return out
}

// Each character leads to its glyph with the font's own advance, packed or not, in the basic plane and beyond.
func TestWebFont(t *testing.T) {
	s := embeddedSet(t)
	for i := range document.FaceCount {
		f := s.Face(i)
		for _, characters := range [][]rune{s.Common(), []rune("Ωπ≈₂"), {'\uFB01', 'a', 'a'}, nil} {
			for _, packed := range []bool{true, false} {
				file, err := f.WebFont(characters, "some-name", packed)
				if err != nil {
					t.Fatal(err)
				}
				web, err := sfnt.Parse(unpackWOFF(t, file))
				if err != nil {
					t.Fatalf("%s: %v", f.PostScriptName, err)
				}
				var b sfnt.Buffer
				for id, want := range map[sfnt.NameID]string{sfnt.NameIDFamily: "some-name", sfnt.NameIDPostScript: "some-name", sfnt.NameIDLicense: f.nameRecord(13)} {
					if got, err := web.Name(&b, id); err != nil || got != want {
						t.Errorf("name %d is %q, want %q (%v)", id, got, want, err)
					}
				}
				for _, r := range characters {
					g, err := web.GlyphIndex(&b, r)
					if err != nil || g == 0 {
						t.Fatalf("%s: %q is glyph %d (%v)", f.PostScriptName, r, g, err)
					}
					want, _ := f.Advance(r)
					if got, err := web.GlyphAdvance(&b, g, fixed.I(f.UnitsPerEm), font.HintingNone); err != nil || got != fixed.I(want) {
						t.Errorf("%s: %q has advance %v, want %d (%v)", f.PostScriptName, r, got, want, err)
					}
				}
				if g, err := web.GlyphIndex(&b, '中'); g != 0 || err != nil {
					t.Errorf("a character that is not in it is glyph %d (%v)", g, err)
				}
			}
		}
		if _, err := f.WebFont([]rune("a中"), "some-name", true); err == nil || !strings.Contains(err.Error(), "U+4E2D") {
			t.Errorf("a character without a glyph: %v", err)
		}
	}
}

// Files of other makers may lack what browsers insist on.
func TestWebFontOfABareFace(t *testing.T) {
	bare := *embeddedSet(t).Face(document.Bold)
	bare.tables.os2, bare.tables.post, bare.tables.name = nil, nil, nil
	file, err := bare.WebFont([]rune("aê"), "some-name", true)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := readTables(unpackWOFF(t, file))
	if err != nil {
		t.Fatal(err)
	}
	if os2 := whole.os2; len(os2) != 78 || u16(os2, 4) != 700 || u16(os2, 64) != 'a' || u16(os2, 66) != 'ê' {
		t.Errorf("OS/2 is % X", os2)
	}
	if post := whole.post; len(post) != 32 || u32(post, 0) != 0x00030000 {
		t.Errorf("post is % X", post)
	}
}

func TestWebFontIsSmallAndRepeatable(t *testing.T) {
	s := embeddedSet(t)
	f := s.Face(document.Regular)
	file, err := f.WebFont(s.Common(), "some-name", true)
	if err != nil {
		t.Fatal(err)
	}
	again, err := f.WebFont(s.Common(), "some-name", true)
	if err != nil || !bytes.Equal(file, again) {
		t.Error("two web fonts of the same characters differ")
	}
	if len(file) > 12_000 {
		t.Errorf("%d bytes", len(file))
	}
}

// A character beyond the basic plane makes the map a full one.
func TestUnicodeMap(t *testing.T) {
	list := []rune{'a', 'b', 0x1D400, 0x1D401, 0x1D403}
	f := &Face{glyphs: 9, hmetrics: 1, sparse: map[rune]entry{}}
	f.tables.hmtx = make([]byte, 4)
	f.readFormat12(unicodeMap(list)[12:])
	for i, r := range list {
		if g, _ := f.Glyph(r); int(g) != i+1 {
			t.Errorf("%U is glyph %d, want %d", r, g, i+1)
		}
	}
	if _, ok := f.Glyph(0x1D402); ok {
		t.Error("a gap is mapped")
	}
}

func TestCommon(t *testing.T) {
	list := embeddedSet(t).Common()
	if len(list) != 255 || !slices.IsSorted(list) || len(slices.Compact(list)) != 255 {
		t.Errorf("%d characters", len(list))
	}
	for _, r := range Vietnamese + signs {
		if !slices.Contains(list, r) {
			t.Errorf("%q is not among them", r)
		}
	}
}
