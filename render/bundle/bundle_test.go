package bundle_test

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"

	"vanban/render/bundle"
)

func TestZip(t *testing.T) {
	entries := []bundle.Entry{{Name: "42-KH-SNV Kế hoạch.docx", Data: []byte("one")}, {Name: "42-KH-SNV Kế hoạch.pdf", Data: []byte("two")}}
	data, err := bundle.Zip(entries...)
	if err != nil {
		t.Fatal(err)
	}
	again, err := bundle.Zip(entries...)
	if err != nil || !bytes.Equal(data, again) {
		t.Errorf("the same files gave other bytes (%v)", err)
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	if len(r.File) != len(entries) {
		t.Fatalf("%d entries, want %d", len(r.File), len(entries))
	}
	for i, f := range r.File {
		rc, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(rc)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name != entries[i].Name || f.NonUTF8 || !bytes.Equal(got, entries[i].Data) {
			t.Errorf("entry %d is %q with %q", i, f.Name, got)
		}
	}
}

func TestNamesStayInTheFolder(t *testing.T) {
	for _, name := range []string{"", ".", "..", "../a", "/a", "a/b", `a\b`, `..\a`, "a\xff"} {
		if _, err := bundle.Zip(bundle.Entry{Name: name}); err == nil {
			t.Errorf("%q was packed", name)
		}
	}
}
