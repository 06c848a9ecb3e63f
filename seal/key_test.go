package seal

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"
)

func TestNewKey(t *testing.T) {
	private, public, err := NewKey(norm.NFD.String("  Sở Nội vụ,\n từ 2026 "))
	if err != nil {
		t.Fatal(err)
	}
	key, err := ParsePrivate(private)
	if err != nil {
		t.Fatal(err)
	}
	keys, err := ParsePublic(public)
	if err != nil || len(keys) != 1 || keys[0].Name != "Sở Nội vụ, từ 2026" || !keys[0].Key.Equal(key.Public()) {
		t.Errorf("%+v, %v", keys, err)
	}
	text, err := sealed(key, usual)
	if err != nil {
		t.Fatal(err)
	}
	if got, _, err := Verify(keys, text); err != nil || got != usual {
		t.Errorf("%+v, %v", got, err)
	}
	if again, _, err := NewKey("a"); err != nil || bytes.Equal(again, private) {
		t.Errorf("two keys are the same, %v", err)
	}
	for _, name := range []string{"", " \n", "-----BEGIN PUBLIC KEY-----"} {
		if _, _, err := NewKey(name); err == nil {
			t.Errorf("a key with the name %q", name)
		}
	}
}

// After a change of key one file has both, and whatever people write between them.
func TestParsePublic(t *testing.T) {
	_, first, err := NewKey("Sở, 2025")
	if err != nil {
		t.Fatal(err)
	}
	_, second, err := NewKey("Sở, từ 2026")
	if err != nil {
		t.Fatal(err)
	}
	nameless := second[bytes.IndexByte(second, '\n')+1:]
	join := func(parts ...[]byte) []byte { return bytes.Join(parts, []byte("\n\n# ghi chú\n\n")) }
	// What > of Windows PowerShell 5 writes.
	var wide []byte
	for _, c := range append([]uint16{0xFEFF}, utf16.Encode([]rune(string(join(first, second))))...) {
		wide = append(wide, byte(c), byte(c>>8))
	}
	for name, c := range map[string]struct {
		file  []byte
		names string
	}{
		"one":      {first, "Sở, 2025"},
		"two":      {append(bytes.Clone(first), second...), "Sở, 2025|Sở, từ 2026"},
		"notes":    {join([]byte("# Các khóa"), first, second, nil), "Sở, 2025|Sở, từ 2026"},
		"CR LF":    {bytes.ReplaceAll(join(first, second), []byte("\n"), []byte("\r\n")), "Sở, 2025|Sở, từ 2026"},
		"UTF-16":   {wide, "Sở, 2025|Sở, từ 2026"},
		"nameless": {nameless, ""},
		"second nameless, with the note as its name": {join(first, nameless), "Sở, 2025|ghi chú"},
	} {
		keys, err := ParsePublic(c.file)
		var names []string
		for _, k := range keys {
			names = append(names, k.Name)
		}
		if got := strings.Join(names, "|"); err != nil || got != c.names {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func TestBadKeys(t *testing.T) {
	private, public, err := NewKey("Sở")
	if err != nil {
		t.Fatal(err)
	}
	curve, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	block := func(kind string, der []byte, err error) []byte {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der})
	}
	der, err := x509.MarshalPKIXPublicKey(&curve.PublicKey)
	otherPublic := block(publicBlock, der, err)
	der, err = x509.MarshalPKCS8PrivateKey(curve)
	otherPrivate := block(privateBlock, der, err)
	broken := bytes.Replace(public, []byte("KEY-----\nM"), []byte("KEY-----\n*"), 1)
	for name, file := range map[string][]byte{
		"empty": nil, "text": []byte("khóa"), "private": private, "private after public": append(bytes.Clone(public), private...),
		"another curve": otherPublic, "broken base64": broken, "broken before a sound one": append(bytes.Clone(broken), public...),
		"sound before a broken one": append(bytes.Clone(public), broken...), "cut off": public[:len(public)-20],
		"not a key": block(publicBlock, []byte("abc"), nil), "certificate": block("CERTIFICATE", []byte("abc"), nil),
	} {
		if keys, err := ParsePublic(file); err == nil {
			t.Errorf("public, %s: %+v", name, keys)
		}
	}
	for name, file := range map[string][]byte{
		"empty": nil, "public": public, "another curve": otherPrivate, "not a key": block(privateBlock, []byte("abc"), nil), "cut off": private[:len(private)-20],
	} {
		if _, err := ParsePrivate(file); err == nil {
			t.Errorf("private, %s is taken", name)
		}
	}
}
