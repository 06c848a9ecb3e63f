package docx_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"encoding/binary"
	"io"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"vanban/read/docx"
)

const plainBody = `<w:p><w:r><w:t>KẾ HOẠCH</w:t></w:r></w:p>`

// hostile are files that are refused, by what is wrong with them, with the code of the refusal. Those that read/opc refuses by itself have one
// of each kind here.
func hostile(t testing.TB) map[string]struct {
	code string
	file []byte
} {
	with := func(name, content string) []byte {
		p := wordFile(plainBody, nil)
		p[name] = content
		return pack(t, p)
	}
	main := func(xml string) []byte { return with("word/document.xml", xml) }
	good := pack(t, wordFile(plainBody, nil))
	deep := func(n int, tag string) []byte {
		return pack(t, wordFile(strings.Repeat("<w:"+tag+">", n)+strings.Repeat("</w:"+tag+">", n), nil))
	}
	doctype := `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>`
	open := `<w:document` + namespaces + `><w:body>`
	type file = struct {
		code string
		file []byte
	}
	return map[string]file{
		"nothing":                {"file_empty", nil},
		"white space":            {"file_empty", []byte(" \r\n\x00\x00")},
		"text":                   {"file_unknown", []byte("KẾ HOẠCH")},
		"pdf":                    {"file_unknown", []byte("%PDF-1.7\n")},
		"rtf":                    {"file_unknown", []byte(`{\rtf1 x}`)},
		"doc":                    {"file_unknown", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 WordDocument")},
		"encrypted docx":         {"file_encrypted", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + wide("EncryptedPackage"))},
		"flat opc":               {"file_unknown", []byte(`<?xml version="1.0"?><pkg:package/>`)},
		"another zip":            {"file_unknown", pack(t, parts{"a.txt": "x"})},
		"a spreadsheet":          {"file_unknown", pack(t, sheet())},
		"another root":           {"file_unknown", main(`<w:styles` + namespaces + `/>`)},
		"too large":              {"file_too_large", append([]byte("PK\x03\x04"), append(make([]byte, 33<<20), good...)...)},
		"end cut off":            {"file_truncated", good[:len(good)-30]},
		"half":                   {"file_truncated", good[:len(good)/2]},
		"head only":              {"file_truncated", good[:4]},
		"xml cut off":            {"file_truncated", main(open + `<w:p><w:r><w:t>KẾ`)},
		"tags crossed":           {"file_truncated", main(open + `<w:p><w:r></w:p></w:r></w:body></w:document>`)},
		"unknown entity":         {"file_truncated", main(open + `<w:p>&nbsp;</w:p></w:body></w:document>`)},
		"forbidden character":    {"file_truncated", main(open + `<w:p>&#1;</w:p></w:body></w:document>`)},
		"not utf-8":              {"file_truncated", main(open + "<w:p>\xff</w:p></w:body></w:document>")},
		"another charset":        {"file_truncated", main(`<?xml version="1.0" encoding="windows-1258"?>` + open + `</w:body></w:document>`)},
		"bytes changed":          {"file_truncated", flipped(good)},
		"bomb":                   {"file_bomb", bomb(t, 300<<20)},
		"bomb in a picture":      {"file_bomb", with("word/media/image1.png", strings.Repeat("\x00", 2<<20))},
		"bomb that lies":         {"file_truncated", lyingBomb(t)},
		"archive in archive":     {"file_unknown", pack(t, parts{"r/r.zip": string(good)})},
		"5,000 entries":          {"file_too_many_parts", many(t, 5000)},
		"parent folder":          {"file_unsafe_name", with("../word/a.xml", "<a/>")},
		"twice":                  {"file_unsafe_name", with("Word/Document.xml", "<a/>")},
		"dtd":                    {"file_dtd", main(doctype + open + `</w:body></w:document>`)},
		"dtd in a part unread":   {"file_dtd", with("word/webSettings.xml", doctype+"<a/>")},
		"dtd in utf-16":          {"file_dtd", main(string(utf16le(doctype + open + `</w:body></w:document>`)))},
		"billion laughs":         {"file_dtd", main(`<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>`)},
		"2,000 levels":           {"file_too_deep", deep(2000, "sdtContent")},
		"2,000 tables":           {"file_too_deep", pack(t, wordFile(strings.Repeat("<w:tbl><w:tr><w:tc>", 700)+strings.Repeat("</w:tc></w:tr></w:tbl>", 700), nil))},
		"macros":                 {"file_macros", with("word/vbaProject.bin", "x")},
		"macros by relation":     {"file_macros", with("word/_rels/document.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="data.bin"/></Relationships>`)},
		"macros by type":         {"file_macros", with("[Content_Types].xml", strings.Replace(types, "application/xml", "application/vnd.ms-word.document.macroEnabled.main+xml", 1))},
		"elements without end":   {"file_too_large", pack(t, wordFile(p(noise(1_600_000, `<w:r/>`)), nil))},
		"paragraphs without end": {"file_too_large", pack(t, wordFile(noise(101_000, `<w:p/>`), nil))},
		"text without end":       {"file_too_large", pack(t, wordFile(`<w:p><w:r><w:t>`+noise(1_000_000, `chữ số `)+`</w:t></w:r></w:p>`, nil))},
		"one long tag":           {"file_truncated", main(open + `<w:p a="` + noise(900_000, "abcde") + `"/></w:body></w:document>`)},
		"part missing":           {"file_unknown", pack(t, parts{"[Content_Types].xml": types, "_rels/.rels": relations(map[string]string{"rId1": "officeDocument word/document.xml"})})},
	}
}

// What refuses costs little: less than 100 MB are ever asked for, and nothing waits for a clock.
func TestHostile(t *testing.T) {
	for name, c := range hostile(t) {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			m, err := docx.Read(context.Background(), c.file)
			runtime.ReadMemStats(&after)
			if got := codeOf(err); got != c.code || m != nil {
				t.Errorf("got %q (%v), want %q", got, err, c.code)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 100<<20 {
				t.Errorf("asked for %d MB", used>>20)
			}
		})
	}
}

// Every file cut short is refused, or read where only the end of the archive's comment is gone; never a panic or an error of ours.
func TestCutAnywhere(t *testing.T) {
	file := pack(t, wordFile(plainBody, parts{"styles": `<w:style w:type="paragraph" w:styleId="a"/>`}))
	for n := range file {
		if _, err := docx.Read(context.Background(), file[:n]); codeOf(err) == "" || strings.HasPrefix(codeOf(err), "error") {
			t.Fatalf("%d of %d bytes: %v", n, len(file), err)
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := docx.Read(ctx, pack(t, wordFile(plainBody, nil))); err == nil || codeOf(err) != "error: docx: context canceled" {
		t.Errorf("got %v", err)
	}
}

func wide(s string) string { return string(utf16le(s)[2:]) }

// utf16le returns s in UTF-16 with its mark.
func utf16le(s string) []byte {
	b := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return b
}

func sheet() parts {
	return parts{
		"[Content_Types].xml": types,
		"_rels/.rels":         relations(map[string]string{"rId1": "officeDocument xl/workbook.xml"}),
		"xl/workbook.xml":     `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>`,
	}
}

// noise repeats s with numbers between, so that it does not pack like a bomb.
func noise(n int, s string) string {
	var b strings.Builder
	seed := uint32(1)
	for range n {
		seed = seed*1664525 + 1013904223
		b.WriteString(s)
		if seed>>28 == 0 && !strings.HasPrefix(s, "<") {
			b.WriteString(strconv.FormatUint(uint64(seed), 36))
		} else if seed>>26 == 0 && strings.HasPrefix(s, "<") {
			b.WriteString("<!--" + strconv.FormatUint(uint64(seed), 36) + "-->")
		}
	}
	return b.String()
}

// flipped changes a byte of the first entry's content.
func flipped(file []byte) []byte {
	b := bytes.Clone(file)
	b[30+len("[Content_Types].xml")+20] ^= 0x55
	return b
}

// bomb writes a main part of n zero bytes, straight into the packer.
func bomb(t testing.TB, n int) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	f, err := w.Create("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	chunk := make([]byte, 1<<20)
	for range n >> 20 {
		if _, err := f.Write(chunk); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// raw writes entries whose sizes are what the caller says.
func raw(t testing.TB, entries ...*rawEntry) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		f, err := w.CreateRaw(&zip.FileHeader{Name: e.name, Method: zip.Deflate, CRC32: e.crc, CompressedSize64: uint64(len(e.data)), UncompressedSize64: e.size})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(e.data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

type rawEntry struct {
	name string
	data []byte
	size uint64
	crc  uint32
}

func deflated(t testing.TB, content io.Reader) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(w, content); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// lyingBomb says that its content types are 100 bytes, and unpacks to 300 MB.
func lyingBomb(t testing.TB) []byte {
	return raw(t, &rawEntry{"[Content_Types].xml", deflated(t, io.LimitReader(zeros{}, 300<<20)), 100, 0})
}

type zeros struct{}

func (zeros) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = ' '
	}
	return len(b), nil
}

func many(t testing.TB, n int) []byte {
	p := wordFile(plainBody, nil)
	for i := range n {
		p["word/media/"+strconv.Itoa(i)] = ""
	}
	return pack(t, p)
}
