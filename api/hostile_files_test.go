package api

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"vanban/render"
)

// unpacked returns the parts of a package.
func unpacked(t *testing.T, file string) map[string][]byte {
	t.Helper()
	r, err := zip.NewReader(strings.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string][]byte{}
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if parts[f.Name], err = io.ReadAll(in); err != nil {
			t.Fatal(err)
		}
	}
	return parts
}

func packed(t *testing.T, parts map[string][]byte) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(parts[name]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// repacked changes one part of a package, or adds it.
func repacked(t *testing.T, file, part string, change func(string) string) string {
	t.Helper()
	parts := unpacked(t, file)
	parts[part] = []byte(change(string(parts[part])))
	return packed(t, parts)
}

// hostileFiles are files that nobody sends by accident, with the code of their refusal.
func hostileFiles(t *testing.T) map[string]struct{ code, file string } {
	good := madeFile(t, plan(), render.DOCX)
	with := func(part, content string) string {
		return repacked(t, good, part, func(string) string { return content })
	}
	body := func(content string) string {
		return repacked(t, good, "word/document.xml", func(xml string) string { return strings.Replace(xml, "<w:body>", "<w:body>"+content, 1) })
	}
	var paragraphs strings.Builder
	for i := range 101_000 {
		paragraphs.WriteString("<w:p/>")
		if i%9 == 0 {
			paragraphs.WriteString("<!--" + strconv.Itoa(i*i) + "-->")
		}
	}
	type file = struct{ code, file string }
	return map[string]file{
		"nothing":           {"file_empty", ""},
		"white space":       {"file_empty", " \r\n"},
		"bytes":             {"file_unknown", "\x00\x01\x02\xff"},
		"another package":   {"file_unknown", packed(t, map[string][]byte{"a.txt": []byte("x")})},
		"half":              {"file_truncated", good[:len(good)/2]},
		"head only":         {"file_truncated", "PK\x03\x04"},
		"cut XML":           {"file_truncated", with("word/document.xml", "<w:document")},
		"bomb":              {"file_bomb", with("word/media/a.png", strings.Repeat("\x00", 50<<20))},
		"archive in itself": {"file_bomb", quine()},
		"a million entries": {"file_too_large", entries(1_000_000)}, // 47 MB of directory
		"600,000 entries":   {"file_too_many_parts", entries(600_000)},
		"parent folder":     {"file_unsafe_name", with("../a.xml", "<a/>")},
		"a DTD":             {"file_dtd", with("word/document.xml", `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>`)},
		"encrypted entries": {"file_encrypted", encrypted(good)},
		"macros":            {"file_macros", with("word/vbaProject.bin", "x")},
		"2,000 levels":      {"file_too_deep", body(strings.Repeat("<w:sdtContent>", 2000) + strings.Repeat("</w:sdtContent>", 2000))},
		"paragraphs":        {"file_too_large", body(paragraphs.String())},
	}
}

// quine is an archive whose only entry is the rest of the archive.
func quine() string {
	const name = "word/document.xml"
	head, entry := localHeader(name, 0), directoryEntry(name, 0)
	tail := len(entry) + len(endRecord(1, 0, 0))
	b := append(localHeader(name, tail), directoryEntry(name, tail)...)
	return string(append(b, endRecord(1, len(b)-len(head), len(head))...))
}

// entries is an archive of n entries that all name the same byte.
func entries(n int) string {
	b := append(localHeader("a", 1), 'x')
	start := len(b)
	b = append(b, bytes.Repeat(directoryEntry("a", 1), n)...)
	return string(append(b, endRecord(0xffff, len(b)-start, start)...))
}

func sizes(b []byte, name string, size int) []byte {
	b = binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE([]byte("x")))
	b = binary.LittleEndian.AppendUint32(b, uint32(size))
	b = binary.LittleEndian.AppendUint32(b, uint32(size))
	b = binary.LittleEndian.AppendUint16(b, uint16(len(name)))
	return binary.LittleEndian.AppendUint16(b, 0)
}

