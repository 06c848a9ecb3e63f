package opc_test

import (
	"strings"
	"testing"

	"vanban/read/opc"
)

func TestSniff(t *testing.T) {
	const ole = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
	for file, want := range map[string]opc.Kind{
		"":                opc.Empty,
		" \r\n\x00\t":     opc.Empty,
		"PK\x03\x04":      opc.Container,
		"PK\x05\x06":      opc.Other, // an archive of nothing
		" PK\x03\x04":     opc.Other,
		"%PDF-1.7":        opc.Other,
		ole:               opc.Compound,
		ole + "Encrypted": opc.Compound,
		ole + "  " + wide: opc.Encrypted,
		wide:              opc.Other,
	} {
		if got := opc.Sniff([]byte(file)); got != want {
			t.Errorf("%q is %d, want %d", file, got, want)
		}
	}
}

// wide is EncryptedPackage in UTF-16.
var wide = strings.Join(strings.Split("EncryptedPackage", ""), "\x00") + "\x00"

func TestTarget(t *testing.T) {
	for _, c := range []struct{ dir, target, want string }{
		{"", "word/document.xml", "word/document.xml"},
		{"word/", "styles.xml", "word/styles.xml"},
		{"word/", "/xl/styles.xml", "xl/styles.xml"},
		{"xl/worksheets/", "../sharedStrings.xml", "xl/sharedStrings.xml"},
		{"word/", "../../../etc/passwd", "etc/passwd"},
		{"word/", "/../etc/passwd", "etc/passwd"},
		{"word/", "./a//b.xml", "word/a/b.xml"},
		{"word/", "", "word"},
		{"", "", ""},
		{"", "/", ""},
	} {
		if got := opc.Target(c.dir, c.target); got != c.want {
			t.Errorf("%q from %q is %q, want %q", c.target, c.dir, got, c.want)
		}
	}
}

func TestEntity(t *testing.T) {
	for name, want := range map[string]rune{
		"amp": '&', "lt": '<', "gt": '>', "quot": '"', "apos": '\'',
		"#65": 'A', "#x41": 'A', "#x1EA4": 'Ấ', "#9": '\t', "#10": '\n', "#13": '\r', "#32": ' ', "#x10FFFF": 0x10ffff, "#xfffe": 0xfffe, "#0000000065": 'A',
		"": -1, "AMP": -1, "nbsp": -1, "#": -1, "#x": -1, "#X41": -1, "#0": -1, "#1": -1, "#31": -1, "#-1": -1, "#+65": -1, "#6_5": -1, "#xd800": -1, "#xdfff": -1, "#x110000": -1, "#4294967361": -1,
	} {
		r, ok := opc.Entity([]byte(name))
		if ok != (want >= 0) || ok && r != want {
			t.Errorf("&%s; is %q, %t", name, r, ok)
		}
	}
}
