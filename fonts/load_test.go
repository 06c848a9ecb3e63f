package fonts

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"
	"testing/fstest"

	"vanban/document"
)

func folder(names ...string) fstest.MapFS {
	m := fstest.MapFS{"readme.txt": {Data: []byte("not a font")}}
	for i, n := range names {
		if n != "" {
			m[n] = &fstest.MapFile{Data: embeddedFiles[i]}
		}
	}
	return m
}

// table returns where a table begins in a font file.
func tableOffset(data []byte, tag string) int {
	for i := range int(u16(data, 4)) {
		if rec := data[12+16*i:]; string(rec[:4]) == tag {
			return int(u32(rec, 8))
		}
	}
	return -1
}

// withType returns a copy of a font with another OS/2 fsType.
func withType(data []byte, fsType uint16) []byte {
	data = bytes.Clone(data)
	binary.BigEndian.PutUint16(data[tableOffset(data, "OS/2")+8:], fsType)
	return data
}

func TestLoad(t *testing.T) {
	restricted, preview, whole := folder("a.ttf", "b.ttf", "c.ttf", "d.ttf"), folder("a.ttf", "b.ttf", "c.ttf", "d.ttf"), folder("a.ttf", "b.ttf", "c.ttf", "d.ttf")
	restricted["b.ttf"].Data = withType(liberationBold, 0x0002)
	preview["b.ttf"].Data = withType(liberationBold, 0x0008)
	whole["b.ttf"].Data = withType(liberationBold, 0x0108)
	bare, err := embeddedSet(t).Face(document.Regular).Subset(glyphsOf(embeddedSet(t).Face(document.Regular), "A"), 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		fs   fstest.MapFS
		want string // part of the error; empty for a good set
	}{
		{"Windows names", folder("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf"), ""},
		{"Windows names in capitals", folder("TIMES.TTF", "TIMESBD.TTF", "TIMESI.TTF", "TIMESBI.TTF"), ""},
		{"own names", folder("1.ttf", "2.ttf", "3.ttf", "4.ttf"), ""},
		{"editable embedding", preview, ""},
		{"no font", folder(), "no .ttf file"},
		{"a Windows name is missing", folder("times.ttf", "timesbd.ttf", "timesi.ttf"), "without timesbi.ttf"},
		{"Windows names in the wrong order", folder("timesbd.ttf", "times.ttf", "timesi.ttf", "timesbi.ttf"), "holds the bold one"},
		{"a cut is missing", folder("1.ttf", "", "3.ttf", "4.ttf"), "has no bold cut"},
		{"a cut is there twice", fstest.MapFS{"1.ttf": {Data: liberationBold}, "2.ttf": {Data: liberationBold}}, "2.ttf is a second bold cut"},
		{"restricted licence", restricted, "does not permit embedding (OS/2"},
		{"no subsets", whole, "embedding a part"},
		{"no Unicode", fstest.MapFS{"times.ttf": {Data: bare}, "timesbd.ttf": {Data: bare}, "timesi.ttf": {Data: bare}, "timesbi.ttf": {Data: bare}}, "no Unicode subtable"},
		{"no font inside", fstest.MapFS{"1.ttf": {Data: []byte("<html>not found</html>")}}, "1.ttf: not a TrueType file"},
		{"cut short", fstest.MapFS{"1.ttf": {Data: liberationBold[:5000]}}, "beyond the end"},
	} {
		s, err := Load(c.fs)
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%s: %v", c.name, err)
		case c.want == "" && s.Face(document.Italic).PostScriptName != "LiberationSerif-Italic":
			t.Errorf("%s: italic is %s", c.name, s.Face(document.Italic).PostScriptName)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%s: error %v, want one with %q", c.name, err, c.want)
		}
	}
}

// A font that has no Vietnamese must not get as far as a page with holes.
func TestCoverageNamesWhatIsMissing(t *testing.T) {
	f, err := parseFace(liberationRegular)
	if err != nil {
		t.Fatal(err)
	}
	f.dense['ự'], f.dense['Ấ'] = entry{}, entry{}
	if err := f.checkCoverage(); err == nil || !strings.Contains(err.Error(), "2 of the characters") || !strings.Contains(err.Error(), "ự") {
		t.Errorf("error %v", err)
	}
}

// FuzzParse looks for files that are not fonts and bring the parser or the subsetter down.
func FuzzParse(f *testing.F) {
	// A small font with a Unicode cmap, so that mutations reach everything that is read.
	face, err := parseFace(liberationItalic)
	if err != nil {
		f.Fatal(err)
	}
	small, err := face.Subset(glyphsOf(face, "Ấự"), 2)
	if err != nil {
		f.Fatal(err)
	}
	at := tableOffset(small, "cmap")
	binary.BigEndian.PutUint16(small[at+6:], 1) // from symbol to Unicode
	if _, err := parseFace(small); err != nil {
		f.Fatal(err)
	}
	f.Add(small)
	f.Add([]byte("OTTO"))
	f.Fuzz(func(t *testing.T, data []byte) {
		face, err := parseFace(data)
		if err != nil {
			return
		}
		list := make([]uint16, min(face.glyphs, 300))
		for i := range list {
			list[i] = uint16(i)
		}
		_, _ = face.Subset(list, 0)
		_, _ = face.Subset(list, min(len(list), 255))
	})
}