func localHeader(name string, size int) []byte {
	return append(sizes([]byte("PK\x03\x04\x14\x00\x00\x00\x00\x00\x00\x00\x00\x00"), name, size), name...)
}

func directoryEntry(name string, size int) []byte {
	b := sizes([]byte("PK\x01\x02\x14\x00\x14\x00\x00\x00\x00\x00\x00\x00\x00\x00"), name, size)
	return append(append(b, make([]byte, 14)...), name...)
}

func endRecord(entries, size, at int) []byte {
	b := []byte("PK\x05\x06\x00\x00\x00\x00")
	b = binary.LittleEndian.AppendUint16(b, uint16(entries))
	b = binary.LittleEndian.AppendUint16(b, uint16(entries))
	b = binary.LittleEndian.AppendUint32(b, uint32(size))
	b = binary.LittleEndian.AppendUint32(b, uint32(at))
	return append(b, 0, 0)
}

// encrypted sets the flag of every entry.
func encrypted(file string) string {
	b := []byte(file)
	for i := range len(b) - 10 {
		switch string(b[i : i+4]) {
		case "PK\x03\x04":
			b[i+6] |= 1
		case "PK\x01\x02":
			b[i+8] |= 1
		}
	}
	return string(b)
}

// TestHostileFiles sends each to both calls, one after the other, and asks after each whether the server still works and has its
// memory back.
func TestHostileFiles(t *testing.T) {
	st := open(t)
	docs := readOpenAPI(t, st)
	good := madeFile(t, plan(), render.DOCX)
	seen := map[string]bool{}
	for name, c := range hostileFiles(t) {
		for _, target := range []string{"/v1/imports", "/v1/checks", "/v1/checks?format=docx"} {
			t.Run(name+" to "+target, func(t *testing.T) {
				inner := *st
				inner.t = t
				r := inner.ask(upload(target, mediaOctets, c.file))
				guarded(t, r)
				p := refusedWith(t, r, unreadableFile)
				if len(p.Problems) != 1 || p.Problems[0].Code != c.code || p.Problems[0].Severity != "error" || p.Problems[0].Hint == "" {
					t.Errorf("want %s: %.500s", c.code, r.data)
				}
				docs.allows(t, "POST", target, r)
				seen[c.code] = true
				inner.idle()
				if r := inner.ask(upload(target, mediaOctets, good)); r.StatusCode != 200 {
					t.Errorf("a good file afterwards: %d %.300s", r.StatusCode, r.data)
				}
				inner.idle()
			})
		}
	}
	if len(seen) != 11 {
		t.Errorf("%d codes of refusals were met: %v", len(seen), slices.Sorted(maps.Keys(seen)))
	}
}

// TestHostilePDF does so with what goes for a PDF.
func TestHostilePDF(t *testing.T) {
	st := open(t)
	good := madeFile(t, plan(), render.PDF)
	for name, c := range map[string]struct{ code, file string }{
		"half":      {"file_truncated", good[:len(good)/2]},
		"head":      {"file_truncated", "%PDF-1.7\n"},
		"not a PDF": {"file_unknown", letter},
		"nothing":   {"file_empty", ""},
		"encrypted": {"file_encrypted", strings.Replace(good, "/Root ", "/Encrypt 1 0 R /Root ", 1)},
	} {
		r := st.ask(upload("/v1/checks", mediaPDF, c.file))
		if p := refusedWith(t, r, unreadableFile); len(p.Problems) != 1 || p.Problems[0].Code != c.code {
			t.Errorf("%s: want %s: %.300s", name, c.code, r.data)
		}
		st.idle()
		if r := st.ask(upload("/v1/checks", mediaPDF, good)); r.StatusCode != 200 {
			t.Errorf("a good file afterwards: %d %.300s", r.StatusCode, r.data)
		}
	}
}
